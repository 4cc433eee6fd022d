"""Documents and values that are meant to hurt: refusing one costs no more than reading it, and none reaches the SQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from graph.execution import Executor
from warehouse.query.run import Reader
from warehouse.query.statement import Statement
from warehouse.query.values import resolve_all

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore, Service

MOST_SECONDS = 0.1
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


def seconds_of(executor: Executor, document: str) -> float:
    """Processor time of parsing, measuring and validating: the least of three, each of a text never seen before."""
    times = []
    for ordinal in range(3):
        begun = time.process_time()
        executor.check(f"{document}{' ' * ordinal}#{time.perf_counter_ns()}")
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize("attack", ATTACKS)
def test_refusing_a_document_costs_no_more_than_reading_it(executor: Executor, attack: str) -> None:
    document = ATTACKS[attack](64)

    assert seconds_of(executor, document) < MOST_SECONDS


def test_a_measure_that_walks_fragments_again_would_be_found_out(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from graph.limits import Size, _Measure

    def walk_again(self: Any, name: str, within: frozenset[str]) -> Size:
        return self.selection(self._fragments[name].selection_set, within | {name})

    monkeypatch.setattr(_Measure, "_fragment", walk_again)

    assert seconds_of(executor, doubling(15)) > MOST_SECONDS


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
SHAPES: list[Callable[[str], str]] = [lambda text: text, lambda text: f"x{text}", lambda text: f"{text}{text}"]


def inject(service: Service) -> list[str]:
    """What went wrong: a bug, or a statement that holds what a client sent."""
    wrong = []
    for (place, document), part, shape in product(PLACES.items(), PARTS, SHAPES):
        payload = shape(part)
        asked = service.execute(document, x=payload)
        codes = {error["extensions"]["code"] for error in asked.body.get("errors", ())}
        if codes - {"INVALID_ARGUMENT", "LIMIT_EXCEEDED", "BAD_USER_INPUT"}:
            wrong.append(f"{place} {payload!r}: {codes}")
        if len(payload) > 3 and any(payload in statement.text for statement in asked.statements):
            wrong.append(f"{place} {payload!r}: in the statement")
    return wrong


def test_no_value_becomes_sql(service: Service, store: FixedStore) -> None:
    assert len(PLACES) * len(PARTS) * len(SHAPES) >= 500

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
