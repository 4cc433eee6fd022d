"""Who may ask at all: known hosts, own pages, whoever brings the key. Against the real server."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from graph.app import build_app
from graph.http.gates import check_open
from graph.http.sockets import PROTOCOL
from graph.settings import Settings, read_settings
from guard.gate import RESPONSE_HEADERS
from guard.hosts import Hosts
from guard.secret import Secret, read_key_file
from tests.clients import TestClient
from tests.graph.running import Running, running
from tests.graph.stores import SharedStore
from tests.graph.test_response_cache_on_the_wire import exchange, exchange_each, get, of_the_app, post
from tests.waiting import PATIENCE
from warehouse.errors import InvalidArgument

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

__all__ = ["of_the_app"]

QUERY = "{ snapshot { snapshotId } }"
KEY = "k7" * 16
BEARER = f"authorization: Bearer {KEY}"


def write_key(path: Path, text: str = KEY, mode: int = 0o600) -> Path:
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


@pytest.fixture(scope="module")
def served(store: FixedStore) -> Iterator[Running]:
    """Without a key, under one more name."""
    with running(SharedStore(store), Settings(allowed_hosts=("data.example.cn", "*.stat.cn"))) as served:
        yield served


@pytest.fixture(scope="module")
def locked(store: FixedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """With a key, and a portal elsewhere."""
    key = write_key(tmp_path_factory.mktemp("key") / "readers.key")
    settings = Settings(readers_key=key, cors_origins=("https://portal.example.cn",))
    with running(SharedStore(store), settings) as served:
        yield served


# hosts


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST.", "data.example.cn:443", "a.stat.cn", "b.a.stat.cn"],
)
def test_a_name_of_the_service_is_admitted(host: str) -> None:
    assert Hosts(["data.example.cn", "*.stat.cn"]).admits(host.encode())


@pytest.mark.parametrize(
    "host",
    [
        *(
            None,
            b"",
            b"evil.example",
            b"localhost.evil.example",
            b"evil.example:8000",
            b"stat.cn",
            b"xstat.cn",
            b"127.0.0.2",
        ),
        *(
            b"localhost,evil.example",
            b"localhost:x",
            b"localhost@evil.example",
            b"[::1",
            b"0.0.0.0",
            b"\xff",
            b"localhost\x00",
        ),
    ],
)
def test_another_name_is_none(host: bytes | None) -> None:
    assert not Hosts(["data.example.cn", "*.stat.cn"]).admits(host)


@pytest.mark.parametrize("name", ["*", "http://data.example.cn", "data.example.cn:80", "a b", "*.*.cn", ""])
def test_a_name_that_is_none_stops_the_start(name: str) -> None:
    with pytest.raises(InvalidArgument, match="not a host name"):
        Hosts([name])


def of_host(request: bytes, host: str) -> bytes:
    return request.replace(b"host: 127.0.0.1", b"host: " + host.encode())


ROUTES = {
    "a query": post(QUERY),
    "a query by GET": get(QUERY),
    "a file": get("{ enterprises { nodes { nameZh } } }", path="/export"),
    "the page": get(QUERY, "accept: text/html"),
    "the board": get("", "accept: text/html", path="/"),
    "a file of the board": get("", path="/static/pages/charts.js"),
    "a file of the page": get("", path="/static/graphiql/graphiql.js"),
    "events": get("subscription { snapshotPublished { snapshotId } }", "accept: text/event-stream"),
    "readiness": get("", path="/readyz"),
    "figures": get("", path="/metrics"),
    "no route": get("", path="/nothing"),
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_page_that_leads_its_own_name_here_reads_nothing(served: Running, route: str) -> None:
    ((line, _, content),) = exchange(served, of_host(ROUTES[route], "evil.example"))

    assert line.startswith(b"HTTP/1.1 421 ")
    (error,) = json.loads(content)["errors"]
    assert error["extensions"]["code"] == "HOST_NOT_ALLOWED"
    assert "evil.example" in error["message"]
    assert "中文" in error["message"]


def test_an_answer_that_is_kept_is_behind_the_same_gate(served: Running, of_the_app: list[str]) -> None:
    exchange_each(served, post(QUERY), post(QUERY))
    of_the_app.clear()

    own, other = exchange_each(served, of_host(post(QUERY), "data.example.cn"), of_host(post(QUERY), "evil.example"))

    assert own[0] == b"HTTP/1.1 200 OK"
    assert other[0].startswith(b"HTTP/1.1 421 ")
    assert of_the_app == []


def test_whether_the_service_lives_is_told_under_any_name(served: Running) -> None:
    ((line, _, _),) = exchange(served, of_host(get("", path="/healthz"), "10.0.0.7"))

    assert line == b"HTTP/1.1 200 OK"


def handshake(served: Running, **headers: str) -> int:
    """The status that the server answers a WebSocket with."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        given = {
            "host": "127.0.0.1",
            "upgrade": "websocket",
            "connection": "Upgrade",
            "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
            "sec-websocket-version": "13",
            "sec-websocket-protocol": PROTOCOL,
            **headers,
        }
        lines = [f"{name}: {value}" for name, value in given.items()]
        connection.sendall("\r\n".join(["GET /graphql HTTP/1.1", *lines, "\r\n"]).encode())
        return int(connection.recv(4096).split(b" ")[1])


