"""Refuses archives before parsing: those that would unpack to too much, or hide their contents."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import UnreadableFile


@dataclass(frozen=True)
class Limits:
    """Bounds on one received file. Sizes in bytes."""

    max_file_size: int = 100_000_000
    max_entries: int = 1_000
    max_unpacked: int = 200_000_000
    max_ratio: int = 100
    ratio_applies_above: int = 10_000_000
    max_cells: int = 5_000_000
    max_columns: int = 16_384
    max_sheets: int = 200


_HEAD = 65_536
_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = (b"vbaproject", b"/macrosheets/", b"relationships/xlmacrosheet", b"macroenabled")
_OBJECTS = (
    b"/embeddings/", b"/activex", b"relationships/oleobject", b"relationships/package", b"relationships/control",
)  # fmt: skip


def check_container(path: Path, limits: Limits) -> frozenset[str]:
    """The names in a zip container (.xlsx, .docx), after checking its directory and the head of each part.

    Raises UnreadableFile where it is broken, encrypted, holds macros or a DTD, or would unpack to too much.
    """
    try:
        with zipfile.ZipFile(path) as container:
            entries = container.infolist()
            _check_directory(entries, limits)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with container.open(entry) as part:
                        head = part.read(_HEAD)
                        # A DTD can only come before the first element; OOXML never has one.
                        if b"<!DOCTYPE" in head.upper():
                            raise UnreadableFile(
                                f"The part {entry.filename!r} declares a DTD, which a workbook never does.",
                                "Save the file again with a spreadsheet program.",
                                zh=f"部件“{entry.filename}”含有 DTD 声明，正常工作簿没有；请用电子表格软件另存后报送。",
                            )
                        if entry.filename.endswith(".rels") or entry.filename == _CONTENT_TYPES:
                            _refuse_active(head.lower())
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(
            "The file is cut off or damaged.",
            "Send it again, saved as .xlsx.",
            zh="文件不完整或已损坏；请另存为 .xlsx 后重新报送。",
        ) from error
    return frozenset(entry.filename for entry in entries)


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.max_entries:
        raise UnreadableFile(
            f"The file holds {len(entries)} parts; at most {limits.max_entries} are read.",
            zh=f"文件内含 {len(entries)} 个部件，最多读取 {limits.max_entries} 个。",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile(
            "The file is protected by a password.", "Send it without one.", zh="文件有密码保护；请去掉密码后报送。"
        )
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.max_unpacked:
        raise UnreadableFile(
            f"The file unpacks to {unpacked:,} bytes; at most {limits.max_unpacked:,} are read.",
            zh=f"文件解压后为 {unpacked:,} 字节，最多读取 {limits.max_unpacked:,} 字节。",
        )
    if unpacked > limits.ratio_applies_above and unpacked > limits.max_ratio * packed:
        raise UnreadableFile(
            f"The file unpacks to more than {limits.max_ratio} times its size.",
            zh=f"文件解压后超过自身大小的 {limits.max_ratio} 倍，不予读取。",
        )
    for entry in entries:
        _refuse_active(entry.filename.lower().encode("utf-8", "replace"))


def _refuse_active(text: bytes) -> None:
    """Raises UnreadableFile where the name of a part, or a relation between parts, reveals executable content or an
    embedded file."""
    if any(mark in text for mark in _MACROS):
        raise UnreadableFile(
            "The file holds macros.", "Save it as .xlsx, which has none.", zh="文件含有宏；请另存为不含宏的 .xlsx。"
        )
    if any(mark in text for mark in _OBJECTS):
        raise UnreadableFile(
            "The file holds an embedded object.",
            "Save it without, and send the object by itself.",
            zh="文件含有嵌入对象；请删除后保存，对象另行报送。",
        )
