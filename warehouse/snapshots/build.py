"""Makes one snapshot file from the submissions known at an instant: all tables, then all checks.

The file has a temporary name until publish.py renames it. The builder holds the writer's lock throughout the build.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from warehouse.archive.damages import check_ledger
from warehouse.archive.entries import Head, read_head
from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission, read_submissions, replaced_by_naming
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import Revision, read_revisions
from warehouse.archive.seal import ensure_sealed
from warehouse.archive.store import sweep_arriving
from warehouse.catalog.catalog import Catalog, Table, load_catalog
from warehouse.catalog.model_files import load_model
from warehouse.connections import BUILD, open_scratch, open_writer
from warehouse.decisions.cells import decisions_frame, held_cells
from warehouse.decisions.exemptions import Exemption, read_exemptions
from warehouse.decisions.folders import OF_THE_FILE, Reading, lists_at, read_readings, read_under, staged_folder
from warehouse.decisions.ledger import Decision, read_decisions
from warehouse.decisions.withdrawn_rows import withdrawn_rows
from warehouse.errors import ContractBroken, SnapshotDamaged, SnapshotNotFound, StorageFailed, WarehouseError
from warehouse.faults import fault
from warehouse.forms.datasets import DATASETS, empty
from warehouse.programme.frames import TABLES
from warehouse.programme.in_force import ensure_programme, lists_digest, programme_of
from warehouse.programme.programme import Programme, built_in
from warehouse.snapshots.code import code_sha256
from warehouse.snapshots.manifest import (
    CheckOutcome,
    Manifest,
    TableContent,
    beside_id,
    current_snapshot_id,
    is_beside,
    read_manifest,
    snapshot_numbers,
    snapshot_path,
)
from warehouse.snapshots.releases.cost import TableCost, measured
from warehouse.snapshots.releases.diff import RELEASE_DATASETS, ReleaseDiff, compare, stage_diff

_log = logging.getLogger(__name__)

_SUBMISSION_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "submission_id": pl.String,
    "submission_number": pl.Int64,
    "file_name": pl.String,
    "sha256": pl.String,
    "size_bytes": pl.Int64,
    "received_at": pl.Datetime("us"),
    "form_id": pl.String,
    "form_version": pl.String,
    "period": pl.String,
    "status": pl.String,
    "is_synthetic": pl.Boolean,
    "rows_read": pl.Int64,
    "rows_accepted": pl.Int64,
    "held_count": pl.Int64,
    "refusal": pl.String,
    "named_indicator_id": pl.String,
    "named_unit_id": pl.String,
    "named_vintage_id": pl.String,
    "named_region_code": pl.String,
    "named_by": pl.String,
}

_REVISION_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "revision_id": pl.String,
    "revision_number": pl.Int64,
    "programme_id": pl.String,
    "sha256": pl.String,
    "lists_digest": pl.String,
    "decided_by": pl.String,
    "reason": pl.String,
    "applied_at": pl.Datetime("us"),
    "is_in_force": pl.Boolean,
}


@dataclass(frozen=True)
class BuildPlan:
    """The parameters of a build: its number, its as-of instant and its start (all instants UTC).

    A past state built for `--as-of … --beside` has a name of its own, and 0 as its number.
    """

    snapshot_number: int
    as_of: datetime
    built_at: datetime
    submissions: tuple[Submission, ...]
    programme: Programme
    decisions: tuple[Decision, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    revisions: tuple[Revision, ...] = ()
    """Of the programme, applied up to `as_of`; the first one in any case."""
    beside_id: str | None = None
    ledger: Head | None = None
    """The newest entry of the ledger, whether or not `as_of` includes it."""

    @property
    def revision(self) -> Revision:
        """The revision of the programme in force."""
        return self.revisions[-1]

    @property
    def snapshot_id(self) -> str:
        return self.beside_id or f"{self.snapshot_number:06d}"


class Build:
    """A build in progress: the open file and the tables made so far."""

    def __init__(self, home: Home, plan: BuildPlan, catalog: Catalog, connection: duckdb.DuckDBPyConnection) -> None:
        self.home = home
        self.plan = plan
        self.catalog = catalog
        self.contents: dict[str, TableContent] = {}
        self.costs: dict[str, TableCost] = {}
        self.checks: list[CheckOutcome] = []
        self.diff: ReleaseDiff | None = None
        self._connection = connection

    @property
    def path(self) -> Path:
        """The file while it is written."""
        return building_path(self.home, self.plan.snapshot_id)

    def make(self, table: Table) -> TableContent:
        """Fills a table, which is there and empty. Raises ContractBroken where its rows violate its contract."""
        with measured(self.costs, table.key):
            return self._make(table)

    def _make(self, table: Table) -> TableContent:
        connection = self._connection
        if self.diff is None and RELEASE_DATASETS & set(table.reads):
            self._compare()
        try:
            if table.model_sql is not None:
                connection.execute(f"insert into {table.key} by name {table.model_sql}")
            else:
                self._insert_model(table)
        except duckdb.Error as error:
            raise classified(error, f"{table.key} cannot be made") from error
        content = _content(connection, table.key)
        self.contents[table.key] = content
        fault("build.table_made")
        return content

    def _compare(self) -> None:
        """Stages the differences between the tables made so far and the published snapshot; a past state
        replaces none."""
        try:
            if self.plan.beside_id is not None:
                raise SnapshotNotFound("A past state is compared with nothing.", zh="重建的历史状态不与任何快照比较。")
            published = read_manifest(self.home, current_snapshot_id(self.home))
            self.diff = compare(
                self._connection,
                self.catalog,
                self.contents,
                published,
                snapshot_path(self.home, published.snapshot_id),
                self.plan.programme.release.listed_values,
                self.plan.revision.files,
            )
        except SnapshotNotFound:
            self.diff = ReleaseDiff()
        except SnapshotDamaged:
            # An unreadable published file must not block its successor.
            _log.exception("The release is compared with nothing.")
            self.diff = ReleaseDiff()
        stage_diff(self._connection, self.diff)

    def check(self, table: Table) -> tuple[CheckOutcome, ...]:
        """Runs the checks of a table. A check that cannot run raises ContractBroken."""
        outcomes = tuple(self._outcomes(table))
        self.checks.extend(outcomes)
        fault("build.table_checked")
        return outcomes

    def preview(self, table: Table, limit: int = 5) -> list[dict[str, object]]:
        """The first rows of a table, for the operator."""
        relation = self._connection.execute(f"select * from {table.key} limit {limit}")
        names = [column[0] for column in relation.description]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]

    def close(self) -> None:
        """Writes everything to the file and closes it; no write-ahead log remains."""
        try:
            self._connection.execute(f"checkpoint {BUILD}")
            self._connection.execute("use memory")
            self._connection.execute(f"detach {BUILD}")
        except duckdb.Error as error:
            raise classified(error, "The build cannot be closed") from error
        self._connection.close()
        fault("build.closed")

    def _insert_model(self, table: Table) -> None:
        assert table.model_py is not None
        model = load_model(table.model_py)
        inputs = {key: pl.DataFrame(self._connection.sql(f"from {key}").to_arrow_table()) for key in model.inputs}
        rows = model.model(inputs)
        self._connection.register("made_rows", rows)
        try:
            self._connection.execute(f"insert into {table.key} by name select * from made_rows")
        finally:
            self._connection.unregister("made_rows")

    def _outcomes(self, table: Table) -> Iterator[CheckOutcome]:
        for check in table.checks:
            try:
                cursor = self._connection.execute(check.query)
                names = [column[0] for column in cursor.description]
                rows = cursor.fetchall()
            except duckdb.Error as error:
                raise classified(error, f"The check {table.key}: {check.name} cannot run") from error
            example = (
                ", ".join(f"{name} = {value}" for name, value in zip(names, rows[0], strict=True)) if rows else None
            )
            yield CheckOutcome(table.key, check.name, check.severity, len(rows), example)


_STORAGE_ERRORS = (OSError, duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)


def classified(error: duckdb.Error | OSError, what: str) -> WarehouseError:
    """Converts an error of DuckDB into ours: a full disk is for the operator, a broken contract for the data
    steward."""
    # A disk that fills up while a transaction ends is reported as the transaction's failure.
    if isinstance(error, _STORAGE_ERRORS) or "No space left on device" in str(error):
        return StorageFailed(
            f"{what}: {error}",
            "The published snapshot stays. Free disk space and run it again.",
            zh=f"{what}：磁盘空间不足或无法写入；已发布的快照不变，请腾出空间后重新运行。",
        )
    return ContractBroken(f"{what}: {error}", zh=f"{what}：数据不符合该表的约束；已发布的快照不变。")


def building_path(home: Home, snapshot_id: str) -> Path:
    """The name of a snapshot while it is written; an unfinished one is deleted later."""
    return home.snapshots / f"{snapshot_id}.building"


def plan_build(home: Home, as_of: datetime | None = None) -> BuildPlan:
    """The next build, of what was received and decided up to `as_of` (UTC; default everything)."""
    now = datetime.now(UTC)
    submissions = read_submissions(home, as_of=as_of)
    known = {submission.number for submission in submissions}
    decisions = tuple(entry for entry in read_decisions(home, as_of=as_of) if entry.submission_number in known)
    # A file that arrived while the clock was ahead must not be hidden after the clock is corrected.
    revisions = _revisions(home, as_of)
    received = (submission.received_at for submission in submissions)
    instant = as_of or max([now, *received, *(revision.applied_at for revision in revisions)])
    exemptions = read_exemptions(home, as_of=as_of)
    return BuildPlan(
        max(snapshot_numbers(home), default=0) + 1,
        instant,
        now,
        submissions,
        programme_of(home, revisions[-1]) if revisions else built_in(),
        decisions,
        exemptions,
        revisions,
        ledger=read_head(home),
    )


def _revisions(home: Home, as_of: datetime | None) -> tuple[Revision, ...]:
    return read_revisions(home, as_of) or read_revisions(home)[:1]


def plan_beside(home: Home, as_of: datetime) -> BuildPlan:
    """The build of a past state, which is never published."""
    return replace(plan_build(home, as_of), snapshot_number=0, beside_id=beside_id(as_of, code_sha256()))


def plan_again(home: Home, manifest: Manifest) -> BuildPlan:
    """Repeats the build of a snapshot: as of its instant, under its own number and name."""
    return replace(
        plan_build(home, manifest.as_of),
        snapshot_number=manifest.snapshot_number,
        built_at=manifest.built_at,
        beside_id=manifest.snapshot_id if is_beside(manifest.snapshot_id) else None,
    )


@contextmanager
def start_build(
    home: Home, as_of: datetime | None = None, wait_seconds: float = 600.0, *, is_beside: bool = False
) -> Iterator[Build]:
    """A build with the staged rows of its submissions attached; deleted at the end unless published.

    `is_beside` builds the past state of `as_of`, which is never published. Raises LedgerDamaged where an archive entry
    was altered, Busy while another process archives or builds for longer than `wait_seconds`.
    """
    with writer_lock(home, wait_seconds):
        home.ensure()
        sweep(home)
        check_ledger(home)
        if (sealed := ensure_sealed(home)) is not None:
            _log.warning("%s", sealed)
        ensure_programme(home, datetime.now(UTC))
        plan = plan_beside(home, as_of) if is_beside and as_of else plan_build(home, as_of)
        refuse_missing_rows(home, plan)
        catalog = load_catalog()
        connection = _open(building_path(home, plan.snapshot_id), catalog)
        try:
            try:
                attach_stage(connection, home, plan, read_readings(home, plan.submissions, plan.decisions, plan.as_of))
            except duckdb.Error as error:
                raise classified(error, "The staged rows cannot be read") from error
            fault("build.attached")
            yield Build(home, plan, catalog, connection)
        finally:
            connection.close()
            sweep(home)


def _open(path: Path, catalog: Catalog) -> duckdb.DuckDBPyConnection:
    """A new file with every table of the catalog, each empty."""
    fault("build.started")
    try:
        path.write_bytes(empty_tables(tuple(catalog.tables.values())))
        return open_writer(path)
    except (duckdb.Error, OSError) as error:
        raise classified(error, f"{path.name} cannot be opened") from error


def empty_tables(tables: tuple[Table, ...]) -> bytes:
    """A file with these tables and their comments, without rows."""
    return _empty_tables(tuple((table.layer, table.create_sql) for table in tables))


@lru_cache(maxsize=8)
def _empty_tables(contracts: tuple[tuple[str, str], ...]) -> bytes:
    # Once for all builds of a process: the comments alone cost a tenth of a build of few rows.
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        connection = open_writer(path)
        try:
            # One transaction: otherwise every comment would be synced to the disk separately.
            connection.begin()
            for layer, create_sql in contracts:
                connection.execute(f"create schema if not exists {layer}")
                connection.execute(create_sql)
            connection.commit()
            connection.execute(f"checkpoint {BUILD}")
        finally:
            connection.close()
        return path.read_bytes()


def sweep(home: Home) -> None:
    """Deletes the files of unfinished builds. Only the holder of the writer's lock may call it."""
    for leftover in home.snapshots.glob("*.building*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    for manifest in (*home.snapshots.glob("[0-9]*.json"), *home.beside.glob("asof-*.json")):
        if not snapshot_path(home, manifest.stem).exists():
            manifest.unlink()
    for folder in (home.snapshots, home.beside):
        sweep_arriving(folder)
        for checked in folder.glob("*.checked"):
            if not snapshot_path(home, checked.stem).exists():
                checked.unlink()
    for link in home.root.glob("current.*.new"):
        link.unlink()


def refuse_missing_rows(home: Home, plan: BuildPlan) -> None:
    """Raises StorageFailed where the staged rows of a submission are missing."""
    lists = lists_at(home, plan.as_of)
    missing = [
        entry.submission_id for entry in plan.submissions if not (home.staged / staged_folder(entry, lists)).is_dir()
    ]
    if missing:
        raise StorageFailed(
            f"The staged rows of {len(missing)} submissions are missing, {missing[0]} first: without them the "
            "snapshot would be incomplete.",
            "Run longmai refresh: it reads them again from the archive.",
            zh=f"缺少 {len(missing)} 个报送件的暂存行（首个为 {missing[0]}），快照将不完整；"
            "请运行 longmai refresh，由档案库重新读取。",
        )


def attach_stage(
    connection: duckdb.DuckDBPyConnection, home: Home, plan: BuildPlan, readings: Sequence[Reading]
) -> None:
    """Makes every staged dataset readable as stage.<dataset>, the submissions and the build as tables of `stage`, and
    the lists of the programme as programme.<list>."""
    attach_programme(connection, plan.programme)
    withdrawn = withdrawn_rows(home, readings, plan.decisions)
    _create_stage_table(connection, "withdrawn_row", withdrawn)
    replaced = replaced_by_naming(plan.submissions)
    for dataset in DATASETS:
        files = [
            str(path)
            for reading in readings
            if (dataset in OF_THE_FILE or reading.submission.number not in replaced)
            and (path := reading.file(home, dataset)).exists()
        ]
        if files:
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            without = _WITHOUT_WITHDRAWN.format(dataset) if dataset in withdrawn["dataset"] else ""
            # One row per file, which several tables join: opened once.
            kind = "table" if dataset == "reading" else "view"
            connection.execute(f"create {kind} stage.{dataset} as select * from read_parquet([{listed}]) {without}")
        else:
            _create_stage_table(connection, dataset, empty(dataset))
    _create_stage_table(connection, "submission", _submission_frame(plan.submissions))
    _create_stage_table(connection, "read_under", _read_under_frame(home, plan))
    _create_stage_table(connection, "held_cell", held_cells(home, readings))
    _create_stage_table(connection, "decision", decisions_frame(plan.decisions))
    _create_stage_table(connection, "exemption", _exemption_frame(plan.exemptions))
    _create_stage_table(connection, "programme", _revision_frame(plan.revisions))
    build = {
        "snapshot_id": plan.snapshot_id,
        "snapshot_number": plan.snapshot_number,
        "built_at": plan.built_at.replace(tzinfo=None),
        "as_of": plan.as_of.replace(tzinfo=None),
        "longmai_version": version("longmai"),
    }
    _create_stage_table(connection, "build", pl.DataFrame([build]))


def attach_programme(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Makes every list of a programme readable as programme.<list>."""
    connection.execute("attach ':memory:' as programme")
    for name, table in TABLES.items():
        _create_stage_table(connection, name, table.make(programme), "programme")


_WITHOUT_WITHDRAWN = """
    anti join (from stage.withdrawn_row where dataset = '{}') using (submission_number, source_sheet, source_row)
"""


def _create_stage_table(
    connection: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame, schema: str = "stage"
) -> None:
    connection.register("staged_rows", rows)
    connection.execute(f"create table {schema}.{name} as select * from staged_rows")
    connection.unregister("staged_rows")


def _submission_frame(submissions: Sequence[Submission]) -> pl.DataFrame:
    rows = []
    for submission in submissions:
        row = asdict(submission)
        row["submission_number"] = row.pop("number")
        row["received_at"] = submission.received_at.astimezone(UTC).replace(tzinfo=None)
        naming = submission.naming
        row |= {
            "named_indicator_id": naming and naming.indicator_id,
            "named_unit_id": naming and naming.unit_id,
            "named_vintage_id": naming and naming.vintage_id,
            "named_region_code": naming and naming.region_code,
            "named_by": naming and naming.person,
        }
        rows.append({name: row[name] for name in _SUBMISSION_SCHEMA})
    return pl.DataFrame(rows, schema=_SUBMISSION_SCHEMA)


def _read_under_frame(home: Home, plan: BuildPlan) -> pl.DataFrame:
    """The first revision under which each submission reads as it does now."""
    if len(plan.revisions) == 1:
        found = [(entry.number, plan.revision.revision_id) for entry in plan.submissions]
    else:
        first = read_under(home, plan.submissions, plan.as_of)
        found = [(number, revision.revision_id) for number, revision in first.items()]
    return pl.DataFrame(found, schema={"submission_number": pl.Int64, "revision_id": pl.String}, orient="row")


def _exemption_frame(exemptions: Sequence[Exemption]) -> pl.DataFrame:
    texts = [field.name for field in fields(Exemption) if field.name != "decided_at"]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        **dict.fromkeys(texts, pl.String),
        "decided_at": pl.Datetime("us"),
    }
    rows = [
        {**asdict(exemption), "decided_at": exemption.decided_at.astimezone(UTC).replace(tzinfo=None)}
        for exemption in exemptions
    ]
    return pl.DataFrame(rows, schema=schema)


def _revision_frame(revisions: Sequence[Revision]) -> pl.DataFrame:
    newest = max((entry.number for entry in revisions), default=0)
    rows = [
        {
            "revision_id": entry.revision_id,
            "revision_number": entry.number,
            "programme_id": entry.programme_id,
            "sha256": entry.sha256,
            "lists_digest": lists_digest(entry.files),
            "decided_by": entry.by,
            "reason": entry.reason,
            "applied_at": entry.applied_at.astimezone(UTC).replace(tzinfo=None),
            "is_in_force": entry.number == newest,
        }
        for entry in revisions
    ]
    return pl.DataFrame(rows, schema=_REVISION_SCHEMA)


def _content(connection: duckdb.DuckDBPyConnection, key: str) -> TableContent:
    row = connection.execute(f"select count(*), sum(hash(content)::hugeint) from {key} as content").fetchone()
    assert row is not None
    return TableContent(row[0], f"{(row[1] or 0) % (1 << 128):032x}")


def duckdb_version() -> str:
    """The version of the engine that wrote the file."""
    scratch = open_scratch()
    try:
        row = scratch.execute("select version()").fetchone()
    finally:
        scratch.close()
    assert row is not None
    return str(row[0])
