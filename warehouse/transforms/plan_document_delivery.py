"""Compares a plan document with the plan pack that states its facts: differences become findings. It has no rows."""

from __future__ import annotations

from warehouse.errors import SourceChanged
from warehouse.reading.plan_document import PlanDocument
from warehouse.rules.agreement import compare_with_plan
from warehouse.rules.facts import Plan
from warehouse.rules.plan import load_plans
from warehouse.transforms.delivery import Delivery
from warehouse.transforms.finding import Finding, Severity
from warehouse.wording import bilingual

PLAN_FORM_ID = "plan_document"
PLAN_FORM_VERSION = "2016.1"


def plan_delivery(document: PlanDocument) -> Delivery:
    """The differences between a document and its plan pack as warnings; all its tasks count as read and accepted.

    A document without a number, or without a pack, is refused: there is nothing to compare it with.
    """
    plan = _plan_of(document, load_plans())
    findings = tuple(
        Finding(Severity.WARNING, "plan_differs", bilingual(difference.en, difference.zh))
        for difference in compare_with_plan(document, plan)
    )
    return Delivery(
        form_id=PLAN_FORM_ID,
        form_version=PLAN_FORM_VERSION,
        rows_read=len(document.tasks),
        rows_accepted=len(document.tasks),
        findings=findings,
    )


def _plan_of(document: PlanDocument, plans: tuple[Plan, ...]) -> Plan:
    """The pack with the document's number; for a document without a number, the only pack there is."""
    numbered = [plan for plan in plans if any(facts.document_number == document.number for facts in plan.documents)]
    if len(numbered) == 1:
        return numbered[0]
    if document.number is None and len(plans) == 1:
        return plans[0]
    raise SourceChanged(
        f"No plan pack states the facts of this document ({document.number or 'it has no number'}).",
        "Its facts must be added to the plan packs; ask the maintainer of this service.",
        zh=f"本系统尚无这份规划文件（{document.number or '没有文号'}）的内容；请联系维护人员添加。",
    )
