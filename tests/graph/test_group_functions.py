"""Weighted means, quantiles and concentration against the same figures worked out in Python."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from typing import Any

import duckdb
import pytest

from tests.graph.conftest import Service
from tests.graph.group_rows import by, decimal, groups, numbers, six_places, total
from warehouse.catalog.catalog import Catalog, Table, TableColumn
from warehouse.query.access import unrestricted
from warehouse.query.functions import gathered
from warehouse.query.plan import Aggregate

Rows = list[dict[str, Any]]


def weighted_mean(rows: Rows, value: str, weight: str) -> Decimal | None:
    pairs = [
        (Decimal(row[value]), Decimal(row[weight]))
        for row in rows
        if row[value] is not None and row[weight] is not None
    ]
    weights = sum(weight for _, weight in pairs)
    if not weights:
        return None
    with localcontext(prec=60):
        return six_places(sum(value * weight for value, weight in pairs) / weights)


def quantile(values: list[Decimal], at: Decimal) -> Decimal:
    """The seventh method of Hyndman and Fan."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * at
    low = math.floor(place)
    return ordered[low] + (ordered[math.ceil(place)] - ordered[low]) * (place - low)


def concentration(rows: Rows, column: str, holder: str) -> Decimal | None:
    held = [found for found in (total(of, column) for of in by(rows, holder).values()) if found is not None]
    if not held or min(held) < 0 or not sum(held):
        return None
    with localcontext(prec=60):
        return six_places(sum((part / sum(held)) ** 2 for part in held))


@pytest.mark.parametrize(("value", "weight"), [("revenueCny", "revenueYtdCny"), ("revenueYtdCny", "revenueCny")])
def test_a_weighted_mean_is_that_of_the_rows_that_have_both(
    grouped: Service, returns: Rows, value: str, weight: str
) -> None:
    word = {"revenueCny": "REVENUE_CNY", "revenueYtdCny": "REVENUE_YTD_CNY"}[weight]

    found = groups(
        grouped,
        "first: 100, by: [{ field: PERIOD }, { field: INDUSTRY_ID }]",
        f"key {{ period industryId }} weightedMean(weight: {word}) {{ {value} }}",
    )

    expected = by(returns, "period", "industryId")
    assert len(found) == len(expected)
    for one in found:
        members = expected[one["key"]["period"], one["key"]["industryId"]]
        assert decimal(one["weightedMean"][value]) == weighted_mean(members, value, weight)


def test_weights_that_sum_to_zero_give_no_mean(grouped: Service) -> None:
    found = groups(
        grouped,
        "by: [{ field: REGION_CODE }]",
        "weightedMean(weight: REVENUE_YTD_CNY) { revenueCny }",
        '{ revenueYtdCny: { eq: "0" } }',
    )

    assert found
    assert {one["weightedMean"]["revenueCny"] for one in found} == {None}


def test_a_whole_number_can_weigh_a_whole_number(grouped: Service) -> None:
    (one,) = groups(
        grouped,
        "by: [{ field: PERIOD }]",
        "weightedMean(weight: MONTHS_COVERED) { monthsCovered }",
        '{ period: { eq: "2014-02" } }',
    )

    assert one["weightedMean"]["monthsCovered"] == "2"


def test_a_weighted_mean_of_amounts_by_employees_has_room_for_their_product(grouped: Service) -> None:
    (one,) = groups(
        grouped,
        "by: [{ field: ENTERPRISE_ID }]",
        "weightedMean(weight: EMPLOYEE_COUNT) { revenueCny }",
        '{ enterpriseId: { eq: "BIG" } }',
    )

    pairs = [(Decimal("333333333333.333"), 34487), (Decimal("333333333333.334"), 1)]
    exact = sum(amount * employees for amount, employees in pairs) / sum(employees for _, employees in pairs)
    assert decimal(one["weightedMean"]["revenueCny"]) == six_places(exact)


@pytest.mark.parametrize("at", ["0", "0.1", "0.5", "0.75", "0.93", "1"])
def test_a_quantile_lies_between_its_neighbours_in_proportion(grouped: Service, returns: Rows, at: str) -> None:
    query = """query($at: Decimal!) { m: enterpriseMonths { groups(by: [{ field: INDUSTRY_ID }]) { nodes {
        key { industryId } quantile(at: $at) { revenueCny } } } } }"""

    found = grouped.execute(query, at=at).data["m"]["groups"]["nodes"]

    expected = by(returns, "industryId")
    assert len(found) == len(expected)
    for one in found:
        values = numbers(expected[(one["key"]["industryId"],)], "revenueCny")
        told = Decimal(one["quantile"]["revenueCny"])
        assert abs(told - quantile(values, Decimal(at))) <= Decimal("0.000001")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8, 100])
