"""Fund."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from graph.types.declare import column, noun, to_many, to_one
from graph.types.vocabulary import FundKind, FundStatus


@noun(
    "core.fund",
    en="A guide fund, sub-fund or other fund that the programme names. Not all have a row: do not count them.",
    zh="引导基金、子基金等，未列名者无记录，勿计数",
)
class Fund:
    fund_id: strawberry.ID = column("Stable name of the fund.", "基金标识")
    name_zh: str = column("Short Chinese name.", "中文简称")
    name_en: str = column("Short English name.", "英文简称")
    fund_kind: FundKind = column("Kind of fund.", "基金类别")
    status: FundStatus = column("State, as of the plan.", "状态")
    parent_fund_id: str | None = column("Guide fund that holds a part of it.", "母基金标识")
    target_size_cny: Decimal | None = column(
        "Announced size, yuan: committed money, not paid in; null where not published.", "公布规模（元，非实缴）"
    )
    industry_id: str | None = column("Field that it invests in; null where it has none of the programme.", "投向领域")
    document_id: str = column("Document that names it.", "来源文件标识")

    parent = to_one("Fund", "Guide fund that holds a part of it.", "母基金")
    sub_funds = to_many("Fund", "Funds that it holds a part of.", "子基金")
    industry = to_one("Industry", "Field that it invests in.", "投向领域")
    document = to_one("Document", "Document that names it.", "来源文件")
