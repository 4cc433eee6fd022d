"""A column may have the name of a word of SQL; two builds are compared all the same."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.snapshots.releases.comparison import _row


@pytest.mark.parametrize("layer", ["core", "mart"])
def test_the_rows_of_every_table_can_be_compared(layer: str) -> None:
    tables = [table for table in load_catalog().tables.values() if table.layer == layer]
    with duckdb.connect() as connection:
        for table in tables:
            names = [column.name for column in table.columns]
            nulls = ", ".join(f'null as "{name}"' for name in names)
            (row,) = connection.execute(f"select {_row(names)} from (select {nulls})").fetchone() or ({},)
            assert list(row) == names, table.key
