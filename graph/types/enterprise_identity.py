"""What an enterprise was called and coded over time, how it changed, and whom a doubtful row may mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromCell, FromRow
from graph.types.vocabulary.deliveries import HeldCellState
from graph.types.vocabulary.enterprises import EnterpriseChangeKind, EnterpriseStatus, IdentifierKind, MatchReason


@noun("core.enterprise_name", en="A name that an enterprise has had.", zh="企业曾用及现用名称")
class EnterpriseName(FromRow):
    enterprise_name_id: strawberry.ID = column("Enterprise and ordinal of the name.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    name_zh: str = column("The name as it was written.", "名称")
    valid_from: date | None = column("First day of the name; null where no change names a day.", "启用日期")
    valid_to: date | None = column(
        "Last day of the name; null while it is in use, and where no change names a day.", "停用日期"
    )
    is_current: bool = column("True for the name that the enterprise has now.", "是否现用")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")


@noun("core.enterprise_identity", en="A code that means or meant an enterprise.", zh="企业现用及曾用代码")
class EnterpriseIdentity(FromRow):
    enterprise_identity_id: strawberry.ID = column("Kind and code.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    identifier_kind: IdentifierKind = column("Kind of code.", "代码类别")
    identifier_code: str = column("The code, without blanks and dashes.", "代码")
    valid_from: date | None = column("First day of the code; null where no change names a day.", "启用日期")
    valid_to: date | None = column(
        "Last day of the code; null while it holds, and where no change names a day.", "停用日期"
    )

    enterprise = to_one("Enterprise", "The enterprise.", "企业")


@noun(
    "core.enterprise_change",
    en="A change of an enterprise, as the register of changes declares it.",
    zh="企业变更",
    is_grouped=True,
)
class EnterpriseChange(FromRow):
    enterprise_change_id: strawberry.ID = column("File and row of the declaration.", "标识")
    enterprise_id: str | None = column("The enterprise; null where no register names any of its codes.", "企业标识")
    change_kind: EnterpriseChangeKind = column()
    change_date: date = column()
    old_name_zh: str = column()
    new_name_zh: str | None = column()
    old_code: str | None = column()
    new_credit_code: str | None = column()
    other_enterprise_id: str | None = column("The enterprise that goes on after a merger.", "存续企业标识")
    new_batch: int | None = column()
    new_status: EnterpriseStatus | None = column()
    evidence: str | None = column()
    is_applied: bool = column(
        "False where the enterprise is in no register, or one register lists both codes as two enterprises.",
        "是否已生效于名录",
    )

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
    other_enterprise = to_one("Enterprise", "The enterprise that goes on after a merger.", "存续企业")


@noun(
    "core.match_proposal",
    en="An enterprise that a row may be about whose code is destroyed, wrong or unknown. Nothing applies it.",
    zh="疑似匹配建议，须人工确认，系统不自动采用",
    order_by=("submission_id",),
)
class MatchProposal(FromCell):
    match_proposal_id: strawberry.ID = column("File, sheet, cell and enterprise.", "标识")
    enterprise_id: str = column("The enterprise proposed.", "建议企业标识")
    reason: MatchReason = column("What speaks for it.", "匹配理由")
    score: Decimal = column("Order of confidence, 0 to 1; no probability.", "置信次序（非概率）")
    candidate_count: int = column("Enterprises proposed for the same cell.", "同一单元格的候选数")
    code_received: str = column("The cell as it stood.", "代码原文")
    name_received: str = column("Name in the same row.", "同行名称")
    region_code: str | None = column("Region in the same row, where the form has one.", "同行地区代码")
    held_cell_id: str = column("The cell of the code; accepting the proposal corrects it.", "待定单元格标识")
    state: HeldCellState = column("open, or what a person decided about the cell.", "状态")
    decision_id: str | None = column("Decision about the cell; null where none is.", "所依据的决定")

    held_cell = to_one("HeldCell", "The cell of the code, where it is held.", "待定单元格")
    decision = to_one("Decision", "Decision about the cell, if one is.", "所依据的决定")
    enterprise = to_one("Enterprise", "The enterprise proposed.", "建议企业")
