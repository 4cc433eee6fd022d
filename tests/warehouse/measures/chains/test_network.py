"""The network of chains from their lists, every removal in turn, and removals under other terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from warehouse.measures.chains.network import chain_networks
from warehouse.measures.chains.removal_what_if import NewSupplier, Terms, removal_what_if
from warehouse.measures.chains.removals import Resilience, node_losses
from warehouse.rules.rule_sets import load_rule_sets

RULES = load_rule_sets("resilience@*.toml", Resilience)
SHARE = pl.Decimal(19, 6)


def edge(name: str, source: str, target: str | None, **terms: Any) -> dict[str, Any]:
    blank = dict.fromkeys(
        ("supplier_enterprise_id", "supplied_share", "suppliable_share", "outside_share", "stock_days",
         "indispensability", "evidence_date")
    )  # fmt: skip
    return blank | {
        "chain_supply_edge_id": name, "from_chain_stage_id": source, "to_chain_stage_id": target, "goods": "g",
        "is_dangling": target is None,
    } | terms  # fmt: skip


def tables(
    *edges: dict[str, Any], status: str = "active", revenue_of_b: str | None = "100", capacity: float | None = None
) -> dict[str, pl.DataFrame]:
    """Node 1 has A (70) and B (30 by its share of 100), node 2 has C (100), node 3 nobody."""
    members = [("A", "L-1", "1"), ("B", "L-1", "0.3"), ("C", "L-2", "1")]
    returns = [("A", "70"), ("B", revenue_of_b), ("C", "100")]
    schema = {"chain_supply_edge_id": pl.String, "from_chain_stage_id": pl.String, "to_chain_stage_id": pl.String,
              "goods": pl.String, "is_dangling": pl.Boolean, "supplier_enterprise_id": pl.String,
              "supplied_share": SHARE, "suppliable_share": SHARE, "outside_share": SHARE, "stock_days": pl.Int32,
              "indispensability": SHARE, "evidence_date": pl.Date}  # fmt: skip
    return {
        "core.chain": pl.DataFrame({"chain_id": ["L"], "is_synthetic": [True]}),
        "core.chain_stage": pl.DataFrame(
            [
                {"chain_stage_id": f"L-{number}", "chain_id": "L", "recovery_days": days, "is_flagged": False}
                for number, days in ((1, 100), (2, 100), (3, None))
            ]
        ),
        "core.chain_supply_edge": pl.DataFrame(list(edges), schema=schema),
        "core.enterprise": pl.DataFrame({"enterprise_id": ["A", "B", "C"], "status": [status, "active", "active"]}),
        "core.enterprise_chain": pl.DataFrame(
            [
                {"enterprise_id": firm, "chain_id": "L", "chain_stage_id": node, "role": None,
                 "counted_share": Decimal(share)}
                for firm, node, share in members
            ],
            schema_overrides={"counted_share": SHARE, "role": pl.String},
        ),
        "mart.enterprise_month": pl.DataFrame(
            [
                {"enterprise_id": firm, "period": f"{year}-12", "is_flagged": False, "is_synthetic": True,
                 "revenue_ytd_cny": value and Decimal(value) * (1 if year == 2016 else 2)}
                for firm, value in returns
                for year in (2015, 2016)
            ],
            schema_overrides={"revenue_ytd_cny": pl.Decimal(38, 2)},
        ),
        "mart.growth_product": pl.DataFrame(
            [{"enterprise_id": "B", "product_code": "p", "period": "2016-12", "capacity": capacity, "price_cny": 1.0,
              "is_synthetic": True}]
        ),
    }  # fmt: skip


def losses(inputs: dict[str, pl.DataFrame]) -> dict[tuple[str, str], dict[str, Any]]:
    rows = node_losses(inputs, RULES).rows(named=True)
    return {(row["removed_id"], row["chain_stage_id"]): row for row in rows}


def test_outputs_are_those_of_the_last_full_year_by_share_and_capacity_is_never_below_them() -> None:
    (found,) = chain_networks(tables(capacity=150.0))
    node = found.network.nodes["L-1"]

    assert (found.year, node.output) == ("2016", 100)
    # 30 % of B, which could make half as much again; A has no capacity and counts with what it makes.
    assert [(firm.enterprise_id, firm.output, firm.capacity) for firm in node.firms] == [("A", 70, 70), ("B", 30, 45)]
    (low,) = chain_networks(tables(capacity=10.0))
    assert low.network.nodes["L-1"].firms[1].capacity == 30


def test_a_member_without_output_makes_heads_count_and_one_that_left_is_in_no_node() -> None:
    (found,) = chain_networks(tables(revenue_of_b=None))
    node = found.network.nodes["L-1"]
    assert (node.output, node.is_by_heads, node.without("A")) == (70, True, 0.5)
    assert "L-1" in found.flagged

    (left,) = chain_networks(tables(status="exited"))
    assert [firm.enterprise_id for firm in left.network.nodes["L-1"].firms] == ["B"]


def test_a_firm_a_node_and_an_edge_are_removed_in_turn_with_the_recovery_of_the_node_or_of_the_rule() -> None:
    found = losses(
        tables(edge("e", "L-1", "L-2", outside_share=Decimal("0.2"), evidence_date=date(2015, 1, 1)),
               edge("loose", "L-1", None), edge("empty", "L-3", "L-2", goods="h", suppliable_share=Decimal(1)))
    )  # fmt: skip

    firm = found["A", "L-2"]
    # 30 of 100 remain, and a fifth comes from outside: 0.2 + 0.3.
    assert (firm["level"], firm["lost_share"], firm["assumed_edge_count"]) == (Decimal("0.5"), Decimal("0.5"), 1)
    assert (firm["ttr_days"], firm["is_ttr_assumed"], firm["oldest_evidence_date"]) == (100, False, date(2015, 1, 1))
    assert found["L-1", "L-2"]["level"] == Decimal("0.2")
    assert found["e", "L-2"]["level"] == Decimal("0.2")
    assert (found["L-3", "L-2"]["ttr_days"], found["L-3", "L-2"]["is_ttr_assumed"]) == (180, True)
    assert found["L-3", "L-2"]["is_at_the_bound"]
    assert ("loose", "L-1") not in found


def test_shares_that_do_not_add_up_are_taken_as_outside_and_a_what_if_keeps_that_rest() -> None:
    inputs = tables(edge("e", "L-1", "L-2", supplied_share=Decimal("0.6"), outside_share=Decimal("0.1")))
    assert losses(inputs)["L-1", "L-2"]["level"] == Decimal("0.4")

    found = removal_what_if(inputs, RULES, "node", "L-1", None, [Terms("e", outside=0.0)], [])

    assert [round(hit.level, 9) for hit in found.after.hits] == [0.3]


def test_stock_another_recovery_and_a_further_supplier_change_the_loss_and_an_unknown_edge_is_named() -> None:
    inputs = tables(edge("e", "L-1", "L-2"))

    def share(**terms: Any) -> float | None:
        ttr, terms_of, new = terms.get("ttr"), terms.get("terms", []), terms.get("new", [])
        (chain,) = removal_what_if(inputs, RULES, "node", "L-1", ttr, terms_of, new).after.chains
        return chain.share and round(chain.share, 9)

    assert share() == 1
    assert share(terms=[Terms("e", stock_days=50)]) == 0.75
    assert share(ttr=50, terms=[Terms("e", stock_days=50)]) == 0.5
    assert share(new=[NewSupplier("e", 0.4)]) == 0.8
    assert share(new=[NewSupplier("e", 0.4, "L-3")]) == 0.8
    with pytest.raises(KeyError, match="unknown"):
        share(terms=[Terms("unknown")])
