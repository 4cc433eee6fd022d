"""The yearly assessment of enterprises, and proposals for their exit from the list."""

from __future__ import annotations

from graph.declare.declare import noun, to_one
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


@noun(
    "mart.enterprise_exit_proposal",
    en="An enterprise that failed two consecutive assessments. A proposal only: the list is not changed.",
    zh="退出建议（连续两年不合格），须人工决定",
)
class EnterpriseExitProposal:
    decision: AssessmentDecision

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
