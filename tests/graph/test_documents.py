"""Documents by their hash, as Apollo Client sends them, and the mode in which only listed ones run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.app import build_app
from graph.execution.persisted_queries import Documents, hash_of
from graph.settings import Settings, read_settings
from tests.clients import TestClient
from tests.graph.stores import SharedStore
from tests.planting import Fault
from warehouse.errors import InvalidArgument

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

QUERY = "query Fund($id: ID!) { fund(fundId: $id) { fundId } }"
GUIDE = {"data": {"fund": {"fundId": "guide"}}}


def persisted(sha256: object, version: object = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": sha256}}


def ask(client: TestClient, **content: Any) -> Any:
    return client.post("/graphql", json={"variables": {"id": "guide"}, **content})


def code_of(response: Any) -> str:
    assert "errors" in response.json(), "answered"
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


@pytest.fixture
def client(store: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


@pytest.fixture
def strict(store: FixedStore, tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "fund.graphql").write_text(f"{QUERY}\n", "utf-8")
    settings = read_settings({"LONGMAI_DOCUMENTS": str(tmp_path), "LONGMAI_ONLY_DOCUMENTS": "1"})
    with TestClient(build_app(settings, SharedStore(store))) as client:
        yield client


def test_a_document_that_was_sent_with_its_hash_answers_to_the_hash_alone(client: TestClient) -> None:
    unknown = ask(client, extensions=persisted(hash_of(QUERY)))
    both = ask(client, query=QUERY, extensions=persisted(hash_of(QUERY)))
    alone = ask(client, extensions=persisted(hash_of(QUERY)))
    parameters = {"extensions": json.dumps(persisted(hash_of(QUERY))), "variables": '{"id": "guide"}'}
    by_get = client.get("/graphql", params=parameters)

    assert (unknown.status_code, unknown.json()["errors"][0]["message"]) == (200, "PersistedQueryNotFound")
    assert code_of(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert both.json()["data"] == alone.json()["data"] == by_get.json()["data"] == GUIDE["data"]


def test_the_right_hash_runs_with_other_variables(client: TestClient) -> None:
    ask(client, query=QUERY, extensions=persisted(hash_of(QUERY)))

    other = ask(client, extensions=persisted(hash_of(QUERY)), variables={"id": "nobody"})

    assert other.json()["data"] == {"fund": None}


def test_a_document_under_the_hash_of_another_is_refused_and_not_kept(client: TestClient) -> None:
    changed = QUERY.replace("fundId }", "nameEn }")

    assert ask(client, query=changed, extensions=persisted(hash_of(QUERY))).status_code == 400
    assert code_of(ask(client, extensions=persisted(hash_of(QUERY)))) == "PERSISTED_QUERY_NOT_FOUND"


def test_a_document_that_is_refused_is_not_kept(client: TestClient) -> None:
    wrong = "{ wrong }"

    ask(client, query=wrong, extensions=persisted(hash_of(wrong)))

    assert code_of(ask(client, extensions=persisted(hash_of(wrong)))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize("version", [2, "1", None])
def test_another_version_of_the_protocol_sends_the_client_back_to_documents(
    client: TestClient, version: object
) -> None:
    response = ask(client, extensions=persisted(hash_of(QUERY), version))

    assert (response.status_code, response.json()["errors"][0]["message"]) == (200, "PersistedQueryNotSupported")


@pytest.mark.parametrize(
    "extensions", [persisted("x"), persisted(hash_of(QUERY).upper()), persisted(5), {"persistedQuery": []}]
)
def test_a_hash_that_is_none_is_malformed(client: TestClient, extensions: dict[str, Any]) -> None:
    response = ask(client, extensions=extensions)

    assert (response.status_code, code_of(response)) == (400, "BAD_REQUEST")


def test_the_store_of_hashes_is_bounded_and_forgets_the_longest_unused() -> None:
    documents = Documents()
    texts = [f"{{ a{i} }}" + " " * 9_990 for i in range(500)]
    for text in texts:
        documents.register(text, hash_of(text))

    assert len(documents) <= 400
    assert documents.text(None, hash_of(texts[-1])) == texts[-1]
    with pytest.raises(Exception, match="PersistedQueryNotFound"):
        documents.text(None, hash_of(texts[0]))


def test_only_listed_documents_run_in_the_strict_mode(strict: TestClient) -> None:
    changed = QUERY.replace("fundId }", "fundId nameEn }")

    assert ask(strict, query=QUERY).json()["data"] == GUIDE["data"]
    assert ask(strict, extensions=persisted(hash_of(QUERY))).json()["data"] == GUIDE["data"]
    assert ask(strict, query=QUERY, variables={"id": "x"}).json()["data"] == {"fund": None}
    for refused in (
        ask(strict, query=changed),
        ask(strict, query=QUERY + " "),
        ask(strict, query=changed, extensions=persisted(hash_of(changed))),
        ask(strict, extensions=persisted(hash_of(changed))),
        ask(strict, query="{ __schema { types { name } } }"),
    ):
        assert code_of(refused) == "DOCUMENT_NOT_LISTED"
    assert ask(strict, query=changed, extensions=persisted(hash_of(QUERY))).status_code == 400
    assert client_cannot_list(strict, changed)


def client_cannot_list(strict: TestClient, changed: str) -> bool:
    """What was refused with its hash is not known by the hash afterwards."""
    return code_of(ask(strict, extensions=persisted(hash_of(changed)))) == "DOCUMENT_NOT_LISTED"


def test_without_the_strict_mode_the_same_documents_run(store: FixedStore, tmp_path: Path) -> None:
    (tmp_path / "fund.graphql").write_text(QUERY, "utf-8")
    with TestClient(build_app(Settings(documents=tmp_path), SharedStore(store))) as client:
        assert ask(client, extensions=persisted(hash_of(QUERY))).json()["data"] == GUIDE["data"]
        assert ask(client, query=QUERY.replace("fundId }", "nameEn }")).status_code == 200


@pytest.mark.parametrize("text", ["{ wrong }", "{"])
def test_a_listed_document_that_does_not_fit_the_schema_stops_the_start(
    store: FixedStore, tmp_path: Path, text: str
) -> None:
    (tmp_path / "page.graphql").write_text(text, "utf-8")

    with pytest.raises(InvalidArgument, match="LONGMAI_DOCUMENTS"):
        build_app(Settings(documents=tmp_path), SharedStore(store))


def test_the_strict_mode_without_documents_stops_the_start(store: FixedStore, tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument, match="names no documents"):
        build_app(Settings(only_documents=True), SharedStore(store))
    with pytest.raises(InvalidArgument, match="LONGMAI_DOCUMENTS"):
        build_app(Settings(documents=tmp_path / "absent"), SharedStore(store))
    with pytest.raises(InvalidArgument, match="must be 0 or 1"):
        read_settings({"LONGMAI_ONLY_DOCUMENTS": "yes"})


def any_document(self: Documents, query: str | None, sha256: str | None) -> str:
    return query or LISTED_TEXT(self, query, sha256)


LISTED_TEXT = Documents._listed_text
PLANTED = {
    "a document that is not listed runs": Fault(
        test_only_listed_documents_run_in_the_strict_mode,
        {"graph.execution.persisted_queries.Documents._listed_text": any_document},
        "^answered",
    ),
    "a document is kept under any hash": Fault(
        test_a_document_under_the_hash_of_another_is_refused_and_not_kept,
        {"graph.execution.persisted_queries.hash_of": lambda _query: hash_of(QUERY)},
        "200 == 400",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
