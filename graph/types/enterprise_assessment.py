"""The yearly assessment of enterprises, and whom it proposes to leave the list."""

from __future__ import annotations

import strawberry

from graph.types.declare import column, noun, to_one
from graph.types.provenance import FromRow
from graph.types.vocabulary import AssessmentDecision, AssessmentGrade, AssessmentResult


@noun(
    "core.enterprise_assessment",
    en="The yearly assessment of a key enterprise.",
    zh="骨干企业年度考核",
    order_by=("enterprise_id", "year"),
)
class EnterpriseAssessment(FromRow):
    enterprise_assessment_id: strawberry.ID = column("Enterprise and year.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    year: str = column("Year that was assessed.", "考核年度")
    industry_grade: AssessmentGrade | None = column("Industry: excellent, good, fair or poor.", "产业优势")
    technology_grade: AssessmentGrade | None = column("Technology: excellent, good, fair or poor.", "技术优势")
    innovation_grade: AssessmentGrade | None = column("Innovation: excellent, good, fair or poor.", "创新优势")
    management_grade: AssessmentGrade | None = column("Management: excellent, good, fair or poor.", "管理优势")
    competitiveness_grade: AssessmentGrade | None = column(
        "Competitiveness: excellent, good, fair or poor.", "竞争力优势"
    )
    result: AssessmentResult = column("pass or fail, as the assessor states it.", "综合结果")
    has_demonstrating_role: bool | None = column(
        "Whether it leads others by example; null where nobody said.", "是否有示范带动作用"
    )
    price_effect_note: str | None = column("What prices alone did to its figures.", "价格影响说明")
    rule_version: str = column("Version of the rules that were applied.", "规则版本")
    decision: AssessmentDecision | None = column(
        "keep, exit or defer: what people decided; null where nobody has yet.", "人工决定"
    )
    decided_by: str | None = column("Who decided.", "决定人")
    decision_reason: str | None = column("Why.", "决定理由")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")


@noun(
    "mart.enterprise_exit_proposal",
    en="An enterprise that failed two years running. A proposal: nothing takes a firm off the list.",
    zh="退出建议（连续两年不合格），须人工决定",
)
class EnterpriseExitProposal:
    enterprise_id: str = column("The enterprise.", "企业标识")
    first_failing_year: str = column("First of the two failing years.", "首个不合格年度")
    second_failing_year: str = column("The year after it, failing too.", "次个不合格年度")
    rule_version: str = column("Rules of the second assessment.", "规则版本")
    has_demonstrating_role: bool | None = column(
        "False, or null where nobody said; with such a role nothing is proposed.", "是否有示范带动作用"
    )
    price_effect_note: str | None = column("What prices alone did to its figures in the second year.", "价格影响说明")
    decision: AssessmentDecision | None = column("What people decided about it; null while it waits.", "人工决定")
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
