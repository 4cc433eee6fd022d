"""SQL expressions for the JSON of columns and rows: the text that clients read is made by DuckDB, not by Python.

Decimals and keys are text, instants end in Z, vocabularies are written as enum names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from warehouse.catalog.catalog import TableColumn
from warehouse.query.access import Admitted
from warehouse.query.periods import FIRST_DAYS, LAST_DAYS, WRITTEN_GRAINS
from warehouse.query.plan import (
    LEVEL,
    OTHERS,
    REMAINDER,
    TIME,
    Column,
    Constant,
    Conversion,
    DrillDown,
    DrillKey,
    FilledTemplate,
    Given,
    Identity,
    Listed,
    Object,
    Time,
    Translated,
)
from warehouse.query.statement import Statement, indent, join, label, literal, quote, wrap
from warehouse.query.texts import written_opaque

LONGEST_LINE = 80
"""The length up to which an object is on one line of a statement."""

LARGEST_EXACT = 2**53 - 1
"""The largest integer that JavaScript represents exactly."""


def write_column(requested: Column, column: TableColumn, place: str) -> Statement:
    """The JSON of the column at `place`."""
    kind = column.data_type
    if requested.is_list:
        each = write_column(replace(requested, is_list=False), column, "word").text
        return Statement(f"list_transform({place}, lambda word: {each})")
    if requested.words:
        cases = "\n".join(f"    when {literal(value)} then {label(word)}" for value, word in requested.words)
        # Null stays null; a value without an enum name is a defect and must not pass for another value.
        wrong = f"error('{column.name} holds a word that the schema has not: ' || {place})"
        return Statement(f"case {place}\n{cases}\n    else {wrong}\nend")
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return Statement(f"rtrim(rtrim({place}::varchar, '0'), '.')")
    if kind.startswith(("DECIMAL", "DATE")) or (requested.is_text and kind != "VARCHAR"):
        return Statement(f"{place}::varchar")
    if kind.startswith("TIMESTAMP"):
        return Statement(f"replace({place}::varchar, ' ', 'T') || 'Z'")
    if kind == "BIGINT":
        wrong = f"error('{column.name} is beyond 2^53: ' || {place})"
        return Statement(
            f"case when abs({place}) <= {LARGEST_EXACT} then {place} when {place} is not null then {wrong} end"
        )
    return Statement(place)


def write_converted(conversion: Conversion, column: TableColumn, place: str, unit_place: str | None) -> Statement:
    """A decimal in another unit: exact, since only the decimal point moves. `unit_place` is the row's unit."""
    scale = column.data_type.rpartition(",")[2].rstrip(")")
    written = [
        # The widest decimal: DuckDB keeps the width of a narrow one, and a large product would not fit.
        (unit, f"rtrim(rtrim(({place}::decimal(38, {scale}) * {factor:f})::varchar, '0'), '.')")
        for unit, factor in conversion.factors
    ]
    if unit_place is None:
        return Statement(written[0][1])
    cases = "\n".join(f"    when {literal(unit)} then {value}" for unit, value in written)
    return Statement(f"case {unit_place}\n{cases}\nend")


def _write_translated(requested: Translated, step: str) -> Statement:
    """An empty text counts as missing."""
    places = [(word, f"nullif({quote(step)}.{quote(name)}, '')") for word, name in requested.languages]
    if requested.tells == "text":
        return Statement(f"coalesce({', '.join(place for _, place in places)})")
    cases = " ".join(f"when {place} is not null then {label(word)}" for word, place in places)
    return Statement(f"case {cases} end")


def _write_template(requested: FilledTemplate, table: Admitted, step: str) -> Statement:
    """One text; a null column makes its line null, and lines that are null are left out."""
    lines = []
    for line in requested.lines:
        pieces = []
        for text, name in line:
            if text:
                pieces.append(literal(text))
            if name is not None:
                place = f"{quote(step)}.{quote(name)}"
                column = table.column(name)
                is_decimal = column.data_type.startswith("DECIMAL")
                pieces.append(write_column(Column("", name), column, place).text if is_decimal else f"{place}::varchar")
        lines.append(" || ".join(pieces))
    return Statement("concat_ws(chr(10),\n    " + ",\n    ".join(lines) + "\n)")


def write_output(
    requested: Column | Translated | FilledTemplate | Constant | Given | Identity | Listed | Time | DrillDown,
    table: Admitted,
    step: str,
) -> Statement:
    """An output of a row of `step` that needs no other row."""
    match requested:
        case Column(_, name, _, _, Conversion(_, unit_column) as conversion):
            unit_place = None if unit_column is None else f"{quote(step)}.{quote(table.column(unit_column).name)}"
            return write_converted(conversion, table.column(name), f"{quote(step)}.{quote(name)}", unit_place)
        case Translated():
            return _write_translated(requested, step)
        case FilledTemplate():
            return _write_template(requested, table, step)
        case Column(_, name):
            return write_column(requested, table.column(name), f"{quote(step)}.{quote(name)}")
        case Constant(_, text):
            return Statement(label(text))
        case Identity(_, type_name, columns):
            key = [f"{quote(step)}.{quote(table.column(name).name)}::varchar" for name in columns]
            return Statement(written_opaque(f"[{', '.join([label(type_name), *key])}]"))
        case Given(_, value):
            return Statement(str(value).lower())
        case Listed(_, name, parts):
            place = f"{quote(step)}.{quote(table.column(name).name)}"
            texts = [label(part.text) if isinstance(part, Constant) else f"part.{quote(part.name)}" for part in parts]
            written = write_object([(part.key, Statement(text)) for part, text in zip(parts, texts, strict=True)])
            return wrap(f"list_transform({place}, lambda part: ", written, ")")
        case Time(_, grain):
            return Statement(WRITTEN_GRAINS[grain].format(f"{quote(step)}.{quote(TIME)}"))
        case DrillDown():
            return _write_drill_down(requested, table, step)


