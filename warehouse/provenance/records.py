"""What a trace says: plain records, which also know themselves as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Source:
    """A file as received, and the place in it. `named` is what a person said that its figures are."""

    submission_id: str
    file_name: str
    sha256: str
    received_at: datetime
    form_id: str | None
    form_version: str | None
    sheet: str
    cell: str
    named: str | None = None


@dataclass(frozen=True)
class FindingAtCell:
    """What a rule said of the cell."""

    finding_id: str
    severity: str
    rule: str
    text: str | None
    message: str


@dataclass(frozen=True)
class RuleChecked:
    """A rule of the chain that the cell was put to; `outcome` is passed, or what became of a cell that broke it."""

    rule: str
    version: str
    description: str
    outcome: str


@dataclass(frozen=True)
class DecisionTaken:
    """A decision of a person that a value rests on."""

    decision_id: str
    kind: str
    value: str | None
    person: str
    reason: str
    decided_at: datetime
    held_cell_id: str


@dataclass(frozen=True)
class Delivered:
    """One vintage of a value: as it stood, how it was converted, what was found, and whether it is the one in force.

    `factor` is what the received value was multiplied by; None where no unit is known for it. `rules` is the chain that
    its cell was put to, in its order; `decisions` are those that it rests on, oldest first.
    """

    source: Source
    vintage_id: str
    vintage_date: str | None
    value: Decimal | None
    same_period_value: Decimal | None
    value_received: str | None
    unit_received: str | None
    unit_stored: str
    factor: Decimal | None
    is_in_force: bool
    findings: tuple[FindingAtCell, ...]
    same_period_cell: str | None = None
    same_period_received: str | None = None
    rules: tuple[RuleChecked, ...] = ()
    decisions: tuple[DecisionTaken, ...] = ()


@dataclass(frozen=True)
class MartValue:
    """A published value of a mart that rests on a cell, and what stands there without it.

    `is_row_gone` where there is no such row without it. `is_said_twice` where nothing would change, since an older file
    says the same; `without` is the value then.
    """

    table: str
    key: dict[str, str | None]
    column: str
    value: Decimal | str | None
    without: Decimal | str | None
    is_row_gone: bool = False
    is_said_twice: bool = False


@dataclass(frozen=True)
class FormCell:
    """What stands in a cell, under which column of its form; all but the text None where the file is no form of ours.

    `unit_received` is the unit in which the column came, `is_unit_assumed` where the file named none. `not_carried`
    says why the column is in no table as such.
    """

    text: str | None
    form_column_id: str | None = None
    heading: str | None = None
    unit_received: str | None = None
    is_unit_assumed: bool = False
    not_carried: str | None = None


@dataclass(frozen=True)
class Field:
    """A column of a row that a cell fills. `factor` is what the received value was multiplied by to be in
    `unit_stored`; both None without a unit.

    `changed_by` names the rows of other files that have changed it since: submission, sheet and row.
    """

    table: str
    key: dict[str, str]
    column: str
    value: Decimal | str | None
    unit_stored: str | None = None
    factor: Decimal | None = None
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObservationTrace:
    """Every vintage of one value, newest arrival first, and every mart value that it reached: None where that was not
    looked at."""

    observation_id: str
    vintages: tuple[Delivered, ...]
    reached: tuple[MartValue, ...] | None = None

    def to_json_dict(self) -> dict[str, object]:
        """The trace in plain types: decimals and instants as text."""
        plain: dict[str, object] = _plain(asdict(self))
        return plain


@dataclass(frozen=True)
class CellTrace:
    """What was read from a cell: values, rows of registers, findings; and every mart value that it reached, None where
    that was not looked at.

    `restated_ids` are the values whose restated same period it gives. `waiting` counts values of the cell whose subject
    is in no register yet. `decisions` are those about the cell, those that its row rests on and those that withdrew it.
    `source`, `form_cell`, `fields` and `rules` need the archive: they are there where the file was read again.
    """

    submission_id: str
    sheet: str
    cell: str
    observation_ids: tuple[str, ...]
    restated_ids: tuple[str, ...]
    rows: tuple[str, ...]
    waiting: int
    findings: tuple[FindingAtCell, ...]
    reached: tuple[MartValue, ...] | None = None
    decisions: tuple[DecisionTaken, ...] = ()
    source: Source | None = None
    form_cell: FormCell | None = None
    fields: tuple[Field, ...] = ()
    rules: tuple[RuleChecked, ...] = ()

    def to_json_dict(self) -> dict[str, object]:
        """The trace in plain types: decimals and instants as text."""
        plain: dict[str, object] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, datetime) else value
