"""Who reported in time, who late, who not: against what the sample knows to be true."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.archive.order import check_arrival
from warehouse.connections import open_reader
from warehouse.decisions.exemptions import record_exemption
from warehouse.errors import InvalidArgument
from warehouse.ingestion.receive import ingest_files
from warehouse.reporting.reminders import read_periods, read_reminders
from warehouse.snapshots.manifest import snapshot_path

if TYPE_CHECKING:
    from tests.warehouse.releases.conftest import Province

FINANCIAL = "monthly_financial_return"
STATUS = ("mart.reporting_status", "mart.reporting_freshness", "core.project")
"""What reminders read."""


def _late(province: Province) -> tuple[str, str]:
    truth = province.truths["late_reporter"]
    return "E" + truth["credit_code"][8:17], truth["periods"][0]


def _status(province: Province, step: int, enterprise: str, period: str) -> tuple[Any, ...]:
    (row,) = province.rows(
        step,
        f"""
        select status, days_late, received_at is not null
        from mart.reporting_status
        where form_id = '{FINANCIAL}' and enterprise_id = '{enterprise}' and period = '{period}'
        """,
    )
    return row


def test_the_late_reporter_is_the_only_one_that_is_late(province: Province) -> None:
    enterprise, period = _late(province)

    late = province.rows(-1, "select enterprise_id, period, days_late from mart.reporting_status where status = 'late'")

    # Due on 16 April 12:00, in on 15 May 10:00 (China): 28 days and 22 hours.
    assert late == [(enterprise, period, 29)]


def test_before_its_supplement_the_late_reporter_was_not_due_and_then_missing(
    province: Province, copy_of: Callable[[], Home]
) -> None:
    enterprise, period = _late(province)
    step = next(number for number, step in enumerate(province.steps) if step.arrived_at.month == 4)

    # On the day of arrival the deadline is a day ahead.
    assert _status(province, step, enterprise, period) == ("not_due", None, False)

    home = copy_of()
    manifest = refresh_part(home, STATUS, datetime(2014, 4, 16, 4, 0, 1, tzinfo=UTC))
    reader = open_reader(snapshot_path(home, manifest.snapshot_id))
    reminders = read_reminders(reader.cursor(), period, FINANCIAL)
    reader.close()
    assert [(found.subject_id, found.status, found.days_late) for found in reminders] == [(enterprise, "missing", 1)]


def test_exactly_at_the_deadline_nothing_is_missing_yet(copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    manifest = refresh_part(home, STATUS, datetime(2014, 4, 16, 4, 0, tzinfo=UTC))
    reader = open_reader(snapshot_path(home, manifest.snapshot_id))
    missing = reader.execute("select count(*) from mart.reporting_status where status = 'missing'").fetchone()
    reader.close()

    assert missing == (0,)


def test_january_is_not_due_and_nobody_is_reminded_of_it(province: Province, copy_of: Callable[[], Home]) -> None:
    home = copy_of()
    manifest = refresh_part(home, STATUS, datetime(2015, 4, 1, tzinfo=UTC))
    reader = open_reader(snapshot_path(home, manifest.snapshot_id))
    # May is the newest month received: June, July and August are opened and the silence after them is not.
    months = reader.execute("select distinct period, status from mart.reporting_status where status = 'missing'")
    found = sorted(months.fetchall())
    reader.close()

    assert found == [(month, "missing") for month in ("2014-06", "2014-07", "2014-08")]


def test_freshness_counts_what_the_statuses_say(province: Province) -> None:
    _, period = _late(province)
    step = next(number for number, step in enumerate(province.steps) if step.arrived_at.month == 4)
    query = f"""
        select expected_count, received_count, missing_count, received_share::varchar
        from mart.reporting_freshness where form_id = '{FINANCIAL}' and period = '{period}'
    """

    # One of the twelve enters in the next year and is recognised in June: it owes nothing yet.
    assert province.rows(step, query) == [(11, 10, 0, "0.909091")]
    assert province.rows(-1, query) == [(11, 11, 0, "1.000000")]


def test_an_exempt_enterprise_is_not_reminded_from_the_decision_on(
    province: Province, copy_of: Callable[[], Home]
) -> None:
    enterprise, period = _late(province)
    home = copy_of()
    decided = datetime(2014, 4, 20, tzinfo=UTC)
    record_exemption(
        home, subject_id=enterprise, form_id=FINANCIAL, first_period=period, last_period=period,
        reason="production stopped", decided_by="statistics bureau", decided_at=decided,
    )  # fmt: skip

    found = {}
    for instant in (decided - timedelta(days=1), decided):
        manifest = refresh_part(home, STATUS, instant)
        reader = open_reader(snapshot_path(home, manifest.snapshot_id))
        found[instant] = reader.execute(
            "select status, days_late from mart.reporting_status where (form_id, enterprise_id, period) = (?, ?, ?)",
            [FINANCIAL, enterprise, period],
        ).fetchone()
        reader.close()

    assert list(found.values()) == [("missing", 3), ("exempt", None)]


def test_a_first_load_of_old_files_is_back_loaded_and_not_late(province: Province, tmp_path: Path) -> None:
    files = [path for step in province.steps for path in step.files]
    wanted = [path for path in files if path.name.startswith(("00_1", "00_2", "00_3", "2014-03_1", "2014-05_1"))]
    home = Home(tmp_path / "data").ensure()
    first_load = datetime(2014, 6, 2, tzinfo=UTC)
    ingest_files(home, wanted, received_at=first_load)
    reader = open_reader(snapshot_path(home, refresh_part(home, STATUS, first_load).snapshot_id))
    states = reader.execute("""
        select distinct period, status, days_late from mart.reporting_status
        where received_at is not null order by period
    """).fetchall()
    counts = reader.execute("select period, late_count from mart.reporting_freshness where back_loaded_count > 0")
    partitions = {state.period: state.state for state in read_periods(reader.cursor(), FINANCIAL)}

    # March was due on 16 April, before anything was received; May is due on 16 June.
    assert states == [("2014-03", "back_loaded", None), ("2014-05", "on_time", 0)]
    assert counts.fetchall() == [("2014-03", 0)]
    reader.close()
    assert partitions["2014-04"] == "missing"


def test_an_arrival_before_the_newest_one_is_refused(province: Province) -> None:
    newest = province.steps[-1].arrived_at

    check_arrival(province.home, newest)
    with pytest.raises(InvalidArgument, match="before the newest arrival"):
        check_arrival(province.home, newest - timedelta(seconds=1))
    with pytest.raises(InvalidArgument, match="in the future"):
        check_arrival(province.home, datetime.now(UTC) + timedelta(days=1))


def test_the_command_lists_who_is_outstanding(province: Province) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "due", "--period", "2014-05", "--json"],
        check=False, capture_output=True, text=True,
        env={"LONGMAI_HOME": str(province.home.root), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    assert shown.returncode == 0, shown.stderr
    assert shown.stdout == "[]\n"
