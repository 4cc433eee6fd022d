"""Rows of any type by their ids, and fragments on what they have in common."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from graphql import GraphQLInterfaceType

from graph.declare.nouns import NOUNS
from graph.planning.variables import shape_of, with_parameters
from graph.schema import build_schema

if TYPE_CHECKING:
    from tests.graph.conftest import Service


def id_of(*parts: str) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


FIRM, OTHER_FIRM, NO_FIRM = id_of("Enterprise", "E001"), id_of("Enterprise", "E002"), id_of("Enterprise", "E999")
GANSU, REVENUE = id_of("Region", "620000"), id_of("Indicator", "revenue")
NODE = "query($id: ID!) { node(id: $id) { __typename id ... on Enterprise { nameZh } ... on Region { nameEn } } }"
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Enterprise { enterpriseId } ... on Region { nameEn } } }"


def test_every_noun_is_a_node() -> None:
    schema = build_schema()
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)

    assert {kind.name for kind in schema.get_possible_types(node)} == NOUNS.keys()


def test_no_column_has_the_name_of_the_id() -> None:
    assert [noun.name for noun in NOUNS.values() if "id" in noun.columns or "id" in noun.relations] == []


def test_an_id_leads_back_to_its_row(service: Service) -> None:
    listed = service.execute("{ enterprises(first: 1) { nodes { id nameZh } } }").data["enterprises"]["nodes"][0]

    found = service.execute(NODE, id=listed["id"]).data["node"]

    assert found == {"__typename": "Enterprise", **listed}


def test_a_key_of_several_columns_and_types_leads_back_to_its_row(service: Service) -> None:
    query = "{ observationVintages { nodes { id value submissionNumber vintageId } } }"
    listed = service.execute(query).data["observationVintages"]["nodes"]
    ask = (
        "query($ids: [ID!]!) { nodes(ids: $ids) { id ... on ObservationVintage { value submissionNumber vintageId } } }"
    )

    found = service.execute(ask, ids=[row["id"] for row in listed]).data["nodes"]

    assert len(listed) > 1
    assert found == listed


def test_an_id_that_is_written_in_the_document_is_one_that_a_variable_brings(service: Service) -> None:
    written = service.execute(NODE.replace("query($id: ID!)", "").replace("$id", f'"{FIRM}"'))

    assert written.data == service.execute(NODE, id=FIRM).data


def test_an_id_without_a_row_is_null(service: Service) -> None:
    assert service.execute(NODE, id=NO_FIRM).data == {"node": None}


@pytest.mark.parametrize(
    "wrong",
    [
        "E001",
        "",
        FIRM[:-3],
        id_of("Nothing", "E001"),
        id_of("Enterprise"),
        id_of("Enterprise", "E001", "E002"),
        id_of("ProjectPlan", "p", "next year"),
        base64.urlsafe_b64encode(b'["Enterprise", null]').decode(),
    ],
)
def test_a_text_that_is_no_id_is_refused_where_it_stands(service: Service, wrong: str) -> None:
    one = service.execute(NODE, id=wrong)
    several = service.execute(NODES, ids=[FIRM, wrong])

    for asked, field in ((one, "node"), (several, "nodes")):
        assert asked.code == "INVALID_ARGUMENT"
        assert asked.error["path"] == [field]
        assert "is not an id" in asked.error["message"]


def test_rows_come_in_the_order_of_their_ids_with_null_for_none(service: Service) -> None:
    found = service.execute(NODES, ids=[GANSU, NO_FIRM, OTHER_FIRM, REVENUE, FIRM, OTHER_FIRM]).data["nodes"]

    assert [row and row["id"] for row in found] == [GANSU, None, OTHER_FIRM, REVENUE, FIRM, OTHER_FIRM]
    assert found[0] == {"id": GANSU, "nameEn": "Gansu"}
    assert found[3] == {"id": REVENUE}


def test_no_ids_give_no_rows(service: Service) -> None:
    assert service.execute(NODES, ids=[]).data == {"nodes": []}


def test_more_ids_than_are_taken_are_refused(service: Service) -> None:
    assert service.execute(NODES, ids=[FIRM] * 1001).code == "LIMIT_EXCEEDED"


def test_many_ids_are_one_statement_with_one_step_for_each_of_their_types(service: Service) -> None:
    few = service.execute(NODES, ids=[FIRM, GANSU] * 20)
    many = service.execute(NODES, ids=[*(id_of("Enterprise", f"E{i:03}") for i in range(1, 101)), GANSU])

    assert [statement.text for statement in few.statements] == [statement.text for statement in many.statements]
    assert len(few.statements) == 1
    assert few.sql.count("as materialized") == 3
    assert len([row for row in many.data["nodes"] if row]) == 101


def test_the_types_that_ids_name_are_of_the_shape_and_their_keys_are_not() -> None:
    assert shape_of({"id": FIRM}) == shape_of({"id": OTHER_FIRM}) != shape_of({"id": GANSU})
    assert shape_of([FIRM, GANSU]) == shape_of([GANSU, OTHER_FIRM]) != shape_of([FIRM, OTHER_FIRM])
    assert with_parameters({"id": FIRM})["id"].types == ("Enterprise",)
    assert shape_of({"id": "text"}) == shape_of({"id": "other text"})


def test_the_same_document_answers_ids_of_several_types_one_after_the_other(service: Service) -> None:
    found = [service.execute(NODE, id=one).data["node"] for one in (FIRM, GANSU, OTHER_FIRM)]

    assert [row["__typename"] for row in found] == ["Enterprise", "Region", "Enterprise"]
    assert [list(row)[2:] for row in found] == [["nameZh"], ["nameEn"], ["nameZh"]]


FRAGMENTS = {
    "a fragment on the interface inside a type": (
        "{ region(regionCode: \"620000\") { ... on Node { id } } }",
        {"region": {"id": GANSU}},
    ),
    "a named fragment on the interface, spread in a list": (
        "{ regions(first: 1) { nodes { ...I } } } fragment I on Node { id __typename }",
        {"regions": {"nodes": [{"id": GANSU, "__typename": "Region"}]}},
    ),
    "a fragment on the interface that holds one on a type": (
        "{ regions(first: 1) { nodes { ...I } } } fragment I on Node { ... on Region { nameEn } ...F }"
        " fragment F on Fund { fundId }",
        {"regions": {"nodes": [{"nameEn": "Gansu"}]}},
    ),
    "a fragment on another type adds nothing": (
        f'{{ node(id: "{GANSU}") {{ ... on Enterprise {{ nameZh }} }} }}',
        {"node": {}},
    ),
    "fields of one key are merged over fragments": (
        f'{{ node(id: "{GANSU}") {{ ... on Region {{ children(first: 1) {{ nodes {{ id }} }} }} ...R }} }}'
        " fragment R on Region { children(first: 1) { totalCount nodes { nameEn } } }",
        {
            "node": {
                "children": {"nodes": [{"id": id_of("Region", "620100"), "nameEn": "Lanzhou"}], "totalCount": 3}
            }
        },
    ),
    "one key has another field in each type": (
        f'{{ nodes(ids: ["{GANSU}", "{FIRM}"]) {{ ... on Region {{ name: nameEn }} ...E }} }}'
        " fragment E on Enterprise { name: nameZh }",
        {"nodes": [{"name": "Gansu"}, {"name": "金川集团"}]},
    ),
    "a fragment without a type is of the type around it": (
        f'{{ node(id: "{GANSU}") {{ ... {{ id }} ... @skip(if: true) {{ __typename }} }} }}',
        {"node": {"id": GANSU}},
    ),
    "what a directive leaves out of a type is left out": (
        f'{{ node(id: "{GANSU}") {{ id ... on Region @include(if: false) {{ nameEn }} }} }}',
        {"node": {"id": GANSU}},
    ),
    "the interface tells the type of a row": (
        f'{{ node(id: "{GANSU}") {{ t: __typename }} }}',
        {"node": {"t": "Region"}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FRAGMENTS)
def test_fragments_are_spread_as_the_specification_says(service: Service, case: str) -> None:
    query, expected = FRAGMENTS[case]

    assert service.execute(query).data == expected


@pytest.mark.parametrize(
    "query",
    [
        '{ node(id: "x") { nameZh } }',
        "{ regions { nodes { ... on Enterprise { nameZh } } } }",
        f'{{ node(id: "{GANSU}") {{ ... on Region {{ name: nameEn }} ... on Enterprise {{ name: batch }} }} }}',
        f'{{ node(id: "{GANSU}") {{ ... on RegionConnection {{ totalCount }} }} }}',
    ],
)
def test_a_selection_that_no_row_can_answer_is_not_valid(service: Service, query: str) -> None:
    assert service.execute(query).code == "GRAPHQL_VALIDATION_FAILED"


def test_introspection_tells_the_types_of_the_interface(service: Service) -> None:
    query = '{ __type(name: "Node") { kind fields { name } possibleTypes { name } } }'

    told = service.execute(query).data["__type"]

    assert told["kind"] == "INTERFACE"
    assert [field["name"] for field in told["fields"]] == ["id"]
    assert {kind["name"] for kind in told["possibleTypes"]} == NOUNS.keys()
