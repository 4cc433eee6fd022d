"""Quarterly reports on tasks and monthly reports of projects in the reporting status, beside the returns of firms."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.decisions.exemptions import record_exemption
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.ingestion.receive import ingest_files
from warehouse.reporting.reminders import read_periods, read_reminders
from warehouse.sample.layout import Sheet
from warehouse.sample.workbook import write_workbook
from warehouse.snapshots.manifest import snapshot_path

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province

AFTER_HALF_A_YEAR = datetime(2016, 7, 20, tzinfo=UTC)
BEFORE_THE_DEADLINE = datetime(2016, 7, 7, 15, 59, 59, tzinfo=UTC)
"""One second before the seventh day of July ends in the province."""
STATUS = ("mart.reporting_status", "mart.reporting_freshness", "core.project", "core.task_department")


def _rows(home: Home, instant: datetime, query: str) -> list[tuple[Any, ...]]:
    reader = open_reader(snapshot_path(home, refresh_part(home, STATUS, instant).snapshot_id))
    try:
        return reader.execute(query).fetchall()
    finally:
        reader.close()


def test_each_unit_of_a_task_owes_a_report_on_it_for_every_quarter_that_is_over(
    province: Province, copy_of: Callable[[], Home]
) -> None:
    truth = province.truths["task_report"]["expected"]
    home = copy_of()
    # The province got the report long before its quarter, and held it for that: here it comes in its time.
    (report,) = (path for step in province.steps for path in step.files if "季度工作进展" in path.name)
    again = shutil.copy(report, home.root / report.name)
    with zipfile.ZipFile(again, "a") as container:
        container.comment = b"again"
    ingest_files(home, [Path(again)], received_at=datetime(2016, 4, 5, tzinfo=UTC))
    found = _rows(
        home,
        AFTER_HALF_A_YEAR,
        f"""
        select task_id, period, status, days_late, duty.role
        from mart.reporting_status as status join core.task_department as duty using (task_id, department_id)
        where task_id in ('{truth["reported"]}', '{truth["unreported"]}') and period = '2016-Q1'
        """,
    )

    # Due when 7 April ends in China; 20 July 08:00 is 103 days and 8 hours later.
    assert set(found) == {
        (truth["reported"], "2016-Q1", "on_time", 0, "lead"),
        (truth["reported"], "2016-Q1", "missing", 104, "cooperating"),
        (truth["unreported"], "2016-Q1", "missing", 104, "lead"),
    }


def test_the_report_is_not_due_until_the_seventh_day_has_ended_in_the_province(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    query = "select distinct status from mart.reporting_status where task_id is not null and period = '2016-Q2'"

    assert _rows(home, BEFORE_THE_DEADLINE, query) == [("not_due",)]
    assert _rows(home, datetime(2016, 7, 7, 16, 0, 1, tzinfo=UTC), query) == [("missing",)]


def test_a_department_that_is_exempt_owes_no_report_on_any_task_that_it_carries(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    (carries,) = _rows(
        home,
        AFTER_HALF_A_YEAR,
        "select department_id, count(*) from core.task_department group by 1 order by 2 desc, 1 limit 1",
    )
    record_exemption(
        home, subject_id=carries[0], form_id="department_report", first_period="2016-Q2", last_period="2016-Q2",
        reason="is being reorganised", decided_by="leading group", decided_at=AFTER_HALF_A_YEAR,
    )  # fmt: skip

    exempt = _rows(
        home,
        AFTER_HALF_A_YEAR,
        "select department_id, period, count(*) from mart.reporting_status where status = 'exempt' group by all",
    )

    assert exempt == [(carries[0], "2016-Q2", carries[1])]


def test_the_reminders_name_the_unit_that_owes_the_report(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    reader = open_reader(snapshot_path(home, refresh_part(home, STATUS, AFTER_HALF_A_YEAR).snapshot_id))
    reminders = read_reminders(reader.cursor(), "2016-Q2", "department_report")
    periods = [state for state in read_periods(reader.cursor(), "department_report") if state.period == "2016-Q2"]
    reader.close()

    assert {(found.subject_kind, found.status, found.days_late) for found in reminders} == {("task", "missing", 13)}
    assert all(found.department_name and found.name_zh for found in reminders)
    assert [(state.state, state.missing_count) for state in periods] == [("missing", len(reminders))]


def test_a_project_that_has_begun_to_report_in_a_year_owes_every_later_month_of_it(
    copy_of: Callable[[], Home], tmp_path: Path
) -> None:
    home = copy_of()
    file = tmp_path / "2016-01_项目进度月报.xlsx"
    row = {"project_id": "XNP001", "period": "2016-01", "completed_investment": 100}
    cells = [[row.get(column.name) for column in MONTHLY_PROJECT_REPORT.columns]]
    write_workbook(file, Sheet(MONTHLY_PROJECT_REPORT, "样例省项目进度月报（合成数据）"), "明细", cells)
    ingest_files(home, [file], received_at=datetime(2016, 2, 25, 15, tzinfo=UTC))

    found = _rows(
        home,
        datetime(2016, 3, 26, tzinfo=UTC),
        """
        select project_id, period, status, days_late from mart.reporting_status
        where form_id = 'monthly_project_report' and period >= '2016' order by period
        """,
    )

    # Due at the end of the 25th in China, 16:00 UTC. March is not over; XNP002 has not begun to report this year.
    assert found == [("XNP001", "2016-01", "on_time", 0), ("XNP001", "2016-02", "missing", 1)]


@pytest.mark.parametrize("kind", ["enterprise", "task"])
def test_every_row_names_what_it_is_about(kind: str, copy_of: Callable[[], Home]) -> None:
    query = f"""
        select distinct subject_id = coalesce(enterprise_id, task_id, project_id)
        from mart.reporting_status where subject_kind = '{kind}'
    """

    assert _rows(copy_of(), AFTER_HALF_A_YEAR, query) == [(True,)]
