"""The report in a user's own Word layout, by docxtpl. The layout is a stranger: its template runs in a sandbox.

It gets texts, lists and dictionaries only. An object of docxtpl would lead to the files of this machine, so a picture
is handed over as the XML that it becomes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx.shared import Inches
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError
from markupsafe import Markup

from graph.bulletin.charts import draw, png_size
from graph.bulletin.files.document import mark_synthetic, printable, set_properties
from graph.bulletin.files.zipped import without_times
from graph.bulletin.report import Report, ReportChart, ReportTable
from warehouse.errors import InvalidArgument

LARGEST = 20_000_000
"""Bytes of a layout, also of all its parts together."""


def write_layout(report: Report, path: Path) -> bytes:
    """The file. Raises InvalidArgument for a layout that cannot be read, names what is not there or leaves its box."""
    try:
        _check_size(path)
        template = DocxTemplate(str(path))
        template.init_docx()
        # Pictures are parts of the body of the document; docxtpl names it while it renders only.
        template.current_rendering_part = template.docx._part
        environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        template.render(_cleaned(_context(report, template)), environment, autoescape=True)
        mark_synthetic(template.docx, report)
        set_properties(template.docx, report)
        content = io.BytesIO()
        template.save(content)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise _unusable(path, f"{error}") from error
    except SecurityError as error:
        raise _unusable(path, f"it may not do that: {error}") from error
    except (TemplateError, LxmlError, OverflowError, TypeError, AttributeError) as error:
        raise _unusable(path, f"{error}") from error
    return without_times(content.getvalue())


def _context(report: Report, template: DocxTemplate) -> Mapping[str, Any]:
    tables = {}
    sections = []
    pictures = {}
    for section in report.sections:
        paragraphs = ["".join(run.text for run in block) for block in section.blocks if isinstance(block, tuple)]
        here = [_table(block) for block in section.blocks if isinstance(block, ReportTable)]
        charts = [block for block in section.blocks if isinstance(block, ReportChart)]
        tables.update({table["title"]: table for table in here})
        pictures.update({chart.name: _picture(chart, template) for chart in charts})
        sections.append(
            {
                "number": section.number,
                "title": section.title,
                "paragraphs": paragraphs,
                "tables": here,
                "pictures": [pictures[chart.name] for chart in charts],
            }
        )
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "synthetic": report.synthetic,
        "legend": report.legend,
        "head": ["".join(run.text for run in paragraph) for paragraph in report.head],
        "sections": sections,
        "tables": tables,
        "pictures": pictures,
        "numbers": {name: text for name, _, text in report.facts},
        "references": [
            {
                "number": str(entry.number), "name": entry.name, "definition": entry.definition,
                "arithmetic": entry.arithmetic, "version": entry.version, "vintage": entry.vintage,
                "unit": entry.unit, "source": entry.source,
            }
            for entry in report.references
        ],
    }  # fmt: skip


def _cleaned(value: Any) -> Any:
    """The same texts without what XML cannot hold; pictures are markup already."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    return [_cleaned(part) for part in value]


def _table(table: ReportTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "headings": [column.heading for column in table.columns],
        "rows": [[f"{cell.text}{cell.marks}" for cell in row] for row in table.rows],
        "none": table.none,
    }


def _picture(chart: ReportChart, template: DocxTemplate) -> Markup:
    width, _ = png_size(chart)
    return Markup(str(InlineImage(template, io.BytesIO(draw(chart, "png")), Inches(width))))


def _check_size(path: Path) -> None:
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it has more than {LARGEST:,} bytes")
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise ValueError(f"its parts have more than {LARGEST:,} bytes")


def _unusable(path: Path, why: str) -> InvalidArgument:
    return InvalidArgument(
        f"The layout '{path.name}' cannot be used: {why[:300]}",
        "What a layout may name is in docs/bulletin.md.",
        zh=f"版式“{path.name}”无法使用：{why[:300]}。可用的名称见 docs/bulletin.md。",
    )
