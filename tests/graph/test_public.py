"""A service that is open to everybody serves synthetic data alone, from its start and after any publication."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.app import build_app
from graph.http.public_store import PublicStore
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import build_store
from tests.graph.stores import ChangingStore, EmptyStore, SharedStore
from warehouse.errors import NotPublic
from warehouse.sample.generate import packaged_macro_files

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

PUBLIC = Settings(allow_public=True)
QUERY = "{ snapshot { snapshotId } }"
ROW = """
insert into core.submission by name select 'S000003' as submission_id, 3 as submission_number,
    'firm.xlsx' as file_name, '{sha256}' as sha256, 1 as size_bytes, timestamp '2016-04-16 02:00:00' as received_at,
    '{status}' as status, 0 as held_count, false as is_synthetic, 1 as rows_read, 1 as rows_accepted;
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    """The same rows, and a file of a firm that was refused: its name alone is nobody's business."""
    store = build_store(tmp_path_factory.mktemp("real") / "real.duckdb", ROW.format(sha256="cc", status="refused"))
    yield store
    store.close()


def ask(client: TestClient, query: str = QUERY) -> Any:
    body = client.post("/graphql", json={"query": query}).json()
    return body["errors"][0]["extensions"]["code"] if "errors" in body else body["data"]


def test_synthetic_data_are_served_to_everybody(store: FixedStore) -> None:
    with TestClient(build_app(PUBLIC, SharedStore(store))) as client:
        assert ask(client) == {"snapshot": {"snapshotId": "000007"}}


def test_before_the_first_publication_a_public_service_starts() -> None:
    with TestClient(build_app(PUBLIC, EmptyStore())) as client:
        assert ask(client) == "SNAPSHOT_NOT_FOUND"


def test_a_snapshot_with_one_real_file_stops_the_start(real: FixedStore) -> None:
    with pytest.raises(NotPublic, match="not synthetic"):
        build_app(PUBLIC, SharedStore(real))


def test_what_is_published_later_and_is_real_is_refused_by_the_next_request(
    store: FixedStore, real: FixedStore
) -> None:
    changing = ChangingStore(store, real, changed=frozenset({9}))
    with TestClient(build_app(PUBLIC, changing)) as client:
        said = []
        for number in (7, 8, 9, 8):
            changing.publish(number)
            said.append([ask(client), ask(client)])
        changing.publish(9)
        file = client.get("/export", params={"query": "{ enterprises { nodes { nameZh } } }"})
        ready = client.get("/readyz")

    answered = [{"snapshot": {"snapshotId": "000007"}}] * 2  # the rows of all of them are those of one
    assert said == [answered, answered, ["NOT_PUBLIC"] * 2, answered]
    assert file.json()["errors"][0]["extensions"]["code"] == ready.json()["code"] == "NOT_PUBLIC"
    assert (file.status_code, ready.status_code) == (503, 503)
    assert "firm.xlsx" not in file.text


def test_its_publication_is_no_event_either(store: FixedStore, real: FixedStore) -> None:
    changing = ChangingStore(store, real, changed=frozenset({9}))
    changing.publish(10)

    assert [release.snapshot_number for release in PublicStore(changing).releases_after(7)] == [8, 10]


def test_the_packaged_macro_series_are_published_figures_and_a_changed_one_is_none(tmp_path: Path) -> None:
    ((_, content), *_) = packaged_macro_files()
    for name, bytes_ in (("own", content), ("changed", content + b"x")):
        row = ROW.format(sha256=hashlib.sha256(bytes_).hexdigest(), status="accepted")
        opened = build_store(tmp_path / f"{name}.duckdb", row)
        try:
            if name == "own":
                build_app(PUBLIC, SharedStore(opened))
            else:
                with pytest.raises(NotPublic):
                    build_app(PUBLIC, SharedStore(opened))
        finally:
            opened.close()
