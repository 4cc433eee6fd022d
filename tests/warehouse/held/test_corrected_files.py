"""What a corrected file does to the values of the file before it, cell by cell. Built with the real tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.part_of import QUEUE, refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.decide import decide
from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.withdraw import decide_row
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.provenance.values import trace_observation
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh

FIRST = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
SECOND = FIRST + timedelta(days=2)
THIRD = FIRST + timedelta(days=4)
WHO = {"person": "王某", "reason": "电话核实"}
FIRM, OTHER = "91620000XN000002WK", "91620000XN000003WL"
VALUE = "product_output.EXN000002W.384101.2016-03.month"
REGISTER = f"""骨干企业名录 合成数据
统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期
{FIRM},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01
{OTHER},乙公司,620300,3812,先进装备和智能制造,1,2014-06-01
"""
HEADING = """2016年3月主要产品产量 合成数据,,,,,,,,,,,
统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),
,,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期
"""

Deliver = Callable[..., None]


@pytest.fixture
def deliver(data_home: Home, tmp_path: Path) -> Deliver:
    """Ingests an output return of March with the given rows; the first call brings the register before it."""

    def send(name: str, text: str, received_at: datetime) -> None:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        (report,) = ingest_files(data_home, [path], received_at=received_at)
        assert report.refusal is None, report.refusal

    def deliver(*rows: str, received_at: datetime = FIRST) -> None:
        if not any((data_home.archive / "submissions").iterdir()):
            send("register.csv", REGISTER, received_at)
        send(f"{received_at:%d%H%M}.csv", HEADING + "\n".join(rows) + "\n", received_at)

    return deliver


def _row(code: str = FIRM, month: str = "10", base: str = "8", capacity: str = "100", product: str = "384101") -> str:
    return f"{code},某公司,{product},电机,台,{month},30,{base},27,{capacity},5,5"


def _built(home: Home, as_of: datetime | None = None) -> None:
    refresh_part(home, (*QUEUE, "core.finding"), as_of)


def _published(home: Home, as_of: datetime | None = None) -> Manifest:
    ensure_staged(home, as_of=as_of)
    return refresh(home, as_of)


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _in_force(home: Home, observation_id: str = VALUE) -> tuple[Any, ...]:
    (row,) = _ask(
        home,
        "select value::integer, same_period_value::integer, same_base_growth_rate::double, is_flagged, submission_id "
        f"from mart.observation where observation_id = '{observation_id}'",
    )
    return row


@pytest.mark.parametrize("not_a_value", ["1o", ""])
def test_a_cell_that_is_not_taken_leaves_the_older_value_in_force_flagged_with_its_own_base(
    data_home: Home, deliver: Deliver, not_a_value: str
) -> None:
    deliver(_row(month="10", base="8"))
    deliver(_row(month=not_a_value, base="5"), received_at=SECOND)
    _built(data_home)

    assert _in_force(data_home) == (10, 8, 0.25, True, "S000002")
    told = _ask(
        data_home,
        "select submission_id, value::integer, same_period_value::integer from core.observation "
        f"where observation_id = '{VALUE}' order by 1",
    )
    assert told == [("S000002", 10, 8), ("S000003", None, 5)]


def test_a_held_cell_without_a_base_flags_the_older_value_too(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(capacity="100"), _row(OTHER, capacity="100"))
    deliver(_row(capacity="1oo"), _row(OTHER, capacity="100"), received_at=SECOND)
    _built(data_home)

    capacity = _ask(
        data_home,
        "select subject_id, value::integer, is_flagged, submission_id from mart.observation "
        "where indicator_id = 'product_capacity' order by 1",
    )
    assert capacity == [("EXN000002W", 100, True, "S000002"), ("EXN000003W", 100, False, "S000003")]


def test_a_base_alone_is_told_where_no_file_gave_a_value(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(month="1o", base="8"))
    deliver(_row(month="1o", base="5"), received_at=SECOND)
    _built(data_home)

    assert _in_force(data_home) == (None, 5, None, True, "S000003")


def test_a_held_base_takes_the_growth_away_and_not_the_value(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(month="10", base="8"))
    deliver(_row(month="12", base="8o"), received_at=SECOND)
    _built(data_home)

    assert _in_force(data_home) == (12, None, None, True, "S000003")


def test_the_corrected_cell_is_in_force_once_it_is_decided_about_and_the_past_stays(
    data_home: Home, deliver: Deliver
) -> None:
    deliver(_row(month="10", base="8"))
    deliver(_row(month="1o", base="5"), received_at=SECOND)
    decide(data_home, "S000003/csv/F4", DecisionKind.CORRECTED, **WHO, value="15", decided_at=THIRD)

    _built(data_home, THIRD)
    assert _in_force(data_home) == (15, 5, 2.0, False, "S000003")
    _built(data_home, SECOND)
    assert _in_force(data_home) == (10, 8, 0.25, True, "S000002")
    _built(data_home, FIRST)
    assert _in_force(data_home) == (10, 8, 0.25, False, "S000002")


def test_the_trace_says_which_file_is_in_force_and_what_the_other_held(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(month="10", base="8"))
    deliver(_row(month="1o", base="5"), received_at=SECOND)
    _published(data_home)

    with duckdb.connect(str(data_home.current.resolve()), read_only=True) as connection:
        newer, older = trace_observation(connection, VALUE).vintages
    assert (newer.source.submission_id, newer.is_in_force, newer.value_received) == ("S000003", False, "1o")
    assert (older.source.submission_id, older.is_in_force, older.value) == ("S000002", True, 10)
    assert [finding.severity for finding in newer.findings] == ["held"]


def _findings(home: Home) -> list[tuple[Any, ...]]:
    return _ask(
        home, "select submission_id, source_sheet, severity, text from core.finding where rule = 'row_not_repeated'"
    )


def test_a_corrected_file_without_a_row_leaves_it_in_force_and_says_so(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(), _row(OTHER))
    deliver(_row(OTHER, month="12"), received_at=SECOND)
    _built(data_home)

    assert _in_force(data_home) == (10, 8, 0.25, False, "S000002")
    assert _findings(data_home) == [("S000003", "csv", "warning", "S000002/csv/4")]
    ((message,),) = _ask(data_home, "select message from core.finding where rule = 'row_not_repeated'")
    assert "EXN000002W 384101, which S000002, sheet csv, row 4 has" in message


def test_a_late_return_of_other_firms_is_no_correction(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(product="384101"), _row(product="384102"), _row(product="384103"))
    deliver(_row(OTHER), _row(product="384103"), received_at=SECOND)
    _built(data_home)

    assert _findings(data_home) == []


def test_a_withdrawn_row_counts_no_more_and_comes_back_as_of_before_and_when_restored(
    data_home: Home, deliver: Deliver
) -> None:
    deliver(_row(), _row(OTHER))
    deliver(_row(month="11"), _row(OTHER), received_at=FIRST + timedelta(hours=1))
    deliver(_row(OTHER, month="12"), received_at=SECOND)
    _published(data_home, SECOND)
    assert _in_force(data_home)[0] == 11

    taken = decide_row(data_home, "S000003/csv/4", DecisionKind.ROW_WITHDRAWN, **WHO, decided_at=THIRD)
    manifest = _published(data_home, THIRD)

    left = "select distinct subject_id from mart.observation where subject_kind = 'enterprise'"
    assert _ask(data_home, left) == [("EXN000003W",)]
    # Neither the file before nor the values that were received are gone.
    assert _ask(data_home, f"select count(*) from core.observation where observation_id = '{VALUE}'") == [(2,)]
    of_values = [change for change in manifest.changes if change.table_name == "mart.observation"]
    assert {(change.cause, change.cause_detail) for change in of_values} == {("decision", "D000001 王某")}
    assert sum(change.values_dropped or 0 for change in of_values) > 0
    with duckdb.connect(str(data_home.current.resolve()), read_only=True) as connection:
        told = trace_observation(connection, VALUE).vintages
    assert [[entry.decision_id for entry in vintage.decisions] for vintage in told] == [[taken.decision_id]] * 2
    assert not any(vintage.is_in_force for vintage in told)

    _built(data_home, SECOND)
    assert _in_force(data_home)[0] == 11

    decide_row(data_home, "S000003/csv/4", DecisionKind.WITHDRAWN, **WHO, decided_at=THIRD + timedelta(days=1))
    _built(data_home)
    assert _in_force(data_home)[0] == 11


def test_a_row_that_is_sent_again_after_its_withdrawal_counts(data_home: Home, deliver: Deliver) -> None:
    deliver(_row(), _row(OTHER))
    decide_row(data_home, "S000002/csv/4", DecisionKind.ROW_WITHDRAWN, **WHO, decided_at=SECOND)
    deliver(_row(month="13"), received_at=THIRD)
    _built(data_home)

    assert _in_force(data_home)[0] == 13


def test_only_a_row_that_was_taken_is_withdrawn_and_only_once(data_home: Home, deliver: Deliver) -> None:
    deliver(_row())
    for nowhere in ("S000002/csv/5", "S000009/csv/4", "S000002/csv/F4", "S000002/csv/04", "S000001/csv/1", ""):
        with pytest.raises(UnknownName, match="No row was taken"):
            decide_row(data_home, nowhere, DecisionKind.ROW_WITHDRAWN, **WHO)
    with pytest.raises(InvalidArgument, match="is not withdrawn"):
        decide_row(data_home, "S000002/csv/4", DecisionKind.WITHDRAWN, **WHO)
    decide_row(data_home, "S000002/csv/4", DecisionKind.ROW_WITHDRAWN, **WHO)
    with pytest.raises(InvalidArgument, match="withdrawn already"):
        decide_row(data_home, "S000002/csv/4", DecisionKind.ROW_WITHDRAWN, **WHO)
    with pytest.raises(InvalidArgument, match="reason"):
        decide_row(data_home, "S000002/csv/4", DecisionKind.WITHDRAWN, person="王某", reason=" ")
