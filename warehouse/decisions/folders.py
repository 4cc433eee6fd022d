"""Where the rows of a submission are staged: one folder per state of the programme's lists and of its rulings.

A folder is named after both, `S000012.<lists>-<rulings>`, so that a build as of an earlier day, and a rollback of the
programme, find the rows of that day. All are caches: they can be rebuilt from the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission
from warehouse.archive.revisions import Revision, read_revisions, revision_in_force
from warehouse.decisions.ledger import Decision
from warehouse.decisions.rulings import HeldText, Ruling, Rulings, digest
from warehouse.errors import ContractBroken
from warehouse.forms.datasets import fingerprint
from warehouse.programme.in_force import lists_digest

FINGERPRINT_FILE = "fingerprint"
_WITHOUT_DECISIONS = frozenset({"finding", "submission_sheet", "sheet_column"})
"""Datasets that describe the file as read without decisions."""
OF_THE_FILE = _WITHOUT_DECISIONS | {"reading"}
"""Datasets that describe the file itself, not its data."""


@dataclass(frozen=True)
class Lists:
    """The programme's lists under which files are read: a digest of them, and the revision; None before the first."""

    digest: str
    revision: Revision | None

    @property
    def first(self) -> Revision:
        """The revision. Raises ContractBroken before the first one."""
        if self.revision is None:
            raise ContractBroken("No programme was applied yet.", "Run longmai refresh.", zh="尚未应用方案。")
        return self.revision


@dataclass(frozen=True)
class Reading:
    """A submission as it is read under the programme's lists, and the rulings that apply to it.

    `submission` has the outcome of this reading, which differs from the ledger's where the lists have changed since the
    file came.
    """

    submission: Submission
    rulings: tuple[Ruling, ...]
    lists: Lists

    @property
    def folder_without_decisions(self) -> str:
        """The folder of its rows without decisions, below `staged`."""
        return staged_folder(self.submission, self.lists)

    @property
    def folder(self) -> str:
        """The folder of its rows below `staged`."""
        plain = self.folder_without_decisions
        return f"{plain}-{digest(self.rulings)}" if self.rulings else plain

    def file(self, home: Home, dataset: str) -> Path:
        """The file of one of its datasets. Raises ContractBroken where it was not staged under its rulings."""
        if dataset in _WITHOUT_DECISIONS:
            return home.staged / self.folder_without_decisions / f"{dataset}.parquet"
        if self.rulings and not (home.staged / self.folder).is_dir():
            raise ContractBroken(
                f"{self.submission.submission_id} has not been read under its decisions.",
                "Run longmai refresh.",
                zh=f"{self.submission.submission_id} 尚未按其决定重新读取；请运行 longmai refresh。",
            )
        return home.staged / self.folder / f"{dataset}.parquet"


def staged_folder(submission: Submission, lists: Lists) -> str:
    """The folder of a submission's rows without decisions."""
    return f"{submission.submission_id}.{lists.digest}"


def lists_at(home: Home, as_of: datetime | None = None) -> Lists:
    """The lists under which files are read at an instant (default now)."""
    revision = revision_in_force(read_revisions(home), as_of)
    return Lists(lists_digest(revision.files) if revision is not None else "", revision)


def is_staged(home: Home, folder: str) -> bool:
    """Whether a folder has rows in the present shape of the datasets."""
    path = home.staged / folder / FINGERPRINT_FILE
    return path.is_file() and path.read_text(encoding="utf-8") == fingerprint()


def read_readings(
    home: Home, submissions: Sequence[Submission], decisions: Iterable[Decision], as_of: datetime | None = None
) -> list[Reading]:
    """Each submission with its rulings, derived from the decisions and its staged reading without decisions, under the
    programme in force at `as_of` (default now)."""
    rulings = Rulings(tuple(decisions))
    lists = lists_at(home, as_of)
    found = as_read(home, submissions, lists)
    return [Reading(submission, _rulings_of(home, submission, rulings, lists), lists) for submission in found]


def as_read(home: Home, submissions: Iterable[Submission], lists: Lists) -> list[Submission]:
    """The submissions with the outcome of their reading under these lists, without decisions.

    One that was read under the same lists when it came, or is not staged yet, is as in the ledger.
    """
    entries = list(submissions)
    states = _states(read_revisions(home))
    if all(state.digest == lists.digest for state in states):
        return entries
    others = [entry for entry in entries if _since(states, entry.received_at)[0].digest != lists.digest]
    outcomes = _outcomes(home, others, lists)
    return [replace(entry, **outcomes.get(entry.number, {})) for entry in entries]


