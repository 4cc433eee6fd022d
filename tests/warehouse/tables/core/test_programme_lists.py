"""Units, indicators and thresholds of a programme as tables that the API serves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from warehouse.catalog.sql import read_tables
from warehouse.programme.programme import built_in, read_programme
from warehouse.snapshots.build import attach_programme

FILES = {files.key: files for files in read_tables()}
TABLES = ("core.unit", "core.indicator", "core.indicator_threshold", "core.vintage_rule")
CARDS = """\
[card.gdp]
source = "国家数据网站"
handler = "省统计局"
update_way = "export"
update_frequency = "quarterly"
[[card.gdp.threshold]]
kind = "alarm"
compare = "growth_same_base"
below = 0.03
valid_from = 2016-01-01
"""


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    programme = read_programme(dict(built_in().own_files) | {"cards.toml": CARDS.encode()})
    connection = duckdb.connect()
    connection.execute("create schema core")
    attach_programme(connection, programme)
    for key in TABLES:
        connection.execute(FILES[key].table_sql)
        connection.execute(f"insert into {key} by name {FILES[key].model_sql}")
    yield connection
    connection.close()


@pytest.mark.parametrize("key", TABLES)
def test_the_lists_keep_every_promise(made: duckdb.DuckDBPyConnection, key: str) -> None:
    assert [check.name for check in FILES[key].checks if made.execute(check.query).fetchall()] == []


def test_a_unit_has_its_factor_as_written_and_its_base(made: duckdb.DuckDBPyConnection) -> None:
    rows = made.execute(
        "select unit_id, factor, is_exact, base_unit_id, also_written from core.unit "
        "where unit_id in ('mu', 'percent', 'kw_1e4') order by unit_id"
    ).fetchall()

    assert rows == [
        ("kw_1e4", "10000", True, "kw", "万kW"), ("mu", "2000/3", False, "square_metre", None),
        ("percent", "0.01", True, "share", "％|百分比"),
    ]  # fmt: skip


def test_a_card_is_told_on_its_indicator(made: duckdb.DuckDBPyConnection) -> None:
    card = made.execute(
        "select source, handler, lead, update_way from core.indicator where indicator_id = 'gdp'"
    ).fetchall()
    threshold = made.execute(
        "select indicator_id, kind, compare, below, above from core.indicator_threshold"
    ).fetchall()

    assert card == [("国家数据网站", "省统计局", None, "export")]
    assert threshold == [("gdp", "alarm", "growth_same_base", Decimal("0.030000"), None)]
