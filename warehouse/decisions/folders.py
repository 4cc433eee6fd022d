"""Where the rows of a submission are staged: without decisions, and in another folder under its rulings.

The folder of a reading under rulings is named after them, so that a build as of an earlier day finds the rows of that
day. Both are caches: they can be rebuilt from the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission
from warehouse.decisions.ledger import Decision
from warehouse.decisions.rulings import HeldText, Ruling, Rulings, digest
from warehouse.errors import ContractBroken
from warehouse.forms.datasets import fingerprint

FINGERPRINT_FILE = "fingerprint"
_AS_RECEIVED = frozenset({"finding", "submission_sheet", "sheet_column"})
"""Datasets that describe the file as first read, independent of later decisions."""
OF_THE_FILE = _AS_RECEIVED | {"reading"}
"""Datasets that describe the file itself, not its data."""


@dataclass(frozen=True)
class Reading:
    """A submission and the rulings that apply to it."""

    submission: Submission
    rulings: tuple[Ruling, ...]

    @property
    def folder(self) -> str:
        """The folder of its rows below `staged`."""
        plain = self.submission.submission_id
        return f"{plain}-{digest(self.rulings)}" if self.rulings else plain

    def file(self, home: Home, dataset: str) -> Path:
        """The file of one of its datasets. Raises ContractBroken where it was not staged under its rulings."""
        if dataset in _AS_RECEIVED:
            return home.staged / self.submission.submission_id / f"{dataset}.parquet"
        if self.rulings and not (home.staged / self.folder).is_dir():
            raise ContractBroken(
                f"{self.submission.submission_id} has not been read under its decisions.",
                "Run longmai refresh.",
                zh=f"{self.submission.submission_id} 尚未按其决定重新读取；请运行 longmai refresh。",
            )
        return home.staged / self.folder / f"{dataset}.parquet"


def is_staged(home: Home, folder: str) -> bool:
    """Whether a folder has rows in the present shape of the datasets."""
    path = home.staged / folder / FINGERPRINT_FILE
    return path.is_file() and path.read_text(encoding="utf-8") == fingerprint()


def read_readings(home: Home, submissions: Sequence[Submission], decisions: Iterable[Decision]) -> list[Reading]:
    """Each submission with its rulings, derived from the decisions and its staged reading without decisions."""
    rulings = Rulings(tuple(decisions))
    return [Reading(submission, _rulings_of(home, submission, rulings)) for submission in submissions]


def read_held(home: Home, folder: str) -> pl.DataFrame:
    """The findings of a staged reading that hold a cell, with the cell's address."""
    path = home.staged / folder / "finding.parquet"
    if not path.is_file():
        return pl.DataFrame()
    held = pl.read_parquet(path).filter(severity="held")
    return held.with_columns(source_cell=pl.col("source_column") + pl.col("source_row").cast(pl.String))


def forms_by_sheet(home: Home, submission: Submission) -> dict[str, str]:
    """The form of each sheet of a submission: a workbook may contain several."""
    return {sheet: form for sheet, (form, _) in forms_and_periods_by_sheet(home, submission).items()}


def forms_and_periods_by_sheet(home: Home, submission: Submission) -> dict[str, tuple[str, str | None]]:
    """The form and the period of each sheet of a submission."""
    path = home.staged / submission.submission_id / "submission_sheet.parquet"
    if not path.is_file():
        return {}
    sheets = pl.read_parquet(path, columns=["source_sheet", "form_id", "period"])
    return {sheet: (form, period) for sheet, form, period in sheets.iter_rows()}


def _rulings_of(home: Home, submission: Submission, rulings: Rulings) -> tuple[Ruling, ...]:
    if not rulings.may_apply(submission.number):
        return ()
    forms = forms_by_sheet(home, submission)
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
        for row in read_held(home, submission.submission_id).iter_rows(named=True)
    ]
    return rulings.of(submission.number, held)
