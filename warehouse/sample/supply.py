"""Supply edges and gaps of the invented chains: each node supplies the next stage; one edge leads to no node."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise, product

import polars as pl

from warehouse.forms.chain_gap import CHAIN_GAP
from warehouse.forms.chain_supply import CHAIN_SUPPLY
from warehouse.sample.calendar import list_arrives
from warehouse.sample.catalogue import STAGES, Catalogue, ChainOutline
from warehouse.sample.chain_terms import BACKUP, backup_edges, edge_terms
from warehouse.sample.deliveries import Outbox
from warehouse.sample.layout import Sheet
from warehouse.sample.workbook import Cell, write_workbook

FILES = 2
DANGLING_NODE = "样例省外配套件"
"""A node that no list of chains contains."""
_GAPS = (("技术", "高"), ("供应链", "中"), ("上游", "低"), ("下游", "中"))


def supply_edges(catalogue: Catalogue, chain_count: int, first_year: int) -> list[list[Cell]]:
    """The rows of the supply form. The first chain has one edge to a node of the second, and one to an unknown node."""
    outlines = catalogue.chains[:chain_count]
    day = date(first_year, 9, 30)
    rows: list[list[Cell]] = []
    for outline in outlines:
        for left, right in pairwise(STAGES):
            nodes = product(_nodes(outline, left), _nodes(outline, right))
            rows.extend(
                [outline.code, a, b, None, f"{a}产品", "合成调查表", day, *edge_terms(outline.code, a, b)]
                for a, b in nodes
            )
    first, second = outlines[:2]
    other: list[Cell] = [
        first.code,
        _nodes(first, "下游")[0],
        _nodes(second, "中游")[0],
        second.code,
        "材料",
        "合成购销合同",
        day,
        *edge_terms(first.code, _nodes(first, "下游")[0], _nodes(second, "中游")[0]),
    ]
    dangling: list[Cell] = [first.code, _nodes(first, "下游")[0], DANGLING_NODE, None, "材料", "合成调查表", day]
    dangling += edge_terms(first.code, _nodes(first, "下游")[0], DANGLING_NODE)
    backup = backup_edges(day) if any(outline.code == BACKUP[0] for outline in outlines) else []
    return [*rows, other, dangling, *backup]


def chain_gaps(chain_rows: pl.DataFrame, first_year: int) -> list[list[Cell]]:
    """The rows of the gap form: every node without members, kinds and priorities in turn."""
    empty = chain_rows.filter(pl.col("credit_code").is_null()).select("chain_code", "node_name").rows()
    rows: list[list[Cell]] = []
    for number, (code, node) in enumerate(empty):
        kind, priority = _GAPS[number % len(_GAPS)]
        rows.append([code, node, kind, priority, f"{node}能力不足", "合成合作单位", date(first_year, 9, 30)])
    return rows


def write_supply(
    outbox: Outbox, catalogue: Catalogue, chain_count: int, chain_rows: pl.DataFrame, first_year: int
) -> None:
    """One workbook of edges and one of gaps."""
    for name, sheet, sheet_name, rows in (
        (
            "00_6_供需关系.xlsx",
            Sheet(CHAIN_SUPPLY, "样例省链上节点供需关系表（合成数据）"),
            "供需关系",
            supply_edges(catalogue, chain_count, first_year),
        ),
        (
            "00_7_短板需求.xlsx",
            Sheet(CHAIN_GAP, "样例省链条短板需求清单（合成数据）"),
            "短板需求",
            chain_gaps(chain_rows, first_year),
        ),
    ):
        write = partial(write_workbook, sheet=sheet, sheet_name=sheet_name, rows=rows)
        outbox.put(name, write, sheet.form, len(rows), arrives_at=list_arrives(sheet.form, rows, outbox.first_year))


def _nodes(outline: ChainOutline, stage: str) -> list[str]:
    return [node for own_stage, node in outline.nodes if own_stage == stage]
