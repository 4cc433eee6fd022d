"""Delays and floats by hand, for the 34 rows of 2016."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from warehouse.errors import ContractBroken
from warehouse.measures.tasks.knock_on import Node, PlanGraph, floats, knock_on
from warehouse.rules.plan import load_plans

ISSUED = date(2016, 2, 6)


def gansu() -> PlanGraph:
    plan = next(plan for plan in load_plans() if plan.head.plan_id == "gansu_2016")
    short = {task.task_id: str(task.ordinal) for task in plan.tasks}
    tasks = {
        short[task.task_id]: Node(short[task.task_id], "task", task.due_date or date(2016, 12, 31), ISSUED)
        for task in plan.tasks
    }
    targets = {target.target_id: Node(target.target_id, "target", target.deadline_date) for target in plan.targets}
    needs = [(short[task.task_id], short[needed]) for task in plan.tasks for needed in task.depends_on]
    serves = [(target, short[task.task_id]) for task in plan.tasks for target in task.target_ids]
    return PlanGraph(tasks | targets, needs, serves)


def late(subject: str, weeks: int) -> dict[str, tuple[str, int, int]]:
    return {
        delay.node.node_id: (delay.state, delay.days_least, delay.days_most)
        for delay in knock_on(gansu(), subject, weeks)
        if delay.node.node_id != subject
    }


def test_row_1_has_a_month_after_rows_2_and_3() -> None:
    graph = gansu()

    assert [graph.window(graph.nodes[row]) for row in ("2", "3", "1")] == [24, 24, 31]
    assert graph.start(graph.nodes["1"]) == date(2016, 3, 1)


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [(2, ("may_be_late", 0, 14)), (4, ("may_be_late", 0, 28)), (5, ("late", 4, 35))],
)
def test_row_3_late_moves_row_1_by_no_day_to_all_of_its_weeks(weeks: int, expected: tuple[str, int, int]) -> None:
    assert late("3", weeks) == {"1": expected}


def test_row_19_may_slip_thirteen_weeks_and_not_fourteen() -> None:
    assert late("19", 13) == {}
    assert late("19", 14) == {"gansu_2016_platforms_provincial": ("late", 6, 6)}


def test_row_26_two_weeks_late_misses_three_targets_of_funds() -> None:
    found = knock_on(gansu(), "26", 2)

    assert {delay.node.node_id for delay in found[1:]} == {
        "gansu_2016_guide_fund",
        "gansu_2016_sub_funds_new",
        "gansu_2016_sub_fund_size",
    }
    assert {(delay.days_least, delay.days_most, delay.turns_on) for delay in found} == {(14, 14, date(2017, 1, 1))}


def test_floats_are_those_of_the_calculation_by_hand() -> None:
    found = {(row.end.node_id, row.node.node_id): row for row in floats(gansu())}

    assert [(found["1", row].float_days, found["1", row].is_critical) for row in ("1", "2", "3")] == [(0, True)] * 3
    assert found["gansu_2016_share_2020", "1"].float_days == 1736
    assert found["gansu_2016_share_2020", "3"].float_days == 1736
    assert found["gansu_2016_platforms_provincial", "19"].float_days == 92
    assert found["gansu_2016_key_enterprises_new", "14"].float_days == 0
    assert found["gansu_2016_key_enterprises_2020", "14"].float_days == 1461
    assert {row for end, row in found if end == "gansu_2016_sub_fund_size"} == {"26"}
    # Row 14 is the tighter of the two ways to the 100 firms.
    assert [row for end, row in found if end == "gansu_2016_key_enterprises_2020" and found[end, row].is_critical] == [
        "14"
    ]


def test_a_stated_duration_leaves_no_range_and_what_is_finished_keeps_its_day() -> None:
    nodes = {
        "a": Node("a", "task", date(2016, 3, 10), ISSUED),
        "b": Node("b", "task", date(2016, 3, 31), ISSUED, duration_days=10),
    }
    graph = PlanGraph(nodes, [("b", "a")], [])

    assert [(delay.days_least, delay.days_most) for delay in knock_on(graph, "a", 2)[1:]] == [(3, 3)]
    (row,) = [row for row in floats(graph) if row.node.node_id == "a"]
    assert (row.float_days, row.latest_finish) == (11, date(2016, 3, 21))
    done = PlanGraph(nodes | {"b": replace(nodes["b"], finished=date(2016, 3, 5))}, [("b", "a")], [])
    assert len(knock_on(done, "a", 2)) == 1
    # Late by itself, and not because of the subject.
    late = PlanGraph(nodes | {"b": replace(nodes["b"], finished=date(2016, 4, 9))}, [("b", "a")], [])
    assert len(knock_on(late, "a", 2)) == 1


def test_an_object_that_is_late_takes_its_task_and_its_target_along() -> None:
    nodes = {
        "o": Node("o", "project", date(2016, 12, 20)),
        "t": Node("t", "task", date(2016, 12, 31), ISSUED),
        "g": Node("g", "target", date(2017, 1, 5)),
    }
    graph = PlanGraph(nodes, [], [("t", "o"), ("g", "t")])

    assert [(delay.node.node_id, delay.days_most) for delay in knock_on(graph, "o", 3)] == [
        ("o", 21),
        ("t", 10),
        ("g", 5),
    ]


def test_a_circle_is_refused_by_name() -> None:
    nodes = {name: Node(name, "task", date(2016, 3, 31), ISSUED) for name in "ab"}

    with pytest.raises(ContractBroken, match=r"a → b|b → a"):
        knock_on(PlanGraph(nodes, [("a", "b"), ("b", "a")], []), "a", 1)


def test_a_task_is_not_finished_before_its_checkpoints_and_the_cause_is_named() -> None:
    """A checkpoint of 30 June, 27 weeks late: 5 January, five days after the year in which its task ends."""
    june, year_end = date(2016, 6, 30), date(2016, 12, 31)
    nodes = {"t": Node("t", "task", year_end, ISSUED), "t/2016-06-30": Node("t/2016-06-30", "checkpoint", june)}
    graph = PlanGraph(nodes, [], [("t", "t/2016-06-30")])

    assert [delay.node.node_id for delay in knock_on(graph, "t/2016-06-30", 26)] == ["t/2016-06-30"]
    point, task = knock_on(graph, "t/2016-06-30", 27)
    assert (point.days_most, point.most.cause) == (189, None)
    assert (task.state, task.days_least, task.most.day, task.most.cause) == (
        "late",
        5,
        date(2017, 1, 5),
        "t/2016-06-30",
    )


def test_a_delay_names_what_it_waits_for_and_the_days_that_it_takes_after_it() -> None:
    found = {delay.node.node_id: delay for delay in knock_on(gansu(), "3", 5)}

    assert (found["1"].least.cause, found["1"].least.duration, found["1"].least.day) == ("3", 0, date(2016, 4, 4))
    assert (found["1"].most.cause, found["1"].most.duration, found["1"].most.day) == ("3", 31, date(2016, 5, 5))
