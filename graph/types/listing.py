"""Stock listings: boards, steps of enterprises towards them, and financing rounds."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import BoardStatus, ListingMilestone, StepStatus
from graph.types.vocabulary.funds import FinancingKind, InvestmentRound, InvestorKind


@noun("core.listing_board", en="A stock market board; one was planned and never opened.", zh="上市（挂牌）板块")
class ListingBoard:
    board_status: BoardStatus

    steps = to_many("ListingStep", "Steps of enterprises.", "企业进度")


@noun(
    "core.listing_step",
    en="A step of an enterprise towards a stock listing.",
    zh="企业改制挂牌上市进度",
    is_grouped=True,
)
class ListingStep(FromRow):
    milestone: ListingMilestone
    step_status: StepStatus
    raised_cny = column(adds_within=())

    enterprise = to_one("Enterprise")
    board = to_one("ListingBoard")


@noun(
    "core.financing_round",
    en="Capital raised by an enterprise in a round; may include investments of the programme's funds.",
    zh="企业融资，可能含基金投资，两者不可相加",
    order_by=("enterprise_id", "financing_date"),
    is_grouped=True,
)
class FinancingRound(FromRow):
    round: InvestmentRound
    amount_cny = column(adds_within=())
    investor_kind: InvestorKind
    financing_kind: FinancingKind

    enterprise = to_one("Enterprise")
