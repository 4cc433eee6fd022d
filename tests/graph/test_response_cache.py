"""Answers from memory and 304: never of another snapshot, of another role, or of a request that was refused."""

from __future__ import annotations

import gzip
import os
import random
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

import graph.http.endpoint
from graph.app import build_app
from graph.execution.caller import Caller
from graph.execution.encodings import choose_encoding
from graph.execution.execution import Answer, Executor, Request
from graph.http.response_cache import CachedResponse, Key, ResponseCache
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.stores import EmptyStore, PublishingStore, SharedStore, SlowStore
from tests.planting import Fault

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

QUERY = "{ snapshot { snapshotId } }"
LONG = "{ __schema { types { name description } } }"


@pytest.fixture
def publishing(store: FixedStore) -> PublishingStore:
    return PublishingStore(store)


@pytest.fixture
def client(publishing: PublishingStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), publishing)) as client:
        yield client


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that were really executed."""
    seen: list[Request] = []
    execute = Executor.execute

    def count(self: Executor, request: Request, operation: Any) -> Answer:
        seen.append(request)
        return execute(self, request, operation)

    monkeypatch.setattr(Executor, "execute", count)
    return seen


def test_the_same_request_is_executed_once(client: TestClient, executed: list[Request]) -> None:
    answers = [client.post("/graphql", json={"query": QUERY}).json() for _ in range(3)]
    answers += [client.get("/graphql", params={"query": QUERY}).json() for _ in range(3)]

    assert all(answer == answers[0] for answer in answers)
    assert len(executed) == 2, "once by POST and once by GET"
    assert "longmai_answers_kept_total 4.0" in client.get("/metrics").text


def test_a_publication_is_seen_by_the_very_next_request(
    client: TestClient, publishing: PublishingStore, executed: list[Request]
) -> None:
    for number in range(8, 30):
        publishing.publish(number)
        for _ in range(2):
            answer = client.post("/graphql", json={"query": QUERY}).json()
            assert answer["extensions"]["snapshot"] == f"{number:06d}"

    assert len(executed) == 22


def test_other_variables_are_another_request(client: TestClient) -> None:
    query = "query($id: ID!) { fund(fundId: $id) { fundId } }"

    asked = [client.post("/graphql", json={"query": query, "variables": {"id": i}}).json() for i in ("guide", "x")]

    assert [answer["data"]["fund"] for answer in asked] == [{"fundId": "guide"}, None]


@pytest.mark.parametrize(
    "query", ["{", "{ wrong }", "{ enterprises(first: -1) { totalCount } }"], ids=["syntax", "unknown", "field error"]
)
def test_an_answer_with_an_error_is_not_kept(client: TestClient, executed: list[Request], query: str) -> None:
    for _ in range(2):
        assert "errors" in client.post("/graphql", json={"query": query}).json()

    assert len(executed) == 2


def test_an_answer_that_failed_for_the_moment_is_asked_anew(store: FixedStore, executed: list[Request]) -> None:
    for unavailable in (EmptyStore(), SlowStore(store)):
        executed.clear()
        with TestClient(build_app(Settings(query_timeout_seconds=0.2), unavailable)) as client:
            for _ in range(2):
                response = client.get("/graphql", params={"query": QUERY})
                assert response.json()["errors"]
                assert response.headers["cache-control"] == "no-store"
                assert "etag" not in response.headers
        assert len(executed) == 2


def test_a_kept_answer_does_not_excuse_another_content_type(client: TestClient) -> None:
    body = b'{"query": "{ snapshot { snapshotId } }"}'
    assert client.post("/graphql", content=body, headers={"content-type": "application/json"}).status_code == 200

    refused = client.post("/graphql", content=body, headers={"content-type": "text/plain"})

    assert refused.status_code == 415


def test_a_get_that_names_its_tag_gets_304_until_the_next_publication(
    client: TestClient, publishing: PublishingStore
) -> None:
    first = client.get("/graphql", params={"query": QUERY})
    tag = first.headers["etag"]

    again = client.get("/graphql", params={"query": QUERY}, headers={"if-none-match": f'"other", {tag}'})
    publishing.publish()
    after = client.get("/graphql", params={"query": QUERY}, headers={"if-none-match": tag})

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert first.headers["cache-control"] == "private, no-cache"
    assert (after.status_code, after.json()["extensions"]["snapshot"]) == (200, "000008")
    assert after.headers["etag"] != tag


def test_tags_differ_by_document_variables_operation_role_and_snapshot(
    client: TestClient, publishing: PublishingStore
) -> None:
    two = "query A($id: ID!) { fund(fundId: $id) { fundId } } query B($id: ID!) { fund(fundId: $id) { fundId } }"

    def tag(by: TestClient = client, query: str = two, name: str = "A", fund: str = "guide") -> str:
        parameters = {"query": query, "operationName": name, "variables": f'{{"id": "{fund}"}}'}
        return by.get("/graphql", params=parameters).headers["etag"]

    tags = [tag(), tag(name="B"), tag(fund="x"), tag(query=two + " ")]
    publishing.publish()
    tags.append(tag())
    with TestClient(build_app(Settings(), publishing, lambda _: Caller("bureau"))) as bureau:
        tags.append(tag(bureau))

    assert len(set(tags)) == len(tags)


def test_a_post_is_never_told_that_it_has_its_answer(client: TestClient) -> None:
    tag = client.get("/graphql", params={"query": QUERY}).headers["etag"]

    response = client.post("/graphql", json={"query": QUERY}, headers={"if-none-match": tag})

    assert response.status_code == 200
    assert "etag" not in response.headers


ROLES = ("health", "finance")
REQUESTS = 10_000 if os.environ.get("LONGMAI_SOAK") else 3_000


def by_header(headers: Mapping[bytes, bytes]) -> Caller:
    """Two departments, told apart by a header that tests may send."""
    return Caller(headers.get(b"last-event-id", b"health").decode())


def ask_as_two_departments(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch, requests: int
) -> tuple[int, list[tuple[str, str, dict[str, Any]]]]:
    """How many requests were executed, and the answers that were somebody else's or of another snapshot."""
    executed = 0

    def answer_with_the_role(_self: Executor, request: Request, operation: Any) -> Answer:
        nonlocal executed
        executed += 1
        with operation._store.acquire() as snapshot:
            return Answer({"role": request.caller.role}, snapshot_id=snapshot.snapshot_id)

    monkeypatch.setattr(Executor, "execute", answer_with_the_role)
    publishing = PublishingStore(store)
    chosen = random.Random(2016)
    crossed = []
    with TestClient(build_app(Settings(), publishing, by_header)) as client:
        for ordinal in range(requests):
            if ordinal % 500 == 499:
                publishing.publish(7 + ordinal // 500 % 2)
            role = chosen.choice(ROLES)
            answer = client.post(
                "/graphql",
                content=b'{"query": "{a}"}',
                headers={"last-event-id": role, "content-type": "application/json"},
            ).json()
            expected = (role, publishing.published_id())
            if (answer["data"]["role"], answer["extensions"]["snapshot"]) != expected:
                crossed.append((*expected, answer))
    return executed, crossed


def test_no_kept_answer_crosses_departments_or_snapshots(store: FixedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    executed, crossed = ask_as_two_departments(store, monkeypatch, REQUESTS)

    assert crossed == []
    assert executed <= 2 * (REQUESTS // 500 + 1)


@pytest.mark.parametrize("forgotten", ["scope", "snapshot_id"])
def test_a_key_without_role_or_snapshot_would_be_found_out(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    def careless(method: str, asked: bytes, scope: str, snapshot_id: str) -> Key:
        return Key(method, asked, *(("x", snapshot_id) if forgotten == "scope" else (scope, "x")))

    monkeypatch.setattr(graph.http.endpoint, "Key", careless)

    assert ask_as_two_departments(store, monkeypatch, 1_000)[1] != []


def test_the_space_is_bounded_and_the_longest_unused_goes_first() -> None:
    answers = ResponseCache(most_bytes=50_000)
    keys = [Key("POST", b"%d" % i, "public", "000001") for i in range(30)]
    for key in keys:
        answers.store(key, CachedResponse("tag", {"": b"x" * 4_000}))
        answers.find(keys[0])

    assert answers.size <= 50_000
    assert answers.find(keys[0]) is not None
    assert answers.find(keys[1]) is None
    assert answers.find(keys[29]) is not None


def test_what_would_fill_the_space_alone_is_not_kept() -> None:
    answers = ResponseCache(most_bytes=50_000)

    answers.store(Key("POST", b"", "public", "000001"), CachedResponse("tag", {"": b"x" * 40_000}))

    assert (len(answers), answers.size) == (0, 0)


def test_what_is_used_is_counted_through_replacing_forms_and_publications() -> None:
    answers = ResponseCache(most_bytes=1_000_000)
    key = Key("POST", b"abc", "public", "000001")
    answers.store(key, CachedResponse("tag", {"": b"x" * 100}))
    answers.store(key, CachedResponse("tag", {"": b"x" * 200}))
    answers.add_form(key, "gzip", b"y" * 50)
    assert answers.size == 3 + 200 + 50 + 1_000

    answers.store(Key("POST", b"", "public", "000002"), CachedResponse("tag", {"": b""}))
    assert (len(answers), answers.size) == (1, 1_000)


@pytest.mark.parametrize("times", [1, 2], ids=["executed", "kept"])
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip", "gzip"), ("zstd", "zstd"), ("gzip, deflate, br, zstd", "zstd"), ("identity", None), ("", None)],
)
def test_a_long_answer_comes_in_the_encoding_that_the_client_takes(
    store: FixedStore, accepted: str, encoding: str | None, times: int
) -> None:
    unpack = {
        "gzip": gzip.decompress,
        "zstd": lambda data: pa.CompressedInputStream(pa.BufferReader(data), "zstd").read(),
        None: bytes,
    }
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        plain = client.get("/graphql", params={"query": LONG}, headers={"accept-encoding": ""}).content
        for _ in range(times):
            with client.stream(
                "GET", "/graphql", params={"query": LONG}, headers={"accept-encoding": accepted}
            ) as response:
                raw = b"".join(response.iter_raw())

    assert response.headers.get("content-encoding") == encoding
    assert int(response.headers["content-length"]) == len(raw)
    assert unpack[encoding](raw) == plain
    assert "Accept-Encoding" in response.headers["vary"]
    assert encoding is None or len(raw) < len(plain) / 2


def test_a_short_answer_is_not_compressed(client: TestClient) -> None:
    response = client.get("/graphql", params={"query": QUERY}, headers={"accept-encoding": "gzip"})

    assert "content-encoding" not in response.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [(b"*", "zstd"), (b"gzip;q=1, zstd;q=0.5", "gzip"), (b"*;q=0", ""), (b"gzip;q=x", ""), (b"br", "")],
)
def test_the_weights_of_the_client_decide_about_the_encoding(accepted: bytes, encoding: str) -> None:
    assert choose_encoding(accepted) == encoding


def unused_or_not(self: ResponseCache, key: Key) -> CachedResponse | None:
    """What is asked for is no younger for it."""
    return self._entries.get(key)


def uncounted(self: ResponseCache, key: Key, encoding: str, content: bytes) -> None:
    self._entries[key].forms[encoding] = content


PLANTED = {
    "no room is made": Fault(
        test_the_space_is_bounded_and_the_longest_unused_goes_first,
        {"graph.http.response_cache.ResponseCache._make_room": lambda self: None},
        "<= 50000",
    ),
    "the oldest goes first": Fault(
        test_the_space_is_bounded_and_the_longest_unused_goes_first,
        {"graph.http.response_cache.ResponseCache.find": unused_or_not},
        "is not None",
    ),
    "one answer may fill the space": Fault(
        test_what_would_fill_the_space_alone_is_not_kept,
        {"graph.http.response_cache._LARGEST_SHARE": 1},
        r"== \(0, 0\)",
    ),
    "a form is not counted": Fault(
        test_what_is_used_is_counted_through_replacing_forms_and_publications,
        {"graph.http.response_cache.ResponseCache.add_form": uncounted},
        "1203 == ",
    ),
    "what an entry costs beside its texts is not counted": Fault(
        test_what_is_used_is_counted_through_replacing_forms_and_publications,
        {"graph.http.response_cache._OVERHEAD": 0},
        "253 == ",
    ),
    "a body of any kind is taken": Fault(
        test_a_kept_answer_does_not_excuse_another_content_type,
        {"graph.http.endpoint.check_content_type": lambda _headers: None},
        "200 == 415",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
