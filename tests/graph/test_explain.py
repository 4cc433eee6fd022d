"""What an answer cost and why: for those who may know, and kept for nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.app import build_app
from graph.execution.caller import Caller
from graph.execution.execution import Executor, Request
from graph.execution.explain import ExplainOptions, write_explained
from graph.execution.operation import Operation
from graph.settings import Settings, read_settings
from tests.clients import TestClient
from tests.graph.conftest import FixedStore, build_store
from tests.graph.group_rows import RETURNS
from tests.graph.stores import SharedStore
from tests.waiting import wait_until
from warehouse.query.access import GroupRule, Rule
from warehouse.query.conditions import Comparison
from warehouse.query.cost import MOST_ROWS
from warehouse.query.policy import load_policy

LIST = """
query($status: EnterpriseStatus!, $name: String!) {
  firms: enterprises(
    where: { nameZh: { contains: $name }, status: { eq: $status } }, orderBy: [{ field: BATCH }], first: 3
  ) { totalCount nodes { nameZh region { nameZh } } }
}
"""
VARIABLES = {"status": "ACTIVE", "name": "企业"}
GROUPS = "{ enterpriseMonths { groups(by: [{ field: REGION_CODE }]) { nodes { count %s { revenueCny } } } } }"


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    opened = build_store(tmp_path_factory.mktemp("explain") / "explain.duckdb", RETURNS)
    yield opened
    opened.close()


def explain(executor: Executor, rows: FixedStore, query: str, engine: bool = False, **variables: Any) -> dict[str, Any]:
    """The entry of the only root field."""
    request = Request(query, variables, explain_options=ExplainOptions(engine))
    answer = executor.execute(request, Operation(rows))
    assert not answer.errors
    (entry,) = json.loads(answer.content())["extensions"]["explain"]
    return dict(entry)


def test_a_field_that_fails_is_explained_by_its_plan_and_statement(executor: Executor, rows: FixedStore) -> None:
    few, many = "regions(first: 1) { nodes { nameZh } }", "enterprises { nodes { nameZh } }"

    answer = executor.execute(
        Request(f"{{ few: {few} many: {many} }}", explain_options=ExplainOptions()), Operation(rows, most_rows=2)
    )

    told = answer.explained or ()
    assert [(entry["key"], entry.get("isFailed", False)) for entry in told] == [("few", False), ("many", True)]
    assert told[1]["plan"][0] == "list of core.enterprise as public"
    assert told[1]["sql"].startswith('with "enterprise" as not materialized (')
    assert write_explained(told[1:]).startswith("many: failed\nlist of core.enterprise as public\n")


def test_the_plan_tells_what_is_read_in_which_way(executor: Executor, rows: FixedStore) -> None:
    assert explain(executor, rows, LIST, **VARIABLES)["plan"] == [
        "list of core.enterprise as public",
        "  where (name_zh contains $name and status eq 'active')",
        "  order by batch, enterprise_id",
        "  first 3",
        "  totalCount",
        "  nodes: rows",
        "    nameZh",
        "    region, by region: row of core.region as public",
        "      nameZh",
    ]


def test_rows_by_id_are_told_by_type(executor: Executor, rows: FixedStore) -> None:
    firm = executor.execute(Request("{ enterprises(first: 1) { nodes { id } } }"), Operation(rows))
    key = json.loads(firm.content())["data"]["enterprises"]["nodes"][0]["id"]

    plan = explain(executor, rows, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[key])["plan"]

    assert plan[0] == "rows by the ids of $ids"
    assert plan[1].startswith("  Enterprise: row of core.enterprise as public")


def test_the_statement_is_the_one_that_was_run_with_its_values(executor: Executor, rows: FixedStore) -> None:
    operation = Operation(rows)
    executor.execute(Request(LIST, VARIABLES, explain_options=ExplainOptions()), operation)
    entry = explain(executor, rows, LIST, **VARIABLES)

    assert entry["readFrom"] == "statement"
    assert entry["sql"] == operation.statements[0].text
    assert entry["values"] == list(operation.statements[0].values)
    assert "企业" in entry["values"]


def test_rows_quoted_and_rows_read_are_told_by_list_and_table(executor: Executor, rows: FixedStore) -> None:
    entry = explain(executor, rows, "{ enterprises(first: 7) { nodes { nameZh region { nameZh } } } }")

    assert (entry["rowsQuoted"], entry["rowsLimit"]) == (14, MOST_ROWS)
    assert entry["rowsQuotedAt"] == [
        {"path": "enterprises", "times": 1, "rows": 7},
        {"path": "enterprises.region", "times": 7, "rows": 7},
    ]
    assert {part["table"] for part in entry["rowsReadAt"]} == {"core.enterprise", "core.region"}
    assert entry["rowsRead"] == sum(part["rows"] for part in entry["rowsReadAt"])
    assert {"table": "core.enterprise", "rows": 120} in entry["rowsReadAt"]


@pytest.mark.parametrize(("function", "rollups"), [("sum", ["mart.enterprise_month_by_industry"]), ("median", [])])
def test_a_rollup_that_was_read_is_named(
    executor: Executor, rows: FixedStore, function: str, rollups: list[str]
) -> None:
    assert explain(executor, rows, GROUPS % function)["rollups"] == rollups


def test_the_rules_of_the_caller_stand_in_the_plan(executor: Executor, rows: FixedStore) -> None:
    columns = load_policy().access("public").table("mart.enterprise_month").readable
    own = Comparison("region_code", "eq", "620300")
    rule = Rule(columns - {"industry_id"}, own, GroupRule(columns, own, 3, "enterprise_id"))
    policy = load_policy().with_rules("public", {"mart.enterprise_month": rule})

    plan = explain(Executor(executor._schema, policy), rows, GROUPS % "sum")["plan"]

    assert "  rule: rows where region_code eq '620300'" in plan
    assert f"  rule: 1 of {len(columns)} columns closed" in plan
    assert "    rule: only of 3 enterprise_id and more" in plan


def test_the_engine_tells_its_plan_where_it_is_asked_to(executor: Executor, rows: FixedStore) -> None:
    query = "{ enterprises(first: 1) { totalCount } }"

    assert "engine" not in explain(executor, rows, query)
    assert "Query Profiling Information" in explain(executor, rows, query, engine=True)["engine"]


def test_a_person_reads_plan_statement_and_values(executor: Executor, rows: FixedStore) -> None:
    text = write_explained([explain(executor, rows, LIST, **VARIABLES)])

    assert text.startswith("firms: from statement of snapshot 000007, ")
    assert "\n  core.enterprise: " in text
    assert '\nwith "enterprise_matching" as materialized (\n' in text
    assert '-- values: ["企业","active",' in text


def test_a_root_field_that_reads_no_table_or_is_refused_has_no_entry(executor: Executor, rows: FixedStore) -> None:
    query = "{ limits { depth } enterprises(first: -1) { totalCount } regions { totalCount } }"
    answer = executor.execute(Request(query, explain_options=ExplainOptions()), Operation(rows))

    assert [entry["key"] for entry in answer.explained or ()] == ["regions"]


# over HTTP

QUERY = "{ snapshot { snapshotId } }"


def by_header(headers: Mapping[bytes, bytes]) -> Caller:
    """Tests may send their role."""
    return Caller(headers.get(b"last-event-id", b"public").decode())


@pytest.fixture
def client(store: FixedStore) -> Iterator[TestClient]:
    settings = Settings(explain_roles=frozenset({"engineer"}))
    with TestClient(build_app(settings, SharedStore(store), by_header)) as client:
        yield client


def ask(client: TestClient, explain: object, role: str = "engineer", **body: Any) -> Any:
    sent = {"query": QUERY, "extensions": {"explain": explain}, **body}
    return client.post("/graphql", json=sent, headers={"last-event-id": role})


def test_nobody_may_explain_unless_a_setting_says_so() -> None:
    assert read_settings({}).explain_roles == frozenset()
    assert read_settings({"LONGMAI_EXPLAIN_ROLES": "engineer, auditor"}).explain_roles == {"engineer", "auditor"}


def test_a_role_without_permission_is_refused_and_nothing_is_read(client: TestClient) -> None:
    body = ask(client, True, role="public").json()

    assert body == {
        "errors": [
            {
                "message": "The role 'public' may not explain.",
                "extensions": {"code": "ACCESS_DENIED", "hint": "LONGMAI_EXPLAIN_ROLES lists the roles."},
            }
        ]
    }


def test_an_explained_answer_is_never_kept(client: TestClient) -> None:
    responses = [ask(client, True), ask(client, True)]

    for response in responses:
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers
        assert response.json()["extensions"]["explain"][0]["key"] == "snapshot"
    assert "longmai_answers_kept_total 0.0" in client.get("/metrics").text


def test_an_answer_to_somebody_else_explains_nothing(client: TestClient) -> None:
    ask(client, {"engine": True})

    body = client.post("/graphql", json={"query": QUERY}, headers={"last-event-id": "engineer"}).json()

    assert "explain" not in body["extensions"]
    assert ask(client, False, role="public").json()["data"] == body["data"]


def test_rows_from_memory_are_said_to_be(client: TestClient) -> None:
    body = {"query": '{ fund(fundId: "guide") { fundId nameZh } }'}

    def explained() -> dict[str, Any]:
        return dict(ask(client, True, **body).json()["extensions"]["explain"][0])

    # The second request asks a thread to load the rows; a later one finds them.
    wait_until(lambda: explained()["readFrom"] == "memory", "No answer was read from memory.")

    found = explained()
    assert found["readFrom"] == "memory"
    assert "rowsRead" not in found
    assert found["sql"].startswith('with "fund" as')


@pytest.mark.parametrize("wrong", [1, "yes", {"engine": 1}, {"all": True}, []])
def test_a_wrong_wish_is_a_400(client: TestClient, wrong: object) -> None:
    assert ask(client, wrong).status_code == 400


def test_what_others_may_keep_is_not_explained(client: TestClient) -> None:
    parameters = {"query": QUERY, "extensions": '{"explain": true}'}
    by_get = client.get("/graphql", params=parameters, headers={"last-event-id": "engineer"})
    file = client.post("/export", json={"query": "{ regions { nodes { nameZh } } }", "extensions": {"explain": True}})

    assert (by_get.status_code, file.status_code) == (400, 400)
