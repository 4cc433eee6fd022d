"""The pages of enterprises and chains on the sample: what figures and lists say, paging, search, hostile names."""

from __future__ import annotations

import re
from collections.abc import Iterator
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

SCHEMA = build_schema()
VOCABULARIES = Vocabularies(SCHEMA)
LISTS = ("one-year-to-go", "on-the-line", "fell-by-price")
PATHS = ("/enterprises", "/enterprises/EXN0000012", *(f"/enterprises/lists/{name}" for name in LISTS), "/chains")
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e龘" + "长" * 180


@pytest.fixture(scope="module")
def sample(sample_home: SampleHome) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(home=sample_home.home.root, query_timeout_seconds=120.0))) as client:
        yield client


@pytest.fixture(scope="module")
def few(store: FixedStore) -> Iterator[TestClient]:
    """A province of a few rows: most lists are empty."""
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        yield client


def shown(client: TestClient, path: str, **parameters: Any) -> str:
    response = client.get(path, params=parameters or None, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text[-800:]
    return unescape(response.text)


def findings(html: str) -> list[str]:
    return re.findall(r"<figcaption><h3>(.*?)</h3>", html, re.DOTALL)


def firms(html: str) -> list[str]:
    """The enterprises that rows of a list begin with, in order."""
    return re.findall(r'<tr><th scope="row"><a href="/enterprises/(\w+)', html)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [*PATHS, "/chains/L01"])
def test_a_page_opens_on_the_sample_and_every_figure_has_a_finding(sample: TestClient, path: str, lang: str) -> None:
    html = shown(sample, path, lang=lang)

    assert all(re.search(r"\d", finding) for finding in findings(html)), findings(html)
    assert html.count("<b>版本</b>" if lang == "zh" else "<b>Vintage</b>") == len(findings(html))
    assert ("合成样本" if lang == "zh" else "Synthetic") in html


@pytest.mark.parametrize("path", [path for path in PATHS if "EXN" not in path])
def test_a_page_without_rows_says_so(few: TestClient, path: str) -> None:
    assert 'class="empty"' in shown(few, path)


def test_the_bridge_of_the_nickel_maker_tells_price_from_volume(sample: TestClient) -> None:
    html = shown(sample, "/enterprises/EXN0000012", period="2015-12")

    assert "2015-12 累计变动 −34.00亿元：价格拉低 46.53亿元，数量拉高 12.54亿元" in findings(html)
    csv = sample.get(
        "/enterprises/EXN0000012", params={"period": "2015-12", "figure": "bridge", "download": "csv"}
    ).text
    assert "价格,-4653423123.79,effect" in csv
    assert "数量,1253508123.79,effect" in csv


def test_the_page_of_a_firm_says_how_price_saved_it(sample: TestClient) -> None:
    html = shown(sample, "/enterprises/EXN0000012")

    assert "准予：仅因价格下降" in html
    assert "因价格因素不计" in html


def test_the_lists_have_the_firms_that_the_api_lists_for_the_newest_year(sample: TestClient) -> None:
    where = {"one-year-to-go": "oneYearToGo: { eq: true }", "on-the-line": "isNear: { eq: true }"}
    for name, condition in where.items():
        query = (
            f'{{ enterpriseOutcomes(where: {{ year: {{ eq: "2016" }}, {condition} }}) {{ nodes {{ enterpriseId }} }} }}'
        )
        nodes = sample.post("/graphql", json={"query": query}).json()["data"]["enterpriseOutcomes"]["nodes"]

        assert sorted(firms(shown(sample, f"/enterprises/lists/{name}"))) == sorted(
            node["enterpriseId"] for node in nodes
        )


def test_who_fell_by_price_is_of_the_period_in_the_address(sample: TestClient) -> None:
    html = shown(sample, "/enterprises/lists/fell-by-price", period="2015-12")

    assert firms(html)[0] == "EXN0000012"
    assert all(period == "2015-12" for period in re.findall(r"<h1>.*?<small>([\d-]+)", html))


def test_a_register_is_read_in_pages_that_neither_repeat_nor_skip(sample: TestClient) -> None:
    seen: list[str] = []
    html = shown(sample, "/enterprises", first=20)
    while True:
        seen += firms(html)
        following = re.search(r'<a rel="next" href="([^"]+)"', html)
        if following is None:
            break
        html = shown(sample, following[1])
    total = sample.post("/graphql", json={"query": "{ enterprises { totalCount } }"}).json()["data"]["enterprises"]

    assert len(seen) == len(set(seen)) == total["totalCount"]


def test_a_firm_is_found_by_pinyin_initials_and_beginning_of_its_code(sample: TestClient) -> None:
    for text in ("nieye", "ylny0001", "91620000XN00000122", "镍业0001"):
        assert "EXN0000012" in firms(shown(sample, "/enterprises", text=text)), text


def test_filters_stay_in_the_address_and_in_the_form(sample: TestClient) -> None:
    html = shown(sample, "/enterprises", field="new_materials", batch=1)

    assert "EXN0000012" in firms(html)
    assert '<option value="new_materials" selected>' in html
    assert len(firms(html)) < len(firms(shown(sample, "/enterprises", field="new_materials")))


def test_the_map_of_a_chain_names_the_nodes_without_a_firm(sample: TestClient) -> None:
    html = shown(sample, "/chains/L01")

    assert findings(html)[0] == "6 个节点，2 个没有企业：硫酸镍、镍粉"
    assert "断点：没有企业" in html


