"""What a workbook carries beside its cells: macros and embedded objects are refused, links and formulas are told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from warehouse.errors import UnreadableFile
from warehouse.reading.child import ChildReader


def _with(folder: Path, **changed: bytes) -> Path:
    """A workbook of A1 = x and B1 = 7 with parts added or replaced; `_` of a name stands for `/`."""
    plain, path = folder / "plain.xlsx", folder / "made.xlsx"
    with xlsxwriter.Workbook(str(plain)) as workbook:
        sheet = workbook.add_worksheet("a")
        sheet.write(0, 0, "x")
        sheet.write(0, 1, 7)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            if name not in changed:
                made.writestr(name, source.read(name))
        for name, content in changed.items():
            made.writestr(name, content)
    return path


def _sheet(folder: Path, *edits: tuple[bytes, bytes]) -> Path:
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(_with(folder)) as source:
        content = source.read(part)
    for old, new in edits:
        assert old in content
        content = content.replace(old, new)
    return _with(folder, **{part: content})


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/vbaProject.bin", b"\xd0\xcf", "macros"),
        ("xl/VBAPROJECT.BIN", b"\xd0\xcf", "macros"),
        ("xl/macrosheets/sheet1.xml", b"<x/>", "macros"),
        ("xl/_rels/workbook2.rels", b'<r Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
         b'Target="harmless.bin"/>', "macros"),
        ("xl/embeddings/oleObject1.bin", b"\xd0\xcf", "embedded"),
        ("xl/embeddings/Microsoft_Excel_Sheet1.xlsx", b"PK", "embedded"),
        ("xl/activeX/activeX1.xml", b"<x/>", "embedded"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b'<r Type="http://schemas.openxmlformats.org/officeDocument/2006/'
         b'relationships/oleObject" Target="../x.bin"/>', "embedded"),
    ],
)  # fmt: skip
def test_what_runs_or_hides_another_file_is_refused(
    part: str, content: bytes, reason: str, reader: ChildReader, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        reader.read(_with(tmp_path, **{part: content}))


def test_a_workbook_without_any_of_it_is_read(reader: ChildReader, tmp_path: Path) -> None:
    (sheet,) = reader.read(_with(tmp_path)).sheets

    assert sheet.cells.rows() == [("x", "7")]
    assert (sheet.traits.formulas, sheet.traits.linked, sheet.traits.is_connected) == ({}, {}, False)


def test_a_binary_workbook_is_refused_by_name(reader: ChildReader, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"xlsb"):
        reader.read(_with(tmp_path, **{"xl/workbook.bin": b"x"}))


def test_a_formula_and_a_link_are_known_by_their_cells_and_keep_their_saved_values(
    reader: ChildReader, tmp_path: Path
) -> None:
    path = _sheet(
        tmp_path,
        (b'<c r="B1"><v>7</v></c>', b'<c r="B1"><f>[1]Sheet1!A1</f><v>7</v></c><c r="C1"><f>B1*2</f><v>14</v></c>'
         b'<c r="D1"><f>Table1[2015]</f><v>1</v></c><c r="E1" t="str"><f>IF(A1="x","","y")</f><v></v></c>'),
    )  # fmt: skip

    (sheet,) = reader.read(path).sheets

    assert sheet.cells.row(0) == ("x", "7", "14", "1", None)
    assert sheet.traits.formulas == {letter: ((1, 1),) for letter in "BCDE" if letter in sheet.cells.columns}
    assert sheet.traits.linked == {"B": ((1, 1),)}


def test_a_shared_formula_that_reads_another_file_links_all_of_its_cells(reader: ChildReader, tmp_path: Path) -> None:
    path = _sheet(
        tmp_path,
        (b'<c r="B1"><v>7</v></c>', b'<c r="B1"><f t="shared" ref="B1:C1" si="0">[2]a!A1</f><v>7</v></c>'
         b'<c r="C1"><f t="shared" si="0"/><v>8</v></c>'),
    )  # fmt: skip

    (sheet,) = reader.read(path).sheets

    assert sheet.traits.linked == {"B": ((1, 1),), "C": ((1, 1),)}


def test_a_connection_to_a_database_is_known(reader: ChildReader, tmp_path: Path) -> None:
    (sheet,) = reader.read(_with(tmp_path, **{"xl/connections.xml": b"<connections/>"})).sheets

    assert sheet.traits.is_connected


def test_hidden_rows_and_columns_are_known(reader: ChildReader, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(6):
            sheet.write_row(row, 0, [row, row, row])
        for row in (1, 2, 4):
            sheet.set_row(row, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})

    (read,) = reader.read(tmp_path / "a.xlsx").sheets

    assert (read.traits.hidden_rows, read.traits.hidden_columns) == (((2, 3), (5, 5)), ("B",))
