"""Facts of a firm-year by hand: values, reasons, and what counts from which day on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.catalog.catalog import load_catalog
from warehouse.measures.firms.assessment import FACTS
from warehouse.measures.firms.facts import COLUMNS, INPUTS, fact_rows

_TYPES: dict[str, Any] = {"BOOLEAN": pl.Boolean, "DATE": pl.Date, "INTEGER": pl.Int32}


def table(key: str, *rows: dict[str, Any]) -> pl.LazyFrame:
    """Rows of a table with the columns of its contract."""
    schema = {
        column.name: _TYPES.get(column.data_type, pl.Float64 if column.data_type.startswith("DECIMAL") else pl.String)
        for column in load_catalog().table(key).columns
    }
    return pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema, strict=False).lazy()


def facts(**rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], tuple[float | None, str | None]]:
    """Value and reason by firm, year and fact; tables by the last part of their name."""
    inputs = {key: table(key, *rows.get(key.rpartition(".")[2], [])) for key in INPUTS}
    found = fact_rows(inputs).collect()
    assert found.columns == list(COLUMNS)
    return {
        (firm, year, fact): (None if value is None else float(value), reason)
        for firm, year, fact, value, reason in found.select(
            "enterprise_id", "year", "fact", "value", "reason"
        ).iter_rows()
    }


def firm(name: str, **more: Any) -> dict[str, Any]:
    return {"enterprise_id": name, "industry_id": "i", "enterprise_kind": "backbone", "is_synthetic": True, **more}


def revenue(name: str, period: str, value: int | None, base: int | None) -> dict[str, Any]:
    return {
        "enterprise_id": name, "measure": "revenue", "period_kind": "ytd", "period": period, "value_cny": value,
        "restated_base_cny": base, "is_flagged": False, "is_synthetic": True,
    }  # fmt: skip


def test_every_fact_of_every_firm_and_year_has_a_value_or_a_reason() -> None:
    found = facts(enterprise=[firm("a"), firm("b")], growth_total=[revenue("a", "2015-12", 10, 8)])

    assert found.keys() == {(name, "2015", fact) for name in "ab" for fact in FACTS}
    assert all((value is None) != (reason is None) for value, reason in found.values())
    assert found["b", "2015", "revenue_growth"] == (None, "year_not_full")


def test_growth_is_on_the_restated_base_and_a_year_ends_in_december() -> None:
    found = facts(
        enterprise=[firm(name) for name in "abcd"],
        growth_total=[
            revenue("a", "2015-12", 110, 100), revenue("b", "2015-12", 110, None), revenue("c", "2015-12", 110, 0),
            revenue("d", "2015-11", 110, 100),
        ],
    )  # fmt: skip

    growth = {name: found[name, "2015", "revenue_growth"] for name in "abcd"}
    assert growth == {
        "a": (0.1, None), "b": (None, "base_missing"), "c": (None, "base_not_positive"), "d": (None, "year_not_full"),
    }  # fmt: skip


def test_a_share_of_the_field_is_among_its_key_enterprises_of_one_kind() -> None:
    found = facts(
        enterprise=[firm("a"), firm("b"), firm("real", is_synthetic=False), firm("s", enterprise_kind="supporting")],
        growth_total=[revenue(name, "2015-12", 30 if name == "a" else 10, 10) for name in ("a", "b", "real", "s")],
    )

    shares = {name: found[name, "2015", "field_rank_share"][0] for name in ("a", "b", "real", "s")}
    assert shares == {"a": 0.75, "b": 0.25, "real": 1.0, "s": None}


def test_a_platform_counts_from_its_approval_on_and_a_step_from_its_day() -> None:
    hosted = {"host_enterprise_id": "a", "platform_type": "t"}
    found = facts(
        enterprise=[firm("a")],
        growth_total=[revenue("a", "2014-12", 1, 1), revenue("a", "2015-12", 1, 1)],
        platform=[
            hosted | {"level": "provincial", "status": "approved", "approved_by_date": date(2014, 10, 31)},
            hosted | {"level": "national", "status": "evaluated", "approved_by_date": date(2015, 10, 31)},
            hosted | {"level": "national", "status": "applied_for", "approved_by_date": date(2014, 1, 1)},
            hosted | {"level": "national", "status": "approved", "approved_by_date": None},
        ],
        listing_step=[
            {"enterprise_id": "a", "milestone": "quotation", "step_status": "done", "reached_date": date(2015, 5, 1)},
            {"enterprise_id": "a", "milestone": "listing", "step_status": "planned", "reached_date": date(2015, 5, 1)},
        ],
    )

    levels = {(year, fact): found["a", year, fact][0] for year in ("2014", "2015") for fact in
              ("platform_level", "listing_step")}  # fmt: skip
    assert levels == {
        ("2014", "platform_level"): 1, ("2014", "listing_step"): 0, ("2015", "platform_level"): 3,
        ("2015", "listing_step"): 2,
    }  # fmt: skip


def test_volume_is_fishers_index_and_capacity_is_weighed_by_last_years_prices() -> None:
    cell = {"enterprise_id": "a", "is_priced": True, "cell_state": "continuing"}
    found = facts(
        enterprise=[firm("a")],
        growth_total=[revenue("a", "2015-12", 1600, 2000)],
        growth_bridge_cell=[
            cell | {"product_code": "p", "to_period": "2015-12", "from_value_cny": 1000, "to_value_cny": 1000,
                    "from_quantity_at_to_price_cny": 2000, "to_quantity_at_from_price_cny": 500,
                    "from_unit_price_cny": 10, "from_capacity": 100, "to_capacity": 120},
            cell | {"product_code": "q", "to_period": "2015-06", "from_value_cny": 1000, "to_value_cny": 600,
                    "from_quantity_at_to_price_cny": 400, "to_quantity_at_from_price_cny": 1500,
                    "from_unit_price_cny": 10, "from_capacity": 100, "to_capacity": 300},
            cell | {"product_code": "r", "to_period": "2015-12", "from_value_cny": 9, "to_value_cny": 9,
                    "from_quantity_at_to_price_cny": 9, "to_quantity_at_from_price_cny": 9, "is_priced": False,
                    "from_unit_price_cny": 30, "from_capacity": 100, "to_capacity": 90},
        ],
    )  # fmt: skip

    # sqrt((500 + 1500) / 2000 x 1600 / (2000 + 400)); (120 x 10 + 90 x 30) / (100 x 10 + 100 x 30) - 1.
    assert found["a", "2015", "volume_index"] == (0.816497, None)
    assert found["a", "2015", "capacity_growth"] == (-0.025, None)


def test_returns_on_time_are_those_of_the_year_that_were_due() -> None:
    status = {"form_id": "f", "subject_kind": "enterprise", "subject_id": "a", "reporter_id": "a", "enterprise_id": "a"}
    states = ("on_time", "on_time", "late", "missing", "exempt", "back_loaded")
    found = facts(
        enterprise=[firm("a")],
        growth_total=[revenue("a", "2015-12", 1, 1)],
        reporting_status=[
            status | {"period": f"2015-{number:02d}", "status": state} for number, state in enumerate(states, start=2)
        ],
    )

    assert found["a", "2015", "on_time_share"] == (0.5, None)


def test_a_number_that_fits_no_column_is_null_with_its_reason() -> None:
    huge = Decimal(10) ** 14
    found = facts(enterprise=[firm("a")], growth_total=[revenue("a", "2015-12", huge, huge)])  # type: ignore[arg-type]

    assert found["a", "2015", "revenue_cny"] == (None, "out_of_range")
    assert found["a", "2015", "revenue_growth"] == (0.0, None)
