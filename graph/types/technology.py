"""Contacts of units with firms, what platforms bring to firms, and technology projects."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.technology import CooperationKind, TechnologyKind, TechnologyResult, TechnologyStage


@noun(
    "core.enterprise_contact",
    en="A contact of a unit with an enterprise; `isLast` is who its contact is now.",
    zh="单位与骨干企业的联系记录",
    order_by=("enterprise_id", "contact_date"),
)
class EnterpriseContact(FromRow):
    department_name = column(is_name=True)
    person_name = column(is_name=True)

    enterprise = to_one("Enterprise")
    department = to_one("Department")


@noun(
    "core.platform_cooperation",
    en="An agreement of a platform with an enterprise, or a result that it transferred.",
    zh="创新平台的产学研协议与成果转化",
    order_by=("platform_code", "signed_date"),
    is_grouped=True,
)
class PlatformCooperation(FromRow):
    cooperation_kind: CooperationKind
    amount_cny = column(adds_within=())

    platform = to_one("Platform")
    enterprise = to_one("Enterprise")


@noun(
    "core.technology_project",
    en="A project on key technologies, applied research or the upgrade of an enterprise.",
    zh="技术攻关、应用研究与智能化改造项目",
    order_by=("technology_kind", "technology_project_id"),
    is_grouped=True,
)
class TechnologyProject(FromRow):
    technology_kind: TechnologyKind
    technology_stage: TechnologyStage
    technology_result: TechnologyResult
    total_investment_cny = column(adds_within=())
    public_money_cny = column(adds_within=())
    patent_count = column(adds_within=())

    enterprise = to_one("Enterprise")
    industry = to_one("Industry")
