"""Hostile files, written by code, and a process that reads them all and says what became of each.

`python -m tests.warehouse.reading.hostile_files FOLDER` prints JSON: per file the refusal and the peak of resident
memory of the child that read it. It is a process of its own, because the system tells the peak of children that have
ended only as the largest of all.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

from warehouse.errors import UnreadableFile
from warehouse.reading.child import ChildReader

Write = Callable[[Path], object]
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _edited(part: str, edit: Callable[[bytes], bytes]) -> Write:
    """A small workbook with one of its parts changed, packed as tightly as it goes."""

    def write(path: Path) -> None:
        plain = path.with_name("plain")
        with xlsxwriter.Workbook(str(plain)) as workbook:
            workbook.add_worksheet().write_row(0, 0, ["x", 7])
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
            for name in source.namelist():
                content = source.read(name)
                out.writestr(name, edit(content) if name == part else content)
        plain.unlink()

    return write


def _sheet(rows: Callable[[], bytes]) -> Write:
    return _edited(
        "xl/worksheets/sheet1.xml", lambda _: _HEAD + b"<worksheet " + _MAIN + b"><sheetData>" + rows()
        + b"</sheetData></worksheet>"
    )  # fmt: skip


def _cells(count: int, *, step: int = 1) -> bytes:
    return b"".join(
        b'<row r="%d"><c r="A%d"><v>%d</v></c><c r="F%d"><v>1</v></c></row>' % (row, row, row * 7919, row)
        for row in range(1, count * step, step)
    )


def _with_dtd(body: bytes) -> Write:
    return _edited("xl/worksheets/sheet1.xml", lambda content: content.replace(b"<worksheet", body + b"<worksheet", 1))


_LAUGHS = b"<!DOCTYPE l [<!ENTITY a0 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10)
) + b"]>"  # fmt: skip

FILES: Mapping[str, Write] = {
    "a million rows": _sheet(lambda: _cells(1_000_000)),
    "one string of 600 MB": _sheet(
        lambda: b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 600_000_000 + b"</t></is></c></row>"
    ),
    "a string as long as may be unpacked": _sheet(
        lambda: (
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
            + b"".join(b"%d" % (number * 7919) for number in range(110_000)) * 190
            + b"</t></is></c></row>"
        )
    ),
    "A1 and the last cell": _sheet(
        lambda: b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "a million columns": _sheet(
        lambda: b'<row r="1">' + b"".join(b"<c><v>1</v></c>" for _ in range(1_000_000)) + b"</row>"
    ),
    "billion laughs": _with_dtd(_LAUGHS),
    "external entity": _with_dtd(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "100,000 sheets": _edited(
        "xl/workbook.xml",
        lambda content: content.replace(
            b"</sheets>",
            b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, 100_001))
            + b"</sheets>",
        ),
    ),
    "elements without end": _sheet(lambda: b"<row>" * 3_000_000),
    "a text of one line": lambda path: path.write_bytes(b"," * 90_000_000),
    "a text of blank lines": lambda path: path.write_bytes(b"a,b\n" + b"\n" * 90_000_000),
    "a quotation mark that is not closed": lambda path: path.write_bytes(b'a,b\n"' + b"x,y\n" * 20_000_000),
    "brackets in brackets": lambda path: path.write_bytes(b"[" * 50_000_000),
    "a larger file than is read": lambda path: path.write_bytes(b"a,b\n" * 26_000_000),
}


def read_all(folder: Path) -> dict[str, dict[str, object]]:
    """Reads every file in a child of its own. The peak of a child that died is the largest of all until then."""
    found = {}
    for number, (name, write) in enumerate(FILES.items()):
        path = folder / f"return {number}.xlsx"
        write(path)
        # A child begins with the peak of its parent, and writing such a file takes more than reading it may.
        Path("/proc/self/clear_refs").write_text("5")
        with ChildReader() as reader:
            started = time.monotonic()
            refusal = None
            try:
                reader.read(path)
            except UnreadableFile as error:
                refusal = str(error)
            seconds = time.monotonic() - started
            peak = _peak(reader.process_id)
        found[name] = {"refusal": refusal, "peak_mb": round(peak), "seconds": round(seconds, 1)}
        path.unlink()
    return found


def _peak(process: int | None) -> float:
    if process is None:
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return int(Path(f"/proc/{process}/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(read_all(Path(sys.argv[1]))))
