"""Makes tables again from frames in place of stored tables: the same models on other rows, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import polars as pl

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.model_files import load_model


def inputs_of(keys: Iterable[str]) -> tuple[str, ...]:
    """The tables that these are made of, without those among them."""
    catalog, keys = load_catalog(), tuple(keys)
    return tuple(dict.fromkeys(read for key in keys for read in catalog.table(key).reads if read not in keys))


def make_again(
    keys: Iterable[str], inputs: Mapping[str, pl.DataFrame], connection: duckdb.DuckDBPyConnection
) -> dict[str, pl.DataFrame]:
    """The rows of these tables, in the given order, each of the inputs and of those before it.

    `connection` is a database in memory, which the caller may interrupt; what it has of these keys is replaced.
    """
    catalog = load_catalog()
    for key, frame in inputs.items():
        _show(connection, key, frame)
    made: dict[str, pl.DataFrame] = {}
    for key in keys:
        table = catalog.table(key)
        if table.model_sql is not None:
            made[key] = pl.DataFrame(connection.execute(table.model_sql).to_arrow_table())
        else:
            assert table.model_py is not None
            model = load_model(table.model_py)
            made[key] = model.model({name: made.get(name, inputs.get(name)) for name in model.inputs})  # type: ignore[misc]
        _show(connection, key, made[key])
    return made


def _show(connection: duckdb.DuckDBPyConnection, key: str, frame: pl.DataFrame) -> None:
    schema, _, name = key.partition(".")
    registered = f"{schema}_{name}_rows"
    connection.register(registered, frame)
    connection.execute(f"create schema if not exists {schema}")
    connection.execute(f"create or replace view {key} as select * from {registered}")
