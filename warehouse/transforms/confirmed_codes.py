"""Credit codes with a wrong check digit that a person has confirmed as written.

A confirmation applies to the code in every file, form and row. It changes no reading: the findings of a file stay as
first read, and the tables name the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from warehouse.decisions.ledger import CHECK_FAILED, Decision, DecisionKind
from warehouse.decisions.rulings import in_force
from warehouse.transforms.finding import Finding, Severity


def confirmed_codes(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """The confirmations in force, by credit code."""
    return {key: entry for key, entry in in_force(decisions).items() if entry.kind is DecisionKind.CONFIRMED}


def with_confirmations(
    findings: Iterable[Finding], confirmed: Mapping[str, Decision]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings as the sender sees them: a warning about a confirmed code requires no action and names the
    confirmation. Returned with the ids of those decisions, once per finding."""
    explanation: list[Finding] = []
    used: list[str] = []
    for finding in findings:
        decision = confirmed.get(finding.subject or "") if finding.rule == CHECK_FAILED else None
        if decision is not None:
            used.append(decision.decision_id)
            message = (
                f"the check character of {decision.subject} does not fit; {decision.person} has confirmed the code "
                f"({decision.decision_id}: {decision.reason})."
            )
            explanation.append(replace(finding, severity=Severity.INFO, message=message))
        else:
            explanation.append(finding)
    return tuple(explanation), tuple(used)
