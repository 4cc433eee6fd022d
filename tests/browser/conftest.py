"""One Chromium a file, one server on the sample's province for all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.browsing import IS_ASKED_FOR, Opened, absent, launched, opened
from tests.graph.running import Process, serving
from warehouse.archive.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Open = Callable[..., AbstractContextManager[Opened]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Before anything is built: without a browser all of them are skipped. `make browser` fails instead."""
    missing = None if IS_ASKED_FOR else absent()
    for item in items if missing else ():
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def province(request: pytest.FixtureRequest) -> Home:
    """The sample, published. `LONGMAI_BROWSER_HOME` names the data directory of one that is published already, for who
    tries a page again and again.
    """
    folder = os.environ.get("LONGMAI_BROWSER_HOME")
    return Home(Path(folder)) if folder else request.getfixturevalue("sample_home").home


@pytest.fixture(scope="session")
def served(province: Home) -> Iterator[Process]:
    """The service on the sample, as `longmai serve` starts it."""
    with serving(province) as process:
        yield process


@pytest.fixture
def open_page(browser: Browser, served: Process) -> Open:
    """`with open_page() as seen`: an empty browser on the service."""

    def start(**options: Any) -> AbstractContextManager[Opened]:
        return opened(browser, served.http, **options)

    return start
