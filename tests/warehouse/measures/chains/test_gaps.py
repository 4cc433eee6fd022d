"""The gaps of chains in one list: kinds, priority, value, candidates and the age of the evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.chains.gaps import GapPriority, all_gaps
from warehouse.rules.rule_sets import load_rule_sets

RULES = load_rule_sets("gap_priority@*.toml", GapPriority)
SHARE = pl.Decimal(19, 6)


def _frame(rows: list[dict[str, Any]], **schema: Any) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=schema)


def gaps(today: date = date(2016, 12, 31)) -> dict[str, dict[str, Any]]:
    """Node 1 has a firm and is a single point, 2 lost its only one, 3 is declared, 4 is whole; an edge ends nowhere.

    Nobody is in 5 to 7: 5 supplies nobody, 6 a node that nobody is in either, 7 what can be done without.
    """
    inputs = {
        "core.chain": pl.DataFrame({"chain_id": ["L"], "is_synthetic": [True]}),
        "core.chain_stage": pl.DataFrame(
            [
                {"chain_id": "L", "chain_stage_id": f"L-{number}", "node_name_zh": f"节点{number}", "is_flagged": False}
                for number in range(1, 8)
            ]
        ),
        "core.chain_gap": _frame(
            [
                {"chain_gap_id": "L-G1", "chain_id": "L", "node_name_zh": "节点3", "priority": "low",
                 "noted_date": date(2014, 12, 31), "is_flagged": False},
                {"chain_gap_id": "L-G2", "chain_id": "L", "node_name_zh": "节点3", "priority": "high",
                 "noted_date": date(2014, 6, 30), "is_flagged": True},
            ],
            chain_gap_id=pl.String, chain_id=pl.String, node_name_zh=pl.String, priority=pl.String,
            noted_date=pl.Date, is_flagged=pl.Boolean,
        ),
        "core.chain_supply_edge": _frame(
            [
                {"chain_id": "L", "to_chain_id": "L", "from_node_name_zh": "节点1", "to_node_name_zh": "无此节点",
                 "from_chain_stage_id": "L-1", "to_chain_stage_id": None, "is_dangling": True,
                 "evidence_date": date(2016, 3, 1), "is_flagged": False, "indispensability": None},
                *(
                    {"chain_id": "L", "to_chain_id": "L", "from_node_name_zh": f"节点{number}",
                     "to_node_name_zh": f"节点{to}", "from_chain_stage_id": f"L-{number}",
                     "to_chain_stage_id": f"L-{to}", "is_dangling": False, "evidence_date": None,
                     "is_flagged": False, "indispensability": need}
                    for number, to, need in ((6, 5, Decimal(1)), (7, 4, Decimal(0)))
                ),
            ],
            chain_id=pl.String, to_chain_id=pl.String, from_node_name_zh=pl.String, to_node_name_zh=pl.String,
            from_chain_stage_id=pl.String, to_chain_stage_id=pl.String, is_dangling=pl.Boolean,
            evidence_date=pl.Date, is_flagged=pl.Boolean, indispensability=SHARE,
        ),
        "core.chain_candidate": _frame(
            [{"chain_stage_id": "L-2", "step_date": date(2016, 6, 1)}], chain_stage_id=pl.String, step_date=pl.Date
        ),
        "core.enterprise": pl.DataFrame({"enterprise_id": ["A", "B"], "status": ["active", "exited"]}),
        "core.enterprise_chain": pl.DataFrame(
            {"enterprise_id": ["A", "B", "A", "A"], "chain_stage_id": ["L-1", "L-2", "L-3", "L-4"]}
        ),
        "mart.chain_removal": _frame(
            [
                {"chain_id": "L", "chain_stage_id": f"L-{number}", "removed_kind": "node", "is_single_point": single,
                 "lost_when_stocks_end": share and Decimal(share),
                 "lost_when_stocks_end_cny": share and Decimal(share) * 100,
                 "reason": None if share else "no_output", "is_flagged": False}
                for number, share, single in (
                    (1, "0.1", True), (2, "0.03", False), (3, None, False), (4, "0.9", False), (5, "0", False),
                    (6, "0", False), (7, "0", False),
                )
            ],
            chain_id=pl.String, chain_stage_id=pl.String, removed_kind=pl.String, is_single_point=pl.Boolean,
            lost_when_stocks_end=SHARE, lost_when_stocks_end_cny=pl.Decimal(38, 2), reason=pl.String,
            is_flagged=pl.Boolean,
        ),
        "mart.chain_substitute": _frame(
            [
                {"chain_stage_id": "L-2", "candidate_kind": kind, "step": step}
                for kind, step in (("inside", None), ("outside", "talks"), ("outside", "dropped"), ("supplier", None))
            ],
            chain_stage_id=pl.String, candidate_kind=pl.String, step=pl.String,
        ),
    }  # fmt: skip
    return {row["node_name_zh"]: row for row in all_gaps(inputs, RULES, today).rows(named=True)}


def test_a_node_is_one_row_with_all_its_kinds_and_a_whole_node_is_no_gap() -> None:
    kinds = ("is_broken", "is_weak", "is_single", "is_dangling")

    assert {name: [kind for kind in kinds if row[kind]] for name, row in gaps().items()} == {
        "节点1": ["is_single"], "节点2": ["is_broken"], "节点3": ["is_weak"], "无此节点": ["is_dangling"],
        **{f"节点{number}": ["is_broken"] for number in (5, 6, 7)},
    }  # fmt: skip


def test_the_priority_is_the_most_urgent_declared_or_follows_from_the_part_at_risk() -> None:
    found = gaps()

    # A bound belongs to the upper class: 10 % is high, 3 % medium.
    assert (found["节点1"]["priority"], found["节点2"]["priority"]) == ("high", "medium")
    declared = found["节点3"]
    assert (declared["priority"], declared["is_priority_declared"], declared["declared_gap_id"]) == (
        "high", True, "L-G2",
    )  # fmt: skip
    assert (declared["declared_count"], declared["value_cny"], declared["reason"], declared["is_flagged"]) == (
        2, None, "no_output", True,
    )  # fmt: skip
    assert (found["无此节点"]["priority"], found["无此节点"]["reason"]) == (None, "not_linked")


def test_candidates_that_were_dropped_do_not_count_and_evidence_is_stale_after_its_months() -> None:
    broken = gaps()["节点2"]
    assert (broken["inside_count"], broken["outside_count"]) == (1, 1)
    assert (broken["newest_evidence_date"], broken["is_stale"]) == (date(2016, 6, 1), False)

    # Two years after the last day of 2014 it is two years old, and stale a day later.
    stale_from = gaps()["节点3"]["stale_from_date"]
    assert (stale_from, gaps()["节点3"]["is_stale"]) == (date(2017, 1, 1), False)
    assert gaps(date(2017, 1, 1))["节点3"]["is_stale"]


def test_a_node_that_nobody_is_in_has_a_value_by_those_whom_it_supplies_and_never_0_where_there_are_none() -> None:
    found = {name: (row["value_cny"], row["share_at_risk"], row["reason"]) for name, row in gaps().items()}

    assert found["节点2"] == (Decimal(3), Decimal("0.03"), None)
    assert found["节点5"] == (None, None, "no_edges")
    assert found["节点6"] == (None, None, "no_output")
    assert found["节点7"] == (0, 0, None)
    assert (gaps()["节点5"]["priority"], gaps()["节点7"]["priority"]) == (None, "low")
