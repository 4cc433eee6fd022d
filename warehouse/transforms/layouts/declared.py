"""Reads the tables of a declared layout: one engine for all of them.

A table becomes long rows, one per cell with its place (table_cells.py); each distinct series of it is resolved once, by
name. Values of an assigned series become rows of a macro series, those of the others are stored with their series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from warehouse.domain.naming import Naming
from warehouse.domain.period import PeriodKind
from warehouse.domain.series_name import Frequency
from warehouse.errors import NamingNeeded
from warehouse.programme.layout_declarations import LayoutDeclaration
from warehouse.programme.programme import Programme
from warehouse.programme.series_names import series_names
from warehouse.reading.grid import Sheet
from warehouse.transforms.cells.rules import message_of
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.about import (
    NOT_NAMED,
    Shape,
    series_title,
    settle,
    unit_written,
    without_vintage,
)
from warehouse.transforms.layouts.find_tables import FixedTable, Table, find_fixed, find_tables
from warehouse.transforms.layouts.layout import (
    LayoutRows,
    accepted_rows,
    not_read,
    typed_values,
    values_and_held,
    without_repetition,
)
from warehouse.transforms.layouts.periods import plain, read_written
from warehouse.transforms.layouts.quarter_sums import quarter_sums
from warehouse.transforms.layouts.regions import region_code
from warehouse.transforms.layouts.resolve import (
    Resolved,
    SeriesKey,
    State,
    Why,
    indicator_title,
    is_flow,
    is_measured_in,
    known_unit,
    resolve,
    yearly_kind,
)
from warehouse.transforms.layouts.series_of_file import series_of_file, series_once
from warehouse.transforms.layouts.table_cells import Cells, cells_of_columns, cells_of_table

_FIELD = re.compile(r"\{(?P<key>[^{}:]+)(?::(?P<form>%Y-%m))?\}")
_UPDATED = re.compile(r"(?P<year>(?:19|20)\d{2})[-/.年]?(?P<month>\d{1,2})[-/.月]?(?P<day>\d{1,2})日?")
_NO_PERIOD = "period_not_understood"
_KEY = ["name", "unit", "region", "frequency"]


def fits_declared(layout: LayoutDeclaration, sheets: Sequence[Sheet], programme: Programme) -> bool:
    """Whether a file has a table of the layout."""
    return bool(find_fixed(layout, sheets) if layout.column else find_tables(layout, sheets, programme))


def read_declared(
    layout: LayoutDeclaration, sheets: Sequence[Sheet], naming: Naming | None, programme: Programme
) -> tuple[LayoutRows, ...]:
    """The rows of every table of a file, one result per sheet; a figure that several sheets repeat is taken once.

    Raises NamingNeeded where nothing names the figures of a table, SourceChanged where a person contradicts it.
    """
    parts = [
        _read_table(layout, table, cells_of_columns(layout, table, programme), naming, programme)
        for table in find_fixed(layout, sheets)
    ] or [
        _read_table(layout, table, cells_of_table(layout, table, programme), naming, programme)
        for table in find_tables(layout, sheets, programme)
    ]
    parts = series_once(parts, programme)
    taken = {part.sheet_name for part in parts}
    unread = not_read(sheet for sheet in sheets if sheet.name not in taken)
    parts[0] = parts[0].with_findings(unread)
    return without_repetition(parts)


def _read_table(
    layout: LayoutDeclaration, table: Table | FixedTable, cells: Cells, naming: Naming | None, programme: Programme
) -> LayoutRows:
    sheet_name = table.sheet.name
    long, not_periods = _with_periods(cells.long, sheet_name)
    if cells.is_named_by_title:
        named = _by_title(layout, table, cells, long, naming, programme)
    else:
        resolved = {
            key: _completed(resolve(key, layout.source, programme), key, naming, programme) for key in _keys(long)
        }
        named = _Named(long, resolved, (naming and "{" not in layout.vintage and naming.vintage_id) or layout.vintage)
    long = _with_vintage(_joined(named.long, named.resolved), named.vintage, layout.note, cells.header_texts)
    long = typed_values(long, programme, "unit_id")
    assigned = long.filter(pl.col("state") == State.ASSIGNED.value)
    rows, broken, held = values_and_held(sheet_name, _observed(assigned))
    findings = [*cells.findings, *not_periods, *named.findings, *broken, *quarter_sums(rows, sheet_name)]
    if (rows["vintage_id"] == NOT_NAMED).any():
        findings.append(without_vintage(table.sheet))
    series, values = series_of_file(long, layout.source, sheet_name)
    read = cells.long.unique("row", maintain_order=True)
    rows_unassigned = _rows_only_unassigned(long, assigned, findings)
    accepted = accepted_rows(rows, read, findings) + cells.rows_read - read.height - rows_unassigned
    # A held heading is a row that was read too.
    headings = {found.row for found in not_periods} - set(read["row"])
    return LayoutRows(
        sheet_name, rows, tuple(findings), held, cells.rows_read + len(headings), accepted, rows_unassigned, series,
        values, named.needed,
    )  # fmt: skip


@dataclass(frozen=True)
class _Named:
    """The cells with what each series of them is. `needed` is what a person has to say before any of it is."""

    long: pl.DataFrame
    resolved: Mapping[SeriesKey, Resolved]
    vintage: str
    findings: tuple[Finding, ...] = ()
    needed: NamingNeeded | None = None


def _keys(long: pl.DataFrame) -> list[SeriesKey]:
    distinct = long.select(_KEY).unique(maintain_order=True)
    return [
        SeriesKey(name, unit, region, frequency and Frequency(frequency))
        for name, unit, region, frequency in distinct.rows()
    ]


def _with_periods(long: pl.DataFrame, sheet_name: str) -> tuple[pl.DataFrame, list[Finding]]:
    """The cells with their period; a heading or label that is no period holds the cells below or next to it."""
    distinct = long.select(pl.col("period").alias("written"), pl.col("frequency").alias("named")).unique()
    periods = [read_written(text, named and Frequency(named)) for text, named in distinct.rows()]
    known = distinct.with_columns(
        pl.Series("period", [one and one.period for one in periods], dtype=pl.String),
        pl.Series("frequency", [one and one.frequency.value for one in periods], dtype=pl.String),
        pl.Series("is_to_date", [bool(one and one.is_to_date) for one in periods], dtype=pl.Boolean),
        pl.Series("is_within", [bool(one and one.is_within) for one in periods], dtype=pl.Boolean),
    )
    found = long.rename({"period": "written", "frequency": "named"}).join(
        known, on=["written", "named"], how="left", maintain_order="left", nulls_equal=True
    )
    unread = found.filter(pl.col("period").is_null()).group_by("period_row", "period_column", maintain_order=True)
    findings = [
        Finding(Severity.HELD, _NO_PERIOD, message_of(_NO_PERIOD), sheet_name, row, letters, None, text)
        for row, letters, text in unread.agg(pl.col("written").first()).rows()
    ]
    return found.filter(pl.col("period").is_not_null()).drop("written", "named"), findings


def _completed(found: Resolved, key: SeriesKey, naming: Naming | None, programme: Programme) -> Resolved:
    """A series with what a person says of its file, where the file itself does not say it."""
    if naming is None or found.state is not State.UNASSIGNED or found.indicator_id is None or found.period_kind is None:
        return found
    unit_id = found.unit_id or (naming.unit_id if not key.unit else None)
    region = found.region_code or (naming.region_code if not key.region else None)
    if unit_id is None or region is None:
        return found
    if not is_measured_in(found.indicator_id, programme.units[unit_id], programme):
        return found
    return replace(found, state=State.ASSIGNED, why=None, unit_id=unit_id, region_code=region, decided_by=naming.person)


def _by_title(
    layout: LayoutDeclaration,
    table: Table | FixedTable,
    cells: Cells,
    long: pl.DataFrame,
    naming: Naming | None,
    programme: Programme,
) -> _Named:
    """A table whose figures are named by its title, a unit line or a person. A title that is no known name is the name
    of an unassigned series; without any title the file waits."""
    about, shape = cells.about, Shape(layout.title_zh, layout.title_en)
    try:
        identity = settle(shape, table.sheet, about, naming, programme, has_regions=cells.has_regions)
    except NamingNeeded as error:
        return _without_identity(layout, cells, long, naming, error, programme)
    # Of a flow the sender may have computed the months; mart.derived_month computes the same from published values.
    steps = cells.steps if is_flow(identity.indicator_id, programme) else {}
    long = long.filter(~pl.col("source_column").is_in(list(steps)))
    title = indicator_title(identity.indicator_id, programme) or ""
    unit = programme.units[identity.unit_id].title_zh
    long = _filled(long, title, unit, identity.region_code)
    by_name = {indicator_title(own, programme) or "": own for own in long["own_indicator"].drop_nulls().unique()}
    are_kinds_given = not long["own_kind"].has_nulls()
    resolved = {}
    for key in _keys(long):
        indicator_id = by_name.get(key.name, identity.indicator_id)
        region = region_code(key.region, programme)
        # A column says its kind itself; without that only a year is of one kind.
        kind = yearly_kind(indicator_id, programme) if key.frequency is Frequency.YEAR else None
        is_known = kind is not None or are_kinds_given
        why = None if region is not None and is_known else Why.UNKNOWN_REGION if is_known else Why.UNKNOWN_INDICATOR
        of_title = Resolved(
            State.UNASSIGNED if why else State.ASSIGNED, why, indicator_id, kind, identity.unit_id, region,
            naming.person if naming is not None else None,
        )  # fmt: skip
        resolved[key] = of_title if why is None else _as_decided(of_title, key, layout.source, programme)
    vintage = identity.vintage_id if identity.vintage_id != NOT_NAMED else layout.vintage
    return _Named(long, resolved, vintage, (*identity.findings, *steps.values()))


def _without_identity(
    layout: LayoutDeclaration,
    cells: Cells,
    long: pl.DataFrame,
    naming: Naming | None,
    error: NamingNeeded,
    programme: Programme,
) -> _Named:
    title = (
        None if naming is not None and naming.indicator_id is not None else series_title(cells.about, programme.units)
    )
    of_region = cells.about.region.value if cells.about.region is not None and not cells.has_regions else ""
    long = _filled(long, title[0] if title is not None else "", unit_written(cells.about, programme.units), of_region)
    if title is not None:
        place = {"name_row": pl.lit(title[1].row, pl.Int32), "name_column": pl.lit(title[1].letters)}
        long = long.with_columns(**place)
    resolved = {}
    for key in _keys(long):
        unit = known_unit(key.unit, programme.units)
        unit_id = unit.unit_id if unit is not None else None
        why = (
            Why.UNKNOWN_INDICATOR if title is not None else Why.UNKNOWN_UNIT if cells.has_indicators else Why.NOT_NAMED
        )
        unknown = Resolved(State.UNASSIGNED, why, unit_id=unit_id, region_code=region_code(key.region, programme))
        resolved[key] = _as_decided(unknown, key, layout.source, programme)
    return _Named(long, resolved, layout.vintage, (), None if title is not None else error)


def _as_decided(unknown: Resolved, key: SeriesKey, source: str, programme: Programme) -> Resolved:
    """What a line of names/series.csv says of a series that the title leaves open: a person assigned or ignored it."""
    is_decided = bool(key.name) and bool(series_names(programme).called(source, key.name))
    return resolve(key, source, programme) if is_decided else unknown


def _filled(long: pl.DataFrame, name: str, unit: str, region: str) -> pl.DataFrame:
    named = pl.concat_str([pl.lit(name), pl.col("name")], separator=", ").str.strip_chars(", ")
    return long.with_columns(
        pl.when(pl.col("own_indicator").is_null()).then(named).otherwise("name").alias("name"),
        *(
            pl.when(pl.col(column) == "").then(pl.lit(text)).otherwise(column).alias(column)
            for column, text in (("unit", unit), ("region", region))
        ),
    )


def _joined(long: pl.DataFrame, resolved: Mapping[SeriesKey, Resolved]) -> pl.DataFrame:
    """The cells with what their series is."""
    rows = [
        (key.name, key.unit, key.region, key.frequency, found.state.value, found.why and found.why.value,
         found.indicator_id, found.period_kind, found.unit_id, found.region_code, found.decided_by, found.reason)
        for key, found in resolved.items()
    ]  # fmt: skip
    columns = ("state", "why", "indicator_id", "period_kind", "unit_id", "region_code", "decided_by", "reason")
    known = pl.DataFrame(rows, schema=dict.fromkeys((*_KEY, *columns), pl.String), orient="row")
    found = long.join(known, on=_KEY, how="left", maintain_order="left")
    kind = pl.coalesce("own_kind", "period_kind")
    # `1-3月` is no single month, and April of a quarterly series is no value of it: the kind of
    # a year goes with no such period, so the cell is held.
    is_no_such = pl.col("is_within") | pl.col("is_to_date") & (kind != PeriodKind.YTD.value)
    of_range = pl.when(is_no_such).then(pl.lit(PeriodKind.YEAR.value))
    return found.with_columns(
        indicator_id=pl.coalesce("own_indicator", "indicator_id"), period_kind=of_range.otherwise(kind)
    )


def _with_vintage(
    long: pl.DataFrame, vintage: str, note: str, header_texts: Mapping[str, Mapping[str, str]]
) -> pl.DataFrame:
    """The cells with their release and note: those of the layout with the texts of the header, or their own."""
    by_column = {
        letters: (_vintage(vintage, texts), _written(note, texts), _day_of(vintage, texts))
        for letters in long["source_column"].unique()
        for texts in (header_texts.get(letters, {}),)
    }
    of_layout = pl.DataFrame(
        [(letters, *said) for letters, said in by_column.items()],
        schema={"source_column": pl.String, "vintage_id": pl.String, "source_note": pl.String, "vintage_date": pl.Date},
        orient="row",
    )
    return long.join(of_layout, on="source_column", how="left", maintain_order="left").with_columns(
        vintage_id=pl.coalesce("own_vintage", "vintage_id"), source_note=pl.coalesce("own_note", "source_note")
    )


def _vintage(template: str, texts: Mapping[str, str]) -> str:
    """The release by its template; NOT_NAMED where the file lacks the text or the day that it needs."""
    if "{" not in template:
        return template
    field = _FIELD.search(template)
    day = _day_of(template, texts)
    if field is None or (field["form"] and day is None) or not texts.get(field["key"]):
        return NOT_NAMED
    return _FIELD.sub(lambda one: f"{day:%Y-%m}" if one["form"] and day is not None else texts[one["key"]], template)


def _day_of(template: str, texts: Mapping[str, str]) -> date | None:
    field = _FIELD.search(template)
    written = _UPDATED.fullmatch(plain(texts.get(field["key"]))) if field is not None and field["form"] else None
    if written is None:
        return None
    try:
        return date(int(written["year"]), int(written["month"]), int(written["day"]))
    except ValueError:
        return None


def _written(template: str, texts: Mapping[str, str]) -> str | None:
    if not template:
        return None
    return _FIELD.sub(lambda one: texts.get(one["key"], ""), template).strip(", ") or None


def _observed(assigned: pl.DataFrame) -> pl.DataFrame:
    return assigned.select(
        "row", "source_column", "value_received", "indicator_id", "region_code", "period", "period_kind",
        pl.col("unit_id").alias("unit_received"), "vintage_id", "vintage_date", "source_note",
        "value", "broken", "noted",
    )  # fmt: skip


def _rows_only_unassigned(long: pl.DataFrame, assigned: pl.DataFrame, findings: Sequence[Finding]) -> int:
    """How many rows have values of unassigned series only, those with a held cell aside."""
    held = [found.row for found in findings if found.severity is Severity.HELD and found.row is not None]
    taken = pl.concat([assigned["row"], pl.Series("row", held, dtype=pl.Int32)])
    others = long.filter(pl.col("state") == State.UNASSIGNED.value)
    return others.filter(~pl.col("row").is_in(taken.implode()))["row"].n_unique()
