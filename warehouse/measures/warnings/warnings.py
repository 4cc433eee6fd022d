"""Warnings, their evidence, and their hit rate.

A warning is one episode: from the period in which its rule has held for long enough to the last in which it holds.
Its id is kind, subject and first period, so the next build finds it again and people can say what they did about it.
Whether it came true is judged by facts alone when its horizon has passed; what people found stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from warehouse.measures.chains.removals import FIRM_LOSSES, Resilience, earlier_firm_losses
from warehouse.measures.rate import stored_rate
from warehouse.measures.reason import Reason
from warehouse.measures.tasks.states import Escalation
from warehouse.measures.warnings.bounds import WarningBounds, load_warning_rules
from warehouse.measures.warnings.signals import (
    KEY,
    arrivals_of,
    of_covenants,
    of_exits,
    of_products,
    of_removals,
    of_reports,
    of_tasks,
    received,
)
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

Tables = Mapping[str, pl.DataFrame]
_VALUE = pl.Decimal(38, 6)


@dataclass(frozen=True)
class Rules:
    """The rule sets that warnings read: their own, and those of what they warn of."""

    warnings: RuleSet[WarningBounds]
    escalation: Sequence[RuleSet[Escalation]]
    resilience: Sequence[RuleSet[Resilience]]


def load_rules() -> Rules:
    return Rules(
        load_warning_rules()[-1],
        load_rule_sets("escalation@*.toml", Escalation),
        load_rule_sets("resilience@*.toml", Resilience),
    )


def warning_rows(tables: Tables, at: date, rules: Rules) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of mart.warning and of mart.warning_evidence."""
    rule, bounds = rules.warnings, rules.warnings.bounds
    task_signals, task_inputs, became = of_tasks(tables, at, bounds, rules.escalation)
    submissions, arrivals = tables["core.submission"], arrivals_of(tables["mart.reporting_status"])
    losses = pl.concat(
        [
            earlier_firm_losses(tables, rules.resilience),
            tables["mart.chain_removal"].filter(removed_kind="enterprise").select(list(FIRM_LOSSES)),
        ]
    )
    parts = [
        of_products(tables["mart.growth_product"], arrivals, bounds),
        of_reports(tables["mart.reporting_status"], tables["core.enterprise"], bounds),
        of_covenants(tables["core.fund_covenant"], tables["mart.fund_covenant_measured"], submissions, bounds),
        of_removals(losses, arrivals, bounds),
        of_exits(
            tables["mart.enterprise_outcome"],
            received(tables["core.enterprise_assessment"], submissions),
            arrivals,
        ),
        (task_signals, task_inputs),
    ]
    # What is told of a period that is not over yet, such as the result of a year, warns of nothing before its end.
    signals = pl.concat([signals for signals, _ in parts]).filter(pl.col("day") <= at)
    raised = episodes(signals)
    judged = _judged(raised, signals, tables, at, bounds, became)
    known = handled(judged, tables["core.warning_handling"])
    subject = pl.col("subject_id")
    warnings = known.with_columns(
        rule_set_version_id=pl.lit(rule.version_id),
        **{f"{noun}_id": pl.when(subject_kind=noun).then(subject) for noun in ("enterprise", "fund", "task")},
        chain_id=pl.when(warning_kind="single_firm").then("detail"),
    ).sort("warning_id")
    inputs = pl.concat([inputs for _, inputs in parts]).join(
        raised.select(*KEY, "warning_id", "run_from", "first_period"), on=list(KEY)
    )
    evidence = inputs.filter(pl.col("period").is_between(pl.col("run_from"), pl.col("first_period"))).sort(
        "warning_id", "period", "fact", "product_code"
    )
    number = pl.int_range(1, pl.len() + 1).over("warning_id").cast(pl.String)
    return warnings.drop("running", "last_day"), evidence.select(
        *("warning_id", "period", "fact", "product_code", "value", "compared_value", "state", "observation_id"),
        "is_synthetic",
        warning_evidence_id=pl.concat_str("warning_id", number, separator="#"),
    )


