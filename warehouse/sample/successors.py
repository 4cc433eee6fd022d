"""Returns after a merger or an exit: the heir reports for both firms, the firm that left no longer reports.

From the month of the merger on the heir's year to date, and its same period of last year, include the merged firm's
whole year: that is how a merger stands in a return.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.sample.changes import Ending

_AMOUNTS = [column.name for column in MONTHLY_FINANCIAL_RETURN.columns if column.unit_id is not None]
_QUANTITIES = ["output_month", "output_ytd", "output_same_month", "output_same_ytd", "capacity_year"]
_WEIGHTS = {"price_month": "output_ytd", "price_same_month": "output_same_ytd"}
"""The quantity that weighs each price where both firms make the same product."""


def financial_after(rows: pl.DataFrame, endings: Iterable[Ending], period: Period) -> pl.DataFrame:
    """The financial returns of a month without ended firms, the merged ones in the amounts of their heirs."""
    return _after(rows, endings, period, ("index",), {name: _total(name) for name in _AMOUNTS})


def output_after(rows: pl.DataFrame, endings: Iterable[Ending], period: Period) -> pl.DataFrame:
    """The output returns of a month likewise; the price of a product that both make is its unit value."""
    totals = {name: _total(name) for name in _QUANTITIES}
    return _after(
        rows, endings, period, ("index", "product_code"), totals | {price: _mean(price) for price in _WEIGHTS}
    )


def _after(
    rows: pl.DataFrame, endings: Iterable[Ending], period: Period, keys: Sequence[str], joint: Mapping[str, pl.Expr]
) -> pl.DataFrame:
    """The rows of a month; those of heir and merged firm as the heir's, one per key."""
    ended = [end for end in endings if end.day <= period.end_date]
    heirs = {end.code: end.heir_code for end in ended if end.heir_code is not None}
    code = pl.col("credit_code")
    rows = rows.filter(~code.is_in([end.code for end in ended if end.heir_code is None]))
    if not heirs:
        return rows
    own = rows.filter(code.is_in(list(heirs.values())))
    identity = own.select("credit_code", "index", "name").unique()
    both = (
        pl.concat([own, rows.filter(code.is_in(list(heirs)))])
        .drop("index", "name")
        .with_columns(code.replace(heirs))
        .join(identity, on="credit_code")
    )
    first = [pl.col(name).first() for name in rows.columns if name not in keys and name not in joint]
    summed = both.group_by(keys, maintain_order=True).agg(*first, *(how.alias(name) for name, how in joint.items()))
    alone = rows.filter(~code.is_in([*heirs, *heirs.values()]))
    return pl.concat([alone, summed.select(rows.columns)]).sort("index", maintain_order=True)


def _total(name: str) -> pl.Expr:
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum())


def _mean(price: str) -> pl.Expr:
    weight = pl.col(_WEIGHTS[price])
    return (pl.col(price) * weight).sum() // weight.sum()
