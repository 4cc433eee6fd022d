"""Documents and values that are meant to hurt: refusing one costs no more than reading it, and none reaches the SQL."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count, product
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from graphql import (
    GraphQLArgument,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from graph.execution.execution import Executor
from graph.planning.limits import check_limits
from graph.schema import declare_schema
from warehouse.query.run import Reader
from warehouse.query.statement import Statement
from warehouse.query.values import resolve_all

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore, Service

MOST_CALLS = 400_000
"""A call is a tenth of a microsecond or so; figures in seconds are in docs/reliability.md."""
REGION = 'region(regionCode: "1")'


def doubling(n: int) -> str:
    fragments = "".join(f"fragment f{i} on Region {{ ...f{i + 1} ...f{i + 1} }} " for i in range(n))
    return f"{{ {REGION} {{ ...f0 }} }} {fragments} fragment f{n} on Region {{ nameZh }}"


def circle(n: int) -> str:
    spreads = " ".join(f"...f{i}" for i in range(n // 4))
    fragments = " ".join(f"fragment f{i} on Region {{ parent {{ {spreads} }} }}" for i in range(n // 4))
    return f"{{ {REGION} {{ ...f0 }} }} {fragments}"


ATTACKS: dict[str, Callable[[int], str]] = {
    "doubling fragments": doubling,
    "fragments in circles": circle,
    "wide aliases": lambda n: "{ snapshot { " + " ".join(f"a{i}: asOf" for i in range(n * 8)) + " } }",
    "duplicate fields": lambda n: "{ snapshot { " + "asOf " * (n * 16) + "} }",
    "duplicate objects": lambda n: f"{{ {REGION} {{ " + "parent { parent { nameZh } } " * (n * 2) + "} }",
    "unknown directives": lambda n: "{ snapshot { asOf " + " ".join(f"@d{i}" for i in range(n * 7)) + " } }",
    "unknown fields": lambda n: "{ " + " ".join(f"w{i}" for i in range(n * 14)) + " }",
    "deep lists": lambda n: (
        "{ enterprises(where: { nameZh: { in: " + "[" * n * 14 + "]" * n * 14 + " } }) { totalCount } }"
    ),
    "deep objects": lambda n: "{ enterprises(where: " + "{not: " * n * 7 + "{}" + "}" * n * 7 + ") { totalCount } }",
    "deep fields": lambda n: f"{{ {REGION} " + "{ parent " * n * 9 + "{ nameZh }" + " }" * n * 9 + " }",
    "operations": lambda n: " ".join(f"query q{i} {{ snapshot {{ asOf }} }}" for i in range(n * 3)),
    "unused fragments": lambda n: (
        "{ snapshot { asOf } } " + " ".join(f"fragment f{i} on Snapshot {{ asOf }}" for i in range(n * 3))
    ),
    "unused variables": lambda n: "query (" + " ".join(f"$v{i}: Int" for i in range(n * 7)) + ") { snapshot { asOf } }",
    "a long comment": lambda n: "{ snapshot { asOf } } #" + "x" * n * 3_000,
    "a long text": lambda n: f'{{ region(regionCode: "{"x" * n * 3_000}") {{ nameZh }} }}',
}


ASKED = count()
"""Makes each document one that was never seen before."""


def work_of(executor: Executor, document: str) -> int:
    """How many functions are called, Python's and C's, to parse, measure and validate a text never seen before."""
    called = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal called
        called += event.endswith("call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        executor.read(f"{document}#{next(ASKED):06}")
    finally:
        sys.setprofile(before)
    return called


def growth_of(executor: Executor, attack: str) -> float:
    """The slope of work over bytes, both as logarithms: 1 where twice the document is twice the work."""
    small, large = (f"{ATTACKS[attack](n)}#{n}" for n in (24, 60))
    work = math.log(work_of(executor, large) / work_of(executor, small))
    return work / math.log(len(large.encode()) / len(small.encode()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_refusing_a_document_costs_no_more_than_reading_it(executor: Executor, attack: str) -> None:
    assert work_of(executor, ATTACKS[attack](64)) < MOST_CALLS


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_cost_of_refusing_grows_as_the_document_does(executor: Executor, attack: str) -> None:
    assert growth_of(executor, attack) < 1.3


def test_a_measure_that_walks_fragments_again_would_be_found_out(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.planning.limits import Size, _Measure

    def walk_again(self: Any, name: str, within: frozenset[str]) -> Size:
        return self.selection(self._fragments[name].selection_set, within | {name})

    monkeypatch.setattr(_Measure, "_fragment", walk_again)

    assert work_of(executor, doubling(18)) > MOST_CALLS


def test_a_measure_that_compares_all_fields_with_each_other_would_be_found_out(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compare_all(document: Any) -> None:
        fields = document.definitions[0].selection_set.selections[0].selection_set.selections
        assert all(isinstance(other, type(one)) for one in fields for other in fields)
        check_limits(document)

    monkeypatch.setattr("graph.execution.document_cache.check_limits", compare_all)

    with pytest.raises(AssertionError, match=r"< 1\.3"):
        test_the_cost_of_refusing_grows_as_the_document_does(executor, "duplicate fields")


PARTS = [
    "'; drop table core.region; --",
    '" desc; drop table core.region; --',
    "1) union select 1, 2, 3 --",
    "(select value from core.secret)",
    "case when (select count(*) from core.secret) > 0 then 1 else 0 end",
    "100%",
    "_",
    "\\",
    "$1",
    "?",
    "{{",
    "file:///etc/passwd",
    "https://example.org/x.csv",
    "read_csv('/etc/passwd')",
    "x.csv",
    "/* */",
    "\u0000",
    "'||(select 1)||'",
    "a' or 'a'='a",
    "9" * 40,
    "甘肃'",
    "＇; drop",
    "(" * 100,
    "(a+)+$",
    "\r\n",
]
PLACES = {
    "id": "query($x: ID!) { enterprise(enterpriseId: $x) { nameZh } }",
    "cursor": "query($x: String!) { enterprises(after: $x) { totalCount nodes { nameZh } } }",
    **{
        name: f"query($x: String!) {{ enterprises(where: {{ nameZh: {{ {name}: $x }} }}) {{ totalCount }} }}"
        for name in ("eq", "ne", "contains", "startsWith")
    },
    "in": "query($x: String!) { enterprises(where: { nameZh: { in: [$x] } }) { totalCount } }",
    "below": "query($x: String!) { industryChains { nodes { "
    "enterprises(where: { nameZh: { eq: $x } }) { totalCount } } } }",
}
PLACES |= {
    "name in groups": "query($x: String!) { enterprises(where: { nameZh: { contains: $x } }) {"
    " groups(by: [{ field: REGION_CODE }]) { nodes { key { regionCode } count filter } } } }",
    "through a relation": "query($x: String!) { enterprises(where: { region: { nameZh: { startsWith: $x } } }) {"
    " totalCount } }",
    "list": "query($x: [String!]!) { regions(where: { or: [{ nameZh: { notIn: $x } }] }) { totalCount } }",
    "having": "query($x: Decimal!) { observations { groups(by: [{ field: PERIOD }],"
    " having: { mean: { value: { gt: $x } } }) { totalCount } } }",
}
OWN = frozenset({"Boolean", "Int", "Float", "Long", "ReadyFilter"})
"""Scalars that take no text."""


def arguments_of_the_schema() -> dict[str, str]:
    """A document for every argument that takes text: at the root, and of a field of a row. Two fields have each."""
    schema = declare_schema()._schema
    assert schema.query_type is not None
    found: dict[str, list[str]] = {}
    for root, field in schema.query_type.fields.items():
        kind = get_named_type(field.type)
        parts = "totalCount" if getattr(kind, "name", "").endswith("Connection") else "__typename"
        for name, argument in field.args.items():
            others = [other for key, other in field.args.items() if key != name and is_required_argument(other)]
            if _takes_text(argument) and not others:
                asked = f"query($x: {argument.type}) {{ {root}({name}: $x) {{ {parts} }} }}"
                found.setdefault(f"{name}: {argument.type}", []).append(asked)
        row = schema.type_map.get(kind.name.removesuffix("Connection"))
        for inner, inner_field in row.fields.items() if isinstance(row, GraphQLObjectType) else ():
            for name, argument in inner_field.args.items():
                if _takes_text(argument) and parts == "totalCount":
                    below = "" if is_leaf_type(get_named_type(inner_field.type)) else " { __typename }"
                    asked = f"query($x: {argument.type}) {{ {root} {{ nodes {{ {inner}({name}: $x){below} }} }} }}"
                    found.setdefault(f"below, {name}: {argument.type}", []).append(asked)
    return {f"{name} {place}": asked for name, all_of in found.items() for place, asked in enumerate(all_of[:2])}


def _takes_text(argument: GraphQLArgument) -> bool:
    kind = get_named_type(argument.type)
    return isinstance(kind, GraphQLScalarType) and kind.name not in OWN


PLACES.update(arguments_of_the_schema())
SHAPES: list[Callable[[str], str]] = [lambda text: text, lambda text: f"x{text}", lambda text: f"{text}{text}"]


def inject(service: Service) -> list[str]:
    """What went wrong: a bug, or a statement that holds what a client sent."""
    wrong = []
    for (place, document), part, shape in product(PLACES.items(), PARTS, SHAPES):
        payload = shape(part)
        asked = service.execute(document, x=payload)
        codes = {error["extensions"]["code"] for error in asked.body.get("errors", ())}
        if codes - {"INVALID_ARGUMENT", "LIMIT_EXCEEDED", "BAD_USER_INPUT", "SNAPSHOT_NOT_FOUND"}:
            wrong.append(f"{place} {payload!r}: {codes}")
        if len(payload) > 3 and any(payload in statement.text for statement in asked.statements):
            wrong.append(f"{place} {payload!r}: in the statement")
        if any(not is_one_select(statement.text) for statement in asked.statements):
            wrong.append(f"{place} {payload!r}: more than a select")
    return wrong


@cache
def is_one_select(text: str) -> bool:
    try:
        return [statement.type for statement in duckdb.extract_statements(text)] == [duckdb.StatementType.SELECT]
    except duckdb.ParserException:
        return False


def test_no_value_becomes_sql(service: Service, store: FixedStore) -> None:
    assert len(PLACES) * len(PARTS) * len(SHAPES) >= 1_000

    assert inject(service) == []
    row = store.snapshot.cursor().execute("select count(*) from core.region").fetchone()
    assert row == (4,)


def test_a_value_written_into_a_statement_would_be_found_out(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(self: Reader, statement: Statement, variables: Mapping[str, object]) -> str | None:
        values = [f"'{value}'" for value in resolve_all(statement.values, {**variables, "$snapshot": "000007"})]
        self.statements.append(Statement(f"{statement.text} {' '.join(values)}"))
        return "{}"

    monkeypatch.setattr(Reader, "read", careless)

    assert inject(service) != []
