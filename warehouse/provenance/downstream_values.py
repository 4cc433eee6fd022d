"""Every mart value that depends on a cell: it would differ, or be absent, without the cell.

No dependency is declared. The file is read again with the cell empty, the affected tables are rebuilt
(snapshots/altered_input.py), and every difference is listed with both values. Where an older file has the same value,
it takes the place of the cell's and nothing differs; so the tables are rebuilt a second time with the cell's values
altered. Values that differ only then are marked.

A value that a later file replaced reaches what was first received (mart.growth_total.first_value_cny) and, where a
growth bridge counts from there, its revision effect.

Excluded are the search keys, which are numbered anew in each build, and the row counts of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import duckdb
import polars as pl
import polars.selectors as cs

from warehouse.archive.home import Home
from warehouse.archive.store import archived_path
from warehouse.catalog.catalog import Table, load_catalog
from warehouse.decisions.folders import Reading
from warehouse.errors import ContractBroken, DataError, UnknownName
from warehouse.forms.datasets import DATASETS, empty
from warehouse.forms.registry import FORMS
from warehouse.programme.in_force import programme_in_force
from warehouse.provenance.records import CellTrace, MartValue, ObservationTrace
from warehouse.provenance.rows import split_cell
from warehouse.reading.child import ChildReader
from warehouse.reading.grid import Sheet
from warehouse.snapshots.altered_input import PUBLISHED, AlteredReading, Origin
from warehouse.transforms.cells.days import day_received
from warehouse.transforms.delivery import read_delivery

_OF_THE_FILE = frozenset({"finding", "submission_sheet", "reading"})
"""Datasets that describe the file, and hold no value."""

_WHENCE = frozenset(
    {
        "submission_id", "source_sheet", "source_row", "source_cell", "same_period_cell", "form_column_id",
        "value_received", "same_period_received", "unit_received", "factor", "known_from", "vintage_id", "vintage_date",
        "decision_id", "decision_ids", "ytd_observation_id", "prior_ytd_observation_id",
    }
)  # fmt: skip
"""Columns with the origin of a value: they change with it when an older file takes its place."""

_PLACE = ("source_sheet", "source_row", "source_column")
_MEASURES = {"observation": {"value", "same_period_value"}}
_Key = tuple[str, tuple[str | None, ...], str]
Trace = TypeVar("Trace", ObservationTrace, CellTrace)


@dataclass(frozen=True)
class Place:
    """A cell of a received file, and the name of the form's column above it, where known."""

    submission_id: str
    sheet: str
    cell: str
    column: str | None = None


def downstream_of(home: Home, snapshot_id: str, places: Iterable[Place]) -> tuple[MartValue, ...]:
    """Every mart value that depends on these cells together, in the order of the catalog.

    Raises ContractBroken where the snapshot was made by other code or the archive lacks a file, StorageFailed where
    staged rows are missing, UnknownName for a file unknown to the snapshot.
    """
    origin = Origin(home, snapshot_id)
    found: dict[_Key, MartValue] = {}
    with TemporaryDirectory(prefix="longmai-reached-") as folder:
        without, altered, counted = _read_altered(home, origin, places, Path(folder))
        for value in _otherwise(origin, without):
            found[_key(value)] = value
        try:
            differing = _otherwise(origin, altered)
        except ContractBroken:
            # An invented word may fit no table, such as an unknown unit; numbers and days always fit.
            differing = _otherwise(origin, counted)
        for value in differing:
            same = replace(value, without=value.value, is_row_gone=False, is_said_twice=True)
            found.setdefault(_key(value), same)
    order = {key: number for number, key in enumerate(load_catalog().tables)}
    return tuple(sorted(found.values(), key=lambda one: (order[one.table], [*map(str, one.key.values())])))


def _key(value: MartValue) -> _Key:
    return value.table, tuple(value.key.values()), value.column


