"""One run from data to result: servers up, answers compared, then times, loads and a long query beside a short one."""

import json
import math
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench import FOR_CHILDREN
from bench.serving.data import Size, publish_data
from bench.serving.goals import FIXED, OURS
from bench.serving.load_client import write_requests
from bench.serving.peers import Peer
from bench.serving.questions import Question, questions
from bench.serving.result import Beside, Load, Result
from bench.serving.servers import Servers, free_port
from bench.serving.timing import Ask, Times, take_turns
from bench.serving.ways import HttpWay, NotAnswered, SqlByHand, Way, our_service, plain_strawberry
from bench.serving.wire import Connection, graphql_request, request_bytes
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.connections import open_reader
from warehouse.errors import CheckFailed, SnapshotNotFound
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest

Say = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How much is asked: requests of each way and question, and seconds after which no more rounds begin."""

    requests: int = 200
    seconds: float = 20.0
    load_turns: int = 3
    load_seconds: float = 3.0
    connections: int = 8
    long_query_seconds: float = 2.0


def prepare_data(home: Home, size: Size) -> float | None:
    """Makes the snapshot unless the home has one of this size and with today's tables. The seconds it took, or None."""
    try:
        kept = read_manifest(home, current_snapshot_id(home)).tables
        has_names = kept["mart.search_name"].row_count >= size.enterprises
        if (
            kept.keys() == load_catalog().tables.keys()
            and kept["mart.enterprise_month"].row_count == size.rows
            and has_names
        ):
            return None
    except SnapshotNotFound:
        pass
    # A release is compared with the one before it, and one of other tables has nothing to be compared with.
    shutil.rmtree(home.root, ignore_errors=True)
    begun = time.perf_counter()
    publish_data(home.ensure(), size)
    return time.perf_counter() - begun


def run(
    home: Home, work: Path, size: Size, effort: Effort, peers: Sequence[Peer], say: Say, only: Sequence[str] = ()
) -> Result:
    """Everything about one size of data. `work` is a folder for logs and answers; `only` names questions."""
    build_seconds = prepare_data(home, size)
    asked = {name: question for name, question in questions(size).items() if not only or name in only}
    result = Result(size, home.current.resolve().stat().st_size, build_seconds)
    with Servers(work / "logs", {**FOR_CHILDREN, "LONGMAI_HOME": str(home.root), "RUST_LOG": "warn"}) as servers:
        ours_port, plain_port = free_port(), free_port()
        servers.start(OURS, ours_port, sys.executable, "-m", "graph", "serve", "--port", str(ours_port))
        plain_command = [sys.executable, "-m", "bench.serving.plain_server"]
        servers.start("plain", plain_port, *plain_command, str(plain_port), str(home.current.resolve()))
        ways: list[Way] = [our_service(ours_port, asked), plain_strawberry(plain_port)]
        for peer in peers:
            try:
                say(f"starting {peer.name}")
                ways.append(peer.start(servers, home, work, size))
            except Exception as error:  # a peer that does not come up is a line of the report, not the end of the run
                result.not_answered.append(f"{peer.name}: {error}")
        connection = open_reader(home.current.resolve())
        try:
            ways.insert(0, SqlByHand(connection))
            compare_answers(asked, ways, result)
            ours = next(way for way in ways if way.name == OURS)
            assert isinstance(ours, HttpWay)
            fixed_port = _start_fixed(servers, work, ours, result)
            _time(asked, ways, fixed_port, effort, result, say)
            if "point" in result.agreed:
                _load(asked["point"], ours, ways, fixed_port, work, effort, result, say)
                _beside(asked["point"], ours, effort, result, say)
        finally:
            connection.close()
        for name in (OURS, "plain"):
            memory = servers.memory(name)
            if memory is not None:
                result.memory[name] = memory
    return result


