from __future__ import annotations

from collections.abc import Callable

from warehouse.transforms.delivery import Delivery
from warehouse.wording import CHINESE

HEAD = "部门季度工作进展报告表,,,,\n任务标识,季度,报告单位,进展情况,进度状态\n"


def test_two_units_of_a_task_report_in_one_file_each_for_itself(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(
        f"{HEAD}gansu_2016_task_02,2016-Q1,省发展改革委,已报送,已完成\n"
        "gansu_2016_task_02,2016-Q1,甘肃省工业和信息化委员会,起草中,欠进度\n"
    )

    assert delivery.findings == ()
    assert delivery.datasets["department_report"].select("department_name", "progress_status").rows() == [
        ("省发展改革委", "done"),
        ("省工信委", "behind"),
    ]


def test_the_report_of_a_unit_without_a_part_stays_and_says_whose_task_it_is(
    deliver: Callable[[str], Delivery],
) -> None:
    delivery = deliver(f"{HEAD}gansu_2016_task_02,2016-Q1,省财政厅,已办结,已完成\n")

    (finding,) = delivery.findings
    assert (finding.rule, finding.cell, finding.text) == ("unit_without_duty", "C3", "省财政厅")
    assert finding.severity == "warning"
    assert "省发展改革委、省工信委" in finding.message.split(CHINESE)[1]
    assert delivery.datasets["department_report"]["department_name"].to_list() == ["省财政厅"]


def test_a_unit_that_no_plan_knows_is_not_matched_by_likeness(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(
        f"{HEAD}gansu_2016_task_02,2016-Q1,发展改革委,已报送,已完成\n"
        "gansu_2016_task_02,2016-Q1,,已报送,已完成\n"
        "gansu_2016_task_99,2016-Q1,省发展改革委,已报送,已完成\n"
    )

    assert [(found.rule, found.cell) for found in delivery.findings] == [
        ("missing_value", "C4"),
        ("not_a_unit_of_the_task", "C3"),
        ("unknown_task", "A5"),
    ]
    assert delivery.rows_accepted == 0


def test_the_group_and_a_company_that_the_plan_names_report_as_such(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(
        f"{HEAD}gansu_2016_task_06,2016-Q1,各成员单位,已联系,达进度\n"
        "gansu_2016_task_12,2016-Q1,省战略性新兴产业投资基金管理有限公司,已调查,达进度\n"
    )

    assert (delivery.rows_accepted, delivery.findings) == (2, ())
