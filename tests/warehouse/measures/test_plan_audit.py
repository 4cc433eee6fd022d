"""What the audit finds on the plan of 2016, and how a small plan's findings follow its own files."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.conftest import PROJECT
from warehouse.measures.tasks.plan_audit.audit import audit_plan
from warehouse.measures.tasks.plan_audit.audited import Audit
from warehouse.measures.tasks.plan_audit.sources import DERIVED, indicators_with_data
from warehouse.programme.programme import built_in
from warehouse.rules.facts import (
    Department,
    DepartmentMember,
    Document,
    Duty,
    Industry,
    Plan,
    PlanHead,
    Promise,
    Target,
    Task,
    TaskCheckpoint,
    TaskObject,
)
from warehouse.rules.plan import load_plans
from warehouse.rules.rule_sets import load_rule_sets

RULES = load_rule_sets("audit@*.toml", Audit)


def audited(plan: Plan) -> pl.DataFrame:
    return audit_plan(plan, RULES, built_in().units, indicators_with_data(built_in()))


@pytest.fixture(scope="module")
def gansu() -> pl.DataFrame:
    return audited(next(plan for plan in load_plans() if plan.head.plan_id == "gansu_2016"))


def rows_of(findings: pl.DataFrame, severity: str) -> dict[str, list[int]]:
    """The tasks at fault by detector; findings about no task count as 0."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in findings.filter(pl.col("severity") == severity).rows(named=True):
        found[row["detector"]].append(int(row["task_id"][-2:]) if row["task_id"] else 0)
    return {detector: sorted(tasks) for detector, tasks in found.items()}


def test_the_defects_of_2016_are_found(gansu: pl.DataFrame) -> None:
    assert rows_of(gansu, "defect") == {
        "goal_without_task": [0],
        # Guide fund; 100 firms; 50 chains; 16 %.
        "number_lost": [1, 1, 1, 14, 23, 26],
        "object_lost": [4, 11, 11, 32],
        "promise_without_row": [0] * 5,
        "no_single_lead": [6],
        "group_without_members": [4, 6, 8, 11, 13, 14],
        "no_government_unit": [12],
        "unit_missing": [4, 4, 4, 5],
        "waits_for_unit_outside_row": [1, 1],
        "start_at_goal_deadline": [14],
    }
    lost = gansu.filter(pl.col("detector") == "number_lost").select("task_id", "target_id").rows()
    assert {(task[-2:], target) for task, target in lost} == {
        ("26", "gansu_2016_guide_fund"),
        ("01", "gansu_2016_key_enterprises_2020"),
        ("14", "gansu_2016_key_enterprises_2020"),
        ("01", "gansu_2016_chains_2020"),
        ("23", "gansu_2016_chains_2020"),
        ("01", "gansu_2016_share_2020"),
    }
    assert gansu.filter(pl.col("detector") == "goal_without_task")["target_id"].to_list() == ["gansu_2016_share_change"]
    assert set(gansu.filter(pl.col("detector") == "waits_for_unit_outside_row")["department_id"]) == {
        "industry_it",
        "science_technology",
    }


def test_the_risks_of_2016_are_found(gansu: pl.DataFrame) -> None:
    risks = rows_of(gansu, "risk")

    # Row 6 has the days of its quarterly report.
    assert risks["all_year_without_checkpoint"] == [4, 5, 8, 15, 16, *range(20, 26), *range(27, 35)]
    assert risks["due_before_first_report"] == [1, 2, 3, 9, 10, 12, 13]
    assert risks["lateness_learned_too_late"] == [1, 1]
    assert risks["short_notice"] == [2, 3]
    assert risks["outside_decision"] == [18, 27, 29, 34]
    assert risks["mixed_row"] == [11, 12, 13]
    texts = dict(gansu.select("detector", "text_en").rows())
    assert "7 of 14 deadlines fall within 54 days" in texts["deadlines_bunched"]
    assert "leads 19 of 34 rows" in texts["lead_overload"]
    assert "7 days after row 1" in texts["lateness_learned_too_late"]
    # Named by no list that we know of: the text promises it, and no row carries it.
    assert risks["action_without_row"] == [0, 0]
    assert risks["action_only_in_early_row"] == [12]


def test_the_remarks_of_2016_are_found(gansu: pl.DataFrame) -> None:
    remarks = rows_of(gansu, "remark")

    assert remarks["single_unit"] == [1, 3, 5, 6, 7, 9, 10, 12, 16, 27, 34]
    assert remarks["row_promise_without_goal"] == [7, 13, 16, 17]
    assert remarks["rows_alike"] == [15, 21]
    assert remarks["rows_out_of_text_order"] == [9, 10, 11]
    assert remarks["vague_time"] == [14, 24]
    fields = gansu.filter(pl.col("detector") == "field_without_measure")["industry_id"].to_list()
    assert fields == ["new_coal_chemistry", "modern_services", "public_security"]
    texts = dict(gansu.select("detector", "text_en").rows())
    assert texts["rows_without_goal"].startswith("28 of 34 rows")
    assert texts["rows_without_amount"].endswith("those with one: 16, 17, 18, 26, 30.")
    assert "is in 8 rows and leads none" in texts["leads_none"]


