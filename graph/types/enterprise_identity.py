"""What an enterprise was called and coded over time, how it changed, and whom a doubtful row may mean."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.declare.provenance import FromCell, FromRow
from graph.types.vocabulary.deliveries import HeldCellState
from graph.types.vocabulary.enterprises import EnterpriseChangeKind, EnterpriseStatus, IdentifierKind, MatchReason


@noun("core.enterprise_name", en="A name that an enterprise has had.", zh="企业曾用及现用名称")
class EnterpriseName(FromRow):
    enterprise = to_one("Enterprise")


@noun("core.enterprise_identity", en="A code that means or meant an enterprise.", zh="企业现用及曾用代码")
class EnterpriseIdentity(FromRow):
    identifier_kind: IdentifierKind

    enterprise = to_one("Enterprise")


@noun(
    "core.enterprise_change",
    en="A change of an enterprise, as the register of changes declares it.",
    zh="企业变更",
    is_grouped=True,
)
class EnterpriseChange(FromRow):
    change_kind: EnterpriseChangeKind
    new_status: EnterpriseStatus

    enterprise = to_one("Enterprise")
    other_enterprise = to_one("Enterprise")


@noun(
    "core.match_proposal",
    en="An enterprise that a row may be about whose code is destroyed, wrong or unknown. Nothing applies it.",
    zh="疑似匹配建议，须人工确认，系统不自动采用",
    order_by=("submission_id",),
)
class MatchProposal(FromCell):
    reason: MatchReason
    state: HeldCellState

    held_cell = to_one("HeldCell")
    decision = to_one("Decision")
    enterprise = to_one("Enterprise")
