"""Series of third parties' files and their values, from the staged rows of several files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import polars as pl
import pytest

from warehouse.catalog.sql import read_tables
from warehouse.forms.datasets import empty

FILES = {files.key: files for files in read_tables() if files.key in ("core.series", "core.series_value")}
SERIES = {"source": "nbs", "name": "水泥产量_当期值", "unit_received": "万吨", "region_name": "甘肃省",
          "region_code": "620000", "frequency": "month", "state": "unassigned", "why": "unknown_indicator",
          "source_sheet": "csv", "source_column": "A", "source_row": 4}  # fmt: skip
ID = "nbs/水泥产量_当期值/万吨/620000"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A waiting file, two exports of one series, and the waiting file again as a person named it."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema stage")
        opened.execute("""
            create table core.submission as
            select * from (values
                (1, 'S000001', 'a', 'waiting'), (2, 'S000002', 'b', 'held'), (3, 'S000003', 'c', 'held')
            ) as row(submission_number, submission_id, sha256, status)
        """)
        stage(opened, "series", [
            {**SERIES, "series_id": ID, "submission_number": 2, "periods": ["2016-01", "2016-03"]},
            {**SERIES, "series_id": ID, "submission_number": 3, "periods": ["2016-03", "2016-04"], "source_row": 9},
            {**SERIES, "series_id": "any///620000/year", "name": "", "unit_received": "", "why": "not_named",
             "submission_number": 1, "periods": ["2015"]},
        ])  # fmt: skip
        stage(opened, "series_value", [
            {"series_id": ID, "submission_number": 2, "period": "2016-03", "value_received": "8.1", "source_row": 4},
            {"series_id": ID, "submission_number": 3, "period": "2016-03", "value_received": "8.2", "source_row": 9},
            {"series_id": "any///620000/year", "submission_number": 1, "period": "2015", "value_received": "1",
             "source_row": 2},
        ])  # fmt: skip
        yield opened


def stage(connection: duckdb.DuckDBPyConnection, dataset: str, rows: list[Mapping[str, object]]) -> None:
    origin = {"source_sheet": "csv", "source_column": "B", "vintage_id": "as_published"}
    schema = empty(dataset).schema
    known = [{name: value for name, value in {**origin, **row}.items() if name in schema} for row in rows]
    frame = pl.DataFrame(known, schema=dict(schema))
    connection.register("frame", frame)
    connection.execute(f"create table stage.{dataset} as select * from frame")
    connection.unregister("frame")


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    for key, files in FILES.items():
        connection.execute(files.table_sql)
        connection.execute(f"insert into {key} by name {files.model_sql}")
    return connection.execute(query).fetchall()


def test_a_series_of_several_files_is_one_with_the_periods_of_all(connection: duckdb.DuckDBPyConnection) -> None:
    found = rows(connection, f"""
        select first_period, last_period, period_count, submission_id, source_cell
        from core.series where series_id = '{ID}'
    """)  # fmt: skip

    assert found == [("2016-01", "2016-04", 3, "S000003", "A9")]


def test_each_file_keeps_its_own_value_of_a_period(connection: duckdb.DuckDBPyConnection) -> None:
    found = rows(connection, f"""
        select submission_id, value_received, source_cell from core.series_value where series_id = '{ID}' order by all
    """)  # fmt: skip

    assert found == [("S000002", "8.1", "B4"), ("S000003", "8.2", "B9")]


def test_figures_without_a_name_are_those_of_their_file(connection: duckdb.DuckDBPyConnection) -> None:
    found = rows(connection, "select series_id, name, state from core.series where why = 'not_named'")

    assert found == [("S000001/any///620000/year", None, "unassigned")]


def test_a_file_that_was_named_since_has_no_series_without_a_name(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("insert into core.submission values (4, 'S000004', 'a', 'accepted')")

    assert rows(connection, "select * from core.series where name is null") == []
    assert connection.execute("select count(*) from core.series_value").fetchall() == [(2,)]
