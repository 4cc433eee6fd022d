"""What versions of the assessment say of the same facts, side by side: who leaves, is saved, is on the line, and why.

The results are the computed ones: a version cannot alter what people stated. Roles and decisions stay as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from warehouse.measures.firms.assessment import Rule
from warehouse.measures.firms.judgement import KEY, judged, wide_facts
from warehouse.measures.firms.outcome import Collect, flips, outcomes
from warehouse.measures.firms.outcome_rows import on_the_list, people_of

INPUTS = ("mart.enterprise_fact", "core.enterprise_assessment", "core.enterprise", "core.enterprise_change")
FIRM_COLUMNS = (
    *("enterprise_id", "name_zh", "rule_set_version_id", "previous_result", "result", "people_result", "score"),
    *("previous_margin", "margin", "exemption", "state", "distance", "is_near", "flip_fact", "flip_year"),
    *("flip_from", "flip_to", "flip_is_just_below", "flip_size", "is_synthetic"),
)


@dataclass(frozen=True)
class Simulation:
    """`firms`: one row per firm and version. `cells`: how many firms each pair of versions puts where, with their ids,
    for every pair of versions in the order given."""

    firms: pl.DataFrame
    cells: pl.DataFrame


def simulate(inputs: Mapping[str, pl.DataFrame], rules: Sequence[Rule], year: int, collect: Collect) -> Simulation:
    """The firms on the list in `year` by each version; `inputs` are the tables of INPUTS."""
    facts, assessments, enterprises, changes = (inputs[name].lazy() for name in INPUTS)
    years = [str(year - 1), str(year)]
    people = people_of(assessments.filter(pl.col("year").is_in(years)))
    wide = collect(
        on_the_list(wide_facts(facts.filter(pl.col("year").is_in(years))), people, enterprises, changes)
    ).lazy()
    names = enterprises.select("enterprise_id", "name_zh")
    firms = pl.concat([collect(_by_version(wide, people, names, rule, str(year), collect)) for rule in rules])
    return Simulation(firms, _cells(firms, rules))


def _by_version(
    wide: pl.LazyFrame, people: pl.LazyFrame, names: pl.LazyFrame, rule: Rule, year: str, collect: Collect
) -> pl.LazyFrame:
    said = outcomes(judged(wide, rule).join(people, on=KEY, how="left"), rule, reads_people=False)
    return (
        said.filter(pl.col("year") == year)
        .join(flips(wide, people, rule, collect), on=KEY, how="left")
        .join(names, on="enterprise_id")
        .rename({"verdict_before": "previous_result", "margin_before": "previous_margin"})
        .with_columns(rule_set_version_id=pl.lit(rule.version_id))
        .select(FIRM_COLUMNS)
        .sort("enterprise_id")
    )


def _cells(firms: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """One row per pair of versions and pair of states."""
    of = {rule.version_id: firms.filter(pl.col("rule_set_version_id") == rule.version_id) for rule in rules}
    parts = [
        of[one]
        .select("enterprise_id", "name_zh", from_state="state")
        .join(of[other].select("enterprise_id", to_state="state"), on="enterprise_id")
        .sort("enterprise_id")
        .group_by("from_state", "to_state", maintain_order=True)
        .agg(enterprise_count=pl.len(), enterprise_ids=pl.col("enterprise_id"), names_zh=pl.col("name_zh"))
        .sort("from_state", "to_state")
        .select(
            pl.lit(one).alias("from_version_id"),
            pl.lit(other).alias("to_version_id"),
            *("from_state", "to_state", "enterprise_count", "enterprise_ids", "names_zh"),
        )
        for one, other in combinations(of, 2)
    ]
    return pl.concat(parts) if parts else pl.DataFrame()
