"""Reads from the records of an .xls (BIFF8) what the reading library returns as blanks: errors, formulas with and
without a value, hidden rows and columns, the epoch of days, formats that show another number than the cell holds.

The layout of the records is that of [MS-XLS]; the library reads the cells themselves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import olefile

from warehouse.errors import UnreadableFile
from warehouse.reading.number_formats import Shown, shown_by_styles
from warehouse.reading.sheet_traits import FORMULA_WITHOUT_VALUE, Place, RawTraits

_BOUND_SHEET, _DATE_MODE, _EOF, _FILE_PASS = 0x0085, 0x0022, 0x000A, 0x002F
_BOOL_ERR, _FORMULA, _ROW, _COL_INFO, _DB_QUERY = 0x0205, 0x0006, 0x0208, 0x007D, 0x00DC
_FORMAT, _XF, _NUMBER, _RK, _MUL_RK = 0x041E, 0x00E0, 0x0203, 0x027E, 0x00BD
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_NOT_A_NUMBER = 0xFFFF
_BLANK_TEXT, _ERROR_VALUE = 3, 2
_CALCULATE_ON_LOAD = 0x0002
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x0020, 0x0001
_MACRO_SHEET = 1
_SUP_BOOK = 0x01AE
_OWN_BOOK, _ADD_INS = 0x0401, 0x3A01


def find_xls_traits(path: Path) -> dict[str, RawTraits]:
    """The traits of each sheet, by name. Raises UnreadableFile where the container is broken, and for macros and
    embedded objects."""
    try:
        with olefile.OleFileIO(str(path)) as container:
            _refuse_active(["/".join(entry) for entry in container.listdir(streams=True, storages=True)])
            name = next((name for name in ("Workbook", "Book") if container.exists(name)), None)
            if name is None:
                raise UnreadableFile(
                    "The file is an old Office document, not a workbook.",
                    "Save it as .xlsx.",
                    zh="文件是旧版 Office 文档，不是工作簿；请另存为 .xlsx。",
                )
            content = container.openstream(name).read()
        return _sheets(content) if name == "Workbook" else {}
    except (OSError, struct.error, IndexError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            "The file is cut off or damaged.",
            "Send it again, saved as .xlsx.",
            zh="文件不完整或已损坏；请另存为 .xlsx 后重新报送。",
        ) from error


def _holds_macros() -> UnreadableFile:
    return UnreadableFile(
        "The file holds macros.", "Save it as .xlsx, which has none.", zh="文件含有宏；请另存为不含宏的 .xlsx。"
    )


def _refuse_active(names: list[str]) -> None:
    parts = {part.lower() for name in names for part in name.split("/")}
    if parts & {"_vba_project_cur", "_vba_project", "vba"}:
        raise _holds_macros()
    if any(part.startswith("mbd") or part == "objectpool" for part in parts):
        raise UnreadableFile(
            "The file holds an embedded object.",
            "Save it without, and send the object by itself.",
            zh="文件含有嵌入对象；请删除后保存，对象另行报送。",
        )


def _records(content: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """The records from `start` to the next end of a substream."""
    at = start
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        yield kind, content[at + 4 : at + 4 + size]
        if kind == _EOF:
            return
        at += 4 + size


def _sheets(content: bytes) -> dict[str, RawTraits]:
    counts_from_1904 = is_connected = False
    found: list[tuple[str, int]] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    for kind, record in _records(content):
        if kind == _FILE_PASS:
            raise UnreadableFile(
                "The file is protected by a password.", "Send it without one.", zh="文件有密码保护；请去掉密码后报送。"
            )
        if kind == _DATE_MODE:
            counts_from_1904 = struct.unpack_from("<H", record)[0] == 1
        elif kind == _SUP_BOOK:
            is_connected |= struct.unpack_from("<H", record, 2)[0] not in (_OWN_BOOK, _ADD_INS)
        elif kind == _BOUND_SHEET:
            offset, _, sheet_kind, length, flags = struct.unpack_from("<IBBBB", record)
            if sheet_kind == _MACRO_SHEET:
                raise _holds_macros()
            wide = flags & 1
            text = record[8 : 8 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
            found.append((text, offset))
        elif kind == _FORMAT:
            number, length, flags = struct.unpack_from("<HHB", record)
            wide = flags & 1
            formats[number] = record[5 : 5 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", record, 2)[0])
    shown = shown_by_styles(formats, styles)
    return {
        name: _sheet(content, offset, RawTraits(counts_from_1904=counts_from_1904, is_connected=is_connected), shown)
        for name, offset in found
    }


def _sheet(content: bytes, offset: int, raw: RawTraits, styles: Mapping[int, Shown]) -> RawTraits:
    blank: list[Place] = []
    for kind, record in _records(content, offset):
        if styles and kind in (_NUMBER, _RK, _FORMULA, _MUL_RK):
            raw.shown.update(
                {place: styles[style] for place, style in _styles_of_numbers(kind, record) if style in styles}
            )
        if kind == _BOOL_ERR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", record)
            if is_error:
                raw.errors[row, column] = _ERRORS.get(value, "#ERROR!")
        elif kind == _FORMULA:
            _read_formula(record, raw, blank)
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", record)
            if flags & _HIDDEN_ROW:
                raw.hidden_rows.append(row)
        elif kind == _COL_INFO:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", record)
            if flags & _HIDDEN_COLUMN:
                raw.hidden_columns += range(first, min(last, 255) + 1)
        elif kind == _DB_QUERY:
            raw.is_connected = True
    if len(blank) == len(raw.formulas):
        # An empty text is a value; but where no formula has any other, none was calculated.
        raw.errors.update(dict.fromkeys(blank, FORMULA_WITHOUT_VALUE))
    return raw


def _styles_of_numbers(kind: int, record: bytes) -> Iterator[tuple[Place, int]]:
    """The cells of a record of numbers with the index of their style."""
    row, column = struct.unpack_from("<HH", record)
    # MulRk: row, first column, then a style and a number of six bytes for each cell, then the last column.
    count = (len(record) - 6) // 6 if kind == _MUL_RK else 1
    for index in range(count):
        yield (row, column + index), struct.unpack_from("<H", record, 4 + 6 * index)[0]


def _read_formula(record: bytes, raw: RawTraits, blank: list[Place]) -> None:
    row, column, _, kind, value, is_other, flags = struct.unpack_from("<HHHBxB3xHH", record)
    raw.formulas.append((row, column))
    if is_other == _NOT_A_NUMBER and kind == _ERROR_VALUE:
        raw.errors[row, column] = _ERRORS.get(value, "#ERROR!")
    elif flags & _CALCULATE_ON_LOAD:
        # The writing program left the calculation to the opening one.
        raw.errors[row, column] = FORMULA_WITHOUT_VALUE
    elif is_other == _NOT_A_NUMBER and kind == _BLANK_TEXT:
        blank.append((row, column))
