"""Requests per second: one process with a number of kept connections, each with one request under way.

Run as a process: `python -m bench.serving.load_client PORT CONNECTIONS SECONDS FILE`. The file holds
requests as they go over the wire, each after its length in four bytes. Several are sent in turn, each once, and the
process ends with the last one; a single one is sent again and again. Prints one line of JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import uvloop

_GRACE_SECONDS = 20.0


def write_requests(path: Path, requests: list[bytes]) -> None:
    """The file that the process reads."""
    path.write_bytes(b"".join(len(request).to_bytes(4, "big") + request for request in requests))


def read_requests(path: Path) -> list[bytes]:
    """The requests of such a file."""
    content, requests, place = path.read_bytes(), [], 0
    while place < len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        requests.append(content[place + 4 : place + 4 + size])
        place += 4 + size
    return requests


def in_turn(requests: list[bytes]) -> Iterator[bytes]:
    """Each once; a single one again and again."""
    return iter(requests) if len(requests) > 1 else cycle(requests)


class _Tally:
    def __init__(self, requests: Iterator[bytes], deadline: float) -> None:
        self.requests = requests
        self.deadline = deadline
        self.seconds: list[float] = []
        self.failed = 0


class _Driver(asyncio.Protocol):
    """One connection: sends the next request as soon as the reply is whole, until the deadline."""

    def __init__(self, tally: _Tally) -> None:
        self._tally = tally
        self._received = b""
        self._begun = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, mark, body = self._received.partition(b"\r\n\r\n")
        if not mark or not _is_whole(head, body):
            return
        self._received = b""
        now = time.perf_counter()
        self._tally.seconds.append(now - self._begun)
        if head[9:12] not in (b"200", b"304") or b'"errors"' in body:
            self._tally.failed += 1
        if now < self._tally.deadline:
            self._send()
        else:
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)

    def _send(self) -> None:
        request = next(self._tally.requests, None)
        if request is None:
            self._transport.close()
            return
        self._begun = time.perf_counter()
        self._transport.write(request)


def _is_whole(head: bytes, body: bytes) -> bool:
    if head[9:12] == b"304":
        return True
    lower = head.lower()
    place = lower.find(b"content-length:")
    if place >= 0:
        return len(body) >= int(lower[place + 15 :].split(b"\r\n", 1)[0])
    return body.endswith(b"0\r\n\r\n")


async def _run(port: int, connections: int, seconds: float, requests: list[bytes]) -> dict[str, float]:
    begun = time.perf_counter()
    tally = _Tally(in_turn(requests), begun + seconds)
    loop = asyncio.get_running_loop()
    drivers = [(await loop.create_connection(lambda: _Driver(tally), "127.0.0.1", port))[1] for _ in range(connections)]
    async with asyncio.timeout(seconds + _GRACE_SECONDS):
        await asyncio.gather(*(driver.done for driver in drivers))
    elapsed = time.perf_counter() - begun
    times = sorted(tally.seconds)
    return {
        "requests": len(times),
        "failed": tally.failed,
        "per_second": len(times) / elapsed,
        "p50": times[len(times) // 2],
        "p99": times[min(len(times) - 1, int(len(times) * 0.99))],
    }


if __name__ == "__main__":
    counted = uvloop.run(_run(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), read_requests(Path(sys.argv[4]))))
    print(json.dumps(counted))
