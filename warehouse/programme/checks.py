"""The third round: mistakes of a programme as a whole, once every entry is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from warehouse.domain.folded import folded
from warehouse.domain.unit import PRODUCT, Units
from warehouse.forms.form import Column
from warehouse.forms.registry import FORMS
from warehouse.programme.kinds import KINDS, Entry
from warehouse.programme.layout_checks import check_layouts, check_series
from warehouse.programme.list_mappings import check_mappings
from warehouse.programme.mistakes import Mistake, mistake
from warehouse.programme.records import ANY_FORM, Heading, SeriesName

Entries = Mapping[str, list[Entry]]


def check_whole(entries: Entries, incomplete: Collection[str] = ()) -> Iterator[Mistake]:
    """Repeated ids, references to what is not there, validity, dimensions, and what rule sets name.

    References to a kind of which a file could not be read (`incomplete`) are not judged.
    """
    yield from _repeated(entries)
    yield from _validity(entries)
    if "units" not in incomplete:
        yield from _units(entries)
    yield from _cards(entries)
    yield from _headings(entries)
    yield from _series(entries)
    if "units" not in incomplete:
        yield from check_mappings(entries)
        if "indicators" not in incomplete:
            yield from _dimensions(entries)
    yield from check_series(entries)
    yield from check_layouts(entries)
    for reference in (*_references(entries), *_rule_references(entries)):
        if reference.wanted not in incomplete:
            yield from _check_reference(entries, reference)


def _repeated(entries: Entries) -> Iterator[Mistake]:
    for kind in KINDS:
        first: dict[tuple[object, ...], Entry] = {}
        for entry in entries[kind.field]:
            if entry.id in first:
                shown = " ".join(str(part) for part in entry.id if part is not None)
                yield mistake(entry.place, "repeated", value=shown, other=first[entry.id].place)
            first.setdefault(entry.id, entry)


def _cards(entries: Entries) -> Iterator[Mistake]:
    """A threshold has a bound."""
    for entry in entries["cards"]:
        for number, threshold in enumerate(entry.record.threshold):
            if threshold.below is None and threshold.above is None:
                yield mistake(entry.place_of(("threshold", number)), "missing", name="below | above")


def _headings(entries: Entries) -> Iterator[Mistake]:
    """A synonym is a heading of one column of a form that has it, and no other heading of that form."""
    meant: dict[tuple[str, str], Entry] = {}
    for entry in entries["headings"]:
        line: Heading = entry.record
        forms = [form for form in FORMS.values() if line.is_for(form.form_id)]
        columns = {column.name: None for form in forms for column in form.columns}
        if not forms:
            yield mistake(entry.place_of(("form",)), "not_one_of", (ANY_FORM, *FORMS), name="form", value=line.form)
        elif line.column not in columns:
            yield mistake(entry.place_of(("column",)), "not_one_of", columns, name="column", value=line.column)
        written = folded(line.heading.replace("|", "")).casefold()
        for form in forms:
            other = meant.setdefault((form.form_id, written), entry)
            if other.record.column != line.column:
                yield mistake(entry.place_of(("heading",)), "repeated", value=line.heading, other=other.place)
                break
            taken = next((column for column in form.columns if written in _written(column)), None)
            if taken is not None and taken.name != line.column:
                yield mistake(entry.place_of(("heading",)), "heading_taken", value=line.heading, form=form.form_id,
                              column=taken.name)  # fmt: skip
                break


def _written(column: Column) -> set[str]:
    return {folded(heading.replace("|", "")).casefold() for heading in (*column.headings, column.title_en)}


def _series(entries: Entries) -> Iterator[Mistake]:
    """A name of a series says what it is, or nothing of it: then it is ignored."""
    for entry in entries["series"]:
        line: SeriesName = entry.record
        if line.indicator is not None and line.period_kind is None:
            yield mistake(entry.place, "missing", name="period_kind")


def _dimensions(entries: Entries) -> Iterator[Mistake]:
    """A series is measured in the dimension of its indicator; the unit of a line may be one that only its file has."""
    units = Units(entry.record for entry in entries["units"])
    indicators = {entry.record.indicator_id: entry.record for entry in entries["indicators"]}
    for entry in entries["series"]:
        line: SeriesName = entry.record
        own = units.get(indicators[line.indicator].unit) if line.indicator in indicators else None
        unit = units.find(line.unit) if line.unit is not None else None
        if own is not None and unit is not None and unit.dimension != own.dimension:
            yield mistake(
                entry.place_of(("unit",)), "dimension_differs", value=line.unit, dimension=unit.dimension,
                other=line.indicator, wanted=own.dimension,
            )  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """A value that must be an id of another kind."""

    entry: Entry
    path: tuple[str | int, ...]
    value: object
    wanted: str


def _references(entries: Entries) -> Iterator[Reference]:
    for kind in KINDS:
        for name, wanted in kind.references.items():
            for entry in entries[kind.field]:
                yield Reference(entry, (name,), getattr(entry.record, name), wanted)
    for entry in entries["indicators"]:
        if entry.record.unit != PRODUCT:
            yield Reference(entry, ("unit",), entry.record.unit, "units")
    for entry in entries["cards"]:
        yield Reference(entry, (), entry.id[0], "indicators")


def _rule_references(entries: Entries) -> Iterator[Reference]:
    for entry in entries["plausibility"]:
        for part in ("history", "delivery"):
            for number, rule in enumerate(getattr(entry.record, part)):
                for name in ("indicator_ids", "held_with"):
                    for at, indicator in enumerate(getattr(rule, name, ())):
                        yield Reference(entry, (part, number, name, at), indicator, "indicators")
        for number, rule in enumerate(entry.record.per_head):
            yield Reference(entry, ("per_head", number, "indicator_id"), rule.indicator_id, "indicators")


def _check_reference(entries: Entries, reference: Reference) -> Iterator[Mistake]:
    known = {str(other.id[0]): None for other in entries[reference.wanted]}
    if reference.value is None or reference.value in known:
        return
    kind = next(kind for kind in KINDS if kind.field == reference.wanted)
    named = next((part for part in reversed(reference.path) if isinstance(part, str)), reference.entry.kind.noun)
    yield mistake(
        reference.entry.place_of(reference.path), "unknown_reference", known, name=named, value=reference.value,
        noun=kind.noun, noun_zh=kind.noun_zh, file=kind.pattern,
    )  # fmt: skip


def _validity(entries: Entries) -> Iterator[Mistake]:
    """No entry ends before it begins, and no code has two meanings on one day."""
    for kind in KINDS:
        for entry in entries[kind.field]:
            begins, ends = (getattr(entry.record, name, None) for name in ("valid_from", "valid_to"))
            if begins is not None and ends is not None and ends < begins:
                yield mistake(entry.place_of(("valid_to",)), "ends_before_it_begins", value=ends)
    of_code: dict[str, list[Entry]] = {}
    for entry in entries["regions"]:
        of_code.setdefault(entry.record.region_code, []).append(entry)
    for code, meanings in of_code.items():
        meanings.sort(key=lambda entry: entry.record.valid_from)
        for earlier, later in pairwise(meanings):
            if (earlier.record.valid_to or date.max) >= later.record.valid_from > earlier.record.valid_from:
                yield mistake(later.place_of(("valid_from",)), "overlap", value=code, other=earlier.place)


def _units(entries: Entries) -> Iterator[Mistake]:
    """A notation may belong to several units only where these are the same quantity in the same size."""
    written: dict[str, Entry] = {}
    for entry in entries["units"]:
        for text in entry.record.texts:
            other = written.setdefault(text, entry)
            if (other.record.dimension, other.record.factor) != (entry.record.dimension, entry.record.factor):
                yield mistake(
                    entry.place_of(("also_written",) if text in entry.record.also_written else ()),
                    "repeated",
                    value=text,
                    other=other.place,
                )
    bases = {entry.record.dimension for entry in entries["units"] if entry.record.factor == 1}
    for entry in entries["units"]:
        if entry.record.dimension not in bases:
            bases.add(entry.record.dimension)
            yield mistake(entry.place_of(("dimension",)), "no_base_unit", value=entry.record.dimension)
