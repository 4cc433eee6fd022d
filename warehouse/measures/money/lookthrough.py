"""Whose money is in which firm: every investment of a fund, spread over the sources of the fund.

A fund's sources are its contributors by their share of what was paid in; the share of a fund that contributes is spread
over its own sources. One average share per fund, not per deal: that makes every level add up. Where a circle of funds
or a fund without paid-in capital leaves the source open, the source is null, and no yuan is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

import polars as pl

from warehouse.measures.reason import Reason

PUBLIC_KINDS = ("guide", "national", "regional")
_CENT = Decimal("0.01")
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Source:
    """Where money comes from: a contributor, None where it is open; `channel` is the first public fund on its way."""

    name: str | None
    channel: str
    reason: str | None = None


OTHER = "other"
Shares = dict[Source, Fraction]
Key = TypeVar("Key", bound=Hashable)


@dataclass
class FundMoney:
    """What funds were paid and passed on, and who is behind them."""

    paid_in: dict[str, Decimal] = field(default_factory=dict)
    onward: dict[str, Decimal] = field(default_factory=dict)
    outside: dict[str, Decimal] = field(default_factory=dict)
    sources: dict[str, Shares] = field(default_factory=dict)
    circles: tuple[tuple[str, ...], ...] = ()


def fund_money(funds: pl.DataFrame, contributions: pl.DataFrame) -> FundMoney:
    """The sources of every fund; the shares of each add up to 1, and a fund that nobody paid has one open source."""
    kinds = dict(funds.select("fund_id", "fund_kind").iter_rows())
    paid: defaultdict[str, defaultdict[tuple[str | None, str | None], Decimal]] = defaultdict(
        lambda: defaultdict(Decimal)
    )
    for fund, giver, name, amount in contributions.select(
        "fund_id", "contributor_fund_id", "contributor_name", "paid_in_cny"
    ).iter_rows():
        if amount:
            paid[fund][giver, None if giver is not None else name] += amount
    money = FundMoney()
    for fund in sorted(kinds):
        given: Mapping[tuple[str | None, str | None], Decimal] = paid.get(fund, {})
        money.paid_in[fund] = sum(given.values(), _ZERO)
        money.outside[fund] = sum((amount for (giver, _), amount in given.items() if giver is None), _ZERO)
        for (giver, _), amount in given.items():
            if giver is not None:
                money.onward[giver] = money.onward.get(giver, _ZERO) + amount
    money.circles = circles_of(contributions.filter(pl.col("paid_in_cny") > 0))
    circle_of = {fund: circle for circle in money.circles for fund in circle}

    def sources(fund: str) -> Shares:
        if fund in money.sources:
            return money.sources[fund]
        own = kinds[fund] if kinds[fund] in PUBLIC_KINDS else OTHER
        total = money.paid_in[fund]
        if not total:
            return money.sources.setdefault(fund, {Source(None, own, Reason.NO_SOURCE.value): Fraction(1)})
        found: defaultdict[Source, Fraction] = defaultdict(Fraction)
        for (giver, name), amount in paid[fund].items():
            share = Fraction(amount) / Fraction(total)
            if giver is None:
                found[Source(name, own)] += share
            elif giver in circle_of.get(fund, ()):
                found[Source(None, own, Reason.FUND_CIRCLE.value)] += share
            else:
                for source, part in sources(giver).items():
                    channel = own if source.channel == OTHER else source.channel
                    found[Source(source.name, channel, source.reason)] += share * part
        return money.sources.setdefault(fund, dict(found))

    for fund in sorted(kinds):
        sources(fund)
    return money


def circles_of(payments: pl.DataFrame) -> tuple[tuple[str, ...], ...]:
    """The funds that hold each other by these payments, over any number of steps."""
    givers: defaultdict[str, set[str]] = defaultdict(set)
    for fund, giver in payments.select("fund_id", "contributor_fund_id").iter_rows():
        if giver is not None:
            givers[fund].add(giver)
    reached: dict[str, set[str]] = {}
    for fund in list(givers):
        open_ends, seen = list(givers[fund]), set[str]()
        while open_ends:
            giver = open_ends.pop()
            if giver not in seen:
                seen.add(giver)
                open_ends.extend(givers.get(giver, ()))
        reached[fund] = seen
    found = {
        tuple(sorted({fund} | {other for other in reached[fund] if fund in reached.get(other, ())}))
        for fund in reached
        if fund in reached[fund]
    }
    return tuple(sorted(found))


def split(amount: Decimal, shares: Mapping[Key, Fraction]) -> dict[Key, Decimal]:
    """The amount by these shares of the whole, in cents that add up to it: what rounding leaves goes to the largest
    remainders, in order."""
    cents = int(amount / _CENT)
    exact = {key: cents * share for key, share in shares.items()}
    whole = {key: part.numerator // part.denominator for key, part in exact.items()}
    left = cents - sum(whole.values())
    for key in sorted(exact, key=lambda key: (whole[key] - exact[key], repr(key)))[:left]:
        whole[key] += 1
    return {key: part * _CENT for key, part in whole.items()}


def fund_lookthrough(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per investment and source, in the columns of mart.fund_lookthrough."""
    money = fund_money(tables["core.fund"], tables["core.fund_contribution"])
    places = _places(tables["core.enterprise"])
    flagged = set(tables["core.fund_contribution"].filter("is_flagged")["fund_id"].to_list())
    rows: list[dict[str, object]] = []
    for row in tables["core.fund_investment"].sort("fund_investment_id").iter_rows(named=True):
        shares = money.sources[row["fund_id"]]
        industry_id, region_code = places.get(row["enterprise_id"], (None, None))
        amounts = split(row["amount_cny"], shares)
        for number, source in enumerate(_ordered(shares), start=1):
            rows.append(
                {
                    "fund_lookthrough_id": f"{row['fund_investment_id']}/{number}",
                    "fund_investment_id": row["fund_investment_id"],
                    "fund_id": row["fund_id"],
                    "source_name": source.name,
                    "channel": source.channel,
                    "enterprise_id": row["enterprise_id"],
                    "credit_code": row["credit_code"],
                    "enterprise_name": row["enterprise_name"],
                    "industry_id": industry_id,
                    "region_code": region_code,
                    "year": str(row["investment_date"].year),
                    "investment_date": row["investment_date"],
                    "source_share": _six(shares[source]),
                    "amount_cny": amounts[source],
                    "reason": source.reason,
                    "is_flagged": row["is_flagged"] or row["fund_id"] in flagged,
                    "is_synthetic": row["is_synthetic"],
                }
            )
    return pl.DataFrame(rows, schema=LOOKTHROUGH, orient="row")


