"""No layout supplies an indicator or a unit: the file names them, or a person, or the file waits.

Workbooks as offices send them, made here: a matrix of population, retail sales, fiscal revenue.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from warehouse.domain.naming import Naming
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.naming import read_naming
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.transforms.delivery import Delivery, read_delivery

GDP = Naming("王芳", "gdp", "cny_1e8", "post_4th_census")
POPULATION = [
    ["年份", "北京市", "天津市", "河北省", "甘肃省"],
    [2015, 2188, 1439, 7345, 2523],
    [2014, 2171, 1429, 7323, 2531],
]
SERIES = ["date", "value", "yoy", "mom", "ytd_value", "ytd_yoy", "jan_feb_combined"]
RETAIL = [SERIES, ["2015-03-01", 22722.8, None, None, 70715.3, None, "False"],
          ["2015-04-01", 22386.7, None, None, 93102.0, None, "False"]]  # fmt: skip
FISCAL = [SERIES, ["2016-03-01", 95.7, None, None, 95.2, None, "False"]]

Rows = list[list[object]]


def deliver(folder: Path, name: str, rows: Rows, naming: Naming | None = None, sheet: str = "Sheet1") -> Delivery:
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return read_delivery(open_file(path, Limits()).sheets, name, built_in(), naming=naming)


@pytest.mark.parametrize(
    ("name", "rows", "missing"),
    [
        ("gdp_by_province.xlsx", POPULATION, "数据是哪个指标、用什么计量单位"),
        ("fixed_asset_investment_2015.xlsx", RETAIL, "数据是哪个指标、用什么计量单位、是哪个地区"),
        ("ppi_2016.xlsx", FISCAL, "数据是哪个指标、用什么计量单位、是哪个地区"),
        ("a.xlsx", [["region_code", "year", "value_100m_yuan", "vintage", "source_note"], [620000, 2015, 1, "v", ""]],
         "数据是哪个指标"),
        ("gdp.xlsx", [["年份", "省份", "GDP总量", "第一产业", "第二产业", "第三产业"], [2015, "甘肃省", 1, 2, 3, 4]],
         "用什么计量单位"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_say_what_it_holds_waits_whatever_it_is_called(
    tmp_path: Path, name: str, rows: Rows, missing: str
) -> None:
    delivery = deliver(tmp_path, name, rows)

    assert delivery.is_waiting and "observation" not in delivery.datasets
    told = delivery.refusal or ""
    assert f"但文件没有写明{missing}。文件已存档，其中数据均未采用。" in told
    assert "longmai ingest FILE --" in told and "--by NAME" in told and "Name it" not in told


@pytest.mark.parametrize(
    "title", ["各省年末常住人口（万人）", "各地区人均地区生产总值（元）", "地区生产总值指数（上年=100）"]
)
def test_a_title_that_is_no_name_of_an_indicator_is_no_indicator(tmp_path: Path, title: str) -> None:
    delivery = deliver(tmp_path, "gdp.xlsx", [[title], *POPULATION])

    assert delivery.datasets["observation"].is_empty()
    assert {(found.rule, found.cell) for found in delivery.findings} == {("series_unassigned", "A1")}
    assert set(delivery.datasets["series"]["why"]) == {"unknown_indicator"}


@pytest.mark.parametrize(
    "title", ["各省年末常住人口（万人）", "各地区人均地区生产总值（元）", "社会消费品零售总额（亿元）"]
)
def test_a_person_who_contradicts_the_title_is_refused_with_both_places(tmp_path: Path, title: str) -> None:
    delivery = deliver(tmp_path, "a.xlsx", [[title], *POPULATION], GDP)

    assert delivery.refusal is not None and not delivery.is_waiting
    assert f"工作表“Sheet1”A1单元格写的是“{title}”，王芳 指明的却是“地区生产总值”" in delivery.refusal


def test_a_person_who_contradicts_the_unit_line_is_refused(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "a.xlsx", [["地区生产总值"], [None, None, None, "单位：万元"], *POPULATION], GDP)

    assert "工作表“Sheet1”D2单元格写的是“单位：万元”，王芳 指明的却是“亿元”" in (delivery.refusal or "")


def test_a_person_names_a_matrix(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "a.xlsx", POPULATION, GDP)

    read = delivery.datasets["observation"].filter(subject_code="620000", period="2015")
    assert read.select("indicator_id", "value", "unit_received", "vintage_id", "source_row").rows() == [
        ("gdp", Decimal(2523), "cny_1e8", "post_4th_census", 2)
    ]
    assert [found.rule for found in delivery.findings] == ["named_by_a_person"]


@pytest.mark.parametrize(
    "rows",
    [
        [["2015年分省地区生产总值（万元）"], *POPULATION],
        [["地区生产总值", None, None, "单位：万元"], *POPULATION],
        [["地区生产总值"], *POPULATION, ["注：本表单位：万元。"]],
    ],
)  # fmt: skip
def test_a_matrix_that_names_its_indicator_and_unit_needs_nobody(tmp_path: Path, rows: Rows) -> None:
    delivery = deliver(tmp_path, "a.xlsx", rows)

    assert delivery.refusal is None, delivery.refusal
    read = delivery.datasets["observation"].filter(subject_code="620000", period="2015")
    assert read.select("indicator_id", "value", "vintage_id").rows() == [("gdp", Decimal("0.2523"), "not_named")]
    assert [found.rule for found in delivery.findings] == ["vintage_not_named"]


def test_two_units_above_one_matrix_are_refused_with_both_places(tmp_path: Path) -> None:
    delivery = deliver(tmp_path, "a.xlsx", [["地区生产总值（亿元）"], ["单位：万元"], *POPULATION])

    assert "工作表“Sheet1”A1单元格与工作表“Sheet1”A2单元格的计量单位不一致" in (delivery.refusal or "")


def test_a_price_index_is_told_by_its_unit(tmp_path: Path) -> None:
    title = "全国工业生产者出厂价格指数"

    unclear = deliver(tmp_path, "a.xlsx", [[title], *FISCAL])
    clear = deliver(tmp_path, "b.xlsx", [[f"{title}（上年同月=100）"], *FISCAL])

    assert unclear.is_waiting and "ppi_mom_index, ppi_yoy_index" in (unclear.refusal or "")
    assert set(clear.datasets["observation"]["indicator_id"]) == {"ppi_yoy_index"}
    assert set(clear.datasets["observation"]["subject_code"]) == {"100000"}


def test_months_that_are_differences_of_the_years_to_date_are_not_taken(tmp_path: Path) -> None:
    naming = Naming("王芳", "industrial_profit", "cny_1e8", None, "620000")

    derived = deliver(tmp_path, "a.xlsx", RETAIL, naming)
    published = deliver(tmp_path, "b.xlsx", [*RETAIL[:2], ["2015-04-01", 22000, None, None, 93102.0, None, ""]], naming)

    assert set(derived.datasets["observation"]["period_kind"]) == {"ytd"}
    assert set(published.datasets["observation"]["period_kind"]) == {"month", "ytd"}


def test_nobody_names_a_form_of_ours(tmp_path: Path) -> None:
    rows: Rows = [
        ["指标代码", "地区代码", "单位", "版本", "时期", "时期类型", "数值"],
        ["gdp", 620000, "亿元", "v", 2015, "年", 1],
    ]

    delivery = deliver(tmp_path, "a.xlsx", rows, GDP)

    assert "内容由文件本身写明，无须另行指明" in (delivery.refusal or "")


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ({"indicator": "gpd", "person": "王芳"}, UnknownName, "gdp (地区生产总值)"),
        ({"indicator": "PPI", "person": "王芳"}, UnknownName, "ppi_mom_index"),
        ({"unit": "亿圆", "person": "王芳"}, UnknownName, "亿元"),
        ({"region": "甘素省", "person": "王芳"}, UnknownName, "甘肃省"),
        ({"indicator": "gdp", "unit": "吨", "person": "王芳"}, InvalidArgument, "Its unit is 亿元."),
        ({"indicator": "gdp", "unit": "亿元"}, InvalidArgument, "--indicator, --unit without --by"),
        ({"person": "王芳"}, InvalidArgument, "--by without a naming"),
        ({"indicator": "gdp", "person": " "}, InvalidArgument, "empty"),
    ],
)  # fmt: skip
def test_a_naming_that_cannot_be_is_refused_with_what_is_near(
    words: dict[str, str], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told.replace("(", r"\(").replace(")", r"\)")):
        read_naming(built_in(), **words)


def test_a_naming_is_written_in_the_words_of_people() -> None:
    assert read_naming(built_in(), indicator="地区生产总值", unit="亿元", region="甘肃", person=" 王芳 ") == Naming(
        "王芳", "gdp", "cny_1e8", None, "620000"
    )
