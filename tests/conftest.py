"""Fixtures that every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
