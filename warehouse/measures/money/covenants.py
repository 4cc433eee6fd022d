"""Covenants of funds, measured from what the funds report on the day of their newest own measurement.

What is in firms of unknown place or field makes a range from `low` to `high`; a covenant is met only if its worse end
meets the threshold. Shares are 0 to 1 inside, and in the covenant's own unit in the mart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Literal

import polars as pl

from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets, rule_in_force

_SIX = Decimal("0.000001")
_ZERO = Decimal(0)
_YEAR_DAYS = Decimal("365.25")
_SCALE = {"percent": Decimal(100), "multiple": Decimal(1), "year": Decimal(1)}


@dataclass(frozen=True)
class CovenantBounds:
    reinvestment_basis: Literal["paid_in", "committed"]
    reinvestment_until: date
    province_prefix: str
    tolerance: Decimal


def load_covenant_rules() -> tuple[RuleSet[CovenantBounds], ...]:
    return load_rule_sets("covenant@*.toml", CovenantBounds)


@dataclass(frozen=True)
class _Range:
    low: Decimal | None
    high: Decimal | None
    reason: str | None = None
    part_low: Decimal | None = None
    part_high: Decimal | None = None
    whole: Decimal | None = None


def covenants_measured(tables: Mapping[str, pl.DataFrame], rules: Sequence[RuleSet[CovenantBounds]]) -> pl.DataFrame:
    """One row per fund and covenant, in the columns of mart.fund_covenant_measured."""
    funds = {row["fund_id"]: row for row in tables["core.fund"].iter_rows(named=True)}
    places = {row["enterprise_id"]: row for row in tables["core.enterprise"].iter_rows(named=True)}
    contributions = tables["core.fund_contribution"].with_columns(
        is_guide=pl.col("contributor_fund_id")
        .is_in([fund for fund, row in funds.items() if row["fund_kind"] == "guide"])
        .fill_null(False)
    )
    rows = []
    newest = tables["core.fund_covenant"].filter("is_latest").sort("fund_id", "covenant_kind")
    for covenant in newest.iter_rows(named=True):
        fund, day = funds[covenant["fund_id"]], covenant["measured_date"]
        rule = rule_in_force(rules, day) or rules[0]
        paid = contributions.filter(pl.col("fund_id") == fund["fund_id"], pl.col("contribution_date") <= day)
        invested = tables["core.fund_investment"].filter(
            pl.col("fund_id") == fund["fund_id"], pl.col("investment_date") <= day
        )
        found = _measure(covenant["covenant_kind"], fund, day, paid, invested, places, rule.bounds)
        scale = _SCALE[covenant["covenant_unit"]]
        low, high = (None if part is None else (part * scale).quantize(_SIX, ROUND_HALF_EVEN)
                     for part in (found.low, found.high))  # fmt: skip
        rows.append(
            {
                "fund_covenant_measured_id": f"{fund['fund_id']}/{covenant['covenant_kind']}",
                "fund_id": fund["fund_id"],
                "fund_covenant_id": covenant["fund_covenant_id"],
                **{name: covenant[name] for name in ("covenant_kind", "comparison", "threshold", "covenant_unit")},
                "measured_date": day,
                "part_low_cny": found.part_low,
                "part_high_cny": found.part_high,
                "whole_cny": found.whole,
                "low": low,
                "high": high,
                "is_met": _is_met(covenant["comparison"], covenant["threshold"], low, high),
                "reported_value": covenant["measured_value"],
                "is_met_as_reported": covenant["is_met"],
                **_difference(covenant["measured_value"], low, high, rule.bounds.tolerance * scale),
                "reason": found.reason,
                "rule_set_version_id": rule.version_id,
                "is_flagged": covenant["is_flagged"] or _any_flagged(paid) or _any_flagged(invested),
                "is_synthetic": covenant["is_synthetic"],
            }
        )
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _measure(
    kind: str,
    fund: Mapping[str, Any],
    day: date,
    paid: pl.DataFrame,
    invested: pl.DataFrame,
    places: Mapping[str, Mapping[str, Any]],
    bounds: CovenantBounds,
) -> _Range:
    guide = paid.filter("is_guide")
    match kind:
        case "guide_contribution_share":
            return _quotient(_sum(guide, "committed_cny"), _sum(paid, "committed_cny"))
        case "reinvestment_multiple":
            if day > bounds.reinvestment_until:
                return _Range(None, None, Reason.RULE_ENDED.value)
            here, unknown = _parts(invested, places, lambda firm: _is_in_province(firm, bounds))
            return _quotient(here, _sum(guide, f"{bounds.reinvestment_basis}_cny"), unknown)
        case "main_field_share":
            if fund["industry_id"] is None:
                return _Range(None, None, Reason.NOT_LINKED.value)
            here, unknown = _parts(invested, places, lambda firm: _is_of_field(firm, fund["industry_id"]))
            return _quotient(here, _sum(invested, "amount_cny"), unknown)
        case "first_call_share":
            return _quotient(_first(paid), _sum(paid, "committed_cny"))
        case "direct_equity_share":
            largest = invested["equity_share"].max() if invested.height else None
            return _exact(largest, Reason.NOT_REPORTED)
        case "term_years":
            return _exact(_years(fund["established_date"], day), Reason.NOT_DATED)
        case "investment_term_years":
            first = paid.filter(pl.col("paid_in_cny") > 0)["contribution_date"].min()
            last = invested["investment_date"].max() if invested.height else None
            return _exact(_years(first, last), Reason.NOTHING_PAID)
    return _Range(None, None, Reason.NO_SOURCE.value)


def _quotient(above: Decimal, below: Decimal, unknown: Decimal = _ZERO) -> _Range:
    if not below:
        return _Range(None, None, Reason.NOTHING_PAID.value)
    return _Range(above / below, (above + unknown) / below, None, above, above + unknown, below)


def _exact(value: Any, reason: Reason) -> _Range:
    return _Range(None, None, reason.value) if value is None else _Range(value, value)


def _years(start: Any, end: Any) -> Decimal | None:
    return None if start is None or end is None else Decimal((end - start).days) / _YEAR_DAYS


def _first(paid: pl.DataFrame) -> Decimal:
    """The first call; where none was reported, the first payment."""
    for name in ("called_cny", "paid_in_cny"):
        given = paid.filter(pl.col(name) > 0)
        if given.height:
            return _sum(given.filter(pl.col("contribution_date") == given["contribution_date"].min()), name)
    return _ZERO


def _parts(invested: pl.DataFrame, places: Mapping[str, Mapping[str, Any]], belongs: Any) -> tuple[Decimal, Decimal]:
    """What was invested in firms that belong, and in those of which nobody knows."""
    here = unknown = _ZERO
    for firm, amount in invested.select("enterprise_id", "amount_cny").iter_rows():
        match belongs(places.get(firm)):
            case True:
                here += amount
            case None:
                unknown += amount
    return here, unknown


def _is_in_province(firm: Mapping[str, Any] | None, bounds: CovenantBounds) -> bool | None:
    return None if firm is None else str(firm["region_code"]).startswith(bounds.province_prefix)


def _is_of_field(firm: Mapping[str, Any] | None, industry_id: str) -> bool | None:
    return None if firm is None or firm["industry_id"] is None else firm["industry_id"] == industry_id


def _is_met(comparison: str, threshold: Decimal, low: Decimal | None, high: Decimal | None) -> bool | None:
    if low is None or high is None:
        return None
    return low >= threshold if comparison == "at_least" else high <= threshold


def _difference(
    reported: Decimal | None, low: Decimal | None, high: Decimal | None, tolerance: Decimal
) -> dict[str, Any]:
    """How far the reported value lies outside the range; 0 inside."""
    if reported is None or low is None or high is None:
        return {"difference": None, "differs": False}
    outside = max(low - reported, reported - high, _ZERO)
    signed = reported - high if reported > high else reported - low if reported < low else _ZERO
    return {"difference": signed, "differs": outside > tolerance}


def _sum(frame: pl.DataFrame, name: str) -> Decimal:
    return sum((value for value in frame[name] if value is not None), _ZERO)


def _any_flagged(frame: pl.DataFrame) -> bool:
    return bool(frame["is_flagged"].any())


_AMOUNT, _NUMBER = pl.Decimal(38, 2), pl.Decimal(19, 6)
_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(("fund_covenant_measured_id", "fund_id", "fund_covenant_id", "covenant_kind"), pl.String),
    "comparison": pl.String, "threshold": _NUMBER, "covenant_unit": pl.String, "measured_date": pl.Date,
    "part_low_cny": _AMOUNT, "part_high_cny": _AMOUNT, "whole_cny": _AMOUNT, "low": _NUMBER, "high": _NUMBER,
    "is_met": pl.Boolean, "reported_value": _NUMBER, "is_met_as_reported": pl.Boolean, "difference": _NUMBER,
    "differs": pl.Boolean, "reason": pl.String, "rule_set_version_id": pl.String, "is_flagged": pl.Boolean,
    "is_synthetic": pl.Boolean,
}  # fmt: skip