def test_what_agrees_in_2016_is_not_told(gansu: pl.DataFrame) -> None:
    assert not {"number_differs", "field_not_assigned", "field_assigned_twice", "deadline_before_need"} & set(
        gansu["detector"]
    )
    assert gansu["plan_finding_id"].is_unique().all()


def test_what_is_said_to_be_counted_from_registers_is_what_the_marts_make() -> None:
    makers = "".join(
        (PROJECT / "warehouse" / "tables" / "mart" / mart / "model.sql").read_text("utf-8")
        for mart in ("target_actual", "sei_share")
    )

    assert {name for name in DERIVED if f"'{name}'" not in makers} == set()
    assert built_in().indicators.keys() >= DERIVED


def task(ordinal: int, *departments: str, due: date | None = None, **more: Any) -> Task:
    kind: Any = "dated" if due else "all_year"
    return Task(
        f"t{ordinal}", "d", "三（一）", ordinal, f"任务{ordinal}", f"Task {ordinal}", departments, kind, due, **more
    )


GOAL = Target(
    "goal", "d", 1, "目标", "Goal", "state_key_lab_count", "count", "newly_approved", "platform", date(2016, 12, 31),
    comparison="at_least", value_low=Decimal(3),
)  # fmt: skip


def promise(name: str, value: int | None = None, **more: Any) -> Promise:
    number = None if value is None else Decimal(value)
    return Promise(name, "goal", "s", "承诺", "Promise", value=number, **more)


def toy() -> Plan:
    """Two tasks, one goal that the first one carries with its number: nothing to find but that one unit leads both."""
    return Plan(
        head=PlanHead("toy", "小", "Toy", "620000", "d"),
        documents=(Document("d", "文", "Plan", "plan", "primary", issued_date=date(2016, 1, 1)),),
        departments=(
            Department("a", "甲", "Unit A", "government"),
            Department("b", "乙", "Unit B", "government"),
            Department("g", "各单位", "All", "group"),
        ),
        industries=(),
        industry_classes=(),
        targets=(GOAL,),
        target_parts=(),
        tasks=(
            task(1, "a", "b", due=date(2016, 5, 31), target_ids=("goal",)),
            task(2, "b", "a", due=date(2016, 8, 20)),
        ),
        duties=(),
        funds=(), projects=(), platforms=(), parks=(),
        promises=(
            promise("text", 3, section="二", target_id="goal", task_ids=("t1",)),
            promise("row", 3, task_id="t1", target_id="goal"),
        ),
    )  # fmt: skip


def detectors(plan: Plan) -> set[str]:
    return set(audited(plan)["detector"]) - {"rows_without_goal", "rows_without_amount"}


def changed(**fields: Any) -> Plan:
    return replace(toy(), **fields)


def test_a_plan_that_holds_together_has_nothing_to_be_told() -> None:
    assert detectors(toy()) == set()


ONE, TWO = toy().tasks
LEADS = (ONE, TWO)


