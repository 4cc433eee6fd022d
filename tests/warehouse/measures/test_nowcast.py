"""A nowcast against a table worked by hand: who is missing, what is imputed for them, and what a later one changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.warehouse.measures.test_growth import NO_CHANGES, Value, counted, totals
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.sql import read_tables
from warehouse.measures.explanations import explain_row
from warehouse.measures.nowcasts.nowcast import load_nowcast_rules, nowcast_change
from warehouse.measures.nowcasts.nowcast_errors import known_totals
from warehouse.measures.nowcasts.nowcast_rows import answered_rows, error_rows, member_rows, nowcast_rows
from warehouse.measures.reason import Reason

RULE = load_nowcast_rules()[0]
MEMBERS = counted(
    *(("province", "province", firm, 1.0) for firm in "ABCDEFGH"),
    *(("industry", "metal", firm, 1.0) for firm in "ABCD"),
    *(("industry", "food", firm, 1.0) for firm in "EFGH"),
)
FIELDS = pl.LazyFrame({"enterprise_id": list("ABCDEFGH"), "industry_id": ["metal"] * 4 + ["food"] * 4}).with_columns(
    is_synthetic=pl.lit(value=True)
)

# Thousand yuan, years to date. Metal: A, B and C report in June, D does not; D had reported in May.
#           2016-06           2016-05         2015-06
# A     330 on 300 (+10 %)  220 on 200          290
# B     110 on 100          110 on 100           95
# C     220 on 200          110 on 100          205
# A to C: 660 / 600 = 1.10; in May 440 / 400 = 1.10
# D       missing           120 on 100          150     150 × 1.20 × 1.10 / 1.10 = 180
# Food: E alone reports, so that all four responders (A, B, C, E) count: 740 / 800 = 0.925.
# E        80 on 200         90 on 100          190
# F       missing             missing           100     100 × 0.925 = 92.5
# G       missing             missing             -     not imputed
METAL: tuple[Value, ...] = (
    *(("A", "2016-06", 330, 300, 330), ("A", "2016-05", 220, 200, 220), ("A", "2015-06", 290, None, 290)),
    *(("B", "2016-06", 110, 100, 110), ("B", "2016-05", 110, 100, 110), ("B", "2015-06", 95, None, 95)),
    *(("C", "2016-06", 220, 200, 220), ("C", "2016-05", 110, 100, 110), ("C", "2015-06", 205, None, 205)),
    *(("D", "2016-05", 120, 100, 120), ("D", "2015-06", 150, None, 150)),
)
FOOD: tuple[Value, ...] = (
    *(("E", "2016-06", 80, 200, 80), ("E", "2016-05", 90, 100, 90), ("E", "2015-06", 190, None, 190)),
    ("F", "2015-06", 100, None, 100),
)
DUE_IN_JUNE = dict.fromkeys("ABCDEFG", "2016-06")


def answered(values: tuple[Value, ...], due: dict[str, str], exempt: tuple[str, ...] = ()) -> pl.LazyFrame:
    status = pl.LazyFrame(
        [
            {
                "enterprise_id": firm, "form_id": "monthly_financial_return", "period": period, "due_at": period,
                "status": "exempt" if firm in exempt else "missing",
            }
            for firm, period in due.items()
        ]
    )  # fmt: skip
    return answered_rows(totals(*values), NO_CHANGES, status, FIELDS, RULE.bounds)


def nowcast_of(values: tuple[Value, ...], due: dict[str, str], subject: str, **exempt: Any) -> dict[str, Any]:
    found = nowcast_rows(answered(values, due, **exempt), MEMBERS, RULE).collect()
    return found.row(by_predicate=pl.col("nowcast_id") == f"revenue.{subject}.2016-06", named=True)


def missing_in(values: tuple[Value, ...], due: dict[str, str]) -> dict[str, dict[str, Any]]:
    found = member_rows(answered(values, due), MEMBERS, RULE).collect()
    return {row["enterprise_id"]: row for row in found.to_dicts() if "province" in row["nowcast_id"]}


def test_each_missing_firm_is_imputed_as_in_the_table() -> None:
    found = missing_in(METAL + FOOD, DUE_IN_JUNE)

    assert list(found) == ["D", "F", "G"]
    assert (found["D"]["imputed_ytd_cny"], found["D"]["stratum"]) == (180_000, "field")
    assert (found["D"]["previous_period"], found["D"]["own_ratio"]) == ("2016-05", Decimal("1.2"))
    assert (found["D"]["stratum_ratio"], found["D"]["stratum_previous_ratio"]) == (Decimal("1.1"), Decimal("1.1"))
    assert (found["F"]["imputed_ytd_cny"], found["F"]["stratum"], found["F"]["previous_period"]) == (
        92_500,
        "all",
        None,
    )
    assert (found["F"]["stratum_ratio"], found["F"]["stratum_previous_ratio"]) == (Decimal("0.925"), None)
    assert (found["G"]["imputed_ytd_cny"], found["G"]["reason"]) == (None, Reason.BASE_MISSING)


def test_a_missing_firm_explains_what_is_imputed_for_it() -> None:
    lines = {
        firm: explain_row("mart.nowcast_member", row) for firm, row in missing_in(METAL + FOOD, DUE_IN_JUNE).items()
    }

    assert lines["D"]["arithmetic"].splitlines() == [
        "course_ratio: 1.2 × 1.1 / 1.1 = 1.2",
        "imputed_ytd_cny: 150000 × 1.2 = 180000",
    ]
    assert lines["F"]["arithmetic"] == "imputed_ytd_cny: 100000 × 0.925 = 92500"
    assert (lines["G"]["arithmetic"], lines["G"]["rule_set"]) == ("", "nowcast@1")


def test_the_nowcast_is_what_was_measured_and_what_was_imputed() -> None:
    row = nowcast_of(METAL + FOOD, DUE_IN_JUNE, "province")

    assert (row["measured_ytd_cny"], row["imputed_ytd_cny"], row["estimate_ytd_cny"]) == (740_000, 272_500, 1_012_500)
    assert (row["imputed_share"], row["measured_share"]) == (Decimal("0.269136"), Decimal("0.730864"))
    assert (row["reporting_count"], row["missing_count"], row["not_imputed_count"]) == (4, 3, 1)
    assert row["largest_missing_share"] == Decimal("0.145631")  # D: 150 of 1030
    assert (row["quality"], row["rule_set_version_id"]) == ("weak", "nowcast@1")  # G is in no figure


def test_a_field_of_which_a_fifth_is_imputed_is_estimated() -> None:
    row = nowcast_of(METAL, dict.fromkeys("ABCD", "2016-06"), "metal")

    assert (row["estimate_ytd_cny"], row["quality"]) == (840_000, "weak")  # D has 20.3 % of the base
    smaller = tuple(value if value[:2] != ("D", "2015-06") else ("D", "2015-06", 100, None, 100) for value in METAL)
    row = nowcast_of(smaller, dict.fromkeys("ABCD", "2016-06"), "metal")
    assert (row["estimate_ytd_cny"], row["quality"]) == (780_000, "estimated")


def test_a_field_of_which_most_would_be_imputed_has_no_nowcast() -> None:
    row = nowcast_of(METAL + FOOD, DUE_IN_JUNE, "food")

    assert (row["estimate_ytd_cny"], row["quality"], row["reason"]) == (None, "refused", Reason.TOO_MUCH_IMPUTED)
    assert (row["measured_ytd_cny"], row["imputed_ytd_cny"]) == (80_000, 92_500)


def test_a_field_that_nobody_has_reported_has_no_nowcast() -> None:
    row = nowcast_of((*METAL, FOOD[-1]), DUE_IN_JUNE, "food")

    assert (row["estimate_ytd_cny"], row["measured_ytd_cny"], row["reason"]) == (None, None, Reason.NOT_REPORTED)


def test_responders_with_nothing_are_no_basis_for_the_rest() -> None:
    nothing: tuple[Value, ...] = (("E", "2016-06", 0, 200, 0), ("F", "2015-06", 100, None, 100))

    row = nowcast_of(nothing, {"E": "2016-06", "F": "2016-06"}, "food")
    assert (row["estimate_ytd_cny"], row["imputed_share"], row["reason"]) == (None, None, Reason.NO_BASIS)


def test_a_generated_firm_without_any_report_is_marked_so() -> None:
    assert missing_in(METAL + FOOD, DUE_IN_JUNE)["G"]["is_synthetic"]


def test_a_complete_period_imputes_nothing() -> None:
    row = nowcast_of(METAL, dict.fromkeys("ABC", "2016-06"), "province")

    assert (row["quality"], row["imputed_share"], row["missing_count"]) == ("complete", 0, 0)
    assert row["estimate_ytd_cny"] == row["measured_ytd_cny"] == 660_000


def test_an_exempt_firm_is_not_missing() -> None:
    row = nowcast_of(METAL, dict.fromkeys("ABCD", "2016-06"), "province", exempt=("D",))

    assert (row["quality"], row["estimate_ytd_cny"]) == ("complete", 660_000)


def test_a_period_that_nobody_has_reported_has_no_row() -> None:
    found = nowcast_rows(answered(METAL, dict.fromkeys("ABCD", "2016-07")), MEMBERS, RULE).collect()

    assert sorted(set(found["period"])) == ["2016-05", "2016-06"]


def test_only_the_newest_months_have_a_nowcast() -> None:
    year_before = answered(METAL, DUE_IN_JUNE).collect()["year"].min()
    longer = replace(RULE.bounds, months=13)
    status = pl.LazyFrame(schema=dict.fromkeys(("enterprise_id", "form_id", "period", "due_at", "status"), pl.String))

    assert year_before == 2016
    assert answered_rows(totals(*METAL), NO_CHANGES, status, FIELDS, longer).collect()["year"].min() == 2015


@pytest.mark.parametrize(("base", "reason"), [(0, Reason.BASE_NOT_POSITIVE), (-5, Reason.BASE_NOT_POSITIVE)])
def test_a_base_of_nothing_imputes_nothing(base: int, reason: Reason) -> None:
    found = missing_in((*METAL, ("F", "2015-06", base, None, base)), DUE_IN_JUNE)

    assert (found["F"]["imputed_ytd_cny"], found["F"]["reason"]) == (None, reason)


def test_responders_without_a_base_impute_nobody() -> None:
    values: tuple[Value, ...] = (("A", "2016-06", 330, None, 330), ("F", "2015-06", 100, None, 100))

    assert missing_in(values, {"F": "2016-06"})["F"]["reason"] == Reason.NO_BASIS


def test_the_rows_of_an_unfinished_period_hold_what_the_tables_promise() -> None:
    rows = answered(METAL + FOOD, DUE_IN_JUNE)
    made = {"nowcast": nowcast_rows(rows, MEMBERS, RULE), "nowcast_member": member_rows(rows, MEMBERS, RULE)}
    with duckdb.connect() as connection:
        connection.execute("create schema mart")
        for name, frame in made.items():
            connection.execute(load_catalog().table(f"mart.{name}").create_sql)
            connection.register("made", frame.collect())
            connection.execute(f"insert into mart.{name} by name from made")
        checks = [
            check
            for table in read_tables()
            if table.key in ("mart.nowcast", "mart.nowcast_member")
            for check in table.checks
        ]
        broken = {check.name: found for check in checks if (found := connection.execute(check.query).fetchall())}

    assert len(checks) == 6
    assert broken == {}


def test_the_change_of_a_nowcast_is_news_revision_and_model_exactly() -> None:
    # D reports 170 where 180 were imputed; B is corrected by 10; F is still missing, and G's first return is 7.
    later = tuple(value if value[:2] != ("B", "2016-06") else ("B", "2016-06", 120, 100, 110) for value in METAL)
    more: tuple[Value, ...] = (("D", "2016-06", 170, 140, 170), ("G", "2016-06", 7, None, 7))
    before, after = answered(METAL + FOOD, DUE_IN_JUNE), answered(later + FOOD + more, DUE_IN_JUNE)
    june = pl.col("month") == 6

    change = nowcast_change(before.filter(june), after.filter(june)).collect()
    found = {row["enterprise_id"]: (row["effect"], row["change"]) for row in change.to_dicts()}

    assert {name: found[name] for name in "ABDG"} == {
        "A": ("revision", 0), "B": ("revision", 1_000_000), "D": ("news", -1_000_000), "G": ("news", 700_000)
    }  # fmt: skip
    # F: 100 × (330 + 120 + 220 + 80 + 170) / (300 + 100 + 200 + 200 + 140) = 0.978723, where 92.5 had been imputed.
    assert found["F"] == ("model", 9_787_230 - 9_250_000)
    ends = [nowcast_rows(each, MEMBERS, RULE).collect() for each in (before, after)]
    first, second = (
        end.filter(pl.col("nowcast_id") == "revenue.province.2016-06")["estimate_ytd_cny"].item() for end in ends
    )
    assert (second - first) * 100 == change["change"].sum()


# B is always ten days late, and A never: four days after the due day B is missing. Thousand yuan, years to date.
# A is 110 on 100 all the time, so that what is imputed for B is 25 times its own ratio of the month before.
#          said of B        came     error of the whole
# 2016-02  25 × 1.1 = 27.5   30      140.0 / 137.5 - 1 =  0.018182
# 2016-03  25 × 1.2 = 30     27.5    137.5 / 140.0 - 1 = -0.017857
# 2016-04  25 × 1.1 = 27.5   30      140.0 / 137.5 - 1 =  0.018182
# 2016-05  25 × 1.2 = 30     25      135.0 / 140.0 - 1 = -0.035714
# 2016-06  25 × 1.0 = 25      ?      estimate 135, 18.5 % of it imputed: the class of all four
LATE = {"2016-02": 30.0, "2016-03": 27.5, "2016-04": 30.0, "2016-05": 25.0}
PAIR_OF_FIRMS = counted(("province", "province", "A", 1.0), ("province", "province", "B", 1.0))


def due_at(period: str) -> datetime:
    """The sixteenth of the month after."""
    year, month = int(period[:4]), int(period[5:])
    return datetime.fromisoformat(f"{year + month // 12}-{month % 12 + 1:02d}-16T04:00:00")


def late_firm(late: dict[str, float], open_period: str = "2016-06") -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Totals of A and B with the days on which they came, and who owes what."""
    months = [*late, open_period]
    rows: list[Any] = [(firm, period.replace("2016", "2015"), base, None, base)
                       for period in months for firm, base in (("A", 100), ("B", 25))]  # fmt: skip
    rows += [("A", period, 110, 100, 110) for period in months]
    rows += [("B", period, value, 25, value) for period, value in late.items()]
    came = {(firm, period): due_at(period) + timedelta(days=10 if firm == "B" else -1) for firm, period, *_ in rows}
    arrivals = pl.LazyFrame(
        [(firm, period, day, day) for (firm, period), day in came.items()],
        schema=["enterprise_id", "period", "first_known_from", "known_from"],
        orient="row",
    )
    status = [
        ("monthly_financial_return", firm, period, due_at(period),
         "missing" if (firm, period) == ("B", open_period) else "late")
        for period in months for firm in "AB"
    ]  # fmt: skip
    names = ["form_id", "enterprise_id", "period", "due_at", "status"]
    return (
        totals(*rows).join(arrivals, on=["enterprise_id", "period"]),
        pl.LazyFrame(status, schema=names, orient="row"),
    )


