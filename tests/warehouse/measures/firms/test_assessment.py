"""The assessment by hand: points, margins, price exemption, the two years, the distance and what turns them."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import polars as pl
import pytest

from warehouse.errors import ContractBroken
from warehouse.measures.firms.assessment import (
    DIMENSIONS,
    FACTS,
    Assessment,
    Dimension,
    Exit,
    Grades,
    Item,
    Near,
    PriceExemption,
    Requirement,
    Rule,
    load_assessments,
    parse_assessment,
)
from warehouse.measures.firms.judgement import judged
from warehouse.measures.firms.outcome import PEOPLE, flips, outcomes
from warehouse.measures.firms.outcome_rows import COLUMNS, outcome_rows
from warehouse.rules.rule_sets import RuleSet


def bands(*pairs: tuple[float, float]) -> tuple[tuple[Decimal, ...], ...]:
    return tuple((Decimal(str(lower)), Decimal(worth)) for lower, worth in pairs)


PLATFORM = Item("platform_level", Decimal("0.5"), bands((0, 0), (1, 60), (2, 80), (3, 100)))
RESEARCH = Item("rd_intensity", Decimal("0.5"), bands((0, 20), (0.01, 50), (0.03, 80), (0.05, 100)))
PATENTS = Item("patents", Decimal(1), bands((0, 0), (5, 65), (10, 90)))
GROWTH = Requirement("revenue_growth", Decimal(0), Decimal("0.05"), "price")
SCORE = Requirement("score", Decimal(60), Decimal(10))


def rule(
    *requirements: Requirement,
    items: dict[str, tuple[Item, ...]] | None = None,
    exempt_year: Any = "not_failing",
    role_saves: bool = True,
    version: str = "1",
) -> Rule:
    dimensions: Any = items or {"innovation": (PATENTS,)}
    bounds = Assessment(
        Decimal("0.5"),
        Grades(Decimal(85), Decimal(70), Decimal(60)),
        tuple(Dimension(name, Decimal("0.2"), of) for name, of in dimensions.items()),
        requirements or (GROWTH, SCORE),
        PriceExemption(Decimal("0.8")),
        Exit(2, role_saves, exempt_year),
        Near(Decimal("0.5")),
    )
    return RuleSet("assessment", version, date(2014, 1, 1), "ours", bounds)


def years(*rows: dict[str, Any]) -> pl.LazyFrame:
    """Wide facts: firm f and year 2016 where nothing else is said."""
    schema: dict[str, Any] = {"enterprise_id": pl.String, "year": pl.String} | dict.fromkeys(FACTS, pl.Float64)
    flags = {"is_synthetic": False, "is_flagged": False}
    given = [{"enterprise_id": "f", "year": "2016"} | row | flags for row in rows]
    return pl.DataFrame(given, schema=schema | dict.fromkeys(flags, pl.Boolean)).lazy()


def judge(row: dict[str, Any], by: Rule) -> dict[str, Any]:
    return judged(years(row), by).collect().row(0, named=True)


def people(*rows: dict[str, Any]) -> pl.LazyFrame:
    return pl.DataFrame([{"enterprise_id": "f", "year": "2016"} | row for row in rows], schema=dict(PEOPLE)).lazy()


NICKEL: dict[str, Any] = {
    "revenue_growth": -0.2278, "revenue_cny": 11_525_085_000, "base_revenue_cny": 14_925_000_000,
    "price_effect_cny": -4_653_423_123.79, "price_effect_fisher_cny": -4_653_423_123.80, "volume_index": 1.1,
    "capacity_growth": 0, "explained_share": 1, "patents": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("research", "worth"), [(0.0099, 20), (0.01, 50), (0.029999, 50), (0.03, 80), (0.06, 100), (-0.01, 0)]
)
def test_a_bound_belongs_to_the_upper_band(research: float, worth: float) -> None:
    found = judge({"rd_intensity": research}, rule(SCORE, items={"innovation": (RESEARCH,)}))

    assert (found["innovation_score"], found["score"]) == (worth, worth)


def test_a_dimension_counts_where_its_known_items_weigh_enough() -> None:
    both = {"innovation": (PLATFORM, RESEARCH)}
    heavy = (PLATFORM, Item("rd_intensity", Decimal(1), RESEARCH.bands))

    half = judge({"platform_level": 2}, rule(SCORE, items=both))
    third = judge({"platform_level": 2, "patents": 1}, rule(SCORE, items={"innovation": heavy}))

    assert (half["innovation_score"], half["score"], half["known_weight"]) == (80, 80, 0.5)
    assert (third["innovation_score"], third["score"], third["result"]) == (None, None, "not_judged")


def test_the_score_is_the_weighted_mean_and_the_grade_its_band() -> None:
    items = {"innovation": (PLATFORM, RESEARCH), "technology": (PATENTS,)}

    found = judge({"platform_level": 3, "rd_intensity": 0.03, "patents": 10}, rule(SCORE, items=items))

    assert (found["innovation_score"], found["technology_score"], found["score"]) == (90, 90, 90)
    assert (found["grade"], found["innovation_grade"], found["industry_grade"]) == ("excellent", "excellent", None)


def test_the_nickel_maker_is_exempt_by_prices_with_its_margin() -> None:
    found = judge(NICKEL, rule(GROWTH))

    assert (found["exemption"], found["result"]) == ("granted", "exempt")
    assert found["constant_price_growth"] == found["constant_price_growth_fisher"] == 0.083987
    assert found["margin"] == pytest.approx(1.68, abs=0.001)


@pytest.mark.parametrize(
    ("changed", "exemption"),
    [
        ({}, "granted"),
        ({"volume_index": 1.0}, "refused"),
        ({"volume_index": 0.99, "capacity_growth": 0.001}, "granted"),
        ({"explained_share": 0.8}, "granted"),
        ({"explained_share": 0.799999}, "open"),
        ({"explained_share": None}, "open"),
        ({"price_effect_fisher_cny": 1.0}, "open"),
        ({"price_effect_fisher_cny": None}, "open"),
        ({"price_effect_cny": 1.0, "price_effect_fisher_cny": 1.0}, "refused"),
        ({"price_effect_cny": -1.0, "price_effect_fisher_cny": -1.0}, "refused"),
        ({"price_effect_cny": None, "price_effect_fisher_cny": None, "explained_share": None}, "refused"),
        ({"explained_share": 0.5, "volume_index": 0.9}, "refused"),
        ({"revenue_growth": 0.0}, None),
    ],
)
def test_prices_exempt_by_evidence_alone(changed: dict[str, Any], exemption: str | None) -> None:
    assert judge(NICKEL | changed, rule(GROWTH))["exemption"] == exemption


def test_two_products_whose_price_effects_differ_by_method_leave_the_answer_open() -> None:
    # One product halves and doubles its price, the other sells half as much again for 4 instead of 10.
    before, after = 1000 + 1000, 50 * 20 + 150 * 4
    lmdi = 1000 * math.log(2) + (1000 - 600) / math.log(1000 / 600) * math.log(0.4)
    laspeyres, paasche = (20 * 100 + 4 * 100) / before, after / (10 * 50 + 10 * 150)
    fisher = (after - before) / math.log(after / before) * math.log(math.sqrt(laspeyres * paasche))
    assert (round(lmdi, 1), round(fisher, 1)) == (-24.4, -36.6)
    row = {
        "revenue_growth": -0.2, "revenue_cny": after, "base_revenue_cny": before, "price_effect_cny": lmdi,
        "price_effect_fisher_cny": fisher, "volume_index": 0.8165, "capacity_growth": 0.1, "explained_share": 1,
    }  # fmt: skip
    at = {
        threshold: judge(row, rule(Requirement("revenue_growth", Decimal(threshold), Decimal("0.05"), "price")))
        for threshold in ("-0.19", "-0.185", "-0.18")
    }

    assert (at["-0.185"]["constant_price_growth"], at["-0.185"]["constant_price_growth_fisher"]) == (
        -0.187825,
        -0.181706,
    )
    assert [found["exemption"] for found in at.values()] == ["granted", "open", "refused"]
    assert [found["result"] for found in at.values()] == ["exempt", "open", "fail"]


def test_prices_exempt_from_no_other_requirement() -> None:
    found = judge(NICKEL | {"patents": 0}, rule(GROWTH, SCORE))

    assert (found["exemption"], found["result"], found["binding_requirement"]) == ("granted", "fail", "score")
    assert found["margin"] == -6


def test_a_year_of_which_nothing_is_known_is_missing_and_one_without_a_fact_not_judged() -> None:
    assert judge({"chain_role": 0, "platform_level": 0}, rule())["result"] == "missing"
    assert judge({"revenue_growth": None, "patents": 5}, rule())["result"] == "not_judged"


FAIL, PASS, EXEMPT = {"result": "fail"}, {"result": "pass"}, {"result": "exempt"}
OPEN, UNKNOWN, MISSING = {"result": "open"}, {"result": "not_judged"}, {"result": "missing"}


@pytest.mark.parametrize(
    ("before", "now", "stated", "state"),
    [
        (FAIL, FAIL, {}, "leave"),
        (FAIL, FAIL, {"decision": "exit"}, "left_by_decision"),
        (FAIL, FAIL, {"decision": "exit", "has_demonstrating_role": True}, "left_by_decision"),
        (FAIL, FAIL, {"decision": "keep", "has_demonstrating_role": True}, "saved_by_role"),
        (FAIL, FAIL, {"decision": "keep"}, "kept_by_decision"),
        (FAIL, FAIL, {"decision": "defer", "has_demonstrating_role": False}, "deferred"),
        (FAIL, EXEMPT, {}, "saved_by_price"),
        (EXEMPT, FAIL, {"decision": "keep"}, "saved_by_price"),
        (EXEMPT, EXEMPT, {}, "saved_by_price"),
        (FAIL, OPEN, {}, "open"),
        (OPEN, EXEMPT, {}, "open"),
        (MISSING, FAIL, {}, "year_missing"),
        (UNKNOWN, FAIL, {}, "year_missing"),
        (None, FAIL, {}, "year_missing"),
        (FAIL, MISSING, {}, "not_judged"),
        (FAIL, UNKNOWN, {}, "not_judged"),
        (MISSING, PASS, {}, "stay"),
        (MISSING, EXEMPT, {}, "stay"),
        (FAIL, PASS, {}, "stay"),
        (PASS, FAIL, {}, "stay"),
        (OPEN, PASS, {}, "stay"),
    ],
)
def test_two_years_lead_to_one_state(
    before: dict[str, Any] | None, now: dict[str, Any], stated: dict[str, Any], state: str
) -> None:
    assert two_years(before, now, stated)["state"] == state


def two_years(
    before: dict[str, Any] | None, now: dict[str, Any], stated: dict[str, Any] | None = None, by: Rule | None = None
) -> dict[str, Any]:
    rows = [] if before is None else [before | {"year": "2015"}]
    given = pl.DataFrame(
        [{"enterprise_id": "f"} | row for row in [*rows, now | {"year": "2016"}]],
        schema={"enterprise_id": pl.String, "year": pl.String, "result": pl.String, "margin": pl.Float64,
                "people_result": pl.String},
    )  # fmt: skip
    said = people(stated or {}).drop("people_result")
    found = outcomes(given.lazy().join(said, on=["enterprise_id", "year"], how="left"), by or rule())
    return found.filter(pl.col("year") == "2016").collect().row(0, named=True)


def test_every_pair_of_years_has_a_state_and_proposals_come_from_two_failing_ones_alone() -> None:
    results = ("pass", "fail", "exempt", "open", "not_judged", "missing")
    for before, now in product(results, results):
        assert (two_years({"result": before}, {"result": now})["state"] == "leave") == (before == now == "fail")


def test_a_decision_that_turns_the_rule_is_marked() -> None:
    kept = two_years(FAIL, FAIL, {"decision": "keep"})
    agreed = two_years(FAIL, FAIL, {"decision": "exit"})
    sent_away = two_years(FAIL, PASS, {"decision": "exit"})

    assert [row["is_against_rule"] for row in (kept, agreed, sent_away)] == [True, False, True]
    assert sent_away["state"] == "stay"


def test_one_year_to_go_after_a_failure_that_led_to_nothing() -> None:
    to_go = [
        two_years(before, now, stated)["one_year_to_go"]
        for before, now, stated in (
            (PASS, FAIL, {}), (EXEMPT, FAIL, {}), (FAIL, FAIL, {"decision": "keep"}), (None, FAIL, {}),
            (FAIL, FAIL, {}), (FAIL, EXEMPT, {}), (FAIL, PASS, {}),
        )
    ]  # fmt: skip

    assert to_go == [True, True, True, True, False, False, False]


def test_people_decide_the_result_and_prices_may_still_speak_for_a_firm_that_they_failed() -> None:
    row = two_years(FAIL | {"people_result": "pass"}, FAIL)
    saved = two_years(FAIL | {"people_result": "fail"}, EXEMPT | {"people_result": "fail"})
    failed = two_years(FAIL | {"people_result": "fail"}, PASS | {"people_result": "fail"})

    assert (row["state"], saved["state"], failed["state"]) == ("stay", "saved_by_price", "leave")


def test_a_version_may_count_an_exempt_year_as_a_failing_one_and_a_role_as_nothing() -> None:
    strict = rule(exempt_year="failing", role_saves=False)

    assert two_years(FAIL, EXEMPT, by=strict)["state"] == "leave"
    assert two_years(FAIL, FAIL, {"has_demonstrating_role": True}, by=strict)["state"] == "leave"


SLOWING = ({"year": "2015", "revenue_growth": -0.08, "patents": 5}, {"revenue_growth": -0.02, "patents": 5})


def outcome(by: Rule, *rows: dict[str, Any], stated: dict[str, Any] | None = None) -> dict[str, Any]:
    """The outcome of 2016 with its flip."""
    facts, said = years(*rows), people(stated or {})
    found = outcomes(judged(facts, by).join(said, on=["enterprise_id", "year"], how="left"), by)
    turned = found.join(flips(facts, said, by), on=["enterprise_id", "year"], how="left")
    return turned.filter(pl.col("year") == "2016").collect().row(0, named=True)


def test_the_firm_of_the_specification_leaves_near_the_line_and_a_growth_of_0_turns_it() -> None:
    found = outcome(rule(), *SLOWING)

    assert (found["distance"], found["is_near"], found["state"]) == (-0.4, True, "leave")
    flip = {name: found[name] for name in ("flip_fact", "flip_year", "flip_from", "flip_to", "flip_size")}
    assert flip == {
        "flip_fact": "revenue_growth", "flip_year": "2016", "flip_from": -0.02, "flip_to": 0.0, "flip_size": 0.4,
    }  # fmt: skip


def test_with_research_required_as_well_no_single_input_turns_it() -> None:
    research = Requirement("rd_intensity", Decimal("0.03"), Decimal("0.01"))
    rows = [row | {"rd_intensity": 0.02} for row in SLOWING]

    found = outcome(rule(GROWTH, SCORE, research), *rows)

    assert (found["distance"], found["state"], found["flip_fact"]) == (-1.0, "leave", None)


def test_a_firm_that_stays_is_turned_by_the_least_step_down() -> None:
    stays = outcome(
        rule(), {"year": "2015", "revenue_growth": -0.08, "patents": 5}, {"revenue_growth": 0.01, "patents": 5}
    )

    assert (stays["state"], stays["distance"]) == ("stay", 0.2)
    assert (stays["flip_fact"], stays["flip_year"], stays["flip_to"]) == ("patents", "2016", 5.0)
    assert (stays["flip_is_just_below"], stays["flip_size"]) == (True, 0.0)


def test_a_role_is_tried_where_it_is_known() -> None:
    rows = [row | {"demonstrating_role": 0, "revenue_growth": -0.9} for row in SLOWING]

    found = outcome(rule(GROWTH), *rows, stated={"has_demonstrating_role": False})

    assert (found["flip_fact"], found["flip_to"], found["flip_size"]) == ("demonstrating_role", 1.0, 1.0)


def test_no_decision_is_turned_by_a_fact() -> None:
    assert outcome(rule(), *SLOWING, stated={"decision": "keep"})["flip_fact"] is None


def test_the_flip_is_the_least_of_a_brute_force_over_every_bound() -> None:
    by = rule(items={"innovation": (PLATFORM, RESEARCH), "technology": (PATENTS,)})
    rows = [
        {"year": "2015", "revenue_growth": -0.03, "platform_level": 1, "rd_intensity": 0.02, "patents": 4},
        {"revenue_growth": -0.01, "platform_level": 1, "rd_intensity": 0.02, "patents": 6},
    ]
    found = outcome(by, *rows)
    steps = {"revenue_growth": 0.05, "platform_level": 1, "rd_intensity": 0.02, "patents": 5}
    tried = {
        "revenue_growth": [0], "platform_level": [0, 1, 2, 3], "rd_intensity": [0, 0.01, 0.03, 0.05],
        "patents": [0, 5, 10],
    }  # fmt: skip
    sizes, changed = {}, []
    for index, (fact, values) in product((0, 1), tried.items()):
        for value, below in product(values, (0, 0.000001)):
            name = f"{len(sizes)}"
            sizes[name] = abs(value - rows[index][fact]) / steps[fact]
            changed += [
                row | ({fact: value - below} if number == index else {}) | {"enterprise_id": name}
                for number, row in enumerate(rows)
            ]
    after = outcomes(judged(years(*changed), by).join(people(), on=["enterprise_id", "year"], how="left"), by)
    stays = after.filter((pl.col("year") == "2016") & (pl.col("state") != "leave")).collect()["enterprise_id"]

    assert found["state"] == "leave"
    assert found["flip_size"] == pytest.approx(min(sizes[name] for name in stays))
    assert (found["flip_fact"], found["flip_year"]) == ("revenue_growth", "2016")


def test_the_stored_versions_load_and_the_one_in_force_is_that_of_the_year() -> None:
    rules = load_assessments()
    facts = pl.DataFrame(
        [{"enterprise_id": "f", "year": year, "fact": "revenue_growth", "value": Decimal("0.1"), "is_synthetic": True,
          "is_flagged": False} for year in ("2013", "2014")],
        schema_overrides={"value": pl.Decimal(19, 6)},
    )  # fmt: skip
    nobody = people().with_columns(
        result=pl.col("people_result"), enterprise_assessment_id=pl.lit(None, pl.String),
        **{f"{name}_grade": pl.lit(None, pl.String) for name in DIMENSIONS},
    ).filter(pl.lit(value=False))  # fmt: skip
    firms = pl.LazyFrame(
        {"enterprise_id": ["f"], "enterprise_kind": ["backbone"], "recognised_date": [None], "status": ["active"]},
        schema_overrides={"recognised_date": pl.Date},
    )
    changes = pl.LazyFrame(
        schema={"enterprise_id": pl.String, "change_kind": pl.String, "new_status": pl.String, "is_applied": pl.Boolean,
                "change_date": pl.Date}
    )  # fmt: skip

    rows = outcome_rows(facts.lazy(), nobody, firms, changes, rules).collect()

    assert rows.columns == list(COLUMNS)
    in_force = rows.filter("is_rule_in_force").select("year", "rule_set_version_id").rows()
    assert in_force == [("2013", "assessment@example-1"), ("2014", "assessment@example-2")]


TEXT = """
id = "assessment"
version = "mine"
valid_from = 2014-01-01
source = "mine"
[bounds]
min_known_weight = 0.5
grades = { excellent = 85, good = 70, fair = 60 }
price_exemption = { min_explained_share = 0.8 }
exit = { failing_years = 2, role_saves = true, exempt_year = "not_failing" }
near = { band = 0.5 }
[[bounds.dimension]]
dimension = "innovation"
weight = 1
[[bounds.dimension.item]]
fact = "patents"
weight = 1
bands = [[0, 20], [5, 80]]
[[bounds.requirement]]
fact = "revenue_growth"
threshold = 0
scale = 0.05
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('fact = "patents"', 'fact = "luck"', "'luck'"),
        ("[[0, 20], [5, 80]]", "[[5, 20], [0, 80]]", "rising"),
        ("[[0, 20], [5, 80]]", "[[0, 20, 1]]", "rising"),
        ("scale = 0.05", "scale = 0", "scale"),
        ("failing_years = 2", "failing_years = 3", "failing_years"),
        ('fact = "revenue_growth"', 'fact = "score"\nexempt_by = "price"', "exempt"),
        ("weight = 1\n[[bounds.dimension.item]]", "weight = 0\n[[bounds.dimension.item]]", "weight"),
        ('exempt_year = "not_failing"', 'exempt_year = "ignored"', "exempt_year"),
    ],
)
def test_a_version_that_says_nothing_sensible_is_refused_with_its_key(old: str, new: str, says: str) -> None:
    assert parse_assessment(TEXT, "mine").version_id == "assessment@mine"
    assert old in TEXT
    with pytest.raises(ContractBroken, match=says):
        parse_assessment(TEXT.replace(old, new), "mine")
