"""Score and yearly judgement of firms by one version of the rules: expressions over columns, no loop over firms.

A requirement is missed where its fact is below the threshold. Where prices may exempt from it, the evidence of the
growth bridge decides, never a note. A fact that is not known is never 0: a requirement without its fact is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import polars as pl

from warehouse.measures.firms.assessment import DIMENSIONS, FACTS, LEVELS, SCORE, Dimension, Item, Requirement, Rule

KEY = ("enterprise_id", "year")
GRADES = ("excellent", "good", "fair")
EXEMPTIONS = ("granted", "open", "refused")
_DIGITS = 6
_OF_RETURNS = [fact for fact in FACTS if fact not in LEVELS and fact != "on_time_share"]
"""What somebody has to send: a register that lists nothing, and a return that never came, are no data of a year."""


def wide_facts(facts: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of mart.enterprise_fact with a column for each fact."""
    value = pl.col("value").cast(pl.Float64)
    return facts.group_by(*KEY).agg(
        *(value.filter(pl.col("fact") == fact).first().alias(fact) for fact in FACTS),
        pl.col("is_synthetic", "is_flagged").any(),
    )


def judged(facts: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """The frame of wide facts with scores, grades, margin, exemption and result of each year by this version.

    `margin` is the least of (fact - threshold) / scale, for a granted exemption with the lesser growth at last year's
    prices; `result` is pass, fail, exempt, open, not_judged or missing.
    """
    bounds = rule.bounds
    requirements = bounds.requirement
    scored = facts.with_columns(_dimension(dimension, bounds.min_known_weight) for dimension in bounds.dimension)
    without = [name for name in DIMENSIONS if name not in {each.dimension for each in bounds.dimension}]
    scored = scored.with_columns(pl.lit(None, pl.Float64).alias(f"{name}_score") for name in without)
    weights = [(pl.col(f"{each.dimension}_score"), float(each.weight)) for each in bounds.dimension]
    known = sum(
        (_known_share(each) * float(each.weight) for each in bounds.dimension), pl.lit(0.0)
    ) / float(sum(each.weight for each in bounds.dimension))  # fmt: skip
    scored = scored.with_columns(
        score=_weighted(weights, float(bounds.min_known_weight)), known_weight=known.round(_DIGITS)
    ).with_columns(
        _grade(SCORE, rule).alias("grade"),
        *(_grade(f"{name}_score", rule).alias(f"{name}_grade") for name in DIMENSIONS),
    )
    return (
        scored.with_columns(*_constant_price_growth())
        .with_columns(exemption=_exemption(requirements, rule))
        .with_columns(_margin(each).alias(f"_margin_{number}") for number, each in enumerate(requirements))
        .with_columns(**_verdict(requirements))
        .drop(f"_margin_{number}" for number in range(len(requirements)))
    )


def points(item: Item) -> pl.Expr:
    """Points of the item, null where the fact is not known."""
    fact = pl.col(item.fact)
    given: pl.Expr = pl.when(fact.is_not_null()).then(0.0)
    for lower, worth in item.bands:
        given = pl.when(fact >= float(lower)).then(float(worth)).otherwise(given)
    return given


def _dimension(dimension: Dimension, min_known_weight: object) -> pl.Expr:
    parts = [(points(item), float(item.weight)) for item in dimension.item]
    return _weighted(parts, float(str(min_known_weight))).alias(f"{dimension.dimension}_score")


def _known_share(dimension: Dimension) -> pl.Expr:
    whole = float(sum(item.weight for item in dimension.item))
    return _sum(pl.col(item.fact).is_not_null() * (float(item.weight) / whole) for item in dimension.item)


def _weighted(parts: list[tuple[pl.Expr, float]], least_known: float) -> pl.Expr:
    """The mean of the parts that are known, null where these weigh less than `least_known` of the whole."""
    whole = sum(weight for _, weight in parts)
    known = _sum(value.is_not_null() * weight for value, weight in parts)
    total = _sum(value.fill_null(0.0) * weight for value, weight in parts)
    # A share that is least_known exactly may come out a last digit below it.
    return pl.when(known >= least_known * whole - 1e-9).then((total / known).round(_DIGITS))


def _sum(parts: Iterable[pl.Expr]) -> pl.Expr:
    return reduce(lambda one, other: one + other, parts, pl.lit(0.0))


def _grade(score: str, rule: Rule) -> pl.Expr:
    of: pl.Expr = pl.when(pl.col(score).is_not_null()).then(pl.lit("poor"))
    for grade in reversed(GRADES):
        lowest = float(getattr(rule.bounds.grades, grade))
        of = pl.when(pl.col(score) >= lowest).then(pl.lit(grade)).otherwise(of)
    return of


def _constant_price_growth() -> tuple[pl.Expr, ...]:
    """Growth at last year's prices, by both methods of the bridge: (revenue - price effect) / revenue before - 1."""
    base = pl.col("base_revenue_cny")
    return tuple(
        pl.when(base > 0)
        .then((pl.col("revenue_growth") - pl.col(f"price_effect{method}_cny") / base).round(_DIGITS))
        .alias(f"constant_price_growth{method}")
        for method in ("", "_fisher")
    )


def _exemption(requirements: tuple[Requirement, ...], rule: Rule) -> pl.Expr:
    """Granted, open or refused where a requirement is missed from which prices may exempt; else null."""
    exempting = next((each for each in requirements if each.exempt_by == "price"), None)
    if exempting is None:
        return pl.lit(None, pl.String)
    threshold = float(exempting.threshold)
    effects = [pl.col(f"price_effect{method}_cny") for method in ("", "_fisher")]
    constant = [pl.col(f"constant_price_growth{method}") for method in ("", "_fisher")]
    has_fallen = [(effect < 0).fill_null(value=False) for effect in effects]
    would_pass = [(growth >= threshold).fill_null(value=False) for growth in constant]
    has_grown = ((pl.col("volume_index") > 1).fill_null(value=False)) | (
        (pl.col("capacity_growth") > 0).fill_null(value=False)
    )
    has_evidence = pl.any_horizontal(effect.is_not_null() for effect in effects)
    is_explained = (pl.col("explained_share") >= float(rule.bounds.price_exemption.min_explained_share)).fill_null(
        value=False
    )
    fails = ~has_grown | ~pl.any_horizontal(has_fallen) | ~pl.any_horizontal(would_pass)
    return pl.when(pl.col(exempting.fact) < threshold).then(
        pl.when(~has_evidence | fails)
        .then(pl.lit("refused"))
        .when(pl.all_horizontal(*has_fallen, *would_pass, is_explained))
        .then(pl.lit("granted"))
        .otherwise(pl.lit("open"))
    )


def _margin(requirement: Requirement) -> pl.Expr:
    fact = pl.col(requirement.fact)
    if requirement.exempt_by == "price":
        lesser = pl.min_horizontal("constant_price_growth", "constant_price_growth_fisher")
        fact = pl.when(pl.col("exemption") == "granted").then(lesser).otherwise(fact)
    return ((fact - float(requirement.threshold)) / float(requirement.scale)).round(_DIGITS)


def _verdict(requirements: tuple[Requirement, ...]) -> dict[str, pl.Expr]:
    margins = [pl.col(f"_margin_{number}") for number in range(len(requirements))]
    is_unknown = pl.any_horizontal(margin.is_null() for margin in margins)
    margin = pl.when(~is_unknown).then(pl.min_horizontal(margins))
    binding = pl.coalesce(
        pl.when(each == pl.min_horizontal(margins)).then(pl.lit(requirement.fact))
        for each, requirement in zip(margins, requirements, strict=True)
    )
    others = [
        each for each, requirement in zip(margins, requirements, strict=True) if requirement.exempt_by is None
    ]  # fmt: skip
    others_fail = pl.any_horizontal(each < 0 for each in others) if others else pl.lit(value=False)
    has_data = pl.any_horizontal(pl.col(fact).is_not_null() for fact in _OF_RETURNS)
    result = (
        pl.when(~has_data).then(pl.lit("missing"))
        .when(is_unknown).then(pl.lit("not_judged"))
        .when((pl.col("exemption") == "open").fill_null(value=False) & ~others_fail).then(pl.lit("open"))
        .when(margin < 0).then(pl.lit("fail"))
        .when((pl.col("exemption") == "granted").fill_null(value=False)).then(pl.lit("exempt"))
        .otherwise(pl.lit("pass"))
    )  # fmt: skip
    return {"margin": margin, "binding_requirement": pl.when(~is_unknown).then(binding), "result": result}
