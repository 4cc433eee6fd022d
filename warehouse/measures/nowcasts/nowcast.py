"""Nowcast: a figure before everybody has reported, from those who have, with each missing firm imputed by name.

A missing firm is imputed from its own value of the year before (V0). Where it has reported earlier in the year, its own
growth then moves on with that of the responders of its field since: V0 x g(prev) x G(now) / G(prev). Otherwise
V0 x G(now). Both G are of the same responders. A field with too few of them takes all responders. Without a base
nothing is imputed and the firm is listed.

An imputed value is in no level, growth or bridge. Amounts are years to date, in fen. Bands are in nowcast_errors.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.measures.growth.bridge import times
from warehouse.measures.rate import is_storable
from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

_PERIOD = ("measure", "year", "month")
_FIRM = ("enterprise_id", *_PERIOD)
NO_COEFFICIENTS = pl.LazyFrame(
    schema={"enterprise_id": pl.String, "measure": pl.String, "year": pl.Int32, "coefficient": pl.Float64}
    | {"basis": pl.String}
)
"""Measures as reported have none."""
_NONE = 0
"""The earlier month of a firm that has reported none."""


@dataclass(frozen=True)
class NowcastBounds:
    """The numbers of the rule set `nowcast`."""

    least_responders: int
    weak_above_share: Decimal
    refused_above_share: Decimal
    weak_above_share_of_one: Decimal
    months: int
    band_periods: int
    band_origins: int
    share_classes: tuple[Decimal, ...]
    levels: tuple[int, ...]


def load_nowcast_rules() -> tuple[RuleSet[NowcastBounds], ...]:
    return load_rule_sets("nowcast@*.toml", NowcastBounds)


def responses(firms: pl.LazyFrame, due: pl.LazyFrame, fields: pl.LazyFrame, least_responders: int) -> pl.LazyFrame:
    """Every firm that has reported a period or still owes it: `value`, or `imputed` and how, or the `reason` why not.

    `firms` are years to date (`value`, `restated` and `own`, V0); `due` are the firms that owe a period
    (`enterprise_id`, `year`, `month`); `fields` the register of firms with their fields. A period that nobody has
    reported has no row.
    """
    fielded = fields.select("enterprise_id", pl.col("industry_id").fill_null(""), is_generated="is_synthetic")
    firms = firms.cache()
    reported = firms.filter(pl.col("value").is_not_null()).cache()
    missing = (
        due.join(reported.select(_PERIOD).unique(), on=["year", "month"])
        .join(reported, on=_FIRM, how="anti")
        .join(firms.select(*_FIRM, "own", "is_flagged", "is_synthetic"), on=_FIRM, how="left")
        .join(_newest_before(reported), on=["enterprise_id", "measure", "year", "month"], how="left")
        .with_columns(pl.col("previous_month").fill_null(_NONE))
        .join(fielded, on="enterprise_id", how="left")
        .cache()
    )
    courses = _courses(reported.join(fielded, on="enterprise_id", how="left"), missing).cache()
    keys = [*_PERIOD, "previous_month"]
    of_field = _ratios(courses, [*keys, "industry_id"], least_responders)
    of_all = _ratios(courses, keys, 1).rename({name: f"all_{name}" for name in ("ratio", "previous_ratio")})
    imputed = (
        missing.join(of_field, on=[*keys, "industry_id"], how="left")
        .join(of_all, on=keys, how="left")
        .with_columns(stratum=pl.when(pl.col("ratio").is_not_null()).then(pl.lit("field")).otherwise(pl.lit("all")))
        .with_columns(
            pl.coalesce(name, f"all_{name}").alias(name) for name in ("ratio", "previous_ratio")
        )
        .with_columns(
            reason=pl.when(pl.col("own").is_null()).then(pl.lit(Reason.BASE_MISSING.value))
            .when(pl.col("own") <= 0).then(pl.lit(Reason.BASE_NOT_POSITIVE.value))
            .when(pl.col("ratio").is_null()).then(pl.lit(Reason.NO_BASIS.value)),
            # Of six places, as it is shown.
            course=pl.when(pl.col("previous_month") != _NONE)
            .then(pl.col("own_ratio") * pl.col("ratio") / pl.col("previous_ratio"))
            .otherwise(pl.col("ratio"))
            .round(6),
        )
        .with_columns(
            reason=pl.coalesce(
                "reason", pl.when(~is_storable(pl.col("course"))).then(pl.lit(Reason.OUT_OF_RANGE.value))
            )
        )
        .with_columns(
            imputed=times(pl.when(pl.col("reason").is_null()).then("own"), pl.col("course")),
            stratum=pl.when(pl.col("reason").is_null()).then("stratum"),
        )
    )  # fmt: skip
    details = ("own_ratio", "ratio", "previous_ratio", "course", "previous_month", "stratum", "reason", "imputed")
    flags = (pl.col("is_flagged").fill_null(value=False), pl.coalesce("is_synthetic", "is_generated", False))
    return pl.concat(
        [
            reported.select(*_FIRM, "own", "value", "is_flagged", "is_synthetic", is_missing=pl.lit(value=False)),
            imputed.select(*_FIRM, "own", *details, *flags, is_missing=pl.lit(value=True)),
        ],
        how="diagonal",
    )


def nowcasts(answered: pl.LazyFrame, members: pl.LazyFrame, bounds: NowcastBounds) -> pl.LazyFrame:
    """One row per subject, measure and period: measured, imputed, the estimate and what it is worth.

    `members` are the firms of each subject. Nothing is imputed in a complete period, and its estimate is what was
    measured.
    """
    whole = pl.col("measured").fill_null(0) + pl.col("imputed").fill_null(0)
    share = pl.col("imputed_share")
    refusal = (
        pl.when((pl.col("missing_count") == 0) & pl.col("measured").is_not_null())
        .then(None)
        .when(pl.col("measured").is_null())
        .then(pl.lit(Reason.NOT_REPORTED.value))
        .when(share.is_null())
        .then(pl.lit(Reason.NO_BASIS.value))
        .when(share > float(bounds.refused_above_share))
        .then(pl.lit(Reason.TOO_MUCH_IMPUTED.value))
    )
    is_weak = (
        (share > float(bounds.weak_above_share))
        | (pl.col("largest_missing_share") > float(bounds.weak_above_share_of_one))
        | (pl.col("not_imputed_count") > 0)
    ).fill_null(value=False)
    base = pl.col("own").filter(pl.col("own") > 0)
    missing_base = pl.col("own").filter(pl.col("is_missing") & (pl.col("own") > 0))
    return (
        answered.join(members.select("subject_kind", "subject_id", "enterprise_id"), on="enterprise_id")
        .group_by("subject_kind", "subject_id", *_PERIOD)
        .agg(
            _total("value").alias("measured"),
            imputed=pl.when(pl.col("is_missing").any()).then(_total("imputed")).otherwise(0),
            largest_missing_share=missing_base.max() / base.sum(),
            reporting_count=pl.col("value").count().cast(pl.Int32),
            missing_count=pl.col("is_missing").sum().cast(pl.Int32),
            not_imputed_count=(pl.col("is_missing") & pl.col("imputed").is_null()).sum().cast(pl.Int32),
            is_flagged=pl.col("is_flagged").any(),
            is_synthetic=pl.col("is_synthetic").any(),
        )
        .with_columns(
            # Of nothing or less there is no share.
            imputed_share=pl.when(whole > 0).then(pl.col("imputed").fill_null(0) / whole),
        )
        .with_columns(reason=refusal)
        .with_columns(
            estimate=pl.when(pl.col("reason").is_null()).then(whole),
            quality=pl.when(pl.col("reason").is_not_null()).then(pl.lit("refused"))
            .when(pl.col("missing_count") == 0).then(pl.lit("complete"))
            .when(is_weak).then(pl.lit("weak"))
            .otherwise(pl.lit("estimated")),
        )
    )  # fmt: skip


def nowcast_change(before: pl.LazyFrame, after: pl.LazyFrame) -> pl.LazyFrame:
    """What turned one nowcast of a period into a later one: one row per firm, with `effect` and `change`; exact.

    Both are one measure and period of `responses`. `news`: a firm reported, value less what was imputed for it.
    `revision`: a measured value was corrected, or withdrawn and imputed. `model`: the imputed value of a firm that is
    still missing changed.
    """
    was, now = (f.select("enterprise_id", "value", "imputed") for f in (before, after))
    value, had_value = pl.col("value"), pl.col("value_before")
    return (
        now.join(was, on="enterprise_id", how="full", coalesce=True, suffix="_before")
        .select(
            "enterprise_id",
            effect=pl.when(had_value.is_not_null()).then(pl.lit("revision"))
            .when(value.is_not_null()).then(pl.lit("news"))
            .otherwise(pl.lit("model")),
            change=pl.coalesce("value", "imputed", 0) - pl.coalesce("value_before", "imputed_before", 0),
        )
        .sort("enterprise_id")
    )  # fmt: skip


def _newest_before(reported: pl.LazyFrame) -> pl.LazyFrame:
    """For every firm and month of a year the newest earlier month of it with a growth of its own, and that growth."""
    months = pl.LazyFrame({"month": range(2, 13)}, schema={"month": pl.Int32})
    return (
        reported.filter((pl.col("restated") > 0) & (pl.col("value") >= 0))
        .select(
            *("enterprise_id", "measure", "year"),
            previous_month=pl.col("month"),
            own_ratio=pl.col("value") / pl.col("restated"),
        )
        .join(months, how="cross")
        .filter(pl.col("previous_month") < pl.col("month"))
        .sort("previous_month")
        .unique(_FIRM, keep="last", maintain_order=True)
    )


def _courses(reported: pl.LazyFrame, missing: pl.LazyFrame) -> pl.LazyFrame:
    """The responders of each period with the earlier month that a missing firm needs: both sides of both."""
    panel = reported.filter(pl.col("restated").is_not_null())
    earlier = panel.select(
        *("enterprise_id", "measure", "year"),
        previous_month="month",
        previous_value="value",
        previous_restated="restated",
    )
    return (
        panel.join(missing.select(*_PERIOD, "previous_month").unique(), on=_PERIOD)
        .join(earlier, on=["enterprise_id", "measure", "year", "previous_month"], how="left")
        .filter((pl.col("previous_month") == _NONE) | pl.col("previous_value").is_not_null())
    )


def _ratios(courses: pl.LazyFrame, keys: list[str], least: int) -> pl.LazyFrame:
    """`ratio` and `previous_ratio` of a stratum; no row where it has too few responders or no base."""
    has_none = pl.col("previous_month") == _NONE
    sides = ("value", "restated", "previous_value", "previous_restated")
    return (
        courses.group_by(keys)
        .agg(pl.col(*sides).sum(), responders=pl.len())
        .filter((pl.col("responders") >= least) & (pl.col("restated") > 0) & (pl.col("value") >= 0))
        .filter(has_none | ((pl.col("previous_value") > 0) & (pl.col("previous_restated") > 0)))
        .select(
            *keys,
            ratio=pl.col("value") / pl.col("restated"),
            previous_ratio=pl.when(~has_none).then(pl.col("previous_value") / pl.col("previous_restated")),
        )
    )


def _total(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum())
