"""Bands from past errors, and the arithmetic of their scores.

Split conformal: of n past errors at the same horizon the k-th smallest in size, k = ceil((n + 1) level), is half the
width of a band. On exchangeable errors the next one lies within it with probability k / (n + 1), which is what the band
promises; with k > n there is no band. Overlapping years are not exchangeable, so what was measured stands beside it.
Levels are whole per cent, so that ranks are exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from warehouse.measures.exact_sums import exact_mean

Numbers = NDArray[np.float64]

SAME_KIND = ("region_code", "is_synthetic", "vintage_id", "indicator_id", "model", "horizon")
"""What two errors have in common that may stand for each other."""
_CONFIDENCE = 0.95
_HALVINGS = 40


def band_rank(errors: pl.Expr, level: pl.Expr) -> pl.Expr:
    """k = ceil((n + 1) level)."""
    return ((errors + 1) * level + 99) // 100


def errors_needed(level: pl.Expr) -> pl.Expr:
    """The smallest n with k <= n, ceil(level / (100 - level)): 1 for 50 per cent, 4 for 80, 19 for 95."""
    return 99 // (100 - level)


def error_of(actual: str) -> pl.Expr:
    return (pl.col(actual) - pl.col("forecast")).cast(pl.Float64)


def past_bands(errors: pl.LazyFrame, levels: Sequence[int]) -> pl.LazyFrame:
    """Each error of the back-test by level, with the half width of the band that its own day would have given (null
    where too few errors were known then), and the score of drawing from those errors, for both truths.

    `errors` has the columns of mart.forecast_error.
    """
    each = errors.with_columns(error=error_of("actual"), newest_error=error_of("newest_actual"))
    earlier = each.select(*SAME_KIND, "actual_known_date", earlier_error="error")
    own = (*SAME_KIND, "origin_date", "error", "newest_error")
    draw, count = pl.col("earlier_error"), pl.len().cast(pl.Int64)
    # Half the mean distance between two draws, from their order.
    spread = ((2 * pl.int_range(1, pl.len() + 1) - count - 1) * draw.sort()).sum() / count**2
    known = (
        each.select(own)
        .join(earlier, on=SAME_KIND)
        .filter(pl.col("actual_known_date") <= pl.col("origin_date"))
        .group_by(own)
        .agg(
            error_count=count,
            sizes=draw.abs().sort(),
            crps=exact_mean((draw - pl.col("error").first()).abs()) - spread,
            newest_crps=exact_mean((draw - pl.col("newest_error").first()).abs()) - spread,
        )
    )
    return (
        each.select(*own, "actual_known_date")
        .join(known, on=own, how="left")
        .with_columns(pl.col("error_count").fill_null(0))
        .join(pl.LazyFrame({"level": levels}), how="cross")
        .with_columns(half_width=half_width())
        .drop("sizes")
    )


def half_width() -> pl.Expr:
    """Of rows with `sizes` (sorted, null for none), `error_count` and `level`; null where k > n."""
    rank = band_rank(pl.col("error_count"), pl.col("level"))
    return pl.when(rank <= pl.col("error_count")).then(pl.col("sizes").list.get(rank - 1, null_on_oob=True))


def interval_score(error: pl.Expr, half: pl.Expr, level: pl.Expr) -> pl.Expr:
    """Width of the band, and 2 / a for each unit by which the truth lies outside it; a = 1 - level."""
    outside = 1 - level / 100
    return 2 * half + 2 / outside * (error.abs() - half).clip(0)


def exact_interval(hits: Numbers, tried: Numbers) -> tuple[Numbers, Numbers]:
    """Clopper and Pearson's 95 per cent interval of a share of hits."""
    tail = (1 - _CONFIDENCE) / 2
    below, above = _share_with(hits - 1, tried, 1 - tail), _share_with(hits, tried, tail)
    return np.where(hits == 0, 0.0, below), np.where(hits == tried, 1.0, above)


def _share_with(most: Numbers, tried: Numbers, probability: float) -> Numbers:
    """The share of hits at which `most` or fewer of those tried have this probability: halved down to it."""
    counts = np.arange(int(tried.max(initial=0)) + 1)[:, None]
    ways = np.array([[math.comb(int(each), count) for each in tried] for count in counts[:, 0]], dtype=np.float64)
    ways = np.where(counts <= most, ways, 0.0)
    misses = np.clip(tried - counts, 0, None)
    low, high = np.zeros(len(tried)), np.ones(len(tried))
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        is_too_small = (ways * share**counts * (1 - share) ** misses).sum(axis=0) > probability
        low, high = np.where(is_too_small, share, low), np.where(is_too_small, high, share)
    return (low + high) / 2


def count_probability(missing: Numbers, events: Numbers, months: Numbers, months_left: Numbers) -> Numbers:
    """P(at least `missing` more) where so many events came in so many months: the rate is unknown with Jeffreys' prior,
    so the count to come is negative binomial with r = events + 1/2, p = months / (months + months left)."""
    rate, stay = events + 0.5, months / (months + months_left)
    term = stay**rate
    fewer: Numbers = np.zeros_like(term)
    for count in range(int(missing.max(initial=0))):
        fewer = fewer + np.where(count < missing, term, 0)
        term = term * (count + rate) / (count + 1) * (1 - stay)
    return 1 - fewer
