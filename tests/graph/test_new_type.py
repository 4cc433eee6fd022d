"""A type that nobody planned for: its declaration is all that lists, filters, orders, groups, pages and ids need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import strawberry
from graphql import print_type

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.nouns import NOUNS, Noun
from graph.declare.nouns import DeclaredRelation as Led
from graph.execution.execution import Executor
from graph.schema import build_schema
from graph.service import QueryWithLimits
from graph.types.query import ROOT
from tests.graph.conftest import Service
from tests.graph.group_rows import by
from warehouse.catalog.relations import Relation, load_relations

TABLE = "mart.enterprise_month_by_industry"
"""A table of the warehouse that no type of the API is about."""


@pytest.fixture
def new_type(grouped: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The API with a type more, declared as the shipped ones are: a type, a relation of its table, a root field."""
    assert all(other.table != TABLE for other in NOUNS.values())
    region = Relation(TABLE, "region", "core.region", "region_code", "region_code", is_many=False)
    monkeypatch.setitem(load_relations(), (TABLE, "region"), region)  # type: ignore[arg-type]
    monkeypatch.setitem(ROOT, "industry_months", Led("IndustryMonth", is_many=True))

    @noun(
        TABLE,
        en="A field in a region and month.",
        zh="领域月度",
        order_by=("period",),
        is_grouped=True,
        columns=(
            *("period", "period_end_date", "industry_id", "region_code", "is_flagged", "is_synthetic"),
            *("return_count", "revenue_cny"),
        ),
    )
    class IndustryMonth:
        return_count = column(adds_within=())
        revenue_cny = column(adds_within=())

        region = to_one("Region")

    assert isinstance(NOUNS["IndustryMonth"], Noun)

    @strawberry.type(name="Query", description="Query.")
    class Wider(QueryWithLimits):
        industry_months = to_many("IndustryMonth", "Fields by month.", "领域月度", is_nullable=True)

    monkeypatch.setattr("graph.schema.QueryWithLimits", Wider)
    yield Service(Executor(build_schema()), grouped._store)
    del NOUNS["IndustryMonth"]


def test_a_type_that_is_only_declared_is_listed_filtered_ordered_paged_and_found_by_its_id(new_type: Service) -> None:
    query = """query($after: String) {
      m: industryMonths(
        first: 7, after: $after, where: { region: { nameZh: { ne: "" } }, industryId: { isNull: false } }
        orderBy: [{ region: NAME_ZH }, { field: REVENUE_CNY, direction: DESC, nulls: FIRST }]
      ) {
        totalCount
        nodes { id __typename period revenueCny(unit: TEN_THOUSAND_YUAN) region { ...Place } }
        pageInfo { hasNextPage endCursor }
      }
    } fragment Place on Region { nameZh ... on Node { id } }"""
    walked = []
    after = None
    while True:
        page = new_type.execute(query, after=after).data["m"]
        walked += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]

    assert len(walked) == len({row["id"] for row in walked}) == page["totalCount"] > 14
    assert list(dict.fromkeys(row["region"]["nameZh"] for row in walked)) == ["金昌市", "兰州市"]
    found = new_type.execute(
        "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on IndustryMonth { period } } }",
        ids=[row["id"] for row in walked],
    )
    assert found.data["nodes"] == [{"id": row["id"], "period": row["period"]} for row in walked]


def test_a_grouped_type_that_is_only_declared_costs_at_most_six_kilobytes_of_the_schema(new_type: Service) -> None:
    assert new_type is not None
    schema = build_schema()
    without = {name: print_type(kind) for name, kind in schema.type_map.items() if "IndustryMonth" not in name}
    cost = sum(len(print_type(kind).encode()) for name, kind in schema.type_map.items() if name not in without)

    assert 3_000 < cost <= 6_000


def test_groups_of_a_type_that_is_only_declared_tell_what_those_of_its_base_tell(new_type: Service) -> None:
    asked = new_type.execute(
        """{ new: industryMonths { groups(by: [{ periodEndDate: HALF }, { field: REGION_CODE }], first: 1000) {
               nodes { period key { regionCode } sum { revenueCny returnCount } } } }
             base: enterpriseMonths { groups(by: [{ periodEndDate: HALF }, { field: REGION_CODE }], first: 1000) {
               nodes { period key { regionCode } sum { revenueCny } count } } } }"""
    )

    new, base = asked.data["new"]["groups"]["nodes"], asked.data["base"]["groups"]["nodes"]
    assert len(by(new, "period")) > 3
    assert [(row["period"], row["key"], row["sum"]["revenueCny"], row["sum"]["returnCount"]) for row in new] == [
        (row["period"], row["key"], row["sum"]["revenueCny"], str(row["count"])) for row in base
    ]


def test_a_noun_that_nothing_leads_to_is_refused_with_its_name_and_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    @noun(TABLE, en="A field in a month.", zh="领域月度")
    class Orphan:
        pass

    try:
        with pytest.raises(
            TypeError, match=r"^Orphan \(tests/graph/test_new_type\.py\): no root field and no relation"
        ):
            build_schema()
    finally:
        del NOUNS["Orphan"]


def test_a_relation_to_a_noun_that_no_file_declares_is_refused_with_field_and_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    region = Relation(TABLE, "region", "core.region", "region_code", "region_code", is_many=False)
    monkeypatch.setitem(load_relations(), (TABLE, "region"), region)  # type: ignore[arg-type]
    monkeypatch.setitem(ROOT, "strays", Led("Stray", is_many=True))

    @noun(TABLE, en="A field in a month.", zh="领域月度")
    class Stray:
        region = to_one("Regoin", "Where.", "地区")

    try:
        with pytest.raises(
            TypeError, match=r"^Stray\.region \(tests/graph/test_new_type\.py\) leads to 'Regoin'.*'Region'"
        ):
            build_schema()
    finally:
        del NOUNS["Stray"]
