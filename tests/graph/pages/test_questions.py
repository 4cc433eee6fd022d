"""The saved questions of /ask are those of docs/answers.md, and the page carries their queries to GraphiQL."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from graphql import parse, validate

from graph.pages import questions
from graph.pages.questions import ANSWERS, ROLES, choose_questions, read_questions
from graph.schema import build_schema
from tests.conftest import PROJECT

PAGE = PROJECT / "docs" / "answers.md"


def test_the_package_carries_the_page_of_questions_as_it_is() -> None:
    """A link of the source tree, which a wheel has as a file."""
    assert ANSWERS.read_bytes() == PAGE.read_bytes()


def test_every_question_of_the_page_is_saved_with_who_asks_it_and_in_chinese() -> None:
    written = re.findall(r"^## (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)

    assert [question.words.en for question in read_questions()] == written
    unsaid = [
        question.words.en for question in read_questions() if not re.search(r"[\u4e00-\u9fff]", question.words.zh)
    ]
    assert unsaid == [], f"below each stands a line '*For {'|'.join(ROLES)}: 中文问题*'"


def test_the_address_of_a_question_carries_a_query_that_the_schema_takes() -> None:
    schema = build_schema()
    for question in read_questions():
        address = parse_qs(urlsplit(question.address).query)

        assert address["run"] == ["true"]
        assert validate(schema, parse(address["query"][0])) == [], question.words.en
        assert question.query in address["query"][0]


def test_questions_are_found_by_words_of_either_language_and_by_role() -> None:
    by_chinese = [each.words.en for _, found in choose_questions("镍价", "") for each in found]
    by_role = choose_questions("", "counties")

    assert "What if nickel fell by a fifth?" in by_chinese
    assert [title.en for title, _ in by_role] == ["Prefectures and counties"]
    assert choose_questions("no such words anywhere", "") == []


def test_a_question_without_its_line_is_asked_by_others_in_english() -> None:
    question = questions._read("When?", "\nIn time.\n", "{ a }")

    assert (question.role, question.words.zh) == ("others", "When?")
