"""Sums that do not depend on the order of the rows: those of floats do, in their last digit."""

from __future__ import annotations

import polars as pl

_EXACT = pl.Decimal(38, 9)


def exact_sum(number: pl.Expr) -> pl.Expr:
    """The sum, each number to nine places."""
    # A sort before the sum would not do: the optimizer takes it out.
    return number.cast(_EXACT).sum().cast(pl.Float64)


def exact_mean(number: pl.Expr) -> pl.Expr:
    """The mean of what is not null, each number to nine places; null of nothing."""
    return pl.when(number.count() > 0).then(exact_sum(number) / number.count())