def compare_answers(asked: Mapping[str, Question], ways: Sequence[Way], result: Result) -> None:
    """Asks every way every question twice, and leaves those that cannot answer out of it.

    Raises CheckFailed where two answer differently: their times would say nothing.
    """
    for question in asked.values():
        expected = [ways[0].plain(question, number) for number in (0, 1)]
        agreed = []
        for way in ways:
            if not way.answers(question):
                continue
            try:
                answers = [way.plain(question, number) for number in (0, 1)]
            except NotAnswered as reason:
                result.not_answered.append(str(reason))
                continue
            if answers != expected:
                told, wanted = str(answers)[:500], str(expected)[:500]
                raise CheckFailed(f"{question.name}: {way.name} says {told} where {ways[0].name} says {wanted}")
            agreed.append(way.name)
        result.agreed[question.name] = agreed


def _start_fixed(servers: Servers, work: Path, ours: HttpWay, result: Result) -> int:
    """The server of fixed answers, each as long as ours to that question."""
    folder = work / "fixed"
    folder.mkdir(exist_ok=True)
    for name, agreed in result.agreed.items():
        if OURS in agreed:
            reply = ours.connection.send(ours.request(questions(result.size)[name], 0))
            result.sizes[name] = len(reply.body)
            (folder / name).write_bytes(reply.body)
    port = free_port()
    servers.start("fixed", port, sys.executable, "-m", "bench.serving.fixed_server", str(port), str(folder))
    return port


def _time(
    asked: Mapping[str, Question],
    ways: Sequence[Way],
    fixed_port: int,
    effort: Effort,
    result: Result,
    say: Say,
) -> None:
    ours = next(way for way in ways if way.name == OURS)
    assert isinstance(ours, HttpWay)
    with Connection(fixed_port) as connection:
        for question in asked.values():
            turns: dict[str, Callable[[int], Ask]] = {
                way.name: _prepare(way, question) for way in ways if way.name in result.agreed[question.name]
            }
            if OURS in turns:
                turns[FIXED] = _fixed(ours, question, connection)
            say(f"{question.name}: {', '.join(turns)}")
            result.times[question.name] = take_turns(turns, effort.requests, effort.seconds, first=2)


def _prepare(way: Way, question: Question) -> Callable[[int], Ask]:
    return lambda number: way.prepare(question, number)


def _fixed(ours: HttpWay, question: Question, connection: Connection) -> Callable[[int], Ask]:
    """The very request of ours, to a route that does not look at it."""

    def prepare(number: int) -> Ask:
        request = ours.request(question, number).replace(b" /graphql ", f" /{question.name} ".encode(), 1)
        opened = connection.renew()
        return lambda: opened.send(request).body

    return prepare


def _load(
    point: Question,
    ours: HttpWay,
    ways: Sequence[Way],
    fixed_port: int,
    work: Path,
    effort: Effort,
    result: Result,
    say: Say,
) -> None:
    """Requests per second: `point` with ever other variables, the same request again, the same with its ETag."""
    say(f"{effort.connections} connections")
    agreed = [way for way in ways if isinstance(way, HttpWay) and way.name in result.agreed["point"]]
    fixed = request_bytes("POST", "/point", ours.request(point, 0).partition(b"\r\n\r\n")[2])
    same = ours.request(point, 1)
    loads: dict[str, dict[str, tuple[int, Callable[[int], bytes]]]] = {
        "point": {way.name: (way.port, _requests(way, point)) for way in agreed}
        | {FIXED: (fixed_port, lambda _: fixed)},
        "repeated": {OURS: (ours.port, lambda _: same), FIXED: (fixed_port, lambda _: fixed)},
    }
    if revalidation := _revalidation(ours, point):
        again = request_bytes("GET", "/again")
        loads["revalidated"] = {
            OURS: (ours.port, lambda _: revalidation),
            FIXED: (fixed_port, lambda _: again),
        }
    else:
        result.not_answered.append("longmai, revalidated: a GET gives no ETag.")
    number = 1000
    for load, turns in loads.items():
        best: dict[str, Load] = {}
        for _ in range(effort.load_turns):
            for name, (port, make) in turns.items():
                # More than the fastest takes, so that no answer comes from the cache; the client sends none twice.
                count = max(100, int(effort.load_seconds * 12_000)) if load == "point" else 1
                found = _count(port, [make(number + place) for place in range(count)], work, effort)
                number += count
                if name not in best or found.per_second > best[name].per_second:
                    best[name] = found
        result.loads[load] = best


