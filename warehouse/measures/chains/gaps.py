"""Every gap of the chains in one list: one row per node, with all kinds that it is of, its value and its evidence.

A node is broken without an active member, weak where the list of gaps declares it, single where its loss stops another
node before the recovery, and dangling where supply edges end in it and no list of chains has it. Its value is what the
chain makes less in a year without it, when stocks have ended: a gap is not mended by itself. A node that nobody is in,
and over which no supply comes to anybody with an output, has no value that could be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, rule_in_force

_KEY = ("chain_id", "node_name_zh")
_PRIORITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class GapPriority:
    """Bounds of the priority where the list gives none; see gap_priority@1.toml."""

    high: Decimal
    medium: Decimal
    stale_months: int


def all_gaps(inputs: Mapping[str, pl.DataFrame], rules: Sequence[RuleSet[GapPriority]], today: date) -> pl.DataFrame:
    """One row per chain and node that is a gap, in the shape of mart.chain_gap_all."""
    rule = rule_in_force(rules, today) or rules[0]
    chains = inputs["core.chain"].select("chain_id", "is_synthetic")
    names = inputs["core.chain_stage"].group_by(_KEY).agg(chain_stage_id=pl.col("chain_stage_id"))
    nodes = inputs["core.chain_stage"].select(*_KEY, "chain_stage_id", stage_is_flagged="is_flagged")
    one_of_the_name = names.filter(pl.col("chain_stage_id").list.len() == 1).select(_KEY)
    declared, dangling = _declared(inputs["core.chain_gap"]), _dangling(inputs["core.chain_supply_edge"], names)
    elsewhere = pl.concat([declared.select(_KEY), dangling.select(_KEY)]).unique().join(nodes, on=_KEY, how="anti")
    rows = (
        pl.concat([nodes, elsewhere], how="diagonal_relaxed")
        .join(chains, on="chain_id")
        .join(_broken(inputs), on="chain_stage_id", how="left")
        .join(_supplied(inputs["core.chain_supply_edge"]), on="chain_stage_id", how="left")
        # A declared gap at a name that two nodes have is one of the name: nobody knows which is meant.
        .join(declared, on=_KEY, how="left")
        .join(dangling.join(one_of_the_name, on=_KEY, how="anti"), on=_KEY, how="left")
        .join(_removed(inputs["mart.chain_removal"]), on=["chain_id", "chain_stage_id"], how="left")
        .join(_candidates(inputs["mart.chain_substitute"]), on="chain_stage_id", how="left")
        .join(_evidence(inputs), on="chain_stage_id", how="left")
        .with_columns(
            pl.col("is_broken", "is_single", "is_flagged", "stage_is_flagged", "edge_is_flagged", "removal_is_flagged")
            .fill_null(value=False),
            is_weak=pl.col("declared_count").is_not_null(),
            is_dangling=pl.col("edge_count").is_not_null() & pl.col("chain_stage_id").is_null(),
            newest_evidence_date=pl.max_horizontal("noted_date", "edge_date", "evidence_date"),
        )
        .filter(pl.any_horizontal("is_broken", "is_weak", "is_single", "is_dangling"))
    )  # fmt: skip
    return _judged(rows, rule, today).sort("chain_gap_all_id")


def _declared(gaps: pl.DataFrame) -> pl.DataFrame:
    rank = pl.col("priority").replace_strict({word: rank for rank, word in enumerate(_PRIORITIES)}, default=9)
    return (
        gaps.sort(rank, "chain_gap_id")
        .group_by(_KEY, maintain_order=True)
        .agg(
            declared_gap_id=pl.col("chain_gap_id").first(),
            declared_priority=pl.col("priority").first(),
            declared_count=pl.len().cast(pl.Int32),
            noted_date=pl.col("noted_date").max(),
            is_flagged=pl.col("is_flagged").any(),
        )
    )


def _dangling(edges: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The ends of edges that no list of chains has. A name that several nodes have is in the list, and no gap."""
    loose = edges.filter(pl.col("is_dangling"))
    ends = pl.concat(
        loose.filter(pl.col(f"{end}_chain_stage_id").is_null()).select(
            "evidence_date", "is_flagged", chain_id=chain, node_name_zh=f"{end}_node_name_zh"
        )
        for end, chain in (("from", "chain_id"), ("to", "to_chain_id"))
    )
    return (
        ends.join(names, on=_KEY, how="anti")
        .group_by(_KEY)
        .agg(
            edge_count=pl.len(),
            edge_date=pl.col("evidence_date").max(),
            edge_is_flagged=pl.col("is_flagged").any(),
        )
    )


