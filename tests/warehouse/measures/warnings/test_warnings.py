"""Warnings by hand: episodes with silence between, what becomes of them, what people did, and the hit rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from warehouse.measures.warnings.bounds import load_warning_rules
from warehouse.measures.warnings.signals import SIGNAL, of_covenants, of_products, of_reports
from warehouse.measures.warnings.warnings import _by_next, _by_revenue, episodes, handled, hit_rates

BOUNDS = load_warning_rules()[-1].bounds
AT = date(2016, 12, 31)


def signals(*rows: tuple[str, bool], running: int = 1) -> pl.DataFrame:
    base = {
        "warning_kind": "price_shock", "subject_kind": "enterprise", "subject_id": "E1", "detail": "", "value": 1,
        "threshold": 0, "running": running, "is_synthetic": True, "is_flagged": False,
    }  # fmt: skip
    made = [
        {**base, "period": period, "day": date(2015, 1, 1), "known_date": date(2015, 1, 20), "holds": holds}
        for period, holds in rows
    ]
    return pl.DataFrame(made, schema=SIGNAL)


def product(period: str, **given: Any) -> dict[str, Any]:
    row = {
        "enterprise_id": "E1", "product_code": "P", "period": period, "quantity": 10, "restated_quantity": 10,
        "price_cny": 100, "restated_price_cny": 100, "capacity": 240, "is_flagged": False, "is_synthetic": True,
    }  # fmt: skip
    return row | given


ARRIVALS = pl.DataFrame(
    {"form_id": ["monthly_output_return"], "enterprise_id": ["E1"], "period": ["2015-03"],
     "arrived_date": [date(2015, 4, 12)]}
)  # fmt: skip


def holding(rows: list[dict[str, Any]], kind: str) -> list[str]:
    found, _ = of_products(pl.DataFrame(rows, infer_schema_length=None, strict=False), ARRIVALS, BOUNDS)
    return found.filter(pl.col("holds"), warning_kind=kind).sort("period")["period"].to_list()


def test_a_rule_has_to_hold_for_so_many_known_months_and_a_silent_month_neither_counts_nor_breaks() -> None:
    rows = episodes(signals(("2015-03", True), ("2015-05", True), ("2015-06", False), ("2015-07", True), running=2))

    (row,) = rows.rows(named=True)
    assert (row["warning_id"], row["run_from"], row["last_period"]) == ("price_shock/E1/2015-05", "2015-03", "2015-05")
    assert not row["is_holding"]


def test_raised_anew_is_a_new_row_that_names_the_one_before() -> None:
    rows = episodes(signals(("2015-03", True), ("2015-04", False), ("2015-05", True)))

    first, second = rows.sort("first_period").rows(named=True)
    assert (first["earlier_warning_id"], second["earlier_warning_id"]) == (None, "price_shock/E1/2015-03")
    assert (first["is_holding"], second["is_holding"]) == (False, True)


def test_a_price_counts_by_its_fall_and_its_share_of_output_with_the_bounds_included() -> None:
    small = product("2015-04", product_code="Q", price_cny=50, quantity=8)

    assert holding([product("2015-03", price_cny=85)], "price_shock") == ["2015-03"]
    assert holding([product("2015-03", price_cny=85.1)], "price_shock") == []
    assert holding([product("2015-04", quantity=10), small], "price_shock") == []
    assert holding([product("2015-03", restated_price_cny=0)], "price_shock") == []


def test_output_is_compared_at_last_years_prices_and_capacity_with_two_months_in_february() -> None:
    assert holding([product("2015-03", quantity=8, price_cny=1)], "volume_drop") == ["2015-03"]
    assert holding([product("2015-03", quantity=9)], "capacity_idle") == ["2015-03"]
    assert holding([product("2015-02", quantity=20)], "capacity_idle") == []
    assert holding([product("2015-02", quantity=19)], "capacity_idle") == ["2015-02"]


def test_what_became_of_a_price_is_told_only_when_its_six_months_are_over() -> None:
    rates = {"2015-03": -0.3, "2015-06": -0.10, "2015-09": 0.1, "2015-10": -0.5}

    def told(end: str, rates: dict[str, float] = rates, at: date = date(2015, 9, 29)) -> tuple[object, ...]:
        found = _by_revenue("price_shock", "2015-03", end, rates, BOUNDS, at)
        return found["outcome"], found["outcome_value"], found["reason"], found["horizon_date"]

    assert told("2015-09") == ("hit", -0.10, None, date(2015, 9, 30))
    assert told("2015-08") == ("open", None, "not_due", date(2015, 9, 30))
    assert told("2015-08", at=date(2015, 9, 30)) == ("undecided", None, "not_reported", date(2015, 9, 30))
    assert told("2015-09", {"2015-06": -0.09}) == ("not_hit", -0.09, None, date(2015, 9, 30))
    assert told("2015-09", {}, date(2016, 1, 1)) == ("undecided", None, "not_reported", date(2015, 9, 30))


def test_a_drop_of_output_is_a_hit_if_the_year_ends_below_the_one_before() -> None:
    def told(end: str, rates: dict[str, float]) -> object:
        return _by_revenue("volume_drop", "2015-03", end, rates, BOUNDS, date(2015, 12, 20))["outcome"]

    assert told("2015-12", {"2015-12": -0.01}) == "hit"
    assert told("2015-12", {"2015-12": 0.0}) == "not_hit"
    assert told("2015-11", {"2015-11": -0.5}) == "open"


def test_a_covenant_near_its_threshold_comes_true_if_it_is_near_or_broken_at_the_next_measurement() -> None:
    days = ("2016-03-31", "2016-06-30")
    rows = pl.DataFrame(
        {
            "fund_covenant_id": ["a", "b"], "fund_id": ["F", "F"], "covenant_kind": ["k", "k"],
            "measured_date": [date.fromisoformat(day) for day in days], "threshold": [Decimal(20), Decimal(20)],
            "measured_value": [Decimal(19), Decimal(25)], "is_met": [True, False], "is_synthetic": [True, True],
            "is_flagged": [False, False], "submission_id": ["S1", "S2"],
        }
    )  # fmt: skip
    submissions = pl.DataFrame(
        {"submission_id": ["S1", "S2"], "received_at": ["2016-04-09 20:00", "2016-06-01 00:00"]}
    ).with_columns(pl.col("received_at").str.to_datetime())
    none = pl.DataFrame(schema={"fund_covenant_id": pl.String, "low": pl.Decimal(19, 6), "is_met": pl.Boolean})

    found, _ = of_covenants(rows, none, submissions, BOUNDS)

    held = {(row["warning_kind"], row["period"]): row["holds"] for row in found.iter_rows(named=True)}
    assert held["covenant_near", days[0]] and not held["covenant_near", days[1]]
    later: dict[tuple[Any, ...], list[tuple[str, bool]]] = {
        (kind, "fund", "F", "k", True): [(day, held[kind, day]) for day in days]
        for kind in ("covenant_near", "covenant_breach")
    }
    near, breach = later
    assert _by_next("covenant_near", near, days[0], later, BOUNDS, AT)["outcome"] == "hit"
    assert _by_next("covenant_breach", breach, days[1], later, BOUNDS, AT)["outcome"] == "open"
    # The file was here on 10 April in China; one that came before its day tells of that day.
    known = {row["period"]: row["known_date"] for row in found.iter_rows(named=True)}
    assert known == {days[0]: date(2016, 4, 10), days[1]: date(2016, 6, 30)}


def test_people_acknowledge_act_and_close_and_a_rule_that_holds_no_more_lapses() -> None:
    warnings = pl.DataFrame({"warning_id": list("abcd"), "is_holding": [True, False, False, True]})
    rows = [
        ("a", date(2015, 3, 1), "acknowledged", "甲", None), ("a", date(2015, 4, 1), "acting", "乙", "true"),
        ("b", date(2015, 3, 1), "acknowledged", "甲", "false"), ("c", date(2015, 3, 1), "closed", "甲", None),
    ]  # fmt: skip
    handling = pl.DataFrame(
        rows, schema=["warning_id", "handled_date", "handling_status", "handled_by", "verdict"], orient="row"
    ).with_columns(note=pl.lit(None, pl.String), submission_id=pl.lit("S1"), source_row=pl.lit(3))

    found = {row["warning_id"]: row for row in handled(warnings, handling).iter_rows(named=True)}

    states = {name: row["state"] for name, row in found.items()}
    assert states == {"a": "acting", "b": "lapsed", "c": "closed", "d": "raised"}
    assert (found["a"]["handled_by"], found["a"]["verdict"], found["b"]["verdict"]) == ("乙", "true", "false")


def test_the_hit_rate_leaves_out_what_is_open_and_does_not_read_what_people_found() -> None:
    outcomes = ("hit", "not_hit", "not_hit", "open", "undecided")
    rows = pl.DataFrame(
        [
            {"warning_kind": "price_shock", "raised_date": date(2015, 3, 31), "is_synthetic": True, "outcome": outcome,
             "rule_set_version_id": "warnings@1", "verdict": "true", "handling_status": None, "is_flagged": False}
            for outcome in outcomes
        ],
        schema_overrides={"handling_status": pl.String},
    )  # fmt: skip

    year, every = hit_rates(rows).rows(named=True)

    assert (year["warning_count"], year["judged_count"], year["open_count"], year["undecided_count"]) == (5, 3, 1, 1)
    assert (year["hit_rate"], year["verdict_true_count"]) == (Decimal("0.333333"), 5)
    assert {year["year"], every["year"]} == {2015, None}
    for outcome, reason in (("open", "not_due"), ("undecided", "not_reported")):
        nothing = hit_rates(rows.filter(outcome=outcome))
        assert set(nothing["hit_rate"]) == {None} and set(nothing["reason"]) == {reason}


def test_a_warning_is_known_when_the_last_report_that_it_rests_on_is_here() -> None:
    found, _ = of_products(pl.DataFrame([product("2015-03", price_cny=85)]), ARRIVALS, BOUNDS)
    shock = found.filter(warning_kind="price_shock").row(0, named=True)
    assert (shock["day"], shock["known_date"]) == (date(2015, 3, 31), date(2015, 4, 12))

    # Two months make it: the first came late, after the second.
    rows = signals(("2015-03", True), ("2015-04", True), ("2015-05", True), running=2).with_columns(
        known_date=pl.Series([date(2015, 6, 2), date(2015, 5, 12), date(2015, 6, 12)])
    )
    assert episodes(rows)["known_date"].to_list() == [date(2015, 6, 2)]


def test_a_period_that_nobody_has_reported_says_nothing_about_one_reporter() -> None:
    columns = ["enterprise_id", "period", "status"]
    rows = [
        ("E1", "2015-03", "missing"), ("E2", "2015-03", "on_time"), ("E1", "2015-04", "missing"),
        ("E2", "2015-04", "missing"),
    ]  # fmt: skip
    status = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        subject_kind=pl.lit("enterprise"), subject_id=pl.col("enterprise_id"), form_id=pl.lit("return"),
        period_end_date=pl.date(2015, 4, 30), due_at=pl.datetime(2015, 5, 10, 16), days_late=pl.lit(3),
    )  # fmt: skip
    firms = pl.DataFrame({"enterprise_id": ["E1", "E2"], "is_synthetic": [True, True]})

    found, _ = of_reports(status, firms, BOUNDS)

    assert found.sort("subject_id").select("subject_id", "period", "holds").rows() == [
        ("E1", "2015-03", True), ("E2", "2015-03", False),
    ]  # fmt: skip
    assert set(found["known_date"]) == {date(2015, 5, 11)}
