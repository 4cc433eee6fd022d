"""The mistakes of a mapping: what it names that the form, the units or the vocabularies do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from warehouse.domain.unit import Unit, Units
from warehouse.errors import InvalidArgument
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.list_mapping import ListMapping, MappedColumn, bracket_of, heading_key
from warehouse.forms.mapped_form import NAME, is_region, words_of
from warehouse.forms.registry import FORMS
from warehouse.programme.kinds import Entry
from warehouse.programme.mistakes import Mistake, mistake


def check_mappings(entries: Mapping[str, list[Entry]]) -> Iterator[Mistake]:
    """Every mistake of the mappings of a programme."""
    units = Units(entry.record for entry in entries["units"])
    headings: dict[tuple[str, ...], Entry] = {}
    for entry in entries["mappings"]:
        mapping: ListMapping = entry.record
        form = FORMS.get(mapping.form)
        registers = [form_id for form_id, one in FORMS.items() if one.is_register]
        if form is None:
            yield mistake(entry.place_of(("form",)), "not_one_of", registers, name="form", value=mapping.form)
        elif not form.is_register:
            yield mistake(entry.place_of(("form",)), "not_a_register", registers, value=mapping.form)
        else:
            yield from _check(entry, mapping, form, units)
        own = tuple(sorted(map(heading_key, mapping.headings)))
        other = headings.setdefault(own, entry)
        if other is not entry:
            yield mistake(entry.place, "same_headings", other=other.place)


def _check(entry: Entry, mapping: ListMapping, form: Form, units: Units) -> Iterator[Mistake]:
    columns = {column.name: column for column in form.columns}
    yield from _twice(entry, mapping)
    for number, mapped in enumerate(mapping.column):
        path = ("column", number)
        column = columns.get(mapped.to)
        if column is None:
            yield mistake(entry.place_of((*path, "to")), "not_one_of", columns, name="to", value=mapped.to)
            continue
        yield from _source(entry, path, mapped, column)
        yield from _unit(entry, path, mapped, column, units)
        yield from _words(entry, path, mapped, column)
    named = {mapped.to for mapped in mapping.column}
    yield from _made_key(entry, mapping, form, named)
    for column in form.columns:
        if not column.nullable and column.name not in named | {mapping.key_from_name}:
            yield mistake(entry.place, "column_needed", form=form.form_id, name=column.name)


def _twice(entry: Entry, mapping: ListMapping) -> Iterator[Mistake]:
    """Two headings of one column, and one heading at two places."""
    first: dict[str, tuple[str | int, ...]] = {}
    named: list[tuple[str, str, tuple[str | int, ...]]] = []
    for number, mapped in enumerate(mapping.column):
        named.append((f"to {mapped.to}", mapped.to, ("column", number, "to")))
        named += [(f"from {heading_key(text)}", text, ("column", number, "from")) for text in mapped.sources]
    named += [(f"from {heading_key(text)}", text, ("ignored", at)) for at, text in enumerate(mapping.ignored)]
    for key, shown, path in named:
        if key in first:
            yield mistake(entry.place_of(path), "mapped_twice", value=shown, other=entry.place_of(first[key]))
        first.setdefault(key, path)


def _source(entry: Entry, path: tuple[str | int, ...], mapped: MappedColumn, column: Column) -> Iterator[Mistake]:
    if bool(mapped.sources) == (mapped.value is not None):
        yield mistake(entry.place_of(path), "from_or_value", name=mapped.to)
    if len(mapped.sources) > 1 and not is_region(column):
        yield mistake(entry.place_of((*path, "from")), "one_heading", name=mapped.to)
    if mapped.value is not None and column.unit_id is not None:
        yield mistake(entry.place_of((*path, "value")), "amount_in_every_row", name=mapped.to)
    elif mapped.value is not None and not column.choices and not _fits(mapped.value, column):
        wanted, wanted_zh = "a value of this column", "该列的值"
        yield mistake(
            entry.place_of((*path, "value")), "wrong_type", name="value", value=mapped.value, wanted=wanted,
            wanted_zh=wanted_zh,
        )  # fmt: skip


def _fits(value: str, column: Column) -> bool:
    """Whether a constant is a value of the column. The patterns of the package are short, and so is the value."""
    try:
        match column.cell_type:
            case CellType.DECIMAL:
                return Decimal(value).is_finite()
            case CellType.INTEGER:
                return re.fullmatch(r"\d{1,9}", value) is not None
            case CellType.DATE:
                return bool(date.fromisoformat(value))
            case _:
                return column.pattern is None or re.fullmatch(column.pattern, value[:100]) is not None
    except (ValueError, InvalidOperation):
        return False


def _unit(
    entry: Entry, path: tuple[str | int, ...], mapped: MappedColumn, column: Column, units: Units
) -> Iterator[Mistake]:
    place = entry.place_of((*path, "unit"))
    if column.unit_id is None:
        if mapped.unit is not None:
            yield mistake(place, "not_measured", name=mapped.to)
        return
    wanted = units.get(column.unit_id)
    in_heading = _unit_or_none(units, bracket_of(mapped.sources[-1])) if mapped.sources else None
    unit = _unit_or_none(units, mapped.unit) if mapped.unit is not None else in_heading
    if wanted is None:
        return
    if unit is None and mapped.unit is not None:
        known = [one.unit_id for one in units.values() if one.dimension == wanted.dimension]
        yield mistake(place, "not_one_of", known, name="unit", value=mapped.unit)
    elif unit is not None and unit.dimension != wanted.dimension:
        yield mistake(
            place if mapped.unit is not None else entry.place_of((*path, "from")), "dimension_differs",
            value=unit.title_zh, dimension=unit.dimension, other=mapped.to, wanted=wanted.dimension,
        )  # fmt: skip
    elif unit is not None and in_heading is not None and (unit.dimension, unit.factor) != (
        in_heading.dimension, in_heading.factor,
    ):  # fmt: skip
        yield mistake(place, "unit_contradicts", value=unit.title_zh, other=in_heading.title_zh)


def _unit_or_none(units: Units, text: str) -> Unit | None:
    try:
        return units.parse(text)
    except InvalidArgument:
        return None


def _words(entry: Entry, path: tuple[str | int, ...], mapped: MappedColumn, column: Column) -> Iterator[Mistake]:
    known = list(dict.fromkeys(words_of(column).values()))
    if not column.choices:
        if mapped.words:
            yield mistake(entry.place_of((*path, "words")), "no_vocabulary", name=mapped.to)
        return
    if mapped.value is not None and mapped.value not in known:
        yield mistake(entry.place_of((*path, "value")), "not_one_of", known, name="value", value=mapped.value)
    if mapped.sources and not mapped.words:
        yield mistake(entry.place_of(path), "words_needed", known, name=mapped.to)
    for word, code in mapped.words.items():
        if code not in known:
            yield mistake(entry.place_of((*path, "words", word)), "not_one_of", known, name=word, value=code)


def _made_key(entry: Entry, mapping: ListMapping, form: Form, named: set[str]) -> Iterator[Mistake]:
    key = mapping.key_from_name
    if key is None:
        return
    names = {column.name for column in form.columns}
    sources = {mapped.to for mapped in mapping.column if mapped.sources}
    why: tuple[str, str] | None = None
    if key not in form.key or form.column(key).cell_type is not CellType.CODE:
        why = ("it is not the code of the form's rows", "它不是该名录的代码列")
    elif key in named:
        why = ("a heading is mapped to it", "已有列标题与它对应")
    elif NAME not in names or NAME not in sources:
        why = (f"no heading is mapped to {NAME}", f"没有列标题对应 {NAME}")
    if why is not None:
        yield mistake(entry.place_of(("key_from_name",)), "not_a_made_key", value=key, why=why[0], why_zh=why[1])
