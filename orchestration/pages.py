"""Dagster's web pages behind access control: read-only, or with a secret of this start (`longmai up --operator`).

Dagster's server runs mutations by GET, from any page and under any host name. Here a request must pass the gates
(guard.gate), and a write must be JSON posted by an own page or a program.
"""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import uvicorn
from dagster import DagsterInstance
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import ModuleTarget, WorkspaceLoadTarget
from dagster_webserver.app import create_app_from_workspace_process_context
from dagster_webserver.version import __version__
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guard.gate import RESPONSE_HEADERS, HostGate, KeyGate, read_head, refuse
from guard.hosts import Hosts, is_own_origin
from guard.secret import Secret
from orchestration.dagster_home import TOKEN

READY = "/server_info"
"""Returns the version of Dagster only."""
TITLE = "Longmai 陇脉 · Dagster"

_POLL_MILLISECONDS = 2000
_STATEMENT_MILLISECONDS = 15_000
_POOL_RECYCLE_SECONDS = 3600
_POOL_OVERFLOW = 20


class WriteGate:
    """Refuses requests that could write, unless they are JSON posted by an own page or a program.

    Without a CORS preflight, pages of other sites can send a GET, a form or plain text, but no JSON. With
    `is_read_only` Dagster refuses mutations, and its other writing routes are closed.
    """

    def __init__(self, app: ASGIApp, is_read_only: bool) -> None:
        self._app = app
        self._is_read_only = is_read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope, read_head(scope)) if scope["type"] == "http" else None
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await refuse(scope, receive, send, *refusal)

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str, str, str] | None:
        is_graphql = scope["path"].rstrip("/") == "/graphql"
        if scope["method"] in {"GET", "HEAD"}:
            # For text/html Dagster sends its page without executing anything.
            return _ONLY_POST if is_graphql and b"text/html" not in headers.get(b"accept", b"") else None
        if scope["method"] != "POST":
            return _ONLY_POST
        if not is_own_origin(headers) or headers.get(b"sec-fetch-site", b"same-origin") not in _OWN_SITES:
            return _OTHER_PAGE
        if headers.get(b"content-type", b"").partition(b";")[0].strip().lower() != b"application/json":
            return _ONLY_JSON
        return _ONLY_LOOKS if self._is_read_only and not is_graphql else None


class HeaderGate:
    """Adds the security headers (RESPONSE_HEADERS) to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in RESPONSE_HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)


def gated(app: ASGIApp, secret: Secret | None) -> ASGIApp:
    """The pages behind their gates: read-only without a secret."""
    inner: ASGIApp = WriteGate(app, is_read_only=secret is None)
    if secret is not None:
        inner = KeyGate(inner, secret, TITLE, open_paths=(READY,), takes_token=True)
    return HeaderGate(HostGate(inner, Hosts()))


def build_pages(
    stack: ExitStack, instance: DagsterInstance, secret: Secret | None, target: WorkspaceLoadTarget
) -> ASGIApp:
    """Dagster's pages for a target, until the stack is closed."""
    instance.optimize_for_webserver(_STATEMENT_MILLISECONDS, _POOL_RECYCLE_SECONDS, _POOL_OVERFLOW)
    context = stack.enter_context(
        WorkspaceProcessContext(
            instance,
            version=__version__,
            read_only=secret is None,
            workspace_load_target=target,
        )
    )
    return gated(create_app_from_workspace_process_context(context, "", _POLL_MILLISECONDS), secret)


def main(host: str, port: int) -> None:
    """Serves the pages until the process receives a stop signal."""
    token = os.environ.pop(TOKEN, None)  # not inherited by the server's children
    secret = None if token is None else Secret(token, f"longmai_operator_{port}")
    target = ModuleTarget("orchestration.definitions", None, str(Path.cwd()), None)
    with ExitStack() as stack:
        instance = stack.enter_context(DagsterInstance.get())
        pages = build_pages(stack, instance, secret, target)
        options: dict[str, Any] = {"log_level": "warning", "server_header": False, "ws": "websockets-sansio"}
        uvicorn.run(pages, host=host, port=port, **options)


_OWN_SITES = {b"same-origin", b"none"}
_ONLY_POST = (
    405,
    "METHOD_NOT_ALLOWED",
    "Only POST is allowed here. 中文：此处只接受 POST 请求。",
    "Open the pages in a browser. 中文：请用浏览器打开页面。",
)
_OTHER_PAGE = (
    403,
    "ORIGIN_NOT_ALLOWED",
    "Pages of other sites may not access Dagster. 中文：其他网站的网页不得访问 Dagster。",
    "Use Dagster's own pages. 中文：请使用 Dagster 自己的页面。",
)
_ONLY_JSON = (
    415,
    "MEDIA_TYPE_NOT_ALLOWED",
    "Only application/json is allowed here. 中文：此处只接受 application/json。",
    "Send JSON. 中文：请发送 JSON。",
)
_ONLY_LOOKS = (
    403,
    "READ_ONLY",
    "These pages are read-only. 中文：页面处于只读状态。",
    "Start with: longmai up --operator. 中文：需要操作时请以 longmai up --operator 启动。",
)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