def test_a_median_is_exact_to_the_last_digit(count: int) -> None:
    values = [Decimal(f"{'9' * 20}.99") - Decimal("0.01") * (place * 7 % 100) for place in range(count)]
    column = TableColumn("cny", "DECIMAL(38,2)", True, "")
    money = Table("core", "money", "", "", (column,), (), None, "", None, None, (), ())
    (median,) = gathered(
        Aggregate("median", "cny"),
        unrestricted(Catalog({"core.money": money})).table("core.money"),
        None,
        "",
    )

    with duckdb.connect() as connection:
        connection.execute("create table money as select unnest(?)::decimal(38, 2) as cny", [values])
        (found,) = connection.execute(f"select {median.text} from money").fetchall()

    with localcontext(prec=60):
        assert found == (quantile(values, Decimal("0.5")),)


def test_several_quantiles_stand_under_their_own_names(grouped: Service) -> None:
    (one,) = groups(
        grouped,
        "by: [{ field: PERIOD }]",
        "low: quantile(at: 0.25) { revenueCny } half: quantile(at: 0.5) { revenueCny } median { revenueCny }",
        '{ period: { eq: "2014-04" } }',
    )

    assert one["half"] == one["median"] != one["low"]


@pytest.mark.parametrize(("holder", "word"), [("enterpriseId", "ENTERPRISE_ID"), ("industryId", "INDUSTRY_ID")])
def test_concentration_is_the_sum_of_the_squared_shares_of_holders(
    grouped: Service, returns: Rows, holder: str, word: str
) -> None:
    found = groups(
        grouped,
        "first: 100, by: [{ field: PERIOD }, { field: REGION_CODE }]",
        f"key {{ period regionCode }} hhi(across: {word}) {{ revenueYtdCny revenueCny }}",
    )

    expected = by(returns, "period", "regionCode")
    assert len(found) == len(expected)
    for one in found:
        members = expected[one["key"]["period"], one["key"]["regionCode"]]
        for column in ("revenueYtdCny", "revenueCny"):
            assert decimal(one["hhi"][column]) == concentration(members, column, holder)
    assert {one["hhi"]["revenueCny"] is None for one in found} == {True, False}


def test_concentration_across_groups_is_told_by_the_total(grouped: Service) -> None:
    found = groups(
        grouped,
        "by: [{ field: REGION_CODE }], subtotals: true",
        "level share { revenueCny } hhi(across: REGION_CODE) { revenueCny }",
    )

    shares = [Decimal(one["share"]["revenueCny"]) for one in found if one["level"] == 1]
    (whole,) = (Decimal(one["hhi"]["revenueCny"]) for one in found if one["level"] == 0)
    assert abs(whole - sum(share**2 for share in shares)) <= Decimal("0.000003")
    assert {one["hhi"]["revenueCny"] for one in found if one["level"] == 1} == {"1"}


def test_concentration_within_a_parent_is_of_its_own_rows(grouped: Service, returns: Rows) -> None:
    asked = grouped.execute(
        """{ enterprises(where: { months: { some: {} } }) { nodes { enterpriseId months {
             groups(by: [{ periodEndDate: YEAR }]) { nodes { hhi(across: PERIOD) { revenueCny } } } } } } }"""
    )

    expected = by(returns, "enterpriseId")
    assert asked.data["enterprises"]["nodes"]
    for enterprise in asked.data["enterprises"]["nodes"]:
        (one,) = enterprise["months"]["groups"]["nodes"]
        members = expected[(enterprise["enterpriseId"],)]
        assert decimal(one["hhi"]["revenueCny"]) == concentration(members, "revenueCny", "period")


def test_groups_are_ordered_and_chosen_by_functions_with_arguments(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "first: 100, by: [{ field: ENTERPRISE_ID }],"
        " having: { hhi: { revenueCny: { isNull: false } }, across: PERIOD,"
        " quantile: { revenueCny: { gt: 60 } }, at: 0.5 }"
        " orderBy: [{ weightedMean: REVENUE_CNY, weight: REVENUE_YTD_CNY, direction: DESC }]",
        "key { enterpriseId } weightedMean(weight: REVENUE_YTD_CNY) { revenueCny }",
    )

    admitted = {
        key
        for (key,), members in by(returns, "enterpriseId").items()
        if concentration(members, "revenueCny", "period") is not None
        and quantile(numbers(members, "revenueCny"), Decimal("0.5")) > 60
    }
    means = [Decimal(one["weightedMean"]["revenueCny"]) for one in found if one["weightedMean"]["revenueCny"]]
    assert 0 < len(admitted) < 43
    assert {one["key"]["enterpriseId"] for one in found} == admitted
    assert means == sorted(means, reverse=True)


