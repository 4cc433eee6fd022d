"""What each unit has made of its duties and reports by a day: leading and taking part are two rows, never one sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from warehouse.measures.tasks.states import TaskBook, TaskState, part_state

_PARTS = {
    "overdue": "overdue",
    "behind": "behind",
    "no_report": "silent",
    "not_begun": "not_begun",
    "other": "on_course",
    "on_schedule": "on_course",
    "ahead": "on_course",
    "moot": "moot",
    "disputed": "disputed",
}
COUNTS = ("done_on_time", "done_late", *dict.fromkeys(_PARTS.values()))


@dataclass(frozen=True)
class Scorecard:
    """A unit's duties of one role by what has become of them, and its reports by their punctuality."""

    department_id: str
    year: int
    role: str
    is_synthetic: bool
    duties: int
    counts: Mapping[str, int]
    reports_owed: int
    reports_on_time: int
    reports_late: int
    reports_missing: int
    days_late_median: float | None


@dataclass(frozen=True)
class _Duty:
    outcome: str
    owed: int
    on_time: int
    days_late: tuple[int, ...]


def scorecards(book: TaskBook, states: Sequence[TaskState], at: date) -> list[Scorecard]:
    """One row per unit, year of the plan, role and kind of reports."""
    tasks = {str(task["task_id"]): task for task in book.tasks}
    found: dict[tuple[str, int, str, bool], list[_Duty]] = defaultdict(list)
    for state in states:
        task = tasks[state.task_id]
        leads = book.leads(state.task_id)
        for unit in _expanded(book, state.task_id):
            role = "lead" if unit in leads else "cooperating"
            key = (unit, book.year(task), role, state.is_synthetic)
            found[key].append(_duty(book, task, state, unit, is_lead=unit in leads, at=at))
    return [_card(key, duties) for key, duties in sorted(found.items())]


def _expanded(book: TaskBook, task_id: str) -> list[str]:
    """The units of a task, a group that names its members as these."""
    units = [member for unit in book.duties[task_id] for member in (book.members[unit] or [unit])]
    return list(dict.fromkeys(units))


def _duty(book: TaskBook, task: Mapping[str, object], state: TaskState, unit: str, *, is_lead: bool, at: date) -> _Duty:
    kind, task_id = state.is_synthetic, state.task_id
    known = book.known(kind, task_id, unit, at)
    owed = book.owed(task, at)
    due = task["due_date"]
    own = part_state(known, owed, isinstance(due, date) and at > due)
    if state.state == "moot" or (is_lead and state.state == "disputed"):
        outcome = _PARTS[state.state]
    elif own == "done":
        since = next((report.received for report in reversed(known) if report.status == "done"), at)
        for report in reversed(known):
            if report.status != "done":
                break
            since = report.received
        outcome = "done_late" if isinstance(due, date) and since > due else "done_on_time"
    else:
        outcome = _PARTS[own]
    first: dict[str, date] = {}
    for report in book.reports[kind, task_id, unit]:
        if report.received <= at:
            first[report.quarter] = min(first.get(report.quarter, report.received), report.received)
    late = [(first[quarter] - book.due_of(quarter)).days for quarter in owed if quarter in first]
    return _Duty(
        outcome, len(owed), sum(days <= 0 for days in late), tuple(days for days in late if days > 0)
    )  # fmt: skip


def _card(key: tuple[str, int, str, bool], duties: Sequence[_Duty]) -> Scorecard:
    unit, year, role, is_synthetic = key
    late = [days for duty in duties for days in duty.days_late]
    owed, on_time = sum(duty.owed for duty in duties), sum(duty.on_time for duty in duties)
    return Scorecard(
        department_id=unit,
        year=year,
        role=role,
        is_synthetic=is_synthetic,
        duties=len(duties),
        counts={name: sum(duty.outcome == name for duty in duties) for name in COUNTS},
        reports_owed=owed,
        reports_on_time=on_time,
        reports_late=len(late),
        reports_missing=owed - on_time - len(late),
        days_late_median=median(late) if late else None,
    )
