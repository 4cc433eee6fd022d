"""Days in China of columns of instants (UTC); of one instant: warehouse.domain.moment."""

from __future__ import annotations

import polars as pl


def days_in_china(instants: pl.Expr) -> pl.Expr:
    return instants.dt.offset_by("8h").dt.date()
