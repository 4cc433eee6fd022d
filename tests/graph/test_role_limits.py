"""Limits of a role of its own, and the memory of all statements together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from graph.app import build_app
from graph.execution.caller import Caller
from graph.settings import RoleLimits, Settings, read_settings
from tests.clients import TestClient
from tests.graph.conftest import FixedStore
from tests.graph.stores import SharedStore, SlowStore
from warehouse.connections import open_reader
from warehouse.errors import InvalidArgument, MemoryExceeded
from warehouse.query.run import Reader
from warehouse.query.statement import Statement

NARROW = RoleLimits(rows=100, query_seconds=0.2, answer_bytes=2_000)
SETTINGS = Settings(role_limits={"bureau": NARROW})
FIRMS = "{ enterprises(first: %d) { nodes { nameZh } } }"


def by_header(headers: Mapping[bytes, bytes]) -> Caller:
    """Tests may send their role."""
    return Caller(headers.get(b"last-event-id", b"public").decode())


@contextmanager
def serving(store: Any) -> Iterator[TestClient]:
    with TestClient(build_app(SETTINGS, store, by_header)) as client:
        yield client


@pytest.fixture
def client(store: FixedStore) -> Iterator[TestClient]:
    with serving(SharedStore(store)) as client:
        yield client


def ask(client: TestClient, query: str, role: str) -> dict[str, Any]:
    body: dict[str, Any] = client.post("/graphql", json={"query": query}, headers={"last-event-id": role}).json()
    return body


def test_each_caller_is_told_its_own_limits(client: TestClient) -> None:
    query = "{ limits { role rows querySeconds answerBytes } }"

    assert ask(client, query, "bureau")["data"]["limits"] == {
        "role": "bureau",
        "rows": 100,
        "querySeconds": 0.2,
        "answerBytes": 2_000,
    }
    assert ask(client, query, "public")["data"]["limits"]["rows"] == 100_000


def test_a_plan_beyond_the_rows_of_its_role_is_refused_with_the_page_that_would_fit(client: TestClient) -> None:
    for _ in range(4):  # It is not answered at once either, when its rows are in memory.
        refused = ask(client, FIRMS % 110, "bureau")
        assert "errors" in refused, "answered"
        error = refused["errors"][0]
        assert "The answer could have 110 rows; at most 100 are given for one request." in error["message"]
        assert "'first: 100' in 'enterprises' would fit." in error["extensions"]["hint"]
        assert "errors" not in ask(client, FIRMS % 110, "public")


def test_an_operation_whose_rows_nobody_counts_would_be_found_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.execution.operation.check_cost", lambda *_: None)
    # Neither its bytes nor its time refuse it instead.
    monkeypatch.setitem(SETTINGS.role_limits, "bureau", RoleLimits(rows=100))

    with pytest.raises(AssertionError, match="answered"):
        test_a_plan_beyond_the_rows_of_its_role_is_refused_with_the_page_that_would_fit(client)


def test_an_answer_beyond_the_bytes_of_its_role_is_refused(client: TestClient) -> None:
    assert ask(client, FIRMS % 99, "bureau")["errors"][0]["extensions"]["code"] == "LIMIT_EXCEEDED"
    assert "errors" not in ask(client, FIRMS % 99, "public")
    assert "errors" not in ask(client, FIRMS % 9, "bureau")


def test_a_query_of_a_role_is_stopped_at_its_own_time(store: FixedStore) -> None:
    with serving(SlowStore(store)) as client:
        error = ask(client, FIRMS % 9, "bureau")["errors"][0]

    assert error["extensions"]["code"] == "QUERY_TIMED_OUT"


def test_a_page_of_an_export_reads_no_more_than_its_role_may(client: TestClient) -> None:
    body = {"query": "{ enterprises { nodes { nameZh } } }"}

    status = client.post("/export", json=body, headers={"last-event-id": "bureau"}).status_code

    assert status == 400
    assert client.post("/export", json=body).status_code == 200


def test_limits_of_roles_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    path.write_text("[bureau]\nrows = 5\n[finance]\nquery_seconds = 30\n", "utf-8")

    settings = read_settings({"LONGMAI_ROLE_LIMITS": str(path), "LONGMAI_QUERY_TIMEOUT_SECONDS": "7"})

    assert settings.limits_of("bureau") == RoleLimits(rows=5, query_seconds=7)
    assert settings.limits_of("finance") == RoleLimits(query_seconds=30)
    assert settings.limits_of("public") == RoleLimits(query_seconds=7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[bureau", "cannot be read"),
        ("bureau = 1", "'bureau' may have"),
        ("[bureau]\npages = 1", "'bureau' may have"),
        ("[bureau]\nrows = 0", "rows of 'bureau' is 0"),
        ('[bureau]\nrows = "many"', "rows of 'bureau' is 'many'"),
        ("[bureau]\nrows = true", "rows of 'bureau' is True"),
    ],
)
def test_limits_that_cannot_be_understood_stop_the_start(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "limits.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(InvalidArgument, match=re.escape(message)):
        read_settings({"LONGMAI_ROLE_LIMITS": str(path)})


# memory


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of which no sorted list fits into thirty megabytes."""
    path = tmp_path_factory.mktemp("large") / "large.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create table t as select hash(i)::varchar || repeat('x', 40) as s from range(2000000) as r(i)"
        )
    return path


