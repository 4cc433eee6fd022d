from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from warehouse.domain.naming import Naming
from warehouse.domain.period import Period
from warehouse.errors import SourceChanged
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.delimited import read_delimited
from warehouse.reading.grid import build_sheet
from warehouse.reading.json_text import read_json
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery
from warehouse.transforms.finding import Severity
from warehouse.transforms.returns import check_period

SERIES = "宏观经济指标序列,,,,,,,,,\n指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源\n"
REGISTER_HEAD = "统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期\n"


def _financial(title: str, unit: str = "单位：千元") -> str:
    names = ("工业总产值", "营业收入", "营业成本", "利润总额", "研发费用")
    flows = [f"{name}{fact}" for name in names for fact in ("本月", "本年累计", "上年同期", "上年同期累计")]
    stocks = [f"{name}{fact}" for name in ("资产总计", "平均用工人数") for fact in ("期末", "上年同期")]
    header = ["统一社会信用代码", "单位名称", *flows, *stocks]
    padding = "," * (len(header) - 2)
    return (
        f"{title},{unit}{padding}\n{','.join(header)}\n"
        f"91620000XN000001WJ,甲有限公司,{','.join(str(number) for number in range(24))}\n"
    )


def test_a_return_of_january_is_refused_with_its_form_known(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_financial("骨干企业月度财务状况（2016年1月）"))

    assert delivery.refusal is not None and "2016-01 is not collected by this form" in delivery.refusal
    assert "January and February come together in February" in delivery.refusal
    assert (delivery.form_id, delivery.period, delivery.datasets) == ("monthly_financial_return", "2016-01", {})


def test_a_date_beside_the_title_is_not_the_period(deliver: Callable[[str], Delivery]) -> None:
    text = "有效期至：2017年1月" + "," * 25 + "\n" + _financial("财务状况（2016年3月）")

    assert deliver(text).period == "2016-03"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("财务状况", "names no month"),
        ("财务状况2016年3月,财务状况2016年4月", "cell A1 says 2016-03 ('财务状况2016年3月'), and Sheet 'csv', cell B1"),
        ("（2015年12月修订）财务状况2016年3月", "cell A1 names several months, 2015-12 and 2016-03"),
        ("财务状况（2016年2月-3月）", "cell A1 names several months, 2016-02 and 2016-03"),
    ],
)
def test_a_return_that_names_no_or_several_months_is_refused(
    title: str, reason: str, deliver: Callable[[str], Delivery]
) -> None:
    delivery = deliver(_financial(title, unit=""))

    assert delivery.refusal is not None and reason in delivery.refusal


def test_a_layout_holds_a_row_whose_year_is_none() -> None:
    head = "region_code,year,value_100m_yuan,vintage,source_note\n"
    text = f"{head}620000,2015,6790.32,A_first_release,x\n620000,20I6,7152.0,A_first_release,x\n"

    delivery = read_delivery((read_delimited(text),), "a.csv", built_in(), naming=Naming("张", "gdp"))

    assert delivery.datasets["observation"]["period"].to_list() == ["2015"]
    assert [(found.severity, found.rule, found.cell) for found in delivery.findings] == [
        (Severity.HELD, "period_not_understood", "B3"),
        (Severity.INFO, "named_by_a_person", None),
    ]
    assert (delivery.rows_read, delivery.rows_accepted) == (2, 1)


def test_without_any_unit_the_forms_own_is_assumed_with_a_warning(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_financial("财务状况（2016年3月）", unit=""))

    assert [(found.severity, found.rule) for found in delivery.findings] == [(Severity.WARNING, "unit_assumed")]


def test_hundred_millions_become_thousands(deliver: Callable[[str], Delivery]) -> None:
    observations = deliver(_financial("财务状况（2016年3月）", unit="单位：亿元")).datasets["observation"]

    assert observations["value"][1] == Decimal(100_000)
    assert set(observations["unit_received"]) == {"cny_1e8", "person"}


def test_a_file_without_the_mark_is_not_synthetic(deliver: Callable[[str], Delivery]) -> None:
    assert not deliver(_financial("财务状况（2016年3月）")).is_synthetic
    assert deliver(_financial("财务状况（2016年3月）合成数据")).is_synthetic


