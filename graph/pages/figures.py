"""Figures: a chart, its data as a table under it, and the same data as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from markupsafe import Markup

from graph.exports.text import safe
from graph.exports.workbook import LONGEST_TEXT
from graph.pages.values import SHARES, read_decimal, unit_words
from warehouse.wording import Words

KINDS = ("line", "bar", "bridge", "sankey", "graph", "gantt", "calendar")
"""What charts.js draws."""
CSV = "csv"
XLSX = "xlsx"
_PART = Words("1 为 100%", "1 is 100 %")
MEDIA_TYPES: Mapping[str, str] = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DOWNLOADS = tuple(MEDIA_TYPES)


@dataclass(frozen=True)
class Column:
    """A column of a figure's data. `role` tells charts.js what it is where its place alone does not: `low`, `high`,
    `path`, `tone`, `link`; `line` for a value to reach; `stage`, `size`, `risk`, `weight` and
    `goods` of a graph."""

    key: str
    label: Words
    unit: str | None = None
    role: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart with its data. The first column of `line`, `bar` and `bridge` is the axis, the others are series."""

    kind: str
    id: str
    title: Words
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    unit: Words
    source: Words
    vintage: Words
    notes: Sequence[Words] = field(default_factory=tuple)


def read_columns(columns: Sequence[Any]) -> list[Column]:
    """Columns as templates write them: `(key, zh, en)`, with unit and role after that, or the same as a mapping."""
    return [_column(each) for each in columns]


def _column(written: Any) -> Column:
    if isinstance(written, Mapping):
        zh, en = written.get("label") or (written["zh"], written["en"])
        return Column(written["key"], Words(zh, en), written.get("unit"), written.get("role") or "")
    key, zh, en, *rest = written
    unit, role = (*rest, None, None)[:2]
    return Column(key, Words(zh, en), unit, role or "")


def read_words(written: Any) -> Words:
    """`(zh, en)`, or one text for both."""
    if written is None:
        return Words("", "")
    if isinstance(written, Words):
        return written
    if isinstance(written, Markup):  # of a macro, which writes for HTML; files and charts take the text
        text = written.unescape().strip()
        return Words(text, text)
    if isinstance(written, str):
        return Words(written, written)
    zh, en = written
    return Words(zh, en)


def write_figure(figure: Figure, form: str, lang: str, origin: Mapping[str, str]) -> bytes:
    """The data of a figure as a file of this form. `origin` says where it comes from."""
    return _csv(figure, lang) if form == CSV else _xlsx(figure, lang, origin)


def _csv(figure: Figure, lang: str) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([safe(heading) for heading in _headings(figure, lang)])
    for row in figure.rows:
        writer.writerow([_text(row.get(column.key)) for column in figure.columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if read_decimal(value) is not None else safe(str(value))


def _headings(figure: Figure, lang: str) -> list[str]:
    units = [choose(_PART if each.unit in SHARES else unit_words(each.unit), lang) for each in figure.columns]
    return [
        choose(column.label, lang) + (f"（{unit}）" if unit else "")
        for column, unit in zip(figure.columns, units, strict=True)
    ]


def _xlsx(figure: Figure, lang: str, origin: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    # The build time, so that the same snapshot gives the same bytes.
    built_at = datetime.fromisoformat(origin["builtAt"]) if "builtAt" in origin else datetime(2000, 1, 1, tzinfo=UTC)
    book.set_properties({"created": built_at.replace(tzinfo=None)})
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    sheet = book.add_worksheet("数据")
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(_headings(figure, lang)):
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(figure.rows, 1):
        for place, column in enumerate(figure.columns):
            value = row.get(column.key)
            number = read_decimal(value)
            if number is not None and column is not figure.columns[0]:
                sheet.write_number(line, place, float(number))
            elif value is not None:
                text = str(value)[:LONGEST_TEXT]
                sheet.write_string(line, place, text, quoted if safe(text) != text else None)
    about = book.add_worksheet("来源")
    notes = {
        "title": choose(figure.title, lang),
        "unit": choose(figure.unit, lang),
        "source": choose(figure.source, lang),
        "vintage": choose(figure.vintage, lang),
        **origin,
    }
    for place, (name, value) in enumerate(notes.items()):
        about.write_string(place, 0, name)
        about.write_string(place, 1, value[:LONGEST_TEXT])
    book.close()
    return buffer.getvalue()


def choose(words: Words, lang: str) -> str:
    """The text of the language, or the other one where it is empty."""
    return (words.zh or words.en) if lang == "zh" else (words.en or words.zh)
