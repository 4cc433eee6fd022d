"""What the growth marts cost in a refresh, and how a firm's bridge is answered, against the least that can be done.

One process builds a sample: first every table without the growth marts, then these. A mart is compared with reading its
inputs into Polars and counting their rows, a firm's bridge through the API with handwritten SQL of the same answer.
Processor seconds of all threads count; seconds by the clock depend on what else the machine does.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from bench.serving.servers import Servers, free_port
from bench.serving.timing import take_turns
from bench.serving.wire import Connection, graphql_request
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
)
GOAL = 2.0
_DOCUMENT = """
query Bridge($id: ID!) {
  enterprise(enterpriseId: $id) {
    growthBridge(where: {measure: {eq: REVENUE}, periodKind: {eq: YTD}}, first: 24) {
      nodes { toPeriod priceCny volumeCny structureCny remainderCny scopeCny methodCny revisionCny totalCny }
    }
  }
}
"""
_COLUMNS = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total")
_BY_HAND = f"""
select to_json(list({{'toPeriod': to_period, {", ".join(f"'{name}Cny': {name}_cny::varchar" for name in _COLUMNS)}}}))
from (
    from mart.growth_bridge
    where subject_id = ? and measure = 'revenue' and period_kind = 'ytd'
    order by period_end_date
    limit 24
)
"""


@dataclass(frozen=True)
class Cost:
    """One line: a part of the refresh, its rows, and the bare read of its inputs where it has a model in Polars."""

    what: str
    rows: int
    processor_seconds: float
    wall_seconds: float
    scan_seconds: float | None = None


def bench_measures(
    enterprises: Annotated[int, typer.Option(min=20, help="Enterprises of the sample.")] = 58,
    months: Annotated[int, typer.Option(min=14, help="Months of the sample: pairs need more than a year.")] = 36,
    requests: Annotated[int, typer.Option(min=1, help="Requests for a firm's bridge of each way.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Seconds of the growth marts in a refresh, and the ratio of a firm's bridge to SQL by hand."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "data").ensure()
        files = generate(Path(folder) / "files", enterprises=enterprises, months=months).files
        ingest_files(home, files, received_at=datetime.now(UTC))
        costs = measure_build(home)
        ratio = measure_bridge(home, Path(folder) / "logs", requests)
    if as_json:
        print(json.dumps({"costs": [asdict(cost) for cost in costs], "bridge_to_sql_by_hand": ratio}, indent=2))
        return
    print(f"{enterprises:,} enterprises x {months} months, load of the machine {os.getloadavg()[0]:.1f} at the end.\n")
    print("| what | rows | processor s | wall s | scan of its inputs s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for cost in costs:
        scan = "" if cost.scan_seconds is None else f"{cost.scan_seconds:.2f}"
        print(f"| {cost.what} | {cost.rows:,} | {cost.processor_seconds:.2f} | {cost.wall_seconds:.2f} | {scan} |")
    with_marts = sum(cost.processor_seconds for cost in costs) / costs[0].processor_seconds
    print(f"\nrefresh with the marts / without: {with_marts:.2f}")
    print(f"a firm's bridge / SQL by hand: {ratio:.2f}, goal <= {GOAL}: {'reached' if ratio <= GOAL else 'missed'}")


def measure_build(home: Home) -> list[Cost]:
    """All tables without the growth marts and their checks, each of these marts, and their checks; then published."""
    with start_build(home) as build:
        others = [key for key in build.catalog.tables if key not in MARTS]
        marts = [key for key in build.catalog.tables if key in MARTS]
        costs = [_timed("all other tables, with checks", lambda: _make(build, others) + _check(build, others))]
        for key in marts:
            cost = _timed(key, partial(_make, build, [key]))
            costs.append(replace(cost, scan_seconds=_scan(build, key)))
        costs.append(_timed("checks of the growth marts", lambda: _check(build, marts)))
        publish(build)
    return costs


def measure_bridge(home: Home, logs: Path, requests: int) -> float:
    """The median time of a firm's bridge through the API over that of SQL by hand; different answers end the run."""
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    firms = [row[0] for row in reader.execute("select enterprise_id from core.enterprise order by all").fetchall()]
    port = free_port()
    with Servers(logs, {**os.environ, "LONGMAI_HOME": str(home.root)}) as servers:
        servers.start("longmai", port, sys.executable, "-m", "graph", "serve", "--port", str(port))
        connection = Connection(port).renew()

        def by_hand(number: int) -> Callable[[], str]:
            return lambda: str(reader.execute(_BY_HAND, [firms[number % len(firms)]]).fetchall()[0][0])

        def by_api(number: int) -> Callable[[], bytes]:
            request = graphql_request("/graphql", _DOCUMENT, {"id": firms[number % len(firms)]})
            return lambda: connection.send(request).body

        nodes = json.loads(by_api(0)())["data"]["enterprise"]["growthBridge"]["nodes"]
        if _numbers(nodes) != _numbers(json.loads(by_hand(0)())):
            raise CheckFailed("The API and SQL by hand gave different bridges.")
        times = take_turns({"sql": by_hand, "api": by_api}, requests, seconds=30)
    return times["api"].p50 / times["sql"].p50


def _numbers(nodes: list[dict[str, str]]) -> list[dict[str, float | str]]:
    return [{key: value if key == "toPeriod" else float(value) for key, value in node.items()} for node in nodes]


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
