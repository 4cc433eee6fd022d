"""A credit code whose check character does not fit: warned of, confirmed once by a person, known again next month."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from warehouse.archive.home import Home
from warehouse.decisions.confirm import list_doubtful_codes
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots.refresh import refresh

DOUBTFUL, SOUND = "91620000XN000002WX", "91620000XN000003WL"
BY = ("--by", "王某", "--reason", "与营业执照核对无误")
REGISTER = f"""骨干企业名录 合成数据
统一社会信用代码,单位详细名称,行政区划代码,行业代码,所属领域,认定批次,认定日期
{DOUBTFUL},甲公司,620100,3812,先进装备和智能制造,1,2014-06-01
{SOUND},乙公司,620300,3812,先进装备和智能制造,1,2014-06-01
"""
OUTPUT = """2016年{}月主要产品产量 合成数据,,,,,,,,,,,
统一社会信用代码,单位详细名称,产品代码,产品名称,计量单位,产量,,,,年生产能力,出厂价格(元),
,,,,,本月,本年累计,上年同期,上年同期累计,,本月,上年同期
{},甲公司,384101,电机,台,10,30,9,27,100,5,5
{},甲公司,384102,电机,台,10,30,9,27,100,5,5
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("LONGMAI_HOME", str(tmp_path / "home"))
    return Home(tmp_path / "home").ensure()


def _ingest(tmp_path: Path, name: str, text: str) -> str:
    (tmp_path / name).write_text(text, "utf-8")
    return CliRunner().invoke(app, ["ingest", str(tmp_path / name)], env={"COLUMNS": "400"}).output


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    return result.output


def _refused(*arguments: str) -> BaseException | None:
    return CliRunner().invoke(app, list(arguments)).exception


def _codes(*options: str) -> list[dict[str, Any]]:
    return list(json.loads(_run("held", "codes", "--json", *options)))


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _findings(home: Home) -> list[tuple[Any, ...]]:
    return _ask(
        home,
        "select finding.submission_id, source_cell, severity, decision_id, person, reason from core.finding "
        "left join core.decision using (decision_id) where rule = 'credit_code_check_failed' order by all",
    )


def _state(home: Home) -> str:
    ((state,),) = _ask(home, f"select credit_code_state from core.enterprise where credit_code = '{DOUBTFUL}'")
    return str(state)


def test_a_code_is_confirmed_once_and_known_again_in_next_months_file(home: Home, tmp_path: Path) -> None:
    told = _ingest(tmp_path, "register.csv", REGISTER)
    assert "warning" in told and "compare it with the licence" in told
    assert [(code["credit_code"], code["state"], code["cell"]) for code in _codes()] == [
        (DOUBTFUL, "open", "S000001/csv/A3")
    ]

    assert f"{DOUBTFUL} confirmed" in _run("held", "confirm", DOUBTFUL.lower(), *BY)
    assert _codes() == []
    told = _ingest(tmp_path, "march.csv", OUTPUT.format(3, DOUBTFUL, DOUBTFUL))
    _run("refresh")

    assert "warning" not in told and "2 cells reuse earlier decisions (D000001)" in told
    assert "王某 has confirmed the code (D000001: 与营业执照核对无误)" in told
    confirmed = ("warning", "D000001", "王某", "与营业执照核对无误")
    assert _findings(home) == [
        ("S000001", "A3", *confirmed),
        ("S000002", "A4", *confirmed),
        ("S000002", "A5", *confirmed),
    ]
    assert _state(home) == "confirmed"
    decision = "select decision_kind, held_cell_id, submission_id, person, is_in_force from core.decision"
    assert _ask(home, decision) == [("confirmed", DOUBTFUL, "S000001", "王某", True)]
    (code,) = _codes("--all")
    assert (code["state"], code["cell_count"], code["person"]) == ("confirmed", 3, "王某")


def test_another_code_stays_doubtful(home: Home, tmp_path: Path) -> None:
    _ingest(tmp_path, "register.csv", REGISTER)
    _run("held", "confirm", DOUBTFUL, *BY)
    other = DOUBTFUL[:-1] + "Y"

    told = _ingest(tmp_path, "march.csv", OUTPUT.format(3, other, SOUND))

    assert "compare it with the licence" in told
    assert [code["credit_code"] for code in _codes()] == [other]


def test_a_confirmation_is_taken_back_and_both_stay_in_the_ledger(home: Home, tmp_path: Path) -> None:
    _ingest(tmp_path, "register.csv", REGISTER)
    _run("held", "confirm", DOUBTFUL, *BY)
    _run("refresh")

    assert "unconfirmed again" in _run("held", "withdraw", DOUBTFUL, *BY)
    _run("refresh")

    assert _findings(home) == [("S000001", "A3", "warning", None, None, None)]
    assert _state(home) == "check_failed"
    assert [code["state"] for code in _codes()] == ["open"]
    assert _ask(home, "select decision_kind, is_in_force from core.decision order by decision_number") == [
        ("confirmed", False),
        ("withdrawn", False),
    ]
    changed = "select table_name, cause, rows_corrected from core.release_change order by all"
    assert ("core.enterprise", "decision", 1) in _ask(home, changed)
    assert ("core.finding", "decision", 1) in _ask(home, changed)


def test_a_past_state_does_not_know_a_later_confirmation_and_the_archive_gives_it_again(
    home: Home, tmp_path: Path
) -> None:
    _ingest(tmp_path, "register.csv", REGISTER)
    before = datetime.now(UTC)
    _run("held", "confirm", DOUBTFUL, *BY)
    _run("refresh")
    published = refresh(home).tables

    refresh(home, before)
    assert _state(home) == "check_failed" and _findings(home)[0][3] is None
    assert list_doubtful_codes(home, as_of=before)["state"].to_list() == ["open"]

    shutil.rmtree(home.staged)
    ensure_staged(home)
    again = refresh(home).tables
    told = ("core.enterprise", "core.finding", "core.decision")
    assert [again[key] for key in told] == [published[key] for key in told]


def test_the_cell_of_a_confirmed_code_can_be_held_for_another_reason(home: Home, tmp_path: Path) -> None:
    twice = REGISTER.replace(SOUND, DOUBTFUL)
    _ingest(tmp_path, "register.csv", twice)
    _run("held", "confirm", DOUBTFUL, *BY)

    _run("held", "reject", "S000001/csv/A4", *BY)
    _run("refresh")

    in_force = "select decision_kind, held_cell_id from core.decision where is_in_force order by decision_number"
    assert _ask(home, in_force) == [("confirmed", DOUBTFUL), ("rejected", "S000001/csv/A4")]
    assert _state(home) == "confirmed"


@pytest.mark.parametrize("code", [SOUND, "91620000XN000009WX", "nonsense"])
def test_a_code_that_no_file_has_or_whose_check_character_fits_cannot_be_confirmed(
    home: Home, tmp_path: Path, code: str
) -> None:
    _ingest(tmp_path, "register.csv", REGISTER)

    assert isinstance(_refused("held", "confirm", code, *BY), UnknownName)


def test_what_would_change_nothing_is_refused(home: Home, tmp_path: Path) -> None:
    _ingest(tmp_path, "register.csv", REGISTER)

    assert isinstance(_refused("held", "withdraw", DOUBTFUL, *BY), InvalidArgument)
    _run("held", "confirm", DOUBTFUL, *BY)
    assert isinstance(_refused("held", "confirm", DOUBTFUL, *BY), InvalidArgument)
