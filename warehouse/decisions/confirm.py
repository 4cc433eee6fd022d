"""Credit codes with a wrong check digit: their list, and the confirmation that one is right as written.

At least one officially issued code is reported to fail the check (docs/sources/credit_code.md), so such a code is
accepted with a warning. A person who has compared it with the licence confirms it once, with a reason; from the next
refresh the warning names that decision at every occurrence, in earlier and later files. A confirmation is withdrawn the
same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.decisions.folders import forms_by_sheet, lists_at, staged_folder
from warehouse.decisions.ledger import (
    CHECK_FAILED,
    Decision,
    DecisionKind,
    held_cell_id,
    read_decisions,
    record_decision,
    sign,
)
from warehouse.domain.identifiers import examine_credit_code
from warehouse.domain.one_line import refuse_unreadable
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.restage import ensure_staged
from warehouse.transforms.confirmed_codes import confirmed_codes

DOUBTFUL_CODE: Mapping[str, type[pl.DataType]] = {
    "credit_code": pl.String,
    "state": pl.String,
    "cell_count": pl.UInt32,
    "cell": pl.String,
    "decision_id": pl.String,
    "person": pl.String,
    "reason": pl.String,
}
"""`state` is open or confirmed, `cell` the newest cell with the code, named like a held cell."""


def list_doubtful_codes(home: Home, *, as_of: datetime | None = None) -> pl.DataFrame:
    """One row per credit code with a wrong check digit in some file, ordered by code."""
    ensure_staged(home, as_of=as_of)
    confirmed = confirmed_codes(read_decisions(home, as_of=as_of))
    rows = []
    for (code,), cells in _cells(home, as_of).group_by("subject", maintain_order=True):
        number, sheet, row, letters, *_ = cells.row(-1)
        decision = confirmed.get(str(code))
        decision_columns = (
            (decision.decision_id, decision.person, decision.reason) if decision is not None else (None, None, None)
        )
        state = "open" if decision is None else "confirmed"
        rows.append((code, state, cells.height, held_cell_id(number, sheet, f"{letters}{row}"), *decision_columns))
    return pl.DataFrame(rows, schema=dict(DOUBTFUL_CODE), orient="row").sort("credit_code")


def decide_code(
    home: Home, text: str, kind: DecisionKind, *, person: str, reason: str, decided_at: datetime | None = None
) -> Decision:
    """Confirms a credit code as written (`CONFIRMED`) or withdraws the confirmation (`WITHDRAWN`).

    Raises UnknownName where no file has the code with a wrong check digit, InvalidArgument where nothing would change,
    Busy where another process writes.
    """
    refuse_unreadable(person=person, reason=reason)
    code, _ = examine_credit_code(text)
    ensure_staged(home)
    with writer_lock(home):
        cells = _cells(home, None).filter(subject=code or "")
        if cells.is_empty():
            raise UnknownName(
                f"No file has a credit code '{text[:50]}' whose check character does not fit.",
                "`longmai held codes` lists them.",
            )
        is_confirmed = code in confirmed_codes(read_decisions(home))
        if is_confirmed == (kind is DecisionKind.CONFIRMED):
            raise InvalidArgument(f"{code} is confirmed already." if is_confirmed else f"{code} is not confirmed.")
        number, sheet, row, letters, column_name, received, _ = cells.row(-1)
        submission = next(entry for entry in read_submissions(home) if entry.number == number)
        decision = Decision(
            **sign(home, person, reason, decided_at),
            kind=kind,
            submission_number=number,
            sheet=sheet,
            cell=f"{letters}{row}",
            value=None,
            form_id=forms_by_sheet(home, staged_folder(submission, lists_at(home))).get(sheet, submission.form_id),
            column_name=column_name,
            subject=code,
            text=received,
            rule=CHECK_FAILED,
        )
        record_decision(home, decision)
    return decision


def _cells(home: Home, as_of: datetime | None) -> pl.DataFrame:
    """Every cell with such a code, in order of arrival: submission, sheet, row, column, its name, text and code."""
    columns = (
        "submission_number", "source_sheet", "source_row", "source_column", "column_name", "text", "subject",
    )  # fmt: skip
    lists = lists_at(home, as_of)
    submissions = read_submissions(home, as_of=as_of)
    staged = (home.staged / staged_folder(entry, lists) / "finding.parquet" for entry in submissions)
    files = [path for path in staged if path.is_file()]
    if not files:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    found = pl.scan_parquet(files).filter(pl.col("rule") == CHECK_FAILED, pl.col("subject").is_not_null())
    return found.select(columns).collect().sort(columns[:4], maintain_order=True)
