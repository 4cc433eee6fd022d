"""The ledger: one entry per submission, numbered in the order of arrival, written once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.entries import entry_paths, unreadable
from warehouse.archive.entries import next_number as next_number_of
from warehouse.archive.home import Home
from warehouse.archive.seal import append
from warehouse.domain.naming import Naming

_KIND = "submissions"


@dataclass(frozen=True)
class Submission:
    """A file as received and its outcome.

    `file_name` is the name as sent: data, never a path. `received_at` is an instant in UTC. `form_id` is null where no
    form matched, `period` where the form has none. `refusal` is why nothing of the file was read, or what it waits for.
    `naming` is what a person stated about it; entries without a naming lack the field.
    """

    number: int
    submission_id: str
    sha256: str
    file_name: str
    size_bytes: int
    received_at: datetime
    form_id: str | None
    form_version: str | None
    period: str | None
    status: str
    is_synthetic: bool
    rows_read: int
    rows_accepted: int
    held_count: int
    refusal: str | None
    naming: Naming | None = None


NOT_TAKEN = ("refused", "waiting")


def replaced_by_naming(submissions: Iterable[Submission]) -> frozenset[int]:
    """The submissions whose file a person has named since: the newest naming is in force."""
    newest: dict[str, int] = {}
    replaced = set()
    for entry in submissions:
        if entry.status in NOT_TAKEN:
            continue
        if entry.naming is not None and entry.sha256 in newest:
            replaced.add(newest[entry.sha256])
        newest[entry.sha256] = entry.number
    return frozenset(replaced)


def submission_id(number: int) -> str:
    """The id of the submission with that number: `S000001`."""
    return f"S{number:06d}"


def next_number(home: Home) -> int:
    """The number of the next submission. Only the holder of the writer's lock may use it."""
    return next_number_of(home, _KIND)


def record(home: Home, submission: Submission) -> None:
    """Writes the entry, complete or not at all. Raises Busy where the number has an entry already, LedgerDamaged."""
    fields = {**asdict(submission), "received_at": submission.received_at.astimezone(UTC).isoformat()}
    if submission.naming is None:
        del fields["naming"]
    append(home, _KIND, submission.number, fields)


def read_submissions(home: Home, as_of: datetime | None = None) -> tuple[Submission, ...]:
    """Every submission received up to `as_of`, by number. Raises LedgerDamaged where an entry cannot be read."""
    submissions = (_read(path) for path in entry_paths(home, _KIND))
    return tuple(entry for entry in submissions if as_of is None or entry.received_at <= as_of)


def read_submission(home: Home, number: int) -> Submission | None:
    """The submission of that number, or None."""
    path = _entry(home, number)
    return _read(path) if path.is_file() else None


def submission_numbers(home: Home) -> set[int]:
    """The numbers of all submissions, without reading the entries."""
    return {int(path.stem) for path in entry_paths(home, _KIND)}


def _entry(home: Home, number: int) -> Path:
    return home.archive / _KIND / f"{number:06d}.json"


def _read(path: Path) -> Submission:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields.pop("seal", None)
        if fields.get("naming") is not None:
            fields["naming"] = Naming(**fields["naming"])
        return Submission(**{**fields, "received_at": datetime.fromisoformat(fields["received_at"])})
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(path, error) from error
