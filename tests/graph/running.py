"""The real server on a port of its own: an app of the test in a thread, or the service in a process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx2

from graph.app import build_app
from graph.execution.caller import Identify, identify_public
from graph.http.server import Server, build_server
from graph.settings import Settings
from tests.conftest import PROJECT
from tests.waiting import PATIENCE, wait_until
from warehouse.archive.home import Home


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
    settings, port = settings or Settings(), free_port()
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


@dataclass(frozen=True)
class Process:
    """A service in a process of its own."""

    port: int
    pid: int

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(home: Home, *program: str, **environment: str) -> Iterator[Process]:
    """`python -m graph serve`, or that of another program, from when it is ready until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *(program or ("-m", "graph")), "serve", "--port", str(port)],
        env={**os.environ, "LONGMAI_HOME": str(home.root), **environment},
        cwd=PROJECT,
    )
    served = Process(port, process.pid)

    def is_ready() -> bool:
        assert process.poll() is None, "the service ended by itself"
        with suppress(httpx2.TransportError):
            return httpx2.get(f"{served.http}/readyz").status_code == 200
        return False

    try:
        wait_until(is_ready, "the service is not ready", 5 * PATIENCE)
        yield served
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


WAITING: list[int] = []
"""After which publication each subscription began to wait for another, as the fixture `quick_looks` notes it."""


def waiting_after(number: int, count: int = 1) -> None:
    """Until so many subscriptions have nothing more to say about the publications up to this one."""
    wait_until(lambda: WAITING.count(number) >= count, f"no subscription waits for what comes after {number}")
