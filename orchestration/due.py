"""`longmai due`, `exempt`, `moot` and `hold-escalation`: reminders and exemptions, what is moot, who holds what."""

from collections import Counter
from datetime import UTC, date, datetime

from rich.console import Console
from rich.table import Table

from orchestration.console import seal_older
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.decisions.exemptions import Exemption, record_exemption
from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import parse_period
from warehouse.errors import InvalidArgument, SnapshotNotFound, UnknownName
from warehouse.forms.registry import find_form
from warehouse.measures.targets.target_progress import OF_TARGETS
from warehouse.measures.tasks.states import OF_ESCALATIONS, OF_TASKS
from warehouse.reporting.reminders import PeriodState, Reminder, read_periods, read_reminders
from warehouse.rules.plan import load_plans
from warehouse.snapshots.store import published


def read_outstanding(home: Home, period: str | None, form_id: str | None) -> list[Reminder]:
    """The reminders of the published snapshot. Raises SnapshotNotFound, InvalidArgument or UnknownName."""
    if period is not None:
        period = str(parse_period(period))
    if form_id is not None:
        find_form(form_id)
    with published(home) as snapshot:
        return read_reminders(snapshot.cursor(), period, form_id)


def read_partitions(home: Home, form_id: str | None = None) -> list[PeriodState]:
    """Completeness of each period in the published snapshot. Raises SnapshotNotFound or UnknownName."""
    if form_id is not None:
        find_form(form_id)
    with published(home) as snapshot:
        return read_periods(snapshot.cursor(), form_id)


def exempt_subject(home: Home, subject_id: str, form_id: str, first: str, last: str, by: str, reason: str) -> Exemption:
    """Records an exemption. Raises UnknownName or InvalidArgument."""
    calendar = find_form(form_id).calendar
    first_period, last_period = parse_period(first), parse_period(last)
    if calendar is None or not (calendar.covers(first_period) and calendar.covers(last_period)):
        raise InvalidArgument(f"{form_id} is not collected for periods like {first} and {last}.")
    if last_period < first_period:
        raise InvalidArgument(f"An exemption from {first} to {last} ends before it begins.")
    _check_person(by, reason)
    _check_subject(home, subject_id)
    return _record(home, subject_id, form_id, (str(first_period), str(last_period)), by, reason)


def declare_moot(home: Home, subject_id: str, first: str, by: str, reason: str) -> Exemption:
    """Records that a target or task is moot from a month on, up to its deadline; a task without a due date up to the
    end of the plan's year. Raises UnknownName or InvalidArgument."""
    month = parse_period(first)
    if month.month is None:
        raise InvalidArgument(
            f"--from {first} is not a month.", "Write 2016-03.", zh=f"--from {first} 不是月份，应写作 2016-03。"
        )
    _check_person(by, reason)
    deadlines = _deadlines()
    if subject_id not in deadlines:
        raise UnknownName(
            f"There is no target or task '{subject_id}'.",
            "Ids are in core.target and core.task.",
            zh=f"没有目标或任务“{subject_id}”，标识见 core.target 和 core.task。",
        )
    form_id, deadline = deadlines[subject_id]
    if str(month) > f"{deadline:%Y-%m}":
        raise InvalidArgument(
            f"{subject_id} is due by {deadline:%Y-%m}, before {month}.",
            zh=f"{subject_id} 的截止月份为 {deadline:%Y-%m}，早于 {month}。",
        )
    return _record(home, subject_id, form_id, (str(month), f"{deadline:%Y-%m}"), by, reason)


def hold_escalation(home: Home, task_id: str, first: str | None, until: str, by: str, reason: str) -> Exemption:
    """Records that a person holds the escalation of a task up to a day, by default from today (in China) on. Raises
    UnknownName or InvalidArgument."""
    from_day = datetime.now(CHINA_TIME).date() if first is None else _day("--from", first)
    last = _day("--until", until)
    if last < from_day:
        raise InvalidArgument(
            f"A hold from {from_day} to {last} ends before it begins.",
            zh=f"暂缓自 {from_day} 至 {last}，截止早于开始。",
        )
    _check_person(by, reason)
    if _deadlines().get(task_id, ("", last))[0] != OF_TASKS:
        raise UnknownName(
            f"There is no task '{task_id}'.", "Ids are in core.task.", zh=f"没有任务“{task_id}”，标识见 core.task。"
        )
    return _record(home, task_id, OF_ESCALATIONS, (from_day.isoformat(), last.isoformat()), by, reason)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidArgument(
            f"{option} {text} is not a day.", "Write 2016-06-30.", zh=f"{option} {text} 不是日期，应写作 2016-06-30。"
        ) from None


