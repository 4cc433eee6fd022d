"""Support under policies: sums within one kind and one unit, and which firms lack a kind that all should have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.measures.money.endings import with_endings
from warehouse.measures.money.firm_money import SupportBounds
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.measures.register.enterprise_changes import endings
from warehouse.rules.rule_sets import RuleSet

_MONEY = "cny"
_SIX = Decimal("0.000001")


def support_total(
    support: pl.DataFrame, changes: pl.DataFrame, unit_rows: pl.DataFrame, rule: RuleSet[SupportBounds]
) -> pl.DataFrame:
    """One row per kind, unit, year and department: money in yuan, quantities in the unit of the rule set for their
    dimension. A unit that nobody knows is a unit of its own, as written, with a reason. What a firm got after it had
    left is in no sum and counted."""
    units = unit_register(unit_rows)
    wanted = {units[unit_id].dimension: units[unit_id] for unit_id in rule.bounds.units}
    parts: list[dict[str, object]] = []
    for row in with_endings(support, changes).iter_rows(named=True):
        key = {name: row[name] for name in ("support_kind", "year", "department_name", "is_synthetic", "is_flagged")}
        key |= {"enterprise_id": row["enterprise_id"], "is_after_end": row["is_after_end"]}
        if row["amount_cny"] is not None:
            parts.append({**key, "unit_id": _MONEY, "unit": _MONEY, "total": row["amount_cny"]})
        if row["quantity"] is None:
            continue
        unit = units.find(row["quantity_unit"] or "")
        if unit is None:
            parts.append({**key, "unit_id": None, "unit": row["quantity_unit"] or "", "total": row["quantity"]})
        else:
            into = wanted.get(unit.dimension, units.base(unit))
            total = (row["quantity"] * conversion_factor(unit, into)).quantize(_SIX, ROUND_HALF_EVEN)
            parts.append({**key, "unit_id": into.unit_id, "unit": into.unit_id, "total": total})
    frame = pl.DataFrame(parts, schema=_PART, orient="row")
    counts = ~pl.col("is_after_end")
    key_names = ["support_kind", "unit", "unit_id", "year", "department_name", "is_synthetic"]
    return (
        frame.group_by(key_names)
        .agg(
            total=pl.when(counts.any()).then(pl.col("total").filter(counts).sum()),
            support_count=counts.sum().cast(pl.Int32),
            left_out_count=pl.col("is_after_end").sum().cast(pl.Int32),
            enterprise_count=pl.col("enterprise_id").filter(counts).n_unique().cast(pl.Int32),
            is_flagged=pl.col("is_flagged").any(),
        )
        .with_columns(
            support_total_id=pl.concat_str(
                "support_kind", "unit", "year", pl.col("department_name").fill_null("-"),
                pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")), separator="/",
            ),
            reason=pl.when(pl.col("total").is_null()).then(pl.lit(Reason.CONTRADICTED.value))
            .when(pl.col("unit_id").is_null()).then(pl.lit(Reason.UNIT_MISMATCH.value)),
            rule_set_version_id=pl.lit(rule.version_id),
        )
        .sort("support_total_id")
    )  # fmt: skip


def unit_register(rows: pl.DataFrame) -> Units:
    """The units of the programme, from the rows of core.unit."""
    return Units(
        Unit(
            row["unit_id"], row["title_zh"], row["title_en"], row["dimension"], Fraction(row["factor"]),
            tuple((row["also_written"] or "").split("|")) if row["also_written"] else (),
        )
        for row in rows.iter_rows(named=True)
    )  # fmt: skip


def active_on(enterprises: pl.DataFrame, changes: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """The backbone firms on each of `days` (`year`, `day`): recognised by then, and neither merged nor gone."""
    firms = enterprises.filter(pl.col("enterprise_kind") == "backbone").join(
        endings(changes), on="enterprise_id", how="left"
    )
    # A firm that the register calls gone, without a day, was never seen active.
    known = firms.filter((pl.col("status") == "active") | pl.col("ended").is_not_null())
    return (
        known.join(days, how="cross")
        .filter(
            pl.col("recognised_date").is_null() | (pl.col("recognised_date") <= pl.col("day")),
            pl.col("ended").is_null() | (pl.col("ended") > pl.col("day")),
        )
        .select("year", "enterprise_id", "is_synthetic")
    )


def support_coverage(
    tables: Mapping[str, pl.DataFrame], rule: RuleSet[SupportBounds]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Per kind and year how many of the firms that are active at its end have it, and those that have it not."""
    support = tables["core.policy_support"].filter(pl.col("support_kind").is_in(rule.bounds.covered_kinds))
    years = support.select("support_kind", "year", "is_synthetic").unique()
    days = years.select("year").unique().with_columns(day=pl.date(pl.col("year").cast(pl.Int32), 12, 31))
    active = active_on(tables["core.enterprise"], tables["core.enterprise_change"], days)
    key = ["support_kind", "year", "is_synthetic"]
    got = support.group_by(*key, "enterprise_id").agg(is_flagged=pl.col("is_flagged").any(), has=pl.lit(True))
    due = years.join(active, on=["year", "is_synthetic"]).join(got, on=[*key, "enterprise_id"], how="left")
    others = got.join(active, on=["year", "is_synthetic", "enterprise_id"], how="anti").group_by(key).len("others")
    named = pl.concat_str(
        "support_kind", "year", pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real")),
        separator="/",
    )  # fmt: skip
    coverage = (
        due.group_by(key)
        .agg(
            due_count=pl.len().cast(pl.Int32),
            got_count=pl.col("has").sum().cast(pl.Int32),
            is_flagged=pl.col("is_flagged").any(),
        )
        .join(others, on=key, how="left")
        .with_columns(
            support_coverage_id=named,
            missing_count=pl.col("due_count") - pl.col("got_count"),
            not_active_count=pl.col("others").fill_null(0).cast(pl.Int32),
            coverage_share=stored_rate(pl.col("got_count") / pl.col("due_count")),
            is_flagged=pl.col("is_flagged").fill_null(False),
            rule_set_version_id=pl.lit(rule.version_id),
        )
        .drop("others")
        .sort("support_coverage_id")
    )
    missing = due.filter(pl.col("has").is_null()).select(
        "enterprise_id", "is_synthetic", support_coverage_id=named
    )  # fmt: skip
    return coverage, missing.sort("support_coverage_id", "enterprise_id")


_PART: dict[str, Any] = {
    **dict.fromkeys(("support_kind", "year", "department_name", "enterprise_id", "unit_id", "unit"), pl.String),
    "is_synthetic": pl.Boolean, "is_flagged": pl.Boolean, "is_after_end": pl.Boolean, "total": pl.Decimal(38, 6),
}  # fmt: skip
