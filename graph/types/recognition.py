"""Candidates and contacts: applications for recognition, yearly surveys, visits."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromRow
from graph.types.vocabulary.assessment import FinancingWay, RecognitionStep, RequestState
from graph.types.vocabulary.reasons import Reason


@noun(
    "core.application_step",
    en="A step of an application for recognition.",
    zh="骨干企业申报审核环节",
    order_by=("application_id", "step_number"),
)
class ApplicationStep(FromRow):
    step: RecognitionStep
    next_steps: list[RecognitionStep]
    enterprise_name = column(is_name=True)

    enterprise = to_one("Enterprise")


@noun(
    "core.enterprise_survey",
    en="What an enterprise answered in the yearly survey.",
    zh="骨干企业年度调查",
    order_by=("enterprise_id", "year"),
    is_grouped=True,
)
class EnterpriseSurvey(FromRow):
    financing_way: FinancingWay
    material_purchase_cny = column(adds_within=("year",))
    local_purchase_cny = column(adds_within=("year",))
    planned_investment_cny = column(adds_within=("year",))
    wanted_financing_cny = column(adds_within=("year",))
    raised_since_cny = column(adds_within=("year",))
    direct_equity_since_cny = column(adds_within=("year",))
    fund_since_cny = column(adds_within=("year",))
    credit_since_cny = column(adds_within=("year",))
    met_cny = column(adds_within=("year",))
    met_reason: Reason

    enterprise = to_one("Enterprise")


@noun("core.site_visit", en="A visit to an enterprise.", zh="企业实地走访", order_by=("visit_date",))
class SiteVisit(FromRow):
    department_name = column(is_name=True)
    person_name = column(is_name=True)
    request_state: RequestState

    enterprise = to_one("Enterprise")
    issue = to_one("Issue")
    department = to_one("Department")
