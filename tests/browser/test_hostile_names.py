"""Names that would run, break or overflow a page: each is shown as it is, on every page, and does nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.browser.addresses import PAGES, find_addresses
from tests.browser.browsing import BEYOND, DESK, PHONE, TWO_FRAMES, opened
from tests.graph.conftest import FixedStore
from tests.graph.running import running
from warehouse.archive.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = (
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    '"><svg onload=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "</table></main></body><h1>beyond",
    "<!-- the rest of the page",
    "&lt;b&gt; &#60;i&#62; &nbsp;",
    "{{7*7}}",
    "{% for x in y %}",
    "${7*7} `#{7*7}`",
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "'; drop table core.enterprise; --",
    '=HYPERLINK("http://evil.example","x")',
    "\u202eevil\u202c مصنع الشرق \u2067",
    "🏭👩‍🚒🇨🇳😀",
    "Z\u0338\u0319a\u0337\u0321l\u0335g\u0336o\u0334" * 4,
    "长" * 200,
    "W" * 200,
    "\\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e",
    "two\nlines\tand a tab",
    "../../../etc/passwd?a=b&c=d#e%00",
)
ALTERED = ("name_zh", "name_en", "title_zh", "title_en", "file_name", "subject", "text", "text_zh", "reason_zh", "note")


@dataclass(frozen=True)
class Hostile:
    """A service whose every name is hostile, and an address of each page."""

    origin: str
    addresses: dict[str, str]


@pytest.fixture(scope="module")
def hostile(browser: Browser, province: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    copy = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    shutil.copy(province.current.resolve(), copy)
    with duckdb.connect(str(copy)) as connection:
        columns = connection.execute(
            "select c.schema_name, c.table_name, c.column_name from duckdb_columns() c join duckdb_tables() t"
            " using (schema_name, table_name) where c.data_type = 'VARCHAR' and list_contains(?, c.column_name)",
            [list(ALTERED)],
        ).fetchall()
        assert len(columns) > 30
        for schema, table, column in columns:
            # The same name has the same hostile one everywhere, and no two names become one.
            connection.execute(
                f'update {schema}."{table}" set {column} = ?[1 + (hash({column}) % ?)::int] || (hash({column}) % 10000)'
                f" where {column} is not null",
                [list(HOSTILE), len(HOSTILE)],
            )
    store = FixedStore(copy)
    with running(store) as server:
        yield Hostile(server.http, find_addresses(server.http))


def test_every_page_is_reached_among_hostile_names(hostile: Hostile) -> None:
    assert sorted(hostile.addresses) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_hostile_names_do_nothing_on_this_page(browser: Browser, hostile: Hostile, name: str) -> None:
    with opened(browser, hostile.origin) as seen:
        dialogs: list[str] = []
        seen.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page = seen.go(hostile.addresses[name])
        page.set_viewport_size(PHONE)
        page.evaluate(TWO_FRAMES)
        wide, beyond = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(BEYOND)
        page.set_viewport_size(DESK)

        assert seen.status == 200
        assert seen.trouble() == []
        assert dialogs == []
        assert page.evaluate("window.hacked") is None
        assert page.locator("script:not([src]), img, svg, iframe, object, style, [onerror], [onmouseover]").count() == 0
        assert page.locator("a[href^='javascript'], a[href^='data']").count() == 0
        assert page.locator("main").count() == page.locator("footer").count() == 1
        assert wide <= PHONE["width"], beyond


def test_each_hostile_name_is_shown_as_it_is_somewhere(browser: Browser, hostile: Hostile) -> None:
    with opened(browser, hostile.origin) as seen:
        texts = [seen.go(address).locator("body").text_content() or "" for address in hostile.addresses.values()]

    assert [name for name in HOSTILE if not any(name in text for text in texts)] == []
