"""Rows that were taken and are void: withdrawn by a person with a reason, and restored the same way.

A corrected file that leaves a row out withdraws nothing; somebody has to say so. The decision changes no reading: the
tables leave the values out from the next refresh on, and the archive keeps file and decision.
"""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl

from warehouse.archive.decisions import (
    Decision,
    DecisionKind,
    next_decision_number,
    read_decisions,
    record_decision,
)
from warehouse.archive.home import Home
from warehouse.archive.ledger import next_number, read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.deciding import refuse_unreadable
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.held.folders import Reading, forms_by_sheet, read_readings
from warehouse.held.rulings import in_force
from warehouse.restaging import ensure_staged

_RULE = "row_withdrawn"


def decide_row(
    home: Home, row_id: str, kind: DecisionKind, *, person: str, reason: str, decided_at: datetime | None = None
) -> Decision:
    """Withdraws a row of a return (`ROW_WITHDRAWN`) or takes that back (`WITHDRAWN`).

    `row_id` is submission, sheet and row: S000012/财务状况/21. Raises UnknownName where no value of a return was taken
    from it, InvalidArgument where nothing would change, Busy where another process writes.
    """
    refuse_unreadable(person=person, reason=reason)
    ensure_staged(home)
    with writer_lock(home):
        reading, sheet, row, subject = _find(home, row_id)
        is_withdrawn = row_id in in_force(read_decisions(home))
        if is_withdrawn == (kind is DecisionKind.ROW_WITHDRAWN):
            raise InvalidArgument(f"{row_id} is withdrawn already." if is_withdrawn else f"{row_id} is not withdrawn.")
        decision = Decision(
            number=next_decision_number(home),
            kind=kind,
            submission_number=reading.submission.number,
            sheet=sheet,
            cell=row,
            value=None,
            person=person.strip(),
            reason=reason.strip(),
            decided_at=decided_at or datetime.now(UTC),
            last_submission=next_number(home) - 1,
            form_id=forms_by_sheet(home, reading.submission).get(sheet, reading.submission.form_id),
            column_name=None,
            subject=subject,
            text=None,
            rule=_RULE,
        )
        record_decision(home, decision)
    return decision


def _find(home: Home, row_id: str) -> tuple[Reading, str, str, str]:
    """The reading, sheet and row of an id, and the code of whom the row is about."""
    name, _, rest = row_id.partition("/")
    sheet, _, row = rest.rpartition("/")
    submission = next((entry for entry in read_submissions(home) if entry.submission_id == name), None)
    if submission is not None and row.isascii() and row.isdecimal() and str(int(row)) == row:
        (reading,) = read_readings(home, [submission], read_decisions(home))
        path = reading.file(home, "observation")
        if path.is_file():
            taken = pl.read_parquet(path, columns=["source_sheet", "source_row", "subject_kind", "subject_code"])
            found = taken.filter(source_sheet=sheet, source_row=int(row), subject_kind="enterprise")
            if not found.is_empty():
                return reading, sheet, row, str(found["subject_code"][0])
    raise UnknownName(
        f"No value of a return was taken from the row '{row_id}'.",
        "Write submission, sheet and row: S000012/财务状况/21; a finding row_not_repeated names it.",
    )
