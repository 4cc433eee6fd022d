"""The manifest of a snapshot, a file next to it: its identity, contents and hash."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.entries import Head
from warehouse.archive.home import Home
from warehouse.errors import SnapshotDamaged, SnapshotNotFound


@dataclass(frozen=True)
class TableContent:
    """The number of rows of a table, and a hash of them that does not depend on their order."""

    row_count: int
    content_hash: str


@dataclass(frozen=True)
class CheckOutcome:
    """The result of a check in a build; `example` is one of the violating rows."""

    table: str
    name: str
    severity: str
    broken_rows: int
    example: str | None

    @property
    def is_passed(self) -> bool:
        return self.broken_rows == 0


@dataclass(frozen=True)
class TableChange:
    """The changes in a table since the previous snapshot, for one form (empty: none) and one cause.

    `rows_before` is the earlier number of rows of the table and form. Counts of values are None for tables without a
    column `value`; a value counts as corrected where both snapshots have it and it, or its restated base, differs.
    `cause_detail` names the decisions and people, or the code files, of the cause.
    """

    table_name: str
    form_id: str
    cause: str
    rows_before: int
    rows_added: int
    rows_corrected: int
    rows_dropped: int
    values_added: int | None
    values_corrected: int | None
    values_dropped: int | None
    cause_detail: str = ""


@dataclass(frozen=True)
class Acceptance:
    """Who accepted a held release, and why."""

    accepted_by: str
    accepted_at: datetime
    reason: str


@dataclass(frozen=True)
class Manifest:
    """A published snapshot: identity, inputs, contents and the hash of its file."""

    snapshot_id: str
    snapshot_number: int
    built_at: datetime
    as_of: datetime
    longmai_version: str
    duckdb_version: str
    submission_count: int
    tables: dict[str, TableContent]
    checks: tuple[CheckOutcome, ...]
    size_bytes: int
    sha256: str
    code_sha256: str = ""
    code_files: dict[str, str] = field(default_factory=dict)
    compared_with: str | None = None
    changes: tuple[TableChange, ...] = ()
    held_because: tuple[str, ...] = ()
    acceptance: Acceptance | None = None
    ledger: Head | None = None
    """The newest entry of the ledger when it was built; None for a version without seals, or an empty ledger."""
    programme_id: str = ""
    programme_revision: str = ""
    """The revision of the programme that it was built under, P000003; empty for a version without programmes."""
    programme_sha256: str = ""
    programme_files: dict[str, str] = field(default_factory=dict)
    """The files of that revision with their SHA-256, by path."""

    @property
    def warnings(self) -> tuple[CheckOutcome, ...]:
        """The violated checks that do not stop a publication."""
        return tuple(check for check in self.checks if not check.is_passed)


# Eighteen digits: no number of ours is longer, and no file system takes much longer names.
_ID = re.compile(r"\d{6,18}|(asof-\d{8}T\d{12}Z-[0-9a-f]{8})", re.ASCII)


def is_snapshot_id(text: str) -> bool:
    """Whether the text has the form of a snapshot id; no other text becomes part of a path."""
    return _ID.fullmatch(text) is not None


def is_beside(snapshot_id: str) -> bool:
    """Whether the id is that of a past state (as_of_snapshot.py)."""
    return (match := _ID.fullmatch(snapshot_id)) is not None and match[1] is not None


def beside_id(as_of: datetime, code_sha256: str) -> str:
    """The id of a past state, from its instant and the hash of the code: the two determine its contents."""
    return f"asof-{as_of.astimezone(UTC):%Y%m%dT%H%M%S%f}Z-{code_sha256[:8]}"


def snapshot_path(home: Home, snapshot_id: str) -> Path:
    """The file of a snapshot."""
    return _folder(home, snapshot_id) / f"{snapshot_id}.duckdb"


def manifest_path(home: Home, snapshot_id: str) -> Path:
    """The manifest of a snapshot."""
    return _folder(home, snapshot_id) / f"{snapshot_id}.json"


def _folder(home: Home, snapshot_id: str) -> Path:
    return home.beside if is_beside(snapshot_id) else home.snapshots


def held_path(home: Home) -> Path:
    """The file of a held release; its manifest is next to it."""
    return home.snapshots / "held" / "release.duckdb"


def held_manifest_path(home: Home) -> Path:
    """The manifest of a held release."""
    return home.snapshots / "held" / "release.json"


def to_json(manifest: Manifest) -> str:
    """The manifest as JSON."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=2, default=datetime.isoformat) + "\n"


def read_manifest(home: Home, snapshot_id: str) -> Manifest:
    """The manifest of a snapshot. Raises SnapshotNotFound or SnapshotDamaged."""
    try:
        if is_snapshot_id(snapshot_id):
            return read_manifest_file(manifest_path(home, snapshot_id))
    except FileNotFoundError:
        pass
    raise SnapshotNotFound(f"There is no snapshot {snapshot_id[:60]}.", zh=f"没有快照 {snapshot_id[:60]}。") from None


def read_manifest_file(path: Path) -> Manifest:
    """The manifest in a file. Raises FileNotFoundError or SnapshotDamaged."""
    try:
        document = json.loads(path.read_text("utf-8"))
        return Manifest(
            **{
                **document,
                "built_at": datetime.fromisoformat(document["built_at"]),
                "as_of": datetime.fromisoformat(document["as_of"]),
                "tables": {key: TableContent(**content) for key, content in document["tables"].items()},
                "checks": tuple(CheckOutcome(**check) for check in document["checks"]),
                "changes": tuple(TableChange(**change) for change in document.get("changes", ())),
                "held_because": tuple(document.get("held_because", ())),
                "acceptance": _acceptance(document.get("acceptance")),
                "ledger": Head(**ledger) if (ledger := document.get("ledger")) is not None else None,
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotDamaged(
            f"The manifest {path.name} cannot be read: {error}", zh=f"快照清单 {path.name} 无法读取。"
        ) from error


def _acceptance(fields: dict[str, str] | None) -> Acceptance | None:
    if fields is None:
        return None
    return Acceptance(fields["accepted_by"], datetime.fromisoformat(fields["accepted_at"]), fields["reason"])


def read_manifests(home: Home) -> tuple[Manifest, ...]:
    """The manifests of all retained snapshots, oldest first."""
    return tuple(
        read_manifest(home, path.stem)
        for path in sorted(home.snapshots.glob("[0-9]*.json"))
        if snapshot_path(home, path.stem).exists()
    )


def retained_ids(home: Home) -> tuple[str, ...]:
    """The ids of all retained snapshots: published ones by number, then past states."""
    return (
        *(f"{number:06d}" for number in snapshot_numbers(home)),
        *(path.stem for path in sorted(home.beside.glob("*.duckdb")) if is_beside(path.stem)),
    )


def snapshot_numbers(home: Home) -> list[int]:
    """The numbers of the retained files, ascending. Works with damaged manifests."""
    return sorted(int(path.stem) for path in home.snapshots.glob("*.duckdb") if path.stem.isdecimal())


def current_snapshot_id(home: Home) -> str:
    """The id of the published snapshot. Raises SnapshotNotFound before the first publication."""
    try:
        return home.current.readlink().stem
    except (FileNotFoundError, OSError):
        raise SnapshotNotFound(
            "Nothing has been published yet.", "Run: longmai refresh.", zh="尚未发布快照；请运行 longmai refresh。"
        ) from None
