"""A table of our own with a column of every type, ties and missing values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest

from warehouse.catalog.catalog import Catalog, Table, TableColumn
from warehouse.query.access import unrestricted
from warehouse.query.compile import compile_plan
from warehouse.query.plan import ReadPlan
from warehouse.query.run import Reader

COLUMNS = {
    "thing_id": ("VARCHAR", False),
    "name": ("VARCHAR", True),
    "amount": ("DECIMAL(18,6)", True),
    "day": ("DATE", True),
    "known_at": ("TIMESTAMP", True),
    "is_new": ("BOOLEAN", True),
    "ordinal": ("INTEGER", True),
    "size": ("BIGINT", False),
}

ROWS = """
insert into core.thing
select
    'T' || lpad(i::varchar, 3, '0'),
    case when i % 13 <> 0 then ['Alpha', 'beta', 'Gamma', '100%', '100_', '金川'][i % 6 + 1] end,
    case when i % 4 <> 0 then (i % 10)::decimal(18, 6) / 8 end,
    case when i % 5 <> 0 then date '2016-01-01' + (i % 9)::integer end,
    case when i % 6 <> 0 then timestamp '2016-01-01 00:00:00.000001' + interval (i % 7) second end,
    case when i % 3 <> 0 then i % 2 = 0 end,
    case when i % 8 <> 0 then i % 12 end,
    9007199254740993 + i % 3
from range(1, 121) as made(i)
"""


def _thing() -> Table:
    return Table(
        layer="core",
        name="thing",
        group="reference",
        comment="Things.",
        columns=tuple(TableColumn(name, kind, nullable, name) for name, (kind, nullable) in COLUMNS.items()),
        row_key=("thing_id",),
        access_class=None,
        create_sql="",
        model_sql="",
        model_py=None,
        reads=(),
        checks=(),
    )


THING = unrestricted(Catalog({"core.thing": _thing()})).table("core.thing")
"""The table as somebody may read it who may read everything."""


@pytest.fixture(scope="session")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as opened:  # 120 rows: threads would only wait for each other
        opened.execute("create schema core")
        declared = ", ".join(f"{name} {kind}" for name, (kind, _) in COLUMNS.items())
        opened.execute(f"create table core.thing ({declared})")
        opened.execute(ROWS)
        yield opened


@pytest.fixture(scope="session")
def rows(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every row, in no order that matters."""
    found = connection.execute(f"select {', '.join(COLUMNS)} from core.thing").fetchall()
    return [dict(zip(COLUMNS, values, strict=True)) for values in found]


Read = Callable[..., Any]


@pytest.fixture
def read(connection: duckdb.DuckDBPyConnection) -> Read:
    """The answer to a plan, as Python reads its JSON."""

    def answer(plan: ReadPlan, **variables: object) -> Any:
        text = Reader(connection.cursor(), "000001").read(compile_plan(plan), variables)
        return None if text is None else json.loads(text)

    return answer
