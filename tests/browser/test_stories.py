"""What readers come for, by clicks alone: from the board to an answer, and from a target down to the cell of a file."""

from __future__ import annotations

import pytest

from graph.pages.questions import read_questions
from tests.browser.conftest import Open
from tests.browser.stories import STORIES, Story, menu


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.question)
def test_a_question_is_answered_by_clicks_alone(open_page: Open, story: Story) -> None:
    with open_page() as seen:
        page = seen.go("/")
        for click in story.clicks:
            page.locator(click).first.click()
        page.locator("main, .graphiql-response").filter(has_text=story.there).first.wait_for()

        assert seen.trouble() == []


def test_the_stories_are_questions_of_the_page_of_answers() -> None:
    assert len(STORIES) >= 10
    assert {story.question for story in STORIES} <= {question.words.en for question in read_questions()}


def test_from_the_board_by_target_firm_and_bridge_to_the_cell_of_a_file_and_back(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/")
        page.locator('main a:text-is("增加值占比年内提高")').first.click()
        page.locator("h1", has_text="增加值占比年内提高").wait_for()
        page.locator("main a[href^='/enterprises/EX']").first.click()
        page.locator("#bridge").wait_for()
        page.locator("#figure-bridge canvas").wait_for()
        firm = seen.address()
        page.locator("#bridge p a.n").first.click()
        page.locator("#arithmetic").wait_for()
        page.locator("#leads a[href^='/values']").first.click()
        page.locator("main td a.n").first.click()
        cell = page.locator("#source b.cell").inner_text()
        page.locator("#source a[href^='/data/']").first.click()
        page.locator("#values h2", has_text=cell).wait_for()
        assert page.locator("#values tr.has-changed").count() >= 1
        assert page.locator("dl", has_text="SHA-256").count() == 1

        way = [seen.address()]
        while way[-1] != "/" and len(way) < 10:
            page.go_back(wait_until="load")
            way.append(seen.address())
        assert [address.partition("?")[0].split("/")[1] for address in way] == [
            *("data", "number", "values", "number", "enterprises", "targets", "")
        ]
        assert way[4] == firm
        assert seen.trouble() == []


def test_period_as_of_and_language_stay_in_the_address_from_page_to_page(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/?period=2015-12&lang=en")
        page.locator('header nav a:text-is("Data")').click()
        page.locator("h1", has_text="Data").wait_for()

        assert "period=2015-12" in seen.address()
        assert "lang=en" in seen.address()
        page.locator('header a:text-is("中文")').click()
        page.locator(menu("看板")).wait_for()
        assert "lang" not in seen.address()
        assert "period=2015-12" in seen.address()


def test_a_figure_is_a_picture_a_csv_and_a_workbook(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/")
        figure = page.locator("#figure-growth")
        found = {}
        for name in ("button.png", "a:text-is('CSV')", "a:text-is('XLSX')"):
            with page.expect_download() as waiting:
                figure.locator(name).click()
            found[waiting.value.suggested_filename] = waiting.value.path().read_bytes()[:4]

        assert found == {
            "figure-growth.png": b"\x89PNG",
            "growth.csv": b"\xef\xbb\xbf" + found["growth.csv"][3:],
            "growth.xlsx": b"PK\x03\x04",
        }
