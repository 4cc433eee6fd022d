"""From a held cell to a figure: decisions, their reuse and their memory. Built with the real tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.part_of import QUEUE, refresh_part
from tests.staged import staged_path
from warehouse.archive.home import Home
from warehouse.decisions import decide as deciding
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import Decision, DecisionKind, read_decisions, record_decision
from warehouse.decisions.match import accept_proposal, list_proposals
from warehouse.domain.naming import Naming
from warehouse.errors import Busy, ContractBroken, InvalidArgument, LedgerDamaged, UnknownName
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.provenance.values import trace_observation
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh

ARRIVED = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
HEADING = "统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),"
SECOND = ",,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期"
FIRM, OTHER = "91620000XN000002WK", "91620000XN000003WL"
REGISTER = f"""骨干企业名录 合成数据
统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期
{FIRM},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01
{OTHER},乙公司,620300,3812,先进装备和智能制造,1,2014-06-01
"""

Deliver = Callable[..., None]


@pytest.fixture
def deliver(data_home: Home, tmp_path: Path) -> Deliver:
    """Ingests an output return of a month with the given rows; the first call brings the register before it."""

    def send(name: str, text: str, received_at: datetime) -> None:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        (report,) = ingest_files(data_home, [path], received_at=received_at)
        assert report.refusal is None, report.refusal

    def deliver(month: int, *rows: str, received_at: datetime = ARRIVED) -> None:
        if not any((data_home.archive / "submissions").iterdir()):
            send("register.csv", REGISTER, received_at)
        head = f"2016年{month}月主要产品产量 合成数据{',' * 11}"
        send(f"{month}-{received_at:%H%M%S}.csv", "\n".join([head, HEADING, SECOND, *rows]) + "\n", received_at)

    return deliver


def _row(code: str = FIRM, month: str = "10", ytd: str = "30", name: str = "甲公司", product: str = "384101") -> str:
    return f"{code},{name},{product},电机,台,{month},{ytd},9,27,100,5,5"


def _decide(home: Home, cell: str, kind: DecisionKind, value: str | None = None, **named: Any) -> Decision:
    return decide(home, cell, kind, person="王某", reason="电话核实", value=value, **named)


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _output(home: Home) -> list[tuple[Any, ...]]:
    return _ask(
        home,
        "select period, value::integer, is_flagged, is_corrected, decision_id, value_received from core.observation "
        "where indicator_id = 'product_output' and period_kind = 'month' order by period",
    )


def _states(home: Home) -> list[tuple[Any, ...]]:
    return _ask(home, "select held_cell_id, state, is_reused, decision_id from core.held_cell order by held_cell_id")


def _built(home: Home, as_of: datetime | None = None) -> Manifest:
    return refresh_part(home, (*QUEUE, "core.match_proposal", "core.enterprise"), as_of)


def _published(home: Home, as_of: datetime | None = None) -> Manifest:
    ensure_staged(home, as_of=as_of)
    return refresh(home, as_of)


def test_the_rest_of_a_row_with_a_held_cell_goes_on_flagged(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"), _row(code=OTHER))
    _built(data_home)

    flagged = (
        "select subject_id, indicator_id, period_kind, is_flagged from core.observation where period_kind <> 'month'"
    )
    by_firm = _ask(data_home, f"select subject_id, is_flagged, count(*) from ({flagged}) group by all order by all")
    assert by_firm == [("EXN000002W", True, 2), ("EXN000003W", False, 2)]
    assert _states(data_home) == [("S000002/csv/F4", "open", False, None)]


def test_a_correction_is_the_value_and_keeps_what_was_received(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "11")
    _built(data_home)

    assert _output(data_home) == [("2016-03", 11, False, True, "D000001", "1o")]
    assert _states(data_home) == [("S000002/csv/F4", "corrected", False, "D000001")]
    assert _ask(data_home, "select person, reason, value, is_in_force from core.decision") == [
        ("王某", "电话核实", "11", True)
    ]
    others = "select is_corrected, count(*) from core.observation where period_kind <> 'month' group by all"
    assert _ask(data_home, others) == [(False, 2)]


def test_a_corrected_credit_code_brings_its_whole_row_in(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17"))
    _built(data_home)
    assert _ask(data_home, "select count(*) from core.observation") == [(0,)]

    _decide(data_home, "S000002/csv/A4", DecisionKind.CORRECTED, FIRM)
    _built(data_home)

    rows = _ask(data_home, "select subject_id, is_corrected, decision_id, count(*) from core.observation group by all")
    assert rows == [("EXN000002W", True, "D000001", 4)]


def test_a_value_out_of_range_is_released_and_stays_as_it_stands(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="-5"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.RELEASED)
    _built(data_home)

    assert _output(data_home) == [("2016-03", -5, False, False, "D000001", "-5")]


def test_what_is_no_value_cannot_be_released(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))

    with pytest.raises(InvalidArgument, match="could be released"):
        _decide(data_home, "S000002/csv/F4", DecisionKind.RELEASED)
    assert read_decisions(data_home) == ()


@pytest.mark.parametrize("value", ["viele", "-4", "1e5"])
def test_a_correction_that_breaks_a_rule_itself_is_refused(data_home: Home, deliver: Deliver, value: str) -> None:
    deliver(3, _row(month="1o"))

    with pytest.raises(InvalidArgument, match="still be held"):
        _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, value)
    assert read_decisions(data_home) == ()


def test_a_cell_that_is_not_held_cannot_be_decided(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))

    for cell in ("S000002/csv/G4", "S000009/csv/F4", "nonsense"):
        with pytest.raises(UnknownName):
            _decide(data_home, cell, DecisionKind.REJECTED)


def test_a_rejected_cell_stays_out_and_its_row_flagged(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.REJECTED)
    _built(data_home)

    assert _states(data_home) == [("S000002/csv/F4", "rejected", False, "D000001")]
    # The restated base stands; the value does not.
    assert _output(data_home) == [("2016-03", None, True, False, None, "1o")]


def test_of_two_rows_with_one_key_the_other_stands_when_one_is_rejected(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="10"), _row(month="12"))
    _decide(data_home, "S000002/csv/C4", DecisionKind.REJECTED)
    _built(data_home)

    assert [row[1] for row in _output(data_home)] == [12]
    assert [row[1] for row in _states(data_home)] == ["rejected", "open"]


def test_a_withdrawn_decision_leaves_the_cell_waiting_and_both_in_the_ledger(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "11")
    _decide(data_home, "S000002/csv/F4", DecisionKind.WITHDRAWN)
    _built(data_home)

    assert _states(data_home) == [("S000002/csv/F4", "open", False, None)]
    assert [entry.kind.value for entry in read_decisions(data_home)] == ["corrected", "withdrawn"]
    with pytest.raises(InvalidArgument, match="already waiting"):
        _decide(data_home, "S000002/csv/F4", DecisionKind.WITHDRAWN)


def test_a_decision_is_used_again_next_month_and_says_so(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    deliver(4, _row(month="1o", ytd="40"), received_at=ARRIVED + timedelta(days=30))
    _built(data_home)

    assert _states(data_home) == [
        ("S000002/csv/F4", "corrected", False, "D000001"),
        ("S000003/csv/F4", "corrected", True, "D000001"),
    ]
    assert [row[:2] for row in _output(data_home)] == [("2016-03", 10), ("2016-04", 10)]


@pytest.mark.parametrize(
    "row",
    [_row(code=OTHER, month="1o"), _row(month="1l"), _row(month="10", ytd="1o"), _row(month="1o", product="384102")],
)
def test_another_firm_text_column_or_product_is_not_decided_by_it(data_home: Home, deliver: Deliver, row: str) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    deliver(4, row, received_at=ARRIVED + timedelta(days=30))
    _built(data_home)

    assert [state for _, state, *_ in _states(data_home)][1:] in ([], ["open"])
    assert not any(entry[2] for entry in _states(data_home))


def test_a_destroyed_code_is_known_again_by_its_firm_and_not_by_its_text(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17"))
    _decide(data_home, "S000002/csv/A4", DecisionKind.CORRECTED, FIRM)
    later = ARRIVED + timedelta(days=30)
    deliver(4, _row(code="9.162E+17"), _row(code="9.162E+17", name="乙公司"), received_at=later)
    _built(data_home)

    assert [(cell, state, reused) for cell, state, reused, _ in _states(data_home)][1:] == [
        ("S000003/csv/A4", "corrected", True),
        ("S000003/csv/A5", "open", False),
    ]


def test_a_file_that_had_come_before_is_not_decided_by_a_later_decision(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    deliver(4, _row(month="1o"), received_at=ARRIVED + timedelta(days=30))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")

    assert [cell["state"] for cell in list_held(data_home).iter_rows(named=True)] == ["corrected", "open"]


def test_only_what_was_decided_before_a_file_came_is_used_for_it(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o", ytd="3o"))
    _decide(data_home, "S000002/csv/G4", DecisionKind.CORRECTED, "30")
    deliver(4, _row(month="1o", ytd="3o"), received_at=ARRIVED + timedelta(days=30))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")

    states = {cell["held_cell_id"]: cell["state"] for cell in list_held(data_home).iter_rows(named=True)}
    assert (states["S000003/csv/F4"], states["S000003/csv/G4"]) == ("open", "corrected")


def test_which_of_two_rows_is_right_is_asked_again_next_month(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="10"), _row(month="12"))
    _decide(data_home, "S000002/csv/C4", DecisionKind.REJECTED)
    deliver(4, _row(month="10"), _row(month="12"), received_at=ARRIVED + timedelta(days=30))

    states = [cell["state"] for cell in list_held(data_home).iter_rows(named=True)]
    assert states == ["rejected", "open", "open", "open"]


def test_what_is_withdrawn_is_withdrawn_where_it_was_used_again(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    deliver(4, _row(month="1o"), received_at=ARRIVED + timedelta(days=30))

    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "12")
    assert [cell["value"] for cell in list_held(data_home).iter_rows(named=True)] == ["12", "12"]
    _decide(data_home, "S000002/csv/F4", DecisionKind.WITHDRAWN)
    assert [cell["state"] for cell in list_held(data_home).iter_rows(named=True)] == ["open", "open"]


def test_a_build_as_of_a_day_knows_the_decisions_of_that_day(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    before = _built(data_home, as_of=ARRIVED + timedelta(days=1))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10", decided_at=ARRIVED + timedelta(days=2))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "11", decided_at=ARRIVED + timedelta(days=4))

    values = []
    for days in (1, 3, 5):
        after = _built(data_home, as_of=ARRIVED + timedelta(days=days))
        values.append([row[1] for row in _output(data_home)])
        if days == 1:
            for key in ("core.observation", "core.held_cell", "core.decision", "mart.observation"):
                assert after.tables[key] == before.tables[key]

    assert values == [[None], [10], [11]]


def test_the_archive_alone_gives_the_same_tables_again(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"), _row(code="9.162E+17", product="384102"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    deliver(4, _row(month="1o"), received_at=ARRIVED + timedelta(days=30))
    _decide(data_home, "S000002/csv/A5", DecisionKind.CORRECTED, FIRM)
    before = _published(data_home)

    shutil.rmtree(data_home.staged)
    after = _published(data_home)

    tables = [key for key in before.tables if key != "core.snapshot"]
    assert {key: after.tables[key] for key in tables} == {key: before.tables[key] for key in tables}
    assert before.tables["core.decision"].row_count == 2


def test_a_report_names_the_decisions_that_were_used_again(data_home: Home, deliver: Deliver, tmp_path: Path) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    head = f"2016年4月主要产品产量 合成数据{',' * 11}"
    (tmp_path / "next.csv").write_text("\n".join([head, HEADING, SECOND, _row(month="1o")]) + "\n", "utf-8")

    (report,) = ingest_files(data_home, [tmp_path / "next.csv"], received_at=ARRIVED)

    assert (report.held_count, report.reused_decisions) == (1, ("D000001",))


@pytest.mark.parametrize("step", ["record_decision", "_stage_all"])
def test_a_stop_while_deciding_leaves_a_whole_decision_or_none(
    data_home: Home, deliver: Deliver, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(3, _row(month="1o"))

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(deciding, step, stop)
        with pytest.raises(KeyboardInterrupt):
            _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    _built(data_home)

    taken = len(read_decisions(data_home))
    assert taken == (step == "_stage_all")
    assert [row[1] for row in _states(data_home)] == (["corrected"] if taken else ["open"])


def test_a_decision_of_another_number_never_overwrites_one(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    decision = _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")

    with pytest.raises(Busy):
        record_decision(data_home, replace(decision, value="99"))
    assert [entry.value for entry in read_decisions(data_home)] == ["10"]


def test_a_damaged_decision_stops_the_build_instead_of_being_forgotten(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    path = data_home.archive / "decisions" / "000001.json"
    path.write_text(path.read_text("utf-8")[:-20], "utf-8")

    with pytest.raises(LedgerDamaged, match="cannot be read"):
        _built(data_home)


def test_a_build_that_has_not_read_a_file_under_its_decisions_says_so(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "10")
    for folder in data_home.staged.glob("S000002.*-*"):
        shutil.rmtree(folder)

    with pytest.raises(ContractBroken, match="longmai refresh"):
        refresh(data_home)


def test_rows_staged_in_another_shape_are_read_again(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"))
    rows = staged_path(data_home, "S000002") / "observation.parquet"
    pl.read_parquet(rows).drop("is_flagged").write_parquet(rows)
    (rows.parent / "fingerprint").write_text("older", "utf-8")

    (report,) = ensure_staged(data_home)

    assert report.submission_id == "S000002" and "is_flagged" in pl.read_parquet(rows).columns


def test_a_cell_of_somebody_elses_file_is_corrected_too(data_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "ppi.csv"
    path.write_text("date,value,yoy,mom,ytd_value,ytd_yoy,jan_feb_combined\n2016-03-01,95.7x,,,95.2,,False\n", "utf-8")
    naming = Naming("王芳", "ppi_yoy_index", "index_yoy", "as_published", "100000")
    ingest_files(data_home, [path], received_at=ARRIVED, naming=naming)
    _decide(data_home, "S000001/csv/B2", DecisionKind.CORRECTED, "95.7")
    _built(data_home)

    read = "select value::varchar, value_received, is_corrected, is_flagged from core.observation order by source_cell"
    assert _ask(data_home, read) == [("95.700000", "95.7x", True, False), ("95.200000", "95.2", False, False)]


def test_a_corrected_code_that_meets_another_row_waits_as_a_repeated_row(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17", month="12"), _row(month="10"))
    _decide(data_home, "S000002/csv/A4", DecisionKind.CORRECTED, FIRM)
    _built(data_home)

    assert [(cell, state) for cell, state, *_ in _states(data_home)] == [
        ("S000002/csv/A4", "corrected"),
        ("S000002/csv/C4", "open"),
        ("S000002/csv/C5", "open"),
    ]
    _decide(data_home, "S000002/csv/C5", DecisionKind.REJECTED)
    _built(data_home)
    assert [row[1] for row in _output(data_home)] == [12]


def test_a_trace_names_every_decision_that_a_value_rests_on(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17", month="1o"))
    _decide(data_home, "S000002/csv/A4", DecisionKind.CORRECTED, FIRM)
    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "11")
    _published(data_home)

    with duckdb.connect(str(data_home.current.resolve()), read_only=True) as connection:
        trace = trace_observation(connection.cursor(), "product_output.EXN000002W.384101.2016-03.month")
    (vintage,) = trace.vintages
    assert [(taken.decision_id, taken.person, taken.value) for taken in vintage.decisions] == [
        ("D000001", "王某", FIRM), ("D000002", "王某", "11")
    ]  # fmt: skip
    assert [rule.rule for rule in vintage.rules if rule.outcome == "held"] == ["not_a_number"]
    links = "select decision_id, count(*) from mart.observation_decision group by all order by all"
    assert _ask(data_home, links) == [("D000001", 4), ("D000002", 1)]


def test_the_factor_of_a_row_with_its_own_unit_is_kept_beside_its_values(data_home: Home, deliver: Deliver) -> None:
    deliver(3, f"{FIRM},甲公司,384101,电机,万件,10,30,9,27,100,5,5")
    _built(data_home)

    kept = "select indicator_id, value_received, factor::varchar, value::varchar, unit_stored from core.observation "
    assert _ask(data_home, kept + "where period_kind = 'month' order by all") == [
        ("product_output", "10", "10000.000000000000", "100000.000000", "piece"),
        ("product_price", "5", "0.000100000000", "0.000500", "cny_per_unit"),
    ]


def test_what_a_person_decided_is_a_cause_of_its_own_in_the_release(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="1o"), _row(code=OTHER))
    _published(data_home)

    _decide(data_home, "S000002/csv/F4", DecisionKind.CORRECTED, "12", decided_at=ARRIVED + timedelta(days=1))
    manifest = _published(data_home)
    changes = {change.table_name: change for change in manifest.changes}
    made = ("mart.observation", "core.observation", "core.held_cell", "core.decision")
    assert {(changes[key].cause, changes[key].cause_detail) for key in made} == {("decision", "D000001 王某")}
    assert changes["mart.observation"].values_added == 1
    assert set(_ask(data_home, "select cause, decision_id from core.release_value")) == {("decision", "D000001")}

    _decide(data_home, "S000002/csv/F4", DecisionKind.WITHDRAWN, decided_at=ARRIVED + timedelta(days=2))
    changes = {change.table_name: change for change in _published(data_home).changes}
    assert changes["mart.observation"].cause_detail == "D000002 王某"
    assert changes["mart.observation"].values_dropped == 1

    earlier = _published(data_home, ARRIVED)
    assert {change.cause for change in earlier.changes if change.table_name == "core.decision"} == {"earlier_as_of"}
    assert "decision" not in {change.cause for change in earlier.changes}


def test_a_file_whose_cells_are_all_decided_about_says_so_with_its_rows(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17"), _row(code=OTHER, month="1o"))
    state = "select state, rows_read, rows_accepted, open_count, corrected_count from mart.submission_state "
    newest = state + "where submission_id = 'S000002'"
    _built(data_home)
    assert _ask(data_home, newest) == [("held", 2, 1, 2, 0)]

    _decide(data_home, "S000002/csv/A4", DecisionKind.CORRECTED, FIRM)
    _built(data_home)
    assert _ask(data_home, newest) == [("held", 2, 2, 1, 1)]

    _decide(data_home, "S000002/csv/F5", DecisionKind.REJECTED)
    _built(data_home)
    assert _ask(data_home, newest) == [("decided", 2, 2, 0, 1)]
    assert _ask(data_home, "select status, rows_accepted from core.submission where submission_id = 'S000002'") == [
        ("held", 1)
    ]


def test_an_accepted_proposal_brings_the_row_in_and_an_earlier_day_still_waits(
    data_home: Home, deliver: Deliver
) -> None:
    deliver(3, _row(code="9.162E+17"))
    before = _built(data_home)
    (proposal,) = list_proposals(data_home).rows(named=True)
    assert (proposal["held_cell_id"], proposal["state"], proposal["credit_code"]) == ("S000002/csv/A4", "open", FIRM)

    named = {"person": "王某", "reason": "营业执照", "decided_at": ARRIVED + timedelta(days=1)}
    decision = accept_proposal(data_home, proposal["match_proposal_id"], **named)
    _built(data_home)

    assert (decision.value, decision.person) == (FIRM, "王某")
    assert _ask(data_home, "select subject_id, count(*) from core.observation group by all") == [("EXN000002W", 4)]
    assert list_proposals(data_home).is_empty()
    with pytest.raises(UnknownName, match="no proposal"):
        accept_proposal(data_home, proposal["match_proposal_id"], **named)
    again = _built(data_home, ARRIVED)
    assert again.tables["core.match_proposal"] == before.tables["core.match_proposal"]


def test_a_rejected_cell_settles_its_proposals(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(code="9.162E+17"))
    _decide(data_home, "S000002/csv/A4", DecisionKind.REJECTED)
    _built(data_home)

    assert list_proposals(data_home)["state"].to_list() == ["rejected"]


def test_a_row_of_a_register_is_flagged_and_corrected_as_a_return_is(data_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER.replace("1,2014-06-01", "1,sometime", 1), "utf-8")
    ingest_files(data_home, [path], received_at=ARRIVED)
    marks = "select enterprise_id, is_flagged, is_corrected, decision_id, recognised_date::varchar "
    marks += "from core.enterprise order by 1"
    _built(data_home)
    other = ("EXN000003W", False, False, None, "2014-06-01")
    assert _ask(data_home, marks) == [("EXN000002W", True, False, None, None), other]

    _decide(data_home, "S000001/csv/G3", DecisionKind.CORRECTED, "2014-06-02")
    _built(data_home)
    assert _ask(data_home, marks) == [("EXN000002W", False, True, "D000001", "2014-06-02"), other]


SERIES = """宏观经济指标 合成数据

