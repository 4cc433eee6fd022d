"""Pages over the hand-made rows: every page in both languages, what an address may say, what a reader gets wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from graph.app import build_app
from graph.pages.folders import read_pages
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.stores import SharedStore

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def client(store: FixedStore) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_board_opens_in_both_languages(client: TestClient, lang: str) -> None:
    response = client.get("/", params={"lang": lang}, headers=HTML)

    assert response.status_code == 200
    assert response.headers["content-security-policy"] == "default-src 'self'; frame-ancestors 'none'"
    assert ("看板" if lang == "zh" else "Board") in response.text


def test_an_unknown_address_is_a_page_for_a_browser_and_text_for_others(client: TestClient) -> None:
    page, text = client.get("/nowhere", headers=HTML), client.get("/nowhere")

    assert page.status_code == text.status_code == 404
    assert "没有这个页面" in page.text
    assert text.text == "Not Found"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_value_in_the_address_is_a_page_that_says_so(client: TestClient, lang: str) -> None:
    response = client.get("/", params={"period": "June<script>", "lang": lang}, headers=HTML)

    assert response.status_code == 400
    assert "<script>" not in response.text.replace('<script type="module"', "")
    assert ("参数“period”" if lang == "zh" else "&#39;period&#39;") in response.text


def test_paths_and_names_of_pages_are_unique() -> None:
    pages = read_pages(build_schema())

    assert len({page.path for page in pages}) == len({page.name for page in pages}) == len(pages)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        ("/data", "谁没有报", "Who has not reported"),
        ("/ask?q=nickel", "镍价", "nickel"),
        ("/ask?q=nothing-like-this&role=counties", "没有这样的问题", "no such question"),
    ],
)
def test_the_pages_of_data_and_questions_open_in_both_languages(
    client: TestClient, lang: str, address: str, zh: str, en: str
) -> None:
    response = client.get(f"{address}{'&' if '?' in address else '?'}lang={lang}", headers=HTML)

    assert response.status_code == 200, response.text
    assert (zh if lang == "zh" else en) in response.text


def test_a_file_that_is_not_there_is_a_page_that_says_so(client: TestClient) -> None:
    response = client.get("/data/S999999", headers=HTML)

    assert response.status_code == 404
    assert "没有这份文件" in response.text
