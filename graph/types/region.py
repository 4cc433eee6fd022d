"""Region and what its code has meant."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.places import RegionLevel


@noun(
    "core.region",
    en="An administrative or reporting area: what its code means now, or meant last.",
    zh="行政区划或报送地区（代码的现行含义）",
)
class Region:
    level: RegionLevel

    parent = to_one("Region")
    children = to_many("Region", "Areas that belong to it, of codes in use.", "下级地区（现行）")
    prefecture = to_one("Region")
    versions = to_many("RegionVersion", "Every meaning that its code has had.", "代码的历次含义")
    enterprises = to_many("Enterprise", "Key enterprises located in it, not below it.", "所在企业（不含下级地区）")
    observations = to_many("Observation", "Values of the region, newest vintage.", "该地区的观测值（最新版本）")
    derived_months = to_many(
        "DerivedMonth", "Months that were given only as years to date: their difference.", "由本年累计推算的当月数"
    )
    sei_shares = to_many("SeiShare", "Share of strategic emerging industries in its GDP.", "战略性新兴产业占比")
    targets = to_many("Target", "Targets that are set for it.", "为其设定的目标")
    documents = to_many("Document", "Documents about it.", "相关文件")
    projects = to_many("Project", "Projects built in it, not below it.", "所在项目（不含下级地区）")
    parks = to_many("Park", "Parks and clusters in it, not below it.", "所在园区（不含下级地区）")


@noun(
    "core.region_version",
    en="One meaning that a region code has had: codes are reused and areas change theirs.",
    zh="地区代码的一次含义",
)
class RegionVersion:
    level: RegionLevel

    region = to_one("Region", "What the code means now.", "现行含义")
