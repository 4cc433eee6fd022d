"""One HTTP/1.1 connection that is kept, written on a socket: the client must cost less than what it measures."""

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

_IDLE_SECONDS = 2.0


@dataclass(frozen=True)
class Reply:
    """What came back; header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def request_bytes(method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """A whole request as it goes over the wire."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    if body or method == "POST":
        lines.append(f"content-length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def graphql_request(path: str, document: str, variables: Mapping[str, Any]) -> bytes:
    """A GraphQL operation as a POST."""
    body = json.dumps({"query": document, "variables": dict(variables)}).encode()
    headers = {"content-type": "application/json", "accept": "application/json"}
    return request_bytes("POST", path, body, headers)


class Connection:
    """A connection to a local port."""

    def __init__(self, port: int, timeout: float = 60.0) -> None:
        self._port, self._timeout = port, timeout
        self._open()

    def renew(self) -> Self:
        """Opens it anew where it was idle for long: servers close such a connection, uvicorn after five seconds."""
        if time.monotonic() - self._used > _IDLE_SECONDS:
            self._socket.close()
            self._open()
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=self._timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""
        self._used = time.monotonic()

    def send(self, request: bytes) -> Reply:
        """Sends a request and waits for the whole reply. Raises ConnectionError where the server hangs up."""
        self._used = time.monotonic()
        self._socket.sendall(request)
        head = self._until(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status = int(first.split(" ", 2)[1])
        return Reply(status, headers, self._body(status, headers))

    def _body(self, status: int, headers: Mapping[str, str]) -> bytes:
        if status in (204, 304):
            return b""
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int(self._until(b"\r\n"), 16):
                parts.append(self._exactly(size + 2)[:-2])
            self._until(b"\r\n")
            return b"".join(parts)
        return self._exactly(int(headers["content-length"]))

    def _until(self, mark: bytes) -> bytes:
        while (end := self._rest.find(mark)) < 0:
            self._rest += self._receive()
        found, self._rest = self._rest[:end], self._rest[end + len(mark) :]
        return found

    def _exactly(self, size: int) -> bytes:
        parts, missing = [self._rest], size - len(self._rest)
        while missing > 0:
            parts.append(self._receive())
            missing -= len(parts[-1])
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]

    def _receive(self) -> bytes:
        received = self._socket.recv(1 << 18)
        if not received:
            raise ConnectionError("The server closed the connection.")
        return received
