"""The pages of the package, and an address of each as a reader finds it: by links, from the board on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx2

from graph.pages.folders import DOCUMENT, FOLDER

_PATH = re.compile(r"# path: (\S+)")


def paths() -> dict[str, str]:
    """Path of each page by its name, as its document says it. A new folder is a new page."""
    return {file.parent.name: _path(file.read_text("utf-8")) for file in sorted(FOLDER.glob(f"*/{DOCUMENT}"))}


def _path(document: str) -> str:
    found = _PATH.match(document)
    assert found, document[:80]
    return found[1]


PATHS = paths()
PAGES = sorted(PATHS)


def find_addresses(origin: str) -> dict[str, str]:
    """An address of each page that links lead to: the first that a reader would find."""
    patterns = {name: re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for name, path in PATHS.items()}
    found, waiting = {"board": "/"}, ["/"]
    with httpx2.Client(base_url=origin, headers={"Accept": "text/html"}, timeout=60) as client:
        while waiting:
            address = waiting.pop(0)
            for link in _Links(client.get(address).text, address).found:
                path = urlsplit(link).path
                for name, pattern in patterns.items():
                    if name not in found and pattern.fullmatch(path):
                        found[name] = link
                        waiting.append(link)
    return found


class _Links(HTMLParser):
    """Where the links of a page lead to, on the same host."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._address = address
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href") if tag == "a" else None
        if target and "download" not in dict(attrs):
            self.found.append(urljoin(self._address, target).partition("#")[0])
