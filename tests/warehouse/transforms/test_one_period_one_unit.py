"""Hand-made files that say two periods or two units: refused, with both places, in English and Chinese."""

from __future__ import annotations

import pytest

from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.grid import Sheet, build_sheet
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery

FINANCIAL = FORMS["monthly_financial_return"]
OUTPUT = FORMS["monthly_output_return"]
TITLE = "骨干企业月度财务状况"


def _sheet(
    *above: tuple[str | None, ...],
    name: str = "财务状况",
    form: Form = FINANCIAL,
    unit: str = "",
    notes: tuple[str, ...] = (),
) -> Sheet:
    """A sheet of a return with one firm; `unit` stands in the bracket of each heading of money."""
    headings = [
        _heading(column.heading) + (f"（{unit}）" if unit and column.unit_id == "cny_1e3" else "")
        for column in form.columns
    ]
    row = [synthetic_credit_code(1), "甲", *(str(number) for number in range(1, len(form.columns) - 1))]
    if form is OUTPUT:
        row[2:5] = ["P1", "镍", "吨"]
    rows: list[list[str | None]] = [list(cells) for cells in above]
    rows += [list(headings), list(row), *([note] for note in notes)]
    width = len(form.columns)
    return build_sheet(name, [cells + [None] * (width - len(cells)) for cells in rows])


def _heading(written: str) -> str:
    """A heading of two rows in one: `出厂价格(元)|本月` is `出厂价格本月(元)`."""
    upper, _, lower = written.partition("|")
    return upper.removesuffix("(元)") + lower + ("(元)" if upper.endswith("(元)") else "")


def _read(*sheets: Sheet, file_name: str = "return.xlsx") -> Delivery:
    return read_delivery(sheets, file_name, built_in())


