"""What `longmai up` starts ends with it, down to the last grandchild."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from orchestration.children import Children
from orchestration.up import run_everything
from tests.waiting import wait_until
from warehouse.archive.home import Home

FAMILY = """
import os, subprocess, sys, time
deaf = "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", deaf])
open(sys.argv[1], "w").write(str(child.pid))
time.sleep(600)
"""


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.fixture(autouse=True)
def _own_signals() -> object:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_a_grandchild_that_ignores_ctrl_c_ends_too(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with Children(tmp_path / "logs", {}) as children:
        process = children.start("family", sys.executable, "-c", FAMILY, str(note))
        wait_until(lambda: note.exists() and note.read_text(), "the family did not begin")
        grandchild = int(note.read_text())
        assert _lives(grandchild)

    assert not _lives(grandchild)
    assert process.poll() is not None


def test_an_errand_ends_without_taking_the_services_with_it(tmp_path: Path) -> None:
    with Children(tmp_path / "logs", {}) as children:
        children.start("errand", sys.executable, "-c", "raise SystemExit(1)", is_one_off=True).wait()
        assert children.ended() is None

        children.start("service", sys.executable, "-c", "raise SystemExit(0)").wait()
        assert children.ended() == "service"


KILLED_PARENT = """
import os, signal, sys, time
from pathlib import Path
from orchestration.children import Children
with Children(Path(sys.argv[1]), {}) as children:
    process = children.start("long", sys.executable, "-c", "import time; time.sleep(600)")
    print(process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.run(
        [sys.executable, "-c", KILLED_PARENT, str(tmp_path / "logs")],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    child = int(parent.stdout)

    assert parent.returncode == -signal.SIGKILL
    wait_until(lambda: not _lives(child), "the child outlives its parent")


def test_a_part_that_ends_by_itself_is_named(tmp_path: Path) -> None:
    with Children(tmp_path / "logs", {}) as children:
        children.start("short", sys.executable, "-c", "print('last words')").wait()

        assert children.ended() == "short"
        assert children.log_path("short").read_text() == "last words\n"


def test_a_signal_only_sets_a_flag(tmp_path: Path) -> None:
    with Children(tmp_path / "logs", {}) as children:
        os.kill(os.getpid(), signal.SIGTERM)

        assert children.is_stopping


def test_a_taken_port_is_named_with_the_option_to_use(tmp_path: Path) -> None:
    console = Console(record=True, width=200)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code = run_everything(Home(tmp_path / "data"), port, 0, console)

    assert code == 2
    assert f"Port {port} of API is taken" in console.export_text(clear=False)
    assert f'make run ARGS="--port {port + 1}"' in console.export_text()
