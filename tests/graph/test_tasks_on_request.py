"""`taskTimings` and `knockOn` on the small snapshot of 16 April 2016: three tasks without reports."""

from __future__ import annotations

from typing import Any

import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service
from warehouse.query.policy import load_policy

TIMINGS = """
query Timings($at: Date, $timing: Due, $days: Int, $unit: ID) {
  taskTimings(at: $at, timing: $timing, days: $days, departmentId: $unit) {
    at count tasks { taskId leadNameZh state timing effectiveDueDate daysOver escalation }
  }
}
"""
KNOCK_ON = """
query Late($subject: ID!, $weeks: Int!) {
  knockOn(subject: $subject, weeks: $weeks) { effects { id state daysLeast daysMost turnsOn leadNameZh } }
}
"""


def ids(service: Service, **variables: Any) -> dict[str, int | None]:
    tasks = service.execute(TIMINGS, **variables).data["taskTimings"]["tasks"]
    return {task["taskId"]: task["daysOver"] for task in tasks}


def test_the_day_is_that_of_the_snapshot_unless_another_is_named(service: Service) -> None:
    answer = service.execute(TIMINGS).data["taskTimings"]

    assert (answer["at"], answer["count"]) == ("2016-04-16", 3)
    assert answer["tasks"][0] == {
        "taskId": "task_02", "leadNameZh": "省发展改革委", "state": "OVERDUE", "timing": "OVERDUE",
        "effectiveDueDate": "2016-02-29", "daysOver": 47, "escalation": "REPORTED_TO_MEETING",
    }  # fmt: skip
    # Before the plan was issued there is no task.
    assert service.execute(TIMINGS, at="2016-02-05").data["taskTimings"]["tasks"] == []


def test_tasks_are_overdue_due_within_days_or_to_come_on_any_day(service: Service) -> None:
    assert ids(service, at="2016-03-15", timing="OVERDUE") == {"task_02": 15}
    assert ids(service, at="2016-03-15", timing="DUE_WITHIN", days=15) == {}
    assert ids(service, at="2016-03-15", timing="DUE_WITHIN", days=16) == {"task_01": -16, "task_03": -16}
    assert ids(service, at="2016-02-10", timing="UPCOMING") == {"task_02": -19, "task_01": -50, "task_03": -50}
    assert ids(service, at="2016-03-15", unit="industry_it") == {"task_02": 15, "task_03": -16}


def test_a_task_that_waits_for_a_late_one_may_be_late(service: Service) -> None:
    effects = service.execute(KNOCK_ON, subject="task_02", weeks=2).data["knockOn"]["effects"]

    assert [tuple(effect.values()) for effect in effects] == [
        ("task_02", "LATE", 14, 14, "2016-03-01", "省发展改革委"),
        ("task_01", "MAY_BE_LATE", 0, 14, "2016-04-01", "省发展改革委"),
    ]


def test_a_state_and_a_delay_say_how_they_come_about(service: Service) -> None:
    ask = """{
      taskTimings { tasks { taskId escalationByRule heldBy explanation { arithmetic ruleSet } } }
      knockOn(subject: "task_02", weeks: 2) { effects { id becauseOf explanation { arithmetic } } }
    }"""
    answer = service.execute(ask).data

    task = answer["taskTimings"]["tasks"][0]
    assert (task["escalationByRule"], task["heldBy"]) == ("REPORTED_TO_MEETING", None)
    assert "days_over: from 2016-02-29 to 2016-04-16" in task["explanation"]["arithmetic"]
    assert task["explanation"]["ruleSet"] == "escalation@1"
    late, waiting = answer["knockOn"]["effects"]
    assert late["explanation"]["arithmetic"].splitlines()[:2] == [
        "finish at least: 2016-02-29 + 7 × 2 = 2016-03-14",
        "days_least: max(0, 2016-03-14 - 2016-02-29) = 14",
    ]
    assert waiting["becauseOf"] == "task_02"
    assert waiting["explanation"]["arithmetic"].splitlines()[2:] == [
        "finish at most: finish of task_02 2016-03-14 + 31 = 2016-04-14",
        "days_most: max(0, 2016-04-14 - 2016-03-31) = 14",
    ]


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        (TIMINGS, {"days": 3}, "INVALID_ARGUMENT"),
        (TIMINGS, {"timing": "DUE_WITHIN"}, "INVALID_ARGUMENT"),
        (TIMINGS, {"timing": "DUE_WITHIN", "days": -1}, "LIMIT_EXCEEDED"),
        (TIMINGS, {"unit": "nobody"}, "INVALID_ARGUMENT"),
        (KNOCK_ON, {"subject": "task_99", "weeks": 1}, "INVALID_ARGUMENT"),
        (KNOCK_ON, {"subject": "task_01", "weeks": 0}, "LIMIT_EXCEEDED"),
        (KNOCK_ON, {"subject": "task_01", "weeks": 521}, "LIMIT_EXCEEDED"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_both_languages(
    service: Service, query: str, variables: dict[str, Any], code: str
) -> None:
    refused = service.execute(query, **variables)

    assert refused.code == code
    assert "中文：" in refused.error["message"]


@pytest.mark.parametrize(("query", "variables"), [(TIMINGS, {}), (KNOCK_ON, {"subject": "task_02", "weeks": 1})])
def test_a_role_that_may_not_read_reports_whole_gets_no_state(
    store: FixedStore, query: str, variables: dict[str, Any]
) -> None:
    policy = load_policy().with_rules("bureau", {"core.task_report_version": None})
    asked = Service(Executor(build_schema(), policy), store, Caller("bureau"))

    assert asked.execute(query, **variables).code == "ACCESS_DENIED"
