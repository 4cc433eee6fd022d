from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from warehouse.errors import ContractBroken
from warehouse.rules.facts import Plan
from warehouse.rules.plan import load_plans, read_plan

Change = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def plan() -> Plan:
    return next(plan for plan in load_plans() if plan.head.plan_id == "gansu_2016")


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """A copy of the pack in which one text of one file is another."""

    def make(file: str, old: str, new: str) -> Path:
        pack = tmp_path / "gansu_2016"
        with as_file(files("warehouse.rules") / "gansu_2016") as source:
            shutil.copytree(source, pack)
        text = (pack / file).read_text("utf-8")
        assert old in text
        (pack / file).write_text(text.replace(old, new, 1), "utf-8")
        return pack

    return make


def test_the_pack_has_34_tasks_of_which_14_are_dated(plan: Plan) -> None:
    assert [task.ordinal for task in plan.tasks] == list(range(1, 35))
    assert Counter(task.due_date.month for task in plan.tasks if task.due_date) == {
        2: 2,
        3: 5,
        4: 1,
        5: 1,
        9: 1,
        12: 4,
    }
    assert Counter(task.deadline_kind for task in plan.tasks) == {"all_year": 20, "dated": 14}


def test_the_commission_leads_19_tasks_and_a_company_the_twelfth(plan: Plan) -> None:
    kinds = {department.department_id: department.department_kind for department in plan.departments}

    assert Counter(task.departments[0] for task in plan.tasks)["development_reform"] == 19
    assert kinds[plan.tasks[11].departments[0]] == "company"


def test_task_1_waits_for_the_two_tasks_that_supply_it(plan: Plan) -> None:
    assert {task.task_id: task.depends_on for task in plan.tasks if task.depends_on} == {
        "gansu_2016_task_01": ("gansu_2016_task_02", "gansu_2016_task_03")
    }


def test_the_nine_fields_are_divided_between_two_departments(plan: Plan) -> None:
    divided = [name for duty in plan.duties for name in duty.industry_ids]

    assert sorted(divided) == sorted(industry.industry_id for industry in plan.industries)
    assert len(divided) == 9


def test_three_fields_have_no_national_class(plan: Plan) -> None:
    without = {row.industry_id for row in plan.industry_classes if row.sei_code is None}

    assert without == {"new_coal_chemistry", "modern_services", "public_security"}


@pytest.mark.parametrize(
    ("target_id", "target_type", "low", "high", "unit", "deadline"),
    [
        ("gansu_2016_share_change", "change_pp", "1", None, "point_pp", date(2016, 12, 31)),
        ("gansu_2016_share_2020", "level", "16", None, "percent", date(2020, 12, 31)),
        ("gansu_2016_key_enterprises_2020", "stock", "100", None, "firm", date(2020, 12, 31)),
        ("gansu_2016_chains_2020", "stock", "50", None, "chain", date(2020, 12, 31)),
        ("gansu_2016_platforms_national_local", "count", "3", None, "platform", date(2016, 12, 31)),
        ("gansu_2016_state_key_laboratories", "count", "2", None, "platform", date(2016, 12, 31)),
        ("gansu_2016_national_technology_centers", "count", "2", None, "platform", date(2016, 12, 31)),
        ("gansu_2016_guide_fund", "stock", "5", None, "cny_1e8", date(2016, 12, 31)),
        ("gansu_2016_sub_funds_new", "range", "3", "4", "fund", date(2016, 12, 31)),
        ("gansu_2016_sub_fund_size", "stock", "25", None, "cny_1e8", date(2016, 12, 31)),
        ("gansu_2014_value_added_2017", "level", "1000", None, "cny_1e8", date(2017, 12, 31)),
        ("gansu_2014_share_2017", "level", "13", None, "percent", date(2017, 12, 31)),
        ("gansu_2014_share_2020", "level", "16", None, "percent", date(2020, 12, 31)),
        ("gansu_2015_value_added_growth", "growth", "15", None, "percent", date(2015, 12, 31)),
    ],
)
def test_a_target_has_the_value_that_its_document_promises(
    plan: Plan, target_id: str, target_type: str, low: str, high: str | None, unit: str, deadline: date
) -> None:
    target = next(target for target in plan.targets if target.target_id == target_id)

    assert (target.target_type, target.unit, target.deadline_date) == (target_type, unit, deadline)
    assert (target.value_low, target.value_high) == (Decimal(low), Decimal(high) if high else None)


def test_a_batch_without_a_number_is_not_quantified(plan: Plan) -> None:
    unquantified = {target.indicator_id for target in plan.targets if not target.is_quantified}

    assert unquantified == {"key_enterprise_count", "provincial_platform_count"}
    assert all(target.is_quantified == (target.value_low is not None) for target in plan.targets)


