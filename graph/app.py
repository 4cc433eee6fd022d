"""Builds the ASGI app: the pages, /graphql, /export, /bulletin, the GraphiQL page, health and metrics."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from graph.bulletin.endpoint import BulletinEndpoint
from graph.execution.caller import Identify, identify_public
from graph.execution.execution import Executor
from graph.execution.persisted_queries import Documents, hash_of, read_documents
from graph.execution.snapshot_store import Store
from graph.execution.workers import Workers
from graph.http.endpoint import Endpoint
from graph.http.event_stream import EventStreams
from graph.http.exports_endpoint import ExportEndpoint
from graph.http.gates import Gates
from graph.http.graphiql import PAGE, build_page
from graph.http.metrics import Metrics
from graph.http.public_store import open_public
from graph.http.response_cache import ResponseCache
from graph.http.sockets import Sockets
from graph.http.static_files import CompressedFiles
from graph.pages.serving import Pages
from graph.schema import build_schema
from graph.settings import Settings
from graph.subscriptions.publications import Publications
from graph.subscriptions.streams import Streams
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument, WarehouseError
from warehouse.query.memory.column_cache import ColumnCache
from warehouse.snapshots.store import SnapshotStore

PAGE_HEADERS = {"Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'"}


def build_app(settings: Settings, store: Store | None = None, identify: Identify = identify_public) -> Starlette:
    """The app over the snapshots of `settings.home`, or over `store`.

    Raises InvalidArgument for a listed document that the schema rejects, and NotPublic if the published snapshot may
    not be served to every client.
    """
    store = store or SnapshotStore(Home(settings.home), memory_mb=settings.statement_memory_mb)
    if settings.allow_public:
        store = open_public(store)
    service = Service(settings, store, identify)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        service.close()

    app = Starlette(
        middleware=service.gates.middleware(),
        exception_handlers={404: service.pages.not_found},
        routes=[
            Route("/graphql", service.graphql),
            Route("/export", service.export),
            Route("/bulletin", service.bulletin),
            WebSocketRoute("/graphql", service.sockets),
            Route("/healthz", service.healthz),
            Route("/readyz", service.readyz),
            Route("/metrics", service.show_metrics),
            # Only the build output of GraphiQL: its sources are in the parent folder.
            Mount("/static/graphiql", CompressedFiles(directory=PAGE.parent)),
            *service.pages.routes(),
        ],
        lifespan=lifespan,
    )
    app.state.publications = service.publications
    app.state.sockets = service.sockets
    app.state.graphql = service.graphql
    return app


class Service:
    """The routes. `healthz` reports that the process is alive, `readyz` that a snapshot can be read."""

    def __init__(self, settings: Settings, store: Store, identify: Identify) -> None:
        load_catalog()  # Fills its cache, so that the first request does not wait for it.
        schema = build_schema(settings)
        executor = Executor(schema)
        self.pages = Pages(schema, self._ask, PAGE_HEADERS)
        documents = _documents(settings, executor, self.pages.documents())
        self.workers = Workers(settings.workers, settings.waiting, settings.query_timeout_seconds)
        self._column_cache = ColumnCache(store.acquire, int(settings.memory_mb * 1_000_000))
        self._store = store
        self._metrics = Metrics()
        self._metrics.watch_memory(lambda: self._column_cache.size)
        self.publications = Publications(store, executor, self.workers)
        streams = Streams(executor, schema, self.publications, documents, settings.streams)
        self.gates = Gates(settings)
        self.sockets = Sockets(streams, identify, self.gates.secret)
        self.graphql = Endpoint(
            executor,
            store,
            self.workers,
            documents,
            ResponseCache(int(settings.cache_mb * 1_000_000)),
            self._column_cache,
            self._metrics,
            identify,
            EventStreams(streams, identify),
            build_page().encode(),
            PAGE_HEADERS,
            settings,
            self.gates.admits,
        )
        self._export_workers = Workers(
            settings.export_workers, settings.export_workers, settings.export_timeout_seconds, "export"
        )
        self.export = ExportEndpoint(executor, schema, store, self._export_workers, documents, identify, settings)
        self.bulletin = BulletinEndpoint(self._export_workers, identify, settings)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.graphql(scope, receive, send)

    def close(self) -> None:
        """Waits for running requests, then closes the snapshots."""
        self.publications.close()
        self.workers.close()
        self._export_workers.close()
        self._column_cache.close()
        self._store.close()

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


def _documents(settings: Settings, executor: Executor, of_pages: Iterable[str]) -> Documents:
    """The documents that the operator lists, and those of the pages."""
    own = {hash_of(text): text for text in of_pages}
    if settings.documents is None:
        if settings.only_documents:
            raise InvalidArgument("LONGMAI_ONLY_DOCUMENTS is 1, and LONGMAI_DOCUMENTS names no documents.")
        return Documents(own)
    listed = read_documents(settings.documents)
    for text in listed.values():
        for error in executor.read(text).errors:
            raise InvalidArgument(f"LONGMAI_DOCUMENTS: {error['message']} The document begins: {text[:60]!r}.")
    return Documents(own | listed, only_listed=settings.only_documents)
