"""What groups tell to whom may not see everything: keys of other rows, subtotals, remainders, periods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from tests.graph.conftest import FixedStore, Service, build_store
from tests.graph.group_rows import RETURNS, by, groups, month_of
from warehouse.catalog.catalog import load_catalog
from warehouse.query.access import GroupRule, Rule
from warehouse.query.policy import SUMMING, load_policy

Rows = list[dict[str, Any]]
LEAST = 12


def columns_of(key: str, *closed: str) -> frozenset[str]:
    return frozenset(column.name for column in load_catalog().table(key).columns) - set(closed)


MONTHS = columns_of("mart.enterprise_month")
POLICY = load_policy().with_rules(
    "reader",
    {
        "mart.enterprise_month": Rule(
            MONTHS, None, GroupRule(MONTHS - {"revenue_ytd_cny"}, None, LEAST, "enterprise_id", SUMMING | {"hhi"})
        ),
        "core.region": Rule(columns_of("core.region", "name_en")),
        "core.enterprise": None,
    },
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    opened: FixedStore = build_store(tmp_path_factory.mktemp("group_access") / "access.duckdb", RETURNS)
    yield Service(Executor(build_schema(), POLICY), opened, Caller("reader"))
    opened.close()


def firms(rows: Rows) -> int:
    return len({row["enterpriseId"] for row in rows})


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        ("by: [{ enterprise: NAME_ZH }]", "count"),
        ("by: [{ region: NAME_EN }]", "count"),
        ("by: [{ field: REVENUE_YTD_CNY }]", "count"),
        ('by: [{ field: REGION_CODE }], having: { key: { region: { nameEn: { eq: "Lanzhou" } } } }', "count"),
        ("by: [{ field: REGION_CODE }]", "key { region { nameEn } }"),
        ("by: [{ field: REGION_CODE }]", "hhi(across: REVENUE_YTD_CNY) { revenueCny }"),
        ("by: [{ field: REGION_CODE }], orderBy: [{ hhi: REVENUE_YTD_CNY, across: PERIOD }]", "count"),
        ("by: [{ field: REGION_CODE }]", "quantile(at: 0.5) { revenueCny }"),
        ("by: [{ field: REGION_CODE }]", "weightedMean(weight: EMPLOYEE_COUNT) { revenueCny }"),
        ("by: [{ field: REGION_CODE }], having: { quantile: { revenueCny: { gt: 1 } }, at: 0.5 }", "count"),
    ],
)
def test_what_is_closed_is_refused_before_any_sql(reader: Service, arguments: str, fields: str) -> None:
    where = '{ period: { eq: "2014-04" } }'
    asked = reader.execute(
        f"{{ m: enterpriseMonths(where: {where}) {{ groups({arguments}) {{ nodes {{ {fields} }} }} }} }}"
    )

    assert asked.code == "ACCESS_DENIED"
    assert asked.error["message"].startswith("m.groups")
    assert asked.statements == ()


def test_weights_may_not_be_what_groups_may_not_tell_of(reader: Service) -> None:
    rule = POLICY.rules["mart.enterprise_month"]["reader"]
    assert rule is not None
    told = GroupRule(MONTHS - {"revenue_ytd_cny"})
    policy = POLICY.with_rules("reader", {"mart.enterprise_month": Rule(rule.columns, None, told)})
    asked = Service(Executor(build_schema(), policy), reader._store, Caller("reader")).execute(
        """{ m: enterpriseMonths { groups(by: [{ field: PERIOD }]) { nodes {
             weightedMean(weight: REVENUE_YTD_CNY) { revenueCny } } } } }"""
    )

    assert asked.code == "ACCESS_DENIED"


def test_every_level_has_groups_of_enough_firms_alone(reader: Service, returns: Rows) -> None:
    found = groups(
        reader,
        "first: 500, by: [{ field: REGION_CODE }, { field: INDUSTRY_ID }, { periodEndDate: YEAR }], subtotals: true",
        "level key { regionCode industryId } period count",
    )

    rows = [{**row, "year": row["periodEndDate"][:4]} for row in returns]
    keys = ("regionCode", "industryId", "year")
    expected = {
        (level, *key, *[None] * (3 - level))
        for level in range(4)
        for key, members in by(rows, *keys[:level]).items()
        if firms(members) >= LEAST
    }
    told = {(one["level"], one["key"]["regionCode"], one["key"]["industryId"], one["period"]) for one in found}
    assert told == expected
    assert len(expected) < sum(len(by(rows, *keys[:level])) for level in range(4))


def test_a_group_of_too_few_firms_is_none_of_the_first_but_belongs_to_the_others(
    reader: Service, returns: Rows
) -> None:
    found = groups(
        reader,
        "by: [{ field: ENTERPRISE_ID }], orderBy: [{ sum: REVENUE_CNY, direction: DESC }], top: 2",
        "isRemainder count",
    )

    assert found == [{"isRemainder": True, "count": len(returns)}]


def test_a_remainder_of_too_few_firms_is_left_out(reader: Service, returns: Rows) -> None:
    where = '{ or: [{ regionCode: { eq: "620200" } }, { enterpriseId: { in: ["G000", "BIG"] } }] }'

    found = groups(reader, "by: [{ field: REGION_CODE }], top: 1", "isRemainder key { regionCode }", where)

    assert found == [{"isRemainder": False, "key": {"regionCode": "620200"}}]


def test_periods_of_too_few_firms_are_neither_shown_nor_shown_to_be_there(reader: Service, returns: Rows) -> None:
    told = sorted({m for m in map(month_of, returns) if firms([r for r in returns if month_of(r) == m]) >= LEAST})

    months = groups(reader, "first: 500, by: [{ periodEndDate: MONTH }], emptyPeriods: true", "period count")
    to_date = groups(reader, "first: 500, by: [{ periodEndDate: YTD }]", "period")

    assert min(map(month_of, returns)) < told[0] == months[0]["period"]
    assert max(map(month_of, returns)) == told[-1] == months[-1]["period"]
    assert {one["period"] for one in months if one["count"]} == set(told)
    assert [one["period"][-7:] for one in to_date] == told


def test_concentration_is_told_of_groups_that_are_told_of(reader: Service) -> None:
    found = groups(
        reader,
        "first: 100, by: [{ field: PERIOD }, { field: REGION_CODE }]",
        "count hhi(across: ENTERPRISE_ID) { revenueCny }",
    )

    assert found
    assert min(one["count"] for one in found) >= LEAST
