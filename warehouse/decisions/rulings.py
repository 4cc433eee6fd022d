"""Turns decisions into rulings: the decisions that apply to the cells of one submission.

The newest decision about a cell applies to it. Without one, a decision about an earlier cell with the same form,
column, subject, text and rule applies, if the file arrived after the decision. A withdrawn or replaced decision is not
reused.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.decisions.ledger import Decision, DecisionKind, held_cell_id

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Ruling:
    """A decision as it applies to a cell of one submission; `is_reused` where it was taken about another cell."""

    sheet: str
    cell: str
    decision: Decision
    is_reused: bool = False

    @property
    def column(self) -> str:
        """The letters of the cell."""
        return split_address(self.cell)[0]

    @property
    def row(self) -> int:
        """The row of the cell, counted from 1."""
        return split_address(self.cell)[1]


@dataclass(frozen=True)
class HeldText:
    """The lookup key of decisions: the address of a cell, its content and its subject."""

    sheet: str
    cell: str
    column_name: str | None
    subject: str | None
    text: str | None
    rule: str
    form_id: str | None


def split_address(cell: str) -> tuple[str, int]:
    """`F12` as (`F`, 12)."""
    match = _ADDRESS.fullmatch(cell)
    assert match is not None, cell
    return match[1], int(match[2])


def in_force(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The newest decision of each held cell by its id, without withdrawn ones."""
    newest = {decision.held_cell_id: decision for decision in sorted(decisions, key=lambda entry: entry.number)}
    return {key: entry for key, entry in newest.items() if entry.kind is not DecisionKind.WITHDRAWN}


class Rulings:
    """The decisions known at an instant, indexed for lookup."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        # A withdrawn row, a column and a confirmed code do not change the reading: the tables apply them.
        decisions = [
            entry
            for entry in decisions
            if not entry.is_about_row and not entry.is_about_column and not entry.is_about_code
        ]
        self._own: dict[int, list[Decision]] = {}
        self._alike: dict[tuple[str | None, ...], list[tuple[int, Decision]]] = {}
        first: Mapping[str, int] = {
            entry.held_cell_id: entry.last_submission
            for entry in sorted(decisions, key=lambda entry: entry.number, reverse=True)
        }
        self._decided = frozenset(first)
        self._earliest = math.inf
        for cell_id, decision in in_force(decisions).items():
            self._own.setdefault(decision.submission_number, []).append(decision)
            # Which of two duplicate rows is right is no evidence for the next file.
            if decision.subject is not None and decision.rule != "duplicate_row":
                alike = (decision.form_id, decision.column_name, decision.subject, decision.text, decision.rule)
                self._alike.setdefault(alike, []).append((first[cell_id], decision))
                self._earliest = min(self._earliest, first[cell_id])

    def may_apply(self, number: int) -> bool:
        """Whether a submission with held cells can have a ruling, without looking at the cells."""
        return number in self._own or number > self._earliest

    def of(self, number: int, held: Iterable[HeldText]) -> tuple[Ruling, ...]:
        """The rulings for the cells of a submission; `held` are the cells held without decisions."""
        own = self._own.get(number, [])
        rulings = [Ruling(decision.sheet, decision.cell, decision) for decision in own]
        for cell in held:
            # A cell with a decision of its own reuses no other one: after a withdrawal it waits.
            if held_cell_id(number, cell.sheet, cell.cell) in self._decided:
                continue
            entries = self._alike.get((cell.form_id, cell.column_name, cell.subject, cell.text, cell.rule), [])
            earlier = [decision for last, decision in entries if last < number]
            if cell.subject is not None and earlier:
                newest = max(earlier, key=lambda decision: decision.number)
                rulings.append(Ruling(cell.sheet, cell.cell, newest, is_reused=True))
        return tuple(sorted(rulings, key=lambda ruling: (ruling.sheet, ruling.row, ruling.column)))


def digest(rulings: Sequence[Ruling]) -> str:
    """A short hash of a set of rulings: equal sets have equal hashes."""
    content = [
        [entry.sheet, entry.cell, entry.decision.number, entry.decision.kind.value, entry.decision.value]
        for entry in rulings
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
