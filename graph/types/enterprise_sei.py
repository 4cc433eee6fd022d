"""The strategic emerging part of an enterprise: shares by product and year, and revenue."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow


@noun(
    "core.enterprise_sei_share",
    en="Strategic emerging share of a firm's output of a product in a year (form B104-4).",
    zh="企业分产品战略性新兴产业产值比重（年报 B104-4）",
    is_grouped=True,
)
class EnterpriseSeiShare(FromRow):
    product_output_cny = column(adds_within=())

    enterprise = to_one("Enterprise")
    product = to_one("Product")
    logic_cells = to_many("LogicCell", "Findings of inconsistent output.", "与月报不符的问题")


@noun(
    "mart.enterprise_sei_revenue",
    en="The strategic emerging part of a firm's revenue, year to date, with the year of the share used.",
    zh="企业战略性新兴产业营业收入（本年累计，注明所用系数年度）",
    is_grouped=True,
)
class EnterpriseSeiRevenue:
    revenue_ytd_cny = column(adds_within=("period",))
    sei_revenue_ytd_cny = column(adds_within=("period",))

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    submission = to_one("Submission", "Source file of the revenue.", "来源文件")
