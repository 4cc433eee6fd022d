"""A plan as the detectors read it, with the bounds of the audit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from warehouse.domain.unit import Units
from warehouse.rules.facts import Plan, Promise, Task

_NUMERALS = "一二三四五六七八九十"
_REPORT_DAYS = 7


@dataclass(frozen=True)
class Audit:
    """The bounds of the audit, and the severity of each detector."""

    short_notice_days: int
    quiet_days: int
    bunched_days: int
    overload_share: Decimal
    alike_share: Decimal
    start_days: int
    never_leads_from: int
    defects: tuple[str, ...]
    risks: tuple[str, ...]
    remarks: tuple[str, ...]

    def severity(self, detector: str) -> str | None:
        """None where the rule set leaves the detector out."""
        kinds = (("defect", self.defects), ("risk", self.risks), ("remark", self.remarks))
        return next((severity for severity, detectors in kinds if detector in detectors), None)


class AuditedPlan:
    """A plan by its names, without the facts of earlier documents."""

    def __init__(self, plan: Plan, bounds: Audit, units: Units, measured: Collection[str]) -> None:
        head = plan.head.document_id
        self.bounds = bounds
        self.measures = units
        self.measured = measured
        self.facts = plan
        self.targets = [target for target in plan.targets if target.document_id == head]
        self.tasks = [task for task in plan.tasks if task.document_id == head]
        self.all_targets = {target.target_id: target for target in plan.targets}
        self.by_id = {task.task_id: task for task in self.tasks}
        self.units = {unit.department_id: unit for unit in plan.departments}
        self.in_text = [promise for promise in plan.promises if promise.section is not None]
        self.in_rows: dict[str, list[Promise]] = defaultdict(list)
        for promise in plan.promises:
            if promise.task_id is not None:
                self.in_rows[promise.task_id].append(promise)
        document = next(document for document in plan.documents if document.document_id == head)
        self.issued = document.issued_date
        self.report_days = document.progress_report_days or _REPORT_DAYS

    def name_of(self, department_id: str) -> tuple[str, str]:
        unit = self.units.get(department_id)
        return (unit.name_en, unit.name_zh) if unit else (department_id, department_id)

    def amount(self, promise: Promise) -> tuple[str, str]:
        """Its number with its unit, in both languages."""
        ends = [number(end) for end in (promise.value, promise.value_high) if end is not None]
        unit = self.measures[promise.unit] if promise.unit is not None and promise.unit in self.measures else None
        low = "-".join(ends)
        return (low, low) if unit is None else (f"{low} ({unit.title_en})", f"{low}{unit.title_zh}")

    def first_report(self, day: date) -> date:
        """The last day for the first report that can speak of what was due on that day."""
        quarter_end = next(end for end in quarter_ends(day.year, day.year + 1) if end >= day)
        return quarter_end + timedelta(days=self.report_days)

    def needs_of(self, task: Task) -> tuple[str, ...]:
        return (*task.depends_on, *task.depends_on_inferred)


def quarter_ends(first_year: int, last_year: int) -> Iterator[date]:
    for year in range(first_year, last_year + 1):
        yield from (date(year, 3, 31), date(year, 6, 30), date(year, 9, 30), date(year, 12, 31))


def section_order(section: str) -> tuple[int, ...]:
    """三（二） as (3, 2); a section without numerals sorts first."""
    return tuple(_NUMERALS.index(letter) + 1 for letter in section if letter in _NUMERALS)


def ordinals(tasks: Iterable[Task]) -> str:
    return ", ".join(str(task.ordinal) for task in tasks)


def number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
