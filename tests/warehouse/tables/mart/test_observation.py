"""Which release of a value is in force: the recipe against the rule written out row by row, on drawn releases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from random import Random

import duckdb
import polars as pl
import pytest

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.sql import TableFiles, read_tables

KEY = "mart.observation"
FILES: dict[str, TableFiles] = {files.key: files for files in read_tables()}
READ = load_catalog().table(KEY).reads
ORDINALS = {"first": 1, "second": 2, "reported": 10, "also_reported": 10}


@dataclass(frozen=True)
class Release:
    """One value as one file and vintage gave it."""

    observation_id: str
    subject_id: str
    period: str
    submission_number: int
    vintage_id: str
    vintage_date: date | None
    value: int | None
    same_period_value: int | None

    @property
    def is_base_alone(self) -> bool:
        return self.value is None and self.same_period_value is not None


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart")
        for files in FILES.values():
            opened.execute(files.table_sql)
        opened.executemany(
            "insert into core.vintage by name select ? as vintage_id, ? as ordinal, vintage_id as status, "
            "'z' as title_zh, 'e' as title_en",
            list(ORDINALS.items()),
        )
        yield opened


def _drawn(random: Random) -> list[Release]:
    """Of a hundred values most are given once, some by several files and vintages, some with a base alone."""
    releases = []
    for subject, month in product(range(10), range(1, 11)):
        times = random.choice([1, 1, 1, 2, 4])
        given = random.sample(list(product((1, 2, 3), ORDINALS)), times)
        for number, vintage in given:
            period = f"2016-{month:02}"
            # No two releases of a value are alike in all that orders them.
            day = (
                random.choice([None, date(2016, 5, 1 + number)])
                if vintage != "also_reported"
                else date(2016, 6, number)
            )
            value = random.choice([None, 1, 2])
            base = random.choice([None, 1])
            releases.append(
                Release(f"revenue.S{subject}.{period}.month", f"S{subject}", period, number, vintage, day, value, base)
            )
    return releases


def _insert(connection: duckdb.DuckDBPyConnection, releases: list[Release]) -> None:
    rows = pl.DataFrame(list(map(asdict, releases)))
    connection.register("drawn", rows)
    connection.execute("""
        insert into core.observation by name
        select *, 'revenue' as indicator_id, 'enterprise' as subject_kind, '' as product_code, 'month' as period_kind,
            last_day((period || '-01')::date) as period_end_date, 1 as months_covered,
            timestamp '2016-01-01' as known_from, 'published' as vintage_status,
            true as is_synthetic, false as is_flagged, false as is_corrected, 'S' || submission_number as submission_id,
            's' as source_sheet, 'C' || row_number() over () as source_cell
        from drawn
    """)


def _standing(releases: list[Release]) -> dict[str, tuple[int, str, int, bool]]:
    """By value: file and vintage of the release in force, how many say something else, and whether it is flagged."""
    of_value = defaultdict(list)
    for release in releases:
        of_value[release.observation_id].append(release)
    standing = {}
    for name, given in of_value.items():
        newest = min(
            given,
            key=lambda one: (
                one.is_base_alone,
                -ORDINALS[one.vintage_id],
                -(one.vintage_date or date.min).toordinal(),
                -one.submission_number,
            ),
        )
        is_flagged = any(one.is_base_alone and one.submission_number > newest.submission_number for one in given)
        standing[name] = (newest.submission_number, newest.vintage_id, _revisions(given), is_flagged)
    return standing


def _revisions(given: list[Release]) -> int:
    """How many releases say something: not those that say again what the file before said of the same vintage."""
    told: dict[str, tuple[int | None, int | None]] = {}
    count = 0
    for one in sorted(given, key=lambda one: one.submission_number):
        says = (one.value, one.same_period_value)
        count += told.get(one.vintage_id) != says
        told[one.vintage_id] = says
    return count


@pytest.mark.parametrize("seed", range(5))
def test_the_release_in_force_is_the_one_that_the_rule_names(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    random = Random(seed)
    releases = _drawn(random)
    _insert(connection, releases)
    withdrawn = random.sample(releases, 5)
    connection.executemany(
        "insert into core.withdrawn_value values (?, ?, 's', 1, 'D1')",
        [(one.observation_id, f"S{one.submission_number}") for one in withdrawn],
    )

    for key in ("core.value_in_force", KEY):
        connection.execute(f"insert into {key} by name {FILES[key].model_sql}")

    gone = {(one.observation_id, one.submission_number) for one in withdrawn}
    expected = _standing([one for one in releases if (one.observation_id, one.submission_number) not in gone])
    found = connection.execute(
        f"select observation_id, substr(submission_id, 2)::integer, vintage_id, vintage_count, is_flagged from {KEY}"
    ).fetchall()
    assert len(found) == len(expected)
    assert {name: tuple(rest) for name, *rest in found} == expected
    assert {count for _, _, count, _ in expected.values()} > {1, 2}
    assert {is_flagged for *_, is_flagged in expected.values()} == {True, False}
