"""Supply edges and gaps: from the two forms to their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.catalog.sql import read_tables
from warehouse.ingestion.receive import ingest_file
from warehouse.reading.child import ChildReader

RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
CHAIN = (
    "产业链名录（合成数据）,,,,,,,,\n"
    "产业链代码,产业链名称,所属领域,环节,节点,统一社会信用代码,单位名称,角色,计入比重(%)\n"
    "L01,镍钴,新材料,上游,采选,,,,\nL01,镍钴,新材料,中游,冶炼,,,,\n"
    "L01,镍钴,新材料,上游,回收,,,,\nL01,镍钴,新材料,下游,回收,,,,\n"
    "L02,风电,新能源,中游,叶片,,,,\n"
)
SUPPLY = (
    "链上节点供需关系表（合成数据）,,,,,,\n产业链代码,供给节点,需求节点,需求节点产业链代码,供给内容,依据,依据日期\n"
    "L01,采选,冶炼,,精矿,调查,2015/9/30\nL01,冶炼,叶片,L02,镍,合同,2015-10-01\n"
    "L01,采选,回收,,尾矿,,\nL09,采选,冶炼,,精矿,调查,2015-09-30\n"
)
GAPS = (
    "链条短板需求清单（合成数据）,,,,,,\n产业链代码,节点,短板类型,优先级,需求说明,拟合作对象,提出日期\n"
    "L01,冶炼,技术,高,提纯,甲院,2015-09-30\nL01,电池,下游,,,,\nL01,采选,资金,高,,,\n"
)

Rows = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def rows(data_home: Home, reader: ChildReader, tmp_path: Path) -> Iterator[Rows]:
    for text in (CHAIN, SUPPLY, GAPS):
        path = tmp_path / "delivery.csv"
        path.write_text(text, "utf-8")
        assert ingest_file(data_home, path, received_at=RECEIVED_AT, reader=reader).refusal is None
    refresh_part(data_home, ("core.chain_supply_edge", "core.chain_gap", "core.finding"))
    with duckdb.connect(str(data_home.root / "current"), read_only=True) as connection:
        yield lambda query: connection.execute(query).fetchall()


def test_an_edge_meets_its_nodes_and_one_that_does_not_stays(rows: Rows) -> None:
    assert rows("""
        select chain_id, from_chain_stage_id, to_chain_stage_id, to_node_name_zh, is_dangling
        from core.chain_supply_edge order by chain_supply_edge_id
    """) == [
        ("L01", "L01-01", "L01-03", "冶炼", False),
        ("L01", "L01-03", "L02-01", "叶片", False),
        # Two nodes of the chain are called 回收: nobody knows which one is meant.
        ("L01", "L01-01", None, "回收", True),
        ("L09", None, None, "冶炼", True),
    ]
    assert rows("""
        select rule, severity, column_name, text from core.finding where rule = 'dangling_supply_edge' order by text
    """) == [
        ("dangling_supply_edge", "warning", "to_node", "回收"),
        ("dangling_supply_edge", "warning", "from_node", "采选"),
    ]
    # The promise that nothing is lost, kept and broken.
    (check,) = (
        check.query
        for files in read_tables()
        if files.key == "core.chain_supply_edge"
        for check in files.checks
        if check.name == "every_edge_has_dated_evidence"
    )
    assert [row[0] for row in rows(check)] == ["L01-S003"]


def test_a_gap_has_its_node_kind_and_priority_and_an_unknown_kind_holds_its_row(rows: Rows) -> None:
    assert rows(
        "select chain_stage_id, node_name_zh, gap_kind, priority from core.chain_gap order by chain_gap_id"
    ) == [
        ("L01-03", "冶炼", "technology", "high"),
        (None, "电池", "downstream", None),
    ]
    assert rows("select rule, source_cell from core.finding where severity = 'held'") == [("not_a_choice", "C5")]
