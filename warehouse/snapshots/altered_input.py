"""Rebuilds the affected tables from altered input in a temporary database (what-if), then discards them.

Only tables that read a changed dataset, or a table that changes, are rebuilt; all others are read from the published
snapshot. Nothing is written below the data directory and no lock is taken: a read-only copy suffices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from warehouse.archive.home import Home
from warehouse.catalog.catalog import Catalog, Table, load_catalog
from warehouse.connections import is_held_elsewhere, open_writer
from warehouse.decisions.folders import Reading, read_readings
from warehouse.errors import Busy, ContractBroken
from warehouse.snapshots.build import (
    Build,
    BuildPlan,
    attach_stage,
    classified,
    plan_again,
    refuse_missing_rows,
)
from warehouse.snapshots.manifest import Manifest, read_manifest, snapshot_path
from warehouse.snapshots.releases.diff import NOT_REPORTED, changed_code

PUBLISHED = "published"
"""The name under which the snapshot is attached."""


@dataclass(frozen=True)
class AlteredReading(Reading):
    """A submission with some of its datasets in another folder than the staged ones."""

    rows: Path
    datasets: frozenset[str]

    def file(self, home: Home, dataset: str) -> Path:
        """The file of one of its datasets: the altered one, if there is one."""
        return self.rows / f"{dataset}.parquet" if dataset in self.datasets else super().file(home, dataset)


class Origin:
    """The inputs of a published snapshot, and the tables rebuilt from altered ones."""

    def __init__(self, home: Home, snapshot_id: str) -> None:
        """Raises SnapshotDamaged, and StorageFailed where staged rows are missing."""
        self._home = home
        self._catalog: Catalog = load_catalog()
        self._manifest: Manifest = read_manifest(home, snapshot_id)
        self._plan: BuildPlan = plan_again(home, self._manifest)
        refuse_missing_rows(home, self._plan)
        self.readings: tuple[Reading, ...] = tuple(
            read_readings(home, self._plan.submissions, self._plan.decisions, self._plan.as_of)
        )

    @contextmanager
    def remade(
        self, readings: Sequence[Reading], datasets: Collection[str]
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, tuple[Table, ...]]]:
        """A connection with every table made of these readings, the published tables as `published.…`, and the tables
        that changed. `datasets` are those in which the readings differ from the snapshot's.

        Raises ContractBroken where the changed rows do not fit a table, or a table to be rebuilt was made by other code
        or rules; Busy where another process writes the snapshot.
        """
        with TemporaryDirectory(prefix="longmai-otherwise-") as folder:
            connection = open_writer(Path(folder) / "otherwise.duckdb")
            try:
                yield connection, self._make(connection, readings, datasets)
            finally:
                connection.close()

    def _make(
        self, connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], datasets: Collection[str]
    ) -> tuple[Table, ...]:
        published = snapshot_path(self._home, self._manifest.snapshot_id)
        try:
            quoted = str(published).replace("'", "''")
            connection.execute(f"attach '{quoted}' as {PUBLISHED} (read_only)")
            attach_stage(connection, self._home, self._plan, readings)
            for table in self._catalog.tables.values():
                connection.execute(f"create schema if not exists {table.layer}")
                # The version of a value in force is derived from its row number, and a view has none of its own.
                place = ", rowid" if table.key == "core.observation" else ""
                connection.execute(f"create view {table.key} as select *{place} from {PUBLISHED}.{table.key}")
        except duckdb.Error as error:
            if is_held_elsewhere(error):
                raise Busy(
                    f"Another program has {published.name} open for writing.",
                    "Open it read-only there.",
                    zh=f"另一程序正以写方式打开 {published.name}；请在该程序中改为只读打开。",
                ) from error
            raise classified(error, f"What {published.name} was made of cannot be read") from error
        self._refuse_other_origin(connection)
        build = Build(self._home, self._plan, self._catalog, connection)
        changed = {f"stage.{dataset}" for dataset in datasets}
        otherwise: list[Table] = []
        for table in self._catalog.tables.values():
            if table.group in NOT_REPORTED or changed.isdisjoint(table.reads):
                continue
            self._refuse_other_code(table)
            connection.execute(f"drop view {table.key}")
            connection.execute(table.create_sql)
            if build.make(table) != self._manifest.tables[table.key]:
                changed.add(table.key)
                otherwise.append(table)
        return tuple(otherwise)

    def _refuse_other_code(self, table: Table) -> None:
        """A difference would be due to the code, not to the changed rows."""
        files = changed_code(self._catalog, table, self._manifest)
        if files is not None:
            raise ContractBroken(
                f"{table.key} of snapshot {self._manifest.snapshot_id} was made by another version of code or rules"
                f"{f' ({min(files)})' if files else ''}.",
                "Run longmai refresh: it publishes with the present version.",
                zh=f"快照 {self._manifest.snapshot_id} 的 {table.key} 由另一版本的代码或规则生成；"
                "请运行 longmai refresh，用当前版本重新发布。",
            )

    def _refuse_other_origin(self, connection: duckdb.DuckDBPyConnection) -> None:
        """After the clock was set back, a later submission may seem older than the snapshot."""
        for staged, table, key in _ENTRIES:
            ids = f"select {key} from stage.{staged}", f"select {key} from {PUBLISHED}.{table}"
            differing = f"(({ids[0]}) except ({ids[1]})) union all (({ids[1]}) except ({ids[0]}))"
            found = connection.execute(differing).fetchone()
            if found is not None:
                raise ContractBroken(
                    f"Snapshot {self._manifest.snapshot_id} and the archive do not agree on {found[0]}.",
                    "Run longmai refresh.",
                    zh=f"快照 {self._manifest.snapshot_id} 与档案库在 {found[0]} 上不一致；请运行 longmai refresh。",
                )


_ENTRIES = (
    ("submission", "core.submission", "submission_id"),
    ("decision", "core.decision", "decision_id"),
    ("exemption", "core.reporting_exemption", "exemption_id"),
    ("programme", "core.programme", "revision_id"),
)
