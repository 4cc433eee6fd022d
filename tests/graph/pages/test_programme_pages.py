"""The pages of money, projects and tasks on the sample: both languages, what a figure says, and hostile names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from graph.app import build_app
from graph.pages.folders import read_pages
from graph.pages.rendering import Rendering, build_environment
from graph.pages.values import Vocabularies
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.stores import SharedStore

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore
    from tests.sample_home import SampleHome

PATHS = (
    "/money",
    "/money/XN_SUB_2",
    "/projects",
    "/projects/XNP028",
    "/tasks",
    "/tasks/departments",
    "/tasks/knock-on",
    "/tasks/audit",
    "/tasks/gansu_2016_task_13",
    "/warnings",
    "/contradictions",
)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e龘" + "长" * 180
_TEXTS = ("name", "title", "text", "note", "Name", "Note", "milestone")


@pytest.fixture(scope="module")
def sample(sample_home: SampleHome) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(home=sample_home.home.root))) as client:
        yield client


@pytest.fixture(scope="module")
def few(store: FixedStore) -> Iterator[TestClient]:
    """A province of a few rows: most lists are empty."""
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


def shown(client: TestClient, path: str, **parameters: Any) -> str:
    response = client.get(path, params=parameters, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text[-800:]
    return unescape(response.text)


def findings(html: str) -> list[str]:
    return re.findall(r"<figcaption><h3>(.*?)</h3>", html)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_on_the_sample_and_every_figure_has_a_finding(sample: TestClient, path: str, lang: str) -> None:
    html = shown(sample, path, lang=lang)

    assert all(re.search(r"\d", finding) for finding in findings(html))
    assert "no data" not in " ".join(findings(html))
    assert ("合成样本" if lang == "zh" else "Synthetic") in html


@pytest.mark.parametrize("path", [path for path in PATHS if path.count("/") == 1])
def test_a_page_without_rows_says_so(few: TestClient, path: str) -> None:
    assert 'class="empty"' in shown(few, path)


def test_the_flow_of_money_says_what_the_guide_fund_has_in_firms(sample: TestClient) -> None:
    assert findings(shown(sample, "/money"))[0] == (
        "引导基金的钱有 8,000.00万元 经子基金投到 6 户企业，占各类基金投资的 11.9%（合成样本）"
    )
    assert findings(shown(sample, "/money", lang="en"))[0] == (
        "80.00 million yuan of the guide fund are in 6 firms through sub-funds,"
        " 11.9% of what funds invested (synthetic sample)"
    )


def test_the_flow_of_money_as_a_file_adds_up_to_all_investments(sample: TestClient) -> None:
    response = sample.get("/money", params={"figure": "flow-synthetic", "download": "csv"})
    lines = response.text.splitlines()
    query = "{ fundPerformances { nodes { investedCny } } }"
    funds = sample.post("/graphql", json={"query": query}).json()["data"]["fundPerformances"]["nodes"]

    amounts = [Decimal(found[1]) for line in lines if (found := re.search(r",(\d+)$", line))]
    assert sum(amounts) == sum(Decimal(fund["investedCny"]) for fund in funds)
    assert response.headers["cache-control"] == "private, no-cache"


def test_a_covenant_has_its_unit_on_the_page_of_its_number(sample: TestClient) -> None:
    query = "{ fundCovenantsMeasured(first: 1) { nodes { id covenantUnit } } }"
    (row,) = sample.post("/graphql", json={"query": query}).json()["data"]["fundCovenantsMeasured"]["nodes"]
    html = shown(sample, "/number", id=row["id"], field="threshold", lang="en")

    assert re.search(r'<p class="big">.*?<span class="u"> ?(?:%|×)</span>', html), row


def test_lights_are_counted_in_the_month_that_is_asked_for(sample: TestClient) -> None:
    assert findings(shown(sample, "/projects", period="2015-12"))[0] == (
        "2015-12：红灯 1 个，黄灯 0 个，绿灯 27 个（合成样本）"
    )
    assert findings(shown(sample, "/projects", period="2015-11", lang="en"))[0] == (
        "2015-11: 1 red, 1 yellow, 26 green (synthetic sample)"
    )
    assert re.fullmatch(
        r"\d{4}-12：完成年度计划的 [\d.,]+%，序时应达 100.0%", findings(shown(sample, "/projects/XNP028"))[0]
    )


def test_a_light_stands_beside_that_of_another_rule(sample: TestClient) -> None:
    html = shown(sample, "/projects", light="RED", period="2015-12")

    assert "样例项目28(合成)" in html
    assert re.search(r"红灯</span> <small>[^<]*开工.*绿灯</span>.*武汉", html, re.DOTALL)
    assert "样例项目01(合成)</a>" not in html[: html.index('id="completion"')]


def test_tasks_stand_as_on_the_day_of_the_address(sample: TestClient) -> None:
    html = shown(sample, "/tasks", at="2016-06-30")

    assert findings(html)[1] == "2016-06-30：34 项任务中逾期 12 项"
    assert "共 34 项，逾期 12 项，最久的是第 2 项“分领域提出思路与目标”（省发展改革委），122 天。" in html
    assert findings(shown(sample, "/tasks", lang="en"))[0] == "Most tasks are due in 2016-03: 5"
    assert shown(sample, "/tasks", at="2016-06-30", timing="OVERDUE").count('<td class="num">') < html.count(
        '<td class="num">'
    )


def test_a_late_task_says_whom_it_moves_and_by_how_much(sample: TestClient) -> None:
    address = {"task": "gansu_2016_task_03", "weeks": "4", "at": "2016-02-29"}

    assert findings(shown(sample, "/tasks/knock-on", **address)) == [
        "“提出科技创新目标”延误 4 周，带动 1 项，最多延误 28 天"
    ]
    assert "0 – 28天" in shown(sample, "/tasks/knock-on", **address)
    assert sample.get("/tasks/knock-on", params={"task": "none"}, headers={"Accept": "text/html"}).status_code == 400


def test_a_unit_with_most_overdue_is_named(sample: TestClient) -> None:
    assert findings(shown(sample, "/tasks/departments")) == [
        "牵头（合成样本）：省发展改革委逾期未完成最多，3 项（共 19 项）"
    ]


def test_a_warning_stands_with_its_evidence_and_what_people_did(sample: TestClient) -> None:
    html = shown(sample, "/warnings", kind="COVENANT_BREACH")

    assert findings(html)[0].startswith("仍成立的预警最多的是“再一年不合格即建议退出”：")
    assert "约谈基金管理人" in html
    assert "样例产业基金甲(合成)" in html
    assert "陇样例镍业0001有限公司(合成)" not in html


def test_a_contradiction_names_both_places(sample: TestClient) -> None:
    html = shown(sample, "/contradictions", subject="FUND", lang="en")

    assert re.search(r"had paid 200000000 yuan in.*row 25.*row 26", html, re.DOTALL)


@pytest.mark.parametrize("path", ["/money/none", "/projects/none"])
def test_what_is_not_there_is_a_page_that_says_so(sample: TestClient, path: str) -> None:
    assert sample.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_no_name_in_the_data_becomes_markup(sample: TestClient) -> None:
    schema = build_schema()
    pages = {page.path: page for page in read_pages(schema)}
    environment, vocabularies = build_environment(), Vocabularies(schema)
    for path, variables in DOCUMENTS.items():
        page = pages[path]
        answer = sample.post("/graphql", json={"query": page.document, "variables": variables}).json()
        rendering = Rendering(vocabularies, path, "zh", {})
        context = {
            **rendering.names(),
            **dict.fromkeys(("page_title", "programme", "role", "live", "declares_period", "page_script")),
            "page_name": page.name,
            "navigation": [],
            "snapshot": answer["data"]["frameSnapshot"],
            "data": mangled(answer["data"]),
            "variables": dict.fromkeys(page.declared) | variables,
        }

        html = environment.get_template(page.template).render(context)

        assert HOSTILE not in html, path
        tags = re.findall(r"<(\w+)[^>]*>", html)
        assert "img" not in tags, path
        assert tags.count("script") == html.count('<script type="module" src="/static/'), path
        assert "alert(1)" in html, path


DOCUMENTS: dict[str, dict[str, Any]] = {
    "/money": {},
    "/money/{fundId}": {"fundId": "XN_SUB_2"},
    "/projects": {},
    "/projects/{projectId}": {"projectId": "XNP001"},
    "/tasks": {},
    "/tasks/departments": {},
    "/tasks/knock-on": {},
    "/tasks/audit": {},
    "/warnings": {},
    "/contradictions": {},
    "/tasks/{taskId}": {"taskId": "gansu_2016_task_13"},
}


def mangled(data: Any, key: str = "") -> Any:
    """The data with a hostile text wherever a person writes one."""
    if isinstance(data, dict):
        return {name: mangled(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [mangled(value, key) for value in data]
    is_text = (isinstance(data, str) and key.startswith(_TEXTS)) or (isinstance(data, str) and key.endswith(_TEXTS))
    return HOSTILE if is_text else data
