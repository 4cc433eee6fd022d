"""The first groups and all others as one."""

from __future__ import annotations

import statistics
from decimal import Decimal
from typing import Any

import pytest

from tests.graph.conftest import Service
from tests.graph.group_rows import by, check_refused, check_rollup, decimal, groups, numbers, total

Rows = list[dict[str, Any]]
TOLD = (
    "isRemainder key { industryId regionCode } count sum { revenueCny } median { revenueCny } distinct { enterpriseId }"
)
BY = "by: [{ field: INDUSTRY_ID }, { field: REGION_CODE }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }]"


def first(returns: Rows, count: int) -> list[tuple[Any, ...]]:
    sums = {
        key: total(rows, "revenueCny") or Decimal(0) for key, rows in by(returns, "industryId", "regionCode").items()
    }
    return sorted(sums, key=lambda key: -sums[key])[:count]


@pytest.mark.parametrize("top", [1, 3, 5, 8])
def test_the_remainder_is_told_of_all_rows_beyond_the_first_groups(grouped: Service, returns: Rows, top: int) -> None:
    *named, rest = groups(grouped, f"{BY}, top: {top}", TOLD)

    chosen = first(returns, top)
    others = [row for row in returns if (row["industryId"], row["regionCode"]) not in chosen]
    assert [(one["key"]["industryId"], one["key"]["regionCode"]) for one in named] == chosen
    assert [one["isRemainder"] for one in (*named, rest)] == [False] * top + [True]
    assert rest["key"] == {"industryId": None, "regionCode": None}
    assert rest["count"] == len(others)
    assert decimal(rest["sum"]["revenueCny"]) == total(others, "revenueCny")
    assert rest["distinct"]["enterpriseId"] == len({row["enterpriseId"] for row in others})
    median = statistics.median(numbers(others, "revenueCny"))
    assert abs(Decimal(rest["median"]["revenueCny"]) - median) <= Decimal("0.000001")


@pytest.mark.parametrize(
    "having", ["", ", having: { count: { gte: 60 } }", ", having: { sum: { revenueCny: { lt: 0 } } }"]
)
def test_the_groups_and_the_remainder_add_up_to_all_rows_whatever_is_chosen(
    grouped: Service, returns: Rows, having: str
) -> None:
    found = groups(grouped, f"{BY}, top: 2{having}", "isRemainder count sum { revenueCny } share { revenueCny }")

    assert sum(one["count"] for one in found) == len(returns)
    assert sum(Decimal(one["sum"]["revenueCny"] or 0) for one in found) == total(returns, "revenueCny")
    assert abs(sum(Decimal(one["share"]["revenueCny"]) for one in found) - 1) <= Decimal("0.000003")
    assert [one["isRemainder"] for one in found].count(True) == 1


def test_no_remainder_is_shown_where_no_group_is_left(grouped: Service) -> None:
    found = groups(grouped, "by: [{ field: REGION_CODE }], top: 3", "isRemainder key { regionCode }")

    assert [one["isRemainder"] for one in found] == [False] * 3


def test_a_group_without_a_key_is_no_remainder(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "by: [{ field: INDUSTRY_ID }], orderBy: [{ field: INDUSTRY_ID, nulls: FIRST }], top: 1",
        "isRemainder key { industryId } count",
    )

    without = [row for row in returns if row["industryId"] is None]
    assert [(one["isRemainder"], one["key"]["industryId"], one["count"]) for one in found] == [
        (False, None, len(without)),
        (True, None, len(returns) - len(without)),
    ]


