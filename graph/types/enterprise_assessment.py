"""The yearly assessment of enterprises, as people made it."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
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
    industry_grade: AssessmentGrade
    technology_grade: AssessmentGrade
    innovation_grade: AssessmentGrade
    management_grade: AssessmentGrade
    competitiveness_grade: AssessmentGrade
    result: AssessmentResult
    decision: AssessmentDecision

    enterprise = to_one("Enterprise")
    outcomes = to_many("EnterpriseOutcome", "What the rules say of it, by version.", "各规则版本的判定")
