"""A department sees its own region, no batches, and groups of three firms or more: every way to see more is shut."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.app import build_app
from graph.execution.caller import Caller
from graph.execution.execution import Executor
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import FixedStore, Service, build_store
from tests.graph.group_rows import RETURNS
from tests.graph.stores import PublishingStore, SharedStore
from warehouse.catalog.catalog import load_catalog
from warehouse.query.access import GroupRule, Rule
from warehouse.query.conditions import Comparison
from warehouse.query.policy import SUMMING, Policy, _attribute, load_policy
from warehouse.query.values import CALLER, Derived

OWN, OTHER = "620300", "620100"


def columns_of(key: str, *closed: str) -> frozenset[str]:
    return frozenset(column.name for column in load_catalog().table(key).columns) - set(closed)


def own_region() -> Comparison:
    def region(attributes: Mapping[str, Any]) -> object:
        return _attribute("region", False, attributes)

    return Comparison("region_code", "eq", Derived(CALLER, region))


MONTHS = columns_of("mart.enterprise_month")
TOLD = GroupRule(MONTHS - {"revenue_ytd_cny"}, None, 3, "enterprise_id", SUMMING)
POLICY = load_policy().with_rules(
    "department",
    {
        "core.enterprise": Rule(columns_of("core.enterprise", "batch"), own_region()),
        "mart.enterprise_month": Rule(MONTHS, own_region(), TOLD),
        "core.chain_gap": None,
        "core.enterprise_chain": Rule(columns_of("core.enterprise_chain", "chain_id")),
        "core.release_change": None,
        "core.snapshot": None,
    },
)


def caller(region: str = OWN) -> Caller:
    return Caller("department", (("region", region),))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    opened = build_store(tmp_path_factory.mktemp("access") / "access.duckdb", RETURNS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executor() -> Executor:
    return Executor(build_schema(), POLICY)


@pytest.fixture(scope="module")
def department(executor: Executor, rows: FixedStore) -> Service:
    return Service(executor, rows, caller())


@pytest.fixture(scope="module")
def everybody(executor: Executor, rows: FixedStore) -> Service:
    return Service(executor, rows)


def test_a_list_and_its_total_have_the_rows_of_the_department(department: Service) -> None:
    found = department.execute("{ enterprises(first: 1000) { totalCount nodes { regionCode } } }").data["enterprises"]

    assert found["totalCount"] == len(found["nodes"]) == 60
    assert {row["regionCode"] for row in found["nodes"]} == {OWN}


def test_a_row_of_another_region_is_answered_as_one_that_does_not_exist(department: Service) -> None:
    query = "query($id: ID!) { enterprise(enterpriseId: $id) { nameZh region { nameZh } } }"

    hidden, unknown, own = (department.execute(query, id=key).body for key in ("E002", "nobody", "E003"))

    assert hidden == unknown
    assert hidden["data"] == {"enterprise": None}
    assert own["data"]["enterprise"] is not None


def test_an_id_of_a_row_of_another_region_leads_to_nothing(department: Service, everybody: Service) -> None:
    rows = everybody.execute("{ enterprises(first: 2, orderBy: [{ field: ENTERPRISE_ID }]) { nodes { id } } }")
    own, hidden = (row["id"] for row in rows.data["enterprises"]["nodes"])
    query = "query($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id } }"

    assert department.execute(query, id=hidden, ids=[own, hidden]).data == {"node": None, "nodes": [{"id": own}, None]}


def test_lists_below_other_rows_have_no_rows_that_may_not_be_seen(department: Service, everybody: Service) -> None:
    query = f'{{ region(regionCode: "{OTHER}") {{ enterprises {{ totalCount nodes {{ nameZh }} }} }} }}'

    assert department.execute(query).data["region"]["enterprises"] == {"totalCount": 0, "nodes": []}
    assert everybody.execute(query).data["region"]["enterprises"]["totalCount"] == 60


def test_a_relation_to_a_row_that_may_not_be_seen_leads_to_nothing(department: Service) -> None:
    query = (
        '{ observations(first: 1000, where: { indicatorId: { eq: "revenue" } })'
        " { nodes { subjectId enterprise { nameZh } } } }"
    )

    for row in department.execute(query).data["observations"]["nodes"]:
        assert (row["enterprise"] is not None) is (int(row["subjectId"][1:]) % 2 == 1)


@pytest.mark.parametrize(
    ("condition", "count"),
    [("some: { status: { eq: EXITED } }", 0), ("none: { status: { eq: EXITED } }", 4), ("some: {}", 1)],
)
def test_a_filter_looks_through_rows_that_may_be_seen_alone(department: Service, condition: str, count: int) -> None:
    # Every firm that has exited is in the other region.
    found = department.execute(f"{{ regions(where: {{ enterprises: {{ {condition} }} }}) {{ totalCount }} }}")

    assert found.data["regions"]["totalCount"] == count


def test_a_row_that_may_not_be_seen_gives_no_key_to_an_order(department: Service) -> None:
    found = department.execute(
        '{ observations(first: 1000, where: { indicatorId: { eq: "revenue" } }, orderBy: [{ enterprise: NAME_ZH }])'
        " { nodes { subjectId } edges { cursor } } }"
    ).data["observations"]
    own = [int(row["subjectId"][1:]) % 2 == 1 for row in found["nodes"]]

    assert own == [True] * 180 + [False] * 180
    names = [json.loads(base64.urlsafe_b64decode(edge["cursor"] + "=="))[2] for edge in found["edges"]]
    assert names[180:] == [None] * 180


def test_a_cursor_of_somebody_else_shows_nothing_that_may_not_be_seen(department: Service, everybody: Service) -> None:
    cursor = everybody.execute(
        "{ enterprises(first: 2, orderBy: [{ field: ENTERPRISE_ID }]) { pageInfo { endCursor } } }"
    ).data["enterprises"]["pageInfo"]["endCursor"]

    found = department.execute(
        "query($after: String) { enterprises(first: 3, after: $after, orderBy: [{ field: ENTERPRISE_ID }])"
        " { nodes { enterpriseId } pageInfo { hasNextPage } } }",
        after=cursor,
    ).data["enterprises"]

    assert [row["enterpriseId"] for row in found["nodes"]] == ["E003", "E005", "E007"]


CLOSED = {
    "a column that is shown": "{ enterprises { nodes { batch } } }",
    "a column of a row of a key": '{ enterprise(enterpriseId: "E003") { batch } }',
    "a column of a nested row": "{ observations { nodes { enterprise { batch } } } }",
    "a filter": "{ enterprises(where: { batch: { eq: 1 } }) { totalCount } }",
    "a filter under or and not": "{ enterprises(where: { or: [{ not: { batch: { eq: 1 } } }] }) { totalCount } }",
    "a filter through a relation": "{ regions(where: { enterprises: { some: { batch: { eq: 1 } } } }) { totalCount } }",
    "a filter of a nested list": (
        "{ regions { nodes { enterprises(where: { batch: { isNull: true } }) { totalCount } } } }"
    ),
    "an order": "{ enterprises(orderBy: [{ field: BATCH }]) { nodes { nameZh } } }",
    "an order of which nothing but the total is read": "{ enterprises(orderBy: [{ field: BATCH }]) { totalCount } }",
    "an order by a related row": "{ observations(orderBy: [{ enterprise: BATCH }]) { totalCount } }",
    "a table": "{ chainGaps { totalCount } }",
    "a table below a row": "{ industryChains { nodes { gaps { totalCount } } } }",
    "a table in a filter": "{ industryChains(where: { gaps: { some: {} } }) { totalCount } }",
    "a link table": "{ industryChains { nodes { enterprises { totalCount } } } }",
    "a link table in a filter": "{ enterprises(where: { chains: { none: {} } }) { totalCount } }",
    "a group by a closed column": "{ enterpriseMonths { groups(by: [{ field: REVENUE_YTD_CNY }]) { totalCount } } }",
    "a measure of a closed column": (
        "{ enterpriseMonths { groups(by: [{ field: PERIOD }]) { nodes { mean { revenueYtdCny } } } } }"
    ),
    "a closed column in having": (
        "{ enterpriseMonths { groups(by: [{ field: PERIOD }], having: { mean: { revenueYtdCny: { gt: 1 } } })"
        " { totalCount } } }"
    ),
    "a closed column in the order of groups": (
        "{ enterpriseMonths { groups(by: [{ field: PERIOD }], orderBy: [{ mean: REVENUE_YTD_CNY }]) { totalCount } } }"
    ),
    "a closed column in the filter of groups": (
        "{ enterpriseMonths(where: { revenueYtdCny: { gt: 1 } }) { groups(by: [{ field: PERIOD }]) { totalCount } } }"
    ),
    "the smallest of a group": (
        "{ enterpriseMonths { groups(by: [{ field: PERIOD }]) { nodes { min { revenueCny } } } } }"
    ),
    "the middle of a group": (
        "{ enterpriseMonths { groups(by: [{ field: PERIOD }]) { nodes { median { revenueCny } } } } }"
    ),
    "what releases change": "{ releaseChanges { totalCount } }",
    "the snapshot": "{ snapshot { snapshotId } }",
    "which snapshots there are": "{ retainedSnapshots { snapshotId } }",
}


@pytest.mark.parametrize("way", CLOSED)
def test_what_is_closed_is_refused_before_any_sql(department: Service, everybody: Service, way: str) -> None:
    asked = department.execute(CLOSED[way])

    assert asked.code == "ACCESS_DENIED"
    assert asked.statements == ()
    assert "errors" not in everybody.execute(CLOSED[way]).body


def test_a_refusal_says_the_same_whether_or_not_there_are_rows(department: Service) -> None:
    query = "query($batch: Int!) { enterprises(where: { batch: { eq: $batch } }) { totalCount } }"

    assert department.execute(query, batch=1).body == department.execute(query, batch=777).body


def test_a_refusal_names_the_field_of_the_document(department: Service) -> None:
    asked = department.execute("{ a: regions { nodes { b: enterprises { nodes { c: batch } } } } }")

    assert asked.error["message"] == "a.nodes.b.nodes.c: 'batch' of core.enterprise may not be read."


def test_other_root_fields_of_a_refused_one_are_answered(department: Service) -> None:
    body = department.execute("{ chainGaps { totalCount } enterprises { totalCount } }").body

    assert body["data"] == {"chainGaps": None, "enterprises": {"totalCount": 60}}


# groups


GROUPS = (
    "{ enterpriseMonths(where: { %s }) { groups(by: [{ field: REGION_CODE }]%s)"
    " { totalCount nodes { key { regionCode } count %s } } } }"
)


def test_groups_are_told_of_all_rows_where_their_rule_says_so(department: Service, everybody: Service) -> None:
    query = GROUPS % ("", "", "sum { revenueCny }")

    assert department.execute(query).data == everybody.execute(query).data


def test_a_group_of_too_few_firms_is_as_if_it_had_no_rows(department: Service, everybody: Service) -> None:
    firms = '"G000", "G001", "G003", "G006", "G009", "G012"'
    where = f'enterpriseId: {{ in: [{firms}] }}, period: {{ eq: "2014-02" }}'
    query = GROUPS % (
        where,
        ", having: { count: { gte: 1 } }, orderBy: [{ count: true, direction: DESC }]",
        "share { revenueCny }",
    )

    told = department.execute(query).data["enterpriseMonths"]["groups"]
    whole = everybody.execute(query).data["enterpriseMonths"]["groups"]

    assert [row["count"] for row in whole["nodes"]] == [5, 1]
    assert (told["totalCount"], [row["count"] for row in told["nodes"]]) == (1, [5])
    assert told["nodes"][0]["share"] == {"revenueCny": "1"}, "a share of the whole would tell of what is left out"


def test_many_rows_of_one_firm_are_no_group(department: Service) -> None:
    query = GROUPS % ('enterpriseId: { eq: "G001" }', "", "sum { revenueCny }")

    assert department.execute(query).data["enterpriseMonths"]["groups"] == {"totalCount": 0, "nodes": []}


def test_groups_and_rows_of_one_list_each_have_their_own_rule(department: Service) -> None:
    found = department.execute(
        "{ enterpriseMonths(first: 1000)"
        " { totalCount nodes { regionCode } groups(by: [{ field: REGION_CODE }]) { totalCount } } }"
    ).data["enterpriseMonths"]

    assert {row["regionCode"] for row in found["nodes"]} == {OWN}
    assert found["totalCount"] == len(found["nodes"])
    assert found["groups"]["totalCount"] == 3


def with_months(rule: Rule | None, **more: Rule | None) -> Policy:
    return load_policy().with_rules("department", {"mart.enterprise_month": rule, **more})


def test_a_rollup_is_read_with_the_rows_of_the_rule(rows: FixedStore) -> None:
    policy = with_months(Rule(MONTHS, own_region(), GroupRule(MONTHS, own_region(), 3)))
    asked = Service(Executor(build_schema(), policy), rows, caller()).execute(GROUPS % ("", "", "sum { revenueCny }"))

    assert 'from "mart"."enterprise_month_by_industry"' in asked.statements[0].text.replace("(select * ", "")
    assert [row["key"]["regionCode"] for row in asked.data["enterpriseMonths"]["groups"]["nodes"]] == [OWN]


@pytest.mark.parametrize("closed", ["the rollup", "a condition that it cannot tell"])
def test_a_rollup_is_passed_over_where_it_cannot_tell_the_same(rows: FixedStore, closed: str) -> None:
    condition = own_region() if closed == "the rollup" else Comparison("enterprise_id", "ne", "G001")
    rollup: dict[str, Rule | None] = {"mart.enterprise_month_by_industry": None} if closed == "the rollup" else {}
    policy = with_months(Rule(MONTHS, None, GroupRule(MONTHS, condition)), **rollup)

    asked = Service(Executor(build_schema(), policy), rows, caller()).execute(GROUPS % ("", "", "sum { revenueCny }"))

    assert "by_industry" not in asked.statements[0].text
    assert "errors" not in asked.body


def test_groups_are_closed_where_no_rule_opens_them(rows: FixedStore) -> None:
    service = Service(Executor(build_schema(), with_months(Rule(MONTHS))), rows, caller())

    assert service.execute(GROUPS % ("", "", "")).code == "ACCESS_DENIED"


def test_groups_may_be_told_of_rows_that_nobody_may_see(rows: FixedStore) -> None:
    policy = with_months(
        Rule(MONTHS, Comparison("region_code", "in", ()), GroupRule(MONTHS, None, 3, "enterprise_id", SUMMING))
    )
    service = Service(Executor(build_schema(), policy), rows, caller())

    assert service.execute("{ enterpriseMonths { totalCount nodes { period } } }").data == {
        "enterpriseMonths": {"totalCount": 0, "nodes": []}
    }
    assert service.execute(GROUPS % ("", "", "")).data["enterpriseMonths"]["groups"]["totalCount"] == 3


# callers


def test_a_caller_without_the_attribute_sees_no_row_and_is_told_why(executor: Executor, rows: FixedStore) -> None:
    asked = Service(executor, rows, Caller("department")).execute("{ enterprises { totalCount } }")

    assert asked.code == "ACCESS_DENIED"
    assert asked.error["message"] == "Your identity does not say your region."


def test_two_callers_of_one_role_share_plans_and_no_rows(executor: Executor, rows: FixedStore) -> None:
    query = "{ enterprises(first: 1) { totalCount nodes { regionCode } } }"
    found = [
        Service(executor, rows, caller(region)).execute(query).data["enterprises"]["nodes"][0]["regionCode"]
        for region in (OWN, OTHER, OWN)
    ]

    assert found == [OWN, OTHER, OWN]


def by_header(headers: Mapping[bytes, bytes]) -> Caller:
    """Tests may send the region of their department."""
    region = headers.get(b"last-event-id", b"").decode()
    return caller(region) if region else Caller("public")


@pytest.fixture
def client(rows: FixedStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("graph.execution.execution.load_policy", lambda: POLICY)
    with TestClient(build_app(Settings(), SharedStore(rows), by_header)) as client:
        yield client


def test_kept_answers_and_their_tags_are_of_one_scope(client: TestClient) -> None:
    query = {"query": "{ enterprises { totalCount nodes { enterpriseId } } }"}
    answers = [
        client.get("/graphql", params=query, headers={"last-event-id": region} if region else {})
        for region in (OWN, OTHER, "", OWN, OTHER, "")
    ]

    assert [answer.json()["data"]["enterprises"]["totalCount"] for answer in answers] == [60, 60, 120, 60, 60, 120]
    assert answers[0].json()["data"] != answers[1].json()["data"]
    assert len({answer.headers["etag"] for answer in answers}) == 3
    tag = answers[1].headers["etag"]
    asked = client.get("/graphql", params=query, headers={"last-event-id": OWN, "if-none-match": tag})
    assert asked.status_code == 200


def test_an_export_has_the_rows_and_columns_of_its_caller(client: TestClient) -> None:
    def export(columns: str, region: str) -> Any:
        body = {"query": f"{{ enterprises {{ nodes {{ {columns} }} }} }}"}
        return client.post("/export", params={"format": "ndjson"}, json=body, headers={"last-event-id": region})

    own, closed = export("regionCode", OWN), export("batch", OWN)

    assert {json.loads(line)["regionCode"] for line in own.content.splitlines()} == {OWN}
    assert (closed.status_code, closed.json()["errors"][0]["extensions"]["code"]) == (400, "ACCESS_DENIED")


def test_an_event_tells_no_releases_to_whom_they_are_closed(rows: FixedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.execution.execution.load_policy", lambda: POLICY)
    query = "subscription { snapshotPublished(after: 6) { snapshotId } }"
    with (
        TestClient(build_app(Settings(), PublishingStore(rows), lambda _: caller())) as client,
        client.websocket_connect("ws://127.0.0.1/graphql", subprotocols=["graphql-transport-ws"]) as socket,
    ):
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": query}})
        told = socket.receive_json()

    error = told["payload"][0] if told["type"] == "error" else told["payload"]["errors"][0]
    assert error["extensions"]["code"] == "ACCESS_DENIED"
