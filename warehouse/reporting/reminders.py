"""The list of reminders: missing reports, read from a snapshot."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import duckdb

_OUTSTANDING = """
select
    status.subject_kind,
    status.subject_id,
    coalesce(enterprise.name_zh, task.title_zh, project.name_zh) as name_zh,
    enterprise.credit_code,
    department.name_zh as department_name,
    status.form_id, status.period, status.status, status.due_at, status.days_late
from mart.reporting_status as status
left join core.enterprise using (enterprise_id)
left join core.task using (task_id)
left join core.project on project.project_id = status.project_id
left join core.department on department.department_id = status.department_id
where status.received_at is null
    and status.due_at is not null
    and status.status in ('missing', 'not_due')
    and (?::varchar is null or status.period = ?)
    and (?::varchar is null or status.form_id = ?)
order by
    status.days_late desc nulls last, status.due_at, status.form_id,
    department.name_zh, enterprise.name_pinyin, status.subject_id
"""


@dataclass(frozen=True)
class Reminder:
    """An outstanding report: `missing` after its deadline, `not_due` before it.

    An enterprise owes its report itself; the lead unit owes the report on a task.
    """

    subject_kind: str
    subject_id: str
    name_zh: str
    credit_code: str | None
    department_name: str | None
    form_id: str
    period: str
    status: str
    due_at: datetime
    days_late: int | None

    def to_json_dict(self) -> dict[str, object]:
        """The reminder in plain types."""
        return {**asdict(self), "due_at": self.due_at.isoformat()}


def read_reminders(
    cursor: duckdb.DuckDBPyConnection, period: str | None = None, form_id: str | None = None
) -> list[Reminder]:
    """Every outstanding report at the as-of instant of the snapshot, the longest overdue first."""
    rows = cursor.execute(_OUTSTANDING, [period, period, form_id, form_id]).fetchall()
    return [
        Reminder(kind, subject_id, name, code, department, form, of_period, status, due_at.replace(tzinfo=UTC), late)
        for kind, subject_id, name, code, department, form, of_period, status, due_at, late in rows
    ]


@dataclass(frozen=True)
class PeriodState:
    """The completeness of one period of a form: a partition, and whether it is fresh."""

    form_id: str
    period: str
    due_at: datetime
    expected_count: int
    received_count: int
    late_count: int
    back_loaded_count: int
    missing_count: int
    exempt_count: int

    @property
    def state(self) -> str:
        """fresh (complete, in time), late (complete), back_loaded (complete, due before anything was received here),
        partly (some missing), missing (all missing), open or exempt.

        `open` is a period that is not overdue, with reports that can still arrive in time.
        """
        if self.expected_count == 0:
            return "exempt"
        if self.missing_count:
            return "partly" if self.received_count else "missing"
        if self.received_count < self.expected_count:
            return "open"
        if self.back_loaded_count:
            return "back_loaded"
        return "late" if self.late_count else "fresh"

    def to_json_dict(self) -> dict[str, object]:
        """The period and its state in plain types."""
        return {**asdict(self), "due_at": self.due_at.isoformat(), "state": self.state}


def read_periods(cursor: duckdb.DuckDBPyConnection, form_id: str | None = None) -> list[PeriodState]:
    """Every collected period, oldest first within its form, at the as-of instant of the snapshot."""
    rows = cursor.execute(
        """
        select form_id, period, due_at, expected_count, received_count, late_count, back_loaded_count, missing_count,
            exempt_count
        from mart.reporting_freshness
        where ?::varchar is null or form_id = ?
        order by form_id, period
        """,
        [form_id, form_id],
    ).fetchall()
    return [PeriodState(form, period, due_at.replace(tzinfo=UTC), *counts) for form, period, due_at, *counts in rows]