def write_present(requested: Object, step: str, row: Statement) -> Statement:
    """An object, or null where the row of `step` has no value for it."""
    if not requested.null_with:
        return row
    names, word = (requested.needs, " and ") if requested.needs else (requested.null_with, " or ")
    given = word.join(f"{quote(step)}.{quote(name)} is not null" for name in names)
    return wrap(f"case when {given} then ", row, " end")


def write_others(requested: DrillDown, table: Admitted, step: str) -> Statement:
    """The filter that admits what no group in `step` has."""
    each = _write_keys(requested.keys, table, step)
    return wrap("json_object('not', json_object('or', to_json(coalesce(list(", each, "), []))))")


def _write_drill_down(requested: DrillDown, table: Admitted, step: str) -> Statement:
    if requested.has_levels:
        cases = [
            wrap(f"when {level} then ", _write_keys(requested.keys[:level], table, step), "")
            for level in range(len(requested.keys) + 1)
        ]
        return _listed(f"case {quote(step)}.{quote(LEVEL)} ", cases, " end", between=" ")
    own = _write_keys(requested.keys, table, step)
    if not requested.has_remainder:
        return own
    place = f"{quote(step)}."
    return wrap(f"case when {place}{quote(REMAINDER)} then {place}{quote(OTHERS)} else ", own, " end")


def _write_keys(keys: Sequence[DrillKey], table: Admitted, step: str) -> Statement:
    """A filter with a condition for each key; keys of related rows go into a list, since several may be of one row."""
    entries = []
    for path in dict.fromkeys(key.path for key in keys if len(key.path) == 1):
        conditions = [_write_condition(key, table, step) for key in keys if key.path == path]
        # A day and its period are one entry: a JSON reader keeps only one of two equal names.
        whole = conditions[0] if len(conditions) == 1 else wrap("json_merge_patch(", join(", ", conditions), ")")
        entries.append(wrap(f"{label(path[0])}, ", whole, ""))
    related = [_write_related(key, table, step) for key in keys if len(key.path) > 1]
    if related:
        entries.append(wrap("'and', json_array(", join(", ", related), ")"))
    return _listed("json_object(", entries, ")")


def _write_condition(key: DrillKey, table: Admitted, step: str) -> Statement:
    place = f"{quote(step)}.{quote(TIME if isinstance(key.value, Time) else key.value.name)}"
    return wrap(
        f"case when {place} is null then json_object('isNull', true) else ", _write_value(key, table, place), " end"
    )


def _write_related(key: DrillKey, table: Admitted, step: str) -> Statement:
    """A row without related row has no value either: its filter is "leads to no row with a value"."""
    assert isinstance(key.value, Column)
    relation, column = (label(word) for word in key.path)
    place = f"{quote(step)}.{quote(key.value.name)}"
    none = f"json_object('not', json_object({relation}, json_object({column}, json_object('isNull', false))))"
    some = wrap(f"json_object({relation}, json_object({column}, ", _write_value(key, table, place), "))")
    return wrap(f"case when {place} is null then {none} else ", some, " end")


def _write_value(key: DrillKey, table: Admitted, place: str) -> Statement:
    """The condition that a present value at `place` is the group's."""
    if isinstance(key.value, Column):
        return wrap("json_object('eq', ", write_column(key.value, table.column(key.value.name), place), ")")
    first, last = (days[key.value.grain].format(place) for days in (FIRST_DAYS, LAST_DAYS))
    return Statement(f"json_object('gte', {first}::varchar, 'lte', {last}::varchar)")


def write_object(entries: Sequence[tuple[str, Statement]]) -> Statement:
    """An object with these keys, in this order."""
    keys = [key for key, _ in entries]
    if not keys:
        # Directives may leave an empty selection, and DuckDB has no empty struct.
        return Statement("json_object()")
    if len({key.lower() for key in keys}) < len(keys):
        # A DuckDB struct does not distinguish `a` from `A`.
        return _listed("json_object(", [wrap(f"{label(key)}, ", value, "") for key, value in entries], ")")
    return _listed("{", [wrap(f"{label(key)}: ", value, "") for key, value in entries], "}")


def _listed(opening: str, pieces: Sequence[Statement], closing: str, between: str = ", ") -> Statement:
    """The pieces on one line where they fit, else each on its own."""
    line = join(between, pieces)
    if "\n" not in line.text and len(line.text) <= LONGEST_LINE:
        return wrap(opening, line, closing)
    return wrap(f"{opening.rstrip()}\n", indent(join(f"{between.rstrip()}\n", pieces)), f"\n{closing.lstrip()}")
