"""Fast path for plain cells: types them in one step for all columns of a table.

A cell is plain if cleaning leaves it unchanged and no rule applies: `1205.5` in a column of amounts, a credit code with
a valid check digit. Most cells are plain. All others go through typing.type_column, which gives plain cells the same
value; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from warehouse.domain.identifiers import ALPHABET, CREDIT_CODE_WEIGHTS
from warehouse.forms.datasets import QUANTITY
from warehouse.forms.form import CellType, Column
from warehouse.transforms.cells.declared import declared_rules

_ONE = Decimal(1)
_WIDE = pl.Decimal(38, 12)
_PATTERNS: Mapping[CellType, str] = {
    # As many digits as a stored value has: nothing is rounded or too long.
    CellType.DECIMAL: r"^-?[0-9]{1,12}(?:\.[0-9]{1,6})?$",
    CellType.INTEGER: r"^-?[0-9]{1,9}$",
    CellType.DATE: r"^(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
    CellType.CODE: r"^[0-9]+$",
    # Fifteen digits and three zeros are a code truncated by a spreadsheet.
    CellType.CREDIT_CODE: f"^[{ALPHABET}]{{18}}$",
    CellType.TEXT: r"^[\p{Han}A-Za-z0-9()（）]+$",
}
_LONGEST_WHOLE = 12
_SAFE_FACTOR = 10**6
"""Twelve digits times this fit an integer of 64 bits."""
_DESTROYED = r"^[0-9]{15}000$"
_VALUES = pl.Series([ALPHABET.find(chr(code)) for code in range(256)], dtype=pl.Int32)


@dataclass(frozen=True)
class PlainCells:
    """The values of a column's plain cells, null elsewhere, and the mask of the other cells.

    An empty cell is plain where the column allows it. `nothing` is null for every cell: plain cells have no finding.
    """

    values: pl.Series
    others: pl.Series
    nothing: pl.Series


def read_plain_cells(
    columns: Sequence[Column], texts: pl.DataFrame, factors: Mapping[str, Decimal]
) -> dict[str, PlainCells]:
    """The plain cells of every column that can have some, by the name of the column."""
    known = [column for column in columns if column.cell_type in _PATTERNS]
    whole = _whole_numbers([column.name for column in known if column.cell_type is CellType.DECIMAL], texts)
    looked_at = texts.with_columns(**whole).select(
        expression
        for column in known
        for expression in _expressions(column, factors.get(column.name, _ONE), column.name in whole)
    )
    nothing = pl.repeat(None, texts.height, dtype=pl.String, eager=True)
    return {
        column.name: PlainCells(looked_at[column.name], _places_of_others(looked_at[f"{column.name}?"]), nothing)
        for column in known
    }


def _places_of_others(is_plain: pl.Series) -> pl.Series:
    # Most columns have none, and detecting that needs no step of Polars.
    return pl.Series([], dtype=pl.UInt32) if is_plain.all() else (~is_plain).arg_true()


def _whole_numbers(names: Sequence[str], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """Columns of empty cells and whole numbers of at most twelve characters: detected without a pattern."""
    numbers = pl.col(names).cast(pl.Int64, strict=False)
    # An empty cell is neither, and all() ignores it.
    is_whole = (pl.col(names).str.len_bytes() <= _LONGEST_WHOLE) & (numbers.is_not_null() | pl.col(names).is_null())
    looked_at = texts.select(numbers, is_whole.all().name.suffix("?")) if names else texts
    return {name: looked_at[name] for name in names if looked_at[f"{name}?"].first()}


def _expressions(column: Column, factor: Decimal, is_whole: bool) -> Iterator[pl.Expr]:
    """The value of a plain cell, under the column's name, and whether the cell is plain. Texts of a column that
    `is_whole` are numbers already."""
    text = pl.col(column.name)
    is_plain = pl.when(text.is_not_null()).then(True) if is_whole else text.str.contains(_PATTERNS[column.cell_type])
    match column.cell_type:
        case CellType.DECIMAL if factor == _ONE:
            value = text.cast(QUANTITY, strict=False)
        case CellType.DECIMAL if is_whole and factor == int(factor) <= _SAFE_FACTOR:
            value = (text * int(factor)).cast(QUANTITY, strict=False)
            is_plain &= value.is_not_null()
        case CellType.DECIMAL:
            wide = text.cast(_WIDE, strict=False) * pl.lit(factor)
            value = wide.round(6, mode="half_to_even").cast(QUANTITY, strict=False)
            # Rounding creates a finding, so the cell is not plain.
            is_plain &= (value.cast(_WIDE) == wide).fill_null(False)
        case CellType.INTEGER:
            value = text.cast(pl.Int32, strict=False)
        case CellType.DATE:
            value = text.str.to_date("%Y-%m-%d", strict=False)
            is_plain &= value.is_not_null()
        case CellType.CREDIT_CODE:
            value = text
            is_plain &= ~text.str.contains(_DESTROYED) & _has_check_character(text)
        case _:
            value = text
    for declared in declared_rules(column):
        is_plain &= ~declared.breaks(value)
    yield value.alias(column.name)
    # Null only for an empty cell.
    yield is_plain.fill_null(column.nullable).alias(f"{column.name}?")


def _has_check_character(text: pl.Expr) -> pl.Expr:
    """Whether the weighted sum of a code's characters is a multiple of 31; null where it does not have 18 bytes."""
    characters = text.cast(pl.Binary).bin.reinterpret(dtype=pl.Array(pl.UInt8, 18))
    weighed = (
        pl.lit(_VALUES).gather(characters.arr.get(place)) * weight
        for place, weight in enumerate((*CREDIT_CODE_WEIGHTS, 1))
    )
    return pl.sum_horizontal(weighed) % 31 == 0
