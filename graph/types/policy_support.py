"""Support of enterprises under policies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.types.declare import column, noun, to_one
from graph.types.provenance import FromRow
from graph.types.vocabulary import SupportKind


@noun(
    "core.policy_support", en="Support that an enterprise received under a policy.", zh="企业政策支持", is_grouped=True
)
class PolicySupport(FromRow):
    policy_support_id: strawberry.ID = column("File, sheet and row.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    support_kind: SupportKind = column("direct_power, graduate_subsidy, land, tax or finance.", "支持类型")
    year: str = column("Year of the support.", "年度")
    amount_cny: Decimal | None = column("Amount, yuan; null where it is no money.", "支持金额（元）", adds_within=())
    quantity: Decimal | None = column("Electricity, land or persons, in quantityUnit.", "支持数量")
    quantity_unit: str | None = column("Unit of the quantity, as written.", "数量单位")
    department_name: str | None = column("Unit that grants it, as written.", "落实部门")
    decided_date: date | None = column("Day of the decision.", "批准日期")
    document_note: str | None = column("Document that it rests on.", "依据")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
