"""Clients that people really use, against the real server: the public audit, Apollo Client, generated types, streams.

They need Node and npm, and the packages of clients_node/package.json: `make browser` installs them once into a cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.declare.scalars import SCALARS
from graph.settings import Settings
from tests.graph.running import Running, running
from tests.graph.stores import PublishingStore

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).with_name("clients_node")
PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scripts and, by a link, their packages."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("Node and npm are not on this machine")
    package = CLIENTS / "package.json"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "longmai"
    installed = cache / f"clients-{hashlib.sha256(package.read_bytes()).hexdigest()[:12]}"
    if not (installed / "complete").exists():
        if os.environ.get("LONGMAI_BROWSER") != "1":
            pytest.skip("the clients are not installed (make browser installs them)")
        installed.mkdir(parents=True, exist_ok=True)
        shutil.copy(package, installed)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(command, cwd=installed, capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            pytest.skip(f"npm cannot install the clients: {done.stderr[-300:]}")
        (installed / "complete").touch()
    folder = tmp_path_factory.mktemp("clients")
    for file in CLIENTS.iterdir():
        shutil.copy(file, folder)
    shutil.copy(PROJECT / "schema.graphql", folder)
    (folder / "node_modules").symlink_to(installed / "node_modules")
    return folder


def run(folder: Path, *command: str) -> str:
    """The last line that a client prints."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().rpartition("\n")[2]


@pytest.fixture
def publishing(store: FixedStore) -> PublishingStore:
    return PublishingStore(store)


@pytest.fixture
def served(publishing: PublishingStore) -> Iterator[Running]:
    with running(publishing, Settings()) as served:
        yield served


def audit(clients: Path, served: Running) -> dict[str, Any]:
    return json.loads(run(clients, "node", "audit.mjs", f"{served.http}/graphql"))


def test_every_must_and_should_of_the_public_audit_is_kept(clients: Path, served: Running) -> None:
    result = audit(clients, served)

    assert result["failed"] == []
    assert result["ok"] == result["audits"] >= 61


def test_an_answer_that_breaks_the_specification_fails_the_audit(
    clients: Path, served: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.http.endpoint.status_of", lambda _answer, _media_type: 200)

    assert len(audit(clients, served)["failed"]) >= 3


def test_apollo_client_pages_through_a_list_by_hash_and_answers_again_from_its_cache(
    clients: Path, served: Running
) -> None:
    seen = json.loads(run(clients, "node", "apollo.mjs", f"{served.http}/graphql"))

    assert (seen["pages"], seen["total"], seen["rows"], seen["different"]) == (3, 120, 120, 120)
    assert seen["requestsForTheSameAgain"] == 0
    # The hash alone is unknown, both are sent, and from then on the hash alone is enough, by GET.
    assert [request["hasQuery"] for request in seen["sent"]] == [False, True, False, False]
    assert {request["status"] for request in seen["sent"]} == {200}
    assert seen["sent"][2]["method"] == "GET"


def test_graphql_ws_and_graphql_sse_get_the_releases_since_a_number(
    clients: Path, served: Running, publishing: PublishingStore
) -> None:
    publishing.publish(9)

    seen = json.loads(run(clients, "node", "subscribe.mjs", f"{served.http}/graphql", served.socket, "7"))

    event = {"snapshotPublished": {"eventNumber": 8, "snapshotId": "000008"}}
    assert (seen["bySocket"]["data"], seen["byStream"]["data"]) == (event, event)


def test_urql_gets_answers_and_events_with_the_accept_that_it_sends(
    clients: Path, served: Running, publishing: PublishingStore
) -> None:
    publishing.publish(9)

    seen = json.loads(run(clients, "node", "urql.mjs", f"{served.http}/graphql", "7"))

    answer = {"snapshot": {"snapshotId": "000007"}, "enterprises": {"totalCount": 120}}
    assert seen["byPost"] == seen["byGet"] == {"data": answer}
    assert seen["event"] == {"snapshotPublished": {"eventNumber": 8}}
    assert all("text/event-stream" in accept for accept in seen["accepts"])


def test_the_types_that_codegen_makes_of_the_schema_compile(clients: Path) -> None:
    run(clients, "node_modules/.bin/graphql-codegen", "--config", "codegen.json")

    options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck"]
    run(clients, "node_modules/.bin/tsc", *options, "use.ts", "schema.ts")
    assert "recognisedDate" in (clients / "generated.ts").read_text("utf-8")


def test_the_page_has_the_scalars_that_codegen_needs() -> None:
    settings = json.loads((CLIENTS / "codegen.json").read_text("utf-8"))["config"]["scalars"]
    page = (PROJECT / "docs" / "http.md").read_text("utf-8")
    (written,) = re.findall(r'^"scalars": (\{.*\})$', page, re.MULTILINE)

    assert json.loads(written) == settings
    assert settings.keys() == {scalar.name for scalar in SCALARS.values()}
