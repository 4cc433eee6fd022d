"""Signals: per kind of warning, subject and period whether its rule holds, with the inputs that say so.

A signal has `warning_kind`, `subject_kind`, `subject_id`, `detail` (the form or covenant, else empty), `period`,
`day` (its last), `known_date` (when the reports that it rests on were here), `holds`, `value`, `threshold`, `running`
(how many periods in a row raise a warning), `is_synthetic` and `is_flagged`. An input has the same key, a `fact`, its
`value` and the `compared_value` that it is held against. Periods without a report are no signals: silence neither
raises a warning nor ends one; a period in which nobody at all has sent a return says nothing about one reporter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from warehouse.measures.china_days import days_in_china
from warehouse.measures.tasks.states import Escalation
from warehouse.measures.tasks.task_rows import states_at
from warehouse.measures.warnings.bounds import WarningBounds
from warehouse.rules.rule_sets import RuleSet

Tables = Mapping[str, pl.DataFrame]
KEY = ("warning_kind", "subject_kind", "subject_id", "detail", "is_synthetic")
SIGNAL: dict[str, Any] = {
    **dict.fromkeys(("warning_kind", "subject_kind", "subject_id", "detail", "period"), pl.String),
    "day": pl.Date, "known_date": pl.Date, "holds": pl.Boolean, "value": pl.Decimal(38, 6),
    "threshold": pl.Decimal(38, 6),
    "running": pl.Int32, "is_synthetic": pl.Boolean, "is_flagged": pl.Boolean,
}  # fmt: skip
INPUT: dict[str, Any] = {
    **dict.fromkeys(
        ("warning_kind", "subject_kind", "subject_id", "detail", "period", "fact", "product_code"), pl.String
    ),
    "value": pl.Decimal(38, 6), "compared_value": pl.Decimal(38, 6), "state": pl.String, "observation_id": pl.String,
    "is_synthetic": pl.Boolean,
}  # fmt: skip
_ON_COURSE = ("on_schedule", "ahead", "done", "done_by_evidence", "moot")
_DIGITS = 6
"""A bound is met as the number is shown: 8 of 10 is a fall of 0.2 whatever binary fractions make of it."""
_FIRM_MONTH = ("enterprise_id", "period", "is_synthetic")


def of_products(
    products: pl.DataFrame, arrivals: pl.DataFrame, bounds: WarningBounds
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Prices, output and capacity of each firm's products, by month."""
    months = pl.when(pl.col("period").str.ends_with("-02")).then(6).otherwise(12)
    rows = products.with_columns(
        **{
            name: pl.col(name).cast(pl.Float64)
            for name in ("quantity", "price_cny", "restated_quantity", "restated_price_cny", "capacity")
        }
    ).with_columns(
        output=pl.col("quantity") * pl.col("price_cny"),
        price_growth=pl.when(pl.col("restated_price_cny") > 0).then(
            (pl.col("price_cny") / pl.col("restated_price_cny") - 1).round(_DIGITS)
        ),
        is_paired=(pl.col("restated_price_cny") > 0)
        & pl.col("quantity").is_not_null()
        & pl.col("restated_quantity").is_not_null(),
        has_capacity=(pl.col("capacity") > 0) & pl.col("quantity").is_not_null() & (pl.col("price_cny") > 0),
    )
    rows = rows.with_columns(share=(pl.col("output") / pl.col("output").sum().over(_FIRM_MONTH)).round(_DIGITS))
    shock, drop, idle = bounds.price_shock, bounds.volume_drop, bounds.capacity_idle
    is_shock = (pl.col("price_growth") <= float(shock.price_growth)) & (pl.col("share") >= float(shock.product_share))
    rows = rows.with_columns(is_shock=is_shock.fill_null(False), yearly=pl.col("quantity") * months)
    before = (pl.col("restated_quantity") * pl.col("restated_price_cny")).filter("is_paired").sum()
    now = (pl.col("quantity") * pl.col("restated_price_cny")).filter("is_paired").sum()
    room = (pl.col("capacity") * pl.col("price_cny")).filter("has_capacity").sum()
    used = (pl.col("yearly") * pl.col("price_cny")).filter("has_capacity").sum()
    firms = (
        rows.group_by(_FIRM_MONTH)
        .agg(
            price_shock=pl.col("price_growth").filter("is_shock").min().fill_null(pl.col("price_growth").min()),
            is_shock=pl.col("is_shock").any(),
            volume_drop=pl.when(before > 0).then((now / before - 1).round(_DIGITS)),
            capacity_idle=pl.when(room > 0).then((used / room).round(_DIGITS)),
            is_flagged=pl.col("is_flagged").any(),
        )
        .join(arrivals.filter(form_id="monthly_output_return"), on=["enterprise_id", "period"], how="left")
    )
    signals = pl.concat(
        [
            _firm_signals(firms, "price_shock", pl.col("is_shock"), shock.price_growth, shock.months_running),
            _firm_signals(
                firms, "volume_drop", pl.col("volume_drop") <= float(drop.output_growth), drop.output_growth,
                drop.months_running,
            ),
            _firm_signals(
                firms, "capacity_idle", pl.col("capacity_idle") < float(idle.utilisation), idle.utilisation,
                idle.months_running,
            ),
        ]
    )  # fmt: skip
    inputs = pl.concat(
        [
            _product_inputs(rows.filter("is_shock"), "price_shock", "product_price", "price_cny", "restated_price_cny"),
            _product_inputs(rows.filter("is_paired"), "volume_drop", "product_output", "quantity", "restated_quantity"),
            _product_inputs(rows.filter("has_capacity"), "capacity_idle", "product_output", "quantity", "capacity"),
        ]
    )
    return signals, inputs