def test_a_cursor_belongs_to_the_part_that_it_was_ordered_by_however_that_is_written(grouped: Service) -> None:
    query = """query ($order: [EnterpriseMonthRowGroupOrder!], $after: String) {
      enterpriseMonths { groups(by: [{ field: ENTERPRISE_ID }], orderBy: $order, after: $after, first: 3) {
        edges { cursor node { key { enterpriseId } } } } } }"""
    written = query.replace("orderBy: $order", "orderBy: [{ quantile: REVENUE_CNY, at: 0.9 }]").replace(
        "$order: [EnterpriseMonthRowGroupOrder!], ", ""
    )

    def walked(text: str, **variables: Any) -> list[Any]:
        return grouped.execute(text, **variables).data["enterpriseMonths"]["groups"]["edges"]

    order = [{"quantile": "REVENUE_CNY", "at": "0.90"}]
    first = walked(written)
    assert walked(query, order=order) == first
    assert walked(query, order=order, after=first[0]["cursor"])[:2] == first[1:]
    refused = grouped.execute(query, order=[{"quantile": "REVENUE_CNY", "at": "0.1"}], after=first[0]["cursor"])
    assert "belongs to another list or another order" in refused.body["errors"][0]["message"]


def test_a_mean_of_large_sums_is_exact_to_the_sixth_place(grouped: Service) -> None:
    # A double has 53 bits: it holds this mean to four places.
    (one,) = groups(grouped, "by: [{ field: ENTERPRISE_ID }]", "mean { revenueCny }", '{ enterpriseId: { eq: "BIG" } }')

    assert one["mean"]["revenueCny"] == "222222222222.222667"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("quantile(at: 1.01) { revenueCny }", "m.groups.nodes.quantile: 'at' is 1.01"),
        ("quantile(at: -1) { revenueCny }", "'at' is -1"),
        ("hhi(across: ENTERPRISE_ID) { totalAssetsCny }", "add up only within one period"),
        ("hhi(across: ENTERPRISE_ID) { monthsCovered }", "do not add up"),
        (
            " ".join(f"h{i}: hhi(across: {word}) {{ revenueCny }}" for i, word in enumerate(["PERIOD", "IS_FLAGGED"]))
            + " i: hhi(across: ENTERPRISE_ID) { revenueCny } j: hhi(across: REGION_CODE) { revenueCny }",
            "4 columns for 'across'",
        ),
        (" ".join(f"q{i}: quantile(at: 0.{i + 10}) {{ revenueCny }}" for i in range(1, 12)), "there are 11 quantiles"),
    ],
)
def test_functions_that_cannot_be_told_are_refused_before_any_sql(grouped: Service, fields: str, message: str) -> None:
    asked = grouped.execute(
        f"{{ m: enterpriseMonths {{ groups(by: [{{ field: INDUSTRY_ID }}]) {{ nodes {{ {fields} }} }} }} }}"
    )

    assert message in asked.error["message"]
    assert asked.statements == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("orderBy: [{ quantile: REVENUE_CNY }]", "'orderBy' has quantile without 'at'"),
        ("orderBy: [{ sum: REVENUE_CNY, at: 0.5 }]", "'orderBy' has 'at', which no function uses"),
        ("having: { weightedMean: { revenueCny: { gt: 1 } } }", "'having' has weightedMean without 'weight'"),
        ("having: { count: { gt: 1 }, across: PERIOD }", "'having' has 'across'"),
    ],
)
def test_an_argument_without_its_function_or_a_function_without_it_is_refused(
    grouped: Service, arguments: str, message: str
) -> None:
    asked = grouped.execute(
        f"{{ m: enterpriseMonths {{ groups(by: [{{ field: INDUSTRY_ID }}], {arguments}) {{ nodes {{ count }} }} }} }}"
    )

    assert message in asked.error["message"]
    assert asked.statements == ()


def test_a_part_from_a_variable_is_refused_with_the_field_that_it_is_of(grouped: Service) -> None:
    query = """query($at: Decimal!) { m: enterpriseMonths { groups(by: [{ field: INDUSTRY_ID }]) {
        nodes { quantile(at: $at) { revenueCny } } } } }"""

    assert grouped.execute(query, at="7").error["message"] == (
        "m.groups.nodes.quantile: 'at' is 7; it must be from 0 to 1."
    )