def test_the_same_promise_in_a_later_document_points_to_the_earlier_one(plan: Plan) -> None:
    targets = {target.target_id: target for target in plan.targets}

    for target in plan.targets:
        earlier = targets.get(target.earlier_target_id or "")
        assert earlier is None or earlier.indicator_id == target.indicator_id
    assert targets["gansu_2016_share_2020"].earlier_target_id == "gansu_2014_share_2020"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "tasks.toml",
            '"industry_it"]',
            '"industry_dept"]',
            "gansu_2016_task_02: there is no department 'industry_dept'",
        ),
        (
            "tasks.toml",
            "2016-03-31",
            "2016-03-30",
            "gansu_2016_task_01: its due_date 2016-03-30 is not the last day",
        ),
        ("tasks.toml", '"dated"', '"all_year"', "gansu_2016_task_01: a dated task has a due_date"),
        (
            "tasks.toml",
            "ordinal = 3\n",
            "ordinal = 4\n",
            "gansu_2016_task_03: its ordinal is 4 where 3 follows",
        ),
        ("tasks.toml", '"new_energy"', '"old_energy"', "there is no industry 'old_energy'"),
        (
            "tasks.toml",
            '"new_materials"',
            '"new_energy"',
            "the field 'new_energy' is given to two departments",
        ),
        (
            "tasks.toml",
            '"gansu_2016_task_03"]',
            '"gansu_2016_task_01"]',
            "gansu_2016_task_01: it depends on itself",
        ),
        ("tasks.toml", '    "gansu_2016_share_2020"', '    "no_target"', "there is no target 'no_target'"),
        (
            "tasks.toml",
            "deadline_kind =",
            "deadlin_kind =",
            "(gansu_2016_task_01): 'deadlin_kind' is none of",
        ),
        ("tasks.toml", 'section = "三（一）"\n', "", "(gansu_2016_task_01): 'section' is missing"),
        ("tasks.toml", '["development_reform"]', '"development_reform"', "not a list"),
        ("tasks.toml", '["development_reform"]', "[]", "gansu_2016_task_01: it has no department"),
        ("tasks.toml", "[[task]]", "[[tsak]]", "'tsak' is none of"),
        ("tasks.toml", "due_date = 2016-03-31", "due_date = 2016-02-30", "is not TOML"),
        ("tasks.toml", "due_date = 2016-03-31", "due_date = 2016-03-31T00:00:00", "not a date"),
        ("targets.toml", "value_low = 1\n", "", "gansu_2016_share_change: a target has value_low where"),
        (
            "targets.toml",
            "value_high = 4",
            "value_high = 2",
            "gansu_2016_sub_funds_new: value_low 3 is not below",
        ),
        (
            "targets.toml",
            '"point_pp"',
            '"percent"',
            "gansu_2016_share_change: a change in points is in 'point_pp'",
        ),
        ("targets.toml", '"cny_1e8"', '"cny_1e9"', "'cny_1e9' is no unit of the programme"),
        ("targets.toml", '"change_pp"', '"change"', "'target_type' is 'change', which is none of"),
        (
            "targets.toml",
            'baseline_period = "2015"\n',
            "",
            "a baseline has a value, a unit, a period and a document",
        ),
        (
            "targets.toml",
            'baseline_period = "2015"',
            'baseline_period = "last year"',
            "'last year' is not a period",
        ),
        ("targets.toml", "start_date = 2016-01-01", "start_date = 2016-12-31", "not before its deadline"),
        ("targets.toml", "value_low = 1\n", "value_low = true\n", "'True' (bool), not a Decimal"),
        ("departments.toml", "industry_it", "development_reform", "this name is used twice"),
        ("departments.toml", '"government"', '"ministry"', "'department_kind' is 'ministry'"),
        (
            "industries.toml",
            'sei_code = "6"\n',
            "",
            "class of new_energy: only the relation none goes without a code",
        ),
        (
            "funds.toml",
            '"gansu_guide_fund"\nindustry_id',
            '"no_fund"\nindustry_id',
            "there is no fund 'no_fund'",
        ),
        ("funds.toml", '"new_materials"', '"metals"', "there is no industry 'metals'"),
        ("projects.toml", '"gansu_office_2016_15"', '"no_document"', "there is no document 'no_document'"),
        ("platforms.toml", '"provincial"', '"local"', "'level' is 'local'"),
        ("parks.toml", 'name_zh = "中核核技术产业园"', 'name_zh = " "', "'name_zh' is empty"),
        (
            "plan.toml",
            'document_id = "gansu_office_2016_15"',
            'document_id = "other"',
            "head: there is no document 'other'",
        ),
    ],
)
def test_a_pack_that_does_not_hold_together_is_refused_with_file_and_entry(
    change: Change, file: str, old: str, new: str, fault: str
) -> None:
    pack = change(file, old, new)

    with pytest.raises(ContractBroken) as refused:
        read_plan(pack)

    assert refused.value.message.startswith(f"gansu_2016/{file}")
    assert fault in refused.value.message


def test_a_pack_without_one_of_its_files_is_refused(change: Change) -> None:
    pack = change("parks.toml", "park", "park")
    (pack / "parks.toml").unlink()

    with pytest.raises(ContractBroken, match=r"gansu_2016 has no parks\.toml"):
        read_plan(pack)


def test_a_folder_without_a_plan_is_not_a_pack(change: Change) -> None:
    pack = change("parks.toml", "park", "park")
    (pack.parent / "reference").mkdir()

    assert [plan.head.plan_id for plan in load_plans(pack.parent)] == ["gansu_2016"]
