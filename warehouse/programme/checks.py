"""The third round: mistakes of a programme as a whole, once every entry is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, pairwise

import duckdb

from warehouse.connections import open_scratch
from warehouse.domain.folded import folded
from warehouse.domain.unit import PRODUCT, Units, unit_key
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.programme.indicator_checks import check_cards, check_indicators, within
from warehouse.programme.kinds import KINDS, Entry
from warehouse.programme.layout_checks import check_layouts, check_series
from warehouse.programme.list_mappings import check_mappings
from warehouse.programme.mistakes import Mistake, mistake
from warehouse.programme.records import ANY_FORM, Heading, Region, SeriesName

Entries = Mapping[str, list[Entry]]


def check_whole(entries: Entries, incomplete: Collection[str] = ()) -> Iterator[Mistake]:
    """Repeated ids, references to what is not there, validity, dimensions, and what rule sets name.

    References to a kind of which a file could not be read (`incomplete`) are not judged.
    """
    yield from _repeated(entries)
    yield from _validity(entries)
    if "units" not in incomplete:
        yield from _units(entries)
    if "regions" not in incomplete:
        yield from _regions(entries)
    yield from _ids(entries)
    yield from _patterns(entries)
    yield from check_indicators(entries)
    yield from check_cards(entries)
    yield from _vintages(entries)
    yield from _headings(entries)
    yield from _series(entries, incomplete)
    if "units" not in incomplete:
        yield from check_mappings(entries)
        if "indicators" not in incomplete:
            yield from _dimensions(entries)
    yield from check_series(entries)
    yield from check_layouts(entries)
    known = {kind.field: {str(entry.id[0]): None for entry in entries[kind.field]} for kind in KINDS}
    for reference in chain(_references(entries), _rule_references(entries)):
        if reference.wanted not in incomplete:
            yield from _check_reference(known[reference.wanted], reference)


def _repeated(entries: Entries) -> Iterator[Mistake]:
    for kind in KINDS:
        first: dict[tuple[object, ...], Entry] = {}
        for entry in entries[kind.field]:
            if entry.id in first:
                shown = " ".join(str(part) for part in entry.id if part is not None)
                yield mistake(entry.place, "repeated", value=shown, other=first[entry.id].place)
            first.setdefault(entry.id, entry)


_CODES: Mapping[str, re.Pattern[str]] = {
    "country": re.compile("100000"),
    "province": re.compile("[1-9][0-9]0000"),
    "prefecture": re.compile("[0-9]{2}(?!00)[0-9]{2}00"),
    "county": re.compile("[0-9]{6}"),
    "reporting_area": re.compile("[0-9]{6}(?:-[A-Z]{1,10})?"),
}


_LEVELS = ("country", "province", "prefecture", "county", "reporting_area")


def _regions(entries: Entries) -> Iterator[Mistake]:
    """A region is below its parent, so that none is below itself, and below one parent a name is that of one region.

    A code has the form of its level; parent and successor exist in the time in which they are needed.
    """
    meanings: dict[str, list[Region]] = {}
    for entry in entries["regions"]:
        meanings.setdefault(entry.record.region_code, []).append(entry.record)
    for entry in entries["regions"]:
        region: Region = entry.record
        is_below = region.level != "county" or region.parent == f"{region.region_code[:4]}00"
        if not _CODES[region.level].fullmatch(region.region_code) or not is_below:
            yield mistake(entry.place_of(("region_code",)), "code_of_another_level", value=region.region_code,
                          level=region.level)  # fmt: skip
        if region.level == "reporting_area" and region.is_additive:
            yield mistake(entry.place_of(("is_additive",)), "not_additive", value=region.region_code)
        parents = meanings.get(region.parent or "", ())
        if region.parent is None and region.level != "country":
            yield mistake(entry.place, "missing", name="parent")
        if any(_LEVELS.index(one.level) >= _LEVELS.index(region.level) for one in parents):
            yield mistake(entry.place_of(("parent",)), "parent_not_above", value=region.parent, level=region.level)
        ends = region.valid_to or date.max
        if parents and not any(one.valid_from <= ends and (one.valid_to or date.max) >= region.valid_from
                               for one in parents):  # fmt: skip
            yield mistake(entry.place_of(("parent",)), "parent_of_another_time", value=region.parent)
        if (region.valid_to is None) != (region.successor is None):
            yield mistake(entry.place, "successor_of_the_ended", value=region.region_code)
        following = meanings.get(region.successor or "", ())
        if (
            region.valid_to is not None
            and following
            and not any((one.valid_from - region.valid_to).days == 1 for one in following)
        ):
            yield mistake(entry.place_of(("successor",)), "successor_of_another_time", value=region.successor,
                          day=region.valid_to)  # fmt: skip
    named: dict[tuple[str | None, str], Entry] = {}
    for entry in entries["regions"]:
        if entry.record.valid_to is None:
            for name in dict.fromkeys(map(folded, (entry.record.name_zh, *entry.record.also_written))):
                other = named.setdefault((entry.record.parent, name), entry)
                if other is not entry and other.id != entry.id:
                    yield mistake(entry.place_of(("name_zh",)), "repeated", value=name, other=other.place)


_MOST_OF_AN_ORDINAL = 10**9
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


def _ids(entries: Entries) -> Iterator[Mistake]:
    """An id is a word that needs no quotes anywhere: it stands in queries, commands and exports."""
    for name in ("units", "indicators", "vintages", "layouts"):
        for entry in entries[name]:
            if not _ID.fullmatch(str(entry.id[0])):
                yield mistake(entry.place_of((entry.kind.key[0],)) if entry.kind.key else entry.place, "not_an_id",
                              value=entry.id[0])  # fmt: skip


def _patterns(entries: Entries) -> Iterator[Mistake]:
    """The pattern of a vintage is a regular expression of the engine that runs it, which is linear."""
    with open_scratch() as connection:
        for entry in entries["vintages"]:
            try:
                connection.execute("select regexp_matches('', ?)", [entry.record.name_pattern or ""])
            except duckdb.Error:
                yield mistake(entry.place_of(("name_pattern",)), "not_a_pattern", value=entry.record.name_pattern)


def _vintages(entries: Entries) -> Iterator[Mistake]:
    """The place of a vintage is a number that its table holds."""
    for entry in entries["vintages"]:
        yield from within(entry, ("ordinal",), entry.record.ordinal, _MOST_OF_AN_ORDINAL)


def _headings(entries: Entries) -> Iterator[Mistake]:
    """A synonym is a heading of one column of a form that has it, and no other heading of that form."""
    meant: dict[tuple[str, str], Entry] = {}
    for entry in entries["headings"]:
        line: Heading = entry.record
        forms = tuple(FORMS.values()) if line.form == ANY_FORM else tuple(filter(None, [FORMS.get(line.form)]))
        columns = _columns(forms)
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
            taken = _written(form).get(written, line.column)
            if taken != line.column:
                yield mistake(entry.place_of(("heading",)), "heading_taken", value=line.heading, form=form.form_id,
                              column=taken)  # fmt: skip
                break


@cache
def _columns(forms: tuple[Form, ...]) -> Mapping[str, None]:
    return {column.name: None for form in forms for column in form.columns}


@cache
def _written(form: Form) -> Mapping[str, str]:
    """The column of each heading of a form."""
    return {
        folded(heading.replace("|", "")).casefold(): column.name
        for column in form.columns
        for heading in (*column.headings, column.title_en)
    }


def _series(entries: Entries, incomplete: Collection[str]) -> Iterator[Mistake]:
    """A name of a series says what it is, or nothing of it: then it is ignored. Its source is that of a layout, its
    region one of the list."""
    sources = dict.fromkeys(("any", "nbs", "terminal", *(entry.record.source for entry in entries["layouts"])))
    regions = {
        name: None
        for entry in entries["regions"]
        for name in (entry.record.region_code, entry.record.name_zh, *entry.record.also_written)
    }
    for entry in entries["series"]:
        line: SeriesName = entry.record
        if line.source not in sources and "layouts" not in incomplete:
            yield mistake(entry.place_of(("source",)), "not_one_of", sources, name="source", value=line.source)
        if line.region is not None and line.region not in regions and "regions" not in incomplete:
            yield mistake(entry.place_of(("region",)), "unknown_reference", regions, name="region", value=line.region,
                          noun="region", noun_zh="地区", file="regions.csv")  # fmt: skip
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


def _check_reference(known: Mapping[str, None], reference: Reference) -> Iterator[Mistake]:
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
    """A notation, whatever its width and case, may belong to several units only where these are the same quantity in
    the same size."""
    written: dict[str, tuple[str, Entry]] = {}
    for entry in entries["units"]:
        own = (entry.record.dimension, entry.record.factor)
        told: set[str] = set()
        for text in entry.record.texts:
            first, other = written.setdefault(unit_key(text), (text, entry))
            if (other.record.dimension, other.record.factor) != own and unit_key(text) not in told:
                told.add(unit_key(text))
                place = entry.place_of(("also_written",) if text in entry.record.also_written else ())
                if first == text:
                    yield mistake(place, "repeated", value=text, other=other.place)
                else:
                    yield mistake(place, "written_alike", value=text, first=first, other=other.place)
    bases = {entry.record.dimension for entry in entries["units"] if entry.record.factor == 1}
    for entry in entries["units"]:
        if entry.record.dimension not in bases:
            bases.add(entry.record.dimension)
            yield mistake(entry.place_of(("dimension",)), "no_base_unit", value=entry.record.dimension)
