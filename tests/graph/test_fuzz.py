"""Whatever is asked of the running server, it answers as GraphQL over HTTP says and never by a fault of its own (G17).

A short run each time, always the same; LONGMAI_FUZZ=5000 asks so many, `make fuzz` lets schemathesis ask as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes, queries

from graph.declare.scalars import LARGEST_EXACT
from tests.graph.conftest import FixedStore
from tests.graph.fuzzing import NAMING, SDL, schema_without
from tests.graph.running import Running, running
from tests.graph.stores import SharedStore

ASKED = int(os.environ.get("LONGMAI_FUZZ") or 40)
SCHEMA = SDL.read_text("utf-8")
SCALARS = {
    "Date": st.dates().map(lambda day: nodes.String(day.isoformat())),
    "DateTime": st.datetimes().map(lambda instant: nodes.String(f"{instant.isoformat()}Z")),
    "Decimal": st.decimals(allow_nan=False, allow_infinity=False, places=3).map(
        lambda number: nodes.String(f"{number:f}")
    ),
    "Long": st.integers(-LARGEST_EXACT, LARGEST_EXACT).map(nodes.Int),
    "ReadyFilter": st.nothing(),
}
fuzzing = settings(
    max_examples=ASKED,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
VALID = st.one_of(queries(SCHEMA, custom_scalars=SCALARS), queries(schema_without(NAMING), custom_scalars=SCALARS))
HEADERS = {"accept": "application/graphql-response+json"}


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A valid document of which a part was cut out, doubled or written over."""
    text = draw(VALID)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 30)))
    middle = draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.text(max_size=8)))
    return text[:start] + middle + text[end:]


@pytest.fixture(scope="module")
def served(store: FixedStore) -> Iterator[Running]:
    with running(SharedStore(store)) as found:
        yield found


@pytest.fixture(scope="module")
def ask(served: Running) -> Iterator[Callable[[str], None]]:
    with httpx2.Client(base_url=served.http, timeout=60) as client:

        def ask(document: str) -> None:
            """Raises AssertionError where the answer is none that a client can read, or a fault of the server's."""
            answer = client.post("/graphql", json={"query": document}, headers=HEADERS)
            assert answer.status_code in {200, 400, 413}, (answer.status_code, document)
            body = answer.json()
            assert ("data" in body) == (answer.status_code == 200), document
            assert "data" in body or body["errors"], document
            codes = {error["extensions"]["code"] for error in body.get("errors", ())}
            assert "INTERNAL" not in codes, document

        yield ask


@given(document=VALID)
@fuzzing
def test_no_document_of_the_schema_is_a_fault_of_the_server(ask: Callable[[str], None], document: str) -> None:
    ask(document)


@given(document=broken())
@fuzzing
def test_no_document_that_was_damaged_is_a_fault_of_the_server(ask: Callable[[str], None], document: str) -> None:
    ask(document)


def test_a_fault_planted_in_the_service_is_met(ask: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise KeyError("planted")

    monkeypatch.setattr("graph.execution.document_cache.compile_plan", fail)

    @given(document=VALID)
    @settings(fuzzing, max_examples=25)
    def fuzz(document: str) -> None:
        # A document of another text is planned anew.
        ask(f"{document} # planted")

    with pytest.raises(AssertionError):
        fuzz()
