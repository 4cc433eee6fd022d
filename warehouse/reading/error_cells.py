"""Cells of an .xlsx that the reader gives as empty and that are no blanks: errors (`#DIV/0!`), and formulas that were
saved without their value."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
FORMULA_WITHOUT_VALUE = "#FORMULA!"
"""What stands in the grid for a formula that was never calculated."""
_ERROR_MARKS = (b't="e"', b"t='e'")
_FORMULA_MARKS = (b"<f", b":f")
_MANY = 1_000
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def find_error_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Per sheet name the error of each such cell by (row, column), counted from 0; {} for a file that is no .xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as container:
        found = {}
        for name, part in _sheet_parts(container).items():
            content = container.read(part)
            if _may_have_errors(content) or _may_have_formulas(content):
                found[name] = dict(_errors(content))
        return found


def _may_have_errors(content: bytes) -> bool:
    """Every error begins with `#`, which is looked for ten times as fast as the marks of its cell."""
    return b"#" in content and any(mark in content for mark in _ERROR_MARKS)


def _may_have_formulas(content: bytes) -> bool:
    """Whether a formula's element stands somewhere: from one letter f to the next, while they are few."""
    place = content.find(b"f")
    for _ in range(_MANY):
        if place < 0:
            return False
        if content[place - 1 : place + 1] in _FORMULA_MARKS:
            return True
        place = content.find(b"f", place + 1)
    return any(mark in content for mark in _FORMULA_MARKS)


def _errors(content: bytes) -> list[tuple[tuple[int, int], str]]:
    errors = []
    for match in _CELL.finditer(content):
        attributes = match[1]
        reference, value = _REFERENCE.search(attributes), _VALUE.search(match[2])
        if reference is None:
            continue
        if (value is None or not value[1]) and _FORMULA.search(match[2]):
            errors.append(((int(reference[2]) - 1, _column(reference[1])), FORMULA_WITHOUT_VALUE))
        elif value is not None and _IS_ERROR.search(attributes):
            errors.append(((int(reference[2]) - 1, _column(reference[1])), value[1].decode("ascii", "replace")))
    return errors


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _sheet_parts(container: zipfile.ZipFile) -> dict[str, str]:
    """The part that holds each sheet; a workbook that is not built the usual way has none that we know."""
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
