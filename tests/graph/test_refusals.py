"""What a client gets wrong: one clear error with a code, and nothing of our insides."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from graph.declare.nouns import NOUNS
from graph.errors import MOST_ERRORS, write_bug
from graph.execution.execution import Executor
from graph.planning.conditions import MOST_VALUES
from graph.planning.limits import (
    DEEPEST,
    MOST_ALIASES,
    MOST_DIRECTIVES,
    MOST_FIELDS,
    MOST_OPERATIONS,
    MOST_REPEATS,
    MOST_ROOT_FIELDS,
    MOST_TOKENS,
)
from tests.graph.conftest import Service
from tests.planting import Fault
from warehouse.query.paging import page_of
from warehouse.query.run import Reader
from warehouse.query.statement import Statement
from warehouse.query.values import resolve_all

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("{ enterprises(first: -1) { totalCount } }", {}, "INVALID_ARGUMENT", "enterprises: 'first' is -1"),
    ("{ enterprises(first: 2, last: 2) { totalCount } }", {}, "INVALID_ARGUMENT", "cannot be used together"),
    ("{ enterprises(first: 1001) { totalCount } }", {}, "LIMIT_EXCEEDED", "at most 1000 rows"),
    (
        "{ chains: industryChains { nodes { firms: enterprises(last: -3) { totalCount } } } }",
        {},
        "INVALID_ARGUMENT",
        "chains.nodes.firms: 'last' is -3",
    ),
    (
        "query($n: Int) { chains: industryChains { nodes { firms: enterprises(first: $n) { totalCount } } } }",
        {"n": -3},
        "INVALID_ARGUMENT",
        "chains.nodes.firms: 'first' is -3",
    ),
    (
        "query($n: Int) { chains: industryChains { edges { node { f: enterprises(last: $n) { totalCount } } } } }",
        {"n": 1001},
        "LIMIT_EXCEEDED",
        "chains.edges.node.f: 'last' is 1001",
    ),
    (
        "query($c: String) { industryChains { nodes { enterprises(before: $c) { totalCount } } } }",
        {"c": "x"},
        "INVALID_ARGUMENT",
        "industryChains.nodes.enterprises: 'before' is not a cursor",
    ),
    (
        '{ industryChains { nodes { enterprises(after: "x") { totalCount } } } }',
        {},
        "INVALID_ARGUMENT",
        "industryChains.nodes.enterprises: 'after' is not a cursor",
    ),
    (
        "query($v: [String!]) { regions { nodes { enterprises(where: { nameZh: { in: $v } }) { totalCount } } } }",
        {"v": ["x"] * 1001},
        "LIMIT_EXCEEDED",
        "regions.nodes.enterprises: 'where' has 1001 values",
    ),
    (
        "query($c: String) { regions { nodes { enterprises(after: $c) { totalCount } } } }",
        {"c": "WyIwMDAwMDciLCAiXHVkODAwIiwgIlx1ZDgwMCJd"},
        "INVALID_ARGUMENT",
        "regions.nodes.enterprises: 'after' is not a cursor",
    ),
    ('{ enterprises(after: "x") { nodes { nameZh } } }', {}, "INVALID_ARGUMENT", "'after' is not a cursor"),
    ('{ enterprises(after: "x") { totalCount } }', {}, "INVALID_ARGUMENT", "'after' is not a cursor"),
    (
        "query($v: [String!]) { enterprises(where: { nameZh: { in: $v } }) { totalCount } }",
        {"v": ["x"] * 1002},
        "LIMIT_EXCEEDED",
        "has 1002 values for nameZh",
    ),
    (
        "{ enterprises(where: " + "{ not: " * 9 + "{}" + " }" * 9 + ") { totalCount } }",
        {},
        "LIMIT_EXCEEDED",
        "nested more than 8 deep",
    ),
    (
        "query($w: EnterpriseFilter) { enterprises(where: $w) { totalCount } }",
        {"w": {"or": [{"batch": {"eq": i}} for i in range(101)]}},
        "LIMIT_EXCEEDED",
        "has 101 conditions",
    ),
    (
        "query($w: EnterpriseFilter) { enterprises(where: $w) { totalCount } }",
        {"w": {"batch": {"in": list(range(1001))}}},
        "LIMIT_EXCEEDED",
        "has 1001 values",
    ),
    ("{ enterprises {", {}, "GRAPHQL_PARSE_FAILED", "Syntax Error"),
    ("{ enterprizes { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", "Did you mean 'enterprise"),
    ("{ ...nothing }", {}, "GRAPHQL_VALIDATION_FAILED", "Unknown fragment 'nothing'"),
    ("{ enterprises(sort: 1) { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", "Unknown argument 'sort'"),
    (
        "{ enterprises(where: { status: { eq: OPEN } }) { totalCount } }",
        {},
        "GRAPHQL_VALIDATION_FAILED",
        "does not exist in 'EnterpriseStatus' enum",
    ),
    (
        '{ enterprises(where: { recognisedDate: { eq: "2015-02-30" } }) { totalCount } }',
        {},
        "GRAPHQL_VALIDATION_FAILED",
        "Date cannot represent '2015-02-30'",
    ),
    (
        "query($s: EnterpriseStatus) { enterprises(where: { status: { eq: $s } }) { totalCount } }",
        {"s": "OPEN"},
        "BAD_USER_INPUT",
        "does not exist in 'EnterpriseStatus' enum",
    ),
    (
        "query($d: Decimal) { enterpriseMonths(where: { revenueCny: { eq: $d } }) { totalCount } }",
        {"d": "1e999"},
        "BAD_USER_INPUT",
        "Decimal cannot represent '1e999'",
    ),
    ("query($id: ID!) { enterprise(enterpriseId: $id) { nameZh } }", {}, "BAD_USER_INPUT", "'$id'"),
    (
        "query($v: String!) { regions(where: { parentRegionCode: { eq: $v } }) { totalCount } }",
        {"v": "620000"},
        "GRAPHQL_VALIDATION_FAILED",
        "Variable '$v' of type 'String!' used in position expecting type 'ID'.",
    ),
    (
        "query($v: Decimal) { enterprises(where: { batch: { eq: $v } }) { totalCount } }",
        {"v": 1},
        "GRAPHQL_VALIDATION_FAILED",
        "Variable '$v' of type 'Decimal' used in position expecting type 'Int'.",
    ),
    ("subscription { snapshotPublished { snapshotId } }", {}, "GRAPHQL_VALIDATION_FAILED", "stays open"),
    ("mutation { enterprises { totalCount } }", {}, "GRAPHQL_VALIDATION_FAILED", "executes queries only"),
    ("query A { snapshot { snapshotId } } query B { snapshot { snapshotId } }", {}, "BAD_USER_INPUT", "operation name"),
]


@pytest.mark.parametrize("value", ['"2016-13-01"', "2016"])
def test_a_literal_that_a_scalar_refuses_is_pointed_at(service: Service, value: str) -> None:
    asked = service.execute(f"{{ enterprises(where: {{ recognisedDate: {{ eq: {value} }} }}) {{ totalCount }} }}")

    assert asked.code == "GRAPHQL_VALIDATION_FAILED"
    assert asked.error["locations"] == [{"line": 1, "column": 46}]


@pytest.mark.parametrize(("query", "variables", "code", "message"), WRONG, ids=[case[0][:50] for case in WRONG])
def test_a_wrong_request_gets_one_error_with_its_code_before_any_sql(
    service: Service, query: str, variables: dict[str, Any], code: str, message: str
) -> None:
    asked = service.execute(query, **variables)

    assert asked.code == code
    assert message in asked.error["message"]
    assert asked.statements == ()


@pytest.mark.parametrize(("query", "variables"), [case[:2] for case in WRONG], ids=[case[0][:50] for case in WRONG])
def test_no_message_names_a_column_in_another_way_than_the_schema(
    service: Service, query: str, variables: dict[str, Any]
) -> None:
    columns = {name for noun in NOUNS.values() for name in noun.columns if "_" in name}

    error = service.execute(query, **variables).error

    told = set(re.findall(r"\w+", error["message"] + " " + error["extensions"].get("hint", "")))
    assert not told & columns


def test_the_other_root_fields_of_a_wrong_one_are_answered(service: Service) -> None:
    asked = service.execute("{ snapshot { snapshotId } enterprises(first: -1) { totalCount } }")

    assert asked.code == "INVALID_ARGUMENT"
    assert asked.error["path"] == ["enterprises"]
    assert asked.body["data"] == {"snapshot": {"snapshotId": "000007"}, "enterprises": None}


def test_an_unknown_id_gives_null_and_no_error(service: Service) -> None:
    assert service.execute('{ enterprise(enterpriseId: "nobody") { nameZh } }').data == {"enterprise": None}


def test_many_wrong_fields_give_no_more_errors_than_a_reader_reads(service: Service) -> None:
    asked = service.execute("{ " + " ".join(f"wrong{i}" for i in range(20)) + " }")

    assert len(asked.body["errors"]) <= MOST_ERRORS


def nested(levels: int) -> str:
    """A query of that depth."""
    # region { parent { … { nameZh } } }
    return '{ region(regionCode: "1") ' + "{ parent " * (levels - 2) + "{ nameZh }" + " }" * (levels - 2) + " }"


def named(count: int, field: str) -> str:
    return " ".join(f"{field}{i}: nameZh" for i in range(count))


def queries(count: int) -> str:
    return " ".join(f"query Q{i} {{ snapshot {{ asOf }} }}" for i in range(count))


def pair(repeats: int) -> str:
    """Two fragments that ask for one field below the same field, together that often."""
    half = "nameZh " * (repeats // 2)
    other = "nameZh " * (repeats - repeats // 2)
    return f" fragment a on Region {{ parent {{ {half}}} }} fragment b on Region {{ parent {{ {other}}} }}"


def wide(fields: int) -> str:
    """That many fields, under ten names."""
    return " ".join(f"a{i}: snapshot {{ {'builtAt ' * (fields // 10 - 1)}}}" for i in range(10))


LIMITS = {
    "depth": (nested(DEEPEST), nested(DEEPEST + 1)),
    "aliases": (
        f'{{ region(regionCode: "1") {{ {named(MOST_ALIASES, "a")} }} }}',
        f'{{ region(regionCode: "1") {{ {named(MOST_ALIASES, "a")} ... {{ b: nameZh }} }} }}',
    ),
    "fields": (
        "{ " + wide(MOST_FIELDS) + " }",
        "{ ...all } fragment all on Query { " + wide(MOST_FIELDS) + " ...one } fragment one on Query { __typename }",
    ),
    "root fields": (
        "{ " + "snapshot { builtAt } " * MOST_ROOT_FIELDS + "}",
        "{ " + "snapshot { builtAt } " * MOST_ROOT_FIELDS + "... { snapshot { builtAt } } }",
    ),
    "directives": (
        "{ snapshot { asOf " + "...@include(if: true) { builtAt } " * MOST_DIRECTIVES + "} }",
        "{ snapshot { ...a @skip(if: false) } } fragment a on Snapshot { asOf "
        + "builtAt @include(if: true) " * MOST_DIRECTIVES
        + "}",
    ),
    "operations": (
        "query A { snapshot { ...a } } fragment a on Snapshot { asOf } " + queries(MOST_OPERATIONS - 1),
        "query A { snapshot { ...a } } fragment a on Snapshot { asOf } " + queries(MOST_OPERATIONS),
    ),
    "repeats": (
        "{ snapshot { ...a ... { asOf } } } fragment a on Snapshot { " + "asOf " * (MOST_REPEATS - 1) + "}",
        "{ snapshot { ...a ... { asOf } } } fragment a on Snapshot { " + "asOf " * MOST_REPEATS + "}",
    ),
    "repeats below repeats": (
        '{ region(regionCode: "1") { parent ' + "{ ...a ...b }" + " } }" + pair(MOST_REPEATS),
        '{ region(regionCode: "1") { parent ' + "{ ...a ...b }" + " } }" + pair(MOST_REPEATS + 1),
    ),
}
"""For each limit a document that reaches it and one that is beyond it by one."""


@pytest.mark.parametrize("limit", LIMITS)
def test_a_document_at_its_limit_is_answered_and_one_beyond_is_not(service: Service, limit: str) -> None:
    at_limit, beyond = LIMITS[limit]
    name = "A" if "query A" in at_limit else None
    assert "errors" not in service.execute(at_limit, name).body
    assert service.execute(beyond, name).code == "LIMIT_EXCEEDED"


def of_tokens(count: int) -> str:
    """A document of so many tokens, its end among them."""
    first, rest = MOST_VALUES, count - MOST_VALUES - 24
    return f"{{ enterprises(where: {{ batch: {{ in: [{'1 ' * first}], notIn: [{'1 ' * rest}] }} }}) {{ totalCount }} }}"


def test_a_document_of_as_many_tokens_as_are_taken_is_answered_and_one_of_more_is_not(service: Service) -> None:
    assert "errors" not in service.execute(of_tokens(MOST_TOKENS)).body

    beyond = service.execute(of_tokens(MOST_TOKENS + 1))

    assert beyond.code == "GRAPHQL_PARSE_FAILED"
    assert f"more than {MOST_TOKENS} tokens" in beyond.error["message"]


def test_fragments_that_double_are_measured_in_no_time(service: Service) -> None:
    fragments = "".join(f"fragment f{i} on Region {{ ...f{i + 1} ...f{i + 1} }} " for i in range(60))

    asked = service.execute(
        f'{{ region(regionCode: "1") {{ ...f0 }} }} {fragments} fragment f60 on Region {{ nameZh }}'
    )

    assert asked.code == "LIMIT_EXCEEDED"


def test_fragments_that_spread_themselves_are_refused(service: Service) -> None:
    asked = service.execute('{ region(regionCode: "1") { ...a } } fragment a on Region { parent { ...a } nameZh }')

    assert asked.code == "GRAPHQL_VALIDATION_FAILED"
    assert "Cannot spread fragment 'a' within itself" in asked.error["message"]


def test_many_fragments_that_spread_each_other_are_refused_in_no_time(service: Service) -> None:
    spreads = " ".join(f"...f{i}" for i in range(20))
    fragments = " ".join(f"fragment f{i} on Region {{ nameZh {spreads} }}" for i in range(20))

    asked = service.execute(f'{{ region(regionCode: "1") {{ ...f0 }} }} {fragments}')

    assert asked.body["errors"][0]["extensions"]["code"] in {"LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED"}


def test_introspection_is_answered_and_a_circle_in_it_is_not(service: Service) -> None:
    circle = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"

    assert service.execute(circle).code == "LIMIT_EXCEEDED"


@pytest.mark.parametrize(
    "place",
    [
        "graph.execution.document_cache.plan_root",
        "graph.execution.document_cache.get_variable_values",
        "graph.execution.document_cache.validate",
    ],
)
def test_a_bug_is_logged_and_shown_by_its_reference_alone(
    service: Service, place: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("secret path /srv/longmai")

    monkeypatch.setattr(place, broken)
    with caplog.at_level(logging.ERROR):
        asked = service.execute(f"{{ snapshot {{ snapshotId }} }} # {place}")

    assert asked.code == "INTERNAL"
    assert "secret" not in str(asked.body)
    assert asked.error["extensions"]["reference"] in caplog.text
    assert "secret path" in caplog.text


def wrong(message: str) -> dict[str, Any]:
    """The wrong request that is refused in these words."""
    case = next(case for case in WRONG if case[3] == message)
    return dict(zip(("query", "variables", "code", "message"), case, strict=True))


def not_refused(message: str, places: dict[str, Any], reports: str = "answered") -> Fault:
    return Fault(test_a_wrong_request_gets_one_error_with_its_code_before_any_sql, places, reports, wrong(message))


def moved(limit: str, name: str, value: int) -> dict[str, Fault]:
    """A limit that is one too high, and one that is one too low."""
    test, given = test_a_document_at_its_limit_is_answered_and_one_beyond_is_not, {"limit": limit}
    return {
        f"{limit}: one more is taken": Fault(test, {f"graph.planning.limits.{name}": value + 1}, "^answered", given),
        f"{limit}: one less is taken": Fault(
            test, {f"graph.planning.limits.{name}": value - 1}, "LIMIT_EXCEEDED", given
        ),
    }


def run_unseen(self: Reader, statement: Statement, variables: dict[str, Any]) -> list[object]:
    """Runs the statement before its values are looked at."""
    self.statements.append(statement)
    return resolve_all(statement.values, variables)


def shown(error: BaseException) -> dict[str, Any]:
    return {**write_bug(error), "message": str(error)}


TOKENS = test_a_document_of_as_many_tokens_as_are_taken_is_answered_and_one_of_more_is_not
ANY_SIZE = {"warehouse.query.paging._check_size": lambda _name, size: size}
UNVALIDATED = {"graph.execution.document_cache.validate": lambda *_, **__: []}
PLANTED = {
    **moved("depth", "DEEPEST", DEEPEST),
    **moved("aliases", "MOST_ALIASES", MOST_ALIASES),
    **moved("fields", "MOST_FIELDS", MOST_FIELDS),
    **moved("root fields", "MOST_ROOT_FIELDS", MOST_ROOT_FIELDS),
    **moved("directives", "MOST_DIRECTIVES", MOST_DIRECTIVES),
    **moved("operations", "MOST_OPERATIONS", MOST_OPERATIONS),
    **moved("repeats", "MOST_REPEATS", MOST_REPEATS),
    **moved("repeats below repeats", "MOST_REPEATS", MOST_REPEATS),
    "tokens: one more is taken": Fault(
        TOKENS, {"graph.execution.document_cache.MOST_TOKENS": MOST_TOKENS + 1}, "^answered"
    ),
    "tokens: one less is taken": Fault(
        TOKENS, {"graph.execution.document_cache.MOST_TOKENS": MOST_TOKENS - 1}, "'errors' not in"
    ),
    "a negative page is taken": not_refused("enterprises: 'first' is -1", ANY_SIZE),
    "a page that is too large is taken": not_refused("at most 1000 rows", ANY_SIZE),
    "a negative page below is taken": not_refused("chains.nodes.firms: 'last' is -3", ANY_SIZE),
    "a negative page in a variable is taken": not_refused("chains.nodes.firms: 'first' is -3", ANY_SIZE),
    "a page in a variable that is too large is taken": not_refused("chains.edges.node.f: 'last' is 1001", ANY_SIZE),
    "of 'first' and 'last' one is passed over": not_refused(
        "cannot be used together",
        {"graph.planning.planning.page_of": lambda _first, last, *rest, **named: page_of(None, last, *rest, **named)},
    ),
    "a statement runs before its values are looked at": not_refused(
        "regions.nodes.enterprises: 'where' has 1001 values",
        {"warehouse.query.run.Reader.bind": run_unseen},
        r"assert \(Statement\(",
    ),
    "a fragment that is not there is passed over": not_refused("Unknown fragment 'nothing'", UNVALIDATED),
    "a variable is taken as it comes": not_refused(
        "Decimal cannot represent '1e999'",
        {"graph.execution.document_cache.get_variable_values": lambda _schema, _definitions, values, **_: values},
        "assert 'INTERNAL' == 'BAD_USER_INPUT'",
    ),
    "a circle of fragments is not seen": Fault(
        test_fragments_that_spread_themselves_are_refused, UNVALIDATED, "assert 'INTERNAL' == 'GRAPHQL_VALIDATION"
    ),
    "introspection goes deeper": Fault(
        test_introspection_is_answered_and_a_circle_in_it_is_not,
        {"graph.planning.limits.DEEPEST_INTROSPECTION": 4},
        "VALIDATION_FAILED' == 'LIMIT_EXCEEDED'",
    ),
    "every error is told": Fault(
        test_many_wrong_fields_give_no_more_errors_than_a_reader_reads,
        {"graph.errors.MOST_ERRORS": 100, "graph.execution.document_cache.MOST_ERRORS": 100},
        "assert 20 <= 10",
    ),
    "a column is named as the table has it": Fault(
        test_no_message_names_a_column_in_another_way_than_the_schema,
        {"graph.planning.conditions.schema_name": str},
        r"assert not \(",
        wrong("has 1002 values for nameZh"),
    ),
    "a bug of a field is shown": Fault(
        test_a_bug_is_logged_and_shown_by_its_reference_alone,
        {"graph.errors.write_bug": shown},
        "'secret' not in",
        {"place": "graph.execution.document_cache.plan_root"},
    ),
    "a bug of a request is shown": Fault(
        test_a_bug_is_logged_and_shown_by_its_reference_alone,
        {"graph.execution.execution.write_bug": shown},
        "'secret' not in",
        {"place": "graph.execution.document_cache.get_variable_values"},
    ),
    "a bug of a rule of validation is shown": Fault(
        test_a_bug_is_logged_and_shown_by_its_reference_alone,
        {"graph.execution.execution.write_bug": shown},
        "'secret' not in",
        {"place": "graph.execution.document_cache.validate"},
    ),
    "a bug is not logged": Fault(
        test_a_bug_is_logged_and_shown_by_its_reference_alone,
        {"graph.errors._log.error": lambda *_, **__: None},
        " in ''",
        {"place": "graph.execution.document_cache.plan_root"},
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(
    fault: str, executor: Executor, store: FixedStore, request: pytest.FixtureRequest
) -> None:
    # Another executor has nothing planned from before.
    PLANTED[fault].plant(request, service=Service(Executor(executor._schema, executor.policy), store))