def _read_altered(
    home: Home, origin: Origin, places: Iterable[Place], folder: Path
) -> tuple[list[AlteredReading], list[AlteredReading], list[AlteredReading]]:
    """The readings of these cells' files: with the cells empty, with their values altered, and with only their non-text
    values altered."""
    cells: dict[str, list[Place]] = {}
    for place in places:
        cells.setdefault(place.submission_id, []).append(place)
    by_id = {reading.submission.submission_id: reading for reading in origin.readings}
    without, altered, counted = [], [], []
    with ChildReader() as reader:
        for submission_id, of_file in sorted(cells.items()):
            if submission_id not in by_id:
                raise UnknownName(f"There is no submission '{submission_id}'.", "Ids are in core.submission.")
            reading = by_id[submission_id]
            given = _staged(home, reading)
            left = _rows_without(home, reading, of_file, reader)
            pairs = {
                name: (rows, left.get(name, empty(name)))
                for name, rows in given.items()
                if not rows.equals(left.get(name, empty(name)))
            }
            pairs |= {name: (empty(name), rows) for name, rows in left.items() if name not in given}
            if not pairs:
                continue
            without.append(_write(reading, {name: rows for name, (_, rows) in pairs.items()}, folder / "without"))
            columns = {place.column for place in of_file if place.column is not None}
            others = {name: _altered(name, rows, rest, columns) for name, (rows, rest) in pairs.items()}
            altered.append(_write(reading, others, folder / "altered"))
            numbers = {name: rows.with_columns(pairs[name][0].select(cs.string())) for name, rows in others.items()}
            counted.append(_write(reading, numbers, folder / "counted"))
    return without, altered, counted


def _staged(home: Home, reading: Reading) -> dict[str, pl.DataFrame]:
    files = {name: reading.file(home, name) for name in DATASETS if name not in _OF_THE_FILE}
    return {name: pl.read_parquet(path) for name, path in files.items() if path.is_file()}


def _rows_without(
    home: Home, reading: Reading, places: Sequence[Place], reader: ChildReader
) -> dict[str, pl.DataFrame]:
    """The delivery of a file with these cells empty, under the decisions in force about its other cells."""
    submission = reading.submission
    path = archived_path(home, submission.sha256)
    if not path.is_file():
        raise ContractBroken(
            f"The bytes of {submission.file_name!r} are not in the archive.",
            "Restore it from a backup.",
            zh=f"档案库中没有“{submission.file_name}”的原文件；请用备份恢复。",
        )
    try:
        sheets = reader.read(path).sheets
    except DataError:
        # Refused on arrival: it contributed nothing.
        return {}
    cells = {(place.sheet, place.cell) for place in places}
    rulings = [ruling for ruling in reading.rulings if (ruling.sheet, ruling.cell) not in cells]
    delivery = read_delivery(
        _emptied(sheets, places),
        submission.file_name,
        programme_in_force(home),
        rulings,
        day_received(submission.received_at),
        submission.naming,
    )
    number = pl.lit(submission.number, pl.Int64)
    return {name: rows.with_columns(submission_number=number) for name, rows in delivery.datasets.items()}


def _emptied(sheets: tuple[Sheet, ...], places: Sequence[Place]) -> tuple[Sheet, ...]:
    return tuple(
        sheet.with_texts({split_cell(place.cell): None for place in places if place.sheet == sheet.name})
        for sheet in sheets
    )


def _write(reading: Reading, datasets: Mapping[str, pl.DataFrame], folder: Path) -> AlteredReading:
    rows = folder / reading.submission.submission_id
    rows.mkdir(parents=True)
    for name, frame in datasets.items():
        frame.select(list(DATASETS[name])).write_parquet(rows / f"{name}.parquet")
    return AlteredReading(reading.submission, reading.rulings, reading.lists, rows, frozenset(datasets))


def _altered(dataset: str, given: pl.DataFrame, left: pl.DataFrame, columns: set[str]) -> pl.DataFrame:
    """The delivered rows, with every value altered that changes without the cells.

    Of a row that disappears without them, the measures are altered or, for a register, the columns in `columns`: where
    these are unknown or stored under another name, all columns except its key.
    """
    place = [name for name in _PLACE if name in given.columns]
    numbered = [
        rows.with_columns(_nth=pl.int_range(pl.len()).over(place))
        if rows.height
        else rows.with_columns(_nth=pl.lit(0, pl.Int64))
        for rows in (given, left)
    ]
    both = numbered[0].join(
        numbered[1].with_columns(_is_left=pl.lit(True)), on=[*place, "_nth"], how="left", suffix="_left",
        nulls_equal=True, maintain_order="left",
    )  # fmt: skip
    keys = {name for form in FORMS.values() if form.dataset == dataset for name in form.key}
    parts = _MEASURES.get(dataset) or columns.intersection(given.columns) or set(given.columns) - keys
    altered = []
    for name in given.columns:
        if name in place or name == "submission_number":
            continue
        differs = (
            pl.when(pl.col("_is_left").is_null())
            .then(pl.lit(name in parts))
            .otherwise(pl.col(name).ne_missing(pl.col(f"{name}_left")))
        )
        altered.append(pl.when(differs).then(_another(name, given.schema[name])).otherwise(pl.col(name)).alias(name))
    return both.with_columns(altered).select(given.columns)