def _broken(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    active = inputs["core.enterprise"].filter(pl.col("status") == "active").select("enterprise_id")
    covered = inputs["core.enterprise_chain"].join(active, on="enterprise_id", how="semi").select("chain_stage_id")
    return inputs["core.chain_stage"].join(covered, on="chain_stage_id", how="anti").select(
        "chain_stage_id", is_broken=pl.lit(value=True)
    )  # fmt: skip


def _supplied(edges: pl.DataFrame) -> pl.DataFrame:
    """Whether all that a node supplies can be done without."""
    known = edges.filter(~pl.col("is_dangling"))
    can_do_without = (pl.col("indispensability") == 0).fill_null(value=False)
    return known.group_by(chain_stage_id="from_chain_stage_id").agg(is_dispensable=can_do_without.all())


def _removed(removals: pl.DataFrame) -> pl.DataFrame:
    """What the chain of a node loses with it for good."""
    return removals.filter(pl.col("removed_kind") == "node", pl.col("chain_stage_id").is_not_null()).select(
        "chain_id", "chain_stage_id", removal_reason="reason", share_at_risk="lost_when_stocks_end",
        value_cny="lost_when_stocks_end_cny",
        is_single="is_single_point", removal_is_flagged="is_flagged",
    )  # fmt: skip


def _candidates(substitutes: pl.DataFrame) -> pl.DataFrame:
    kind, step = pl.col("candidate_kind"), pl.col("step").fill_null("")
    return substitutes.group_by("chain_stage_id").agg(
        inside_count=(kind == "inside").sum().cast(pl.Int32),
        outside_count=((kind == "outside") & (step != "dropped")).sum().cast(pl.Int32),
    )


def _evidence(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The newest day of the edges and leads of each node."""
    edges = inputs["core.chain_supply_edge"]
    days = pl.concat(
        [
            edges.select(chain_stage_id="from_chain_stage_id", day="evidence_date"),
            edges.select(chain_stage_id="to_chain_stage_id", day="evidence_date"),
            inputs["core.chain_candidate"].select("chain_stage_id", day="step_date"),
        ]
    )
    return days.drop_nulls().group_by("chain_stage_id").agg(evidence_date=pl.col("day").max())


def _judged(rows: pl.DataFrame, rule: RuleSet[GapPriority], today: date) -> pl.DataFrame:
    bounds = rule.bounds
    no_customer = pl.col("is_broken") & (pl.col("value_cny") == 0) & ~pl.col("is_dispensable").fill_null(value=False)
    rows = rows.with_columns(
        pl.when(~no_customer.fill_null(value=False)).then(pl.col("share_at_risk", "value_cny")),
        removal_reason=pl.when(no_customer & pl.col("is_dispensable").is_null())
        .then(pl.lit(Reason.NO_EDGES.value))
        .otherwise("removal_reason"),
    )
    computed = (
        pl.when(pl.col("share_at_risk") >= bounds.high)
        .then(pl.lit("high"))
        .when(pl.col("share_at_risk") >= bounds.medium)
        .then(pl.lit("medium"))
        .when(pl.col("share_at_risk").is_not_null())
        .then(pl.lit("low"))
    )
    stale_from = pl.col("newest_evidence_date").dt.offset_by(f"{bounds.stale_months}mo").dt.offset_by("1d")
    no_output = pl.col("removal_reason").fill_null(Reason.NO_OUTPUT.value)
    missing = pl.when(pl.col("chain_stage_id").is_null()).then(pl.lit(Reason.NOT_LINKED.value)).otherwise(no_output)
    return rows.select(
        *_KEY,
        "chain_stage_id", "is_broken", "is_weak", "is_single", "is_dangling", "declared_gap_id", "share_at_risk",
        "value_cny", "newest_evidence_date", "is_synthetic",
        chain_gap_all_id=pl.coalesce("chain_stage_id", pl.concat_str("chain_id", "node_name_zh", separator="/")),
        declared_count=pl.col("declared_count").fill_null(0).cast(pl.Int32),
        priority=pl.coalesce("declared_priority", computed),
        is_priority_declared=pl.col("declared_priority").is_not_null(),
        reason=pl.when(pl.col("value_cny").is_null()).then(missing),
        inside_count=pl.col("inside_count").fill_null(0),
        outside_count=pl.col("outside_count").fill_null(0),
        stale_from_date=stale_from,
        is_stale=stale_from <= today,
        is_flagged=pl.any_horizontal("is_flagged", "stage_is_flagged", "edge_is_flagged", "removal_is_flagged"),
        rule_set_version_id=pl.lit(rule.version_id),
    )  # fmt: skip
