"""Yuan in doubt: paid in before they were called or above what was committed, invested in firms that had ended.

They stay in every sum of funds, since what a fund reports has to add up; each is a contradiction with both places, and
mart.fund_performance says how many yuan they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.register.enterprise_changes import ended_by

Row = Mapping[str, Any]
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Payment:
    """A payment of a contributor to a fund, with what it paid, had committed and was called for."""

    row: Row
    paid: Decimal
    """Paid in so far, with this payment."""
    called: Decimal | None
    """Called for by that day; None where the contributor reports no call."""
    next_call: Row | None
    committed: Decimal
    """Committed in all."""
    last_commitment: Row | None

    @property
    def is_before_call(self) -> bool:
        return self.called is not None and self.paid > self.called

    @property
    def passes_commitment(self) -> bool:
        return bool(self.paid - self.row["paid_in_cny"] <= self.committed < self.paid)

    @property
    def doubted(self) -> Decimal:
        """How much of this payment was not called yet, or never committed."""
        early = self.paid - self.called if self.called is not None else _ZERO
        amount: Decimal = self.row["paid_in_cny"]
        return min(amount, max(early, self.paid - self.committed, _ZERO))


def payments(contributions: pl.DataFrame) -> Iterator[Payment]:
    """Every payment by fund and contributor, in the order of days."""
    pairs: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in contributions.sort("contribution_date", "source_row").iter_rows(named=True):
        pairs[row["fund_id"], row["contributor_name"]].append(row)
    for rows in pairs.values():
        calls = [row for row in rows if row["called_cny"]]
        committed = sum((row["committed_cny"] for row in rows), _ZERO)
        promise = next((row for row in reversed(rows) if row["committed_cny"]), None)
        paid = _ZERO
        for paying in rows:
            paid += paying["paid_in_cny"]
            if paying["paid_in_cny"]:
                day = paying["contribution_date"]
                called = sum((call["called_cny"] for call in calls if call["contribution_date"] <= day), _ZERO)
                later = next((call for call in calls if call["contribution_date"] > day), None)
                yield Payment(paying, paid, called if calls else None, later, committed, promise)


def endings_by_firm(changes: pl.DataFrame) -> dict[str, Row]:
    """The change by which each firm left or merged."""
    return {row["enterprise_id"]: row for row in ended_by(changes).iter_rows(named=True)}


def investments_after_end(investments: pl.DataFrame, changes: pl.DataFrame) -> Iterator[tuple[Row, Row]]:
    """Each investment in a firm that had left or merged by then, with that change."""
    endings = endings_by_firm(changes)
    for row in investments.iter_rows(named=True):
        end = endings.get(row["enterprise_id"])
        if end is not None and end["change_date"] <= row["investment_date"]:
            yield row, end


def doubted_paid_in(contributions: pl.DataFrame) -> dict[str, Decimal]:
    """Yuan of each fund that were paid before they were called or above what was committed."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for payment in payments(contributions):
        found[payment.row["fund_id"]] += payment.doubted
    return found


def doubted_invested(investments: pl.DataFrame, changes: pl.DataFrame) -> dict[str, Decimal]:
    """Yuan that each fund invested in firms of no register, or that had left or merged."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    unknown = investments.filter(pl.col("enterprise_id").is_null())
    for fund, amount in unknown.select("fund_id", "amount_cny").iter_rows():
        found[fund] += amount
    for row, _ in investments_after_end(investments, changes):
        found[row["fund_id"]] += row["amount_cny"]
    return found
