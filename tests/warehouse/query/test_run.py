from __future__ import annotations

import threading

import duckdb
import pytest

from tests.warehouse.query.conftest import THING, Read
from warehouse.errors import QueryTimedOut
from warehouse.query.compile import compile_plan
from warehouse.query.plan import Column, ListPlan, Nodes, Page, RowPlan, Total
from warehouse.query.run import Reader

PLAN = RowPlan(THING, (Column("id", "thing_id"),))


def test_a_row_that_does_not_exist_is_none(read: Read) -> None:
    empty = ListPlan(THING, (Nodes("nodes", (Column("id", "thing_id"),)),), Page(0))

    assert read(PLAN)["id"].startswith("T")
    assert read(empty) == {"nodes": []}


def test_a_total_counts_the_rows_of_all_pages(read: Read) -> None:
    assert read(ListPlan(THING, (Total("total"),), Page(5))) == {"total": 120}


def test_a_reader_that_was_stopped_runs_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    reader = Reader(connection.cursor(), "000001", is_stopped=lambda: True)

    with pytest.raises(QueryTimedOut):
        reader.read(compile_plan(PLAN), {})

    assert reader.statements == []


def test_a_statement_that_is_interrupted_is_a_query_that_timed_out() -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        # One row takes minutes to find.
        connection.execute(
            """
            create view core.thing as
            select 'T001' as thing_id from range(3000000) as a(i), range(3000000) as b(j) where i * j = -1
            """
        )
        is_over = threading.Event()

        def interrupt_until_over() -> None:
            # As the workers do: an interrupt before the statement is lost.
            while not is_over.wait(0.1):
                connection.interrupt()

        stopping = threading.Thread(target=interrupt_until_over)
        stopping.start()
        try:
            with pytest.raises(QueryTimedOut):
                Reader(connection, "000001").read(compile_plan(PLAN), {})
        finally:
            is_over.set()
            stopping.join()