@pytest.mark.parametrize(
    "by",
    [
        "[{ field: INDUSTRY_ID }, { field: REGION_CODE }]",
        "[{ region: NAME_ZH }, { periodEndDate: QUARTER }]",
        "[{ field: IS_FLAGGED }, { field: INDUSTRY_ID }, { region: PARENT_REGION_CODE }]",
    ],
)
def test_the_filter_of_the_remainder_admits_its_rows_and_no_others(grouped: Service, by: str) -> None:
    found = groups(
        grouped,
        f"by: {by}, orderBy: [{{ mean: REVENUE_CNY, nulls: FIRST }}], top: 3",
        "isRemainder count filter",
        '{ regionCode: { ne: "620300" } }',
    )

    assert found[-1]["isRemainder"]
    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    for one in found:
        where = {"and": [{"regionCode": {"ne": "620300"}}, one["filter"]]}
        assert grouped.execute(query, w=where).data["m"]["totalCount"] == one["count"]


def test_every_parent_has_its_own_first_groups_and_remainder(grouped: Service, returns: Rows) -> None:
    asked = grouped.execute(
        """query($top: Int) { enterprises(where: { months: { some: {} } }) { nodes { enterpriseId months {
             groups(by: [{ field: PERIOD }], orderBy: [{ sum: REVENUE_CNY }], top: $top) {
               totalCount nodes { isRemainder count sum { revenueCny } filter } } } } } }""",
        top=1,
    )

    expected = by(returns, "enterpriseId")
    assert any(len(one["months"]["groups"]["nodes"]) == 2 for one in asked.data["enterprises"]["nodes"])
    for one in asked.data["enterprises"]["nodes"]:
        found, members = one["months"]["groups"]["nodes"], expected[(one["enterpriseId"],)]
        assert one["months"]["groups"]["totalCount"] == len(found)
        assert [group["isRemainder"] for group in found] == [False, True][: len({row["period"] for row in members})]
        assert sum(group["count"] for group in found) == len(members)
        for group in found:
            if group["isRemainder"]:
                assert group["filter"] == {"not": {"or": [found[0]["filter"]]}}


@pytest.mark.parametrize("size", [1, 2])
def test_a_walk_ends_with_the_remainder(grouped: Service, size: int) -> None:
    query = f"""query($after: String, $first: Int) {{ m: enterpriseMonths {{
        groups({BY}, top: 3, first: $first, after: $after) {{
        totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ isRemainder sum {{ revenueCny }} }} }} }} }}"""
    walked: Rows = []
    after = None
    while True:
        page = grouped.execute(query, first=size, after=after).data["m"]["groups"]
        walked += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert walked == groups(grouped, f"{BY}, top: 3", "isRemainder sum { revenueCny }")
    assert len(walked) == page["totalCount"] == 4


def test_the_first_groups_of_a_rollup_are_those_of_its_base(grouped: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    query = (
        f"{{ m: enterpriseMonths {{ groups({BY}, top: 2) {{ nodes {{ isRemainder count sum {{ revenueCny }} }} }} }} }}"
    )

    check_rollup(grouped, query, monkeypatch)


@pytest.mark.parametrize(
    ("arguments", "fields", "message"),
    [
        ("by: [{ field: PERIOD }], top: 0", "count", "m.groups: 'top' is 0; it is at least 1"),
        ("by: [{ field: PERIOD }], top: 101", "count", "'top' is 101; at most 100 groups"),
        ("by: [{ field: PERIOD }, { field: REGION_CODE }], top: 51", "filter", "'top' is 51; at most 50 groups"),
        ("by: [{ field: PERIOD }], top: 2, subtotals: true", "count", "'top' cannot be used with 'subtotals'"),
        ("by: [{ periodEndDate: MONTH }], top: 2, emptyPeriods: true", "count", "with 'emptyPeriods'"),
        ("by: [{ periodEndDate: YTD }], top: 2", "count", "'top' cannot be used with YTD"),
        ("by: [{ field: PERIOD }], top: 2", "sum { revenueYtdCny }", "add up only within one period"),
    ],
)
def test_a_remainder_that_means_nothing_is_refused_before_any_sql(
    grouped: Service, arguments: str, fields: str, message: str
) -> None:
    check_refused(grouped, arguments, fields, message)
