"""Turns a sheet and a form into typed rows, each with its raw text and its address, and findings about its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

import polars as pl

from warehouse.decisions.ledger import CHECK_FAILED
from warehouse.decisions.rulings import Ruling
from warehouse.domain.folded import folded
from warehouse.domain.period import read_period
from warehouse.domain.unit import Units
from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column, Form
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet, column_letters
from warehouse.transforms.applied_decisions import rejected_rows, released_cells
from warehouse.transforms.cells.days import from_1904, hold_future
from warehouse.transforms.cells.merged import fill_merged, hold_merged
from warehouse.transforms.cells.plain import read_plain_cells
from warehouse.transforms.cells.region_names import LAST_KNOWN
from warehouse.transforms.cells.rules import ROW_NOT_TAKEN, message
from warehouse.transforms.cells.typing import TypedColumn, type_cells, type_column
from warehouse.transforms.cells.units import without_own_percent
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.mapped_rows import constant_columns, is_made, with_larger_parts, without_missing
from warehouse.transforms.recognise.header import Header, HeaderCandidate, Row
from warehouse.transforms.recognise.heading import PERIOD_HEADINGS
from warehouse.transforms.recognise.mapped import header_of
from warehouse.transforms.recognise.rows import RowKind, classify_rows, rows_of, without_named_rows
from warehouse.transforms.recognise.second_table import refuse_second_table
from warehouse.transforms.recognise.title import NamedTime, cell_place, times_above, times_of_notes, times_of_sheet
from warehouse.transforms.recognise.totals import check_declared_rows, total_findings
from warehouse.transforms.recognise.unit_line import (
    ReceivedUnit,
    find_unit_line,
    received_unit,
    refuse_other_units_in_headings,
)
from warehouse.transforms.reporters import reporter_rows
from warehouse.transforms.sheet_columns import sheet_columns
from warehouse.transforms.sheet_findings import sheet_findings
from warehouse.wording import Words, bilingual

_ONE = Decimal(1)
_WARNED = {CHECK_FAILED, "unit_in_cell"}
_SUMMED_UP = {"rounded", LAST_KNOWN}
"""Rules reported once per column, with a count: they are frequent and require no action."""


@dataclass(frozen=True)
class TypedTable:
    """The accepted rows of one sheet.

    `titles` are the rows above the header, `times` the statements about the period in them, in a column of periods, in
    the notes and in the name of the sheet. `values` has `row` (from 1) and one typed column per column of the form, in
    the form's units; `texts` has the same rows and columns as received. `letters` and `units` are the place and unit of
    each received column, `columns` the staged rows of these. `reporters` are the staged rows of the subjects of all
    rows, rejected ones included.
    """

    sheet_name: str
    titles: tuple[Row, ...]
    times: tuple[NamedTime, ...]
    values: pl.DataFrame
    texts: pl.DataFrame
    letters: Mapping[str, str]
    units: Mapping[str, ReceivedUnit]
    findings: tuple[Finding, ...]
    rows_read: int
    notes: tuple[str, ...]
    received: pl.DataFrame
    """`texts` of every row of data, accepted or not."""
    columns: pl.DataFrame
    header: Header
    reporters: pl.DataFrame | None = None


def type_table(
    sheet: Sheet,
    form: Form,
    candidate: HeaderCandidate,
    programme: Programme,
    rulings: Sequence[Ruling] = (),
    received_on: date | None = None,
) -> TypedTable:
    """Types every row below the header. Raises SourceChanged where the layout is not the form's.

    Applies the rulings of this sheet that release a cell or reject a repeated row. Days and periods that begin after
    `received_on` are held.
    """
    header = header_of(sheet, form, candidate, programme)
    titles = tuple(sheet.first_rows(header.start))
    rows = classify_rows(sheet, header.end, header.start)
    data, totals, noted = (rows_of(rows, kind) for kind in (RowKind.DATA, RowKind.TOTAL, RowKind.NOTE))
    data, totals = without_named_rows(data, totals, _needed(form, header))
    notes = [(row, tuple(cells)) for *cells, row in noted.select(pl.exclude("row"), "row").rows()]
    units = _units(sheet.name, titles, form, header, notes, programme.units)
    check_declared_rows(sheet.name, data.height, noted, titles)
    refuse_second_table(sheet.name, form, data, units, programme)
    findings = _unit_findings(sheet.name, header, units) + _total_findings(sheet.name, totals)
    if form.dataset != "observation":
        findings += _conversions(sheet.name, form, header, units)

    columns = [column for column in form.columns if column.name in header.places]
    letters = {column.name: header.places[column.name].letters for column in columns}
    texts = data.select("row", **{name: pl.col(letter) for name, letter in letters.items()})
    texts = with_larger_parts(texts, data, form, header)
    texts, merged = fill_merged(sheet, texts, columns, letters)
    findings += merged
    typed: dict[str, TypedColumn] = {}
    valued = without_missing(texts, form)
    plain = read_plain_cells(columns, valued, {name: unit.factor for name, unit in units.items()})
    for column in columns:
        unit = units.get(column.name)
        released = released_cells(rulings, sheet.name, letters[column.name], texts["row"])
        cells, plain_cells = valued[column.name], plain.get(column.name)
        if column.cell_type is CellType.DATE and sheet.traits.counts_from_1904:
            cells, plain_cells = from_1904(cells), None
        if column.unit_id is None and column.cell_type is CellType.DECIMAL and form.unit_column in letters:
            cells = without_own_percent(cells, texts[form.unit_column].str.strip_chars().is_in(["%", "％"]))
        found = type_cells(column, cells, plain_cells, programme, unit.factor if unit else _ONE, released)
        found = hold_merged(found, column, sheet, letters[column.name], texts["row"], rulings)
        typed[column.name] = hold_future(found, column, received_on, released)
        findings += _cell_findings(sheet.name, texts, column, letters[column.name], typed[column.name])

    _refuse_other_units(sheet.name, form, header, typed, programme.units)
    _refuse_doubtful_shares(sheet.name, header, units, typed)
    findings += total_findings(sheet.name, data["row"], totals, columns, letters, units, typed, programme)
    findings += sheet_findings(sheet, texts["row"].to_list(), {letter: name for name, letter in letters.items()})
    values = pl.DataFrame([texts["row"], *(typed[column.name].values.alias(column.name) for column in columns)])
    absent = [column for column in form.columns if column.name not in header.places]
    values = values.with_columns(
        pl.lit(None, dtype=_empty_type(column, programme)).alias(column.name) for column in absent
    )
    constants = constant_columns(form, programme)
    values = values.with_columns(
        **{name: pl.lit(of.values[0], dtype=of.values.dtype) for name, of in constants.items()}
    )
    texts = texts.with_columns(pl.lit(None, dtype=pl.String).alias(column.name) for column in absent)
    accepted = _accepted_rows(columns, typed, values.height) & ~texts["row"].is_in(rejected_rows(rulings, sheet.name))
    accepted, repeated = _without_duplicates(sheet.name, form, values, accepted, letters)
    return TypedTable(
        sheet_name=sheet.name,
        titles=titles,
        times=_times(sheet.name, form, candidate, data, titles, notes),
        values=values.filter(accepted),
        texts=texts.filter(accepted),
        letters=letters,
        units=units,
        findings=(*findings, *repeated),
        rows_read=data.height,
        notes=tuple(cell for _, row in notes for cell in row if cell),
        received=texts,
        columns=sheet_columns(sheet.name, form, header, candidate.end, units, programme.units),
        header=header,
        reporters=reporter_rows(form, sheet.name, values, texts, letters),
    )


@dataclass(frozen=True)
class ReceivedColumn:
    """The place of a form's column on a sheet, and the unit of its values; None without a unit."""

    letters: str
    unit: ReceivedUnit | None


