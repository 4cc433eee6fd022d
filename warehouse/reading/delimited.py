"""Text files (.csv, .tsv, .txt) -> one sheet: encoding by evidence, delimiter by count, never a guess at types."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import replace

import polars as pl

from warehouse.errors import UnreadableFile
from warehouse.reading.container import Limits
from warehouse.reading.grid import Sheet, build_sheet
from warehouse.reading.sheet_traits import SheetTraits

SHEET_NAME = "csv"
_DELIMITERS = (",", "\t", ";")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_TAB_AND_COMMA = "\t,"
"""How the query site of the national bureau ends a cell; a comma without the tab is part of a name."""
_MAX_FIELD = 1_000_000
_LINES_LOOKED_AT = 30


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030 (which includes GBK).

    Raises UnreadableFile where it is none of them: text is never replaced or dropped.
    """
    encodings: tuple[str, ...]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    elif b"\0" in content:
        raise UnreadableFile(
            "The file holds NUL bytes: it is no text, or UTF-16 without its mark.", "Save it as UTF-8."
        )
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 reads almost any bytes; what is not Chinese at all lands in the private use area.
        if _PRIVATE_USE.search(text) is None:
            if encoding == "gb18030":
                _refuse_mixture(content)
            return text
    raise UnreadableFile("The file is text in none of UTF-8, UTF-16 and GB18030.", "Save it as UTF-8.")


def _refuse_mixture(content: bytes) -> None:
    """Raises UnreadableFile where a line of a file in GB18030 is UTF-8: it would be read as other characters.

    Two Chinese characters of UTF-8 hardly ever are anything in GB18030 that somebody would write.
    """
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if sum("\u4e00" <= character <= "\u9fff" for character in text) >= 2:
            raise UnreadableFile(
                f"Line {number} is UTF-8 and others are GB18030: two files were put together.",
                "Save the whole file in one encoding.",
            )


def read_delimited(text: str, limits: Limits | None = None) -> Sheet:
    """The records of a delimited text. Raises UnreadableFile for quotes never closed, for rows of uneven width, for a
    last row that is cut off, and for more cells than the limits allow."""
    limits = limits or Limits()
    csv.field_size_limit(_MAX_FIELD)
    delimiter = _find_delimiter(text)
    if delimiter == _TAB_AND_COMMA:
        text, delimiter = text.replace(_TAB_AND_COMMA, "\t"), "\t"
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise UnreadableFile(
            f"The text is broken at line {reader.line_num}: {error}.", "Look for a quotation mark that is not closed."
        ) from error
    width = max(map(len, rows), default=0)
    if width > limits.max_columns or width * len(rows) > limits.max_cells:
        raise UnreadableFile(
            f"The text has {width:,} columns in {len(rows):,} rows; at most {limits.max_columns:,} columns and "
            f"{limits.max_cells:,} cells are read.",
            "Split the file.",
        )
    _check_widths(rows)
    _check_end(rows, text)
    sheet = build_sheet(SHEET_NAME, rows)
    ends_open = len(rows) > 1 and not text.endswith(("\n", "\r"))
    cells = sheet.cells.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return replace(sheet, cells=cells, traits=SheetTraits(ends_open=ends_open))


def _check_end(rows: list[list[str]], text: str) -> None:
    """Refuses a last row of the table that stops short, with no line break behind it: the file was cut off there."""
    if not rows or text.endswith(("\n", "\r")) or len(rows) < 2:
        return
    last, width = rows[-1], len(rows[-2])
    # A signature or a note may be the last line, and need no line break.
    if 1 < len(last) < width and not any(":" in cell or "：" in cell for cell in last):
        raise UnreadableFile(
            f"The last row, {len(rows)}, ends after {len(last)} of {width} fields: the file is cut off.",
            "Send it again, complete.",
        )


def _find_delimiter(text: str) -> str:
    head = "\n".join(text.splitlines()[:_LINES_LOOKED_AT]) if len(text) < 1 << 16 else text[: 1 << 16]
    if head.count("\t") and head.count(_TAB_AND_COMMA) == head.count("\t"):
        return _TAB_AND_COMMA
    return max(_DELIMITERS, key=head.count)


def _check_widths(rows: list[list[str]]) -> None:
    """Refuses a row of the table with a field too many or too few: everything behind it would stand one column off."""
    if not rows:
        return
    widths = Counter(len(row) for row in rows if len(row) > 1) or Counter(map(len, rows))
    width = max(widths, key=lambda fields: (widths[fields], fields))
    for number, row in enumerate(rows, start=1):
        if len(row) == width:
            continue
        filled = sum(1 for cell in row if cell.strip())
        # Titles, notes and trailing signatures are short rows of their own.
        if any(cell.strip() for cell in row[width:]) or filled > max(2, width // 2):
            raise UnreadableFile(
                f"Row {number} has {len(row)} fields where the others have {width}.",
                "Look for a missing or an unquoted comma.",
            )