def test_a_socket_of_another_name_or_page_is_refused(served: Running) -> None:
    assert handshake(served) == handshake(served, host="data.example.cn", origin="https://data.example.cn") == 101
    assert handshake(served, host="evil.example", origin="http://evil.example") == 421
    assert handshake(served, origin="http://evil.example") == 403


# what every answer says


def test_every_answer_forbids_to_guess_its_kind_and_to_tell_its_address(served: Running) -> None:
    asked = {
        **ROUTES,
        "kept": post(QUERY),
        "of another host": of_host(post(QUERY), "evil.example"),
        "alive": get("", path="/healthz"),
        "another method": get(QUERY, method="PUT"),
        "malformed": post("{"),
        "no content type": post(QUERY, kind="text/plain"),
    }
    del asked["events"]
    said = {name: exchange(served, request)[0][1] for name, request in asked.items()}
    with socket.create_connection(("127.0.0.1", served.port), timeout=PATIENCE) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nx: " + b"x" * 70_000 + b"\r\n\r\n")
        said["too large"] = dict(re.findall(rb"(\S+): (.+)\r\n", connection.recv(4096)))

    for name, headers in said.items():
        for header, value in RESPONSE_HEADERS.items():
            assert headers.get(header.lower().encode()) == value.encode(), name


# the key


@pytest.mark.parametrize("route", ROUTES)
def test_without_the_key_nothing_is_read(locked: Running, route: str) -> None:
    exchange_each(locked, *[post(QUERY, BEARER)] * 2)
    ((without, _, content), (wrong, _, _)) = exchange_each(
        locked, ROUTES[route], with_header(ROUTES[route], f"authorization: Bearer {KEY}x")
    )
    status = 200 if route == "readiness" else 401

    assert without.startswith(b"HTTP/1.1 %d " % status)
    assert wrong.startswith(b"HTTP/1.1 %d " % status)
    assert route == "readiness" or b"000007" not in content


def with_header(request: bytes, header: str) -> bytes:
    return request.replace(b"host: 127.0.0.1\r\n", b"host: 127.0.0.1\r\n" + header.encode() + b"\r\n")


def test_with_the_key_every_route_answers(locked: Running) -> None:
    said = {
        name: exchange(locked, with_header(request, BEARER))[0][0].split(b" ")[1]
        for name, request in ROUTES.items()
        if name != "events"
    }

    assert said.pop("no route") == b"404"
    assert set(said.values()) == {b"200"}


