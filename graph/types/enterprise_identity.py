"""Names, codes and changes of an enterprise, and proposals to match unidentified rows."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
from graph.declare.provenance import FromCell, FromRow
from graph.types.vocabulary.deliveries import HeldCellState
from graph.types.vocabulary.enterprises import EnterpriseChangeKind, EnterpriseStatus, IdentifierKind, MatchReason


@noun("core.enterprise_name", en="A current or former name of an enterprise.", zh="企业曾用及现用名称")
class EnterpriseName(FromRow):
    enterprise = to_one("Enterprise")


@noun("core.enterprise_identity", en="A current or former code of an enterprise.", zh="企业现用及曾用代码")
class EnterpriseIdentity(FromRow):
    identifier_kind: IdentifierKind

    enterprise = to_one("Enterprise")


@noun(
    "core.enterprise_change",
    en="A change of an enterprise, declared in the register of changes.",
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
    en="A proposed enterprise for a row with a destroyed, wrong or unknown code. Never applied automatically.",
    zh="疑似匹配建议，须人工确认，系统不自动采用",
    order_by=("submission_id",),
)
class MatchProposal(FromCell):
    reason: MatchReason
    state: HeldCellState

    held_cell = to_one("HeldCell")
    decision = to_one("Decision")
    enterprise = to_one("Enterprise")
