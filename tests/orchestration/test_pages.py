"""Dagster's pages behind their gates: what a page elsewhere has a browser send changes nothing."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from dagster import DagsterInstance
from dagster._core.workspace.load_target import EmptyWorkspaceTarget
from starlette.testclient import WebSocketDenialResponse

from guard.secret import Secret
from orchestration.pages import build_pages
from tests.clients import TestClient

TOKEN = "a-secret-of-this-start-of-32-signs"
MUTATION = 'mutation { setConcurrencyLimit(concurrencyKey: "stolen", limit: 7) }'
QUERY = "{ version }"
SOCKET = "ws://127.0.0.1/graphql"
OWN = {"origin": "http://127.0.0.1"}


class Pages:
    """A client, and what Dagster's storage has."""

    def __init__(self, app: Any, instance: DagsterInstance) -> None:
        self.app = app
        self.client = TestClient(app)
        self._instance = instance

    def written(self) -> set[str]:
        return set(self._instance.event_log_storage.get_concurrency_keys())

    def forget(self) -> None:
        self._instance.event_log_storage.delete_concurrency_limit("stolen")


@pytest.fixture(scope="module", params=[None, TOKEN], ids=["to look", "to act"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    secret = None if request.param is None else Secret(request.param, "longmai_operator_3000")
    with ExitStack() as stack:
        instance = stack.enter_context(DagsterInstance.local_temp(str(tmp_path_factory.mktemp("dagster"))))
        app = build_pages(stack, instance, secret, EmptyWorkspaceTarget())
        pages = Pages(app, instance)
        if secret is not None:  # the browser of the operator, who has signed in
            assert pages.client.get(f"/?token={TOKEN}", headers={"accept": "text/html"}).status_code == 200
            assert pages.client.cookies
        yield pages


BODY = json.dumps({"query": MUTATION})
EVIL = {"origin": "http://evil.example", "sec-fetch-site": "cross-site"}
ATTACKS: dict[str, dict[str, Any]] = {
    "an image": {"method": "GET", "params": {"query": MUTATION}, "headers": {"sec-fetch-site": "cross-site"}},
    "a GET by a script": {"method": "GET", "params": {"query": MUTATION}, "headers": EVIL},
    "a link": {"method": "GET", "params": {"query": MUTATION}, "headers": {"accept": "text/html"}},
    "a HEAD": {"method": "HEAD", "params": {"query": MUTATION}, "headers": EVIL},
    "a form": {"method": "POST", "data": {"query": MUTATION}, "headers": EVIL},
    "a form with the query in its address": {"method": "POST", "params": {"query": MUTATION}, "headers": EVIL},
    "plain text": {"method": "POST", "content": BODY, "headers": {**EVIL, "content-type": "text/plain"}},
    "the text of a document": {
        "method": "POST",
        "content": MUTATION,
        "headers": {**EVIL, "content-type": "application/graphql"},
    },
    "plain text that names JSON": {
        "method": "POST",
        "content": BODY,
        "headers": {**EVIL, "content-type": "text/plain; application/json"},
    },
    "JSON of another page": {
        "method": "POST",
        "content": BODY,
        "headers": {**EVIL, "content-type": "application/json"},
    },
    "JSON of a page of another server of this machine": {
        "method": "POST",
        "content": BODY,
        "headers": {
            "origin": "http://127.0.0.1:9999",
            "sec-fetch-site": "same-site",
            "content-type": "application/json",
        },
    },
    "JSON without a word of its page": {
        "method": "POST",
        "content": BODY,
        "headers": {"sec-fetch-site": "cross-site", "content-type": "application/json"},
    },
    "JSON of a frame without an origin": {
        "method": "POST",
        "content": BODY,
        "headers": {"origin": "null", "content-type": "application/json"},
    },
    "plain text of an own page": {"method": "POST", "content": BODY, "headers": {**OWN, "content-type": "text/plain"}},
    "a name that leads here": {
        "method": "POST",
        "content": BODY,
        "headers": {"host": "evil.example", "origin": "http://evil.example", "content-type": "application/json"},
    },
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_page_elsewhere_has_a_browser_send_changes_nothing(pages: Pages, attack: str) -> None:
    answer = pages.client.request(url="/graphql", **ATTACKS[attack])

    # A link to /graphql shows a page and runs nothing.
    assert answer.status_code in ({200} if attack == "a link" else {403, 405, 415, 421})
    assert '"data"' not in answer.text
    assert pages.written() == set()


def test_an_asset_is_reported_by_no_page_elsewhere(pages: Pages) -> None:
    for headers in ({**EVIL, "content-type": "text/plain"}, {**EVIL, "content-type": "application/json"}):
        for kind in ("materialization", "check", "observation"):
            answer = pages.client.post(f"/report_asset_{kind}/mart/observation", content="{}", headers=headers)
            assert answer.status_code in {403, 415}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"host": "evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_socket_of_a_page_elsewhere_is_refused(pages: Pages, headers: dict[str, str]) -> None:
    with pytest.raises(WebSocketDenialResponse) as refused, pages.client.websocket_connect(SOCKET, headers=headers):
        pass

    assert refused.value.status_code in {403, 421}


@pytest.mark.parametrize("path", ["/", "/runs", "/server_info", "/graphql", "/logs/x/y.out"])
def test_under_another_name_nothing_is_read(pages: Pages, path: str) -> None:
    answer = pages.client.get(path, headers={"host": "evil.example", "accept": "text/html"})

    assert answer.status_code == 421
    assert answer.json()["errors"][0]["extensions"]["code"] == "HOST_NOT_ALLOWED"


def test_own_pages_are_shown_and_ask(pages: Pages) -> None:
    page = pages.client.get("/", headers={"accept": "text/html"})
    answer = pages.client.post("/graphql", json={"query": QUERY}, headers={**OWN, "sec-fetch-site": "same-origin"})
    with pages.client.websocket_connect(SOCKET, subprotocols=["graphql-ws"], headers=OWN) as socket:
        socket.send_json({"type": "connection_init"})
        begun = socket.receive_json()

    assert page.status_code == 200
    assert "/_next/static/" in page.text
    assert answer.json()["data"]["version"]
    assert begun == {"type": "connection_ack"}
    for said in (page, answer):
        assert (said.headers["x-content-type-options"], said.headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_only_who_has_the_secret_of_this_start_may_write(pages: Pages, request: pytest.FixtureRequest) -> None:
    answer = pages.client.post("/graphql", json={"query": MUTATION}, headers=OWN)

    may_write = "to act" in request.node.name
    written = pages.written()
    pages.forget()
    assert written == ({"stolen"} if may_write else set())
    assert may_write or "errors" in answer.json()


@pytest.mark.parametrize("pages", [TOKEN], indirect=True)
def test_without_the_secret_nothing_is_shown(pages: Pages) -> None:
    stranger = TestClient(pages.app)
    ways: list[dict[str, str]] = [{}, {"cookie": "longmai_operator_3000=0"}, {"authorization": f"Bearer {TOKEN}x"}]
    for headers in ways:
        assert stranger.get("/", headers={**headers, "accept": "text/html"}).status_code == 401
        assert stranger.post("/graphql", json={"query": QUERY}, headers=headers).status_code == 401
        with pytest.raises(WebSocketDenialResponse), stranger.websocket_connect(SOCKET, headers=headers):
            pass
    assert stranger.get("/?token=wrong", headers={"accept": "text/html"}).status_code == 403
    assert stranger.get("/server_info").status_code == 200
    assert (
        stranger.post("/graphql", json={"query": QUERY}, headers={"authorization": f"Bearer {TOKEN}"}).status_code
        == 200
    )


@pytest.mark.parametrize("pages", [TOKEN], indirect=True)
def test_the_address_leaves_a_cookie_and_leads_on_without_the_secret(pages: Pages) -> None:
    answer = TestClient(pages.app).get(f"/runs?token={TOKEN}&view=all")

    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    assert TOKEN not in answer.text + answer.headers["set-cookie"]
    assert 'url=/runs?view=all"' in answer.text
