"""The route /export: the documents of /graphql, with a file as the response."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import parse_qsl

from graphql import GraphQLSchema
from starlette.types import Receive, Scope, Send

from graph.errors import INTERNAL, write_bug, write_refusal
from graph.execution.accept import JSON
from graph.execution.caller import Identify
from graph.execution.execution import Answer, Executor, Request, refuse
from graph.execution.persisted_queries import DocumentRefused, Documents
from graph.execution.requests import (
    Malformed,
    check_content_type,
    parse_body,
    parse_query_string,
    read_body,
    read_headers,
    refuse_explain,
    send_content,
    send_malformed,
    wait_for_disconnect,
    write_malformed,
    write_refused,
)
from graph.execution.snapshot_store import Store
from graph.execution.workers import Workers
from graph.exports.export_job import Export, Exported, ExportRefused
from graph.exports.formats import FORMATS, Options, read_options
from graph.settings import Settings
from warehouse.errors import AvailabilityError, Busy, RequestError, WarehouseError

_CHUNK = 256_000
_NO_STORE = {"Cache-Control": "no-store"}


class ExportEndpoint:
    """Handles GET and POST: responds with a complete file, or with JSON errors and an error status."""

    def __init__(
        self,
        executor: Executor,
        schema: GraphQLSchema,
        store: Store,
        workers: Workers,
        documents: Documents,
        identify: Identify,
        settings: Settings,
    ) -> None:
        self._executor = executor
        self._schema = schema
        self._store = store
        self._workers = workers
        self._documents = documents
        self._identify = identify
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request, options = await self._read(scope, receive)
            limits = self._settings.limits_of(request.caller.role)
            job = Export(self._executor, self._schema, self._store, request, options, limits)
            exported = await self._workers.do(job, wait_for_disconnect(receive))
        except Malformed as error:
            await send_malformed(send, receive, error, JSON, write_malformed(error), _NO_STORE)
        except DocumentRefused as error:
            await _refuse(send, write_refused(error), 400)
        except ExportRefused as error:
            await _refuse(send, refuse(*error.errors), _status(error.errors))
        except WarehouseError as error:
            status = 503 if isinstance(error, AvailabilityError) else 400 if isinstance(error, RequestError) else 500
            await _refuse(send, refuse(write_refusal(error)), status, retry=isinstance(error, Busy))
        except Exception as error:
            await _refuse(send, refuse(write_bug(error)), 500)
        else:
            with exported.file:
                await _send_file(send, exported, FORMATS[options.format].media_type, options, self._workers)

    async def _read(self, scope: Scope, receive: Receive) -> tuple[Request, Options]:
        headers = read_headers(scope["headers"])
        given = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        options = read_options(given, headers.get(b"accept", b"").decode("latin-1"))
        if scope["method"] == "POST":
            check_content_type(headers)
            parsed = parse_body(await read_body(headers, receive))
        elif scope["method"] == "GET":
            parsed = parse_query_string(scope["query_string"])
        else:
            raise Malformed(405, "Send a GET or a POST.", {"Allow": "GET, POST"})
        refuse_explain(parsed, "A file")
        text = self._documents.text(parsed.query, parsed.sha256)
        return Request(text, parsed.variables, parsed.operation_name, self._identify(headers)), options


async def _send_file(send: Send, exported: Exported, media_type: str, options: Options, workers: Workers) -> None:
    charset = {"csv": f"; charset={options.encoding}; header=present", "ndjson": "; charset=utf-8"}
    headers = {
        "content-type": media_type + charset.get(options.format, ""),
        "content-length": str(exported.size),
        "content-disposition": f'attachment; filename="{exported.file_name}"',
        "repr-digest": f"sha-256=:{base64.b64encode(exported.sha256).decode()}:",
        "x-longmai-rows": str(exported.row_count),
        "x-longmai-snapshot": exported.snapshot_id,
        "x-longmai-sha256": exported.sha256.hex(),
        "cache-control": "no-store",
    }
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})
    while chunk := await workers.run(lambda: exported.file.read(_CHUNK)):
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, answer: Answer, status: int, *, retry: bool = False) -> None:
    headers = {"Retry-After": "5", **_NO_STORE} if retry else _NO_STORE
    await send_content(send, status, JSON, answer.content(), headers)


def _status(errors: list[dict[str, Any]]) -> int:
    """503 for errors of availability, 500 for bugs, 400 for errors of the request."""
    codes = {error["extensions"]["code"] for error in errors}
    family = [AvailabilityError]
    for kind in family:
        family += kind.__subclasses__()
    if codes & {kind.code for kind in family}:
        return 503
    return 500 if INTERNAL in codes else 400
