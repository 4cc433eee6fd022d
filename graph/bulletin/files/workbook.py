"""The report as a workbook: the text, a sheet for each section with tables and native charts, and the references."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC
from typing import Any

import xlsxwriter

from graph.bulletin.files.texts import REFERENCES, rest
from graph.bulletin.files.zipped import without_times
from graph.bulletin.numbers import PLACES, Kind
from graph.bulletin.report import Cell, Paragraph, Report, ReportChart, ReportColumn, ReportSection, ReportTable

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_TEXT = 32_767
_WIDE = 100
_ROWS_OF_CHART = 16
_BARS: Mapping[str, list[str]] = {
    "zh": ["起点", "增（零上）", "增（零下）", "减（零上）", "减（零下）", "合计"],
    "en": ["start", "up, above 0", "up, below 0", "down, above 0", "down, below 0", "total"],
}
_BLUE, _ORANGE, _GREY = "#0072B2", "#D55E00", "#555555"


def write_workbook(report: Report) -> bytes:
    """The file. A text of the data is never a formula, a link or a number."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
        },
    )
    created = report.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": _text(report.title), "created": created, "comments": _text(report.synthetic)})
    _Book(book, report).write()
    book.close()
    return without_times(content.getvalue())


class _Book:
    def __init__(self, book: Any, report: Report) -> None:
        self._book = book
        self._report = report
        self._names: set[str] = set()
        self._title = book.add_format({"bold": True, "font_size": 16})
        self._bold = book.add_format({"bold": True})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._heading = book.add_format(
            {"bold": True, "bg_color": "#EEEEEE", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self._notice = book.add_format({"bold": True, "bg_color": "#FFF3C4"})
        self._numbers = {kind: book.add_format({"border": 1, "num_format": _number_format(kind)}) for kind in Kind}
        self._charted = book.add_format({"border": 1, "num_format": "#,##0.00"})

    def write(self) -> None:
        self._write_text()
        for section in self._report.sections:
            if any(not isinstance(block, tuple) for block in section.blocks):
                self._write_section(section)
        self._write_references()

    def _sheet(self, name: str) -> Any:
        """A sheet that prints on A4, with the notice on each page."""
        sheet = self._book.add_worksheet(self._free_name(name))
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(top=0.9)
        notice = _text(self._report.synthetic).replace("&", "&&")
        sheet.set_header(f"&C{notice}" if notice else "")
        sheet.set_footer("&C&P / &N")
        return sheet

    def _free_name(self, name: str) -> str:
        cleaned = _FORBIDDEN.sub(" ", _text(name)).strip()[:28] or "1"
        found, number = cleaned, 2
        while found.lower() in self._names:
            found, number = f"{cleaned}{number}", number + 1
        self._names.add(found.lower())
        return found

    def _write_text(self) -> None:
        report = self._report
        sheet = self._sheet("正文" if report.lang == "zh" else "Text")
        sheet.set_column(0, 0, _WIDE)
        row = self._write_notice(sheet, 0)
        sheet.write_string(row, 0, _text(report.title), self._title)
        sheet.write_string(row + 1, 0, _text(report.subtitle))
        row += 2
        for paragraph in report.head:
            row = self._write_paragraph(sheet, row, paragraph)
        if report.legend:
            sheet.write_string(row, 0, _text(report.legend), self._wrapped)
            row += 1
        for section in report.sections:
            sheet.write_string(row, 0, _text(f"{section.number}{section.title}"), self._bold)
            row += 1
            for block in section.blocks:
                if isinstance(block, tuple):
                    row = self._write_paragraph(sheet, row, block)

    def _write_notice(self, sheet: Any, row: int) -> int:
        if not self._report.synthetic:
            return row
        sheet.write_string(row, 0, _text(self._report.synthetic), self._notice)
        return row + 1

    def _write_paragraph(self, sheet: Any, row: int, paragraph: Paragraph) -> int:
        text = "".join(f"{run.text}[{run.reference}]" if run.reference else run.text for run in paragraph)
        sheet.write_string(row, 0, _text(text), self._wrapped)
        sheet.set_row(row, 15 * (1 + sum(2 if ord(letter) > 255 else 1 for letter in text) // (_WIDE - 2)))
        return row + 1

    def _write_section(self, section: ReportSection) -> None:
        sheet = self._sheet(f"{section.number}{section.title}")
        widths: dict[int, int] = {}
        row = self._write_notice(sheet, 0)
        for block in section.blocks:
            if isinstance(block, ReportTable):
                row = self._write_table(sheet, row, block, widths)
            elif isinstance(block, ReportChart):
                row = self._write_chart(sheet, row, block, widths)
        for column, width in widths.items():
            sheet.set_column(column, column, min(max(width + 2, 8), 44))

    def _write_table(self, sheet: Any, row: int, table: ReportTable, widths: dict[int, int]) -> int:
        sheet.write_string(row, 0, _text(table.title), self._bold)
        row += 1
        if not table.rows:
            sheet.write_string(row, 0, _text(table.none))
            return row + 2
        for at, column in enumerate(table.columns):
            mark = f" [{column.reference}]" if column.reference else ""
            sheet.write_string(row, at, _text(f"{column.heading}{mark}"), self._heading)
            widths[at] = max(widths.get(at, 0), min(_width(column.heading), 16))
        for cells in table.rows:
            row += 1
            for at, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
                self._write_cell(sheet, row, at, cell, column)
                widths[at] = max(widths.get(at, 0), _width(cell.text))
        if table.left_out:
            row += 1
            sheet.write_string(row, 0, rest(table.left_out, self._report.lang))
        return row + 2

    def _write_cell(self, sheet: Any, row: int, at: int, cell: Cell, column: ReportColumn) -> None:
        if cell.value is None or column.kind is None or len(cell.value.as_tuple().digits) > 15:
            sheet.write_string(row, at, _text(cell.text + cell.marks), self._cell)
            return
        sheet.write_number(row, at, float(cell.value), self._numbers[column.kind])
        if cell.marks:
            sheet.write_comment(row, at, _text(cell.marks.strip(" （）()")))

    def _write_chart(self, sheet: Any, row: int, chart: ReportChart, widths: dict[int, int]) -> int:
        """The data of the chart, and the chart beside them; a bridge has a hidden bar below each effect."""
        sheet.write_string(row, 0, _text(chart.title), self._bold)
        titles = [chart.label_title, chart.heading]
        bars = bridge_bars(chart) if chart.kind == "bridge" else None
        if bars is not None:
            titles += _BARS[self._report.lang]
        first = row + 2
        for at, title in enumerate(titles):
            sheet.write_string(row + 1, at, _text(title), self._heading)
        for number, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
            sheet.write_string(first + number, 0, _text(label), self._cell)
            if value is not None:
                sheet.write_number(first + number, 1, float(value), self._charted)
            if bars is not None:
                for at, part in enumerate(bars[number], 2):
                    sheet.write_number(first + number, at, part, self._charted)
        last = first + len(chart.labels) - 1
        widths[0] = max(widths.get(0, 0), max(map(_width, chart.labels), default=8))
        drawn = self._draw(sheet.get_name(), chart, first, last)
        drawn.set_title({"name": _text(chart.title), "name_font": {"size": 11}})
        drawn.set_size({"width": 620, "height": max(300, 22 * len(chart.labels) + 80)})
        sheet.insert_chart(row + 1, len(titles) + 1, drawn)
        return max(last + 2, row + max(_ROWS_OF_CHART, (22 * len(chart.labels) + 80) // 20) + 2)

    def _draw(self, sheet: str, chart: ReportChart, first: int, last: int) -> Any:
        labels = [sheet, first, 0, last, 0]
        values = [sheet, first, 1, last, 1]
        if chart.kind == "line":
            drawn = self._book.add_chart({"type": "line"})
            drawn.add_series(
                {"categories": labels, "values": values, "name": _text(chart.value_title), "marker": {"type": "circle"},
                 "line": {"color": _BLUE}}
            )  # fmt: skip
            drawn.set_y_axis({"name": chart.unit})
        elif chart.kind == "bars":
            drawn = self._book.add_chart({"type": "bar"})
            # Colours by point: not every program reads "inverted where negative".
            colours = [_ORANGE if value is not None and value < 0 else _BLUE for value in chart.values]
            drawn.add_series(
                {
                    "categories": labels,
                    "values": values,
                    "name": _text(chart.value_title),
                    "points": [{"fill": {"color": colour}} for colour in colours],
                    "data_labels": {"value": True, "num_format": "0.00"},
                    "gap": 60,
                }
            )
            drawn.set_y_axis({"reverse": True, "label_position": "low"})
            drawn.set_x_axis({"name": chart.unit})
        else:
            drawn = self._book.add_chart({"type": "column", "subtype": "stacked"})
            for at, color in enumerate((None, _BLUE, _BLUE, _ORANGE, _ORANGE, _GREY), 2):
                fill = {"fill": {"color": color}} if color else {"fill": {"none": True}, "border": {"none": True}}
                drawn.add_series(
                    {"categories": labels, "values": [sheet, first, at, last, at], "name": [sheet, first - 1, at],
                     "gap": 60, **fill}
                )  # fmt: skip
            drawn.set_y_axis({"name": chart.unit})
            drawn.set_x_axis({"label_position": "low"})
        drawn.set_legend({"none": True})
        return drawn

    def _write_references(self) -> None:
        title, headings = REFERENCES[self._report.lang]
        sheet = self._sheet(title)
        for at, (heading, width) in enumerate(zip(headings, (6, 30, 60, 18, 30, 10, 60), strict=True)):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, heading, self._heading)
        sheet.freeze_panes(1, 0)
        for row, entry in enumerate(self._report.references, 1):
            sheet.write_number(row, 0, entry.number, self._cell)
            definition = f"{entry.definition}\n{entry.arithmetic}" if entry.arithmetic else entry.definition
            texts = (entry.name, definition, entry.version, entry.vintage, entry.unit, entry.source)
            for at, text in enumerate(texts, 1):
                sheet.write_string(row, at, _text(text), self._cell)


def bridge_bars(chart: ReportChart) -> list[tuple[float, ...]]:
    """For each effect: the hidden start, up and down, each above and below zero, and the total.

    A stacked column cannot cross zero: a bar that does is the part above and the part below.
    """
    found, level = [], 0.0
    for value in chart.values[:-1]:
        amount = float(value or 0)
        low, high = sorted((level, level + amount))
        level += amount
        start = low if low > 0 else min(high, 0.0)
        parts = (high - max(low, 0.0) if high > 0 else 0.0, low - min(high, 0.0) if low < 0 else 0.0)
        up, down = (parts, (0.0, 0.0)) if amount >= 0 else ((0.0, 0.0), parts)
        found.append((start, *up, *down, 0.0))
    return [*found, (0.0, 0.0, 0.0, 0.0, 0.0, float(chart.values[-1] or 0))]


def _number_format(kind: Kind) -> str:
    if kind is Kind.PLAIN:
        return "General"
    places = PLACES[kind]
    return "#,##0" + ("." + "0" * places if places else "")


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 255 else 1 for letter in text)


def _text(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST_TEXT]
