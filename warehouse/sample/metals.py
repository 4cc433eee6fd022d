"""Prices of metals as they really moved: monthly means of the World Bank's Pink Sheet, packaged with the sample."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from importlib import resources

_FILE = "metal_prices_world_bank.csv"


def metal_courses(years: Iterable[int], months: Iterable[int]) -> dict[str, dict[tuple[int, int], int]]:
    """Price by year and month per mille of the mean of the first year, by series; none where a month is not packaged.

    February is the mean of January and February, as it is in the returns.
    """
    years, months = tuple(years), tuple(months)
    courses: dict[str, dict[tuple[int, int], int]] = {}
    for series, known in _monthly().items():
        if any((year, month) not in known for year in years for month in range(1, 13)):
            continue
        base = _mean(known, years[0])
        courses[series] = {
            (year, month): round(_returned(known, year, month) / base * 1000) for year in years for month in months
        }
    return courses


def yearly_means() -> dict[str, dict[int, Decimal]]:
    """Mean of the twelve months of a year, dollars per tonne, by series."""
    means: dict[str, dict[int, Decimal]] = {}
    for series, known in _monthly().items():
        for year in {year for year, _ in known}:
            means.setdefault(series, {})[year] = _mean(known, year)
    return means


def _mean(known: dict[tuple[int, int], Decimal], year: int) -> Decimal:
    return sum((known[year, month] for month in range(1, 13)), Decimal()) / 12


def _returned(known: dict[tuple[int, int], Decimal], year: int, month: int) -> Decimal:
    return known[year, month] if month != 2 else (known[year, 1] + known[year, 2]) / 2


def _monthly() -> dict[str, dict[tuple[int, int], Decimal]]:
    text = (resources.files("warehouse.sample") / "macro" / _FILE).read_text("utf-8-sig")
    prices: dict[str, dict[tuple[int, int], Decimal]] = {}
    for row in csv.reader(text.splitlines()):
        if row[0].startswith("price_"):
            year, month = map(int, row[3].split("-"))
            prices.setdefault(row[0], {})[year, month] = Decimal(row[5])
    return prices
