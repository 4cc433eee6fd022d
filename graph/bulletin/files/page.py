"""The report as one HTML file: its own style, tables, and pictures as SVG; no script and no request to anywhere."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.bulletin.charts import draw
from graph.bulletin.files.texts import DATA, REFERENCES, rest
from graph.bulletin.report import Report, ReportChart

_HEAD = re.compile(rb"^.*?(?=<svg)", re.DOTALL)
_ID = re.compile(r'(?<=\sid=")|(?<=xlink:href="#)|(?<=url\(#)')
"""Ids of several pictures meet in one page."""


def write_page(report: Report) -> bytes:
    """The file. Every text of the data is escaped by the template."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    title, headings = REFERENCES[report.lang]
    text = environment.get_template("bulletin.html").render(
        report=report,
        references={"title": title, "headings": headings},
        rest=lambda count: rest(count, report.lang),
        picture=_picture,
        data=DATA[report.lang],
    )
    return text.encode()


def _picture(chart: ReportChart) -> Markup:
    """The picture as it stands in a page: matplotlib draws letters as paths, so it has no text of the data."""
    svg = _HEAD.sub(b"", draw(chart, "svg")).decode()
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    return Markup(_ID.sub(f"{re.sub(r'[^a-z0-9]', '-', chart.name)}-", svg))
