"""The bulletin as text, tables and charts in one language: what the three files write, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from graph.bulletin.numbers import Kind, Lang, rounded


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph; with the number of the reference that it rests on."""

    text: str
    reference: int | None = None


Paragraph = tuple[Run, ...]


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and the number behind it in the unit of the column, for a workbook."""

    text: str
    value: Decimal | None = None
    marks: str = ""


@dataclass(frozen=True)
class ReportColumn:
    title: str
    kind: Kind | None = None
    unit: str = ""
    reference: int | None = None

    @property
    def heading(self) -> str:
        """The title with the unit."""
        return with_unit(self.title, self.unit)


def with_unit(title: str, unit: str) -> str:
    """A heading: a Chinese unit stands in Chinese brackets."""
    if not unit:
        return title
    return f"{title} ({unit})" if unit.isascii() else f"{title}（{unit}）"


@dataclass(frozen=True)
class ReportTable:
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    none: str = ""
    """What stands in the place of the table where it has no row."""
    left_out: int = 0
    """Rows that are not shown."""


@dataclass(frozen=True)
class ReportChart:
    """Bars, a bridge or a line; a value is None where it is not known, and then nothing is drawn."""

    name: str
    kind: Literal["bars", "bridge", "line"]
    title: str
    unit: str
    note: str
    labels: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    label_title: str
    value_title: str

    @property
    def heading(self) -> str:
        """What the values are, with their unit."""
        return with_unit(self.value_title, self.unit)

    @property
    def data(self) -> tuple[tuple[str, str], ...]:
        """What is drawn, as text: for readers who do not see it."""
        texts = ("—" if value is None else f"{rounded(value, 2):,f}" for value in self.values)
        return tuple(zip(self.labels, texts, strict=True))


Block = Paragraph | ReportTable | ReportChart


@dataclass(frozen=True)
class ReportSection:
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Reference:
    """What a number is: definition, version, vintage, unit and source."""

    number: int
    name: str
    definition: str
    version: str
    vintage: str
    unit: str
    arithmetic: str
    source: str


@dataclass(frozen=True)
class Report:
    lang: Lang
    title: str
    subtitle: str
    synthetic: str
    """What stands on every page where data are synthetic; else empty."""
    legend: str
    head: tuple[Paragraph, ...]
    sections: tuple[ReportSection, ...]
    references: tuple[Reference, ...]
    as_of: datetime
    facts: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    """Name, meaning and text of every named number, for layouts."""
