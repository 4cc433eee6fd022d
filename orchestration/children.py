"""The child processes of `longmai up`: each leads its own session, and all end with the parent."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType, TracebackType

_GRACE_SECONDS = 10.0
_PR_SET_PDEATHSIG = 1

# Loaded at import: nothing may be imported between fork and exec.
_LIBC = ctypes.CDLL(None)


class Children:
    """Starts processes with output to log files, and ends them with their descendants.

    A stop signal (Ctrl-C, SIGTERM, closed terminal) only sets `is_stopping`, which the waiting loop checks.
    """

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self.is_stopping = False
        self._logs = logs
        self._environment = {**os.environ, **environment}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._one_offs: set[str] = set()

    def __enter__(self) -> "Children":
        self._logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end_all()

    def start(
        self, name: str, *command: str, is_one_off: bool = False, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Starts a process as the leader of its own session, so that its whole process group can be ended.

        A one-off process is expected to end by itself. `environment` is for this process only: secrets belong there,
        since all users can read command lines.
        """
        with self.log_path(name).open("ab") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**self._environment, **(environment or {})},
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - started before this process has threads
            )
        self._running[name] = process
        if is_one_off:
            self._one_offs.add(name)
        return process

    def log_path(self, name: str) -> Path:
        """The log file of a process."""
        return self._logs / f"{name}.log"

    def ended(self) -> str | None:
        """The name of a process that has ended unexpectedly, or None."""
        for name, process in self._running.items():
            if name not in self._one_offs and process.poll() is not None:
                return name
        return None

    def end_all(self) -> None:
        """Signals every process group to end, waits, and kills the rest."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            for process in self._running.values():
                _signal_family(process.pid, number)
            deadline = time.monotonic() + (_GRACE_SECONDS if number is not signal.SIGKILL else 2.0)
            while time.monotonic() < deadline:
                for process in self._running.values():
                    process.poll()
                if not any(_family_lives(process.pid) for process in self._running.values()):
                    return
                time.sleep(0.1)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True


def _end_with_parent() -> None:
    """Makes the kernel send SIGTERM to this process when its parent ends, even by SIGKILL (Linux)."""
    prctl = getattr(_LIBC, "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _signal_family(leader: int, number: signal.Signals) -> None:
    try:
        os.killpg(leader, number)
    except (ProcessLookupError, PermissionError):
        return


def _family_lives(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
