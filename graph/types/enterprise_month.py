"""The monthly financial return of an enterprise as one row: for pages, tables and groups."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one


@noun(
    "mart.enterprise_month",
    en="The monthly financial return of an enterprise, newest vintage, in one row. January has none: February "
    "brings January and February together. `observations` has each value with its cell.",
    zh="企业月度财务状况，每企业每月一行，最新版本；1月无行，2月为1—2月合计",
    is_grouped=True,
)
class EnterpriseMonth:
    enterprise_id: strawberry.ID = column("The enterprise.", "企业标识")
    period: str = column("The month: 2016-03. 2016-02 stands for January and February.", "月份，2月为1—2月")
    period_end_date: date = column("Last day of the month.", "期末日期", skips_months=(1,))
    months_covered: int = column("Months that the values of the month add up: 2 in February, or 1.", "覆盖月数")
    region_code: str = column("Region where it is located, by the newest register.", "所在地区代码（以最新名录为准）")
    industry_id: str | None = column("Field of the programme, by the newest register.", "所属领域（以最新名录为准）")
    gross_output_cny: Decimal | None = column(adds_within=())
    gross_output_ytd_cny: Decimal | None = column(adds_within=("period",))
    revenue_cny: Decimal | None = column(adds_within=())
    revenue_ytd_cny: Decimal | None = column(adds_within=("period",))
    operating_cost_cny: Decimal | None = column(adds_within=())
    operating_cost_ytd_cny: Decimal | None = column(adds_within=("period",))
    total_profit_cny: Decimal | None = column(adds_within=())
    total_profit_ytd_cny: Decimal | None = column(adds_within=("period",))
    rd_expenditure_cny: Decimal | None = column(adds_within=())
    rd_expenditure_ytd_cny: Decimal | None = column(adds_within=("period",))
    total_assets_cny: Decimal | None = column(adds_within=("period",))
    employee_count: Decimal | None = column(adds_within=("period",))
    is_flagged: bool = column("True where a cell of its row is held and not taken.", "同行有待定单元格")
    is_synthetic: bool = column("True where a value is generated sample data.", "是否含合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    region = to_one("Region", "Region where it is located.", "所在地区")
    industry = to_one("Industry", "Field of the programme.", "所属领域")