@pytest.mark.parametrize(
    ("plan", "detector"),
    [
        (changed(tasks=(replace(ONE, target_ids=()), TWO)), "goal_without_task"),
        (changed(promises=toy().promises[:1]), "number_lost"),
        (changed(promises=(toy().promises[0], promise("row", 4, task_id="t1"))), "number_differs"),
        (changed(promises=(*toy().promises, promise("more", 1, section="三"))), "promise_without_row"),
        (
            changed(promises=(*toy().promises, replace(promise("more", section="三"), promise_kind="action"))),
            "action_without_row",
        ),
        (
            changed(
                promises=(
                    *toy().promises,
                    replace(promise("o", section="三", task_ids=("t2",)), promise_kind="object", subject="o"),
                )
            ),
            "object_lost",
        ),
        (
            changed(promises=(*toy().promises, replace(promise("r", 9, task_id="t2"), subject="r"))),
            "row_promise_without_goal",
        ),
        (changed(targets=(replace(GOAL, value_low=None, comparison=None),)), "goal_without_number"),
        (changed(targets=(replace(GOAL, target_type="stock"),)), "stock_without_start"),
        (changed(targets=(replace(GOAL, indicator_id="patents_per_head"),)), "goal_without_data"),
        (changed(targets=(replace(GOAL, denominator_indicator_id="patents_per_head"),)), "goal_without_data"),
        (changed(targets=(replace(GOAL, deadline_date=date(2020, 12, 31)),)), "no_step_this_year"),
        (
            changed(targets=(replace(GOAL, earlier_target_id="old"), replace(GOAL, target_id="old", document_id="e"))),
            "repeated_goal",
        ),
        (
            changed(
                targets=(
                    replace(GOAL, earlier_target_id="old", value_low=None),
                    replace(GOAL, target_id="old", document_id="e"),
                )
            ),
            "number_dropped_since",
        ),
        (changed(targets=(replace(GOAL, deadline_date=date(2016, 4, 30)),)), "task_after_goal"),
        (
            changed(tasks=(replace(ONE, traits=("start_only",), due_date=date(2016, 11, 30)), TWO)),
            "start_at_goal_deadline",
        ),
        (changed(tasks=(ONE, task(2, "g", "b", due=date(2016, 8, 20)))), "no_single_lead"),
        (changed(tasks=(ONE, task(2, "b", "g", due=date(2016, 8, 20)))), "group_without_members"),
        (changed(tasks=(ONE, task(2, "b", "a", due=date(2016, 8, 20), needs_units=("丙",)))), "unit_missing"),
        (changed(tasks=(ONE, task(2, "b", due=date(2016, 8, 20)))), "single_unit"),
        (changed(tasks=(ONE, replace(TWO, depends_on=("t9",)))), "needs_unknown_row"),
        (changed(tasks=(replace(ONE, depends_on=("t2",)), replace(TWO, depends_on=("t1",)))), "needs_cycle"),
        (changed(tasks=(replace(ONE, depends_on=("t2",)), TWO)), "deadline_before_need"),
        (
            changed(tasks=(ONE, replace(TWO, departments=("b",), depends_on=("t1",)))),
            "waits_for_unit_outside_row",
        ),
        (
            changed(
                tasks=(
                    replace(ONE, due_date=date(2016, 6, 10)),
                    replace(TWO, due_date=date(2016, 7, 1), depends_on=("t1",)),
                )
            ),
            "lateness_learned_too_late",
        ),
        (changed(tasks=(ONE, task(2, "b", "a"))), "all_year_without_checkpoint"),
        (changed(tasks=(ONE, replace(TWO, due_date=date(2016, 3, 31)))), "due_before_first_report"),
        (changed(tasks=(ONE, replace(TWO, due_date=date(2016, 1, 20)))), "short_notice"),
        (changed(tasks=(ONE, replace(TWO, due_date=date(2015, 12, 31)))), "due_before_issue"),
        (changed(tasks=(ONE, replace(TWO, due_date=date(2016, 2, 20)))), "deadlines_bunched"),
        (changed(tasks=(ONE, replace(TWO, due_date=date(2016, 9, 30)))), "quiet_spell"),
        (changed(tasks=(ONE, replace(TWO, departments=("a", "b")))), "lead_overload"),
        (changed(tasks=(ONE, replace(TWO, traits=("mixed",)))), "mixed_row"),
        (changed(tasks=(ONE, replace(TWO, section="二"))), "rows_out_of_text_order"),
        (
            changed(
                tasks=(ONE, replace(TWO, departments=("a", "b"))),
                promises=(*toy().promises, promise("row2", 3, task_id="t2")),
            ),
            "rows_alike",
        ),
        (
            changed(objects=(TaskObject("t1", "park", "p"), TaskObject("t2", "park", "p"))),
            "object_with_two_leads",
        ),
        (changed(industries=(Industry("f", "d", 1, "领域", "Field"),)), "field_without_measure"),
        (
            changed(
                industries=(Industry("f", "d", 1, "领域", "Field"),),
                duties=(Duty("t1", "a", ("f",)), Duty("t1", "b", ("f",))),
            ),
            "field_assigned_twice",
        ),
        (
            changed(
                industries=(Industry("f", "d", 1, "领域", "Field"), Industry("h", "d", 2, "另一", "Other")),
                duties=(Duty("t1", "a", ("f",)),),
            ),
            "field_not_assigned",
        ),
        (
            changed(promises=(toy().promises[0], replace(toy().promises[1], term_zh="甲词"),
                              promise("again", 3, task_id="t1", term_zh="乙词"))),
            "term_differs",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_changed_plan_changes_what_is_found(plan: Plan, detector: str) -> None:
    assert detector in detectors(plan)


def test_what_a_plan_mends_is_found_no_more() -> None:
    all_year = changed(tasks=(ONE, task(2, "b", "g")))
    assert {"all_year_without_checkpoint", "group_without_members"} <= detectors(all_year)

    mended = replace(
        all_year,
        checkpoints=(TaskCheckpoint("t2", date(2016, 6, 30), "过半", "Half way"),),
        members=(DepartmentMember("g", "a"),),
    )
    assert not {"all_year_without_checkpoint", "group_without_members"} & detectors(mended)


_PAGE = PROJECT / "docs" / "plan_audit.md"
_TABLE = re.compile(r"(?<=<!-- audit: written by a test -->\n)[\s\S]*?(?=<!-- end of audit -->)")


def test_the_page_has_what_the_audit_finds(gansu: pl.DataFrame) -> None:
    table = "".join(
        f"\n## {severity.capitalize()}s: {len(rows)}\n\n| detector | finding | 结果 |\n| --- | --- | --- |\n"
        + "".join(f"| {row['detector']} | {row['text_en']} | {row['text_zh']} |\n" for row in rows)
        for severity in ("defect", "risk", "remark")
        for rows in [gansu.filter(pl.col("severity") == severity).rows(named=True)]
    )
    page = _PAGE.read_text("utf-8")
    if os.environ.get("GOLDEN") == "write":
        _PAGE.write_text(_TABLE.sub(lambda _: f"{table}\n", page), "utf-8")
    else:
        assert _TABLE.findall(page) == [f"{table}\n"]