@pytest.mark.parametrize(
    ("sheet", "places"),
    [
        # A title of December on a file of March: it replaced the values of December.
        (
            _sheet((f"{TITLE} 2015年12月",), ("报告期：", "2016年3月"), ("单位：千元",)),
            ("cell A1 says 2015-12", "cell B2 says 2016-03", "A1 单元格写的是 2015-12", "B2 单元格写的是 2016-03"),
        ),
        (
            _sheet((f"{TITLE} 2015年12月",), ("报告期：2016-03",), ("单位：千元",)),
            ("cell A1 says 2015-12", "cell A2 says 2016-03"),
        ),
        # Two months above one table.
        (
            _sheet((f"{TITLE}（2016年2月）",), ("2016年3月", "单位：千元")),
            ("cell A1 says 2016-02", "cell A2 says 2016-03"),
        ),
        (
            _sheet((f"{TITLE}（2016年2月）",), ("3月份", "单位：千元")),
            ("cell A1 says 2016-02", "cell A2 says 3月"),
        ),
        # A sheet that is named after another month than its title.
        (
            _sheet((f"{TITLE}（2016年2月）", "单位：千元"), name="3月"),
            ("cell A1 says 2016-02", "the name of sheet '3月' says 3月", "工作表名“3月”"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月）", "单位：千元"), name="财务状况201512"),
            ("cell A1 says 2016-03", "says 2015-12"),
        ),
        # Another year, another quarter.
        (
            _sheet((f"2015年{TITLE}",), ("报告期：", "2016年3月"), ("单位：千元",)),
            ("cell B2 says 2016-03", "cell A1 says 2015 "),
        ),
        (
            _sheet((f"{TITLE}（2016年二季度）",), ("报告期：", "2016年3月"), ("单位：千元",)),
            ("cell B2 says 2016-03", "cell A1 says 2016-Q2"),
        ),
        # A note below the table.
        (
            _sheet((f"{TITLE}（2016年3月）", "单位：千元"), notes=("注：本表为2016年4月数据",)),
            ("cell A1 says 2016-03", "cell A4 says 2016-04"),
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_says_two_periods_is_refused_with_both_places(sheet: Sheet, places: tuple[str, ...]) -> None:
    delivery = _read(sheet)

    assert delivery.refusal is not None and delivery.datasets == {}
    assert [place for place in places if place not in delivery.refusal] == []
    assert "中文：报告期前后不一" in delivery.refusal


@pytest.mark.parametrize(
    ("sheet", "file_name"),
    [
        (_sheet((f"2016年{TITLE}",), ("报告期：", "2016年3月"), ("单位：千元",), name="3月"), "2016-03_财务.xlsx"),
        (_sheet((f"{TITLE}（2016年1-3月）", "单位：千元"), name="2016年1-3月"), "财务201603.xlsx"),
        (_sheet((f"{TITLE}（2016年一季度）",), ("报告期", "2016年3月"), ("填报日期：", "2016年4月12日")), "甲.xlsx"),
        (_sheet((f"{TITLE}（2016年3月）", "填表日期：2016-04-12"), ("制表时间：", "2016年4月12日")), "3月.xlsx"),
        (_sheet((f"{TITLE}（2016年3月）",), ("每月终了后次月16日前报送", "2016.1版")), "v2.xlsx"),
        (
            _sheet((f"{TITLE}（2016年3月）",), notes=("数据来源：2015年12月年报", "填表日期：2016年4月12日")),
            "2016年3月和4月.xlsx",
        ),
    ],
)
def test_other_days_and_shorter_names_of_the_same_month_contradict_nothing(sheet: Sheet, file_name: str) -> None:
    delivery = _read(sheet, file_name=file_name)

    assert (delivery.refusal, delivery.period) == (None, "2016-03")
    assert not [finding for finding in delivery.findings if finding.rule == "file_name_differs"]


def test_the_name_of_a_file_is_no_evidence_but_one_that_differs_is_told() -> None:
    delivery = _read(_sheet((f"{TITLE}（2016年3月）", "单位：千元")), file_name="2015-12_财务状况.xlsx")

    assert (delivery.refusal, delivery.period, delivery.held_count) == (None, "2016-03", 0)
    (told,) = [finding for finding in delivery.findings if finding.rule == "file_name_differs"]
    assert told.severity == "warning" and "请核对是否报错了文件" in told.message


@pytest.mark.parametrize(
    ("sheet", "places"),
    [
        # 5 亿元 were stored as 5 万元.
        (
            _sheet((f"{TITLE}（2016年3月）", "单位：亿元"), unit="万元"),
            ("cell C2: the unit is 万元", "亿元 in cell B1 ('单位：亿元')", "B1 单元格写的是“单位：亿元”", "C2 单元格"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月，亿元）",), unit="万元"),
            ("cell C2: the unit is 万元", "亿元 in cell A1"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月，亿元）", "单位：万元")),
            ("cell A1: the unit is 亿元", "万元 in cell B1"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月）", "单位：千元"), notes=("注：本表金额单位为万元。",)),
            ("cell A4: the unit is 万元", "千元 in cell B1"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月）",), unit="万元", notes=("注：本表金额单位为千元。",)),
            ("cell C2: the unit is 万元", "千元 in cell A4"),
        ),
        (
            _sheet((f"{TITLE}（2016年3月）", "单位：千元"), name="财务状况（万元）"),
            ("the name of the sheet: the unit is 万元", "千元 in cell B1", "工作表名写的是"),
        ),
        (
            _sheet(("主要产品产量（2016年3月）", "单位：万元"), form=OUTPUT, name="产量"),
            ("cell K2: the unit is 元", "万元 in cell B1"),
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_says_two_units_is_refused_with_both_places(sheet: Sheet, places: tuple[str, ...]) -> None:
    delivery = _read(sheet)

    assert delivery.refusal is not None and delivery.datasets == {}
    assert [place for place in places if place not in delivery.refusal] == []
    assert "中文：" in delivery.refusal and "计量单位前后不一" in delivery.refusal


def test_a_unit_that_is_said_twice_alike_is_taken() -> None:
    sheet = _sheet(
        (f"{TITLE}（2016年3月，万元）", "单位：万元、人"), unit="万元", notes=("注：金额单位为万元。",), name="（万元）"
    )

    delivery = _read(sheet)

    assert delivery.refusal is None
    revenue = delivery.datasets["observation"].filter(indicator_id="revenue", period_kind="month")
    assert revenue.select("value", "value_received", "factor").rows() == [(50, "5", 10)]
