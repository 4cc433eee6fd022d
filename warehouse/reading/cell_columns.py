"""Converts a column of a workbook's cells to texts, with the same result as cell_text but without a step per number.

Most cells are numbers. Polars converts whole numbers, and decimals with a short text; the few others (a sum of binary
fractions, very large or small numbers) go through cell_text.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.reading.cell_text import EXACT, LONGEST, cell_text

_HEAD = 32
"""The top rows are examined separately: most columns have titles and headings above their numbers."""
_SMALL = 0.001


def column_texts(cells: Sequence[object]) -> pl.Series:
    """The text of every cell, null where it is empty."""
    head = pl.Series(list(map(cell_text, cells[:_HEAD])), dtype=pl.String)
    return head.append(_body_texts(cells[_HEAD:])) if len(cells) > _HEAD else head


def _body_texts(cells: Sequence[object]) -> pl.Series:
    kinds = set(map(type, cells))
    if kinds == {float}:
        return number_texts(pl.Series(cells, dtype=pl.Float64))
    if kinds == {str}:
        return _filled(pl.Series(cells, dtype=pl.String))
    if kinds == {float, str}:
        return _mixed_texts(cells)
    return pl.Series(list(map(cell_text, cells)), dtype=pl.String)


def _mixed_texts(cells: Sequence[object]) -> pl.Series:
    """Texts of numbers, empty cells and, rarely, words."""
    try:
        return number_texts(
            pl.Series([cell or (None if cell.__class__ is str else cell) for cell in cells], dtype=pl.Float64)
        )
    except TypeError:
        numbers = pl.Series([cell if cell.__class__ is float else None for cell in cells], dtype=pl.Float64)
        words = [(row, cell) for row, cell in enumerate(cells) if cell and cell.__class__ is str]
        return number_texts(numbers).scatter(*map(list, zip(*words, strict=True)))


def number_texts(numbers: pl.Series) -> pl.Series:
    """The text of every number, null where there is none."""
    if ((numbers.floor() == numbers) & (numbers.abs() < EXACT)).all():
        return numbers.cast(pl.Int64).cast(pl.String)
    written = numbers.cast(pl.String)
    # Outside these bounds Polars may write an exponent; a longer text has digits that a spreadsheet does not show.
    is_usual = numbers.abs().is_between(_SMALL, EXACT, closed="left") | (written == "0.0")
    rest = (~(is_usual & (written.str.len_bytes() <= LONGEST))).arg_true()
    texts = written.str.strip_suffix(".0")
    return texts.scatter(rest, list(map(cell_text, numbers.gather(rest)))) if len(rest) else texts


def _filled(words: pl.Series) -> pl.Series:
    return words.set(words == "", None) if (words == "").any() else words