def money_by_field(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per source, channel and field, chain or region that its money lies in, each year of payment by itself.

    Each kind of group has all of the money: what lies in no known field or region, or outside all chains, is a group
    with a reason. A firm in several chains is split by its counted shares, and what they leave is outside.
    """
    chains = _chain_shares(tables["core.enterprise_chain"])
    places = _places(tables["core.enterprise"])
    found: defaultdict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    marks: defaultdict[tuple[Any, ...], bool] = defaultdict(bool)

    def add(row: Mapping[str, Any], industry_id: str | None, region_code: str | None, amount: Decimal) -> None:
        shares: dict[str | None, Fraction] = dict(chains.get(row["enterprise_id"], {}).items())
        if (rest := 1 - sum(shares.values(), Fraction(0))) > 0:
            shares[None] = rest
        parts = [("industry", industry_id, amount), ("region", region_code, amount)]
        parts += [("chain", chain, part) for chain, part in split(amount, shares).items()]
        for kind, group, part in parts:
            key = (kind, group, row["source_name"], row["channel"], row["year"], row["is_synthetic"])
            found[key] += part
            marks[key] |= row["is_flagged"]

    for row in tables["mart.fund_lookthrough"].iter_rows(named=True):
        add(row, row["industry_id"], row["region_code"], row["amount_cny"])
    for row in tables["core.direct_equity"].iter_rows(named=True):
        direct = {
            "source_name": row["investor_name"],
            "channel": "direct_equity",
            "year": str(row["payment_date"].year),
        }
        add({**row, **direct}, *places.get(row["enterprise_id"], (None, None)), row["paid_cny"])
    unknown = {"industry": Reason.NO_SOURCE, "region": Reason.NO_SOURCE, "chain": Reason.NOT_LINKED}
    rows = []
    for key in sorted(found, key=lambda key: tuple((part is None, str(part)) for part in key)):
        kind, group, source, channel, year, is_synthetic = key
        rows.append(
            {
                "money_by_field_id": "/".join(
                    str(part or "-") for part in (*key[:5], "xn" if is_synthetic else "real")
                ),
                "group_kind": kind,
                "industry_id": group if kind == "industry" else None,
                "chain_id": group if kind == "chain" else None,
                "region_code": group if kind == "region" else None,
                "source_name": source,
                "channel": channel,
                "year": year,
                "amount_cny": found[key],
                "reason": unknown[kind].value if group is None else None,
                "is_flagged": marks[key],
                "is_synthetic": is_synthetic,
            }
        )
    return pl.DataFrame(rows, schema=BY_FIELD, orient="row")


def _chain_shares(members: pl.DataFrame) -> dict[str, dict[str, Fraction]]:
    """The counted shares of each firm by chain; scaled where they are more than the whole."""
    found: defaultdict[str, defaultdict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for firm, chain, share in members.select("enterprise_id", "chain_id", "counted_share").iter_rows():
        if share:
            found[firm][chain] += Fraction(share)
    return {
        firm: {chain: share / max(Fraction(1), sum(shares.values(), Fraction(0))) for chain, share in shares.items()}
        for firm, shares in found.items()
    }


def _places(enterprises: pl.DataFrame) -> dict[str | None, tuple[str | None, str | None]]:
    return {
        firm: (industry, region)
        for firm, industry, region in enterprises.select("enterprise_id", "industry_id", "region_code").iter_rows()
    }


def _ordered(shares: Iterable[Source]) -> list[Source]:
    return sorted(shares, key=lambda source: (source.name is None, source.name or "", source.channel))


def _six(share: Fraction) -> Decimal:
    return round(Decimal(share.numerator) / Decimal(share.denominator), 6)


_AMOUNT = pl.Decimal(38, 2)
LOOKTHROUGH: dict[str, Any] = {
    **dict.fromkeys(("fund_lookthrough_id", "fund_investment_id", "fund_id", "source_name", "channel"), pl.String),
    **dict.fromkeys(("enterprise_id", "credit_code", "enterprise_name", "industry_id", "region_code"), pl.String),
    "year": pl.String, "investment_date": pl.Date, "source_share": pl.Decimal(19, 6), "amount_cny": _AMOUNT,
    "reason": pl.String, "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
}  # fmt: skip
BY_FIELD: dict[str, Any] = {
    **dict.fromkeys(("money_by_field_id", "group_kind", "industry_id", "chain_id", "region_code"), pl.String),
    **dict.fromkeys(("source_name", "channel", "year"), pl.String),
    "amount_cny": _AMOUNT, "reason": pl.String, "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
}  # fmt: skip
