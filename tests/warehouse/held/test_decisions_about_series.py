"""A macro value that is unlike its own series waits before it replaces anything; an older release stays in force."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from tests.part_of import QUEUE, refresh_part
from warehouse.archive.home import Home
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.domain.naming import Naming
from warehouse.ingestion.receive import ingest_files
from warehouse.ingestion.restage import ensure_staged
from warehouse.provenance.values import trace_observation
from warehouse.snapshots.refresh import refresh

POPULATION = """年份,北京市,天津市,河北省,甘肃省
2014,2171,1429,7323,2531
2015,2188,1439,7345,2523
"""
ARRIVED = datetime(2026, 5, 1, tzinfo=UTC)


def _built(home: Home) -> None:
    refresh_part(home, (*QUEUE, "core.series_break", "mart.sei_share"))


def _ask(home: Home, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home.current.resolve()), read_only=True) as connection:
        return connection.execute(query).fetchall()


def _gdp(home: Home) -> list[tuple[Any, ...]]:
    return _ask(
        home,
        "select value::varchar, vintage_id from mart.observation "
        "where indicator_id = 'gdp' and subject_id = '620000' and period = '2015'",
    )


def test_population_that_a_person_named_gdp_replaces_nothing_until_another_releases_it(
    data_home: Home, tmp_path: Path
) -> None:
    series = tmp_path / "gdp_gansu_vintages.csv"
    series.write_bytes(files("warehouse.sample").joinpath("macro", series.name).read_bytes())
    (tmp_path / "population.csv").write_text(POPULATION, "utf-8")
    ingest_files(data_home, [series], received_at=ARRIVED)
    naming = Naming("王芳", "gdp", "cny_1e8", "post_5th_census")
    (report,) = ingest_files(data_home, [tmp_path / "population.csv"], received_at=ARRIVED, naming=naming)
    _built(data_home)

    shares = (
        "select distinct (sei_share * 100)::decimal(6, 2)::varchar from mart.sei_share where period = '2015' order by 1"
    )
    assert _ask(data_home, shares) == [("12.10",), ("12.53",)]
    assert report.status == "accepted"
    assert _gdp(data_home) == [("6556.600000", "post_4th_census")]
    held = [(row["held_cell_id"], row["rule"], row["state"]) for row in list_held(data_home).rows(named=True)]
    assert held == [("S000002/csv/E2", "vintage.gdp", "open"), ("S000002/csv/E3", "vintage.gdp", "open")]
    (message,) = {row["message"] for row in list_held(data_home).rows(named=True) if row["source_cell"] == "E3"}
    assert "中文：2015 的 gdp 明显低于该序列已有数据（6556.60）" in message
    assert _ask(data_home, "select distinct named_by, named_indicator_id, named_unit_id from core.submission "
                "where named_by is not null") == [("王芳", "gdp", "cny_1e8")]  # fmt: skip

    decide(data_home, "S000002/csv/E3", DecisionKind.RELEASED, person="李某", reason="核实无误")
    _built(data_home)

    assert _gdp(data_home) == [("2523.000000", "post_5th_census")]
    assert _ask(data_home, "select state from core.series_break order by period") == [("open",), ("released",)]
    assert _ask(data_home, shares) == [("12.10",), ("12.53",), ("32.56",)]

    other = Naming("赵某", "power_use", "kwh_1e8", "as_published")
    ingest_files(data_home, [tmp_path / "population.csv"], received_at=ARRIVED, naming=other)
    ensure_staged(data_home)
    data_home.current.unlink()  # a release is not compared with a part of one
    refresh(data_home)

    assert _gdp(data_home) == [("6556.600000", "post_4th_census")]
    with duckdb.connect(str(data_home.current.resolve()), read_only=True) as connection:
        (power,) = trace_observation(connection, "power_use.620000.2015.year").vintages
    assert (power.value, power.source.submission_id) == (Decimal(252_300_000_000), "S000003")
    assert power.source.named == "as power_use, kwh_1e8, as_published by 赵某"
