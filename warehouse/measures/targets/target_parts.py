"""What each prefecture, field or unit has brought of an apportioned target, and whether the parts add up to it.

Firms are counted by the newest register: recognised by the end of the month and not gone. Of other indicators nothing
says yet which part they belong to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason
from warehouse.rules.facts import TargetPart

_AMOUNT = pl.Decimal(19, 6)
COLUMNS: Mapping[str, pl.DataType] = {
    "target_part_id": pl.String(),
    "target_id": pl.String(),
    "part_kind": pl.String(),
    "part_id": pl.String(),
    "is_synthetic": pl.Boolean(),
    "period": pl.String(),
    "unit": pl.String(),
    "target_value": _AMOUNT,
    "actual": _AMOUNT,
    "gap_to_target": _AMOUNT,
    "reason": pl.String(),
    "parts_value": _AMOUNT,
    "parts_gap": _AMOUNT,
}


def target_parts(
    parts: Sequence[TargetPart],
    targets: pl.DataFrame,
    progress: pl.DataFrame,
    enterprises: pl.DataFrame,
    regions: pl.DataFrame,
) -> pl.DataFrame:
    """One row per part and kind (real or synthetic) in the newest month, in the columns of mart.target_part."""
    schema: dict[str, Any] = {"target_id": pl.String, "part_kind": pl.String, "part_id": pl.String, "value": _AMOUNT}
    given = pl.DataFrame(
        [(part.target_id, part.part_kind, part.part_id, part.value) for part in parts], schema=schema, orient="row"
    )
    newest = progress.filter("is_newest", "is_default").select("target_id", "is_synthetic", "period", "unit")
    facts = targets.select("target_id", "indicator_id", "target_type", "counted_after_date", promised="value_low")
    shares = given.join(newest, on="target_id").join(facts, on="target_id")
    counted = _counted(shares, enterprises, regions)
    keys = ["target_id", "part_kind", "part_id", "is_synthetic"]
    total = pl.col("value").sum().over("target_id", "part_kind", "is_synthetic")
    has_firms = pl.col("is_synthetic").is_in(enterprises["is_synthetic"].unique().to_list())
    is_known = (pl.col("indicator_id") == "key_enterprise_count") & (pl.col("part_kind") != "department") & has_firms
    return (
        shares.join(counted, on=keys, how="left")
        .with_columns(actual=pl.when(is_known).then(pl.col("firms").fill_null(0)).cast(_AMOUNT), parts_value=total)
        .with_columns(
            target_part_id=pl.concat_str(
                "target_id", "part_kind", "part_id",
                pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")), separator="/",
            ),
            target_value="value",
            gap_to_target=pl.col("actual") - pl.col("value"),
            reason=pl.when(pl.col("actual").is_null()).then(pl.lit(Reason.NO_SOURCE.value)),
            parts_gap=pl.col("parts_value") - pl.col("promised"),
        )
        .select(stored(name, kind) for name, kind in COLUMNS.items())
        .sort("target_part_id")
    )  # fmt: skip


def _counted(shares: pl.DataFrame, enterprises: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """The firms of each part: of a region by its prefecture, which a firm's county belongs to."""
    prefectures = regions.select("region_code", "prefecture_region_code")
    is_counted = (pl.col("status") == "active") & (pl.col("enterprise_kind") == "backbone")
    firms = enterprises.filter(is_counted).join(prefectures, on="region_code", how="left")
    placed = pl.concat(
        firms.select("is_synthetic", "recognised_date", part_kind=pl.lit(kind), part_id=pl.coalesce(*columns))
        for kind, columns in (("region", ("prefecture_region_code", "region_code")), ("industry", ("industry_id",)))
    )
    ends = pl.col("period").str.to_date("%Y-%m").dt.month_end()
    is_new = pl.col("recognised_date") > pl.col("counted_after_date")
    return (
        shares.join(placed, on=["part_kind", "part_id", "is_synthetic"])
        .filter(pl.col("recognised_date") <= ends, is_new | (pl.col("target_type") == "stock"))
        .group_by("target_id", "part_kind", "part_id", "is_synthetic")
        .agg(firms=pl.len())
    )
