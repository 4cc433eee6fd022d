"""How wrong the nowcasts of past periods were at the same stage: what the band of a nowcast rests on.

A stage is the number of days after the due day, and the class of the imputed share. Of a period that some firm still
owes, each of the periods before it is estimated once more from what had come in so many days after its own due day, and
compared with what those firms have reported since. The k-th smallest of n such errors, k = ceil((n + 1) level), is half
the width of a band; k > n: no band. A past nowcast in which nobody was missing says nothing of one with gaps.

Registers and due dates are today's. A value that came in three versions counts as first received until the newest came.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from warehouse.measures.forecasts.conformal import half_width
from warehouse.measures.growth.firm_changes import firm_states, mergers_of
from warehouse.measures.growth.period_pairs import YTD
from warehouse.measures.nowcasts.nowcast import NO_COEFFICIENTS, NowcastBounds, responses
from warehouse.measures.reason import Reason

_SUBJECT = ("subject_kind", "subject_id", "measure")
_STAGE = (*_SUBJECT, "period", "share_class")


def known_totals(totals: pl.LazyFrame, day: pl.Expr) -> pl.LazyFrame:
    """The rows of mart.growth_total as they stood on a day: the newest value if it had come, else the first one."""
    value = pl.when(pl.col("known_from") <= day).then("value_cny").otherwise("first_value_cny")
    return totals.filter(pl.col("first_known_from") <= day).with_columns(value_cny=value)


def stages(due: pl.LazyFrame, as_of: datetime, bounds: NowcastBounds) -> pl.LazyFrame:
    """The newest periods that some firm still owes, each with the periods before it and the days of the same stage.

    `due` has `period`, `due_at` and whether `is_missing`, by firm.
    """
    periods = due.group_by("period").agg(pl.col("due_at").first(), pl.col("is_missing").any()).sort("period")
    open_periods = periods.filter("is_missing").tail(bounds.band_periods).select("period", open_due="due_at")
    # Whole days, so that a band moves once a day.
    days = (pl.lit(as_of) - pl.col("open_due")).dt.total_days()
    return (
        open_periods.join(periods.select(past_period="period", past_due="due_at"), how="cross")
        .filter(pl.col("past_period") < pl.col("period"))
        .sort("period", "past_period", descending=[False, True])
        .filter(pl.int_range(pl.len()).over("period") < bounds.band_origins)
        .select("period", "past_period", day=pl.col("past_due") + pl.duration(days=days))
    )


def past_errors(
    totals: pl.LazyFrame,
    changes: pl.LazyFrame,
    due: pl.LazyFrame,
    fields: pl.LazyFrame,
    members: pl.LazyFrame,
    of_stages: pl.LazyFrame,
    bounds: NowcastBounds,
) -> pl.LazyFrame:
    """One row per subject, measure, open period and past period: the error as a share of the estimate, and the class of
    the imputed share then. `totals` are years to date."""
    year, month = (pl.col("period").str.slice(at, size).cast(pl.Int32) for at, size in ((0, 4), (5, 2)))
    dated = totals.filter(pl.col("period_kind") == YTD).with_columns(row_year=year, row_month=month).cache()
    origins = of_stages.with_columns(
        origin_year=pl.col("past_period").str.slice(0, 4).cast(pl.Int32),
        origin_month=pl.col("past_period").str.slice(5, 2).cast(pl.Int32),
    ).rename({"period": "open_period"})
    # The measure carries the stage, so that every stage is estimated by itself, and all of them at once.
    stage = pl.concat_str("measure", "open_period", "past_period", separator="|")
    same_year, before = (
        dated.with_columns(origin_year=pl.col("row_year") + years).join(origins, on="origin_year") for years in (0, 1)
    )
    rows = pl.concat(
        [
            same_year.filter(pl.col("row_month") <= pl.col("origin_month")),
            before.filter(pl.col("row_month") == pl.col("origin_month")),
        ]
    )
    known = known_totals(rows, pl.col("day")).with_columns(measure=stage).select(dated.collect_schema().names())
    firms = firm_states(known.drop("row_year", "row_month"), mergers_of(changes), NO_COEFFICIENTS)
    owed = due.join(origins.select(period="past_period").unique(), on="period", how="semi").select(
        "enterprise_id", year=year, month=month
    )
    answered = (
        responses(firms.filter(pl.col("period_kind") == YTD), owed, fields, bounds.least_responders)
        .with_columns(parts=pl.col("measure").str.split_exact("|", 2))
        .with_columns(
            measure=pl.col("parts").struct[0], period=pl.col("parts").struct[1], past_period=pl.col("parts").struct[2]
        )
        .filter(pl.col("past_period") == pl.format("{}-{}", "year", pl.col("month").cast(pl.String).str.zfill(2)))
    )
    # A merged firm is in the unit of its heir, here as there.
    today = firm_states(dated.drop("row_year", "row_month"), mergers_of(changes), NO_COEFFICIENTS).filter(
        pl.col("period_kind") == YTD
    )
    truth = today.select("enterprise_id", "measure", "year", "month", truth="value")
    compared = (
        answered.join(truth, on=["enterprise_id", "measure", "year", "month"])
        .with_columns(said=pl.coalesce("value", "imputed"))
        .filter(pl.col("said").is_not_null() & pl.col("truth").is_not_null())
        .join(members, on="enterprise_id")
    )
    said, imputed = pl.col("said").sum(), pl.col("imputed").filter(pl.col("is_missing")).sum()
    return (
        compared.group_by(*_SUBJECT, "period", "past_period")
        .agg(error=pl.when(said > 0).then(pl.col("truth").sum() / said - 1), imputed_share=imputed / said)
        .drop_nulls("error")
        .with_columns(share_class=share_class(bounds))
        .drop_nulls("share_class")
        .sort(*_SUBJECT, "period", "past_period")
    )


def share_class(bounds: NowcastBounds) -> pl.Expr:
    """The class of an imputed share: 0 is the first; null where nothing is imputed, and above the last."""
    share = pl.col("imputed_share").cast(pl.Float64)
    limits = [float(limit) for limit in bounds.share_classes]
    return pl.when(share > 0).then(
        pl.coalesce(pl.when(share <= limit).then(pl.lit(number)) for number, limit in enumerate(limits))
    )


def with_bands(nowcasts: pl.LazyFrame, errors: pl.LazyFrame, bounds: NowcastBounds) -> pl.LazyFrame:
    """Adds `low_50`, `high_50` and so on by level, in fen, `error_count` and, where there is an estimate with imputed
    firms and no band at all, `band_reason`. The nowcasts have `period`."""
    sizes = errors.group_by(_STAGE).agg(sizes=pl.col("error").abs().sort(), error_count=pl.len().cast(pl.Int64))
    found = (
        nowcasts.with_columns(share_class=share_class(bounds))
        .join(sizes, on=_STAGE, how="left")
        .with_columns(pl.col("error_count").fill_null(0))
    )
    estimate = pl.col("estimate").cast(pl.Float64)
    halves = {level: half_width().alias(f"half_{level}") for level in bounds.levels}
    for level, half in halves.items():
        found = found.with_columns(level=pl.lit(level, pl.Int64)).with_columns(half)
    bands = [
        (estimate * (1 + sign * pl.col(f"half_{level}"))).round(0).cast(pl.Int128).alias(f"{end}_{level}")
        for level in bounds.levels
        for end, sign in (("low", -1), ("high", 1))
    ]
    is_open = pl.col("estimate").is_not_null() & (pl.col("imputed_share") > 0)
    has_none = pl.all_horizontal(pl.col(f"half_{level}").is_null() for level in bounds.levels)
    return found.with_columns(
        *bands,
        error_count=pl.when(is_open).then(pl.col("error_count")).cast(pl.Int32),
        band_reason=pl.when(is_open & has_none).then(pl.lit(Reason.TOO_FEW_ERRORS.value)),
    ).drop("level", *(f"half_{level}" for level in bounds.levels), "sizes", "share_class")


def no_errors() -> pl.LazyFrame:
    """What there is where nobody is missing, or nothing came before."""
    texts: Sequence[str] = (*_SUBJECT, "period")
    return pl.LazyFrame(schema=dict.fromkeys(texts, pl.String) | {"share_class": pl.Int32, "error": pl.Float64})
