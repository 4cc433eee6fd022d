"""A mapping: how a list with headings of its own is read as one of our registers. A person writes it once.

It is a file of the programme, `mappings/<name>.toml`; the keys of the file are the names of the fields here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse.domain.folded import folded

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")


NO_HEADING = "(无标题)"
"""Among the ignored headings: columns without a heading are not taken."""


def heading_key(heading: str) -> str:
    """A heading for comparison, bracket included: blanks, width and case folded."""
    return folded(heading).casefold()


def bracket_of(heading: str) -> str:
    """What the bracket at the end of a heading says, which may be a unit; empty without one and for a footnote mark."""
    found = _BRACKET.search(folded(heading))
    written = found[1].removeprefix("计量").removeprefix("单位:") if found else ""
    return "" if written.isdigit() else written


@dataclass(frozen=True)
class MappedColumn:
    """One column: `to` is a column of the form, `source` (in the file: `from`) the heading of the list.

    A place may be in several columns of the list (省, 市, 县): `from` then lists them from the largest on. Without a
    heading `value` is the value of every row. `unit` is that of the amounts where no bracket of the heading names it.
    `words` maps the words of the list to those that tables use.
    """

    to: str
    source: str | tuple[str, ...] = field(default=(), metadata={"key": "from"})
    value: str | None = None
    unit: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[str, ...]:
        """The headings of the list."""
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def heading(self) -> str:
        """The heading in messages."""
        return "、".join(self.sources)


@dataclass(frozen=True)
class ListMapping:
    """A mapping of lists to the form `form`.

    `ignored` are the headings that are not taken, `missing` what the list writes where it has no value. With
    `key_from_name` the list has no codes: that column is made of the name (domain/made_key.py); `known` maps names to
    codes that exist already.
    """

    form: str
    column: tuple[MappedColumn, ...]
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    key_from_name: str | None = None
    known: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default="", metadata={"key": None})
    """The name of its file, without the ending."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that a file has to have."""
        ignored = (heading for heading in self.ignored if heading != NO_HEADING)
        return (*(heading for column in self.column for heading in column.sources), *ignored)

    def value_of(self, column_name: str) -> str | None:
        """The value that every row has in a column of the form; None where it has one of its own."""
        return next((column.value for column in self.column if column.to == column_name), None)
