"""Decisions -> rulings: what a reading of one submission has to respect, cell by cell.

A cell obeys the newest decision about itself. Without one it obeys a decision about an earlier cell that said the
same: same form, column, subject, text and rule, in a file that came after the decision. One that was withdrawn or
replaced is not used again either.
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
    """A decision as it applies to a cell of one submission; `is_reused` where it was taken about another one."""

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
    """What a decision is looked up by: where the cell stands, and what it says of whom."""

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
    """The newest decision of each held cell by its id, without those that were withdrawn."""
    newest = {decision.held_cell_id: decision for decision in sorted(decisions, key=lambda entry: entry.number)}
    return {key: entry for key, entry in newest.items() if entry.kind is not DecisionKind.WITHDRAWN}


class Rulings:
    """The decisions known at an instant, ready to be looked up."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        # A withdrawn row, a column and a confirmed code are read as ever: the tables tell of them.
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
            # Which of two rows is right says nothing about the next file.
            if decision.subject is not None and decision.rule != "duplicate_row":
                alike = (decision.form_id, decision.column_name, decision.subject, decision.text, decision.rule)
                self._alike.setdefault(alike, []).append((first[cell_id], decision))
                self._earliest = min(self._earliest, first[cell_id])

    def may_apply(self, number: int) -> bool:
        """Whether a submission with held cells can have a ruling, told without looking at them."""
        return number in self._own or number > self._earliest

    def of(self, number: int, held: Iterable[HeldText]) -> tuple[Ruling, ...]:
        """The rulings for the cells of a submission; `held` are the cells that its plain reading holds."""
        own = self._own.get(number, [])
        rulings = [Ruling(decision.sheet, decision.cell, decision) for decision in own]
        for cell in held:
            # A cell that was ever decided about itself is not decided by a likeness: a withdrawal means to wait.
            if held_cell_id(number, cell.sheet, cell.cell) in self._decided:
                continue
            entries = self._alike.get((cell.form_id, cell.column_name, cell.subject, cell.text, cell.rule), [])
            earlier = [decision for last, decision in entries if last < number]
            if cell.subject is not None and earlier:
                newest = max(earlier, key=lambda decision: decision.number)
                rulings.append(Ruling(cell.sheet, cell.cell, newest, is_reused=True))
        return tuple(sorted(rulings, key=lambda ruling: (ruling.sheet, ruling.row, ruling.column)))


def digest(rulings: Sequence[Ruling]) -> str:
    """A short name for a set of rulings: equal sets have equal names."""
    content = [
        [entry.sheet, entry.cell, entry.decision.number, entry.decision.kind.value, entry.decision.value]
        for entry in rulings
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
