"""The ledger of decisions: what a person decided about a held cell, why and when; written once, never changed.

A decision is withdrawn by another one. The newest decision about a cell (a row, a credit code) is in force.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypedDict

from warehouse.archive.entries import entry_paths, unreadable
from warehouse.archive.entries import next_number as next_number_of
from warehouse.archive.home import Home
from warehouse.archive.ledger import next_number, submission_id
from warehouse.archive.seal import append

_KIND = "decisions"
CHECK_FAILED = "credit_code_check_failed"
"""The rule of a credit code with a wrong check digit: accepted with a warning, never held."""


class DecisionKind(StrEnum):
    """The kinds of decisions."""

    CORRECTED = "corrected"
    """Read the cell as if it contained `value`."""
    RELEASED = "released"
    """Accept the cell as it is, despite the rule."""
    REJECTED = "rejected"
    """Exclude the cell permanently."""
    WITHDRAWN = "withdrawn"
    """Withdraw the previous decision: the cell waits again, the row counts again."""
    ROW_WITHDRAWN = "row_withdrawn"
    """Of a whole accepted row: none of its values count any more. `cell` is the number of the row."""
    CONFIRMED = "confirmed"
    """Of a credit code with a wrong check digit: it is right as written. `subject` is the code."""


@dataclass(frozen=True)
class Decision:
    """One decision. `decided_at` is an instant in UTC; `value` is text as the sender would have written it.

    `form_id`, `column_name`, `subject` and `text` repeat the held cell: where all four recur in a later file, the
    decision is reused. `last_submission` is the newest submission at the time of the decision.
    """

    number: int
    kind: DecisionKind
    submission_number: int
    sheet: str
    cell: str
    value: str | None
    person: str
    reason: str
    decided_at: datetime
    last_submission: int
    form_id: str | None
    column_name: str | None
    subject: str | None
    text: str | None
    rule: str

    @property
    def decision_id(self) -> str:
        """`D000001` and so on, in order of time."""
        return f"D{self.number:06d}"

    @property
    def is_about_row(self) -> bool:
        """Whether it is about a whole row: it changes no reading, only what counts."""
        return self.cell.isdecimal()

    @property
    def is_about_column(self) -> bool:
        """Whether it is about all values of a column of a sheet: it changes no reading, only what counts."""
        return self.cell.isalpha()

    @property
    def is_about_code(self) -> bool:
        """Whether it is about a credit code in any cell: it changes no reading either."""
        return self.rule == CHECK_FAILED

    @property
    def held_cell_id(self) -> str:
        """The cell in question, `S000012/财务状况/Q21`; the credit code itself for a decision about a code."""
        if self.is_about_code and self.subject is not None:
            return self.subject
        return held_cell_id(self.submission_number, self.sheet, self.cell)


class Signature(TypedDict):
    """The fields of a decision that do not depend on its kind."""

    number: int
    person: str
    reason: str
    decided_at: datetime
    last_submission: int


def held_cell_id(number: int, sheet: str, cell: str) -> str:
    """The id of a held cell, the same however often its file is read again."""
    return f"{submission_id(number)}/{sheet}/{cell}"


def sign(home: Home, person: str, reason: str, decided_at: datetime | None) -> Signature:
    """The next signature; `decided_at` None is now. Only the holder of the writer's lock may use it."""
    return {
        "number": next_number_of(home, _KIND),
        "person": person.strip(),
        "reason": reason.strip(),
        "decided_at": decided_at or datetime.now(UTC),
        "last_submission": next_number(home) - 1,
    }


def record_decision(home: Home, decision: Decision) -> None:
    """Writes a decision, complete or not at all. Raises Busy where the number is taken."""
    fields = {**asdict(decision), "decided_at": decision.decided_at.astimezone(UTC).isoformat()}
    append(home, _KIND, decision.number, fields)


def read_decisions(home: Home, as_of: datetime | None = None) -> tuple[Decision, ...]:
    """Every decision taken up to `as_of`, by number. Raises LedgerDamaged where an entry cannot be read."""
    decisions = (_read(path) for path in entry_paths(home, _KIND))
    return tuple(entry for entry in decisions if as_of is None or entry.decided_at <= as_of)


def _read(path: Path) -> Decision:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        fields.pop("seal", None)
        fields["kind"] = DecisionKind(fields["kind"])
        return Decision(**{**fields, "decided_at": datetime.fromisoformat(fields["decided_at"])})
    except (ValueError, TypeError, KeyError) as error:
        raise unreadable(path, error) from error
