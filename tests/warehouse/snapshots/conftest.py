"""A data directory without deliveries: its snapshots hold the plan and the reference tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.archive.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data").ensure()
