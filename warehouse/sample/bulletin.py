"""Two late or other voices: a project's report that is corrected afterwards, and the growth of profit as published.

The publisher counts industry alone, so that its growth differs from that of all key firms by scope.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from warehouse.domain.period import Period
from warehouse.forms.macro_series import MACRO_SERIES
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.sample.calendar import list_arrives, return_arrives
from warehouse.sample.deliveries import Outbox
from warehouse.sample.economy import FIRST
from warehouse.sample.layout import Sheet
from warehouse.sample.monthly import Profits
from warehouse.sample.projects import corrected_report
from warehouse.sample.workbook import Cell, write_workbook

_REGION = "620000"
_AFTER = timedelta(days=27)


def write_correction(outbox: Outbox) -> None:
    """The corrected report of one project, after the year has ended: what is known of that month changes."""
    row = corrected_report(outbox.first_year + 1)
    rows = [[row.get(column.name) for column in MONTHLY_PROJECT_REPORT.columns]]
    sheet = Sheet(MONTHLY_PROJECT_REPORT, f"样例省{MONTHLY_PROJECT_REPORT.title_zh}修订（合成数据）")
    outbox.put(
        "02_99_项目进度修订.xlsx",
        partial(write_workbook, sheet=sheet, sheet_name="明细", rows=rows),
        MONTHLY_PROJECT_REPORT,
        len(rows),
        arrives_at=return_arrives(MONTHLY_PROJECT_REPORT, Period(outbox.first_year + 1, month=12), is_supplement=True),
    )


def published_growth(now: int, base: int) -> Decimal:
    """Per cent, one decimal, as a bulletin prints it."""
    return ((Decimal(now) / base - 1) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def write_bulletin(outbox: Outbox, profits: Profits) -> None:
    """Profit of industry of each year to December, and its growth on the publisher's own base."""
    rows: list[list[Cell]] = []
    for year, (now, base) in profits.items():
        known = date(year, 12, 31) + _AFTER
        for indicator, title, value, unit in (
            ("industrial_profit", "规模以上工业利润总额", float(Decimal(now) / 100_000), "亿元"),
            ("industrial_profit_yoy", "规模以上工业利润总额同比增速", float(published_growth(now, base)), "%"),
        ):
            rows.append(
                [indicator, title, _REGION, f"{year}-12", "累计", value, unit, FIRST, known, "样例省统计局(合成)"]
            )
    sheet = Sheet(MACRO_SERIES, f"样例省{MACRO_SERIES.title_marks[0]}：工业利润（合成数据）")
    outbox.put(
        "9_工业利润公报.xlsx",
        partial(write_workbook, sheet=sheet, sheet_name="序列", rows=rows),
        MACRO_SERIES,
        len(rows),
        arrives_at=list_arrives(MACRO_SERIES, rows, outbox.first_year),
    )