def received_columns(
    sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme
) -> Mapping[str, ReceivedColumn]:
    """The columns of a sheet by the form's names, as type_table reads them. Raises SourceChanged as it does."""
    header = header_of(sheet, form, candidate, programme)
    rows = classify_rows(sheet, header.end, header.start)
    noted = rows_of(rows, RowKind.NOTE)
    notes = [(row, tuple(cells)) for *cells, row in noted.select(pl.exclude("row"), "row").rows()]
    units = _units(sheet.name, tuple(sheet.first_rows(header.start)), form, header, notes, programme.units)
    return {name: ReceivedColumn(place.letters, units.get(name)) for name, place in header.places.items()}


def _needed(form: Form, header: Header) -> list[str]:
    return [place.letters for name, place in header.places.items() if not form.column(name).nullable]


def _refuse_other_units(
    sheet_name: str, form: Form, header: Header, typed: Mapping[str, TypedColumn], units: Units
) -> None:
    """Raises SourceChanged where a heading names a unit (`产量（万吨）`) and a row with its own unit names
    another one."""
    if form.unit_column is None or form.unit_column not in typed:
        return
    of_rows = typed[form.unit_column].values.drop_nulls().unique(maintain_order=True)
    for name, place in header.places.items():
        if place.unit is None or form.column(name).unit_id is not None:
            continue
        other = next((unit for unit in of_rows if unit != place.unit.unit_id), None)
        if other is not None:
            raise SourceChanged(
                f"Sheet {sheet_name!r}, column {place.letters}, '{place.heading}': the unit is {place.unit.title_zh} "
                f"in the heading and {units[other].title_zh} in the column '{form.column(form.unit_column).heading}'.",
                "Name the unit of a row in that column alone.",
                zh=f"工作表“{sheet_name}”{place.letters} 列“{place.heading}”标题中的单位是{place.unit.title_zh}，"
                f"而“{form.column(form.unit_column).heading}”栏为{units[other].title_zh}；请只在单位栏填写单位。",
            )


