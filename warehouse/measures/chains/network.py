"""The network of all chains from the lists in force: nodes with their members and output, needs with their suppliers.

Real and synthetic chains are networks of their own. A member that has left the list is in no node any more; an edge
with an end that no list has is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from warehouse.measures.chains.counting import counted_members
from warehouse.measures.chains.resilience import Firm, Need, Network, Node, Supplier
from warehouse.measures.register.enterprise_changes import endings

Inputs = Mapping[str, pl.DataFrame]
READS = (
    "core.chain",
    "core.chain_stage",
    "core.chain_supply_edge",
    "core.enterprise",
    "core.enterprise_chain",
    "mart.enterprise_month",
    "mart.growth_product",
)


@dataclass(frozen=True)
class ChainNetwork:
    """A network with the year of its outputs; `year` is None where no full year has been reported."""

    network: Network
    year: str | None
    is_synthetic: bool
    flagged: frozenset[str]
    """Nodes with a value that is flagged or missing."""


def chain_networks(inputs: Inputs, year: str | None = None) -> tuple[ChainNetwork, ...]:
    """The network of the real chains and that of the synthetic ones, where there are any, in the last full year.

    With a `year`, outputs are those of that year, of the firms that had not left by its end (`core.enterprise_change`);
    members and edges are those of today's lists, which say nothing of earlier days.
    """
    chains = inputs["core.chain"]
    return tuple(
        _network(inputs, chains.filter(pl.col("is_synthetic") == is_synthetic), is_synthetic, year)
        for is_synthetic in (False, True)
        if not chains.filter(pl.col("is_synthetic") == is_synthetic).is_empty()
    )


def full_years(inputs: Inputs, is_synthetic: bool) -> list[str]:
    """The years with a December that somebody reported, in their order."""
    found = inputs["mart.enterprise_month"].filter(
        pl.col("is_synthetic") == is_synthetic,
        pl.col("period").str.ends_with("-12"),
        pl.col("revenue_ytd_cny").is_not_null(),
    )
    return sorted(found["period"].str.head(4).unique())


def _active(inputs: Inputs, year: str | None) -> pl.DataFrame:
    firms, is_active = inputs["core.enterprise"], pl.col("status") == "active"
    if year is None:
        return firms.filter(is_active).select("enterprise_id")
    ended = firms.join(endings(inputs["core.enterprise_change"]), on="enterprise_id", how="left")
    had_not_left = pl.col("ended") > date(int(year), 12, 31)
    return ended.filter(had_not_left | (pl.col("ended").is_null() & is_active)).select("enterprise_id")


def _network(inputs: Inputs, chains: pl.DataFrame, is_synthetic: bool, of_year: str | None) -> ChainNetwork:
    year = of_year or max(full_years(inputs, is_synthetic), default=None)
    outputs = _outputs(inputs, is_synthetic, year)
    active = _active(inputs, of_year)
    members = (
        counted_members(inputs["core.enterprise_chain"])
        .join(chains.select("chain_id"), on="chain_id", how="semi")
        .join(active, on="enterprise_id", how="semi")
        .join(outputs, on="enterprise_id", how="left")
        .with_columns(output=pl.col("revenue") * pl.col("weight"))
        .sort("chain_stage_id", "enterprise_id")
    )
    firms = {key[0]: rows.to_dicts() for key, rows in members.group_by(["chain_stage_id"], maintain_order=True)}
    stages = inputs["core.chain_stage"].join(chains.select("chain_id"), on="chain_id", how="semi")
    needs = _needs(inputs["core.chain_supply_edge"], stages)
    flags = dict(stages.select("chain_stage_id", "is_flagged").iter_rows())
    flags |= {
        stage: True for stage, rows in firms.items() if any(row["output"] is None or row["is_flagged"] for row in rows)
    }
    nodes = {
        row["chain_stage_id"]: _node(row, firms.get(row["chain_stage_id"], []), needs.get(row["chain_stage_id"], ()))
        for row in stages.sort("chain_stage_id").iter_rows(named=True)
    }
    return ChainNetwork(
        Network(nodes), year, is_synthetic, frozenset(stage for stage, is_flagged in flags.items() if is_flagged)
    )


def _node(row: Mapping[str, Any], members: list[dict[str, Any]], needs: tuple[Need, ...]) -> Node:
    known = [member["output"] for member in members if member["output"] is not None]
    is_by_heads = len(known) < len(members) or sum(known) <= 0
    firms = tuple(
        Firm(member["enterprise_id"], 1.0, 1.0)
        if is_by_heads
        else Firm(member["enterprise_id"], member["output"], member["output"] * member["spare"])
        for member in members
    )
    days = row["recovery_days"]
    return Node(row["chain_stage_id"], row["chain_id"], sum(known), firms, needs, days, is_by_heads and bool(members))


def _outputs(inputs: Inputs, is_synthetic: bool, year: str | None) -> pl.DataFrame:
    """Revenue of each firm in the year, and what it could make at most as a multiple of that.

    Capacity counts at the price of that December, and never for less than the revenue.
    """
    own = pl.col("is_synthetic") == is_synthetic
    period = f"{year}-12"
    december = inputs["mart.enterprise_month"].filter(
        own, pl.col("period") == period, pl.col("revenue_ytd_cny").is_not_null()
    )
    revenue = december.select("enterprise_id", "is_flagged", revenue=pl.col("revenue_ytd_cny").cast(pl.Float64))
    capacity = (
        inputs["mart.growth_product"]
        .filter(own, pl.col("period") == period)
        .sort("enterprise_id", "product_code")
        .group_by("enterprise_id", maintain_order=True)
        .agg(capacity=(pl.col("capacity").cast(pl.Float64) * pl.col("price_cny").cast(pl.Float64)).sum())
    )
    spare = pl.when(pl.col("revenue") > 0).then(pl.col("capacity").fill_null(0) / pl.col("revenue"))
    return revenue.join(capacity, on="enterprise_id", how="left").select(
        "enterprise_id", "revenue", "is_flagged", spare=pl.max_horizontal(spare.fill_null(1.0), pl.lit(1.0))
    )


def _needs(edges: pl.DataFrame, stages: pl.DataFrame) -> dict[str, tuple[Need, ...]]:
    """The needs of each node. Where rows of one need differ, the least outside part and stock count, and the most that
    is lost without the goods."""
    known = (
        edges.filter(~pl.col("is_dangling"))
        .join(stages.select(to_chain_stage_id="chain_stage_id"), on="to_chain_stage_id", how="semi")
        .join(stages.select(from_chain_stage_id="chain_stage_id"), on="from_chain_stage_id", how="semi")
        .sort("chain_supply_edge_id")
    )
    found: dict[str, list[Need]] = {}
    for (stage, goods), rows in known.group_by(["to_chain_stage_id", "goods"], maintain_order=True):
        found.setdefault(str(stage), []).append(_need(goods, rows.to_dicts()))
    return {stage: tuple(needs) for stage, needs in found.items()}


def _need(goods: Any, rows: list[dict[str, Any]]) -> Need:
    def given(name: str) -> list[float]:
        return [float(row[name]) for row in rows if row[name] is not None]

    suppliers = tuple(_supplier(row) for row in rows)
    outside = min(given("outside_share"), default=0.0)
    told = outside + sum(supplier.share for supplier in suppliers)
    return Need(
        goods,
        suppliers,
        outside,
        min(given("stock_days"), default=0.0),
        max(given("indispensability"), default=1.0),
        max(0.0, 1.0 - told) if told < 1.0 - 1e-9 else 0.0,
    )


def _supplier(row: Mapping[str, Any]) -> Supplier:
    share = row["suppliable_share"] if row["suppliable_share"] is not None else row["supplied_share"]
    return Supplier(
        row["chain_supply_edge_id"],
        row["from_chain_stage_id"],
        1.0 if share is None else float(share),
        share is None,
        row["supplier_enterprise_id"],
        row["evidence_date"],
    )
