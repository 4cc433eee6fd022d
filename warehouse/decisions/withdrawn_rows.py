"""Withdrawn rows of registers, funds and projects: builds do not receive them.

Withdrawing a row includes earlier files' rows with the same key; a later file that repeats it is not affected. Values
of returns are withdrawn in the tables (core.withdrawn_value), which hold every value received.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from warehouse.archive.home import Home
from warehouse.decisions.folders import Reading
from warehouse.decisions.ledger import Decision, DecisionKind
from warehouse.decisions.rulings import in_force
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS

PLACE = ("submission_number", "source_sheet", "source_row")
WITHDRAWN_ROW: Mapping[str, type[pl.DataType]] = {
    "dataset": pl.String,
    "submission_number": pl.Int64,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
    "decision_id": pl.String,
}


def withdrawn_rows(home: Home, readings: Sequence[Reading], decisions: Sequence[Decision]) -> pl.DataFrame:
    """The places of the withdrawn rows, each with its newest withdrawal."""
    found = [
        rows
        for decision in in_force(decisions).values()
        if decision.kind is DecisionKind.ROW_WITHDRAWN
        and (form := FORMS.get(decision.form_id or "")) is not None
        and is_register(form)
        and not (rows := _of_decision(home, readings, decision, form)).is_empty()
    ]
    empty = pl.DataFrame(schema=dict(WITHDRAWN_ROW))
    return (
        pl.concat([empty, *found]).group_by("dataset", *PLACE).agg(pl.col("decision_id").max()).sort("dataset", *PLACE)
    )


def is_register(form: Form) -> bool:
    """Whether the rows of a form are staged as rows, not turned into values."""
    return form.dataset != "observation"


def _of_decision(home: Home, readings: Sequence[Reading], decision: Decision, form: Form) -> pl.DataFrame:
    files = [
        path
        for reading in readings
        if reading.submission.number <= decision.submission_number
        and (path := reading.file(home, form.dataset)).is_file()
    ]
    if not files:
        return pl.DataFrame(schema=dict(WITHDRAWN_ROW))
    sent = pl.read_parquet(files, columns=[*PLACE, *form.key])
    row = sent.filter(
        submission_number=decision.submission_number, source_sheet=decision.sheet, source_row=int(decision.cell)
    )
    alike = sent.join(row.select(form.key).unique(), on=form.key, how="semi", nulls_equal=True)
    told = alike.select(
        pl.lit(form.dataset).alias("dataset"), *PLACE, pl.lit(decision.decision_id).alias("decision_id")
    )
    return told.cast(pl.Schema(WITHDRAWN_ROW))
