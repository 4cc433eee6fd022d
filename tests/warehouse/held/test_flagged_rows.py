"""The rest of a row with a held cell goes on flagged, in every table that a row of a file becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.part_of import refresh_part
from tests.planting import Fault
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import Decision, DecisionKind, record_decision
from warehouse.forms.datasets import DATASETS
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.registry import FORMS
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.sample.firms import synthetic_credit_code
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import refresh
from warehouse.transforms.delivery import Delivery

ARRIVED = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)
FIRST_ROW = 3
"""Below a title and the headings."""

REGISTERS = {form.form_id: form for form in FORMS.values() if form.dataset != "observation"}
SHARED = {
    "region_code": "620100",
    "industry_name": "先进装备和智能制造",
    "industry_class_code": "3812",
    "chain_code": "L1",
    "chain_name": "样例链",
    "report_year": "2015",
    "report_quarter": "2016-Q1",
    "department_name": "省发展改革委",
    "period": "2016-03",
    "approved_period": "2016-03",
    "plan_year": "2016",
    "unit": "%",
}
"""What both rows of a form say."""

EMPTY = {
    *("parent_fund_id", "contributor_fund_id", "registration_number", "organisation_code", "new_credit_code"),
    *("to_chain_code", "new_batch", "new_status"),
}
ORDER = ("enterprise_register", "enterprise_change", "industry_chain", "fund_register", "project_register")
"""Forms that the rows of others lead to come first."""

NOT_ROWS_OF_FILES = {
    "core.logic_cell": "cells that do not fit each other, with no row of their own",
    "core.logic_finding": "what such cells say together",
    "core.held_cell": "tells of the held cells themselves",
    "core.held_value": "tells of the values that wait because a cell is held",
    "core.finding": "tells of the cells that were found fault with",
    "core.match_proposal": "proposes who a held cell means",
    "core.series": "names what files of third parties call their series, in no figure",
    "core.series_value": "values of series that are not assigned, as received and in no figure",
    "core.series_break": "tells of values that wait to be looked at",
    "core.suspicion": "tells of values that wait to be looked at",
    "core.withdrawn_row": "tells what a person withdrew",
    "core.withdrawn_value": "tells what a person withdrew",
    "core.vintage": "tells which releases of values there are",
    "core.reporting_subject": "tells whom the files name",
    "core.reporting_period": "tells which periods are due",
    "mart.burden_duplicate": "counts who was asked the same twice, whatever the answers were",
    "mart.burden_respondent": "counts what was asked and sent, whatever the cells say",
    "mart.contradiction": "tells which rows cannot both be right",
    "mart.light_replay": "counts alarms on reports as they were known on their days; a held cell was no report",
    "mart.reporting_status": "tells who has reported",
}
"""Tables that read rows of files, or say where one stands, and have no flag of their own."""


def _good(column: Column, number: int) -> str:
    """What may stand in a column; `number` tells rows, enterprises, funds and projects apart."""
    match column.name:
        case name if name in SHARED:
            return SHARED[name]
        case name if name in EMPTY:
            return ""
        case "fund_id" | "project_id" | "credit_code":
            return (
                synthetic_credit_code(number) if column.name == "credit_code" else f"{column.name[0].upper()}{number}"
            )
        case "name" | "new_name":
            return f"甲{number}公司" + "新" * (column.name == "new_name")
        case "task_id":
            return f"gansu_2016_task_0{number}"
        case "from_node" | "to_node" | "node_name":
            return f"节点{number}"
    if column.choices:
        return column.choices[0]
    match column.cell_type:
        case CellType.CREDIT_CODE:
            return synthetic_credit_code(number)
        case CellType.DATE:
            return f"2016-03-0{number}"
        case CellType.DECIMAL | CellType.INTEGER:
            return "1"
    return f"C{number}"


def _spoilt(form: Form) -> Column:
    """The column whose cell is spoilt: without it a row stands, and is no other row."""
    candidates = [column for column in form.columns if column.nullable and column.name not in form.key]
    typed = (CellType.DATE, CellType.DECIMAL, CellType.INTEGER)
    # A credit code that cannot be read holds its whole row.
    free = [column for column in candidates if column.cell_type is not CellType.CREDIT_CODE]
    return next((column for column in candidates if column.cell_type in typed), free[-1])


def _text(form: Form) -> str:
    """A file of the form with two rows. A cell of the first cannot be read."""
    title = form.title_marks[0] if form.title_marks else form.title_zh
    rows = [[_good(column, number) for column in form.columns] for number in (1, 2)]
    spoilt = _spoilt(form)
    rows[0][form.columns.index(spoilt)] = "若干" if spoilt.cell_type is not CellType.TEXT else "#REF!"
    head = [f"{title} 合成数据"] + [""] * (len(form.columns) - 1)
    return "\n".join(",".join(cells) for cells in (head, [column.heading for column in form.columns], *rows)) + "\n"


@pytest.mark.parametrize("form", REGISTERS.values(), ids=REGISTERS)
def test_a_cell_that_cannot_be_read_flags_its_row_and_no_other(form: Form, deliver: Callable[[str], Delivery]) -> None:
    delivery = deliver(_text(form))

    assert delivery.refusal is None, delivery.refusal
    assert delivery.held_count == 1, delivery.findings
    rows = delivery.datasets[form.dataset].select("source_row", "is_flagged").rows()
    assert rows == [(FIRST_ROW, True), (FIRST_ROW + 1, False)]


@dataclass(frozen=True)
class Built:
    """The province's files with a spoilt cell each, and its tables before and after the cells were corrected."""

    home: Home
    before: Manifest
    spoilt: dict[str, list[tuple[Any, ...]]]
    corrected: dict[str, list[tuple[Any, ...]]]


