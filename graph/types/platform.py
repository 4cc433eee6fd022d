"""Platform and Park: where innovation has its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import PerhapsFromRow
from graph.types.vocabulary.places import ParkKind, ParkStatus, PlatformLevel, PlatformStatus, PlatformType


@noun(
    "core.platform",
    en="An innovation platform that is named. Many more exist as numbers only: do not count them.",
    zh="列名的创新平台，未列名者无记录，勿计数",
    is_grouped=True,
)
class Platform(PerhapsFromRow):
    platform_id: strawberry.ID = column()
    name_zh: str = column()
    name_en: str | None = column()
    platform_type: PlatformType = column()
    level: PlatformLevel = column()
    status: PlatformStatus = column()
    host_name: str | None = column(is_name=True)
    approving_body_name: str | None = column(is_name=True)
    approved_date: date | None = column()
    approved_period: str | None = column("Month of approval, where the day is not known.", "批准月份")
    approved_by_date: date | None = column(
        "Day by which it was approved: the day of approval, or the last day of its month where only that is known."
        " Filter, order and group by it: `approvedDate` leaves out those with a month alone.",
        "最迟批准日期：仅知月份的取月末；筛选、排序、分组请用此项，approvedDate 不含仅知月份者",
    )
    industry_id: str | None = column("Field that it belongs to, our reading of its name.", "所属领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    host_enterprise_id: str | None = column("The host, where it is a key enterprise.", "依托企业标识")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    industry = to_one("Industry", "Field that it belongs to.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
    host_enterprise = to_one("Enterprise", "The host, where it is a key enterprise.", "依托企业")


@noun("core.park", en="A park, zone or cluster that the plan or a register names.", zh="方案或名录列名的园区与集群")
class Park(PerhapsFromRow):
    park_id: strawberry.ID = column()
    name_zh: str = column()
    name_en: str | None = column()
    park_kind: ParkKind = column()
    status: ParkStatus = column()
    industry_id: str | None = column("Field that it is for.", "所属领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    region_code: str | None = column()
    manager_name: str | None = column(is_name=True)
    planned_area_hectares: Decimal | None = column(unit="hectare")
    output_year: int | None = column()
    gross_output_cny: Decimal | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    industry = to_one("Industry", "Field that it is for.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
    region = to_one("Region", "Where it lies.", "所在地区")
