"""A removal under other terms: other shares, stocks and outside parts of needs, further suppliers, another recovery.

The terms alter the network and nothing else: what a need's edges did not explain stays as it was, and a further
supplier has no output of its own, so that it never raises the loss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse.measures.chains.network import ChainNetwork, Inputs, chain_networks
from warehouse.measures.chains.removals import Resilience, recovery_of, rule_of
from warehouse.measures.chains.resilience import (
    Loss,
    Need,
    Network,
    Node,
    Removal,
    Supplier,
    loss,
    removal_of_edge,
    removal_of_firm,
    removal_of_node,
    with_supplier,
)
from warehouse.rules.rule_sets import RuleSet


@dataclass(frozen=True)
class Terms:
    """Other terms of the need that an edge serves; `share` is that of the edge alone. None leaves a term as it is."""

    edge_id: str
    share: float | None = None
    outside: float | None = None
    stock_days: float | None = None
    indispensability: float | None = None


@dataclass(frozen=True)
class NewSupplier:
    """A further supplier of the need that an edge serves: a node of the chains, or with None one from elsewhere."""

    beside_edge_id: str
    share: float
    node_id: str | None = None


@dataclass(frozen=True)
class RemovalWhatIf:
    """The loss as the lists have it, and under the terms."""

    own: ChainNetwork
    is_ttr_assumed: bool
    rule_set_version_id: str
    before: Loss
    after: Loss


def removal_what_if(
    inputs: Inputs,
    rules: Sequence[RuleSet[Resilience]],
    kind: str,
    removed_id: str,
    ttr_days: float | None,
    terms: Sequence[Terms],
    suppliers: Sequence[NewSupplier],
) -> RemovalWhatIf:
    """Both losses. Raises KeyError naming a node, firm or edge that no list in force has."""
    own = next((each for each in chain_networks(inputs) if _has(each.network, kind, removed_id)), None)
    if own is None:
        raise KeyError(removed_id)
    network = own.network
    removal, sources = _removal(network, kind, removed_id)
    rule = rule_of(rules, own.year)
    recovery = recovery_of(network, removal, sources, rule.bounds)
    days = recovery.days if ttr_days is None else ttr_days
    other = altered(network, terms, suppliers)
    bound = float(rule.bounds.single_point_level)
    return RemovalWhatIf(
        own,
        recovery.is_assumed and ttr_days is None,
        rule.version_id,
        loss(network, removal, recovery.days, bound),
        loss(other, removal, days, bound),
    )


def altered(network: Network, terms: Sequence[Terms], suppliers: Sequence[NewSupplier]) -> Network:
    """The network under the terms. Raises KeyError naming an edge or a node that is not in it."""
    nodes = dict(network.nodes)
    for each in terms:
        node = _customer(nodes, each.edge_id)
        nodes[node.node_id] = replace(
            node, needs=tuple(_with_terms(need, each) if _serves(need, each.edge_id) else need for need in node.needs)
        )
    for number, new in enumerate(suppliers):
        node = _customer(nodes, new.beside_edge_id)
        if new.node_id is not None and new.node_id not in nodes:
            raise KeyError(new.node_id)
        (goods,) = (need.goods for need in node.needs if _serves(need, new.beside_edge_id))
        source = new.node_id or f"new supplier {number}"
        nodes[node.node_id] = with_supplier(node, goods, Supplier(f"new edge {number}", source, new.share))
        nodes.setdefault(source, Node(source, "", 0.0))
    return Network(nodes)


def _has(network: Network, kind: str, removed_id: str) -> bool:
    if kind == "node":
        return removed_id in network.nodes
    if kind == "enterprise":
        return removed_id in network.nodes_of_firms
    return any(supplier.edge_id == removed_id for _, supplier in network.edges)


def _removal(network: Network, kind: str, removed_id: str) -> tuple[Removal, tuple[str, ...]]:
    if kind == "node":
        return removal_of_node(removed_id), ()
    if kind == "enterprise":
        return removal_of_firm(network, removed_id), ()
    sources = tuple(supplier.node_id for _, supplier in network.edges if supplier.edge_id == removed_id)
    return removal_of_edge(removed_id), sources


def _customer(nodes: Mapping[str, Node], edge_id: str) -> Node:
    for node in nodes.values():
        if any(_serves(need, edge_id) for need in node.needs):
            return node
    raise KeyError(edge_id)


def _serves(need: Need, edge_id: str) -> bool:
    return any(supplier.edge_id == edge_id for supplier in need.suppliers)


def _with_terms(need: Need, terms: Terms) -> Need:
    suppliers = tuple(
        replace(supplier, share=terms.share, is_assumed=False)
        if terms.share is not None and supplier.edge_id == terms.edge_id
        else supplier
        for supplier in need.suppliers
    )
    return replace(
        need,
        suppliers=suppliers,
        outside=need.outside if terms.outside is None else terms.outside,
        stock_days=need.stock_days if terms.stock_days is None else terms.stock_days,
        indispensability=need.indispensability if terms.indispensability is None else terms.indispensability,
    )
