"""The processes of a run: started on free ports, waited for, ended with the run."""

import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from orchestration.children import Children

_START_SECONDS = 60.0


@dataclass(frozen=True)
class Memory:
    """What a process holds now and has held at most, in bytes."""

    resident: int
    peak: int


class Servers:
    """Starts servers, each with its output in a log file, and ends all of them."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._children = Children(logs, environment)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._children.end_all()

    def start(self, name: str, port: int, *command: str, seconds: float = _START_SECONDS) -> None:
        """Starts a server and waits until it takes connections. Raises RuntimeError with the end of its log."""
        process = self._children.start(name, *command)
        self._processes[name] = process
        deadline = time.monotonic() + seconds
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > deadline:
                log = self._children.log_path(name).read_text("utf-8", "replace")[-2000:]
                raise RuntimeError(f"{name} does not answer on port {port}: {log}")
            time.sleep(0.05)

    def memory(self, name: str) -> Memory | None:
        """Memory of a server's own process; None where the system does not tell."""
        try:
            status = Path(f"/proc/{self._processes[name].pid}/status").read_text()
        except OSError:
            return None
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return Memory(*(int(lines[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM")))


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
