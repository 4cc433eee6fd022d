"""Groups against the same rows grouped in Python."""

from __future__ import annotations

import statistics
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from tests.graph.conftest import Service
from tests.graph.group_rows import by, check_refused, check_rollup, groups, numbers, six_places


@pytest.mark.parametrize("where", ["", "{ isFlagged: { eq: false } }", '{ enterpriseId: { gte: "" } }'])
def test_what_is_told_of_a_group_is_what_its_rows_say(
    grouped: Service, returns: list[dict[str, Any]], where: str
) -> None:
    if "gte" in where:
        where = '{ enterpriseId: { startsWith: "G" } }'
    admitted = [
        row
        for row in returns
        if ("isFlagged" not in where or not row["isFlagged"]) and ("G" not in where or row["enterpriseId"][0] == "G")
    ]

    found = groups(
        grouped,
        "by: [{ field: REGION_CODE }, { field: INDUSTRY_ID }]",
        "key { regionCode industryId } count sum { revenueCny } mean { revenueCny } min { revenueCny }"
        " max { revenueCny } median { revenueCny } distinct { enterpriseId revenueCny }",
        where,
    )

    expected = by(admitted, "regionCode", "industryId")
    assert {(one["key"]["regionCode"], one["key"]["industryId"]) for one in found} == expected.keys()
    for one in found:
        members = expected[one["key"]["regionCode"], one["key"]["industryId"]]
        values = numbers(members, "revenueCny")
        assert one["count"] == len(members)
        if not values:
            assert one["sum"]["revenueCny"] is one["mean"]["revenueCny"] is None
            continue
        assert Decimal(one["sum"]["revenueCny"]) == sum(values)
        assert Decimal(one["mean"]["revenueCny"]) == six_places(sum(values) / len(values))
        assert Decimal(one["min"]["revenueCny"]) == min(values)
        assert Decimal(one["max"]["revenueCny"]) == max(values)
        assert abs(Decimal(one["median"]["revenueCny"]) - statistics.median(values)) <= Decimal("0.000001")
        assert one["distinct"]["enterpriseId"] == len({row["enterpriseId"] for row in members})
        assert one["distinct"]["revenueCny"] == len(set(values))