def band_of(late: dict[str, float], days: int = 4) -> dict[str, Any]:
    values, status = late_firm(late)
    as_of = due_at("2016-06") + timedelta(days=days)
    inputs = (values, NO_CHANGES, status, FIELDS)
    errors = error_rows(*inputs, members=PAIR_OF_FIRMS, as_of=as_of, bounds=RULE.bounds)
    rows = nowcast_rows(answered_rows(*inputs, bounds=RULE.bounds), PAIR_OF_FIRMS, RULE, errors).collect()
    return rows.row(by_predicate=pl.col("period") == "2016-06", named=True)


def test_a_band_is_the_errors_of_past_nowcasts_at_the_same_stage() -> None:
    row = band_of(LATE)

    assert (row["estimate_ytd_cny"], row["past_error_count"], row["band_reason"]) == (135_000, 4, None)
    # 50 %: the third of four, 0.018182; 80 %: the fourth, 0.035714; 95 % would need nineteen.
    assert (row["low_50_ytd_cny"], row["high_50_ytd_cny"]) == (Decimal("132545.45"), Decimal("137454.55"))
    assert (row["low_80_ytd_cny"], row["high_80_ytd_cny"]) == (Decimal("130178.57"), Decimal("139821.43"))
    assert (row["low_95_ytd_cny"], row["high_95_ytd_cny"]) == (None, None)


