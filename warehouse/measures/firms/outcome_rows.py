"""The rows of mart.enterprise_outcome: every firm of the list, year and version of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from warehouse.measures.firms.assessment import DIMENSIONS, Rule
from warehouse.measures.firms.judgement import KEY, judged, wide_facts
from warehouse.measures.firms.outcome import Collect, flips, outcomes
from warehouse.measures.rate import stored
from warehouse.measures.reason import Reason
from warehouse.measures.register.enterprise_changes import endings
from warehouse.rules.rule_sets import rule_in_force

_NUMBER, _MONEY = pl.Decimal(19, 6), pl.Decimal(38, 2)
COLUMNS: Mapping[str, pl.DataType] = {
    "enterprise_outcome_id": pl.String(),
    "previous_outcome_id": pl.String(),
    "enterprise_assessment_id": pl.String(),
    "enterprise_id": pl.String(),
    "year": pl.String(),
    "rule_set_version_id": pl.String(),
    "is_rule_in_force": pl.Boolean(),
    "score": _NUMBER,
    "grade": pl.String(),
    "known_weight": _NUMBER,
    **{f"{name}_score": _NUMBER for name in DIMENSIONS},
    **{f"{name}_grade": pl.String() for name in DIMENSIONS},
    "grades_differ": pl.Boolean(),
    "computed_result": pl.String(),
    "people_result": pl.String(),
    "result": pl.String(),
    "basis": pl.String(),
    "margin": _NUMBER,
    "previous_margin": _NUMBER,
    "binding_requirement": pl.String(),
    "reason": pl.String(),
    "exemption": pl.String(),
    "revenue_cny": _MONEY,
    "base_revenue_cny": _MONEY,
    "revenue_growth": _NUMBER,
    "price_effect_cny": _MONEY,
    "price_effect_fisher_cny": _MONEY,
    "constant_price_growth": _NUMBER,
    "constant_price_growth_fisher": _NUMBER,
    "volume_index": _NUMBER,
    "capacity_growth": _NUMBER,
    "explained_share": _NUMBER,
    "state": pl.String(),
    "computed_state": pl.String(),
    "distance": _NUMBER,
    "is_near": pl.Boolean(),
    "one_year_to_go": pl.Boolean(),
    "has_demonstrating_role": pl.Boolean(),
    "decision": pl.String(),
    "decided_by": pl.String(),
    "decision_reason": pl.String(),
    "is_against_rule": pl.Boolean(),
    "flip_fact": pl.String(),
    "flip_year": pl.String(),
    "flip_from": _NUMBER,
    "flip_to": _NUMBER,
    "flip_is_just_below": pl.Boolean(),
    "flip_size": _NUMBER,
    "is_synthetic": pl.Boolean(),
    "is_flagged": pl.Boolean(),
}
_STATED = ("has_demonstrating_role", "decision", "decided_by", "decision_reason")


def outcome_rows(
    facts: pl.LazyFrame,
    assessments: pl.LazyFrame,
    enterprises: pl.LazyFrame,
    changes: pl.LazyFrame,
    rules: Sequence[Rule],
    collect: Collect = pl.LazyFrame.collect,
) -> pl.LazyFrame:
    """In the columns of the mart. `facts` are the rows of mart.enterprise_fact."""
    people = people_of(assessments)
    wide = collect(on_the_list(wide_facts(facts), people, enterprises, changes)).lazy()
    each = [outcome_of(wide, people, rule, collect).with_columns(_in_force(rule, rules)) for rule in rules]
    return (
        pl.concat(each, how="diagonal")
        .select(stored(name, kind) for name, kind in COLUMNS.items())
        .sort("enterprise_id", "year", "rule_set_version_id")
    )


def people_of(assessments: pl.LazyFrame) -> pl.LazyFrame:
    """What people stated, in the columns of `outcome.PEOPLE`, with their grades."""
    return assessments.select(
        *KEY,
        *_STATED,
        *(pl.col(f"{name}_grade").alias(f"people_{name}_grade") for name in DIMENSIONS),
        people_result="result",
        enterprise_assessment_id="enterprise_assessment_id",
    )


def on_the_list(
    wide: pl.LazyFrame, people: pl.LazyFrame, enterprises: pl.LazyFrame, changes: pl.LazyFrame
) -> pl.LazyFrame:
    """The firm-years that are judged: key enterprises, recognised by the end of the year and on the list at it, and
    whatever people assessed."""
    ended = ended_dates(enterprises, changes)
    year = pl.col("year").cast(pl.Int32)
    is_listed = (
        (pl.col("enterprise_kind") == "backbone")
        & (pl.col("recognised_date").is_null() | (pl.col("recognised_date").dt.year() <= year))
        & (pl.col("ended_date").is_null() | (pl.col("ended_date").dt.year() > year))
    )
    return (
        wide.join(enterprises.select("enterprise_id", "enterprise_kind", "recognised_date"), on="enterprise_id")
        .join(ended, on="enterprise_id", how="left")
        .join(people.select(*KEY, is_assessed=pl.lit(value=True)), on=KEY, how="left")
        .filter(is_listed | pl.col("is_assessed").fill_null(value=False))
        .drop("enterprise_kind", "recognised_date", "ended_date", "is_assessed")
    )


def ended_dates(enterprises: pl.LazyFrame, changes: pl.LazyFrame) -> pl.LazyFrame:
    """The day from which each firm that is off the list today is off it (`ended_date`)."""
    ended = endings(changes).rename({"ended": "ended_date"})
    return enterprises.filter(pl.col("status") != "active").select("enterprise_id").join(ended, on="enterprise_id")


def outcome_of(
    wide: pl.LazyFrame, people: pl.LazyFrame, rule: Rule, collect: Collect = pl.LazyFrame.collect
) -> pl.LazyFrame:
    """The rows of one version, in the names of the mart; `wide` and `people` as `on_the_list` and `people_of` have
    them."""
    years = judged(wide, rule).join(people, on=KEY, how="left")
    computed = outcomes(years, rule, reads_people=False).select(*KEY, computed_state="state")
    differs = pl.any_horizontal(
        (pl.col(f"people_{name}_grade") != pl.col(f"{name}_grade")).fill_null(value=False) for name in DIMENSIONS
    )
    identity = pl.concat_str(*KEY, pl.lit(rule.version_id), separator="-")
    before = pl.concat_str(
        "enterprise_id", (pl.col("year").cast(pl.Int32) - 1).cast(pl.String), pl.lit(rule.version_id), separator="-"
    )
    return (
        outcomes(years, rule)
        .join(computed, on=KEY, how="left")
        .join(flips(wide, people, rule, collect), on=KEY, how="left")
        .with_columns(
            enterprise_outcome_id=identity,
            previous_outcome_id=pl.when(pl.col("verdict_before").is_not_null()).then(before),
            rule_set_version_id=pl.lit(rule.version_id),
            grades_differ=differs,
            computed_result="result",
            basis=pl.when(pl.col("people_result").is_not_null()).then(pl.lit("people")).otherwise(pl.lit("computed")),
            reason=pl.when(pl.col("margin").is_null()).then(pl.lit(Reason.NOT_REPORTED.value)),
        )
        .with_columns(result="verdict", previous_margin="margin_before")
    )


def _in_force(rule: Rule, rules: Sequence[Rule]) -> pl.Expr:
    """Whether this is the version that applies to the last day of the year."""
    years = range(1990, 2100)
    own = [str(year) for year in years if rule_in_force(rules, date(year, 12, 31)) is rule]
    return pl.col("year").is_in(own).alias("is_rule_in_force")
