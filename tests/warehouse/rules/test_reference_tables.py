"""The tables of official facts: counts, codes that change meaning, and agreement with the lists they rest on."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from warehouse.errors import ContractBroken, UnknownName
from warehouse.programme.frames import region_frame
from warehouse.programme.programme import built_in
from warehouse.rules.reference_tables import SCHEMAS, load_reference, parse_reference


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_codes(path: Path) -> dict[str, str]:
    """Code and name of a published list; numbers where the spreadsheet lost the leading zero."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return {str(int(code)) if isinstance(code, float) else str(code): str(name) for code, name, *_ in rows}


def regions_on(day: date, level: str) -> pl.DataFrame:
    return region_frame(built_in()).filter(
        pl.col("level") == level,
        pl.col("region_code").str.starts_with("62"),
        pl.col("is_additive"),
        pl.col("valid_from") <= day,
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= day),
    )


def class_names(version: str) -> dict[str, str]:
    classes = load_reference("industry_class").filter(pl.col("standard_version") == version)
    return dict(classes.select("class_code", "name_zh").iter_rows())


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_a_reference_table_has_the_declared_columns_and_rows(name: str) -> None:
    table = load_reference(name)

    assert table.schema == SCHEMAS[name]
    assert table.height > 0


def test_an_unknown_table_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'reading'"):
        load_reference("readings")


@pytest.mark.parametrize(
    "text",
    [
        "sei_code,level\n1,1\n",
        "classification_version,sei_code,level,parent_code,name_zh,name_en\n2018,1,first,,甲,A\n",
        "classification_version,sei_code,level,parent_code,name_zh,name_en\n2018,1,1,,甲,A,more\n",
    ],
    ids=["other heading", "a word for a number", "a cell too many"],
)
def test_a_file_that_does_not_fit_its_declaration_is_refused(text: str) -> None:
    with pytest.raises(ContractBroken, match=r"reference/sei_class\.csv"):
        parse_reference("sei_class", text, SCHEMAS["sei_class"])


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2018, 10, 30), date(2018, 10, 31), date(2026, 1, 1)])
def test_gansu_has_14_prefectures_and_86_counties(day: date) -> None:
    assert regions_on(day, "prefecture").height == 14
    assert regions_on(day, "county").height == 86


def test_there_are_31_provinces() -> None:
    assert region_frame(built_in()).filter(pl.col("level") == "province").height == 31


def test_huating_keeps_its_line_of_three_codes() -> None:
    lives = region_frame(built_in()).filter(pl.col("name_zh").str.starts_with("华亭")).sort("valid_from")

    assert lives.select("region_code", "name_zh", "successor_region_code").rows() == [
        ("622725", "华亭县", "620824"),
        ("620824", "华亭县", "620881"),
        ("620881", "华亭市", None),
    ]


def test_622600_means_wudu_and_then_longnan() -> None:
    meanings = region_frame(built_in()).filter(pl.col("region_code") == "622600").sort("valid_from")

    assert meanings.select("name_zh", "successor_region_code").rows() == [
        ("武都地区", "622600"),
        ("陇南地区", "621200"),
    ]


def test_the_county_level_city_of_jiuquan_is_not_followed_by_the_prefecture_of_its_name() -> None:
    successors = dict(region_frame(built_in()).select("region_code", "successor_region_code").iter_rows())

    assert successors["622102"] == "620902"
    assert successors["622100"] == "620900"


def test_reporting_areas_are_never_additive() -> None:
    areas = region_frame(built_in()).filter(pl.col("level") == "reporting_area")

    assert set(areas["region_code"]) == {"620171", "620201", "620000-KQ"}
    assert not areas["is_additive"].any()


@pytest.mark.parametrize(
    ("version", "level", "rows", "created"),
    [
        ("2011", "section", 20, 0),
        ("2011", "division", 96, 0),
        ("2011", "group", 432, 218),
        ("2011", "class", 1094, 0),
        ("2017", "section", 20, 0),
        ("2017", "division", 97, 0),
        ("2017", "group", 473, 201),
        ("2017", "class", 1381, 0),
    ],
)
def test_each_level_has_the_published_number_of_codes(version: str, level: str, rows: int, created: int) -> None:
    classes = load_reference("industry_class").filter(pl.col("standard_version") == version, pl.col("level") == level)

    assert classes.height == rows
    assert classes["is_created"].sum() == created


