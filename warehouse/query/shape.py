"""Columns and rows as SQL expressions of their JSON: text as clients read it, made by DuckDB and not by Python.

Decimals and keys are text, instants end in Z, a vocabulary is answered by its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.catalog import TableColumn
from warehouse.query.access import Admitted
from warehouse.query.grouping import LAST_DAYS, WRITTEN_GRAINS
from warehouse.query.plan import TIME, Column, Constant, Conversion, DrillDown, Identity, Time, Translated
from warehouse.query.statement import Statement, indent, join, label, literal, quote, wrap
from warehouse.query.texts import written_opaque

LONGEST_LINE = 80
"""How long an object may be to stand on one line of a statement."""

LARGEST_EXACT = 2**53 - 1
"""The largest integer that JavaScript keeps exactly."""


def write_column(asked: Column, column: TableColumn, place: str) -> Statement:
    """The value of a column, which stands at `place`, as its JSON has it."""
    kind = column.data_type
    if asked.words:
        cases = "\n".join(f"    when {literal(value)} then {label(word)}" for value, word in asked.words)
        # Null stays null; a value without a word is a fault of ours and must not pass for another.
        wrong = f"error('{column.name} holds a word that the schema has not: ' || {place})"
        return Statement(f"case {place}\n{cases}\n    else {wrong}\nend")
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return Statement(f"rtrim(rtrim({place}::varchar, '0'), '.')")
    if kind.startswith(("DECIMAL", "DATE")) or (asked.is_text and kind != "VARCHAR"):
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
    """A decimal in another unit: exact, since only its point moves. `unit_place` is where the row says its unit."""
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


def _write_translated(asked: Translated, step: str) -> Statement:
    """An empty text is none."""
    places = [(word, f"nullif({quote(step)}.{quote(name)}, '')") for word, name in asked.languages]
    if asked.tells == "text":
        return Statement(f"coalesce({', '.join(place for _, place in places)})")
    cases = " ".join(f"when {place} is not null then {label(word)}" for word, place in places)
    return Statement(f"case {cases} end")


def write_output(
    asked: Column | Translated | Constant | Identity | Time | DrillDown, table: Admitted, step: str
) -> Statement:
    """What is asked of a row, which stands in `step`, and needs no other row."""
    match asked:
        case Column(_, name, _, _, Conversion(_, unit_column) as conversion):
            unit_place = None if unit_column is None else f"{quote(step)}.{quote(table.column(unit_column).name)}"
            return write_converted(conversion, table.column(name), f"{quote(step)}.{quote(name)}", unit_place)
        case Translated():
            return _write_translated(asked, step)
        case Column(_, name):
            return write_column(asked, table.column(name), f"{quote(step)}.{quote(name)}")
        case Constant(_, text):
            return Statement(label(text))
        case Identity(_, type_name, columns):
            key = [f"{quote(step)}.{quote(table.column(name).name)}::varchar" for name in columns]
            return Statement(written_opaque(f"[{', '.join([label(type_name), *key])}]"))
        case Time(_, grain):
            return Statement(WRITTEN_GRAINS[grain].format(f"{quote(step)}.{quote(TIME)}"))
        case DrillDown():
            return _write_drill_down(asked, table, step)


def _write_drill_down(asked: DrillDown, table: Admitted, step: str) -> Statement:
    entries = []
    for key in asked.keys:
        place = f"{quote(step)}.{quote(key.name)}"
        value = write_column(key, table.column(key.name), place)
        entries.append(
            wrap(
                f"{label(key.key)}, case when {place} is null then json_object('isNull', true) else json_object('eq', ",
                value,
                ") end",
            )
        )
    # Where the day itself is a key, that says its period too.
    if asked.time is not None and asked.time[0] not in {key.key for key in asked.keys}:
        word, grain = asked.time
        first = f"{quote(step)}.{quote(TIME)}"
        last = LAST_DAYS[grain].format(first)
        entries.append(
            Statement(
                f"{label(word)}, case when {first} is null then json_object('isNull', true)"
                f" else json_object('gte', {first}::varchar, 'lte', {last}::varchar) end"
            )
        )
    return wrap("json_object(", join(", ", entries), ")")


def write_object(entries: Sequence[tuple[str, Statement]]) -> Statement:
    """An object with these keys, in this order."""
    keys = [key for key, _ in entries]
    if not keys:
        # Directives may leave nothing of a selection, and DuckDB has no struct of nothing.
        return Statement("json_object()")
    if len({key.lower() for key in keys}) < len(keys):
        # A struct of DuckDB does not tell `a` from `A`.
        return _listed("json_object(", [wrap(f"{label(key)}, ", value, "") for key, value in entries], ")")
    return _listed("{", [wrap(f"{label(key)}: ", value, "") for key, value in entries], "}")


def _listed(opening: str, pieces: Sequence[Statement], closing: str) -> Statement:
    """The pieces on one line where they fit, or else each on its own."""
    line = join(", ", pieces)
    if "\n" not in line.text and len(line.text) <= LONGEST_LINE:
        return wrap(opening, line, closing)
    return wrap(f"{opening}\n", indent(join(",\n", pieces)), f"\n{closing}")
