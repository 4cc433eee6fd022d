"""Which reports take a task off the list of overdue ones."""

from __future__ import annotations

from pathlib import Path

from graph.execution.execution import Executor
from graph.subscriptions.publications import _LEDGER
from tests.graph.conftest import Service, build_store

_REPORT = """
insert into core.task_report by name
select
    task_id || quarter || department_id as task_report_id,
    *,
    date '2016-04-07' as due_date,
    'on_time' as report_status,
from (values
    ('lead_is_done', '2016-Q1', 'a', 'lead', 'done', true),
    ('another_is_done', '2016-Q1', 'a', 'lead', 'behind', true),
    ('another_is_done', '2016-Q1', 'b', 'cooperating', 'done', true),
    ('done_no_more', '2016-Q1', 'a', 'lead', 'done', false),
    ('done_no_more', '2016-Q2', 'a', 'lead', 'behind', true)
) as row(task_id, quarter, department_id, role, progress_status, is_current);
"""


def test_a_task_is_done_only_when_the_newest_report_of_its_lead_says_so(executor: Executor, tmp_path: Path) -> None:
    store = build_store(tmp_path / "graph.duckdb", _REPORT)
    try:
        reports = Service(executor, store).execute(_LEDGER).data["taskReports"]["nodes"]
    finally:
        store.close()

    assert [report["taskId"] for report in reports] == ["lead_is_done"]
