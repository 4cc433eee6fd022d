"""A value that looks like a slip of its unit waits for a person like any held cell; nothing else of its row does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.part_of import QUEUE, refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.errors import InvalidArgument
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh

FIRM = "91620000XN000002WK"
REGISTER = f"""骨干企业名录 合成数据
统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期
{FIRM},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01
"""
HEADING = "统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),"
SECOND = ",,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期"
SLIP = "S000005/csv/F4"


def _arrived(month: int) -> datetime:
    return datetime(2016, month + 1, 16, 3, 0, tzinfo=UTC)


@pytest.fixture
def home(data_home: Home, tmp_path: Path) -> Home:
    """Three months of ten pieces, and June with ten thousand in the column of the month alone."""
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    ingest_files(data_home, [tmp_path / "register.csv"], received_at=_arrived(2))
    for month, value in ((3, "10"), (4, "11"), (5, "9"), (6, "10000")):
        _deliver(data_home, tmp_path, month, value)
    return data_home


def _deliver(home: Home, folder: Path, month: int, value: str, *, days_later: int = 0, price: int = 5) -> None:
    path = folder / f"{month}_{days_later}.csv"
    row = f"{FIRM},甲公司,384101,电机,台,{value},{month * 10},9,27,100,{price},5"
    head = f"2016年{month}月主要产品产量 合成数据{',' * 11}"
    path.write_text("\n".join([head, HEADING, SECOND, row]) + "\n", "utf-8")
    (report,) = ingest_files(home, [path], received_at=_arrived(month) + timedelta(days=days_later))
    assert report.held_count == 0


def _built(home: Home, as_of: datetime | None = None) -> Manifest:
    return refresh_part(home, (*QUEUE, "core.suspicion"), as_of)


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _june(home: Home) -> list[tuple[Any, ...]]:
    """The values of June that are in force."""
    return _ask(
        home,
        "select indicator_id, period_kind, value::integer, is_flagged from mart.observation "
        "where period = '2016-06' order by all",
    )


def _decide(home: Home, kind: DecisionKind, value: str | None = None) -> None:
    decide(home, SLIP, kind, person="王某", reason="电话核实", value=value, decided_at=_arrived(6) + timedelta(days=1))


OTHERS = [("product_capacity", "point", 100), ("product_output", "ytd", 60), ("product_price", "month", 5)]


def test_a_slip_waits_in_the_queue_and_the_rest_of_its_row_goes_on_flagged(home: Home) -> None:
    _built(home)

    (cell,) = list_held(home).rows(named=True)
    assert (cell["held_cell_id"], cell["state"], cell["rule"]) == (SLIP, "open", "history_1000.product_output")
    assert cell["text"] == "10000"
    assert _june(home) == [(*row, True) for row in OTHERS]
    assert _ask(home, "select count(*) from core.observation where period = '2016-06'") == [(4,)]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [(DecisionKind.RELEASED, None, 10000), (DecisionKind.CORRECTED, "10", 10), (DecisionKind.REJECTED, None, None)],
)
def test_a_decision_settles_a_slip(home: Home, kind: DecisionKind, value: str | None, expected: int | None) -> None:
    before = _built(home)
    _decide(home, kind, value)
    assert [row["state"] for row in list_held(home).rows(named=True)] == [kind.value]

    _built(home)

    month = [row[2] for row in _june(home) if row[:2] == ("product_output", "month")]
    assert month == ([] if expected is None else [expected])
    assert _ask(home, "select held_cell_id, state from core.held_cell") == [(SLIP, kind.value)]
    again = _built(home, _arrived(6))
    assert again.tables["mart.observation"] == before.tables["mart.observation"]
    assert again.tables["core.held_cell"] == before.tables["core.held_cell"]


def test_a_decision_about_a_slip_is_a_cause_of_its_own_in_the_release(home: Home) -> None:
    refresh(home)
    _decide(home, DecisionKind.RELEASED)
    ensure_staged(home)

    assert "decision" in {change.cause for change in refresh(home).changes}


def _output(home: Home) -> list[tuple[Any, ...]]:
    return [row[2:] for row in _june(home) if row[:2] == ("product_output", "month")]


def test_a_slip_that_is_sent_again_does_not_bring_the_first_one_into_force(home: Home, tmp_path: Path) -> None:
    _built(home)
    _deliver(home, tmp_path, 6, "10000", days_later=2, price=6)
    _built(home)

    assert _output(home) == []
    _deliver(home, tmp_path, 6, "10", days_later=3)
    _deliver(home, tmp_path, 6, "10000", days_later=4, price=7)
    _built(home)

    # What was sent between the two slips is as usual: it stands in for the newest.
    assert _output(home) == [(10, True)]


def test_a_rejected_slip_stays_out_and_stops_nothing_when_a_later_file_replaces_it(home: Home, tmp_path: Path) -> None:
    _built(home)
    _decide(home, DecisionKind.REJECTED)
    _deliver(home, tmp_path, 6, "10", days_later=2)
    _built(home)

    assert _output(home) == [(10, False)]


def test_a_withdrawn_decision_puts_a_slip_back_into_the_queue(home: Home) -> None:
    _built(home)
    _decide(home, DecisionKind.RELEASED)
    _built(home)
    with pytest.raises(InvalidArgument, match="cannot be corrected without a value"):
        _decide(home, DecisionKind.CORRECTED)
    _decide(home, DecisionKind.WITHDRAWN)
    _built(home)

    assert [row["state"] for row in list_held(home).rows(named=True)] == ["open"]
    assert _june(home) == [(*row, True) for row in OTHERS]


def test_after_a_release_a_value_of_that_size_is_not_asked_about_again(
    home: Home, tmp_path: Path, deliver_later: Callable[[str], None]
) -> None:
    _built(home)
    _decide(home, DecisionKind.RELEASED)
    deliver_later("12000")
    _built(home)

    # The second value is as far from the history as the first: the release speaks for it.
    assert _ask(home, "select period, state, decision_id, is_reused from core.suspicion order by period") == [
        ("2016-06", "released", "D000001", False),
        ("2016-07", "released", "D000001", True),
    ]
    assert _ask(home, "select value::integer from mart.observation where observation_id like '%2016-07.month' "
                "and indicator_id = 'product_output'") == [(12000,)]  # fmt: skip


@pytest.fixture
def deliver_later(home: Home, tmp_path: Path) -> Callable[[str], None]:
    return lambda value: _deliver(home, tmp_path, 7, value)