def of_reports(status: pl.DataFrame, firms: pl.DataFrame, bounds: WarningBounds) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Returns of each firm and form, by period: late or missing, or not."""
    rows = (
        status.filter(
            pl.col("subject_kind") == "enterprise", pl.col("status").is_in(["on_time", "late", "missing"])
        )
        .join(firms.select("enterprise_id", "is_synthetic"), on="enterprise_id")
        .filter((pl.col("status") != "missing").any().over("form_id", "period", "is_synthetic"))
        .with_columns(
            warning_kind=pl.lit("late_reporter"), detail=pl.col("form_id"), day=pl.col("period_end_date"),
            known_date=days_in_china(pl.col("due_at")), holds=pl.col("status").is_in(["late", "missing"]),
            value=pl.col("days_late"), threshold=pl.lit(0),
            running=pl.lit(bounds.late_reporter.returns_running), is_flagged=pl.lit(False), state=pl.col("status"),
            fact=pl.lit("days_late"), compared_value=pl.lit(0), product_code=pl.lit(None), observation_id=pl.lit(None),
        )
    )  # fmt: skip
    return _shaped(rows, SIGNAL), _shaped(rows, INPUT)


def of_covenants(
    covenants: pl.DataFrame, measured: pl.DataFrame, submissions: pl.DataFrame, bounds: WarningBounds
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Covenants at each measurement: broken, or met and near. Our own measurement stands before the reported one."""
    own = measured.select("fund_covenant_id", own_value="low", own_met="is_met")
    rows = (
        received(covenants, submissions)
        .join(own, on="fund_covenant_id", how="left")
        .with_columns(value=pl.coalesce("own_value", "measured_value"), met=pl.coalesce("own_met", "is_met"))
    )
    gap = (pl.col("value").cast(pl.Float64) / pl.col("threshold").cast(pl.Float64) - 1).abs().round(_DIGITS)
    common = rows.filter(pl.col("met").is_not_null(), pl.col("value").is_not_null()).with_columns(
        subject_kind=pl.lit("fund"), subject_id=pl.col("fund_id"), detail=pl.col("covenant_kind"),
        day=pl.col("measured_date"), known_date=pl.max_horizontal("measured_date", "received_date"),
        period=pl.col("measured_date").dt.to_string("%Y-%m-%d"), running=pl.lit(1),
        fact=pl.col("covenant_kind"), compared_value=pl.col("threshold"), product_code=pl.lit(None),
        observation_id=pl.lit(None), state=pl.lit(None),
    )  # fmt: skip
    breach = common.with_columns(warning_kind=pl.lit("covenant_breach"), holds=~pl.col("met"))
    near = common.with_columns(
        warning_kind=pl.lit("covenant_near"),
        holds=pl.col("met") & (pl.col("threshold") != 0) & (gap <= float(bounds.covenant.near)),
    )
    both = pl.concat([breach, near])
    return _shaped(both, SIGNAL), _shaped(both, INPUT)


