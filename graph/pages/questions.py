"""The saved questions of the page /ask: those of docs/answers.md, by who asks them.

`ask/answers.md` is a link to that page, so that both are one text; the package carries a copy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.pages.folders import FOLDER
from graph.pages.parameters import write_address
from warehouse.wording import Words

ANSWERS = FOLDER / "ask" / "answers.md"
ROLES: Mapping[str, Words] = {
    "governors": Words("领导", "Governors"),
    "statisticians": Words("统计人员", "Statisticians"),
    "chain offices": Words("产业链专班", "Chain offices"),
    "enterprise offices": Words("企业主管部门", "Enterprise offices"),
    "fund managers": Words("资金与基金管理", "Fund managers"),
    "project offices": Words("项目办", "Project offices"),
    "departments": Words("责任单位", "Departments"),
    "counties": Words("市县", "Prefectures and counties"),
    "data stewards": Words("数据管理", "Data stewards"),
    "others": Words("其他", "Others"),
}
"""Who asks, as the line below a question names them: `*For counties: 中文问题*`. Without it, others ask."""

_SECTION = re.compile(r"^## (?P<en>.+)\n(?P<text>(?:(?!^## ).*\n?)*)", re.MULTILINE)
_ASKED = re.compile(r"\A\n\*For (?P<role>[a-z ]+): (?P<zh>.+)\*\n")
_QUERY = re.compile(r"^```graphql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Question:
    """A question, who asks it, and its query. `address` opens GraphiQL with the query and runs it."""

    role: str
    words: Words
    query: str

    @property
    def address(self) -> str:
        text = f"# {self.words.zh}\n# {self.words.en}\n{self.query}"
        return write_address("/graphql", {"query": text, "run": "true"})

    def has(self, words: str) -> bool:
        """Whether each of these words is in the question or its query."""
        text = f"{self.words.zh} {self.words.en} {self.query}".casefold()
        return all(word in text for word in words.casefold().split())


@cache
def read_questions() -> Sequence[Question]:
    """The questions of the page that have a query, in its order."""
    sections = ((found["en"], found["text"]) for found in _SECTION.finditer(ANSWERS.read_text("utf-8")))
    return [_read(english, text, query[1]) for english, text in sections if (query := _QUERY.search(text))]


def _read(english: str, text: str, query: str) -> Question:
    asked = _ASKED.match(text)
    if asked is None or asked["role"] not in ROLES:
        return Question("others", Words(english, english), query)
    return Question(asked["role"], Words(asked["zh"], english), query)


def choose_questions(words: str, role: str) -> list[tuple[Words, list[Question]]]:
    """The questions that have the words, of a role or of all, under the role that asks them."""
    found = [question for question in read_questions() if question.has(words) and role in {"", question.role}]
    by_role = [(title, [each for each in found if each.role == name]) for name, title in ROLES.items()]
    return [(title, questions) for title, questions in by_role if questions]
