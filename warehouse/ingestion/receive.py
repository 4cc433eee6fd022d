"""Ingests a received file: archive, staged rows and a ledger entry.

Steps of one file, in this order: store its bytes, read them in a child process, recognise and type, stage the rows,
write the ledger entry. The entry comes last: an interruption before it leaves no submission, and the file in its place;
after it the submission is complete.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from warehouse.archive.arrivals import Arrivals
from warehouse.archive.backup import file_digest
from warehouse.archive.damages import check_ledger
from warehouse.archive.disk import sync
from warehouse.archive.entries import KINDS
from warehouse.archive.home import Home
from warehouse.archive.inbox import files_in_inbox
from warehouse.archive.ledger import (
    NOT_TAKEN,
    Submission,
    next_number,
    read_submission,
    read_submissions,
    record,
    submission_id,
)
from warehouse.archive.lock import writer_lock
from warehouse.archive.names import received_name
from warehouse.archive.store import StoredFile, archived_path, store_file, sweep_arriving
from warehouse.decisions.folders import (
    FINGERPRINT_FILE,
    Lists,
    Reading,
    as_read,
    is_staged,
    lists_at,
    read_readings,
    staged_folder,
)
from warehouse.decisions.intact import sweep_readings, write_digests
from warehouse.decisions.ledger import read_decisions
from warehouse.decisions.rulings import Ruling
from warehouse.domain.naming import Naming
from warehouse.errors import ContractBroken, DataError, StorageFailed, UnknownName, UnreadableFile
from warehouse.faults import fault
from warehouse.forms.datasets import DATASETS, fingerprint
from warehouse.programme.in_force import ensure_programme, programme_in_force, programme_of
from warehouse.programme.programme import Programme
from warehouse.reading.child import ChildReader
from warehouse.reading.open_file import Contents
from warehouse.transforms.cells.days import day_received
from warehouse.transforms.confirmed_codes import confirmed_codes, with_confirmations
from warehouse.transforms.delivery import Delivery, read_delivery, refused
from warehouse.transforms.finding import Finding, findings_frame, read_findings
from warehouse.transforms.plan_document_delivery import PLAN_FORM_ID, plan_delivery
from warehouse.transforms.receipts import DATASET as RECEIPTS
from warehouse.transforms.receipts import SheetReceipt, read_receipts, receipts_frame


class FileReader(Protocol):
    """Opens a file: `ChildReader`, or a substitute in a test."""

    def read(self, path: Path) -> Contents: ...


@dataclass(frozen=True)
class FileReport:
    """The outcome of a file: `status` is accepted, held (some cells wait), waiting (to be named), refused or duplicate.

    `number` and `submission_id` are None where not even the bytes could be stored. A duplicate has the number and the
    counts of the earlier submission.
    """

    submission_id: str | None
    number: int | None
    file_name: str
    form_id: str | None
    period: str | None
    status: str
    rows_read: int
    rows_accepted: int
    held_count: int
    findings: tuple[Finding, ...]
    refusal: str | None = None
    is_synthetic: bool = False
    reused_decisions: tuple[str, ...] = ()
    """Decisions about earlier files reused for cells of this one; once per cell."""
    sheets: tuple[SheetReceipt, ...] = ()
    """The outcome of each sheet; `form_id` and `period` above are those of the first form of a workbook with
    several."""
    naming: Naming | None = None
    """A person's naming of the file."""

    def to_json_dict(self) -> dict[str, object]:
        """The report in plain types; each finding with its cell."""
        fields = asdict(self)
        fields["findings"] = [
            {**asdict(finding), "severity": finding.severity.value, "cell": finding.cell} for finding in self.findings
        ]
        return fields


