"""Where each task stands on a day: its state, the day that it is due, who contradicts its lead, and its escalation.

Everything is computed for a day `at` from what was known then: the reports that had come in, the deadlines that had
passed, and the evidence of registers. Silence of a unit that only takes part changes nothing but its scorecard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from warehouse.domain.moment import day_in_china
from warehouse.domain.period import parse_period
from warehouse.measures.tasks.evidence import Evidence
from warehouse.rules.rule_sets import RuleSet, rule_in_force

ORDER = ("overdue", "behind", "no_report", "other", "on_schedule", "ahead", "done")
"""The states of a part of a task, the worst first."""

OF_TASKS = "task"
"""What the ledger of exemptions calls the form where it says that a task need not be done any more."""

OF_ESCALATIONS = "escalation"
"""What it calls the form where a person holds the escalation of a task; its periods are days."""

REACHED = ("done", "ahead", "on_schedule")
CLOSED = ("moot", "done")
HELD_RUNGS = ("reminded", "noticed", "urged", "reported_to_meeting")
"""The rungs that a person may hold: there is something to do."""


@dataclass(frozen=True)
class Escalation:
    """The rungs of escalation."""

    reminded_days: int
    noticed_days: int
    noticed_missing: int
    urged_days: int
    urged_missing: int
    meeting_days: int
    meeting_behind: int


@dataclass(frozen=True)
class Report:
    """One version of a unit's report on a task."""

    quarter: str
    received: date
    status: str


@dataclass(frozen=True)
class Checkpoint:
    """A day within a task, what has to be there, and whether it was, as far as that can be said on the day `at`."""

    day: date
    title_zh: str
    title_en: str
    is_default: bool
    is_reached: bool
    is_passed: bool


@dataclass(frozen=True)
class Hold:
    """A person holds the escalation of a task from one day to another, both included."""

    first: date
    until: date
    by: str
    reason: str


@dataclass(frozen=True)
class TaskState:
    """A task on a day. `days` is the number of days over the due day; below 0 those that are left. `rung` is the rung
    of the rules, `escalation` the same or `held`."""

    task_id: str
    is_synthetic: bool
    state: str
    state_since: date | None
    effective_due: date | None
    days: int | None
    timing: str
    done_date: date | None
    contradicted_by: tuple[str, ...]
    evidence: Evidence | None
    reports_missing: int
    quarters_behind: int
    escalation: str
    rung: str
    hold: Hold | None
    rule_set: str
    checkpoints: tuple[Checkpoint, ...]


class TaskBook:
    """The tasks of the plans with their units, deadlines and reports, as tables have them."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], rules: Sequence[RuleSet[Escalation]]) -> None:
        self.rules = rules
        self.tasks = tables["core.task"].sort("document_id", "ordinal").rows(named=True)
        self.issued = dict(tables["core.document"].select("document_id", "issued_date").rows())
        self.duties: dict[str, list[str]] = defaultdict(list)
        for task_id, department_id in (
            tables["core.task_department"].sort("task_id", "ordinal").select("task_id", "department_id").rows()
        ):
            self.duties[task_id].append(department_id)
        self.split: dict[str, set[str]] = defaultdict(set)
        for task_id, department_id in tables["core.task_industry"].select("task_id", "department_id").rows():
            self.split[task_id].add(department_id)
        self.members: dict[str, list[str]] = defaultdict(list)
        for group, member in tables["core.department_member"].select("department_id", "member_id").rows():
            self.members[group].append(member)
        self.stated: dict[str, list[tuple[date, str, str]]] = defaultdict(list)
        for row in tables["core.task_checkpoint"].sort("task_id", "checkpoint_date").rows(named=True):
            self.stated[row["task_id"]].append((row["checkpoint_date"], row["title_zh"], row["title_en"]))
        # The last day for the report of a quarter; later quarters follow by the days of the plan.
        self.report_due: dict[str, date] = dict(
            tables["core.task_report"].select("quarter", "due_date").unique().rows()
        )
        self.moot: dict[str, tuple[date, str]] = {}
        self.holds: dict[str, list[Hold]] = defaultdict(list)
        for row in tables["core.reporting_exemption"].sort("exemption_id").rows(named=True):
            if row["form_id"] == OF_TASKS:
                first = date.fromisoformat(f"{row['first_period']}-01")
                self.moot[row["subject_id"]] = (first, f"{row['reason']} ({row['decided_by']}, {row['exemption_id']})")
            elif row["form_id"] == OF_ESCALATIONS:
                first, until = date.fromisoformat(row["first_period"]), date.fromisoformat(row["last_period"])
                self.holds[row["subject_id"]].append(Hold(first, until, row["decided_by"], row["reason"]))
        self.reports: dict[tuple[bool, str, str], list[Report]] = defaultdict(list)
        for row in tables["core.task_report_version"].rows(named=True):
            received = day_in_china(row["received_at"])
            key = (row["is_synthetic"], row["task_id"], row["department_id"])
            self.reports[key].append(Report(row["quarter"], received, row["progress_status"]))

    @cached_property
    def kinds(self) -> tuple[bool, ...]:
        """Whether there are real and synthetic reports: each has states of its own. Real without any."""
        return tuple(sorted({is_synthetic for is_synthetic, _, _ in self.reports})) or (False,)

    def leads(self, task_id: str) -> list[str]:
        """The units of which each answers for its part of the task: those of a divided duty, the members of a group
        that leads, or the one lead."""
        units = self.duties[task_id]
        divided = [unit for unit in units if unit in self.split[task_id]]
        if len(divided) > 1:
            return divided
        return self.members[units[0]] or [units[0]]

    def hold(self, task_id: str, at: date) -> Hold | None:
        """The newest decision that holds the escalation of the task on that day."""
        return next((hold for hold in reversed(self.holds[task_id]) if hold.first <= at <= hold.until), None)

    def year(self, task: Mapping[str, object]) -> int:
        issued = self.issued.get(task["document_id"])
        return issued.year if issued is not None else date.min.year

    def known(self, kind: bool, task_id: str, unit: str, at: date) -> list[Report]:
        """The reports of a unit that had come in, the newest version of each quarter, in the order of quarters."""
        newest: dict[str, Report] = {}
        for report in sorted(self.reports[kind, task_id, unit], key=lambda report: report.received):
            if report.received <= at:
                newest[report.quarter] = report
        return [newest[quarter] for quarter in sorted(newest)]

    def owed(self, task: Mapping[str, object], at: date) -> list[str]:
        """The quarters of the plan's year whose report was due before that day."""
        return [quarter for quarter in self.quarters(task) if self.due_of(quarter) < at]

    def quarters(self, task: Mapping[str, object]) -> list[str]:
        """The quarters of the plan's year that end after its issue."""
        issued = self.issued.get(task["document_id"])
        return [] if issued is None else quarters_of(issued)

    def due_of(self, quarter: str) -> date:
        return self.report_due.get(quarter) or parse_period(quarter).end_date + timedelta(days=7)