def test_an_answer_that_is_kept_needs_the_key_too(locked: Running, of_the_app: list[str]) -> None:
    exchange_each(locked, post(QUERY, BEARER), post(QUERY, BEARER))
    of_the_app.clear()

    (first, _, _), (second, _, _), (third, _, _) = exchange_each(
        locked, post(QUERY, BEARER), post(QUERY), post(QUERY, "cookie: longmai_reader=0")
    )

    assert (first, second, third) == (b"HTTP/1.1 200 OK", b"HTTP/1.1 401 Unauthorized", b"HTTP/1.1 401 Unauthorized")
    assert of_the_app == []


def test_a_browser_signs_in_once_and_has_its_cookie(locked: Running) -> None:
    with httpx2.Client(base_url=locked.http) as browser:
        page = browser.get("/graphql", headers={"accept": "text/html"})
        wrong = browser.post("/sign-in", data={"key": "x" * 32, "next": "/graphql"})
        right = browser.post("/sign-in", data={"key": f" {KEY}\n", "next": "/graphql"})
        opened = browser.get("/graphql", headers={"accept": "text/html"})
        answered = browser.post("/graphql", json={"query": QUERY})

    assert (page.status_code, wrong.status_code, right.status_code) == (401, 403, 200)
    assert 'action="/sign-in"' in page.text
    assert "set-cookie" not in wrong.headers
    cookie = right.headers["set-cookie"]
    assert "HttpOnly; SameSite=Strict" in cookie
    assert KEY not in cookie
    assert 'url=/graphql"' in right.text
    assert "graphiql" in opened.text
    assert answered.json()["data"] == {"snapshot": {"snapshotId": "000007"}}


def test_a_page_elsewhere_signs_nobody_in(locked: Running) -> None:
    for origin in ("http://evil.example", "null", "https://portal.example.cn"):
        refused = httpx2.post(f"{locked.http}/sign-in", data={"key": KEY}, headers={"origin": origin})
        assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", '/"><script>']
)
def test_signing_in_leads_to_no_other_place(locked: Running, place: str) -> None:
    page = httpx2.post(f"{locked.http}/sign-in", data={"key": KEY, "next": place})

    assert "evil.example" not in page.text
    assert "<script" not in page.text


def test_the_cookie_goes_over_https_alone_where_the_proxy_speaks_it() -> None:
    secret = Secret(KEY, "longmai_reader")

    assert secret.set_cookie(is_secure=True).endswith("; Secure")
    assert "Secure" not in secret.set_cookie(is_secure=False)


def begin(locked: Running, payload: Any, **headers: str) -> Any:
    """What a socket is answered that begins with this, or the code that it is closed with."""
    try:
        with connect(locked.socket, subprotocols=[PROTOCOL], additional_headers=headers) as connection:
            connection.send(json.dumps({"type": "connection_init", "payload": payload}))
            return json.loads(connection.recv(timeout=PATIENCE))["type"]
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    except InvalidStatus as refused:
        return refused.response.status_code


def test_a_socket_brings_the_key_in_its_handshake_or_in_its_first_message(locked: Running) -> None:
    cookie = Secret(KEY, "longmai_reader").set_cookie(False).partition(";")[0]

    assert begin(locked, {"Authorization": f"Bearer {KEY}"}) == "connection_ack"
    assert begin(locked, None, authorization=f"Bearer {KEY}") == "connection_ack"
    assert begin(locked, None, cookie=cookie) == "connection_ack"
    for payload in (
        None,
        {},
        {"authorization": KEY},
        {"authorization": f"Bearer {KEY}x"},
        {"authorization": ["x"]},
        "x",
    ):
        assert begin(locked, payload) == 4403
    assert begin(locked, None, authorization="Bearer wrong") == 401


