"""uvicorn configuration: one process, bounded connections, streams that end on shutdown."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import cast

import uvicorn
from starlette.applications import Starlette

from graph.http.gates import check_open
from graph.http.protocol import BoundedProtocol
from graph.http.sockets import LARGEST_MESSAGE
from graph.settings import Settings
from graph.subscriptions.publications import Publications
from guard.gate import RESPONSE_HEADERS
from warehouse.connections import skip_pandas_lookup


class Server(uvicorn.Server):
    """Ends the streams first: uvicorn waits for open responses, and streams do not end by themselves."""

    def __init__(self, config: uvicorn.Config, publications: Publications) -> None:
        super().__init__(config)
        self._publications = publications

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._publications.close()
        super().handle_exit(sig, frame)


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
    return Server(config, app.state.publications)


def serve(build: Callable[[Settings], Starlette], settings: Settings, host: str, port: int) -> None:
    """Builds and serves the app until stopped. Raises InvalidArgument if it would be open without a key."""
    check_open(settings, host)
    skip_pandas_lookup()
    server = build_server(build(replace(settings, host=host)), settings, host, port)
    # Schema and catalog stay to the end: without them a full collection takes milliseconds, not a fifth of a second.
    gc.collect()
    gc.freeze()
    server.run()
