"""Empty periods and years to date against rows put into periods in Python."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.graph.conftest import Service
from tests.graph.group_rows import check_refused, check_rollup, decimal, groups, month_of, total

Rows = list[dict[str, Any]]


def months(first: str, last: str) -> list[str]:
    """From one month to another, but for Januaries, for which no return is due."""
    made = (f"{year}-{month:02}" for year in range(2010, 2020) for month in range(2, 13))
    return [month for month in made if first <= month <= last]


def of_industry(rows: Rows, industry: str | None) -> Rows:
    return [row for row in rows if row["industryId"] == industry]


def test_every_month_between_the_first_and_the_last_is_shown(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "first: 1000, by: [{ periodEndDate: MONTH }], emptyPeriods: true",
        "period count sum { revenueCny } mean { revenueCny } distinct { enterpriseId }",
    )

    there = {month_of(row) for row in returns}
    assert [one["period"] for one in found] == months(min(there), max(there))
    assert len(there) < len(found)
    for one in found:
        members = [row for row in returns if month_of(row) == one["period"]]
        assert one["count"] == len(members)
        assert decimal(one["sum"]["revenueCny"]) == total(members, "revenueCny")
        assert one["distinct"]["enterpriseId"] == len({row["enterpriseId"] for row in members})
        if not members:
            assert one["mean"]["revenueCny"] is None


def test_the_filter_of_a_period_without_rows_admits_none_though_its_day_has_some(grouped: Service) -> None:
    found = groups(
        grouped,
        "first: 1000, by: [{ field: PERIOD_END_DATE }, { periodEndDate: YEAR }], emptyPeriods: true",
        "count filter",
        '{ period: { in: ["2013-04", "2016-06"] } }',
    )

    assert sorted(one["count"] > 0 for one in found) == [*[False] * 6, True, True]
    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    for one in found:
        assert grouped.execute(query, w=one["filter"]).data["m"]["totalCount"] == one["count"]


@pytest.mark.parametrize("grain", ["QUARTER", "HALF", "YEAR"])
def test_longer_periods_are_shown_without_a_gap(grouped: Service, grain: str) -> None:
    found = groups(
        grouped,
        f"first: 1000, by: [{{ periodEndDate: {grain} }}], emptyPeriods: true",
        "period count",
        '{ or: [{ period: { eq: "2013-04" } }, { period: { eq: "2016-06" } }] }',
    )

    written = {
        "QUARTER": [f"{year}-Q{part}" for year in range(2013, 2017) for part in range(1, 5)][1:14],
        "HALF": [f"{year}-H{part}" for year in range(2013, 2017) for part in (1, 2)][:7],
        "YEAR": [f"{year}" for year in range(2013, 2017)],
    }
    assert [one["period"] for one in found] == written[grain]
    assert [one["count"] > 0 for one in found] == [True, *[False] * (len(found) - 2), True]


@pytest.mark.parametrize("is_to_date", [False, True])
def test_every_combination_of_the_other_keys_is_shown_in_every_month(
    grouped: Service, returns: Rows, is_to_date: bool
) -> None:
    where = '{ enterpriseId: { in: ["G001", "G002", "G003", "G007", "BIG"] } }'
    grain = "YTD" if is_to_date else "MONTH"

    found = groups(
        grouped,
        f"first: 1000, by: [{{ field: INDUSTRY_ID }}, {{ periodEndDate: {grain} }}], emptyPeriods: true",
        "key { industryId } period count sum { revenueCny }",
        where,
    )

    admitted = [row for row in returns if row["enterpriseId"] in {"G001", "G002", "G003", "G007", "BIG"}]
    there = {month_of(row) for row in admitted}
    shown = months(min(there), max(there))
    assert {(one["key"]["industryId"], one["period"][-7:]) for one in found} == {
        (industry, month) for industry in {row["industryId"] for row in admitted} for month in shown
    }
    assert any(one["count"] == 0 for one in found)
    for one in found:
        month = one["period"][-7:]
        first = f"{month[:4]}-01" if is_to_date else month
        members = [row for row in of_industry(admitted, one["key"]["industryId"]) if first <= month_of(row) <= month]
        assert one["count"] == len(members)
        assert decimal(one["sum"]["revenueCny"]) == total(members, "revenueCny")


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ('{ gte: "2012-06-15", lte: "2012-11-02" }', months("2012-06", "2012-11")),
        ('{ gt: "2012-06-30", lt: "2012-11-01" }', months("2012-07", "2012-10")),
        ('{ gte: "2016-05-01", lte: "2017-03-31" }', months("2016-05", "2017-03")),
        ('{ gte: "2017-05-01" }', []),
        ('{ gte: "2016-03-01" }', months("2016-03", "2016-06")),
        ('{ lte: "2013-07-31" }', months("2013-03", "2013-07")),
        ('{ eq: "2012-06-30" }', ["2012-06"]),
        ('{ gte: "2012-06-15", lte: "2012-02-01" }', []),
    ],
)
def test_a_range_that_is_asked_for_is_shown_whole(grouped: Service, where: str, shown: list[str]) -> None:
    arguments = "first: 1000, by: [{ periodEndDate: MONTH }], emptyPeriods: true"

    found = groups(grouped, arguments, "period", f"{{ isSynthetic: {{ eq: true }}, periodEndDate: {where} }}")

    assert [one["period"] for one in found] == shown


def test_a_range_comes_from_variables_too(grouped: Service) -> None:
    query = """query($from: Date, $to: Date) { m: enterpriseMonths(where: { periodEndDate: { gte: $from, lte: $to } }) {
        groups(by: [{ periodEndDate: HALF }], emptyPeriods: true) { nodes { period count } } } }"""

    found = grouped.execute(query, **{"from": "2012-08-01", "to": "2013-01-01"}).data["m"]["groups"]["nodes"]

    assert found == [{"period": "2012-H2", "count": 0}, {"period": "2013-H1", "count": 0}]


def test_a_parent_without_rows_has_the_periods_of_the_range(grouped: Service, returns: Rows) -> None:
    asked = grouped.execute(
        """{ enterprises(first: 5) { nodes { enterpriseId months(where: { periodEndDate: {
             gte: "2016-02-01", lte: "2016-04-30" } }) {
               groups(by: [{ periodEndDate: MONTH }], emptyPeriods: true) {
                 totalCount nodes { period count } } } } } }"""
    )

    for one in asked.data["enterprises"]["nodes"]:
        own = [month_of(row) for row in returns if row["enterpriseId"] == one["enterpriseId"]]
        assert one["months"]["groups"] == {
            "totalCount": 3,
            "nodes": [{"period": month, "count": own.count(month)} for month in months("2016-02", "2016-04")],
        }


def test_a_walk_passes_empty_periods(grouped: Service) -> None:
    query = """query($after: String, $first: Int) { m: enterpriseMonths {
        groups(by: [{ field: REGION_CODE }, { periodEndDate: MONTH }], emptyPeriods: true, first: $first, after: $after
               orderBy: [{ count: true }, { period: true, direction: DESC }]) {
          totalCount pageInfo { hasNextPage endCursor } nodes { key { regionCode } period count } } } }"""
    whole = grouped.execute(query, first=1000).data["m"]["groups"]["nodes"]
    walked: Rows = []
    after = None
    while True:
        page = grouped.execute(query, first=40, after=after).data["m"]["groups"]
        walked += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert walked == whole
    assert len(walked) == page["totalCount"]


def test_having_looks_at_empty_periods_as_at_all_others(grouped: Service) -> None:
    arguments = "first: 1000, by: [{ periodEndDate: MONTH }], emptyPeriods: true, having: { count: { lt: 5 } }"

    assert {one["count"] for one in groups(grouped, arguments, "count")} == {0, 1, 2}


def test_years_to_date_hold_the_rows_from_january_to_each_month_that_occurs(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "first: 1000, by: [{ field: INDUSTRY_ID }, { periodEndDate: YTD }]",
        "key { industryId } period count sum { revenueCny } median { revenueCny } distinct { enterpriseId }"
        " hhi(across: ENTERPRISE_ID) { revenueCny }",
    )

    occurring = sorted({month_of(row) for row in returns})
    expected = {
        (industry, f"{month[:4]}-01/{month}"): members
        for month in occurring
        for industry in {row["industryId"] for row in returns}
        if (members := [r for r in of_industry(returns, industry) if month[:4] + "-01" <= month_of(r) <= month])
    }
    assert {(one["key"]["industryId"], one["period"]) for one in found} == expected.keys()
    assert not any(one["period"].endswith("-01") for one in found)
    for one in found:
        members = expected[one["key"]["industryId"], one["period"]]
        assert one["count"] == len(members)
        assert decimal(one["sum"]["revenueCny"]) == total(members, "revenueCny")
        assert one["distinct"]["enterpriseId"] == len({row["enterpriseId"] for row in members})


def test_an_industry_that_reports_nothing_in_a_month_keeps_its_year_to_date(grouped: Service) -> None:
    # E003 has its only row in 2016-03, G001 in each even month.
    found = groups(
        grouped,
        "first: 100, by: [{ field: ENTERPRISE_ID }, { periodEndDate: YTD }]",
        "key { enterpriseId } period count",
        '{ enterpriseId: { in: ["E003", "G001"] }, periodEndDate: { gte: "2016-01-01" } }',
    )

    assert [one["period"][-7:] for one in found if one["key"]["enterpriseId"] == "E003"] == [
        "2016-03",
        "2016-04",
        "2016-06",
    ]


def test_shares_of_years_to_date_are_those_of_the_same_month(grouped: Service) -> None:
    found = groups(
        grouped, "first: 1000, by: [{ field: REGION_CODE }, { periodEndDate: YTD }]", "period share { revenueCny }"
    )

    for period in {one["period"] for one in found}:
        shares = [Decimal(one["share"]["revenueCny"]) for one in found if one["period"] == period]
        assert abs(sum(shares) - 1) <= Decimal("0.000003")


def test_the_filter_of_a_year_to_date_admits_its_rows_and_no_others(grouped: Service) -> None:
    found = groups(
        grouped,
        "first: 100, by: [{ field: INDUSTRY_ID }, { periodEndDate: YTD }], emptyPeriods: true",
        "count filter",
        '{ regionCode: { ne: "620300" } }',
    )

    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    for one in found:
        where = {"and": [{"regionCode": {"ne": "620300"}}, one["filter"]]}
        assert grouped.execute(query, w=where).data["m"]["totalCount"] == one["count"]


def test_the_year_to_date_of_the_last_month_is_the_year(grouped: Service) -> None:
    to_date = groups(
        grouped,
        "first: 100, by: [{ periodEndDate: YTD }], orderBy: [{ period: true, direction: DESC }]",
        "period sum { revenueCny }",
    )
    years = groups(grouped, "by: [{ periodEndDate: YEAR }]", "period sum { revenueCny }")

    last = {one["period"][:4]: one for one in reversed(to_date)}
    assert {year: one["sum"] for year, one in last.items()} == {one["period"]: one["sum"] for one in years}


def test_empty_periods_and_years_to_date_come_from_a_rollup_too(
    grouped: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = """{ m: enterpriseMonths {
        groups(by: [{ periodEndDate: YTD }, { region: NAME_ZH }], emptyPeriods: true, first: 99) {
        nodes { period key { region { nameZh } } count mean { revenueCny } } } } }"""

    check_rollup(grouped, query, monkeypatch)


@pytest.mark.parametrize(
    ("arguments", "fields", "message"),
    [
        ("by: [{ field: PERIOD }], emptyPeriods: true", "count", "m.groups: 'emptyPeriods' needs a period in 'by'"),
        ("by: [{ periodEndDate: YTD }], subtotals: true", "count", "'subtotals' cannot be used with YTD"),
        ("by: [{ periodEndDate: YTD }]", "sum { revenueYtdCny }", "add up only within one period"),
        ("by: [{ periodEndDate: YTD }]", "sum { totalAssetsCny }", "add up only within one period"),
        ("by: [{ periodEndDate: MONTH }]", "share { revenueYtdCny }", "add up only within one period"),
    ],
)
def test_periods_that_mean_nothing_are_refused_before_any_sql(
    grouped: Service, arguments: str, fields: str, message: str
) -> None:
    check_refused(grouped, arguments, fields, message)


def test_more_empty_periods_than_are_shown_are_refused(grouped: Service) -> None:
    asked = grouped.execute(
        """{ m: enterpriseMonths(where: { periodEndDate: { gte: "0001-01-01", lte: "9998-12-31" } }) {
             groups(by: [{ periodEndDate: MONTH }, { field: ENTERPRISE_ID }], emptyPeriods: true) {
               nodes { count } } } }"""
    )

    assert asked.code == "LIMIT_EXCEEDED"
    assert "more than 100000 groups without rows" in asked.error["message"]


def test_too_many_groups_without_rows_are_refused_naming_the_field(grouped: Service) -> None:
    asked = grouped.execute(
        """{ all: enterpriseMonths(where: { periodEndDate: { gte: "0001-01-01", lte: "9999-12-31" } }) {
          groups(by: [{ periodEndDate: MONTH }], emptyPeriods: true) { totalCount } } }"""
    )

    assert asked.code == "LIMIT_EXCEEDED"
    assert asked.error["message"].startswith("all: 'emptyPeriods' would show more than 100000 groups")


def test_no_combination_is_shown_without_a_period_unless_it_has_rows_without_a_date(grouped: Service) -> None:
    query = """{ enterprises(where: { or: [
        { status: { eq: ACTIVE }, recognisedDate: { isNull: false } }, { status: { eq: EXITED } }] }) {
      groups(by: [{ field: STATUS }, { recognisedDate: YTD }], emptyPeriods: true) {
        nodes { key { status } period count } } } }"""

    found = grouped.execute(query).data["enterprises"]["groups"]["nodes"]

    assert {(one["key"]["status"], one["period"] is None): one["count"] > 0 for one in found} == {
        ("ACTIVE", False): True,
        ("EXITED", False): False,
        ("EXITED", True): True,
    }


def test_a_group_of_february_says_that_it_covers_january_too(grouped: Service) -> None:
    groups = grouped.execute(
        "{ enterpriseMonths { groups(by: [{ periodEndDate: MONTH }]) { nodes { period monthsCovered count } } } }"
    ).data["enterpriseMonths"]["groups"]["nodes"]

    covered = {group["period"][-2:]: group["monthsCovered"] for group in groups}
    assert covered["02"] == 2
    assert {months for month, months in covered.items() if month != "02"} == {1}
