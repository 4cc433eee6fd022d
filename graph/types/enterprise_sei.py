"""Which part of an enterprise is strategic emerging: shares by product and year, and the revenue that they make."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FLAGGED, FromRow


@noun(
    "core.enterprise_sei_share",
    en="Which share of a product's output in a firm was strategic emerging in a year (form B104-4).",
    zh="企业分产品战略性新兴产业产值比重（年报 B104-4）",
    is_grouped=True,
)
class EnterpriseSeiShare(FromRow):
    enterprise_sei_share_id: strawberry.ID = column("Enterprise, year and product.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    year: str = column()
    product_code: str = column()
    product_name_zh: str | None = column()
    sei_code: str | None = column()
    product_output_cny: Decimal | None = column(adds_within=())
    sei_share: Decimal = column()
    source_note: str | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    product = to_one("Product", "The product, where an output return has it.", "产品")
    logic_cells = to_many("LogicCell", "Findings that its output does not fit other values.", "与月报不符的问题")


@noun(
    "mart.enterprise_sei_revenue",
    en="The strategic emerging part of a firm's revenue of the year so far, and the year whose share was used.",
    zh="企业战略性新兴产业营业收入（本年累计，注明所用系数年度）",
    is_grouped=True,
)
class EnterpriseSeiRevenue:
    enterprise_id: str = column("The enterprise.", "企业标识")
    period: str = column("Month up to which the year is added: 2015-12 is the whole of 2015.", "累计至该月")
    period_end_date: date = column("Last day of that month.", "期末日期")
    months_covered: int = column("Months added up.", "累计月数")
    revenue_cny: Decimal | None = column(adds_within=("period",))
    share_year: str | None = column(
        "Year whose share was used; null where none was stated for that year or before.", "所用比重的年度"
    )
    sei_share: Decimal | None = column("That share, 0 to 1, of all products weighted by output.", "比重（0 至 1）")
    is_share_of_same_year: bool = column(
        "False where the share is an earlier year's: the part is an estimate until the year's own share is in.",
        "比重是否为当年；否则为推算数",
    )
    sei_revenue_cny: Decimal | None = column(
        "Revenue times share, yuan.", "战略性新兴产业营业收入（元）", adds_within=("period",)
    )
    is_flagged: bool = column(*FLAGGED)
    is_synthetic: bool = column("True where any part is invented sample data.", "是否含合成样本数据")
    submission_id: str = column("File that the revenue comes from.", "来源文件标识")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    submission = to_one("Submission", "File that the revenue comes from.", "来源文件")
