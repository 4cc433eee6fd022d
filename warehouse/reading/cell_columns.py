"""A column of a workbook's cells -> its texts, the same as cell_text gives one by one, without a step per number.

Numbers are most of what is sent. Whole ones are turned into text by Polars, and those with decimals whose text is
short; the few that are left (a sum of binary fractions, very large or small ones) go through cell_text.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from warehouse.reading.cell_text import EXACT, LONGEST, cell_text

_HEAD = 32
"""Rows at the top are looked at by themselves: titles and headings stand above the numbers of most columns."""
_SHORT = rf"^-?\d[\d.]{{1,{LONGEST - 2}}}$"
"""Texts on which Polars and Python agree: no exponent, and few enough digits to be what a spreadsheet shows."""


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
        numbers = pl.Series([cell if cell.__class__ is float else None for cell in cells], dtype=pl.Float64)
        words = pl.Series([cell if cell.__class__ is str else None for cell in cells], dtype=pl.String)
        return number_texts(numbers).zip_with(numbers.is_not_null(), _filled(words))
    return pl.Series(list(map(cell_text, cells)), dtype=pl.String)


def number_texts(numbers: pl.Series) -> pl.Series:
    """The text of every number, null where there is none."""
    is_whole = (numbers.floor() == numbers) & (numbers.abs() < EXACT)
    if is_whole.all():
        return numbers.cast(pl.Int64).cast(pl.String)
    whole = numbers.cast(pl.Int64, strict=False).cast(pl.String)
    short = numbers.cast(pl.String)
    texts = whole.zip_with(is_whole, short)
    rest = (~is_whole & ~short.str.contains(_SHORT)).arg_true()
    return texts.scatter(rest, list(map(cell_text, numbers.gather(rest)))) if len(rest) else texts


def _filled(words: pl.Series) -> pl.Series:
    return words.set(words == "", None) if (words == "").any() else words
