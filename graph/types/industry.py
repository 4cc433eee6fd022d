"""Industry (a field of the programme) and national classifications."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.chains import ClassLevel, ClassRelation


@noun(
    "core.industry",
    en="A field of the programme. The list differs by document: 9 in 2016.",
    zh="战略性新兴产业领域，各文件不尽相同",
    order_by=("ordinal",),
)
class Industry:
    document = to_one("Document")
    sei_classes = to_many("IndustrySeiClass", "Corresponding national classes.", "对应的国家分类")
    enterprises = to_many("Enterprise", "Key enterprises of the field.", "领域内骨干企业")
    chains = to_many("IndustryChain", "Chains of the field.", "领域内产业链")
    tasks = to_many("Task", "Tasks that the plan assigns to the field.", "按领域分工的任务")
    field_duties = to_many("FieldDuty", "Units responsible for the field, by task.", "责任单位")
    projects = to_many("Project", "Projects of the field.", "领域内项目")
    platforms = to_many("Platform", "Innovation platforms of the field.", "领域内创新平台")
    technology_projects = to_many("TechnologyProject", "Technology projects of the field.", "领域内技术项目")
    funds = to_many("Fund", "Funds that invest in the field.", "投向该领域的基金")
    parks = to_many("Park", "Parks of the field.", "领域内园区")
    growth = to_many("Growth", "Growth.", "同比增速")
    growth_bridge = to_many("GrowthBridge", "Changes over a year.", "增长分解")
    contributions = to_many("GrowthMember", "Its firms.", "其中企业")
    nowcasts = to_many("Nowcast", "Before everybody has reported.", "未报齐时的估计")


@noun(
    "core.industry_sei_class",
    en="Relation of a field to a national class, derived by comparing names; not additive.",
    zh="领域与国家战略性新兴产业分类的对应，不可加总",
)
class IndustrySeiClass:
    relation: ClassRelation

    industry = to_one("Industry", "Field.", "领域")
    sei_class = to_one("SeiClass")


@noun(
    "core.sei_class",
    en="A class of the national classification of strategic emerging industries: 9 areas, 40 sub-areas.",
    zh="国家战略性新兴产业分类（2018）",
)
class SeiClass:
    parent = to_one("SeiClass")
    children = to_many("SeiClass", "Sub-areas of an area.", "下级分类")
    industries = to_many("IndustrySeiClass", "Corresponding fields of the programme.", "对应的规划领域")


@noun(
    "core.industry_class",
    en="A class of the national standard GB/T 4754. The same code means different things in 2011 and 2017.",
    zh="国民经济行业分类，同一代码在不同版本含义不同",
)
class IndustryClass:
    level: ClassLevel

    parent = to_one("IndustryClass")
    children = to_many("IndustryClass", "Classes one level down.", "下级分类")
    enterprises = to_many(
        "Enterprise", "Key enterprises of the class; `within` includes subclasses.", "该小类的骨干企业"
    )
