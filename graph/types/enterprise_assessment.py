"""The yearly assessment of enterprises, and whom it proposes to leave the list."""

from __future__ import annotations

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.enterprises import AssessmentDecision, AssessmentGrade, AssessmentResult


@noun(
    "core.enterprise_assessment",
    en="The yearly assessment of a key enterprise.",
    zh="骨干企业年度考核",
    order_by=("enterprise_id", "year"),
    is_grouped=True,
)
class EnterpriseAssessment(FromRow):
    enterprise_assessment_id: strawberry.ID = column("Enterprise and year.", "标识")
    enterprise_id: str = column("The enterprise.", "企业标识")
    year: str = column()
    industry_grade: AssessmentGrade | None = column()
    technology_grade: AssessmentGrade | None = column()
    innovation_grade: AssessmentGrade | None = column()
    management_grade: AssessmentGrade | None = column()
    competitiveness_grade: AssessmentGrade | None = column()
    result: AssessmentResult = column()
    has_demonstrating_role: bool | None = column()
    price_effect_note: str | None = column()
    rule_version: str = column()
    decision: AssessmentDecision | None = column()
    decided_by: str | None = column()
    decision_reason: str | None = column()
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
    rule_version: str = column()
    has_demonstrating_role: bool | None = column()
    price_effect_note: str | None = column()
    decision: AssessmentDecision | None = column()
    is_synthetic: bool = column("True where it is invented sample data.", "是否为合成样本数据")

    enterprise = to_one("Enterprise", "The enterprise.", "企业")
