"""What each firm got, by year and channel: public funds looked through, direct equity, grants, credit, bonds, listings.

Flows are of their year. Bank credit is a balance, the newest quarter of each bank in the year: never added to flows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from warehouse.measures.money.endings import with_endings
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

BANK_CREDIT = "bank_credit"


@dataclass(frozen=True)
class SupportBounds:
    units: tuple[str, ...]
    covered_kinds: tuple[str, ...]
    grant_kinds: tuple[str, ...]
    overlapping_channels: tuple[str, ...]
    public_channels: tuple[str, ...]


def load_support_rules() -> tuple[RuleSet[SupportBounds], ...]:
    return load_rule_sets("support@*.toml", SupportBounds)


_KEY = ("enterprise_id", "year", "channel", "is_synthetic")


def enterprise_money(tables: Mapping[str, pl.DataFrame], rule: RuleSet[SupportBounds]) -> pl.DataFrame:
    """One row per firm, year and channel, in the columns of mart.enterprise_money."""
    bounds = rule.bounds
    given = with_endings(tables["core.policy_support"], tables["core.enterprise_change"])
    support = given.filter(~pl.col("is_after_end"))
    kind = pl.col("support_kind")
    flows = pl.concat(
        [
            _flow(tables["mart.fund_lookthrough"], pl.col("channel"), "amount_cny", pl.col("year")),
            _flow(tables["core.direct_equity"], pl.lit("direct_equity"), "paid_cny", _year_of("payment_date")),
            _flow(support.filter(kind.is_in(bounds.grant_kinds)), pl.lit("grant"), "amount_cny", pl.col("year")),
            _flow(support.filter(kind == "tax"), pl.lit("tax"), "amount_cny", pl.col("year")),
            _flow(support.filter(kind == "graduate_subsidy"), pl.lit("graduates"), "amount_cny", pl.col("year")),
            _flow(
                tables["core.financing_round"].filter(pl.col("financing_kind") == "bond"),
                pl.lit("bonds"), "amount_cny", _year_of("financing_date"),
            ),
            _flow(
                tables["core.listing_step"].filter(pl.col("step_status") == "done"),
                pl.lit("listing"), "raised_cny", _year_of("reached_date"),
            ),
        ]
    )  # fmt: skip
    summed = (
        flows.filter(pl.col("enterprise_id").is_not_null(), pl.col("year").is_not_null())
        .filter(pl.col("amount_cny").is_not_null())
        .group_by(_KEY)
        .agg(pl.col("amount_cny").sum(), pl.col("is_flagged").any())
    )
    years = ("enterprise_id", "year", "is_synthetic")
    is_public = pl.col("channel").is_in(bounds.public_channels)
    is_overlapping = pl.col("channel").is_in(bounds.overlapping_channels)
    both = pl.concat([summed, _credit(tables["core.bank_credit"])], how="diagonal_relaxed")
    places = tables["core.enterprise"].select("enterprise_id", "region_code", "industry_id")
    return (
        both.join(places, on="enterprise_id")
        .with_columns(
            enterprise_money_id=pl.concat_str("enterprise_id", "year", "channel", separator="/"),
            is_public=is_public,
            is_balance=pl.col("channel") == BANK_CREDIT,
            public_channel_count=(is_public & (pl.col("amount_cny") > 0)).sum().over(years),
            is_overlapping=(is_overlapping & (pl.col("amount_cny") > 0)).sum().over(years) > 1,
            rule_set_version_id=pl.lit(rule.version_id),
        )
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
        .sort("enterprise_money_id")
    )


def _flow(rows: pl.DataFrame, channel: pl.Expr, amount: str, year: pl.Expr) -> pl.DataFrame:
    return rows.select(
        "enterprise_id", "is_synthetic", "is_flagged",
        year=year.cast(pl.String), channel=channel.cast(pl.String), amount_cny=pl.col(amount).cast(_AMOUNT),
    )  # fmt: skip


def _year_of(day: str) -> pl.Expr:
    return pl.col(day).dt.year()


def _credit(credit: pl.DataFrame) -> pl.DataFrame:
    """Balances of a year by the newest quarter of each bank; growth on banks that reported that quarter a year before
    as well."""
    rows = credit.filter(pl.col("loan_balance_cny").is_not_null()).with_columns(
        year=pl.col("report_quarter").str.slice(0, 4), quarter=pl.col("report_quarter").str.slice(5)
    )
    newest = rows.sort("report_quarter").unique(
        ["bank_name", "enterprise_id", "year", "is_synthetic"], keep="last", maintain_order=True
    )
    before = rows.select(
        "bank_name", "enterprise_id", "quarter", "is_synthetic",
        year=(pl.col("year").cast(pl.Int32) + 1).cast(pl.String), before="loan_balance_cny",
    )  # fmt: skip
    compared = newest.join(before, on=["bank_name", "enterprise_id", "quarter", "year", "is_synthetic"], how="left")
    now = pl.col("loan_balance_cny").filter(pl.col("before").is_not_null()).sum()
    return (
        compared.group_by("enterprise_id", "year", "is_synthetic")
        .agg(
            amount_cny=pl.col("loan_balance_cny").sum().cast(_AMOUNT),
            comparable_cny=now.cast(_AMOUNT),
            comparable_before_cny=pl.col("before").sum().cast(_AMOUNT),
            bank_count=pl.len().cast(pl.Int32),
            comparable_bank_count=pl.col("before").is_not_null().sum().cast(pl.Int32),
            is_flagged=pl.col("is_flagged").any(),
        )
        .with_columns(
            channel=pl.lit(BANK_CREDIT),
            balance_growth_rate=stored_rate(
                pl.when(pl.col("comparable_before_cny") > 0).then(
                    pl.col("comparable_cny").cast(pl.Float64) / pl.col("comparable_before_cny").cast(pl.Float64) - 1
                )
            ),
            reason=pl.when(pl.col("comparable_bank_count") == 0).then(pl.lit(Reason.BASE_MISSING.value))
            .when(pl.col("comparable_before_cny") <= 0).then(pl.lit(Reason.BASE_NOT_POSITIVE.value)),
        )
    )  # fmt: skip


_AMOUNT = pl.Decimal(38, 2)
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(("enterprise_money_id", "enterprise_id", "year", "channel", "region_code"), pl.String),
    "industry_id": pl.String, "amount_cny": _AMOUNT, "is_balance": pl.Boolean, "is_public": pl.Boolean,
    "public_channel_count": pl.Int32, "is_overlapping": pl.Boolean, "balance_growth_rate": pl.Decimal(19, 6),
    "comparable_before_cny": _AMOUNT, "bank_count": pl.Int32, "comparable_bank_count": pl.Int32, "reason": pl.String,
    "rule_set_version_id": pl.String, "is_flagged": pl.Boolean, "is_synthetic": pl.Boolean,
}  # fmt: skip
