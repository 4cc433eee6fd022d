"""The internal rate of return on dated flows: a rate, or the reason for having none.

Money paid in is negative, money received positive. Years have 365 days. Exact decimals throughout: a power of two
decimals has the same digits on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from itertools import pairwise

MEANINGFUL_AFTER_DAYS = 730
"""In its first two years a fund pays fees and has sold nothing: the rate of that time (the J-curve) is meaningless."""
_YEAR = Decimal(365)
_LOWEST, _HIGHEST = Decimal("0.01"), Decimal(11)
"""Bounds of 1 + rate: from -99 % to +1000 % a year."""
_PROBES = 120
_NOTHING = Decimal("1e-12")
"""The value at a double rate is no more than this part of the largest flow: it is found to ten digits only."""
_SIX = Decimal("0.000001")

Flow = tuple[date, Decimal]


@dataclass(frozen=True)
class Rate:
    """A yearly rate (0.1 is 10 %) to six decimals, or a note on why there is none."""

    value: Decimal | None
    note: str | None = None
    roots: tuple[Decimal, ...] = ()
    """Every rate that solves the flows, ascending, where there are several; a double one counts once."""


def internal_rate(flows: Iterable[Flow]) -> Rate:
    """The rate at which the net present value is zero. The last flow holds the residual value, if any."""
    daily: defaultdict[date, Decimal] = defaultdict(Decimal)
    for day, amount in flows:
        daily[day] += amount
    dated = sorted((day, amount) for day, amount in daily.items() if amount)
    if not any(amount < 0 for _, amount in dated):
        return Rate(None, "no_payment")
    # A residual value of zero still dates the fund.
    if (max(daily) - dated[0][0]).days < MEANINGFUL_AFTER_DAYS:
        return Rate(None, "j_curve")
    if not any(amount > 0 for _, amount in dated):
        return Rate(None, "one_sign")
    with localcontext() as context:
        context.prec = 28
        years = [((day - dated[0][0]).days / _YEAR, amount) for day, amount in dated]
        brackets = _brackets(years)
        touched = _touching(years) if len(dated) > 2 and not brackets else []
        if len(brackets) != 1:
            roots = [*(_bisect(years, *bracket) for bracket in brackets), *touched]
            rates = tuple(sorted((growth - 1).quantize(_SIX, ROUND_HALF_EVEN) for growth in roots))
            return Rate(None, "several_rates", rates) if rates else Rate(None, "out_of_range")
        growth = _bisect(years, *brackets[0])
        return Rate((growth - 1).quantize(_SIX, ROUND_HALF_EVEN))


def _value(years: list[tuple[Decimal, Decimal]], growth: Decimal) -> Decimal:
    """The present value of the flows on the first day at 1 + rate = growth."""
    return sum((amount * growth**-passed for passed, amount in years), Decimal(0))


def _brackets(years: list[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    """The intervals in which the value changes its sign. Flows with one change of sign have at most one."""
    signs = [amount > 0 for _, amount in years]
    changes = sum(before != after for before, after in pairwise(signs))
    steps = 1 if changes == 1 else _PROBES
    ratio = (_HIGHEST / _LOWEST) ** (1 / Decimal(steps))
    points = [_LOWEST * ratio**step for step in range(steps + 1)]
    values = [_value(years, point) for point in points]
    return [
        (points[at], points[at + 1]) for at in range(steps) if (values[at] > 0) != (values[at + 1] > 0)
    ]  # fmt: skip


def _touching(years: list[tuple[Decimal, Decimal]]) -> list[Decimal]:
    """Where the value reaches zero without a change of its sign: a double rate."""
    ratio = (_HIGHEST / _LOWEST) ** (1 / Decimal(_PROBES))
    points = [_LOWEST * ratio**step for step in range(_PROBES + 1)]
    sizes = [abs(_value(years, point)) for point in points]
    largest = max(abs(amount) for _, amount in years)
    found = []
    for at in range(1, _PROBES):
        if sizes[at - 1] >= sizes[at] <= sizes[at + 1]:
            growth = _lowest(years, points[at - 1], points[at + 1])
            if abs(_value(years, growth)) <= largest * _NOTHING:
                found.append(growth)
    return found


def _lowest(years: list[tuple[Decimal, Decimal]], low: Decimal, high: Decimal) -> Decimal:
    """The point between these at which the size of the value is least."""
    while high - low > Decimal("1e-10"):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        if abs(_value(years, first)) <= abs(_value(years, second)):
            high = second
        else:
            low = first
    return (low + high) / 2


def _bisect(years: list[tuple[Decimal, Decimal]], low: Decimal, high: Decimal) -> Decimal:
    is_positive = _value(years, low) > 0
    while high - low > Decimal("1e-12"):
        middle = (low + high) / 2
        if (_value(years, middle) > 0) == is_positive:
            low = middle
        else:
            high = middle
    return (low + high) / 2
