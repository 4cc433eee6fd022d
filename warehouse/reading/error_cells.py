"""Reads from the parts of an .xlsx what the reading library omits: errors (`#DIV/0!`), formulas with and without a
value, links to other files, hidden rows and columns, formats that show another number than the cell holds."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from warehouse.reading.number_formats import Shown, shown_by_styles
from warehouse.reading.sheet_traits import FORMULA_WITHOUT_VALUE, Place, RawTraits

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s([^>]*?))?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_SHARED = re.compile(rb"""\bsi=["'](\d+)["']""")
_OTHER_FILE = re.compile(rb"(?<![\w.\]])\[\d+\]")
"""`[1]Sheet1!A1`; the bracket of a table's column follows a name: `Sales[2015]`."""
_ERROR_MARKS = (b't="e"', b"t='e'")
_FORMULA_MARKS = (b"<f", b":f")
_MANY = 1_000
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_IS_TEXT = re.compile(rb"""\bt=["']str["']""")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\br=["'](\d{1,7})["']""")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_FROM_TO = re.compile(rb"""\b(min|max)=["'](\d{1,5})["']""")
_DATES_1904 = re.compile(rb"""\bdate1904=["'](?:1|true)["']""")
_STYLED = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_IS_NO_NUMBER = re.compile(rb"""\bt=["'](?!n["'])""")
_IS_SHARED = re.compile(rb"""\bt=["']s["']""")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_COLUMNS = 16_384


def find_xlsx_traits(path: Path) -> dict[str, RawTraits]:
    """The traits of each sheet, by name; {} for a file that is not an .xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as container:
        parts = _sheet_parts(container)
        counts_from_1904 = bool(parts) and _DATES_1904.search(container.read("xl/workbook.xml")) is not None
        is_connected = "xl/connections.xml" in container.namelist()
        styles, raised = _styles(container), _raised_texts(container)
        found = {}
        for name, part in parts.items():
            content = container.read(part)
            raw = _sheet_traits(content)
            if styles:
                raw.shown = _shown_cells(content, styles)
            if raised:
                raw.errors.update(_cells_with(content, raised))
            raw.counts_from_1904, raw.is_connected = counts_from_1904, is_connected
            found[name] = raw
        return found


def _styles(container: zipfile.ZipFile) -> dict[int, Shown]:
    """The cell styles that show another number than the cell holds."""
    if "xl/styles.xml" not in container.namelist():
        return {}
    try:
        root = ElementTree.fromstring(container.read("xl/styles.xml"))
    except ElementTree.ParseError:
        return {}
    formats = {
        int(element.get("numFmtId", "0")): element.get("formatCode", "")
        for element in root.iter()
        if element.tag.endswith("}numFmt")
    }
    cells = next((element for element in root if element.tag.endswith("}cellXfs")), ())
    return shown_by_styles(formats, [int(element.get("numFmtId", "0")) for element in cells])


def _raised_texts(container: zipfile.ZipFile) -> dict[int, str]:
    """The shared texts with superscript or subscript digits, written as such: a footnote mark after a number is not a
    digit of it. {} in most workbooks."""
    part = "xl/sharedStrings.xml"
    content = container.read(part) if part in container.namelist() else b""
    if not any(mark in content for mark in (b"superscript", b"subscript")):
        return {}
    try:
        texts = list(ElementTree.fromstring(content))
    except ElementTree.ParseError:
        return {}
    found = {}
    for index, text in enumerate(texts):
        runs = [(_written(run), _is_raised(run)) for run in text if run.tag.endswith("}r")]
        if any(is_raised and any(map(str.isdigit, written)) for written, is_raised in runs):
            found[index] = "".join(written.translate(_RAISED) if is_raised else written for written, is_raised in runs)
    return found


def _written(run: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in run if part.tag.endswith("}t"))


def _is_raised(run: ElementTree.Element) -> bool:
    return any(part.tag.endswith("}vertAlign") and part.get("val") != "baseline" for part in run.iter())


def _cells_with(content: bytes, texts: dict[int, str]) -> dict[Place, str]:
    """The cells with one of these shared texts."""
    found: dict[Place, str] = {}
    for match in _CELL.finditer(content):
        value, reference = _VALUE.search(match[2]), _REFERENCE.search(match[1])
        if _IS_SHARED.search(match[1]) is None or value is None or reference is None or not value[1].isdigit():
            continue
        if int(value[1]) in texts:
            found[int(reference[2]) - 1, _column(reference[1])] = texts[int(value[1])]
    return found


def _shown_cells(content: bytes, styles: dict[int, Shown]) -> dict[Place, Shown]:
    """The cells with a number in one of these styles."""
    found: dict[Place, Shown] = {}
    for match in _STYLED.finditer(content):
        attributes = match[1]
        style = _STYLE.search(attributes)
        if style is None or int(style[1]) not in styles or _IS_NO_NUMBER.search(attributes) is not None:
            continue
        reference = _REFERENCE.search(attributes)
        if reference is not None:
            found[int(reference[2]) - 1, _column(reference[1])] = styles[int(style[1])]
    return found


def _may_have_errors(content: bytes) -> bool:
    """Every error begins with `#`: searching for it is ten times as fast as for the marks of its cell."""
    return b"#" in content and any(mark in content for mark in _ERROR_MARKS)


def _may_have_formulas(content: bytes) -> bool:
    """Whether a formula element occurs: checks each letter f, while there are few."""
    place = content.find(b"f")
    for _ in range(_MANY):
        if place < 0:
            return False
        if content[place - 1 : place + 1] in _FORMULA_MARKS:
            return True
        place = content.find(b"f", place + 1)
    return any(mark in content for mark in _FORMULA_MARKS)


def _sheet_traits(content: bytes) -> RawTraits:
    raw = RawTraits()
    if _may_have_errors(content) or _may_have_formulas(content):
        _read_cells(content, raw)
    if b"hidden=" in content:
        raw.hidden_rows = [
            int(number[1]) - 1
            for attributes in _ROW.findall(content)
            if _HIDDEN.search(attributes) is not None and (number := _ROW_NUMBER.search(attributes)) is not None
        ]
        raw.hidden_columns = [
            column
            for attributes in _COLUMNS.findall(content)
            if _HIDDEN.search(attributes) is not None
            for column in _columns(dict(_FROM_TO.findall(attributes)))
        ]
    return raw


def _columns(bounds: dict[bytes, bytes]) -> range:
    first, last = int(bounds.get(b"min", b"1")), int(bounds.get(b"max", b"0"))
    return range(first - 1, min(last, _MOST_COLUMNS))


def _read_cells(content: bytes, raw: RawTraits) -> None:
    linked_groups: set[bytes] = set()
    for match in _CELL.finditer(content):
        attributes = match[1]
        reference, value, formula = _REFERENCE.search(attributes), _VALUE.search(match[2]), _FORMULA.search(match[2])
        if reference is None:
            continue
        place: Place = (int(reference[2]) - 1, _column(reference[1]))
        if formula is not None:
            raw.formulas.append(place)
            group = _SHARED.search(formula[1] or b"")
            # A formula of many cells is written out in the first of them only.
            if _OTHER_FILE.search(formula[2] or b"") is not None:
                linked_groups |= {group[1]} if group is not None else set()
                raw.linked.append(place)
            elif group is not None and group[1] in linked_groups:
                raw.linked.append(place)
        has_value = value is not None and bool(value[1])
        if formula is not None and not has_value and _IS_TEXT.search(attributes) is None:
            # An empty text (`=""`) is a value; without that type the cell was never calculated.
            raw.errors[place] = FORMULA_WITHOUT_VALUE
        elif value is not None and _IS_ERROR.search(attributes):
            raw.errors[place] = value[1].decode("ascii", "replace")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _sheet_parts(container: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet; an unusually built workbook has none that we know."""
    names = set(container.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    try:
        relations = {
            element.get("Id"): posixpath.normpath(posixpath.join("xl", element.get("Target", "").lstrip("/")))
            if not element.get("Target", "").startswith("/")
            else element.get("Target", "").lstrip("/")
            for element in ElementTree.fromstring(container.read("xl/_rels/workbook.xml.rels"))
        }
        sheets = [
            element
            for element in ElementTree.fromstring(container.read("xl/workbook.xml")).iter()
            if element.tag.endswith("}sheet")
        ]
    except ElementTree.ParseError:
        return {}
    parts = {sheet.get("name", ""): relations.get(sheet.get(_RELATION)) for sheet in sheets}
    return {name: part for name, part in parts.items() if part in names and part is not None}
