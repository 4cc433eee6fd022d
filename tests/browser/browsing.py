"""A real Chromium on our own server: what a page loads, complains of and shows, and nothing from any other host."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

IS_ASKED_FOR = os.environ.get("LONGMAI_BROWSER") == "1"
"""Whether `make browser` runs: then a missing browser is a failure."""

PATIENCE_MS = 60_000
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until charts have taken the width of their new place."""
WITHOUT_CHART = "figure[data-kind]:not(.is-empty) .chart:not(:has(canvas))"
"""Figures that are not drawn yet."""
BEYOND = """
[...document.querySelectorAll("main *")]
  .filter((each) => !each.closest(".scroll, pre, canvas") && each.getBoundingClientRect().right > innerWidth + 1)
  .map((each) => each.outerHTML.slice(0, 100)).slice(0, 5)
"""
"""What stands beyond the right edge of the window and is not in something that scrolls by itself."""

_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A picture is the same on every screen.
    "--force-device-scale-factor=1",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)
_NOTE_VIOLATIONS = """
window.refusedByPolicy = [];
addEventListener("securitypolicyviolation", (event) =>
  window.refusedByPolicy.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
_SERIOUS = ("serious", "critical")


def absent() -> str | None:
    """Why no browser can be driven here, or None."""
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError:
        return "the driver of the browser is not installed (make browser installs it)"
    return (
        None if _chromium() else "Chromium is not on this machine (make browser installs it where apt and root exist)"
    )


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium without a window, until the block ends. While it runs, this thread cannot call `asyncio.run`."""
    if missing := absent():
        if IS_ASKED_FOR:
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    # As root Chromium starts without its sandbox only; it opens no page but ours.
    flags = (*_FLAGS, "--no-sandbox") if os.geteuid() == 0 else _FLAGS
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_chromium(), args=list(flags))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Opened:
    """A page with what happened on it since it was opened."""

    page: Page
    origin: str
    elsewhere: list[str] = field(default_factory=list)
    """Requests to any other host; each is refused."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings in the console, exceptions, and what the content security policy refused."""
    status: int = 0

    def go(self, path: str) -> Page:
        """Loads an address of the service and waits until its charts are drawn."""
        from playwright.sync_api import expect

        response = self.page.goto(self.origin + path, wait_until="load", timeout=PATIENCE_MS)
        self.status = response.status if response else 0
        expect(self.page.locator(WITHOUT_CHART)).to_have_count(0, timeout=PATIENCE_MS)
        return self.page

    def trouble(self) -> list[str]:
        """Everything that should not have happened."""
        refused = self.page.evaluate("window.refusedByPolicy ?? []")
        return [*self.elsewhere, *self.complaints, *refused]

    def address(self) -> str:
        """Path and query."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def transferred(self) -> float:
        """Bytes that came over the wire, compressed, for this page and all that it loaded."""
        entries = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        return float(self.page.evaluate(f"{entries}.reduce((sum, each) => sum + each.transferSize, 0)"))

    def violations(self, scope: str = "document") -> list[str]:
        """What axe-core finds serious or critical, one line each with the first elements."""
        self.page.evaluate(axe_source())
        found = self.page.evaluate(f"axe.run({scope}, {{resultTypes: ['violations']}})")
        return [
            f"{each['impact']}: {each['id']}: {each['help']}: "
            + "; ".join(" ".join(map(str, node["target"])) for node in each["nodes"][:4])
            + f" ({len(each['nodes'])})"
            for each in found["violations"]
            if each["impact"] in _SERIOUS
        ]

    def stored(self) -> dict[str, Any]:
        """What the page has left behind in the browser."""
        stores: dict[str, Any] = self.page.evaluate(
            "({local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie})"
        )
        return stores | {"jar": self.page.context.cookies()}


@contextmanager
def opened(browser: Browser, origin: str, size: dict[str, int] = DESK, **options: Any) -> Iterator[Opened]:
    """A page in a browser that nobody has used before, with every other host blocked."""
    context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_NOTE_VIOLATIONS)
    page = context.new_page()
    seen = Opened(page, origin)
    own = urlsplit(origin).netloc

    def only_ours(route: Route) -> None:
        if urlsplit(route.request.url).netloc == own:
            route.continue_()
        else:
            seen.elsewhere.append(f"asks another host: {route.request.url}")
            route.abort()

    context.route("**/*", only_ours)
    page.on("console", lambda message: _note(seen, message.type, message.text))
    page.on("pageerror", lambda error: seen.complaints.append(f"exception: {error}"))
    page.on("websocket", lambda socket: urlsplit(socket.url).netloc == own or seen.elsewhere.append(socket.url))
    try:
        yield seen
    finally:
        context.close()


def _note(seen: Opened, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        seen.complaints.append(f"console {kind}: {text}")


def axe_source() -> str:
    """axe-core, as its package ships it (MPL-2.0)."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
