"""What a section may say: its named numbers, its tables and its charts, declared before there are any data.

The declaration is what a wording is checked against, so that a misspelled name is found without a snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.bulletin.numbers import Kind, Lang, Number

Row = Mapping[str, Number | str]
Texts = Mapping[str, str]


RETURNS: Texts = {"zh": "骨干企业月报", "en": "monthly returns of the key enterprises"}
"""The source of what is measured of enterprises."""


def both(zh: str, en: str) -> Texts:
    """A text in both languages."""
    return {"zh": zh, "en": en}


@dataclass(frozen=True)
class Column:
    """A column of a table. Without `kind` it is text."""

    name: str
    title: Texts
    kind: Kind | None = None


@dataclass(frozen=True)
class Table:
    """The rows of a list or a table, by name; `title` is what a table is called where a wording says nothing else."""

    title: Texts
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Chart:
    """A chart of one table: bars of a column, a bridge of effects, or lines over time."""

    title: Texts
    kind: Literal["bars", "bridge", "line"]
    rows: str
    label: str
    value: str
    source: Texts


@dataclass(frozen=True)
class Facts:
    """The facts of one subject in one bulletin."""

    numbers: Mapping[str, Number | str] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What every subject needs: the period, the language, words for values, and the files of the month."""

    period: str
    lang: Lang
    labels: Mapping[str, Mapping[str, str]]
    """Texts of the words of an enumeration, by its name."""
    descriptions: Mapping[str, str]
    """Texts of fields in both languages, by `Type.field`."""
    causes: Mapping[str, Texts]
    cause_share: float
    files: str = ""

    def label(self, vocabulary: str, word: str | None) -> str:
        """The text of a word; the word itself where it has none."""
        return "" if word is None else self.labels.get(vocabulary, {}).get(word, word)

    def name(self, row: Mapping[str, Any] | None, english: str = "nameEn") -> str:
        """The name of a noun: English where it has one and the bulletin is in English."""
        if row is None:
            return ""
        zh = english.removesuffix("En") + "Zh"
        return str((row.get(english) if self.lang == "en" else None) or row.get(zh) or "")


@dataclass(frozen=True)
class Subject:
    """One subject: its document, what it may say, and how that is taken of the answer."""

    document: str
    names: Mapping[str, Texts]
    tables: Mapping[str, Table]
    read: Callable[[Mapping[str, Any], Context], Facts]
    charts: Mapping[str, Chart] = field(default_factory=dict)
