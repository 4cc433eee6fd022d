"""How a snapshot is opened for reading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.connections import open_reader

FIRST_ROWS = """
    explain select note, amount from row where enterprise_id = 'E7' and day >= date '2016-01-01'
    order by day, enterprise_id limit 12
"""


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    path = tmp_path / "snapshot.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("""
            create table row as
            select 'E' || number as enterprise_id, date '2015-01-01' + day::integer as day,
                number as amount, 'n' as note
            from range(200) as made(number), range(700) as calendar(day)
        """)
    return path


def scans(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(FIRST_ROWS).fetchone()
    assert row is not None
    return str(row[1]).count("SEQ_SCAN")


def test_the_first_rows_of_an_order_are_found_in_one_pass_over_the_table(snapshot: Path) -> None:
    reader = open_reader(snapshot)

    assert scans(reader) == 1
    reader.close()


def test_the_first_rows_of_an_order_include_one_whose_key_is_null(tmp_path: Path) -> None:
    path = tmp_path / "keys.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table row as select number as id from range(1, 4) as made(number)")
        connection.execute("alter table row alter id set not null")
    reader = open_reader(path)

    found = reader.execute(
        "select id from row qualify row_number() over (order by nullif(id % 3, 0) desc nulls last) <= 3 order by id"
    )

    assert found.fetchall() == [(1,), (2,), (3,)]
    reader.close()


def test_a_statement_with_values_does_not_search_for_pandas_once_it_is_known_to_be_absent() -> None:
    program = """
import sys
import duckdb
from warehouse.connections import skip_pandas_lookup

searched = []

class Finder:
    def find_spec(self, name, path=None, target=None):
        searched.append(name)

is_installed = "pandas" in sys.modules or __import__("importlib.util").util.find_spec("pandas") is not None
skip_pandas_lookup()
import numpy
import polars
import pyarrow
connection = duckdb.connect()
connection.execute("select ?", ["a"]).fetchone()
sys.meta_path.insert(0, Finder())
connection.execute("select ?", ["a"]).fetchone()
polars.DataFrame([{"a": 1}]).to_arrow()
pyarrow.array(numpy.zeros(2))
print(is_installed or "pandas" not in searched)
"""
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert outcome.stdout == "True\n"
