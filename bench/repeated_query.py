"""Requests per second of a repeated query against a Starlette route of fixed bytes, in one run.

`python -m bench.repeated_query HOME [SECONDS]`: HOME is a data directory with a snapshot. One server process each,
eight connections, a raw asyncio client; both servers are asked in turn, several times, so that noise falls on both.
"""

from __future__ import annotations

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench import CHECKOUT

CONNECTIONS = 8
ROUNDS = 5
QUERY = (
    "{ enterprises(first: 5) { totalCount nodes { enterpriseId nameZh region { nameZh } } pageInfo { endCursor } } }"
)
FIXED = """
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
async def fixed(request):
    await request.body()
    return Response(BODY, media_type="application/json")
app = Starlette(routes=[Route("/graphql", fixed, methods=["POST"])])
"""


def main() -> None:
    home = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 2.0
    body = f'{{"query": "{QUERY}"}}'.encode()
    request = (
        b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: */*\r\n"
        b"content-length: %d\r\n\r\n%b" % (len(body), body)
    )
    ours_port, fixed_port = _free_port(), _free_port()
    environment = {**os.environ, "LONGMAI_HOME": home}
    ours = subprocess.Popen(
        [sys.executable, "-m", "graph", "serve", "--port", str(ours_port)], env=environment, cwd=CHECKOUT
    )
    servers = [ours]
    try:
        answer = asyncio.run(_once(ours_port, request))
        code = FIXED.replace("BODY", repr(answer)) + (
            f"import uvicorn\nuvicorn.run(app, port={fixed_port}, log_level='warning', access_log=False)"
        )
        servers.append(subprocess.Popen([sys.executable, "-c", code], cwd=CHECKOUT))
        asyncio.run(_once(fixed_port, request))
        rates: dict[int, list[float]] = {ours_port: [], fixed_port: []}
        costs: dict[int, list[float]] = {ours_port: [], fixed_port: []}
        for _ in range(ROUNDS):
            for server, port in zip(servers, rates, strict=True):
                before = _cpu_seconds(server.pid)
                rates[port].append(asyncio.run(_rate(port, request, seconds)))
                costs[port].append((_cpu_seconds(server.pid) - before) / (rates[port][-1] * seconds))
        kept, fixed = (statistics.median(found) for found in rates.values())
        kept_cost, fixed_cost = (statistics.median(found) * 1e6 for found in costs.values())
        print(f"answer of {len(answer)} bytes, {CONNECTIONS} connections, median of {ROUNDS} rounds of {seconds} s")
        print(f"repeated query {kept:,.0f}/s, fixed bytes {fixed:,.0f}/s, ratio {kept / fixed:.0%}")
        print(
            f"processor time {kept_cost:.0f} us and {fixed_cost:.0f} us a request, ratio {fixed_cost / kept_cost:.0%}"
        )
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def _cpu_seconds(pid: int) -> float:
    """Processor time of a process: what other work on the machine disturbs least."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _rate(port: int, request: bytes, seconds: float) -> float:
    until = time.perf_counter() + seconds
    counts = await asyncio.gather(*(_ask(port, request, until) for _ in range(CONNECTIONS)))
    return sum(counts) / seconds


async def _ask(port: int, request: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < until:
        writer.write(request)
        await _read(reader)
        count += 1
    writer.close()
    return count


async def _read(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
    return await reader.readexactly(length)


async def _once(port: int, request: bytes) -> bytes:
    """The answer, once the server listens."""
    for _ in range(300):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.write(request)
        answer = await _read(reader)
        writer.close()
        return answer
    raise SystemExit("The server did not begin to listen.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
