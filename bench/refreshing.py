"""What a refresh costs by the command and through Dagster, and how long `longmai up` takes to its first answer.

Each way is a process of its own that takes one new file of the sample in and publishes; the ways take turns, and the
middle one of the rounds counts. Processor seconds are those of the process and of all that it started and waited for;
they hardly depend on what else the machine does, seconds by the clock do.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from orchestration.dagster_home import write_dagster_home
from warehouse.archive.home import Home
from warehouse.errors import CheckFailed
from warehouse.sample.generate import generate

GOAL = 1.3

_WAYS = {
    "start of the command": ("-c", "import orchestration.first_load"),
    "refresh by the command": ("-m", "orchestration.first_load"),
    "start of Dagster": (
        "-c",
        "import dagster, orchestration.definitions\nwith dagster.DagsterInstance.get(): pass",
    ),
    "refresh through Dagster": ("-m", "orchestration.run_job", "refresh"),
}
_TAKE_A_FILE = {"refresh by the command", "refresh through Dagster"}
_QUESTION = b'{"query": "{ seiShares { nodes { period seiShare } } }"}'
_LONGEST_SECONDS = 600.0


@dataclass(frozen=True)
class Cost:
    """One line of the table. `processor_seconds` of all processes together."""

    what: str
    processor_seconds: float
    wall_seconds: float


def bench_refresh(
    rounds: Annotated[int, typer.Option(min=1, help="How often every way of a refresh is measured.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Processor and wall seconds of a refresh by the command and through Dagster, and of `longmai up`."""
    costs = [first_answer(), *measure_refreshes(rounds)]
    if as_json:
        print(json.dumps([asdict(cost) for cost in costs], indent=2))
        return
    print(f"The sample, {rounds} rounds, load of the machine {os.getloadavg()[0]:.1f} at the end.\n")
    print("| what | processor s | wall s |")
    print("| --- | ---: | ---: |")
    for cost in costs:
        print(f"| {cost.what} | {cost.processor_seconds:.1f} | {cost.wall_seconds:.1f} |")
    share = share_of_command(costs)
    print(f"\n(refresh through Dagster - its start) / refresh by the command: {share:.2f}, ", end="")
    print(f"goal <= {GOAL}: {'reached' if share <= GOAL else 'missed'}")


def share_of_command(costs: list[Cost]) -> float:
    """What Dagster's refresh costs beyond the start of its process, as a share of the command's."""
    processor = {cost.what: cost.processor_seconds for cost in costs}
    own = processor["refresh through Dagster"] - processor["start of Dagster"]
    return own / processor["refresh by the command"]


def measure_refreshes(rounds: int) -> list[Cost]:
    """A first load, and every way of a refresh with one new file each time."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "data").ensure()
        environment = {**os.environ, **write_dagster_home(home)}
        generate(Path(folder) / "files")
        files = sorted((Path(folder) / "files").iterdir())
        new = [path for path in files if "财务状况" in path.name][-rounds * len(_TAKE_A_FILE) :]
        for path in set(files) - set(new):
            _deliver(path, home)
        costs = [
            _run("first load of the sample", ("-m", "orchestration.first_load"), environment),
            _run("showing it to Dagster, in the background", ("-m", "orchestration.record"), environment),
        ]
        turns: dict[str, list[Cost]] = {what: [] for what in _WAYS}
        for _ in range(rounds):
            for what, command in _WAYS.items():
                if what in _TAKE_A_FILE:
                    _deliver(new.pop(0), home)
                turns[what].append(_run(what, command, environment))
        return [*costs, *(_middle(turn) for turn in turns.values())]


def first_answer() -> Cost:
    """From the start of `longmai up` in an empty directory to the first answer with data."""
    with tempfile.TemporaryDirectory() as folder:
        port, dagster_port = _free_port(), _free_port()
        command = [sys.executable, "-m", "orchestration.cli", "up", "--port", str(port), "--dagster-port"]
        environment = {**os.environ, "LONGMAI_HOME": str(Path(folder) / "data")}
        started = time.monotonic()
        process = subprocess.Popen(
            [*command, str(dagster_port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while not _answers(port):
                if process.poll() is not None or time.monotonic() - started > _LONGEST_SECONDS:
                    raise CheckFailed("longmai up ended, or gave no answer in ten minutes.")
                time.sleep(0.1)
            wall = time.monotonic() - started
            processor = sum(_processor_seconds(pid) for pid in _family(process.pid))
        finally:
            process.terminate()
            process.wait()
    return Cost("longmai up, empty directory, to the first answer", processor, wall)


def _run(what: str, command: tuple[str, ...], environment: Mapping[str, str]) -> Cost:
    started = time.monotonic()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, *command], env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise CheckFailed(f"{what} failed: {log.read().decode('utf-8', 'replace')[-2000:]}")
    return Cost(what, usage.ru_utime + usage.ru_stime, time.monotonic() - started)


def _middle(turn: list[Cost]) -> Cost:
    processor, wall = median(cost.processor_seconds for cost in turn), median(cost.wall_seconds for cost in turn)
    return Cost(turn[0].what, processor, wall)


def _deliver(path: Path, home: Home) -> None:
    copy = shutil.copyfile(path, home.inbox / path.name)
    earlier = time.time() - 10  # a file that was written just now is left alone
    os.utime(copy, (earlier, earlier))


def _answers(port: int) -> bool:
    address = f"http://127.0.0.1:{port}/graphql"
    request = urllib.request.Request(address, _QUESTION, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=2) as response:
            return bool((json.load(response).get("data") or {}).get("seiShares"))
    except (urllib.error.URLError, OSError):
        return False


def _family(pid: int) -> list[int]:
    """A process and all that descend from it and live (Linux)."""
    parents = {int(path.name): _stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found = [pid]
    for one in found:
        found += [child for child, stat in parents.items() if stat and int(stat[1]) == one]
    return found


def _processor_seconds(pid: int) -> float:
    """Of a process and of the children that it has waited for."""
    stat = _stat(pid)
    return sum(int(ticks) for ticks in stat[11:15]) / os.sysconf("SC_CLK_TCK") if stat else 0.0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on; none where it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
