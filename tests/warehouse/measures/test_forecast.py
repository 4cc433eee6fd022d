"""Forecasts by hand: models, what was known on a day, bands, probabilities, scores, and every refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import numpy as np
import polars as pl
import pytest

from warehouse.domain.period import Period
from warehouse.measures.forecasts.conformal import (
    band_rank,
    count_probability,
    errors_needed,
    exact_interval,
    half_width,
    interval_score,
    past_bands,
)
from warehouse.measures.forecasts.forecast import bands, forecasts
from warehouse.measures.forecasts.forecast_score import forecast_scores
from warehouse.measures.forecasts.rolling_origin import AsKnown, Forecast, as_known, year_errors, year_figures
from warehouse.rules.rule_sets import RuleSet, load_rule_sets

RULES = load_rule_sets("forecast@*.toml", Forecast)
SERIES = {"region_code": "620000", "is_synthetic": True, "vintage_id": "first"}
POINT: dict[str, Any] = {
    "target_id": "point", "indicator_id": "sei_share_gdp", "target_type": "change_pp", "comparison": "at_least",
    "value": 1.0, "deadline_date": date(2016, 12, 31), "baseline_period": "2015", "vintage": "first",
}  # fmt: skip
LEVEL = POINT | {"target_id": "level", "indicator_id": "sei_value_added", "target_type": "level", "value": 100.0}
COUNT = POINT | {
    "target_id": "count", "indicator_id": "sub_fund_count", "target_type": "count", "vintage": None, "value": 4.0,
    "counted_after_date": date(2014, 6, 30),
}  # fmt: skip


def series(numerators: Sequence[float], first_year: int = 2007, **more: Any) -> pl.DataFrame:
    """Quarters of value added beside a GDP of 100 each, every one known 25 days after its end."""
    rows = []
    for index, value in enumerate(numerators):
        period = Period(first_year + index // 4, quarter=index % 4 + 1)
        for indicator, amount in (("sei_value_added", value), ("gdp", 100.0)):
            rows.append({
                **SERIES, "indicator_id": indicator, "vintage_ordinal": 1, "period": str(period),
                "quarter": first_year * 4 + index, "known_date": period.end_date + timedelta(days=25),
                "submission_number": 1, "value": amount, "is_imputed": False, "is_break": False, **more,
            })  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"quarter": pl.Int32, "vintage_ordinal": pl.Int32})


def grown(count: int = 40) -> list[float]:
    """Value added that grows by about two per cent a quarter, with a season and a wave."""
    return [10 * 1.02**index * (1, 1.1, 1.2, 1.3)[index % 4] * (1 + 0.01 * ((index * 7) % 5)) for index in range(count)]


def said(points: pl.DataFrame, day: date, horizons: int = 4) -> pl.DataFrame:
    days = pl.LazyFrame({**SERIES, "day": [day]})
    return year_figures(as_known(points.lazy(), days), horizons).collect()


def forecast(
    points: pl.DataFrame, *rows: dict[str, Any], rules: Sequence[RuleSet[Forecast]] = RULES
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Forecasts and bands of targets: `{**TARGET, "period": …}`."""
    targets = pl.DataFrame(
        [{
            "region_code": "620000", "is_quantified": True, "counted_after_date": date(2015, 12, 31),
            **{name: value for name, value in row.items() if name not in ("value", "vintage", "period", "actual")},
        } for row in rows]
    )  # fmt: skip
    progress = pl.DataFrame(
        [{
            "target_progress_id": row["target_id"], "target_id": row["target_id"], "period": row["period"],
            "is_synthetic": True, "numerator_vintage_id": row["vintage"], "denominator_vintage_id": row["vintage"],
            "is_default": True, "is_newest": True, "ordinal": 1, "unit": "u", "actual": row.get("actual"),
            "target_value": row["value"], "is_at_least": row.get("is_at_least", False),
            "is_mixed_vintage": row.get("is_mixed", False), "reason": None, "months_left": row.get("months_left", 0),
        } for row in rows],
        schema_overrides={"actual": pl.Float64, "reason": pl.String, "numerator_vintage_id": pl.String},
    )  # fmt: skip
    errors = year_errors(points, rules).collect()
    made = forecasts(progress, targets, points, errors, rules)
    return made, bands(made, targets, errors, rules)


def one(points: pl.DataFrame, row: dict[str, Any], period: str, **more: Any) -> dict[str, Any]:
    return forecast(points, {**row, "period": period, **more})[0].row(0, named=True)