@pytest.mark.parametrize(
    ("grain", "period"),
    [
        ("YEAR", lambda day: day[:4]),
        ("HALF", lambda day: f"{day[:4]}-H{1 if int(day[5:7]) <= 6 else 2}"),
        ("QUARTER", lambda day: f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"),
        ("MONTH", lambda day: day[:7]),
    ],
)
def test_a_date_is_grouped_by_its_period(
    grouped: Service, returns: list[dict[str, Any]], grain: str, period: Any
) -> None:
    found = groups(grouped, f"first: 100, by: [{{ periodEndDate: {grain} }}]", "period count sum { revenueCny }")

    expected: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in returns:
        expected[period(row["periodEndDate"])].append(row)
    assert [one["period"] for one in found] == sorted(expected)
    for one in found:
        values = numbers(expected[one["period"]], "revenueCny")
        assert one["count"] == len(expected[one["period"]])
        assert one["sum"]["revenueCny"] is None if not values else Decimal(one["sum"]["revenueCny"]) == sum(values)


def test_shares_of_all_groups_add_up_to_one(grouped: Service, returns: list[dict[str, Any]]) -> None:
    found = groups(grouped, "by: [{ field: REGION_CODE }]", "key { regionCode } share { revenueCny }")

    total = sum(numbers(returns, "revenueCny"))
    for one in found:
        own = sum(numbers([row for row in returns if row["regionCode"] == one["key"]["regionCode"]], "revenueCny"))
        assert abs(Decimal(one["share"]["revenueCny"]) - own / total) <= Decimal("0.000001")


def test_a_share_within_a_parent_is_a_share_of_that_parent(grouped: Service) -> None:
    asked = grouped.execute(
        """{ enterprises(where: { months: { some: {} } }) { nodes { enterpriseId months {
             groups(by: [{ field: PERIOD }]) { nodes { share { revenueCny } sum { revenueCny } } } } } } }"""
    )

    for one in asked.data["enterprises"]["nodes"]:
        nodes = one["months"]["groups"]["nodes"]
        total = sum((Decimal(node["sum"]["revenueCny"]) for node in nodes if node["sum"]["revenueCny"]), Decimal(0))
        for node in nodes:
            if node["sum"]["revenueCny"] is not None:
                share = Decimal(node["sum"]["revenueCny"]) / total
                assert abs(Decimal(node["share"]["revenueCny"]) - share) <= Decimal("0.000001")


def test_the_filter_of_a_group_admits_its_rows_and_no_others(grouped: Service) -> None:
    found = groups(
        grouped,
        "first: 100, by: [{ field: INDUSTRY_ID }, { periodEndDate: QUARTER }, { field: IS_FLAGGED }]",
        "count filter",
        '{ regionCode: { ne: "620300" } }',
    )

    assert any(one["filter"]["industryId"] == {"isNull": True} for one in found)
    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    for one in found:
        where = {"and": [{"regionCode": {"ne": "620300"}}, one["filter"]]}
        assert grouped.execute(query, w=where).data["m"]["totalCount"] == one["count"]


def test_the_filter_of_a_group_by_a_day_and_its_period_names_the_day_once(grouped: Service) -> None:
    (found,) = groups(grouped, "first: 1, by: [{ field: PERIOD_END_DATE }, { periodEndDate: YEAR }]", "filter")

    assert found["filter"] == {"periodEndDate": {"eq": "2013-03-31", "gte": "2013-01-01", "lte": "2013-12-31"}}


def test_the_least_of_whole_numbers_is_a_decimal_as_every_other_number_of_a_group(grouped: Service) -> None:
    (found,) = groups(
        grouped, "by: [{ field: MONTHS_COVERED }], first: 1", "min { monthsCovered } max { monthsCovered }"
    )

    assert found == {"min": {"monthsCovered": "1"}, "max": {"monthsCovered": "1"}}


def test_groups_are_chosen_by_what_is_told_of_them(grouped: Service, returns: list[dict[str, Any]]) -> None:
    found = groups(
        grouped,
        'first: 100, by: [{ field: ENTERPRISE_ID }], having: { sum: { revenueCny: { gt: "500" } }, count: { gte: 5 } }',
        "key { enterpriseId }",
    )

    expected = {
        key[0]
        for key, members in by(returns, "enterpriseId").items()
        if len(members) >= 5 and sum(numbers(members, "revenueCny")) > 500
    }
    assert 0 < len(expected) < 40
    assert {one["key"]["enterpriseId"] for one in found} == expected


@pytest.mark.parametrize("size", [1, 7, 25])
def test_a_walk_over_ordered_groups_gives_each_once_in_order(grouped: Service, size: int) -> None:
    query = """query($after: String, $first: Int) { m: enterpriseMonths { groups(
        by: [{ field: INDUSTRY_ID }, { field: PERIOD }], first: $first, after: $after
        orderBy: [{ count: true, direction: DESC }, { sum: REVENUE_CNY, direction: DESC, nulls: FIRST }]) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes { key { industryId period } count sum { revenueCny } } } } }"""
    walked: list[dict[str, Any]] = []
    after = None
    while True:
        page = grouped.execute(query, first=size, after=after).data["m"]["groups"]
        walked += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    def place(one: dict[str, Any]) -> tuple[Any, ...]:
        total = one["sum"]["revenueCny"]
        return (-one["count"], total is not None, -Decimal(total or 0))

    assert (
        len(walked) == page["totalCount"] == len({(one["key"]["industryId"], one["key"]["period"]) for one in walked})
    )
    assert [place(one) for one in walked] == sorted(place(one) for one in walked)


@pytest.mark.parametrize(
    ("arguments", "fields", "where"),
    [
        ("by: [{ field: INDUSTRY_ID }]", "key { industryId } count sum { revenueCny } mean { revenueCny }", ""),
        ("by: [{ periodEndDate: YEAR }]", "period sum { revenueCny }", '{ regionCode: { eq: "620200" } }'),
        ("by: [{ field: PERIOD }]", "key { period } sum { revenueYtdCny }", "{ not: { isFlagged: { eq: true } } }"),
    ],
)
def test_a_rollup_answers_what_its_base_would_and_is_chosen_unasked(
    grouped: Service, monkeypatch: pytest.MonkeyPatch, arguments: str, fields: str, where: str
) -> None:
    condition = f"(where: {where})" if where else ""
    query = f"{{ m: enterpriseMonths{condition} {{ groups({arguments}) {{ nodes {{ {fields} }} }} }} }}"

    check_rollup(grouped, query, monkeypatch)


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        ("by: [{ field: INDUSTRY_ID }]", "median { revenueCny }"),
        ("by: [{ field: ENTERPRISE_ID }]", "sum { revenueCny }"),
        ("by: [{ field: INDUSTRY_ID }]", "distinct { enterpriseId }"),
    ],
)
def test_what_a_rollup_cannot_tell_is_read_from_the_base(grouped: Service, arguments: str, fields: str) -> None:
    asked = grouped.execute(f"{{ m: enterpriseMonths {{ groups({arguments}) {{ nodes {{ {fields} }} }} }} }}")

    assert "enterprise_month_by_industry" not in asked.sql


