"""Takes decisions about held cells: correct, release, reject, withdraw; each with a person and a reason.

A decision is tested before it is written: the file is read with it, and a decision that leaves the cell held is
refused. It takes effect at the next refresh.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.decisions.cells import held_cells
from warehouse.decisions.folders import Reading, forms_and_periods_by_sheet, forms_by_sheet, is_staged, read_readings
from warehouse.decisions.ledger import (
    Decision,
    DecisionKind,
    held_cell_id,
    read_decisions,
    record_decision,
    sign,
)
from warehouse.decisions.rulings import Ruling, in_force
from warehouse.decisions.suspected import doubted_cells, is_rule_of_values, suspected_cells
from warehouse.domain.one_line import refuse_unreadable
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.ingestion.receive import FileReader, read_with_decisions, stage_with_decisions
from warehouse.ingestion.restage import ensure_staged
from warehouse.programme.in_force import programme_in_force
from warehouse.reading.child import ChildReader
from warehouse.transforms.cells.rules import RELEASABLE
from warehouse.transforms.finding import Severity


def list_held(
    home: Home, *, form_id: str | None = None, period: str | None = None, as_of: datetime | None = None
) -> pl.DataFrame:
    """Every held cell with its state, form, period and file.

    Suspected unit errors are those of the published snapshot.
    """
    ensure_staged(home, as_of=as_of)
    decisions = read_decisions(home, as_of=as_of)
    readings = read_readings(home, read_submissions(home, as_of=as_of), decisions, as_of)
    submissions = [reading.submission for reading in readings]
    files = pl.DataFrame(
        [(entry.number, entry.submission_id, entry.form_id, entry.period, entry.file_name) for entry in submissions],
        schema={
            "submission_number": pl.Int64, "submission_id": pl.String, "form_id": pl.String, "period": pl.String,
            "file_name": pl.String,
        },
        orient="row",
    )  # fmt: skip
    sheets = pl.DataFrame(
        [
            (reading.submission.number, sheet, *form_and_period)
            for reading in readings
            for sheet, form_and_period in forms_and_periods_by_sheet(home, reading.folder_without_decisions).items()
        ],
        schema={
            "submission_number": pl.Int64, "source_sheet": pl.String, "form_of_sheet": pl.String,
            "period_of_sheet": pl.String,
        },
        orient="row",
    )  # fmt: skip
    held = held_cells(home, readings)
    suspected = _suspected(home, held, decisions).filter(
        pl.col("submission_number").is_in(files["submission_number"].to_list())
    )
    cells = (
        pl.concat([held, suspected])
        .join(files, on="submission_number", how="left", maintain_order="left")
        .join(sheets, on=["submission_number", "source_sheet"], how="left", maintain_order="left")
        .with_columns(form_id=pl.coalesce("form_of_sheet", "form_id"), period=pl.coalesce("period_of_sheet", "period"))
        .drop("form_of_sheet", "period_of_sheet")
    )
    requested = {name: value for name, value in (("form_id", form_id), ("period", period)) if value is not None}
    return cells.filter(**requested) if requested else cells


def decide(
    home: Home,
    cell_id: str,
    kind: DecisionKind,
    *,
    person: str,
    reason: str,
    value: str | None = None,
    decided_at: datetime | None = None,
) -> Decision:
    """Records a decision about a held cell, and stages the changed reading.

    `value` is the correct content of the cell, written as in the file: in its unit and its words. `decided_at` (UTC) is
    now except in tests. Raises UnknownName for a cell that is not held, InvalidArgument for an invalid decision, Busy
    where another process writes.
    """
    refuse_unreadable(person=person, reason=reason, **({"value": value} if value is not None else {}))
    ensure_staged(home)
    with writer_lock(home), ChildReader() as reader:
        reading, cell = _find(home, cell_id)
        decision = Decision(
            **sign(home, person, reason, decided_at),
            kind=kind,
            submission_number=reading.submission.number,
            sheet=str(cell["source_sheet"]),
            cell=str(cell["source_cell"]),
            value=value.strip() if value is not None else None,
            form_id=forms_by_sheet(home, reading.folder_without_decisions).get(
                str(cell["source_sheet"]), reading.submission.form_id
            ),
            column_name=_text(cell["column_name"]),
            subject=_text(cell["subject"]),
            text=_text(cell["text"]),
            rule=_text(cell["first_rule"]) or "",
        )
        _refuse(home, reading, cell, decision, reader)
        record_decision(home, decision)
        _stage_all(home, reader)
    return decision


def _suspected(home: Home, cells: pl.DataFrame, decisions: Sequence[Decision]) -> pl.DataFrame:
    """The suspected values and columns of the published snapshot, without values decided about since: the readings
    report those."""
    suspected = suspected_cells(home)
    reused = suspected["is_reused"]
    decided = pl.DataFrame(
        [
            (cell_id, entry.kind.value, entry.decision_id)
            for cell_id, entry in in_force(decisions).items()
            if entry.is_about_column
        ],
        schema={"held_cell_id": pl.String, "decided": pl.String, "decided_by": pl.String},
        orient="row",
    )
    waiting = suspected.join(decided, on="held_cell_id", how="left", maintain_order="left").with_columns(
        state=pl.when(reused).then("state").otherwise(pl.coalesce("decided", pl.lit("open"))),
        decision_id=pl.when(reused).then("decision_id").otherwise("decided_by"),
        value=pl.lit(None, dtype=pl.String),
    )
    return waiting.drop("decided", "decided_by").join(
        cells.select("held_cell_id"), on="held_cell_id", how="anti", maintain_order="left"
    )


def _find(home: Home, cell_id: str) -> tuple[Reading, dict[str, object]]:
    """The reading of the cell's submission, and the cell as it is held now."""
    decisions = read_decisions(home)
    submissions = {entry.submission_id: entry for entry in read_submissions(home)}
    submission = submissions.get(cell_id.partition("/")[0])
    if submission is not None:
        (reading,) = read_readings(home, [submission], decisions)
        cells = held_cells(home, [reading])
        known = [cells, _suspected(home, cells, decisions), doubted_cells(home)]
        for row in pl.concat(known).iter_rows(named=True):
            if row["held_cell_id"] == cell_id:
                own = [entry for entry in decisions if entry.held_cell_id == cell_id]
                # The original reason for holding the cell, not the reason in a later reading.
                return reading, {**row, "first_rule": own[0].rule if own else row["rule"]}
    raise UnknownName(f"There is no held cell '{cell_id}'.", "`longmai held list` shows them all.")


