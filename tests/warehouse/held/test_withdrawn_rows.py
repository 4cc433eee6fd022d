"""Rows of registers, funds and projects that a person withdrew. Built with the real tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.part_of import QUEUE, refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.withdraw import decide_row
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.provenance.cells import trace_cell
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh

FIRST = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
SECOND, THIRD, FOURTH = (FIRST + timedelta(days=days) for days in (2, 4, 6))
WHO = {"person": "王某", "reason": "重复登记"}
FUNDS = (
    "战略性新兴产业基金名录 合成数据\n基金代码,基金名称,基金类别,管理机构,母基金代码,目标规模(万元),投向领域,"
    "设立日期,基金状态\n"
)
CALLS = "基金出资明细 合成数据\n基金代码,出资人,出资基金代码,出资日期,认缴金额(万元),实缴金额(万元)\n"
PROJECTS = (
    "战略性新兴产业重大项目名录 合成数据\n项目代码,项目名称,项目类别,项目状态,建设单位,统一社会信用代码,行政区划代码,"
    "所属领域,牵头部门,总投资(万元),计划年度,年度计划投资(万元)\n"
)
FIRMS = "骨干企业名录 合成数据\n统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期\n"
FIRM, OTHER = "91620000XN000002WK", "91620000XN000003WL"

Deliver = Callable[[str, str, datetime], None]


@pytest.fixture
def deliver(data_home: Home, tmp_path: Path) -> Deliver:
    def deliver(head: str, rows: str, received_at: datetime) -> None:
        path = tmp_path / f"{received_at:%d}_{abs(hash(head + rows))}.csv"
        path.write_text(head + rows, "utf-8")
        (report,) = ingest_files(data_home, [path], received_at=received_at)
        assert report.refusal is None, report.refusal

    return deliver


def _fund(fund_id: str, size: int) -> str:
    return f"{fund_id},样例基金{fund_id},子基金,某公司,,{size},先进装备和智能制造,2014-06-01,运营\n"


def _project(project_id: str, total: int) -> str:
    return f"{project_id},样例项目,续建,在建,某公司,,620100,先进装备和智能制造,,{total},2016,100\n"


def _firm(code: str, name: str) -> str:
    return f"{code},{name},620100,3812,先进装备和智能制造,1,2014-06-01\n"


def _withdraw(home: Home, row: str, decided_at: datetime) -> str:
    return decide_row(home, row, DecisionKind.ROW_WITHDRAWN, **WHO, decided_at=decided_at).decision_id


def _built(home: Home, as_of: datetime) -> Manifest:
    return refresh_part(home, (*QUEUE, "core.fund", "core.fund_contribution", "core.project"), as_of)


def _published(home: Home, as_of: datetime) -> Manifest:
    ensure_staged(home, as_of=as_of)
    return refresh(home, as_of)


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _sizes(home: Home) -> list[tuple[Any, ...]]:
    return _ask(
        home,
        "select fund_id, (target_size_cny / 10000)::integer from core.fund where fund_id in ('F1', 'F2') order by 1",
    )


def test_a_withdrawn_fund_is_gone_with_its_earlier_entries_and_comes_back_when_restored(
    data_home: Home, deliver: Deliver
) -> None:
    deliver(FUNDS, _fund("F1", 100) + _fund("F2", 200), FIRST)
    deliver(FUNDS, _fund("F1", 150), SECOND)
    _built(data_home, SECOND)
    assert _sizes(data_home) == [("F1", 150), ("F2", 200)]

    _withdraw(data_home, "S000002/csv/3", THIRD)
    _built(data_home, THIRD)
    assert _sizes(data_home) == [("F2", 200)]
    told = "select submission_id, source_row, dataset, decision_id from core.withdrawn_row order by 1"
    assert _ask(data_home, told) == [("S000001", 3, "fund", "D000001"), ("S000002", 3, "fund", "D000001")]

    _built(data_home, SECOND)
    assert _sizes(data_home) == [("F1", 150), ("F2", 200)]
    assert _ask(data_home, told) == []

    decide_row(data_home, "S000002/csv/3", DecisionKind.WITHDRAWN, **WHO, decided_at=FOURTH)
    _built(data_home, FOURTH)
    assert _sizes(data_home) == [("F1", 150), ("F2", 200)]


def test_an_entry_that_is_sent_after_its_withdrawal_counts(data_home: Home, deliver: Deliver) -> None:
    deliver(FUNDS, _fund("F1", 100), FIRST)
    _withdraw(data_home, "S000001/csv/3", SECOND)
    deliver(FUNDS, _fund("F1", 300), THIRD)
    _built(data_home, THIRD)

    assert _sizes(data_home) == [("F1", 300)]


def test_the_release_says_who_withdrew_what(data_home: Home, deliver: Deliver) -> None:
    deliver(FUNDS, _fund("F1", 100) + _fund("F2", 200), FIRST)
    _published(data_home, FIRST)
    _withdraw(data_home, "S000001/csv/3", SECOND)

    manifest = _published(data_home, SECOND)

    of_funds = [change for change in manifest.changes if change.table_name == "core.fund"]
    assert [(change.cause, change.cause_detail, change.rows_dropped) for change in of_funds] == [
        ("decision", "D000001 王某", 1)
    ]


def test_only_one_payment_of_a_fund_is_withdrawn(data_home: Home, deliver: Deliver) -> None:
    deliver(FUNDS, _fund("F1", 100), FIRST)
    deliver(CALLS, "F1,省财政,,2015-01-10,50,20\nF1,省财政,,2015-02-10,,10\n", FIRST)
    _withdraw(data_home, "S000002/csv/4", SECOND)
    _built(data_home, SECOND)

    paid = "select (paid_in_cny / 10000)::integer from core.fund_contribution where fund_id = 'F1'"
    assert _ask(data_home, paid) == [(20,)]


def test_a_withdrawn_project_is_no_project(data_home: Home, deliver: Deliver) -> None:
    deliver(PROJECTS, _project("P1", 1000) + _project("P2", 2000), FIRST)
    _withdraw(data_home, "S000001/csv/3", SECOND)
    _built(data_home, SECOND)

    assert _ask(data_home, "select project_id from core.project where submission_id is not null") == [("P2",)]


def test_a_withdrawn_firm_leaves_the_register_and_the_trace_of_its_cell_says_by_whom(
    data_home: Home, deliver: Deliver
) -> None:
    deliver(FIRMS, _firm(FIRM, "甲公司") + _firm(OTHER, "乙公司"), FIRST)
    decision_id = _withdraw(data_home, "S000001/csv/3", SECOND)
    _published(data_home, SECOND)

    assert _ask(data_home, "select name_zh from core.enterprise") == [("乙公司",)]
    with duckdb.connect(str(data_home.current.resolve()), read_only=True) as connection:
        withdrawn, kept = (trace_cell(connection, "S000001", "csv", cell) for cell in ("B3", "B4"))
    assert (withdrawn.rows, [taken.decision_id for taken in withdrawn.decisions]) == ((), [decision_id])
    assert (len(kept.rows), kept.decisions) == (1, ())


def test_only_a_row_that_was_taken_is_withdrawn_and_only_once(data_home: Home, deliver: Deliver) -> None:
    deliver(FUNDS, _fund("F1", 100), FIRST)
    with pytest.raises(UnknownName):
        _withdraw(data_home, "S000001/csv/2", SECOND)
    with pytest.raises(InvalidArgument):
        decide_row(data_home, "S000001/csv/3", DecisionKind.WITHDRAWN, **WHO)
    _withdraw(data_home, "S000001/csv/3", SECOND)
    with pytest.raises(InvalidArgument):
        _withdraw(data_home, "S000001/csv/3", SECOND)
