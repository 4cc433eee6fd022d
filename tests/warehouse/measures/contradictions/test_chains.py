"""Contradictions of chains, on a few rows each."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.contradictions.registry import Inputs, load_kinds

PLACE = {"submission_id": "S000003", "source_sheet": "名录"}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), infer_schema_length=None)


def found(word: str, inputs: Inputs) -> list[dict[str, Any]]:
    (one,) = (each for each in load_kinds() if each.kind == word)
    return one.rows(inputs).sort("first_row").rows(named=True)


CHAINS = frame(
    {"chain_id": "L01", "name_zh": "镍钴", "is_synthetic": True, "submission_id": "S000003"},
    {"chain_id": "L02", "name_zh": "风电", "is_synthetic": True, "submission_id": "S000003"},
)
FIRMS = frame(
    {"enterprise_id": "E1", "name_zh": "甲", "status": "active", "submission_id": "S000001", "source_sheet": "企业",
     "source_row": 3},
    {"enterprise_id": "E2", "name_zh": "乙", "status": "exited", "submission_id": "S000001", "source_sheet": "企业",
     "source_row": 4},
    {"enterprise_id": "E3", "name_zh": "丙", "status": "exited", "submission_id": "S000001", "source_sheet": "企业",
     "source_row": 5},
)  # fmt: skip


def members(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            PLACE | {"enterprise_id": firm, "chain_id": chain, "counted_share": share and Decimal(share),
                     "source_row": 3 + ordinal}
            for ordinal, (firm, chain, share) in enumerate(rows)
        ],
        schema_overrides={"counted_share": pl.Decimal(19, 6)},
    )  # fmt: skip


def test_a_member_that_ended_is_named_with_the_change_or_else_with_its_entry_in_the_register() -> None:
    changes = frame(
        {"enterprise_id": "E2", "change_kind": "merger", "new_status": None, "change_date": date(2016, 5, 1),
         "is_applied": True, "submission_id": "S000009", "source_sheet": "变更", "source_row": 7},
        {"enterprise_id": "E3", "change_kind": "rename", "new_status": None, "change_date": date(2016, 6, 1),
         "is_applied": True, "submission_id": "S000009", "source_sheet": "变更", "source_row": 8},
    )  # fmt: skip
    listed = members(("E1", "L01", "1"), ("E2", "L01", "0.5"), ("E3", "L02", None))

    merged, left = found(
        "member_ended",
        {"core.enterprise_chain": listed, "core.chain": CHAINS, "core.enterprise": FIRMS,
         "core.enterprise_change": changes},
    )  # fmt: skip

    assert (merged["subject_id"], merged["chain_id"], merged["first_row"]) == ("E2", "L01", 4)
    assert (merged["second_submission_id"], merged["second_sheet"], merged["second_row"]) == ("S000009", "变更", 7)
    assert "since 2016-05-01" in merged["text_en"] and "自2016-05-01起" in merged["text_zh"]
    assert (left["second_submission_id"], left["second_sheet"], left["second_row"]) == ("S000001", "企业", 5)


def test_a_code_of_no_register_is_named_and_an_older_list_of_the_chain_is_not_looked_at() -> None:
    listed = frame(
        {"chain_code": "L01", "chain_name": "镍钴", "credit_code": "K1", "name": "甲", "submission_number": 3},
        {"chain_code": "L01", "chain_name": "镍钴", "credit_code": "K9", "name": "丁", "submission_number": 3},
        {"chain_code": "L01", "chain_name": "镍钴", "credit_code": None, "name": None, "submission_number": 3},
        {"chain_code": "L01", "chain_name": "镍钴", "credit_code": "K8", "name": "戊", "submission_number": 2},
    ).with_columns(source_sheet=pl.lit("名录"), source_row=pl.int_range(3, pl.len() + 3, dtype=pl.Int32))

    (row,) = found(
        "member_unknown",
        {
            "stage.chain_member": listed,
            "core.submission": frame(*({"submission_number": n, "submission_id": f"S00000{n}"} for n in (2, 3))),
            "core.chain": CHAINS,
            "core.enterprise_identity": frame({"identifier_kind": "credit_code", "identifier_code": "K1"}),
            "core.enterprise": FIRMS,
        },
    )

    assert (row["chain_id"], row["first_row"], row["second_submission_id"]) == ("L01", 4, "S000001")
    assert "丁 (K9)" in row["text_en"]


def test_shares_of_115_per_cent_name_every_chain_and_both_rows_and_exactly_1_is_none() -> None:
    listed = members(("E1", "L01", "0.6"), ("E2", "L01", "0.4"), ("E1", "L02", "0.55"), ("E2", "L02", "0.6"))

    (row,) = found(
        "shares_above_whole", {"core.enterprise_chain": listed, "core.chain": CHAINS, "core.enterprise": FIRMS}
    )

    assert (row["subject_id"], row["first_row"], row["second_row"]) == ("E1", 3, 5)
    assert re.search(r"115\.0 % .* 甲: 镍钴 60\.0 %、风电 55\.0 %", row["text_en"])


def test_a_dangling_edge_names_the_list_that_lacks_its_node() -> None:
    edge = {"chain_id": "L01", "from_chain_stage_id": "L01-01", "from_node_name_zh": "采选", "is_synthetic": True}
    edges = frame(
        PLACE | edge | {"to_chain_id": "L02", "to_chain_stage_id": None, "to_node_name_zh": "轴承", "is_dangling": True,
                        "source_row": 3},
        PLACE | edge | {"to_chain_id": "L01", "to_chain_stage_id": "L01-02", "to_node_name_zh": "冶炼",
                        "is_dangling": False, "source_row": 4},
        PLACE | edge | {"to_chain_id": "L77", "to_chain_stage_id": None, "to_node_name_zh": "某", "is_dangling": True,
                        "source_row": 5},
    )  # fmt: skip

    known, unknown = found("edge_dangling", {"core.chain_supply_edge": edges, "core.chain": CHAINS})

    assert (known["second_submission_id"], known["chain_id"]) == ("S000003", "L01")
    assert "轴承" in known["text_zh"] and unknown["second_submission_id"] is None


def test_a_need_that_its_edges_do_not_explain_is_named_and_one_without_shares_is_not() -> None:
    stages = frame({"chain_stage_id": "L01-02", "node_name_zh": "冶炼"})
    edge = PLACE | {"to_chain_id": "L01", "to_chain_stage_id": "L01-02", "is_dangling": False, "is_synthetic": True}
    edges = pl.DataFrame(
        [
            edge | {"goods": "精矿", "supplied_share": Decimal("0.5"), "suppliable_share": None,
                    "outside_share": Decimal("0.2"), "source_row": 3},
            edge | {"goods": "精矿", "supplied_share": Decimal("0.1"), "suppliable_share": Decimal("0.1"),
                    "outside_share": Decimal("0.2"), "source_row": 4},
            edge | {"goods": "电", "supplied_share": None, "suppliable_share": None, "outside_share": None,
                    "source_row": 5},
            edge | {"goods": "煤", "supplied_share": Decimal("0.8"), "suppliable_share": None,
                    "outside_share": Decimal("0.2"), "source_row": 6},
        ],
        schema_overrides=dict.fromkeys(("supplied_share", "suppliable_share", "outside_share"), pl.Decimal(19, 6)),
    )  # fmt: skip

    (row,) = found("supply_unexplained", {"core.chain_supply_edge": edges, "core.chain_stage": stages})

    assert (row["chain_id"], row["first_row"], row["second_row"]) == ("L01", 3, 4)
    assert "精矿 that 冶炼 needs, edges and outside explain 80.0 %" in row["text_en"]
