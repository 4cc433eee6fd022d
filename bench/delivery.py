"""From a file in the inbox to its answer in the API: what each step of the way took, on a running `longmai up`.

The last month of a sample is held back; all that came before it is ingested and published. The steps are read off the
disk's own times of change, so that looking costs nothing; only the answer is asked for, twenty times a second.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.domain.period import Period
from warehouse.ingestion.receive import ingest_files
from warehouse.sample.generate import generate
from warehouse.snapshots.manifest import current_snapshot_id, snapshot_path
from warehouse.snapshots.refresh import refresh

_FINANCIAL = "_1_财务状况.xlsx"
_WAIT_SECONDS = 1800.0
_QUESTION = """{{ observations(first: 1, where: {{ indicatorId: {{ eq: "revenue" }}, periodKind: {{ eq: YTD }},
    period: {{ eq: "{period}" }}, subjectKind: {{ eq: ENTERPRISE }} }}) {{ totalCount }} }}"""


@dataclass(frozen=True)
class Step:
    """A step of the way and the instant at which it was done (seconds since 1970)."""

    name: str
    what: str
    done_at: float


def bench_delivery(
    enterprises: Annotated[int, typer.Option(min=1, help="How many enterprises.")] = 58,
    months: Annotated[int, typer.Option(min=4, help="How many months are there, the new one included.")] = 36,
    port: Annotated[int, typer.Option(help="Port for the API of this bench.")] = 8241,
    dagster_port: Annotated[int, typer.Option(help="Port for the Dagster of this bench.")] = 3241,
) -> None:
    """Drops one month of returns into the inbox and says how long each step took until the API answers with it."""
    out = Console()
    with tempfile.TemporaryDirectory(prefix="longmai-bench-") as folder:
        home = Home(Path(folder) / "data").ensure()
        out.print(f"Preparing {enterprises:,} enterprises over {months - 1} months ...")
        file = prepare(home, Path(folder) / "files", enterprises, months)
        with _Everything(home, port, dagster_port) as running:
            running.wait_until_ready()
            out.print(f"Dropping {file.name}, {file.stat().st_size:,} bytes.")
            dropped, steps = deliver(home, file, port, dagster_port)
    print_steps(out, dropped, steps)


def prepare(home: Home, files: Path, enterprises: int, months: int) -> Path:
    """Publishes everything but the newest month's financial return, and returns that file."""
    report = generate(files, enterprises=enterprises, months=months)
    newest = max(path.name for path in report.files if path.name.endswith(_FINANCIAL))
    earlier = [path for path in report.files if path.name[:7] < newest[:7]]
    ingest_files(home, earlier, received_at=datetime.now(UTC))
    refresh(home)
    return files / newest


def deliver(home: Home, file: Path, port: int, dagster_port: int) -> tuple[float, list[Step]]:
    """Drops the file and waits for its answer: the instant of the drop, and the steps after it."""
    before = len(read_submissions(home))
    arriving = home.inbox / f".{file.name}"
    arriving.write_bytes(file.read_bytes())
    arriving.rename(home.inbox / file.name)
    dropped = time.time()
    answered = _wait_for_answer(port, file.name[:7])
    created, started = _newest_run(dagster_port)
    entry = home.archive / "submissions" / f"{before + 1:06d}.json"
    return dropped, [
        Step("seen", "the sensor has asked for a run", created),
        Step("started", "Dagster has a process for the run", started),
        Step("ingested", "archived, read, typed, in the ledger", entry.stat().st_mtime),
        Step("built", "every table made, every promise checked", _built_at(home)),
        Step("published", "compared from outside and switched", home.current.lstat().st_mtime),
        Step("answered", "the API answers with the month", answered),
    ]


def print_steps(out: Console, dropped: float, steps: list[Step]) -> None:
    """One line per step: how long it took, how long since the file was dropped, and its share."""
    total = steps[-1].done_at - dropped
    table = Table("step", "", "seconds", "since the drop", "share")
    for before, step in zip([dropped, *(step.done_at for step in steps)], steps, strict=False):
        took = step.done_at - before
        table.add_row(step.name, step.what, f"{took:.1f}", f"{step.done_at - dropped:.1f}", f"{took / total:.0%}")
    out.print(table)


class _Everything:
    """A `longmai up` of its own, ended with the block."""

    def __init__(self, home: Home, port: int, dagster_port: int) -> None:
        command = [sys.executable, "-m", "orchestration.cli", "up", "--port", str(port)]
        self._addresses = [f"http://127.0.0.1:{port}/readyz", f"http://127.0.0.1:{dagster_port}/server_info"]
        self._process = subprocess.Popen(
            [*command, "--dagster-port", str(dagster_port)],
            env={**os.environ, "LONGMAI_HOME": str(home.root)},
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self) -> "_Everything":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=60)

    def wait_until_ready(self) -> None:
        """Until the API and Dagster answer. Raises RuntimeError where `longmai up` ends or does not come up."""
        deadline = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError("longmai up has ended; a port may be taken.")
            if all(_answers(address) for address in self._addresses):
                return
            time.sleep(0.5)
        raise RuntimeError("longmai up did not become ready.")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _ask(address: str, document: str) -> dict[str, object]:
    body = json.dumps({"query": document}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    assert isinstance(answer, dict)
    return answer


def _wait_for_answer(port: int, month: str) -> float:
    year, number = month.split("-")
    question = _QUESTION.format(period=Period(int(year), month=int(number)))
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        answer = _ask(f"http://127.0.0.1:{port}/graphql", question)
        if "errors" in answer:
            raise RuntimeError(f"The API refuses the question of the bench: {answer['errors']}")
        if answer["data"]["observations"]["totalCount"]:  # type: ignore[index]
            return time.time()
        time.sleep(0.05)
    raise RuntimeError(f"Nothing of {month} was answered in {_WAIT_SECONDS:.0f} s; see the runs in Dagster.")


def _newest_run(dagster_port: int) -> tuple[float, float]:
    """When the newest run was asked for, and when it began."""
    answer = _ask(
        f"http://127.0.0.1:{dagster_port}/graphql",
        "{ runsOrError(limit: 1) { ... on Runs { results { creationTime startTime } } } }",
    )
    run = answer["data"]["runsOrError"]["results"][0]  # type: ignore[index]
    return float(run["creationTime"]), float(run["startTime"])


def _built_at(home: Home) -> float:
    """The last change of the file before it got its name."""
    return snapshot_path(home, current_snapshot_id(home)).stat().st_mtime