def test_an_error_of_another_stage_makes_no_band() -> None:
    """Eleven days after the due day B had always come: nobody was missing, and nothing is known of such an estimate."""
    row = band_of(LATE, days=11)

    assert (row["estimate_ytd_cny"], row["past_error_count"], row["low_50_ytd_cny"]) == (135_000, 0, None)
    assert row["band_reason"] == Reason.TOO_FEW_ERRORS


def test_one_past_error_makes_the_narrowest_band_alone() -> None:
    row = band_of({"2016-05": 25.0})

    # May by itself: 25 × 1.1 said and 25 came, 135 / 137.5 - 1; June then says 25 × 1.0.
    assert (row["past_error_count"], row["low_80_ytd_cny"]) == (1, None)
    assert (row["low_50_ytd_cny"], row["high_50_ytd_cny"]) == (Decimal("132545.45"), Decimal("137454.55"))


def test_a_value_counts_as_first_received_until_the_newest_came() -> None:
    values = totals(("A", "2016-05", 110, 100, 90)).with_columns(
        first_known_from=datetime.fromisoformat("2016-06-10"), known_from=datetime.fromisoformat("2016-08-01")
    )

    def known(day: datetime) -> list[Any]:
        return known_totals(values, pl.lit(day)).collect()["value_cny"].to_list()

    assert known(datetime.fromisoformat("2016-06-09")) == []
    assert known(datetime.fromisoformat("2016-07-01")) == [90_000]
    assert known(datetime.fromisoformat("2016-08-01")) == [110_000]
