"""The order in which `longmai up` starts its processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from orchestration import up
from warehouse.archive.home import Home
from warehouse.archive.inbox import files_in_inbox

NO_PROCESS = 2**22 + 1


class Process:
    def __init__(self, name: str, log: list[str], code: int) -> None:
        self.pid = NO_PROCESS
        self.returncode = code
        self._left = 2
        self._name = name
        self._log = log

    def poll(self) -> int | None:
        self._left -= 1
        if self._left == 0:
            self._log.append(f"{self._name} ended")
        return self.returncode if self._left <= 0 else None


@pytest.mark.parametrize("load_fails", [False, True])
def test_the_api_answers_first_and_dagster_starts_on_databases_that_one_process_has_made(
    home: Home, monkeypatch: pytest.MonkeyPatch, load_fails: bool
) -> None:
    log: list[str] = []

    class Children:
        is_stopping = False

        def __init__(self, logs: Path, environment: object) -> None: ...

        def __enter__(self) -> Children:
            return self

        def __exit__(self, *error: object) -> None: ...

        def start(self, name: str, *command: str, is_one_off: bool = False, environment: object = None) -> Process:
            log.append(name)
            self.is_stopping = name == "record"
            return Process(name, log, int(load_fails and name == "first_load"))

        def log_path(self, name: str) -> Path:
            return Path(name)

        def ended(self) -> None: ...

    monkeypatch.setattr(up, "Children", Children)
    monkeypatch.setattr(up, "put_sample", lambda home, show: None)

    up._run(home, 0, 0, Console(quiet=True), None)

    job = ["first_refresh", "first_refresh ended"] if load_fails else []
    loaded = ["api", "cut_off", "first_load", "first_load ended", "cut_off ended", *job]
    assert log == [*loaded, "webserver", "daemon", "record"]


def test_all_files_of_the_sample_are_in_the_first_snapshot(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def generate(folder: Path, on_progress: object) -> None:
        folder.mkdir(parents=True)
        for name in ("a.csv", "b.csv"):
            (folder / name).write_text("written this moment", "utf-8")

    monkeypatch.setattr(up, "generate", generate)
    home.ensure()

    up.put_sample(home, lambda *_: None)

    assert [path.name for path in files_in_inbox(home)] == ["a.csv", "b.csv"]
