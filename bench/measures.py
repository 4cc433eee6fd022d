"""What the marts of measures cost in a refresh, and how two questions are answered, against the least that can be done.

One process builds a sample: first every table without these marts, then these. A mart is compared with reading its
inputs into Polars and counting their rows, a firm's bridge and the board of all targets through the API with
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
from typing import Annotated, Any

import duckdb
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
    *("mart.target_actual", "mart.target_progress", "mart.target_part"),
    *("mart.forecast_point", "mart.forecast_error", "mart.forecast", "mart.forecast_band", "mart.forecast_score"),
    *("mart.nowcast", "mart.nowcast_member"),
)
GOAL = 2.0
_EFFECTS = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total")
_BRIDGE = """
query Bridge($id: ID!, $other: String!) {
  enterprise(enterpriseId: $id) {
    growthBridge(where: {measure: {eq: REVENUE}, periodKind: {eq: YTD}, toPeriod: {ne: $other}}, first: 24) {
      nodes { toPeriod priceCny volumeCny structureCny remainderCny scopeCny methodCny revisionCny totalCny }
    }
  }
}
"""
_BRIDGE_BY_HAND = f"""
select to_json({{'enterprise': {{'growthBridge': {{'nodes': list(
    {{'toPeriod': to_period, {", ".join(f"'{name}Cny': {name}_cny::varchar" for name in _EFFECTS)}}})}}}}}})
from (
    from mart.growth_bridge
    where enterprise_id = $id and measure = 'revenue' and period_kind = 'ytd' and to_period <> $other
    order by period_end_date
    limit 24
)
"""
_NUMBERS = {"actual": "actual", "path": "path", "gapToPath": "gap_to_path", "gapToTarget": "gap_to_target"}
_BOARD = f"""
query Board($other: ID!) {{
  targets(where: {{targetId: {{ne: $other}}}}, first: 50) {{
    nodes {{ targetId titleZh progress {{ nodes {{ period isSynthetic textZh {" ".join(_NUMBERS)} }} }} }}
  }}
}}
"""
_PROGRESS = ", ".join(f"'{key}': progress.{column}::varchar" for key, column in _NUMBERS.items())
_BOARD_BY_HAND = f"""
select to_json({{'targets': {{'nodes': list(
    {{'targetId': target_id, 'titleZh': title_zh, 'progress': {{'nodes': coalesce(rows, [])}}}}
    order by document_id, ordinal)}}}})
from core.target
left join (
    select
        target_id,
        list(
            {{'period': period, 'isSynthetic': is_synthetic, 'textZh': text_zh, {_PROGRESS}}}
            order by progress.ordinal, period
        ) as rows
    from mart.target_progress as progress
    where is_newest
    group by target_id
) using (target_id)
where target_id <> $other
"""


@dataclass(frozen=True)
class Question:
    """A document and handwritten SQL of the same answer; `keys` selects the values of `$id` in turn.

    `$other` leaves nothing out and differs by request: the response cache would answer the second.
    """

    what: str
    document: str
    by_hand: str
    keys: str | None = None


QUESTIONS = (
    Question("a firm's bridge", _BRIDGE, _BRIDGE_BY_HAND, "select enterprise_id from core.enterprise order by all"),
    Question("the board of all targets", _BOARD, _BOARD_BY_HAND),
)


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
    requests: Annotated[int, typer.Option(min=1, help="Requests for each question, of each way.")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Seconds of the marts of measures in a refresh, and the ratio of two questions to SQL by hand."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "data").ensure()
        files = generate(Path(folder) / "files", enterprises=enterprises, months=months).files
        ingest_files(home, files, received_at=datetime.now(UTC))
        costs = measure_build(home)
        ratios = measure_questions(home, Path(folder) / "logs", requests)
    if as_json:
        print(json.dumps({"costs": [asdict(cost) for cost in costs], "to_sql_by_hand": ratios}, indent=2))
        return
    print(f"{enterprises:,} enterprises x {months} months, load of the machine {os.getloadavg()[0]:.1f} at the end.\n")
    print("| what | rows | processor s | wall s | scan of its inputs s |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for cost in costs:
        scan = "" if cost.scan_seconds is None else f"{cost.scan_seconds:.2f}"
        print(f"| {cost.what} | {cost.rows:,} | {cost.processor_seconds:.2f} | {cost.wall_seconds:.2f} | {scan} |")
    with_marts = sum(cost.processor_seconds for cost in costs) / costs[0].processor_seconds
    print(f"\nrefresh with the marts / without: {with_marts:.2f}")
    for what, ratio in ratios.items():
        print(f"{what} / SQL by hand: {ratio:.2f}, goal <= {GOAL}: {'reached' if ratio <= GOAL else 'missed'}")


def measure_build(home: Home) -> list[Cost]:
    """All tables without these marts and their checks, each of these marts, and their checks; then published."""
    with start_build(home) as build:
        others = [key for key in build.catalog.tables if key not in MARTS]
        marts = [key for key in build.catalog.tables if key in MARTS]
        costs = [_timed("all other tables, with checks", lambda: _make(build, others) + _check(build, others))]
        for key in marts:
            cost = _timed(key, partial(_make, build, [key]))
            costs.append(replace(cost, scan_seconds=_scan(build, key)))
        costs.append(_timed("checks of these marts", lambda: _check(build, marts)))
        publish(build)
    return costs


def measure_questions(home: Home, logs: Path, requests: int) -> dict[str, float]:
    """The median time of each question through the API over that of SQL by hand; different answers end the run."""
    reader = open_reader(snapshot_path(home, current_snapshot_id(home)))
    port = free_port()
    with Servers(logs, {**os.environ, "LONGMAI_HOME": str(home.root)}) as servers:
        servers.start("longmai", port, sys.executable, "-m", "graph", "serve", "--port", str(port))
        connection = Connection(port).renew()
        return {one.what: _ratio(one, reader, connection, requests) for one in QUESTIONS}


def _ratio(question: Question, reader: duckdb.DuckDBPyConnection, connection: Connection, requests: int) -> float:
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
    times = take_turns({"sql": by_hand, "api": by_api}, requests, seconds=30)
    return times["api"].p50 / times["sql"].p50


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
