"""Quarterly reports of the units on the plan's tasks, and the issue ledger with its history: what is late, silent,
contradicted, taken back or open is planted, the rest goes well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period
from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.forms.form import Form
from warehouse.forms.issue_ledger import ISSUE_LEDGER
from warehouse.rules.facts import Plan, Task
from warehouse.rules.plan import load_plans
from warehouse.sample.draws import stream
from warehouse.sample.firms import Firms
from warehouse.sample.workbook import Cell

QUARTERS = ("2016-Q1", "2016-Q2", "2016-Q3", "2016-Q4")
DONE, AHEAD, GOOD, BEHIND, OTHER = "已完成", "超进度", "达进度", "欠进度", "其他"
SILENT, LATE = 20, 12
_DAYS_LATE = (5, 12, 3, 9)
"""How many days late the late reports of each quarter are: they come in one file."""

_STATUSES: dict[int, tuple[str, str, str, str]] = {
    1: (GOOD, DONE, DONE, DONE),
    2: (DONE, DONE, DONE, DONE),
    3: (GOOD, DONE, DONE, DONE),
    7: (GOOD, GOOD, GOOD, DONE),
    10: (DONE, BEHIND, GOOD, DONE),
    12: (BEHIND, BEHIND, DONE, DONE),
    13: (GOOD, OTHER, OTHER, OTHER),
    17: (GOOD, DONE, DONE, DONE),
    18: (GOOD, GOOD, GOOD, BEHIND),
    19: (GOOD, GOOD, BEHIND, DONE),
    24: (BEHIND, BEHIND, BEHIND, BEHIND),
    26: (GOOD, GOOD, GOOD, BEHIND),
    27: (GOOD, OTHER, OTHER, OTHER),
}
"""What the lead says of a task in each quarter, by its number."""
CONTRADICTED = (17, "science_technology", (GOOD, BEHIND, BEHIND, BEHIND))
"""A unit that takes part and says worse than its lead."""
TAKEN_BACK, DISPUTED = 10, 7
STRANGER = (1, "finance", "2016-Q1")
"""A unit without a part in the task, which reports on it all the same."""
_SILENT_LEADS = ((2, "industry_it", 0), (3, "science_technology", 0))

_MATTERS = ("用地指标不足", "用电成本偏高", "流动资金紧张", "引进人才困难", "设备进口手续", "环评批复缓慢")
_LEDGERS = (
    date(2014, 12, 28),
    date(2015, 6, 28),
    date(2015, 12, 28),
    date(2016, 6, 28),
    date(2016, 12, 28),
)
_ISSUES = {2014: 4, 2015: 10, 2016: 16}
OVERDUE_ISSUES, REOPENED_ISSUES = ("W104", "W109", "W114", "W119", "W124"), ("W102", "W109")
_ANSWERING = ("省发展改革委", "省工信委", "省科技厅", "省财政厅", "甘肃省人社厅", "省金融办")


@dataclass(frozen=True)
class TaskFile:
    """One file of reports or issues, and when it arrives."""

    form: Form
    name: str
    rows: list[list[Cell]]
    arrives_at: datetime


@dataclass(frozen=True)
class SentReport:
    """One report: task, unit and quarter by their places, its status, and how many days late it comes."""

    task: Task
    department_id: str
    quarter: int
    status: str
    days_late: int


def reported_quarters(periods: Sequence[Period]) -> int:
    """How many quarters of the plan's year are over at the end of a sample."""
    last = max(periods, default=None)
    return 0 if last is None else sum(_end(quarter) <= last.end_date for quarter in QUARTERS)


def _end(quarter: str) -> date:
    return Period(int(quarter[:4]), quarter=int(quarter[-1])).end_date


