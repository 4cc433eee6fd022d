"""Compares years to date with the sums of their quarters, where a file has both."""

from __future__ import annotations

import polars as pl

from warehouse.domain.period import PeriodKind
from warehouse.transforms.finding import Finding, Severity
from warehouse.wording import bilingual

_SERIES = ["indicator_id", "region_code", "vintage_id", "unit_received", "year"]
_HALF_A_DIGIT = 0.5


def quarter_sums(rows: pl.DataFrame, sheet_name: str) -> list[Finding]:
    """A warning for each year to date that is not the sum of its quarters, if the file has all of them: a sum of n
    printed figures and their printed total differ by at most n + 1 halves of the last digit."""
    quarterly = rows.filter(pl.col("period").str.contains("-Q")).with_columns(
        year=pl.col("period").str.head(4),
        quarter=pl.col("period").str.tail(1).cast(pl.Int8),
        digits=pl.col("value_received").str.extract(r"\.(\d+)\s*$", 1).str.len_chars().fill_null(0),
    )
    quarters = quarterly.filter(pl.col("period_kind") == PeriodKind.QUARTER.value)
    if quarters.is_empty():
        return []
    sums = (
        quarters.unique([*_SERIES, "quarter"], maintain_order=True)
        .sort("quarter")
        .with_columns(total=pl.col("value").cum_sum().over(_SERIES), count=pl.int_range(1, pl.len() + 1).over(_SERIES))
        .filter(pl.col("count") == pl.col("quarter"))
        .select(*_SERIES, "quarter", "total")
    )
    to_date = quarterly.filter(pl.col("period_kind") == PeriodKind.YTD.value)
    both = to_date.join(sums, on=[*_SERIES, "quarter"], how="inner", maintain_order="left")
    allowed = _HALF_A_DIGIT * pl.lit(10.0).pow(-pl.col("digits").cast(pl.Float64)) * (pl.col("quarter") + 1)
    off = both.filter((pl.col("value") - pl.col("total")).abs().cast(pl.Float64) > allowed * 1.000001)
    return [
        Finding(
            Severity.WARNING,
            "total_differs",
            bilingual(
                f"{indicator_id}, {period}: {text} accumulated, but the quarters add up to {total.normalize():f}.",
                f"{period} 累计数为 {text}，各季合计为 {total.normalize():f}，请核对。",
            ),
            sheet_name, row, letters, "value", text,
        )
        for indicator_id, period, text, total, row, letters in off.select(
            "indicator_id", "period", "value_received", "total", "row", "source_column"
        ).rows()
    ]  # fmt: skip
