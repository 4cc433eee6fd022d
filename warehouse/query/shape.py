"""Columns and rows as SQL expressions of their JSON: text as clients read it, made by DuckDB and not by Python.

Decimals and keys are text, instants end in Z, a vocabulary is answered by its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.catalog import TableColumn
from warehouse.query.plan import Column
from warehouse.query.statement import Statement, join, label, wrap

LARGEST_EXACT = 2**53 - 1
"""The largest integer that JavaScript keeps exactly."""


def write_column(asked: Column, column: TableColumn, place: str) -> Statement:
    """The value of a column, which stands at `place`, as its JSON has it."""
    kind = column.data_type
    if asked.words:
        cases = " ".join(f"when {_text(value)} then {label(word)}" for value, word in asked.words)
        # Null stays null; a value without a word is a fault of ours and must not pass for another.
        wrong = f"error('{column.name} holds a word that the schema has not: ' || {place})"
        return Statement(f"case {place} {cases} else {wrong} end")
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return Statement(f"rtrim(rtrim({place}::varchar, '0'), '.')")
    if kind.startswith(("DECIMAL", "DATE")) or (asked.is_text and kind != "VARCHAR"):
        return Statement(f"{place}::varchar")
    if kind.startswith("TIMESTAMP"):
        return Statement(f"replace({place}::varchar, ' ', 'T') || 'Z'")
    if kind == "BIGINT":
        wrong = f"error('{column.name} is beyond 2^53: ' || {place})"
        return Statement(
            f"case when abs({place}) <= {LARGEST_EXACT} then {place} when {place} is not null then {wrong} end"
        )
    return Statement(place)


def write_object(entries: Sequence[tuple[str, Statement]]) -> Statement:
    """An object with these keys, in this order."""
    keys = [key for key, _ in entries]
    if len({key.lower() for key in keys}) < len(keys):
        # A struct of DuckDB does not tell `a` from `A`.
        return wrap("json_object(", join(", ", (wrap(f"{label(key)}, ", value, "") for key, value in entries)), ")")
    return wrap("{", join(", ", (wrap(f"{label(key)}: ", value, "") for key, value in entries)), "}")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