def _times(
    sheet_name: str,
    form: Form,
    candidate: HeaderCandidate,
    data: pl.DataFrame,
    titles: tuple[Row, ...],
    notes: Sequence[tuple[int, Row]],
) -> tuple[NamedTime, ...]:
    """The statements of a sheet about its period, place by place; mostly its title alone."""
    if not form.measures:
        return ()
    return (
        *times_above(sheet_name, titles, form),
        *_months_of_rows(sheet_name, form, candidate, data),
        *times_of_notes(sheet_name, notes),
        *times_of_sheet(sheet_name),
    )


def _months_of_rows(sheet_name: str, form: Form, candidate: HeaderCandidate, data: pl.DataFrame) -> Iterator[NamedTime]:
    """The months in the column of periods of a monthly return. Raises SourceChanged for a cell there without a month:
    its row would be assigned to the month of the others."""
    for index, options in enumerate(candidate.headings):
        if not form.is_monthly_return or not any(option.key in PERIOD_HEADINGS for option in options):
            continue
        letters = column_letters(index)
        named = data.select("row", text=pl.col(letters)).unique("text", keep="first", maintain_order=True)
        for row, text in named.rows():
            written = folded(text)
            period = read_period(written) if written else None
            if period is not None and period.month is not None:
                place = cell_place(sheet_name, f"{letters}{row}")
                yield NamedTime(place, text, period.year, frozenset({period.month}))
            elif written:
                raise SourceChanged(
                    f"Sheet {sheet_name!r}, cell {letters}{row}: '{text}' names no month.",
                    "Write it as in 2016-03. "
                    f"中文：工作表“{sheet_name}”的 {letters}{row} 单元格“{text}”不是年月，请写成 2016-03 的样子。",
                )


def _units(
    sheet_name: str,
    titles: tuple[Row, ...],
    form: Form,
    header: Header,
    notes: Sequence[tuple[int, Row]],
    units: Units,
) -> dict[str, ReceivedUnit]:
    unit_line = find_unit_line(sheet_name, titles, units, notes)
    refuse_other_units_in_headings(sheet_name, header.places, unit_line)
    return {
        name: received_unit(form.column(name), place, unit_line, form, units)
        for name, place in header.places.items()
        if form.column(name).unit_id is not None
    }


def _accepted_rows(columns: list[Column], typed: Mapping[str, TypedColumn], height: int) -> pl.Series:
    """Rows that can be attached: every required value is present, and no code is destroyed.

    A destroyed code differs from a missing one: where a code is optional, the row would get another meaning.
    """
    accepted = pl.repeat(True, height, dtype=pl.Boolean, eager=True)
    for column in columns:
        if not column.nullable or column.cell_type is CellType.CREDIT_CODE:
            accepted &= typed[column.name].broken.is_null()
    return accepted


def _cell_findings(
    sheet_name: str, texts: pl.DataFrame, column: Column, letters: str, typed: TypedColumn
) -> list[Finding]:
    if typed.is_clean:
        return []
    found = pl.DataFrame(
        {
            "row": texts["row"],
            "text": texts[column.name],
            "broken": typed.broken,
            "noted": typed.noted,
            "value": typed.values,
        }
    ).filter(pl.col("broken").is_not_null() | pl.col("noted").is_not_null())
    holds_row = not column.nullable or column.cell_type is CellType.CREDIT_CODE
    findings = []
    for row, text, broken, noted, value in found.rows():
        if broken is not None:
            severity = Severity.HELD
            explanation = message(broken, column, ROW_NOT_TAKEN if holds_row else None)
        elif noted in _SUMMED_UP:
            continue
        else:
            severity = Severity.WARNING if noted in _WARNED else Severity.INFO
            explanation = message(noted, column)
        rule = broken or noted
        subject = value if rule == CHECK_FAILED else None
        findings.append(Finding(severity, rule, explanation, sheet_name, row, letters, column.name, text, subject))
    for rule in sorted(_SUMMED_UP):
        summed = found.filter(pl.col("noted") == rule)
        if not summed.is_empty():
            explanation = _summed_up(rule, column, summed.height)
            row, text = summed["row"][0], summed["text"][0]
            findings.append(Finding(Severity.INFO, rule, explanation, sheet_name, row, letters, column.name, text))
    return findings


