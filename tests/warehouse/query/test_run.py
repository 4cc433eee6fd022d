from __future__ import annotations

import threading

import duckdb
import pytest

from warehouse.catalog import Catalog, Table
from warehouse.errors import QueryTimedOut, UnknownName
from warehouse.query.plan import Page, ReadPlan
from warehouse.query.run import Reader


def test_a_plan_without_a_page_gives_every_row(reader: Reader) -> None:
    assert len(reader.read(ReadPlan("core.thing", ("thing_id",))).rows) == 120


def test_a_total_alone_reads_no_rows(reader: Reader) -> None:
    found = reader.read(ReadPlan("core.thing", page=Page(first=5), reads_rows=False, counts_total=True))

    assert found.total == 120
    assert [statement.text.split()[1] for statement in reader.statements] == ["count(*)"]


def test_an_unknown_table_is_refused_before_any_statement(reader: Reader) -> None:
    with pytest.raises(UnknownName, match=r"core\.secret"):
        reader.read(ReadPlan("core.secret", ("x",)))

    assert reader.statements == []


def test_a_reader_that_was_stopped_runs_nothing(connection: duckdb.DuckDBPyConnection, thing: Table) -> None:
    reader = Reader(connection.cursor(), "000001", Catalog({"core.thing": thing}), is_stopped=lambda: True)

    with pytest.raises(QueryTimedOut):
        reader.read(ReadPlan("core.thing", ("thing_id",)))

    assert reader.statements == []


def test_a_statement_that_is_interrupted_is_a_query_that_timed_out(thing: Table) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        # One row takes minutes to find.
        connection.execute(
            """
            create view core.thing as
            select 'T001' as thing_id from range(3000000) as a(i), range(3000000) as b(j) where i * j = -1
            """
        )
        timer = threading.Timer(0.3, connection.interrupt)
        timer.start()
        with pytest.raises(QueryTimedOut):
            Reader(connection, "000001", Catalog({"core.thing": thing})).read(ReadPlan("core.thing", ("thing_id",)))
        timer.join()
