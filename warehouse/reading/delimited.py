"""Reads text files (.csv, .tsv, .txt) as one sheet: encoding by evidence, delimiter by count, no types."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence, Sized
from dataclasses import replace

import polars as pl

from warehouse.errors import UnreadableFile
from warehouse.reading.container import Limits
from warehouse.reading.grid import Sheet, build_sheet
from warehouse.reading.plain_lines import plain_lines
from warehouse.reading.sheet_traits import SheetTraits

SHEET_NAME = "csv"
_DELIMITERS = (",", "\t", ";")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_PRIVATE_USE_UTF8 = re.compile(b"\xef[\x80-\xa3]")
"""The second part of the private use area in UTF-8; the first part is everything that begins with EE."""
_TAB_AND_COMMA = "\t,"
"""The cell separator of the query site of the national bureau; a comma without the tab is part of a name."""
_MAX_FIELD = 1_000_000
_LINES_LOOKED_AT = 30
_SHORT = 2
"""The most cells of a title or note row."""


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030 (which includes GBK).

    Raises UnreadableFile where it is none of them: text is never replaced or dropped.
    """
    encodings: tuple[str, ...]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    elif b"\0" in content:
        raise UnreadableFile(
            "The file holds NUL bytes: it is no text, or UTF-16 without its mark.",
            "Save it as UTF-8.",
            zh="文件含空字节，不是文本，或是没有标记的 UTF-16；请另存为 UTF-8。",
        )
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 decodes almost any bytes; non-Chinese input lands in the private use area.
        if not (_has_private_use(content) if encoding == "utf-8-sig" else _PRIVATE_USE.search(text)):
            if encoding == "gb18030":
                _refuse_mixture(content)
            return text
    raise UnreadableFile(
        "The file is text in none of UTF-8, UTF-16 and GB18030.",
        "Save it as UTF-8.",
        zh="文本编码不是 UTF-8、UTF-16 或 GB18030；请另存为 UTF-8。",
    )


def _has_private_use(utf8: bytes) -> bool:
    """Examines bytes, which is ten times as fast as characters."""
    return b"\xee" in utf8 or _PRIVATE_USE_UTF8.search(utf8) is not None