指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
power_use,,620000,2016-02,累计,200,亿千瓦时,prelim,,
power_use,,620000,2016-03,累计,310,亿千瓦时,prelim,,
power_use,,620000,2016-03,月,一百一,亿千瓦时,prelim,,
"""


@pytest.mark.parametrize(
    ("kind", "value"), [(None, None), (DecisionKind.REJECTED, None), (DecisionKind.CORRECTED, "110")]
)
def test_a_month_of_a_macro_series_is_not_derived_around_its_held_cell(
    data_home: Home, tmp_path: Path, kind: DecisionKind | None, value: str | None
) -> None:
    path = tmp_path / "series.csv"
    path.write_text(SERIES, "utf-8")
    ingest_files(data_home, [path], received_at=ARRIVED)
    if kind is not None:
        _decide(data_home, "S000001/csv/F6", kind, value)
    _built(data_home)

    assert _ask(data_home, "select derived_month_id from mart.derived_month") == []
    waiting = _ask(data_home, "select source_cell, subject_id, period, period_kind from core.held_value")
    assert waiting == ([] if value else [("F6", "620000", "2016-03", "month")])


def test_a_month_of_a_macro_series_that_nobody_gave_is_derived(data_home: Home, tmp_path: Path) -> None:
    path = tmp_path / "series.csv"
    path.write_text("\n".join(SERIES.splitlines()[:-1]) + "\n", "utf-8")
    ingest_files(data_home, [path], received_at=ARRIVED)
    _built(data_home)

    assert _ask(data_home, "select derived_month_id from mart.derived_month") == [("power_use.620000.2016-03.month",)]


def test_a_month_of_a_return_is_not_derived_around_a_row_of_a_later_file(data_home: Home, deliver: Deliver) -> None:
    deliver(3, _row(month="", ytd="20"), received_at=ARRIVED - timedelta(days=40))
    deliver(4, _row(month="", ytd="30"))
    _built(data_home)
    assert _ask(data_home, "select value::integer from mart.derived_month") == [(10,)]
    deliver(4, _row(month="11", ytd="31").replace(",台,", ",驮,"), received_at=ARRIVED + timedelta(days=1))
    _built(data_home)

    assert _ask(data_home, "select derived_month_id from mart.derived_month") == []
    _decide(data_home, "S000004/csv/E4", DecisionKind.CORRECTED, "台")
    _built(data_home)

    assert [row[:2] for row in _output(data_home) if row[1] is not None] == [("2016-04", 11)]
    assert _ask(data_home, "select source_cell from core.held_value") == []
