"""A file in the inbox appears on the page that is open: real files, `longmai up` with its Dagster, no reload."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from tests.browser.browsing import opened
from tests.conftest import PROJECT
from tests.graph.running import free_port
from tests.waiting import PATIENCE, wait_until
from warehouse.archive.arrivals import read_arrivals
from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.sample.generate import generate
from warehouse.snapshots.refresh import refresh

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PUBLICATION = 5 * PATIENCE
"""A file is read, and every table is built and checked."""


@dataclass(frozen=True)
class Up:
    """`longmai up`, with February published, and the return of March still on somebody's desk."""

    origin: str
    home: Home
    march: Path


@pytest.fixture(scope="module")
def up(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    root = tmp_path_factory.mktemp("live")
    sample = generate(root / "files", enterprises=3, months=3)
    home = Home(root / "data").ensure()
    first = [path for path in sample.files if path.name.startswith(("00_1_", "00_2_", "00_3_", "00_4_", "2014-02"))]
    (march,) = [path for path in sample.files if path.name.startswith("2014-03_1")]
    ingest_files(home, first, received_at=datetime.now(UTC), arrivals=read_arrivals(sample.truth))
    refresh(home)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "orchestration.cli", "up", "--port", str(port), "--dagster-port", str(free_port())],
        env={**os.environ, "LONGMAI_HOME": str(home.root), "PYTHONPATH": str(PROJECT)},
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    origin = f"http://127.0.0.1:{port}"

    def is_ready() -> bool:
        assert process.poll() is None, "longmai up ended by itself"
        with suppress(httpx2.TransportError):
            return httpx2.get(f"{origin}/readyz").status_code == 200
        return False

    try:
        wait_until(is_ready, "the service is not ready", PUBLICATION)
        yield Up(origin, home, march)
    finally:
        process.terminate()
        process.wait(timeout=PUBLICATION)


def test_a_file_that_is_dropped_into_the_inbox_appears_on_the_open_page(browser: Browser, up: Up) -> None:
    with opened(browser, up.origin) as files, opened(browser, up.origin) as board:
        for seen, address in ((files, "/data"), (board, "/")):
            seen.go(address).evaluate("window.isTheSameDocument = true")
        before = board.page.locator("h1").inner_text()
        shutil.copy(up.march, up.home.inbox / up.march.name)

        for seen in (files, board):
            seen.page.locator("#news:not([hidden])").wait_for(timeout=PUBLICATION * 1000)
            assert seen.page.evaluate("window.isTheSameDocument"), "the page was loaded again"
            assert seen.page.locator("#snapshot-id").inner_text() == "000002"
            assert seen.trouble() == []
        assert up.march.name in files.page.locator("#file").inner_text()
        assert "2014-02" in before
        assert "2014-03" in board.page.locator("h1").inner_text()
        assert board.page.locator(".has-changed").count() > 0
