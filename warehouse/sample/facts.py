"""What the generator knows about a sample, from which the truths are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl

from warehouse.domain.period import Period
from warehouse.sample.catalogue import Catalogue
from warehouse.sample.changes import Changes
from warehouse.sample.economy import Quarter
from warehouse.sample.events import Events
from warehouse.sample.firms import Firms
from warehouse.sample.roles import Role
from warehouse.sample.sei_shares import Planted
from warehouse.sample.workbook import Cell


class Impossible(Exception):
    """This sample cannot contain the truth; the message says why."""


@dataclass(frozen=True)
class Facts:
    """The source of the truths: the final returns of the firms with a role.

    `accounts`: period (stored form), index and the columns of the financial form. `outputs`: likewise, of the output
    form, in hundredths. `wrong_revenue`: month and year-to-date revenue as first sent by the corrected firm.
    """

    first_year: int
    catalogue: Catalogue
    periods: tuple[Period, ...]
    firms: Firms
    events: Events
    accounts: pl.DataFrame
    outputs: pl.DataFrame
    chain_rows: pl.DataFrame
    wrong_revenue: tuple[int, int] | None
    changes: Changes
    supply_rows: list[list[Cell]]
    gap_rows: list[list[Cell]]
    planted: Planted
    share_years: tuple[int, ...]
    economy: tuple[Quarter, ...]
    unreported: Mapping[str, str]
    profits: Mapping[int, tuple[int, int]]
    field_revenue: Mapping[int, Mapping[str, tuple[int, int]]]

    def code(self, role: Role) -> str:
        code = self.firms.code_of(role)
        if code is None:
            raise Impossible(f"The sample has too few enterprises to hold the {role}.")
        return code

    def need(self, *periods: Period) -> None:
        missing = [str(period) for period in periods if period not in self.periods]
        if missing:
            raise Impossible(f"The sample has no return for {', '.join(missing)}.")

    def account(self, role: Role, period: Period, column: str) -> int:
        """One value of one firm's financial return."""
        rows = self.accounts.filter((pl.col("period") == str(period)) & (pl.col("credit_code") == self.code(role)))
        return int(rows[column].item())

    def year_months(self, offset: int) -> tuple[Period, ...]:
        """The reporting months of a year, counted from the first year of the sample."""
        return tuple(Period(self.first_year + offset, month=month) for month in range(2, 13))


Truth = dict[str, object]


def texts(*groups: tuple[Period, ...] | list[Period]) -> list[str]:
    return [str(period) for group in groups for period in group]


def plain(value: Decimal) -> str:
    """Without an exponent and without trailing zeros."""
    return f"{value.normalize():f}"


def six(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.000001'), ROUND_HALF_EVEN):f}"
