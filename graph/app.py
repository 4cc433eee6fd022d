"""Builds the ASGI app: /graphql, the page of GraphiQL, and what an operator asks a running service."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from graph.context import Store
from graph.errors import write_refusal
from graph.examples import PAGE, build_page
from graph.execution import Executor, refuse
from graph.http import Malformed, read_request, write_answer, write_malformed, write_unavailable
from graph.metrics import Metrics
from graph.schema import build_schema
from graph.settings import Settings, read_settings
from graph.workers import Workers
from warehouse.archive.home import Home
from warehouse.catalog import load_catalog
from warehouse.connections import spare_search_for_pandas
from warehouse.errors import Busy, WarehouseError
from warehouse.snapshots.store import SnapshotStore

PAGE_HEADERS = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'"}


def create_app() -> Starlette:
    """The app of this environment: what an ASGI server calls."""
    spare_search_for_pandas()
    return build_app(read_settings(os.environ))


def build_app(settings: Settings, store: Store | None = None) -> Starlette:
    """The app on the snapshots of `settings.home`, or on another store."""
    service = Service(settings, store or SnapshotStore(Home(settings.home)))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        service.close()

    return Starlette(
        routes=[
            Route("/graphql", service.graphql, methods=["GET", "POST"]),
            Route("/healthz", service.healthz),
            Route("/readyz", service.readyz),
            Route("/metrics", service.show_metrics),
            # Of the static files only what GraphiQL was built into: its sources lie beside it.
            Mount("/static/graphiql", StaticFiles(directory=PAGE.parent)),
        ],
        lifespan=lifespan,
    )


class Service:
    """The routes. `healthz` says that the process lives, `readyz` that it has a snapshot to read."""

    def __init__(self, settings: Settings, store: Store) -> None:
        load_catalog()  # Kept: the first request should not wait for it.
        self.workers = Workers(Executor(build_schema()), store, settings)
        self._store = store
        self._metrics = Metrics()
        self._page = build_page()

    def close(self) -> None:
        """Lets what is under way end, then closes the snapshot."""
        self.workers.close()
        self._store.close()

    async def graphql(self, request: HttpRequest) -> Response:
        if request.method == "HEAD":
            return Response(status_code=405, headers={"Allow": "GET, POST"})
        if _is_browser(request):
            return HTMLResponse(self._page, headers=PAGE_HEADERS)
        begun = time.perf_counter()
        try:
            asked = await read_request(request)
            answer, body = await self.workers.answer(asked, _leaves(request))
        except Malformed as error:
            return write_malformed(request, error)
        except Busy as error:
            answer = refuse(write_refusal(error))
            self._metrics.count(answer, time.perf_counter() - begun)
            return write_unavailable(request, answer)
        self._metrics.count(answer, time.perf_counter() - begun)
        if request.method == "GET" and not answer.is_query:
            return write_malformed(request, Malformed(405, "A GET can only query.", {"Allow": "POST"}))
        return write_answer(request, answer, body)

    async def healthz(self, _request: HttpRequest) -> Response:
        return PlainTextResponse("alive\n")

    async def readyz(self, _request: HttpRequest) -> Response:
        try:
            return JSONResponse({"status": "ready", "snapshot": await self.workers.run(self._current_snapshot)})
        except WarehouseError as error:
            body: dict[str, Any] = {"status": "not ready", "code": error.code, "message": error.message}
            return JSONResponse(body, status_code=503)

    async def show_metrics(self, _request: HttpRequest) -> Response:
        return Response(self._metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    def _current_snapshot(self) -> str:
        with self._store.acquire() as snapshot:
            return snapshot.snapshot_id


async def _leaves(request: HttpRequest) -> None:
    """Returns when the client is gone. A GET still has its empty body to be received."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _is_browser(request: HttpRequest) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")