def test_an_enterprise_named_after_synthetic_data_does_not_make_its_file_synthetic(
    deliver: Callable[[str], Delivery],
) -> None:
    text = _financial("财务状况（2016年3月）").replace("甲有限公司", "甲合成数据科技有限公司")

    assert not deliver(text).is_synthetic


def test_a_header_without_rows_is_refused(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(REGISTER_HEAD + ",,,,,,\n")

    assert delivery.refusal is not None and "there is no row below the header" in delivery.refusal


def test_a_file_of_no_form_names_the_nearest_and_what_it_lacks(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver("统一社会信用代码,单位名称,电话\n1,2,3\n")

    assert delivery.refusal is not None
    assert "the nearest is" in delivery.refusal and "it lacks" in delivery.refusal
    assert delivery.form_id is None


def test_a_file_of_nothing_we_know_is_refused_with_the_known_forms(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver("code,name\n11,甲\n")

    assert delivery.refusal is not None and "骨干企业名录" in delivery.refusal


def test_macro_values_are_converted_to_the_unit_of_the_indicator(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(SERIES + "gdp,,620000,2015,年,67903200,万元,first_release,2016-02-25,公报\n")

    (row,) = delivery.datasets["observation"].rows(named=True)
    assert (row["value"], row["value_received"], row["unit_received"]) == (Decimal("6790.32"), "67903200", "cny_1e4")
    assert (row["subject_kind"], row["subject_code"], row["vintage_id"]) == ("region", "620000", "first_release")


@pytest.mark.parametrize(
    ("line", "rule", "cell"),
    [
        ("gpd,,620000,2015,年,1,亿元,v,,", "unknown_indicator", "A3"),
        ("gdp,,620000,2015,年,1,吨,v,,", "unit_conflict", "G3"),
        ("gdp,,620000,2015,累计,1,亿元,v,,", "kind_and_period_differ", "E3"),
        ("gdp,,620000,2015,旬,1,亿元,v,,", "not_a_choice", "E3"),
        ("gdp,,甘肃,2015,年,1,亿元,v,,", "not_the_pattern", "C3"),
        ("gdp,,620000,2015,年,1,亿元,,,", "missing_value", "H3"),
    ],
)
def test_a_macro_row_that_cannot_be_is_held(
    line: str, rule: str, cell: str, deliver: Callable[[str], Delivery]
) -> None:
    delivery = deliver(f"{SERIES}{line}\n")

    assert [(found.rule, found.cell) for found in delivery.findings] == [(rule, cell)]
    assert (delivery.rows_read, delivery.rows_accepted) == (1, 0)


def test_february_to_date_of_a_macro_series_covers_two_months(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(SERIES + "fixed_asset_investment,,100000,2014-02,累计,30283.0,亿元,as_published,,\n")

    assert delivery.datasets["observation"]["months_covered"].to_list() == [2]


def test_a_sheet_that_is_not_the_form_is_told_and_not_read() -> None:
    form = build_sheet(
        "名录", [line.split(",") for line in (REGISTER_HEAD + "91620000XN000001WJ,甲,620302,1,新,1,").split("\n")]
    )
    hidden = build_sheet("lists", [["在库"], ["退出"]], is_hidden=True)
    other = build_sheet("附表", [["x", "y"], ["1", "2"]])

    delivery = read_delivery((form, hidden, other), "a.xlsx", built_in())

    assert delivery.rows_accepted == 1
    assert [(found.severity, found.rule, found.sheet) for found in delivery.findings] == [
        (Severity.INFO, "sheet_not_read", "lists"), (Severity.WARNING, "sheet_not_read", "附表"),
    ]  # fmt: skip


def test_a_form_may_stand_in_several_sheets() -> None:
    rows = [[*line.split(",")] for line in REGISTER_HEAD.strip().split("\n")]
    sheets = tuple(
        build_sheet(name, [*rows, [code, "甲", "620302", "1", "新", "1", ""]])
        for name, code in (("兰州", "91620000XN000001WJ"), ("酒泉", "91620000XN000002WK"))
    )

    delivery = read_delivery(sheets, "a.xlsx", built_in())

    assert delivery.datasets["enterprise"].select("source_sheet", "source_row").rows() == [("兰州", 2), ("酒泉", 2)]


@pytest.mark.parametrize(
    "text",
    [
        SERIES + "gdp,生产总值合计,620000,2015,年,6790,亿元,v1,,\n合计,,,,,6790,,,,\n",
        "指标代码,指标名称,地区代码,单位,版本,2014年,2015年\ngdp,生产总值合计,620000,亿元,v1,,6790\n合计,,,,,,6790\n",
    ],
)
def test_an_indicator_that_is_called_a_total_is_a_row(text: str, deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(text)

    assert delivery.datasets["observation"].select("indicator_id", "period").rows() == [("gdp", "2015")]
    assert (delivery.refusal, delivery.rows_read) == (None, 1)


@pytest.mark.parametrize(
    "title",
    [
        "财务状况（2016年1月-3月）",
        "财务状况 2016年1月至2016年3月",
        "2016年3月财务状况（2016年4月10日报）",
        "财务状况 截至2016年3月31日",
    ],
)
def test_a_title_may_name_the_months_to_date_or_days_beside_its_month(
    title: str, deliver: Callable[[str], Delivery]
) -> None:
    assert deliver(_financial(title)).period == "2016-03"


def test_a_sheet_that_is_named_after_another_month_is_not_taken_for_that_of_the_first() -> None:
    rows = [line.split(",") for line in _financial("骨干企业月度财务状况（2016年3月）").splitlines()]
    undated = [["骨干企业月度财务状况", *rows[0][1:]], rows[1], [synthetic_credit_code(2), *rows[2][1:]]]

    refused, taken = (
        read_delivery((build_sheet("3月", rows), build_sheet(name, undated)), "a.xlsx", built_in())
        for name in ("4月", "1-3月")
    )

    assert refused.refusal is not None and "and the name of sheet '4月' says 4月" in refused.refusal
    assert (taken.period, taken.rows_read) == ("2016-03", 2)


@pytest.mark.parametrize(
    "text",
    [
        SERIES + "industrial_va_yoy,增速,620000,2016-03,月,6.5%,%,v1,,\ngdp,总值,620000,2016-Q1,累计,6.5%,亿元,v1,,\n",
        "指标代码,地区代码,单位,版本,2016年3月,2016年4月\nindustrial_va_yoy,620000,%,v1,6.5％,\ngdp,620000,亿元,v1,,6.5%\n",
    ],
)
def test_the_sign_that_repeats_the_unit_of_a_row_is_no_other_unit(
    text: str, deliver: Callable[[str], Delivery]
) -> None:
    delivery = deliver(text)

    found = delivery.datasets["observation"].filter(pl.col("value").is_not_null())
    assert found.select("indicator_id", "value").rows() == [("industrial_va_yoy", Decimal("6.5"))]
    assert [finding.rule for finding in delivery.findings if finding.severity is Severity.HELD] == ["not_a_number"]


def test_a_row_on_two_sheets_is_taken_once_and_held_where_they_differ() -> None:
    head = [[*line.split(",")] for line in REGISTER_HEAD.strip().split("\n")]
    same, differs = (
        [synthetic_credit_code(1), "甲", "620302", "1", "新"],
        [synthetic_credit_code(2), "乙", "620302", "1", "新"],
    )
    sheets = (
        build_sheet("底稿", [*head, [*same, "1", ""], [*differs, "1", ""]]),
        build_sheet("定稿", [*head, [*differs, "2", ""], [*same, "1", ""]]),
    )

    delivery = read_delivery(sheets, "a.xlsx", built_in())

    assert delivery.datasets["enterprise"].select("source_sheet", "source_row").rows() == [("底稿", 2)]
    assert [(found.rule, found.sheet, found.row) for found in delivery.findings] == [
        ("duplicate_row", "底稿", 3), ("duplicate_row", "定稿", 2), ("repeated_row", "定稿", 3),
    ]  # fmt: skip
    assert (delivery.rows_read, delivery.rows_accepted) == (4, 1)


def test_a_header_may_stand_far_below_the_notes_of_a_form(deliver: Callable[[str], Delivery]) -> None:
    notes = "".join(f"填报要求第{number}条,,,,,,\n" for number in range(1, 101))

    delivery = deliver(f"骨干企业名录,,,,,,\n{notes}{REGISTER_HEAD}91620000XN000001WJ,甲有限公司,620102,,新材料,1,\n")

    assert (delivery.refusal, delivery.form_id, delivery.rows_accepted) == (None, "enterprise_register", 1)


def test_a_published_growth_is_kept_beside_levels_that_say_otherwise(deliver: Callable[[str], Delivery]) -> None:
    """Profit of industry, January to May 2018: 27298.3 after 29047.6 as published, and a growth of 16.5 per cent."""
    delivery = deliver(
        SERIES
        + "industrial_profit,,100000,2017-05,累计,29047.6,亿元,as_published,,\n"
        + "industrial_profit,,100000,2018-05,累计,27298.3,亿元,as_published,,\n"
        + "industrial_profit_yoy,,100000,2018-05,累计,16.5,%,as_published,,\n"
    )

    values = delivery.datasets["observation"].select("indicator_id", "value", "unit_stored").rows()
    assert values[1:] == [
        ("industrial_profit", Decimal("27298.3"), "cny_1e8"),
        ("industrial_profit_yoy", Decimal("16.5"), "percent"),
    ]
    methods = {name: one.growth_method for name, one in built_in().indicators.items()}
    assert (methods["industrial_profit_yoy"], methods["industrial_profit"]) == ("same_base", None)
    assert methods["industrial_va_yoy"] == "comparable_prices"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("crude_steel_output,,100000,2016-01,月,6000,万吨,v,,", ["F3"]),
        ("crude_steel_output,,100000,2015-02,月,6172,万吨,v,,", []),
        ("crude_steel_output,,100000,2016-02,累计,12107,万吨,v,,", []),
        ("crude_steel_output,,100000,2016-03,月,7065,万吨,v,,", []),
        ("fixed_asset_investment,,100000,2014-01,月,15141.5,亿元,v,,", ["F3"]),
        ("ppi_yoy_index,,100000,2016-01,月,94.7,上年同月=100,v,,", []),
    ],
)
def test_a_month_that_is_published_with_another_is_told_by_indicator_and_year(
    line: str, told: list[str], deliver: Callable[[str], Delivery]
) -> None:
    delivery = deliver(f"{SERIES}{line}\n")

    assert [found.cell for found in delivery.findings if found.rule == "month_not_published"] == told
    assert delivery.rows_accepted == 1


def test_a_month_that_is_published_with_another_is_told_above_columns_too(deliver: Callable[[str], Delivery]) -> None:
    head = "宏观经济指标,,,,,,\n指标代码,指标名称,地区代码,单位,版本,2016-01,2016年1-2月\n"

    delivery = deliver(f"{head}crude_steel_output,,100000,万吨,v,6000,12107\n")

    assert [(found.rule, found.cell) for found in delivery.findings] == [("month_not_published", "F3")]


def _json_return(*periods: str) -> str:
    rows = _financial("财务状况").split("\n")
    headings, cells = rows[1].split(","), rows[2].split(",")
    lines = [dict(zip(["报告期", *headings], [period, *cells], strict=True)) for period in periods]
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def test_a_return_without_a_title_names_its_month_in_its_rows() -> None:
    delivery = read_delivery((read_json(_json_return("2016-03", "2016年3月")),), "return.jsonl", built_in())

    assert (delivery.refusal, delivery.period, delivery.rows_read) == (None, "2016-03", 2)
    assert set(delivery.datasets["observation"]["period"]) == {"2016-03"}


def test_a_return_whose_rows_name_several_months_is_refused() -> None:
    delivery = read_delivery((read_json(_json_return("2016-03", "2016-04")),), "return.jsonl", built_in())

    assert (
        delivery.refusal is not None
        and "cell A2 says 2016-03" in delivery.refusal
        and "cell A3 says 2016-04" in delivery.refusal
    )


@pytest.mark.parametrize(
    ("periods", "reason"),
    [
        (
            ("2016-04",),
            "and Sheet 'csv', cell C3 says 2016-04",
        ),
        (("2016年3月", "201604"), "cell C4: '201604' names no month"),
        (("2016-03", "4月"), "cell C4: '4月' names no month"),
    ],
)
def test_a_row_that_names_another_month_than_the_title_refuses_the_file(
    periods: tuple[str, ...], reason: str, deliver: Callable[[str], Delivery]
) -> None:
    title, header, row = _financial("骨干企业月度财务状况（2016年3月）").splitlines()
    rows = [
        row.replace("有限公司,", f"有限公司,{period},").replace("WJ", f"W{'JK'[n]}") for n, period in enumerate(periods)
    ]
    text = "\n".join([f"{title},", header.replace("单位名称,", "单位名称,报告期,"), *rows]) + "\n"

    delivery = deliver(text)

    assert delivery.refusal is not None and reason in delivery.refusal


def test_a_price_index_keeps_apart_what_it_is_compared_with(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(
        SERIES
        + "ppi_mom_index,,100000,2016-03,月,100.5,上月=100,v,,\n"
        + "ppi_yoy_index,,100000,2015,年,94.8,上年＝100,v,,\n"
        + "ppi_yoy_index,,100000,2016-03,月,100.5,上月=100,v,,\n"
    )

    units = delivery.datasets["observation"].select("indicator_id", "unit_stored").rows()
    assert units == [("ppi_mom_index", "index_mom"), ("ppi_yoy_index", "index_yoy")]
    assert [(found.rule, found.cell) for found in delivery.findings] == [("unit_conflict", "G5")]


def test_an_index_of_a_fixed_base_goes_with_that_base_alone(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(
        SERIES
        + "ppi_base_2015_index,,100000,2016-03,月,100.5,2015年=100,v,,\n"
        + "ppi_base_2020_index,,100000,2020-03,月,99.5,2020年为100,v,,\n"
        + "ppi_base_2015_index,,100000,2016-04,月,100.5,2020年＝100,v,,\n"
        + "ppi_yoy_index,,100000,2016-03,月,100.5,2015=100,v,,\n"
        + "ppi_base_2015_index,,100000,2016-05,月,100.5,上年同月=100,v,,\n"
        + "ppi_base_2015_index,,100000,2016-06,月,100.5,定基,v,,\n"
    )

    units = delivery.datasets["observation"].select("indicator_id", "unit_stored").rows()
    assert units == [("ppi_base_2015_index", "index_2015"), ("ppi_base_2020_index", "index_2020")]
    assert [(found.rule, found.cell) for found in delivery.findings] == [
        ("unknown_unit", "G8"), ("unit_conflict", "G5"), ("unit_conflict", "G6"), ("unit_conflict", "G7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "value"),
    [("亿千瓦时", "90"), ("亿kWh", "90"), ("万度", "900000"), ("万千瓦时", "900000"), ("度", "9000000000")],
)
def test_electricity_comes_in_every_unit_that_is_in_use(
    unit: str, value: str, deliver: Callable[[str], Delivery]
) -> None:
    (stored,) = deliver(f"{SERIES}power_use,,620000,2015,年,{value},{unit},v,,\n").datasets["observation"]["value"]

    assert stored == Decimal(9_000_000_000)


def test_points_never_become_per_cent(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(SERIES + "sei_share_gdp,,620000,2015,年,0.4,个百分点,v,,\n")

    assert [(found.rule, found.cell) for found in delivery.findings] == [("unit_conflict", "G3")]


def test_a_return_about_a_month_before_its_form_is_refused(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_financial("财务状况（2013年12月）"))

    assert delivery.refusal is not None and "2013-12 lies outside" in delivery.refusal
    assert "in force: since 2014-01-01." in delivery.refusal


def test_a_form_that_ended_takes_its_last_month_and_none_after() -> None:
    ended = replace(FORMS["monthly_financial_return"], valid_to=date(2016, 3, 31))

    check_period(ended, Period(2016, month=3))
    with pytest.raises(SourceChanged, match=r"2016-04 lies outside .*: from 2014-01-01 to 2016-03-31"):
        check_period(ended, Period(2016, month=4))
