"""The JSON description delivered with a series: source, unit, number of rows."""

from __future__ import annotations

from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms.references.reference import Compared, Reference, entries, heading, of_file
from warehouse.wording import Words

_NEEDED = {"indicator_id", "source", "unit", "rows", "first_period", "latest_period"}


def fits(sheet: Sheet, programme: Programme) -> bool:
    """Whether the keys of one object name series and source."""
    return set(heading(sheet)) >= _NEEDED and sheet.cells.height == 2


def compare(sheet: Sheet, programme: Programme) -> Compared:
    """Its statements about the series, for a person to compare."""
    about = next(entries(sheet)).cells
    summary = of_file(
        "reference_compared",
        f"Describes the series {about['indicator_id']}: {about['rows']} rows from {about['first_period']} to "
        f"{about['latest_period']}, unit {about['unit']}.",
        f"序列 {about['indicator_id']} 的说明：{about['rows']} 行，"
        f"{about['first_period']} 至 {about['latest_period']}，单位 {about['unit']}。",
        sheet,
    )
    return Compared(1, (summary,))


REFERENCE = Reference(
    "reference_series_description", Words(en="description of a macro series", zh="宏观序列说明"), fits, compare
)
