"""The second opinion on what is told of a group: each function over its rows, in fractions, rounded once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

Row = Mapping[str, Any]
PLACES = Decimal("0.000001")
ROUNDED = {"quantile"}
"""Functions whose last places may differ: DuckDB reckons what lies between two values in binary, and of fifteen
significant digits (docs/queries.md). The median is exact."""

ARGUMENTS = {"weightedMean": "weight", "quantile": "at", "hhi": "across"}
"""What a function needs beside the column."""


def tell(function: str, column: str, argument: Any, rows: Sequence[Row], whole: Sequence[Row]) -> Any:
    """What the function says of a column of these rows; `whole` are the rows of all groups."""
    values = values_of(rows, column)
    if function == "distinct":
        return len(set(values))
    if not values:
        return None
    return FUNCTIONS[function](column, argument, rows, whole)


def values_of(rows: Sequence[Row], column: str) -> list[Any]:
    return [row[column] for row in rows if row[column] is not None]


def exact_sum(values: Sequence[Any]) -> Any:
    with localcontext(prec=100):
        return sum(values[1:], values[0])


def _round(fraction: Fraction) -> Decimal:
    """Six places, a half away from nothing."""
    with localcontext(prec=100):
        exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
        return exact.quantize(PLACES, ROUND_HALF_UP) + 0


def _mean(column: str, _argument: Any, rows: Sequence[Row], _whole: Sequence[Row]) -> Decimal:
    values = values_of(rows, column)
    return _round(Fraction(exact_sum(values)) / len(values))


def _quantile(column: str, at: Decimal, rows: Sequence[Row], _whole: Sequence[Row]) -> Decimal:
    ordered = sorted(Fraction(value) for value in values_of(rows, column))
    place = (len(ordered) - 1) * Fraction(at)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return _round(ordered[before] + (ordered[after] - ordered[before]) * (place - before))


def _share(column: str, _argument: Any, rows: Sequence[Row], whole: Sequence[Row]) -> Decimal | None:
    total = Fraction(exact_sum(values_of(whole, column)))
    return _round(Fraction(exact_sum(values_of(rows, column))) / total) if total else None


def _weighted_mean(column: str, weight: str, rows: Sequence[Row], _whole: Sequence[Row]) -> Decimal | None:
    pairs = [
        (Fraction(row[weight]), Fraction(row[column]))
        for row in rows
        if row[weight] is not None and row[column] is not None
    ]
    weights = sum(weight for weight, _ in pairs)
    return _round(sum((weight * value for weight, value in pairs), Fraction(0)) / weights) if weights else None


def _hhi(column: str, across: str, rows: Sequence[Row], _whole: Sequence[Row]) -> Decimal | None:
    sums: dict[Any, Fraction] = {}
    for row in rows:
        if row[column] is not None:
            sums[row[across]] = sums.get(row[across], Fraction(0)) + Fraction(row[column])
    total = sum(sums.values())
    if min(sums.values()) < 0 or not total:
        return None
    return _round(sum(((own / total) ** 2 for own in sums.values()), Fraction(0)))


FUNCTIONS: Mapping[str, Callable[[str, Any, Sequence[Row], Sequence[Row]], Any]] = {
    "sum": lambda column, _argument, rows, _whole: exact_sum(values_of(rows, column)),
    "mean": _mean,
    "min": lambda column, _argument, rows, _whole: min(values_of(rows, column)),
    "max": lambda column, _argument, rows, _whole: max(values_of(rows, column)),
    "median": lambda column, _argument, rows, whole: _quantile(column, Decimal("0.5"), rows, whole),
    "share": _share,
    "weightedMean": _weighted_mean,
    "quantile": _quantile,
    "hhi": _hhi,
}
"""By the name that the schema has; none is asked of a column without a value."""
