from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.waiting import wait_until
from warehouse.errors import UnreadableFile
from warehouse.reading.child import ChildReader
from warehouse.reading.container import Limits

PROJECT = Path(__file__).resolve().parents[3]


def _workbook(path: Path, cells: dict[tuple[int, int], object]) -> Path:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("表")
        for (row, column), value in cells.items():
            sheet.write(row, column, value)
    return path


def _edited(folder: Path, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> Path:
    """A workbook of A1 = x and B1 = 7 with one of its parts changed."""
    plain, path = _workbook(folder / "plain.xlsx", {(0, 0): "x", (0, 1): 7}), folder / "edited.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as edited:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            edited.writestr(name, content.replace(old, new) if name == part else content)
    return path


def test_a_workbook_keeps_the_coordinates_of_its_cells(reader: ChildReader, tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", {(2, 1): "x", (3, 3): 1234.0, (4, 0): 9.13e17})

    (sheet,) = reader.read(path).sheets

    assert sheet.name == "表"
    assert sheet.cells.columns == ["A", "B", "C", "D"]
    assert (sheet.cells["B"][2], sheet.cells["D"][3], sheet.cells["A"][4]) == ("x", "1234", "9.13E+17")


def test_the_error_of_a_formula_is_no_blank(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write_blank(1, 0, None, workbook.add_format({"bold": True}))
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=1+1", None, 2)

    (sheet,) = reader.read(path).sheets

    assert sheet.cells.row(1) == (None, "#DIV/0!", "2")


def test_a_formula_that_was_saved_without_its_value_is_no_blank(reader: ChildReader, tmp_path: Path) -> None:
    path = _edited(tmp_path, b'<c r="B1"><v>7</v></c>', b'<c r="B1"><f>[1]Sheet1!A1+1</f></c>')

    (sheet,) = reader.read(path).sheets

    assert sheet.cells.row(0) == ("x", "#FORMULA!")


@pytest.mark.parametrize(
    ("number", "text"), [(b"1e400", "inf"), (b"-1e400", "-inf"), (b"NaN", "nan"), (b"1e300", "1E+300")]
)
def test_a_number_beyond_all_numbers_is_not_taken_for_one(
    number: bytes, text: str | None, reader: ChildReader, tmp_path: Path
) -> None:
    path = _edited(tmp_path, b"<v>7</v>", b"<v>" + number + b"</v>")
    try:
        (sheet,) = reader.read(path).sheets
    except UnreadableFile:
        return

    assert sheet.cells["B"][0] in (text, number.decode())


def test_a_workbook_that_counts_from_1904_has_the_days_it_shows(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": True}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        workbook.add_worksheet().write_datetime(0, 0, datetime(2016, 2, 29), day)  # noqa: DTZ001

    (sheet,) = reader.read(path).sheets

    assert sheet.cells["A"][0] == "2016-02-29"


def test_a_hundred_thousand_sheets_are_refused(reader: ChildReader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    names = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (number, number) for number in range(1, 100_001))
    path = _edited(tmp_path, b"</sheets>", names + b"</sheets>", part="xl/workbook.xml")

    with pytest.raises(UnreadableFile, match="sheets"):
        reader.read(path)


def test_a_number_stored_as_text_keeps_its_zeros(reader: ChildReader, tmp_path: Path) -> None:
    (sheet,) = reader.read(_workbook(tmp_path / "a.xlsx", {(0, 0): "000123", (0, 1): "620000"})).sheets

    assert sheet.cells.row(0) == ("000123", "620000")


def test_a_cell_far_from_the_others_ends_the_child_and_not_the_parent(reader: ChildReader, tmp_path: Path) -> None:
    far = _workbook(tmp_path / "far.xlsx", {(0, 0): 1, (1048575, 16383): 1})
    good = _workbook(tmp_path / "good.xlsx", {(0, 0): "x"})

    with pytest.raises(UnreadableFile, match="limits"):
        reader.read(far)
    assert reader.read(good).sheets[0].cells.rows() == [("x",)]


def _truncated(path: Path) -> None:
    _workbook(path, {(row, 0): "x" * 50 for row in range(200)})
    path.write_bytes(path.read_bytes()[:-400])


def _html(path: Path) -> None:
    path.write_text("<html><body><table><tr><td>1</td></tr></table></body></html>")


def _encrypted_ole(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    )


def _encrypted_zip(path: Path) -> None:
    _workbook(path, {(0, 0): "x"})
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def _zip(parts: dict[str, bytes]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for name, content in parts.items():
                container.writestr(name, content)

    return write


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated": (_truncated, "cut off"),
    "html": (_html, "web page"),
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "encrypted": (_encrypted_ole, "password"),
    "encrypted zip": (_encrypted_zip, "password"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.4 ..."), "PDF"),
    "zip of something": (_zip({"a.txt": b"x"}), "zip archive"),
    "dtd": (_zip({"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "DTD"),
    "macros": (_zip({"xl/workbook.xml": b"<x/>", "xl/vbaProject.bin": b"x"}), "macros"),
    "many parts": (_zip({f"p{number}.xml": b"" for number in range(1001)}), "1001 parts"),
    "bomb": (_zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 20_000_000}), "100 times"),
    "no workbook inside": (_zip({"xl/workbook.xml": b"<x/>"}), "cannot be read|not a workbook"),
    "noise": (lambda path: path.write_bytes(bytes(range(1, 256)) * 40), "none of|broken|fields"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_named_xlsx_is_refused_with_its_reason(kind: str, reader: ChildReader, tmp_path: Path) -> None:
    write, reason = HOSTILE[kind]
    path = tmp_path / "return.xlsx"
    write(path)

    with pytest.raises(UnreadableFile, match=reason):
        reader.read(path)


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", {(0, 0): 1})

    with ChildReader(wall_seconds=0.01) as impatient, pytest.raises(UnreadableFile, match="limits"):
        impatient.read(path)


def test_a_child_that_was_killed_between_two_files_is_replaced(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", {(0, 0): "x"})
    with ChildReader() as own:
        own.read(path)
        assert own._child is not None
        own._child.kill()
        own._child.wait()

        assert own.read(path).sheets[0].cells.rows() == [("x",)]


def test_a_table_of_more_cells_than_allowed_is_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", {(0, 0): 1, (99, 9): 1})

    with (
        ChildReader(limits=Limits(max_cells=999)) as strict,
        pytest.raises(UnreadableFile, match="100 rows and 10 columns"),
    ):
        strict.read(path)


def test_the_child_ends_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "a.xlsx", {(0, 0): 1})
    # No main guard and no file of its own: a program is not imported again by the child.
    program = textwrap.dedent(f"""
        import os, sys, time
        from pathlib import Path
        from warehouse.reading.child import ChildReader
        reader = ChildReader()
        reader.read(Path({str(path)!r}))
        print(reader._child.pid, flush=True)
        time.sleep(600)
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    # Stopped, it cannot notice by itself that nobody listens: only the kernel can end it.
    os.kill(child, signal.SIGSTOP)
    parent.kill()
    parent.wait()
    parent.stdout.close()

    wait_until(lambda: not _is_running(child), "the child outlives its parent")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
