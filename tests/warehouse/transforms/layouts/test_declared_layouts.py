"""Layouts as data: every shape of the national service's export and of a terminal's, and what is unknown in them.

The numbers are invented; the shapes are those that statistics offices have.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from warehouse.domain.naming import Naming
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.transforms.delivery import Delivery, read_delivery

Deliver = Callable[[str], Delivery]
Rows = list[list[object]]


def workbook(folder: Path, sheets: dict[str, Rows], name: str = "a.xlsx", naming: Naming | None = None) -> Delivery:
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, rows in sheets.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return read_delivery(open_file(path, Limits()).sheets, name, built_in(), naming=naming)


def in_force(delivery: Delivery) -> list[tuple[object, ...]]:
    """What of a file is in force: indicator, region, period, kind, value and cell."""
    assert delivery.refusal is None, delivery.refusal
    return (
        delivery.datasets["observation"]
        .select(
            "indicator_id", "subject_code", "period", "period_kind", pl.col("value").cast(pl.Float64),
            pl.col("source_column") + pl.col("source_row").cast(pl.String),
        )
        .rows()
    )  # fmt: skip


def unassigned(delivery: Delivery) -> list[tuple[object, ...]]:
    """The values that wait with their series."""
    assert delivery.refusal is None, delivery.refusal
    values = delivery.datasets.get("series_value")
    return [] if values is None else values.select("series_id", "period", pl.col("value").cast(pl.Float64)).rows()


def why(delivery: Delivery) -> dict[str, str | None]:
    series = delivery.datasets["series"]
    return dict(series.select("series_id", "why").rows())


_SQUARE = ["B4", "B5", "C4", "C5"]
NOTES = "注：1.本表为初步数。\n　　　2.各项按现价，2024年修订。\n数据来源：国家统计局\n"


def test_provinces_by_month_of_one_indicator(deliver: Deliver) -> None:
    told = deliver(
        "数据库：分省月度数据\n指标：规模以上工业增加值增速(%)\n时间：最近3个月\n"
        f"地区,2024年3月,2024年2月,2023年12月\n北京市,1,,3\n甘肃省,7.5,6.1,\n{NOTES}"
    )

    assert unassigned(told) == [
        ("nbs/规模以上工业增加值增速/%/110000", "2024-03", 1.0),
        ("nbs/规模以上工业增加值增速/%/620000", "2024-03", 7.5),
        ("nbs/规模以上工业增加值增速/%/620000", "2024-02", 6.1),
        ("nbs/规模以上工业增加值增速/%/110000", "2023-12", 3.0),
    ]
    assert set(why(told).values()) == {"unknown_indicator"}
    assert [found.cell for found in told.findings if found.rule == "series_unassigned"] == ["A5", "A6"]


@pytest.mark.parametrize("head", ["指标：地区生产总值累计值(亿元)", "指标,地区生产总值_累计值（亿元）"])
def test_provinces_by_quarter_newest_first(head: str, deliver: Deliver) -> None:
    told = deliver(
        f"数据库：分省季度数据\n{head}\n时间：最近2季度\n地区,2024年第二季度,2024年第一季度\n"
        f"甘肃省,6000.5,2900.1\n青海省,1800,\n{NOTES}"
    )

    assert in_force(told) == [
        ("gdp", "620000", "2024-Q2", "ytd", 6000.5, "B5"),
        ("gdp", "630000", "2024-Q2", "ytd", 1800.0, "B6"),
        ("gdp", "620000", "2024-Q1", "ytd", 2900.1, "C5"),
    ]


def test_indicators_of_one_province_have_the_region_of_the_head(deliver: Deliver) -> None:
    told = deliver(
        f"数据库：分省季度数据\n地区：甘肃省\n时间：最近2季度\n指标,2024年第二季度,2024年第一季度\n"
        f"地区生产总值累计值(亿元),6000,2900\n农业(亿元),5,6\n{NOTES}"
    )

    assert {row[:4] for row in in_force(told)} == {
        ("gdp", "620000", "2024-Q2", "ytd"), ("gdp", "620000", "2024-Q1", "ytd"),
    }  # fmt: skip
    assert why(told)["nbs/农业/亿元/620000/quarter"] == "unknown_indicator"


def test_a_finding_says_all_that_is_unknown_of_a_series(deliver: Deliver) -> None:
    told = deliver(
        "指标,幸福感_当期值,满意度_当期值\n地区,桃花源,甘肃省\n频度,月,月\n单位,升斗,％\n2024-03-31,5,6\n2023-12-31,4,7\n"
    )

    said = {found.text: found.message for found in told.findings if found.rule == "series_unassigned"}
    assert said["幸福感_当期值 (升斗)"] == (
        "Stored and in no figure: no indicator is known by its name; its unit is unknown or does not measure the "
        "indicator; its region '桃花源' is unknown. Assign it once for all files with longmai series assign, or ignore "
        "it; longmai series list shows its id. Add the unit to units.csv of the programme. Add the region to "
        "regions.csv of the programme. 中文：已存档，未计入任何数据：名称未对应到已登记的指标；计量单位未登记，"
        "或不能用来计量该指标；地区“桃花源”未登记。"
        "请用 longmai series assign 指明一次，以后各文件自动采用；不需要的请忽略。编号见 longmai "
        "series list。请在方案的 units.csv 中登记该计量单位。请在方案的 regions.csv 中登记该地区。"
    )
    assert "units.csv" not in said["满意度_当期值 (％)"] and "regions.csv" not in said["满意度_当期值 (％)"]


@pytest.mark.parametrize("database", ["分省季度数据", "主要城市月度价格", "港澳台月度数据"])
def test_a_file_of_provinces_without_the_line_of_its_region_is_never_the_nation(
    database: str, deliver: Deliver
) -> None:
    told = deliver(f"数据库：{database}\n时间：最近1季度\n指标,2024年第一季度\n地区生产总值累计值(亿元),2900\n")

    assert in_force(told) == []
    assert why(told) == {"nbs/地区生产总值累计值/亿元//quarter": "unknown_region"}
    assert told.has_unassigned


def test_a_table_without_the_name_of_its_database_is_not_the_nation_either(deliver: Deliver) -> None:
    told = deliver("指标,单位,2015年,2014年\n地区生产总值,亿元,6790,6800\n常住人口,万人,2600,2590\n")

    assert in_force(told) == []
    assert why(told) == {
        "any/地区生产总值/亿元//year": "unknown_region",
        "any/常住人口/万人//year": "unknown_indicator",
    }


def test_a_table_of_an_office_has_the_region_of_its_title_and_a_unit_for_each_row(deliver: Deliver) -> None:
    told = deliver("甘肃省主要经济指标\n指标,单位,2015年,2014年\n地区生产总值,亿元,6790,6800\n粗钢产量,万吨,852,1000\n")

    assert in_force(told)[:2] == [
        ("gdp", "620000", "2015", "year", 6790.0, "C3"),
        ("crude_steel_output", "620000", "2015", "year", 8520000.0, "C4"),
    ]


def test_four_rows_of_header_name_each_column(deliver: Deliver) -> None:
    told = deliver(
        "指标,国内生产总值_累计值,地区生产总值,社会消费品零售总额_当期值\n地区,全国,甘肃省,全国\n频度,季,年,月\n单位,亿元,亿元,亿元\n"
        "2024-03-31,300,,44\n2023-12-31,1200,11864,43\n数据来源：国家统计局\n"
    )

    assert in_force(told) == [
        ("gdp", "100000", "2024-Q1", "ytd", 300.0, "B5"),
        ("gdp", "100000", "2023-Q4", "ytd", 1200.0, "B6"),
        ("gdp", "620000", "2023", "year", 11864.0, "C6"),
    ]
    assert unassigned(told) == [
        ("nbs/社会消费品零售总额_当期值/亿元/100000", "2024-03", 44.0),
        ("nbs/社会消费品零售总额_当期值/亿元/100000", "2023-12", 43.0),
    ]


def test_a_dash_is_no_unit(deliver: Deliver) -> None:
    told = deliver("指标,地区生产总值指数(上年=100)\n地区,甘肃省\n频度,年\n单位,-\n2024,105.8\n")

    assert list(why(told)) == ["nbs/地区生产总值指数/上年=100/620000/year"]


def test_a_month_inside_a_quarter_is_no_value_of_a_quarterly_series(deliver: Deliver) -> None:
    told = deliver(
        "指标,地区生产总值_累计值,第二产业\n地区,甘肃省,甘肃省\n频度,季,季\n单位,亿元,亿元\n2024-03,2900,9\n2024-04,3900,8\n"
    )

    assert [row[2] for row in in_force(told)] == ["2024-Q1"]
    assert [(found.rule, found.cell) for found in told.findings if found.severity == "held"] == [
        ("kind_and_period_differ", "B6")
    ]
    assert [row[1] for row in unassigned(told)] == ["2024-Q1", "2024-04"]
    assert (told.rows_read, told.rows_accepted) == (2, 1)


def test_months_down_and_indicators_across(deliver: Deliver) -> None:
    told = deliver(
        "数据库：月度数据\n时间：最近3个月\n时间,工业增加值_同比增长(%),工业增加值_累计增长(%)\n"
        f"2024年3月,4.5,6.1\n2024年2月,,7\n2023年12月,6.8,4.6\n{NOTES}"
    )

    assert unassigned(told) == [
        ("nbs/工业增加值_同比增长/%/100000", "2024-03", 4.5),
        ("nbs/工业增加值_同比增长/%/100000", "2023-12", 6.8),
        ("nbs/工业增加值_累计增长/%/100000", "2024-03", 6.1),
        ("nbs/工业增加值_累计增长/%/100000", "2024-02", 7.0),
        ("nbs/工业增加值_累计增长/%/100000", "2023-12", 4.6),
    ]
    assert [found.cell for found in told.findings if found.rule == "series_unassigned"] == ["B3", "C3"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("指标：地区生产总值(亿元)\n时间,甘肃省,青海省\n2023年,1,2\n2022年,3,4\n", _SQUARE),
        ("时间：2023年\n地区,地区生产总值(亿元),第一产业增加值(亿元)\n甘肃省,1,2\n青海省,3,4\n", _SQUARE),
        ("时间：2023年\n指标,甘肃省,青海省\n地区生产总值(亿元),1,2\n第一产业增加值(亿元),3,4\n", _SQUARE),
    ],
)  # fmt: skip
def test_any_two_of_indicator_region_and_time_may_be_the_axes(rows: str, cells: list[str], deliver: Deliver) -> None:
    told = deliver(f"数据库：分省年度数据\n{rows}{NOTES}")

    found = in_force(told)
    assert sorted(str(row[5]) for row in found) == cells
    assert {row[3] for row in found} == {"year"} and {row[1] for row in found} == {"620000", "630000"}


def test_the_sheets_of_a_workbook_are_read_and_a_repeated_figure_is_taken_once(tmp_path: Path) -> None:
    head = ["指标", "2024年第二季度", "2024年第一季度"]
    told = workbook(
        tmp_path,
        {
            "季度数据": [["数据库：季度数据"], ["时间：最近2季度"], head, ["国内生产总值当季值(亿元)", 321, 296],
                     ["国内生产总值累计值(亿元)", 617, 296]],
            "累计": [head, ["国内生产总值累计值(亿元)", 617, 296], ["金融业增加值累计值(亿元)", 50, 25]],
            "说明": [["本表由某处整理"]],
        },
    )  # fmt: skip

    assert [row[2:] for row in in_force(told)] == [
        ("2024-Q2", "quarter", 321.0, "B4"),
        ("2024-Q2", "ytd", 617.0, "B5"),
        ("2024-Q1", "quarter", 296.0, "C4"),
        ("2024-Q1", "ytd", 296.0, "C5"),
    ]
    assert [row[0] for row in unassigned(told)] == ["nbs/金融业增加值累计值/亿元/100000/quarter"] * 2
    assert [found.sheet for found in told.findings if found.rule == "sheet_not_read"] == ["说明"]


def test_sheets_that_contradict_each_other_are_held_and_neither_is_taken(tmp_path: Path) -> None:
    head, label = ["指标", "2024年第一季度"], "国内生产总值累计值(亿元)"
    told = workbook(
        tmp_path,
        {"a": [["数据库：季度数据"], head, [label, 296]], "b": [["数据库：季度数据"], head, [label, 297]]},
    )

    assert in_force(told) == []
    assert [(found.sheet, found.cell) for found in told.findings if found.rule == "duplicate_row"] == [
        ("a", "B3"), ("b", "B3"),
    ]  # fmt: skip


def test_a_second_header_ends_the_table(deliver: Deliver) -> None:
    told = deliver(
        "数据库：季度数据\n指标,2024年第一季度\n国内生产总值累计值(亿元),296\n\n"
        "指标,国内生产总值累计值(亿元)\n2018年10月,999\n行业,2018年10月\n农业,5\n"
    )

    assert in_force(told) == [("gdp", "100000", "2024-Q1", "ytd", 296.0, "B3")]
    assert unassigned(told) == []
    (found,) = (found for found in told.findings if found.rule == "rows_not_read")
    assert "5-8" in found.message


def test_a_region_named_inside_a_table_ends_it(deliver: Deliver) -> None:
    told = deliver(
        "数据库：分省季度数据\n地区：甘肃省\n指标,2024年第一季度\n地区生产总值累计值(亿元),2900\n"
        "地区：青海省\n地区生产总值累计值(亿元),900\n"
    )

    assert [row[1:] for row in in_force(told)] == [("620000", "2024-Q1", "ytd", 2900.0, "B4")]
    assert [found.rule for found in told.findings] == ["rows_not_read"]


def test_empty_sheets_beside_a_matrix_do_not_count(tmp_path: Path) -> None:
    rows: Rows = [["地区生产总值（亿元）"], ["年份", "北京市", "天津市", "甘肃省"], [2015, 1, 2, 3], [2014, 4, 5, 6]]

    told = workbook(tmp_path, {"Sheet1": rows, "Sheet2": [], "Sheet3": []})

    assert len(in_force(told)) == 6


def test_values_without_a_heading_are_told_of_and_not_taken(deliver: Deliver) -> None:
    told = deliver("数据库：季度数据\n指标,2024年第一季度,\n国内生产总值累计值(亿元),296,12\n")

    assert [row[4] for row in in_force(told)] == [296.0]
    assert [found.cell for found in told.findings if found.rule == "values_without_heading"] == ["C3"]


def test_a_heading_that_is_no_period_is_held_and_the_others_are_taken(deliver: Deliver) -> None:
    told = deliver("数据库：季度数据\n指标,2024年第一季度,合计\n国内生产总值累计值(亿元),296,12\n")

    assert [row[4] for row in in_force(told)] == [296.0]
    assert [found.cell for found in told.findings if found.rule == "period_not_understood"] == ["C2"]
    assert (told.rows_read, told.rows_accepted, told.held_count) == (2, 1, 1)


TERMINAL = "国家,中国\n指标名称,{}\n频率,{}\n单位,{}\n指标ID,S1\n时间区间,x\n来源,国家统计局\n更新时间,20250417\n"


def test_a_terminal_takes_any_series_by_its_own_name(deliver: Deliver) -> None:
    told = deliver(TERMINAL.format("甘肃:产量:水泥:当月值", "月", "万吨") + "2016/3/31,1.5\n2016/2/29,#N/A\n")

    assert unassigned(told) == [("terminal/产量:水泥:当月值/万吨/620000", "2016-03", 1.5)]
    assert (told.rows_read, told.rows_accepted, told.rows_unassigned) == (2, 0, 2)


def test_a_terminal_may_have_several_series_each_with_its_own_release(deliver: Deliver) -> None:
    told = deliver(
        "指标名称,中国:GDP:累计值,甘肃:用电量:当月值\n频率,季,月\n单位,亿元,亿千瓦时\n更新时间,20250417,2025-05-06\n"
        "2016/3/31,160000,90\n2016/4/30,,80\n"
    )

    assert [(row[0], row[1], row[2]) for row in in_force(told)] == [
        ("gdp", "100000", "2016-Q1"),
        ("power_use", "620000", "2016-03"),
        ("power_use", "620000", "2016-04"),
    ]
    assert told.datasets["observation"]["vintage_id"].to_list() == [
        "terminal_2025-04", "terminal_2025-05", "terminal_2025-05",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        ("深圳:用电量:当月值", "亿千瓦时", ("terminal/深圳:用电量:当月值/亿千瓦时/", "unknown_indicator")),
        ("甘肃:用电量:当月值", "万兆", ("terminal/用电量:当月值/万兆/620000", "unknown_unit")),
        ("甘肃:用电量:当月值", "亿元", ("terminal/用电量:当月值/亿元/620000", "unknown_unit")),
    ],
)
def test_what_is_unknown_of_a_series_is_said(name: str, unit: str, expected: tuple[str, str], deliver: Deliver) -> None:
    told = deliver(TERMINAL.format(name, "月", unit) + "2016/3/31,1.5\n")

    assert list(why(told).items()) == [expected]
    assert in_force(told) == []


def test_a_series_of_days_is_stored_by_the_day(deliver: Deliver) -> None:
    told = deliver(TERMINAL.format("COMEX:黄金:收盘价", "日", "美元/盎司") + "2016/3/31,1230.5\n2016/4/1,1220\n")

    assert [row[1] for row in unassigned(told)] == ["2016-03-31", "2016-04-01"]


def test_a_terminal_without_the_day_of_its_update_names_no_release(deliver: Deliver) -> None:
    told = deliver(TERMINAL.format("甘肃:用电量:当月值", "月", "亿千瓦时").replace("20250417", "") + "2016/3/31,1\n")

    assert told.datasets["observation"]["vintage_id"].to_list() == ["not_named"]
    assert [found.rule for found in told.findings] == ["vintage_not_named"]


def test_january_to_march_is_no_single_month(deliver: Deliver) -> None:
    told = deliver(TERMINAL.format("甘肃:用电量:当月值", "月", "亿千瓦时") + "2016年1-3月,90\n2016年4月,30\n")

    assert [(row[2], row[4]) for row in in_force(told)] == [("2016-04", 3000000000.0)]
    assert [(found.rule, found.cell) for found in told.findings] == [("kind_and_period_differ", "B9")]


def test_a_person_names_the_release_of_an_export_and_nothing_that_it_says_itself(tmp_path: Path) -> None:
    rows: Rows = [["数据库：分省年度数据"], ["指标：地区生产总值(亿元)"], ["地区", "2023年"], ["甘肃省", 11864]]

    named = workbook(tmp_path, {"a": rows}, naming=Naming("王芳", vintage_id="post_5th_census"))
    contradicted = workbook(tmp_path, {"a": rows}, naming=Naming("王芳", "gdp_primary"))

    assert named.datasets["observation"]["vintage_id"].to_list() == ["post_5th_census"]
    assert "两者矛盾" in (contradicted.refusal or "")


def test_a_waiting_table_stores_its_values_and_none_is_in_force(deliver: Deliver) -> None:
    told = deliver("年份,北京市,天津市,甘肃省\n2015,1,2,3\n2014,4,5,6\n")

    assert told.is_waiting and "observation" not in told.datasets
    assert told.datasets["series_value"].height == 6
    assert set(told.datasets["series"]["why"]) == {"not_named"}


def test_a_title_nobody_knows_is_the_name_of_the_series(deliver: Deliver) -> None:
    told = deliver("各省年末常住人口（万人）,,,\n年份,北京市,天津市,甘肃省\n2015,1,2,3\n2014,4,5,6\n")

    assert ("any/各省年末常住人口/万人/620000/year", "2014", 6.0) in unassigned(told)
    assert {found.cell for found in told.findings if found.rule == "series_unassigned"} == {"A1"}
