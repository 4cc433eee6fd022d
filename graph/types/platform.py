"""Platform, counters of platforms, and Park with its firms and months."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.places import (
    ParkGroup,
    ParkKind,
    ParkStatus,
    PlatformGroup,
    PlatformLevel,
    PlatformStatus,
    PlatformType,
)
from graph.types.vocabulary.reasons import Reason


@noun(
    "core.platform",
    en="A named innovation platform. Not complete, many are known as totals only: do not count rows.",
    zh="列名的创新平台，未列名者无记录，勿计数",
    is_grouped=True,
)
class Platform(FromRow):
    platform_type: PlatformType
    level: PlatformLevel
    status: PlatformStatus
    host_name = column(is_name=True)
    approving_body_name = column(is_name=True)

    industry = to_one("Industry")
    document = to_one("Document")
    host_enterprise = to_one("Enterprise")
    cooperations = to_many("PlatformCooperation", "Agreements with firms, and transfers.", "产学研合作与成果转化")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")


@noun(
    "mart.platform_count",
    en="Platforms by year of approval: what was won, what a target wants, what is under way.",
    zh="创新平台计数：当年获批、目标与在办",
    order_by=("year", "group_kind", "group_code"),
)
class PlatformCount:
    group_kind: PlatformGroup
    reason: Reason

    target = to_one("Target")


@noun("core.park", en="A park, zone or cluster in the plan or a register.", zh="方案或名录列名的园区与集群")
class Park(FromRow):
    park_kind: ParkKind
    status: ParkStatus
    manager_name = column(is_name=True)
    planned_area_hectares = column(unit="hectare")

    industry = to_one("Industry")
    document = to_one("Document")
    region = to_one("Region")
    growth = to_many("Growth", "Growth, of the firms in it.", "同比增速（在园企业）")
    growth_bridge = to_many("GrowthBridge", "Changes over a year.", "增长分解")
    contributions = to_many("GrowthMember", "Its firms in its growth.", "增速中的企业")
    members = to_many("ParkMember", "Firms in it, now and before.", "园区企业")
    months = to_many("ParkMonth", "Revenue and output of its firms, by month.", "园区月度汇总")
    contradictions = to_many("Contradiction", "Contradictions between registers.", "名录之间的矛盾")


@noun("core.park_member", en="A firm in a park.", zh="园区企业", order_by=("park_id", "entered_date"))
class ParkMember(FromRow):
    enterprise_name = column(is_name=True)

    park = to_one("Park")
    enterprise = to_one("Enterprise")


@noun(
    "mart.park_month",
    en="A park by month, from the returns of its firms; and the parks of a prefecture or overlapping area.",
    zh="园区月度汇总，含市州与不可加总地区",
    order_by=("period", "group_kind", "group_code"),
)
class ParkMonth:
    group_kind: ParkGroup
    reason: Reason
    revenue_growth_reason: Reason
    output_growth_reason: Reason
    year_reason: Reason
    register_reason: Reason

    park = to_one("Park")
    region = to_one("Region")