def of_removals(
    removals: pl.DataFrame, arrivals: pl.DataFrame, bounds: WarningBounds
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Firms whose loss would put much of a chain at risk, in a full year."""
    least = float(bounds.single_firm.share_at_risk)
    known = removals.filter(
        pl.col("enterprise_id").is_not_null(), pl.col("year").is_not_null(), pl.col("share_at_risk").is_not_null()
    )
    rows = _with_december(known, arrivals).with_columns(
        warning_kind=pl.lit("single_firm"), subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"),
        detail=pl.col("chain_id"), period=pl.col("year"), day=pl.date(pl.col("year").cast(pl.Int32), 12, 31),
        holds=(pl.col("share_at_risk").cast(pl.Float64) >= least) & pl.col("is_single_point"),
        value=pl.col("share_at_risk"), threshold=pl.lit(bounds.single_firm.share_at_risk), running=pl.lit(1),
        fact=pl.lit("share_at_risk"), compared_value=pl.lit(bounds.single_firm.share_at_risk),
        product_code=pl.lit(None), observation_id=pl.lit(None), state=pl.lit(None),
    )  # fmt: skip
    return _shaped(rows, SIGNAL), _shaped(rows, INPUT)


def of_exits(
    outcomes: pl.DataFrame, assessments: pl.DataFrame, arrivals: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Firms with one year to go, each year by itself. The margin of the year that failed is held against 0."""
    judged = outcomes.filter("is_rule_in_force").join(
        assessments.select("enterprise_assessment_id", "received_date"), on="enterprise_assessment_id", how="left"
    )
    rows = _with_december(judged, arrivals).with_columns(
        known_date=pl.max_horizontal("known_date", "received_date"),
        warning_kind=pl.lit("exit_next"), subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"),
        detail=pl.col("year"), period=pl.col("year"), day=pl.date(pl.col("year").cast(pl.Int32), 12, 31),
        holds=pl.col("one_year_to_go"), value=pl.col("margin"), threshold=pl.lit(0), running=pl.lit(1),
        fact=pl.lit("margin"), compared_value=pl.lit(0), product_code=pl.lit(None), observation_id=pl.lit(None),
    )  # fmt: skip
    return _shaped(rows, SIGNAL), _shaped(rows, INPUT)


def of_tasks(
    tables: Tables, at: date, bounds: WarningBounds, rules: Sequence[RuleSet[Escalation]]
) -> tuple[pl.DataFrame, pl.DataFrame, dict[tuple[str, bool], str]]:
    """Tasks some days before they are due, and the state of each on the day after that."""
    left = timedelta(days=bounds.task_due.days_left)
    due = tables["core.task"].filter(pl.col("due_date").is_not_null()).select("task_id", "due_date")
    days: dict[date, set[str]] = {}
    after: dict[date, set[str]] = {}
    for task_id, day in due.rows():
        days.setdefault(day - left, set()).add(task_id)
        after.setdefault(day + timedelta(days=1), set()).add(task_id)
    rows: list[dict[str, Any]] = [
        {
            "warning_kind": "task_due", "subject_kind": "task", "subject_id": state.task_id, "detail": "",
            "period": str(day), "day": day, "known_date": day,
            "holds": state.state not in _ON_COURSE, "value": left.days, "threshold": left.days, "running": 1,
            "is_synthetic": state.is_synthetic, "is_flagged": False,
            "fact": "days_left", "compared_value": left.days, "state": state.state, "product_code": None,
            "observation_id": None,
        }
        for day, tasks in days.items()
        if day <= at
        for state in states_at(tables, day, rules)
        if state.task_id in tasks
    ]  # fmt: skip
    became = {
        (state.task_id, state.is_synthetic): state.state
        for day, tasks in after.items()
        if day <= at
        for state in states_at(tables, day, rules)
        if state.task_id in tasks
    }
    # A warning holds until its task is on course again; a task that was on course then raises none later.
    warned = {(row["subject_id"], row["is_synthetic"]) for row in rows if row["holds"] and row["day"] < at}
    rows += [
        {
            **row,
            "period": str(at),
            "day": at,
            "known_date": at,
            "holds": state.state not in _ON_COURSE,
            "state": state.state,
        }
        for state in states_at(tables, at, rules)
        if (state.task_id, state.is_synthetic) in warned
        for row in rows
        if (row["subject_id"], row["is_synthetic"]) == (state.task_id, state.is_synthetic)
    ]
    frame = pl.DataFrame(rows, schema={**SIGNAL, **INPUT}, orient="row")
    return _shaped(frame, SIGNAL), _shaped(frame, INPUT), became


def arrivals_of(status: pl.DataFrame) -> pl.DataFrame:
    """The day on which the return of each firm, form and period was here."""
    return status.filter(pl.col("subject_kind") == "enterprise", pl.col("received_at").is_not_null()).select(
        "form_id", "enterprise_id", "period", arrived_date=days_in_china(pl.col("received_at"))
    )


def received(rows: pl.DataFrame, submissions: pl.DataFrame) -> pl.DataFrame:
    """The rows with the day on which their file was here (`received_date`)."""
    days = submissions.select("submission_id", received_date=days_in_china(pl.col("received_at")))
    return rows.join(days, on="submission_id", how="left")


def _with_december(rows: pl.DataFrame, arrivals: pl.DataFrame) -> pl.DataFrame:
    """The rows of firms and years with the day on which the year's last return was here."""
    december = arrivals.filter(form_id="monthly_financial_return").select(
        "enterprise_id", "arrived_date", period=pl.col("period")
    )
    return (
        rows.with_columns(_december=pl.concat_str("year", pl.lit("-12")))
        .join(december, left_on=["enterprise_id", "_december"], right_on=["enterprise_id", "period"], how="left")
        .with_columns(known_date=pl.max_horizontal("arrived_date", pl.date(pl.col("year").cast(pl.Int32), 12, 31)))
        .drop("_december", "arrived_date")
    )


def _firm_signals(firms: pl.DataFrame, kind: str, holds: pl.Expr, threshold: object, running: int) -> pl.DataFrame:
    known = firms.filter(pl.col(kind).is_not_null())
    last = pl.col("period").str.to_date("%Y-%m").dt.month_end()
    return _shaped(
        known.with_columns(
            warning_kind=pl.lit(kind), subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"),
            detail=pl.lit(""), day=last, known_date=pl.max_horizontal("arrived_date", last), holds=holds,
            value=pl.col(kind), threshold=pl.lit(threshold), running=pl.lit(running),
        ),
        SIGNAL,
    )  # fmt: skip


def _product_inputs(rows: pl.DataFrame, kind: str, fact: str, value: str, compared: str) -> pl.DataFrame:
    span = pl.when(pl.col("period").str.ends_with("-02")).then(pl.lit("ytd")).otherwise(pl.lit("month"))
    return _shaped(
        rows.with_columns(
            warning_kind=pl.lit(kind), subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"),
            detail=pl.lit(""), fact=pl.lit(fact), value=pl.col(value), compared_value=pl.col(compared),
            state=pl.lit(None),
            observation_id=pl.concat_str(
                pl.lit(fact), "enterprise_id", "product_code", "period", span, separator="."
            ),
        ),
        INPUT,
    )  # fmt: skip


def _shaped(rows: pl.DataFrame, schema: Mapping[str, Any]) -> pl.DataFrame:
    return rows.select(pl.col(name).cast(kind) for name, kind in schema.items())