def _another(name: str, kind: pl.DataType) -> pl.Expr:
    """A different value of the same type."""
    column = pl.col(name)
    if kind.is_numeric():
        # Different by a hundredth at least, so that it shows in a ratio.
        number = column.cast(pl.Float64)
        return pl.when(number.abs() >= 100).then((number * 0.99).round()).otherwise(number + 1).cast(kind)
    if kind == pl.Date:
        return column.dt.offset_by("1d")
    if kind == pl.Boolean:
        return column.not_()
    return column + "〇" if kind == pl.String else column


def _otherwise(origin: Origin, changed: Sequence[AlteredReading]) -> list[MartValue]:
    if not changed:
        return []
    others = {reading.submission.submission_id: reading for reading in changed}
    readings = [others.get(reading.submission.submission_id, reading) for reading in origin.readings]
    datasets = {name for reading in changed for name in reading.datasets}
    with origin.remade(readings, datasets) as (connection, tables):
        return [value for table in tables if table.layer == "mart" for value in _differences(connection, table)]


def _differences(connection: duckdb.DuckDBPyConnection, table: Table) -> list[MartValue]:
    """The published values of a table that differ in the rebuilt one, or whose row is missing there."""
    keys = table.row_key
    compared = [column for column in table.columns if column.name not in keys and column.name not in _WHENCE]
    names = [column.name for column in compared]
    on = " and ".join(f"before.{name} is not distinct from after.{name}" for name in keys)
    row_before, row_after = (f"row({', '.join(f'{side}.{name}' for name in names)})" for side in ("before", "after"))
    selected = ", ".join(
        [*(f"before.{name}::varchar" for name in keys), "after.is_there is null"]
        + [f"{side}.{name}" for side in ("before", "after") for name in names]
    )
    query = f"""
        select {selected}
        from {PUBLISHED}.{table.key} as before
        left join (select *, true as is_there from {table.key}) as after on {on}
        where after.is_there is null or {row_before} is distinct from {row_after}
    """
    found = []
    for row in connection.execute(query).fetchall():
        key = dict(zip(keys, row, strict=False))
        is_gone, values = row[len(keys)], row[len(keys) + 1 :]
        pairs = list(zip(names, values[: len(names)], values[len(names) :], strict=True))
        if is_gone:
            whole = [(name, value) for name, value, _ in pairs if value is not None]
            # The key identifies a mart row; its measures are the decimals.
            measures = [(name, value) for name, value in whole if isinstance(value, Decimal)]
            found += [
                MartValue(table.key, key, name, _plain(value), None, is_row_gone=True)
                for name, value in measures or whole
            ]
        else:
            found += [
                MartValue(table.key, key, name, _plain(value), _plain(other))
                for name, value, other in pairs
                if value != other
            ]
    return found


def _plain(value: object) -> Decimal | str | None:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return Decimal(value) if isinstance(value, int) else str(value)


def with_downstream(home: Home, snapshot_id: str, found: Trace) -> Trace:
    """A trace with every dependent mart value: for an observation, of the cells of all its vintages together.

    Raises as `downstream_of` does.
    """
    if isinstance(found, ObservationTrace):
        sources = [vintage.source for vintage in found.vintages]
        places = [Place(source.submission_id, source.sheet, source.cell) for source in sources]
        return replace(found, reached=downstream_of(home, snapshot_id, places))
    column_id = None if found.form_cell is None else found.form_cell.form_column_id
    column = None if column_id is None else column_id.partition(".")[2]
    place = Place(found.submission_id, found.sheet, found.cell, column)
    return replace(found, reached=downstream_of(home, snapshot_id, [place]))
