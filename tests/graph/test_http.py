"""GraphQL over HTTP: what is malformed is a 4xx with a JSON body, and an operator can see how the service is."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa
import pytest

from graph.app import build_app
from graph.errors import write_bug
from graph.execution.accept import GRAPHQL, JSON, Accepted, read_accept
from graph.execution.execution import Answer, Executor, Request, refuse
from graph.execution.requests import LARGEST_BODY, HttpRequestBody, Malformed
from graph.http.graphiql import PAGE
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.stores import EmptyStore, HeldStore, SharedStore, SlowStore
from tests.planting import Fault
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

QUERY = "{ snapshot { snapshotId } }"
EXTENSIONS = {"snapshot": "000007", "builtAt": "2016-04-16T03:00:00Z", "asOf": "2016-04-16T02:59:59Z"}
ANSWER = {"data": {"snapshot": {"snapshotId": "000007"}}, "extensions": EXTENSIONS}


@pytest.fixture(scope="module")
def client(store: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(store)), raise_server_exceptions=False) as client:
        yield client


def test_a_post_is_answered(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": QUERY, "variables": None, "operationName": None})

    assert response.json() == ANSWER
    assert response.headers["content-type"] == "application/json; charset=utf-8"


def test_a_get_is_answered_with_its_variables(client: TestClient) -> None:
    query = "query A($id: ID!) { fund(fundId: $id) { nameEn } } query B { snapshot { snapshotId } }"
    parameters = {"query": query, "variables": '{"id": "guide"}', "operationName": "A"}

    response = client.get("/graphql", params=parameters)

    assert response.json()["data"] == {"fund": {"nameEn": "Guide fund"}}


MALFORMED: list[tuple[bytes, dict[str, str], int]] = [
    (b"{", {}, 400),
    (b"", {}, 400),
    (b"null", {}, 400),
    (b'"x"', {}, 400),
    (b"1", {}, 400),
    (b"[1]", {}, 400),
    (b"{}", {}, 400),
    (b'{"query": ""}', {}, 400),
    (b'{"query": 1}', {}, 400),
    (b'{"query": "{ a }", "variables": [1]}', {}, 400),
    (b'{"query": "{ a }", "operationName": {}}', {}, 400),
    (b'{"query": "{ a }", "extensions": 5}', {}, 400),
    (b'{"query": "\xff"}', {}, 400),
    (b'{"query": "\\ud800"}', {}, 400),
    (b'{"query": "{ a }", "variables": {"a": NaN}}', {}, 400),
    (b'{"query": "{ a }", "variables": ' + b"[" * 5000 + b"]" * 5000 + b"}", {}, 400),
    (b'{"query": "{ a }", "variables": {"a": ' + b"1" * 5000 + b"}}", {}, 400),
    ('{"query": "{ a }"}'.encode("utf-16"), {}, 400),
    (b'{"query": "{ a }"}', {"content-type": "text/plain"}, 415),
    (b'{"query": "{ a }"}', {"content-type": "application/json; charset=gbk"}, 415),
    (b"query={a}", {"content-type": "application/x-www-form-urlencoded"}, 415),
    (b'{"query": "' + b" " * LARGEST_BODY + b'"}', {}, 413),
]


@pytest.mark.parametrize(("body", "headers", "status"), MALFORMED)
def test_a_malformed_body_is_refused_with_its_status(
    client: TestClient, body: bytes, headers: dict[str, str], status: int
) -> None:
    response = client.post("/graphql", content=body, headers={"content-type": "application/json", **headers})

    assert response.status_code == status
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("is_declared", [True, False], ids=["with its length", "in pieces"])
def test_a_body_of_as_many_bytes_as_are_taken_is_answered_and_one_of_a_byte_more_is_not(
    client: TestClient, is_declared: bool
) -> None:
    def status(size: int) -> int:
        body = b'{"query": "{ limits { depth } }"}'.ljust(size)
        content = body if is_declared else iter([body[: size // 2], body[size // 2 :]])
        return client.post("/graphql", content=content, headers={"content-type": "application/json"}).status_code

    assert (status(LARGEST_BODY), status(LARGEST_BODY + 1)) == (200, 413)


def test_a_body_without_a_length_is_counted(client: TestClient) -> None:
    chunks = (b" " * 100_000 for _ in range(5))

    response = client.post("/graphql", content=chunks, headers={"content-type": "application/json"})

    assert response.status_code == 413


@pytest.mark.parametrize("variables", ["x", "[1]", "{"])
def test_a_get_with_malformed_variables_is_refused(client: TestClient, variables: str) -> None:
    assert client.get("/graphql", params={"query": QUERY, "variables": variables}).status_code == 400


def test_a_get_cannot_ask_for_a_mutation(client: TestClient) -> None:
    response = client.get("/graphql", params={"query": "mutation { snapshot { snapshotId } }"})

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD"])
def test_other_methods_are_told_which_there_are(client: TestClient, method: str) -> None:
    response = client.request(method, "/graphql")

    assert response.status_code == 405
    assert {name.strip() for name in response.headers["allow"].split(",")} >= {"GET", "POST"}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}, {JSON}", GRAPHQL),
        (f"{JSON}, {GRAPHQL}", JSON),
        (f"{JSON};q=0.5, {GRAPHQL};q=0.9", GRAPHQL),
        (f"{GRAPHQL};q=0", JSON),
        (f"{GRAPHQL};q=x", JSON),
        (f"{GRAPHQL};q=nan, {JSON};q=0.1", JSON),
        (f"{GRAPHQL};q=2, {JSON};q=0.1", JSON),
        ("application/*", JSON),
        (f"*/*, {GRAPHQL};q=0.9", JSON),
        (f"*/*;q=0.5, {GRAPHQL};q=0.9", GRAPHQL),
        (f"*/*, {GRAPHQL}", GRAPHQL),
        (f"{JSON};q=0, */*", GRAPHQL),
        ("image/png", JSON),
        (f"{JSON};q=0", JSON),
        (",;q=, /;=", JSON),
        (f"{GRAPHQL}; charset=utf-8; Q=0.4, {JSON}; q=0.3", GRAPHQL),
    ],
)
def test_the_answer_is_in_the_media_type_that_the_client_prefers(accept: str, media_type: str) -> None:
    assert read_accept(accept).media_type == media_type


URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)


@pytest.mark.parametrize(
    ("accept", "accepted"),
    [
        (URQL, Accepted(GRAPHQL, False, True, False)),
        ("text/event-stream", Accepted(JSON, False, True, True)),
        ("text/event-stream;q=0", Accepted(JSON, False, False, False)),
        (f"text/event-stream;q=0, {JSON}", Accepted(JSON, False, False, False)),
        (f"text/event-stream, {JSON};q=0", Accepted(JSON, False, True, True)),
        ("text/event-stream, */*;q=0.1", Accepted(JSON, False, True, False)),
        ("text/*", Accepted(JSON, False, False, False)),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Accepted(JSON, True, False, False)),
        ("text/html;q=0, */*", Accepted(JSON, False, False, False)),
        (f"{JSON}, text/html;q=0.5", Accepted(JSON, False, False, False)),
        (f"text/html, {JSON}", Accepted(JSON, True, False, False)),
    ],
)
def test_pages_and_events_are_for_clients_that_name_them_and_want_them(accept: str, accepted: Accepted) -> None:
    assert read_accept(accept) == accepted


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_client_that_takes_events_too_gets_its_query_answered(client: TestClient, method: str) -> None:
    given: dict[str, Any] = {"params": {"query": QUERY}} if method == "GET" else {"json": {"query": QUERY}}

    response = client.request(method, "/graphql", headers={"accept": URQL}, **given)

    assert (response.status_code, response.json()) == (200, ANSWER)
    assert response.headers["content-type"] == "application/graphql-response+json; charset=utf-8"


def test_a_subscription_whose_events_are_refused_by_weight_is_told_how_to_ask(client: TestClient) -> None:
    body = {"query": "subscription { snapshotPublished { snapshotId } }"}

    response = client.post("/graphql", json=body, headers={"accept": f"{JSON}, text/event-stream;q=0"})

    assert response.headers["content-type"].startswith(JSON)
    assert "accept text/event-stream" in response.json()["errors"][0]["extensions"]["hint"]


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL, 400)])
@pytest.mark.parametrize("query", ["{", "{ wrong }", "query($id: ID!) { fund(fundId: $id) { nameEn } }"])
def test_only_the_newer_media_type_tells_a_refusal_by_its_status(
    client: TestClient, query: str, accept: str, status: int
) -> None:
    response = client.post("/graphql", json={"query": query}, headers={"accept": accept})

    assert response.status_code == status
    assert "data" not in response.json()


def test_an_error_in_a_field_leaves_the_status_alone(client: TestClient) -> None:
    body = {"query": "{ enterprises(first: -1) { totalCount } }"}

    response = client.post("/graphql", json=body, headers={"accept": GRAPHQL})

    assert response.status_code == 200
    assert response.json()["data"] == {"enterprises": None}


def test_a_browser_gets_graphiql_and_every_file_that_it_needs_from_here(client: TestClient) -> None:
    page = client.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "query Chains" in page.text
    for file in ("graphiql.js", "graphiql.css", "favicon.svg"):
        assert f"static/graphiql/{file}" in page.text
        assert client.get(f"/static/graphiql/{file}").status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_a_static_file_is_sent_compressed_to_whom_accepts_it(client: TestClient, encoding: str) -> None:
    path = "/static/graphiql/graphiql.js"
    plain = client.get(path, headers={"accept-encoding": "identity"})
    packed = client.get(path, headers={"accept-encoding": encoding})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == encoding
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    # The client itself unpacks gzip and no zstd.
    content = (
        packed.content
        if encoding == "gzip"
        else pa.decompress(packed.content, len(plain.content), encoding, asbytes=True)
    )
    assert content == plain.content

    again = client.get(path, headers={"accept-encoding": encoding, "if-none-match": packed.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_image_that_is_compressed_already_is_sent_as_it_is(client: TestClient) -> None:
    image = next((PAGE.parent).glob("*.png")).name

    assert "content-encoding" not in client.get(f"/static/graphiql/{image}").headers


@pytest.mark.parametrize(
    "path", ["/static/graphiql_src/entry.jsx", "/static/graphiql/../graphiql_src/entry.jsx", "/static/"]
)
def test_nothing_but_the_page_is_served_as_a_file(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_service_tells_that_it_lives_and_which_snapshot_it_reads(client: TestClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json() == {"status": "ready", "snapshot": "000007"}


def test_before_the_first_publication_the_service_lives_but_is_not_ready() -> None:
    with TestClient(build_app(Settings(), EmptyStore())) as client:
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        asked = client.post("/graphql", json={"query": QUERY})

    assert ready.status_code == 503
    assert ready.json()["code"] == "SNAPSHOT_NOT_FOUND"
    assert asked.json()["errors"][0]["extensions"] == {"code": "SNAPSHOT_NOT_FOUND", "hint": "Run: longmai refresh."}


def test_the_figures_count_requests_by_outcome_and_errors_by_code(store: FixedStore) -> None:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        for query in (QUERY, "{", "{ enterprises(first: -1) { totalCount } }"):
            client.post("/graphql", json={"query": query})
        figures = client.get("/metrics").text

    for line in (
        'longmai_requests_total{outcome="ok"} 1.0',
        'longmai_requests_total{outcome="refused"} 1.0',
        'longmai_requests_total{outcome="with_errors"} 1.0',
        'longmai_errors_total{code="INVALID_ARGUMENT"} 1.0',
        "longmai_request_seconds_count 3.0",
        "longmai_snapshot_number 7.0",
    ):
        assert line in figures


def test_a_query_beyond_its_time_is_stopped_and_its_thread_is_free_again(store: FixedStore) -> None:
    # Neither answer would come before the only thread had ended its statement, in hours.
    settings = Settings(workers=1, query_timeout_seconds=0.3)
    with TestClient(build_app(settings, SlowStore(store))) as client:
        for _ in range(2):
            response = client.post("/graphql", json={"query": QUERY})
            assert response.json()["errors"][0]["extensions"]["code"] == "QUERY_TIMED_OUT"


def test_more_requests_than_may_wait_are_turned_away(store: FixedStore) -> None:
    settings, held = Settings(workers=1, waiting=1, query_timeout_seconds=2 * PATIENCE), HeldStore(store)
    with TestClient(build_app(settings, held)) as client, ThreadPoolExecutor(4) as threads:
        sent = [threads.submit(client.post, "/graphql", json={"query": QUERY}) for _ in range(4)]
        try:
            wait_until(lambda: sum(future.done() for future in sent) == 2, "not two are answered")
        finally:
            held.released.set()
        responses = [future.result() for future in sent]

    turned_away = [response for response in responses if response.status_code == 503]
    assert len(turned_away) == 2
    assert turned_away[0].headers["retry-after"] == "1"
    assert turned_away[0].json()["errors"][0]["extensions"]["code"] == "BUSY"


def test_a_client_that_leaves_stops_its_query(store: FixedStore) -> None:
    app = build_app(Settings(query_timeout_seconds=2 * PATIENCE), SlowStore(store))
    body = b'{"query": "{ snapshot { snapshotId } }"}'
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ],
    }
    received = iter([{"type": "http.request", "body": body}, {"type": "http.disconnect"}])
    sent: list[Any] = []

    async def receive() -> Any:
        return next(received)

    async def send(message: Any) -> None:
        sent.append(message)

    # Long before the query is beyond its time.
    asyncio.run(asyncio.wait_for(app(scope, receive, send), PATIENCE))

    assert b"QUERY_TIMED_OUT" in sent[-1]["body"]


class WithoutHeaders(Malformed):
    def __init__(self, status: int, message: str, _headers: Any = None) -> None:
        super().__init__(status, message)


class Taken(WithoutHeaders):
    def __init__(self, _status: int, message: str, _headers: Any = None) -> None:
        super().__init__(200, message)


def as_it_comes(content: Any) -> HttpRequestBody:
    """Whatever stands in a request is what should stand there."""
    return HttpRequestBody(content["query"], None, content.get("variables") or {}, content.get("operationName"))


def as_a_query(self: Executor, request: Request, operation: Any) -> Answer:
    return replace(EXECUTE(self, request, operation), is_query=True)


EXECUTE = Executor.execute


def not_refused(body: bytes, place: str, planted: Any, reports: str, content_type: str | None = None) -> Fault:
    headers = {"content-type": content_type} if content_type else {}
    (status,) = [case[2] for case in MALFORMED if case[:2] == (body, headers)]
    given = {"body": body, "headers": headers, "status": status}
    return Fault(test_a_malformed_body_is_refused_with_its_status, {place: planted}, reports, given)


PLAIN = b'{"query": "{ a }"}'
PLANTED = {
    **{
        f"JSON that is none is not caught: {body[:20]!r}": not_refused(
            body, "graph.execution.requests._decode", orjson.loads, "500 == 400"
        )
        for body in (b"{", b"", b'{"query": "\xff"}', b'{"query": "\\ud800"}')
    },
    **{
        f"the request is taken as it comes: {body!r}": not_refused(
            body, "graph.execution.requests.parse_content", as_it_comes, "[25]00 == 400"
        )
        for body in (
            *(b"null", b"1", b"[1]", b"{}", b'{"query": 1}', b'{"query": "{ a }", "variables": [1]}'),
            *(b'{"query": "{ a }", "operationName": {}}', b'{"query": "{ a }", "extensions": 5}'),
        )
    },
    "a body has any length": not_refused(MALFORMED[-1][0], "graph.execution.requests.LARGEST_BODY", 10**9, "== 413"),
    "a body is of any kind": not_refused(
        PLAIN, "graph.http.endpoint.check_content_type", lambda _headers: None, "200 == 415", "text/plain"
    ),
    "a body is in any encoding": not_refused(
        PLAIN,
        "graph.execution.requests._is_json",
        lambda kind: kind.startswith(b"application/json"),
        "200 == 415",
        "application/json; charset=gbk",
    ),
    "a malformed request has the code of a bug": not_refused(
        b"{", "graph.http.endpoint.write_malformed", lambda error: refuse(write_bug(error)).content(), "BAD_REQUEST"
    ),
    **{
        f"bytes: one {'more' if by > 0 else 'less'} is taken": Fault(
            test_a_body_of_as_many_bytes_as_are_taken_is_answered_and_one_of_a_byte_more_is_not,
            {
                "graph.execution.requests.LARGEST_BODY": LARGEST_BODY + by,
                "tests.graph.test_http.LARGEST_BODY": LARGEST_BODY,
            },
            reports,
            {"is_declared": True},
        )
        for by, reports in ((1, r"\(200, 200\) == "), (-1, r"\(413, 413\) == "))
    },
    "a body without a length has any": Fault(
        test_a_body_without_a_length_is_counted, {"graph.execution.requests.LARGEST_BODY": 10**9}, "400 == 413"
    ),
    "variables of a GET are not looked at": Fault(
        test_a_get_with_malformed_variables_is_refused,
        {"graph.execution.requests._decode": lambda _text: {}},
        "200 == 400",
        {"variables": "[1]"},
    ),
    "a GET may ask for a mutation": Fault(
        test_a_get_cannot_ask_for_a_mutation, {"graph.execution.execution.Executor.execute": as_a_query}, "200 == 405"
    ),
    "another method is taken": Fault(
        test_other_methods_are_told_which_there_are,
        {"graph.http.endpoint.Malformed": Taken},
        "200 == 405",
        {"method": "PUT"},
    ),
    "another method is not told which there are": Fault(
        test_other_methods_are_told_which_there_are,
        {"graph.http.endpoint.Malformed": WithoutHeaders},
        "allow",
        {"method": "PUT"},
        by=KeyError,
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
