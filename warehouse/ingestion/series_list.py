"""The series of third parties' files as they are staged now, their values, and what an unassigned one may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches

import duckdb
import polars as pl

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.catalog.sql import read_tables
from warehouse.connections import open_scratch
from warehouse.decisions.folders import read_readings
from warehouse.decisions.ledger import read_decisions
from warehouse.domain.series_name import Frequency, is_growth, name_key
from warehouse.errors import UnknownName
from warehouse.forms.datasets import empty
from warehouse.ingestion.restage import ensure_staged
from warehouse.programme.programme import Programme

_TABLES = ("core.series", "core.series_value")
_GROWTH = re.compile(r"(?:同比|环比|累计)?(?:实际|名义)?(?:增长率?|增速)|同比|环比|growth", re.IGNORECASE)
_WORDS = re.compile(
    r"_?(?:当期值|当月值|当季值|本期值|本月值?|累计值|累计|当月|当季|现价)|,?\s*(?:current quarter|accumulated)",
    re.IGNORECASE,
)
_KINDS: Mapping[str, str] = {"累计": "ytd", "accumulated": "ytd", "当季": "quarter", "current quarter": "quarter"}
_ALIKE = 0.7


@dataclass(frozen=True)
class Proposal:
    """What an unassigned series may be, by the words in its name: a proposal, never a decision."""

    indicator_id: str
    period_kind: str | None


def list_series(home: Home) -> pl.DataFrame:
    """Every series in the shape of core.series, from the rows staged under the programme in force."""
    with _staged(home) as connection:
        return connection.execute("from core.series").pl()


def find_series(home: Home, series_id: str) -> tuple[dict[str, object], pl.DataFrame]:
    """A series, and its values where it is not assigned. Raises UnknownName, with the nearest ids."""
    series, values = read_series(home)
    return series_called(series, series_id), values.filter(series_id=series_id)


def read_series(home: Home) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every series, and the values of those that are not assigned, by period and then by file."""
    with _staged(home) as connection:
        return (
            connection.execute("from core.series").pl(),
            connection.execute("from core.series_value order by series_id, period, submission_id").pl(),
        )


def series_called(series: pl.DataFrame, series_id: str) -> dict[str, object]:
    """The series with an id. Raises UnknownName, with the nearest ids."""
    found = series.filter(series_id=series_id).to_dicts()
    if found:
        return found[0]
    near = get_close_matches(series_id, series["series_id"].to_list(), n=3, cutoff=0.5)
    raise UnknownName(
        f"There is no series '{series_id[:200]}'.",
        f"Near are {', '.join(near)}." if near else "longmai series list shows them.",
        zh=f"没有序列“{series_id[:200]}”；" + (f"相近的有 {'、'.join(near)}。" if near else "见 longmai series list。"),
    )


def propose(series: Mapping[str, object], programme: Programme) -> Proposal | None:
    """The indicator whose name is the series' name without words such as 当期值, or nearest to it."""
    name = str(series["name"] or "")
    bare = _bare(name)
    if not bare:
        return None
    names = {
        _bare(title): indicator.indicator_id
        for indicator in programme.indicators.values()
        if indicator.about == "region" and (indicator.quantity_kind == "change") == is_growth(name)
        for title in (indicator.title_zh, indicator.title_en, *indicator.also_called)
    }
    near = [bare] if bare in names else get_close_matches(bare, list(names), n=1, cutoff=_ALIKE)
    return Proposal(names[near[0]], _kind(name, series["frequency"])) if near else None


def _bare(name: str) -> str:
    return name_key(_WORDS.sub("", _GROWTH.sub("", name))).strip("_,").casefold()


def _kind(name: str, frequency: object) -> str | None:
    if frequency == Frequency.YEAR:
        return "year"
    for word, kind in _KINDS.items():
        if word in name.casefold():
            return kind
    return "month" if frequency == Frequency.MONTH and re.search(r"当期|当月|本月|同比", name) else None


@contextmanager
def _staged(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """The two tables as a build makes them, from the staged rows of all files."""
    ensure_staged(home)
    readings = read_readings(home, read_submissions(home), read_decisions(home))
    submissions = pl.DataFrame(
        [(entry.number, entry.submission_id, entry.sha256, entry.status) for entry in (r.submission for r in readings)],
        schema={"submission_number": pl.Int64, "submission_id": pl.String, "sha256": pl.String, "status": pl.String},
        orient="row",
    )
    files = {found.key: found for found in read_tables() if found.key in _TABLES}
    with open_scratch() as connection:
        connection.execute("create schema core; create schema stage")
        frames = {"core.submission": submissions}
        for dataset in ("series", "series_value"):
            paths = [path for reading in readings if (path := reading.file(home, dataset)).is_file()]
            frames[f"stage.{dataset}"] = pl.concat([empty(dataset), *map(pl.read_parquet, paths)])
        for name, frame in frames.items():
            connection.register("frame", frame)
            connection.execute(f"create table {name} as from frame")
            connection.unregister("frame")
        for key in _TABLES:
            connection.execute(files[key].table_sql)
            connection.execute(f"insert into {key} by name {files[key].model_sql}")
        yield connection
