"""Assessments, quarterly reports, issues and ways to a board: what their tables say, and promises that can break."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import polars as pl
import pytest

from warehouse.catalog.sql import TableFiles, read_tables
from warehouse.forms.datasets import empty
from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.reporting.calendar import reporting_periods

KEYS = (
    "core.enterprise_assessment",
    "core.task_report",
    "core.task_report_version",
    "core.issue",
    "core.issue_status",
    "core.listing_board",
    "core.listing_step",
    "core.financing_round",
)
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables() if files.key in KEYS}


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three enterprises, two tasks, files of 5 April and 9 April 2016; the build is of the night of 7 July 2016."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart; create schema stage")
        opened.execute("create table stage.build as select timestamp '2016-07-07 15:00' as as_of")
        opened.execute("""
            create table core.submission as
            select * from (values
                (1, 'S000001', timestamp '2016-04-05 01:00', true), (2, 'S000002', timestamp '2016-04-09 01:00', true)
            ) as row(submission_number, submission_id, received_at, is_synthetic)
        """)
        opened.execute("""
            create table core.enterprise_identity as
            select 'E' || code as enterprise_id, 'credit_code' as identifier_kind, code as identifier_code,
                null::date as valid_to
            from (values ('A'), ('B'), ('C')) as row(code)
        """)
        opened.execute("""
            create table core.document as
            select 'plan' as document_id, date '2016-02-06' as issued_date;
            create table core.task as
            select task_id, 'plan' as document_id, 'finance' as lead_department_id
            from (values ('t1'), ('t2'), ('t3')) as row(task_id);
            create table core.department as
            select * from (values ('finance', '省财政厅'), ('commerce', '省商务厅')) as row(department_id, name_zh);
            create table core.department_name as
            from core.department union all select 'finance', '甘肃省财政厅';
            create table core.task_department as
            select task_id, 'finance' as department_id, 'lead' as role from core.task
            union all select 't1', 'commerce', 'cooperating'
        """)
        nothing = pl.DataFrame(schema={"form_id": pl.String, "period": pl.String})
        periods = reporting_periods(
            [DEPARTMENT_REPORT], nothing, datetime(2016, 7, 7, 15, tzinfo=UTC).replace(tzinfo=None), [2016]
        )
        opened.register("periods", periods)
        opened.execute("create table core.reporting_period as select * from periods")
        opened.unregister("periods")
        for dataset in ("enterprise_assessment", "department_report", "issue", "listing_step", "financing_round"):
            frame = empty(dataset)
            opened.register("frame", frame)
            opened.execute(f"create table stage.{dataset} as select * from frame")
            opened.unregister("frame")
        yield opened


def stage(connection: duckdb.DuckDBPyConnection, dataset: str, *rows: dict[str, object]) -> None:
    origin = {"is_flagged": False, "submission_number": 1, "source_sheet": "s", "source_row": 1}
    schema = empty(dataset).schema
    frame = pl.DataFrame([origin | row for row in rows], schema={name: schema[name] for name in origin | rows[0]})
    connection.register("frame", frame)
    connection.execute(f"insert into stage.{dataset} by name select * from frame")
    connection.unregister("frame")


def make(connection: duckdb.DuckDBPyConnection, *keys: str) -> None:
    for key in keys:
        connection.execute(FILES[key].table_sql)
        connection.execute(f"insert into {key} by name {FILES[key].model_sql}")


def broken(connection: duckdb.DuckDBPyConnection, key: str, check: str) -> list[tuple[object, ...]]:
    (query,) = (found.query for found in FILES[key].checks if found.name == check)
    return connection.execute(query).fetchall()


def assessed(code: str, year: str, result: str, role: str | None = "no") -> dict[str, object]:
    return {
        "credit_code": code, "report_year": year, "result": result, "demonstrating_role": role, "rule_version": "1"
    }  # fmt: skip


def test_a_later_assessment_of_the_same_year_replaces_the_earlier_one(connection: duckdb.DuckDBPyConnection) -> None:
    stage(connection, "enterprise_assessment", assessed("A", "2014", "fail"))
    stage(connection, "enterprise_assessment", assessed("A", "2014", "pass") | {"submission_number": 2})
    make(connection, "core.enterprise_assessment")

    assert connection.execute("select result, submission_id from core.enterprise_assessment").fetchall() == [
        ("pass", "S000002")
    ]


def test_a_report_is_on_time_late_missing_or_not_due_and_its_task_stays_out_of_it(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    reported = {"report_quarter": "2016-Q1", "progress_status": "behind", "department_name": "省财政厅"}
    stage(connection, "department_report", {"task_id": "t1", **reported})
    stage(connection, "department_report", {"task_id": "t2", **reported, "submission_number": 2})
    stage(connection, "department_report", {"task_id": "t1", **reported, "submission_number": 2} | {
        "progress_status": "done"})  # fmt: skip
    make(connection, "core.task_report")

    # The build is of 7 July, 23:00 in the province: the second quarter has an hour left.
    assert connection.execute("""
        select task_id, quarter, due_date, report_status, progress_status
        from core.task_report order by quarter, task_id, department_id
    """).fetchall() == [
        ("t1", "2016-Q1", date(2016, 4, 7), "missing", None),
        ("t1", "2016-Q1", date(2016, 4, 7), "on_time", "done"),
        ("t2", "2016-Q1", date(2016, 4, 7), "late", "behind"),
        ("t3", "2016-Q1", date(2016, 4, 7), "missing", None),
        ("t1", "2016-Q2", date(2016, 7, 7), "not_due", None),
        ("t1", "2016-Q2", date(2016, 7, 7), "not_due", None),
        ("t2", "2016-Q2", date(2016, 7, 7), "not_due", None),
        ("t3", "2016-Q2", date(2016, 7, 7), "not_due", None),
    ]
    assert [row[0] for row in broken(connection, "core.task_report", "every_report_came")] == [
        "t1-2016-Q1-commerce",
        "t3-2016-Q1-finance",
    ]
    connection.execute("update core.task_report set progress_status = 'behind'")
    assert broken(connection, "core.task_report", "a_report_that_never_came_says_nothing_about_its_task")


def test_a_report_on_an_unknown_task_or_of_a_stranger_is_told_of_and_counts_for_nothing(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    stranger = {"task_id": "t2", "department_name": "省商务厅"}
    for row in ({"task_id": "t9", "department_name": "省财政厅"}, stranger):
        stage(connection, "department_report", row | {"report_quarter": "2016-Q1", "progress_status": "done"})
    make(connection, "core.task_report")

    told = broken(connection, "core.task_report", "every_report_is_about_a_task_that_was_due")
    assert {row[:3] for row in told} == {("t9", "2016-Q1", "省财政厅"), ("t2", "2016-Q1", "省商务厅")}
    assert connection.execute("select count(*) from core.task_report where progress_status = 'done'").fetchone() == (0,)


def test_a_report_that_was_due_before_anything_was_received_is_back_loaded(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    connection.execute("update core.submission set received_at = timestamp '2016-05-01'")
    report = {"report_quarter": "2016-Q1", "progress_status": "behind", "department_name": "省财政厅"}
    stage(connection, "department_report", report | {"task_id": "t2"})
    make(connection, "core.task_report")

    assert connection.execute("""
        select task_id, report_status from core.task_report where quarter = '2016-Q1' and role = 'lead' order by 1
    """).fetchall() == [("t1", "missing"), ("t2", "back_loaded"), ("t3", "missing")]


def test_each_unit_of_a_task_reports_for_itself_and_its_newest_report_is_the_current_one(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    report = {"task_id": "t1", "report_quarter": "2016-Q1"}
    stage(connection, "department_report", report | {"department_name": "省财政厅", "progress_status": "behind"})
    stage(connection, "department_report", report | {"department_name": "省商务厅", "progress_status": "done"})
    later = {"report_quarter": "2016-Q2", "department_name": "省财政厅", "submission_number": 2}
    stage(connection, "department_report", report | later | {"progress_status": "on_schedule"})
    make(connection, "core.task_report")

    assert connection.execute("""
        select quarter, department_id, role, progress_status, is_current
        from core.task_report where task_id = 't1' order by quarter, role desc
    """).fetchall() == [
        ("2016-Q1", "finance", "lead", "behind", False),
        ("2016-Q1", "commerce", "cooperating", "done", True),
        ("2016-Q2", "finance", "lead", "on_schedule", True),
        ("2016-Q2", "commerce", "cooperating", None, False),
    ]
    connection.execute("update core.task_report set is_current = true")
    assert broken(connection, "core.task_report", "one_report_of_a_unit_on_a_task_is_current")


def test_every_version_of_a_report_stays_and_a_stranger_has_no_role(connection: duckdb.DuckDBPyConnection) -> None:
    report = {"report_quarter": "2016-Q1", "department_name": "省财政厅"}
    stage(connection, "department_report", report | {"task_id": "t1", "progress_status": "done"})
    stage(connection, "department_report", report | {"task_id": "t1", "progress_status": "behind",
                                                     "submission_number": 2})  # fmt: skip
    stranger = report | {"task_id": "t2", "department_name": "省商务厅", "progress_status": "done"}
    stage(connection, "department_report", stranger)
    make(connection, "core.task_report_version", "core.task_report")

    assert connection.execute("""
        select task_id, department_id, role, progress_status, submission_id from core.task_report_version
    """).fetchall() == [
        ("t1", "finance", "lead", "done", "S000001"),
        ("t1", "finance", "lead", "behind", "S000002"),
        ("t2", "commerce", None, "done", "S000001"),
    ]
    assert broken(connection, "core.task_report_version", "the_newest_version_is_the_report") == []
    connection.execute("update core.task_report set progress_status = 'ahead'")
    assert broken(connection, "core.task_report_version", "the_newest_version_is_the_report")


def test_an_issue_has_its_newest_state_and_keeps_the_earlier_ones(connection: duckdb.DuckDBPyConnection) -> None:
    due = date(2016, 5, 31)
    for number, status in ((1, "done"), (2, "in_progress")):
        row = {"issue_code": "W1", "credit_code": "A", "issue": "x", "due_date": due, "issue_status": status}
        stage(connection, "issue", row | {"submission_number": number})
    for code, name in (("W2", "甘肃省财政厅"), ("W3", "样例部门")):
        stage(connection, "issue", {"issue_code": code, "issue": "y", "issue_status": "open", "department_name": name})
    make(connection, "core.issue", "core.issue_status")

    assert connection.execute("select issue_id, enterprise_id, status, is_overdue from core.issue").fetchall() == [
        ("W1", "EA", "in_progress", True),
        ("W2", None, "open", False),
        ("W3", None, "open", False),
    ]
    # By its exact names; a name that no plan knows stays as it was written.
    assert connection.execute("select department_name, department_id from core.issue order by issue_id").fetchall() == [
        (None, None),
        ("甘肃省财政厅", "finance"),
        ("样例部门", None),
    ]
    assert connection.execute("select status from core.issue_status where issue_id = 'W1'").fetchall() == [
        ("done",),
        ("in_progress",),
    ]
    assert broken(connection, "core.issue_status", "nothing_that_was_done_opens_again_unseen")
    assert [row[0] for row in broken(connection, "core.issue", "no_issue_is_overdue")] == ["W1"]


def test_a_listing_on_the_board_that_never_opened_is_told_of(connection: duckdb.DuckDBPyConnection) -> None:
    row = {"credit_code": "A", "milestone": "listing", "board": "strategic_emerging", "step_status": "planned"}
    stage(connection, "listing_step", row)
    make(connection, "core.listing_board", "core.listing_step")
    check = "nothing_is_done_on_a_board_that_never_opened"

    assert broken(connection, "core.listing_step", check) == []
    connection.execute("update core.listing_step set step_status = 'done'")
    assert broken(connection, "core.listing_step", check)


def test_a_round_of_money_is_as_the_newest_file_has_it(connection: duckdb.DuckDBPyConnection) -> None:
    day = date(2016, 3, 1)
    for number, amount in ((1, 300_000), (2, 250_000)):
        row = {"credit_code": "A", "round": "a", "financing_date": day, "amount": amount}
        stage(connection, "financing_round", row | {"submission_number": number})
    stage(connection, "financing_round", {"credit_code": "A", "financing_date": day, "amount": 1_000})
    stage(connection, "financing_round", {"credit_code": "unknown", "financing_date": day, "amount": 9})
    make(connection, "core.financing_round")

    assert connection.execute(
        "select financing_round_id, amount_cny::bigint, submission_id from core.financing_round"
    ).fetchall() == [("EA-2016-03-01", 1_000, "S000001"), ("EA-a-2016-03-01", 250_000, "S000002")]
    assert len(broken(connection, "core.financing_round", "every_financing_is_of_an_enterprise_in_a_register")) == 1
