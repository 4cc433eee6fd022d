"""Staged rows that have rotted are found and made again; readings that nothing needs go, the others stay."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.staged import staged_name, staged_path
from warehouse.archive.backup import back_up
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.intact import RETENTION_DAYS, is_intact, staged_damages, sweep_readings
from warehouse.decisions.ledger import DecisionKind, read_decisions
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged

SERIES = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
gdp,地区生产总值,620000,1993,年,{value},亿元,first_release,,
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data").ensure()


def _deliver(home: Home, folder: Path, value: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "series.csv").write_text(SERIES.format(value=value), encoding="utf-8")
    (report,) = ingest_files(home, [folder / "series.csv"], received_at=datetime.now(UTC))
    assert report.status in ("accepted", "held"), report.refusal


def _rot(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


@pytest.mark.parametrize("file", ["observation.parquet", "finding.parquet", "sha256"])
def test_one_bit_of_a_staged_file_is_found_and_the_rows_are_made_again(file: str, home: Home, tmp_path: Path) -> None:
    _deliver(home, tmp_path / "in", "12.5")
    staged = staged_path(home, "S000001")
    before = {path.name: path.read_bytes() for path in staged.iterdir()}
    _rot(staged / file)

    assert staged_damages(home, staged_name(home, "S000001"))
    ensure_staged(home)

    assert {path.name: path.read_bytes() for path in staged.iterdir()} == before
    assert is_intact(home, staged_name(home, "S000001"))


def test_a_file_of_rows_that_is_gone_or_new_is_found(home: Home, tmp_path: Path) -> None:
    _deliver(home, tmp_path / "in", "12.5")
    staged = staged_path(home, "S000001")

    (staged / "observation.parquet").rename(staged / "other.parquet")

    assert staged_damages(home, staged_name(home, "S000001")) == [
        f"{staged.name}/observation.parquet is not there",
        f"{staged.name}/other.parquet is not in the list of hashes",
    ]


def test_only_an_old_reading_that_no_decision_refers_to_is_swept(home: Home, tmp_path: Path) -> None:
    _deliver(home, tmp_path / "in", "约十二")
    (held,) = list_held(home).rows(named=True)
    folders = []
    for value in ("12", "13"):
        decide(home, held["held_cell_id"], DecisionKind.CORRECTED, value=value, person="p", reason="r")
        (new,) = {path.name for path in home.staged.glob("S*-*")} - set(folders)
        folders.append(new)
    now = datetime.now(UTC)

    with writer_lock(home):
        assert sweep_readings(home, now) == []
        old = (now - timedelta(days=RETENTION_DAYS, seconds=1)).timestamp()
        for folder in (*folders, staged_name(home, "S000001")):
            os.utime(home.staged / folder, (old, old))
        assert sweep_readings(home, now) == [folders[0]]

    assert {path.name for path in home.staged.iterdir()} == {staged_name(home, "S000001"), folders[1]}
    first = read_decisions(home)[0].decided_at
    ensure_staged(home, as_of=first)
    assert (home.staged / folders[0]).is_dir()


def test_a_backup_has_what_people_decided(home: Home, tmp_path: Path) -> None:
    _deliver(home, tmp_path / "in", "约十二")
    (held,) = list_held(home).rows(named=True)
    decide(home, held["held_cell_id"], DecisionKind.CORRECTED, value="12", person="p", reason="r")

    back_up(home, tmp_path / "copy")

    assert read_decisions(Home(tmp_path / "copy")) == read_decisions(home)
