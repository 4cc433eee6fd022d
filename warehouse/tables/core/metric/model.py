"""One row per definition of rules/metrics.toml; an indicator that the programme in force lacks is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import polars as pl

from warehouse.rules.metrics import SOURCE, VERSION, load_metrics

INPUTS: tuple[str, ...] = ("core.indicator",)


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    metrics, _ = load_metrics()
    threshold = pl.Decimal(18, 6)
    return pl.DataFrame(
        [asdict(metric) | {"version": VERSION, "source": SOURCE} for metric in metrics],
        schema_overrides={"alarm_threshold": threshold, "good_threshold": threshold},
        infer_schema_length=None,
    ).with_columns(
        pl.when(pl.col("indicator_id").is_in(inputs["core.indicator"]["indicator_id"].to_list())).then("indicator_id")
    )
