"""PolicySupport."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import SupportKind


@noun("core.policy_support", en="Support of an enterprise under a policy.", zh="企业政策支持", is_grouped=True)
class PolicySupport(FromRow):
    support_kind: SupportKind
    amount_cny = column(adds_within=())
    department_name = column(is_name=True)

    enterprise = to_one("Enterprise")