def _summed_up(rule: str, column: Column, count: int) -> str:
    if rule == LAST_KNOWN:
        return bilingual(
            f"{column.heading}: the last part of {count} places is of no known region; the region is that of the last "
            "known part.",
            f"{count} 处地点的末级不在已知地区中，按最后一个已知的上级地区读入。",
        )
    return bilingual(
        f"{column.heading}: {count} values have more than six decimals and were rounded to six.",
        f"{count} 个数小数超过六位，已四舍五入到六位。",
    )


def _unit_findings(sheet_name: str, header: Header, units: Mapping[str, ReceivedUnit]) -> list[Finding]:
    assumed = [name for name, unit in units.items() if unit.is_assumed]
    if not assumed:
        return []
    explanation: dict[str, list[str]] = {}
    for name in assumed:
        explanation.setdefault(units[name].unit.title_zh, []).append(name)
    return [
        Finding(
            Severity.WARNING, "unit_assumed",
            bilingual(
                f"There is no unit above the header or in it; {title} was assumed for {len(names)} columns.",
                f"表头和表头上方都没有写单位；{len(names)} 栏按{title}处理。",
            ),
            sheet_name, header.end, header.places[names[0]].letters, names[0],
        )
        for title, names in explanation.items()
    ]  # fmt: skip


def _refuse_doubtful_shares(
    sheet_name: str, header: Header, units: Mapping[str, ReceivedUnit], typed: Mapping[str, TypedColumn]
) -> None:
    """Raises SourceChanged where a column of per cent has no unit and no value above 1: 0.35 may be 35 %."""
    for name, received in units.items():
        if not (received.is_assumed and received.unit.unit_id == "percent"):
            continue
        values = typed[name].values.drop_nulls().cast(pl.Float64).abs()
        if values.len() and 0 < cast(float, values.max()) <= 1:
            place = header.places[name]
            raise SourceChanged(
                f"Sheet {sheet_name!r}, column {place.letters}, '{place.heading}': no unit is named and no value is"
                " above 1, so these may be per cent or shares of 1.",
                "Write per cent, and (%) in the heading.",
                zh=f"工作表“{sheet_name}”{place.letters} 列“{place.heading}”没有写单位，且没有大于 1 的数，"
                "无法分清是百分数还是小数；"
                "请按百分数填写，并在列标题中注明（%）。",
            )


def _conversions(sheet_name: str, form: Form, header: Header, units: Mapping[str, ReceivedUnit]) -> list[Finding]:
    """The conversion factors of a register's columns; an observation stores unit and factor with its value."""
    return [
        Finding(
            Severity.INFO,
            "unit_converted",
            bilingual(
                f"{form.column(name).heading}: received in {unit.unit.title_zh}, each value was multiplied by "
                f"{unit.factor.normalize():f}.",
                f"按{unit.unit.title_zh}收到，每个数乘以 {unit.factor.normalize():f}。",
            ),
            sheet_name, header.end, header.places[name].letters, name, unit.unit.title_zh,
        )
        for name, unit in units.items()
        if unit.factor != _ONE
    ]  # fmt: skip


def _total_findings(sheet_name: str, totals: pl.DataFrame) -> list[Finding]:
    return [
        Finding(
            Severity.INFO, "total_row", bilingual("A row of totals: not taken as data.", "合计行，不作为数据。"),
            sheet_name, row,
            text=next((cell for cell in cells if cell and not cell.strip().isdigit()), None),
        )
        for *cells, row in totals.rows()
    ]  # fmt: skip


