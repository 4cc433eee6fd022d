"""Writes docs/pages.md and its pictures: `python -m tests.browser.screenshots`, on the sample. Review the difference.

`LONGMAI_BROWSER_HOME` names the data directory of a sample that is published already.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PIL import Image

from graph.pages.folders import DOCUMENT, FOLDER
from graph.pages.questions import read_questions
from tests.browser.addresses import PAGES, PATHS, find_addresses
from tests.browser.browsing import Opened, launched, opened
from tests.browser.stories import STORIES
from tests.conftest import PROJECT
from tests.graph.running import serving
from tests.sample_home import publish_sample
from warehouse.archive.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = PROJECT / "docs" / "pages.md"
PICTURES = PROJECT / "docs" / "pages"
LARGEST = 120_000
HEIGHT = 1100
_TITLE = re.compile(r"# title: (?P<zh>[^|\n]+?) *\| *(?P<en>[^\n]+)")

_HEAD = """# Pages

What `/` shows to people who write no query: each page is one document, one template and at most one short script
(`graph/pages/`), read through the API ([why](decisions/0014-pages.md)). `python -m tests.browser.screenshots` writes
this page on the sample; `make browser` opens every page in Chromium and checks it.

Every number is a link to its definition, arithmetic, file and cell. Period, `as of` and language stand in the address,
so a page can be sent. A figure has its table below it, and its data as CSV and XLSX. An open page follows publications.

## Size, time and accessibility

First visit: what comes over the wire, compressed, with style, scripts and charts, by a browser that has stored nothing.
ms: until page and charts are drawn, in Chromium on the busy machine that wrote this page, styles and scripts stored by
then: to compare pages by, no promise. axe: serious and critical violations of axe-core, both languages together.

"""
_CLICKS = """
## Clicks

What questions of [answers.md](answers.md) take from the board; each way is a test (`tests/browser/stories.py`). Any
other question takes two: 提问, and the question.

| question | clicks | way |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Seen:
    """What a visit of a page was like."""

    name: str
    address: str
    kilobytes: float
    milliseconds: float
    axe: int
    picture: str


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ.get("LONGMAI_BROWSER_HOME")
        home = Home(Path(given)) if given else publish_sample(Path(folder)).home
        with serving(home) as server, launched() as browser:
            addresses = find_addresses(server.http)
            visits = [_visit(browser, server.http, name, addresses[name]) for name in PAGES]
    PAGE.write_text(_text(visits), "utf-8")
    for picture in PICTURES.glob("*.png"):
        if picture.stem not in PAGES:
            picture.unlink()


def _visit(browser: Browser, origin: str, name: str, address: str) -> Seen:
    with opened(browser, origin) as seen:
        seen.go(address)
        kilobytes = seen.transferred() / 1000
        milliseconds = _load(seen, address)
        axe = len(seen.violations())
        picture = _picture(seen, name)
    with opened(browser, origin) as english:
        english.go(address + ("&" if "?" in address else "?") + "lang=en")
        axe += len(english.violations())
    return Seen(name, address, kilobytes, milliseconds, axe, picture)


def _load(seen: Opened, address: str) -> float:
    page = seen.go(address)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(page.evaluate("performance.now()"))


def _picture(seen: Opened, name: str) -> str:
    """The upper part of the page with few colours, small enough for a repository."""
    page = seen.page
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    page.evaluate("scrollTo(0, 0)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (64, 32, 16, 8):
        written = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        if written.tell() <= LARGEST:
            break
    (PICTURES / f"{name}.png").write_bytes(written.getvalue())
    return f"pages/{name}.png"


def _text(visits: list[Seen]) -> str:
    lines = [_HEAD, "| page | path | first visit, kB | ms | axe |\n", "| --- " * 5 + "|\n"]
    lines += [
        f"| [{_titles(each.name)}](#{each.name}) | `{PATHS[each.name]}` | {each.kilobytes:.0f}"
        f" | {each.milliseconds:.0f} | {each.axe} |\n"
        for each in visits
    ]
    chinese = {question.words.en: question.words.zh for question in read_questions()}
    lines.append(_CLICKS)
    for story in STORIES:
        way = " → ".join(re.findall(r'"(.*?)"', click)[0] for click in story.clicks) or "看板"
        lines.append(f"| {story.question} {chinese[story.question]} | {len(story.clicks)} | {way} |\n")
    lines.append("\n## Pictures\n")
    for each in visits:
        lines.append(
            f'\n<a id="{each.name}"></a>\n\n### {_titles(each.name)}\n\n`{unquote(each.address)[:100]}`\n\n'
            f"![{_titles(each.name)}]({each.picture})\n"
        )
    return "".join(lines)


def _titles(name: str) -> str:
    found = _TITLE.search((FOLDER / name / DOCUMENT).read_text("utf-8"))
    assert found, name
    return f"{found['zh']} {found['en']}"


if __name__ == "__main__":
    main()
