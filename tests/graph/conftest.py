"""One small snapshot of hand-made rows, and a way to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

from graph.execution.caller import PUBLIC, Caller
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.schema import build_schema
from graph.subscriptions.publications import Publications
from tests.graph.group_rows import ALL, RETURNS
from tests.graph.running import WAITING
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.rollups import load_rollups
from warehouse.connections import open_reader
from warehouse.errors import SnapshotNotFound
from warehouse.measures.names.search_names import search_names
from warehouse.query.statement import Statement
from warehouse.snapshots.store import OpenSnapshot

ROWS = Path(__file__).with_name("snapshot.sql")
SNAPSHOT_ID = "000007"


class FixedStore:
    """A store that never publishes."""

    def __init__(self, path: Path) -> None:
        self.snapshot = OpenSnapshot(SNAPSHOT_ID, open_reader(path, threads=2))

    @contextmanager
    def acquire(self, snapshot_id: str | None = None) -> Iterator[OpenSnapshot]:
        if snapshot_id not in {None, SNAPSHOT_ID}:
            raise SnapshotNotFound(f"There is no snapshot {snapshot_id!r}.")
        yield self.snapshot

    def published_id(self) -> str:
        return self.snapshot.snapshot_id

    def retained(self) -> tuple[()]:
        return ()

    def close(self) -> None:
        self.snapshot.close()


@dataclass(frozen=True)
class Asked:
    """An answer with the statements that made it."""

    body: dict[str, Any]
    statements: tuple[Statement, ...]

    @property
    def data(self) -> dict[str, Any]:
        assert "errors" not in self.body, self.body["errors"]
        return self.body["data"]

    @property
    def error(self) -> dict[str, Any]:
        """The only error."""
        assert "errors" in self.body, "answered"
        (error,) = self.body["errors"]
        return error

    @property
    def code(self) -> str:
        return self.error["extensions"]["code"]

    @property
    def sql(self) -> str:
        return "\n\n".join(f"{statement.text}\n-- values: {statement.values!r}" for statement in self.statements) + "\n"


class Service:
    """The API without HTTP."""

    def __init__(self, executor: Executor, store: FixedStore, caller: Caller = PUBLIC) -> None:
        self._executor = executor
        self._store = store
        self._caller = caller

    def execute(self, query: str, name: str | None = None, /, **variables: Any) -> Asked:
        operation = Operation(self._store)
        answer = self._executor.execute(Request(query, variables, name, self._caller), operation)
        return Asked(orjson.loads(orjson.dumps(answer.to_json_dict())), tuple(operation.statements))


@pytest.fixture(scope="session")
def executor() -> Executor:
    return Executor(build_schema())


def build_store(path: Path, more_rows: str = "") -> FixedStore:
    """A snapshot of the hand-made rows, and rollups as every snapshot has them: made from their bases."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema core; create schema mart")
        for table in load_catalog().tables.values():
            connection.execute(table.create_sql)
        connection.execute(ROWS.read_text("utf-8"))
        connection.execute(more_rows)
        for rollup in load_rollups():
            connection.execute(f"insert into {rollup.table} by name {load_catalog().table(rollup.table).model_sql}")
        make_search_tables(connection)
    return FixedStore(path)


def make_search_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """The index of names, as every snapshot has it: made of the names that are there."""
    names, keys = load_catalog().table("mart.search_name"), load_catalog().table("mart.search_key")
    tables = {key: connection.sql(f"from {key}").pl() for key in names.reads}
    connection.register("made_names", search_names(tables))
    connection.execute("insert into mart.search_name by name select * from made_names")
    connection.unregister("made_names")
    connection.execute(f"insert into mart.search_key by name {keys.model_sql}")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    opened = build_store(tmp_path_factory.mktemp("snapshot") / "graph.duckdb")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def service(executor: Executor, store: FixedStore) -> Service:
    return Service(executor, store)


@pytest.fixture(scope="session")
def grouped(executor: Executor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The API over the monthly returns of group_rows."""
    opened = build_store(tmp_path_factory.mktemp("groups") / "groups.duckdb", RETURNS)
    yield Service(executor, opened)
    opened.close()


@pytest.fixture(scope="session")
def returns(grouped: Service) -> list[dict[str, Any]]:
    """Those returns as the API lists them."""
    return list(grouped.execute(ALL).data["a"]["nodes"])


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Subscriptions look often for a publication, and it is noted in `WAITING` after which one they wait."""
    wait = Publications.next_number

    async def note(self: Publications, number: int) -> int | None:
        WAITING.append(number)
        return await wait(self, number)

    monkeypatch.setattr("graph.subscriptions.publications._POLL_SECONDS", 0.02)
    monkeypatch.setattr(Publications, "next_number", note)
    yield
    WAITING.clear()
