"""The packaged macro series: one layout, and the figures of the publications that they are taken from."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from warehouse.domain.period import parse_period
from warehouse.forms.macro_series import MACRO_SERIES
from warehouse.programme.programme import built_in

HEADING = ["指标代码", "指标名称", "地区代码", "时期", "时期类型", "数值", "单位", "版本", "版本日期", "来源"]
SERIES = ("gdp_gansu_vintages", "ppi_national", "fixed_asset_investment_national", "metal_prices_world_bank")


def read_lines(name: str) -> list[list[str]]:
    text = files("warehouse.sample").joinpath("macro", f"{name}.csv").read_text("utf-8")
    return list(csv.reader(text.splitlines()))


def read_series(name: str) -> list[dict[str, str]]:
    return [dict(zip(HEADING, line, strict=True)) for line in read_lines(name)[2:-1]]


@pytest.mark.parametrize("name", SERIES)
def test_a_series_has_a_title_the_common_heading_and_a_footnote(name: str) -> None:
    lines = read_lines(name)

    assert any(mark in lines[0][0] for mark in MACRO_SERIES.title_marks)
    assert lines[1] == HEADING == [column.heading for column in MACRO_SERIES.columns]
    assert lines[-1][0].startswith("注：")


@pytest.mark.parametrize("name", SERIES)
def test_every_row_can_be_read_and_names_its_source(name: str) -> None:
    regions = {*(region.region_code for region in built_in().regions), "world"}

    for row in read_series(name):
        assert str(parse_period(row["时期"])) == row["时期"]
        assert row["时期类型"] in {"年", "月", "累计", "季"}
        assert Decimal(row["数值"]) > 0
        assert built_in().units.parse(row["单位"])
        assert row["地区代码"] in regions
        assert row["来源"]


@pytest.mark.parametrize("name", SERIES)
def test_a_value_is_given_once_in_each_version(name: str) -> None:
    keys = [
        tuple(row[column] for column in ("指标代码", "地区代码", "时期", "时期类型", "版本"))
        for row in read_series(name)
    ]

    assert len(keys) == len(set(keys))


def test_the_sei_share_of_2015_depends_on_the_version_of_gdp() -> None:
    rows = {
        (row["指标代码"], row["时期"], row["版本"]): Decimal(row["数值"]) for row in read_series("gdp_gansu_vintages")
    }
    sei = rows["sei_value_added", "2015", "first_release"]

    shares = [
        (sei / rows["gdp", "2015", version] * 100).quantize(Decimal("0.01"))
        for version in ("first_release", "pre_4th_census", "post_4th_census")
    ]

    assert shares == [Decimal("12.10"), Decimal("12.10"), Decimal("12.53")]


def test_no_value_after_the_change_of_basis_passes_for_one_before_the_census() -> None:
    years = {row["时期"] for row in read_series("gdp_gansu_vintages") if row["版本"] == "pre_4th_census"}

    assert years == {str(year) for year in range(2010, 2018)}


def test_investment_has_no_january_and_is_year_to_date_only() -> None:
    rows = read_series("fixed_asset_investment_national")

    assert {row["时期类型"] for row in rows} == {"累计"}
    assert not [row["时期"] for row in rows if row["时期"].endswith("-01")]
    assert len(rows) == 4 * 11


def test_producer_prices_have_every_month_alone_and_to_date() -> None:
    kinds = [row["时期类型"] for row in read_series("ppi_national")]

    assert (kinds.count("月"), kinds.count("累计")) == (48, 48)


def test_gdp_is_that_of_the_published_versions(shared_data: Path) -> None:
    versions = {
        "A_pre_4th_census": "pre_4th_census",
        "A_latest_at_2020": "latest_at_2020",
        "B_post_4th_census": "post_4th_census",
        "B_preliminary_2021-01": "post_4th_census",
    }
    with (shared_data / "real/gdp/gansu_gdp_vintages.csv").open(encoding="utf-8", newline="") as file:
        published = {
            (versions[row["vintage"]], row["year"]): Decimal(row["value_100m_yuan"])
            for row in csv.DictReader(file)
            if row["vintage"] in versions and 2010 <= int(row["year"]) <= 2020
        }

    ours = {
        (row["版本"], row["时期"]): Decimal(row["数值"])
        for row in read_series("gdp_gansu_vintages")
        if row["指标代码"] == "gdp" and row["版本"] != "first_release"
    }

    assert ours == published


@pytest.mark.parametrize(
    ("name", "source", "kinds"),
    [
        ("ppi_national", "ppi", {"月": "value", "累计": "ytd_value"}),
        ("fixed_asset_investment_national", "fixed_asset_investment", {"累计": "ytd_value"}),
    ],
)
def test_national_series_are_those_published(shared_data: Path, name: str, source: str, kinds: dict[str, str]) -> None:
    with (shared_data / f"real/macro/{source}.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {
            (row["date"][:7], kind): Decimal(row[column])
            for row in csv.DictReader(file)
            for kind, column in kinds.items()
            if "2014-01" <= row["date"] < "2018-01" and row[column]
        }

    assert {(row["时期"], row["时期类型"]): Decimal(row["数值"]) for row in read_series(name)} == published


def test_metal_prices_are_those_of_the_pink_sheet_to_the_cent(shared_data: Path) -> None:
    workbook = CalamineWorkbook.from_path(shared_data / "real/commodity/worldbank_pink_sheet_monthly_2022-04.xlsx")
    rows = workbook.get_sheet_by_name("Monthly Prices").to_python()
    columns = {"Nickel": "nickel", "Copper": "copper", "Aluminum": "aluminium", "Zinc": "zinc", "Lead": "lead"}
    published = {
        (f"price_{metal}", str(row[0]).replace("M", "-")): Decimal(repr(row[rows[4].index(column)])).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        for row in rows[7:]
        if "2013M01" <= str(row[0]) <= "2017M12"
        for column, metal in columns.items()
    }

    assert {
        (row["指标代码"], row["时期"]): Decimal(row["数值"]) for row in read_series("metal_prices_world_bank")
    } == published


def test_nickel_fell_by_three_tenths_in_2015() -> None:
    prices = [row for row in read_series("metal_prices_world_bank") if row["指标代码"] == "price_nickel"]
    total = {
        year: sum(Decimal(row["数值"]) for row in prices if row["时期"].startswith(year)) for year in ("2014", "2015")
    }

    assert round((total["2015"] / total["2014"] - 1) * 100, 1) == Decimal("-29.8")
