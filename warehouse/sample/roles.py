"""Firms with a fixed course, so that truths about them are known before any file is read.

Years are offsets from the first year of the sample: -1 is the year before it, which only occurs in 上年同期.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The role of a firm with a fixed course, in the order of priority for small samples."""

    NICKEL = "nickel_maker"
    """Output +10 %, price -29.8 % in the second year."""
    FAILS_TWICE = "fails_twice"
    """Revenue falls in the first and in the second year, by volume; in a chain without a demonstrating role."""
    FAILS_ONCE = "fails_once"
    """Revenue falls in the first year only."""
    CHAIN_LEADER = "chain_leader"
    """Leads the chain whose counted revenue passes ten billion yuan in December of the second year."""
    CHAIN_MEMBER_1 = "chain_member_1"
    CHAIN_MEMBER_2 = "chain_member_2"
    CHAIN_MEMBER_3 = "chain_member_3"
    CHAIN_MEMBER_4 = "chain_member_4"
    LATE = "late_reporter"
    """Missing from the file of one month, sent as a supplement a month later."""
    RESTATED = "restated_base"
    """Reports a same period of last year that differs from its report of last year."""
    CORRECTED = "corrected"
    """One month's revenue is first sent wrong; the file is sent again."""
    ENTRANT = "entrant"
    """First reports in February of the second year."""


@dataclass(frozen=True)
class FixedCourse:
    """Fixed quantities and prices of one product.

    `months` are the quantities of January-February and of March to December in the first year, in the product's unit;
    `prices_yuan` likewise. `quantity` and `price` are per mille of these by year; later years repeat the last.
    """

    product_code: str
    months: tuple[int, ...]
    prices_yuan: tuple[int, ...]
    quantity: Mapping[int, int]
    price: Mapping[int, int]


def at_offset(levels: Mapping[int, int], offset: int) -> int:
    """The level of a year: its own, else that of the last year before it."""
    return levels[max(known for known in levels if known <= offset)]


def _even(monthly: int) -> tuple[int, ...]:
    return (2 * monthly, *[monthly] * 10)


_FLAT = {-1: 1000}

FIXED_COURSES: Mapping[Role, FixedCourse] = {
    # Multiples of 1000 tonnes and 5000 yuan: 1.1 times the quantity at 0.702 times the price is a whole thousand yuan.
    Role.NICKEL: FixedCourse(
        "321301",
        months=tuple(1000 * month for month in (22, 11, 11, 12, 12, 12, 11, 12, 12, 13, 13)),
        prices_yuan=tuple(1000 * price for price in (100, 100, 105, 105, 110, 115, 115, 110, 105, 105, 100)),
        quantity={-1: 960, 0: 1000, 1: 1100, 2: 1120},
        price={-1: 980, 0: 1000, 1: 702, 2: 740},
    ),
    Role.FAILS_TWICE: FixedCourse(
        "309101", _even(3000), (6800,) * 11, quantity={-1: 1000, 0: 920, 1: 865, 2: 890}, price=_FLAT
    ),
    Role.FAILS_ONCE: FixedCourse(
        "326201", _even(2000), (15200,) * 11, quantity={-1: 1000, 0: 930, 1: 1010, 2: 1060}, price=_FLAT
    ),
    **{
        role: FixedCourse(code, _even(monthly), (price,) * 11, {-1: 960, 0: 1000, 1: 1045, 2: 1100}, _FLAT)
        for role, code, monthly, price in (
            (Role.CHAIN_MEMBER_1, "342101", 200, 175_000),
            (Role.CHAIN_MEMBER_2, "351201", 200, 260_000),
            (Role.CHAIN_MEMBER_3, "381101", 150, 480_000),
            (Role.CHAIN_MEMBER_4, "342101", 300, 175_000),
        )
    },
}

CHAIN_CODE = "L02"
CHAIN_SHARES: Mapping[Role, int] = {
    Role.CHAIN_LEADER: 100,
    Role.CHAIN_MEMBER_1: 100,
    Role.CHAIN_MEMBER_2: 80,
    Role.CHAIN_MEMBER_3: 60,
    Role.CHAIN_MEMBER_4: 45,
}
"""The counted share of each member's revenue for the chain, in per cent."""

CHAIN_TARGETS: Mapping[int, int] = {-1: 8_600_000, 0: 9_200_000, 1: 10_300_000, 2: 11_100_000}
"""The chain's counted revenue by year, in thousand yuan; the leader contributes what the others lack."""

LEADER_PRODUCT = "381101"
ROLE_PRODUCTS: Mapping[Role, str] = {
    Role.CHAIN_LEADER: LEADER_PRODUCT,
    **{role: course.product_code for role, course in FIXED_COURSES.items()},
}
RESTATED_PER_MILLE: Mapping[Role, int] = {Role.FAILS_TWICE: 985, Role.ENTRANT: 1020}
RESTATED_MONTHLY = 500
"""The restated firm's addition to every month of last year's revenue and output, in thousand yuan."""


SHRINKING_FIELD, SHRINKING_PER_MILLE = "公共安全", -220
"""The field whose output falls in every year, and by how much before noise."""
REDEFINED_PRODUCT, REDEFINED_PER_MILLE = "441401", 800
"""Wind power: from the second year on a fifth of its makers' money (power bought and sold on) no longer counts."""


def role_indexes(enterprises: int) -> dict[Role, int]:
    """The position of each role in the register (0-based); a small sample has the first roles only."""
    roles = list(Role)
    if enterprises < len(roles):
        return {role: index for index, role in enumerate(roles[:enterprises])}
    return {role: number * enterprises // len(roles) for number, role in enumerate(roles)}
