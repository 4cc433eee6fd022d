"""What the audit finds: a detector yields it with its places in the plan."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.rules.facts import Target, Task


@dataclass(frozen=True)
class PlanFinding:
    """What does not fit, with its places in the plan."""

    detector: str
    en: str
    zh: str
    section: str | None = None
    task: Task | None = None
    other: Task | None = None
    target: Target | None = None
    department_id: str | None = None
    industry_id: str | None = None
    promise_id: str | None = None
