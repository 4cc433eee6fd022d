"""The arithmetic of one row of a mart: its definition, rule set, inputs and calculation, as the API gives them."""

from __future__ import annotations

import duckdb

from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.measures.explanations import EXPLANATIONS, explain_row


def trace_arithmetic(cursor: duckdb.DuckDBPyConnection, table_key: str, row_key: str) -> dict[str, str]:
    """How the numbers of a row come about. Raises UnknownName, or InvalidArgument for a table that does not explain."""
    if table_key not in EXPLANATIONS:
        raise InvalidArgument(
            f"{table_key} does not explain its numbers.",
            f"Ask for one of {', '.join(EXPLANATIONS)}.",
            zh=f"{table_key} 不提供算式。可用的表：{'、'.join(EXPLANATIONS)}。",
        )
    columns = load_catalog().table(table_key).row_key
    key = ", ".join(f'"{column}"::varchar' for column in columns)
    found = cursor.execute(f"from {table_key} where concat_ws('/', {key}) = ?", [row_key])
    names = [one[0] for one in found.description or ()]
    row = found.fetchone()
    if row is None:
        raise UnknownName(
            f"{table_key} has no row '{row_key}'.",
            f"Its key is {'/'.join(columns)}.",
            zh=f"{table_key} 中没有“{row_key}”这一行，其主键为 {'/'.join(columns)}。",
        )
    return explain_row(table_key, dict(zip(names, row, strict=True)))