def _deadlines() -> dict[str, tuple[str, date]]:
    """What the ledger calls each target and task, and the day by which it is due."""
    found: dict[str, tuple[str, date]] = {}
    for plan in load_plans():
        issued = {document.document_id: document.issued_date for document in plan.documents}
        found |= {target.target_id: (OF_TARGETS, target.deadline_date) for target in plan.targets}
        for task in plan.tasks:
            year = issued[task.document_id]
            due = task.due_date or (date(year.year, 12, 31) if year else None)
            if due is not None:
                found[task.task_id] = (OF_TASKS, due)
    return found


def _check_person(by: str, reason: str) -> None:
    if not by.strip() or not reason.strip():
        raise InvalidArgument("An exemption needs a person and a reason.", "Use --by and --reason.")


def _record(home: Home, subject_id: str, form_id: str, periods: tuple[str, str], by: str, reason: str) -> Exemption:
    seal_older(home)
    with writer_lock(home):
        return record_exemption(
            home,
            subject_id=subject_id,
            form_id=form_id,
            first_period=periods[0],
            last_period=periods[1],
            reason=reason,
            decided_by=by,
            decided_at=datetime.now(UTC),
        )


def print_reminders(out: Console, reminders: list[Reminder]) -> None:
    """Prints one line per outstanding report; deadlines in China time."""
    table = Table("days late", "form", "period", "due (China time)", "owed by", "about")
    for reminder in reminders:
        table.add_row(
            "" if reminder.days_late is None else str(reminder.days_late),
            reminder.form_id,
            reminder.period,
            f"{reminder.due_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}",
            reminder.credit_code or reminder.department_name or "",
            reminder.name_zh,
        )
    out.print(table)
    missing = sum(reminder.status == "missing" for reminder in reminders)
    out.print(f"{missing} reports are missing, {len(reminders) - missing} can still come in time.")


def print_partitions(out: Console, periods: list[PeriodState]) -> None:
    """Prints one line per incomplete or late form and period, and the number of the others."""
    table = Table(
        "form", "period", "due (China time)", "state", "owed", "in", "late", "back-loaded", "missing", "exempt"
    )
    for found in (found for found in periods if found.state not in ("fresh", "exempt", "back_loaded")):
        counts = (
            found.expected_count, found.received_count, found.late_count, found.back_loaded_count,
            found.missing_count, found.exempt_count,
        )  # fmt: skip
        due = f"{found.due_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"
        table.add_row(found.form_id, found.period, due, found.state, *map(str, counts))
    out.print(table)
    counted = Counter(found.state for found in periods)
    out.print(f"{counted['fresh']} other periods are complete and on time.")
    if counted["back_loaded"]:
        out.print(
            f"{counted['back_loaded']} were due before this system received any file and were loaded later: their "
            "timeliness is unknown."
        )


def _check_subject(home: Home, subject_id: str) -> None:
    """Raises UnknownName unless the published snapshot has an enterprise, department, task or project of that id."""
    try:
        with published(home) as snapshot:
            known = snapshot.cursor().execute(_SUBJECTS, [subject_id]).fetchone()
    except SnapshotNotFound:
        return
    if known is None:
        raise UnknownName(
            f"There is no subject '{subject_id}'.",
            "Ids are in core.enterprise, core.department, core.task and core.project of the published snapshot.",
        )


_SUBJECTS = """
from (
    select enterprise_id as subject_id from core.enterprise
    union all select department_id from core.department
    union all select task_id from core.task
    union all select project_id from core.project
)
where subject_id = ?
"""
