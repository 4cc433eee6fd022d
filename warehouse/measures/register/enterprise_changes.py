"""Applies declared changes to enterprises: their names over time, and their state after the newest register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

import polars as pl

from warehouse.domain.identifiers import examine_credit_code
from warehouse.measures.register.enterprise_identity import MERGER, old_codes

_Row = dict[str, object]
Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


def is_ending() -> pl.Expr:
    """Whether a change, as declared and applied, ends the place of a firm on the list: a merger or an exit."""
    return pl.col("is_applied") & ((pl.col("change_kind") == MERGER) | (pl.col("new_status") == "exited"))


def endings(changes: Frame) -> Frame:
    """The day from which each firm is off the list, or merged (`ended`), by the declared changes: the first day of its
    last absence. A firm that came back has not ended, and who says an exit again does not move it."""
    own = changes.filter(pl.col("enterprise_id").is_not_null() & pl.col("is_applied"))
    returned = pl.col("change_date").filter(pl.col("new_status") == "active").max()
    day = pl.col("change_date").filter(is_ending() & (returned.is_null() | (pl.col("change_date") > returned)))
    return own.group_by("enterprise_id").agg(ended=day.min()).filter(pl.col("ended").is_not_null())


def ended_by(changes: pl.DataFrame) -> pl.DataFrame:
    """The change by which each firm ended."""
    return (
        changes.filter(is_ending())
        .join(endings(changes), left_on=["enterprise_id", "change_date"], right_on=["enterprise_id", "ended"])
        .sort("enterprise_id", "submission_id", "source_row")
        .unique("enterprise_id", keep="first", maintain_order=True)
    )


def with_enterprise(changes: pl.DataFrame, identities: pl.DataFrame) -> pl.DataFrame:
    """The changes with `enterprise_id`, and `other_enterprise_id` for the survivor of a merger."""
    meaning = {
        (kind, code): enterprise
        for enterprise, kind, code in identities.select(
            "enterprise_id", "identifier_kind", "identifier_code"
        ).iter_rows()
    }
    rows = list(changes.iter_rows(named=True))
    own = [next((meaning[code] for code in old_codes(row) if code in meaning), None) for row in rows]
    new = [meaning.get(("credit_code", row["new_credit_code"])) for row in rows]
    return changes.with_columns(
        enterprise_id=pl.Series(
            [one or (other if row["change_kind"] != MERGER else None)
             for row, one, other in zip(rows, own, new, strict=True)], dtype=pl.String,
        ),
        other_enterprise_id=pl.Series(
            [other if row["change_kind"] == MERGER else None for row, other in zip(rows, new, strict=True)],
            dtype=pl.String,
        ),
        # A new code that could not be joined belongs to another enterprise: one register lists both.
        is_applied=pl.Series(
            [(one is not None and (row["change_kind"] == MERGER or other in (None, one))) or
             (one is None and other is not None and row["change_kind"] != MERGER)
             for row, one, other in zip(rows, own, new, strict=True)], dtype=pl.Boolean,
        ),
    )  # fmt: skip


def enterprise_names(entries: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """One row per enterprise and name, from register rows and changes that both have their `enterprise_id`.

    A name begins and ends on the days given by a change; a register alone gives no day.
    """
    known: dict[tuple[str, str], _Row] = {}

    def name_of(row: _Row, name: object) -> _Row:
        origin = {key: row[key] for key in ("is_flagged", "submission_number", "source_sheet", "source_row")}
        blank = {"enterprise_id": row["enterprise_id"], "name_zh": name, "valid_from": None, "valid_to": None}
        return known.setdefault((str(row["enterprise_id"]), str(name)), blank | origin)

    for entry in entries.sort("submission_number", "source_row").iter_rows(named=True):
        name_of(entry, entry["name"])
    renames = changes.filter(
        pl.col("enterprise_id").is_not_null() & (pl.col("change_kind") != MERGER) & pl.col("is_applied")
    ).sort("change_date", "submission_number", "source_row")
    for change in renames.iter_rows(named=True):
        before = name_of(change, change["name"])
        if change["new_name"] is None or change["new_name"] == change["name"]:
            continue
        day = change["change_date"]
        assert isinstance(day, date)
        before["valid_to"] = day - timedelta(days=1)
        after = name_of(change, change["new_name"])
        after["valid_from"], after["valid_to"] = day, None
        for name in (before, after):
            name["is_flagged"] = name["is_flagged"] or change["is_flagged"]
    schema = {"enterprise_id": pl.String, "name_zh": pl.String, "valid_from": pl.Date, "valid_to": pl.Date,
              "is_flagged": pl.Boolean, "submission_number": pl.Int64, "source_sheet": pl.String,
              "source_row": pl.Int32}  # fmt: skip
    return pl.DataFrame(list(known.values()), schema=schema, orient="row").sort("enterprise_id", "name_zh")


def apply_changes(newest: pl.DataFrame, changes: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The newest register entries after the changes that arrived later and are in force on `as_of`.

    A rename or a new code applies where the entry still has the old one: a register written after the change has the
    new one already.
    """
    due = changes.filter(
        pl.col("enterprise_id").is_not_null() & pl.col("is_applied") & (pl.col("change_date") <= as_of)
    ).sort("change_date", "submission_number", "source_row")
    if due.is_empty():
        return newest
    entries = {str(row["enterprise_id"]): row for row in newest.iter_rows(named=True)}
    for change in due.iter_rows(named=True):
        entry = entries.get(str(change["enterprise_id"]))
        if entry is not None and change["submission_number"] > entry["submission_number"]:
            _apply(entry, change)
    return pl.DataFrame(list(entries.values()), schema=newest.schema, orient="row")


def _apply(entry: _Row, change: _Row) -> None:
    entry["is_flagged"] = entry["is_flagged"] or change["is_flagged"]
    if change["change_kind"] == MERGER:
        entry["status"] = "exited"
        return
    if change["new_name"] is not None and entry["name"] == change["name"]:
        entry["name"] = change["new_name"]
    if change["new_credit_code"] is not None and entry["credit_code"] == change["credit_code"]:
        code, state = examine_credit_code(str(change["new_credit_code"]))
        entry["credit_code"], entry["credit_code_state"] = code, state.value
    for name, new in _taken(change, ("batch", "status")):
        entry[name] = new


def _taken(change: _Row, names: Iterable[str]) -> Iterable[tuple[str, object]]:
    return ((name, change[f"new_{name}"]) for name in names if change[f"new_{name}"] is not None)
