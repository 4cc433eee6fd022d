"""The tasks of the plan at the day of the data: which are overdue, whose, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Number, Origin, decimal
from graph.bulletin.periods import date_text
from graph.bulletin.subjects.growth_rows import marks_of


def read(data: Mapping[str, Any], context: Context) -> Facts:
    nodes = data["taskStates"]["nodes"]
    newest = [row for row in nodes if row["stateDate"] == nodes[0]["stateDate"]]
    rule_sets = ", ".join(sorted({row["ruleSet"] for row in newest}))

    def count(rows: list[Mapping[str, Any]], field_name: str) -> Number:
        return Number(
            Decimal(len(rows)) if newest else None, Kind.COUNT, "NO_SOURCE", origin=Origin(field_name, rule_sets)
        )

    overdue = sorted(
        (row for row in newest if row["timing"] == "OVERDUE"),
        key=lambda row: (-(row["daysOver"] or 0), row["task"]["ordinal"]),
    )
    upcoming = sorted(
        (row for row in newest if row["timing"] == "UPCOMING" and row["effectiveDueDate"]),
        key=lambda row: (row["effectiveDueDate"], row["task"]["ordinal"]),
    )
    return Facts(
        {
            "tasks.date": date_text(newest[0]["stateDate"], context.lang) if newest else "",
            "tasks.count": count(newest, "TaskDayState.taskId"),
            "tasks.overdue": count(overdue, "TaskDayState.timing"),
            "tasks.upcoming": count(upcoming, "TaskDayState.timing"),
            "tasks.closed": count([row for row in newest if row["timing"] == "CLOSED"], "TaskDayState.timing"),
            "tasks.urged": count(
                [row for row in newest if row["escalation"] in {"URGED", "REPORTED_TO_MEETING"}],
                "TaskDayState.escalation",
            ),
            "tasks.disputed": count([row for row in newest if row["state"] == "DISPUTED"], "TaskDayState.state"),
        },
        {
            "tasks.overdue": [_row(row, context) for row in overdue],
            "tasks.upcoming": [_row(row, context) for row in upcoming],
        },
    )


def _row(row: Mapping[str, Any], context: Context) -> Row:
    task = row["task"]
    return {
        "number": str(task["ordinal"]),
        "title": context.name(task, "titleEn"),
        "lead": context.name(task["leadDepartment"]),
        "state": context.label("TaskState", row["state"]),
        "due": row["effectiveDueDate"] or "",
        "days": Number(
            decimal(row["daysOver"]),
            Kind.COUNT,
            marks=marks_of(row),
            origin=Origin("TaskDayState.daysOver", row["ruleSet"], source=context.name(task["document"], "titleEn")),
        ),
        "escalation": context.label("TaskEscalation", row["escalation"]),
    }


_COLUMNS = (
    Column("number", both("序号", "No.")),
    Column("title", both("任务", "Task")),
    Column("lead", both("牵头单位", "Lead unit")),
    Column("state", both("状态", "State")),
    Column("due", both("期限", "Due")),
    Column("days", both("超期天数", "Days over"), Kind.COUNT),
    Column("escalation", both("督办", "Escalation")),
)

TASKS = Subject(
    "tasks",
    {
        "tasks.date": both("任务状态的日期", "the day of the states"),
        "tasks.count": both("任务数", "number of tasks"),
        "tasks.overdue": both("超期任务数", "tasks overdue"),
        "tasks.upcoming": both("未到期任务数", "tasks not yet due"),
        "tasks.closed": both("已办结任务数", "tasks closed"),
        "tasks.urged": both("已催办或报协调会议的任务数", "tasks urged or reported to the meeting"),
        "tasks.disputed": both("有争议的任务数", "tasks whose report is disputed"),
    },
    {
        "tasks.overdue": Table(both("超期任务", "Tasks overdue"), _COLUMNS),
        "tasks.upcoming": Table(both("未到期任务", "Tasks not yet due"), _COLUMNS),
    },
    read,
)
