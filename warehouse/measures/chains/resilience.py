"""What a chain loses while a node, a firm or an edge is missing.

A *need* is what a node takes of one kind of goods: its suppliers replace each other up to what each can deliver at
most, a part comes from outside, stock lasts some days, and without the goods a part of the output is lost (1: all). The
level of a node over time, 0 to 1, is

    q(v, t) = min(own(v), min over needs of 1 - k (1 - A(t - b))),    A(s) = min(1, o + sum of c(u) q(u, s)), 1 before 0

and falls in steps. Components come in the order of supply; a circle is solved from 1 downwards, which leads to the
greatest solution, so that a further supplier never lowers a level. A node that nobody is in takes nothing: it is
supplied from outside until it is removed itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rustworkx

Step = tuple[float, float]
Steps = tuple[Step, ...]
"""A falling step function of the day: each level from its day on, the first from day 0."""

FULL: Steps = ((0.0, 1.0),)
SMALLEST = 1e-9
_MOST_ROUNDS = 1000


@dataclass(frozen=True)
class Supplier:
    """One edge into a need: at most `share` of it comes from that node."""

    edge_id: str
    node_id: str
    share: float
    is_assumed: bool = False
    enterprise_id: str | None = None
    evidence_date: date | None = None


@dataclass(frozen=True)
class Need:
    """What a node takes of one kind of goods. `unexplained` is the part that neither edges nor an outside share tell;
    it is taken as outside, and stays as it is under other terms."""

    goods: str | None
    suppliers: tuple[Supplier, ...]
    outside: float = 0.0
    stock_days: float = 0.0
    indispensability: float = 1.0
    unexplained: float = 0.0


@dataclass(frozen=True)
class Firm:
    """A member of a node: its part of the node's output, and what it could make at most, in the same unit."""

    enterprise_id: str
    output: float
    capacity: float


@dataclass(frozen=True)
class Node:
    """A node with its yearly output in yuan. `firms` are its members; where one has no output they count by heads."""

    node_id: str
    chain_id: str
    output: float
    firms: tuple[Firm, ...] = ()
    needs: tuple[Need, ...] = ()
    recovery_days: float | None = None
    is_by_heads: bool = False

    def without(self, enterprise_id: str) -> float:
        """The level that its other members can hold."""
        total = sum(firm.output for firm in self.firms)
        others = sum(firm.capacity for firm in self.firms if firm.enterprise_id != enterprise_id)
        return min(1.0, others / total) if total > 0 else 0.0


@dataclass(frozen=True)
class Removal:
    """What is taken away: the own level of nodes, and edges that are cut. `at` are the nodes that it is about."""

    own: Mapping[str, float] = field(default_factory=dict)
    edges: frozenset[str] = frozenset()
    enterprise_id: str | None = None
    at: frozenset[str] = frozenset()

    def cuts(self, supplier: Supplier) -> bool:
        """Whether nothing comes over this edge any more."""
        is_firm = self.enterprise_id is not None and supplier.enterprise_id == self.enterprise_id
        return is_firm or supplier.edge_id in self.edges


@dataclass(frozen=True)
class Levels:
    """The course of every node that is hit, and whether the circles among them came to rest."""

    steps: Mapping[str, Steps]
    is_converged: bool

    def of(self, node_id: str) -> Steps:
        return self.steps.get(node_id, FULL)


