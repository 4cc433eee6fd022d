"""Mistakes of layouts and of names of series, once every entry is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse.domain.series_name import KINDS_OF, is_growth, name_key
from warehouse.programme.kinds import Entry
from warehouse.programme.layout_declarations import LayoutDeclaration, Variant
from warehouse.programme.mistakes import Mistake, mistake
from warehouse.programme.records import Indicator, SeriesName

IN_PYTHON = ("pink_sheet", "macro_wide")
"""Layouts that no declaration can say, by the name that `code` gives."""
_LEVELS = ("flow", "stock", "share", "count", "price")


def check_series(entries: Mapping[str, list[Entry]]) -> Iterator[Mistake]:
    """A kind without an indicator, another subject, growth as a level, and a name that stands for two things."""
    indicators: dict[str, Indicator] = {entry.record.indicator_id: entry.record for entry in entries["indicators"]}
    first: dict[tuple[str | None, ...], Entry] = {}
    for entry in entries["series"]:
        line: SeriesName = entry.record
        if line.indicator is None and line.period_kind is not None:
            yield mistake(entry.place, "indicator_needed", value=line.name)
        for frequency, kinds in KINDS_OF.items():
            if line.indicator is not None and line.period_kind not in kinds:
                continue
            key = (line.source, name_key(line.name), line.unit, line.region, frequency)
            other = first.setdefault(key, entry)
            if other is not entry:
                yield mistake(entry.place_of(("name",)), "means_two", value=line.name, other=other.place)
                break
        indicator = indicators.get(line.indicator or "")
        if indicator is None:
            continue
        if indicator.about != "region":
            yield mistake(
                entry.place_of(("indicator",)), "not_of_a_region", value=line.indicator, about=indicator.about
            )
        if is_growth(line.name) and indicator.quantity_kind in _LEVELS:
            yield mistake(entry.place_of(("indicator",)), "growth_is_no_level", name=line.name, value=line.indicator)


def check_layouts(entries: Mapping[str, list[Entry]]) -> Iterator[Mistake]:
    """A layout without a table or with two, code that is not installed, and axes that nothing gives."""
    for entry in entries["layouts"]:
        layout: LayoutDeclaration = entry.record
        if sum(map(bool, (layout.code, layout.variant, layout.column))) != 1:
            yield mistake(entry.place, "code_or_table", value=layout.layout_id)
        if layout.code and layout.code not in IN_PYTHON:
            yield mistake(entry.place_of(("code",)), "not_one_of", IN_PYTHON, name="code", value=layout.code)
        for number, variant in enumerate(layout.variant):
            for axis in _missing_axes(variant):
                place = entry.place_of(("variant", number))
                yield mistake(place, "axes_missing", value=layout.layout_id, name=axis)


def _missing_axes(variant: Variant) -> list[str]:
    given = {variant.down, variant.across, *variant.rows.values(), *variant.beside.values()}
    parts = {"indicator": variant.indicator, "region": variant.region or variant.split, "period": variant.period}
    return [axis for axis, part in parts.items() if axis not in given and not part]
