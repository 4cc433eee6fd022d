"""Support of enterprises under policies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import SupportKind


@noun(
    "core.policy_support", en="Support that an enterprise received under a policy.", zh="企业政策支持", is_grouped=True
)
class PolicySupport(FromRow):
    policy_support_id: strawberry.ID = column("File, sheet and row.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    support_kind: SupportKind = column()
    year: str = column()
    amount_cny: Decimal | None = column(adds_within=())
    quantity: Decimal | None = column()
    quantity_unit: str | None = column()
    department_name: str | None = column(is_name=True)
    decided_date: date | None = column()
    document_note: str | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
