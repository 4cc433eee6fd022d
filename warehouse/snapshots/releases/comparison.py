"""Finds the changed rows of each table and their causes:

- new_submission   a row of a file that the published snapshot does not have
- correction       such a file repeats, with another value, what an older file delivered
- register         a value that waited for its subject to be in a register
- decision         a person decided about a cell of the row, or of its file; the detail names decisions and people
- derived          the row's own file is old, or it has none: it follows from other rows or the as-of instant
- rule_or_code     like derived, and a file that makes the table has changed; the detail names it
- programme        like derived, and a file of the programme that the table is made of has changed; the detail names it
- earlier_as_of    absent because the build is as of an earlier instant
- lost_submission  absent because the archive no longer has the file
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from warehouse.catalog.catalog import Table
from warehouse.connections import BUILD
from warehouse.snapshots.manifest import TableChange
from warehouse.snapshots.releases.ruled_cells import people_of, ruling_of, stage_ruled_cells
from warehouse.snapshots.releases.sheets import form_of, stage_sheets

VALUES_TABLE = "mart.observation"
"""The values in force: the newest vintage of each."""

_PARTED_BY = ("submission_id", "submission_number", "period")
"""The columns that partition a table, as far as it has them: a new file adds partitions and leaves most others
unchanged. Partitions with equal row counts and hashes in both snapshots are not compared row by row."""


@dataclass(frozen=True)
class PartitionChange:
    """The values of one form and period, and how many of them were dropped and corrected."""

    form_id: str
    period: str
    values_before: int
    dropped: int
    corrected: int


@dataclass(frozen=True)
class FileChange:
    """How many values of its own enterprises a new file replaced in one form and period, of how many in force."""

    submission_id: str
    file_name: str
    received_on: date
    form_id: str
    period: str
    enterprises: int
    values_before: int
    corrected: int


@dataclass(frozen=True)
class ValueChange:
    """One value that was added, corrected or dropped."""

    observation_id: str
    change: str
    cause: str
    form_id: str
    value_before: object
    value_after: object
    submission_before: str | None
    submission_after: str | None
    decision_id: str | None = None


class ReleaseComparison:
    """Finds the changed rows of one table at a time; temp.changed holds them until the next."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._now, self._before = (_column_types(connection, database) for database in (BUILD, "earlier"))
        self._unexplained = "derived"
        self._files: tuple[str, ...] = ()
        stage_ruled_cells(connection)
        stage_sheets(connection)
        self._has_rulings = bool(connection.execute("from temp.ruled limit 1").fetchall())
        self._people = people_of(connection)

    def find_changed(self, table: Table, code: Collection[str] | None, programme: Collection[str] = ()) -> None:
        """Fills temp.changed: one row per row of the table that differs.

        `code` are the changed files that make the table; None where none has changed. `programme` are the changed files
        of the programme that it follows from. Where both changed, nothing tells their effects apart.
        """
        self._unexplained = "rule_or_code" if code is not None else "programme" if programme else "derived"
        self._files = (*sorted(code or ()), *sorted(programme))
        ours = [column.name for column in table.columns]
        theirs = self._columns_before(table)
        shared = [name for name in ours if name in theirs and not self._became_a_list(table, name)]
        now, before = self._stage_differing_parts(table, shared)
        is_keyed = table.row_key and set(table.row_key) <= set(shared)
        source = _keyed(table.row_key, now, before, shared) if is_keyed else _bag(now, before, shared)
        if not theirs:
            source, shared = f"select {_row(ours)} as after, {_no_row(ours)} as before from {table.key}", ours
        self._connection.execute("drop table if exists temp.changed")
        self._connection.execute(f"create temp table changed as {self._explained(table, source, shared)}")

    def has_same_columns(self, table: Table) -> bool:
        """Whether the table has the same columns and types in both: only then are equal hashes conclusive."""
        return self._now.get(table.key) == self._before.get(table.key)

    def _became_a_list(self, table: Table, column: str) -> bool:
        """Whether a column holds lists in one of the two only: such values cannot be compared."""
        now, before = (types[table.key][column].endswith("[]") for types in (self._now, self._before))
        return now != before

    def _have_same_types(self, table: Table, columns: Collection[str]) -> bool:
        return all(self._now[table.key][name] == self._before[table.key][name] for name in columns)

    def _stage_differing_parts(self, table: Table, shared: list[str]) -> tuple[str, str]:
        """The parts of the table that may differ, now and before, as sources of a from clause.

        Fills temp.differing_part. A row that moves between parts makes both differ. Parts that differ are skipped only
        if they have equal row counts and both sums of 64-bit row hashes collide. A file that was added or removed is a
        part on one side only: it always differs.
        """
        now, before = f"{table.key} as one_row", f"earlier.{table.key} as one_row"
        parts = [name for name in _PARTED_BY if name in shared]
        if not parts or not self._have_same_types(table, shared):
            return now, before
        listed = ", ".join(parts)
        # Hashed again before adding: otherwise the last value of a row would affect single bits only.
        hashed = f"""
            select {listed}, count(*) as row_count,
                sum(hash(hash({", ".join(shared)}))) as row_hashes,
                sum(hash(hash({", ".join(reversed(shared))}))) as reversed_row_hashes
        """
        self._connection.execute(
            f"""
            create or replace temp table differing_part as
            select {listed}
            from ({hashed} from {now} group by all union all {hashed} from {before} group by all)
            group by all
            having count(*) < 2
                or min(row_count) <> max(row_count)
                or min(row_hashes) <> max(row_hashes)
                or min(reversed_row_hashes) <> max(reversed_row_hashes)
            """
        )
        joined = " and ".join(f"one_row.{name} is not distinct from part.{name}" for name in parts)
        only = f"semi join temp.differing_part as part on {joined}"
        return f"{now} {only}", f"{before} {only}"

    def counts(self, table: Table) -> Iterator[TableChange]:
        """The changes of the table by form and cause."""
        has_value = any(column.name == "value" for column in table.columns)
        before = self._rows_before(table)
        rows = self._connection.execute(
            """
            select
                form_id, cause,
                count(*) filter (where change = 'added'),
                count(*) filter (where change = 'corrected'),
                count(*) filter (where change = 'dropped'),
                count(*) filter (where value_change = 'added'),
                count(*) filter (where value_change = 'corrected'),
                count(*) filter (where value_change = 'dropped'),
                list_sort(list(distinct decision_id) filter (where cause = 'decision')),
                list_sort(list(distinct submission_before) filter (where cause = 'lost_submission'))
            from temp.changed
            group by all
            order by all
            """
        ).fetchall()
        for form_id, cause, added, corrected, dropped, *of_values, decisions, lost in rows:
            values = of_values if has_value else [None, None, None]
            change = TableChange(table.key, form_id, cause, before.get(form_id, 0), added, corrected, dropped, *values)
            yield replace(change, cause_detail=self._detail(cause, decisions or (), lost or ()))

    def _detail(self, cause: str, decisions: Sequence[str], lost: Sequence[str]) -> str:
        """The cause by name: the first few decisions with their people, submissions, or files of code or programme."""
        match cause:
            case "lost_submission":
                return _few(lost)
            case "decision":
                return _few([f"{one} {self._people.get(one, '')}".strip() for one in decisions])
            case "rule_or_code" | "programme":
                return _few(self._files)
        return ""

    def values(self, limit: int) -> tuple[ValueChange, ...]:
        """Single values, dropped ones first, then corrected, then added."""
        rows = self._connection.execute(
            """
            select
                observation_id, value_change, cause, form_id,
                value_before, value_after, submission_before, submission_after,
                if(cause = 'decision', decision_id, null)
            from temp.changed
            where value_change is not null
            order by case value_change when 'dropped' then 1 when 'corrected' then 2 else 3 end, observation_id
            limit ?
            """,
            [limit],
        ).fetchall()
        return tuple(ValueChange(*row) for row in rows)

    def partitions(self) -> tuple[PartitionChange, ...]:
        """Every form and period that lost or corrected a value, except by an earlier as-of instant."""
        form, join = form_of("one_row", {"submission_id", "source_sheet"})
        rows = self._connection.execute(
            f"""
            with changed as (
                select
                    form_id, period,
                    count(*) filter (where value_change = 'dropped') as dropped,
                    count(*) filter (where value_change = 'corrected') as corrected
                from temp.changed
                where cause <> 'earlier_as_of'
                group by all
                having dropped + corrected > 0
            ),
            earlier_value as (
                select {form} as form_id, one_row.period, count(one_row.value) as held
                from earlier.{VALUES_TABLE} as one_row
                {join}
                group by all
            )
            select form_id, period, coalesce(held, 0), dropped, corrected
            from changed
            left join earlier_value using (form_id, period)
            order by form_id, period
            """
        ).fetchall()
        return tuple(PartitionChange(*row) for row in rows)

    def files(self) -> tuple[FileChange, ...]:
        """Every new file that replaced values of enterprises, by form and period."""
        form, join = form_of("one_row", {"submission_id", "source_sheet"})
        rows = self._connection.execute(
            f"""
            with replaced as (
                select submission_after as submission_id, changed.form_id, changed.period, count(*) as corrected
                from temp.changed as changed
                join earlier.{VALUES_TABLE} as value_before using (observation_id)
                where cause = 'correction' and value_change = 'corrected' and subject_kind = 'enterprise'
                group by all
            ),
            own_enterprise as (
                select distinct observation.submission_id, replaced.form_id, observation.period, subject_id
                from core.observation
                join replaced using (submission_id, period)
                where subject_kind = 'enterprise'
            ),
            value_in_force as (
                select {form} as form_id, one_row.period, one_row.subject_id, count(one_row.value) as held
                from earlier.{VALUES_TABLE} as one_row
                {join}
                where one_row.subject_kind = 'enterprise' and one_row.period in (select period from replaced)
                group by all
            )
            select
                replaced.submission_id,
                file_name,
                (received_at at time zone 'UTC' at time zone 'Asia/Shanghai')::date,
                replaced.form_id,
                replaced.period,
                count(distinct own_enterprise.subject_id),
                coalesce(sum(held), 0)::bigint,
                corrected
            from replaced
            join core.submission using (submission_id)
            join own_enterprise
                on own_enterprise.submission_id = replaced.submission_id
                and own_enterprise.form_id = replaced.form_id
                and own_enterprise.period = replaced.period
            left join value_in_force
                on value_in_force.form_id = replaced.form_id
                and value_in_force.period = replaced.period
                and value_in_force.subject_id = own_enterprise.subject_id
            group by replaced.submission_id, file_name, received_at, replaced.form_id, replaced.period, corrected
            order by replaced.submission_id, replaced.form_id, replaced.period
            """
        ).fetchall()
        return tuple(FileChange(*row) for row in rows)

    def values_before(self) -> int:
        """How many values the published snapshot has."""
        row = self._connection.execute(f"select count(value) from earlier.{VALUES_TABLE}").fetchone()
        assert row is not None
        return int(row[0])

    def _columns_before(self, table: Table) -> set[str]:
        return set(self._before.get(table.key, {}))

    def _rows_before(self, table: Table) -> dict[str, int]:
        columns = self._columns_before(table)
        if not columns:
            return {}
        form, join = form_of("one_row", columns)
        place = ", ".join(name for name in ("form_id", "submission_id", "source_sheet") if name in columns)
        counted = f"select {place or 'null'}, count(*) as row_count from earlier.{table.key} group by all"
        rows = self._connection.execute(
            f"""
            select {form} as form_id, sum(row_count)::bigint
            from ({counted}) as one_row
            {join}
            group by all
            """
        ).fetchall()
        return dict(rows)

    def _explained(self, table: Table, source: str, columns: list[str]) -> str:
        """The changed rows with form, cause and kind of change."""
        has_submission = "submission_id" in columns
        after_id, before_id = ("after.submission_id", "before.submission_id") if has_submission else ("null", "null")
        waited = "false"
        if table.key == VALUES_TABLE:
            waited = """exists (
                from earlier.core.unmatched_observation as waiting
                where waiting.submission_id = after.submission_id
                    and waiting.source_sheet = after.source_sheet
                    and waiting.source_cell = after.source_cell
            )"""
        has_sheet = has_submission and "source_sheet" in columns
        after_sheet, before_sheet = ("after.source_sheet", "before.source_sheet") if has_sheet else ("null", "null")
        form = (
            "coalesce(after.form_id, before.form_id, '')"
            if "form_id" in columns
            else "coalesce(new_sheet.form_id, new_file.form_id, old_sheet.form_id, old_file.form_id, '')"
        )
        has_value = "value" in columns
        value_before, value_after = ("before.value", "after.value") if has_value else ("null", "null")
        base = "before.same_period_value is distinct from after.same_period_value"
        base_differs = base if has_value and "same_period_value" in columns else "false"
        is_values = table.key == VALUES_TABLE
        # Most releases have no new decision, and searching for one takes as long as finding the changes.
        ruling = (
            f"coalesce({ruling_of('before', set(columns))}, {ruling_of('after', set(columns))})"
            if self._has_rulings
            else "null::varchar"
        )
        return f"""
            with differing as ({source}),
            changed as (select *, {ruling} as ruling from differing)
            select
                {form} as form_id,
                case
                    when {before_id} is not null and old_file_now.submission_id is null
                        then if(old_file.received_at > build.as_of, 'earlier_as_of', 'lost_submission')
                    when {after_id} is not null and new_file_then.submission_id is null
                        then case when before is null then 'new_submission' else 'correction' end
                    when ruling is not null then if(taken.decision_id is null, 'earlier_as_of', 'decision')
                    when before is null and {waited} then 'register'
                    else '{self._unexplained}'
                end as cause,
                ruling as decision_id,
                case
                    when before is null then 'added'
                    when after is null then 'dropped'
                    else 'corrected'
                end as change,
                case
                    when {value_before} is null and {value_after} is not null then 'added'
                    when {value_before} is not null and {value_after} is null then 'dropped'
                    when before is not null and after is not null
                        and ({value_before} is distinct from {value_after} or {base_differs}) then 'corrected'
                end as value_change,
                {"coalesce(after.observation_id, before.observation_id)" if is_values else "null"} as observation_id,
                {"coalesce(after.period, before.period)" if is_values else "null"} as period,
                {value_before} as value_before,
                {value_after} as value_after,
                {before_id} as submission_before,
                {after_id} as submission_after
            from changed
            left join earlier.core.submission as old_file on old_file.submission_id = {before_id}
            left join core.submission as old_file_now on old_file_now.submission_id = {before_id}
            left join core.submission as new_file on new_file.submission_id = {after_id}
            left join earlier.core.submission as new_file_then on new_file_then.submission_id = {after_id}
            left join temp.sheet_now as new_sheet
                on new_sheet.submission_id = {after_id} and new_sheet.source_sheet = {after_sheet}
            left join temp.sheet_before as old_sheet
                on old_sheet.submission_id = {before_id} and old_sheet.source_sheet = {before_sheet}
            left join core.decision as taken on taken.decision_id = changed.ruling
            cross join stage.build
        """


