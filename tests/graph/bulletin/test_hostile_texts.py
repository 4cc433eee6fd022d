"""Names that would be formulas, tags or tricks, in all three files; and layouts that reach for the machine."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from jinja2 import TemplateError
from python_calamine import CalamineWorkbook

from graph.bulletin.files.document import write_document
from graph.bulletin.files.layout import write_layout
from graph.bulletin.files.page import write_page
from graph.bulletin.files.workbook import bridge_bars, write_workbook
from graph.bulletin.numbers import Kind
from graph.bulletin.report import (
    Cell,
    Reference,
    Report,
    ReportChart,
    ReportColumn,
    ReportSection,
    ReportTable,
    Run,
)
from warehouse.errors import InvalidArgument

HOSTILE = (
    '=HYPERLINK("http://example.cn","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]></w:t><w:p/>",
    "&amp; & &lt;",
    "{{ 7*7 }}{% for x in y %}",
    "\u202egnitic\u202c",
    "a\x00b\x0bc\ufffe",
    "😀企业",
    "$E=mc^2$ 名",
    "长" * 200,
    "https://example.cn/",
)


def report(names: tuple[str, ...] = HOSTILE) -> Report:
    """Every name in every place where a text of the data may stand."""
    title = names[0]
    rows = tuple((Cell(name), Cell("1.50", Decimal("1.5"), "（核）")) for name in names)
    table = ReportTable(title, (ReportColumn(names[-1]), ReportColumn("值", Kind.MONEY, "亿元", 1)), rows)
    chart = ReportChart(
        "bridge",
        "bridge",
        title,
        "亿元",
        names[4],
        names,
        tuple(Decimal(at - 5) for at in range(len(names))),
        title,
        "值",
    )
    bars = ReportChart("bars", "bars", title, "%", "", names, (None, *(Decimal(1) for _ in names[1:])), title, "值")
    paragraphs = tuple((Run(name, 1),) for name in names)
    return Report(
        "zh",
        title,
        names[1],
        names[5],
        names[4],
        paragraphs,
        (ReportSection("一、", title, (*paragraphs, table, chart, bars)), ReportSection("二、", title, (table,))),
        tuple(Reference(at, name, name, name, name, name, name, name) for at, name in enumerate(names, 1)),
        datetime(2016, 7, 20, tzinfo=UTC),
        tuple((f"n{at}", name, name) for at, name in enumerate(names)),
    )


class Tags(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_hostile_name_is_text_in_the_page() -> None:
    tags = Tags()
    tags.feed(write_page(report()).decode())

    names = {name for name, _ in tags.found}
    assert not names & {"script", "img", "iframe", "object", "link", "form"}
    assert not [attribute for _, found in tags.found for attribute in found if attribute.startswith("on")]
    assert {"<script>alert(1)</script>", "{{ 7*7 }}{% for x in y %}", "长" * 200} <= set(tags.text)
    assert all(str(found.get("href", "#")).startswith("#") for _, found in tags.found)


def test_a_hostile_name_is_neither_formula_nor_link_in_the_workbook() -> None:
    content = write_workbook(report())

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    cells = {cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert {HOSTILE[0], "+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "abc", "https://example.cn/", 1.5} <= cells


def test_a_hostile_name_is_text_in_the_document() -> None:
    content = write_document(report())

    document = docx.Document(io.BytesIO(content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"<script>alert(1)</script>", "]]></w:t><w:p/>", "&amp; & &lt;", "abc", "😀企业"} <= cells
    assert b"instrText" not in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_a_bridge_of_stacked_columns_crosses_zero_without_a_gap() -> None:
    values = tuple(map(Decimal, ("-10", "25", "-5", "-20", "4", "-6")))
    chart = ReportChart("bridge", "bridge", "", "", "", ("a", "b", "c", "d", "e", "total"), values, "", "")

    bars = bridge_bars(chart)

    level = 0.0
    for value, (start, *parts, total) in zip(values[:-1], bars[:-1], strict=True):
        ends = {start + parts[0] + parts[2] if max(parts) > 0 else start, start + min(parts), start}
        assert {min(level, level + float(value)), max(level, level + float(value))} <= ends | {0.0}
        assert sum(map(abs, parts)) == abs(float(value))
        assert (parts[2:] == [0, 0]) is (value > 0)
        assert total == 0
        level += float(value)
    assert bars[-1] == (0, 0, 0, 0, 0, -6)


def test_the_same_report_is_the_same_bytes_and_no_part_is_dated() -> None:
    for write in (write_page, write_workbook, write_document):
        assert write(report()) == write(report())
    for content in (write_workbook(report()), write_document(report())):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = parts.read("docProps/core.xml")
        assert b"2016-07-20T00:00:00Z" in core
        assert core.count(b"2016-07-20T00:00:00Z") == core.count(b"xsi:type=")


def test_synthetic_stands_on_every_page_of_each_file() -> None:
    named = report(("合成样本数据",) * 6)

    document = docx.Document(io.BytesIO(write_document(named)))
    assert [section.header.paragraphs[0].text for section in document.sections] == ["合成样本数据"]
    with zipfile.ZipFile(io.BytesIO(write_workbook(named))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert all("<oddHeader>&amp;C合成样本数据</oddHeader>" in sheet for sheet in sheets)
    page = write_page(named).decode()
    assert '<div class="notice" role="note">合成样本数据</div>' in page
    assert ".notice { display: table-header-group; break-inside: avoid" in page


def layout(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "版式.docx"
    document.save(str(path))
    return path


def test_a_layout_gets_texts_tables_and_pictures(tmp_path: Path) -> None:
    path = layout(
        tmp_path,
        "{{ title }} | {{ numbers.n4 }} | {{ synthetic }}",
        "{%p for section in sections %}",
        "{{ section.number }}{{ section.title }}",
        "{%p for table in section.tables %}",
        "{{ table.title }}: {{ table.rows|length }} {{ table.rows[0][1] }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{{ pictures.bars }}",
    )

    content = write_layout(report(), path)

    document = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == f'{HOSTILE[0]} | <script>alert(1)</script> | "><img src=x onerror=alert(1)>'
    assert f"{HOSTILE[0]}: {len(HOSTILE)} 1.50（核）" in texts
    assert len(document.inline_shapes) == 1
    assert [section.header.paragraphs[0].text for section in document.sections] == [HOSTILE[5]]
    assert write_layout(report(), path) == content


@pytest.mark.parametrize(
    "template",
    [
        "{{ title.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__init__.__globals__ }}",
        "{{ pictures.bars.tpl.save('STOLEN') }}",
        "{{ pictures.__class__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__ }}",
        "{{ '{0.__class__}'.format(title) }}",
        "{{ sections.append(1) }}",
        "{{ numbers.pop('n0') }}",
        "{{ numbers.nobody }}",
        "{{ nobody }}",
        "{% include '/etc/passwd' %}",
        "{% for x in range(999999999) %}x{% endfor %}",
        "{{ title",
    ],
)
def test_a_layout_that_reaches_beyond_its_texts_is_refused_in_both_languages(tmp_path: Path, template: str) -> None:
    path = layout(tmp_path, template.replace("STOLEN", str(tmp_path / "stolen.docx")))

    with pytest.raises(InvalidArgument) as refused:
        write_layout(report(), path)

    assert isinstance(refused.value.__cause__, (TemplateError, OverflowError, TypeError))
    assert "版式.docx" in str(refused.value)
    assert "中文：" in str(refused.value)
    assert not (tmp_path / "stolen.docx").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<html></html>"])
def test_a_layout_that_is_no_document_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(content)

    with pytest.raises(InvalidArgument, match="cannot be used"):
        write_layout(report(), path)


def test_a_layout_that_unpacks_to_more_than_its_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b"0" * 21_000_000)

    with pytest.raises(InvalidArgument, match="more than 20,000,000 bytes"):
        write_layout(report(), path)
