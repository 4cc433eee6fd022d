"""The layouts on the files of third parties as they are, and the figures that stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tests.real_files_table import NAMINGS
from warehouse.domain.identifiers import CodeState, examine_credit_code
from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.reading.delimited import decode, read_delimited
from warehouse.transforms.delivery import Delivery, read_delivery


@pytest.fixture(scope="module")
def real(shared_data: Path, reader: ChildReader) -> Callable[[str], Delivery]:
    def deliver(name: str) -> Delivery:
        path = shared_data / "real" / name
        return read_delivery(reader.read(path).sheets, path.name, built_in(), naming=NAMINGS.get(name))

    return deliver


def _value(delivery: Delivery, **where: str) -> list[tuple[object, ...]]:
    found = delivery.datasets["observation"].filter(*(pl.col(name) == value for name, value in where.items()))
    return found.select("value", "vintage_id", "months_covered").rows()


def test_gdp_of_gansu_has_every_vintage_of_a_year(real: Callable[[str], Delivery]) -> None:
    delivery = real("gdp/gansu_gdp_vintages.csv")

    assert (delivery.form_id, delivery.rows_read, delivery.rows_accepted) == ("gdp_vintages", 52, 52)
    assert sorted(_value(delivery, period="2020", subject_code="620000")) == [
        (Decimal("9016.7"), "preliminary_2021-01", 12),
        (Decimal("9323.1"), "post_5th_census", 12),
    ]


def test_the_matrix_of_provinces_has_every_province_and_year(real: Callable[[str], Delivery]) -> None:
    delivery = real("gdp/china_gdp_by_province_1992_2020_zh.csv")

    observations = delivery.datasets["observation"]
    assert (observations.height, observations["subject_code"].n_unique()) == (29 * 31, 31)
    assert _value(delivery, period="2019", subject_code="620000") == [(Decimal("8718.3"), "post_4th_census", 12)]
    assert _value(delivery, period="2020", subject_code="620000") == [(Decimal("9016.7"), "post_4th_census", 12)]


def test_an_unverified_source_is_a_vintage_of_its_own(real: Callable[[str], Delivery]) -> None:
    delivery = real("gdp/UNVERIFIED_gdp_2015_2024.csv")

    assert set(delivery.datasets["observation"]["vintage_id"]) == {"unverified"}
    assert _value(delivery, indicator_id="gdp", period="2020", subject_code="620000")[0][0] == Decimal("9174.85")
    assert _value(delivery, indicator_id="gdp_secondary", period="2015", subject_code="310000")[0][0] == Decimal(
        "7861.22"
    )


def test_ppi_has_a_month_for_january(real: Callable[[str], Delivery]) -> None:
    delivery = real("macro/ppi.csv")

    assert delivery.rows_accepted == 247
    assert _value(delivery, period="2006-01", period_kind="month") == [(Decimal("103.1"), "as_published", 1)]
    assert _value(delivery, period="2006-02", period_kind="ytd") == [(Decimal("103.0"), "as_published", 2)]


def test_investment_is_taken_to_date_only(real: Callable[[str], Delivery]) -> None:
    delivery = real("macro/fixed_asset_investment.csv")

    assert set(delivery.datasets["observation"]["period_kind"]) == {"ytd"}
    assert _value(delivery, period="2008-02") == [(Decimal("8121.3"), "as_published", 2)]
    assert [found.rule for found in delivery.findings] == ["named_by_a_person", "derived_months"]


@pytest.mark.parametrize("name", NAMINGS)
def test_a_real_file_that_does_not_say_what_it_is_waits(name: str, shared_data: Path, reader: ChildReader) -> None:
    path = shared_data / "real" / name

    assert read_delivery(reader.read(path).sheets, path.name, built_in()).is_waiting


def test_the_chinese_export_names_its_indicator_and_unit_itself(real: Callable[[str], Delivery]) -> None:
    delivery = real("nbs_export_zh/province_year_gdp.csv")

    assert (delivery.form_id, delivery.rows_read, delivery.rows_accepted) == ("nbs_zh", 31, 31)
    assert _value(delivery, period="2015", subject_code="620000") == [(Decimal("6793.4"), "as_published", 12)]


def test_the_pink_sheet_gives_seven_metals_in_their_units(real: Callable[[str], Delivery]) -> None:
    delivery = real("commodity/worldbank_pink_sheet_monthly_2022-04.xlsx")

    assert set(delivery.datasets["observation"]["indicator_id"]) == {
        f"price_{metal}" for metal in ("copper", "aluminium", "nickel", "zinc", "lead", "gold", "silver")
    }
    nickel = delivery.datasets["observation"].filter(
        pl.col("indicator_id") == "price_nickel", pl.col("period") == "2022-03"
    )
    assert nickel.select("subject_kind", "subject_code", "unit_received", "vintage_id", "source_row").row(0) == (
        "world", "world", "usd_per_tonne", "pink_sheet_2022-04", 754,
    )  # fmt: skip
    assert str(nickel["vintage_date"][0]) == "2022-04-04"
    assert set(delivery.datasets["observation"].filter(pl.col("indicator_id") == "price_gold")["unit_received"]) == {
        "usd_per_ounce"
    }


def test_the_cell_of_a_price_is_the_one_in_the_file(
    real: Callable[[str], Delivery], reader: ChildReader, shared_data: Path
) -> None:
    name = "commodity/worldbank_pink_sheet_monthly_2022-04.xlsx"
    row = real(name).datasets["observation"].filter(pl.col("indicator_id") == "price_nickel").row(100, named=True)

    sheet = next(
        sheet for sheet in reader.read(shared_data / "real" / name).sheets if sheet.name == row["source_sheet"]
    )

    assert sheet.cells[row["source_column"]][row["source_row"] - 1] == row["value_received"]
    assert sheet.cells[row["source_column"]][4] == "Nickel"


def test_a_terminal_export_leaves_out_what_was_not_published(real: Callable[[str], Delivery]) -> None:
    delivery = real("macro_gbk/cn_crude_steel_output_month.csv")

    assert (delivery.rows_read, delivery.held_count) == (434, 0)
    assert _value(delivery, period="2016-01") == []
    assert _value(delivery, period="2014-12") == [(Decimal("68091000"), "terminal_2025-04", 1)]
    assert _value(delivery, period="1989-02") == [(Decimal("4308000"), "terminal_2025-04", 1)]


def test_the_workbook_and_the_text_of_one_export_say_the_same(real: Callable[[str], Delivery]) -> None:
    keys = ["indicator_id", "subject_code", "period", "value", "vintage_date"]
    text = real("macro_gbk/cn_crude_steel_output_month.csv").datasets["observation"].select(keys)
    workbook = real("macro_gbk/cn_crude_steel_output_month.xlsx").datasets["observation"].select(keys)

    assert text.equals(workbook)


@pytest.mark.parametrize(
    ("name", "where", "value"),
    [
        ("guangdong_power_use_month.csv", {"period": "2006-03", "indicator_id": "power_use"}, "23215840000"),
        ("guangdong_industrial_va_yoy_month.csv", {"period": "2000-01", "indicator_id": "industrial_va_yoy"}, "14.6"),
        ("guangdong_gdp_ytd_quarter.csv", {"period": "2024-Q4", "period_kind": "ytd"}, "141633.81"),
        ("cn_gdp_current_price_ytd_quarter.csv", {"period": "2025-Q1", "subject_code": "100000"}, "318758"),
    ],
)
def test_a_terminal_export_is_known_by_its_indicator(
    name: str, where: dict[str, str], value: str, real: Callable[[str], Delivery]
) -> None:
    assert [row[0] for row in _value(real(f"macro_gbk/{name}"), **where)] == [Decimal(value)]


def test_credit_codes_of_a_real_file_come_in_the_states_that_were_counted(shared_data: Path) -> None:
    text = decode((shared_data / "real/enterprise/uscc_dirty_zhejiang_travel_agencies.csv").read_bytes())
    codes = read_delimited(text).cells["B"].slice(1)

    states = Counter(examine_credit_code(code)[1] for code in codes)

    assert (states[CodeState.DESTROYED], states[CodeState.REPAIRED], states[CodeState.VALID]) == (206, 43, 746)
