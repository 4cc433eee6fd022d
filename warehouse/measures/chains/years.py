"""A chain in a full year: how far to ten billion yuan and when at its pace, who leads it, and what of it is covered.

Revenue counts by counting.py. A member that left the list or merged counts for the years before its end only; one
without a value of the year is out, and named. Money in yuan.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from warehouse.measures.chains.counting import counted_members
from warehouse.measures.chains.line import TenBillion
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.measures.register.enterprise_changes import endings
from warehouse.rules.rule_sets import RuleSet, rule_in_force

_YUAN = pl.Decimal(38, 2)
_SHARE = pl.Decimal(19, 6)
_STAGES = ("upstream", "midstream", "downstream")
_LEADER = "leader"


def expected_year(
    year: int, revenue: float, growth: float | None, bounds: TenBillion
) -> tuple[int | None, Reason | None]:
    """The year in which a chain reaches the line at its pace, or why there is none."""
    line = float(bounds.line_cny)
    if revenue >= line:
        return None, Reason.ALREADY_MET
    if growth is None:
        return None, Reason.ONE_YEAR_ONLY
    if growth <= 0 or revenue <= 0:
        return None, Reason.NOT_AT_THIS_PACE
    years = math.ceil(math.log(line / revenue) / math.log1p(growth))
    return (None, Reason.BEYOND_HORIZON) if years > bounds.horizon_years else (year + years, None)


def chain_years(inputs: Mapping[str, pl.DataFrame], rules: Sequence[RuleSet[TenBillion]]) -> pl.DataFrame:
    """One row per chain and full year that somebody reported, in the shape of mart.chain_year."""
    december = inputs["mart.enterprise_month"].filter(
        pl.col("period").str.ends_with("-12"), pl.col("revenue_ytd_cny").is_not_null()
    )
    years = december.select("is_synthetic", year=pl.col("period").str.head(4)).unique().sort("is_synthetic", "year")
    chains = inputs["core.chain"].select("chain_id", "is_synthetic").join(years, on="is_synthetic")
    parts = _parts(inputs, december, chains)
    found = (
        chains.join(_revenue(parts), on=["chain_id", "year"], how="left")
        .join(_growth(parts), on=["chain_id", "year"], how="left")
        .join(_leaders(parts), on=["chain_id", "year"], how="left")
        .join(_purchases(parts, inputs["core.enterprise_survey"]), on=["chain_id", "year"], how="left")
        .join(_coverage(parts, inputs["core.chain_stage"]), on=["chain_id", "year"], how="left")
        .with_columns(
            *(pl.col(name).fill_null(0).cast(pl.Int32) for name in ("member_count", "counted_count", "leader_count")),
            *(pl.col(name).fill_null(value=False) for name in ("is_flagged",)),
        )
    )
    return _judged(found, rules).sort("chain_year_id")


def _parts(inputs: Mapping[str, pl.DataFrame], december: pl.DataFrame, chains: pl.DataFrame) -> pl.DataFrame:
    """One row per chain, member and year in which the member had not ended, with what of its revenue counts."""
    ends = endings(inputs["core.enterprise_change"])
    names = inputs["core.enterprise"].select("enterprise_id", "name_zh")
    revenue = december.select(
        "enterprise_id", "is_synthetic", value_is_flagged="is_flagged", year=pl.col("period").str.head(4),
        revenue=pl.col("revenue_ytd_cny").cast(pl.Float64),
    )  # fmt: skip
    is_over = pl.col("ended") <= pl.date(pl.col("year").cast(pl.Int32), 12, 31)
    return (
        counted_members(inputs["core.enterprise_chain"])
        .join(chains, on="chain_id")
        .join(ends, on="enterprise_id", how="left")
        .filter(is_over.is_null() | ~is_over)
        .join(names, on="enterprise_id", how="left")
        .join(revenue, on=["enterprise_id", "is_synthetic", "year"], how="left")
        .with_columns(counted=pl.col("revenue") * pl.col("weight"))
        .sort("chain_id", "year", "enterprise_id", "chain_stage_id")
    )


def _firms(parts: pl.DataFrame) -> pl.DataFrame:
    """One row per chain, year and member: its nodes together."""
    has_share = pl.col("weight").is_not_null() | pl.col("is_above_whole")
    return parts.group_by("chain_id", "year", "enterprise_id", maintain_order=True).agg(
        name_zh=pl.col("name_zh").first(),
        counted=pl.when(pl.col("counted").is_not_null().any()).then(pl.col("counted").sum()),
        has_share=has_share.any(),
        is_flagged=(
            pl.col("value_is_flagged").fill_null(value=False) | pl.col("is_above_whole") | pl.col("is_scaled")
        ).any(),
        is_scaled=pl.col("is_scaled").any(),
        is_leader=(pl.col("role") == _LEADER).fill_null(value=False).any(),
    )


def _revenue(parts: pl.DataFrame) -> pl.DataFrame:
    is_out = pl.col("has_share") & pl.col("counted").is_null()
    return (
        _firms(parts)
        .group_by("chain_id", "year", maintain_order=True)
        .agg(
            revenue=pl.when(pl.col("counted").is_not_null().any()).then(pl.col("counted").sum()),
            member_count=pl.col("has_share").sum(),
            counted_count=pl.col("counted").is_not_null().sum(),
            scaled_count=pl.col("is_scaled").sum().cast(pl.Int32),
            not_counted_names_zh=pl.when(is_out.any()).then(pl.col("name_zh").filter(is_out).str.join("、")),
            is_flagged=pl.col("is_flagged").any(),
        )
    )


def _growth(parts: pl.DataFrame) -> pl.DataFrame:
    """Growth on the members that have both years."""
    firms = _firms(parts).filter(pl.col("counted").is_not_null())
    next_year = (pl.col("year").cast(pl.Int32) + 1).cast(pl.String)
    before = firms.select("chain_id", "enterprise_id", year=next_year, before="counted")
    both = firms.join(before, on=["chain_id", "enterprise_id", "year"]).sort("chain_id", "year", "enterprise_id")
    return both.group_by("chain_id", "year", maintain_order=True).agg(
        comparable=pl.col("counted").sum(), previous=pl.col("before").sum(), comparable_count=pl.len().cast(pl.Int32)
    )


def _leaders(parts: pl.DataFrame) -> pl.DataFrame:
    """The leaders of the list beside the largest member, and how concentrated the chain is."""
    firms = _firms(parts).sort("chain_id", "year", "enterprise_id")
    known = pl.col("counted").fill_null(0)
    part = known / pl.when(known.sum() > 0).then(known.sum())
    largest = pl.col("enterprise_id").sort_by("counted", descending=True, nulls_last=True, maintain_order=True).first()
    leads = pl.col("enterprise_id").filter(pl.col("is_leader"))
    return (
        firms.group_by("chain_id", "year", maintain_order=True)
        .agg(
            leader_count=pl.col("is_leader").sum(),
            leader_names_zh=pl.when(pl.col("is_leader").any()).then(
                pl.col("name_zh").filter(pl.col("is_leader")).str.join("、")
            ),
            leaders=leads,
            largest_enterprise_id=pl.when(known.sum() > 0).then(largest),
            largest_share=part.max(),
            hhi=10_000 * (part**2).sum(),
            total=known.sum(),
        )
        .with_columns(
            leader_differs=pl.when(pl.col("leader_count") > 0).then(
                ~pl.col("leaders").list.contains(pl.col("largest_enterprise_id"))
            ),
            hhi=pl.when(pl.col("total") > 0).then("hhi"),
        )
        .drop("leaders", "total")
    )


def _purchases(parts: pl.DataFrame, surveys: pl.DataFrame) -> pl.DataFrame:
    """What the members that answered with both numbers bought, and the part of the chain's revenue that they have."""
    answered = surveys.filter(
        pl.col("material_purchase_cny").is_not_null(), pl.col("local_purchase_cny").is_not_null()
    ).select("enterprise_id", "year", "is_synthetic", "material_purchase_cny", "local_purchase_cny")
    flags = parts.select("chain_id", "is_synthetic").unique()
    firms = (
        _firms(parts)
        .join(flags, on="chain_id")
        .join(answered, on=["enterprise_id", "year", "is_synthetic"], how="left")
        .sort("chain_id", "year", "enterprise_id")
    )
    has_answered = pl.col("material_purchase_cny").is_not_null()
    counted = pl.col("counted").fill_null(0)
    return (
        firms.group_by("chain_id", "year", maintain_order=True)
        .agg(
            material_purchase_cny=pl.col("material_purchase_cny").filter(has_answered).sum(),
            local_purchase_cny=pl.col("local_purchase_cny").filter(has_answered).sum(),
            answered_count=has_answered.sum(),
            purchase_coverage_share=counted.filter(has_answered).sum() / pl.when(counted.sum() > 0).then(counted.sum()),
        )
        .with_columns(
            pl.when(pl.col("answered_count") > 0).then(pl.col(name)).alias(name)
            for name in ("material_purchase_cny", "local_purchase_cny")
        )
    )


