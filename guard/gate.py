"""ASGI middleware for access control: known host, own origin, secret.

Outermost first: `HostGate`, then `KeyGate`. Both decide from the head of a request; the connection, which responds
before the app (graph.http.protocol), makes the same checks through `admits`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from guard.hosts import Hosts, is_own_origin
from guard.pages import HEADERS, sign_in_page, signed_in_page
from guard.secret import Secret

SIGN_IN = "/sign-in"
ADMITTED = "longmai.admitted"
"""Key in the scope of a WebSocket: whether its handshake had the secret."""

HOST_NOT_ALLOWED = "HOST_NOT_ALLOWED"
ORIGIN_NOT_ALLOWED = "ORIGIN_NOT_ALLOWED"
KEY_REQUIRED = "KEY_REQUIRED"

RESPONSE_HEADERS: Mapping[str, str] = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
"""Headers of every response: no content sniffing, no referrer."""

_LARGEST_FORM = 4_000
_PAGE = "text/html; charset=utf-8"


class HostGate:
    """Refuses requests to unknown host names, and WebSockets from pages of other origins."""

    def __init__(
        self, app: ASGIApp, hosts: Hosts, origins: Collection[str] = (), open_paths: Collection[str] = ()
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = frozenset(origins)
        self._open_paths = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in self._open_paths:
            await self._app(scope, receive, send)
            return
        headers = read_head(scope)
        if not self._hosts.admits(headers.get(b"host")):
            await refuse(scope, receive, send, 421, *_wrong_host(headers))
        elif scope["type"] == "websocket" and not is_own_origin(headers, self._origins):
            await refuse(scope, receive, send, 403, *_wrong_origin(headers))
        else:
            await self._app(scope, receive, send)


class KeyGate:
    """Admits requests with the secret; a browser without it gets the sign-in page.

    With `takes_token` the URL may have the secret once; only for a secret that ends with its process, since browsers
    store URLs. With `opens_sockets` a WebSocket may send it in its first message, which the app checks (ADMITTED).
    """

    def __init__(
        self,
        app: ASGIApp,
        secret: Secret,
        title: str,
        open_paths: Collection[str] = (),
        takes_token: bool = False,
        opens_sockets: bool = False,
    ) -> None:
        self._app = app
        self._secret = secret
        self._title = title
        self._open_paths = frozenset(open_paths)
        self._takes_token = takes_token
        self._opens_sockets = opens_sockets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in self._open_paths:
            await self._app(scope, receive, send)
            return
        headers = read_head(scope)
        is_admitted = self._secret.is_in(headers)
        if scope["type"] == "websocket":
            scope[ADMITTED] = is_admitted
            if is_admitted or (self._opens_sockets and b"authorization" not in headers):
                await self._app(scope, receive, send)
            else:
                await refuse(scope, receive, send, 401, *_NO_KEY)
        elif scope["path"] == SIGN_IN and scope["method"] in {"GET", "POST"}:
            await self._sign_in(scope, headers, receive, send)
        elif self._takes_token and scope["method"] == "GET" and b"token=" in scope["query_string"]:
            await self._take_token(scope, send)
        elif is_admitted:
            await self._app(scope, receive, send)
        elif scope["method"] == "GET" and b"text/html" in headers.get(b"accept", b""):
            await self._show_page(send, 401, _place(scope))
        else:
            await refuse(scope, receive, send, 401, *_NO_KEY)

    async def _sign_in(self, scope: Scope, headers: Mapping[bytes, bytes], receive: Receive, send: Send) -> None:
        if scope["method"] == "GET":
            await self._show_page(send, 200, "/")
            return
        if not is_own_origin(headers):
            await refuse(scope, receive, send, 403, *_wrong_origin(headers))
            return
        form = parse_qs((await _read_form(receive)).decode("latin-1"))
        (given, *_), (place, *_) = form.get("key", [""]), form.get("next", ["/"])
        if self._secret.matches(given.strip()):
            await self._let_in(scope, send, place if _is_own_place(place) else "/")
        else:
            await self._show_page(send, 403, place if _is_own_place(place) else "/", is_wrong=bool(given))

    async def _take_token(self, scope: Scope, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if self._secret.matches(query.pop("token", [""])[0]):
            rest = urlencode(query, doseq=True)
            await self._let_in(scope, send, scope["path"] + (f"?{rest}" if rest else ""))
        else:
            await self._show_page(send, 403, scope["path"], is_wrong=True)

    async def _let_in(self, scope: Scope, send: Send, place: str) -> None:
        # A page that forwards, not a redirect: coming from another site, a browser would not send a Strict cookie.
        cookie = self._secret.set_cookie(scope.get("scheme") == "https")
        await _answer(send, 200, _PAGE, signed_in_page(self._title, place), {**HEADERS, "Set-Cookie": cookie})

    async def _show_page(self, send: Send, status: int, place: str, is_wrong: bool = False) -> None:
        await _answer(send, status, _PAGE, sign_in_page(self._title, SIGN_IN, place, is_wrong), HEADERS)


def read_head(scope: Scope) -> dict[bytes, bytes]:
    """The headers, names in lower case; repeated headers are joined."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name] = found[name] + b"," + value if name in found else value
    return found


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, code: str, message: str, hint: str) -> None:
    """Ends a request, or the handshake of a WebSocket, with a GraphQL error."""
    body = orjson.dumps({"errors": [{"message": message, "extensions": {"code": code, "hint": hint}}]})
    headers = {"Cache-Control": "no-store", **({"WWW-Authenticate": "Bearer"} if status == 401 else {})}
    if scope["type"] == "websocket":
        await receive()
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close"})
            return
    await _answer(send, status, "application/json; charset=utf-8", body, headers, scope["type"])


