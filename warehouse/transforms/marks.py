"""Marks on rows: a value next to a held cell is flagged, a value based on decisions names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from warehouse.decisions.ledger import DecisionKind
from warehouse.decisions.rulings import Ruling
from warehouse.forms.form import CellType, Form
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.table import TypedTable

_KEYS = ("source_sheet", "source_row")


def touched_columns(table: TypedTable, form: Form) -> Mapping[str, frozenset[str]]:
    """For each column of values the columns that affect it: its own, its base, and its row's keys."""
    whole_row = {form.unit_column, *form.key} | {
        column.name for column in form.columns if not column.nullable or column.cell_type is CellType.CREDIT_CODE
    }
    shared = {table.letters[name] for name in whole_row if name is not None and name in table.letters}
    facts = [fact for measure in form.measures for fact in measure.facts]
    if not facts:
        return {letters: frozenset(table.letters.values()) for letters in table.letters.values()}
    return {
        table.letters[fact.value]: frozenset(
            {
                table.letters[name]
                for name in (fact.value, fact.same_period)
                if name is not None and name in table.letters
            }
            | shared
        )
        for fact in facts
        if fact.value in table.letters
    }


def mark_rows(
    rows: pl.DataFrame, findings: Iterable[Finding], rulings: Sequence[Ruling], touched: Mapping[str, frozenset[str]]
) -> pl.DataFrame:
    """Observations with `is_flagged`, `is_corrected` and `decision_id`; the received content of a corrected cell is
    kept.

    Columns not in `touched` depend on themselves alone.
    """
    held: dict[str, set[int]] = {}
    for entry in findings:
        if entry.severity is Severity.HELD and entry.row is not None:
            held.setdefault(entry.sheet, set()).add(entry.row)
    is_flagged = [
        (pl.col("source_sheet") == sheet) & pl.col("source_row").is_in(sorted(numbers))
        for sheet, numbers in held.items()
    ]
    marked = rows.with_columns(
        is_flagged=pl.any_horizontal(is_flagged) if is_flagged else pl.lit(False),
        is_corrected=pl.lit(False),
        decision_id=pl.lit(None, dtype=pl.String),
        decision_ids=pl.lit([], dtype=pl.List(pl.String)),
    )
    for ruling in sorted(rulings, key=lambda entry: entry.decision.number):
        if ruling.decision.kind is DecisionKind.REJECTED:
            continue
        resting = [letters for letters, on in touched.items() if ruling.column in on] or [ruling.column]
        here = (pl.col("source_sheet") == ruling.sheet) & (pl.col("source_row") == ruling.row)
        rests = here & pl.col("source_column").is_in(resting)
        is_value = here & (pl.col("source_column") == ruling.column)
        is_corrected = ruling.decision.kind is DecisionKind.CORRECTED
        marked = marked.with_columns(
            is_corrected=pl.when(rests).then(pl.col("is_corrected") | is_corrected).otherwise("is_corrected"),
            decision_id=pl.when(rests).then(pl.lit(ruling.decision.decision_id)).otherwise("decision_id"),
            decision_ids=pl.when(rests)
            .then(pl.concat_list("decision_ids", pl.lit(ruling.decision.decision_id)))
            .otherwise("decision_ids"),
            value_received=pl.when(is_value & is_corrected)
            .then(pl.lit(ruling.decision.text, dtype=pl.String).str.strip_chars())
            .otherwise("value_received"),
        )
    return marked.select(rows.columns)


def mark_register_rows(rows: pl.DataFrame, findings: Iterable[Finding], rulings: Sequence[Ruling]) -> pl.DataFrame:
    """Rows of a register with those marks that their dataset has: every cell of a row counts."""
    held = {(entry.sheet, entry.row) for entry in findings if entry.severity is Severity.HELD}
    standing = [entry for entry in rulings if entry.decision.kind is not DecisionKind.REJECTED]
    corrected = {(entry.sheet, entry.row) for entry in standing if entry.decision.kind is DecisionKind.CORRECTED}
    newest = {
        (entry.sheet, entry.row): entry.decision.decision_id
        for entry in sorted(standing, key=lambda entry: entry.decision.number)
    }
    places = rows.select(_KEYS).rows()
    return rows.with_columns(
        pl.Series("is_flagged", [place in held for place in places], dtype=pl.Boolean),
        pl.Series("is_corrected", [place in corrected for place in places], dtype=pl.Boolean),
        pl.Series("decision_id", [newest.get(place) for place in places], dtype=pl.String),
    ).select(rows.columns)
