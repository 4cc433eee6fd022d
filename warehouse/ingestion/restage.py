"""Reads archived files again: after the programme, a form or a rule has changed, or where the staged rows were deleted.

The staged rows are a cache of the archive; the ledger stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission, read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import read_revisions
from warehouse.decisions.folders import Reading, as_read, lists_at, lists_between, read_readings, staged_folder
from warehouse.decisions.intact import is_intact
from warehouse.decisions.ledger import read_decisions
from warehouse.ingestion.outcomes import partitions_of
from warehouse.ingestion.receive import FileReport, outcome_under, restage, stage_with_decisions
from warehouse.programme.in_force import ensure_programme
from warehouse.programme.programme import Programme
from warehouse.reading.child import ChildReader

OnRestaged = Callable[[int, int], None]
"""Called with the number of submissions done and their total."""


def restage_form(home: Home, form_id: str, period: str | None = None) -> list[FileReport]:
    """Reads every submission of a form again, or those of one period. Raises Busy or SnapshotDamaged."""
    return _restage_all(
        home,
        [
            submission
            for submission in read_submissions(home)
            if any(form == form_id and period in {None, own} for form, own in _partitions_of(home, submission))
        ],
    )


def _partitions_of(home: Home, submission: Submission) -> list[tuple[str | None, str | None]]:
    """The partitions of its forms, and of its ledger entry where the staged rows were deleted."""
    return [(submission.form_id, submission.period), *partitions_of(home, submission)]


def try_reading(
    home: Home, programme: Programme, on_read: OnRestaged | None = None
) -> list[tuple[Submission, Submission]]:
    """Every submission that would read otherwise under a programme than it does now: as now, and as it would. Nothing
    is staged, and no decision is applied."""
    ensure_staged(home)
    submissions = as_read(home, read_submissions(home), lists_at(home))
    found = []
    with ChildReader() as reader:
        for done, now in enumerate(submissions, start=1):
            then = outcome_under(home, now, programme, reader=reader)
            if then != now:
                found.append((now, then))
            if on_read is not None:
                on_read(done, len(submissions))
    return found


def ensure_staged(home: Home, on_restaged: OnRestaged | None = None, as_of: datetime | None = None) -> list[FileReport]:
    """Reads again every submission without staged rows, or without those under the decisions known at `as_of` (default
    now).

    Damaged rows are read again too: nothing is built from them. Raises Busy or SnapshotDamaged.
    """
    if not read_revisions(home):
        with writer_lock(home):
            ensure_programme(home, datetime.now(UTC))
    lists = lists_at(home, as_of)
    submissions = read_submissions(home, as_of=as_of)
    missing = [entry for entry in submissions if not is_intact(home, staged_folder(entry, lists))]
    reports = _restage_all(home, missing, on_restaged, as_of)
    _restage_between(home, submissions, as_of)
    undecided = [reading for reading in _readings(home, as_of) if not is_intact(home, reading.folder)]
    if undecided:
        with writer_lock(home), ChildReader() as reader:
            for reading in undecided:
                stage_with_decisions(home, reading, reader=reader)
    return reports


def _restage_between(home: Home, submissions: Sequence[Submission], as_of: datetime | None) -> None:
    """Reads what reads otherwise than when it came also under the lists in between, which tells since when it does."""
    between = [
        (entry, lists)
        for entry, lists in lists_between(home, submissions, as_of)
        if not is_intact(home, staged_folder(entry, lists))
    ]
    if between:
        with writer_lock(home), ChildReader() as reader:
            for entry, lists in between:
                restage(home, entry.number, reader=reader, as_of=lists.first.applied_at)


def _readings(home: Home, as_of: datetime | None) -> list[Reading]:
    submissions = read_submissions(home, as_of=as_of)
    return read_readings(home, submissions, read_decisions(home, as_of=as_of), as_of)


def _restage_all(
    home: Home,
    submissions: Sequence[Submission],
    on_restaged: OnRestaged | None = None,
    as_of: datetime | None = None,
) -> list[FileReport]:
    if not submissions:
        return []
    reports = []
    with writer_lock(home), ChildReader() as reader:
        for done, submission in enumerate(submissions, start=1):
            reports.append(restage(home, submission.number, reader=reader, as_of=as_of))
            if on_restaged is not None:
                on_restaged(done, len(submissions))
    return reports
