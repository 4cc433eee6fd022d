"""Numbers as the marts store them: rates have six digits, and as in mart.observation none is a million million or more.

A cast of a number that does not fit raises even where it is asked for a null, and would stop a publication.
"""

from __future__ import annotations

import polars as pl

_LARGEST = 1e12
_RATE = pl.Decimal(18, 6)


def is_storable(rate: pl.Expr) -> pl.Expr:
    """False as well for what is no number; null stays null."""
    return rate.is_not_nan() & (rate.abs() < _LARGEST)


def stored(name: str, kind: pl.DataType) -> pl.Expr:
    """The column in the type of its contract; a decimal that is longer is null."""
    column = pl.col(name)
    if not isinstance(kind, pl.Decimal):
        return column.cast(kind)
    size = column.cast(pl.Float64).abs()
    largest = 10.0 ** ((kind.precision or 38) - kind.scale)
    return pl.when(size.is_not_nan() & (size < largest)).then(column).cast(kind)


def stored_rate(rate: pl.Expr) -> pl.Expr:
    """The rate as a decimal, null where it is not storable."""
    return pl.when(is_storable(rate)).then(rate).cast(_RATE)
