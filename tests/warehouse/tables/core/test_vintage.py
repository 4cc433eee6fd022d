"""The name of a vintage tells how final it is, and a release replaces an estimate whenever it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from graph.app import build_app
from graph.settings import Settings
from tests.clients import TestClient
from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.snapshots.refresh import refresh

HEAD = "宏观经济指标序列,,,,,,,,,\n指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源\n"
ASK = """
query Of($where: ObservationFilter) {
  observations(where: $where) {
    nodes { period vintageStatus value vintages { nodes { vintageId vintageStatus value } } }
  }
}
"""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Estimates of 2016 and 2017, of which 2016 has a preliminary figure too, and a published one of 2015."""
    rows = [
        "gdp,,620000,2015,年,6790.32,亿元,as_published,2016-02-25,",
        "gdp,,620000,2016,年,7152.04,亿元,2016年初步核算数,2017-01-20,",
        "gdp,,620000,2016,年,7100,亿元,2016年预计数,2017-06-30,",
        "gdp,,620000,2017,年,7500,亿元,2017 Estimate,,",
    ]
    folder = tmp_path_factory.mktemp("vintages")
    home = Home(folder / "home").ensure()
    delivery = folder / "宏观.csv"
    delivery.write_text(HEAD + "\n".join(rows) + "\n")
    ingest_files(home, [delivery], received_at=datetime(2018, 1, 1, tzinfo=UTC))
    refresh(home)
    with TestClient(build_app(Settings(home=home.root))) as client:
        yield client


def test_a_release_replaces_an_estimate_of_a_later_day(api: TestClient) -> None:
    answer = api.post("/graphql", json={"query": ASK}).json()

    rows = answer["data"]["observations"]["nodes"]
    assert [(row["period"], row["vintageStatus"], row["value"]) for row in rows] == [
        ("2015", "PUBLISHED", "6790.32"),
        ("2016", "PRELIMINARY", "7152.04"),
        ("2017", "ESTIMATED", "7500"),
    ]
    assert {(one["vintageId"], one["vintageStatus"]) for one in rows[1]["vintages"]["nodes"]} == {
        ("2016年预计数", "ESTIMATED"),
        ("2016年初步核算数", "PRELIMINARY"),
    }


@pytest.mark.parametrize(
    ("where", "periods"),
    [
        ({"vintageStatus": {"eq": "ESTIMATED"}}, ["2017"]),
        ({"vintageStatus": {"notIn": ["ESTIMATED", "PRELIMINARY"]}}, ["2015"]),
        ({"vintages": {"some": {"vintageStatus": {"eq": "ESTIMATED"}}}}, ["2016", "2017"]),
    ],
)
def test_estimates_are_asked_for_and_left_out(api: TestClient, where: dict[str, object], periods: list[str]) -> None:
    answer = api.post("/graphql", json={"query": ASK, "variables": {"where": where}}).json()

    assert [row["period"] for row in answer["data"]["observations"]["nodes"]] == periods
