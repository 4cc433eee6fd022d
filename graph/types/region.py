"""Region and what its code has meant."""

from __future__ import annotations

from datetime import date

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.places import RegionLevel

VALID_FROM = "First day of this meaning, as published lists have it; 1980-12-31 means at least since then."
IS_ADDITIVE = "True where it may be summed with the others of its level and parent."


@noun(
    "core.region",
    en="An administrative or reporting area: what its code means now, or meant last.",
    zh="行政区划或报送地区（代码的现行含义）",
)
class Region:
    region_code: strawberry.ID = column("Six-digit code of GB/T 2260, or a statistical code.", "地区代码")
    valid_from: date = column(VALID_FROM, "本含义起始日期")
    valid_to: date | None = column("Last day of this meaning; null while the code is in use.", "本含义终止日期")
    name_zh: str = column("Chinese name.", "中文名称")
    name_en: str = column("English name; pinyin for counties.", "英文名称")
    level: RegionLevel = column("Level of the area.", "层级")
    parent_region_code: str | None = column(
        "Area that it belongs to, or did last; null for the country.", "上级地区代码"
    )
    current_parent_region_code: str | None = column(
        "Area among whose children it is; null for a code that is no longer in use.",
        "现行上级地区代码，已停用代码为 null",
    )
    prefecture_region_code: str | None = column(
        "Prefecture that it is or lies in, also of one without counties; null above. Group by it: by parent, a"
        " prefecture without counties falls under the province.",
        "所属市州（不设县的市州为其自身），省级及以上为 null；按市州分组请用此项",
    )
    is_additive: bool = column(IS_ADDITIVE, "可否与同级地区加总")
    successor_code: str | None = column("Code that took its place; null while it is in use.", "后继代码")
    source: str = column("Lists or documents that it rests on.", "依据")

    parent = to_one("Region", "Area that it belongs to.", "上级地区")
    children = to_many("Region", "Areas that belong to it, of codes in use.", "下级地区（现行）")
    prefecture = to_one("Region", "Prefecture that it is or lies in.", "所属市州")
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
    region_code: str = column("The code.", "地区代码")
    valid_from: date = column(VALID_FROM, "起始日期")
    valid_to: date | None = column("Last day of this meaning; null while it is in force.", "终止日期")
    name_zh: str = column("Chinese name in that time.", "当时的中文名称")
    name_en: str = column("English name in that time.", "当时的英文名称")
    level: RegionLevel = column("Level in that time.", "当时的层级")
    parent_region_code: str | None = column("Area that it belonged to in that time.", "当时的上级地区代码")
    is_additive: bool = column(IS_ADDITIVE, "可否与同级地区加总")
    successor_code: str | None = column("Code that took its place.", "后继代码")
    source: str = column("Lists or documents that it rests on.", "依据")

    region = to_one("Region", "What the code means now.", "现行含义")
