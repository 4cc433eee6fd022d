"""`longmai up`: starts all services on one machine in order, and ends them together."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from rich.console import Console

from orchestration.children import Children
from orchestration.dagster_home import TOKEN, write_dagster_home
from orchestration.progress import Show, bar
from warehouse.archive.arrivals import sample_arrivals, sample_folder
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import service_lock
from warehouse.ingestion.receive import files_in_inbox
from warehouse.priority import lower_priority
from warehouse.sample.generate import generate
from warehouse.snapshots.refresh import has_unpublished

_HOST = "127.0.0.1"
_PAST_DAY = "2016-05-31"
"""A date within the sample; its past state is built for `asOf`."""
_START_SECONDS = 60.0

_QUERIES = (
    (
        "Chains and their leading firms",
        "{ industryChains(first: 3) { nodes { nameZh enterprises(first: 2) { nodes { nameZh } } } } }",
    ),
    (
        "Tasks that are due by a date",
        "{ tasks(where: {deadlineKind: {eq: DATED}}, first: 5) { nodes { ordinal titleZh dueDate } } }",
    ),
    ("One year's share, by vintage", "{ seiShares { nodes { period seiShare denominatorVintageId } } }"),
)


def run_everything(home: Home, port: int, dagster_port: int, console: Console, is_operator: bool = False) -> int:
    """Starts the API, builds a missing snapshot, starts Dagster, and waits for a stop signal.

    Dagster's pages are read-only unless `is_operator`: then their address has a secret of this start.
    Returns the exit code: 0 after Ctrl-C, 1 if a process ended unexpectedly, 2 if a port is in use.
    """
    for name, number, option in (("API", port, "--port"), ("Dagster", dagster_port, "--dagster-port")):
        if not _is_free(number):
            console.print(f"Port {number} of {name} is taken. Choose another: longmai up {option} {number + 1}")
            console.print(f'With make: make run ARGS="{option} {number + 1}"')
            return 2
    with service_lock(home.ensure()):
        return _run(home, port, dagster_port, console, secrets.token_urlsafe(32) if is_operator else None)


def _run(home: Home, port: int, dagster_port: int, console: Console, token: str | None) -> int:
    environment = write_dagster_home(home)
    _print_addresses(console, home, port, dagster_port, token)
    definitions = ("-m", "orchestration.definitions")
    is_first = not read_submissions(home)
    with Children(home.root / "logs", environment) as children:
        children.start("api", sys.executable, "-m", "graph", "serve", "--host", _HOST, "--port", str(port))
        # Also creates Dagster's databases: several processes creating them at once would fail.
        cut_off = children.start("cut_off", sys.executable, "-m", "orchestration.cut_off", is_one_off=True)
        lower_priority(cut_off.pid)
        is_loaded = True
        if not home.current.exists() or files_in_inbox(home) or not read_submissions(home) or has_unpublished(home):
            is_loaded = _load(home, children, console)
        _wait_for(cut_off, children)
        if not is_loaded:
            # The job has retries, and its failure is visible in Dagster.
            job = children.start(
                "first_refresh", sys.executable, "-m", "orchestration.run_job", "refresh", is_one_off=True
            )
            _wait_for(job, children)
        pages = (sys.executable, "-m", "orchestration.pages", _HOST, str(dagster_port))
        children.start("webserver", *pages, environment={} if token is None else {TOKEN: token})
        # Runs of the daemon get a lower priority than requests to the API.
        lower_priority(children.start("daemon", _tool("dagster-daemon"), "run", *definitions).pid)
        lower_priority(children.start("record", sys.executable, "-m", "orchestration.record", is_one_off=True).pid)
        if _wait_until_ready(children, port, dagster_port):
            console.print(
                f"[bold green]Ready.[/] Drop a workbook into {home.inbox} and query again. Ctrl-C stops everything."
            )
            if is_first and sample_arrivals(home).by_digest:
                past = ("refresh", "--as-of", _PAST_DAY, "--beside")
                cli = (sys.executable, "-m", "orchestration.cli")
                lower_priority(children.start("past_state", *cli, *past, is_one_off=True).pid)
                console.print(f'The state as known on an earlier date will be ready soon: asOf: "{_PAST_DAY}".')
        return _watch(children, console)


def _wait_for(process: subprocess.Popen[bytes], children: Children) -> None:
    while process.poll() is None and not children.is_stopping:
        time.sleep(0.1)


def _load(home: Home, children: Children, console: Console) -> bool:
    """Ingests waiting files and publishes, without Dagster. Returns False on failure."""
    console.print("Nothing is published yet, or files are waiting: writing the sample if there are no data,")
    console.print("reading waiting files, building and checking the snapshot ...")
    with bar(console) as show:
        put_sample(home, show)
        total = len(files_in_inbox(home, settled=False))
        job = children.start("first_load", sys.executable, "-m", "orchestration.first_load", is_one_off=True)
        while job.poll() is None and not children.is_stopping:
            left = len(files_in_inbox(home, settled=False))
            show("reading files" if left else "building and checking the snapshot", total - left, total)
            time.sleep(0.2)
    if job.returncode and not children.is_stopping:
        console.print(
            f"The first load failed; its log is {children.log_path('first_load')}. Dagster tries it again ..."
        )
    return not job.returncode


def put_sample(home: Home, show: Show) -> None:
    """Puts the synthetic deliveries into the inbox, unless anything was ever received or is waiting there.

    Their arrival dates are in the list next to them. An interrupted sample is rewritten: only a complete one is moved
    to the inbox.
    """
    folder = sample_folder(home)
    written = folder / "files"
    is_moving = (folder / "complete").exists()
    if not is_moving:
        if read_submissions(home) or files_in_inbox(home, settled=False):
            return
        shutil.rmtree(folder, ignore_errors=True)
        generate(written, on_progress=show)
        (folder / "complete").touch()
    minutes_ago = time.time() - 600
    for path in sorted(written.iterdir()):
        # The inbox waits for files that changed a moment ago; without them the first snapshot would lack months.
        os.utime(path, (minutes_ago, minutes_ago))
        path.rename(home.inbox / path.name)
    written.rmdir()
    (folder / "complete").unlink()


def _print_addresses(console: Console, home: Home, port: int, dagster_port: int, token: str | None) -> None:
    console.print(f"[bold]Longmai[/]  data in {home.root}")
    console.print(f"  Pages     http://{_HOST}:{port}/")
    console.print(f"  API       http://{_HOST}:{port}/graphql   (a browser gets GraphiQL)")
    address = f"http://{_HOST}:{dagster_port}"
    if token is None:
        console.print(f"  Dagster   {address}   (read-only; longmai up --operator enables actions)")
    else:
        console.print(f"  Dagster   {address}/?token={token}", soft_wrap=True, highlight=False)
        console.print("            (the address contains the secret of this start: do not share it)")
    console.print(
        f'  SQL       longmai sql "from core.enterprise limit 5", or any DuckDB client, read-only: {home.current}'
    )
    console.print("Example queries:")
    for title, document in _QUERIES:
        console.print(f"  {title}:\n    {document}", markup=False, highlight=False)


def _wait_until_ready(children: Children, port: int, dagster_port: int) -> bool:
    deadline = time.monotonic() + _START_SECONDS
    addresses = [f"http://{_HOST}:{port}/readyz", f"http://{_HOST}:{dagster_port}/server_info"]
    while addresses and time.monotonic() < deadline and not children.is_stopping and children.ended() is None:
        addresses = [address for address in addresses if not _answers(address)]
        time.sleep(0.2)
    return not addresses


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _watch(children: Children, console: Console) -> int:
    while not children.is_stopping:
        name = children.ended()
        if name is not None:
            console.print(f"The {name} ended unexpectedly; its log is {children.log_path(name)}. Stopping the rest.")
            return 1
        time.sleep(0.3)
    console.print("Stopping all services ...")
    return 0


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True


def _tool(name: str) -> str:
    """A console script of the current environment."""
    return str(Path(sys.executable).with_name(name)) if os.sep in sys.executable else name
