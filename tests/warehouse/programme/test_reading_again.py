"""A new revision reads what came before again: held cells, decisions and answers follow; the ledger stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from warehouse.archive.arrivals import Arrivals
from warehouse.archive.backup import file_digest
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.folders import lists_at, read_readings, read_under, staged_folder
from warehouse.decisions.intact import RETENTION_DAYS, sweep_readings
from warehouse.decisions.ledger import DecisionKind, read_decisions
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged, try_reading
from warehouse.programme.in_force import programme_in_force
from warehouse.programme.lifecycle import apply_programme, roll_back
from warehouse.programme.programme import Programme, built_in, read_programme

DELIVERIES = Path(__file__).parents[2] / "data"
SERIES = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
crude_steel_output,粗钢产量,620000,2014,年,1000,万吨,first_release,,
crude_steel_output,粗钢产量,620000,2015,年,182,亿斤,first_release,,
"""
BY = {"by": "王芳", "reason": "新增计量单位"}
CELL = "S000001/csv/G4"


def _with(line: str, path: str = "units.csv") -> Programme:
    return read_programme({**built_in().own_files, path: built_in().own_files[path] + line.encode()})


UNIT = "jin_1e8,亿斤,100 million jin,mass,50000,\n"


@pytest.fixture
def home(data_home: Home, tmp_path: Path) -> Home:
    """A file of two rows; the unit of the second is unknown."""
    _send(data_home, tmp_path)
    return data_home


def _send(home: Home, folder: Path) -> str:
    (folder / "钢产量.csv").write_text(SERIES, "utf-8")
    (report,) = ingest_files(home, [folder / "钢产量.csv"], received_at=datetime(2016, 4, 1, tzinfo=UTC))
    return f"{report.status} {report.held_count} of {report.rows_read} rows {report.rows_accepted}"


def _apply(home: Home, programme: Programme) -> None:
    apply_programme(home, programme, **BY, parent=programme_in_force(home).sha256)
    ensure_staged(home)


def _values(home: Home) -> list[str]:
    (reading,) = read_readings(home, read_submissions(home), read_decisions(home))
    return [str(value) for value in pl.read_parquet(reading.file(home, "observation"))["value"]]


def test_a_cell_that_was_held_because_its_unit_was_unknown_is_read(home: Home, tmp_path: Path) -> None:
    assert list_held(home).select("held_cell_id", "state").rows() == [(CELL, "open")]
    assert [(now.status, then.status) for now, then in try_reading(home, _with(UNIT))] == [("held", "accepted")]

    _apply(home, _with(UNIT))

    assert list_held(home).is_empty()
    assert _values(home) == ["10000000.000000", "9100000.000000"]
    assert _send(home, tmp_path) == "duplicate 0 of 2 rows 2"
    (entry,) = read_submissions(home)
    assert (entry.status, entry.held_count) == ("held", 1)


def test_a_decision_stays_in_force_and_says_that_the_lists_now_read_the_cell(home: Home) -> None:
    decide(home, CELL, DecisionKind.CORRECTED, value="万吨", person="王某", reason="核实")

    _apply(home, _with(UNIT))

    assert _values(home) == ["10000000.000000", "1820000.000000"]
    (cell,) = list_held(home).rows(named=True)
    assert (cell["state"], cell["value"]) == ("corrected", "万吨")
    assert "stays in force" in cell["message"] and "决定仍有效" in cell["message"]


def test_the_lists_of_an_instant_read_every_file_known_then(home: Home) -> None:
    before = datetime.now(UTC)
    _apply(home, _with(UNIT))

    ensure_staged(home, as_of=before)

    (then,) = read_readings(home, read_submissions(home), (), before)
    (now,) = read_readings(home, read_submissions(home), ())
    assert (then.submission.held_count, now.submission.held_count) == (1, 0)
    assert list_held(home, as_of=before).height == 1


def test_a_sample_has_its_history_though_a_programme_was_applied_before(data_home: Home) -> None:
    apply_programme(data_home, _with(UNIT), **BY, parent=None)
    file, arrived = DELIVERIES / "output_2016-02.csv", datetime(2016, 3, 10, tzinfo=UTC)

    (report,) = ingest_files(
        data_home, [file], received_at=datetime.now(UTC), arrivals=Arrivals(by_digest={file_digest(file): arrived})
    )

    (entry,) = read_submissions(data_home)
    assert (report.is_synthetic, entry.received_at) == (True, arrived)
    # As of then it is read under the first revision, and now under the newest.
    assert "jin_1e8" not in programme_in_force(data_home, arrived).units
    assert "jin_1e8" in programme_in_force(data_home).units


def test_a_revision_that_reads_nothing_otherwise_reads_nothing_again(home: Home) -> None:
    (entry,) = read_submissions(home)
    folder = home.staged / staged_folder(entry, lists_at(home))
    written = folder.stat().st_mtime_ns

    _apply(home, _with('[card.gdp]\nhandler = "省统计局"\n', "cards.toml"))

    assert [path.name for path in home.staged.iterdir()] == [folder.name]
    assert folder.stat().st_mtime_ns == written


def test_the_first_revision_that_reads_a_file_as_now_is_found_among_several(home: Home) -> None:
    other = "jin_1e9,十亿斤,1000 million jin,mass,500000,\n"
    (entry,) = read_submissions(home)
    names = []
    for change in (_with(other), _with(UNIT), _with(UNIT + other)):
        _apply(home, change)
        names.append(read_under(home, [entry])[1].revision_id)
    roll_back(home, "P000002", **BY)
    ensure_staged(home)
    names.append(read_under(home, [entry])[1].revision_id)

    # Of a file that reads as it did when it came, the revision of then.
    assert names == ["P000001", "P000003", "P000003", "P000001"]


def test_readings_under_lists_long_replaced_are_swept_and_read_again_where_asked(home: Home) -> None:
    before = datetime.now(UTC)
    (entry,) = read_submissions(home)
    old = staged_folder(entry, lists_at(home))
    _apply(home, _with(UNIT))
    long_ago = (datetime.now(UTC) - timedelta(days=RETENTION_DAYS, seconds=1)).timestamp()
    for folder in home.staged.iterdir():
        os.utime(folder, (long_ago, long_ago))

    with writer_lock(home):
        assert sweep_readings(home, datetime.now(UTC)) == [old]
    assert [path.name for path in home.staged.iterdir()] == [staged_folder(entry, lists_at(home))]

    ensure_staged(home, as_of=before)
    assert (home.staged / old).is_dir()
