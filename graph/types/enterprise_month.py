"""The monthly financial return of an enterprise as one row, for pages, tables and groups."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one


@noun(
    "mart.enterprise_month",
    en="The monthly financial return of an enterprise, newest vintage, one row per month. January has no row: February "
    "is January and February together. `observations` has each value with its cell.",
    zh="企业月度财务状况，每企业每月一行，最新版本；1月无行，2月为1—2月合计",
    is_grouped=True,
)
class EnterpriseMonth:
    period_end_date = column(skips_months=(1,))
    gross_output_cny = column(adds_within=())
    gross_output_ytd_cny = column(adds_within=("period",))
    revenue_cny = column(adds_within=())
    revenue_ytd_cny = column(adds_within=("period",))
    operating_cost_cny = column(adds_within=())
    operating_cost_ytd_cny = column(adds_within=("period",))
    total_profit_cny = column(adds_within=())
    total_profit_ytd_cny = column(adds_within=("period",))
    rd_expenditure_cny = column(adds_within=())
    rd_expenditure_ytd_cny = column(adds_within=("period",))
    total_assets_cny = column(adds_within=("period",))
    employee_count = column(adds_within=("period",))

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    region = to_one("Region")
    industry = to_one("Industry")
