"""A build takes half of the memory that DuckDB would take, and sorts beside its file what does not fit."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.connections import open_scratch, open_writer


def _limit(connection: duckdb.DuckDBPyConnection) -> float:
    (limit,) = connection.execute("select current_setting('memory_limit')").fetchall()[0]
    number, unit = limit.split()
    return float(number) * {"MiB": 1, "GiB": 1024}[unit]


def test_a_build_takes_half_of_the_memory_that_is_taken_by_default(tmp_path: Path) -> None:
    with open_scratch() as scratch, open_writer(tmp_path / "1.building") as writer:
        assert abs(_limit(writer) / _limit(scratch) - 0.5) < 0.05


def test_what_does_not_fit_in_memory_is_sorted_beside_the_file_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "it's 1.building"
    writer = open_writer(path)
    writer.execute("set memory_limit = '60 MB'")
    writer.execute("set threads = 1")

    writer.execute("""
        create table sorted as
        select repeat(md5(i::varchar), 8) as long_text from range(500_000) as numbers(i) order by 1
    """)

    assert path.with_name(f"{path.name}.spilled").is_dir()
    assert writer.execute("select count(*) from sorted").fetchall() == [(500_000,)]
    writer.execute("checkpoint")
    writer.close()
    assert list(tmp_path.iterdir()) == [path]
