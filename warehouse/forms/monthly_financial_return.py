"""Monthly financial return of key enterprises, after the national form B203 (财务状况).

Due on the 16th at 12:00 of the following month; January is not collected and February brings January and
February together as the year to date (docs/sources/calendar.md).
"""

from __future__ import annotations

from warehouse.domain.period import PeriodKind
from warehouse.forms.enterprise_columns import CREDIT_CODE, ENTERPRISE_NAME
from warehouse.forms.form import (
    Calendar,
    CellType,
    Column,
    Fact,
    Form,
    Measure,
    Sender,
)

MONTHLY_CALENDAR = Calendar(
    due_day=16,
    due_hour=12,
    exempt_months=frozenset({1}),
    combined_months=frozenset({2}),
    source="Industrial statistics report system: monthly financial form, January exempt, due 16th 12:00.",
)

_FACTS = (
    ("month", "本月", "of the month"),
    ("ytd", "本年累计", "from January to the month"),
    ("same_month", "上年同期", "of the same month of last year, as restated by the reporter"),
    ("same_ytd", "上年同期累计", "of the same months of last year, as restated by the reporter"),
)
_FLOWS: tuple[tuple[str, str, str, tuple[str, ...], str, str], ...] = (
    ("gross_output", "工业总产值", "Gross industrial output", (), "current prices", "现价"),
    ("revenue", "营业收入", "Operating revenue", ("主营业务收入",), "current prices", "现价"),
    ("operating_cost", "营业成本", "Operating cost", ("主营业务成本",), "current prices", "现价"),
    (
        "total_profit", "利润总额", "Total profit", (),
        "before income tax, perhaps negative; current prices", "所得税前，可为负，现价",
    ),
    (
        "rd_expenditure", "研发费用", "Expenditure on research and development", ("研究开发费用",),
        "current prices", "现价",
    ),
)  # fmt: skip
_STOCKS = (
    ("total_assets", "资产总计", "Total assets", "cny_1e3"),
    ("employee_count", "平均用工人数", "Average number of persons employed", "person"),
)


def _flow_columns(
    name: str, heading: str, title: str, aliases: tuple[str, ...], note_en: str, note_zh: str
) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{name}_{fact}",
            f"{heading}|{lower}",
            f"{title} {title_en}",
            CellType.DECIMAL,
            tuple(f"{alias}|{lower}" for alias in aliases),
            unit_id="cny_1e3",
            note_en=note_en,
            note_zh=note_zh,
        )
        for fact, lower, title_en in _FACTS
    )


def _stock_columns(name: str, heading: str, title: str, unit_id: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_end", f"{heading}|期末", f"{title}, end of period", CellType.DECIMAL, unit_id=unit_id),
        Column(
            f"{name}_same_end",
            f"{heading}|上年同期",
            f"{title}, same period of last year",
            CellType.DECIMAL,
            unit_id=unit_id,
        ),
    )


MONTHLY_FINANCIAL_RETURN = Form(
    form_id="monthly_financial_return",
    version="2016.1",
    title_zh="骨干企业月度财务状况",
    title_en="Monthly financial return of key enterprises",
    description="One row per enterprise and month: output, revenue, cost, profit, research, assets, employment.",
    dataset="observation",
    sender=Sender.ENTERPRISE,
    title_marks=("财务状况",),
    ignored_headings=("序号", "备注"),
    calendar=MONTHLY_CALENDAR,
    default_unit_id="cny_1e3",
    key=("credit_code",),
    columns=(
        CREDIT_CODE,
        ENTERPRISE_NAME,
        *(column for flow in _FLOWS for column in _flow_columns(*flow)),
        *(column for stock in _STOCKS for column in _stock_columns(*stock)),
    ),
    measures=(
        *(
            Measure(
                name,
                (
                    Fact(PeriodKind.MONTH, f"{name}_month", f"{name}_same_month"),
                    Fact(PeriodKind.YTD, f"{name}_ytd", f"{name}_same_ytd"),
                ),
            )
            for name, *_ in _FLOWS
        ),
        *(Measure(name, (Fact(PeriodKind.POINT, f"{name}_end", f"{name}_same_end"),)) for name, *_ in _STOCKS),
    ),
)