def _tables() -> list[tuple[str, str]]:
    """Each table that has the flag and reads rows of a form, and the form."""
    return [
        (form.form_id, table.key)
        for form in REGISTERS.values()
        for table in load_catalog().tables.values()
        if f"stage.{form.dataset}" in table.reads and "is_flagged" in {column.name for column in table.columns}
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    root = tmp_path_factory.mktemp("flagged")
    home = Home(root / "home").ensure()
    names = [*ORDER, *(name for name in REGISTERS if name not in ORDER)]
    for name in names:
        (root / f"{name}.csv").write_text(_text(REGISTERS[name]), "utf-8")
    ingest_files(home, [root / f"{name}.csv" for name in names], received_at=ARRIVED)
    before = refresh(home, ARRIVED)
    spoilt = _flags(home)
    for number, cell in enumerate(list_held(home).rows(named=True), 1):
        record_decision(home, _correction(number, cell))
    ensure_staged(home)
    refresh(home, ARRIVED + timedelta(days=1))
    yield Built(home, before, spoilt, _flags(home))


def _correction(number: int, cell: dict[str, Any]) -> Decision:
    form = REGISTERS[cell["form_id"]]
    return Decision(
        number,
        DecisionKind.CORRECTED,
        cell["submission_number"],
        cell["source_sheet"],
        cell["source_cell"],
        value=_good(_spoilt(form), 1),
        person="王某",
        reason="电话核实",
        decided_at=ARRIVED + timedelta(days=1),
        last_submission=len(REGISTERS),
        form_id=form.form_id,
        column_name=cell["column_name"],
        subject=cell["subject"],
        text=cell["text"],
        rule=cell["rule"],
    )


def _flags(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """What each table has of a form: its rows by where they stand, each with its flag."""
    found = {}
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        for form_id, key in _tables():
            columns = {column.name for column in load_catalog().table(key).columns}
            place = "source_row" if "source_row" in columns else load_catalog().table(key).row_key[0]
            of_form = (
                f"where submission_id = (select submission_id from core.submission where form_id = '{form_id}')"
                if "submission_id" in columns
                else ""
            )
            found[f"{form_id}/{key}"] = connection.execute(
                f"select distinct {place}, is_flagged from {key} {of_form} order by all"
            ).fetchall()
    return found


@pytest.mark.parametrize(("form_id", "key"), _tables(), ids=str)
def test_a_table_flags_what_rests_on_the_row_and_no_longer_once_its_cell_is_corrected(
    form_id: str, key: str, built: Built
) -> None:
    place = f"{form_id}/{key}"
    flags = [is_flagged for _, is_flagged in built.spoilt[place]]

    assert flags == FLAGS.get(place, [True, False])
    assert {is_flagged for _, is_flagged in built.corrected[place]} == ({False} if flags else set())


FLAGS = {
    "industry_chain/core.chain": [True],
    "enterprise_change/core.enterprise": [],
    "enterprise_change/core.enterprise_identity": [],
}
"""Where a form does not make a row of each of its two: the first row of a chain names it, a rename brings no code."""


def test_the_state_before_a_correction_comes_back_byte_by_byte(built: Built) -> None:
    again = refresh(built.home, ARRIVED)

    own = {table.key for table in load_catalog().tables.values() if table.group == "snapshot"}
    assert {key: found for key, found in again.tables.items() if key not in own} == {
        key: found for key, found in built.before.tables.items() if key not in own
    }


def _row_of(home: Home, fund: str) -> tuple[Any, ...]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        query = "select is_flagged, established_date::varchar from core.fund where fund_id = ?"
        row = connection.execute(query, [fund]).fetchone()
    assert row is not None
    return row


def test_a_released_cell_takes_the_flag_away_and_a_rejected_one_leaves_it(data_home: Home, tmp_path: Path) -> None:
    form = REGISTERS["fund_register"]
    text = _text(form).replace("若干", "1").replace("2016-03-0", "2017-03-0")
    (tmp_path / "funds.csv").write_text(text, "utf-8")
    ingest_files(data_home, [tmp_path / "funds.csv"], received_at=ARRIVED)
    letter = "ABCDEFGHIJ"[[column.name for column in form.columns].index("established_date")]
    refresh_part(data_home, ("core.fund",))
    assert [_row_of(data_home, fund) for fund in ("F1", "F2")] == [(True, None), (True, None)]

    for row, kind in ((FIRST_ROW, DecisionKind.RELEASED), (FIRST_ROW + 1, DecisionKind.REJECTED)):
        decide(data_home, f"S000001/csv/{letter}{row}", kind, person="王某", reason="计划")
    refresh_part(data_home, ("core.fund",))

    assert [_row_of(data_home, fund) for fund in ("F1", "F2")] == [(False, "2017-03-01"), (True, None)]


def test_no_table_has_rows_of_files_without_a_flag() -> None:
    """A table reads staged rows that carry the flag, or says in which row or cell it stands."""
    flagged = {f"stage.{name}" for name, schema in DATASETS.items() if "is_flagged" in schema}
    without = set()
    for table in load_catalog().tables.values():
        columns = {column.name: column for column in table.columns}
        if columns.keys() & {"source_row", "source_cell"} or flagged & set(table.reads):
            if "is_flagged" not in columns:
                without.add(table.key)
            else:
                assert columns["is_flagged"].comment and not columns["is_flagged"].is_nullable, table.key

    assert without == NOT_ROWS_OF_FILES.keys(), "Select is_flagged, or say in NOT_ROWS_OF_FILES why it has none."


def test_the_rows_of_every_form_are_staged_with_a_flag() -> None:
    assert [form.form_id for form in FORMS.values() if "is_flagged" not in DATASETS[form.dataset]] == []


def _without_flags(rows: pl.DataFrame, *_: object) -> pl.DataFrame:
    return rows.with_columns(is_flagged=pl.lit(False))


def _every_row_flagged(rows: pl.DataFrame, *_: object) -> pl.DataFrame:
    return rows.with_columns(is_flagged=pl.lit(True))


PLANTED = {
    "no row is flagged": Fault(
        test_a_cell_that_cannot_be_read_flags_its_row_and_no_other,
        {"warehouse.transforms.delivery.mark_register_rows": _without_flags},
        r"\(3, False\)",
        {"form": REGISTERS["fund_investment"]},
    ),
    "every row is flagged": Fault(
        test_a_cell_that_cannot_be_read_flags_its_row_and_no_other,
        {"warehouse.transforms.delivery.mark_register_rows": _every_row_flagged},
        r"\(4, True\)",
        {"form": REGISTERS["fund_investment"]},
    ),
    "a form is staged without the flag": Fault(
        test_the_rows_of_every_form_are_staged_with_a_flag,
        {f"{__name__}.DATASETS": {**DATASETS, "fund_investment": {}}},
        "fund_investment",
    ),
    "a table has none": Fault(
        test_no_table_has_rows_of_files_without_a_flag,
        {f"{__name__}.NOT_ROWS_OF_FILES": dict(list(NOT_ROWS_OF_FILES.items())[1:])},
        "say in NOT_ROWS_OF_FILES",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
