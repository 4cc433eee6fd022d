"""The command: exit codes as promised, clear messages, JSON for machines."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.analyst_sql import Bounds, run_sql
from orchestration.console import read_instant
from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument, LimitExceeded, QueryTimedOut
from warehouse.snapshots.manifest import current_snapshot_id

PROJECT = Path(__file__).parents[2]


def longmai(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "orchestration.cli", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={"LONGMAI_HOME": str(home.root), "PATH": "/usr/bin:/bin", "COLUMNS": "200"},
    )


def test_the_help_names_every_command(home: Home) -> None:
    shown = longmai(home, "--help").stdout

    for command in ("up", "sample", "ingest", "refresh", "rollback", "serve", "query", "sql", "due", "moot", "trace"):
        assert f" {command} " in shown


def test_from_files_to_an_answer(home: Home, sample_files: Path) -> None:
    ingested = longmai(home, "ingest", str(sample_files), "--json")
    reports = json.loads(ingested.stdout)
    assert {report["status"] for report in reports} <= {"accepted", "held"}
    assert ingested.returncode == (1 if any(report["held_count"] for report in reports) else 0)

    refreshed = longmai(home, "refresh", "--json")
    assert refreshed.returncode == 0, refreshed.stderr
    assert json.loads(refreshed.stdout)["snapshot_id"] == "000001"

    counted = longmai(home, "sql", "select count(*) as n from core.enterprise", "--json")
    assert json.loads(counted.stdout) == [{"n": 12}]

    asked = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "query", "-"],
        input="{ enterprises { totalCount } }",
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={"LONGMAI_HOME": str(home.root), "PATH": "/usr/bin:/bin"},
    )
    assert json.loads(asked.stdout)["data"] == {"enterprises": {"totalCount": 12}}, asked.stderr


def test_a_refused_file_is_exit_code_2_and_says_why(home: Home, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.csv"
    stranger.write_text("什么,也,不是\n1,2,3\n", "utf-8")

    outcome = longmai(home, "ingest", str(stranger))

    assert outcome.returncode == 2
    assert "refused" in outcome.stdout


def test_before_the_first_refresh_sql_says_what_to_do(home: Home) -> None:
    outcome = longmai(home, "sql", "select 1")

    assert outcome.returncode == 1
    assert "SNAPSHOT_NOT_FOUND" in outcome.stderr
    assert "longmai refresh" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_sql_refuses_what_is_not_one_query(home: Home) -> None:
    from warehouse.snapshots.refresh import refresh

    refresh(home)
    for statement in ("drop table core.task", "select 1; select 2", "copy core.task to 'x.csv'", "selec 1"):
        with pytest.raises(InvalidArgument):
            run_sql(home, statement)

    assert run_sql(home, "select count(*) as n from core.task") == (["n"], [(34,)])
    with pytest.raises(QueryTimedOut, match="--seconds"):
        run_sql(home, "select count(*) from range(3000000) a(i), range(3000000) b(j) where i * j = -1", Bounds(0.3))
    # It gives rows at once and without end: what stops it is how much it gives.
    with pytest.raises(LimitExceeded, match="100,000 rows"):
        run_sql(home, "select i from range(10000000000) a(i)")
    with pytest.raises(LimitExceeded, match="16,000,000 characters"):
        run_sql(home, "select repeat('x', 5000) from range(10000000000)")
    before = {path.name for path in home.snapshots.iterdir()}
    many = "select hash(i) || '-' || hash(i + 1) as h from range(1000000) a(i) order by h limit 1 offset 900000"
    assert len(run_sql(home, many, Bounds(60, memory_mb=40))[1]) == 1, "sorted beside the memory"
    assert {path.name for path in home.snapshots.iterdir()} == before


def test_an_as_of_day_means_its_end_in_china() -> None:
    assert read_instant("2016-03-31").isoformat() == "2016-03-31T15:59:59.999999+00:00"
    assert read_instant("2016-03-31T12:00").isoformat() == "2016-03-31T12:00:00+00:00"


@pytest.fixture
def registers(sample_files: Path, tmp_path: Path) -> Path:
    """The registers of enterprises alone: these tests are about the command."""
    folder = tmp_path / "registers"
    folder.mkdir()
    for path in sample_files.glob("00_[123]_*"):
        shutil.copyfile(path, folder / path.name)
    return folder


def test_as_of_leaves_out_what_came_later(home: Home, registers: Path) -> None:
    first = home.root / "first.csv"
    first.write_text("什么,也,不是\n1,2,3\n", "utf-8")
    longmai(home, "ingest", str(first), "--received-at", "2016-04-15T03:00")
    longmai(home, "ingest", str(registers))

    outcome = longmai(home, "refresh", "--as-of", "2020-01-01", "--json")

    manifest = json.loads(outcome.stdout)
    assert manifest["submission_count"] == 1
    assert manifest["tables"]["core.enterprise"]["row_count"] == 0
    assert manifest["tables"]["core.task"]["row_count"] == 34


def test_an_instant_at_which_nothing_was_known_publishes_nothing(home: Home, registers: Path) -> None:
    longmai(home, "ingest", str(registers))
    longmai(home, "refresh")

    for as_of, why in (("2016-03-31", "before the first submission"), ("2999-01-01", "is in the future")):
        outcome = longmai(home, "refresh", "--as-of", as_of)

        assert outcome.returncode == 1
        assert why in outcome.stdout + outcome.stderr
        assert current_snapshot_id(home) == "000001"


def test_a_past_state_is_built_beside_and_listed_and_answers_as_of_its_day(home: Home, registers: Path) -> None:
    longmai(home, "ingest", str(registers), "--received-at", "2016-04-15T03:00")
    longmai(home, "refresh")
    newer = home.root / "newer.csv"
    newer.write_text("什么,也,不是\n1,2,3\n", "utf-8")
    longmai(home, "ingest", str(newer), "--received-at", "2016-05-02T03:00")
    longmai(home, "refresh")
    (home.snapshots / "000001.duckdb").unlink()
    question = home.root / "question.graphql"
    question.write_text('{ submissions(asOf: "2016-04-30") { totalCount } }')
    refused = longmai(home, "query", str(question))

    built = longmai(home, "refresh", "--as-of", "2016-04-30", "--beside")
    answered = longmai(home, "query", str(question))
    listed = json.loads(longmai(home, "snapshots", "--json").stdout)

    assert "longmai refresh --as-of 2016-04-30T15:59:59.999999Z --beside" in refused.stdout
    assert "built as a past state" in built.stdout
    body = json.loads(answered.stdout)
    assert body["data"]["submissions"]["totalCount"] == len(list(registers.iterdir())) > 0
    assert [row["state"] for row in listed] == ["in force", "beside"]
    assert body["extensions"]["snapshot"] == listed[1]["snapshot_id"]


def test_beside_needs_an_instant(home: Home) -> None:
    outcome = longmai(home, "refresh", "--beside")

    assert outcome.returncode == 2
    assert "--as-of" in outcome.stderr


def test_verify_names_what_is_damaged_and_a_backup_is_refused(home: Home, sample_files: Path, tmp_path: Path) -> None:
    longmai(home, "ingest", str(min(path for path in sample_files.iterdir() if path.suffix == ".csv")))
    longmai(home, "refresh")
    verified = longmai(home, "verify")
    assert verified.returncode == 0
    assert "Newest entry: submissions/000001.json" in verified.stdout
    again = longmai(home, "refresh")
    assert (again.returncode, current_snapshot_id(home)) == (0, "000001")
    assert (
        "Nothing is new since snapshot 000001" in again.stdout and "中文：自快照 000001 以来没有新内容" in again.stdout
    )
    assert longmai(home, "backup", str(tmp_path / "backup")).returncode == 0

    kept = next(path for path in (home.archive / "files").rglob("*") if path.is_file())
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b"?")
    verified, copied = longmai(home, "verify"), longmai(home, "backup", str(tmp_path / "other"))

    assert verified.returncode == copied.returncode == 1
    assert "not what was received" in verified.stderr
    assert "STORAGE_FAILED" in copied.stderr
    entry = home.archive / "submissions" / "000001.json"
    entry.write_bytes(entry.read_bytes() + b" ")
    verified, refreshed = longmai(home, "verify"), longmai(home, "refresh")
    assert verified.returncode == refreshed.returncode == 1
    assert "submissions/000001.json is not what was written" in verified.stderr
    assert "LEDGER_DAMAGED" in refreshed.stderr and "请用备份恢复归档" in refreshed.stderr


def test_a_file_that_waits_is_exit_code_1_and_comes_in_once_it_is_named(home: Home, tmp_path: Path) -> None:
    matrix = tmp_path / "gdp.csv"
    matrix.write_text("年份,北京市,天津市,河北省,甘肃省\n2015,23685.7,10879.5,26398.4,6556.6\n", "utf-8")
    words = ("--indicator", "gdp", "--unit", "亿元", "--vintage", "post_4th_census")

    waits = longmai(home, "ingest", str(matrix))
    nobody = longmai(home, "ingest", str(matrix), *words)
    named = longmai(home, "ingest", "S000001", *words, "--by", "王芳", "--json")

    assert waits.returncode == 1 and "waiting" in waits.stdout
    assert "文件没有写明数据是哪个指标、用什么计量单位" in waits.stdout.replace("\n", "")
    assert nobody.returncode == 1 and "--by" in nobody.stderr
    assert named.returncode == 0, named.stdout
    (report,) = json.loads(named.stdout)
    assert (report["file_name"], report["naming"]["person"], report["naming"]["indicator_id"]) == (
        "gdp.csv",
        "王芳",
        "gdp",
    )
