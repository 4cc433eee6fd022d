"""The root fields `taskTimings`, tasks on any day, and `knockOn`, what moves if something is late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any

import polars as pl
import strawberry

from graph.computed.declare import computed, described, optional, required
from graph.declare.descriptions import both
from graph.declare.explained import ExplanationText
from graph.declare.words import closed, word
from graph.execution.execution import ResolverContext
from graph.execution.operation import InputRows
from graph.types.vocabulary.plan import TaskEscalation, TaskState, TaskTiming
from warehouse.catalog.catalog import load_catalog
from warehouse.domain.moment import day_in_china
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.measures.explanations import definition_of, explain_row
from warehouse.measures.tasks.evidence import NEEDED as EVIDENCE_NEEDED
from warehouse.measures.tasks.knock_on import Delay, PlanGraph, knock_on
from warehouse.measures.tasks.states import Escalation
from warehouse.measures.tasks.task_rows import (
    BOOK_NEEDED,
    GRAPH_READS,
    STATE_READS,
    checkpoint_id,
    plan_graph,
    state_rows,
    states_at,
)
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

MOST_WEEKS = 520
MOST_DAYS = 3660


@strawberry.type(description=both("A task on a day.", "某日的任务状态"))
class TaskOnDay:
    task_id: strawberry.ID = described("Task.", "任务标识")
    ordinal: int = described("Number in the task table.", "序号")
    title_zh: str = described("Chinese title.", "标题")
    title_en: str = described("English title.", "英文标题")
    lead_department_id: strawberry.ID = described("Lead unit.", "牵头单位标识")
    lead_name_zh: str = described("Its Chinese name.", "牵头单位")
    lead_name_en: str = described("Its English name.", "牵头单位英文名称")
    is_synthetic: bool = described("Whether the reports are generated.", "是否为合成数据")
    state: TaskState = described("State.", "状态")
    timing: TaskTiming = described("Whether the day that counts is over.", "是否逾期")
    effective_due_date: date | None = described("The day that counts.", "实际期限")
    days_over: int | None = described("Days over it; below 0: left.", "逾期天数，负数为剩余")
    newest_report_date: date | None = described("Arrival of the lead's newest report.", "牵头单位最新报告日期")
    done_date: date | None = described("Day since which all leads say done.", "完成日期")
    escalation: TaskEscalation = described("Rung of escalation.", "督办层级")
    escalation_by_rule: TaskEscalation = described("Rung by the rules, while a person holds it.", "按规则的督办层级")
    held_until_date: date | None = described("Last day on which a person holds it.", "暂缓截止日")
    held_by: str | None = described("Who holds it.", "决定暂缓的人")
    held_reason: str | None = described("Why.", "暂缓理由")
    contradicted_by: list[str] = described("Units that say worse than the lead.", "说法更差的配合单位")
    evidence_got: int | None = described("What registers show as done.", "佐证已达数")
    evidence_due: int | None = described("What there has to be.", "佐证应达数")
    reports_missing: int = described("Reports of the lead missing running.", "连续未报季数")
    rule_set: str = described("Rule set of the escalation.", "规则集")
    explanation: ExplanationText = described("How the state comes about.", "状态判定说明")


@strawberry.type(description=both("Tasks on a day, from what was known then.", "某日的任务情况，以当时所知为准"))
class TaskTimings:
    at: date = described("The day.", "日期")
    count: int = described("How many tasks these are.", "任务数")
    tasks: list[TaskOnDay] = described("The tasks, the most overdue first.", "任务，逾期最久者在前")


@closed("Which tasks.", "任务范围")
class Due(Enum):
    OVERDUE = word("overdue", "Over and not reached.", "逾期")
    DUE_WITHIN = word("due_within", "Due within `days`.", "days 天内到期")
    UPCOMING = word("upcoming", "Still to come.", "未到期")


def _resolve_timings(context: ResolverContext, arguments: Mapping[str, Any]) -> TaskTimings:
    wanted, days = arguments.get("timing"), arguments.get("days")
    if (wanted is not None and wanted.value == "due_within") != (days is not None):
        raise InvalidArgument("'days' goes with DUE_WITHIN, and only with it.", zh="days 与 DUE_WITHIN 须同时使用。")
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise LimitExceeded(f"'days' is {days}; it may be 0 to {MOST_DAYS}.", zh=f"days 须为 0 至 {MOST_DAYS}。")
    frames = context.read_inputs("taskTimings", _rests_on(), _inputs())
    at = _day(frames, arguments)
    rows = state_rows(frames, at, _escalation())
    if wanted is not None:
        rows = rows.filter(_is_wanted(wanted.value, days))
    if arguments.get("department_id") is not None:
        rows = rows.join(_tasks_of(frames, arguments["department_id"]), on="task_id", how="semi")
    names = dict(frames["core.department"].select("department_id", pl.struct("name_zh", "name_en")).rows())
    facts = {row["task_id"]: row for row in frames["core.task"].rows(named=True)}
    ordered = sorted(
        rows.rows(named=True),
        key=lambda row: (row["timing"] != "overdue", -(row["days_over"] or 0), facts[row["task_id"]]["ordinal"]),
    )
    return TaskTimings(at=at, count=len(ordered), tasks=[_on_day(row, facts[row["task_id"]], names) for row in ordered])


def _day(frames: Mapping[str, pl.DataFrame], arguments: Mapping[str, Any]) -> date:
    """The requested day, or that of the snapshot in China."""
    asked: date | None = arguments.get("at")
    return asked or day_in_china(frames["core.snapshot"]["as_of"][0])


def _escalation() -> tuple[RuleSet[Escalation], ...]:
    return load_rule_sets("escalation@*.toml", Escalation)


def _rests_on() -> tuple[str, ...]:
    """The tables that a caller has to see whole. Decisions that a task is moot are in its state for everybody."""
    catalog = load_catalog()
    return tuple(key for key in (*STATE_READS, "core.department") if catalog.table(key).access_class != "closed")


def _inputs(*more: str) -> dict[str, InputRows]:
    """The lists of the plan whole, and of what grows with firms and months only what is needed."""
    needed = {**EVIDENCE_NEEDED, **BOOK_NEEDED}
    tables = (*STATE_READS, "core.department", "core.snapshot", *more)
    return {key: InputRows(needed.get(key, f"select * from {key}")) for key in tables}


def _is_wanted(timing: str, days: int | None) -> pl.Expr:
    if timing == "due_within":
        return (pl.col("timing") == "upcoming") & (pl.col("days_over") >= -(days or 0))
    return pl.col("timing") == timing


def _tasks_of(frames: Mapping[str, pl.DataFrame], department_id: str) -> pl.DataFrame:
    if frames["core.department"].filter(pl.col("department_id") == department_id).is_empty():
        raise InvalidArgument(
            f"There is no unit '{department_id[:40]}'.", zh=f"没有标识为“{department_id[:40]}”的单位。"
        )
    return frames["core.task_department"].filter(pl.col("department_id") == department_id)


def _on_day(row: Mapping[str, Any], task: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> TaskOnDay:
    lead = names[task["lead_department_id"]]
    same = (
        "held_until_date",
        "held_by",
        "held_reason",
        "effective_due_date",
        "days_over",
        "newest_report_date",
        "done_date",
        "evidence_got",
        "evidence_due",
    )
    against = [names[name]["name_zh"] for name in (row["contradicted_by"] or "").split(", ") if name]
    return TaskOnDay(
        task_id=task["task_id"],
        ordinal=task["ordinal"],
        title_zh=task["title_zh"],
        title_en=task["title_en"],
        lead_department_id=task["lead_department_id"],
        lead_name_zh=lead["name_zh"],
        lead_name_en=lead["name_en"],
        is_synthetic=row["is_synthetic"],
        state=TaskState(row["state"]),
        timing=TaskTiming(row["timing"]),
        escalation=TaskEscalation(row["escalation"]),
        escalation_by_rule=TaskEscalation(row["escalation_by_rule"]),
        explanation=ExplanationText(**explain_row("mart.task_state", row)),
        contradicted_by=against,
        reports_missing=row["reports_missing"],
        rule_set=row["rule_set"],
        **{name: row[name] for name in same},
    )


TASK_TIMINGS = computed(
    TaskTimings,
    _resolve_timings,
    [
        optional("at", date, "The day; that of the snapshot by default.", "日期，默认快照当日"),
        optional("timing", Due, "Which tasks; all by default.", "范围，默认全部"),
        optional("days", int, f"With DUE_WITHIN: how many days, at most {MOST_DAYS}.", "DUE_WITHIN 的天数"),
        optional("department_id", strawberry.ID, "Only tasks in which this unit has a part.", "仅该单位承担的任务"),
    ],
    "Tasks on any day: state, what is overdue, due or to come, escalation, who contradicts the lead.",
    "任一日的任务：状态、逾期与到期、督办层级、说法不一的单位",
)


@closed("What is late.", "延误类别")
class DelayState(Enum):
    LATE = word("late", "Late in any case.", "必然延误")
    MAY_BE_LATE = word("may_be_late", "Late unless the work takes less than its window.", "可能延误")


@closed("Kind of a node of the plan.", "对象类别")
class PlanNodeKind(Enum):
    TASK = word("task", "A task.", "任务")
    CHECKPOINT = word("checkpoint", "A day within a task: its id is the task's and the day.", "任务时间节点")
    TARGET = word("target", "A target.", "目标")
    PROJECT = word("project", "A project.", "项目")


@strawberry.type(description=both("Something that moves.", "受影响的对象"))
class KnockOnEffect:
    kind: PlanNodeKind = described("Kind.", "类别")
    id: strawberry.ID = described("Its id.", "标识")
    title_zh: str = described("Chinese title.", "标题")
    title_en: str | None = described("English title.", "英文标题")
    lead_department_id: strawberry.ID | None = described("Lead unit, of a task.", "牵头单位标识")
    lead_name_zh: str | None = described("Its Chinese name.", "牵头单位")
    due_date: date = described("Day that it is due.", "期限")
    days_least: int = described("Days late at least.", "至少延误天数")
    days_most: int = described("Days late at most.", "至多延误天数")
    state: DelayState = described("Whether it is late in any case.", "延误判断")
    turns_on: date = described("First day on which it is late.", "转为延误的日期")
    because_of: strawberry.ID | None = described("What makes it late at most; null for the subject.", "导致延误的前项")
    explanation: ExplanationText = described("How the days come about.", "计算说明")


@strawberry.type(
    name="KnockOn",
    description=both(
        "What moves if a task, project or target is late. Plans state no durations: a task that waits may take no day"
        " or its whole window.",
        "某项延误的连带影响。方案未定工期，故后续任务所需天数取零至整个窗口",
    ),
)
class KnockOnResult:
    subject: strawberry.ID = described("What is late.", "延误对象")
    weeks: int = described("By so many weeks.", "延误周数")
    at: date = described("What was finished by this day keeps its own.", "截至日期，此前已完成者不变")
    effects: list[KnockOnEffect] = described("The subject, then what moves with it.", "延误对象及其影响")


def _resolve_knock_on(context: ResolverContext, arguments: Mapping[str, Any]) -> KnockOnResult:
    subject, weeks = arguments["subject"], arguments["weeks"]
    if not 1 <= weeks <= MOST_WEEKS:
        raise LimitExceeded(f"'weeks' is {weeks}; it may be 1 to {MOST_WEEKS}.", zh=f"weeks 须为 1 至 {MOST_WEEKS}。")
    more = (*GRAPH_READS, "core.project")
    frames = context.read_inputs(
        "knockOn",
        tuple(dict.fromkeys((*_rests_on(), *more))),
        _inputs(*more),
    )
    at = _day(frames, arguments)
    finished: dict[str, date] = {}
    # Real reports before synthetic ones, where there are both.
    for state in sorted(states_at(frames, at, _escalation()), key=lambda state: not state.is_synthetic):
        done = state.done_date if state.state == "done" else None
        if done is not None:
            finished[state.task_id] = done
        reached = (point.day for point in state.checkpoints if point.is_reached or done is not None)
        finished |= {checkpoint_id(state.task_id, day): day for day in reached}
    graph = plan_graph(frames, {name: day for name, day in finished.items() if name != subject})
    if subject not in graph.nodes:
        raise InvalidArgument(
            f"There is no task, checkpoint, target or dated project '{subject[:40]}'.",
            "A checkpoint is a task and a day, as in TASK/2016-06-30. A project needs a planned day: one of its"
            " milestones.",
            zh=f"没有标识为“{subject[:40]}”的任务、时间节点、目标或有计划日期的项目。时间节点写作“任务标识/2016-06-30”。",
        )
    named = _titles(frames, graph)
    effects = [
        KnockOnEffect(
            kind=PlanNodeKind(delay.node.kind),
            id=strawberry.ID(delay.node.node_id),
            due_date=delay.node.due,
            days_least=delay.days_least,
            days_most=delay.days_most,
            state=DelayState(delay.state),
            turns_on=delay.turns_on,
            because_of=strawberry.ID(delay.most.cause) if delay.most.cause else None,
            explanation=_explained(delay, graph, subject, weeks),
            **named[delay.node.node_id],
        )
        for delay in knock_on(graph, subject, weeks)
    ]
    return KnockOnResult(subject=subject, weeks=weeks, at=at, effects=effects)


def _explained(delay: Delay, graph: PlanGraph, subject: str, weeks: int) -> ExplanationText:
    """How the days of an effect come about."""
    node = delay.node
    lines = []
    for name, finish, days in (("least", delay.least, delay.days_least), ("most", delay.most, delay.days_most)):
        if finish.cause is None:
            how = f"{node.due} + 7 × {weeks}" if node.node_id == subject and days else str(node.due)
        elif finish.duration is None:
            how = f"finish of {finish.cause}"
        else:
            how = f"finish of {finish.cause} {finish.day - timedelta(days=finish.duration)} + {finish.duration}"
        lines += [
            f"finish at {name}: {how} = {finish.day}",
            f"days_{name}: max(0, {finish.day} - {node.due}) = {days}",
        ]
    inputs = [
        f"due_date = {node.due}",
        f"window_days = {graph.window(node)}",
        f"waits for = {graph.before(node.node_id)}",
    ]
    return ExplanationText(
        definition=definition_of("knock_on"),
        rule_set="",
        inputs="\n".join(line for line in inputs if not line.endswith(("None", "[]"))),
        arithmetic="\n".join(lines),
    )


def _titles(frames: Mapping[str, pl.DataFrame], graph: PlanGraph) -> dict[str, dict[str, Any]]:
    """Titles and lead of every node, by its id."""
    none = {"lead_department_id": None, "lead_name_zh": None}
    names = dict(frames["core.department"].select("department_id", "name_zh").rows())
    found: dict[str, dict[str, Any]] = {}
    for table, key, zh, en in (
        ("core.target", "target_id", "title_zh", "title_en"),
        ("core.project", "project_id", "name_zh", "name_en"),
    ):
        for row in frames[table].rows(named=True):
            found[row[key]] = {"title_zh": row[zh], "title_en": row[en], **none}
    for row in frames["core.task"].rows(named=True):
        lead = row["lead_department_id"]
        found[row["task_id"]] = {
            "title_zh": row["title_zh"], "title_en": row["title_en"],
            "lead_department_id": lead, "lead_name_zh": names.get(lead),
        }  # fmt: skip
    for name, node in graph.nodes.items():
        if node.kind == "checkpoint":
            task = found[name.rpartition("/")[0]]
            titles = {
                "title_zh": f"{task['title_zh']}（{node.due}节点）",
                "title_en": f"{task['title_en']}, by {node.due}",
            }
            found[name] = task | titles
    return found


KNOCK_ON = computed(
    KnockOnResult,
    _resolve_knock_on,
    [
        required(
            "subject",
            strawberry.ID,
            "Task, checkpoint, project or target that is late.",
            "延误的任务、节点、项目或目标",
        ),
        required("weeks", int, f"Weeks that it is late, 1 to {MOST_WEEKS}.", "延误周数"),
        optional(
            "at",
            date,
            "What was finished by this day keeps its own; that of the snapshot by default.",
            "日期，默认快照当日",
        ),
    ],
    "What turns late if something is late: whose, when and by how many days.",
    "连带延误：某项延误后哪些任务与目标何时转为延误",
)