def _refuse_mixture(content: bytes) -> None:
    """Raises UnreadableFile where a line of a file in GB18030 is UTF-8: it would be decoded as other characters.

    Two Chinese characters in UTF-8 are hardly ever meaningful in GB18030.
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
                zh=f"第 {number} 行是 UTF-8，其余为 GB18030，像是两个文件拼成的；请统一编码后保存。",
            )


def read_delimited(text: str, limits: Limits | None = None) -> Sheet:
    """The records of a delimited text. Raises UnreadableFile for unclosed quotes, for rows of uneven width, for a last
    row that is cut off, and for more cells than the limits allow."""
    limits = limits or Limits()
    csv.field_size_limit(_MAX_FIELD)
    delimiter = _find_delimiter(text)
    if delimiter == _TAB_AND_COMMA:
        text, delimiter = text.replace(_TAB_AND_COMMA, "\t"), "\t"
    _check_size(text, delimiter, limits)
    lines = plain_lines(text, delimiter, _MAX_FIELD)
    if lines is not None:
        _check_rows(lines.widths, lines.row, text, limits)
        return Sheet(SHEET_NAME, lines.cells(), traits=_traits(lines.widths, text))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise UnreadableFile(
            f"The text is broken at line {reader.line_num}: {error}.",
            "Look for a quotation mark that is not closed.",
            zh=f"文本在第 {reader.line_num} 行中断；请检查是否有未闭合的引号。",
        ) from error
    _check_rows(list(map(len, rows)), rows.__getitem__, text, limits)
    sheet = build_sheet(SHEET_NAME, rows)
    cells = sheet.cells.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return replace(sheet, cells=cells, traits=_traits(rows, text))


def _traits(rows: Sized, text: str) -> SheetTraits:
    return SheetTraits(ends_open=len(rows) > 1 and not text.endswith(("\n", "\r")))


def _check_size(text: str, delimiter: str, limits: Limits) -> None:
    """Refuses files with too many cells before building a list: an empty cell takes one byte of the file and sixty of
    memory."""
    if len(text) <= limits.max_cells:
        # A cell takes at least one character, its separator.
        return
    ends = max(text.count("\n"), text.count("\r")) + text.count(delimiter)
    if ends > limits.max_cells:
        raise UnreadableFile(
            f"The text has at least {ends:,} cells; at most {limits.max_cells:,} are read.",
            "Split the file.",
            zh=f"文本至少有 {ends:,} 个单元格，最多读取 {limits.max_cells:,} 个；请拆分文件。",
        )


def _check_rows(widths: Sequence[int], row_of: Callable[[int], list[str]], text: str, limits: Limits) -> None:
    width = max(widths, default=0)
    if width > limits.max_columns or width * len(widths) > limits.max_cells:
        raise UnreadableFile(
            f"The text has {width:,} columns in {len(widths):,} rows; at most {limits.max_columns:,} columns and "
            f"{limits.max_cells:,} cells are read.",
            "Split the file.",
            zh=f"文本有 {width:,} 列、{len(widths):,} 行，超出可读取的范围；请拆分文件。",
        )
    _check_widths(widths, row_of)
    _check_end(widths, row_of, text)


def _check_end(widths: Sequence[int], row_of: Callable[[int], list[str]], text: str) -> None:
    """Refuses a short last row of the table without a line break: the file was cut off there."""
    if text.endswith(("\n", "\r")) or len(widths) < 2:
        return
    last, width = row_of(len(widths) - 1), widths[-2]
    # A signature or a note may be the last line, and needs no line break.
    if 1 < len(last) < width and not _is_note(last):
        raise UnreadableFile(
            f"The last row, {len(widths)}, ends after {len(last)} of {width} fields: the file is cut off.",
            "Send it again, complete.",
            zh=f"最后一行（第 {len(widths)} 行）只有 {len(last)} 个字段，应为 {width} 个，文件不完整；请完整报送。",
        )


def _is_note(row: Sequence[str]) -> bool:
    return any(":" in cell or "：" in cell for cell in row)


def _find_delimiter(text: str) -> str:
    head = "\n".join(text.splitlines()[:_LINES_LOOKED_AT]) if len(text) < 1 << 16 else text[: 1 << 16]
    if head.count("\t") and head.count(_TAB_AND_COMMA) == head.count("\t"):
        return _TAB_AND_COMMA
    return max(_DELIMITERS, key=head.count)


def _check_widths(widths: Sequence[int], row_of: Callable[[int], list[str]]) -> None:
    """Refuses a row of the table with too many or too few fields: all following values would be shifted by a column."""
    counts = Counter(widths)
    of_tables = {fields: count for fields, count in counts.items() if fields > 1} or counts
    width = max(of_tables, key=lambda fields: (of_tables[fields], fields), default=0)
    for index, fields in enumerate(widths):
        if fields == width:
            continue
        row = row_of(index)
        filled = sum(1 for cell in row if cell.strip())
        # Titles, notes and trailing signatures are short rows of their own; a program that omits empty cells at the
        # end of its rows leaves no empty cells there, or cuts many rows at the same place.
        lacks_one = counts[fields] == 1 and filled > _SHORT and not row[-1].strip() and not _is_note(row)
        if any(cell.strip() for cell in row[width:]) or filled > max(_SHORT, width // 2) or lacks_one:
            raise UnreadableFile(
                f"Row {index + 1} has {fields} fields where the others have {width}.",
                "Look for a missing or an unquoted comma.",
                zh=f"第 {index + 1} 行有 {fields} 个字段，其他行有 {width} 个；请检查是否缺少逗号或逗号未加引号。",
            )