def _requests(way: HttpWay, question: Question) -> Callable[[int], bytes]:
    return lambda number: way.request(question, number)


def _revalidation(ours: HttpWay, question: Question) -> bytes | None:
    """A GET of the question with the ETag of its answer; None where the service gives none."""
    parameters = {"query": question.document, "variables": json.dumps(dict(question.variables(1)))}
    path = f"{ours.path}?{urlencode(parameters)}"
    accepted = {"accept": "application/json"}
    tag = ours.connection.send(request_bytes("GET", path, headers=accepted)).headers.get("etag")
    if tag is None:
        return None
    request = request_bytes("GET", path, headers={**accepted, "if-none-match": tag})
    return request if ours.connection.send(request).status == 304 else None


def _count(port: int, requests: list[bytes], work: Path, effort: Effort) -> Load:
    """One turn of the load client, a process of its own."""
    file = work / "requests"
    write_requests(file, requests)
    command = [sys.executable, "-m", "bench.serving.load_client"]
    arguments = [str(port), str(effort.connections), str(effort.load_seconds), str(file)]
    printed = subprocess.run(
        [*command, *arguments],
        env={**os.environ, **FOR_CHILDREN},
        capture_output=True,
        text=True,
        check=True,
        timeout=effort.load_seconds + 30,
    ).stdout
    found = json.loads(printed)
    return Load(found["per_second"], found["requests"], found["failed"], found["p50"], found["p99"])


_LONG_PART = """
  part{number}: enterpriseMonths(
    first: 1000
    where: {{ enterpriseId: {{ contains: $text }} }}
    orderBy: [{{ field: TOTAL_PROFIT_CNY }}, {{ field: REVENUE_CNY, direction: DESC }}, {{ field: EMPLOYEE_COUNT }}]
  ) {{ totalCount nodes {{ period enterpriseId revenueCny totalProfitCny totalAssetsCny employeeCount }} }}
"""
_MOST_PARTS = 20


def _beside(point: Question, ours: HttpWay, effort: Effort, result: Result, say: Say) -> None:
    """The small question alone, then while another connection asks a long one again and again."""
    with Connection(ours.port) as long_connection:
        turn = iter(range(1_000_000))

        def ask_long(parts: int) -> float:
            document = "".join(_LONG_PART.format(number=number) for number in range(parts))
            variables = {"text": str(next(turn) % 10)}
            request = graphql_request(ours.path, f"query Long($text: String!) {{ {document} }}", variables)
            begun = time.perf_counter()
            reply = long_connection.renew().send(request)
            if reply.status != 200 or b'"errors"' in reply.body[:200]:
                raise NotAnswered(f"longmai, long query: {reply.status} {reply.body[:300]!r}")
            return time.perf_counter() - begun

        try:
            ask_long(1)
            parts = min(_MOST_PARTS, math.ceil(effort.long_query_seconds / ask_long(1)))
            say(f"point beside a query of {parts} long parts")
            small = {OURS: _prepare(ours, point)}
            # The hundredth part of 200 are two, and what delayed them may be anything.
            requests = 10 * effort.requests
            alone = take_turns(small, requests, effort.seconds, first=500_000)[OURS]
            long_times: list[float] = []
            is_over = threading.Event()

            def keep_asking() -> None:
                while not is_over.is_set():
                    long_times.append(ask_long(parts))

            asker = threading.Thread(target=keep_asking)
            asker.start()
            try:
                time.sleep(0.05)
                beside = take_turns(small, requests, effort.seconds, first=600_000)[OURS]
            finally:
                is_over.set()
                asker.join()
        except NotAnswered as reason:
            result.not_answered.append(str(reason))
            return
    if long_times:
        result.beside = Beside(alone, beside, Times(tuple(sorted(long_times))).p50)
