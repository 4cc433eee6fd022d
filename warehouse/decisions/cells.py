"""Held cells with their state, and decisions, as frames for the build and the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

import polars as pl

from warehouse.archive.home import Home
from warehouse.decisions.folders import Reading, read_held
from warehouse.decisions.ledger import Decision, DecisionKind, held_cell_id
from warehouse.decisions.rulings import Ruling, in_force

HELD_CELL: Mapping[str, type[pl.DataType]] = {
    "held_cell_id": pl.String,
    "submission_number": pl.Int64,
    "source_sheet": pl.String,
    "source_cell": pl.String,
    "source_row": pl.Int32,
    "column_name": pl.String,
    "subject": pl.String,
    "rule": pl.String,
    "message": pl.String,
    "text": pl.String,
    "state": pl.String,
    "value": pl.String,
    "decision_id": pl.String,
    "is_reused": pl.Boolean,
}
DECISION: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "decision_id": pl.String,
    "decision_number": pl.Int64,
    "held_cell_id": pl.String,
    "submission_number": pl.Int64,
    "decision_kind": pl.String,
    "value": pl.String,
    "person": pl.String,
    "reason": pl.String,
    "decided_at": pl.Datetime("us"),
    "is_in_force": pl.Boolean,
}


@dataclass(frozen=True)
class _Cell:
    """A held cell of a submission: its finding without decisions and its finding under its rulings."""

    plain: Mapping[str, object] | None
    decided: Mapping[str, object] | None
    ruling: Ruling | None

    @property
    def is_of_a_value(self) -> bool:
        """Whether the reading accepted the cell, and the tables hold it: a suspected unit error."""
        return self.plain is None and self.decided is None

    @property
    def state(self) -> str:
        if self.ruling is None:
            return "open"
        kind = self.ruling.decision.kind
        # A reused correction that is no valid value here, or a code that duplicates another row: still waiting.
        is_settled = kind is DecisionKind.REJECTED or self.decided is None
        return kind.value if is_settled else "open"


def held_cells(home: Home, readings: Sequence[Reading]) -> pl.DataFrame:
    """One row per held cell of the submissions, in the order of arrival, sheet and cell."""
    rows = [
        _row(reading, cell_id, cell)
        for reading in readings
        if reading.submission.held_count or reading.rulings
        for cell_id, cell in sorted(_cells(home, reading).items())
    ]
    return pl.DataFrame(rows, schema=dict(HELD_CELL), orient="row")


def decisions_frame(decisions: Sequence[Decision]) -> pl.DataFrame:
    """One row per decision; a decision is in force until the next one about the same cell."""
    standing = {decision.number for decision in in_force(decisions).values()}
    rows = [
        (
            entry.decision_id, entry.number, entry.held_cell_id, entry.submission_number, entry.kind.value, entry.value,
            entry.person, entry.reason, entry.decided_at.astimezone(UTC).replace(tzinfo=None), entry.number in standing,
        )
        for entry in decisions
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(DECISION), orient="row")


def _cells(home: Home, reading: Reading) -> dict[str, _Cell]:
    plain = _by_id(read_held(home, reading.folder_without_decisions), reading)
    decided = _by_id(read_held(home, reading.folder), reading) if reading.rulings else plain
    rulings = {held_cell_id(reading.submission.number, entry.sheet, entry.cell): entry for entry in reading.rulings}
    # A decision about a cell that no reading held concerns a value held by the tables.
    of_values = [key for key, entry in rulings.items() if not entry.is_reused]
    keys = dict.fromkeys([*plain, *decided, *of_values])
    return {key: _Cell(plain.get(key), decided.get(key), rulings.get(key)) for key in keys}


def _by_id(held: pl.DataFrame, reading: Reading) -> dict[str, Mapping[str, object]]:
    """The first finding of each cell."""
    found: dict[str, Mapping[str, object]] = {}
    for row in held.iter_rows(named=True):
        found.setdefault(held_cell_id(reading.submission.number, row["source_sheet"], row["source_cell"]), row)
    return found


def _row(reading: Reading, cell_id: str, cell: _Cell) -> tuple[object, ...]:
    if cell.is_of_a_value:
        assert cell.ruling is not None
        return _row_of_a_value(reading, cell_id, cell.ruling)
    # A cell that is still held is shown with its present finding, any other with its first.
    shown = cell.decided if cell.decided is not None else cell.plain
    assert shown is not None
    received = cell.plain if cell.plain is not None else shown
    decision = cell.ruling.decision if cell.ruling is not None else None
    return (
        cell_id, reading.submission.number, shown["source_sheet"], shown["source_cell"], shown["source_row"],
        shown["column_name"], received["subject"], shown["rule"], shown["message"], received["text"], cell.state,
        decision.value if decision else None, decision.decision_id if decision else None,
        cell.ruling is not None and cell.ruling.is_reused,
    )  # fmt: skip


_DECIDED = (
    "A person has decided, and the decision stays in force; by itself the cell can be read: it was suspect compared "
    "with others, or the programme's lists have since come to know what it says. "
    "中文：已由人工决定，决定仍有效；该单元格本身可以读取：当时与其他数值相比存疑，或此后方案已收录其内容。"
)


def _row_of_a_value(reading: Reading, cell_id: str, ruling: Ruling) -> tuple[object, ...]:
    decision = ruling.decision
    return (
        cell_id, reading.submission.number, ruling.sheet, ruling.cell, ruling.row, decision.column_name,
        decision.subject, decision.rule, _DECIDED,
        decision.text, decision.kind.value, decision.value, decision.decision_id, False,
    )  # fmt: skip
