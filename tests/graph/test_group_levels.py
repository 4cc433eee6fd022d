"""Subtotals by the first keys alone, down to the total, against the same rows added up in Python."""

from __future__ import annotations

import statistics
from decimal import Decimal
from typing import Any

import pytest

from tests.graph.conftest import Service
from tests.graph.group_rows import by, check_rollup, decimal, groups, numbers, total

Rows = list[dict[str, Any]]
KEYS = ("regionCode", "industryId", "isFlagged")
BY = "by: [{ field: REGION_CODE }, { field: INDUSTRY_ID }, { field: IS_FLAGGED }], subtotals: true, first: 100"


def test_every_level_is_told_of_its_rows(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        BY,
        "level key { regionCode industryId isFlagged } count sum { revenueCny } median { revenueCny }"
        " distinct { enterpriseId }",
    )

    expected = {
        (level, *key, *[None] * (3 - level)): members
        for level in range(4)
        for key, members in by(returns, *KEYS[:level]).items()
    }
    assert {(one["level"], *(one["key"][key] for key in KEYS)) for one in found} == expected.keys()
    assert len(found) == len(expected)
    for one in found:
        members = expected[one["level"], *(one["key"][key] for key in KEYS)]
        assert one["count"] == len(members)
        assert decimal(one["sum"]["revenueCny"]) == total(members, "revenueCny")
        assert one["distinct"]["enterpriseId"] == len({row["enterpriseId"] for row in members})
        median = statistics.median(numbers(members, "revenueCny"))
        assert abs(Decimal(one["median"]["revenueCny"]) - median) <= Decimal("0.000001")


def test_the_groups_of_each_level_add_up_to_the_total(grouped: Service) -> None:
    found = groups(grouped, BY, "level count sum { revenueCny } share { revenueCny }")

    (whole,) = (one for one in found if one["level"] == 0)
    assert whole["share"]["revenueCny"] == "1"
    for level in (1, 2, 3):
        own = [one for one in found if one["level"] == level]
        assert sum(one["count"] for one in own) == whole["count"]
        assert sum(Decimal(one["sum"]["revenueCny"]) for one in own) == Decimal(whole["sum"]["revenueCny"])
        assert abs(sum(Decimal(one["share"]["revenueCny"]) for one in own) - 1) <= Decimal("0.00001")


def test_the_filter_of_a_subtotal_admits_its_rows_and_no_others(grouped: Service) -> None:
    found = groups(
        grouped,
        "by: [{ region: NAME_ZH }, { periodEndDate: YEAR }, { field: INDUSTRY_ID }], subtotals: true, first: 100",
        "level count filter",
        '{ enterpriseId: { ne: "BIG" } }',
    )

    assert {one["level"] for one in found} == {0, 1, 2, 3}
    query = "query($w: EnterpriseMonthFilter) { m: enterpriseMonths(where: $w) { totalCount } }"
    for one in found:
        where = {"and": [{"enterpriseId": {"ne": "BIG"}}, one["filter"]]}
        assert grouped.execute(query, w=where).data["m"]["totalCount"] == one["count"]


def test_a_row_of_which_a_level_lacks_what_is_never_null_is_null(grouped: Service) -> None:
    found = groups(
        grouped,
        "by: [{ region: NAME_ZH }, { region: LEVEL }], subtotals: true, first: 100",
        "level key { region { nameZh level } named: region { nameZh } }",
    )

    assert {one["level"] for one in found} == {0, 1, 2}
    known = {
        level: [one["key"] for one in found if one["level"] == level and one["key"]["named"]] for level in range(3)
    }
    assert not known[0]
    assert known[1]
    assert all(key["region"] is None for key in known[1])
    assert known[2]
    assert all(key["region"] is not None for key in known[2])


def test_levels_are_chosen_and_ordered_like_what_is_told(grouped: Service) -> None:
    order = "orderBy: [{ level: true, direction: DESC }, { sum: REVENUE_CNY }]"

    found = groups(
        grouped,
        f"{BY}, having: {{ level: {{ in: [0, 2] }} }}, {order}",
        "level sum { revenueCny }",
    )

    levels = [one["level"] for one in found]
    sums = [Decimal(one["sum"]["revenueCny"]) for one in found[:-1]]
    assert levels == [*[2] * (len(found) - 1), 0]
    assert sums == sorted(sums)


