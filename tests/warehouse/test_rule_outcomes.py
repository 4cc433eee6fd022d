"""How the rules of a form stand in a month: held cells by rule, decisions, refused files, and nothing unsaid."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.ingestion import outcomes as judged
from warehouse.ingestion.outcomes import ANY_OTHER_RULE, RuleOutcome, partitions_of, rule_outcomes
from warehouse.ingestion.receive import ingest_files
from warehouse.programme.programme import built_in
from warehouse.templates.workbook import write_template

CODE = "91620000XN000002WK"
MARCH = ("monthly_financial_return", "2015-03")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data").ensure()


def _send(home: Home, folder: Path, name: str, **cells: object) -> None:
    row = {"credit_code": CODE, "name": "样例有限公司", **cells}
    write_template(MONTHLY_FINANCIAL_RETURN, folder / name, built_in().units, period=Period(2015, month=3), rows=[row])  # type: ignore[list-item]
    ingest_files(home, [folder / name], received_at=datetime.now(UTC))


def _failed(outcomes: list[RuleOutcome]) -> dict[str, int]:
    return {outcome.rule: outcome.held_count for outcome in outcomes if not outcome.is_passed}


def test_each_held_cell_is_counted_under_its_rule_with_its_address(home: Home, tmp_path: Path) -> None:
    _send(home, tmp_path, "a.xlsx", revenue_ytd="约一千二", total_profit_ytd="#DIV/0!", rd_expenditure_ytd="n.n.")

    outcomes = rule_outcomes(home, [MARCH])

    assert _failed(outcomes) == {"not_a_number": 2, "spreadsheet_error": 1}
    (number,) = (outcome for outcome in outcomes if outcome.rule == "not_a_number")
    assert [(cell["file"], cell["text"]) for cell in number.cells] == [("a.xlsx", "约一千二"), ("a.xlsx", "n.n.")]
    assert all(cell["sheet"] and cell["cell"] for cell in number.cells)


def test_another_month_does_not_count(home: Home, tmp_path: Path) -> None:
    _send(home, tmp_path, "a.xlsx", revenue_ytd="约一千二")

    assert _failed(rule_outcomes(home, [("monthly_financial_return", "2015-04")])) == {}


def test_a_rule_that_the_form_does_not_declare_is_not_silent(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(home, tmp_path, "a.xlsx", revenue_ytd="约一千二")
    declared = judged.holding_rules(MONTHLY_FINANCIAL_RETURN)
    fewer = tuple(rule for rule in declared if rule.rule != "not_a_number")
    monkeypatch.setattr(judged, "holding_rules", lambda form: fewer)

    assert _failed(rule_outcomes(home, [MARCH])) == {ANY_OTHER_RULE: 1}


def test_a_refused_file_fails_every_rule_until_a_file_replaces_it(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _send(home, tmp_path, "a.xlsx", revenue_ytd="1200")
    (entry,) = read_submissions(home)
    refused = dataclasses.replace(entry, number=2, status="refused", refusal="not collected")
    monkeypatch.setattr(judged, "read_submissions", lambda home: (entry, refused))

    outcomes = rule_outcomes(home, [MARCH])
    assert outcomes
    assert not any(outcome.is_passed for outcome in outcomes)

    earlier = dataclasses.replace(refused, number=0)
    monkeypatch.setattr(judged, "read_submissions", lambda home: (earlier, entry))
    assert _failed(rule_outcomes(home, [MARCH])) == {}


def test_a_report_by_row_belongs_to_every_month_that_its_rows_name(home: Home, tmp_path: Path) -> None:
    rows = [{"project_id": "XNP901", "period": month, "completed_investment": 1} for month in ("2015-03", "2015-05")]
    write_template(MONTHLY_PROJECT_REPORT, tmp_path / "p.xlsx", built_in().units, rows=rows)
    ingest_files(home, [tmp_path / "p.xlsx"], received_at=datetime.now(UTC))
    (entry,) = read_submissions(home)

    assert [period for _, period in partitions_of(home, entry)] == ["2015-03", "2015-05"]
