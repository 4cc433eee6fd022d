"""What the commands say of the seal of the ledger, for a ledger without seals and after a loss."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.console import seal_older
from warehouse.archive.damages import find_damages
from warehouse.archive.home import Home
from warehouse.decisions.exemptions import record_exemption


@pytest.fixture
def home(home: Home) -> Home:
    for period in ("2016-01", "2016-02"):
        record_exemption(
            home, subject_id="E1", form_id="f", first_period=period, last_period=period, reason="停产",
            decided_by="王某", decided_at=datetime(2016, 3, 1, tzinfo=UTC),
        )  # fmt: skip
    return home


def test_an_older_ledger_says_that_it_was_sealed_and_says_it_once(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (home.archive / "exemptions").glob("*.json"):
        fields = json.loads(path.read_text("utf-8"))
        del fields["seal"]
        path.write_text(json.dumps(fields), "utf-8")
    (home.archive / "head.json").unlink()

    seal_older(home)
    told = capsys.readouterr().err
    seal_older(home)

    assert "seals/000001.json lists 2 entries with their hashes" in told and "中文：台账已封签" in told
    assert capsys.readouterr().err == ""


def test_after_a_loss_a_person_seals_what_is_left_and_verify_is_content(home: Home) -> None:
    (home.archive / "exemptions" / "000001.json").unlink()
    runner = CliRunner()

    assert runner.invoke(app, ["verify"]).exit_code == 1
    sealed = runner.invoke(app, ["seal", "--by", "王某", "--reason", "备份也没有"])

    assert sealed.exit_code == 0
    assert "seals/000001.json lists 1 entries" in sealed.stdout and "备份也没有" in sealed.stdout
    assert find_damages(home) == ()
    assert runner.invoke(app, ["verify"]).exit_code == 0