async def _answer(
    send: Send, status: int, media_type: str, content: bytes, headers: Mapping[str, str], kind: str = "http"
) -> None:
    # uvicorn adds these to HTTP responses, but not to a refused handshake.
    more = RESPONSE_HEADERS if kind == "websocket" else {}
    written = {**more, "Content-Type": media_type, "Content-Length": str(len(content)), **headers}
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in written.items()]
    prefix = "websocket.http" if kind == "websocket" else "http"
    await send({"type": f"{prefix}.response.start", "status": status, "headers": raw})
    await send({"type": f"{prefix}.response.body", "body": content})


async def _read_form(receive: Receive) -> bytes:
    body = b""
    while len(body) <= _LARGEST_FORM:
        message: dict[str, Any] = dict(await receive())
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body[:_LARGEST_FORM]


def _place(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    place = scope["path"] + (f"?{query}" if query else "")
    return place if _is_own_place(place) else "/"


def _is_own_place(place: str) -> bool:
    """Whether it is a path of this server; `//x` and `/\\x` would be another one."""
    return place.startswith("/") and place[1:2] not in {"/", "\\"} and place.isprintable()


_NO_KEY = (
    KEY_REQUIRED,
    "This service requires its key. 中文：本服务只答复持有密钥的请求。",
    "Send 'Authorization: Bearer KEY', or open /sign-in in a browser."
    " 中文：请在请求头中发送 Authorization: Bearer 密钥，或用浏览器打开 /sign-in 登录。",
)


def _wrong_host(headers: Mapping[bytes, bytes]) -> tuple[str, str, str]:
    host = headers.get(b"host", b"").decode("latin-1")[:100]
    return (
        HOST_NOT_ALLOWED,
        f"'{host}' is not a host name of this service. 中文：“{host}”不是本服务的主机名。",
        "Use the address that the service prints; LONGMAI_ALLOWED_HOSTS lists more host names of the API."
        " 中文：请用启动时显示的地址访问；数据接口的其他主机名由运维人员在 LONGMAI_ALLOWED_HOSTS 中列出。",
    )


def _wrong_origin(headers: Mapping[bytes, bytes]) -> tuple[str, str, str]:
    origin = headers.get(b"origin", b"").decode("latin-1")[:100]
    return (
        ORIGIN_NOT_ALLOWED,
        f"A page of '{origin}' may not do this. 中文：来自“{origin}”的网页不得进行此操作。",
        "Use a page of this service. 中文：请使用本服务自己的页面。",
    )
