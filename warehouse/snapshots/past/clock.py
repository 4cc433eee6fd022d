"""What the passing of time alone alters: tables whose rows depend on the as-of instant of the build.

A table that reads stage.build has an entry here; a test sees to it. Each is a query that finds a row if the table may
come out otherwise at `$later` than at `$earlier` (UTC) though nothing was received, decided or exempted between.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache

import duckdb

from warehouse.catalog.catalog import load_catalog
from warehouse.snapshots.releases.diff import NOT_COMPARED

_CLOSES = """
select form_id from core.reporting_period
where closes_at >= $earlier::timestamp and closes_at < $later::timestamp
"""

ALTERED: Mapping[str, str] = {
    # Changes take effect on their day.
    "core.enterprise": """
        select change_date from core.enterprise_change
        where change_date > $earlier::timestamp::date and change_date <= $later::timestamp::date
    """,
    # Overdue from the day after, in China.
    "core.issue": """
        select due_date from core.issue
        where status in ('open', 'in_progress')
            and due_date >= ($earlier::timestamp + interval 8 hour)::date
            and due_date < ($later::timestamp + interval 8 hour)::date
    """,
    # Days late are counted on until it is reached.
    "core.project_milestone": """
        select planned_date from core.project_milestone
        where reached_date is null
            and milestone_status not in ('done', 'stopped')
            and planned_date < ($later::timestamp + interval 8 hour)::date
            and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
    """,
    # Opened on the first day after it, in China: months, quarters and years all end with a month.
    "core.reporting_period": """
        select 1
        where date_trunc('month', $earlier::timestamp + interval 8 hour)
            <> date_trunc('month', $later::timestamp + interval 8 hour)
    """,
    "core.task_report": _CLOSES,
    # Days late are counted on from the deadline.
    "mart.reporting_status": f"""
        {_CLOSES}
        union all
        select form_id from mart.reporting_status
        where status = 'missing'
            and (epoch_us($earlier::timestamp) - epoch_us(due_at) + 86399999999) // 86400000000
                <> (epoch_us($later::timestamp) - epoch_us(due_at) + 86399999999) // 86400000000
    """,
}


def is_altered(connection: duckdb.DuckDBPyConnection, clocks: Collection[str], one: datetime, other: datetime) -> bool:
    """Whether time alone may have altered one of these tables, which have entries in ALTERED, between two instants."""
    earlier, later = (instant.astimezone(UTC).replace(tzinfo=None) for instant in sorted((one, other)))
    instants = {"earlier": earlier, "later": later}
    return any(connection.execute(ALTERED[key], instants).fetchone() is not None for key in sorted(clocks))


def clocks_of(tables: Collection[str]) -> frozenset[str]:
    """The tables with an entry in ALTERED that any of these is made of.

    Tables that say which build it is are left out: they are those of whatever snapshot answers.
    """
    return frozenset(key for table in tables for key in _clocks_of(table))


@cache
def _clocks_of(table: str) -> frozenset[str]:
    """The tables with an entry that a table is made of."""
    catalog = load_catalog().tables
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [table]
    while waiting:
        key = waiting.pop()
        if key in seen or key not in catalog or catalog[key].group == NOT_COMPARED:
            continue
        seen.add(key)
        found |= {key} & ALTERED.keys()
        waiting += catalog[key].reads
    return frozenset(found)
