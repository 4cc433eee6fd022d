"""Industry chains and industry classes."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.chain_gap import GAP_KINDS, PRIORITIES
from warehouse.forms.industry_chain import ROLES, STAGES


@closed("Stage of a chain.", "产业链环节")
class Stage(Enum):
    UPSTREAM = word("upstream", "Materials and parts.", STAGES)
    MIDSTREAM = word("midstream", "Manufacturing and assembly.", STAGES)
    DOWNSTREAM = word("downstream", "Use and service.", STAGES)


@closed("Role of an enterprise in a chain.", "企业在产业链中的角色")
class MemberRole(Enum):
    LEADER = word("leader", "Leads the chain.", ROLES)
    BACKBONE = word("backbone", "Key enterprise.", ROLES)
    SUPPORTING = word("supporting", "Supplies others.", ROLES)
    POTENTIAL = word("potential", "Could become a member.", ROLES)


@closed("Kind of a gap of a chain.", "产业链短板类型")
class GapKind(Enum):
    TECHNOLOGY = word("technology", "A technology is missing.", GAP_KINDS)
    SUPPLY_CHAIN = word("supply_chain", "A supply is missing or insufficient.", GAP_KINDS)
    UPSTREAM = word("upstream", "An upstream stage is missing.", GAP_KINDS)
    DOWNSTREAM = word("downstream", "A downstream stage is missing.", GAP_KINDS)


@closed("Urgency of a gap.", "短板优先级")
class GapPriority(Enum):
    HIGH = word("high", "High.", PRIORITIES)
    MEDIUM = word("medium", "Medium.", PRIORITIES)
    LOW = word("low", "Low.", PRIORITIES)


@closed("Relation of a field of the programme to a national class.", "领域与国家分类的关系")
class ClassRelation(Enum):
    EXACT = word("exact", "Same extent by name.", "范围一致")
    BROAD = word("broad", "The field is wider than the class.", "领域宽于类别")
    PARTIAL = word("partial", "The field and the class overlap.", "部分重合")
    NONE = word("none", "No national class corresponds.", "无对应类别")


@closed("Level of a class of GB/T 4754.", "国民经济行业分类层级")
class ClassLevel(Enum):
    SECTION = word("section", "A letter.", "门类")
    DIVISION = word("division", "Two digits.", "大类")
    GROUP = word("group", "Three digits.", "中类")
    CLASS = word("class", "Four digits.", "小类")
