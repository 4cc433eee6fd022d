"""How far enterprises are on their way to a board, the boards, and the money that enterprises raised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import BoardStatus, ListingMilestone, StepStatus
from graph.types.vocabulary.funds import InvestmentRound, InvestorKind


@noun("core.listing_board", en="A board; one was planned and never opened.", zh="上市（挂牌）板块")
class ListingBoard:
    board_id: strawberry.ID = column("Name of the board.", "板块标识")
    name_zh: str = column("Chinese name.", "中文名称")
    name_en: str = column("English name.", "英文名称")
    board_status: BoardStatus = column("open, or planned_not_launched.", "板块状态")
    opened_year: str | None = column("Year in which it opened, where we hold it.", "开板年份")

    steps = to_many("ListingStep", "Steps of enterprises towards it.", "企业进度")


@noun(
    "core.listing_step",
    en="A step of an enterprise on its way to a board.",
    zh="企业改制挂牌上市进度",
    is_grouped=True,
)
class ListingStep(FromRow):
    listing_step_id: strawberry.ID = column("Enterprise, milestone and board.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    milestone: ListingMilestone = column()
    board_id: str | None = column()
    step_status: StepStatus = column()
    planned_date: date | None = column()
    reached_date: date | None = column()
    raised_cny: Decimal | None = column(adds_within=())
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    board = to_one("ListingBoard", "The board.", "板块")


@noun(
    "core.financing_round",
    en="Money that an enterprise raised in a round; what a fund of the programme paid may be part of it.",
    zh="企业融资，可能含基金投资，两者不可相加",
    order_by=("enterprise_id", "financing_date"),
    is_grouped=True,
)
class FinancingRound(FromRow):
    financing_round_id: strawberry.ID = column("Enterprise, round and date.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    round: InvestmentRound | None = column()
    financing_date: date = column()
    amount_cny: Decimal = column(adds_within=())
    investor_kind: InvestorKind | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
