"""What the marts of measures cost in a refresh, and how questions are answered, against the least that can be done.

One process builds a sample: first every table without these marts, then these. A mart is compared with reading its
inputs into Polars and counting their rows, and the questions of the day (bench/questions.py) through the API with
handwritten SQL of the same answer. Processor seconds of all threads count; seconds by the clock depend on what else the
machine does.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from statistics import median
from typing import Annotated, Any

import duckdb
import polars as pl
import typer

from bench.questions import QUESTIONS, Question
from bench.serving.servers import Servers, free_port
from bench.serving.timing import take_turns
from bench.serving.wire import Connection, graphql_request, request_bytes
from warehouse.archive.home import Home
from warehouse.catalog.model_files import load_model
from warehouse.connections import open_reader
from warehouse.errors import CheckFailed
from warehouse.ingestion.receive import ingest_files
from warehouse.sample.generate import generate
from warehouse.snapshots.build import Build, start_build
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path
from warehouse.snapshots.publish import publish

MARTS = (
    *("mart.growth_total", "mart.growth_product", "mart.subject_enterprise", "mart.growth_bridge_cell"),
    *("mart.growth", "mart.growth_bridge", "mart.growth_member"),
    *("mart.target_actual", "mart.target_progress", "mart.target_part"),
    *("mart.forecast_point", "mart.forecast_error", "mart.forecast", "mart.forecast_band", "mart.forecast_score"),
    *("mart.nowcast", "mart.nowcast_member"),
)
GOAL = 2.0
_WHAT_IF = """
query WhatIf($changes: [WhatIfChange!]!) {
  whatIf(changes: $changes) {
    revenue { afterCny sameBaseRateAfter }
    chains { chainId afterCny }
    targets { targetId after statusAfter }
    flips { subjectId after }
  }
}
"""
_CHANGES: dict[str, Callable[[str, int], dict[str, Any]]] = {
    # Another number each time: the response cache would answer the second request.
    "a firm sells less": lambda firm, number: {"enterprise": firm, "factor": f"0.{900 + number}"},
    "a firm exits": lambda firm, number: {"enterprise": firm, "exits": True, "from": "2015-02"},
    "without a firm": lambda firm, number: {"enterprise": firm, "leaveOut": True},
    "nickel falls": lambda firm, number: {"product": "321301", "price": f"0.{900 + number}"},
}
WHAT_IF_GOAL = 0.5
_WARM_SECONDS = 60


@dataclass(frozen=True)
class Cost:
    """One line: a part of the refresh, its rows, and the bare read of its inputs where it has a model in Polars."""

    what: str
    rows: int
    processor_seconds: float
    wall_seconds: float
    scan_seconds: float | None = None


@dataclass(frozen=True)
class Asked:
    """The median time of a question through the API over that of SQL by hand, and where the API read the answer."""

    ratio: float
    read_from: str


def bench_measures(
    enterprises: Annotated[int, typer.Option(min=20, help="Enterprises of the sample.")] = 58,
    months: Annotated[int, typer.Option(min=14, help="Months of the sample: pairs need more than a year.")] = 36,
    requests: Annotated[int, typer.Option(min=1, help="Requests for each question, of each way.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Seconds of the marts of measures in a refresh, and the ratio of the day's questions to SQL by hand."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "data").ensure()
        files = generate(Path(folder) / "files", enterprises=enterprises, months=months).files
        ingest_files(home, files, received_at=datetime.now(UTC))
        costs = measure_build(home)
        ratios = measure_questions(home, Path(folder) / "logs", requests)
        what_ifs = measure_what_if(home, Path(folder) / "logs", min(requests, 20))
    if as_json:
        asked = {what: asdict(found) for what, found in ratios.items()}
        answer = {"costs": [asdict(cost) for cost in costs], "to_sql_by_hand": asked, "what_if_seconds": what_ifs}
        print(json.dumps(answer, indent=2))
        return
    print(f"{enterprises:,} enterprises x {months} months, load of the machine {os.getloadavg()[0]:.1f} at the end.\n")
    print("| what | rows | processor s | wall s | scan of its inputs s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for cost in costs:
        scan = "" if cost.scan_seconds is None else f"{cost.scan_seconds:.2f}"
        print(f"| {cost.what} | {cost.rows:,} | {cost.processor_seconds:.2f} | {cost.wall_seconds:.2f} | {scan} |")
    with_marts = sum(cost.processor_seconds for cost in costs) / sum(cost.processor_seconds for cost in costs[:2])
    print(f"\nrefresh with the marts / without: {with_marts:.2f}")
    print("\n| question, one request each | through the API / SQL by hand | goal | | read from |")
    print("| --- | ---: | ---: | --- | --- |")
    for what, asked_of in ratios.items():
        aim = "reached" if asked_of.ratio <= GOAL else "missed"
        print(f"| {what} | {asked_of.ratio:.2f} | <= {GOAL} | {aim} | {asked_of.read_from} |")
    for what, seconds in what_ifs.items():
        aim = "reached" if seconds <= WHAT_IF_GOAL else "missed"
        print(f"what if {what}: {seconds:.2f} s, aim <= {WHAT_IF_GOAL} s: {aim}")


def measure_build(home: Home) -> list[Cost]:
    """All tables without these marts and their checks, each of these marts, and their checks; then published."""
    with start_build(home) as build:
        resting = _resting_on(build, MARTS)
        others = [key for key in build.catalog.tables if key not in resting]
        # In the order of the build: a table that is none of these marts may stand between two of them.
        later = [key for key in build.catalog.tables if key in resting]
        costs = [_timed("all tables that rest on none of these marts", lambda: _make(build, others))]
        costs.append(_timed("checks of these tables", lambda: _check(build, others)))
        for key in later:
            cost = _timed(key, partial(_make, build, [key]))
            if key in MARTS:
                costs.append(replace(cost, scan_seconds=_scan(build, key)))
        costs.append(_timed("checks of these marts", lambda: _check(build, [key for key in later if key in MARTS])))
        publish(build)
    return costs


def measure_questions(home: Home, logs: Path, requests: int) -> dict[str, Asked]:
    """The median time of each question through the API over that of SQL by hand; different answers end the run."""
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    port = free_port()
    environment = {**os.environ, "LONGMAI_HOME": str(home.root), "LONGMAI_EXPLAIN_ROLES": "public"}
    with Servers(logs, environment) as servers:
        servers.start("longmai", port, sys.executable, "-m", "graph", "serve", "--port", str(port))
        connection = Connection(port).renew()
        return {one.what: _ratio(one, reader, connection, requests) for one in QUESTIONS}


def measure_what_if(home: Home, logs: Path, requests: int) -> dict[str, float]:
    """The median seconds of each kind of change through the API, of a firm each time; a refusal ends the run."""
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    firms = [row[0] for row in reader.execute("select enterprise_id from core.enterprise order by all").fetchall()]
    port = free_port()
    found: dict[str, float] = {}
    with Servers(logs, {**os.environ, "LONGMAI_HOME": str(home.root)}) as servers:
        servers.start("longmai", port, sys.executable, "-m", "graph", "serve", "--port", str(port))
        connection = Connection(port).renew()
        for what, change in _CHANGES.items():
            seconds = []
            for number in range(requests):
                variables = {"changes": [change(firms[number % len(firms)], number)]}
                begun = time.perf_counter()
                answer = json.loads(connection.send(graphql_request("/graphql", _WHAT_IF, variables)).body)
                seconds.append(time.perf_counter() - begun)
                if "errors" in answer:
                    raise CheckFailed(f"whatIf was refused: {answer['errors'][0]['message']}")
            found[what] = median(seconds)
    return found


def _ratio(question: Question, reader: duckdb.DuckDBPyConnection, connection: Connection, requests: int) -> Asked:
    keys = [{"id": row[0]} for row in reader.execute(question.keys).fetchall()] if question.keys else [{}]

    def variables(number: int) -> dict[str, str]:
        return {**keys[number % len(keys)], "other": f"none {number}"}

    def by_hand(number: int) -> Callable[[], str]:
        return lambda: str(reader.execute(question.by_hand, variables(number)).fetchall()[0][0])

    def by_api(number: int) -> Callable[[], bytes]:
        request = graphql_request("/graphql", question.document, variables(number))
        return lambda: connection.send(request).body

    if _plain(json.loads(by_api(0)())["data"]) != _plain(json.loads(by_hand(0)())):
        raise CheckFailed(f"The API and SQL by hand answered differently: {question.what}.")
    read_from = _warm(question, connection, variables)
    times = take_turns({"sql": by_hand, "api": by_api}, requests, seconds=30)
    return Asked(times["api"].p50 / times["sql"].p50, read_from)


def _warm(question: Question, connection: Connection, variables: Callable[[int], dict[str, str]]) -> str:
    """Asks until the answer is read from memory, which the service loads in the background, or for a minute. Where it
    is read from then."""
    end, number = time.perf_counter() + _WARM_SECONDS, 0
    while True:
        number += 1
        body = {"query": question.document, "variables": variables(-number), "extensions": {"explain": True}}
        request = request_bytes("POST", "/graphql", json.dumps(body).encode(), {"content-type": "application/json"})
        (read,) = json.loads(connection.renew().send(request).body)["extensions"]["explain"]
        if read["readFrom"] == "memory" or time.perf_counter() > end:
            return str(read["readFrom"])
        time.sleep(0.2)


def _plain(answer: Any) -> Any:
    """The answer with numbers instead of their texts: the API writes no trailing zeros."""
    if isinstance(answer, dict):
        return {key: _plain(value) for key, value in answer.items()}
    if isinstance(answer, list):
        return [_plain(value) for value in answer]
    try:
        return Decimal(answer).normalize() if isinstance(answer, str) else answer
    except InvalidOperation:
        return answer


def _resting_on(build: Build, marts: Sequence[str]) -> set[str]:
    """These marts and all tables that are made from one of them, or whose checks read one."""
    found = set(marts)
    for key, table in build.catalog.tables.items():
        if found & set(table.reads) or any(mart in check.query for check in table.checks for mart in found):
            found.add(key)
    return found


def _make(build: Build, keys: Sequence[str]) -> int:
    return sum(build.make(build.catalog.table(key)).row_count for key in keys)


def _check(build: Build, keys: Sequence[str]) -> int:
    """Runs the checks of the tables; adds no row."""
    for key in keys:
        build.check(build.catalog.table(key))
    return 0


def _timed(what: str, work: Callable[[], int]) -> Cost:
    processor, wall = time.process_time(), time.perf_counter()
    rows = work()
    return Cost(what, rows, time.process_time() - processor, time.perf_counter() - wall)


def _scan(build: Build, key: str) -> float | None:
    """Processor seconds of reading the inputs of a Polars mart and counting their rows."""
    path = build.catalog.table(key).model_py
    if path is None:
        return None
    begun = time.process_time()
    for name in load_model(path).inputs:
        # The file is open in this process, so that its own connection has to read it.
        pl.DataFrame(build._connection.sql(f"from {name}").to_arrow_table()).lazy().select(pl.len()).collect()
    return time.process_time() - begun