def read_under(home: Home, submissions: Sequence[Submission], as_of: datetime | None = None) -> dict[int, Revision]:
    """Of each submission, by its number, the first revision from its arrival on under which it reads as it does now.

    `submissions` are as in the ledger. Readings are compared by their outcome: form, period, status and counts.
    """
    states = _states(read_revisions(home, as_of) or read_revisions(home)[:1])
    found: dict[int, Revision] = {}
    pending: dict[int, tuple[Submission, Submission]] = {}
    now = as_read(home, submissions, lists_at(home, as_of))
    for entry, read in zip(submissions, now, strict=True):
        if read == entry:
            found[entry.number] = _since(states, entry.received_at)[0].first
        else:
            pending[entry.number] = entry, read
    for state in states:
        later = [entry for entry, _ in pending.values() if state.first.applied_at > entry.received_at]
        outcomes = _outcomes(home, later, state) if state is not states[-1] else {}
        for entry in later:
            if state is states[-1] or replace(entry, **outcomes.get(entry.number, {})) == pending[entry.number][1]:
                found[entry.number] = state.first
                del pending[entry.number]
    return found


def lists_between(
    home: Home, submissions: Sequence[Submission], as_of: datetime | None = None
) -> list[tuple[Submission, Lists]]:
    """The readings that `read_under` compares, of files that read otherwise than when they came."""
    states = _states(read_revisions(home, as_of))
    if len(states) < 3:
        return []
    now = as_read(home, submissions, lists_at(home, as_of))
    return [
        (entry, state)
        for entry, read in zip(submissions, now, strict=True)
        if read != entry
        for state in _since(states, entry.received_at)[1:-1]
    ]


def _states(revisions: Sequence[Revision]) -> list[Lists]:
    """The lists in the order in which they were in force, each with the first revision that has them."""
    found: list[Lists] = []
    for revision in revisions:
        lists = Lists(lists_digest(revision.files), revision)
        if not found or lists.digest != found[-1].digest:
            found.append(lists)
    return found


def _since(states: Sequence[Lists], received_at: datetime) -> Sequence[Lists]:
    """The states from that in force at an instant on."""
    before = sum(state.first.applied_at <= received_at for state in states)
    return states[max(0, before - 1) :]


def _outcomes(home: Home, submissions: Iterable[Submission], lists: Lists) -> dict[int, dict[str, Any]]:
    """The outcomes of staged readings by the number of the submission: fields of a Submission."""
    folders = (staged_folder(entry, lists) for entry in submissions)
    files = [home.staged / folder / "reading.parquet" for folder in folders if is_staged(home, folder)]
    rows = pl.read_parquet(files).to_dicts() if files else []
    return {row.pop("submission_number"): row for row in rows}


def read_held(home: Home, folder: str) -> pl.DataFrame:
    """The findings of a staged reading that hold a cell, with the cell's address."""
    path = home.staged / folder / "finding.parquet"
    if not path.is_file():
        return pl.DataFrame()
    held = pl.read_parquet(path).filter(severity="held")
    return held.with_columns(source_cell=pl.col("source_column") + pl.col("source_row").cast(pl.String))


def forms_by_sheet(home: Home, folder: str) -> dict[str, str]:
    """The form of each sheet of a staged submission: a workbook may contain several."""
    return {sheet: form for sheet, (form, _) in forms_and_periods_by_sheet(home, folder).items()}


def forms_and_periods_by_sheet(home: Home, folder: str) -> dict[str, tuple[str, str | None]]:
    """The form and the period of each sheet of a staged submission."""
    path = home.staged / folder / "submission_sheet.parquet"
    if not path.is_file():
        return {}
    sheets = pl.read_parquet(path, columns=["source_sheet", "form_id", "period"])
    return {sheet: (form, period) for sheet, form, period in sheets.iter_rows()}


def _rulings_of(home: Home, submission: Submission, rulings: Rulings, lists: Lists) -> tuple[Ruling, ...]:
    if not rulings.may_apply(submission.number):
        return ()
    folder = staged_folder(submission, lists)
    forms = forms_by_sheet(home, folder)
    held = [
        HeldText(
            sheet=row["source_sheet"],
            cell=row["source_cell"],
            column_name=row["column_name"],
            subject=row["subject"],
            text=row["text"],
            rule=row["rule"],
            form_id=forms.get(row["source_sheet"], submission.form_id),
        )
        for row in read_held(home, folder).iter_rows(named=True)
    ]
    return rulings.of(submission.number, held)
