"""What a build changes against the published snapshot: rows and values, by table, form and cause.

The building engine compares the two (comparison.py): the published file is attached read-only as `earlier`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.catalog.catalog import Catalog, Table
from warehouse.connections import is_held_elsewhere
from warehouse.errors import Busy, SnapshotDamaged
from warehouse.snapshots.code import changed_files, code_files, code_sha256, is_made_of, makers_of
from warehouse.snapshots.manifest import Manifest, TableChange, TableContent
from warehouse.snapshots.releases.comparison import (
    VALUES_TABLE,
    FileChange,
    PartitionChange,
    ReleaseComparison,
    ValueChange,
)

RELEASE_DATASETS = frozenset({"stage.release_change", "stage.release_value"})
"""The staged results of a comparison; tables that read them are made last."""

NOT_COMPARED = "snapshot"
"""The group of tables that describe the build: they always differ."""

NOT_REPORTED = frozenset({NOT_COMPARED, "search"})
"""The groups of tables whose changes a release does not report: also those numbered anew in each build, whose inputs
are compared."""


_CHANGE_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "table_name": pl.String,
    "form_id": pl.String,
    "cause": pl.String,
    "rows_before": pl.Int64,
    "rows_added": pl.Int64,
    "rows_corrected": pl.Int64,
    "rows_dropped": pl.Int64,
    "values_added": pl.Int64,
    "values_corrected": pl.Int64,
    "values_dropped": pl.Int64,
    "cause_detail": pl.String,
}
_VALUE_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "observation_id": pl.String,
    "change": pl.String,
    "cause": pl.String,
    "form_id": pl.String,
    "value_before": pl.Decimal(18, 6),
    "value_after": pl.Decimal(18, 6),
    "submission_before": pl.String,
    "submission_after": pl.String,
    "decision_id": pl.String,
}


@dataclass(frozen=True)
class ReleaseDiff:
    """Everything that changed. `compared_with` is None, and nothing changed, where nothing was published before."""

    compared_with: str | None = None
    tables: tuple[TableChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    partitions: tuple[PartitionChange, ...] = ()
    values_before: int = 0
    files: tuple[FileChange, ...] = ()


def compare(
    connection: duckdb.DuckDBPyConnection,
    catalog: Catalog,
    contents: Mapping[str, TableContent],
    published: Manifest,
    published_path: Path,
    listed_values: int,
    programme_files: Mapping[str, str],
) -> ReleaseDiff:
    """The difference between the tables made so far, under a programme of these files, and a published snapshot.

    Raises SnapshotDamaged where the published file cannot be read, Busy where another process has it open for writing.
    """
    quoted = str(published_path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as earlier (read_only)")
    except duckdb.Error as error:
        if is_held_elsewhere(error):
            raise Busy(
                f"Another program has {published_path.name} open for writing, so no release can be compared with it.",
                "Close it there, or open it read-only; then refresh again.",
                zh=f"另一程序正以写方式打开 {published_path.name}，无法与其比较；请关闭或改为只读后重新刷新。",
            ) from error
        raise SnapshotDamaged(
            f"The snapshot {published.snapshot_id} cannot be opened for comparison: {error}",
            zh=f"快照 {published.snapshot_id} 无法打开，不能比较。",
        ) from error
    try:
        comparison = ReleaseComparison(connection)
        changes: list[TableChange] = []
        values: tuple[ValueChange, ...] = ()
        partitions: tuple[PartitionChange, ...] = ()
        files: tuple[FileChange, ...] = ()
        for table in catalog.tables.values():
            if table.group in NOT_REPORTED:
                continue
            if contents[table.key] == published.tables.get(table.key) and comparison.has_same_columns(table):
                continue
            code = changed_code(catalog, table, published)
            comparison.find_changed(table, code, changed_programme(catalog, table, published, programme_files))
            changes += comparison.counts(table)
            if table.key == VALUES_TABLE:
                values, partitions = comparison.values(listed_values), comparison.partitions()
                files = comparison.files()
        return ReleaseDiff(published.snapshot_id, tuple(changes), values, partitions, comparison.values_before(), files)
    finally:
        connection.execute("drop table if exists temp.changed")
        connection.execute("drop table if exists temp.differing_part")
        connection.execute("drop table if exists temp.ruled")
        connection.execute("drop table if exists temp.sheet_now")
        connection.execute("drop table if exists temp.sheet_before")
        connection.execute("detach earlier")


def changed_code(catalog: Catalog, table: Table, published: Manifest) -> frozenset[str] | None:
    """The files that make a table and differ from those of the published snapshot; None where all are equal."""
    if published.code_sha256 == code_sha256():
        return None
    if not published.code_files:
        # The manifest of a version that did not list its files: any of them may have changed.
        return frozenset()
    return (makers_of(catalog, table) & changed_files(published.code_files, code_files())) or None


def changed_programme(catalog: Catalog, table: Table, published: Manifest, files: Mapping[str, str]) -> frozenset[str]:
    """The files of the programme that the table's rows depend on and that differ from those of the published
    snapshot."""
    if not published.programme_files:
        # The manifest of a version without programmes: what it was built with became the first revision.
        return frozenset()
    differing = changed_files(published.programme_files, files)
    return frozenset(path for path in differing if is_made_of(catalog, table, path)) if differing else frozenset()


def stage_diff(connection: duckdb.DuckDBPyConnection, diff: ReleaseDiff) -> None:
    """Makes a comparison readable as stage.release_change and stage.release_value."""
    changes = pl.DataFrame([asdict(change) for change in diff.tables], schema=_CHANGE_SCHEMA)
    values = pl.DataFrame([asdict(value) for value in diff.values], schema=_VALUE_SCHEMA)
    for name, rows in (("release_change", changes), ("release_value", values)):
        connection.register("staged_rows", rows)
        connection.execute(f"create table stage.{name} as select * from staged_rows")
        connection.unregister("staged_rows")
