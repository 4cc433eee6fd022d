"""Withdraws accepted rows that are void, by a person with a reason; restores them the same way.

A corrected file that omits a row withdraws nothing; a person has to withdraw it. The decision changes no reading: from
the next refresh the tables exclude the values of a return, and the build the rows of any other form
(withdrawn_rows.py). The archive keeps file and decision.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.decisions.folders import Reading, forms_by_sheet, read_readings
from warehouse.decisions.ledger import (
    Decision,
    DecisionKind,
    read_decisions,
    record_decision,
    sign,
)
from warehouse.decisions.rulings import in_force
from warehouse.decisions.withdrawn_rows import is_register
from warehouse.domain.one_line import refuse_unreadable
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.ingestion.restage import ensure_staged

_RULE = "row_withdrawn"


def decide_row(
    home: Home, row_id: str, kind: DecisionKind, *, person: str, reason: str, decided_at: datetime | None = None
) -> Decision:
    """Withdraws an accepted row (`ROW_WITHDRAWN`) or restores it (`WITHDRAWN`).

    `row_id` is submission, sheet and row: S000012/财务状况/21. Raises UnknownName where nothing was accepted from it,
    InvalidArgument where nothing would change, Busy where another process writes.
    """
    refuse_unreadable(person=person, reason=reason)
    ensure_staged(home)
    with writer_lock(home):
        reading, sheet, row, form_id, subject = _find(home, row_id)
        is_withdrawn = row_id in in_force(read_decisions(home))
        if is_withdrawn == (kind is DecisionKind.ROW_WITHDRAWN):
            raise InvalidArgument(f"{row_id} is withdrawn already." if is_withdrawn else f"{row_id} is not withdrawn.")
        decision = Decision(
            **sign(home, person, reason, decided_at),
            kind=kind,
            submission_number=reading.submission.number,
            sheet=sheet,
            cell=row,
            value=None,
            form_id=form_id,
            column_name=None,
            subject=subject,
            text=None,
            rule=_RULE,
        )
        record_decision(home, decision)
    return decision


def _find(home: Home, row_id: str) -> tuple[Reading, str, str, str | None, str]:
    """The reading, sheet and row of an id, the form of the row and its subject."""
    name, _, rest = row_id.partition("/")
    sheet, _, row = rest.rpartition("/")
    submission = next((entry for entry in read_submissions(home) if entry.submission_id == name), None)
    if submission is not None and row.isascii() and row.isdecimal() and str(int(row)) == row:
        (reading,) = read_readings(home, [submission], read_decisions(home))
        form_id = forms_by_sheet(home, reading.folder_without_decisions).get(sheet, reading.submission.form_id)
        subject = _subject(home, reading, FORMS.get(form_id or ""), sheet, int(row))
        if subject is not None:
            return reading, sheet, row, form_id, subject
    raise UnknownName(
        f"No row was taken from '{row_id}'.",
        "Write submission, sheet and row, as in S000012/财务状况/21; a finding row_not_repeated names it. A row of a "
        "macro series cannot be withdrawn: send the series again.",
    )


def _subject(home: Home, reading: Reading, form: Form | None, sheet: str, row: int) -> str | None:
    """The identity of the row: the enterprise of a return, the key of any other form; None for no such row."""
    if form is None:
        return None
    path = reading.file(home, form.dataset)
    if not path.is_file():
        return None
    taken = pl.read_parquet(path).filter(source_sheet=sheet, source_row=row)
    if not is_register(form):
        codes = taken.filter(subject_kind="enterprise")["subject_code"]
        return str(codes[0]) if len(codes) else None
    keys = taken.select(form.key).rows()
    return "/".join(str(part) for part in keys[0] if part is not None) if keys else None
