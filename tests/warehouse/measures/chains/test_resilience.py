"""Resilience on toy chains with answers worked by hand, and the promise that a further supplier never lowers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.measures.chains.resilience import (
    Firm,
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

Goods = dict[str, Need]


def node(name: str, output: float, *needs: Need) -> Node:
    return Node(name, "L", output, (Firm(f"of {name}", output, output),), needs)


def need(*suppliers: tuple[str, float], goods: str = "g", stock: float = 0, outside: float = 0, k: float = 1) -> Need:
    edges = tuple(Supplier(f"{goods} from {name}", name, share) for name, share in suppliers)
    return Need(goods, edges, outside, stock, k)


def network(*nodes: Node) -> Network:
    return Network({each.node_id: each for each in nodes})


def without(net: Network, name: str, ttr: float = 180) -> Loss:
    return loss(net, removal_of_node(name), ttr)


def share(found: Loss) -> float:
    (chain,) = found.chains
    assert chain.share is not None
    return round(chain.share, 9)


T1 = network(node("M", 60), node("N", 30, need(("M", 1))), node("O", 10, need(("N", 1))))
T2 = (node("S1", 20), node("S2", 20), node("K", 60, need(("S1", 0.7), ("S2", 0.7))))
T3 = network(
    node("A", 50), node("B", 30, need(("A", 1), stock=10)), node("C", 20, need(("B", 1), stock=30))
)  # fmt: skip


def test_a_line_loses_what_comes_after_the_lost_node_and_each_supplier_is_a_single_point() -> None:
    found = {name: without(T1, name) for name in "MNO"}

    assert {name: share(one) for name, one in found.items()} == {"M": 1.0, "N": 0.4, "O": 0.1}
    assert [name for name, one in found.items() if one.is_single_point] == ["M", "N"]


def test_a_second_supplier_of_the_same_goods_takes_over_what_it_can() -> None:
    assert share(without(network(*T2), "S1")) == 0.38

    *others, customer = T2
    third = with_supplier(customer, "g", Supplier("more", "S3", 0.4))
    assert share(without(network(*others, third, node("S3", 0)), "S1")) == 0.2


def test_stock_carries_a_node_until_it_ends_and_one_that_lasts_longer_survives() -> None:
    found = without(T3, "A", 25)

    assert share(found) == 0.68
    assert {hit.node_id: (hit.tts_days, hit.is_before_recovery) for hit in found.hits} == {
        "B": (10, True), "C": (40, False),
    }  # fmt: skip
    (chain,) = found.chains
    assert chain.share_when_stocks_end == 1


def test_the_other_firm_of_a_node_takes_over_up_to_its_capacity_and_the_outside_stays() -> None:
    pair = Node("A", "L", 100, (Firm("f1", 70, 70), Firm("f2", 30, 45)))
    net = network(pair, node("B", 100, need(("A", 1), outside=0.2)))

    found = loss(net, removal_of_firm(net, "f1"), 180)

    assert share(found) == 0.45
    assert [(hit.node_id, round(hit.level, 9)) for hit in found.hits] == [("B", 0.65)]


def test_a_supplier_without_stock_does_not_bring_the_end_of_a_stock_nearer() -> None:
    """A rule of the earliest stock-out, or one that splits a need evenly among suppliers, would say less."""
    lost = (node("X", 10), node("U1", 30, need(("X", 1), stock=100)))
    before = network(*lost, node("V", 60, need(("U1", 1))))
    more = with_supplier(before.nodes["V"], "g", Supplier("more", "U2", 1))
    after = network(*lost, more, node("U2", 0, need(("X", 1))))

    for net in (before, after):
        found = without(net, "X", 60)
        assert share(found) == 0.1
        assert {hit.node_id: hit.tts_days for hit in found.hits}["V"] == 100


def test_two_goods_are_two_needs_and_the_scarcer_decides() -> None:
    net = network(
        node("A", 10), node("B", 10), node("C", 80, need(("A", 1), goods="a"), need(("B", 1), goods="b", k=0.5))
    )

    assert share(without(net, "A")) == 0.9
    assert share(without(net, "B")) == 0.5
    assert not without(net, "B").is_single_point


def test_a_circle_falls_to_the_level_that_the_outside_holds_and_comes_to_rest() -> None:
    """p = 0.5 q and q = 0.2 + 0.4 p without X: q = 0.2 / 0.8 = 0.25 and p = 0.125."""
    net = network(
        node("X", 0),
        node("P", 50, need(("Q", 0.5), ("X", 0.5))),
        node("Q", 50, need(("P", 0.4), ("X", 0.4), outside=0.2)),
    )

    found = without(net, "X")

    assert {hit.node_id: round(hit.level, 6) for hit in found.hits} == {"P": 0.125, "Q": 0.25}
    assert found.is_converged


def test_a_cut_edge_costs_what_nobody_else_can_deliver_and_dates_its_evidence() -> None:
    dated = Supplier("e1", "A", 0.7, is_assumed=True, evidence_date=date(2014, 9, 30))
    net = network(node("A", 40), node("B", 60, Need("g", (dated, Supplier("e2", "A", 0.3)))))

    found = loss(net, removal_of_edge("e1"), 180)

    assert share(found) == 0.42
    assert (found.assumed_edges, found.oldest_evidence_date) == (("e1",), date(2014, 9, 30))


def test_an_edge_of_one_firm_is_cut_with_the_firm_and_not_with_its_neighbour() -> None:
    pair = Node("A", "L", 100, (Firm("f1", 50, 100), Firm("f2", 50, 100)))
    own = Need("g", (Supplier("e", "A", 1, enterprise_id="f1"),))
    net = network(pair, Node("B", "L", 100, (Firm("b", 100, 100),), (own,)))

    assert share(loss(net, removal_of_firm(net, "f1"), 180)) == 0.5
    assert share(loss(net, removal_of_firm(net, "f2"), 180)) == 0


def test_a_node_that_nobody_is_in_takes_nothing_and_a_chain_without_output_has_no_share() -> None:
    empty = Node("B", "L", 0, (), (need(("A", 1)),))
    net = network(node("A", 0), empty, node("C", 0, need(("B", 1))))

    found = without(net, "A")

    assert (found.hits, found.share_of_all, found.chains[0].share) == ((), None, None)
    assert [hit.node_id for hit in without(net, "B").hits] == ["C"]


@st.composite
def chains(draw: st.DrawFn) -> Network:
    """Up to six nodes with needs in any direction, circles included."""
    names = [f"n{number}" for number in range(draw(st.integers(2, 6)))]
    part = st.integers(0, 10).map(lambda tenths: tenths / 10)

    def needs() -> Iterator[Need]:
        for goods in draw(st.lists(st.sampled_from("ab"), unique=True)):
            chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
            listed = need(*((name, draw(part)) for name in chosen), goods=goods, outside=draw(part), k=draw(part),
                          stock=draw(st.integers(0, 3)) * 10)  # fmt: skip
            told = listed.outside + sum(supplier.share for supplier in listed.suppliers)
            yield replace(listed, unexplained=max(0.0, 1 - told))

    return network(*(node(name, draw(st.integers(0, 9)), *needs()) for name in names))


@settings(max_examples=150, deadline=None)
@given(chains(), st.data())
def test_a_further_supplier_never_lowers_a_level_nor_raises_the_loss(net: Network, data: st.DataObject) -> None:
    removed = data.draw(st.sampled_from(sorted(net.nodes)))
    customer = data.draw(st.sampled_from(sorted(net.nodes)))
    supplier = data.draw(st.sampled_from([*sorted(net.nodes), "new"]))
    goods = data.draw(st.sampled_from("ab"))
    added = with_supplier(net.nodes[customer], goods, Supplier("more", supplier, 0.5))
    after = Network({**net.nodes, customer: added, "new": node("new", 0)})

    one, other = (n.levels(removal_of_node(removed)) for n in (net, after))

    for name in net.nodes:
        for day in range(0, 200, 10):
            assert _level(other.of(name), day) >= _level(one.of(name), day) - 1e-6


def _level(steps: tuple[tuple[float, float], ...], day: float) -> float:
    return [level for since, level in steps if since <= day][-1]


@pytest.mark.parametrize("removed", ["M", "N"])
def test_levels_only_fall(removed: str) -> None:
    for steps in T1.levels(Removal({removed: 0.0})).steps.values():
        assert [level for _, level in steps] == sorted((level for _, level in steps), reverse=True)