def quarters_of(issued: date) -> list[str]:
    """The quarters of the year of that day that do not end before it."""
    named = (f"{issued.year}-Q{number}" for number in range(1, 5))
    return [quarter for quarter in named if parse_period(quarter).end_date >= issued]


def task_states(book: TaskBook, at: date, evidence: Mapping[tuple[str, bool], Evidence]) -> list[TaskState]:
    """The state of every task on that day, once for each kind of reports."""
    rule = rule_in_force(book.rules, at)
    if rule is None:
        return []
    return [
        _state(book, task, kind, at, evidence.get((task["task_id"], kind)), rule)
        for task in book.tasks
        for kind in book.kinds
        if book.issued.get(task["document_id"]) is None or book.issued[task["document_id"]] <= at
    ]


def _state(
    book: TaskBook, task: Mapping[str, object], kind: bool, at: date, evidence: Evidence | None,
    rule: RuleSet[Escalation],
) -> TaskState:  # fmt: skip
    task_id = str(task["task_id"])
    leads = book.leads(task_id)
    known = {unit: book.known(kind, task_id, unit, at) for unit in leads}
    owed = book.owed(task, at)
    checkpoints = _checkpoints(book, task, known, at)
    effective, timing, days = _timing(task, checkpoints, at)
    parts = [part_state(known[unit], owed, _passed(task, at)) for unit in leads]
    state = _judged(book, task, parts, list(known.values()), evidence, at)
    done = _done_since(list(known.values())) if all(part == "done" for part in parts) else None
    if state in (*CLOSED, "done_by_evidence"):
        timing = "closed"
    missing = max(missing_running([report.quarter for report in known[unit]], owed) for unit in leads)
    behind = max(_running(known[unit], "behind") for unit in leads)
    rung = _rung(rule.bounds, state, timing, days, missing, behind)
    hold = book.hold(task_id, at) if rung in HELD_RUNGS else None
    return TaskState(
        task_id=task_id,
        is_synthetic=kind,
        state=state,
        state_since=max((reports[-1].received for reports in known.values() if reports), default=None),
        effective_due=effective,
        days=days,
        timing=timing,
        done_date=done,
        contradicted_by=tuple(_contradicting(book, task_id, kind, known, at)),
        evidence=evidence,
        reports_missing=missing,
        quarters_behind=behind,
        escalation=rung if hold is None else "held",
        rung=rung,
        hold=hold,
        rule_set=rule.version_id,
        checkpoints=checkpoints,
    )


def part_state(reports: Sequence[Report], owed: Sequence[str], is_past: bool) -> str:
    """The state of one unit's part, from its newest report and the newest that it owes."""
    newest = reports[-1] if reports else None
    if newest is not None and newest.status == "done":
        return "done"
    if is_past:
        return "overdue"
    if newest is not None and newest.status == "behind":
        return "behind"
    if owed and (newest is None or newest.quarter < owed[-1]):
        return "no_report"
    return newest.status if newest is not None else "not_begun"


