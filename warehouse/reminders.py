"""Who has still to send what: the reminders list, read from a snapshot."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import duckdb

_OUTSTANDING = """
select
    enterprise.enterprise_id, enterprise.name_zh, enterprise.credit_code,
    status.form_id, status.period, status.status, status.due_at, status.days_late
from mart.reporting_status as status
join core.enterprise using (enterprise_id)
where status.received_at is null
    and status.due_at is not null
    and status.status in ('missing', 'not_due')
    and (?::varchar is null or status.period = ?)
    and (?::varchar is null or status.form_id = ?)
order by status.days_late desc nulls last, status.due_at, status.form_id, enterprise.name_pinyin
"""


@dataclass(frozen=True)
class Reminder:
    """A return that is not in: `missing` when its deadline has passed, `not_due` while it can still come in time."""

    enterprise_id: str
    name_zh: str
    credit_code: str
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
    """Every return that is outstanding at the as-of instant of the snapshot, the longest overdue first."""
    rows = cursor.execute(_OUTSTANDING, [period, period, form_id, form_id]).fetchall()
    return [
        Reminder(enterprise_id, name, credit_code, form, of_period, status, due_at.replace(tzinfo=UTC), days_late)
        for enterprise_id, name, credit_code, form, of_period, status, due_at, days_late in rows
    ]
