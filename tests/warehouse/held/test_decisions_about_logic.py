"""A value that does not fit another is in force, flagged; a person settles it by the command for held cells."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.ingestion.receive import ingest_files

FIRM = "91620000XN000002WK"
FILES = {
    "register.csv": "骨干企业名录 合成数据\n"
    "统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期\n"
    f"{FIRM},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01\n",
    "march.csv": f"2016年3月主要产品产量 合成数据{',' * 11}\n"
    "统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),\n"
    ",,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期\n"
    f"{FIRM},甲公司,384101,电机,台,40,30,9,27,100,5,5\n",
}
MONTH = "S000002/csv/F4"


@pytest.fixture
def home(data_home: Home, tmp_path: Path) -> Home:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
        ingest_files(data_home, [tmp_path / name], received_at=datetime(2016, 4, 16, tzinfo=UTC))
    refresh_part(data_home)
    return data_home


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


FLAGGED = "select period_kind, value::integer from mart.observation where is_flagged order by all"


def test_it_is_in_force_and_in_no_queue(home: Home) -> None:
    assert _ask(home, FLAGGED) == [("month", 40), ("ytd", 30)]
    assert _ask(home, "select state, held_cell_id from core.logic_finding") == [("open", MONTH)]
    assert list_held(home).is_empty()


@pytest.mark.parametrize(
    ("kind", "value", "state", "months"),
    [
        (DecisionKind.RELEASED, None, [("released", "D000001")], [40]),
        (DecisionKind.CORRECTED, "4", [], [4]),
        (DecisionKind.REJECTED, None, [], []),
    ],
)
def test_a_decision_settles_it(
    home: Home, kind: DecisionKind, value: str | None, state: list[tuple[str, str]], months: list[int]
) -> None:
    decide(home, MONTH, kind, person="王某", reason="电话核实", value=value)
    refresh_part(home)

    assert _ask(home, "select state, decision_id from core.logic_finding") == state
    assert _ask(
        home,
        "select value::integer from mart.observation where indicator_id = 'product_output' and period_kind = 'month'",
    ) == [(month,) for month in months]
    assert _ask(home, f"select period_kind from ({FLAGGED}) where {kind is not DecisionKind.REJECTED}") == []
