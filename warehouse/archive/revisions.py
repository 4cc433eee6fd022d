"""Revisions of the programme: a province's lists as applied from an instant on. One entry per revision, written once.

A revision is a delivery: its files are in the file store under their SHA-256, its entry comes last. What is in the
files is for warehouse.programme; here they are paths with bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.entries import entry_paths, next_number, unreadable
from warehouse.archive.home import Home
from warehouse.archive.seal import append
from warehouse.archive.store import archived_path, store_bytes
from warehouse.errors import LedgerDamaged, UnknownName

_KIND = "programmes"


@dataclass(frozen=True)
class Revision:
    """One revision. `files` are paths with the SHA-256 of their contents, `parent` is the `sha256` of the revision that
    it replaced, null for the first. `applied_at` is an instant in UTC; `schema` the version of the files' format."""

    number: int
    programme_id: str
    sha256: str
    parent: str | None
    by: str
    reason: str
    applied_at: datetime
    schema: int
    files: Mapping[str, str]

    @property
    def revision_id(self) -> str:
        """`P000001` and so on, in the order in which they were applied."""
        return revision_id(self.number)


def revision_id(number: int) -> str:
    """The id of the revision with that number: `P000001`."""
    return f"P{number:06d}"


def digest_of_files(files: Mapping[str, str]) -> str:
    """The identity of a programme: over path and hash of each file, in the order of paths."""
    listing = "".join(f"{sha256} {path}\n" for path, sha256 in sorted(files.items()))
    return hashlib.sha256(listing.encode()).hexdigest()


def hashes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of every file, by path."""
    return {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}


def record_revision(
    home: Home,
    files: Mapping[str, bytes],
    *,
    programme_id: str,
    schema: int,
    by: str,
    reason: str,
    applied_at: datetime,
) -> Revision:
    """Archives the files, then writes the entry, complete or not at all. The caller holds the writer's lock.

    Raises Busy where the number is taken, LedgerDamaged where the newest entry was altered.
    """
    hashes = {path: store_bytes(home, content).sha256 for path, content in sorted(files.items())}
    before = read_revisions(home)
    revision = Revision(
        number=next_number(home, _KIND),
        programme_id=programme_id,
        sha256=digest_of_files(hashes),
        parent=before[-1].sha256 if before else None,
        by=by.strip(),
        reason=reason.strip(),
        applied_at=applied_at,
        schema=schema,
        files=hashes,
    )
    fields = {**asdict(revision), "applied_at": applied_at.astimezone(UTC).isoformat()}
    append(home, _KIND, revision.number, fields)
    return revision


def read_revisions(home: Home, as_of: datetime | None = None) -> tuple[Revision, ...]:
    """Every revision applied up to `as_of`, by number. Raises LedgerDamaged where an entry cannot be read."""
    found = tuple(_read(path) for path in entry_paths(home, _KIND))
    return tuple(entry for entry in found if as_of is None or entry.applied_at <= as_of)


def revision_in_force(applied: Sequence[Revision], as_of: datetime | None = None) -> Revision | None:
    """The revision in force at an instant (default now): the newest applied by then.

    The first one where none was: no file is read without a programme. None only where none was ever applied.
    """
    known = [entry for entry in applied if as_of is None or entry.applied_at <= as_of]
    return known[-1] if known else applied[0] if applied else None


def read_revision(home: Home, name: str) -> Revision:
    """The revision with that id, `P000003`. Raises UnknownName."""
    applied = {entry.revision_id: entry for entry in read_revisions(home)}
    if name not in applied:
        known = ", ".join(applied) or "none yet"
        raise UnknownName(
            f"There is no revision '{name[:60]}' of the programme.",
            f"Applied are {known}.",
            zh=f"没有方案修订“{name[:60]}”；现有：{'、'.join(applied) or '无'}。",
        )
    return applied[name]


def files_of(home: Home, revision: Revision) -> dict[str, bytes]:
    """The files of a revision by path. Raises LedgerDamaged where one is missing or altered."""
    files = {}
    for path, sha256 in revision.files.items():
        stored = archived_path(home, sha256)
        content = stored.read_bytes() if stored.is_file() else None
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise LedgerDamaged(
                f"{path} of {revision.revision_id} is missing from the archive or altered.",
                "Restore the archive from a backup.",
                zh=f"{revision.revision_id} 的 {path} 在归档中缺失或被改动；请从备份恢复。",
            )
        files[path] = content
    return files


def _read(path: Path) -> Revision:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields.pop("seal", None)
        return Revision(**{**fields, "applied_at": datetime.fromisoformat(fields["applied_at"])})
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(path, error) from error
