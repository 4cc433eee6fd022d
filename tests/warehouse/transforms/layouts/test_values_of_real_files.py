"""Every value of every real macro file, compared with the file as another reader has it: cell by cell, and by what the
cell is. A value is in force as an observation, or stored with its unassigned series; none is lost and none is added."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from tests.real_files_table import NAMINGS
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.reading.grid import cell_address
from warehouse.transforms.delivery import Delivery, read_delivery

Grid = list[list[object]]
Cells = dict[str, Decimal]


def grids(path: Path) -> dict[str, Grid]:
    """The sheets of a file, read without our reader."""
    if path.suffix == ".csv":
        data = path.read_bytes()
        text = data.decode("utf-8-sig") if _is_utf8(data) else data.decode("gb18030")
        # The English export has a tab before each comma that parts, and none before those inside its labels.
        lines = [line.split("\t,") for line in text.splitlines()] if "\t," in text else csv.reader(StringIO(text))
        return {"csv": [list(line) for line in lines]}
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def number(cell: object) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return Decimal(repr(cell)).normalize()
    text = str(cell).strip()
    return Decimal(text).normalize() if re.fullmatch(r"-?\d+(?:\.\d+)?", text) else None


def numbers(grid: Grid, rows: range, columns: range) -> Cells:
    found = {}
    for row in rows:
        for column in columns:
            cell = grid[row][column] if column < len(grid[row]) else None
            if (value := number(cell)) is not None:
                found[cell_address(row, column)] = value
    return found


def expected(name: str, path: Path) -> Iterator[tuple[str, Cells]]:
    """The cells of each sheet that hold figures, by the shape that a person sees in the file."""
    sheets = grids(path)
    match name.split("/"):
        case ["macro_gbk", _]:
            ((sheet, grid),) = sheets.items()
            yield sheet, numbers(grid, range(8, len(grid)), range(1, 2))
        case ["nbs_export_zh", "industrial_value_added_month.xls"]:
            # Below and beside the first table of a sheet the user of the file made others.
            yield "月度数据", numbers(sheets["月度数据"], range(3, 87), range(1, 22))
        case ["nbs_export_zh", "national_quarter.csv"]:
            yield "csv", numbers(sheets["csv"], range(3, 14), range(1, 7))
        case ["nbs_export_zh", "province_year_gdp.csv"]:
            yield "csv", numbers(sheets["csv"], range(4, 35), range(1, 20))
        case ["nbs_export", _]:
            yield "csv", numbers(sheets["csv"], range(3, 35), range(1, 19))
        case ["gdp", "china_gdp_by_province_1992_2020_zh.csv"]:
            yield "csv", numbers(sheets["csv"], range(1, 30), range(1, 32))
        case ["gdp", "gansu_gdp_vintages.csv"]:
            yield "csv", numbers(sheets["csv"], range(1, 53), range(2, 3))
        case ["gdp", "UNVERIFIED_gdp_2015_2024.csv"]:
            yield "csv", numbers(sheets["csv"], range(1, 311), range(2, 6))
        case ["macro", "ppi.csv"]:
            grid = sheets["csv"]
            yield (
                "csv",
                numbers(grid, range(1, len(grid)), range(1, 2)) | numbers(grid, range(1, len(grid)), range(4, 5)),
            )
        case ["macro", "fixed_asset_investment.csv"]:
            # Its months are the steps of the years to date: not shown to be published.
            grid = sheets["csv"]
            yield "csv", numbers(grid, range(1, len(grid)), range(4, 5))


FILES = [
    "macro_gbk/cn_cement_output_month.csv",
    "macro_gbk/cn_crude_steel_output_month.csv",
    "macro_gbk/cn_crude_steel_output_month.xlsx",
    "macro_gbk/cn_gdp_current_price_ytd_quarter.csv",
    "macro_gbk/guangdong_gdp_ytd_quarter.csv",
    "macro_gbk/guangdong_industrial_va_yoy_month.csv",
    "macro_gbk/guangdong_power_use_month.csv",
    "nbs_export_zh/industrial_value_added_month.xls",
    "nbs_export_zh/national_quarter.csv",
    "nbs_export_zh/province_year_gdp.csv",
    "nbs_export/nbs_quarterly_gdp_current_prices.csv",
    "gdp/china_gdp_by_province_1992_2020_zh.csv",
    "gdp/gansu_gdp_vintages.csv",
    "gdp/UNVERIFIED_gdp_2015_2024.csv",
    "macro/ppi.csv",
    "macro/fixed_asset_investment.csv",
]


@pytest.fixture(scope="module")
def real(shared_data: Path, reader: ChildReader) -> dict[str, Delivery]:
    def deliver(name: str) -> Delivery:
        path = shared_data / "real" / name
        return read_delivery(reader.read(path).sheets, "renamed (1).csv", built_in(), naming=NAMINGS.get(name))

    return {name: deliver(name) for name in FILES}


def stored(delivery: Delivery) -> pl.DataFrame:
    """The values of a file, in force or not, with their cells."""
    columns = ["source_sheet", "source_column", "source_row", "value_received"]
    return pl.concat(
        [delivery.datasets[name].select(columns) for name in ("observation", "series_value")
         if name in delivery.datasets]
    )  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_a_real_file_is_stored_from_its_own_cell(
    name: str, real: dict[str, Delivery], shared_data: Path
) -> None:
    ours: dict[str, Cells] = {}
    for sheet, letters, row, text in stored(real[name]).rows():
        ours.setdefault(sheet, {})[f"{letters}{row}"] = Decimal(text).normalize()

    assert ours == dict(expected(name, shared_data / "real" / name))


@pytest.mark.parametrize("name", FILES)
def test_no_value_is_both_in_force_and_unassigned(name: str, real: dict[str, Delivery]) -> None:
    assert not stored(real[name]).is_duplicated().any()


def test_a_quarter_of_the_nation_is_where_its_label_and_heading_cross(
    real: dict[str, Delivery], shared_data: Path
) -> None:
    grid = grids(shared_data / "real/nbs_export_zh/national_quarter.csv")["csv"]
    named = {
        "国内生产总值": "gdp",
        "第一产业增加值": "gdp_primary",
        "第二产业增加值": "gdp_secondary",
        "第三产业增加值": "gdp_tertiary",
    }
    published = {}
    for row in grid[3:14]:
        label = re.fullmatch(r"(.+)(当季值|累计值)\(亿元\)", str(row[0]))
        assert label is not None
        for heading, cell in zip(grid[2][1:], row[1:], strict=True):
            year, quarter = re.fullmatch(r"(\d{4})年第(.)季度", str(heading)).groups()  # type: ignore[union-attr]
            period = f"{year}-Q{'一二三四'.index(quarter) + 1}"
            if label[1] in named:
                kind = "quarter" if label[2] == "当季值" else "ytd"
                published[named[label[1]], period, kind] = Decimal(str(cell))

    ours = real["nbs_export_zh/national_quarter.csv"].datasets["observation"]
    assert {(row["indicator_id"], row["period"], row["period_kind"]): row["value"] for row in ours.iter_rows(named=True)
            } == published  # fmt: skip
    assert set(ours["subject_code"]) == {"100000"}
    assert set(ours["vintage_id"]) == {"as_published"}


def test_a_year_of_a_province_is_where_its_name_and_the_year_cross(
    real: dict[str, Delivery], shared_data: Path
) -> None:
    grid = grids(shared_data / "real/nbs_export_zh/province_year_gdp.csv")["csv"]
    with (shared_data / "real/region/provinces.csv").open(encoding="utf-8") as file:
        codes = {row["name"]: f"{row['code']}0000" for row in csv.DictReader(file)}
    published = {
        (codes[str(row[0])], str(heading).removesuffix("年")): Decimal(str(cell))
        for row in grid[4:35]
        for heading, cell in zip(grid[3][1:], row[1:], strict=False)
        if str(cell).strip()
    }

    ours = real["nbs_export_zh/province_year_gdp.csv"].datasets["observation"]
    assert {(row["subject_code"], row["period"]): row["value"] for row in ours.iter_rows(named=True)} == published
    assert set(ours["indicator_id"]) == {"gdp"}


def test_growth_of_85_industries_is_stored_by_name_with_february_only_to_date(
    real: dict[str, Delivery], shared_data: Path
) -> None:
    delivery = real["nbs_export_zh/industrial_value_added_month.xls"]
    grid = grids(shared_data / "real/nbs_export_zh/industrial_value_added_month.xls")["月度数据"]
    published = {}
    for row in grid[3:87]:
        for heading, cell in zip(grid[2][1:22], row[1:22], strict=True):
            year, month = re.fullmatch(r"(\d{4})年(\d{1,2})月", str(heading)).groups()  # type: ignore[union-attr]
            if (value := number(cell)) is not None:
                published[f"nbs/{str(row[0]).removesuffix('(%)')}/%/100000", f"{year}-{int(month):02d}"] = value

    ours = {
        (row["series_id"], row["period"]): row["value"].normalize()
        for row in delivery.datasets["series_value"].iter_rows(named=True)
    }
    assert ours == published
    assert ours["nbs/工业增加值累计增长/%/100000", "2020-02"] == Decimal("-13.5")
    assert ("nbs/工业增加值同比增长/%/100000", "2020-02") not in ours
    assert not any(period.endswith("-01") for _, period in ours)
    # The sheets 同比 and 累计 repeat the series of the first.
    assert delivery.datasets["series"].height == 84


def test_a_terminal_series_that_nobody_knows_is_stored_under_its_own_name(real: dict[str, Delivery]) -> None:
    delivery = real["macro_gbk/cn_cement_output_month.csv"]

    assert delivery.datasets["series"].select("series_id", "region_code", "frequency", "state", "why").rows() == [
        ("terminal/产量:水泥:当月值/万吨/100000", "100000", "month", "unassigned", "unknown_indicator")
    ]
    assert set(delivery.datasets["series_value"]["vintage_id"]) == {"terminal_2025-04"}
    assert (delivery.rows_read, delivery.rows_accepted, delivery.rows_unassigned) == (434, 0, 434)
