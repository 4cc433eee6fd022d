"""Two tables of a form on one sheet: never read as one, and never one of them alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from warehouse.transforms.delivery import Delivery

FIRMS = ("91620000XN000001WJ,甲有限公司", "91620000XN000002RM,乙有限公司")
NAMES = ("工业总产值", "营业收入", "营业成本", "利润总额", "研发费用")
FLOWS = [f"{name}{fact}" for name in NAMES for fact in ("本月", "本年累计", "上年同期", "上年同期累计")]
STOCKS = [f"{name}{fact}" for name in ("资产总计", "平均用工人数") for fact in ("期末", "上年同期")]
HEADINGS = ["统一社会信用代码", "单位名称", *FLOWS, *STOCKS]
TITLE, UNIT = "骨干企业月度财务状况（2016年3月）", "单位：万元"


def _table(firm: str, title: str = TITLE, unit: str = UNIT, headings: list[str] = HEADINGS) -> list[str]:
    numbers = ",".join(str(number) for number in range(len(HEADINGS) - 2))
    padding = "," * (len(HEADINGS) - 2)
    return [f"{title},{unit}{padding}", ",".join(headings), f"{firm},{numbers}"]


def test_titles_and_headings_that_are_printed_on_every_page_are_no_data(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver("\n".join([*_table(FIRMS[0]), *_table(FIRMS[1])]) + "\n")

    assert (delivery.refusal, delivery.rows_read, delivery.rows_accepted, delivery.held_count) == (None, 2, 2, 0)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (_table(FIRMS[1], title="骨干企业月度财务状况（2016年4月）"), "row 4: a second title is here"),
        (_table(FIRMS[1], title="续表", unit="单位：元"), "row 4: the unit is 元 here and 万元 for '工业总产值·本月'"),
        (_table(FIRMS[1], headings=[*HEADINGS[:2], *HEADINGS[:1:-1]]), "row 5: a second header is here"),
        (
            _table(FIRMS[1], headings=[*HEADINGS[:2], *(f"{text}（元）" for text in HEADINGS[2:])]),
            "row 5: a second header is here",
        ),
    ],
)
def test_a_second_table_of_another_month_unit_or_order_refuses_the_file(
    second: list[str], reason: str, deliver: Callable[[str], Delivery]
) -> None:
    delivery = deliver("\n".join([*_table(FIRMS[0]), *second]) + "\n")

    assert delivery.refusal is not None and reason in delivery.refusal


def test_a_table_above_one_with_more_columns_is_not_taken_for_its_title(deliver: Callable[[str], Delivery]) -> None:
    text = (
        "基金认缴与实缴明细,,,,,\n基金代码,出资人,出资日期,认缴金额(万元),实缴金额(万元),\nf1,甲,2016-01-02,100,50,\n,,,,,\n"
        "基金代码,出资人,出资基金代码,出资日期,认缴金额(万元),实缴金额(万元)\nf2,乙,,2016-01-05,7,8\n"
    )

    delivery = deliver(text)

    assert delivery.refusal is not None and "headers are in row 2 and in row 5" in delivery.refusal
