"""A unit, an indicator, a region and a synonym that the package lacks, from the folder to the answer and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.revisions import read_revisions
from warehouse.connections import open_reader
from warehouse.decisions.folders import read_readings
from warehouse.errors import InvalidArgument
from warehouse.programme.lifecycle import write_parent
from warehouse.snapshots.build import plan_build
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.past.past import PastStates

BY = ("--by", "王芳", "--reason", "粮食产量纳入监测")
GRAIN = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,本期值,单位,版本,版本日期,来源
grain_output,粮食产量,620172,2021,年,1.32,亿斤,first_release,,榆中生态创新城
"""
ADDED = {
    "units.csv": "jin_1e8,亿斤,100 million jin,mass,50000,\n",
    "regions.csv": "620172,2019-11-01,,榆中生态创新城,Yuzhong Eco-city,reporting_area,620100,false,,兰州市政府,\n",
    "names/headings.csv": "本期值,macro_series,value,,\n",
    "indicators.csv": "grain_output,粮食产量,Grain output,region,flow,tonne_1e4,false,none,,,,,"
    "全年粮食总产量。,Grain harvested in the year.,2021.1,2012-01-01,,\n",
}

Run = Callable[..., Result]


@pytest.fixture
def run(home: Home) -> Run:
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def _add(folder: Path) -> None:
    for path, line in ADDED.items():
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(line)


def _rows(home: Home, query: str) -> list[tuple[Any, ...]]:
    connection: duckdb.DuckDBPyConnection = open_reader(snapshot_path(home, current_snapshot_id(home)))
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


VALUE = "select value::varchar, unit_received, subject_id from mart.observation where indicator_id = 'grain_output'"
STATE = "select state, read_under_revision_id from mart.submission_state"


def test_what_a_user_adds_reads_the_file_that_was_refused_and_a_rollback_undoes_it(
    run: Run, home: Home, tmp_path: Path
) -> None:
    sent, folder = tmp_path / "粮食产量.csv", tmp_path / "ours"
    sent.write_text(GRAIN, "utf-8")
    assert run("ingest", sent).exit_code == 2
    assert run("refresh").exit_code == 0
    assert _rows(home, STATE) == [("refused", "P000001")]
    before = datetime.now(UTC)
    plain = {path.name: path.stat().st_mtime_ns for path in home.staged.iterdir()}

    assert run("programme", "new", folder).exit_code == 0
    _add(folder)
    checked = json.loads(run("programme", "check", folder, "--json").stdout)
    assert checked["files_read_again"] == 1
    assert sorted((change["noun"], change["id"], change["what"]) for change in checked["changes"]) == [
        ("heading", "本期值/macro_series", "new"), ("indicator", "grain_output", "new"),
        ("region", "620172/2019-11-01", "new"), ("unit", "jin_1e8", "new"),
    ]  # fmt: skip
    applied = run("programme", "apply", folder, *BY)
    assert applied.exit_code == 0, applied.output
    assert "indicator grain_output (粮食产量): new" in applied.output and "1 file was read again" in applied.output

    assert _rows(home, VALUE) == [("6.600000", "jin_1e8", "620172")]
    assert _rows(home, STATE) == [("accepted", "P000002")]
    # The ledger keeps how the file read when it came; the same bytes again get what is true today.
    assert [entry.status for entry in read_submissions(home)] == ["refused"]
    (again,) = json.loads(run("ingest", sent, "--json").stdout)
    assert (again["status"], again["submission_id"], again["refusal"]) == ("duplicate", "S000001", None)
    assert (again["rows_accepted"], again["form_id"]) == (1, "macro_series")
    # The value is known since the file came; the state before the revision is still answered.
    ((known_from, received_at),) = _rows(
        home, "select known_from, received_at from core.observation join core.submission using (submission_id)"
    )
    assert known_from == received_at
    assert PastStates(home).find(before, ["mart.observation"]) == "000001"
    manifest = read_manifest(home, current_snapshot_id(home))
    assert (manifest.programme_revision, manifest.programme_id) == ("P000002", "gansu_2016")
    assert manifest.programme_files == read_revisions(home)[-1].files
    causes = {change.table_name: (change.cause, change.cause_detail) for change in manifest.changes}
    assert causes["core.observation"][0] == causes["core.indicator"][0] == "programme"
    assert "indicators.csv" in causes["core.indicator"][1]

    undone = run("programme", "rollback", "P000001", *BY)
    assert undone.exit_code == 0, undone.output
    assert _rows(home, VALUE) == [] and _rows(home, STATE) == [("refused", "P000001")]
    assert [entry.revision_id for entry in read_revisions(home)] == ["P000001", "P000002", "P000003"]
    # The readings under the old lists were still there.
    assert {name: (home.staged / name).stat().st_mtime_ns for name in plain} == plain
    # As of an instant between, every file is read under the revision of then.
    between = read_revisions(home)[1].applied_at
    (reading,) = read_readings(home, read_submissions(home), (), between)
    assert (reading.submission.status, plan_build(home, between).revision.revision_id) == ("accepted", "P000002")
    assert pl.read_parquet(reading.file(home, "observation"))["indicator_id"].to_list() == ["grain_output"]


