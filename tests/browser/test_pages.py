"""Every page of the package in a real browser, in both languages. A new page is covered by its folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.addresses import PAGES, PATHS, find_addresses
from tests.browser.browsing import BEYOND, DESK, PHONE, TWO_FRAMES, Opened, opened
from tests.conftest import PROJECT
from tests.graph.running import Process

if TYPE_CHECKING:
    from playwright.sync_api import Browser

COMPARE_CHART = Path(__file__).with_name("charts.js").read_text("utf-8")
A4_POINTS = (595, 842)
A4_PRINTED = {"width": 703, "height": 1016}
"""What the margins of the print style leave of A4, in pixels."""
TABS = 600
"""More than this many stops are not walked through one by one: pages with long tables repeat themselves."""

NOTE_FOCUS = """
window.focused = []; window.unseen = [];
addEventListener("focusin", ({target}) => {
  window.focused.push(target);
  const style = getComputedStyle(target);
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!isSeen) window.unseen.push(target.outerHTML.slice(0, 120));
});
"""
CAN_FOCUS = (
    "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')]"
    ".filter((each) => each.type !== 'hidden' && !each.disabled && each.checkVisibility())"
)


@pytest.fixture(scope="session")
def addresses(served: Process) -> dict[str, str]:
    return find_addresses(served.http)


@pytest.fixture(scope="module", params=[f"{page} {lang}" for page in PAGES for lang in ("zh", "en")])
def loaded(
    request: pytest.FixtureRequest, browser: Browser, served: Process, addresses: dict[str, str]
) -> Iterator[Opened]:
    """A page in one language, loaded once for all that is looked at on it."""
    name, lang = request.param.split()
    if name not in addresses:
        pytest.fail(f"no link leads to {PATHS[name]}")
    address = addresses[name]
    if lang == "en":
        address += ("&" if "?" in address else "?") + "lang=en"
    with opened(browser, served.http) as seen:
        seen.go(address)
        yield seen


def test_links_lead_from_the_board_to_every_page(addresses: dict[str, str]) -> None:
    assert sorted(addresses) == PAGES


def test_it_loads_with_all_other_hosts_blocked_and_complains_of_nothing(loaded: Opened) -> None:
    assert loaded.status == 200
    assert loaded.trouble() == []


def test_it_leaves_no_state_outside_of_the_address(loaded: Opened) -> None:
    assert loaded.stored() == {"local": {}, "session": {}, "cookies": "", "jar": []}


def test_a_first_visit_takes_at_most_350_kilobytes(loaded: Opened) -> None:
    assert 0 < loaded.transferred() <= 350_000


def test_axe_finds_nothing_serious(loaded: Opened) -> None:
    assert loaded.violations() == []


def test_it_says_its_language_and_where_it_is(loaded: Opened) -> None:
    page = loaded.page
    lang = "en" if "lang=en" in page.url else "zh-CN"

    assert page.locator("html").get_attribute("lang") == lang
    assert page.title().strip(" ·")
    assert page.locator("header nav a[aria-current=page]").count() <= 1
    assert page.locator("h1").count() == 1


def test_charts_show_what_their_tables_say(loaded: Opened) -> None:
    for figure in loaded.page.locator("figure[data-kind]").all():
        figure.scroll_into_view_if_needed()
        found: dict[str, Any] = figure.evaluate(COMPARE_CHART)
        assert found["wrong"] == [], figure.get_attribute("id")


def test_on_a_phone_its_body_does_not_scroll_sideways(loaded: Opened) -> None:
    loaded.page.set_viewport_size(PHONE)
    try:
        loaded.page.evaluate(TWO_FRAMES)
        wide = loaded.page.evaluate("document.documentElement.scrollWidth")
        wider = loaded.page.evaluate(BEYOND)
    finally:
        loaded.page.set_viewport_size(DESK)

    assert wide <= PHONE["width"], wider


def test_the_keyboard_alone_reaches_everything_and_focus_is_seen(loaded: Opened) -> None:
    page = loaded.page
    if "lang=en" in page.url:
        pytest.skip("both languages have the same elements in the same order")
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.evaluate(NOTE_FOCUS)
    stops = page.evaluate(f"{CAN_FOCUS}.length")
    for _ in range(min(stops, TABS) + 20):
        page.keyboard.press("Tab")
    missed = page.evaluate(
        f"{CAN_FOCUS}.slice(0, {TABS}).filter((each) => !window.focused.includes(each)).map((each) => each.outerHTML)"
    )

    assert missed == []
    assert page.evaluate("window.unseen") == []
    assert page.evaluate("window.focused[0].getAttribute('href')") == "#main"


def test_it_prints_on_a4_with_whole_charts(loaded: Opened) -> None:
    page = loaded.page
    if "lang=en" in page.url:
        pytest.skip("both languages have the same print style")
    page.emulate_media(media="print")
    page.set_viewport_size(A4_PRINTED)
    try:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.evaluate(TWO_FRAMES)
        cut = page.evaluate(
            """({width, height}) => [...document.querySelectorAll("figure[data-kind]")].flatMap((figure) => {
              const box = figure.getBoundingClientRect();
              const chart = figure.querySelector(".chart canvas")?.getBoundingClientRect();
              const faults = [];
              if (box.height > height) faults.push(`${figure.id} is higher than a page: ${box.height}`);
              if (getComputedStyle(figure).breakInside !== "avoid") faults.push(`${figure.id} may be broken`);
              if (chart && chart.right > width + 1) faults.push(`${figure.id} is cut at the right: ${chart.right}`);
              return faults;
            })""",
            A4_PRINTED,
        )
        printed = page.pdf(prefer_css_page_size=True)
    finally:
        page.emulate_media(media="screen")
        page.set_viewport_size(DESK)

    assert cut == []
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {A4_POINTS}


def test_the_page_of_pictures_shows_pages_that_there_are_in_small_pictures() -> None:
    text = (PROJECT / "docs" / "pages.md").read_text("utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\((pages/\w+\.png)\)", text)

    assert len(pictures) >= 20
    assert {Path(picture).stem for picture in pictures} <= set(PAGES)
    assert [picture for picture in pictures if (PROJECT / "docs" / picture).stat().st_size > 120_000] == []
