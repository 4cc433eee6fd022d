"""XLSX: text cells, number cells up to 15 digits, and a sheet with the provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter

from graph.exports.columns import TEXTS, ExportColumn
from graph.exports.text import DANGEROUS
from warehouse.errors import LimitExceeded

MOST_DIGITS = 15
"""Digits that a number cell preserves. A number with more is written as text, to stay exact."""
LONGEST_TEXT = 32_767


class WorkbookWriter:
    """Streams rows into a workbook without buffering them."""

    def __init__(self, file: IO[bytes], columns: Sequence[ExportColumn], headings: Sequence[str]) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(file, options)
        self._columns = columns
        self._formats = {
            "Date": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "DateTime": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        # The quote prefix preserves the text type when a user edits the cell.
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._sheet = self._book.add_worksheet("数据")
        bold = self._book.add_format({"bold": True})
        for place, heading in enumerate(headings):
            self._sheet.write_string(0, place, heading, bold)
        self._sheet.freeze_panes(1, 0)
        self._row = 1

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        for row in rows:
            for place, column in enumerate(self._columns):
                value = column.value(row)
                if value is not None:
                    self._write(place, column, value)
            self._row += 1

    def close(self, provenance: Mapping[str, str]) -> None:
        """Adds the sheet 来源 and finishes the file."""
        sheet = self._book.add_worksheet("来源")
        for place, (name, value) in enumerate(provenance.items()):
            sheet.write_string(place, 0, name)
            sheet.write_string(place, 1, value[:LONGEST_TEXT])
        # The build time, so that the same snapshot gives the same bytes.
        self._book.set_properties({"created": _instant(provenance.get("builtAt", "2000-01-01T00:00:00Z"))})
        self._book.close()

    def abandon(self) -> None:
        """The writer holds no resources."""

    def _write(self, place: int, column: ExportColumn, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, place, value)
        elif column.kind in self._formats:
            moment = _instant(value) if column.kind == "DateTime" else date.fromisoformat(value)
            self._sheet.write_datetime(self._row, place, moment, self._formats[column.kind])
        elif column.kind in TEXTS or len(str(value).lstrip("-0.").replace(".", "")) > MOST_DIGITS:
            self._write_text(place, str(value))
        else:
            self._sheet.write_number(self._row, place, float(value))

    def _write_text(self, place: int, text: str) -> None:
        if len(text) > LONGEST_TEXT:
            raise LimitExceeded(
                f"A text of {len(text)} characters does not fit a cell of XLSX ({LONGEST_TEXT}).", "Use format=csv."
            )
        self._sheet.write_string(self._row, place, text, self._quoted if text.startswith(DANGEROUS) else None)


def _instant(text: str) -> datetime:
    """UTC without a time zone, which cells do not support."""
    return datetime.fromisoformat(text).replace(tzinfo=None)
