"""Turns the contents of a file into delivered rows, per dataset, and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from warehouse.decisions.rulings import Ruling
from warehouse.domain.naming import Naming
from warehouse.domain.period import Period
from warehouse.errors import DataError, NamingNeeded, SourceChanged
from warehouse.forms.datasets import empty
from warehouse.forms.form import EXPLANATIONS_SHEET, Form
from warehouse.programme.programme import Programme
from warehouse.reading.grid import Sheet
from warehouse.transforms import held_values
from warehouse.transforms.applied_decisions import corrected_sheets
from warehouse.transforms.cells.days import RULE as IN_THE_FUTURE
from warehouse.transforms.cells.days import begins_later, refuse_future
from warehouse.transforms.cells.rules import message_of
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.invented_rows import hold_invented_rows
from warehouse.transforms.layouts.about import refuse_other_naming
from warehouse.transforms.layouts.layout import Layout, LayoutRows
from warehouse.transforms.mapped_rows import mapping_findings
from warehouse.transforms.marks import mark_register_rows, mark_rows, touched_columns
from warehouse.transforms.receipts import SheetReceipt
from warehouse.transforms.recognise.header import SEARCHED_ROWS, Row, refuse_headings_of_another_time
from warehouse.transforms.recognise.recognise import FormSheets, find_layout, fits_mapping, recognise_forms
from warehouse.transforms.recognise.title import find_period_of_table, says_synthetic, times_above, times_of_file_name
from warehouse.transforms.references.reference import Reference
from warehouse.transforms.references.registry import find_reference
from warehouse.transforms.registers import register_rows
from warehouse.transforms.returns import check_period, hold_too_large, hold_unit_conflicts, observations, products
from warehouse.transforms.series import (
    inexact_conversions,
    macro_observations,
    series_rows,
    unpublished_months,
)
from warehouse.transforms.sheet_columns import DATASET as SHEET_COLUMNS
from warehouse.transforms.sheet_findings import sheet_findings
from warehouse.transforms.shifted_block import refuse_shifted_block
from warehouse.transforms.subjects import with_subjects
from warehouse.transforms.table import TypedTable, refuse_empty, type_table, without_duplicates_across
from warehouse.transforms.task_units import hold_strangers
from warehouse.wording import Words, bilingual


@dataclass(frozen=True)
class Delivery:
    """The delivery of one file. `datasets` are rows without a submission number; `refusal` is the reason for having
    none.

    A file that waits to be named has a `refusal` with what it lacks, and the series that it would give.
    `rows_unassigned` of the rows read have only values of series without an indicator.

    For a file with several forms, `form_id`, `form_version` and `period` are those of the first; `sheets` has all.
    """

    form_id: str | None = None
    form_version: str | None = None
    period: str | None = None
    is_synthetic: bool = False
    rows_read: int = 0
    rows_accepted: int = 0
    rows_unassigned: int = 0
    datasets: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    refusal: str | None = None
    sheets: tuple[SheetReceipt, ...] = ()
    is_waiting: bool = False

    @property
    def has_unassigned(self) -> bool:
        """Whether a series of the file waits to be assigned to an indicator."""
        return any(finding.severity is Severity.UNASSIGNED for finding in self.findings)

    @property
    def held_count(self) -> int:
        """The number of held cells."""
        return sum(finding.severity is Severity.HELD for finding in self.findings)


def refused(error: DataError, known: Delivery | None = None) -> Delivery:
    """The delivery of a refused file, with what was known of it until then."""
    waits = isinstance(error, NamingNeeded)
    finding = Finding(Severity.WAITING if waits else Severity.REFUSED, error.code.lower(), str(error))
    return replace(known or Delivery(), refusal=str(error), findings=(finding,), is_waiting=waits)


def read_delivery(
    sheets: tuple[Sheet, ...],
    file_name: str,
    programme: Programme,
    rulings: Sequence[Ruling] = (),
    received_on: date | None = None,
    naming: Naming | None = None,
) -> Delivery:
    """The delivery of a file of ours or of a third party. A file that does not match is refused, never raised.

    `programme` is the one in force for the file: its mappings are forms under the headings of somebody else's lists.
    `rulings` are the decisions about its cells. With `received_on`, the day of its arrival, later days and periods are
    held. `naming` is a person's naming of the file.
    """
    sheets = corrected_sheets(sheets, rulings)
    head = (cell for sheet in sheets for row in (sheet.first_rows(SEARCHED_ROWS)) for cell in row)
    known = Delivery(is_synthetic=says_synthetic(head))
    try:
        layout = find_layout(sheets, programme)
        if layout is not None:
            known = replace(known, form_id=layout.layout_id, form_version=layout.version)
            return _read_layout(layout, sheets, naming, known, rulings, received_on, programme)
        reference = find_reference(sheets, programme)
        # A person's mapping comes before our comparison with a reference.
        if reference is not None and not fits_mapping(sheets, programme):
            _refuse_naming(naming, reference[0].title)
            return _read_reference(*reference, known, programme)
        recognised, others = recognise_forms(sheets, programme)
        title = recognised[0].form.title_zh
        _refuse_naming(naming, Words(en=title, zh=title))
        first = recognised[0].form
        known = replace(known, form_id=first.form_id, form_version=first.version)
        return _read_forms(recognised, others, known, rulings, received_on, file_name, programme)
    except DataError as error:
        return refused(error, known)


def _refuse_naming(naming: Naming | None, title: Words) -> None:
    if naming is not None:
        raise SourceChanged(
            f"The file is {title.en} and states itself what its figures are; {naming.person} cannot name them.",
            "Ingest it without --indicator, --unit, --vintage, --region and --by.",
            zh=f"本文件是“{title.zh}”，内容由文件本身写明，无须另行指明，请去掉相应参数后重新导入。",
        )


def _read_layout(
    layout: Layout,
    sheets: tuple[Sheet, ...],
    naming: Naming | None,
    known: Delivery,
    rulings: Sequence[Ruling],
    received_on: date | None,
    programme: Programme,
) -> Delivery:
    parts = layout.read(sheets, naming, programme)
    needed = next((part.needed for part in parts if part.needed is not None), None)
    series = {
        "series": pl.concat([part.series for part in parts]),
        "series_value": pl.concat([part.series_values for part in parts]),
    }
    series = {name: frame for name, frame in series.items() if frame.height}
    if needed is not None:
        return replace(refused(needed, known), datasets=series)
    if not any(part.rows_read for part in parts):
        raise SourceChanged(
            f"{layout.title}: there is no row below the header.",
            "Send the file with its rows.",
            zh="表头以下没有数据行；请填写后报送。",
        )
    read = [_read_part(layout, part, sheets, naming, rulings, received_on, programme) for part in parts]
    names = dict.fromkeys(name for one in read for name in one.datasets)
    datasets = {name: pl.concat([one.datasets[name] for one in read if name in one.datasets]) for name in names}
    return replace(
        known,
        rows_read=sum(one.rows_read for one in read),
        rows_accepted=sum(one.rows_accepted for one in read),
        rows_unassigned=sum(part.rows_unassigned for part in parts),
        datasets=datasets | series,
        findings=tuple(found for one in read for found in one.findings),
        sheets=tuple(receipt for one in read for receipt in one.sheets),
    )


def _read_part(
    layout: Layout,
    read: LayoutRows,
    sheets: tuple[Sheet, ...],
    naming: Naming | None,
    rulings: Sequence[Ruling],
    received_on: date | None,
    programme: Programme,
) -> Delivery:
    """What one sheet of a layout delivers."""
    if naming is not None:
        refuse_other_naming(naming, read.rows, read.sheet_name, programme)
    checked = _without_future(macro_observations(read.rows, read.sheet_name, programme), received_on)
    broken = checked.filter(pl.col("broken").is_not_null()).select(
        "broken", "source_row", "source_column", "indicator_id", "value_received"
    )
    held = tuple(
        Finding(Severity.HELD, rule, message_of(rule, name), read.sheet_name, row, letters, name, text)
        for rule, row, letters, name, text in broken.rows()
    )
    # A kind that does not fit its period is left out.
    kind = pl.when(pl.col("broken") != "kind_and_period_differ").then("period_kind")
    of_broken = read.rows.filter(checked["broken"].is_not_null()).with_columns(
        checked.filter(pl.col("broken").is_not_null()).select(period_kind=kind)["period_kind"]
    )
    waiting = pl.concat([held_values.of_macro_rows(rows, read.sheet_name) for rows in (read.held, of_broken)])
    columns = dict.fromkeys(checked["source_column"].drop_nulls().unique().to_list(), "value")
    standing = checked.filter(pl.col("broken").is_null())
    explanation = unpublished_months(standing, read.sheet_name, programme)
    explanation += inexact_conversions(standing, read.sheet_name, programme)
    explanation += [
        found
        for sheet in sheets
        if sheet.name == read.sheet_name
        for found in sheet_findings(sheet, checked["source_row"].unique().to_list(), columns)
    ]
    return Delivery(
        rows_read=read.rows_read,
        rows_accepted=read.rows_accepted - broken["source_row"].n_unique(),
        datasets={
            "observation": mark_rows(
                checked.filter(pl.col("broken").is_null()).drop("broken"), read.findings + held, rulings, {}
            ),
            **({held_values.DATASET: waiting} if waiting.height else {}),
        },
        findings=(*read.findings, *held, *explanation),
        sheets=(
            SheetReceipt(
                read.sheet_name,
                layout.layout_id,
                layout.version,
                rows_read=read.rows_read,
                rows_accepted=read.rows_accepted - broken["source_row"].n_unique(),
                held_count=_held_on(read.sheet_name, read.findings + held),
            ),
        ),
    )


def _read_reference(reference: Reference, sheet: Sheet, known: Delivery, programme: Programme) -> Delivery:
    """Reference material is compared and archived; no row of it is staged. A finding says so."""
    compared = reference.compare(sheet, programme)
    held = {finding.row for finding in compared.findings if finding.severity is Severity.HELD}
    explanation = bilingual(
        f"Reference material, not a delivery: {reference.title.en}. It was compared; no row was taken as data.",
        f"参考资料，不是报送数据：{reference.title.zh}。已作比对，未作为数据采用。",
    )
    return replace(
        known,
        form_id=reference.reference_id,
        rows_read=compared.rows_read,
        rows_accepted=compared.rows_read - len(held),
        findings=(Finding(Severity.INFO, "reference_file", explanation, sheet.name), *compared.findings),
        sheets=(
            SheetReceipt(
                sheet.name,
                reference.reference_id,
                rows_read=compared.rows_read,
                rows_accepted=compared.rows_read - len(held),
                held_count=_held_on(sheet.name, compared.findings),
            ),
        ),
    )


def _without_future(checked: pl.DataFrame, received_on: date | None) -> pl.DataFrame:
    if received_on is None:
        return checked
    periods = checked.filter(pl.col("broken").is_null())["period"].unique()
    later = [period for period in periods if begins_later(period, received_on)]
    is_later = pl.col("period").is_in(later) & pl.col("broken").is_null()
    return checked.with_columns(broken=pl.when(is_later).then(pl.lit(IN_THE_FUTURE)).otherwise("broken"))


def _read_forms(
    recognised: tuple[FormSheets, ...],
    others: tuple[Sheet, ...],
    known: Delivery,
    rulings: Sequence[Ruling],
    received_on: date | None,
    file_name: str,
    programme: Programme,
) -> Delivery:
    """The delivery of a file with one form or several: a refused form does not affect the others."""
    titles = [
        (sheet.name, sheet.first_rows(candidate.start)) for part in recognised for sheet, candidate in part.tables
    ]
    parts = []
    for part in recognised:
        of_part = replace(known, form_id=part.form.form_id, form_version=part.form.version)
        try:
            parts.append(_read_form(part, of_part, rulings, received_on, titles, file_name, programme))
        except DataError as error:
            parts.append(refused(error, of_part))
    unread = tuple(_unread(others))
    if len(parts) == 1:
        return parts[0] if parts[0].refusal else replace(parts[0], findings=parts[0].findings + unread)
    return _together(parts, recognised, unread)


def _together(parts: list[Delivery], recognised: tuple[FormSheets, ...], unread: tuple[Finding, ...]) -> Delivery:
    """One delivery of several forms, reported form by form; refused where none of them was accepted."""
    first = next((part for part in parts if part.refusal is None), parts[0])
    names = dict.fromkeys(name for part in parts for name in part.datasets)
    findings: list[Finding] = []
    sheets: list[SheetReceipt] = []
    for part, of in zip(parts, recognised, strict=True):
        sheet_names = [sheet.name for sheet, _ in of.tables]
        if part.refusal is None:
            findings += part.findings
            sheets += part.sheets
            continue
        explanation = f"{of.form.title_zh}: {part.refusal}"
        findings += [replace(found, message=explanation, sheet=sheet_names[0]) for found in part.findings]
        sheets += [
            SheetReceipt(name, of.form.form_id, of.form.version, part.period, refusal=part.refusal)
            for name in sheet_names
        ]
    return replace(
        first,
        is_synthetic=any(part.is_synthetic for part in parts),
        rows_read=sum(part.rows_read for part in parts if part.refusal is None),
        rows_accepted=sum(part.rows_accepted for part in parts if part.refusal is None),
        datasets={name: pl.concat([part.datasets[name] for part in parts if name in part.datasets]) for name in names},
        findings=(*findings, *unread),
        refusal=None if first.refusal is None else " ".join(part.refusal or "" for part in parts),
        sheets=tuple(sheets),
    )


def _read_form(
    recognised: FormSheets,
    known: Delivery,
    rulings: Sequence[Ruling],
    received_on: date | None,
    titles: Sequence[tuple[str, Sequence[Row]]],
    file_name: str,
    programme: Programme,
) -> Delivery:
    form = recognised.form
    tables = [
        type_table(sheet, form, candidate, programme, rulings, received_on) for sheet, candidate in recognised.tables
    ]
    refuse_empty(tables, form)
    tables = without_duplicates_across(tables, form)
    around = [text for table in tables for text in (table.sheet_name, *_flat(table), *table.notes)]
    known = replace(known, is_synthetic=says_synthetic(around), rows_read=sum(table.rows_read for table in tables))
    findings = [finding for table in tables for finding in (*mapping_findings(table.sheet_name, form), *table.findings)]
    frames: list[tuple[str, pl.DataFrame]] = []
    accepted = 0
    period: Period | None = None
    about = received_on
    if form.measures:
        period = _one_period(form, tables, titles)
        known = replace(known, period=str(period))
        findings += _file_name_findings(form, file_name, period)
        try:
            check_period(form, period)
            refuse_future(form, period, received_on)
            for table in tables:
                refuse_shifted_block(table, form, period, programme)
        except SourceChanged as error:
            return refused(error, known)
        about = period.end_date
    if about is not None:
        for table in tables:
            refuse_headings_of_another_time(table.sheet_name, table.header, about)
    receipts: list[SheetReceipt] = []
    for whole in tables:
        table, invented = hold_invented_rows(whole, form) if known.is_synthetic else (whole, [])
        table, strangers = hold_strangers(table, form)
        invented += strangers
        findings += invented
        rows, explanation, standing = _rows(table, form, period, programme)
        held = [*table.findings, *explanation]
        touched = touched_columns(table, form)
        for name, frame in rows:
            if name == "observation":
                frames.append((name, mark_rows(frame, held, rulings, touched)))
            elif "is_flagged" in frame.columns:
                frames.append((name, mark_register_rows(frame, held, rulings)))
            else:
                frames.append((name, frame))
        frames.append((SHEET_COLUMNS, table.columns))
        if table.reporters is not None:
            frames.append(("reporter", table.reporters))
        findings += explanation
        accepted += standing
        receipts.append(
            SheetReceipt(
                table.sheet_name, form.form_id, form.version, known.period, table.rows_read, standing,
                _held_on(table.sheet_name, (*table.findings, *explanation, *invented)),
            )
        )  # fmt: skip
    datasets = {
        name: pl.concat([frame for dataset, frame in frames if dataset == name] or [empty(name)])
        for name in dict.fromkeys(name for name, _ in frames)
    }
    return replace(
        known,
        rows_accepted=accepted,
        datasets=datasets,
        findings=with_subjects(findings, tables, form),
        sheets=tuple(receipts),
    )


def _held_on(sheet_name: str, findings: Sequence[Finding]) -> int:
    return sum(found.severity is Severity.HELD and found.sheet == sheet_name for found in findings)


def _rows(
    table: TypedTable, form: Form, period: Period | None, programme: Programme
) -> tuple[list[tuple[str, pl.DataFrame]], list[Finding], int]:
    """The staged rows of one table by dataset, further findings, and how many rows of the table are accepted."""
    units = programme.units
    if period is not None:
        table, conflicts = hold_unit_conflicts(table, form, units)
        table, too_large = hold_too_large(table, form, units)
        conflicts += too_large
        observed, explanation = observations(table, form, period, units)
        waiting = held_values.of_return(
            table, table.values["row"], form, period, (*table.findings, *conflicts, *explanation), programme
        )
        frames = [("observation", observed), *([(held_values.DATASET, waiting)] if waiting.height else [])]
        if form.unit_column is not None:
            frames.append(("product", products(table, form, units)))
        return frames, conflicts + explanation, table.values.height
    if form.dataset == "observation":
        rows, explanation = series_rows(table, form, programme)
        waiting = held_values.of_series(table, rows["source_row"], (*table.findings, *explanation), programme)
        frames = [("observation", rows), *([(held_values.DATASET, waiting)] if waiting.height else [])]
        return frames, explanation, rows.height
    return [(form.dataset, register_rows(table, form, units))], [], table.values.height


def _one_period(form: Form, tables: list[TypedTable], titles: Sequence[tuple[str, Sequence[Row]]]) -> Period:
    """The period of the form's sheets. A sheet without a title has that of the other sheets of its form, a form without
    any that of the whole file."""
    own = [time for table in tables for time in table.times]
    of_file = [time for sheet_name, rows in titles for time in times_above(sheet_name, rows, form)]
    return find_period_of_table(own, of_file)


def _file_name_findings(form: Form, file_name: str, period: Period) -> list[Finding]:
    """A file name with another month than the content: names are arbitrary, so it is only reported."""
    named = times_of_file_name(file_name)
    if not named or any(time.agrees(period) for time in named):
        return []
    return [
        Finding(
            Severity.WARNING, "file_name_differs",
            f"The file is named {file_name!r} and its content is about {period}; the content was taken. Make sure that "
            f"it is the right file. 中文：文件名为“{file_name}”，内容的报告期是 {period}；"
            "已按内容读入，请核对是否报错了文件。",
        )
    ]  # fmt: skip


def _flat(table: TypedTable) -> list[str]:
    return [cell for row in table.titles for cell in row if cell]


def _unread(sheets: tuple[Sheet, ...]) -> list[Finding]:
    return [
        Finding(
            Severity.INFO if sheet.is_hidden else Severity.WARNING,
            "sheet_not_read",
            bilingual(
                f"Sheet {sheet.name!r} does not hold the form's table and was not read.",
                f"工作表“{sheet.name}”不是报表内容，未读取。",
            ),
            sheet.name,
        )
        for sheet in sheets
        if sheet.name != EXPLANATIONS_SHEET
    ]
