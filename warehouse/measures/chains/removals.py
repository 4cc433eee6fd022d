"""Every node, firm and edge of the chains removed in turn: which nodes that hits, when, and how hard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from warehouse.measures.chains.network import ChainNetwork, Inputs, chain_networks, full_years
from warehouse.measures.chains.resilience import (
    SMALLEST,
    Network,
    Removal,
    days_to_survive,
    level_before,
    loss,
    lost_share,
    removal_of_edge,
    removal_of_firm,
    removal_of_node,
    used_edges,
)
from warehouse.rules.rule_sets import RuleSet, rule_in_force

_SHARE = pl.Decimal(19, 6)
_YUAN = pl.Decimal(38, 2)

COLUMNS: Mapping[str, pl.DataType] = {
    "removed_kind": pl.String(),
    "removed_id": pl.String(),
    "chain_id": pl.String(),
    "chain_stage_id": pl.String(),
    "is_removed": pl.Boolean(),
    "level": pl.Float64(),
    "tts_days": pl.Float64(),
    "is_before_recovery": pl.Boolean(),
    "is_at_the_bound": pl.Boolean(),
    "lost_share": pl.Float64(),
    "lost_when_stocks_end": pl.Float64(),
    "output_cny": pl.Float64(),
    "ttr_days": pl.Float64(),
    "is_ttr_assumed": pl.Boolean(),
    "edge_count": pl.Int32(),
    "assumed_edge_count": pl.Int32(),
    "oldest_evidence_date": pl.Date(),
    "year": pl.String(),
    "is_converged": pl.Boolean(),
    "is_flagged": pl.Boolean(),
    "is_synthetic": pl.Boolean(),
    "rule_set_version_id": pl.String(),
}


@dataclass(frozen=True)
class Resilience:
    """Bounds of resilience; see resilience@1.toml."""

    ttr_days: int
    single_point_level: Decimal


@dataclass(frozen=True)
class Recovery:
    """Days until a loss is made good, and whether the rule set had to say so."""

    days: float
    is_assumed: bool


def recovery_of(network: Network, removal: Removal, suppliers: Sequence[str], rules: Resilience) -> Recovery:
    """The longest recovery among the nodes that are lost, or that the cut edges come from."""
    days = [network.nodes[node_id].recovery_days for node_id in sorted(removal.at) or suppliers]
    known = [float(rules.ttr_days) if each is None else each for each in days]
    return Recovery(max(known, default=float(rules.ttr_days)), not days or any(each is None for each in days))


def rule_of(rules: Sequence[RuleSet[Resilience]], year: str | None) -> RuleSet[Resilience]:
    """The rule set in force at the end of the year of the outputs."""
    return (rule_in_force(rules, date(int(year), 12, 31)) if year else None) or rules[-1]


def node_losses(inputs: Inputs, rules: Sequence[RuleSet[Resilience]]) -> pl.DataFrame:
    """One row per removal and node that it takes away or hits, in the shape of mart.chain_removal_node."""
    rows = [row for each in chain_networks(inputs) for row in _rows(each, rule_of(rules, each.year))]
    found = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    rounded = {name: pl.col(name).round(6).cast(_SHARE) for name in _SHARES}
    return found.select(
        *(name for name in COLUMNS if name not in rounded and name != "output_cny"),
        chain_removal_id=pl.concat_str("chain_id", "removed_kind", "removed_id", separator="/"),
        chain_removal_node_id=pl.concat_str("chain_stage_id", "removed_kind", "removed_id", separator="/"),
        output_cny=pl.col("output_cny").round(2).cast(_YUAN),
        **rounded,
    ).sort("chain_removal_node_id")


FIRM_LOSSES: Mapping[str, pl.DataType] = {
    "enterprise_id": pl.String(),
    "chain_id": pl.String(),
    "year": pl.String(),
    "share_at_risk": _SHARE,
    "is_single_point": pl.Boolean(),
    "is_flagged": pl.Boolean(),
    "is_synthetic": pl.Boolean(),
}


def earlier_firm_losses(inputs: Inputs, rules: Sequence[RuleSet[Resilience]]) -> pl.DataFrame:
    """What chains would have lost with a firm in the full years before the last one, as mart.chain_removal says it of
    the last: one row per firm, year and chain with an output."""
    rows: list[tuple[object, ...]] = []
    for is_synthetic in (False, True):
        for year in full_years(inputs, is_synthetic)[:-1]:
            for own in chain_networks(inputs, year):
                if own.is_synthetic == is_synthetic:
                    rows += _firm_losses(own, rule_of(rules, year).bounds)
    return pl.DataFrame(rows, schema=FIRM_LOSSES, orient="row")


def _firm_losses(own: ChainNetwork, bounds: Resilience) -> Iterator[tuple[object, ...]]:
    network = own.network
    flagged = {network.nodes[node_id].chain_id for node_id in own.flagged}
    for enterprise_id in sorted(network.nodes_of_firms):
        removal = removal_of_firm(network, enterprise_id)
        recovery = recovery_of(network, removal, (), bounds)
        found = loss(network, removal, recovery.days, float(bounds.single_point_level))
        for each in found.chains:
            if each.share is not None:
                share = Decimal(f"{each.share:.6f}")
                is_flagged = each.chain_id in flagged
                yield enterprise_id, each.chain_id, own.year, share, found.is_single_point, is_flagged, own.is_synthetic


_SHARES = ("level", "lost_share", "lost_when_stocks_end", "tts_days", "ttr_days")


def _rows(own: ChainNetwork, rule: RuleSet[Resilience]) -> Iterator[tuple[object, ...]]:
    network = own.network
    for node_id in network.nodes:
        yield from _hit_rows(own, rule, "node", node_id, removal_of_node(node_id), ())
    for enterprise_id in sorted(network.nodes_of_firms):
        yield from _hit_rows(own, rule, "enterprise", enterprise_id, removal_of_firm(network, enterprise_id), ())
    for node, supplier in network.edges:
        removal = removal_of_edge(supplier.edge_id)
        yield from _hit_rows(own, rule, "edge", supplier.edge_id, removal, (supplier.node_id,), node.node_id)


def _hit_rows(
    own: ChainNetwork,
    rule: RuleSet[Resilience],
    kind: str,
    removed_id: str,
    removal: Removal,
    suppliers: Sequence[str],
    customer: str | None = None,
) -> Iterator[tuple[object, ...]]:
    network = own.network
    recovery = recovery_of(network, removal, suppliers, rule.bounds)
    levels = network.levels(removal)
    hit = {node_id for node_id, steps in levels.steps.items() if days_to_survive(steps) is not None}
    for node_id in sorted(hit | removal.at | ({customer} if customer else set())):
        node, steps = network.nodes[node_id], levels.of(node_id)
        tts = days_to_survive(steps)
        used = used_edges(network, removal, hit, node_id)
        dates = [supplier.evidence_date for supplier in used if supplier.evidence_date is not None]
        level = level_before(steps, recovery.days)
        yield (
            kind, removed_id, node.chain_id, node_id, node_id in removal.at, level, tts,
            tts is not None and tts < recovery.days, level <= float(rule.bounds.single_point_level) + SMALLEST,
            lost_share(steps, recovery.days), 1.0 - steps[-1][1], node.output, recovery.days, recovery.is_assumed,
            len(used),
            sum(supplier.is_assumed for supplier in used), min(dates, default=None), own.year, levels.is_converged,
            node_id in own.flagged, own.is_synthetic, rule.version_id,
        )  # fmt: skip