def figure(made: pl.DataFrame, model: str, horizon: int) -> float:
    """Value added of the four quarters that end so far ahead."""
    chosen = made.filter(model=model, horizon=horizon, indicator_id="sei_value_added")
    return round(float(chosen["figure"].item()), 6)


def test_each_model_says_of_the_year_what_its_formula_says() -> None:
    """Eight quarters 1 to 4 and 3 to 6: last year's sum is 18, the mean change of a quarter 2, of its logarithm
    ln(3 x 2 x 5/3 x 3/2) / 4. After the second quarter is known as 6, three are said and one counts as it is."""
    made = said(series([1, 2, 3, 4, 3, 4, 5, 6]), date(2009, 1, 31))
    rate = (3 / 1 * 4 / 2 * 5 / 3 * 6 / 4) ** 0.25

    assert [figure(made, model, 4) for model in ("seasonal_naive", "naive_drift", "log_drift")] == [
        18, 26, round(18 * rate, 6),
    ]  # fmt: skip
    assert figure(made, "naive_drift", 1) == 4 + 5 + 6 + (3 + 2)
    assert figure(made, "seasonal_naive", 0) == 18


def test_a_value_that_is_not_positive_has_no_logarithm_and_no_such_forecast() -> None:
    made = said(series([1, 2, 3, 4, 3, 4, 5, 0]), date(2009, 1, 31))

    assert made.filter(model="log_drift")["horizon"].max() == 0
    assert figure(made, "seasonal_naive", 4) == 12


def test_a_reader_knows_a_quarter_from_its_release_on() -> None:
    points = series([1, 2, 3, 4, 3, 4, 5, 6, 7])
    known = [
        as_known(points.lazy(), pl.LazyFrame({**SERIES, "day": [day]})).collect()["quarter"].max()
        for day in (date(2009, 4, 24), date(2009, 4, 25))
    ]

    assert known == [2009 * 4 - 1, 2009 * 4]


def test_a_gap_ends_the_series_that_is_used() -> None:
    points = series(grown()).filter(pl.col("period") != "2012-Q2")
    row = one(points, LEVEL, "2013-01")

    assert (row["point_count"], row["reason"]) == (2, "series_too_short")


def _a_quarter_early(points: pl.LazyFrame, days: pl.LazyFrame) -> pl.LazyFrame:
    """The cheat: a forecast that sees what is released within 100 days after it."""
    seen = as_known(points, days.with_columns(pl.col("day").dt.offset_by("100d")))
    return seen.with_columns(pl.col("day").dt.offset_by("-100d"))


PLANTED = date(2015, 1, 25)