def ingest_files(
    home: Home,
    paths: Iterable[Path],
    *,
    received_at: datetime,
    remove_source: bool = False,
    naming: Naming | None = None,
    arrivals: Arrivals | None = None,
    on_progress: Callable[[FileReport], None] | None = None,
) -> list[FileReport]:
    """Ingests files in order, under the writer's lock. A failing file does not stop the next one.

    `naming` is a person's naming of each of them. With `arrivals`, generated files are ingested in the order and at the
    instants of their list, unless something was received later; any other file arrives at `received_at`.

    With `remove_source` a file is deleted after its ledger entry is written, a refused one too: the ledger has the
    reason. A file whose bytes could not be stored (it is still being written) stays. Raises Busy where another process
    writes, LedgerDamaged before the first file, and after the last file any failure that is not due to the data: such a
    file stays, without a submission. A full disk ends the run at once with StorageFailed.
    """
    reports: list[FileReport] = []
    failures: list[Exception] = []
    with writer_lock(home), ChildReader() as reader:
        home.ensure()
        sweep_ingestion(home)
        check_ledger(home)
        sweep_readings(home, datetime.now(UTC))
        for path in paths if arrivals is None else arrivals.in_order(paths):
            identity = _identity(path)
            if identity is None and remove_source:
                continue  # another process ingested it while we waited for the lock
            try:
                report = ingest_file(
                    home, path, received_at=received_at, reader=reader, naming=naming, arrivals=arrivals
                )
            except UnreadableFile as error:
                report = _not_taken(path, error)
            except OSError as error:
                # Our disk fails, not this file: continuing could ingest a correction before the file that it
                # corrects.
                failures.append(_storage_failed(path, error))
                break
            except Exception as error:
                failures.append(error)
                continue
            # Another file may have taken the name since: that one was not read.
            if remove_source and report.number is not None and _identity(path) == identity:
                path.unlink(missing_ok=True)
                fault("ingest.removed")
            reports.append(report)
            if on_progress is not None:
                on_progress(report)
    if failures:
        raise failures[0]
    return reports


def ingest_file(
    home: Home,
    path: Path,
    *,
    received_at: datetime,
    reader: FileReader,
    naming: Naming | None = None,
    arrivals: Arrivals | None = None,
) -> FileReport:
    """Ingests one file; the caller holds the writer's lock. The file itself stays. An earlier submission is read again
    by its number, `S000012`: naming a file does not require having it.

    Raises UnreadableFile where the bytes cannot be stored; a stored file that matches no form is refused.
    """
    # Before the first file, so that each is read under a programme that was in force when it came.
    ensure_programme(home, min([received_at, *(arrivals.by_digest.values() if arrivals is not None else ())]))
    fault("ingest.received")
    again = submission_called(home, path)
    file_name = received_name(path) if again is None else again.file_name
    stored = store_file(home, path) if again is None else StoredFile(again.sha256, again.size_bytes, is_new=False)
    fault("ingest.stored")
    lists = lists_at(home)
    earlier = None if stored.is_new else _latest(home, stored.sha256)
    if earlier is not None:
        earlier = _as_read_today(home, earlier, lists, reader)
    if earlier is not None and earlier.status not in NOT_TAKEN and naming in (None, earlier.naming):
        return _report(
            earlier,
            read_staged_findings(home, earlier),
            read_staged_receipts(home, earlier),
            file_name=file_name,
            status="duplicate",
        )
    programme = programme_in_force(home)
    now, received_at = received_at, _arrival(home, stored.sha256, received_at, arrivals)
    delivery = _read(home, stored.sha256, file_name, received_at, reader, programme, naming)
    if received_at != now and not delivery.is_synthetic:
        received_at, delivery = now, _read(home, stored.sha256, file_name, now, reader, programme, naming)
    # A refused file is read again: it may have been named, or its form may be known by now.
    if earlier is not None and earlier.status in NOT_TAKEN and delivery.refusal == earlier.refusal:
        return _report(earlier, delivery.findings, delivery.sheets, file_name=file_name, status="duplicate")
    number = next_number(home)
    submission = _submission(number, stored, file_name, received_at, delivery, naming)
    stage(home, staged_folder(submission, lists), number, delivery)
    rulings = _stage_with_decisions(home, submission, reader)
    record(home, submission)
    fault("ingest.recorded")
    reused = tuple(ruling.decision.decision_id for ruling in rulings if ruling.is_reused)
    findings, confirmed = with_confirmations(delivery.findings, confirmed_codes(read_decisions(home)))
    return replace(_report(submission, findings, delivery.sheets), reused_decisions=(*reused, *confirmed))


