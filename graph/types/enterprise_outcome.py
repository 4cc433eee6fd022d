"""Facts of a firm-year, what the rules of assessment say of them, and high growth."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.declare.nouns import DefaultCondition
from graph.types.vocabulary.assessment import AssessmentFact, ExitState, PriceExemption, ResultBasis, YearResult
from graph.types.vocabulary.enterprises import AssessmentDecision, AssessmentGrade, AssessmentResult
from graph.types.vocabulary.reasons import Reason


@noun(
    "mart.enterprise_fact",
    en="A fact of an enterprise in a year.",
    zh="企业年度事实",
    order_by=("enterprise_id", "year", "fact"),
)
class EnterpriseFact:
    fact: AssessmentFact
    reason: Reason

    enterprise = to_one("Enterprise", "Enterprise.", "企业")


@noun(
    "mart.enterprise_outcome",
    en="What a version of the rules says of a year of an enterprise and the year before. Exit is a proposal.",
    zh="按规则版本的年度判定与退出状态，退出仅为建议",
    order_by=("year", "distance"),
    is_grouped=True,
    default=DefaultCondition("is_rule_in_force", frozenset({"is_rule_in_force", "rule_set_version_id"})),
)
class EnterpriseOutcome:
    grade: AssessmentGrade
    industry_grade: AssessmentGrade
    technology_grade: AssessmentGrade
    innovation_grade: AssessmentGrade
    management_grade: AssessmentGrade
    competitiveness_grade: AssessmentGrade
    computed_result: YearResult
    people_result: AssessmentResult
    result: YearResult
    basis: ResultBasis
    binding_requirement: AssessmentFact
    reason: Reason
    exemption: PriceExemption
    state: ExitState
    computed_state: ExitState
    decision: AssessmentDecision
    decided_by = column(is_name=True)
    flip_fact: AssessmentFact

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
    previous = to_one("EnterpriseOutcome", "The year before.", "上年")
    assessment = to_one("EnterpriseAssessment", "What people assessed.", "人工考核")


@noun(
    "mart.growth_enterprise",
    en="Whether an enterprise is of high growth by a rule.",
    zh="高成长企业（按规则）",
    order_by=("year", "growth_rule"),
)
class GrowthEnterprise:
    reason: Reason

    enterprise = to_one("Enterprise", "Enterprise.", "企业")
