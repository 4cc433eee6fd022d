"""Cooperation of platforms with firms, and technology projects."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.platform_cooperation import COOPERATION_KINDS
from warehouse.forms.technology_project import TECHNOLOGY_KINDS, TECHNOLOGY_RESULTS, TECHNOLOGY_STAGES


@closed("Kind of cooperation of a platform.", "合作类别")
class CooperationKind(Enum):
    AGREEMENT = word("agreement", "An agreement.", COOPERATION_KINDS)
    TRANSFER = word("transfer", "A transferred result.", COOPERATION_KINDS)


@closed("Kind of a technology project.", "技术项目类别")
class TechnologyKind(Enum):
    KEY_TECHNOLOGY = word("key_technology", "Key technology.", TECHNOLOGY_KINDS)
    APPLIED_RESEARCH = word("applied_research", "Applied research.", TECHNOLOGY_KINDS)
    INTELLIGENT_UPGRADE = word("intelligent_upgrade", "Intelligent upgrade of a firm.", TECHNOLOGY_KINDS)


@closed("Stage of a technology project.", "所处阶段")
class TechnologyStage(Enum):
    STARTED = word("started", "Approved.", TECHNOLOGY_STAGES)
    RESEARCH = word("research", "Research.", TECHNOLOGY_STAGES)
    TRIAL = word("trial", "Trial.", TECHNOLOGY_STAGES)
    COMPLETED = word("completed", "Completed.", TECHNOLOGY_STAGES)
    STOPPED = word("stopped", "Stopped.", TECHNOLOGY_STAGES)


@closed("Result of a technology project.", "成果形式")
class TechnologyResult(Enum):
    PROTOTYPE = word("prototype", "A prototype.", TECHNOLOGY_RESULTS)
    PRODUCT = word("product", "A product.", TECHNOLOGY_RESULTS)
    PATENT = word("patent", "A patent.", TECHNOLOGY_RESULTS)
    PRODUCTION_LINE = word("production_line", "A production line.", TECHNOLOGY_RESULTS)
