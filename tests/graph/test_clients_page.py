"""The examples of docs/clients.md, run by Node against the service with the clients that they name."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from graph.declare.scalars import SCALARS
from tests.conftest import PROJECT
from tests.graph.running import Running
from tests.graph.stores import PublishingStore
from tests.graph.test_node_clients import clients, publishing, run, served

__all__ = ["clients", "publishing", "served"]

PAGE = (PROJECT / "docs" / "clients.md").read_text("utf-8")
EXAMPLES = {found[1]: found[2] for found in re.finditer(r"^```\w+ (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)}
ADDRESS = "127.0.0.1:8000"
EVENT = {"eventNumber": 8}


def example(clients: Path, served: Running, name: str, *arguments: str) -> Any:
    """What an example of the page prints."""
    text = EXAMPLES[name]
    assert ADDRESS in text
    (clients / f"page_{name}").write_text(text.replace(ADDRESS, f"127.0.0.1:{served.port}"), "utf-8")
    return json.loads(run(clients, "node", f"page_{name}", *arguments))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("apollo.mjs", {"total": 120, "seen": 120}),
        ("urql.mjs", {"total": 120, "rows": 3}),
        ("persisted.mjs", {"total": 120, "again": 304}),
        ("export.mjs", {"type": "text/csv; charset=utf-8; header=present", "rows": 120}),
    ],
)
def test_an_example_of_a_query_runs(clients: Path, served: Running, name: str, printed: dict[str, Any]) -> None:
    assert example(clients, served, name) == printed


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sse.mjs", "socket.mjs"])
def test_an_example_of_events_gets_the_releases_since_a_number(
    clients: Path, served: Running, publishing: PublishingStore, name: str
) -> None:
    publishing.publish(9)

    assert example(clients, served, name, "7").items() >= EVENT.items()


@pytest.mark.slow
def test_the_types_that_the_page_configures_are_made_of_the_documents_of_all_pages_and_compile(clients: Path) -> None:
    shutil.copytree(PROJECT / "graph" / "pages", clients / "pages", dirs_exist_ok=True)
    (clients / "page_codegen.json").write_text(EXAMPLES["codegen.json"], "utf-8")
    run(clients, "node_modules/.bin/graphql-codegen", "--config", "page_codegen.json")

    options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck"]
    run(clients, "node_modules/.bin/tsc", *options, "pages.ts", "schema.ts")
    assert "BoardQuery" in (clients / "pages.ts").read_text("utf-8")


def test_every_example_of_the_page_is_run() -> None:
    assert EXAMPLES.keys() == {
        *("codegen.json", "apollo.mjs", "urql.mjs", "persisted.mjs", "export.mjs", "sse.mjs", "socket.mjs")
    }


def test_the_page_names_every_scalar() -> None:
    assert json.loads(EXAMPLES["codegen.json"])["config"]["scalars"].keys() == {s.name for s in SCALARS.values()}
