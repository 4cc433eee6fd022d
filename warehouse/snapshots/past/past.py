"""Finds the retained snapshot with the data as known at an instant: exactly what a rebuild as of that instant gives.

It was built from the same submissions, decisions, exemptions and revisions of the programme, and time alone has altered
none of the requested tables (clock.py). Where there is none, one can be built (as_of_snapshot.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import duckdb

from warehouse.archive.home import Home
from warehouse.domain.moment import past_instant, write_moment
from warehouse.errors import AvailabilityError, InvalidArgument, SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots.code import code_sha256
from warehouse.snapshots.manifest import (
    Manifest,
    current_snapshot_id,
    is_beside,
    manifest_path,
    read_manifest,
    retained_ids,
)
from warehouse.snapshots.opening import open_snapshot
from warehouse.snapshots.past.clock import clocks_of, is_altered
from warehouse.snapshots.past.knowledge import FIRST_REVISION, Knowledge, Known, digest_of

T = TypeVar("T")

_log = logging.getLogger(__name__)

Read = Callable[[str], AbstractContextManager[duckdb.DuckDBPyConnection]]
"""Opens a retained snapshot. Raises AvailabilityError."""

_ENTRIES = """
select submission_id from core.submission
union all
select decision_id from core.decision
union all
select exemption_id from core.reporting_exemption
union all
"""
_REVISIONS = "select revision_id from core.programme"
_BEFORE_REVISIONS = f"select '{FIRST_REVISION}'"
"""A snapshot of a version without programmes was built under the first one."""


@dataclass(frozen=True)
class Retained:
    """A retained snapshot and its as-of instant."""

    manifest: Manifest
    is_published: bool

    @property
    def is_beside(self) -> bool:
        return is_beside(self.manifest.snapshot_id)

    @property
    def is_of_this_code(self) -> bool:
        return self.manifest.code_sha256 == code_sha256()


class PastStates:
    """The retained snapshots of one data directory by their state of knowledge, for any number of threads."""

    def __init__(self, home: Home, read: Read | None = None) -> None:
        self._home = home
        self._read = read or self._open
        self._knowledge = Knowledge(home)
        self._manifests: dict[str, tuple[tuple[int, int], Manifest]] = {}
        self._digests: dict[tuple[str, datetime], str] = {}

    def find(self, instant: datetime, tables: Collection[str]) -> str:
        """The snapshot with these tables as known at an instant (UTC).

        Of several, the one in force, else one built by the running code, else the newest. Raises InvalidArgument for an
        instant in the future or before the first submission, SnapshotNotFound where there is none.
        """
        instant = past_instant(instant, datetime.now(UTC))
        known = self._known_at(instant)
        same = [entry for entry in self._by_preference() if self._knows(entry.manifest, known)]
        for entry in same:
            if self._is_unaltered(entry.manifest, instant, tables):
                return entry.manifest.snapshot_id
        written = write_moment(instant)
        if same:
            near = same[0].manifest.snapshot_id
            en = (
                f"Snapshot {near} knows the same files and decisions, but deadlines or dated changes lie between its "
                f"instant and {written}."
            )
            zh = f"快照 {near} 的文件和决定相同，但其时点与 {written} 之间有到期事项或按日期生效的变更。"
        else:
            en = f"No retained snapshot knows exactly what was known at {written}."
            zh = f"现存快照都不对应 {written} 的已知情况。"
        raise SnapshotNotFound(
            en,
            f"Build it, the published snapshot stays: longmai refresh --as-of {written} --beside.",
            zh=f"{zh}可另行构建，已发布的快照不变：longmai refresh --as-of {written} --beside。",
        )

    def answers(self, snapshot_id: str, instant: datetime, tables: Collection[str]) -> bool:
        """Whether that snapshot has these tables as known at an instant. Raises as `find` does."""
        instant = past_instant(instant, datetime.now(UTC))
        known = self._known_at(instant)
        manifest = self._manifest(snapshot_id)
        return manifest is not None and self._knows(manifest, known) and self._is_unaltered(manifest, instant, tables)

    def retained(self) -> Sequence[Retained]:
        """The retained snapshots, newest as-of instant first, without those with an unreadable manifest."""
        try:
            published = current_snapshot_id(self._home)
        except SnapshotNotFound:
            published = None
        manifests = filter(None, map(self._manifest, retained_ids(self._home)))
        entries = [Retained(manifest, manifest.snapshot_id == published) for manifest in manifests]
        return sorted(entries, key=lambda entry: (entry.manifest.as_of, entry.manifest.built_at), reverse=True)

    def _known_at(self, instant: datetime) -> Known:
        _check_known(self._knowledge, instant)
        return self._knowledge.at(instant)

    def _by_preference(self) -> list[Retained]:
        return sorted(
            self.retained(),
            key=lambda entry: (entry.is_published, entry.is_of_this_code, entry.manifest.built_at),
            reverse=True,
        )

    def _knows(self, manifest: Manifest, known: Known) -> bool:
        return manifest.submission_count == known.submission_count and self._digest(manifest) == known.digest

    def _digest(self, manifest: Manifest) -> str | None:
        """The hash over a snapshot's inputs, from its own tables; None where they are missing."""
        key = (manifest.snapshot_id, manifest.built_at)
        if key not in self._digests:
            revisions = _REVISIONS if "core.programme" in manifest.tables else _BEFORE_REVISIONS
            rows = self._rows(manifest.snapshot_id, lambda opened: opened.execute(_ENTRIES + revisions).fetchall())
            if rows is None:
                return None
            self._digests[key] = digest_of(row[0] for row in rows)
        return self._digests[key]

    def _is_unaltered(self, manifest: Manifest, instant: datetime, tables: Collection[str]) -> bool:
        clocks = clocks_of(tables)
        if manifest.as_of == instant or not clocks:
            return True
        return (
            self._rows(manifest.snapshot_id, lambda opened: is_altered(opened, clocks, manifest.as_of, instant))
            is False
        )

    def _rows(self, snapshot_id: str, ask: Callable[[duckdb.DuckDBPyConnection], T]) -> T | None:
        """The result of a query; None where the snapshot is damaged, deleted meanwhile, or of a version without that
        table."""
        try:
            with self._read(snapshot_id) as opened:
                return ask(opened)
        except (AvailabilityError, duckdb.Error):
            _log.warning("Snapshot %s cannot tell what it knows.", snapshot_id, exc_info=True)
            return None

    def _manifest(self, snapshot_id: str) -> Manifest | None:
        """The manifest, read again when its file changes: the name of a past state may be reused."""
        try:
            status = manifest_path(self._home, snapshot_id).stat()
            stamp = (status.st_mtime_ns, status.st_ino)
            kept = self._manifests.get(snapshot_id)
            if kept is None or kept[0] != stamp:
                kept = self._manifests[snapshot_id] = (stamp, read_manifest(self._home, snapshot_id))
            return kept[1]
        except (FileNotFoundError, SnapshotNotFound, SnapshotDamaged):
            return None

    @contextmanager
    def _open(self, snapshot_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        with closing(open_snapshot(self._home, snapshot_id)) as connection:
            yield connection


def check_known(home: Home, instant: datetime) -> None:
    """Raises InvalidArgument for an instant (UTC) in the future or before the first submission."""
    _check_known(Knowledge(home), instant)


def _check_known(knowledge: Knowledge, instant: datetime) -> None:
    written = write_moment(instant)
    if instant > datetime.now(UTC):
        raise InvalidArgument(
            f"{written} is in the future.",
            "Leave asOf out for the newest snapshot. A day without a time is its end in China; today's is now.",
        )
    begins = knowledge.begins()
    if begins is None or instant < begins:
        first = "none has come yet" if begins is None else f"it came at {write_moment(begins)}"
        raise InvalidArgument(
            f"{written} lies before the first submission: {first}.", "Ask for a later instant, or leave asOf out."
        )
