"""Subscriptions by WebSocket, protocol graphql-transport-ws, with limits on time, size and number."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from graph.errors import write_message, write_refusal
from graph.execution.caller import Caller, Identify
from graph.execution.persisted_queries import DocumentRefused
from graph.execution.requests import HttpRequestBody, Malformed, parse_content, read_headers
from graph.subscriptions.streams import StreamRefused, Streams, busy_content
from guard.gate import ADMITTED
from guard.secret import Secret
from warehouse.errors import Busy, LimitExceeded

PROTOCOL = "graphql-transport-ws"
LARGEST_MESSAGE = 64_000
INIT_SECONDS = 10
MOST_SUBSCRIPTIONS = 20
MOST_UNAUTHENTICATED = 100
"""Connections that have not sent the key yet: clients without a key must not use up all connections."""
_LONGEST_ID = 128


class Closed(Exception):
    """Closes the connection with this code because of an invalid message."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


class Sockets:
    """Accepts WebSockets from our own pages and from clients other than browsers."""

    def __init__(
        self, streams: Streams, identify: Identify, secret: Secret | None = None, init_seconds: float = INIT_SECONDS
    ) -> None:
        self._streams = streams
        self._identify = identify
        self._secret = secret
        self._init_seconds = init_seconds
        self._by_message: set[_Connection] = set()
        """Connections that authenticate in their first message."""
        self._subscriptions: set[asyncio.Task[None]] = set()
        """Subscriptions whose last message has not been sent yet."""

    async def completed(self, timeout_seconds: float) -> bool:
        """Waits until the last message of every subscription is sent; False if some are still to be sent."""
        if self._subscriptions:
            await asyncio.wait(set(self._subscriptions), timeout=timeout_seconds)
        return not self._subscriptions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        try:
            with self._streams.admitted():
                await self._serve(scope, receive, send)
        except Busy as error:
            await _refuse(scope, send, error)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        secret = None if scope.get(ADMITTED) else self._secret
        if secret is not None and sum(not one.is_acknowledged for one in self._by_message) >= MOST_UNAUTHENTICATED:
            raise Busy(
                "Too many connections have not sent their key yet.",
                "Try again in a minute.",
                zh="尚未提交密钥的连接过多。请稍后重试。",
            )
        if PROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": 4406, "reason": "Subprotocol not acceptable"})
            return
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        caller = self._identify(read_headers(scope["headers"]))
        connection = _Connection(self._streams, caller, send, secret, self._subscriptions)
        if secret is not None:
            self._by_message.add(connection)
        try:
            await connection.serve(receive, self._init_seconds)
        except Closed as closed:
            await send({"type": "websocket.close", "code": closed.code, "reason": closed.reason})
        finally:
            self._by_message.discard(connection)
            await connection.end()


class _Connection:
    """A WebSocket. `secret` is the key that its first message must have, if the handshake had none."""

    def __init__(
        self,
        streams: Streams,
        caller: Caller,
        send: Send,
        secret: Secret | None,
        subscriptions: set[asyncio.Task[None]],
    ) -> None:
        self._streams = streams
        self._caller = caller
        self._send_message = send
        self._secret = secret
        self.is_acknowledged = False
        self._subscriptions = subscriptions
        self._running: dict[str, asyncio.Task[None]] = {}

    async def serve(self, receive: Receive, init_seconds: float) -> None:
        """Handles messages until the client disconnects. Raises Closed."""
        deadline = asyncio.get_running_loop().time() + init_seconds
        while True:
            try:
                async with asyncio.timeout_at(None if self.is_acknowledged else deadline):
                    message = await receive()
            except TimeoutError:
                raise Closed(4408, "Connection initialisation timeout") from None
            if message["type"] == "websocket.disconnect":
                return
            await self._handle(_decode(message))

    async def end(self) -> None:
        """Cancels the subscriptions of this client."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _handle(self, message: dict[str, Any]) -> None:
        kind = message.get("type")
        if kind == "connection_init":
            if self.is_acknowledged:
                raise Closed(4429, "Too many initialisation requests")
            if self._secret is not None and not self._secret.matches(_key_of(message)):
                raise Closed(4403, "Forbidden")
            self.is_acknowledged = True
            await self._send({"type": "connection_ack"})
        elif kind == "ping":
            await self._send({"type": "pong"})
        elif kind == "subscribe":
            await self._subscribe(message)
        elif kind == "complete":
            task = self._running.pop(_id_of(message), None)
            if task is not None:
                task.cancel()
        elif kind != "pong":
            raise Closed(4400, "Invalid message")

    async def _subscribe(self, message: dict[str, Any]) -> None:
        if not self.is_acknowledged:
            raise Closed(4401, "Unauthorized")
        name = _id_of(message)
        if name in self._running:
            raise Closed(4409, f"Subscriber for {name} already exists")
        if len(self._running) >= MOST_SUBSCRIPTIONS:
            error = LimitExceeded(
                f"A connection has at most {MOST_SUBSCRIPTIONS} subscriptions.", "Complete one first."
            )
            await self._send({"type": "error", "id": name, "payload": [write_refusal(error)]})
            return
        try:
            parsed = parse_content(message.get("payload"))
        except Malformed as error:
            raise Closed(4400, error.message[:120]) from None
        except DocumentRefused as error:
            entry = write_message(error.message, error.code, error.hint)
            await self._send({"type": "error", "id": name, "payload": [entry]})
            return
        task = asyncio.create_task(self._run(name, parsed))
        self._running[name] = task
        self._subscriptions.add(task)
        task.add_done_callback(self._subscriptions.discard)

    async def _run(self, name: str, parsed: HttpRequestBody) -> None:
        try:
            events = await self._streams.begin(parsed, self._caller)
            async for event in events:
                await self._send({"type": "next", "id": name, "payload": orjson.Fragment(event.content)})
        except StreamRefused as error:
            self._running.pop(name, None)
            await self._send({"type": "error", "id": name, "payload": error.errors})
        else:
            self._running.pop(name, None)
            await self._send({"type": "complete", "id": name})

    async def _send(self, message: dict[str, Any]) -> None:
        await self._send_message({"type": "websocket.send", "text": orjson.dumps(message).decode()})


def _decode(message: Any) -> dict[str, Any]:
    text = message.get("text")
    if text is None:
        raise Closed(4400, "Invalid message")
    if len(text) > LARGEST_MESSAGE:
        raise Closed(1009, "Message too big")
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closed(4400, "Invalid message") from None
    if not isinstance(content, dict):
        raise Closed(4400, "Invalid message")
    return content


def _id_of(message: dict[str, Any]) -> str:
    name = message.get("id")
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID:
        raise Closed(4400, "Invalid message")
    return name


def _key_of(message: dict[str, Any]) -> str:
    """The key in a first message: `{"authorization": "Bearer KEY"}`, the name in any case."""
    payload = message.get("payload")
    sent = {str(name).lower(): value for name, value in payload.items()} if isinstance(payload, dict) else {}
    scheme, _, key = str(sent.get("authorization", "")).partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


async def _refuse(scope: Scope, send: Send, error: Busy) -> None:
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1013})
        return
    headers = [(b"content-type", b"application/json"), (b"retry-after", b"60")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": busy_content(error)})
