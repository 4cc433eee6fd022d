"""Delimited text without a quotation mark: a line is a row and a delimiter ends a cell, so nothing has to be parsed.

That is how most systems export. Texts with quotation marks take the way over the csv module (delimited.py), which
gives the same rows; a test holds both to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.reading.grid import column_letters

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Lines:
    """The lines of a text and how many cells each has; a blank line has none."""

    lines: Sequence[str]
    widths: Sequence[int]
    delimiter: str

    def row(self, index: int) -> list[str]:
        """The cells of one line."""
        return self.lines[index].split(self.delimiter) if self.lines[index] else []

    def cells(self) -> pl.DataFrame:
        """All cells as text, null where one is empty; columns are named by their letters."""
        width = max(self.widths)
        padded = [
            line if cells == width else line + self.delimiter * (width - max(cells, 1))
            for line, cells in zip(self.lines, self.widths, strict=True)
        ]
        return pl.read_csv(
            "\n".join(padded).encode(),
            has_header=False,
            separator=self.delimiter,
            quote_char=None,
            schema={column_letters(index): pl.String for index in range(width)},
        )


def plain_lines(text: str, delimiter: str, max_field: int) -> Lines | None:
    """The lines of a text; None where it is not as plain as that: it has quotation marks, one column, or huge lines."""
    if '"' in text or text.startswith(_BYTE_ORDER_MARK):
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    widths = [line.count(delimiter) + 1 if line else 0 for line in lines]
    if max(widths, default=0) < 2 or max(map(len, lines)) > max_field:
        return None
    return Lines(lines, widths, delimiter)