def episodes(signals: pl.DataFrame) -> pl.DataFrame:
    """One row per episode in which a rule has held for `running` known periods in a row."""
    # Every year of an exit is a warning of its own, and only the newest one holds.
    about = pl.when(pl.col("warning_kind") != "exit_next").then("detail")
    runs = (
        signals.sort(*KEY, "period")
        .with_columns(
            run=pl.col("holds").rle_id().over(KEY),
            newest=pl.col("period").max().over("warning_kind", "subject_id", about, "is_synthetic"),
        )
        .filter("holds")
        .group_by(*KEY, "run", maintain_order=True)
        .agg(
            pl.col("running").first(),
            pl.col("threshold").first(),
            pl.col("newest").first(),
            periods=pl.col("period"),
            values=pl.col("value"),
            days=pl.col("day"),
            known=pl.col("known_date"),
            is_flagged=pl.col("is_flagged").any(),
        )
        .filter(pl.col("periods").list.len() >= pl.col("running"))
    )
    nth = pl.col("running") - 1
    return (
        runs.with_columns(
            run_from=pl.col("periods").list.first(),
            first_period=pl.col("periods").list.get(nth),
            last_period=pl.col("periods").list.last(),
            raised_date=pl.col("days").list.get(nth),
            known_date=pl.col("known").list.head(pl.col("running")).list.max(),
            last_day=pl.col("days").list.last(),
            value=pl.col("values").list.get(nth),
            is_holding=pl.col("periods").list.last() == pl.col("newest"),
        )
        .with_columns(
            warning_id=pl.concat_str(
                "warning_kind",
                "subject_id",
                pl.when((pl.col("detail") != "") & (pl.col("warning_kind") != "exit_next")).then("detail"),
                "first_period",
                pl.when(pl.col("warning_kind") == "task_due").then(
                    pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real"))
                ),
                separator="/",
                ignore_nulls=True,
            )
        )
        .with_columns(
            earlier_warning_id=pl.col("warning_id")
            .shift(1)
            .over("warning_kind", "subject_id", about, "is_synthetic", order_by="first_period")
        )
        .with_columns(value_reason=pl.when(pl.col("value").is_null()).then(pl.lit(Reason.NO_SOURCE.value)))
        .drop("run", "newest", "periods", "values", "days", "known")
    )  # fmt: skip


def _judged(
    raised: pl.DataFrame,
    signals: pl.DataFrame,
    tables: Tables,
    at: date,
    bounds: WarningBounds,
    became: Mapping[tuple[str, bool], str],
) -> pl.DataFrame:
    """Warnings with their horizon and what became of them."""
    growth = _growth(tables["mart.growth_total"])
    ends = dict(growth.group_by("is_synthetic").agg(pl.col("period").max()).rows())
    rates: dict[str, dict[str, float]] = {}
    for firm, period, rate in growth.select("enterprise_id", "period", "rate").rows():
        if rate is not None:
            rates.setdefault(firm, {})[period] = rate
    later: dict[tuple[Any, ...], list[tuple[str, bool]]] = {}
    for known in signals.filter(
        pl.col("warning_kind").is_in(["late_reporter", "covenant_breach", "covenant_near"])
    ).select(*KEY, "period", "holds").sort("period").rows():  # fmt: skip
        later.setdefault(known[:-2], []).append((known[-2], known[-1]))
    results = {
        (row["enterprise_id"], row["year"]): row["result"]
        for row in tables["mart.enterprise_outcome"].filter("is_rule_in_force").iter_rows(named=True)
    }
    chains = {
        (row["chain_id"], row["year"]): row["growth_rate"] for row in tables["mart.chain_year"].iter_rows(named=True)
    }
    outcomes: list[dict[str, object]] = []
    for row in raised.iter_rows(named=True):
        kind, subject, first = row["warning_kind"], row["subject_id"], row["first_period"]
        end = ends.get(row["is_synthetic"], "")
        if kind in ("price_shock", "volume_drop", "capacity_idle"):
            outcomes.append(_by_revenue(kind, first, end, rates.get(subject, {}), bounds, at))
        elif kind == "exit_next":
            year = str(int(first) + 1)
            result = results.get((subject, year))
            outcomes.append(_told(at, date(int(year), 12, 31), None if result is None else result == "fail"))
        elif kind == "single_firm":
            year = str(int(first) + 1)
            rate = chains.get((row["detail"], year))
            is_hit = None if rate is None else rate <= bounds.single_firm.hit_growth
            outcomes.append(_told(at, date(int(year), 12, 31), is_hit, None if rate is None else float(rate)))
        elif kind == "task_due":
            due = row["raised_date"] + timedelta(days=bounds.task_due.days_left)
            state = became.get((subject, row["is_synthetic"]))
            outcomes.append(_told(at, due + timedelta(days=1), None if state is None else state == "overdue"))
        else:
            key = tuple(row[name] for name in KEY)
            outcomes.append(_by_next(kind, key, first, later, bounds, at))
    schema: dict[str, Any] = {
        "horizon_date": pl.Date,
        "outcome": pl.String,
        "outcome_value": _VALUE,
        "reason": pl.String,
    }
    return raised.hstack(pl.DataFrame(outcomes, schema=schema, orient="row"))


def _by_revenue(
    kind: str, first: str, end: str, rates: Mapping[str, float], bounds: WarningBounds, at: date
) -> dict[str, object]:
    """Whether revenue fell on the same base: within the months that follow, or in December for a drop of output."""
    if kind == "volume_drop":
        last, wanted = f"{first[:4]}-12", float(bounds.volume_drop.hit_growth)
        found = {period: rate for period, rate in rates.items() if period == last}
    else:
        bound = bounds.price_shock if kind == "price_shock" else bounds.capacity_idle
        last, wanted = _later(first, bound.within_months), float(bound.hit_growth)
        found = {period: rate for period, rate in rates.items() if first < period <= last}
    day = _month_end(last)
    if last > end or not found:
        return _told(at, day, None)
    worst = min(found.values())
    is_hit = worst <= wanted if kind == "price_shock" else worst < wanted
    return _told(at, day, is_hit, worst)


