"""The blank workbook of a form: departments fill it in, and our reader accepts it unchanged.

Only the header is locked. Codes are formatted as text, so that no spreadsheet turns them into numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from warehouse.domain.period import Period
from warehouse.domain.unit import Units
from warehouse.errors import InvalidArgument
from warehouse.forms.form import EXPLANATIONS_SHEET, CellType, Column, Form
from warehouse.templates.explain import calendar_of, meaning_of, rule_of, sender_of, validity_of
from warehouse.transforms.recognise.heading import join_headings, parse_heading

Cell = str | int | Decimal | date | None
_CREATED = datetime(2016, 2, 6, tzinfo=UTC)
_CHECKED_ROWS = 5000
_LARGEST = 999_999_999_999
_LONGEST_SHEET_NAME = 31
_CODE_LENGTH = 18
_EARLIER_CODE_LENGTHS = (15, 9, 10)
"""A registration number, an organisation code, and one with its dash."""
_MEASURED = ("mass", "energy", "count")
"""Quantities of products; other forms with unit names allow all quantities."""


@dataclass(frozen=True)
class Head:
    """The rows above the data: title, period or note, unit line, one or two rows of headings. Rows count from 0."""

    form: Form
    units: Units

    @property
    def title(self) -> str:
        """The title, with a mark that identifies the form."""
        form = self.form
        is_marked = not form.title_marks or any(mark in form.title_zh for mark in form.title_marks)
        return form.title_zh if is_marked else f"{form.title_marks[0]}：{form.title_zh}"

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Upper and lower heading of each column."""
        parts = (column.heading.partition("|") for column in self.form.columns)
        return [(upper, lower) for upper, _, lower in parts]

    @property
    def height(self) -> int:
        """How many rows the headings take."""
        return 2 if any(lower for _, lower in self.headings) else 1

    @property
    def top(self) -> int:
        """The first row of headings."""
        return 3

    @property
    def first_row(self) -> int:
        """The first row of data."""
        return self.top + self.height

    @property
    def unit_line(self) -> str | None:
        """`单位：千元、人`: the units of the columns that name none in their own heading."""
        units = [
            self.units[column.unit_id].title_zh
            for column, (upper, lower) in zip(self.form.columns, self.headings, strict=True)
            if column.unit_id is not None
            and join_headings(parse_heading(upper, self.units), parse_heading(lower, self.units)).unit is None
        ]
        return f"单位：{'、'.join(dict.fromkeys(units))}" if units else None


def write_template(
    form: Form, path: Path, units: Units, *, period: Period | None = None, rows: Iterable[Mapping[str, Cell]] = ()
) -> None:
    """Writes the workbook of a form; the same form gives the same bytes.

    `rows` (by column name) are written below the headings, none in a blank workbook. `period` is written where the form
    needs one. Raises InvalidArgument for an invalid one or one that the form does not collect.
    """
    calendar = form.calendar if form.period_column is None else None
    if period is not None and calendar is not None and not calendar.is_due(period):
        raise InvalidArgument(f"{period} is not collected by {form.form_id}.", "Choose another month.")
    if not path.parent.is_dir():
        raise InvalidArgument(f"The folder {str(path.parent)!r} does not exist.", "Create it first.")
    head = Head(form, units)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": form.title_zh, "created": _CREATED})
    page = book.add_worksheet((form.title_marks[0] if form.title_marks else form.title_zh)[:_LONGEST_SHEET_NAME])
    _write_columns(book, page, form, head)
    _write_head(book, page, form, head, period)
    lists = _write_explanations(book, form, units)
    for index, column in enumerate(form.columns):
        _validate(page, head, index, column, form, lists)
    for number, row in enumerate(rows):
        _write_row(book, page, head.first_row + number, form, row)
    page.freeze_panes(head.first_row, 1)
    page.protect("", {"format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True,
                      "sort": True, "autofilter": True})  # fmt: skip
    book.close()


def _write_head(book: Any, page: Any, form: Form, head: Head, period: Period | None) -> None:
    last = len(form.columns) - 1
    bold = book.add_format({"bold": True, "font_size": 14, "align": "center"})
    label = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1,
                             "bg_color": "#DDE7F3"})  # fmt: skip
    page.merge_range(0, 0, 0, last, head.title, bold)
    if form.measures:
        page.write_string(1, 0, "报告期：", book.add_format({"align": "right"}))
        entry = book.add_format({"locked": False, "num_format": "@", "bg_color": "#FFF7D6", "border": 1})
        page.write_string(1, 1, _written(period) if period is not None else "", entry)
        prompt = "如 2016年3月；2 月填 2016年1-2月。\nAs in 2016年3月; February brings January with it."
        page.data_validation(1, 1, 1, 1, {"validate": "any", "input_title": "报告期", "input_message": prompt})
    if head.unit_line is not None:
        page.write_string(2, last, head.unit_line, book.add_format({"align": "right"}))
    first = 0
    for index, (upper, lower) in enumerate(head.headings):
        bottom = head.first_row - 1
        if not lower and head.height == 2:
            page.merge_range(head.top, index, bottom, index, upper, label)
        else:
            page.write_string(bottom, index, lower or upper, label)
        is_last = index == last or not lower or head.headings[index + 1] != (upper, head.headings[index + 1][1])
        if lower and is_last:
            if first < index:
                page.merge_range(head.top, first, head.top, index, upper, label)
            else:
                page.write_string(head.top, index, upper, label)
        if is_last:
            first = index + 1
        column, rule = form.columns[index], rule_of(form.columns[index], form, head.units)
        meaning = meaning_of(column)
        note = f"{meaning.zh}：{rule.zh}\n{meaning.en}: {rule.en}"
        page.write_comment(bottom if lower else head.top, index, note, {"x_scale": 2.5, "y_scale": 1.5})


