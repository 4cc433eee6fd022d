"""Fund performance: commitments, calls, paid-in capital, amplification and returns.

Amplification (资金放大倍数) in the rules in force is paid-in over paid-in; headlines name committed over committed.
Both are stored, and never mixed. DPI is distributions over paid-in, RVPI the residual value over paid-in, TVPI their
sum; the residual value is the newest valuation alone. Ratios count flows up to the day of that valuation, so that both
sides of a fraction are of one day (docs/sources/funds.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import polars as pl

from warehouse.measures.money.doubts import doubted_invested, doubted_paid_in
from warehouse.measures.money.internal_rate import Flow, Rate, internal_rate
from warehouse.measures.reason import Reason

_SIX = Decimal("0.000001")
_ZERO = Decimal(0)
_BEYOND = Decimal("1e11")
"""Not a plausible multiple: a unit error, or a denominator near zero."""


@dataclass
class _Book:
    """Everything reported about one fund."""

    committed: Decimal = _ZERO
    called: Decimal | None = None
    payments: list[Flow] = field(default_factory=list)
    distributions: list[Flow] = field(default_factory=list)
    nav: Flow | None = None
    invested: Decimal = _ZERO
    outside: Decimal = _ZERO
    investment_count: int = 0
    enterprises: set[str] = field(default_factory=set)
    is_flagged: bool = False

    @property
    def paid_in(self) -> Decimal:
        return sum((amount for _, amount in self.payments), _ZERO)

    @property
    def called_unpaid(self) -> Decimal | None:
        return None if self.called is None else self.called - self.paid_in


def fund_performance(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per fund with reported flows, in the columns of mart.fund_performance, by fund."""
    funds = {row["fund_id"]: row for row in tables["core.fund"].iter_rows(named=True)}
    books = _books(tables)
    given = _given(tables["core.fund_contribution"])
    for giver, _ in given:
        # A guide fund is measured by what it gave, even where its own paid-in capital was not reported.
        if funds[giver]["fund_kind"] == "guide":
            books.setdefault(giver, _Book())
    onward = _onward(given)
    paid_in_doubt = doubted_paid_in(tables["core.fund_contribution"])
    invested_in_doubt = doubted_invested(tables["core.fund_investment"], tables["core.enterprise_change"])
    rows = []
    for fund_id in sorted(books):
        fund, book = funds[fund_id], books[fund_id]
        rows.append(
            {"fund_id": fund_id, "is_flagged": book.is_flagged, "is_synthetic": fund["is_synthetic"]}
            | {"committed_cny": book.committed, "paid_in_cny": book.paid_in}
            | {"called_cny": book.called, "called_unpaid_cny": book.called_unpaid}
            | {"call_reason": Reason.NOT_REPORTED.value if book.called is None else None}
            | _amplification(fund, funds, books, given)
            | {"invested_cny": book.invested, "investment_count": book.investment_count}
            | {"enterprise_count": len(book.enterprises)}
            | {"doubted_paid_in_cny": paid_in_doubt.get(fund_id, _ZERO)}
            | {"doubted_invested_cny": invested_in_doubt.get(fund_id, _ZERO)}
            | _balance(book, onward.get(fund_id, _ZERO))
            | _returns(book)
        )
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row") if rows else pl.DataFrame(schema=_SCHEMA)


def _books(tables: Mapping[str, pl.DataFrame]) -> dict[str, _Book]:
    books: dict[str, _Book] = {}
    for row in tables["core.fund_contribution"].iter_rows(named=True):
        book = books.setdefault(row["fund_id"], _Book())
        book.is_flagged |= row["is_flagged"]
        book.committed += row["committed_cny"]
        if row["called_cny"] is not None:
            book.called = (book.called or _ZERO) + row["called_cny"]
        book.payments.append((row["contribution_date"], row["paid_in_cny"]))
        if row["contributor_fund_id"] is None:
            book.outside += row["paid_in_cny"]
    for row in tables["core.fund_distribution"].iter_rows(named=True):
        book = books.setdefault(row["fund_id"], _Book())
        book.is_flagged |= row["is_flagged"]
        book.distributions.append((row["distribution_date"], row["amount_cny"]))
    for row in tables["core.fund_valuation"].filter(pl.col("is_latest")).iter_rows(named=True):
        book = books.setdefault(row["fund_id"], _Book())
        book.is_flagged |= row["is_flagged"]
        book.nav = (row["valuation_date"], row["nav_cny"])
    for row in tables["core.fund_investment"].iter_rows(named=True):
        book = books.setdefault(row["fund_id"], _Book())
        book.is_flagged |= row["is_flagged"]
        book.invested += row["amount_cny"]
        book.investment_count += 1
        book.enterprises.add(row["enterprise_id"] or row["credit_code"])
    return books


