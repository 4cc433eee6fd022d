"""An app behind the real server, on a port of its own, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graph.app import build_app
from graph.execution.caller import Identify, identify_public
from graph.http.server import Server, build_server
from graph.settings import Settings
from tests.waiting import PATIENCE, wait_until


@dataclass(frozen=True)
class Running:
    """Where the server listens, and itself."""

    port: int
    server: Server

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"


@contextmanager
def running(store: Any, settings: Settings | None = None, identify: Identify = identify_public) -> Iterator[Running]:
    """Until the block ends; then it is stopped as a signal would stop it."""
    settings = settings or Settings()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = build_server(build_app(settings, store, identify), settings, "127.0.0.1", port)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_until(lambda: server.started or not thread.is_alive(), "the server did not start")
        assert server.started, "the server ended by itself"
        yield Running(port, server)
    finally:
        server.handle_exit(15, None)
        thread.join(timeout=PATIENCE)
        assert not thread.is_alive(), "the server did not stop"


WAITING: list[int] = []
"""After which publication each subscription began to wait for another, as the fixture `quick_looks` notes it."""


def waiting_after(number: int, count: int = 1) -> None:
    """Until so many subscriptions have nothing more to say about the publications up to this one."""
    wait_until(lambda: WAITING.count(number) >= count, f"no subscription waits for what comes after {number}")
