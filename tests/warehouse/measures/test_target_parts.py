"""An apportioned target by hand: gaps of the parts, and parts that do not add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl

from warehouse.catalog.catalog import load_catalog
from warehouse.measures.targets.target_parts import COLUMNS, target_parts
from warehouse.rules.facts import TargetPart

TARGETS = pl.DataFrame({
    "target_id": ["firms", "share"], "indicator_id": ["key_enterprise_count", "sei_share_gdp"],
    "target_type": ["stock", "level"], "counted_after_date": [date(2016, 2, 6)] * 2,
    "value_low": [Decimal(100), Decimal(16)],
})  # fmt: skip
PROGRESS = pl.DataFrame({
    "target_id": ["firms", "firms", "share"], "is_synthetic": [False, True, False], "period": ["2016-12"] * 3,
    "unit": ["firm", "firm", "percent"], "is_newest": [True] * 3, "is_default": [True] * 3,
})  # fmt: skip
FIRMS = pl.DataFrame(
    [
        ("active", date(2014, 6, 30), "620102", "new_materials", True),
        ("active", date(2016, 1, 20), "620100", "new_energy", True),
        ("exited", date(2014, 6, 30), "620100", "new_materials", True),
        ("active", date(2017, 1, 1), "620100", "new_materials", True),
        ("active", date(2014, 6, 30), "620302", "new_materials", True),
    ],
    schema=["status", "recognised_date", "region_code", "industry_id", "is_synthetic"],
    orient="row",
).with_columns(enterprise_kind=pl.lit("backbone"))
REGIONS = pl.DataFrame({
    "region_code": ["620100", "620102", "620302"], "prefecture_region_code": ["620100", "620100", "620300"],
})  # fmt: skip


def of(*parts: tuple[str, str, str, int]) -> dict[tuple[str, bool], dict[str, object]]:
    facts = [TargetPart(target, kind, part, Decimal(value)) for target, kind, part, value in parts]  # type: ignore[arg-type]
    rows = target_parts(facts, TARGETS, PROGRESS, FIRMS, REGIONS).to_dicts()
    return {(row["part_id"], row["is_synthetic"]): row for row in rows}


def test_each_prefecture_has_its_gap_and_the_parts_are_seen_not_to_add_up() -> None:
    rows = of(("firms", "region", "620100", 60), ("firms", "region", "620300", 30), ("firms", "region", "620900", 5))

    capital, county, none = (rows[part, True] for part in ("620100", "620300", "620900"))
    assert (capital["actual"], capital["gap_to_target"]) == (2, -58)
    assert (county["actual"], none["actual"], none["gap_to_target"]) == (1, 0, -5)
    assert (capital["parts_value"], capital["parts_gap"]) == (95, -5)


def test_parts_by_field_add_up_by_themselves() -> None:
    rows = of(("firms", "industry", "new_materials", 70), ("firms", "industry", "new_energy", 30),
              ("firms", "region", "620100", 60))  # fmt: skip

    assert [rows[part, True]["actual"] for part in ("new_materials", "new_energy")] == [2, 1]
    assert rows["new_energy", True]["parts_gap"] == 0


def test_what_nobody_counts_by_part_is_null_with_a_reason() -> None:
    rows = of(("share", "region", "620100", 16), ("firms", "department", "x", 100), ("firms", "region", "620300", 1))

    assert (rows["620100", False]["actual"], rows["620100", False]["reason"]) == (None, "no_source")
    assert (rows["x", True]["actual"], rows["x", True]["reason"]) == (None, "no_source")
    assert rows["620300", False]["reason"] == "no_source", "no real register is at hand"


def test_without_parts_there_is_no_row_and_the_columns_are_those_of_the_table() -> None:
    assert of() == {}
    assert list(COLUMNS) == [one.name for one in load_catalog().table("mart.target_part").columns]