Given = dict[tuple[str, str], tuple[Decimal, Decimal]]
"""Committed and paid-in amounts from one fund to another, by (contributor, fund)."""


def _onward(given: Given) -> dict[str, Decimal]:
    """What each fund paid in to others."""
    onward: dict[str, Decimal] = {}
    for (giver, _), (_, paid_in) in given.items():
        onward[giver] = onward.get(giver, _ZERO) + paid_in
    return onward


def _balance(book: _Book, onward: Decimal) -> dict[str, object]:
    """Where the paid-in capital lies: in firms, in other funds, or not invested (cash, fees and costs)."""
    is_paid = book.paid_in > 0
    return {
        "outside_cny": book.outside,
        "onward_cny": onward,
        "not_invested_cny": book.paid_in - book.invested - onward if is_paid else None,
        "balance_reason": None if is_paid else Reason.NOTHING_PAID.value,
    }


def _given(contributions: pl.DataFrame) -> Given:
    summed = (
        contributions.filter(pl.col("contributor_fund_id").is_not_null())
        .group_by("contributor_fund_id", "fund_id", maintain_order=True)
        .agg(pl.col("committed_cny").sum(), pl.col("paid_in_cny").sum())
    )
    return {(giver, fund): (committed, paid_in) for giver, fund, committed, paid_in in summed.rows()}


def _amplification(
    fund: Mapping[str, object], funds: Mapping[str, Mapping[str, object]], books: Mapping[str, _Book], given: Given
) -> dict[str, Decimal | bool | str | None]:
    """The guide fund's money compared with all money, for a sub-fund or for the sub-funds of a guide fund together."""
    match fund["fund_kind"]:
        case "sub_fund":
            guide, members = str(fund["parent_fund_id"]), [str(fund["fund_id"])]
        case "guide":
            guide = str(fund["fund_id"])
            # A real guide fund is never measured by invented sub-funds.
            members = [
                member
                for member in books
                if funds[member]["parent_fund_id"] == guide and funds[member]["is_synthetic"] == fund["is_synthetic"]
            ]
        case _:
            return {"amplification_reason": Reason.NOT_LINKED.value}
    parts = [given.get((guide, member), (_ZERO, _ZERO)) for member in members]
    committed, paid_in = (sum((part[at] for part in parts), _ZERO) for at in (0, 1))
    all_committed = sum((books[member].committed for member in members), _ZERO)
    all_paid_in = sum((books[member].paid_in for member in members), _ZERO)
    return {
        "is_flagged": any(books[member].is_flagged for member in [*members, str(fund["fund_id"])]),
        "guide_committed_cny": committed,
        "guide_paid_in_cny": paid_in,
        "amplified_committed_cny": all_committed,
        "amplified_paid_in_cny": all_paid_in,
        "committed_amplification": _ratio(all_committed, committed),
        "paid_in_amplification": _ratio(all_paid_in, paid_in),
        "amplification_reason": (
            _why_null(all_paid_in, paid_in) or _why_null(all_committed, committed, Reason.BASE_NOT_POSITIVE)
        ),
    }