def _planted(points: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Things that a reader learned on that day and later: a value that doubles the series, a revision of an old one."""
    later = pl.col("known_date") >= PLANTED
    revision = points.filter((pl.col("period") == "2011-Q2") & (pl.col("indicator_id") == "sei_value_added"))
    revised = revision.with_columns(value=pl.lit(500.0), known_date=PLANTED, submission_number=pl.lit(2))
    doubled = pl.when(later).then(2 * pl.col("value")).otherwise("value")
    return {
        "doubled": points.with_columns(value=doubled),
        "revised": pl.concat([points, revised], how="vertical_relaxed"),
    }


def _said_before(points: pl.DataFrame, known: AsKnown) -> pl.DataFrame:
    errors = year_errors(points, RULES, known).filter(pl.col("origin_date") < PLANTED)
    return errors.select("origin_date", "indicator_id", "model", "horizon", "forecast").collect()


@pytest.mark.parametrize("plant", ["doubled", "revised"])
def test_what_is_learned_later_changes_no_forecast_made_before(plant: str) -> None:
    points = series(grown())
    sound, planted = (_said_before(each, as_known) for each in (points, _planted(points)[plant]))

    assert sound.height > 1000
    assert sound.equals(planted)


@pytest.mark.parametrize("plant", ["doubled", "revised"])
def test_a_forecast_that_sees_what_is_learned_later_is_caught(plant: str) -> None:
    points = series(grown())
    sound, planted = (_said_before(each, _a_quarter_early) for each in (points, _planted(points)[plant]))

    assert sound.height > 1000
    assert not sound.equals(planted)


def test_the_forecast_of_a_target_rests_on_nothing_released_after_its_month() -> None:
    points = series(grown())
    made = [forecast(each, {**LEVEL, "period": "2014-12", "deadline_date": date(2016, 12, 31)})
            for each in (points, *_planted(points).values())]  # fmt: skip

    assert made[0][0].drop_nulls("probability").height == 1
    for each in made[1:]:
        assert made[0][0].equals(each[0])
        assert made[0][1].equals(each[1])


def test_a_later_rule_set_changes_no_forecast_of_an_earlier_month() -> None:
    strict = replace(RULES[-1].bounds, points_from=20, back_test_points_from=20, choice_errors_from=2, levels=(90,))
    later = (*RULES, RuleSet("forecast", "2", date(2014, 7, 1), "s", strict))
    rows = [{**LEVEL, "target_id": period, "period": period} for period in ("2014-06", "2014-07")]
    one_set, two_sets = (forecast(series(grown()), *rows, rules=rules) for rules in (RULES, later))

    for each, other in zip(one_set, two_sets, strict=True):
        earlier = pl.col("forecast_id") == "2014-06"
        assert each.filter(earlier).height > 0
        assert each.filter(earlier).equals(other.filter(earlier))
        assert not each.filter(~earlier).equals(other.filter(~earlier))


@pytest.mark.parametrize(("level", "hits"), [(50, 3), (80, 4)])
def test_a_band_covers_exactly_what_it_promises_on_exchangeable_errors(level: int, hits: int) -> None:
    """Every order of five errors of different size: four are past, the fifth is the next one."""
    orders = [(sorted(order[:4]), order[4]) for order in permutations((0.1, 0.2, 0.3, 0.5, 0.8))]
    rows = pl.DataFrame({
        "sizes": [past for past, _ in orders], "next": [following for _, following in orders],
        "error_count": 4, "level": level,
    }).with_columns(half=half_width(), rank=band_rank(pl.col("error_count"), pl.col("level")))  # fmt: skip

    assert rows["rank"].unique().to_list() == [hits]
    assert (rows["next"] <= rows["half"]).sum() / len(orders) == hits / 5


def test_too_few_errors_give_no_band_and_say_how_many_it_takes() -> None:
    rows = pl.DataFrame({"level": [50, 80, 95]}).with_columns(needed=errors_needed(pl.col("level")))
    counts = rows.join(pl.DataFrame({"error_count": range(25)}), how="cross")
    has_band = counts.filter(band_rank(pl.col("error_count"), pl.col("level")) <= pl.col("error_count"))

    assert rows["needed"].to_list() == [1, 4, 19]
    assert has_band.group_by("level").agg(pl.col("error_count").min()).sort("level")["error_count"].to_list() == [
        1, 4, 19,
    ]  # fmt: skip


def test_the_bands_of_a_forecast_lie_around_it_and_the_widest_needs_nineteen_errors() -> None:
    made, around = forecast(series(grown()), {**LEVEL, "period": "2014-12", "deadline_date": date(2016, 12, 31)})
    (row,) = made.rows(named=True)
    by_level = {float(each["level_share"]): each for each in around.rows(named=True)}

    assert row["error_count"] == 11
    assert [each["reason"] for each in by_level.values()] == [None, None, "too_few_errors"]
    assert by_level[0.95]["low"] is None
    assert by_level[0.95]["needed_count"] == 19
    for level, rank in ((0.5, 6), (0.8, 10)):
        assert float(by_level[level]["promised_share"]) == pytest.approx(rank / 12, abs=1e-6)
        assert by_level[level]["low"] + by_level[level]["high"] == 2 * row["median"]
    assert by_level[0.8]["measured_count"] < by_level[0.5]["measured_count"] <= 11


def test_the_probability_lies_between_what_was_reached_and_one_more() -> None:
    points = series(grown())
    day = {"period": "2014-12", "deadline_date": date(2016, 12, 31)}
    median = float(forecast(points, {**LEVEL, **day})[0]["median"].item())
    errors = year_errors(points, RULES).collect()
    row = forecast(points, {**LEVEL, **day, "value": median + 0.1})[0].row(0, named=True)
    past = errors.filter(
        (pl.col("model") == row["model"]) & (pl.col("horizon") == row["horizon"])
        & (pl.col("indicator_id") == "sei_value_added") & (pl.col("actual_known_date") <= date(2014, 12, 31))
    )  # fmt: skip
    reached = sum(actual - forecast >= 0.1 for actual, forecast in past.select("actual", "forecast").rows())

    n = row["error_count"]
    assert 0 < reached < n == past.height
    assert [float(row[name]) for name in ("probability_low", "probability", "probability_high")] == pytest.approx(
        [reached / (n + 1), (reached + 0.5) / (n + 1), (reached + 1) / (n + 1)], abs=1e-6
    )


def test_nothing_is_certain_before_the_deadline() -> None:
    points, day = series(grown()), {"period": "2014-12", "deadline_date": date(2016, 12, 31)}
    sure, hopeless = (float(one(points, {**LEVEL, "value": value, **day}, "2014-12")["probability"])
                      for value in (0.0, 1e6))  # fmt: skip

    assert (sure, hopeless) == pytest.approx((11.5 / 12, 0.5 / 12), abs=1e-6)


def test_a_change_in_points_is_measured_from_the_baseline_in_the_same_vintage() -> None:
    points = series(grown())
    row = one(points, POINT, "2016-10")
    known = said(points, date(2016, 10, 31), 1).filter(model=row["model"], indicator_id="sei_share_gdp")
    share = dict(known.select("quarter", "figure").rows())

    assert row["known_period"] == "2016-Q3"
    assert row["median"] == row["median_level"] - row["baseline"]
    assert row["probability"] == round((2 * row["met_count"] + 1) / Decimal(2 * (row["error_count"] + 1)), 6)
    assert float(row["median"]) == pytest.approx(share[2016 * 4 + 3] - share[2015 * 4 + 3], abs=1e-6)


def test_few_past_errors_choose_no_model() -> None:
    points = series(grown())
    row = one(points, {**LEVEL, "deadline_date": date(2012, 12, 31)}, "2011-12")

    assert (row["model"], row["error_count"], row["median"]) == ("seasonal_naive", 3, row["seasonal_naive"])
    assert (row["probability"], row["reason"]) == (None, "too_few_errors")


def test_the_model_with_the_smallest_past_error_is_chosen_and_the_naive_stands_beside_it() -> None:
    steady = [10 * 1.02**index for index in range(40)]
    straight = [10 + index for index in range(40)]
    rows = [one(series(values), LEVEL, "2016-10") for values in (steady, straight)]

    assert [row["model"] for row in rows] == ["log_drift", "naive_drift"]
    assert [float(row["median"]) for row in rows] == pytest.approx([sum(steady[-4:]), sum(straight[-4:])], abs=1e-6)
    assert [float(row["seasonal_naive"]) for row in rows] == pytest.approx(
        [sum(values[-4:-1]) + values[-5] for values in (steady, straight)], abs=1e-6
    )


@pytest.mark.parametrize(
    ("more", "points", "reason"),
    [
        ({"period": "2016-12"}, series(grown()), "deadline_past"),
        ({"is_quantified": False}, series(grown()), "unquantified"),
        ({"is_mixed": True}, series(grown()), "mixed_vintages"),
        ({"vintage": None}, series(grown()), "no_source"),
        ({}, series(grown(7), 2015), "series_too_short"),
        ({}, series(grown(), is_imputed=True), "too_much_imputed"),
        ({}, series(grown()).with_columns(is_break=pl.col("period") == "2015-Q2"), "series_break"),
        ({"baseline_period": "2005"}, series(grown()), "base_missing"),
        ({"target_type": "growth"}, series(grown()), "no_basis"),
        ({"target_type": "stock", "indicator_id": "chain_10bn_count"}, series(grown()), "no_basis"),
    ],
)
def test_what_cannot_be_forecast_says_why(more: dict[str, Any], points: pl.DataFrame, reason: str) -> None:
    row = one(points, POINT, **{"period": "2016-10", **more})

    assert (row["median"], row["probability"], row["reason"]) == (None, None, reason)


def test_a_count_goes_on_at_its_rate_with_jeffreys_prior() -> None:
    """Two events in 24 months, six months left."""
    numbers = [np.array([each, each], dtype=float) for each in (2, 24, 6)]
    said = count_probability(np.array([1.0, 2.0]), *numbers)

    assert said.round(4).tolist() == [0.4276, 0.1413]


@pytest.mark.parametrize(
    ("more", "low", "probability", "reason"),
    [
        ({"actual": 3.0, "months_left": 6}, 0.553, 0.553, None),
        ({"actual": 3.0, "months_left": 6, "is_at_least": True}, 0.553, None, "register_incomplete"),
        ({"actual": 4.0, "months_left": 6}, None, None, "already_met"),
        ({"actual": None}, None, None, "no_source"),
        ({"actual": 0.0, "counted_after_date": date(2016, 4, 30)}, None, None, "series_too_short"),
    ],
)
def test_a_count_has_a_probability_or_says_why_not(
    more: dict[str, Any], low: float | None, probability: float | None, reason: str | None
) -> None:
    """Three in 24 months, one is missing and six months are left: 1 - (24 / 30) ** 3.5 = 0.542."""
    row = one(series(grown()), COUNT, "2016-06", **more)
    found = [None if row[name] is None else round(float(row[name]), 3) for name in ("probability_low", "probability")]

    expected = round(1 - (24 / 30) ** 3.5, 3)
    assert found == [low and expected, probability and expected]
    assert row["reason"] == reason


def test_a_series_that_runs_away_or_stands_still_has_the_scores_that_it_can_have() -> None:
    for values in ([10 * 5.0 ** min(index, 12) for index in range(40)], [10.0] * 40):
        points = series(values)
        errors = year_errors(points, RULES).collect()
        made, _ = forecast(points, {**LEVEL, "period": "2014-12", "value": 1.0, "deadline_date": date(2016, 12, 31)})
        scores = forecast_scores(errors, RULES[-1])

        assert errors["forecast"].abs().max() < 1e11  # type: ignore[operator]
        assert made["probability"].null_count() == 0
        assert scores.height > 0
    assert scores["mean_absolute_scaled_error"].null_count() == scores.height


def test_without_any_quarter_there_are_no_errors_no_bands_and_no_scores() -> None:
    nothing = series(grown()).clear()
    made, around = forecast(nothing, {**POINT, "period": "2016-10"})

    assert made["reason"].to_list() == ["series_too_short"]
    assert around.height == forecast_scores(year_errors(nothing, RULES).collect(), RULES[-1]).height == 0


def test_the_interval_of_a_coverage_is_that_of_scipy() -> None:
    """scipy 1.17, binomtest(hits, tried).proportion_ci(0.95, 'exact')."""
    low, high = exact_interval(np.array([0, 8, 10, 5]), np.array([10, 10, 10, 28]))

    assert low == pytest.approx([0, 0.4439045376923585, 0.6915028921812371, 0.060642908819125145])
    assert high == pytest.approx([0.30849710781876294, 0.9747892736731665, 1, 0.3689333494192032])


@pytest.mark.parametrize(
    ("level", "half", "error", "score"),
    [(50, 0.2, 0.4, 1.2), (80, 0.5, 0.4, 1.0), (50, 0.2, -1.0, 3.6), (80, 0.5, -1.0, 6.0)],
)
def test_the_interval_score_is_that_of_scoringrules(level: int, half: float, error: float, score: float) -> None:
    """scoringrules 0.10, interval_score."""
    found = pl.select(interval_score(pl.lit(error), pl.lit(half), pl.lit(level))).item()

    assert found == pytest.approx(score)


def _errors(*values: float) -> pl.DataFrame:
    """A back-test of one model with these errors, each known before the next forecast."""
    days = [date(2010 + index, 1, 31) for index in range(len(values))]
    return pl.DataFrame({
        **SERIES, "indicator_id": "sei_share_gdp", "model": "seasonal_naive", "horizon": 1, "origin_date": days,
        "actual_known_date": [day + timedelta(days=90) for day in days], "forecast": 10.0,
        "actual": [10 + value for value in values], "newest_actual": [10 + value for value in values], "scale": 0.5,
    }, schema_overrides={"horizon": pl.Int32})  # fmt: skip


def test_the_ranked_probability_score_is_that_of_scoringrules() -> None:
    """scoringrules 0.10, crps_ensemble of 10 plus these five errors, at 10.4 and 9."""
    found = [
        past_bands(_errors(-0.3, 0.1, 0.2, 0.5, -0.1, last).lazy(), [50]).collect().sort("origin_date")["crps"][-1]
        for last in (0.4, -1.0)
    ]

    assert found == pytest.approx([0.208, 0.928])


def test_the_weighted_interval_score_holds_the_distance_to_the_median() -> None:
    """Errors of 0.1, 0.2, 0.3 and 0.4 make half widths of 0.3 and 0.4; the truth is 1.0 away:
    (0.5 + 0.25 x (0.6 + 4 x 0.7) + 0.1 x (0.8 + 10 x 0.6)) / 2.5 = 0.812."""
    scores = forecast_scores(_errors(0.1, -0.2, 0.3, -0.4, 1.0), RULES[-1])

    assert scores.filter(truth="first")["weighted_interval_score"].cast(pl.Float64).to_list() == [0.812] * 3
    assert scores.filter(truth="first")["mean_absolute_scaled_error"].cast(pl.Float64).to_list() == [0.8] * 3
    by_level = scores.filter(truth="first").select(pl.col("level_share").cast(pl.Float64), "band_count", "hit_count")
    assert by_level.rows() == [(0.5, 4, 0), (0.8, 1, 0), (0.95, 0, 0)]
