"""Opens a received file by its content: its name is no reliable evidence."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import UnreadableFile
from warehouse.reading.container import Limits, check_container
from warehouse.reading.delimited import decode, read_delimited
from warehouse.reading.grid import Sheet
from warehouse.reading.json_text import looks_like_json, read_json
from warehouse.reading.plan_document import COLUMNS, PlanDocument, read_plan_document
from warehouse.reading.workbook import read_workbook
from warehouse.reading.xls_records import find_xls_traits

PLAN_MARK = "任务分解表"


@dataclass(frozen=True)
class Contents:
    """The contents of a file: sheets, or a plan document."""

    sheets: tuple[Sheet, ...] = ()
    plan: PlanDocument | None = None


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "a PDF document",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def open_file(path: Path, limits: Limits) -> Contents:
    """Reads a workbook, a delimited text, JSON or a plan document.

    Raises UnreadableFile with the actual kind of the file.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("The file is empty.", "Send it again.", zh="文件是空的；请重新报送。")
    if size > limits.max_file_size:
        raise UnreadableFile(
            f"The file has {size:,} bytes; at most {limits.max_file_size:,} are read.",
            zh=f"文件有 {size:,} 字节，最多读取 {limits.max_file_size:,} 字节；请拆分后报送。",
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _open_container(path, limits)
    if head.startswith(_OLE):
        return _open_ole(path, limits)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise UnreadableFile(
                f"The file is {what}.",
                "Send a workbook (.xlsx) or a text file (.csv).",
                zh="文件不是表格；请报送工作簿（.xlsx）或文本文件（.csv）。",
            )
    text = decode(path.read_bytes())
    if text.lstrip()[:200].lower().startswith(("<!doctype", "<html", "<table", "<?xml", "<head", "<meta")):
        raise UnreadableFile(
            "The file is a web page or XML, whatever its name says.",
            "Save it as .xlsx.",
            zh="文件实际是网页或 XML，与扩展名不符；请另存为 .xlsx。",
        )
    if _is_plan(text):
        return Contents(plan=_read_plan(path, ".txt"))
    if looks_like_json(text):
        return Contents(sheets=(read_json(text),))
    return Contents(sheets=(read_delimited(text, limits),))


def _open_container(path: Path, limits: Limits) -> Contents:
    names = check_container(path, limits)
    if "word/document.xml" in names:
        return Contents(plan=_read_plan(path, ".docx"))
    if "xl/workbook.bin" in names:
        # Its parts are binary records, in which errors and links are not searched.
        raise UnreadableFile(
            "The file is a binary workbook (.xlsb).",
            "Save it as .xlsx.",
            zh="文件是二进制工作簿（.xlsb）；请另存为 .xlsx。",
        )
    if "xl/workbook.xml" in names:
        return Contents(sheets=read_workbook(path, limits))
    raise UnreadableFile(
        "The file is a zip archive, not a workbook.",
        "Send the workbooks in it one by one.",
        zh="这是压缩包，不是工作簿；请逐个报送其中的工作簿。",
    )


def _open_ole(path: Path, limits: Limits) -> Contents:
    # A workbook with a password is an OLE file around the encrypted package; the stream's name is in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise UnreadableFile(
            "The file is protected by a password.", "Send it without one.", zh="文件设有密码；请取消密码后报送。"
        )
    return Contents(sheets=read_workbook(path, limits, find_xls_traits))


def _is_plan(text: str) -> bool:
    # The heading of the task table may continue on the next line, so only its beginning is searched.
    return PLAN_MARK in text and "\t".join(COLUMNS[:2]) in text


def _read_plan(path: Path, suffix: str) -> PlanDocument:
    # Names in the archive have no extension, which this reader needs.
    with tempfile.TemporaryDirectory() as folder:
        named = Path(folder) / f"document{suffix}"
        named.symlink_to(path.resolve())
        return read_plan_document(named)
