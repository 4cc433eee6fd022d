"""Publishes a finished build: verified in another process, hashed, renamed, and `current` switched.

The order makes a power cut harmless (reliability.md, 2.4): the file is on disk before its name, the name before the
link. A reader sees either the old snapshot or the new one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from warehouse.archive.backup import file_digest
from warehouse.archive.damages import check_ledger
from warehouse.archive.disk import make_folder, share_as_folder, sync
from warehouse.archive.home import Home
from warehouse.errors import CheckFailed, InvalidArgument, ReleaseHeld, SnapshotDamaged, SnapshotNotFound, StorageFailed
from warehouse.faults import fault
from warehouse.snapshots.build import Build, duckdb_version
from warehouse.snapshots.code import code_files, code_sha256
from warehouse.snapshots.manifest import (
    Acceptance,
    Manifest,
    current_snapshot_id,
    held_manifest_path,
    held_path,
    is_beside,
    manifest_path,
    read_manifest,
    snapshot_numbers,
    snapshot_path,
    to_json,
)
from warehouse.snapshots.opening import checked_path, remember
from warehouse.snapshots.past.rollbacks import Rollback, record_rollback
from warehouse.snapshots.releases.diff import ReleaseDiff
from warehouse.snapshots.releases.hold import discard_held, read_held, reasons_to_hold

RETAINED = 5
"""How many snapshots are retained, the published one included."""


def publish(build: Build, retained: int = RETAINED) -> Manifest:
    """Publishes a build whose tables are made and checked, and deletes the oldest snapshots.

    Raises CheckFailed when a blocking check fails, ReleaseHeld when the changes exceed the limits (the build is then
    held), SnapshotDamaged when the finished file does not read back as written; in all cases the published snapshot
    stays.
    """
    diff = build.diff or ReleaseDiff()
    reasons = reasons_to_hold(diff, build.plan.programme.release)
    manifest = seal(build, reasons)
    if reasons:
        _put_aside(build.home, build.path, manifest)
        raise ReleaseHeld(
            f"The release is held and nothing was published: {'; '.join(reasons)}.",
            "The previous snapshot stays up. Look at what changed; if it is right: longmai refresh --accept-changes "
            "--by NAME --reason TEXT. If not, correct the delivery and refresh again.",
            zh=f"本次发布改动过大，已暂停，原快照不变：{'；'.join(reasons)}；核对无误后用 "
            "longmai refresh --accept-changes 接受，否则请更正报送件。",
        )
    with on_disk(manifest.snapshot_id):
        put_in_place(build.home, build.path, manifest)
        _switch(build.home, manifest.snapshot_id)
    discard_held(build.home)
    _retire(build.home, retained)
    return manifest


def seal(build: Build, held_because: tuple[str, ...] = ()) -> Manifest:
    """Closes a build whose tables are made and checked, and verifies the file in another process.

    Raises CheckFailed when a blocking check fails, SnapshotDamaged when the file does not read back as written.
    """
    broken = [check for check in build.checks if check.severity == "block" and not check.is_passed]
    if broken:
        first = broken[0]
        raise CheckFailed(
            f"{len(broken)} checks failed and nothing was published. {first.table}: {first.name} is broken by "
            f"{first.broken_rows} rows, for example {first.example}.",
            "The previous snapshot stays up. Correct the delivery and refresh again.",
            zh=f"{len(broken)} 项检查未通过，没有发布，原快照不变；请更正报送件后重新构建。",
        )
    diff = build.diff or ReleaseDiff()
    build.close()
    _refuse_leftover_log(build.path)
    revision = build.plan.revision
    manifest = Manifest(
        snapshot_id=build.plan.snapshot_id,
        snapshot_number=build.plan.snapshot_number,
        built_at=build.plan.built_at,
        as_of=build.plan.as_of,
        longmai_version=version("longmai"),
        duckdb_version=duckdb_version(),
        submission_count=len(build.plan.submissions),
        tables=build.contents,
        checks=tuple(build.checks),
        size_bytes=build.path.stat().st_size,
        sha256=file_digest(build.path),
        code_sha256=code_sha256(),
        code_files=dict(code_files()),
        compared_with=diff.compared_with,
        changes=diff.tables,
        held_because=held_because,
        ledger=build.plan.ledger,
        programme_id=revision.programme_id,
        programme_revision=revision.revision_id,
        programme_sha256=revision.sha256,
        programme_files=dict(revision.files),
    )
    fault("publish.hashed")
    verify_from_outside(build.path, manifest)
    fault("publish.verified")
    return manifest


def accept_held(home: Home, accepted_by: str, reason: str, accepted_at: datetime) -> Manifest:
    """Publishes the held build unchanged; its manifest records who accepted it and why.

    The caller holds the writer's lock. Raises InvalidArgument where nothing is held, the snapshot in force is not the
    one that it was compared with, or name or reason is missing; LedgerDamaged as a build does.
    """
    if not accepted_by.strip() or not reason.strip():
        raise InvalidArgument("Accepting a held release needs a name and a reason.", "Give --by and --reason.")
    check_ledger(home)
    manifest = replace(read_held(home), acceptance=Acceptance(accepted_by, accepted_at, reason))
    verify_from_outside(held_path(home), manifest)
    if file_digest(held_path(home)) != manifest.sha256:
        raise SnapshotDamaged(
            "The held release is not the file that was written.",
            "Run: longmai refresh.",
            zh="暂停的发布文件与写入时不一致；请运行 longmai refresh。",
        )
    put_in_place(home, held_path(home), manifest)
    _switch(home, manifest.snapshot_id)
    discard_held(home)
    _retire(home, RETAINED)
    return manifest


def rollback(home: Home, snapshot_id: str, person: str | None = None, reason: str | None = None) -> Manifest:
    """Points `current` at an older retained snapshot and records who did it. The caller holds the lock.

    Raises SnapshotNotFound or SnapshotDamaged, InvalidArgument for a past state, which was never a release, and
    StorageFailed where the disk refuses.
    """
    if is_beside(snapshot_id):
        raise InvalidArgument(
            f"{snapshot_id} is a past state and never comes into force.",
            "To publish the state of that instant: longmai refresh --as-of INSTANT.",
        )
    manifest = read_manifest(home, snapshot_id)
    verify_from_outside(snapshot_path(home, snapshot_id), manifest)
    with on_disk(snapshot_id):
        record_rollback(home, Rollback(_in_force(home), snapshot_id, datetime.now(UTC), person, reason))
        _switch(home, snapshot_id)
    return manifest


def _in_force(home: Home) -> str | None:
    try:
        return current_snapshot_id(home)
    except SnapshotNotFound:
        return None


def verify_from_outside(path: Path, manifest: Manifest) -> None:
    """Opens the file in another process and compares it with its manifest. Raises SnapshotDamaged."""
    outcome = subprocess.run(
        [sys.executable, "-m", "warehouse.snapshots.verify", str(path)],
        input=to_json(manifest),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if outcome.returncode != 0:
        reason = outcome.stdout.strip() or outcome.stderr.strip().splitlines()[-1]
        raise SnapshotDamaged(
            f"The file of snapshot {manifest.snapshot_id} differs from what was written: {reason}",
            zh=f"快照 {manifest.snapshot_id} 的文件与写入内容不一致。",
        )


def _put_aside(home: Home, written: Path, manifest: Manifest) -> None:
    discard_held(home)
    make_folder(held_path(home).parent)
    sync(written)
    written.rename(held_path(home))
    # The manifest last: a held release exists only with its manifest.
    arriving = held_manifest_path(home).with_suffix(".arriving")
    arriving.write_text(to_json(manifest), "utf-8")
    sync(arriving)
    arriving.rename(held_manifest_path(home))
    sync(held_path(home).parent)


@contextmanager
def on_disk(snapshot_id: str) -> Iterator[None]:
    """Raises StorageFailed where the disk refuses a write of the block."""
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"Snapshot {snapshot_id} could not be put in place: {error.strerror}.",
            "The published snapshot stays. Make room and run it again.",
            zh=f"快照 {snapshot_id} 未能就位，原快照不变；请清理磁盘空间后重试。",
        ) from error


def put_in_place(home: Home, written: Path, manifest: Manifest) -> None:
    """Renames a sealed file to its final name, after its manifest."""
    sync(written)
    manifest_written = home.snapshots / f"{manifest.snapshot_id}.building.json"
    manifest_written.write_text(to_json(manifest), "utf-8")
    share_as_folder(manifest_written, 0o600)
    sync(manifest_written)
    fault("publish.manifest_written")
    manifest_written.rename(manifest_path(home, manifest.snapshot_id))
    fault("publish.manifest_named")
    # Read-only, so that opening the file for writing fails at once.
    share_as_folder(written, 0o400)
    written.rename(snapshot_path(home, manifest.snapshot_id))
    fault("publish.file_named")
    sync(snapshot_path(home, manifest.snapshot_id).parent)
    fault("publish.folder_synced")
    remember(home, manifest.snapshot_id, manifest.sha256)


def _switch(home: Home, snapshot_id: str) -> None:
    target = snapshot_path(home, snapshot_id).relative_to(home.root)
    new_link = home.root / f"current.{os.getpid()}.new"
    new_link.unlink(missing_ok=True)
    new_link.symlink_to(target)
    fault("publish.link_made")
    new_link.replace(home.current)
    sync(home.root)
    fault("publish.switched")


def _retire(home: Home, retained: int) -> None:
    """Deletes the oldest snapshots. A reader with an open file keeps it until it closes it."""
    published = current_snapshot_id(home)
    numbers = snapshot_numbers(home)
    for number in numbers[: max(0, len(numbers) - retained)]:
        snapshot_id = f"{number:06d}"
        if snapshot_id != published:
            remove_snapshot(home, snapshot_id)
    fault("retire.done")


def remove_snapshot(home: Home, snapshot_id: str) -> None:
    """Deletes a snapshot that is not in force. A reader with an open file keeps it until it closes it."""
    snapshot_path(home, snapshot_id).unlink(missing_ok=True)
    fault("retire.file_removed")
    manifest_path(home, snapshot_id).unlink(missing_ok=True)
    checked_path(home, snapshot_id).unlink(missing_ok=True)


def _refuse_leftover_log(path: Path) -> None:
    log = path.with_name(path.name + ".wal")
    if log.exists():
        raise SnapshotDamaged(
            f"{log.name} still exists after the build was closed.", zh=f"构建关闭后 {log.name} 仍在，快照未写完。"
        )