def _write_columns(book: Any, page: Any, form: Form, head: Head) -> None:
    for index, column in enumerate(form.columns):
        width = 24 if column.cell_type in (CellType.TEXT, CellType.CREDIT_CODE) else 14
        page.set_column(index, index, width, _format(book, column))


def _format(book: Any, column: Column) -> Any:
    match column.cell_type:
        case CellType.DECIMAL | CellType.INTEGER:
            return book.add_format({"locked": False})
        case CellType.DATE:
            return book.add_format({"locked": False, "num_format": "yyyy-mm-dd"})
        case _:
            return book.add_format({"locked": False, "num_format": "@"})


def _validate(page: Any, head: Head, index: int, column: Column, form: Form, lists: Mapping[str, str]) -> None:
    rule = rule_of(column, form, head.units)
    checked: dict[str, Any] = {}
    match column.cell_type:
        case _ if column.name in lists:
            checked = {"validate": "list", "source": lists[column.name]}
        case CellType.DECIMAL:
            low = -_LARGEST if column.minimum is None else column.minimum
            high = _LARGEST if column.maximum is None else column.maximum
            checked = {"validate": "decimal", "criteria": "between", "minimum": str(low), "maximum": str(high)}
        case CellType.INTEGER:
            checked = {"validate": "integer", "criteria": "between", "minimum": "0", "maximum": "2147483647"}
        case CellType.DATE:
            checked = {"validate": "date", "criteria": "between",
                       "minimum": date(1949, 1, 1), "maximum": date(2100, 12, 31)}  # fmt: skip
        case CellType.CREDIT_CODE:
            # Blanks around a code are stripped when it is read, too. Excel takes no array of lengths here.
            written = f"LEN(TRIM({_letters(index)}{head.first_row + 1}))"
            lengths = (_CODE_LENGTH, *(_EARLIER_CODE_LENGTHS if column.takes_earlier_code else ()))
            checked = {"validate": "custom", "value": f"=OR({','.join(f'{written}={length}' for length in lengths)})"}
        case _:
            checked = {"validate": "any"}
    page.data_validation(
        head.first_row, index, head.first_row + _CHECKED_ROWS - 1, index,
        {**checked, "input_title": column.heading.replace("|", " ")[:32], "input_message": rule.zh[:255],
         "error_title": "不符合本栏要求", "error_message": rule.zh[:255]},
    )  # fmt: skip


def _write_explanations(book: Any, form: Form, units: Units) -> dict[str, str]:
    """The second sheet; returns the place of the list for each column with a drop-down.

    A heading follows the letter of its column: alone in its cell the reader could take it for a header.
    """
    page = book.add_worksheet(EXPLANATIONS_SHEET)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 3, 40, wrap)
    page.write_string(0, 0, f"{form.form_id}，版本 {form.version}，{validity_of(form).zh}")
    page.write_string(1, 0, f"{form.title_en}. {form.description}")
    due = calendar_of(form)
    note = f"{due.zh} {due.en}" if due is not None else "无固定报送日 No due date"
    sender = sender_of(form)
    page.write_string(2, 0, f"{sender.zh}{note} {sender.en}")
    for number, column in enumerate(form.columns, start=4):
        rule = rule_of(column, form, units)
        page.write_string(number, 0, f"{_letters(number - 4)}：{column.heading.replace('|', ' / ')}")
        page.write_string(number, 1, f"要求：{'。'.join(filter(None, (column.note_zh, rule.zh)))}")
        page.write_string(number, 2, f"{meaning_of(column).en}: {rule.en}")
        if column.aliases:
            page.write_string(number, 3, f"也写作：{'、'.join(column.aliases)}")
    return _write_lists(page, form, units)


def _write_lists(page: Any, form: Form, units: Units) -> dict[str, str]:
    lists, at = {}, 5
    for column in form.columns:
        words = _words(column, form, units)
        if words:
            for number, word in enumerate(words):
                page.write_string(4 + number, at, word)
            letters = _letters(at)
            lists[column.name] = f"='{EXPLANATIONS_SHEET}'!${letters}$5:${letters}${4 + len(words)}"
            at += 1
    return lists


def _words(column: Column, form: Form, units: Units) -> Sequence[str]:
    if column.choices:
        return column.choices
    if column.cell_type is not CellType.UNIT:
        return ()
    is_product = bool(form.measures)
    titles = [
        title
        for unit in units.values()
        if not is_product or unit.dimension in _MEASURED
        for title in (unit.title_zh, *(unit.also_written if unit.dimension == "count" else ()))
    ]
    return list(dict.fromkeys(titles))


def _write_row(book: Any, page: Any, at: int, form: Form, row: Mapping[str, Cell]) -> None:
    for index, column in enumerate(form.columns):
        value = row.get(column.name)
        if value is None:
            continue
        if isinstance(value, str):
            page.write_string(at, index, value)
        elif isinstance(value, date):
            page.write_datetime(at, index, value, _format(book, column))
        else:
            page.write_number(at, index, value)


def _written(period: Period) -> str:
    return f"{period.year}年1-2月" if period.month == 2 else f"{period.year}年{period.month}月"


def _letters(index: int) -> str:
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
