"""A data directory of its own for every test, and a few deliveries to put into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reliability.conftest import figures  # noqa: F401 - what a promise of docs/reliability.md notes of itself
from warehouse.archive.home import Home
from warehouse.domain.period import Period
from warehouse.sample.generate import generate


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    root = tmp_path / "data"
    monkeypatch.setenv("LONGMAI_HOME", str(root))
    return Home(root).ensure()


@pytest.fixture(scope="session")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve synthetic enterprises over three months."""
    out = tmp_path_factory.mktemp("sample") / "files"
    generate(out, enterprises=12, months=3, seed=7, start=Period(2015, month=1))
    return out


@pytest.fixture
def filled_inbox(home: Home, sample_files: Path) -> Home:
    """The sample in the inbox, old enough to be taken."""
    fill_inbox(home, sample_files)
    return home


def fill_inbox(home: Home, files: Path) -> None:
    """Copies files into the inbox, old enough to be taken."""
    for path in files.iterdir():
        settle(shutil.copyfile(path, home.inbox / path.name))


def settle(path: Path) -> None:
    """Makes a file old enough to be taken."""
    import os
    import time

    earlier = time.time() - 10
    os.utime(path, (earlier, earlier))