def sent_reports(seed: int, quarters: int) -> list[SentReport]:
    """Every report that is sent, silent ones left out."""
    plan = _plan()
    duties = [(task, unit, quarter) for task in plan.tasks for unit in task.departments for quarter in range(quarters)]
    silent = _silent(seed, duties)
    spoken = [duty for duty in duties if _key(duty) not in silent]
    free = [duty for duty in spoken if duty[0].ordinal not in _STATUSES]
    draw = stream(seed, "task_reports", "late")
    late = {_key(duty): _DAYS_LATE[duty[2]] for duty in draw.sample(free, LATE * quarters // len(QUARTERS))}
    return [
        SentReport(task, unit, quarter, _status(seed, task, unit, quarter), late.get(_key((task, unit, quarter)), 0))
        for task, unit, quarter in spoken
    ]


def _plan() -> Plan:
    return next(plan for plan in load_plans() if plan.head.plan_id == "gansu_2016")


def _key(duty: tuple[Task, str, int]) -> tuple[int, str, int]:
    return duty[0].ordinal, duty[1], duty[2]


def _silent(seed: int, duties: Sequence[tuple[Task, str, int]]) -> set[tuple[int, str, int]]:
    """Two leads about the first quarter, and units that only take part about any."""
    members = [_key(duty) for duty in duties if duty[1] != duty[0].departments[0] and duty[0].ordinal not in _STATUSES]
    count = SILENT - len(_SILENT_LEADS)
    quarters = len({duty[2] for duty in duties})
    drawn = stream(seed, "task_reports", "silent").sample(members, count * quarters // len(QUARTERS))
    return {*_SILENT_LEADS, *drawn}


def _status(seed: int, task: Task, unit: str, quarter: int) -> str:
    if (task.ordinal, unit) == CONTRADICTED[:2]:
        return CONTRADICTED[2][quarter]
    if task.ordinal in _STATUSES:
        return _STATUSES[task.ordinal][quarter]
    if task.due_date is not None:
        return DONE if _end(QUARTERS[quarter]) >= task.due_date else GOOD
    if quarter == len(QUARTERS) - 1 and task.ordinal % 5:
        return DONE
    return stream(seed, "task_reports", task.ordinal, quarter).choice((GOOD, GOOD, GOOD, AHEAD, OTHER))


def report_files(seed: int, quarters: int) -> list[TaskFile]:
    """The reports of each quarter that came in time, then the late ones, a file for each."""
    names = {unit.department_id: unit.name_zh for unit in _plan().departments}
    files: list[TaskFile] = []
    sent = sent_reports(seed, quarters)
    assert DEPARTMENT_REPORT.calendar is not None
    for quarter in range(quarters):
        number, due_at = quarter + 1, DEPARTMENT_REPORT.calendar.due_at(Period(2016, quarter=quarter + 1))
        of_quarter = [report for report in sent if report.quarter == quarter]
        in_time = [_row(report, names) for report in of_quarter if report.days_late == 0]
        if QUARTERS[quarter] == STRANGER[2]:
            task = _plan().tasks[STRANGER[0] - 1]
            in_time.append(_row(SentReport(task, STRANGER[1], quarter, DONE, 0), names))
        name = f"00_9_6_季度工作进展_2016-{number}"
        files.append(TaskFile(DEPARTMENT_REPORT, f"{name}.xlsx", in_time, due_at - timedelta(hours=26)))
        if late := [_row(report, names) for report in of_quarter if report.days_late]:
            late_at = due_at - timedelta(hours=14) + timedelta(days=_DAYS_LATE[quarter])
            files.append(TaskFile(DEPARTMENT_REPORT, f"{name}_补报.xlsx", late, late_at))
    return files


def _row(report: SentReport, names: dict[str, str]) -> list[Cell]:
    done = 17 if report.task.ordinal == CONTRADICTED[0] and report.status == DONE else None
    proof = "合成：会议纪要" if report.status == DONE else None
    return [
        report.task.task_id, QUARTERS[report.quarter], names[report.department_id],
        f"合成：第{report.task.ordinal}项{report.status}", report.status, _fields(report), done, proof,
    ]  # fmt: skip


def _fields(report: SentReport) -> str | None:
    """The names of the fields for which the unit is responsible, where the plan divides the task by field."""
    plan = _plan()
    names = {industry.industry_id: industry.name_zh for industry in plan.industries}
    key = (report.task.task_id, report.department_id)
    duties = [duty for duty in plan.duties if (duty.task_id, duty.department_id) == key]
    return "、".join(names[field] for duty in duties for field in duty.industry_ids) or None


def issue_files(seed: int, firms: Firms, periods: Sequence[Period]) -> list[TaskFile]:
    """Five ledgers: each has all issues raised until then as they stood. Small samples have none."""
    last = max(periods, default=None)
    if last is None or len(firms.table) < sum(_ISSUES.values()):
        return []
    files = []
    for day in _LEDGERS:
        if day <= last.end_date:
            rows = list(_issue_rows(seed, firms, day))
            at = datetime(day.year, day.month, day.day, 10, tzinfo=CHINA_TIME)
            files.append(TaskFile(ISSUE_LEDGER, f"00_9_6_问题台账_{day:%Y-%m}.xlsx", rows, at))
    return files


def _issue_rows(seed: int, firms: Firms, day: date) -> Iterable[list[Cell]]:
    number = 0
    for year, count in _ISSUES.items():
        for place in range(count):
            number += 1
            draw = stream(seed, "issues", number)
            raised = date(year, 1, 10) + timedelta(days=place * 280 // count)
            due = raised + timedelta(days=60)
            firm, answering = draw.randrange(len(firms.table)), _ANSWERING[number % len(_ANSWERING)]
            if raised > day:
                continue
            code = f"W{100 + number}"
            yield [
                code, firms.table["credit_code"][firm], firms.table["name"][firm],
                f"合成：{_MATTERS[number % len(_MATTERS)]}", answering, f"样例责任人{number:02}", raised, due,
                *_issue_state(code, due, day),
            ]  # fmt: skip


def _issue_state(code: str, due: date, day: date) -> tuple[str, str]:
    """Settled by its due date, but for those that are overdue; two were settled and came back half a year later."""
    settled = due - timedelta(days=5)
    if code in REOPENED_ISSUES:
        reopened = settled + timedelta(days=250)
        if settled <= day < reopened:
            return "已办结", "合成：已解决"
        if day >= reopened and code not in OVERDUE_ISSUES and day >= reopened + timedelta(days=250):
            return "已办结", "合成：再次解决"
        return "办理中", "合成：问题反复"
    if code in OVERDUE_ISSUES or day < settled:
        return "办理中", "合成：正在协调"
    return "已办结", "合成：已解决"


def task_truths(seed: int, firms: Firms, periods: Sequence[Period]) -> list[dict[str, object]]:
    """What is planted among the reports and issues."""
    quarters = reported_quarters(periods)
    truths: list[dict[str, object]] = []
    if quarters == len(QUARTERS):
        sent = sent_reports(seed, quarters)
        owed = sum(len(task.departments) for task in _plan().tasks) * quarters
        truths.append(
            {
                "id": "task_reports",
                "what": "Reports of every unit on each of its tasks in four quarters: some late, some silent; a unit "
                "that says worse than its lead, a task done and opened again, one done against the evidence, a unit "
                "without a part in the task.",
                "periods": list(QUARTERS),
                "expected": {
                    "owed": owed,
                    "received": len(sent),
                    "late": sum(report.days_late > 0 for report in sent),
                    "silent": owed - len(sent),
                    "contradicted": {"task": CONTRADICTED[0], "by": CONTRADICTED[1]},
                    "taken_back": TAKEN_BACK,
                    "disputed": DISPUTED,
                    "without_duty": {"task": STRANGER[0], "by": STRANGER[1]},
                },
            }
        )
    if len(issue_files(seed, firms, periods)) == len(_LEDGERS):
        truths.append(
            {
                "id": "issues",
                "what": "Issues in five ledgers, most settled in time, some overdue, two settled and come back.",
                "periods": [],
                "expected": {
                    "issues": sum(_ISSUES.values()),
                    "overdue": list(OVERDUE_ISSUES),
                    "reopened": list(REOPENED_ISSUES),
                },
            }
        )
    return truths
