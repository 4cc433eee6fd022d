"""Ways of readers by clicks alone: questions of docs/answers.md, each from the board to the place of its answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """A question, the clicks that lead to its answer (selectors of Playwright), and words that stand there."""

    question: str
    clicks: tuple[str, ...]
    there: str


def menu(name: str) -> str:
    """An entry of the main navigation."""
    return f'header nav a:text-is("{name}")'


def view(name: str) -> str:
    """A link on the page itself."""
    return f'main a:text-is("{name}")'


STORIES = (
    Story("Where does every target stand?", (), "应达进度"),
    Story("Which fields fell, and by what?", (), "拉动"),
    Story("Are we on course for one point more?", (view("增加值占比年内提高"),), "应达"),
    Story("Which of the 34 tasks are late, whose, and for how long?", (menu("任务"),), "逾期"),
    Story("What has each unit made of its duties?", (menu("任务"), view("责任单位")), "省发展改革委"),
    Story("What does the plan promise that nobody does?", (menu("任务"), view("方案自查")), "承诺"),
    Story("How much provincial money is in which field?", (menu("资金"),), "得到最多"),
    Story("Do the funds keep their covenants, by their own flows?", (menu("资金"),), "约束条款"),
    Story("How good would the rules of lights have been?", (menu("项目"),), "规则回溯"),
    Story("Which warnings of last year came true?", (menu("预警"),), "说中了多少"),
    Story("What if nickel fell by a fifth?", (menu("提问"), view("如果镍价下跌五分之一？")), "whatIf"),
)