@pytest.mark.parametrize(
    ("arguments", "fields", "message"),
    [
        ("by: []", "count", "'by' is empty"),
        ("by: [{}]", "count", "a key with 0 fields"),
        ("by: [{ field: PERIOD, periodEndDate: YEAR }]", "count", "a key with 2 fields"),
        ("by: [{ field: PERIOD }]", "key { regionCode }", "not grouped by regionCode"),
        ("by: [{ field: PERIOD }]", "key { region { nameZh } }", "not grouped by regionCode"),
        ("by: [{ field: PERIOD }]", "period", "have no period"),
        ("by: [{ field: PERIOD }], orderBy: [{ field: REGION_CODE }]", "count", "not grouped by regionCode"),
        ("by: [{ field: PERIOD }], orderBy: [{ direction: ASC }]", "count", "a key with 0 fields"),
        ("by: [{ field: REGION_CODE }]", "sum { revenueYtdCny }", "add up only within one period"),
        ("by: [{ field: REGION_CODE }]", "share { totalAssetsCny }", "add up only within one period"),
        ("by: [{ field: REGION_CODE }]", "sum { monthsCovered }", "do not add up"),
        ("by: [{ field: REGION_CODE }], having: { sum: { monthsCovered: { gt: 1 } } }", "count", "do not add up"),
        ("by: [{ field: REGION_CODE }], first: 1001", "count", "at most 1000"),
    ],
)
def test_groups_that_mean_nothing_are_refused_before_any_sql(
    grouped: Service, arguments: str, fields: str, message: str
) -> None:
    check_refused(grouped, arguments, fields, message)


@pytest.mark.parametrize(
    "having", ["{ sum: { revenueCny: { gt: null } } }", "{ sum: { revenueCny: null } }", "{ count: { eq: null } }"]
)
def test_a_condition_of_groups_that_is_null_is_none(grouped: Service, having: str) -> None:
    def count(having: str) -> int:
        asked = grouped.execute(
            "{ enterpriseMonths { groups(by: [{ field: INDUSTRY_ID }, { field: PERIOD }], having: " + having + ")"
            " { totalCount } } }"
        )
        return asked.data["enterpriseMonths"]["groups"]["totalCount"]

    assert count(having) == count("{}") > 0


def test_a_sum_of_observations_needs_one_indicator_and_one_kind_of_period(grouped: Service) -> None:
    query = """query($w: ObservationFilter) { observations(where: $w) {
        groups(by: [{ field: PERIOD }, { field: SUBJECT_KIND }]) { nodes { sum { value } } } } }"""

    refused = grouped.execute(query, w={"indicatorId": {"eq": "revenue"}})
    answered = grouped.execute(
        query, w={"indicatorId": {"eq": "revenue"}, "periodKind": {"eq": "YTD"}, "productCode": {"eq": ""}}
    )

    assert "add up only within one productCode and one periodKind" in refused.error["message"]
    assert answered.data["observations"]["groups"]["nodes"]
