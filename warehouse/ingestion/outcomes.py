"""The outcome of a form's rules in one partition: the cells held by each rule, and the files that could not be checked.

Decisions count: a cell that was corrected, released or rejected is no longer held.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission, read_submissions
from warehouse.decisions.cells import held_cells
from warehouse.decisions.folders import as_read, is_staged, lists_at, read_readings, staged_folder
from warehouse.decisions.ledger import read_decisions
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.transforms.cells.rule_chain import holding_rules
from warehouse.transforms.receipts import DATASET as RECEIPTS
from warehouse.transforms.receipts import SheetReceipt, read_receipts

ANY_OTHER_RULE = "any_other_rule"
"""Cells held by a rule that the form does not declare: a defect of ours, always reported."""

_SHOWN = 10

Partition = tuple[str, str | None]
"""A form, and the month or quarter of its rows; None for a form without a calendar."""


@dataclass(frozen=True)
class RuleOutcome:
    """One rule in one partition. `cells` are the first held ones; `unread` names the files that could not be
    checked."""

    form_id: str
    period: str | None
    rule: str
    held_count: int
    cells: tuple[dict[str, object], ...]
    file_count: int
    unread: tuple[str, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether no cell is held, and every file was checked."""
        return not self.held_count and not self.unread


def rule_outcomes(home: Home, partitions: Iterable[Partition]) -> list[RuleOutcome]:
    """The outcome of every rule of the form in each partition."""
    lists = lists_at(home)
    submissions = as_read(home, read_submissions(home), lists)
    decisions = read_decisions(home)
    outcomes: list[RuleOutcome] = []
    partitions_by_file = {entry.number: partitions_of(home, entry) for entry in submissions}
    for form_id, period in partitions:
        listed = [
            entry
            for entry in submissions
            if any(form == form_id and period in {None, own} for form, own in partitions_by_file[entry.number])
        ]
        readings = read_readings(home, [entry for entry in listed if entry.refusal is None], decisions)
        unread = [*_refused(listed), *(f"{r.folder}: not staged" for r in readings if not is_staged(home, r.folder))]
        held = held_cells(home, readings).filter(state="open")
        elsewhere = _sheets_of_other_forms(home, listed, form_id)
        held = held.join(elsewhere, on=["submission_number", "source_sheet"], how="anti", maintain_order="left")
        outcomes += _outcomes(FORMS[form_id], period, held, {s.number: s for s in listed}, tuple(unread))
    return outcomes


def partitions_of(home: Home, submission: Submission) -> list[Partition]:
    """The partitions of a submission: for each of our forms in it, the period of its title, or the periods of
    its rows."""
    sheets = _sheets(home, submission)
    named = [(submission.form_id, submission.period), *((sheet.form_id, sheet.period) for sheet in sheets)]
    found: dict[Partition, None] = {}
    for form_id, period in named:
        form = FORMS.get(form_id or "")
        if form is not None:
            found |= dict.fromkeys(_partitions_of_form(home, submission, form, period))
    return list(found)


def _partitions_of_form(home: Home, submission: Submission, form: Form, period: str | None) -> list[Partition]:
    if form.calendar is None or period is not None:
        return [(form.form_id, period if form.calendar else None)]
    path = home.staged / staged_folder(submission, lists_at(home)) / f"{form.dataset}.parquet"
    if form.period_column is None or not path.is_file():
        return []
    periods = pl.read_parquet(path, columns=[form.period_column])[form.period_column]
    return [(form.form_id, own) for own in periods.unique().drop_nulls().sort()]


def _sheets(home: Home, submission: Submission) -> tuple[SheetReceipt, ...]:
    path = home.staged / staged_folder(submission, lists_at(home)) / f"{RECEIPTS}.parquet"
    return read_receipts(pl.read_parquet(path)) if path.is_file() else ()


def _sheets_of_other_forms(home: Home, submissions: Iterable[Submission], form_id: str) -> pl.DataFrame:
    found = [
        (entry.number, sheet.sheet)
        for entry in submissions
        for sheet in _sheets(home, entry)
        if sheet.form_id != form_id
    ]
    return pl.DataFrame(found, schema={"submission_number": pl.Int64, "source_sheet": pl.String}, orient="row")


def partitions_of_decisions(home: Home, since: datetime) -> set[Partition]:
    """The partitions of files with decisions about their cells since then."""
    numbers = {entry.submission_number for entry in read_decisions(home) if entry.decided_at >= since}
    if not numbers:
        return set()
    submissions = [entry for entry in read_submissions(home) if entry.number in numbers]
    return {partition for entry in submissions for partition in partitions_of(home, entry)}


def _refused(submissions: list[Submission]) -> list[str]:
    """Refused files of the partition that nothing has replaced since."""
    newest = max((entry.number for entry in submissions if entry.refusal is None), default=0)
    return [
        f"{entry.submission_id} {entry.file_name}: {entry.refusal}"
        for entry in submissions
        if entry.refusal is not None and entry.number > newest
    ]


def _outcomes(
    form: Form, period: str | None, held: pl.DataFrame, files: dict[int, Submission], unread: tuple[str, ...]
) -> list[RuleOutcome]:
    rules = [found.rule for found in holding_rules(form)]
    of_rules = [(rule, held.filter(rule=rule)) for rule in rules]
    of_rules.append((ANY_OTHER_RULE, held.filter(~pl.col("rule").is_in(rules))))
    return [
        RuleOutcome(form.form_id, period, rule, cells.height, _first(cells, files), len(files), unread)
        for rule, cells in of_rules
    ]


def _first(cells: pl.DataFrame, files: dict[int, Submission]) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "held_cell": row["held_cell_id"],
            "file": files[row["submission_number"]].file_name,
            "sheet": row["source_sheet"],
            "cell": row["source_cell"],
            "text": row["text"],
            "rule": row["rule"],
            "what to do": row["message"],
        }
        for row in cells.head(_SHOWN).iter_rows(named=True)
    )