def _judged(
    book: TaskBook, task: Mapping[str, object], parts: Sequence[str], reports: Sequence[Sequence[Report]],
    evidence: Evidence | None, at: date,
) -> str:  # fmt: skip
    moot = book.moot.get(str(task["task_id"]))
    if moot is not None and moot[0] <= at:
        return "moot"
    is_met = evidence.is_met if evidence is not None else None
    if all(part == "done" for part in parts):
        return "disputed" if is_met is False else "done"
    if is_met:
        return "done_by_evidence"
    return worst(parts)


def worst(parts: Iterable[str]) -> str:
    """The worst of the parts; one that has not begun is better than silence and worse than any word."""
    order = (*ORDER[:3], "not_begun", *ORDER[3:])
    return min(parts, key=order.index)


def _passed(task: Mapping[str, object], at: date) -> bool:
    due = task["due_date"]
    return isinstance(due, date) and at > due


def _done_since(reports: Sequence[Sequence[Report]]) -> date | None:
    """The day on which the last part was reported as done and stayed so."""
    days = []
    for of_unit in reports:
        day = None
        for report in reversed(of_unit):
            if report.status != "done":
                break
            day = report.received
        if day is None:
            return None
        days.append(day)
    return max(days, default=None)


def missing_running(received: Sequence[str], owed: Sequence[str]) -> int:
    """How many of the newest reports that are owed are missing, one after the other."""
    count = 0
    for quarter in reversed(owed):
        if quarter in received:
            break
        count += 1
    return count


def _running(reports: Sequence[Report], status: str) -> int:
    count = 0
    for report in reversed(reports):
        if report.status != status:
            break
        count += 1
    return count


def _contradicting(
    book: TaskBook, task_id: str, kind: bool, known: Mapping[str, Sequence[Report]], at: date
) -> Iterable[str]:
    """The units whose newest report is worse than the newest of the lead, about the same quarter or a later one: what
    was said of an earlier quarter contradicts nothing."""
    lead = [reports[-1] for reports in known.values() if reports]
    if not lead:
        return
    said = min((report.status for report in lead), key=ORDER.index)
    quarter = min(report.quarter for report in lead)
    for unit in book.duties[task_id]:
        if unit in known:
            continue
        reports = book.known(kind, task_id, unit, at)
        newest = reports[-1] if reports else None
        if newest and newest.quarter >= quarter and ORDER.index(newest.status) < ORDER.index(said):
            yield unit


def _checkpoints(
    book: TaskBook, task: Mapping[str, object], known: Mapping[str, Sequence[Report]], at: date
) -> tuple[Checkpoint, ...]:
    """Those that the plan states; of a task of the whole year without any the ends of its quarters.

    The lead's report of the quarter that is over by the day, or of a later one, says whether it was reached. One at a
    quarter's end can be judged when that report is due, not before.
    """
    if task["due_date"] is not None:
        return ()
    stated = book.stated[str(task["task_id"])]
    days = [(day, zh, en, False) for day, zh, en in stated] or [
        (parse_period(quarter).end_date, f"{quarter[-1]}季度末", f"End of quarter {quarter[-1]}", True)
        for quarter in book.quarters(task)
    ]
    found = []
    for day, zh, en, is_default in days:
        quarter = max((name for name in _quarters_until(day)), default="")
        is_reached = all(
            any(report.quarter >= quarter and report.status in REACHED for report in reports)
            for reports in known.values()
        )
        judged_on = book.due_of(quarter) if is_default else day
        found.append(Checkpoint(day, zh, en, is_default, is_reached, is_passed=at > judged_on))
    return tuple(found)


def _quarters_until(day: date) -> Iterable[str]:
    for year in (day.year - 1, day.year):
        for number in range(1, 5):
            if parse_period(f"{year}-Q{number}").end_date <= day:
                yield f"{year}-Q{number}"


def _timing(
    task: Mapping[str, object], checkpoints: Sequence[Checkpoint], at: date
) -> tuple[date | None, str, int | None]:
    """The day that counts, whether it is over, due or to come, and by how many days (below 0: left)."""
    due = task["due_date"]
    if not isinstance(due, date):
        open_ones = [point for point in checkpoints if not point.is_reached]
        late = [point.day for point in open_ones if point.is_passed]
        waiting = [point.day for point in open_ones if not point.is_passed]
        due = min(late, default=None) or min(waiting, default=None)
        if due is None:
            return (checkpoints[-1].day if checkpoints else None), "closed", None
        if due in waiting:
            return due, "upcoming", min((at - due).days, 0)
    days = (at - due).days
    return due, "overdue" if days > 0 else "upcoming", days


def _rung(rule: Escalation, state: str, timing: str, days: int | None, missing: int, behind: int) -> str:
    over = days if timing == "overdue" and days is not None else 0
    if state in CLOSED:
        return "closed"
    if over >= rule.meeting_days or behind >= rule.meeting_behind:
        return "reported_to_meeting"
    if over >= rule.urged_days or missing >= rule.urged_missing:
        return "urged"
    if over >= rule.noticed_days or missing >= rule.noticed_missing:
        return "noticed"
    if timing == "upcoming" and days is not None and -days <= rule.reminded_days:
        return "reminded"
    return "none"
