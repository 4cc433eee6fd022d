"""What two assessed years of a firm lead to by one version of the rules: to leave, saved, kept, open, or to stay.

Exit is proposed and never made. The years are those of the people who assessed where they stated a result, else the
computed ones. A year in which people failed a firm and only prices would have is exempt, or open, like a computed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

import polars as pl

from warehouse.measures.firms.assessment import LEVELS, Rule
from warehouse.measures.firms.judgement import KEY, judged

Collect = Callable[[pl.LazyFrame], pl.DataFrame]
STATES = (
    *("leave", "left_by_decision", "saved_by_role", "kept_by_decision", "deferred", "saved_by_price"),
    *("open", "year_missing", "not_judged", "stay"),
)
_NEXT_FAILURE_LEADS_OUT = ("stay", "saved_by_price", "kept_by_decision", "year_missing")
_JUST = 0.000001
PEOPLE: Mapping[str, pl.DataType] = {
    "enterprise_id": pl.String(),
    "year": pl.String(),
    "people_result": pl.String(),
    "has_demonstrating_role": pl.Boolean(),
    "decision": pl.String(),
    "decided_by": pl.String(),
    "decision_reason": pl.String(),
}
"""What people stated of a firm-year."""


def outcomes(years: pl.LazyFrame, rule: Rule, *, reads_people: bool = True) -> pl.LazyFrame:
    """The rows of `years` (`judgement.judged` with the columns of PEOPLE) with verdict, state and distance.

    Without `reads_people` the computed results are read alone: what the rule says of the facts.
    """
    own = years.with_columns(verdict=_verdict(reads_people=reads_people))
    before = own.select("enterprise_id", _year_after().alias("year"), verdict_before="verdict", margin_before="margin")
    both = pl.col("margin").is_not_null() & pl.col("margin_before").is_not_null()
    distance = pl.when(both).then(pl.max_horizontal("margin", "margin_before"))
    return (
        with_state(own.join(before, on=KEY, how="left"), rule)
        .with_columns(distance=distance)
        .with_columns(
            is_near=pl.col("distance").abs() <= float(rule.bounds.near.band),
            one_year_to_go=(pl.col("verdict") == "fail") & pl.col("state").is_in(_NEXT_FAILURE_LEADS_OUT),
        )
    )


def flips(
    facts: pl.LazyFrame, people: pl.LazyFrame, rule: Rule, collect: Collect = pl.LazyFrame.collect
) -> pl.LazyFrame:
    """The least change of one fact of one year after which a computed `leave` is none, or another outcome is `leave`.

    `facts` are wide (`judgement.wide_facts`). Tried are thresholds, bounds of bands and just below them, whole levels
    and the other value of a yes or no; points are steps, so this set has the least change. One row per firm and year
    that has one: `flip_fact` from `flip_from` to `flip_to` in `flip_year`, `flip_size` in steps of the rule.

    Each fact is collected by itself: its values times the firms, never all facts at once.
    """
    base = collect(
        judged(facts, rule)
        .join(people.select(*KEY, *_OF_PEOPLE), on=KEY, how="left")
        .with_columns(verdict=pl.col("result"))
    )
    rows = base.lazy().select(*KEY, "verdict", *_OF_PEOPLE)
    before = base.lazy().select("enterprise_id", _year_after().alias("year"), verdict_before="verdict")
    tried = [collect(_tried(base.lazy(), rule, fact, values)) for fact, values in _by_fact(candidates(rule)).items()]
    changed = pl.concat(tried).lazy()
    stands = with_state(rows.join(before, on=KEY, how="left"), rule).select(*KEY, is_out=pl.col("state") == "leave")
    as_now = changed.with_columns(verdict="alternative", flip_year="year").join(before, on=KEY, how="left")
    as_before = changed.select(
        "enterprise_id", _year_after().alias("year"), *_TRIED, verdict_before="alternative", flip_year="year"
    ).join(rows, on=KEY)
    columns = [*KEY, "verdict", "verdict_before", *_OF_PEOPLE, *_TRIED, "flip_year"]
    return (
        with_state(pl.concat([as_now.select(columns), as_before.select(columns)]), rule)
        .join(stands, on=KEY)
        .filter((pl.col("state") == "leave") != pl.col("is_out"))
        .sort(*KEY, "flip_size", "flip_year", "flip_fact", "flip_to")
        .unique(KEY, keep="first", maintain_order=True)
        .select(*KEY, "flip_year", *_TRIED)
    )


@dataclass(frozen=True)
class Candidate:
    """A value to be tried for a fact; `bound` is what it counts as where it lies just beside it."""

    fact: str
    value: float
    bound: float
    scale: float

    @property
    def is_just_below(self) -> bool:
        return self.value < self.bound


def candidates(rule: Rule) -> list[Candidate]:
    """Every value that may change what this version says, fact by fact.

    A step is the scale of the requirement; of a fact that only gives points, the least distance of two bounds.
    """
    bounds = rule.bounds
    steps = {item.fact: item.bands for dimension in bounds.dimension for item in dimension.item}
    scales: dict[str, float] = {}
    values: dict[str, set[float]] = {}
    for fact, bands in steps.items():
        lower = [float(band[0]) for band in bands]
        scales[fact] = min((other - one for one, other in pairwise(lower)), default=1.0)
        values.setdefault(fact, set()).update(lower)
    for requirement in bounds.requirement:
        if requirement.fact != "score":
            scales[requirement.fact] = float(requirement.scale)
            values.setdefault(requirement.fact, set()).add(float(requirement.threshold))
    exempting = next((each for each in bounds.requirement if each.exempt_by == "price"), None)
    if exempting is not None:
        evidence = {"volume_index": 1.0, "capacity_growth": 0.0}
        evidence["explained_share"] = float(bounds.price_exemption.min_explained_share)
        for fact, bound in evidence.items():
            scales.setdefault(fact, float(exempting.scale))
            values.setdefault(fact, set()).add(bound)
    for fact in set(values) & set(LEVELS):
        values[fact] = {float(level) for level in range(LEVELS[fact] + 1)}
    if bounds.exit.role_saves:
        values["demonstrating_role"], scales["demonstrating_role"] = {0.0, 1.0}, 1.0
    return list(chain.from_iterable(_around(fact, values[fact], scales[fact]) for fact in sorted(values)))


_OF_PEOPLE = ("has_demonstrating_role", "decision")
_TRIED = ("flip_fact", "flip_from", "flip_to", "flip_is_just_below", "flip_size")


def _around(fact: str, bounds: set[float], scale: float) -> Iterator[Candidate]:
    for bound in sorted(bounds):
        yield Candidate(fact, bound, bound, scale)
        if fact not in LEVELS:
            yield Candidate(fact, bound - _JUST, bound, scale)
        if fact in ("volume_index", "capacity_growth"):
            # To have grown is to be above.
            yield Candidate(fact, bound + _JUST, bound, scale)


def _by_fact(tried: list[Candidate]) -> Mapping[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for each in tried:
        found.setdefault(each.fact, []).append(each)
    return found


def _tried(base: pl.LazyFrame, rule: Rule, fact: str, values: list[Candidate]) -> pl.LazyFrame:
    """The firm-years whose result changes with a value of the fact (`alternative`), or whose role does."""
    given = pl.LazyFrame(
        {
            "_value": [each.value for each in values],
            "flip_to": [each.bound for each in values],
            "flip_is_just_below": [each.is_just_below for each in values],
        }
    )
    was = pl.col(fact)
    changed = judged(
        base.filter(was.is_not_null())
        .join(given, how="cross")
        .filter(was != pl.col("_value"))
        .with_columns(pl.col("_value").alias(fact), flip_from=was),
        rule,
    ).with_columns(alternative="result")
    if fact == "demonstrating_role":
        changed = changed.with_columns(has_demonstrating_role=pl.col("_value") == 1)
    else:
        changed = changed.filter(pl.col("alternative") != pl.col("verdict"))
    return changed.select(
        *(*KEY, *_OF_PEOPLE, "alternative", "flip_from", "flip_to", "flip_is_just_below"),
        flip_fact=pl.lit(fact),
        flip_size=((pl.col("flip_to") - pl.col("flip_from")).abs() / values[0].scale).round(6),
    )


def _verdict(*, reads_people: bool) -> pl.Expr:
    if not reads_people:
        return pl.col("result")
    stated, computed = pl.col("people_result"), pl.col("result")
    return (
        pl.when(stated.is_null()).then(computed)
        .when((stated == "fail") & computed.is_in(["exempt", "open"])).then(computed)
        .otherwise(stated)
    )  # fmt: skip


def _year_after() -> pl.Expr:
    return (pl.col("year").cast(pl.Int32) + 1).cast(pl.String)


def with_state(rows: pl.LazyFrame, rule: Rule) -> pl.LazyFrame:
    """Adds `state` to rows with `verdict`, `verdict_before`, role and decision, and `is_against_rule`: whether the
    decision turns what the rule says."""
    one, other = pl.col("verdict_before").fill_null("missing"), pl.col("verdict")
    if rule.bounds.exit.exempt_year == "failing":
        one, other = one.replace("exempt", "fail"), other.replace("exempt", "fail")
    unknown = ["missing", "not_judged"]
    both_fail = (one == "fail") & (other == "fail")
    has_role = pl.col("has_demonstrating_role").fill_null(value=False) & rule.bounds.exit.role_saves
    decision = pl.col("decision").fill_null("")
    rule_says_leave = both_fail & ~has_role
    state = (
        pl.when(other.is_in(unknown)).then(pl.lit("not_judged"))
        .when(one.is_in(unknown) & (other == "fail")).then(pl.lit("year_missing"))
        .when(both_fail & (decision == "exit")).then(pl.lit("left_by_decision"))
        .when(both_fail & has_role).then(pl.lit("saved_by_role"))
        .when(both_fail & (decision == "keep")).then(pl.lit("kept_by_decision"))
        .when(both_fail & (decision == "defer")).then(pl.lit("deferred"))
        .when(both_fail).then(pl.lit("leave"))
        .when(one.is_in(["fail", "exempt"]) & other.is_in(["fail", "exempt"])).then(pl.lit("saved_by_price"))
        .when(one.is_in(["fail", "exempt", "open"]) & other.is_in(["fail", "exempt", "open"])).then(pl.lit("open"))
        .otherwise(pl.lit("stay"))
    )  # fmt: skip
    is_against = (rule_says_leave & (decision == "keep")) | (~rule_says_leave & (decision == "exit"))
    return rows.with_columns(state=state, is_against_rule=is_against)
