"""Tables, columns, keys and comments, read from the table.sql files into frozen dataclasses.

DuckDB itself reads the contracts, so a type is never parsed in two ways. Comments are in both languages; the comment of
a column that carries a form column ends with its codes and its origin (carried.py).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from warehouse.catalog.carried import NOTHING_CARRIED, Carried, Carries, check_forms, read_carries
from warehouse.catalog.model_files import load_model
from warehouse.catalog.sql import Check, TableFiles, read_tables
from warehouse.connections import open_scratch
from warehouse.errors import ContractBroken, UnknownName
from warehouse.forms.form import Column, Form
from warehouse.forms.registry import FORMS

IN_CHINESE = " 中文："
"""Between the two languages of a comment."""


@dataclass(frozen=True)
class TableColumn:
    """A column as its contract declares it; `data_type` is DuckDB's name of the type.

    `description` is its text in table.sql in both languages, `English. 中文：…`, also for clients of the API. `comment`
    is the text in DuckDB: the same with, for a form column, its codes and its origin.
    """

    name: str
    data_type: str
    is_nullable: bool
    description: str
    comment: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the warehouse: its contract, its maker and its checks.

    `create_sql` is table.sql, its comments with the origins of form columns. `row_key` identifies its rows: the primary
    key or, without one, the key that table.sql names.
    """

    layer: str
    name: str
    group: str
    comment: str
    columns: tuple[TableColumn, ...]
    row_key: tuple[str, ...]
    access_class: str | None
    create_sql: str
    model_sql: str | None
    model_py: Path | None
    reads: tuple[str, ...]
    checks: tuple[Check, ...]
    clock_sql: str | None = None
    carries: Carries = NOTHING_CARRIED

    @property
    def key(self) -> str:
        """`core.enterprise`."""
        return f"{self.layer}.{self.name}"

    def column(self, name: str) -> TableColumn:
        """The column of that name. Raises UnknownName where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise UnknownName(f"{self.key} has no column '{name}'.")


@dataclass(frozen=True)
class Catalog:
    """Every table by key, each after the tables that its maker reads."""

    tables: Mapping[str, Table]

    def table(self, key: str) -> Table:
        """The table of that key. Raises UnknownName where there is none."""
        table = self.tables.get(key)
        if table is None:
            raise UnknownName(f"There is no table '{key}'.")
        return table

    def carrying(self, form_id: str, column_name: str) -> tuple[Carried, ...]:
        """Every column of a table that carries a column of a form."""
        return tuple(
            one
            for table in self.tables.values()
            for one in table.carries.columns.values()
            if (one.form.form_id, one.column.name) == (form_id, column_name)
        )

    def reason_not_carried(self, form_id: str, column_name: str) -> str | None:
        """Why a form column is in no table; None where a table has it."""
        reasons = (table.carries.not_carried.get((form_id, column_name)) for table in self.tables.values())
        return next(filter(None, reasons), None)

    def places(self, form: Form, column: Column) -> str:
        """Where the values of a column of a form are: tables and columns, the rows of an indicator, or why nowhere."""
        found = [f"`{one.table}.{one.name}`" for one in self.carrying(form.form_id, column.name)]
        found += [
            f"`core.observation`, indicator `{measure.indicator_id}`"
            for measure in form.measures
            if any(column.name in fact.columns for fact in measure.facts)
        ]
        return ", ".join(found) or self.reason_not_carried(form.form_id, column.name) or ""


class _Created(NamedTuple):
    """A table as DuckDB made it; each column with its type and whether it is nullable."""

    columns: Sequence[tuple[Any, ...]]
    row_key: Sequence[str] | None


@cache
def load_catalog() -> Catalog:
    """The catalog of the shipped tables. Raises ContractBroken naming the table with an invalid contract."""
    scratch = open_scratch()
    try:
        declared = tuple(read_tables())
        _create(scratch, declared)
        found = _read_created(scratch)
        tables = {files.key: _read_contract(scratch, files, found.get(files.key)) for files in declared}
    finally:
        scratch.close()
    check_forms(FORMS.values(), {key: table.carries for key, table in tables.items()})
    return Catalog(_in_order(tables))


def _create(scratch: duckdb.DuckDBPyConnection, declared: Iterable[TableFiles]) -> None:
    """Creates every declared table, in one transaction: a commit for each costs more than the tables."""
    scratch.begin()
    for files in declared:
        scratch.execute(f"create schema if not exists {files.layer}")
        try:
            scratch.execute(files.table_sql)
        except duckdb.Error as error:
            raise ContractBroken(f"{files.key}: table.sql is refused: {error}") from error
    scratch.commit()


def _read_created(scratch: duckdb.DuckDBPyConnection) -> Mapping[str, _Created]:
    """The tables as created by DuckDB, by key. Each catalog list is read once: every read costs the same."""
    columns: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key, name, kind, is_nullable, default in scratch.execute(
        """
        select schema_name || '.' || table_name, column_name, data_type, is_nullable, column_default
        from duckdb_columns()
        where not internal
        order by schema_name, table_name, column_index
        """
    ).fetchall():
        columns[key].append((name, kind, is_nullable and not _is_joined(default, columns[key])))
    row_keys = dict(
        scratch.execute(
            """
            select schema_name || '.' || table_name, constraint_column_names
            from duckdb_constraints()
            where constraint_type = 'PRIMARY KEY'
            """
        ).fetchall()
    )
    return {key: _Created(found, row_keys.get(key)) for key, found in columns.items()}


def _is_joined(default: str | None, before: Iterable[tuple[Any, ...]]) -> bool:
    """Whether a column is generated by `||` of columns that are never null: DuckDB takes no constraint on it."""
    names = set(re.findall(r"\b[a-z_]+\b", default)) if default and "||" in default else set()
    return bool(names) and names <= {name for name, _, is_nullable in before if not is_nullable}


def _read_contract(scratch: duckdb.DuckDBPyConnection, files: TableFiles, created: _Created | None) -> Table:
    if created is None:
        raise ContractBroken(f"{files.key}: table.sql creates another table than its folder says.")
    columns, key = created.columns, created.row_key
    texts = {name: files.comments.get(f"{files.key}.{name}") for name, _, _ in columns}
    texts["the table"] = files.comments.get(files.key)
    bare = [name for name, text in texts.items() if not (text and IN_CHINESE in text)]
    if bare or len(files.comments) != len(texts):
        raise ContractBroken(
            f"{files.key}: table.sql has no comment in both languages on {', '.join(bare)}."
            if bare
            else f"{files.key}: table.sql has a comment on what it does not declare.",
            f"comment on column … is 'English.{IN_CHINESE}…'",
        )
    carries = read_carries(files.folder, files.key, {name: kind for name, kind, _ in columns})
    origins = {name: f"。 {one.origin}" for name, one in carries.columns.items()}
    described = tuple(
        TableColumn(name, kind, nullable, str(texts[name]), f"{texts[name]}{origins.get(name, '')}")
        for name, kind, nullable in columns
    )
    names = {name for name, _, _ in columns}
    if not names.issuperset(files.declared_key):
        raise ContractBroken(f"{files.key}: '-- key: {', '.join(files.declared_key)}' names a column it has not.")
    return Table(
        layer=files.layer,
        name=files.name,
        group=files.group,
        comment=files.comments[files.key],
        columns=described,
        row_key=tuple(key) if key else files.declared_key,
        access_class=files.access_class,
        create_sql=files.table_sql + _comments(files, described),
        carries=carries,
        model_sql=files.model_sql,
        model_py=files.model_py,
        reads=_tables_read(scratch, files),
        checks=files.checks,
        clock_sql=files.clock_sql,
    )


def _comments(files: TableFiles, columns: Iterable[TableColumn]) -> str:
    """The statements that comment the table and its columns."""
    texts = {f"table {files.key}": files.comments[files.key]}
    texts |= {f"column {files.key}.{one.name}": one.comment for one in columns}
    return "".join("comment on {} is '{}';\n".format(of, text.replace("'", "''")) for of, text in texts.items())


def _tables_read(scratch: duckdb.DuckDBPyConnection, files: TableFiles) -> tuple[str, ...]:
    """The tables that the maker reads: found in the SQL by DuckDB's own parser, or declared as INPUTS."""
    if files.model_py is not None:
        return load_model(files.model_py).inputs
    row = scratch.execute("select json_serialize_sql(?)", [files.model_sql]).fetchone()
    assert row is not None
    tree = json.loads(row[0])
    if tree["error"]:
        raise ContractBroken(f"{files.key}: model.sql is refused: {tree['error_message']}")
    return tuple(sorted(_base_tables(tree)))


def _base_tables(node: object) -> set[str]:
    if isinstance(node, list):
        return {name for child in node for name in _base_tables(child)}
    if not isinstance(node, dict):
        return set()
    found = {name for child in node.values() for name in _base_tables(child)}
    if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
        found.add(f"{node['schema_name']}.{node['table_name']}")
    return found


def _in_order(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """The tables so that each comes after those it reads. Raises ContractBroken on a loop or an unknown table."""
    ordered: dict[str, Table] = {}
    under_way: list[str] = []

    def place(key: str, reader: str) -> None:
        if key in ordered or key.startswith(("stage.", "programme.")):
            return
        if key not in tables:
            raise ContractBroken(f"{reader} reads {key}, which is no table.")
        if key in under_way:
            raise ContractBroken(f"The tables read each other in a circle: {' -> '.join([*under_way, key])}.")
        under_way.append(key)
        for read in tables[key].reads:
            place(read, key)
        under_way.pop()
        ordered[key] = tables[key]

    # The changes of a release are known after all other tables are made.
    for key in sorted(tables, key=lambda key: any(read.startswith("stage.release_") for read in tables[key].reads)):
        place(key, key)
    return ordered
