"""Export of the query site of the national bureau: indicators in rows, quarters in columns (`1Q 2026`), newest first.

Each indicator has two rows: `Current Quarter` and `Accumulated`, the year to date. The second is verified against the
sum of the first. Notes and the source are below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.domain.period import Period, read_period
from warehouse.domain.unit import UNITS
from warehouse.errors import SourceChanged
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, read_values
from warehouse.transforms.layouts.regions import NATION
from warehouse.wording import bilingual

_KINDS = {"Current Quarter": "quarter", "Accumulated": "ytd"}
_UNITS = {"100 million yuan": "cny_1e8"}
_INDICATORS: Mapping[str, str] = {
    "Gross Domestic Product": "gdp",
    "Value-added of the Primary Industry": "gdp_primary",
    "Value-added of the Secondary Industry": "gdp_secondary",
    "Value-added of the Tertiary Industry": "gdp_tertiary",
}
_LABEL = re.compile(rf"(?P<name>.+), (?P<kind>{'|'.join(_KINDS)}) ?\((?P<unit>[^)]+)\)")
_HEAD_ROWS = 6
_ROUNDING = Decimal("0.05")
"""Half of the last printed digit: a sum of n figures and its printed total differ by at most n + 1 of these."""


@dataclass(frozen=True)
class _Line:
    """A row of the table as its label names it; `row` counts from 1."""

    row: int
    name: str
    kind: str
    unit_id: str


def fits(sheets: tuple[Sheet, ...]) -> bool:
    """Whether one of the first rows is `Indicators` and quarters."""
    return len(sheets) == 1 and _heading(sheets[0]) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None) -> LayoutRows:
    """Quarter and year to date of GDP and its three sectors; a finding names each other industry.

    Raises SourceChanged for a heading that is not a quarter, and for an unknown label or unit.
    """
    sheet = sheets[0]
    start = _heading(sheet)
    assert start is not None
    _refuse_part_of_the_nation(sheet, start)
    quarters = _quarters(sheet, start)
    lines = _lines(sheet, start)
    taken = [line for line in lines if line.name in _INDICATORS]
    about = pl.DataFrame(
        [(line.row, _INDICATORS[line.name], line.kind, line.unit_id) for line in taken],
        schema={"row": pl.Int32, "indicator_id": pl.String, "period_kind": pl.String, "unit_received": pl.String},
        orient="row",
    )
    cells = sheet.cells.with_row_index("row", offset=1).with_columns(pl.col("row").cast(pl.Int32))
    cells = cells.join(about, on="row", how="inner", maintain_order="left")
    long = cells.unpivot(
        list(quarters), index=about.columns, variable_name="source_column", value_name="value_received"
    )
    rows, findings, held = read_values(
        sheet.name,
        long.with_columns(
            region_code=pl.lit(NATION),
            period=pl.col("source_column").replace_strict({key: str(value) for key, value in quarters.items()}),
            vintage_id=pl.lit("as_published"),
            source_note=pl.lit("National Bureau of Statistics, query site"),
        ),
    )
    findings += [
        Finding(
            Severity.INFO,
            "not_collected",
            bilingual(
                f"{line.name} ({line.kind}): this indicator is not collected; the row was not taken.",
                "该指标不在采集范围，本行未采用。",
            ),
            sheet.name,
            line.row,
            "A",
        )
        for line in lines
        if line.name not in _INDICATORS
    ]
    findings += _sums(sheet, lines, quarters)
    accepted = accepted_rows(rows, cells, findings) + len(lines) - len(taken)
    return LayoutRows(sheet.name, rows, tuple(findings), held, len(lines), accepted)


def _refuse_part_of_the_nation(sheet: Sheet, start: int) -> None:
    """The database of the nation is called `Quarterly`; those of provinces and cities name them above the table."""
    for index, row in enumerate(sheet.first_rows(start)):
        for column, text in enumerate(row):
            if re.search(r"province|region|city|cities", text or "", re.IGNORECASE):
                said = (text or "").strip()
                raise SourceChanged(
                    f"Sheet {sheet.name!r}, cell {cell_address(index, column)}: {said!r} is not the database of the "
                    "nation; its figures were not taken.",
                    "Send them in the form of macro series, 宏观经济指标序列, with the code of the region.",
                    zh=f"“{said}”不是全国数据，未采用；请用《宏观经济指标序列》报送，并填地区代码。",
                )


def _heading(sheet: Sheet) -> int | None:
    for index, row in enumerate(sheet.first_rows(_HEAD_ROWS)):
        if (row[0] or "").strip() == "Indicators" and any("Q " in (text or "") for text in row):
            return index
    return None


def _quarters(sheet: Sheet, start: int) -> dict[str, Period]:
    quarters: dict[str, Period] = {}
    for index, text in enumerate(sheet.first_rows(start + 1)[start]):
        if index == 0 or not (text or "").strip():
            continue
        period = read_period(text or "")
        if period is None or period.quarter is None:
            raise SourceChanged(
                f"Cell {cell_address(start, index)}: '{text}' is not a quarter.",
                "Write it like 1Q 2026.",
                zh=f"单元格 {cell_address(start, index)}：“{text}”不是季度；应写成 1Q 2026。",
            )
        if period in quarters.values():
            raise SourceChanged(
                f"Cell {cell_address(start, index)}: the quarter '{text}' occurs twice.",
                zh=f"单元格 {cell_address(start, index)}：季度“{text}”重复。",
            )
        quarters[column_letters(index)] = period
    return quarters


def _lines(sheet: Sheet, start: int) -> list[_Line]:
    """The rows of the table: those with a value next to their label. Notes have none."""
    lines = []
    for index, row in enumerate(sheet.cells.rows()[start + 1 :], start=start + 1):
        if not any((text or "").strip() for text in row[1:]):
            continue
        address = cell_address(index, 0)
        match = _LABEL.fullmatch((row[0] or "").strip())
        if match is None:
            raise SourceChanged(
                f"Cell {address}: '{row[0]}' names no indicator with its kind and unit.",
                "Write it like Gross Domestic Product, Accumulated (100 million yuan).",
                zh=f"单元格 {address}：“{row[0]}”没有写明指标、当季或累计以及单位；"
                "应写成 Gross Domestic Product, Accumulated (100 million yuan)。",
            )
        if match["unit"] not in _UNITS:
            raise SourceChanged(
                f"Cell {address}: the unit '{match['unit']}' is unknown.",
                zh=f"单元格 {address}：单位“{match['unit']}”未登记。",
            )
        unit_id = _UNITS[match["unit"]]
        assert unit_id in UNITS
        lines.append(_Line(index + 1, match["name"], _KINDS[match["kind"]], unit_id))
    return lines


def _sums(sheet: Sheet, lines: list[_Line], quarters: Mapping[str, Period]) -> list[Finding]:
    """A warning where a year to date is not the sum of its quarters, if the file has all of them."""
    rows = {(line.name, line.kind): line.row for line in lines}
    letters = {period: letter for letter, period in quarters.items()}
    findings = []
    for (name, kind), row in rows.items():
        single = rows.get((name, "quarter"))
        if kind != "ytd" or single is None:
            continue
        for period, letter in letters.items():
            assert period.quarter is not None
            parts = [letters.get(Period(period.year, quarter)) for quarter in range(1, period.quarter + 1)]
            values = [_value(sheet, part, single) for part in parts]
            total = _value(sheet, letter, row)
            if total is None or any(value is None for value in values):
                continue
            found = sum((value for value in values if value is not None), Decimal(0))
            if abs(found - total) > _ROUNDING * (len(values) + 1):
                explanation = bilingual(
                    f"{name}, {period}: {total} accumulated, but the quarters add up to {found}.",
                    f"{period} 累计数为 {total}，各季合计为 {found}，请核对。",
                )
                findings.append(
                    Finding(Severity.WARNING, "total_differs", explanation, sheet.name, row, letter, name, str(total))
                )
    return findings


def _value(sheet: Sheet, letter: str | None, row: int) -> Decimal | None:
    if letter is None:
        return None
    text = (sheet.cells[letter][row - 1] or "").strip()
    return Decimal(text) if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None


LAYOUT = Layout("nbs_quarterly", "2026.1", "Quarterly export of the national bureau's query site", fits, read)