def _arrival(home: Home, sha256: str, now: datetime, arrivals: Arrivals | None) -> datetime:
    """The arrival of a listed file. Numbers are the order of arrival: a file that would be out of order arrives now."""
    arrived = arrivals.by_digest.get(sha256) if arrivals is not None else None
    if arrived is None or arrived > now:
        return now
    newest = read_submission(home, next_number(home) - 1)
    return now if newest is not None and arrived < newest.received_at else arrived


def _as_read_today(home: Home, earlier: Submission, lists: Lists, reader: FileReader) -> Submission:
    """The submission with the outcome of its reading under today's lists, which may have changed since it came."""
    if not is_staged(home, staged_folder(earlier, lists)):
        restage(home, earlier.number, reader=reader)
    (found,) = as_read(home, [earlier], lists)
    return found


def restage(home: Home, number: int, *, reader: FileReader | None = None, as_of: datetime | None = None) -> FileReport:
    """Rebuilds the staged rows of a submission from its archived bytes, under the programme in force at `as_of`
    (default now); the ledger stays as it is.

    Raises UnknownName where there is no such submission, ContractBroken where its bytes are missing.
    """
    submission = read_submission(home, number)
    if submission is None:
        raise UnknownName(f"There is no submission {number}.")
    if not archived_path(home, submission.sha256).is_file():
        raise ContractBroken(
            f"The bytes of {submission.submission_id} are not in the archive.",
            "Restore the archive from a backup.",
            zh=f"档案中没有 {submission.submission_id} 的原文件；请从备份恢复。",
        )
    if file_digest(archived_path(home, submission.sha256)) != submission.sha256:
        raise ContractBroken(
            f"The bytes of {submission.submission_id} are not those that were received.",
            "Restore the archive from a backup.",
            zh=f"{submission.submission_id} 的原文件与收到时不一致；请从备份恢复。",
        )
    if reader is None:
        with ChildReader() as own:
            return restage(home, number, reader=own, as_of=as_of)
    lists = lists_at(home, as_of)
    delivery = _read_again(home, submission, lists, reader)
    stage(home, staged_folder(submission, lists), number, delivery)
    _stage_with_decisions(home, submission, reader, as_of)
    (submission,) = as_read(home, [submission], lists)
    return _report(submission, delivery.findings, delivery.sheets)


def read_with_decisions(home: Home, reading: Reading, *, reader: FileReader) -> Delivery:
    """The delivery of a submission with its rulings applied to its cells."""
    return _read_again(home, reading.submission, reading.lists, reader, reading.rulings)


def _read_again(
    home: Home, submission: Submission, lists: Lists, reader: FileReader, rulings: Sequence[Ruling] = ()
) -> Delivery:
    programme = programme_of(home, lists.revision) if lists.revision is not None else programme_in_force(home)
    return _read(
        home, submission.sha256, submission.file_name, submission.received_at, reader, programme, submission.naming,
        rulings,
    )  # fmt: skip


def outcome_under(home: Home, submission: Submission, programme: Programme, *, reader: FileReader) -> Submission:
    """The submission with the outcome of reading it under a programme, without decisions; nothing is staged."""
    delivery = _read(
        home, submission.sha256, submission.file_name, submission.received_at, reader, programme, submission.naming
    )
    return replace(submission, **_outcome(delivery))