def test_the_chains_say_how_many_reached_ten_billion_and_who_is_next(sample: TestClient) -> None:
    assert findings(shown(sample, "/chains"))[0].startswith(
        "2016 年 12 条链中 2 条达到百亿元；最接近的是石化装备产业链，差 "
    )
    assert "百亿元线" in sample.get("/chains", params={"figure": "ten-billion", "download": "csv"}).text


@pytest.mark.parametrize("path", ["/chains/NOPE", "/enterprises/NOPE"])
def test_an_unknown_subject_is_a_page_that_says_so(sample: TestClient, path: str) -> None:
    response = sample.get(path, headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert "没有这" in response.text


ZH_AND_EN: list[tuple[str, str, tuple[Any, ...], str, str]] = [
    (
        "enterprise/findings.html",
        "grown",
        ({"period": "2016-06", "valueCny": "1250000000", "sameBaseRate": "-0.0712"},),
        "2016-06 累计营业收入 12.50亿元，同口径下降 7.1%",
        "Revenue to 2016-06: 1.25 billion yuan, down by 7.1% on the same base",
    ),
    (
        "enterprise/findings.html",
        "grown",
        (None,),
        "营业收入：没有月报",
        "Revenue: no monthly return",
    ),
    (
        "enterprise/findings.html",
        "bridged",
        ({"toPeriod": "2016-06", "totalCny": "100000000", "priceCny": "-50000000", "volumeCny": "150000000"},),
        "2016-06 累计变动 +1.00亿元：价格拉低 5,000.00万元，数量拉高 1.50亿元",
        "Change to 2016-06: +100.00 million yuan; price took 50.00 million yuan away, volume added 150.00 million yuan",
    ),
    (
        "enterprise/findings.html",
        "bridged",
        ({"toPeriod": "2016-06", "totalCny": "0", "priceCny": None, "volumeCny": None, "reason": "MISSING"},),
        "2016-06 累计变动 0元，价格与数量无法分开：",
        "Change to 2016-06: 0 yuan; price and volume cannot be told apart: ",
    ),
    (
        "chain/findings.html",
        "toward",
        (
            {
                "year": "2016",
                "revenueCny": "9805445050",
                "isTenBillion": False,
                "tenBillionGapCny": "194554950",
                "expectedYear": "2017",
            },
        ),
        "2016 年 98.05亿元，距百亿元差 1.95亿元，按现有增速 2017 年达到",
        "2016: 9.81 billion yuan, short of ten billion by 194.55 million yuan, at this growth reached in 2017",
    ),
    (
        "board/findings.html",
        "led",
        ({"industry": {"nameZh": "新材料", "nameEn": "New materials"}, "contributionPp": "1.82"},),
        "新材料拉动最多：1.82个百分点",
        "New materials contributes most: 1.82 pp",
    ),
    (
        "board/findings.html",
        "led",
        ({"industry": {"nameZh": "新材料", "nameEn": "New materials"}, "contributionPp": "-0.4"},),
        "拉动增长的领域：0 个",
        "Fields that raised growth: 0",
    ),
    (
        "warnings/findings.html",
        "held",
        ({"kind": "EXIT_NEXT", "now": 0},),
        "仍成立的预警：0 条",
        "Warnings that still hold: 0",
    ),
]


@pytest.mark.parametrize(("template", "macro", "arguments", "zh", "en"), ZH_AND_EN)
def test_a_finding_is_made_of_its_numbers(
    template: str, macro: str, arguments: tuple[Any, ...], zh: str, en: str
) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        names = Rendering(VOCABULARIES, "/", lang, {}).names()
        module = build_environment().get_template(template).make_module(names)

        assert str(getattr(module, macro)(*arguments)).strip().startswith(words)


DOCUMENTS: dict[str, dict[str, Any]] = {
    "enterprises": {"text": "nieye"},
    "enterprise": {"enterpriseId": "EXN0000012"},
    "enterprises_on_the_line": {},
    "enterprises_one_year_to_go": {},
    "enterprises_by_price": {},
    "chains": {},
    "chain": {"chainId": "L01"},
}
_WRITTEN_BY_PEOPLE = re.compile(r"(name|node|title|text|note|goods|fileName|Name|Reason|Note|decidedBy)")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_name_in_the_data_becomes_markup(sample: TestClient, name: str) -> None:
    page = next(page for page in read_pages(SCHEMA) if page.name == name)
    variables = DOCUMENTS[name]
    answer = sample.post("/graphql", json={"query": page.document, "variables": variables}).json()
    rendering = Rendering(VOCABULARIES, page.path, "zh", {"text": HOSTILE})
    context = {
        **rendering.names(),
        **dict.fromkeys(("page_title", "programme", "role", "live", "declares_period", "page_script")),
        "page_name": page.name,
        "navigation": [],
        "snapshot": answer["data"]["frameSnapshot"],
        "data": _mangled(answer["data"]),
        "variables": dict.fromkeys(page.declared) | variables,
    }

    html = build_environment().get_template(page.template).render(context)

    assert HOSTILE not in html
    tags = re.findall(r"<(\w+)[^>]*>", html)
    assert "img" not in tags
    assert tags.count("script") == html.count('<script type="module" src="/static/')
    assert "alert(1)" in html


def _mangled(data: Any, key: str = "") -> Any:
    """The data with a hostile text wherever a person writes one."""
    if isinstance(data, dict):
        return {name: _mangled(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_mangled(value, key) for value in data]
    is_text = isinstance(data, str) and _WRITTEN_BY_PEOPLE.match(key) and not key.endswith(("Reason", "reason"))
    return HOSTILE if is_text else data
