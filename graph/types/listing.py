"""How far enterprises are on their way to a board, and the boards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.types.declare import column, noun, to_many, to_one
from graph.types.provenance import FromRow
from graph.types.vocabulary import BoardStatus, ListingMilestone, StepStatus


@noun("core.listing_board", en="A board; one was planned and never opened.", zh="上市（挂牌）板块")
class ListingBoard:
    board_id: strawberry.ID = column("Name of the board.", "板块标识")
    name_zh: str = column("Chinese name.", "中文名称")
    name_en: str = column("English name.", "英文名称")
    board_status: BoardStatus = column("open, or planned_not_launched.", "板块状态")
    opened_year: str | None = column("Year in which it opened, where we hold it.", "开板年份")

    steps = to_many("ListingStep", "Steps of enterprises towards it.", "企业进度")


@noun("core.listing_step", en="A step of an enterprise on its way to a board.", zh="企业改制挂牌上市进度")
class ListingStep(FromRow):
    listing_step_id: strawberry.ID = column("Enterprise, milestone and board.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    milestone: ListingMilestone = column("share_reform, quotation or listing.", "阶段")
    board_id: str | None = column("Board aimed at; null for a share reform.", "板块标识")
    step_status: StepStatus = column("planned, in_progress, done or stopped.", "进度")
    planned_date: date | None = column("Day planned.", "计划日期")
    reached_date: date | None = column("Day reached.", "完成日期")
    raised_cny: Decimal | None = column("Money raised by it, yuan.", "融资金额（元）")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    board = to_one("ListingBoard", "The board.", "板块")
