"""Industry chains and industry classes."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.chain_candidate import CANDIDATE_STEPS
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


@closed("Step of a lead.", "招商线索进展")
class CandidateStep(Enum):
    LEAD = word("lead", "Named.", CANDIDATE_STEPS)
    TALKS = word("talks", "In talks.", CANDIDATE_STEPS)
    SIGNED = word("signed", "Signed.", CANDIDATE_STEPS)
    SETTLED = word("settled", "Settled here.", CANDIDATE_STEPS)
    DROPPED = word("dropped", "Given up.", CANDIDATE_STEPS)


@closed("Kind of a substitute or candidate.", "替代或候选类别")
class CandidateKind(Enum):
    SUPPLIER = word("supplier", "Supplies the same need.", "同一需求的其他供给")
    INSIDE = word("inside", "A firm of the register.", "名录内企业")
    OUTSIDE = word("outside", "A firm of the leads.", "招商线索")


@closed("Why a firm of the register is a candidate.", "名录内企业的匹配依据")
class CandidateMatch(Enum):
    PRODUCT = word("product", "It reports the product of the node.", "报送该节点产品")
    NODE = word("node", "It is in a node of this name elsewhere.", "在他链同名节点")


@closed("What is removed.", "移除对象类别")
class RemovedKind(Enum):
    NODE = word("node", "A node with all its members.", "节点")
    ENTERPRISE = word("enterprise", "A firm in all its nodes.", "企业")
    EDGE = word("edge", "A supply edge.", "供需关系")


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
