"""The report as a Word document: A4, the notice of synthetic data on every page, tables, pictures, references."""

from __future__ import annotations

import io
import re
from datetime import UTC
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Pt

from graph.bulletin.charts import draw, png_size
from graph.bulletin.files.texts import PAGE, REFERENCES, rest
from graph.bulletin.files.zipped import without_times
from graph.bulletin.report import Paragraph, Report, ReportChart, ReportTable

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BODY, _HEADS, _LATIN = "仿宋", "黑体", "Times New Roman"
_HEADING_STYLE, _TITLE_STYLE = "Heading 1", "Title"
_WIDTH = Cm(17.0)


def write_document(report: Report) -> bytes:
    """The file."""
    document = docx.Document()
    _set_page(document, report)
    _set_styles(document)
    set_properties(document, report)
    document.add_paragraph(printable(report.title), _TITLE_STYLE)
    document.add_paragraph(printable(report.subtitle)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph in report.head:
        _add_paragraph(document, paragraph)
    if report.legend:
        _small(document.add_paragraph(printable(report.legend)))
    for section in report.sections:
        document.add_paragraph(printable(f"{section.number}{section.title}"), _HEADING_STYLE)
        for block in section.blocks:
            if isinstance(block, ReportTable):
                _add_table(document, block, report)
            elif isinstance(block, ReportChart):
                _add_chart(document, block)
            else:
                _add_paragraph(document, block)
    _add_references(document, report)
    content = io.BytesIO()
    document.save(content)
    return without_times(content.getvalue())


def _set_page(document: Any, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.0)
    mark_synthetic(document, report)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, after = PAGE[report.lang]
    footer.add_run(before)
    _add_field(footer.add_run(), "PAGE")
    footer.add_run(after)


def mark_synthetic(document: Any, report: Report) -> None:
    """Writes into the headers of every kind of page that data are synthetic, where they do not say it."""
    text = printable(report.synthetic)
    if not text:
        return
    for section in document.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            if any(text in paragraph.text for paragraph in header.paragraphs):
                continue
            empty = next((paragraph for paragraph in header.paragraphs if not paragraph.text), None)
            paragraph = empty or header.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = True


def _add_field(run: Any, instruction: str) -> None:
    for kind, text in (("begin", None), (None, instruction), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _set_styles(document: Any) -> None:
    """Fonts by name: those of official documents, which every Chinese office has; nothing is embedded."""
    for name, asian, size in (("Normal", _BODY, 12), (_HEADING_STYLE, _HEADS, 15), (_TITLE_STYLE, _HEADS, 20)):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), asian)
        if name != "Normal":
            style.font.color.rgb = None
            style.font.bold = name == _HEADING_STYLE
    title = document.styles[_TITLE_STYLE].paragraph_format
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def set_properties(document: Any, report: Report) -> None:
    """The properties of the file, dated by the data and not by the clock."""
    properties = document.core_properties
    made = report.as_of.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = printable(report.title)
    properties.subject = printable(report.subtitle)
    properties.author = properties.last_modified_by = "Longmai"
    properties.created = properties.modified = made
    properties.revision = 1
    properties.comments = printable(report.synthetic)


def _add_paragraph(document: Any, paragraph: Paragraph) -> None:
    found = document.add_paragraph()
    found.paragraph_format.first_line_indent = Pt(24)
    for run in paragraph:
        found.add_run(printable(run.text))
        if run.reference:
            mark = found.add_run(f"[{run.reference}]")
            mark.font.superscript = True
            mark.font.size = Pt(9)


def _add_table(document: Any, table: ReportTable, report: Report) -> None:
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    caption.add_run(printable(table.title)).bold = True
    if not table.rows:
        document.add_paragraph(printable(table.none))
        return
    headings = [(column.heading, column.reference) for column in table.columns]
    rows = [[f"{cell.text}{cell.marks}" for cell in cells] for cells in table.rows]
    _grid(document, headings, rows, [column.kind is not None for column in table.columns])
    if table.left_out:
        _small(document.add_paragraph(rest(table.left_out, report.lang)))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _grid(document: Any, headings: list[tuple[str, int | None]], rows: list[list[str]], is_number: list[bool]) -> None:
    """A table with a heading that repeats on each page. Cells are written as XML: python-docx looks for a cell by
    counting all of them."""
    found = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    found.alignment = WD_TABLE_ALIGNMENT.CENTER
    found.autofit = True
    widths = _widths([text for text, _ in headings], rows)
    for column, width in zip(found.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate([[text for text, _ in headings], *rows]):
        line = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        line.append(properties)
        for at, text in enumerate(row):
            reference = headings[at][1] if number == 0 else None
            line.append(_cell(text, widths[at], is_number[at] and number > 0, reference))
        found._tbl.append(line)


def _cell(text: str, width: int, is_number: bool, reference: int | None) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(width // 635))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    cell.append(properties)
    paragraph = OxmlElement("w:p")
    of_paragraph = OxmlElement("w:pPr")
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:after"), "0")
    of_paragraph.append(spacing)
    if is_number:
        align = OxmlElement("w:jc")
        align.set(qn("w:val"), "right")
        of_paragraph.append(align)
    paragraph.append(of_paragraph)
    paragraph.append(_run(text, "17"))
    if reference:
        paragraph.append(_run(f"[{reference}]", "15", raised=True))
    cell.append(paragraph)
    return cell


def _run(text: str, half_points: str, *, raised: bool = False) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), half_points)
    properties.append(size)
    if raised:
        align = OxmlElement("w:vertAlign")
        align.set(qn("w:val"), "superscript")
        properties.append(align)
    run.append(properties)
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        found = OxmlElement("w:t")
        found.set(qn("xml:space"), "preserve")
        found.text = line
        run.append(found)
    return run


def _widths(headings: list[str], rows: list[list[str]]) -> list[int]:
    """Widths by the length of the texts, which fill the page."""
    lengths = []
    for at, heading in enumerate(headings):
        longest = max((_length(row[at]) for row in rows), default=0)
        lengths.append(min(max(longest, min(_length(heading), 10), 7), 30))
    return [int(_WIDTH * length / sum(lengths)) for length in lengths]


def _length(text: str) -> int:
    return sum(2 if ord(letter) > 255 else 1 for letter in text)


def _add_chart(document: Any, chart: ReportChart) -> None:
    width, _ = png_size(chart)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(draw(chart, "png")), Inches(width))
    # What a screen reader says, and what is left where pictures are off.
    values = "; ".join(f"{label} {value}" for label, value in chart.data)
    shape._inline.docPr.set("descr", printable(f"{chart.title} ({chart.unit}): {values}"))
    shape._inline.docPr.set("name", chart.name)
    caption = document.add_paragraph(printable(f"{chart.title}　{chart.note}"))
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _small(caption)


def _add_references(document: Any, report: Report) -> None:
    title, headings = REFERENCES[report.lang]
    document.add_paragraph(title, _HEADING_STYLE)
    rows = [
        [
            str(entry.number),
            entry.name,
            f"{entry.definition}\n{entry.arithmetic}" if entry.arithmetic else entry.definition,
            entry.version,
            entry.vintage,
            entry.unit,
            entry.source,
        ]
        for entry in report.references
    ]
    _grid(document, [(heading, None) for heading in headings], rows, [False] * len(headings))


def _small(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(9)


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _CONTROL.sub("", text)