def stage_with_decisions(home: Home, reading: Reading, *, reader: FileReader) -> None:
    """Stages a submission under its rulings, in addition to its reading without decisions."""
    delivery = read_with_decisions(home, reading, reader=reader)
    stage(home, reading.folder, reading.submission.number, delivery)


def _stage_with_decisions(
    home: Home, submission: Submission, reader: FileReader, as_of: datetime | None = None
) -> tuple[Ruling, ...]:
    """Applies earlier decisions about equal cells to a new file."""
    (reading,) = read_readings(home, [submission], read_decisions(home, as_of), as_of)
    if reading.rulings:
        stage_with_decisions(home, reading, reader=reader)
    return reading.rulings


def read_staged_findings(home: Home, submission: Submission) -> tuple[Finding, ...]:
    """The staged findings of a submission under today's lists; () where the cache was cleared."""
    path = home.staged / staged_folder(submission, lists_at(home)) / "finding.parquet"
    return read_findings(pl.read_parquet(path)) if path.is_file() else ()


def read_staged_receipts(home: Home, submission: Submission) -> tuple[SheetReceipt, ...]:
    """The staged receipts of a submission's sheets; () where the cache was cleared."""
    path = home.staged / staged_folder(submission, lists_at(home)) / f"{RECEIPTS}.parquet"
    return read_receipts(pl.read_parquet(path)) if path.is_file() else ()


def _storage_failed(path: Path, error: OSError) -> StorageFailed:
    failure = StorageFailed(
        f"{path.name!r} could not be stored: {error.strerror or error}.",
        "It is still where it was: make room on the disk and ingest it again.",
        zh=f"“{path.name}”未能保存；文件仍在原处，请清理磁盘空间后重新读入。",
    )
    failure.__cause__ = error
    return failure


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def submission_called(home: Home, path: Path) -> Submission | None:
    """The submission that a path names, `S000012`; None for the path of a file."""
    if not re.fullmatch(r"S\d{6,}", str(path)) or path.exists():
        return None
    return read_submission(home, int(path.name[1:]))


def _latest(home: Home, sha256: str) -> Submission | None:
    return next((entry for entry in reversed(read_submissions(home)) if entry.sha256 == sha256), None)


def _read(
    home: Home,
    sha256: str,
    file_name: str,
    received_at: datetime,
    reader: FileReader,
    programme: Programme,
    naming: Naming | None,
    rulings: Sequence[Ruling] = (),
) -> Delivery:
    """Reads the archived copy, never the source file: it may have changed by now."""
    try:
        contents = reader.read(archived_path(home, sha256))
        fault("ingest.read")
        if contents.plan is not None:
            return plan_delivery(contents.plan)
        delivery = read_delivery(contents.sheets, file_name, programme, rulings, day_received(received_at), naming)
        fault("ingest.typed")
        return delivery
    except DataError as error:
        return refused(error)


def stage(home: Home, folder: str, number: int, delivery: Delivery) -> None:
    """Writes all datasets of a submission in one step: a folder under a temporary name, then renamed."""
    final = home.staged / folder
    arriving = home.staged / f".arriving-{folder}"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(parents=True)
    try:
        _write_datasets(arriving, number, delivery)
        _put_in_place(arriving, final)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    sync(home.staged)
    fault("ingest.staged")


def _write_datasets(arriving: Path, number: int, delivery: Delivery) -> None:
    frames: Mapping[str, pl.DataFrame] = {
        **{
            name: frame.with_columns(submission_number=pl.lit(number, pl.Int64))
            for name, frame in delivery.datasets.items()
        },
        "finding": findings_frame(delivery.findings, number),
        RECEIPTS: receipts_frame(delivery.sheets, number),
        "reading": pl.DataFrame(
            [{**_outcome(delivery), "submission_number": number}], schema=dict(DATASETS["reading"])
        ),
    }
    for name, frame in frames.items():
        fault("ingest.staging")
        path = arriving / f"{name}.parquet"
        try:
            frame.write_parquet(path)
        except pl.exceptions.ComputeError as error:
            # Polars reports an error of the disk as an error of computation.
            raise OSError(f"{path.name}: {error}") from error
        sync(path)
    write_digests(arriving)
    (arriving / FINGERPRINT_FILE).write_text(fingerprint(), encoding="utf-8")
    sync(arriving)
    fault("ingest.written")


