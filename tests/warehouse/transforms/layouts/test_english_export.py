from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl

from warehouse.programme.programme import built_in
from warehouse.reading.child import ChildReader
from warehouse.transforms.delivery import Delivery, read_delivery

EXPORT = (
    "Database：Quarterly \nTime：1Q 2015-2Q 2015 \n"
    "Indicators\t,2Q 2015\t,1Q 2015\t,\n"
    "Gross Domestic Product, Current Quarter (100 million yuan) \t,120.3\t,100.1\t,\n"
    "Gross Domestic Product, Accumulated (100 million yuan) \t,{total}\t,100.1\t,\n"
    "Value-added of Finance, Accumulated(100 million yuan) \t,9\t,4\t,\n"
    "Note：1. A note, with commas, in it.\nData Sources：National Bureau of Statistics\n"
)


def test_quarter_and_year_to_date_are_told_apart(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(EXPORT.format(total="220.4"))

    rows = delivery.datasets["observation"].select("period", "period_kind", "months_covered", "value").rows()
    assert ("2015-Q2", "quarter", 3, Decimal("120.3")) in rows
    assert ("2015-Q2", "ytd", 6, Decimal("220.4")) in rows
    assert (delivery.rows_read, delivery.rows_accepted, delivery.rows_unassigned) == (3, 2, 1)


def test_a_year_to_date_that_is_not_the_sum_of_its_quarters_is_a_warning(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(EXPORT.format(total="221.4"))

    (found,) = (finding for finding in delivery.findings if finding.rule == "total_differs")
    assert found.cell == "B5"
    assert "221.4" in found.message and "220.4" in found.message


def test_a_row_of_another_industry_is_a_series_of_its_own(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(EXPORT.format(total="220.4"))

    assert [found.row for found in delivery.findings if found.rule == "series_unassigned"] == [6]
    assert set(delivery.datasets["series_value"]["series_id"]) == {
        "nbs/Value-added of Finance, Accumulated/100 million yuan/100000/quarter"
    }


def test_a_heading_that_is_no_quarter_is_held_and_the_others_are_taken(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(EXPORT.format(total="220.4").replace("1Q 2015\t,\n", "First 2015\t,\n"))

    assert set(delivery.datasets["observation"]["period"]) == {"2015-Q2"}
    assert [found.cell for found in delivery.findings if found.rule == "period_not_understood"] == ["C3"]


def test_figures_of_a_province_are_none_of_the_nation(deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(EXPORT.format(total="220.4").replace("Quarterly ", "Quarterly by Province "))

    assert delivery.datasets["observation"].is_empty()
    assert "unknown_region" in set(delivery.datasets["series"]["why"])


def test_the_real_export_gives_four_indicators_of_eighteen_quarters(shared_data: Path, reader: ChildReader) -> None:
    path = shared_data / "real/nbs_export/nbs_quarterly_gdp_current_prices.csv"

    delivery = read_delivery(reader.read(path).sheets, path.name, built_in())

    observations = delivery.datasets["observation"]
    assert observations.height == 4 * 2 * 18
    assert observations.filter(
        pl.col("indicator_id") == "gdp", pl.col("period") == "2025-Q4", pl.col("period_kind") == "ytd"
    )["value"].to_list() == [Decimal("1401879.2")]
    assert not [found for found in delivery.findings if found.rule == "total_differs"]
