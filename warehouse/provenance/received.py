"""Reads a cell of an archived file again, with its column in the form; never stored.

An observation stores text, unit and factor with its value. The rows of every other form store only sheet and row, so
their cells are looked up in the archive, by the same reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.archive.home import Home
from warehouse.archive.store import archived_path
from warehouse.errors import ContractBroken, DataError
from warehouse.forms.form import Form
from warehouse.programme.in_force import programme_in_force
from warehouse.programme.programme import Programme
from warehouse.reading.child import ChildReader
from warehouse.reading.grid import Sheet
from warehouse.transforms.recognise.recognise import find_layout, recognise_forms
from warehouse.transforms.table import ReceivedColumn, received_columns


@dataclass(frozen=True)
class ReceivedSheet:
    """A sheet as received. `form` is None where it is not one of ours; `columns` are those of the form by name."""

    sheet: Sheet
    form: Form | None
    columns: Mapping[str, ReceivedColumn]

    def text(self, letters: str, row: int) -> str | None:
        """The content of a cell; None where it is empty or absent."""
        cells = self.sheet.cells
        if letters not in cells.columns or not 1 <= row <= cells.height:
            return None
        text: str | None = cells[letters][row - 1]
        return text


def read_received(home: Home, sha256: str, file_name: str, sheet_name: str) -> ReceivedSheet | None:
    """A sheet of an archived file; None where the file cannot be read as sheets or has none of that name.

    Raises ContractBroken where the bytes are not in the archive.
    """
    programme = programme_in_force(home)
    path = archived_path(home, sha256)
    if not path.is_file():
        raise ContractBroken(
            f"The bytes of {file_name!r} are not in the archive.",
            "Restore it from a backup.",
            zh=f"档案库中没有“{file_name}”的原文件；请用备份恢复。",
        )
    try:
        with ChildReader() as reader:
            sheets = reader.read(path).sheets
        of_form = None if find_layout(sheets, programme) is not None else _of_form(sheets, sheet_name, programme)
    except DataError:
        # A plan document, or a refused file: no form read any of it.
        return None
    if of_form is not None:
        return of_form
    return next((ReceivedSheet(sheet, None, {}) for sheet in sheets if sheet.name == sheet_name), None)


def _of_form(sheets: tuple[Sheet, ...], sheet_name: str, programme: Programme) -> ReceivedSheet | None:
    recognised, _ = recognise_forms(sheets, programme)
    for part in recognised:
        for sheet, candidate in part.tables:
            if sheet.name == sheet_name:
                return ReceivedSheet(sheet, part.form, received_columns(sheet, part.form, candidate, programme))
    return None
