"""Layouts of macro files as data: where the table begins, what is above it, and what its axes name.

A layout names no indicator of a series by itself: names of series are in names/series.csv (series_names.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Axis = Literal["indicator", "region", "unit", "frequency", "period", "day", "note", "ignored"]
"""What a row, a column or a line names; a day is that of an update."""


@dataclass(frozen=True)
class Part:
    """Where a table says what none of its axes says.

    `head` is the key of a line above it. Without that line `otherwise` holds, but only where the line `where` is one of
    `where_is`: a file of provinces is never about the nation. With `title` the title or the name of the sheet says it.
    """

    head: str = ""
    otherwise: str = ""
    where: str = ""
    where_is: tuple[str, ...] = ()
    title: bool = False


@dataclass(frozen=True)
class Variant:
    """One arrangement of a layout's table.

    Either `corner`, the words of its first cell (`*` for any), and `across`, what the header row names; or `rows`, the
    first cells of several header rows and what each names for the columns below. `down` is what the first column
    names, `beside` the headings of further columns of labels. `needs` are keys of the head, or rows, without which the
    table is another one; `least` is how many names the header must have. `split` takes a region off a name:
    `{region}:{indicator}`.
    """

    down: Axis
    corner: tuple[str, ...] = ()
    across: Axis | None = None
    rows: Mapping[str, Axis] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    beside: Mapping[str, Axis] = field(default_factory=dict)
    least: int = 1
    split: str = ""
    indicator: Part | None = None
    region: Part | None = None
    period: Part | None = None


@dataclass(frozen=True)
class FixedColumn:
    """A column of a table whose headings are always the same. `unless_step_of` names the column of years to date whose
    steps these months may be: then they were computed, and are not read."""

    heading: str
    holds: Literal["region", "period", "vintage", "note", "value", "ignored"]
    indicator: str = ""
    period_kind: Literal["month", "ytd", "quarter", "year", "point", ""] = ""
    unit: str = ""
    unless_step_of: str = ""
    has_sorting_letter: bool = False


@dataclass(frozen=True)
class LayoutDeclaration:
    """A layout: `code` names one in Python; else it has variants or fixed columns.

    `vintage` and `note` may name rows of the header: `terminal_{更新时间:%Y-%m}`. A table ends at a first cell that
    begins with one of `ends`. With `sheets = "all"` every sheet with a table is read, else the file has one sheet.
    """

    layout_id: str
    version: str
    title_zh: str
    title_en: str
    source: str = "any"
    vintage: str = "not_named"
    note: str = ""
    head: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    sheets: Literal["one", "all"] = "one"
    variant: tuple[Variant, ...] = ()
    column: tuple[FixedColumn, ...] = ()
    code: str = ""