def _refuse(home: Home, reading: Reading, cell: dict[str, object], decision: Decision, reader: FileReader) -> None:
    """Raises InvalidArgument for an invalid decision, by reading the file with it."""
    cell_id, rule = decision.held_cell_id, str(cell["rule"])
    match decision.kind:
        case DecisionKind.REJECTED:
            return
        case DecisionKind.WITHDRAWN:
            if cell["decision_id"] is None:
                raise InvalidArgument(f"{cell_id} is already waiting: there is no decision to withdraw.")
            return
        case DecisionKind.RELEASED:
            if rule not in RELEASABLE and not is_rule_of_values(rule, programme_in_force(home)):
                hint = "Reject the other row." if rule == "duplicate_row" else "Correct it or reject it."
                raise InvalidArgument(f"{cell_id} has no value that could be released ({rule}).", hint)
        case DecisionKind.CORRECTED:
            if decision.is_about_column:
                raise InvalidArgument(
                    f"{cell_id} is a whole column: it has no single value.",
                    "Release it or reject it; for another unit, have the file sent again. "
                    "中文：这是整栏，不能改为一个数值：请整栏放行或退回，单位有误的请重报文件。",
                )
            if decision.value is None:
                raise InvalidArgument(f"{cell_id} cannot be corrected without a value.")
    if decision.is_about_column:
        return
    others = [entry for entry in reading.rulings if (entry.sheet, entry.cell) != (decision.sheet, decision.cell)]
    ruling = Ruling(decision.sheet, decision.cell, decision)
    trial = replace(reading, rulings=(*others, ruling))
    delivery = read_with_decisions(home, trial, reader=reader)
    if delivery.refusal is not None:
        raise InvalidArgument(f"With this the whole file would be refused: {delivery.refusal}")
    for finding in delivery.findings:
        at = held_cell_id(reading.submission.number, finding.sheet, finding.cell or "")
        if finding.severity is Severity.HELD and at == cell_id:
            raise InvalidArgument(f"{cell_id} would still be held: {finding.message}")


def _stage_all(home: Home, reader: FileReader) -> None:
    """Stages the effects of the decisions in force; a decision may be reused in other submissions."""
    readings: Sequence[Reading] = read_readings(home, read_submissions(home), read_decisions(home))
    for reading in readings:
        if not is_staged(home, reading.folder):
            stage_with_decisions(home, reading, reader=reader)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
