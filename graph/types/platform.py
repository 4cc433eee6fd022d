"""Platform and Park: where innovation has its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import strawberry

from graph.types.declare import column, noun, to_one
from graph.types.provenance import PerhapsFromRow
from graph.types.vocabulary import ParkKind, ParkStatus, PlatformLevel, PlatformStatus, PlatformType


@noun(
    "core.platform",
    en="An innovation platform that is named. Many more exist as numbers only: do not count them.",
    zh="列名的创新平台，未列名者无记录，勿计数",
    is_grouped=True,
)
class Platform(PerhapsFromRow):
    platform_id: strawberry.ID = column("Stable name of the platform.", "平台标识")
    name_zh: str = column("Short Chinese name.", "中文简称")
    name_en: str | None = column("Short English name; null where a register gives none.", "英文简称")
    platform_type: PlatformType = column("Type of platform.", "平台类型")
    level: PlatformLevel = column("Who approved it.", "级别")
    status: PlatformStatus = column("State of the platform.", "状态")
    host_name: str | None = column("Unit that runs it; null where not named.", "依托单位")
    approved_date: date | None = column("Day of approval; null where only the month is known.", "批准日期")
    approved_period: str | None = column("Month of approval, where the day is not known.", "批准月份")
    industry_id: str | None = column("Field that it belongs to, our reading of its name.", "所属领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    host_enterprise_id: str | None = column("The host, where it is a key enterprise.", "依托企业标识")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    industry = to_one("Industry", "Field that it belongs to.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
    host_enterprise = to_one("Enterprise", "The host, where it is a key enterprise.", "依托企业")


@noun("core.park", en="A park, zone or cluster that the plan or a register names.", zh="方案或名录列名的园区与集群")
class Park(PerhapsFromRow):
    park_id: strawberry.ID = column("Stable name of the park.", "园区标识")
    name_zh: str = column("Short Chinese name.", "中文简称")
    name_en: str | None = column("Short English name; null where a register gives none.", "英文简称")
    park_kind: ParkKind = column("Kind of park.", "园区类别")
    status: ParkStatus = column("State: of the newest register, else of the plan.", "状态")
    industry_id: str | None = column("Field that it is for.", "所属领域")
    document_id: str | None = column("Document that names it; null where only a register does.", "来源文件标识")
    region_code: str | None = column("Where it lies.", "所在地区代码")
    manager_name: str | None = column("Managing unit.", "管理机构")
    planned_area_hectares: Decimal | None = column("Hectares planned.", "规划面积（公顷）", unit="hectare")
    output_year: int | None = column("Year of the output.", "产值年度")
    gross_output_cny: Decimal | None = column(
        "Yuan: gross industrial output of that year, as the register has it; no sum of returns.", "工业总产值（元）"
    )
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    industry = to_one("Industry", "Field that it is for.", "所属领域")
    document = to_one("Document", "Document that names it.", "来源文件")
    region = to_one("Region", "Where it lies.", "所在地区")
