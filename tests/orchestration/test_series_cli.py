"""`longmai series` as a person types it; applying is tested with the functions behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from orchestration.cli import app
from tests import macro_shapes
from warehouse.archive.home import Home
from warehouse.archive.revisions import read_revisions
from warehouse.errors import InvalidArgument
from warehouse.programme.lifecycle import read_programme_folder

Run = Callable[..., Result]
ID = "nbs/工业增加值_同比增长/%/100000"
BY = ("--by", "王芳", "--reason", "即规模以上口径")


@pytest.fixture
def run(home: Home, tmp_path: Path) -> Run:
    """The command, in a data directory with one export of months."""

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(app, list(map(str, arguments)))

    (tmp_path / "files").mkdir()
    macro_shapes.write(tmp_path / "files")
    assert invoke("ingest", tmp_path / "files" / "months_down.csv").exit_code == 1
    return invoke


def test_series_that_wait_are_listed_with_a_proposal_and_shown_with_their_cells(run: Run) -> None:
    listed = run("series", "list")
    rows = json.loads(run("series", "list", "--json").stdout)
    shown = run("series", "show", ID)

    assert f"{ID}\n    unassigned: unknown_indicator; 2 periods 2015-12 … 2016-03, S000001; may be" in listed.stdout
    assert "中文：未指派：名称未对应到指标；2 期 2015-12 … 2016-03, S000001；可能为" in listed.stdout
    assert {row["series_id"]: row["proposed_indicator"] for row in rows}[ID] == "industrial_va_yoy"
    assert "2016-03                 6.8  S000001 csv B4" in shown.stdout


def test_a_dry_run_tells_what_would_change_and_changes_nothing(run: Run, home: Home) -> None:
    dry = ("series", "assign", ID, "--indicator", "industrial_va_yoy", "--kind", "month", *BY, "--dry-run")
    told, plain = run(*dry), run(*dry, "--json")

    assert told.stdout == (
        "The line takes 1 series. 2 periods are new, 0 equal and 0 different. "
        "中文：该行涉及 1 个序列：新增 2 期，相同 0 期，不同 0 期。\n"
        f"    {ID}: 2 periods are new, 0 equal and 0 different. 中文：{ID}：新增 2 期，相同 0 期，不同 0 期。\n"
    )
    found = json.loads(plain.stdout)
    assert found["comparison"]["new"] == 2
    assert [(one["series_id"], one["comparison"]["new"]) for one in found["series"]] == [(ID, 2)]
    assert len(read_revisions(home)) == 1


def test_a_line_can_be_written_to_a_folder_to_be_applied_with_other_changes(
    run: Run, home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "方案"
    run("programme", "new", folder)

    told = run("series", "assign", ID, "--indicator", "industrial_va_yoy", "--kind", "month", *BY, "--folder", folder)

    assert "names/series.csv" in told.stdout
    line = read_programme_folder(home, folder).series[-1]
    assert (line.name, line.indicator, line.decided_by) == ("工业增加值_同比增长", "industrial_va_yoy", "王芳")
    assert len(read_revisions(home)) == 1


def test_what_would_be_false_is_refused(run: Run) -> None:
    refused = run("series", "assign", ID, "--indicator", "gdp", "--kind", "month", *BY)

    assert isinstance(refused.exception, InvalidArgument) and "another dimension" in str(refused.exception)
