"""uvicorn configuration: one process, bounded connections, streams that end on shutdown."""

from __future__ import annotations

import asyncio
import gc
import socket
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import cast

import uvicorn
from starlette.applications import Starlette

from graph.http.gates import check_open
from graph.http.protocol import BoundedProtocol
from graph.http.sockets import LARGEST_MESSAGE, Sockets
from graph.settings import Settings
from graph.subscriptions.publications import Publications
from guard.gate import RESPONSE_HEADERS
from warehouse.connections import skip_pandas_lookup

_TICK_SECONDS = 0.1
"""How often a waiting shutdown looks whether it is forced, as uvicorn does."""


class Server(uvicorn.Server):
    """Ends the streams first: uvicorn waits for open responses, and streams do not end by themselves.

    A subscription that the server has read gets `complete` before its WebSocket is closed (1012), unless its client
    reads nothing for as long as the server waits for open responses.
    """

    def __init__(self, config: uvicorn.Config, publications: Publications, sockets: Sockets) -> None:
        super().__init__(config)
        self._publications = publications
        self._sockets = sockets

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._publications.close()
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Closes WebSockets after their last message: uvicorn alone would close them at once."""
        clock = asyncio.get_running_loop().time
        begun, grace = clock(), self.config.timeout_graceful_shutdown or 0
        self._publications.close()
        while not self.force_exit and clock() < begun + grace and not await self._sockets.completed(_TICK_SECONDS):
            pass
        self.config.timeout_graceful_shutdown = max(1, grace - int(clock() - begun))
        await super().shutdown(sockets)


def build_server(app: Starlette, settings: Settings, host: str, port: int) -> Server:
    """A server for the app of `graph.app.build_app`."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        # uvicorn calls it for each connection, as it would a class.
        http=cast("type[asyncio.Protocol]", partial(BoundedProtocol, respond=app.state.graphql.respond)),
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        # A compressed message of 64 kB could expand to gigabytes.
        ws_per_message_deflate=False,
        server_header=False,
        headers=[(name.lower(), value) for name, value in RESPONSE_HEADERS.items()],
        timeout_graceful_shutdown=int(settings.query_timeout_seconds) + 5,
    )
    return Server(config, app.state.publications, app.state.sockets)


def serve(build: Callable[[Settings], Starlette], settings: Settings, host: str, port: int) -> None:
    """Builds and serves the app until stopped. Raises InvalidArgument if it would be open without a key."""
    check_open(settings, host)
    skip_pandas_lookup()
    server = build_server(build(replace(settings, host=host)), settings, host, port)
    # Schema and catalog stay to the end: without them a full collection takes milliseconds, not a fifth of a second.
    gc.collect()
    gc.freeze()
    server.run()
