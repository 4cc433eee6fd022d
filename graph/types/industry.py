"""Industry, the field of a programme, and the national classes beside it."""

from __future__ import annotations

from datetime import date

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.types.vocabulary.chains import ClassLevel, ClassRelation


@noun(
    "core.industry",
    en="A field of the programme. The list changes by document: 9 in 2016.",
    zh="战略性新兴产业领域，各文件不尽相同",
    order_by=("ordinal",),
)
class Industry:
    industry_id: strawberry.ID = column("Stable name of the field.", "领域标识")
    ordinal: int = column("Place in the list of the document.", "序号")
    name_zh: str = column("Chinese name, as the document writes it.", "中文名称")
    name_en: str = column("English name.", "英文名称")
    document_id: str = column("Document that lists it.", "来源文件标识")

    document = to_one("Document", "Document that lists it.", "来源文件")
    sei_classes = to_many("IndustrySeiClass", "National classes that it meets.", "对应的国家分类")
    enterprises = to_many("Enterprise", "Key enterprises of the field.", "领域内骨干企业")
    chains = to_many("IndustryChain", "Chains of the field.", "领域内产业链")
    tasks = to_many("Task", "Tasks that the plan divides by field and that touch it.", "按领域分工的任务")
    field_duties = to_many("FieldDuty", "Units that answer for the field in a task that is divided.", "责任单位")
    projects = to_many("Project", "Projects of the field.", "领域内项目")
    platforms = to_many("Platform", "Innovation platforms of the field.", "领域内创新平台")
    funds = to_many("Fund", "Funds that invest in it.", "投向该领域的基金")
    parks = to_many("Park", "Parks for it.", "领域内园区")


@noun(
    "core.industry_sei_class",
    en="How a field lies to a national class. Our reading of two lists of names; not additive.",
    zh="领域与国家战略性新兴产业分类的对应，不可加总",
)
class IndustrySeiClass:
    industry_id: str = column("The field.", "领域标识")
    ordinal: int = column("Number of the row within its field; the closest class first.", "序号，最接近者在前")
    classification_version: str = column("Version of the national classification: 2018.", "国家分类版本")
    sei_code: str | None = column("National class: 6 or 4.1; null where there is none.", "国家分类代码")
    sei_class_id: str | None = column("That class in that version: 2018-4.1.", "国家分类标识（含版本）")
    relation: ClassRelation = column("How the two lie to each other.", "对应关系")

    industry = to_one("Industry", "The field.", "领域")
    sei_class = to_one("SeiClass", "The national class.", "国家分类")


@noun(
    "core.sei_class",
    en="A class of the national classification of strategic emerging industries: 9 areas, 40 sub-areas.",
    zh="国家战略性新兴产业分类（2018）",
)
class SeiClass:
    sei_class_id: strawberry.ID = column("Version and code: 2018-3.2.", "分类标识（含版本）")
    classification_version: str = column("Year of the classification: 2018.", "分类版本")
    sei_code: str = column("3 for an area, 3.2 for a sub-area.", "分类代码")
    level: int = column("1 for an area, 2 for a sub-area.", "层级")
    parent_code: str | None = column("Area that a sub-area belongs to.", "上级代码")
    parent_class_id: str | None = column("That area in that version.", "上级分类标识（含版本）")
    name_zh: str = column("Chinese name, as published.", "中文名称")
    name_en: str = column("English name, our translation.", "英文名称（本站译）")

    parent = to_one("SeiClass", "Area that a sub-area belongs to.", "上级分类")
    children = to_many("SeiClass", "Sub-areas of an area.", "下级分类")
    industries = to_many("IndustrySeiClass", "Fields of the programme that meet it.", "对应的规划领域")


@noun(
    "core.industry_class",
    en="A class of the national standard GB/T 4754. The same code means different things in 2011 and 2017.",
    zh="国民经济行业分类，同一代码在不同版本含义不同",
)
class IndustryClass:
    industry_class_id: strawberry.ID = column("Version and code: 2011-3963.", "分类标识（含版本）")
    standard_version: str = column("Year of the standard: 2011 or 2017.", "标准版本")
    class_code: str = column("Letter of a section, or two to four digits.", "分类代码")
    level: ClassLevel = column("Section, division, group or class.", "层级")
    parent_code: str | None = column("Code one level up, in the same version.", "上级代码")
    parent_class_id: str | None = column("The class one level up.", "上级分类标识（含版本）")
    is_created: bool = column("True for a group that the published list leaves out.", "是否为补建的中类")
    name_zh: str = column("Chinese name.", "中文名称")
    valid_from: date = column("First day on which the standard is in force.", "生效日期")
    valid_to: date | None = column("Last day on which it is in force; null while it is.", "失效日期")

    parent = to_one("IndustryClass", "The class one level up.", "上级分类")
    children = to_many("IndustryClass", "Classes one level down.", "下级分类")
    enterprises = to_many("Enterprise", "Key enterprises of the class; those below it: `within`.", "该小类的骨干企业")