def _few(names: Sequence[str]) -> str:
    """The first five, and the number of the others."""
    return "; ".join(names[:5]) + (f"; and {len(names) - 5} more" if len(names) > 5 else "")


def _keyed(key: Sequence[str], now: str, before: str, columns: list[str]) -> str:
    """Differing rows as structs `after` and `before`, matched by the key of the table."""
    joined = " and ".join(f"new_row.{name} is not distinct from old_row.{name}" for name in key)
    return f"""
        select new_row.row_ as after, old_row.row_ as before
        from (select {", ".join(key)}, {_row(columns)} as row_ from {now}) as new_row
        full join (select {", ".join(key)}, {_row(columns)} as row_ from {before}) as old_row on {joined}
        where new_row.row_ is distinct from old_row.row_
    """


def _bag(now: str, before: str, columns: list[str]) -> str:
    """For a table without a key: rows that occur more often on one side."""
    listed, row, no_row = ", ".join(columns), _row(columns), _no_row(columns)
    return f"""
        select {row} as after, {no_row} as before
        from (select {listed} from {now} except all select {listed} from {before})
        union all
        select {no_row} as after, {row} as before
        from (select {listed} from {before} except all select {listed} from {now})
    """


def _column_types(connection: duckdb.DuckDBPyConnection, database: str) -> Mapping[str, Mapping[str, str]]:
    """The columns of every table of a database, each with its type."""
    rows = connection.execute(
        """
        select schema_name || '.' || table_name, column_name, data_type
        from duckdb_columns()
        where database_name = ?
        order by all
        """,
        [database],
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for key, name, data_type in rows:
        found.setdefault(key, {})[name] = data_type
    return found


def _row(columns: list[str]) -> str:
    # Quoted: a column may have the name of a word of SQL (precision).
    packed = (f'"{name}" := "{name}"' for name in columns)
    return f"struct_pack({', '.join(packed)})"


def _no_row(columns: list[str]) -> str:
    """Null, of the type of a row."""
    return f"case when false then {_row(columns)} end"