def _by_next(
    kind: str,
    key: tuple[Any, ...],
    first: str,
    later: Mapping[tuple[Any, ...], Sequence[tuple[str, bool]]],
    bounds: WarningBounds,
    at: date,
) -> dict[str, object]:
    """Whether the next return is late too, or the next measurement of a covenant is no better."""
    following = [(period, holds) for period, holds in later.get(key, ()) if period > first]
    if kind == "late_reporter":
        last = _later(first, bounds.late_reporter.within_months)
        within = [holds for period, holds in following if period <= last]
        return _told(at, _month_end(last), within[0] if within else None)
    if not following:
        return _told(at, None, None)
    period, holds = following[0]
    if kind == "covenant_near" and not holds:
        broken = later.get(("covenant_breach", *key[1:]), ())
        holds = any(worse for day, worse in broken if day == period)
    return _told(at, date.fromisoformat(period), holds)


def _told(at: date, horizon: date | None, is_hit: bool | None, value: float | None = None) -> dict[str, object]:
    """What became of a warning, as of the day `at`: open until its horizon, undecided where no report tells it then."""
    if is_hit is not None:
        outcome, reason = "hit" if is_hit else "not_hit", None
    elif horizon is None or horizon > at:
        outcome, reason = "open", Reason.NOT_DUE.value
    else:
        outcome, reason = "undecided", Reason.NOT_REPORTED.value
    return {
        "horizon_date": horizon, "outcome": outcome, "outcome_value": None if value is None else round(value, 6),
        "reason": reason,
    }  # fmt: skip


def handled(warnings: pl.DataFrame, handling: pl.DataFrame) -> pl.DataFrame:
    """Warnings with their state: the newest that people recorded, until the rule holds no more."""
    newest = (
        handling.sort("handled_date", "submission_id", "source_row")
        .group_by("warning_id", maintain_order=True)
        .agg(
            pl.col("handling_status").last(),
            pl.col("handled_date").last(),
            pl.col("handled_by").drop_nulls().last(),
            pl.col("verdict").drop_nulls().last(),
            pl.col("note").drop_nulls().last(),
        )
    )
    status = pl.col("handling_status")
    return warnings.join(newest, on="warning_id", how="left").with_columns(
        state=pl.when(status == "closed").then(pl.lit("closed"))
        .when(~pl.col("is_holding")).then(pl.lit("lapsed"))
        .otherwise(status.fill_null("raised"))
    )  # fmt: skip


def hit_rates(warnings: pl.DataFrame) -> pl.DataFrame:
    """Per kind and year of the warning, and over all years: hits of those that are judged; open ones counted apart."""
    rows = warnings.with_columns(year=pl.col("raised_date").dt.year())
    both = pl.concat([rows, rows.with_columns(year=pl.lit(None, pl.Int32))])
    names = ("hit", "not_hit", "open", "undecided")
    counted = both.group_by("warning_kind", "year", "is_synthetic", "rule_set_version_id").agg(
        warning_count=pl.len().cast(pl.Int32),
        **{f"{name}_count": (pl.col("outcome") == name).sum().cast(pl.Int32) for name in names},
        **{
            f"verdict_{verdict}_count": (pl.col("verdict") == verdict).fill_null(False).sum().cast(pl.Int32)
            for verdict in ("true", "false", "unclear")
        },
        handled_count=pl.col("handling_status").is_not_null().sum().cast(pl.Int32),
        is_flagged=pl.col("is_flagged").any(),
    )
    judged = pl.col("hit_count") + pl.col("not_hit_count")
    kind = pl.when("is_synthetic").then(pl.lit("synthetic")).otherwise(pl.lit("real"))
    return counted.with_columns(
        judged_count=judged,
        hit_rate=stored_rate(pl.when(judged > 0).then(pl.col("hit_count") / judged)),
        reason=pl.when(judged == 0).then(
            pl.when(pl.col("undecided_count") > 0)
            .then(pl.lit(Reason.NOT_REPORTED.value))
            .otherwise(pl.lit(Reason.NOT_DUE.value))
        ),
        warning_hit_rate_id=pl.concat_str(
            "warning_kind", pl.col("year").cast(pl.String).fill_null("all"), kind, separator="/"
        ),
    ).sort("warning_hit_rate_id")


def _growth(totals: pl.DataFrame) -> pl.DataFrame:
    """Revenue of the year so far against the same months as the return itself restates them."""
    base = pl.col("restated_base_cny").cast(pl.Float64)
    return totals.filter(measure="revenue", period_kind="ytd").select(
        "enterprise_id",
        "period",
        "is_synthetic",
        rate=pl.when(base > 0).then((pl.col("value_cny").cast(pl.Float64) / base - 1).round(6)),
    )


def _later(period: str, months: int) -> str:
    year, month = int(period[:4]), int(period[5:7]) - 1 + months
    return f"{year + month // 12}-{month % 12 + 1:02d}"


def _month_end(period: str) -> date:
    return date.fromisoformat(f"{_later(period, 1)}-01") - timedelta(days=1)
