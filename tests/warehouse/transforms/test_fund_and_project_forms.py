"""The forms about money and projects: words, units and the rows that are held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.transforms.delivery import Delivery, read_delivery

Deliver = Callable[[str], Delivery]

FUNDS = "基金代码,基金名称,基金类别,管理机构,母基金代码,{size},投向领域,设立日期,基金状态\n"
REPORTS = "项目代码,报告期,年度计划投资(万元),累计完成投资(万元),开工日期,形象进度\n"
VALUES = "基金代码,估值日期,净资产(万元)\n"


def _funds(*rows: str, title: str = "基金名录", size: str = "目标规模(万元)") -> str:
    return f"{title},,,,,,,,\n{FUNDS.format(size=size)}" + "".join(f"{row}\n" for row in rows)


def test_words_of_a_fund_become_stored_words(deliver: Deliver) -> None:
    (row,) = deliver(_funds("F1,甲基金,子基金,某公司,G1,5000,新材料,2015/5/6,退出期")).datasets["fund"].rows(named=True)

    assert (row["fund_kind"], row["status"], row["parent_fund_id"]) == ("sub_fund", "exiting", "G1")
    assert (row["target_size"], row["established_date"]) == (Decimal(50_000_000), date(2015, 5, 6))


def test_hundred_millions_are_staged_in_yuan_and_reported_in_the_unit_of_the_form(deliver: Deliver) -> None:
    text = _funds("F1,甲基金,子基金,某公司,G1,5,新材料,2015-05-06,运营", size="目标规模(亿元)")

    delivery = deliver(text)
    assert delivery.datasets["fund"]["target_size"].to_list() == [Decimal(500_000_000)]
    (told,) = [found for found in delivery.findings if found.rule == "unit_converted"]
    assert (told.cell, told.text) == ("F2", "亿元")
    assert "received in 亿元, each value was multiplied by 10000. 中文：按亿元收到，每个数乘以 10000。" in told.message


def test_a_register_in_its_own_unit_tells_of_no_conversion(deliver: Deliver) -> None:
    delivery = deliver(_funds("F1,甲基金,子基金,某公司,G1,5,新材料,2015-05-06,运营"))

    assert [found.rule for found in delivery.findings if found.rule == "unit_converted"] == []


def test_a_word_that_the_form_does_not_have_holds_its_row(deliver: Deliver) -> None:
    delivery = deliver(_funds("F1,甲基金,天使基金,某公司,,5,,,运营", "F2,乙基金,子基金,某公司,,5,,,运营"))

    assert [(found.rule, found.cell) for found in delivery.findings] == [("not_a_choice", "C3")]
    assert delivery.datasets["fund"]["fund_id"].to_list() == ["F2"]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("gansu_guide_fund,甲,引导基金,某公司,,9,,,运营", "A3"),
        ("F1,甲,子基金,某公司,gansu_guide_fund,9,,,运营", "E3"),
    ],
)
def test_a_synthetic_row_that_names_a_fund_of_the_plan_is_held(row: str, cell: str, deliver: Deliver) -> None:
    delivery = deliver(_funds(row, "F2,乙,子基金,某公司,,5,,,运营", title="基金名录（合成数据）"))

    assert [(found.rule, found.cell) for found in delivery.findings] == [("invented_about_a_real_fact", cell)]
    assert delivery.datasets["fund"]["fund_id"].to_list() == ["F2"]
    assert (delivery.rows_read, delivery.rows_accepted, delivery.held_count) == (2, 1, 1)


def test_a_real_row_may_name_a_fund_of_the_plan(deliver: Deliver) -> None:
    delivery = deliver(_funds("gansu_guide_fund,甲,引导基金,某公司,,9,,,运营"))

    assert delivery.findings == ()
    assert delivery.datasets["fund"]["fund_id"].to_list() == ["gansu_guide_fund"]


def test_a_synthetic_report_about_a_project_of_the_plan_is_held(deliver: Deliver) -> None:
    text = f"项目进度月报（合成数据）,,,,,\n{REPORTS}china_chip,2016年3月,100,20,,\nX1,2016年3月,100,20,,\n"

    delivery = deliver(text)

    assert delivery.datasets["project_report"].select("project_id", "period").rows() == [("X1", "2016-03")]
    assert [(found.rule, found.cell) for found in delivery.findings] == [("invented_about_a_real_fact", "A3")]


def test_more_than_the_plan_of_the_year_is_taken_as_it_is(deliver: Deliver) -> None:
    delivery = deliver(f"项目进度月报,,,,,\n{REPORTS}X1,2022年12月,22250000,26480000,,\n")

    assert delivery.findings == ()
    assert delivery.datasets["project_report"]["completed_investment"].to_list() == [Decimal(264_800_000_000)]


def test_a_report_of_a_year_instead_of_a_month_holds_its_row(deliver: Deliver) -> None:
    delivery = deliver(f"项目进度月报,,,,,\n{REPORTS}X1,2022年,100,20,,\nX2,2022年3月,100,20,,\n")

    assert [(found.rule, found.cell) for found in delivery.findings] == [("not_the_pattern", "B3")]


MILESTONES = "项目代码,节点名称,计划完成日期,实际完成日期,节点状态\n"


def test_a_milestone_may_be_planned_for_a_day_to_come_but_not_reached_on_one() -> None:
    text = f"项目节点进度表,,,,\n{MILESTONES}X1,开工,2016-12-01,,未开始\nX1,投产,,2016-12-01,已完成\n"

    delivery = read_delivery((read_delimited(text),), "delivery.csv", built_in(), received_on=date(2016, 4, 16))

    assert delivery.datasets["project_milestone"]["planned_date"].to_list() == [date(2016, 12, 1), None]
    assert [(found.rule, found.cell) for found in delivery.findings] == [("in_the_future", "D4")]


def test_a_milestone_named_twice_in_a_file_is_held_twice(deliver: Deliver) -> None:
    delivery = deliver(f"项目节点进度表,,,,\n{MILESTONES}X1,开工,2016-03-01,,未开始\nX1,开工,2016-04-01,,延期\n")

    assert delivery.datasets["project_milestone"].height == 0
    assert [found.rule for found in delivery.findings] == ["duplicate_row", "duplicate_row"]


def test_two_values_of_a_fund_on_one_day_are_both_held(deliver: Deliver) -> None:
    delivery = deliver(f"基金估值表,,\n{VALUES}F1,2016-12-31,100\nF1,2016-12-31,120\nF2,2016-12-31,7\n")

    assert delivery.datasets["fund_valuation"]["fund_id"].to_list() == ["F2"]
    assert [found.rule for found in delivery.findings] == ["duplicate_row", "duplicate_row"]


def test_a_negative_payment_is_held(deliver: Deliver) -> None:
    head = "基金代码,出资人,出资日期,认缴金额(万元),实缴金额(万元)\n"

    delivery = deliver(f"基金认缴与实缴明细,,,,\n{head}F1,甲,2016-01-01,100,-5\n")

    assert [(found.rule, found.cell) for found in delivery.findings] == [("below_minimum", "E3")]


MONEY_AND_PROJECTS = [form for form in FORMS.values() if form.dataset.startswith(("fund", "project", "pl", "park"))]


@pytest.mark.parametrize("form", MONEY_AND_PROJECTS, ids=lambda form: form.form_id)
def test_every_choice_of_a_form_has_a_stored_word(form: object) -> None:
    columns = [column for column in form.columns if column.choices]  # type: ignore[attr-defined]

    assert all(column.stored is not None and set(column.choices) == set(column.stored) for column in columns)
    assert len(MONEY_AND_PROJECTS) >= 11
