"""The route /bulletin: the monthly bulletin as a file, made by a child under the limits of an export."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import IO, cast
from urllib.parse import parse_qsl, quote

from starlette.types import Receive, Scope, Send

from graph.bulletin.child import BulletinJob
from graph.bulletin.order import MEDIA_TYPES, Order, check_order
from graph.errors import write_bug, write_refusal
from graph.execution.accept import JSON
from graph.execution.caller import Identify
from graph.execution.execution import Answer, refuse
from graph.execution.requests import read_headers, send_content, wait_for_disconnect
from graph.execution.workers import Workers
from graph.settings import Settings
from warehouse.errors import AvailabilityError, Busy, InvalidArgument, RequestError, WarehouseError

_CHUNK = 256_000
_NO_STORE = {"Cache-Control": "no-store"}
_PARAMETERS = ("period", "format", "asOf", "snapshot", "since", "lang")


class BulletinEndpoint:
    """Handles GET. The wording is that of the installation; a layout is for the command."""

    def __init__(self, workers: Workers, identify: Identify, settings: Settings) -> None:
        self._workers = workers
        self._identify = identify
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in {"GET", "HEAD"}:
            await send_content(send, 405, JSON, b"{}", {"Allow": "GET", **_NO_STORE})
            return
        try:
            order = self._read(scope)
            file = await self._workers.do(BulletinJob(order, self._settings), wait_for_disconnect(receive))
        except WarehouseError as error:
            status = 503 if isinstance(error, AvailabilityError) else 400 if isinstance(error, RequestError) else 500
            await _refuse(send, refuse(write_refusal(error)), status, retry=isinstance(error, Busy))
        except Exception as error:
            await _refuse(send, refuse(write_bug(error)), 500)
        else:
            with file:
                await self._send_file(send, file, order)

    def _read(self, scope: Scope) -> Order:
        given = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        for name in given:
            if name not in _PARAMETERS:
                raise InvalidArgument(
                    f"There is no parameter '{name[:40]}'.",
                    f"Use {', '.join(_PARAMETERS)}.",
                    zh=f"没有名为“{name[:40]}”的参数；可用 {'、'.join(_PARAMETERS)}。",
                )
        if "period" not in given:
            raise InvalidArgument(
                "'period' is missing.",
                "Name a month: period=2016-06.",
                zh="缺少 period；请写明月份，如 period=2016-06。",
            )
        return check_order(
            self._settings.home,
            given["period"],
            given.get("format", "docx"),
            lang=given.get("lang", "zh"),
            as_of=given.get("asOf") or None,
            snapshot=given.get("snapshot") or None,
            since=given.get("since") or None,
            wording=self._settings.bulletin_wording,
            is_public=self._settings.allow_public,
            caller=self._identify(read_headers(scope["headers"])),
        )

    async def _send_file(self, send: Send, file: IO[bytes], order: Order) -> None:
        digest, size = await self._workers.run(lambda: _measure(file))
        headers: Mapping[str, str] = {
            "content-type": MEDIA_TYPES[order.format],
            "content-length": str(size),
            # A page is shown, a document is stored.
            "content-disposition": f"{'inline' if order.format == 'html' else 'attachment'};"
            f" filename*=UTF-8''{quote(order.file_name)}",
            "x-longmai-sha256": digest,
            # The page has its own style and pictures, and needs nothing from anywhere.
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            "cache-control": "no-store",
        }
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": raw})
        while chunk := await self._workers.run(lambda: file.read(_CHUNK)):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _measure(file: IO[bytes]) -> tuple[str, int]:
    digest = hashlib.file_digest(cast("BytesIO", file), "sha256").hexdigest()
    size = file.tell()
    file.seek(0)
    return digest, size


async def _refuse(send: Send, answer: Answer, status: int, *, retry: bool = False) -> None:
    headers = {"Retry-After": "5", **_NO_STORE} if retry else _NO_STORE
    await send_content(send, status, JSON, answer.content(), headers)