def test_a_folder_with_mistakes_lists_them_all_and_changes_nothing(run: Run, home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("programme", "new", folder)
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("jin_1e8,亿斤,,mass,many,\n")

    checked = run("programme", "check", folder)
    applied = run("programme", "apply", folder, *BY)

    assert checked.exit_code == applied.exit_code == 1
    assert "units.csv:6" in checked.output and "中文" in checked.output and "nothing was changed" in applied.output
    assert read_revisions(home) == ()
    assert json.loads(run("programme", "check", folder, "--json").stdout)["mistakes"]


def test_a_folder_that_differs_in_a_comment_alone_says_so(run: Run, home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("programme", "new", folder)
    assert "nothing differs" in run("programme", "check", folder).output
    with (folder / "programme.toml").open("a", encoding="utf-8") as file:
        file.write("# 备注\n")

    assert (
        "0 entries differ from the programme in force; applying it reads 0" in run("programme", "check", folder).output
    )


def test_what_a_form_or_the_plan_needs_cannot_be_removed(run: Run, home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("programme", "new", folder)
    lists, rules = folder / "indicators.csv", folder / "rules" / "plausibility.toml"
    lists.write_text(re.sub(r"(?m)^rd_expenditure,.*\n", "", lists.read_text("utf-8")), "utf-8")
    rules.write_text(rules.read_text("utf-8").replace('"rd_expenditure", ', ""), "utf-8")

    checked = run("programme", "check", folder)
    applied = run("programme", "apply", folder, *BY)

    assert checked.exit_code == 1
    assert "rd_expenditure cannot go: form monthly_financial_return" in checked.output and "中文" in checked.output
    assert isinstance(applied.exception, InvalidArgument) and read_revisions(home) == ()


def test_a_folder_written_from_another_revision_is_pointed_to_diff(run: Run, home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    run("programme", "new", folder)
    _add(folder)
    assert run("programme", "apply", folder, *BY).exit_code == 0
    write_parent(folder, "0" * 64)
    (folder / "units.csv").write_text((folder / "units.csv").read_text("utf-8").replace("jin_1e8", "jin_8"), "utf-8")

    refused = run("programme", "apply", folder, *BY)

    assert isinstance(refused.exception, InvalidArgument) and "programme diff" in str(refused.exception)
    lines = run("programme", "diff", "current", folder).output
    assert "unit jin_8" in lines and "unit jin_1e8" in lines and "removed" in lines
    assert run("programme", "diff", "P000002").output.startswith("They are the same")


def test_a_revision_is_shown_and_written_to_a_folder(run: Run, home: Home, tmp_path: Path) -> None:
    run("programme", "new", tmp_path / "ours")
    _add(tmp_path / "ours")
    run("programme", "apply", tmp_path / "ours", *BY)

    written = json.loads(run("programme", "show", "P000001", "--to", tmp_path / "old", "--json").stdout)
    shown = json.loads(run("programme", "show", "--json").stdout)

    assert "亿斤" not in (tmp_path / "old" / "units.csv").read_text("utf-8")
    assert written["sha256"] == shown["revisions"][0]["sha256"]
    assert [row["is_in_force"] for row in shown["revisions"]] == [False, True]
    assert (shown["revisions"][1]["by"], shown["built_in_differs"]) == ("王芳", False)


def test_a_check_says_which_files_a_spreadsheet_saved_in_another_encoding(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "方案"
    assert run("programme", "new", folder, "--from", "gansu_2016").exit_code == 0
    units = folder / "units.csv"
    units.write_bytes(units.read_text("utf-8").encode("gb18030"))

    result = run("programme", "check", folder)

    assert result.exit_code == 0
    assert "Read as GB18030, all others as UTF-8: units.csv." in result.output
