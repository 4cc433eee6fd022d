"""Groups as files: the same walk, one level deeper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

import graph.exports.export_job
from graph.app import build_app
from graph.exports.formats import FORMATS
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import FixedStore
from tests.graph.stores import SharedStore
from tests.graph.test_exports import error_of, export, lines

GROUPS = """
query Groups($from: Date = "2015-01-01") {
  months: enterpriseMonths(where: { periodEndDate: { gte: $from, lte: "2016-12-31" } }) {
    firms: groups(by: [{ field: ENTERPRISE_ID }, { periodEndDate: MONTH }], ARGUMENTS) {
      nodes { key { enterpriseId } period count ...numbers filter } PAGE
    }
  }
}
fragment numbers on EnterpriseMonthRowGroup { level isRemainder sum { revenueCny } mean { revenueCny } }
"""
ORDERED = "orderBy: [{ count: true, direction: DESC }]"


@pytest.fixture(scope="module")
def client(store: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


def asked(arguments: str = ORDERED, page: str = "") -> str:
    return GROUPS.replace("ARGUMENTS", arguments).replace("PAGE", page)


def rows_of(client: TestClient, arguments: str = ORDERED) -> list[dict[str, Any]]:
    """All groups by way of /graphql, page by page."""
    query = asked(arguments, "pageInfo { hasNextPage endCursor }")
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = query.replace("groups(", f"groups(after: {json.dumps(after)}, ")
        groups = client.post("/graphql", json={"query": page}).json()["data"]["months"]["firms"]
        found += groups["nodes"]
        if not groups["pageInfo"]["hasNextPage"]:
            return found
        after = groups["pageInfo"]["endCursor"]


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ("orderBy: [{ count: true, direction: DESC }]", 3),
        ("subtotals: true", 6),
        ("top: 1", 2),
        ("emptyPeriods: true", 44),
        ('having: { count: { gte: 1 }, key: { enterpriseId: { eq: "E001" } } }', 2),
    ],
)
def test_every_group_of_the_api_is_in_the_file(
    client: TestClient, arguments: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph.exports.export_job, "PAGE_ROWS", 2)
    response = export(client, asked(arguments), "ndjson")

    assert response.status_code == 200, response.text
    rows = [json.loads(line) for line in response.content.splitlines()]
    assert len(rows) == count
    assert rows == rows_of(client, arguments)


@pytest.mark.parametrize("name", FORMATS)
def test_groups_are_written_in_every_format(client: TestClient, name: str) -> None:
    response = export(client, asked(), name)

    assert response.status_code == 200, response.text
    assert response.headers["x-longmai-rows"] == str(len(rows_of(client)))
    assert f'"enterpriseMonths_groups_000007.{name}"' in response.headers["content-disposition"]


def test_the_columns_are_keys_and_measures_with_headings(client: TestClient) -> None:
    names, *rows = lines(export(client, asked()).content)
    first = rows_of(client)[0]

    assert names == [
        "key.enterpriseId", "period", "count", "level", "isRemainder", "sum.revenueCny", "mean.revenueCny", "filter",
    ]  # fmt: skip
    assert rows[0][:3] == [first["key"]["enterpriseId"], first["period"], str(first["count"])]
    assert Decimal(rows[0][5]) == Decimal(first["sum"]["revenueCny"])
    assert json.loads(rows[0][-1]) == first["filter"]
    assert "营业收入·本月（元）" in lines(export(client, asked(), headings="zh").content)[0][5]


def test_first_is_how_many_groups_in_all(client: TestClient) -> None:
    query = asked("first: 2")

    assert len(lines(export(client, query).content)) == 3
    assert error_of(export(client, asked("last: 5")))[2].startswith("An export pages forward")


def test_an_error_has_the_names_of_the_client(client: TestClient) -> None:
    (error,) = export(client, asked("top: 0")).json()["errors"]

    assert error["path"][0] == "months"
    assert "top" in error["message"]


@pytest.mark.parametrize(
    "below",
    [
        "nodes { period } groups(by: [{ field: ENTERPRISE_ID }]) { nodes { count } }",
        "a: groups(by: [{ field: ENTERPRISE_ID }]) { nodes { count } } "
        "b: groups(by: [{ field: ENTERPRISE_ID }]) { nodes { count } }",
    ],
)
def test_a_file_is_one_list(client: TestClient, below: str) -> None:
    status, _, message = error_of(export(client, f"{{ enterpriseMonths {{ {below} }} }}"))

    assert (status, message) == (400, "An export writes either rows or groups.")
