"""The invented province's economy: GDP and value added of strategic emerging industries by quarter for ten years.

Two releases of their own, so that they never stand for a real figure: what was known first, and what was known a year
later. By the first release the share rises by more than a point in the last year, by the revised one it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from warehouse.domain.period import Period
from warehouse.forms.macro_series import MACRO_SERIES
from warehouse.sample.calendar import list_arrives
from warehouse.sample.deliveries import Outbox
from warehouse.sample.draws import stream
from warehouse.sample.layout import Sheet
from warehouse.sample.workbook import Cell, write_workbook

FILES = 2
FIRST, REVISED = "sample_first", "sample_revised"
_REGION = "620000"
_YEARS_BEFORE = 7
_GDP = (2500, 2900, 3150, 3800, 4600, 5200, 5800, 6250, 6300, 6700)
"""100 million yuan a year."""
_SHARE = tuple(map(Decimal, ("6.0", "6.6", "7.2", "7.9", "8.6", "9.4", "10.2", "11.1", "12.1", "13.15")))
"""Per cent of it, by the first release and before noise."""
_SEASON = tuple(map(Decimal, ("0.18", "0.24", "0.27", "0.31")))
_WITHIN = tuple(map(Decimal, ("-0.35", "-0.1", "0.08", "0.25")))
"""Points by which the share of a quarter differs from that of its year."""
_GDP_REVISED = Decimal("1.012")
_SEI_REVISED, _SEI_REVISED_LAST = Decimal("1.003"), Decimal("0.995")
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Quarter:
    """Both figures of a quarter in one release, 100 million yuan."""

    vintage_id: str
    period: Period
    gdp: Decimal
    sei_value_added: Decimal


def plan_economy(seed: int, first_year: int) -> tuple[Quarter, ...]:
    """Forty quarters in two releases; the last year is the third of the sample."""
    source = stream(seed, "economy")
    quarters = []
    for number, (gdp, share) in enumerate(zip(_GDP, _SHARE, strict=True)):
        for index in range(4):
            period = Period(first_year - _YEARS_BEFORE + number, quarter=index + 1)
            total = _round(gdp * _SEASON[index] * (1 + Decimal(source.randint(-40, 40)) / 10_000))
            points = share + _WITHIN[index] + Decimal(source.randint(-2, 2)) / 100
            part = _round(total * points / 100)
            last = number == len(_GDP) - 1
            quarters.append(Quarter(FIRST, period, total, part))
            revised = part * (_SEI_REVISED_LAST if last else _SEI_REVISED)
            quarters.append(Quarter(REVISED, period, _round(total * _GDP_REVISED), _round(revised)))
    return tuple(quarters)


def write_economy(outbox: Outbox, quarters: Sequence[Quarter]) -> None:
    """One workbook for each release."""
    sheet = Sheet(MACRO_SERIES, f"样例省{MACRO_SERIES.title_marks[0]}（合成数据）")
    for number, title, vintage, days in ((7, "首次公布", FIRST, 25), (8, "修订值", REVISED, 300)):
        rows = [
            row for quarter in quarters if quarter.vintage_id == vintage for row in _rows(quarter, timedelta(days=days))
        ]
        outbox.put(
            f"00_9_{number}_省级经济_{title}.xlsx",
            partial(write_workbook, sheet=sheet, sheet_name="序列", rows=rows),
            MACRO_SERIES,
            len(rows),
            arrives_at=list_arrives(MACRO_SERIES, rows, outbox.first_year),
        )


def share_of(quarters: Sequence[Quarter], vintage_id: str, year: int, last_quarter: int = 4) -> Decimal:
    """Per cent of the GDP of a year, or of the year so far, six decimals of a ratio as the mart stores them."""
    within = [
        quarter
        for quarter in quarters
        if quarter.vintage_id == vintage_id
        and quarter.period.year == year
        and (quarter.period.quarter or 0) <= last_quarter
    ]
    ratio = sum(quarter.sei_value_added for quarter in within) / sum(quarter.gdp for quarter in within)
    return Decimal(ratio).quantize(Decimal("0.000001"), ROUND_HALF_UP) * 100


def _round(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)


def _rows(quarter: Quarter, after: timedelta) -> list[list[Cell]]:
    period, known = str(quarter.period), quarter.period.end_date + after
    return [
        [
            indicator, title, _REGION, period, "季", float(value), "亿元", quarter.vintage_id, known,
            "样例省统计局(合成)",
        ]
        for indicator, title, value in (
            ("gdp", "地区生产总值", quarter.gdp),
            ("sei_value_added", "战略性新兴产业增加值", quarter.sei_value_added),
        )
    ]  # fmt: skip
