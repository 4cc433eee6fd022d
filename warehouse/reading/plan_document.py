"""Reads a plan document as sent by a department (.txt, .docx): its tasks with departments and deadlines.

Its annex is a table of four columns: ordinal, task, departments (the first-named leads), deadline. A text file has it
as tab-separated lines whose cells may continue on the next line. duty_cells.py defines the shapes of departments and
deadlines. Anything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from warehouse.errors import SourceChanged, UnreadableFile
from warehouse.reading.duty_cells import (
    DeadlineKind,
    DocumentDepartment,
    NotUnderstood,
    parse_deadline,
    parse_departments,
)
from warehouse.wording import Words

COLUMNS = ("序号", "工作任务", "部门分工", "时限要求")
HEADING = " | ".join(COLUMNS)


@dataclass(frozen=True)
class DocumentTask:
    """One row of the task table. `place` is its position: `line 46` of a text, `table row 2` of a .docx."""

    ordinal: int
    text: str
    departments: tuple[DocumentDepartment, ...]
    deadline_kind: DeadlineKind
    due_date: date | None
    place: str


@dataclass(frozen=True)
class PlanDocument:
    """The contents of a plan document. `number` and `issued_date` are None where the file does not state them."""

    number: str | None
    issued_date: date | None
    tasks: tuple[DocumentTask, ...]


@dataclass(frozen=True)
class _Row:
    """One row of the task table as received: its cells and the place where it begins, in both languages."""

    cells: tuple[str, ...]
    place: str
    place_zh: str


def read_plan_document(path: Path) -> PlanDocument:
    """The document in `path`, a .txt in UTF-8 or GB18030 or a .docx.

    Raises UnreadableFile for any other file. Raises SourceChanged, with file, place and expectation, where its task
    table is not the agreed one.
    """
    match path.suffix.lower():
        case ".txt":
            lines = _read_lines(path)
            rows = list(_text_rows(lines, path.name))
        case ".docx":
            lines, rows = _read_docx(path)
        case other:
            raise UnreadableFile(
                f"{path.name}: '{other}' is not a plan document.",
                "Send a .docx or a .txt.",
                zh=f"{path.name}：“{other}”不是规划文件；请报送 .docx 或 .txt。",
            )
    if not rows:
        _refuse(path.name, "the task table", "no row follows its heading", "task 1", "任务分工表：表头以下没有任务行")
    return PlanDocument(
        number=_find_number(lines),
        issued_date=_find_issued_date(lines),
        tasks=tuple(_parse_row(row, ordinal, path.name) for ordinal, row in enumerate(rows, start=1)),
    )


def _refuse(file: str, place: str, found: str, expected: str, zh: str) -> NoReturn:
    raise SourceChanged(
        f"{file}, {place}: {found}, where {expected} is expected.",
        zh=f"{file}，{zh}。",
    )


def _shown(text: str) -> str:
    """Text for a message: on one line, cut where it is long."""
    flat = re.sub(r"\s+", " ", text).strip()
    return f"'{flat[:24]}…'" if len(flat) > 24 else f"'{flat}'"


# Text files


def _read_lines(path: Path) -> list[str]:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Not splitlines(): it also splits at characters that a word processor leaves inside a cell.
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    raise UnreadableFile(
        f"{path.name} is text in neither UTF-8 nor GB18030.",
        "Save it as UTF-8.",
        zh=f"{path.name} 的文字编码既不是 UTF-8 也不是 GB18030；请另存为 UTF-8。",
    )


_ROW_BEGINS = re.compile(r"\s*\d+\s*\t")


def _text_rows(lines: Sequence[str], file: str) -> Iterator[_Row]:
    """The rows of the table: a line that begins with a number and a tab, with its continuation lines."""
    header = next((number for number, line in enumerate(lines) if line.lstrip().startswith(COLUMNS[0])), None)
    if header is None:
        _refuse(
            file, f"line {len(lines)}", "the file ends without a task table", f"a heading {HEADING}",
            f"第 {len(lines)} 行：到文件末尾没有任务分工表，应有表头 {HEADING}",
        )  # fmt: skip
    groups: list[tuple[int, str]] = [(header, lines[header])]
    is_open = True
    for number, line in enumerate(lines[header + 1 :], start=header + 1):
        if _ROW_BEGINS.match(line):
            groups.append((number, line))
            is_open = True
        elif not line.strip():
            is_open = False
        elif is_open:
            begins, text = groups[-1]
            groups[-1] = (begins, f"{text}\n{line}")
        elif "\t" in line:
            _refuse(
                file, f"line {number + 1}", f"a row begins with {_shown(line)}", "its ordinal",
                f"第 {number + 1} 行：行首为 {_shown(line)}，应为序号",
            )  # fmt: skip
    _check_header(tuple(groups[0][1].split("\t")), file, Words(en=f"line {header + 1}", zh=f"第 {header + 1} 行"))
    for number, text in groups[1:]:
        yield _Row(tuple(text.split("\t")), f"line {number + 1}", f"第 {number + 1} 行")


# Word files


def _read_docx(path: Path) -> tuple[list[str], list[_Row]]:
    """The paragraphs outside tables, and the rows of the one task table."""
    # Imported here: python-docx is slow to load, and only this kind of file needs it.
    from zipfile import BadZipFile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, SyntaxError, KeyError, ValueError) as error:
        # SyntaxError is how lxml reports broken XML inside the package.
        raise UnreadableFile(
            f"{path.name} is not a Word document.",
            "Save it as .docx or .txt.",
            zh=f"{path.name} 不是 Word 文档；请另存为 .docx 或 .txt。",
        ) from error
    tables = [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in document.tables]
    task_tables = [table for table in tables if table and _flat(table[0][0]) == COLUMNS[0]]
    if len(task_tables) != 1:
        expected = f"one table with the heading {HEADING}"
        _refuse(
            path.name, f"{len(tables)} tables", f"{len(task_tables)} task tables found", expected,
            f"共 {len(tables)} 张表，其中任务分工表 {len(task_tables)} 张，应恰有一张，表头为 {HEADING}",
        )  # fmt: skip
    table = task_tables[0]
    _check_header(table[0], path.name, Words(en="table row 1", zh="表格第 1 行"))
    rows = [
        _Row(cells, f"table row {number}", f"表格第 {number} 行") for number, cells in enumerate(table[1:], start=2)
    ]
    return [paragraph.text for paragraph in document.paragraphs], rows


# Both


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _check_header(cells: Sequence[str], file: str, place: Words) -> None:
    # The heading of the departments continues in brackets: the first-named unit leads.
    flat = [_flat(cell) for cell in cells]
    if len(flat) != len(COLUMNS) or not all(map(str.startswith, flat, COLUMNS)):
        found = " | ".join(flat)
        _refuse(file, place.en, f"the heading is {found}", HEADING, f"{place.zh}：表头为 {found}，应为 {HEADING}")


def _parse_row(row: _Row, ordinal: int, file: str) -> DocumentTask:
    if len(row.cells) != len(COLUMNS):
        found = f"a row of {len(row.cells)} cells begins with {_shown(row.cells[0])}"
        zh = f"{row.place_zh}：以 {_shown(row.cells[0])} 开头的行有 {len(row.cells)} 格，应为 {len(COLUMNS)} 格"
        _refuse(file, row.place, found, f"a row of {len(COLUMNS)} ({HEADING})", zh)
    written_ordinal, text, departments, deadline = row.cells
    if _flat(written_ordinal) != str(ordinal):
        zh = f"{row.place_zh}：序号为 {_shown(written_ordinal)}，应为 {ordinal}"
        _refuse(file, row.place, f"the ordinal is {_shown(written_ordinal)}", f"{ordinal}", zh)
    if not _flat(text):
        _refuse(file, row.place, f"task {ordinal} has no text", "its text", f"{row.place_zh}：任务 {ordinal} 没有内容")
    try:
        deadline_kind, due_date = parse_deadline(deadline)
        units = parse_departments(departments)
    except NotUnderstood as error:
        zh = f"{row.place_zh}：任务 {ordinal} 的 {_shown(error.text)} 无法识别"
        _refuse(file, row.place, f"task {ordinal} has {_shown(error.text)}", error.expected, zh)
    return DocumentTask(ordinal, _flat(text), units, deadline_kind, due_date, row.place)


def _find_number(lines: Sequence[str]) -> str | None:
    """The document's own number: alone on its line, unlike the numbers of cited documents."""
    pattern = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[［]\d{4}[〕\]］]\d+号")
    return next((_flat(line) for line in lines if pattern.fullmatch(_flat(line))), None)


def _find_issued_date(lines: Sequence[str]) -> date | None:
    """The day under the signature: also alone on its line."""
    for line in lines:
        match = re.fullmatch(r"(\d{4})年(\d{1,2})月(\d{1,2})日", _flat(line))
        if match is not None:
            year, month, day = map(int, match.groups())
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None