def _returns(book: _Book) -> dict[str, object]:
    """Ratios and rate as of the newest valuation; without one only DPI, of everything distributed so far."""
    until = book.nav[0] if book.nav is not None else date.max
    payments = [(day, amount) for day, amount in book.payments if day <= until]
    distributions = [(day, amount) for day, amount in book.distributions if day <= until]
    paid_in = sum((amount for _, amount in payments), _ZERO)
    distributed = sum((amount for _, amount in distributions), _ZERO)
    known: dict[str, object] = {
        "distributed_cny": sum((amount for _, amount in book.distributions), _ZERO),
        "dpi": _ratio(distributed, paid_in),
    }
    if book.nav is None:
        missing = Reason.NOT_REPORTED if paid_in else Reason.NOTHING_PAID
        return known | {
            "irr_note": "no_valuation" if paid_in else "no_payment",
            "returns_reason": missing.value,
        }
    rate = _rate(payments, distributions, book.nav)
    return known | {
        "nav_date": book.nav[0],
        "nav_cny": book.nav[1],
        "paid_in_at_nav_cny": paid_in,
        "distributed_at_nav_cny": distributed,
        "rvpi": _ratio(book.nav[1], paid_in),
        "tvpi": _ratio(distributed + book.nav[1], paid_in),
        "returns_reason": _why_null(distributed + book.nav[1], paid_in) or _why_null(book.nav[1], paid_in),
        "irr": rate.value,
        "irr_note": rate.note,
    }


def irr_roots(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every rate of the funds whose flows have several, in the columns of mart.fund_irr_root."""
    books = _books(tables)
    synthetic = dict(tables["core.fund"].select("fund_id", "is_synthetic").iter_rows())
    rows = [
        (f"{fund_id}/{ordinal}", fund_id, ordinal, root, books[fund_id].is_flagged, synthetic[fund_id])
        for fund_id in sorted(books)
        for ordinal, root in enumerate(_rate_of(books[fund_id]).roots, start=1)
    ]
    return pl.DataFrame(rows, schema=_ROOT, orient="row")


def _rate_of(book: _Book) -> Rate:
    if book.nav is None:
        return Rate(None)
    until = book.nav[0]
    payments, distributions = (
        [flow for flow in flows if flow[0] <= until] for flows in (book.payments, book.distributions)
    )
    return _rate(payments, distributions, book.nav)


def _rate(payments: list[Flow], distributions: list[Flow], nav: Flow) -> Rate:
    return internal_rate([*((day, -amount) for day, amount in payments), *distributions, nav])


def _ratio(above: Decimal, below: Decimal) -> Decimal | None:
    """None where the denominator is zero, or so small that the ratio exceeds its column."""
    ratio = above / below if below else None
    return ratio.quantize(_SIX, ROUND_HALF_EVEN) if ratio is not None and abs(ratio) < _BEYOND else None


def _why_null(above: Decimal, below: Decimal, nothing_below: Reason = Reason.NOTHING_PAID) -> str | None:
    """Why a ratio is null."""
    if not below:
        return nothing_below.value
    return Reason.OUT_OF_RANGE.value if _ratio(above, below) is None else None


_AMOUNT, _NUMBER = pl.Decimal(38, 2), pl.Decimal(18, 6)
_SCHEMA: dict[str, Any] = {
    "fund_id": pl.String, "committed_cny": _AMOUNT, "called_cny": _AMOUNT, "called_unpaid_cny": _AMOUNT,
    "call_reason": pl.String, "paid_in_cny": _AMOUNT, "guide_committed_cny": _AMOUNT,
    "guide_paid_in_cny": _AMOUNT, "amplified_committed_cny": _AMOUNT, "amplified_paid_in_cny": _AMOUNT,
    "committed_amplification": _NUMBER, "paid_in_amplification": _NUMBER, "amplification_reason": pl.String,
    "invested_cny": _AMOUNT, "investment_count": pl.Int32, "enterprise_count": pl.Int32, "distributed_cny": _AMOUNT,
    "nav_date": pl.Date, "nav_cny": _AMOUNT, "paid_in_at_nav_cny": _AMOUNT, "distributed_at_nav_cny": _AMOUNT,
    "dpi": _NUMBER, "rvpi": _NUMBER, "tvpi": _NUMBER, "returns_reason": pl.String, "irr": _NUMBER,
    "irr_note": pl.String, "outside_cny": _AMOUNT, "onward_cny": _AMOUNT, "not_invested_cny": _AMOUNT,
    "balance_reason": pl.String, "doubted_paid_in_cny": _AMOUNT, "doubted_invested_cny": _AMOUNT,
    "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
}  # fmt: skip
_ROOT: dict[str, Any] = {
    "fund_irr_root_id": pl.String, "fund_id": pl.String, "ordinal": pl.Int32, "rate": _NUMBER,
    "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
}  # fmt: skip