def _coverage(parts: pl.DataFrame, stages: pl.DataFrame) -> pl.DataFrame:
    """The nodes with a member that had not ended, by stage."""
    covered = parts.select("chain_id", "year", "chain_stage_id").unique().with_columns(is_covered=True)
    years = parts.select("chain_id", "year").unique()
    nodes = stages.select("chain_id", "chain_stage_id", "stage").join(years, on="chain_id")
    nodes = nodes.join(covered, on=["chain_id", "year", "chain_stage_id"], how="left").with_columns(
        pl.col("is_covered").fill_null(value=False)
    )
    return nodes.group_by("chain_id", "year").agg(
        node_count=pl.len().cast(pl.Int32),
        covered_node_count=pl.col("is_covered").sum().cast(pl.Int32),
        local_node_rate=pl.col("is_covered").mean(),
        **{
            f"{stage}_coverage_share": pl.col("is_covered").filter(pl.col("stage") == stage).mean() for stage in _STAGES
        },
    )


def _judged(found: pl.DataFrame, rules: Sequence[RuleSet[TenBillion]]) -> pl.DataFrame:
    rates = found.with_columns(
        growth=pl.when(pl.col("previous") > 0).then(pl.col("comparable") / pl.col("previous") - 1)
    )
    judged: list[dict[str, object]] = []
    for row in rates.select("chain_id", "year", "revenue", "growth", "previous").iter_rows(named=True):
        rule = rule_in_force(rules, date(int(row["year"]), 12, 31)) or rules[0]
        revenue, line = row["revenue"], float(rule.bounds.line_cny)
        year, reason = (
            (None, Reason.NOT_REPORTED)
            if revenue is None
            else expected_year(int(row["year"]), revenue, row["growth"], rule.bounds)
        )
        is_base = row["previous"] is not None and row["growth"] is None
        judged.append(
            {
                "chain_id": row["chain_id"],
                "year": row["year"],
                "is_ten_billion": revenue is not None and revenue >= line,
                "line": rule.bounds.line_cny,
                "distance": None if revenue is None else max(0.0, line - revenue),
                "expected_year": None if year is None else str(year),
                "reason": Reason.BASE_NOT_POSITIVE if is_base and reason is Reason.ONE_YEAR_ONLY else reason,
                "rule_set_version_id": rule.version_id,
            }
        )
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "chain_id": pl.String, "year": pl.String, "is_ten_billion": pl.Boolean, "line": _YUAN,
        "distance": pl.Float64, "expected_year": pl.String, "reason": pl.String, "rule_set_version_id": pl.String,
    }  # fmt: skip
    money = {"revenue": "revenue_cny", "comparable": "comparable_revenue_cny", "previous": "previous_revenue_cny",
             "line": "ten_billion_line_cny", "distance": "ten_billion_gap_cny"}  # fmt: skip
    purchase, local = (pl.col(name).cast(pl.Float64) for name in ("material_purchase_cny", "local_purchase_cny"))
    shares = (
        "largest_share",
        "purchase_coverage_share",
        "hhi",
        "local_node_rate",
        *(f"{stage}_coverage_share" for stage in _STAGES),
    )
    return rates.join(pl.DataFrame(judged, schema=schema), on=["chain_id", "year"]).select(
        "chain_id", "year", "member_count", "counted_count", "scaled_count", "not_counted_names_zh",
        "comparable_count", "is_ten_billion", "expected_year", "reason", "leader_count", "leader_names_zh",
        "largest_enterprise_id", "leader_differs", "node_count", "covered_node_count", "is_flagged", "is_synthetic",
        "rule_set_version_id",
        *(pl.col(name).round(6).cast(_SHARE) for name in shares),
        *(pl.col(name).round(2).cast(_YUAN).alias(column) for name, column in money.items()),
        *(pl.col(name).cast(_YUAN) for name in ("material_purchase_cny", "local_purchase_cny")),
        local_purchase_rate=stored_rate((local / pl.when(purchase > 0).then(purchase)).round(6)).cast(_SHARE),
        purchase_reason=pl.when(purchase.is_null())
        .then(pl.lit(Reason.NOT_REPORTED.value))
        .when(purchase <= 0)
        .then(pl.lit(Reason.BASE_NOT_POSITIVE.value)),
        chain_year_id=pl.concat_str("chain_id", "year", separator="/"),
        growth_rate=stored_rate(pl.col("growth").round(6)).cast(_SHARE),
        reporting_share=(pl.col("counted_count") / pl.when(pl.col("member_count") > 0).then("member_count"))
        .round(6)
        .cast(_SHARE),
    )  # fmt: skip
