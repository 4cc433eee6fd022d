"""The raw grid of a sheet: text as received, at the coordinates that the spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

import polars as pl

from warehouse.reading.sheet_traits import SheetTraits

_TOP = 64


@dataclass(frozen=True)
class Sheet:
    """One sheet. The columns of `cells` are named by their letters (`A`, `B`, … `AA`); frame row 0 is row 1.

    Every cell is text as received, null where it is empty; nothing is trimmed or typed. A text file has one sheet named
    `csv`.
    """

    name: str
    cells: pl.DataFrame
    is_hidden: bool = False
    traits: SheetTraits = field(default_factory=SheetTraits)

    @property
    def is_empty(self) -> bool:
        """Whether all cells are empty."""
        return self.cells.is_empty() or all(series.null_count() == len(series) for series in self.cells)

    def first_rows(self, count: int) -> list[tuple[str | None, ...]]:
        """The first rows as tuples of text."""
        return self._top[:count] if count <= _TOP else self.cells.head(count).rows()

    def with_texts(self, texts: Mapping[tuple[str, int], str | None]) -> Sheet:
        """The sheet with other texts in some cells, by letters and row counted from 1; None empties a cell. Cells
        outside the sheet are ignored."""
        cells = self.cells
        for (letters, row), text in texts.items():
            if letters in cells.columns:
                is_cell = pl.int_range(1, pl.len() + 1) == row
                other = pl.when(is_cell).then(pl.lit(text, dtype=pl.String)).otherwise(pl.col(letters))
                cells = cells.with_columns(other.alias(letters))
        return replace(self, cells=cells) if texts else self

    @cached_property
    def filled(self) -> frozenset[str]:
        """The letters of the columns with any non-blank cell."""
        some = [series.name for series in self.cells if series.null_count() < len(series)]
        if not some:
            return frozenset()
        longest = self.cells.select(pl.col(some).str.strip_chars().str.len_bytes().max()).row(0, named=True)
        return frozenset(letters for letters, size in longest.items() if size)

    @cached_property
    def _top(self) -> list[tuple[str | None, ...]]:
        # Every form and layout reads the first rows of a sheet.
        return self.cells.head(_TOP).rows()


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is `A`, 26 is `AA`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """The address of a cell from its row and column counted from 0: (11, 5) is `F12`."""
    return f"{column_letters(column)}{row + 1}"


def build_sheet(name: str, rows: Sequence[Iterable[str | None]], is_hidden: bool = False) -> Sheet:
    """A sheet from its rows, which may differ in length."""
    columns = list(zip_longest(*rows))
    cells = pl.DataFrame(
        [pl.Series(column_letters(index), column, dtype=pl.String) for index, column in enumerate(columns)]
    )
    return Sheet(name, cells, is_hidden)
