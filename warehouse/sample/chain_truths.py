"""Truths about chains: who passes ten billion when, whose shares are too much, and where a loss would be felt."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import polars as pl

from warehouse.sample.chain_terms import (
    BACKUP,
    RUNNING_CHAIN,
    SHORT_STOCK,
    SINGLE_POINT,
    UNEXPLAINED,
    running_sums,
)
from warehouse.sample.facts import Facts
from warehouse.sample.truths import TEN_BILLION


def chain_truths(facts: Facts) -> Iterator[dict[str, object]]:
    """Those that this sample can contain."""
    codes = set(facts.chain_rows["chain_code"])
    yield from _twelve_months(facts)
    yield from _above_whole(facts)
    if {SINGLE_POINT[0], SHORT_STOCK[0], UNEXPLAINED[0], BACKUP[0]} <= codes:
        yield {
            "id": "chain_resilience",
            "what": "One node is the only source of what others cannot do without, one stock ends before its supplier "
            "has recovered, one need is not explained by its edges, and one supplier could take over half.",
            "expected": {
                "single_point": list(SINGLE_POINT),
                "short_stock": {"chain": SHORT_STOCK[0], "from": SHORT_STOCK[1], "to": SHORT_STOCK[2], "days": 20},
                "unexplained": {"chain": UNEXPLAINED[0], "node": UNEXPLAINED[2]},
                "backup": {"chain": BACKUP[0], "node": "甲醇", "by": BACKUP[1], "share": "0.5"},
            },
        }


def _twelve_months(facts: Facts) -> Iterator[dict[str, object]]:
    years = [facts.year_months(number) for number in range(3)]
    members = facts.chain_rows.filter((pl.col("chain_code") == RUNNING_CHAIN) & pl.col("credit_code").is_not_null())
    if not all(set(year) <= set(facts.periods) for year in years):
        return
    sums = running_sums(facts.accounts, members, facts.changes, years)
    full = {str(year[-1]): sums[str(year[-1])] for year in years[1:] if str(year[-1]) in sums}
    passing = {period: value for period, value in sums.items() if value >= TEN_BILLION}
    if not passing or len(full) < 2 or max(full.values()) >= TEN_BILLION:
        return
    yield {
        "id": "chain_twelve_months",
        "what": "Passes ten billion yuan in some twelve months, and in no full year: a member that leaves counts until "
        "then.",
        "chain_code": RUNNING_CHAIN,
        "periods": sorted(passing),
        "expected": {
            "running": {period: _text(value) for period, value in sorted(passing.items())},
            "full_years": {period[:4]: _text(value) for period, value in sorted(full.items())},
        },
    }


def _above_whole(facts: Facts) -> Iterator[dict[str, object]]:
    shares = facts.chain_rows.drop_nulls("credit_code").group_by("credit_code").agg(
        share=pl.col("counted_share").sum(), chains=pl.col("chain_code").sort()
    )  # fmt: skip
    for row in shares.filter(pl.col("share") > 100).sort("credit_code").iter_rows(named=True):
        yield {
            "id": "shares_above_whole",
            "what": "All chains together count more than the whole revenue of a firm; each share is scaled.",
            "credit_code": row["credit_code"],
            "expected": {"share": _text(Decimal(row["share"]) / 100), "chains": row["chains"]},
        }


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}"