@dataclass(frozen=True)
class Network:
    """Every node of the chains with one another, since edges cross from chain to chain."""

    nodes: Mapping[str, Node]

    @cached_property
    def _graph(self) -> tuple[rustworkx.PyDiGraph[str, None], Mapping[str, int]]:
        """The nodes and who supplies whom, with the index of each node."""
        # Loaded when a network is first solved: the catalog of tables does without it.
        import rustworkx

        graph: rustworkx.PyDiGraph[str, None] = rustworkx.PyDiGraph()
        index = dict(zip(self.nodes, graph.add_nodes_from(list(self.nodes)), strict=True))
        pairs = {(supplier.node_id, node.node_id) for node, supplier in self.edges}
        graph.add_edges_from_no_data([(index[one], index[other]) for one, other in sorted(pairs)])
        return graph, index

    @cached_property
    def _ordered(self) -> tuple[tuple[tuple[str, ...], bool], ...]:
        """The components in the order of supply, each with whether it is a circle."""
        import rustworkx

        graph, _ = self._graph
        # The library gives customers before their suppliers.
        return tuple(
            (tuple(sorted(graph[each] for each in one)), len(one) > 1 or graph.has_edge(one[0], one[0]))
            for one in reversed(rustworkx.strongly_connected_components(graph))
        )

    @cached_property
    def _component_of(self) -> Mapping[str, int]:
        return {node_id: number for number, (nodes, _) in enumerate(self._ordered) for node_id in nodes}

    @cached_property
    def nodes_of_firms(self) -> Mapping[str, tuple[Node, ...]]:
        """The nodes that each firm is in."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            for firm in node.firms:
                found.setdefault(firm.enterprise_id, []).append(node)
        return {enterprise_id: tuple(nodes) for enterprise_id, nodes in found.items()}

    @cached_property
    def edges(self) -> tuple[tuple[Node, Supplier], ...]:
        """Every edge with the node that it supplies."""
        return tuple(
            (node, supplier)
            for node in self.nodes.values()
            for need in node.needs
            for supplier in need.suppliers
            if supplier.node_id in self.nodes
        )

    @cached_property
    def outputs(self) -> Mapping[str, float]:
        """The output of every node."""
        return {node_id: node.output for node_id, node in self.nodes.items()}

    @cached_property
    def outputs_of(self) -> Mapping[str, Mapping[str, float]]:
        """The output of the nodes of each chain."""
        found: dict[str, dict[str, float]] = {}
        for node_id, node in self.nodes.items():
            found.setdefault(node.chain_id, {})[node_id] = node.output
        return found

    def _reached(self, removal: Removal) -> set[str]:
        """The nodes that a removal may hit."""
        import rustworkx

        graph, index = self._graph
        starts = set(removal.own) | {
            node.node_id for node, supplier in self._cut_edges(removal) if removal.cuts(supplier)
        }
        return starts.union(*(map(graph.__getitem__, rustworkx.descendants(graph, index[one])) for one in starts))

    def _cut_edges(self, removal: Removal) -> Iterable[tuple[Node, Supplier]]:
        if removal.edges:
            return self.edges
        return self._edges_of_firms.get(removal.enterprise_id or "", ())

    @cached_property
    def _edges_of_firms(self) -> Mapping[str, tuple[tuple[Node, Supplier], ...]]:
        found: dict[str, list[tuple[Node, Supplier]]] = {}
        for node, supplier in self.edges:
            if supplier.enterprise_id is not None:
                found.setdefault(supplier.enterprise_id, []).append((node, supplier))
        return {enterprise_id: tuple(edges) for enterprise_id, edges in found.items()}

    def levels(self, removal: Removal) -> Levels:
        """The course of every node after a removal."""
        reached, steps, is_converged = self._reached(removal), dict[str, Steps](), True
        for number in sorted({self._component_of[node_id] for node_id in reached}):
            component, is_circle = self._ordered[number]
            hit = [node_id for node_id in component if node_id in reached]
            if not is_circle:
                for node_id in hit:
                    steps[node_id] = self._course(self.nodes[node_id], removal, steps)
                continue
            for _ in range(_MOST_ROUNDS):
                courses = {node_id: self._course(self.nodes[node_id], removal, steps) for node_id in hit}
                moves = any(not _is_same(courses[node_id], steps.get(node_id, FULL)) for node_id in hit)
                steps |= courses
                if not moves:
                    break
            else:
                is_converged = False
        return Levels(steps, is_converged)

    def _course(self, node: Node, removal: Removal, steps: Mapping[str, Steps]) -> Steps:
        own = removal.own.get(node.node_id, 1.0)
        if own <= 0:
            return ((0.0, 0.0),)
        courses = [_need_course(need, removal, steps) for need in node.needs if node.firms]
        return _lowest([((0.0, own),), *courses])


def _need_course(need: Need, removal: Removal, steps: Mapping[str, Steps]) -> Steps:
    """What a need lets through: in full while the stock lasts."""
    courses = [
        (supplier.share, ((0.0, 0.0),) if removal.cuts(supplier) else steps.get(supplier.node_id, FULL))
        for supplier in need.suppliers
    ]
    days = sorted({day for _, course in courses for day, _ in course} | {0.0})
    from_outside = need.outside + need.unexplained
    found = [(0.0, 1.0)] if need.stock_days > 0 else []
    for day in days:
        got = min(1.0, from_outside + sum(share * level_at(course, day) for share, course in courses))
        found.append((day + need.stock_days, 1.0 - need.indispensability * (1.0 - got)))
    return _tidy(found)


def _lowest(courses: list[Steps]) -> Steps:
    days = sorted({day for course in courses for day, _ in course})
    return _tidy([(day, min(level_at(course, day) for course in courses)) for day in days])


def _tidy(steps: list[Step]) -> Steps:
    """Without steps that lead nowhere."""
    kept: list[Step] = []
    for day, level in steps:
        if not kept or kept[-1][1] - level > SMALLEST:
            kept.append((day, max(0.0, level)))
    return tuple(kept)


def _is_same(one: Steps, other: Steps) -> bool:
    return len(one) == len(other) and all(
        abs(a[0] - b[0]) < SMALLEST and abs(a[1] - b[1]) < SMALLEST for a, b in zip(one, other, strict=True)
    )


def level_at(steps: Steps, day: float) -> float:
    """The level on a day."""
    level = steps[0][1]
    for since, value in steps:
        if since > day:
            break
        level = value
    return level


def lost_share(steps: Steps, days: float) -> float:
    """The part that is lost of so many days: 1 less the mean level."""
    if days <= 0:
        return 0.0
    ends = [*(day for day, _ in steps[1:]), days]
    lost = sum((min(end, days) - min(day, days)) * (1.0 - level) for (day, level), end in zip(steps, ends, strict=True))
    return lost / days


def days_to_survive(steps: Steps) -> float | None:
    """The first day below the full level; None where it never falls."""
    return next((day for day, level in steps if level < 1.0 - SMALLEST), None)


def level_before(steps: Steps, days: float) -> float:
    """The lowest level before a day: the one that the node is at when the loss is made good."""
    return min((level for day, level in steps if day < days), default=1.0)


@dataclass(frozen=True)
class Hit:
    """A node that a removal hits although it is not removed."""

    node_id: str
    level: float
    tts_days: float
    is_before_recovery: bool


@dataclass(frozen=True)
class ChainLoss:
    """What one chain loses. `share` is null where the chain has no output."""

    chain_id: str
    share: float | None
    share_when_stocks_end: float | None
    output_at_risk: float


@dataclass(frozen=True)
class Loss:
    """What a removal costs until it is made good."""

    ttr_days: float
    chains: tuple[ChainLoss, ...]
    share_of_all: float | None
    hits: tuple[Hit, ...]
    is_single_point: bool
    assumed_edges: tuple[str, ...]
    oldest_evidence_date: date | None
    is_converged: bool


def removal_of_node(node_id: str) -> Removal:
    """A node is lost with all its members."""
    return Removal({node_id: 0.0}, at=frozenset({node_id}))


def removal_of_firm(network: Network, enterprise_id: str) -> Removal:
    """A firm is lost in all its nodes at once, and so are the edges that it alone supplies."""
    own = {node.node_id: node.without(enterprise_id) for node in network.nodes_of_firms.get(enterprise_id, ())}
    return Removal(own, enterprise_id=enterprise_id, at=frozenset(own))


def removal_of_edge(edge_id: str) -> Removal:
    """Nothing comes over an edge any more."""
    return Removal(edges=frozenset({edge_id}))


def loss(network: Network, removal: Removal, ttr_days: float, single_point_level: float = 0.0) -> Loss:
    """What a removal costs until it is made good, by chain and over all chains."""
    levels = network.levels(removal)
    hits = []
    for node_id, steps in sorted(levels.steps.items()):
        tts = days_to_survive(steps)
        if tts is not None and node_id not in removal.at:
            hits.append(Hit(node_id, level_before(steps, ttr_days), tts, tts < ttr_days))
    touched = {network.nodes[node_id].chain_id for node_id in removal.at | {hit.node_id for hit in hits}}
    reached = {hit.node_id for hit in hits}
    used = [supplier for node_id in sorted(reached) for supplier in used_edges(network, removal, reached, node_id)]
    dates = [supplier.evidence_date for supplier in used if supplier.evidence_date is not None]
    return Loss(
        ttr_days,
        tuple(_chain_loss(network, levels, chain_id, ttr_days) for chain_id in sorted(touched)),
        _share(network.outputs, levels, ttr_days),
        tuple(hits),
        any(hit.is_before_recovery and hit.level <= single_point_level + SMALLEST for hit in hits),
        tuple(sorted(supplier.edge_id for supplier in used if supplier.is_assumed)),
        min(dates, default=None),
        levels.is_converged,
    )


def used_edges(network: Network, removal: Removal, hit: set[str], node_id: str) -> list[Supplier]:
    """The edges over which a loss came to a node."""
    lost = set(removal.own) | hit
    needs = network.nodes[node_id].needs if node_id in hit else ()
    return [
        supplier for need in needs for supplier in need.suppliers if supplier.node_id in lost or removal.cuts(supplier)
    ]


def _chain_loss(network: Network, levels: Levels, chain_id: str, ttr_days: float) -> ChainLoss:
    outputs = network.outputs_of.get(chain_id, {})
    share = _share(outputs, levels, ttr_days)
    total = sum(outputs.values())
    at_the_end = sum(output * (1.0 - levels.of(node_id)[-1][1]) for node_id, output in outputs.items())
    return ChainLoss(chain_id, share, at_the_end / total if total > 0 else None, (share or 0.0) * total)


def _share(outputs: Mapping[str, float], levels: Levels, ttr_days: float) -> float | None:
    total = sum(outputs.values())
    if total <= 0:
        return None
    hit = levels.steps.keys() & outputs.keys()
    return sum(outputs[node_id] * lost_share(levels.steps[node_id], ttr_days) for node_id in sorted(hit)) / total


def with_supplier(node: Node, goods: str | None, supplier: Supplier) -> Node:
    """The node with a further supplier of one of its needs; the part that was unexplained stays so.

    A node that does not need the goods stays as it is: a supplier of nothing could only be lost.
    """
    return replace(
        node,
        needs=tuple(
            replace(need, suppliers=(*need.suppliers, supplier)) if need.goods == goods else need for need in node.needs
        ),
    )