def test_every_parent_has_its_own_total_though_its_key_is_grouped_by(grouped: Service, returns: Rows) -> None:
    asked = grouped.execute(
        """{ enterprises(where: { months: { some: {} } }) { nodes { enterpriseId months {
             groups(by: [{ field: ENTERPRISE_ID }, { field: PERIOD }], subtotals: true) {
               nodes { level key { enterpriseId period } count } } } } } }"""
    )

    expected = by(returns, "enterpriseId")
    assert asked.data["enterprises"]["nodes"]
    for one in asked.data["enterprises"]["nodes"]:
        enterprise, count = one["enterpriseId"], len(expected[(one["enterpriseId"],)])
        found = [group for group in one["months"]["groups"]["nodes"] if group["level"] < 2]
        assert found == [
            {"level": 1, "key": {"enterpriseId": enterprise, "period": None}, "count": count},
            {"level": 0, "key": {"enterpriseId": None, "period": None}, "count": count},
        ]


def test_subtotals_show_empty_periods_at_every_level_that_has_one(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "by: [{ periodEndDate: QUARTER }, { field: INDUSTRY_ID }], subtotals: true, emptyPeriods: true, first: 1000",
        "level period key { industryId } count",
    )

    quarters = {one["period"] for one in found if one["level"] == 1}
    industries = {row["industryId"] for row in returns}
    assert quarters == {f"{year}-Q{quarter}" for year in range(2013, 2017) for quarter in range(1, 5)} - {
        "2016-Q3",
        "2016-Q4",
    }
    for level, per_quarter in ((1, 1), (2, len(industries))):
        own = [one for one in found if one["level"] == level]
        assert len(own) == len(quarters) * per_quarter
        assert sum(one["count"] for one in own) == len(returns)
        assert any(one["count"] == 0 for one in own)
    assert [one["count"] for one in found if one["level"] == 0] == [len(returns)]


def test_subtotals_come_from_a_rollup_too(grouped: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    query = f"{{ m: enterpriseMonths {{ groups({BY}) {{ nodes {{ level count mean {{ revenueCny }} }} }} }} }}"

    check_rollup(grouped, query, monkeypatch)


def test_groups_without_subtotals_have_all_keys(grouped: Service) -> None:
    found = groups(grouped, "by: [{ field: REGION_CODE }, { field: IS_FLAGGED }]", "level")

    assert {one["level"] for one in found} == {2}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("by: [{ field: PERIOD }], subtotals: true", "add up only within one period"),
        ("by: [{ periodEndDate: MONTH }], subtotals: true", "add up only within one period"),
        ("by: [{ field: PERIOD }], orderBy: [{ level: true }]", "m.groups: the groups have one level"),
        ("by: [{ field: PERIOD }], having: { level: { eq: 1 } }", "m.groups: the groups have one level"),
    ],
)
def test_levels_that_mean_nothing_are_refused_before_any_sql(grouped: Service, arguments: str, message: str) -> None:
    asked = grouped.execute(
        f"{{ m: enterpriseMonths {{ groups({arguments}) {{ nodes {{ sum {{ revenueYtdCny }} }} }} }} }}"
    )

    assert message in asked.error["message"]
    assert asked.statements == ()


def test_a_stock_is_added_up_in_subtotals_of_one_period(grouped: Service, returns: Rows) -> None:
    found = groups(
        grouped,
        "by: [{ field: REGION_CODE }], subtotals: true",
        "level sum { revenueYtdCny }",
        '{ period: { eq: "2014-04" } }',
    )

    members = [row for row in returns if row["period"] == "2014-04"]
    (whole,) = (one for one in found if one["level"] == 0)
    assert decimal(whole["sum"]["revenueYtdCny"]) == total(members, "revenueYtdCny")