def _without_duplicates(
    sheet_name: str, form: Form, values: pl.DataFrame, accepted: pl.Series, letters: Mapping[str, str]
) -> tuple[pl.Series, list[Finding]]:
    """Of equal rows the first is accepted; of differing rows with one key none: which is right is unknown."""
    if not form.key:
        return accepted, []
    standing = values.filter(accepted)
    if not standing.select(form.key).is_duplicated().any():
        return accepted, []
    keyed = standing.select(
        "row",
        times=pl.len().over(form.key),
        is_first=pl.col("row") == pl.col("row").min().over(form.key),
        versions=_versions(form),
        first_row=pl.col("row").min().over(form.key),
        last_row=pl.col("row").max().over(form.key),
    ).filter(pl.col("times") > 1)
    if keyed.is_empty():
        return accepted, []
    column = form.column(form.key[-1])
    findings = []
    dropped = []
    for row, _, is_first, versions, first_row, last_row in keyed.rows():
        other = last_row if is_first else first_row
        if versions > 1:
            differs = _differs(form, f"row {other}", f"第 {other} 行")
            explanation = message("duplicate_row", column, differs)
            severity, rule = Severity.HELD, "duplicate_row"
        elif not is_first:
            explanation = bilingual(
                f"The row repeats row {other}; it was taken once.", f"与第 {other} 行完全相同，只取一次。"
            )
            severity, rule = Severity.INFO, "repeated_row"
        else:
            continue
        dropped.append(row)
        findings.append(Finding(severity, rule, explanation, sheet_name, row, letters.get(column.name), column.name))
    return accepted & ~values["row"].is_in(dropped), findings


def _versions(form: Form) -> pl.Expr:
    """How many different rows have a key. Where it is made of a name, every row is one: equal names may be two
    subjects, even where all that was taken of them is equal."""
    if any(is_made(form, name) for name in form.key):
        return pl.len().over(form.key)
    return pl.struct(pl.exclude("sheet", "row")).n_unique().over(form.key)


def _differs(form: Form, other: str, other_zh: str) -> Words:
    if any(is_made(form, name) for name in form.key):
        return Words(
            en=f"It has the name of {other}, and the list has no codes; no value of either was taken.",
            zh=f"与{other_zh}名称相同，而名单没有代码，两行均未采用。",
        )
    return Words(en=f"In {other} it differs; no value of either was taken.", zh=f"与{other_zh}不一致，两行均未采用。")


def without_duplicates_across(tables: list[TypedTable], form: Form) -> list[TypedTable]:
    """The same for rows of several sheets of a file: of equal rows the first is accepted, of differing ones none."""
    if not form.key or len(tables) < 2:
        return tables
    rows = pl.concat([table.values.select(pl.lit(index).alias("sheet"), "*") for index, table in enumerate(tables)])
    if not rows.select(form.key).is_duplicated().any():
        return tables
    repeated = rows.select(
        "sheet",
        "row",
        first_sheet=pl.col("sheet").first().over(form.key),
        first_row=pl.col("row").first().over(form.key),
        last_sheet=pl.col("sheet").last().over(form.key),
        last_row=pl.col("row").last().over(form.key),
        versions=_versions(form),
        times=pl.len().over(form.key),
    ).filter(pl.col("times") > 1)
    column = form.column(form.key[-1])
    found = list(tables)
    for index, table in enumerate(tables):
        dropped, findings = [], []
        for _, row, first_sheet, first_row, last_sheet, last_row, versions, _ in repeated.filter(sheet=index).rows():
            is_first = (index, row) == (first_sheet, first_row)
            other_sheet, other_row = (last_sheet, last_row) if is_first else (first_sheet, first_row)
            other_name = tables[other_sheet].sheet_name
            other, zh = f"row {other_row} of sheet {other_name!r}", f"工作表“{other_name}”第 {other_row} 行"
            if versions > 1:
                differs = _differs(form, other, zh)
                explanation = message("duplicate_row", column, differs)
                severity, rule = Severity.HELD, "duplicate_row"
            elif not is_first:
                explanation = bilingual(f"The row repeats {other}; it was taken once.", f"与{zh}完全相同，只取一次。")
                severity, rule = Severity.INFO, "repeated_row"
            else:
                continue
            dropped.append(row)
            letters = table.letters.get(column.name)
            findings.append(Finding(severity, rule, explanation, table.sheet_name, row, letters, column.name))
        if dropped:
            accepted = ~table.values["row"].is_in(dropped)
            found[index] = replace(
                table,
                values=table.values.filter(accepted),
                texts=table.texts.filter(accepted),
                findings=(*table.findings, *findings),
            )
    return found


def _empty_type(column: Column, programme: Programme) -> pl.DataType:
    return type_column(column, pl.Series([], dtype=pl.String), programme).values.dtype


def refuse_empty(tables: list[TypedTable], form: Form) -> None:
    """Raises SourceChanged where no table has a row: an empty template, or a file that was cut off."""
    if not any(table.rows_read for table in tables):
        raise SourceChanged(
            f"{form.title_zh}: there is no row below the header.",
            "Send the file with its rows.",
            zh="表头以下没有数据行；请填写后报送。",
        )
