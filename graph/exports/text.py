"""CSV that is safe to open in a spreadsheet, and NDJSON: one row as JSON on each line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

import orjson

from graph.exports.columns import TEXTS, ExportColumn
from warehouse.errors import InvalidArgument

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text may begin with that a spreadsheet takes for a formula (OWASP), in both widths."""


class CsvWriter:
    """Rows as CSV, a heading first, lines ending in CR LF. Numbers stay numbers; see `safe` for texts."""

    def __init__(
        self, file: IO[bytes], columns: Sequence[ExportColumn], headings: Sequence[str], encoding: str
    ) -> None:
        self._file = file
        self._columns = columns
        self._encoding = encoding
        if encoding == "utf-8":
            file.write(b"\xef\xbb\xbf")
        self._write([[safe(heading) for heading in headings]])

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._write([[_cell(column, column.value(row)) for column in self._columns] for row in rows])

    def close(self, provenance: Mapping[str, str]) -> None:
        """What is known of the file has no place in CSV; the response says it."""

    def abandon(self) -> None:
        """Nothing is open but the file itself."""

    def _write(self, lines: Sequence[Sequence[str]]) -> None:
        buffer = io.StringIO(newline="")
        csv.writer(buffer).writerows(lines)
        try:
            self._file.write(buffer.getvalue().encode(self._encoding))
        except UnicodeEncodeError as error:
            letter = error.object[error.start]
            raise InvalidArgument(
                f"'{letter}' (U+{ord(letter):04X}) cannot be written in {self._encoding.upper()}.",
                "Leave encoding out: UTF-8 has every character.",
            ) from error


class NdjsonWriter:
    """Rows as they stand in the answer, nested ones too."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._file.write(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))

    def close(self, provenance: Mapping[str, str]) -> None:
        """The response says where the rows are from."""

    def abandon(self) -> None:
        """Nothing is open but the file itself."""


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, and before one that begins with an
    apostrophe, so that taking one away gives the text back.
    """
    return f"'{text}" if text.startswith((*DANGEROUS, "'")) else text


def _cell(column: ExportColumn, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(str(value)) if column.kind in TEXTS else str(value)
