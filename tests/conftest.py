"""Fixtures that every test may use."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.sample_home import SampleHome, publish_sample
from warehouse import connections

PROJECT = Path(__file__).resolve().parent.parent

if os.environ.get("LONGMAI_SOAK") != "1":
    # Builds of a few rows take a third less of the processor without threads that wait for each other, and the tests
    # run one for each core already. What threads could change has tests of its own, which say how many; readers of
    # snapshots and `make soak` have those of the machine.
    connections._OFFLINE["threads"] = 1


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files beside the project; a test that needs it is skipped where it is absent."""
    folder = PROJECT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not beside this checkout (../shared/data)")
    return folder


BuildOnce = Callable[[str, Callable[[Path], Any]], Any]


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """Builds something into a folder once for all processes of a run, which then read it and leave it alone."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def build(name: str, make: Callable[[Path], Any]) -> Any:
        made = shared / f"{name}.pickle"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                made.write_bytes(pickle.dumps(make(shared / name)))
        return pickle.loads(made.read_bytes())

    return build


@pytest.fixture(scope="session")
def sample_home(build_once: BuildOnce) -> SampleHome:
    """The whole sample, published, as every test of the province reads it. None changes it."""
    found: SampleHome = build_once("sample", publish_sample)
    return found