@pytest.mark.parametrize(
    ("code", "in_2011", "in_2017"),
    [
        ("3963", "集成电路制造", "智能无人飞行器制造"),
        ("3962", "半导体分立器件制造", "智能车载设备制造"),
        ("4415", "太阳能发电", "风力发电"),
        ("4414", "风力发电", "核力发电"),
    ],
)
def test_a_code_means_another_industry_in_the_other_version(code: str, in_2011: str, in_2017: str) -> None:
    assert (class_names("2011")[code], class_names("2017")[code]) == (in_2011, in_2017)


def test_the_two_lines_that_hold_two_codes_are_taken_apart() -> None:
    names = class_names("2017")

    assert names["277"] == names["2770"] == "卫生材料及医药用品制造"
    assert names["278"] == names["2780"] == "药用辅料及包装材料"
    assert (names["8052"], names["8053"]) == ("足浴服务", "养生保健服务")


def test_a_group_named_on_the_line_of_its_first_class_keeps_its_own_name() -> None:
    names = class_names("2017")

    assert (names["727"], names["7271"]) == ("安全保护服务", "安全服务")
    assert (names["905"], names["9051"]) == ("文化体育娱乐活动与经纪代理服务", "文化活动服务")


def test_sei_2018_has_9_areas_and_40_sub_areas() -> None:
    assert load_reference("sei_class")["level"].value_counts().sort("level").rows() == [(1, 9), (2, 40)]


def test_every_listed_meaning_of_a_gansu_code_is_in_the_table(shared_data: Path) -> None:
    listed = {
        (row["code"], row["name"])
        for row in read_rows(shared_data / "real/region/gansu_region_code_history.csv")
        if row["name"] != "市辖区" and row["name"] != "兰州新区"
    }
    ours = region_frame(built_in()).filter(pl.col("level").is_in(["province", "prefecture", "county"]))
    gansu = ours.filter(pl.col("region_code").str.starts_with("62")).select("region_code", "name_zh")

    assert set(gansu.iter_rows()) == listed


def test_the_counties_of_the_newest_list_are_the_ones_in_force(shared_data: Path) -> None:
    listed = {
        (row["code"], row["name"])
        for row in read_rows(shared_data / "real/region/areas.csv")
        if row["provinceCode"] == "62" and row["code"] not in {"620171", "620201"}
    }

    assert set(regions_on(date(2024, 11, 30), "county").select("region_code", "name_zh").iter_rows()) == listed


def test_the_provinces_are_those_of_the_list(shared_data: Path) -> None:
    listed = {(row["code"] + "0000", row["name"]) for row in read_rows(shared_data / "real/region/provinces.csv")}
    ours = region_frame(built_in()).filter(pl.col("level") == "province").select("region_code", "name_zh")

    assert set(ours.iter_rows()) == listed


def test_the_classes_of_2017_are_those_of_the_list_of_code_and_name(shared_data: Path) -> None:
    listed = read_codes(shared_data / "real/industry/gbt4754_2017.xlsx")
    taken_apart = {"27702780", "80528053", "7271", "9051", "code"}

    names = class_names("2017")

    assert {code: names.get(code) for code in listed.keys() - taken_apart} == {
        code: name for code, name in listed.items() if code not in taken_apart
    }


def test_the_classes_of_2011_are_those_of_the_list_of_code_and_name(shared_data: Path) -> None:
    listed = read_codes(shared_data / "real/industry/gbt4754_2011.xlsx")
    own_line = load_reference("industry_class").filter(pl.col("standard_version") == "2011", ~pl.col("is_created"))
    full_width = str.maketrans("()", "（）")

    assert dict(own_line.select("class_code", "name_zh").iter_rows()) == {
        code: name.translate(full_width) for code, name in listed.items()
    }


def test_the_sei_classes_are_those_of_the_list(shared_data: Path) -> None:
    listed = [
        (row["code"], int(row["level"]), row["parent_code"] or None, row["name"])
        for row in read_rows(shared_data / "real/industry/sei_2018_level1_level2.csv")
    ]

    assert load_reference("sei_class").select("sei_code", "level", "parent_code", "name_zh").rows() == listed
