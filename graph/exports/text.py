"""CSV, safe against formula injection, and NDJSON: one JSON row per line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

import orjson

from graph.exports.columns import TEXTS, ExportColumn
from warehouse.errors import InvalidArgument

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that a spreadsheet takes for a formula (OWASP), half and full width."""


class CsvWriter:
    """Writes CSV with a heading line and CR LF. Numbers are unchanged; `safe` escapes texts."""

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
        """CSV has no metadata; the response headers have the provenance."""

    def abandon(self) -> None:
        """The writer holds no resources."""

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
    """Writes rows as in the response, nested values included."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._file.write(b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows))

    def close(self, provenance: Mapping[str, str]) -> None:
        """NDJSON has no metadata; the response headers have the provenance."""

    def abandon(self) -> None:
        """The writer holds no resources."""


def safe(text: str) -> str:
    """Prefixes an apostrophe to a text that a spreadsheet would take for a formula, and to one that begins with an
    apostrophe, so that removing one apostrophe restores the text.
    """
    return f"'{text}" if text.startswith((*DANGEROUS, "'")) else text


def _cell(column: ExportColumn, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe(str(value)) if column.kind in TEXTS else str(value)
