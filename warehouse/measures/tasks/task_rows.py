"""Tasks on a day as rows of tables: states, checkpoints, scorecards and floats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from warehouse.domain.period import parse_period
from warehouse.measures.reason import Reason
from warehouse.measures.tasks.evidence import READS as EVIDENCE_READS
from warehouse.measures.tasks.evidence import task_evidence
from warehouse.measures.tasks.knock_on import Node, PlanGraph, floats
from warehouse.measures.tasks.scorecard import COUNTS, scorecards
from warehouse.measures.tasks.states import (
    OF_ESCALATIONS,
    OF_TASKS,
    Escalation,
    TaskBook,
    TaskState,
    quarters_of,
    task_states,
)
from warehouse.rules.rule_sets import RuleSet

Tables = Mapping[str, pl.DataFrame]
Rules = Sequence[RuleSet[Escalation]]

BOOK_READS = (
    "core.task",
    "core.document",
    "core.task_department",
    "core.task_industry",
    "core.department_member",
    "core.task_checkpoint",
    "core.task_report",
    "core.task_report_version",
    "core.reporting_exemption",
)
STATE_READS = tuple(dict.fromkeys((*BOOK_READS, *EVIDENCE_READS)))
GRAPH_READS = (
    "core.task", "core.task_dependency", "core.target_task", "core.target", "core.task_object", "core.document",
    "core.project_milestone", "core.task_checkpoint",
)  # fmt: skip

BOOK_NEEDED: Mapping[str, str] = {
    "core.task_report": "select distinct quarter, due_date from core.task_report",
    "core.task_report_version": (
        "select task_id, department_id, quarter, received_at, progress_status, is_synthetic"
        " from core.task_report_version"
    ),
    "core.reporting_exemption": (
        "select exemption_id, subject_id, form_id, first_period, last_period, reason, decided_by"
        f" from core.reporting_exemption where form_id in ('{OF_TASKS}', '{OF_ESCALATIONS}')"
    ),
    "core.project_milestone": (
        "select project_id, max(planned_date) as planned_date from core.project_milestone group by all"
    ),
}
"""What a request reads of reports, decisions and milestones."""

_STATE_COLUMNS: dict[str, pl.DataType] = {
    "task_id": pl.String(),
    "is_synthetic": pl.Boolean(),
    "state_date": pl.Date(),
    "state": pl.String(),
    "timing": pl.String(),
    "effective_due_date": pl.Date(),
    "days_over": pl.Int32(),
    "newest_report_date": pl.Date(),
    "done_date": pl.Date(),
    "escalation": pl.String(),
    "escalation_by_rule": pl.String(),
    "held_until_date": pl.Date(),
    "held_by": pl.String(),
    "held_reason": pl.String(),
    "contradicted_by": pl.String(),
    "contradicted_count": pl.Int32(),
    "evidence_got": pl.Int32(),
    "evidence_due": pl.Int32(),
    "evidence_reason": pl.String(),
    "reports_missing": pl.Int32(),
    "quarters_behind": pl.Int32(),
    "rule_set": pl.String(),
}


def states_at(tables: Tables, at: date, rules: Rules) -> list[TaskState]:
    return task_states(TaskBook(tables, rules), at, task_evidence(tables, at))


def state_rows(tables: Tables, at: date, rules: Rules) -> pl.DataFrame:
    """mart.task_state: each task on that day."""
    has_evidence = set(tables["core.task"].filter(pl.col("evidence_kind").is_not_null())["task_id"])
    rows = [
        {
            "task_id": state.task_id,
            "is_synthetic": state.is_synthetic,
            "state_date": at,
            "state": state.state,
            "timing": state.timing,
            "effective_due_date": state.effective_due,
            "days_over": state.days if state.timing != "closed" else None,
            "newest_report_date": state.state_since,
            "done_date": state.done_date,
            "escalation": state.escalation,
            "escalation_by_rule": state.rung,
            "held_until_date": state.hold.until if state.hold else None,
            "held_by": state.hold.by if state.hold else None,
            "held_reason": state.hold.reason if state.hold else None,
            "contradicted_by": ", ".join(state.contradicted_by) or None,
            "contradicted_count": len(state.contradicted_by),
            "evidence_got": state.evidence.got if state.evidence else None,
            "evidence_due": state.evidence.due if state.evidence else None,
            "evidence_reason": (
                Reason.NO_SOURCE.value if state.evidence is None and state.task_id in has_evidence else None
            ),
            "reports_missing": state.reports_missing,
            "quarters_behind": state.quarters_behind,
            "rule_set": state.rule_set,
        }
        for state in states_at(tables, at, rules)
    ]
    return pl.DataFrame(rows, schema=_STATE_COLUMNS, orient="row")


def checkpoint_rows(tables: Tables, at: date, rules: Rules) -> pl.DataFrame:
    """mart.task_checkpoint: each day within a task without a due date, and whether it was reached."""
    schema: dict[str, pl.DataType] = {
        "task_id": pl.String(), "checkpoint_date": pl.Date(), "is_synthetic": pl.Boolean(), "title_zh": pl.String(),
        "title_en": pl.String(), "is_default": pl.Boolean(), "is_reached": pl.Boolean(), "is_missed": pl.Boolean(),
        "state_date": pl.Date(), "rule_set": pl.String(),
    }  # fmt: skip
    rows = [
        {
            "task_id": state.task_id, "checkpoint_date": point.day, "is_synthetic": state.is_synthetic,
            "title_zh": point.title_zh, "title_en": point.title_en, "is_default": point.is_default,
            "is_reached": point.is_reached, "is_missed": point.is_passed and not point.is_reached,
            "state_date": at, "rule_set": state.rule_set,
        }
        for state in states_at(tables, at, rules)
        for point in state.checkpoints
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def scorecard_rows(tables: Tables, at: date, rules: Rules) -> pl.DataFrame:
    """mart.department_scorecard."""
    book = TaskBook(tables, rules)
    states = task_states(book, at, task_evidence(tables, at))
    rule_sets = {state.is_synthetic: state.rule_set for state in states}
    names = ("duties", *COUNTS, "reports_owed", "reports_on_time", "reports_late", "reports_missing")
    schema: dict[str, pl.DataType] = {
        "department_id": pl.String(), "year": pl.Int32(), "role": pl.String(), "is_synthetic": pl.Boolean(),
        **{name: pl.Int32() for name in names}, "days_late_median": pl.Decimal(38, 1), "reason": pl.String(),
        "state_date": pl.Date(), "rule_set": pl.String(),
    }  # fmt: skip
    rows = [
        {
            "department_id": card.department_id, "year": card.year, "role": card.role,
            "is_synthetic": card.is_synthetic, "duties": card.duties, **card.counts,
            "reports_owed": card.reports_owed, "reports_on_time": card.reports_on_time,
            "reports_late": card.reports_late, "reports_missing": card.reports_missing,
            "days_late_median": card.days_late_median,
            "reason": Reason.NOTHING_LATE.value if card.days_late_median is None else None,
            "state_date": at, "rule_set": rule_sets[card.is_synthetic],
        }
        for card in scorecards(book, states, at)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def plan_graph(tables: Tables, finished: Mapping[str, date] | None = None) -> PlanGraph:
    """What waits for what in the plans: tasks with the checkpoints within them, the targets that they serve and the
    projects that they are about.

    A project is finished on the latest planned day of its milestones; without one it cannot be late here. A task is not
    finished before its checkpoints are: those that the plan states, else the ends of its quarters.
    """
    done = finished or {}
    issued = dict(tables["core.document"].select("document_id", "issued_date").rows())
    nodes: dict[str, Node] = {}
    parts: list[tuple[str, str]] = []
    for task in tables["core.task"].rows(named=True):
        day = issued.get(task["document_id"])
        due = task["due_date"] or (date(day.year, 12, 31) if day else None)
        if due is not None:
            task_id = task["task_id"]
            nodes[task_id] = Node(task_id, "task", due, day, task["duration_days"], done.get(task_id))
            if task["due_date"] is None:
                for point in _checkpoint_days(tables["core.task_checkpoint"], task_id, day):
                    name = checkpoint_id(task_id, point)
                    nodes[name] = Node(name, "checkpoint", point, finished=done.get(name))
                    parts.append((task_id, name))
    for target_id, deadline in tables["core.target"].select("target_id", "deadline_date").rows():
        nodes[target_id] = Node(target_id, "target", deadline)
    planned = tables["core.project_milestone"].group_by("project_id").agg(pl.col("planned_date").max())
    for project_id, day in planned.rows():
        if day is not None:
            nodes[project_id] = Node(project_id, "project", day)
    needs = tables["core.task_dependency"].select("task_id", "needed_task_id").rows()
    parts += tables["core.target_task"].select("target_id", "task_id").rows()
    of_project = tables["core.task_object"].filter(pl.col("object_kind") == "project")
    parts += of_project.select("task_id", "object_id").rows()
    return PlanGraph(
        nodes,
        [pair for pair in needs if set(pair) <= nodes.keys()],
        [pair for pair in parts if set(pair) <= nodes.keys()],
    )


def checkpoint_id(task_id: str, day: date) -> str:
    """The name of a checkpoint in the network."""
    return f"{task_id}/{day}"


def _checkpoint_days(stated: pl.DataFrame, task_id: str, issued: date | None) -> list[date]:
    own = stated.filter(pl.col("task_id") == task_id)["checkpoint_date"].sort().to_list()
    return own or ([] if issued is None else [parse_period(name).end_date for name in quarters_of(issued)])


def float_rows(tables: Tables) -> pl.DataFrame:
    """mart.plan_float: how many days each task may slip before an end that waits for it moves."""
    schema: dict[str, pl.DataType] = {
        "plan_float_id": pl.String(), "end_kind": pl.String(), "end_target_id": pl.String(),
        "end_task_id": pl.String(), "task_id": pl.String(), "start_date": pl.Date(), "due_date": pl.Date(),
        "window_days": pl.Int32(), "latest_finish_date": pl.Date(), "float_days": pl.Int32(),
        "is_critical": pl.Boolean(),
    }  # fmt: skip
    rows = [
        {
            "plan_float_id": f"{row.end.node_id}/{row.node.node_id}",
            "end_kind": row.end.kind,
            "end_target_id": row.end.node_id if row.end.kind == "target" else None,
            "end_task_id": row.end.node_id if row.end.kind == "task" else None,
            "task_id": row.node.node_id,
            "start_date": row.start,
            "due_date": row.node.due,
            "window_days": row.window_days,
            "latest_finish_date": row.latest_finish,
            "float_days": row.float_days,
            "is_critical": row.is_critical,
        }
        for row in floats(plan_graph(tables))
    ]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("end_kind", "plan_float_id")
