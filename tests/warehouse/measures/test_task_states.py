"""States of small tasks on days, by hand: one rule at a time, on tables of a few rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest

from warehouse.measures.tasks.evidence import Evidence
from warehouse.measures.tasks.scorecard import scorecards
from warehouse.measures.tasks.states import Escalation, TaskBook, TaskState, task_states, worst
from warehouse.rules.rule_sets import load_rule_sets

RULES = load_rule_sets("escalation@*.toml", Escalation)
DUE = {"2016-Q1": date(2016, 4, 7), "2016-Q2": date(2016, 7, 7), "2016-Q3": date(2016, 10, 7)}


def book(
    *reports: tuple[str, str, str, str, str],
    due: date | None = date(2016, 5, 31),
    split: tuple[str, ...] = (),
    members: tuple[str, ...] = (),
    checkpoints: tuple[date, ...] = (),
    moot: str | None = None,
    held: tuple[tuple[str, str], ...] = (),
) -> TaskBook:
    """One task of the lead `a` with the unit `b`. Reports are task, quarter, unit, status and the day of arrival."""
    group = "g" if members else "a"
    return TaskBook(
        {
            "core.document": pl.DataFrame({"document_id": ["d"], "issued_date": [date(2016, 2, 6)]}),
            "core.task": pl.DataFrame(
                {"task_id": ["t"], "document_id": ["d"], "ordinal": [1], "due_date": [due]},
                schema_overrides={"due_date": pl.Date},
            ),
            "core.task_department": pl.DataFrame(
                {"task_id": ["t", "t"], "ordinal": [1, 2], "department_id": [group, "b"]}
            ),
            "core.task_industry": pl.DataFrame(
                {"task_id": ["t"] * len(split), "department_id": list(split)},
                schema={"task_id": pl.String, "department_id": pl.String},
            ),
            "core.department_member": pl.DataFrame(
                {"department_id": ["g"] * len(members), "member_id": list(members)},
                schema={"department_id": pl.String, "member_id": pl.String},
            ),
            "core.task_checkpoint": pl.DataFrame(
                {
                    "task_id": ["t"] * len(checkpoints),
                    "checkpoint_date": list(checkpoints),
                    "title_zh": ["节点"] * len(checkpoints),
                    "title_en": ["point"] * len(checkpoints),
                },
                schema={"task_id": pl.String, "checkpoint_date": pl.Date, "title_zh": pl.String, "title_en": pl.String},
            ),
            "core.task_report": pl.DataFrame({"quarter": list(DUE), "due_date": list(DUE.values())}),
            "core.task_report_version": pl.DataFrame(
                [
                    (task, quarter, unit, status, datetime.fromisoformat(f"{day} 04:00"), True)
                    for task, quarter, unit, status, day in reports
                ],
                schema={
                    "task_id": pl.String, "quarter": pl.String, "department_id": pl.String,
                    "progress_status": pl.String, "received_at": pl.Datetime, "is_synthetic": pl.Boolean,
                },
                orient="row",
            ),
            "core.reporting_exemption": pl.DataFrame(
                [("X1", "t", "task", moot, "2016-12", "board never opened", "lead group")] * (moot is not None)
                + [(f"X{n}", "t", "escalation", *days, f"reason {n}", f"person {n}") for n, days in enumerate(held, 2)],
                schema=["exemption_id", "subject_id", "form_id", "first_period", "last_period", "reason", "decided_by"],
                orient="row",
            ),
        },
        RULES,
    )  # fmt: skip


def on(day: str, tasks: TaskBook, evidence: Evidence | None = None) -> TaskState:
    at = date.fromisoformat(day)
    found = {("t", kind): evidence for kind in tasks.kinds if evidence is not None}
    (state,) = task_states(tasks, at, found)
    return state


DONE = ("t", "2016-Q1", "a", "done", "2016-04-05")
BEHIND = ("t", "2016-Q2", "a", "behind", "2016-07-05")
MET, UNMET = Evidence("direct_power", 58, 58), Evidence("direct_power", 56, 58)


def test_a_report_counts_from_the_day_on_which_it_came() -> None:
    tasks = book(DONE)

    assert (on("2016-04-04", tasks).state, on("2016-04-05", tasks).state) == ("not_begun", "done")


def test_silence_of_the_lead_is_a_state_after_the_last_day_for_its_report() -> None:
    tasks = book(("t", "2016-Q1", "b", "on_schedule", "2016-04-05"))

    assert [on(day, tasks).state for day in ("2016-04-07", "2016-04-08")] == ["not_begun", "no_report"]


def test_a_later_behind_opens_a_done_task_again_and_it_is_overdue() -> None:
    tasks = book(DONE, BEHIND)

    assert (on("2016-06-30", tasks).state, on("2016-07-06", tasks).state) == ("done", "overdue")


def test_the_day_after_the_due_day_a_task_is_overdue() -> None:
    tasks = book(("t", "2016-Q1", "a", "on_schedule", "2016-04-05"))
    before, after = on("2016-05-31", tasks), on("2016-06-01", tasks)

    assert (before.state, before.timing, before.days) == ("on_schedule", "upcoming", 0)
    assert (after.state, after.timing, after.days) == ("overdue", "overdue", 1)


@pytest.mark.parametrize(
    ("evidence", "reports", "state"),
    [
        (MET, (DONE,), "done"),
        (UNMET, (DONE,), "disputed"),
        (MET, (), "done_by_evidence"),
        (UNMET, (), "no_report"),
        (None, (DONE,), "done"),
    ],
)
def test_evidence_speaks_for_or_against_what_the_lead_says(
    evidence: Evidence | None, reports: tuple[Any, ...], state: str
) -> None:
    assert on("2016-05-01", book(*reports), evidence).state == state


def test_what_the_evidence_shows_as_done_is_not_overdue() -> None:
    found = on("2016-06-10", book(), MET)

    assert (found.state, found.timing, found.escalation) == ("done_by_evidence", "closed", "noticed")


def test_a_moot_task_is_closed_from_the_month_of_the_decision() -> None:
    tasks = book(moot="2016-05")

    assert on("2016-04-30", tasks).state == "no_report"
    assert (on("2016-05-01", tasks).state, on("2016-05-01", tasks).escalation) == ("moot", "closed")


def test_a_divided_task_is_done_when_all_its_parts_are_and_else_as_its_worst_part() -> None:
    other = ("t", "2016-Q1", "b", "behind", "2016-04-06")

    assert on("2016-04-10", book(DONE, split=("a", "b"))).state == "no_report"
    assert on("2016-04-10", book(DONE, other, split=("a", "b"))).state == "behind"
    assert on("2016-04-10", book(DONE, (*other[:3], "done", "2016-04-06"), split=("a", "b"))).state == "done"


def test_a_group_that_names_its_members_is_as_its_worst_member() -> None:
    tasks = book(DONE, members=("a", "c"))

    assert (tasks.leads("t"), on("2016-04-10", tasks).state) == (["a", "c"], "no_report")


def test_a_member_that_says_worse_than_the_lead_contradicts_it_and_its_silence_does_not() -> None:
    said = book(DONE, ("t", "2016-Q1", "b", "behind", "2016-04-06"))

    assert (on("2016-04-10", said).state, on("2016-04-10", said).contradicted_by) == ("done", ("b",))
    assert on("2016-04-10", book(DONE)).contradicted_by == ()
    assert on("2016-04-10", book(("t", "2016-Q1", "a", "behind", "2016-04-05"),
                                 ("t", "2016-Q1", "b", "done", "2016-04-05"))).contradicted_by == ()  # fmt: skip


def test_the_quarter_ends_are_the_checkpoints_of_a_task_of_the_whole_year() -> None:
    tasks = book(("t", "2016-Q1", "a", "on_schedule", "2016-04-05"), due=None)
    april, july = on("2016-04-08", tasks), on("2016-07-08", tasks)

    # The second is judged when its report is due, not on the last day of June.
    assert [(point.day, point.is_reached, point.is_passed) for point in on("2016-07-05", tasks).checkpoints[:2]] == [
        (date(2016, 3, 31), True, True),
        (date(2016, 6, 30), False, False),
    ]
    assert (april.effective_due, april.timing, april.days) == (date(2016, 6, 30), "upcoming", -83)
    assert (july.effective_due, july.timing, july.days) == (date(2016, 6, 30), "overdue", 8)
    assert all(point.is_default for point in april.checkpoints)


def test_a_quarter_that_was_not_on_schedule_is_caught_up_by_a_later_one_that_is() -> None:
    other = ("t", "2016-Q1", "a", "other", "2016-04-05")
    after = book(other, ("t", "2016-Q2", "a", "ahead", "2016-07-05"), due=None)

    assert on("2016-06-30", book(other, due=None)).days == 91
    assert (on("2016-07-08", after).timing, on("2016-07-08", after).effective_due) == ("upcoming", date(2016, 9, 30))


def test_what_a_member_said_of_an_earlier_quarter_contradicts_nothing() -> None:
    tasks = book(("t", "2016-Q1", "b", "behind", "2016-04-05"), ("t", "2016-Q2", "a", "done", "2016-07-05"))

    assert on("2016-07-08", tasks).contradicted_by == ()


def test_a_stated_checkpoint_is_judged_by_the_report_of_the_quarter_before_it() -> None:
    tasks = book(("t", "2016-Q1", "a", "behind", "2016-04-05"), due=None, checkpoints=(date(2016, 4, 7),))
    (point,) = on("2016-04-08", tasks).checkpoints

    assert (point.is_default, point.is_reached, point.is_passed) == (False, False, True)
    assert on("2016-04-08", tasks).days == 1


@pytest.mark.parametrize(
    ("day", "rung"),
    [
        ("2016-05-20", "none"),
        ("2016-05-24", "reminded"),
        ("2016-06-01", "noticed"),
        ("2016-06-15", "urged"),
        ("2016-07-15", "reported_to_meeting"),
    ],
)
def test_escalation_is_the_highest_rung_that_holds(day: str, rung: str) -> None:
    assert on(day, book(("t", "2016-Q1", "a", "on_schedule", "2016-04-05"))).escalation == rung


def test_a_person_holds_the_escalation_until_a_day_and_the_rung_of_the_rules_stays_visible() -> None:
    tasks = book(("t", "2016-Q1", "a", "on_schedule", "2016-04-05"), held=(("2016-06-10", "2016-06-20"),))
    found = {day: on(f"2016-06-{day:02d}", tasks) for day in (9, 10, 20, 21)}

    assert {day: (state.escalation, state.rung) for day, state in found.items()} == {
        9: ("noticed", "noticed"), 10: ("held", "noticed"), 20: ("held", "urged"), 21: ("urged", "urged"),
    }  # fmt: skip
    assert [(state.hold.by, state.hold.reason) if state.hold else None for state in found.values()] == [
        None, ("person 2", "reason 2"), ("person 2", "reason 2"), None,
    ]  # fmt: skip


def test_the_newest_hold_counts_and_what_is_closed_or_has_no_rung_is_not_held() -> None:
    holds = (("2016-03-01", "2016-12-31"), ("2016-06-10", "2016-12-31"))
    tasks = book(
        ("t", "2016-Q1", "a", "on_schedule", "2016-04-05"), ("t", "2016-Q2", "a", "done", "2016-07-05"), held=holds
    )

    holders = {day: state.hold.by if (state := on(day, tasks)).hold else None for day in ("2016-06-05", "2016-06-10")}
    assert holders == {"2016-06-05": "person 2", "2016-06-10": "person 3"}
    assert [on(day, tasks).escalation for day in ("2016-04-10", "2016-07-06")] == ["none", "closed"]


def test_missing_reports_escalate_like_days() -> None:
    tasks = book(due=date(2016, 12, 31))

    assert [on(day, tasks).escalation for day in ("2016-04-07", "2016-04-08", "2016-07-08")] == [
        "none",
        "noticed",
        "urged",
    ]


def test_three_quarters_behind_go_to_the_meeting() -> None:
    reports = [("t", f"2016-Q{number}", "a", "behind", f"2016-{3 * number + 1:02}-05") for number in (1, 2, 3)]
    tasks = book(*reports, due=date(2016, 12, 31))

    assert [on(day, tasks).escalation for day in ("2016-07-06", "2016-10-06")] == ["none", "reported_to_meeting"]


def test_the_worst_part_is_named_in_the_order_of_the_definition() -> None:
    assert worst(["done", "ahead", "on_schedule"]) == "on_schedule"
    assert worst(["no_report", "behind"]) == "behind"
    assert worst(["overdue", "behind"]) == "overdue"


def test_a_scorecard_keeps_lead_and_shared_duties_apart() -> None:
    tasks = book(
        ("t", "2016-Q1", "a", "on_schedule", "2016-04-10"),
        ("t", "2016-Q2", "a", "done", "2016-07-01"),
        ("t", "2016-Q1", "b", "on_schedule", "2016-04-05"),
    )
    at = date(2016, 7, 10)
    lead, shared = scorecards(tasks, task_states(tasks, at, {}), at)

    assert (lead.department_id, lead.role, lead.counts["done_late"]) == ("a", "lead", 1)
    assert (lead.reports_owed, lead.reports_on_time, lead.reports_late, lead.days_late_median) == (2, 1, 1, 3)
    # Due at the end of May, silent about the second quarter.
    assert (shared.role, shared.counts["overdue"], shared.reports_missing) == ("cooperating", 1, 1)
    assert sum(shared.counts.values()) == shared.duties == 1
