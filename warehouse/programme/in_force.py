"""The programme of a data directory: which revision is in force at an instant, and the first one.

A new data directory begins with the built-in programme; what the package changes in it later changes nothing in an
existing one until a person applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.revisions import (
    Revision,
    digest_of_files,
    files_of,
    read_revisions,
    record_revision,
    revision_in_force,
)
from warehouse.programme.programme import SCHEMA, Programme, built_in, read_archived

_NOT_READ = frozenset({"cards.toml", "rules/release.toml"})
"""Files of a programme that decide no reading: a change of these alone reads nothing again."""
_CACHED: dict[str, Programme] = {}
_MOST_CACHED = 8


def lists_digest(files: Mapping[str, str]) -> str:
    """A short hash over the files that decide how a delivery is read; `files` are paths with their SHA-256."""
    return digest_of_files({path: sha256 for path, sha256 in files.items() if decides_readings(path)})[:12]


def decides_readings(path: str) -> bool:
    """Whether a file of a programme decides how a delivery is read."""
    return inside_pack(path) not in _NOT_READ


def inside_pack(path: str) -> str:
    """The path of a file inside the folder of the programme or of the pack that it belongs to."""
    return path.split("/", 2)[2] if path.startswith("standards/") and path.count("/") >= 2 else path


def programme_in_force(home: Home, as_of: datetime | None = None) -> Programme:
    """The programme in force at an instant (default now); the built-in one where none was ever applied."""
    revision = revision_in_force(read_revisions(home), as_of)
    return built_in() if revision is None else programme_of(home, revision)


def programme_of(home: Home, revision: Revision) -> Programme:
    """The programme of a revision, from the archive alone, by the checks of its day.

    Raises LedgerDamaged where a file is missing or altered.
    """
    if revision.sha256 == built_in().sha256:
        return built_in()
    found = _CACHED.get(revision.sha256)
    if found is None:
        if len(_CACHED) >= _MOST_CACHED:
            _CACHED.clear()
        found = _CACHED[revision.sha256] = read_archived(files_of(home, revision))
    return found


def ensure_programme(home: Home, at: datetime) -> Revision:
    """The first revision, the built-in programme, where there is none yet; the caller holds the writer's lock.

    It is in force from the first submission of an existing data directory on, else from `at`.
    """
    applied = read_revisions(home)
    if applied:
        return applied[0]
    received = [entry.received_at for entry in read_submissions(home)]
    programme = built_in()
    return record_revision(
        home,
        programme.files,
        programme_id=programme.programme_id,
        schema=SCHEMA,
        by="longmai",
        reason="The built-in programme, applied by Longmai itself. 中文：内置方案，由系统自动应用。",
        applied_at=min([at, *received]),
    )