def _outcome(delivery: Delivery) -> dict[str, Any]:
    """What the fields of a submission say of a reading."""
    return {
        "form_id": delivery.form_id,
        "form_version": delivery.form_version,
        "period": delivery.period,
        "status": _status(delivery),
        "rows_read": delivery.rows_read,
        "rows_accepted": delivery.rows_accepted,
        "held_count": delivery.held_count,
        "refusal": delivery.refusal,
    }


def _status(delivery: Delivery) -> str:
    holds = delivery.held_count or delivery.has_unassigned or any(sheet.refusal for sheet in delivery.sheets)
    return "waiting" if delivery.is_waiting else "refused" if delivery.refusal else "held" if holds else "accepted"


def _put_in_place(arriving: Path, final: Path) -> None:
    """Old rows are removed in one step, never file by file: an incomplete folder would be read as complete."""
    replaced = final.with_name(f".arriving-{final.name}-replaced")
    if final.exists():
        final.rename(replaced)
    fault("ingest.replacing")
    arriving.rename(final)
    shutil.rmtree(replaced, ignore_errors=True)


def sweep_ingestion(home: Home) -> None:
    """Deletes the traces of a killed ingestion or decision: half-written files, and staged rows of no submission.

    Only the holder of the writer's lock may call it.
    """
    archive = [home.archive / name for name in ("files", *KINDS)]
    for folder in (home.archive, *archive, home.staged):
        sweep_arriving(folder)
    # Files of a process killed before syncing exist and may not survive; they are not written again.
    for folder in (home.root, home.archive, *filter(Path.is_dir, archive)):
        sync(folder)
    following = next_number(home)
    for staged in home.staged.glob("S*"):
        number = re.match(r"S(\d+)", staged.name)
        if number is not None and int(number[1]) >= following:
            shutil.rmtree(staged)


def _submission(
    number: int, stored: StoredFile, file_name: str, received_at: datetime, delivery: Delivery, naming: Naming | None
) -> Submission:
    return Submission(
        number=number,
        submission_id=submission_id(number),
        sha256=stored.sha256,
        file_name=file_name,
        size_bytes=stored.size,
        received_at=received_at,
        is_synthetic=delivery.is_synthetic,
        naming=naming,
        **_outcome(delivery),
    )


def _report(
    submission: Submission,
    findings: tuple[Finding, ...],
    sheets: tuple[SheetReceipt, ...],
    *,
    file_name: str | None = None,
    status: str | None = None,
) -> FileReport:
    return FileReport(
        submission_id=submission.submission_id,
        number=submission.number,
        file_name=file_name or submission.file_name,
        form_id=submission.form_id,
        period=submission.period,
        status=status or submission.status,
        rows_read=submission.rows_read,
        rows_accepted=submission.rows_accepted,
        held_count=submission.held_count,
        findings=findings,
        refusal=submission.refusal,
        is_synthetic=submission.is_synthetic,
        sheets=sheets,
        naming=submission.naming,
    )


def _not_taken(path: Path, error: DataError) -> FileReport:
    failed = refused(error)
    return FileReport(
        submission_id=None, number=None, file_name=received_name(path), form_id=None, period=None, status="refused",
        rows_read=0, rows_accepted=0, held_count=0, findings=failed.findings, refusal=failed.refusal,
    )  # fmt: skip


__all__ = ["PLAN_FORM_ID", "FileReader", "FileReport", "files_in_inbox", "ingest_file", "ingest_files", "restage"]