def test_who_has_not_brought_the_key_takes_no_place_of_who_has(
    locked: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.http.sockets.MOST_UNAUTHENTICATED", 2)
    with (
        connect(locked.socket, subprotocols=[PROTOCOL]) as first,
        connect(locked.socket, subprotocols=[PROTOCOL]),
    ):
        assert begin(locked, {"authorization": f"Bearer {KEY}"}) == 503
        assert begin(locked, None, authorization=f"Bearer {KEY}") == "connection_ack"
        first.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {KEY}"}}))
        first.recv(timeout=PATIENCE)
        assert begin(locked, {"authorization": f"Bearer {KEY}"}) == "connection_ack"


# the file of the key, and when one is needed


def test_a_key_is_read_from_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    assert read_key_file(write_key(tmp_path / "key", f"{KEY}\n")) == KEY


@pytest.mark.parametrize(
    ("text", "mode", "message"),
    [
        (KEY, 0o644, "readable by other users"),
        (KEY, 0o640, "readable by other users"),
        ("", 0o600, "has no valid key"),
        (" \n", 0o600, "has no valid key"),
        ("x" * 23, 0o600, "has no valid key"),
        ("x" * 600, 0o600, "has no valid key"),
        (f"{KEY}\n{KEY}", 0o600, "has no valid key"),
        ("密" * 30, 0o600, "has no valid key"),
    ],
)
def test_a_file_that_is_no_key_stops_the_start(tmp_path: Path, text: str, mode: int, message: str) -> None:
    with pytest.raises(InvalidArgument, match=message):
        read_key_file(write_key(tmp_path / "key", text, mode))


def test_a_key_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    for path in (tmp_path / "absent", tmp_path):
        with pytest.raises(InvalidArgument, match="key file"):
            read_key_file(path)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "data.example.cn", ""])
def test_beyond_this_machine_a_service_needs_a_key_or_to_be_public(host: str) -> None:
    with pytest.raises(InvalidArgument, match="readers' key"):
        check_open(Settings(), host)
    check_open(Settings(readers_key=Path("key")), host)
    check_open(Settings(allow_public=True), host)
    with pytest.raises(InvalidArgument, match="not both"):
        check_open(Settings(readers_key=Path("key"), allow_public=True), host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.53"])
def test_on_this_machine_it_needs_none(host: str) -> None:
    check_open(Settings(), host)


# pages elsewhere


def preflight(served: Running, origin: str) -> httpx2.Response:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization, content-type",
    }
    return httpx2.request("OPTIONS", f"{served.http}/graphql", headers=asked)


def test_a_named_page_may_read_answers_and_send_the_key(locked: Running) -> None:
    portal = "https://portal.example.cn"
    allowed = preflight(locked, portal)
    answers = [
        httpx2.post(f"{locked.http}/graphql", json={"query": QUERY}, headers={"origin": portal, **key})
        for key in ({}, {"authorization": f"Bearer {KEY}"}, {"authorization": f"Bearer {KEY}"})
    ]

    assert allowed.status_code == 200
    assert "authorization" in allowed.headers["access-control-allow-headers"].lower()
    assert [answer.status_code for answer in answers] == [401, 200, 200]
    for answer in (allowed, *answers):
        assert answer.headers["access-control-allow-origin"] == portal
        assert "access-control-allow-credentials" not in answer.headers
    assert "Origin" in answers[1].headers["vary"]
    assert handshake(locked, origin=portal) == 101


def test_a_page_that_is_not_named_may_read_nothing(locked: Running, served: Running) -> None:
    for server in (locked, served):
        assert "access-control-allow-origin" not in preflight(server, "https://evil.example").headers
        answer = httpx2.post(
            f"{server.http}/graphql",
            json={"query": QUERY},
            headers={"origin": "https://evil.example", "authorization": f"Bearer {KEY}"},
        )
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", ["*", "portal.example.cn", "https://portal.example.cn/", "null", "https://*.cn"])
def test_an_origin_that_is_none_stops_the_start(origin: str) -> None:
    with pytest.raises(InvalidArgument, match="is no origin"):
        read_settings({"LONGMAI_CORS_ORIGINS": f"https://a.cn, {origin}"})


def test_an_app_asks_for_the_host_whichever_server_it_runs_on(store: FixedStore) -> None:
    with TestClient(build_app(Settings(), SharedStore(store)), base_url="http://evil.example") as client:
        assert client.post("/graphql", json={"query": QUERY}).status_code == 421
