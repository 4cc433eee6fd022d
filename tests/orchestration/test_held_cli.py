from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.errors import InvalidArgument, UnknownName

DELIVERIES = Path(__file__).resolve().parent.parent / "data"
BY = ("--by", "王某", "--reason", "电话核实")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("LONGMAI_HOME", str(tmp_path / "home"))
    runner = CliRunner()
    runner.invoke(app, ["ingest", str(DELIVERIES / "output_2016-02.csv")])
    return runner


def _listed(run: CliRunner, *options: str) -> list[tuple[str, str]]:
    result = run.invoke(app, ["held", "list", "--json", *options])
    assert result.exit_code == 0, result.output
    return [(cell["held_cell_id"], cell["state"]) for cell in json.loads(result.stdout)]


def test_held_cells_are_listed_decided_and_then_no_longer_waiting(run: CliRunner) -> None:
    assert len(_listed(run)) == 4

    for arguments in (
        ("correct", "S000001/csv/F8", "吨", *BY),
        ("release", "S000001/csv/H9", *BY),
        ("reject", "S000001/csv/G6", *BY),
    ):
        result = run.invoke(app, ["held", *arguments])
        assert result.exit_code == 0, result.output

    assert _listed(run) == [("S000001/csv/F7", "open")]
    assert sorted(state for _, state in _listed(run, "--all")) == ["corrected", "open", "rejected", "released"]
    assert _listed(run, "--period", "2016-03") == _listed(run, "--form", "macro_series") == []
    shown = json.loads(run.invoke(app, ["held", "show", "S000001/csv/F8", "--json"]).stdout)
    assert shown["decisions"][0]["person"] == "王某" and shown["value"] == "吨"


def test_a_row_is_withdrawn_once_and_restored_by_name(run: CliRunner) -> None:
    row = "S000001/csv/4"

    withdrawn = run.invoke(app, ["held", "withdraw-row", row, *BY])
    again = run.invoke(app, ["held", "withdraw-row", row, *BY])
    restored = run.invoke(app, ["held", "restore-row", row, *BY])

    assert f"{row} withdrawn" in withdrawn.output and f"{row} restored" in restored.output
    assert isinstance(again.exception, InvalidArgument)


def test_what_cannot_be_decided_says_why(run: CliRunner) -> None:
    unknown = run.invoke(app, ["held", "reject", "S000001/csv/A1", *BY])
    impossible = run.invoke(app, ["held", "release", "S000001/csv/F8", *BY])

    assert isinstance(unknown.exception, UnknownName)
    assert isinstance(impossible.exception, InvalidArgument)


def test_a_decision_without_a_person_is_a_wrong_call(run: CliRunner) -> None:
    assert run.invoke(app, ["held", "reject", "S000001/csv/F8", "--reason", "x"]).exit_code == 2
    nameless = run.invoke(app, ["held", "reject", "S000001/csv/F8", "--by", " ", "--reason", "x"])
    assert isinstance(nameless.exception, InvalidArgument)


def test_the_blank_workbook_of_a_listed_form_is_written(run: CliRunner, tmp_path: Path) -> None:
    assert "monthly_financial_return" in run.invoke(app, ["forms"]).output

    file = tmp_path / "blank.xlsx"
    result = run.invoke(app, ["template", "monthly_financial_return", "--out", str(file), "--period", "2016-03"])
    unknown = run.invoke(app, ["template", "nonsense", "--out", str(tmp_path / "no.xlsx")])

    assert result.exit_code == 0 and file.stat().st_size > 1000
    assert isinstance(unknown.exception, UnknownName) and not (tmp_path / "no.xlsx").exists()