HUNGRY = Statement("select length(list(s order by s)::varchar) from t")


def test_a_statement_that_needs_more_memory_than_there_is_fails_and_the_next_one_runs(large: Path) -> None:
    connection = open_reader(large, threads=2, memory_mb=60)
    try:
        with pytest.raises(MemoryExceeded, match="more memory"):
            Reader(connection.cursor(), "000001").read(HUNGRY, {})

        assert Reader(connection.cursor(), "000001").read(Statement("select count(*) from t"), {}) == "2000000"
        assert [path.name for path in large.parent.iterdir()] == ["large.duckdb"], "nothing is written to the disk"
    finally:
        connection.close()


def test_with_more_memory_the_same_statement_is_answered(large: Path) -> None:
    connection = open_reader(large, threads=2, memory_mb=2000)
    try:
        assert Reader(connection.cursor(), "000001").read(HUNGRY, {}) is not None
    finally:
        connection.close()


class FullCursor:
    """A cursor for whose statements there is no memory, but for those that name a word."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self.interrupt, self.close = cursor.interrupt, cursor.close

    def execute(self, text: str, values: list[object] | None = None) -> Any:
        if '"core"."region"' in text:
            return self._cursor.execute(text, values)
        raise duckdb.OutOfMemoryException("could not allocate block of size 256.0 KiB (/secret/path)")


class FullStore(SharedStore):
    """There is memory for regions alone."""

    def __init__(self, store: Any) -> None:
        super().__init__(store)
        self._store = store
        self.acquire = self._acquire_full

    @contextmanager
    def _acquire_full(self, _snapshot_id: str | None = None) -> Iterator[Any]:
        with self._store.acquire() as snapshot:

            class Full:
                snapshot_id = snapshot.snapshot_id
                freshness = snapshot.freshness
                row_counts = snapshot.row_counts

                def cursor(self) -> Any:
                    return FullCursor(snapshot.cursor())

            yield Full()


def test_an_answer_for_which_there_is_no_memory_is_503_and_may_be_asked_again(store: FixedStore) -> None:
    with serving(FullStore(store)) as client:
        full = client.post("/graphql", json={"query": FIRMS % 1})
        in_part = client.post("/graphql", json={"query": "{ enterprises { totalCount } regions { totalCount } }"})

    assert (full.status_code, full.headers["retry-after"], full.headers["cache-control"]) == (503, "1", "no-store")
    assert full.json()["errors"][0]["extensions"]["code"] == "MEMORY_EXCEEDED"
    assert "secret" not in full.text
    assert (in_part.status_code, in_part.json()["data"]["regions"]) == (200, {"totalCount": 4})
