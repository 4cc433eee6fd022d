"""Region and the versions of its code."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.places import RegionLevel


@noun(
    "core.region",
    en="An administrative or reporting area: the current or last meaning of its code.",
    zh="行政区划或报送地区（代码的现行含义）",
)
class Region:
    level: RegionLevel

    parent = to_one("Region")
    children = to_many("Region", "Current areas that belong to it.", "下级地区（现行）")
    prefecture = to_one("Region")
    versions = to_many("RegionVersion", "All meanings of its code over time.", "代码的历次含义")
    enterprises = to_many("Enterprise", "Key enterprises located in it, not below it.", "所在企业（不含下级地区）")
    observations = to_many("Observation", "Values of the region, newest vintage.", "该地区的观测值（最新版本）")
    derived_months = to_many("DerivedMonth", "Months computed from years to date.", "由本年累计推算的当月数")
    sei_shares = to_many("SeiShare", "Share of strategic emerging industries in its GDP.", "战略性新兴产业占比")
    targets = to_many("Target", "Targets set for it.", "为其设定的目标")
    documents = to_many("Document", "Documents about it.", "相关文件")
    projects = to_many("Project", "Projects built in it, not below it.", "所在项目（不含下级地区）")
    funds = to_many("Fund", "Funds registered in it, not below it.", "注册基金（不含下级地区）")
    parks = to_many("Park", "Parks and clusters in it, not below it.", "所在园区（不含下级地区）")
    park_months = to_many("ParkMonth", "Parks in it and below it, summed by month.", "辖内园区月度汇总")
    growth = to_many("Growth", "Growth.", "同比增速")
    growth_bridge = to_many("GrowthBridge", "Changes over a year.", "增长分解")
    contributions = to_many("GrowthMember", "Its firms.", "其中企业")


@noun(
    "core.region_version",
    en="One meaning of a region code over time: codes are reused and areas change codes.",
    zh="地区代码的一次含义",
)
class RegionVersion:
    level: RegionLevel

    region = to_one("Region", "Current meaning of the code.", "现行含义")
