"""Traces: plain records that can be written as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Source:
    """A file as received, and the place in it. `named` is a person's naming of its figures."""

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
    """A rule's finding about the cell."""

    finding_id: str
    severity: str
    rule: str
    text: str | None
    message: str


@dataclass(frozen=True)
class RuleChecked:
    """A rule checked for the cell; `outcome` is passed, or the result of the violation."""

    rule: str
    version: str
    description: str
    outcome: str


@dataclass(frozen=True)
class DecisionTaken:
    """A decision behind a value."""

    decision_id: str
    kind: str
    value: str | None
    person: str
    reason: str
    decided_at: datetime
    held_cell_id: str


@dataclass(frozen=True)
class Delivered:
    """One vintage of a value: as received, its conversion, its findings, and whether it is in force.

    `factor` is the conversion factor; None where no unit is known. `rules` were checked in this order; `decisions` are
    those behind the value, oldest first.
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
    """A published mart value that depends on a cell, and its value without the cell.

    `is_row_gone` where the row is absent without it. `is_said_twice` where nothing would change, since an older file
    has the same value; `without` is then the value with the cell altered.
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
    """The content of a cell and its column in the form; all but the text None where the file matches no form.

    `unit_received` is the unit of the column in the file, `is_unit_assumed` where the file named none. `not_carried` is
    the reason why no table has the column.
    """

    text: str | None
    form_column_id: str | None = None
    heading: str | None = None
    unit_received: str | None = None
    is_unit_assumed: bool = False
    not_carried: str | None = None


@dataclass(frozen=True)
class Field:
    """A table column that a cell fills. `factor` converts the received value into `unit_stored`; both None without a
    unit.

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
    """Every vintage of one value, newest arrival first, and every mart value that depends on it: None where not
    requested."""

    observation_id: str
    vintages: tuple[Delivered, ...]
    reached: tuple[MartValue, ...] | None = None

    def to_json_dict(self) -> dict[str, object]:
        """The trace in plain types: decimals and instants as text."""
        plain: dict[str, object] = _plain(asdict(self))
        return plain


@dataclass(frozen=True)
class CellTrace:
    """What was read from a cell: values, rows of registers, findings; and every dependent mart value, None where not
    requested.

    `restated_ids` are the values whose restated same period it gives. `waiting` counts values of the cell whose subject
    is in no register yet. `decisions` are those about the cell, those behind its row and those that withdrew it.
    `source`, `form_cell`, `fields` and `rules` need the archive: present where the file was read again.
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
