"""Our own macro series with the periods in columns: a row per indicator and region, `2016年1-2月`, `2016M03`, `1Q 2026`
or `2015` above each column of values. Each value has the address of its own cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.naming import Naming
from warehouse.domain.period import Period, PeriodKind, read_period
from warehouse.errors import SourceChanged
from warehouse.forms.macro_series import MACRO_SERIES, PERIOD_KINDS
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.cells.rules import ROW_NOT_TAKEN, message
from warehouse.transforms.cells.typing import type_column
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.layouts.layout import Layout, LayoutRows, accepted_rows, not_read, read_values
from warehouse.transforms.recognise.header import SEARCHED_ROWS, Row
from warehouse.transforms.recognise.heading import known_headings, parse_headings
from warehouse.transforms.recognise.rows import RowKind, classify_rows, rows_of, without_named_rows

_NAMED = ("indicator_id", "region_code", "unit", "vintage_id")
"""The columns next to the periods in every file of this shape; kind, date and source are optional."""
_IN_COLUMNS = ("period", "value")
_TO_DATE = re.compile(r"1[-—－~～至]{1,2}\d{1,2}月")
# `2015年=100` is the base of an index, not the year of a month.
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})年(?!(?:平均)?\s*(?:=|为)\s*100)")
_YEAR_ALONE = re.compile(r"(?P<year>(?:19|20)\d{2})年?")
_WITHOUT_YEAR = re.compile(r"(?:1[-—－~～至]{1,2})?\d{1,2}月|第?[1-4一二三四]季度")
"""A month, a year to date or a quarter whose year is in the row above."""
_ENOUGH = 2
_KEY = ["indicator_id", "region_code", "period", "period_kind", "vintage_id"]
_ABOUT = ["indicator_id", "region_code", "period", "period_kind", "row", "source_column"]


@dataclass(frozen=True)
class _Header:
    """The header: its row (counted from 0), its columns, and the period of each column of values."""

    row: int
    names: dict[str, str]
    periods: dict[str, tuple[Period, PeriodKind]]
    unknown: tuple[tuple[str, str], ...]


def fits(sheets: tuple[Sheet, ...], programme: Programme) -> bool:
    """Whether a sheet names an indicator and has at least two periods next to it."""
    return _find(sheets, programme) is not None


def read(sheets: tuple[Sheet, ...], naming: Naming | None, programme: Programme) -> tuple[LayoutRows, ...]:
    """A row per value. Raises SourceChanged, naming the cell, for a heading that is neither a column of the form nor a
    period, for a repeated period and for a missing column."""
    found = _find(sheets, programme)
    assert found is not None
    sheet, header = found
    _refuse_changes(sheet, header)
    rows = classify_rows(sheet, header.row + 1, header.row)
    needed = [header.names[name] for name in _NAMED]
    data, _ = without_named_rows(rows_of(rows, RowKind.DATA), rows_of(rows, RowKind.TOTAL), needed)
    described, findings = _described(sheet, data, header, programme)
    long = data.unpivot(
        list(header.periods), index="row", variable_name="source_column", value_name="value_received"
    ).join(described, on="row", how="left", maintain_order="left")
    of_column = pl.col("source_column")
    long = long.with_columns(
        period=of_column.replace_strict({letters: str(period) for letters, (period, _) in header.periods.items()}),
        own_kind=of_column.replace_strict({letters: kind.value for letters, (_, kind) in header.periods.items()}),
    ).with_columns(period_kind=_kind())
    values, explanation, held = read_values(sheet.name, long.filter("accepted"), programme, "value")
    values, repeated, differing = _without_repetition(values, sheet)
    findings += [*explanation, *repeated]
    with_rows, _, held_with_rows = read_values(sheet.name, long.filter(~pl.col("accepted")), programme, "value")
    waiting = pl.concat([frame.select(_ABOUT) for frame in (held, differing, with_rows, held_with_rows)])
    findings += not_read(other for other in sheets if other is not sheet)
    columns = [*_KEY, "value", "value_received", "unit_received", "vintage_date", "source_note", "row", "source_column"]
    return (
        LayoutRows(
            sheet.name,
            values.select(columns),
            tuple(findings),
            waiting,
            data.height,
            accepted_rows(values, data, findings),
        ),
    )


def _find(sheets: tuple[Sheet, ...], programme: Programme) -> tuple[Sheet, _Header] | None:
    for sheet in sheets:
        rows = sheet.first_rows(SEARCHED_ROWS)
        for number, row in enumerate(rows):
            # Years above months are periods too, so the row below is tried first.
            below = rows[number + 1 : number + 2] if _names_indicator(row, programme) else []
            header = _header(number + 1, _below_names(row, below[0]), rows[: number + 1], programme) if below else None
            header = header or _header(number, row, rows[:number], programme)
            if header is not None:
                return sheet, header
    return None


def _names_indicator(row: Row, programme: Programme) -> bool:
    known, indicator = known_headings(MACRO_SERIES, programme), MACRO_SERIES.column("indicator_id")
    headings = parse_headings(row, programme.units)
    return any((entry := known.get(one.key)) is not None and entry.column is indicator for one in headings)


def _below_names(upper: Row, lower: Row) -> Row:
    """A row of months with the names that are merged over both rows of the header."""
    return tuple(
        low if low and low.strip() else None if _YEAR_ALONE.fullmatch(folded(up)) else up
        for up, low in zip(upper, lower, strict=True)
    )


def _header(number: int, row: Row, above: Sequence[Row], programme: Programme) -> _Header | None:
    known = known_headings(MACRO_SERIES, programme)
    headings = parse_headings(row, programme.units)
    entries = [known.get(heading.key) for heading in headings]
    names: dict[str, str] = {}
    for index, entry in enumerate(entries):
        if entry is not None and entry.column is not None:
            names.setdefault(entry.column.name, column_letters(index))
    # Every file passes here: periods are searched only in a row that names an indicator.
    if "indicator_id" not in names or set(_IN_COLUMNS) & names.keys():
        return None
    periods: dict[str, tuple[Period, PeriodKind]] = {}
    unknown = []
    years = _years(above, len(row))
    for index, (text, heading, entry) in enumerate(zip(row, headings, entries, strict=True)):
        if entry is not None and entry.column is not None:
            continue
        if (period := _period(text, years[index])) is not None:
            periods[column_letters(index)] = period
        elif heading.label and entry is None:
            unknown.append((column_letters(index), heading.label))
    return _Header(number, names, periods, tuple(unknown)) if len(periods) >= _ENOUGH else None


def _years(above: Sequence[Row], width: int) -> list[str]:
    """The year above each column: in the row above the header, merged over its months, or else the only one in the
    titles. Empty for none or several."""
    upper = [_YEAR_ALONE.fullmatch(folded(text)) for text in above[-1]] if above else []
    if any(upper):
        years, year = [], ""
        for match in (*upper, *[None] * (width - len(upper))):
            year = match["year"] if match is not None else year
            years.append(year)
        return years
    found = {match["year"] for row in above for text in row for match in _YEAR.finditer(folded(text))}
    return [found.pop() if len(found) == 1 else ""] * width


def _period(text: str | None, year: str) -> tuple[Period, PeriodKind] | None:
    written = unicodedata.normalize("NFKC", text or "").strip().upper().removesuffix(" 00:00:00")
    if year and _WITHOUT_YEAR.fullmatch(written):
        written = f"{year}年{written}"
    period = read_period(written)
    if period is None:
        return None
    if _TO_DATE.search(written):
        return period, PeriodKind.YTD
    return period, PeriodKind.MONTH if period.month else PeriodKind.QUARTER if period.quarter else PeriodKind.YEAR


def _kind() -> pl.Expr:
    """The kind named by the row, where it fits the heading: a year to date may be below a plain month, but a value
    below `1-3月` is not a single month. Any other is held as `kind_and_period_differ`."""
    named, own = pl.col("kind_named"), pl.col("own_kind")
    return (
        pl.when(named.is_null())
        .then(own)
        .when((own == PeriodKind.YTD.value) & (named != PeriodKind.YTD.value))
        .then(pl.lit(PeriodKind.YEAR.value))
        .otherwise(named)
    )


def _refuse_changes(sheet: Sheet, header: _Header) -> None:
    def address(letters: str) -> str:
        return f"Sheet {sheet.name!r}, cell {letters}{header.row + 1}"

    def address_zh(letters: str) -> str:
        return f"工作表“{sheet.name}”单元格 {letters}{header.row + 1}"

    for letters, label in header.unknown:
        raise SourceChanged(
            f"{address(letters)}: '{label}' is neither a heading of {MACRO_SERIES.title_zh} nor a period.",
            "Write a period as 2016, 2016年1-2月, 2016M03 or 1Q 2016, or its year above the months.",
            zh=f"{address_zh(letters)}：“{label}”既不是{MACRO_SERIES.title_zh}的栏名，也不是报告期；"
            "报告期请写成 2016、2016年1-2月、2016M03 或 1Q 2016，或把年份写在月份上方。",
        )
    seen: dict[tuple[Period, PeriodKind], str] = {}
    for letters, period in header.periods.items():
        earlier = seen.setdefault(period, letters)
        if earlier != letters:
            raise SourceChanged(
                f"{address(letters)}: the period {period[0]} occurs twice, also in column {earlier}.",
                "Remove one of them.",
                zh=f"{address_zh(letters)}：报告期 {period[0]} 重复，{earlier} 列也是；请只留一列。",
            )
    missing = [MACRO_SERIES.column(name).heading for name in _NAMED if name not in header.names]
    if missing:
        raise SourceChanged(
            f"Sheet {sheet.name!r}, row {header.row + 1}: {MACRO_SERIES.title_zh} lacks the column '{missing[0]}'.",
            "Send the file with all columns of the form next to the periods.",
            zh=f"工作表“{sheet.name}”第 {header.row + 1} 行：{MACRO_SERIES.title_zh}缺少“{missing[0]}”栏；"
            "请在各报告期列之外补齐表式各栏。",
        )
    filled = sheet.cells.slice(header.row + 1)
    for index, letters in enumerate(filled.columns):
        below = filled.get_column(letters)
        accepted = below.is_not_null() & (below.str.strip_chars() != "")
        has_heading = letters in header.names.values() or (sheet.cells.get_column(letters)[header.row] or "").strip()
        if not has_heading and accepted.any():
            row = header.row + 1 + (accepted.arg_max() or 0)
            raise SourceChanged(
                f"Sheet {sheet.name!r}, cell {cell_address(row, index)}: a value has no heading above it.",
                "Give the column its heading, or clear it.",
                zh=f"工作表“{sheet.name}”单元格 {cell_address(row, index)}：此值上方没有栏名；请补栏名或清除该列。",
            )


def _described(
    sheet: Sheet, data: pl.DataFrame, header: _Header, programme: Programme
) -> tuple[pl.DataFrame, list[Finding]]:
    """The identity of each row, and whether the row is `accepted`; a row with an unknown identity is held as a
    whole."""
    findings = []
    typed: dict[str, pl.Series] = {"row": data["row"]}
    accepted = pl.repeat(True, data.height, dtype=pl.Boolean, eager=True)
    for column in MACRO_SERIES.columns:
        if column.name in _IN_COLUMNS:
            continue
        letters = header.names.get(column.name)
        texts = data[letters] if letters is not None else pl.repeat(None, data.height, dtype=pl.String, eager=True)
        found = type_column(column, texts, programme)
        typed[column.name] = found.values
        if letters is None:
            continue
        broken = pl.DataFrame({"row": data["row"], "text": texts, "rule": found.broken}).drop_nulls("rule")
        findings += [
            Finding(
                Severity.HELD, rule, message(rule, column, ROW_NOT_TAKEN), sheet.name, row, letters, column.name, text
            )
            for row, text, rule in broken.rows()
        ]
        accepted &= found.broken.is_null()
    kinds = {zh: kind.value for zh, kind in PERIOD_KINDS.items()}
    described = pl.DataFrame(typed).with_columns(
        kind_named=pl.col("period_kind").replace_strict(kinds, default=None, return_dtype=pl.String),
        unit_received="unit",
        accepted=accepted,
    )
    return described.drop("period_kind"), findings


def _without_repetition(values: pl.DataFrame, sheet: Sheet) -> tuple[pl.DataFrame, list[Finding], pl.DataFrame]:
    """Of equal cells the first is accepted; of differing cells with one key none: which is right is unknown."""
    once = values.unique([*_KEY, "value", "unit_received"], keep="first", maintain_order=True)
    differ = once.filter(pl.len().over(_KEY) > 1)
    explanation = message("duplicate_row", MACRO_SERIES.column("value"))
    findings = [
        Finding(Severity.HELD, "duplicate_row", explanation, sheet.name, row, letters, "value", text)
        for row, letters, text in differ.select("row", "source_column", "value_received").rows()
    ]
    return once.filter(pl.len().over(_KEY) == 1), findings, differ


LAYOUT = Layout(
    MACRO_SERIES.form_id, f"{MACRO_SERIES.version}-wide", "Macro series with periods in columns", fits, read
)
