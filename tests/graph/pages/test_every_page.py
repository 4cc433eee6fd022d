"""Every page over the sample, in both languages: whatever a template names is there, and nothing leaves this host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, get_named_type

from graph.app import build_app
from graph.execution.encodings import compress
from graph.pages.folders import Page, read_pages
from graph.pages.serving import STATIC
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient

if TYPE_CHECKING:
    from tests.sample_home import SampleHome

HTML = {"Accept": "text/html"}
SCHEMA = build_schema()
PAGES = {page.name: page for page in read_pages(SCHEMA)}


class Tags(HTMLParser):
    """Start tags of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def client(sample_home: SampleHome) -> Iterator[TestClient]:
    with TestClient(build_app(Settings(home=sample_home.home.root, query_timeout_seconds=120.0))) as client:
        yield client


def address_of(client: TestClient, page: Page, lang: str) -> str:
    """An address of the page: what its path names is the first row that the API lists."""
    path = page.path
    for name in re.findall(r"\{(\w+)\}", page.path):
        path = path.replace(f"{{{name}}}", "ParkMonth" if name == "type" else _first(client, SCHEMA, name))
    if page.name == "number":
        return f"{path}?lang={lang}&field=revenueCny&id={_first(client, SCHEMA, 'id')}"
    return f"{path}?lang={lang}"


def _first(client: TestClient, schema: GraphQLSchema, key: str) -> str:
    if key == "id":
        list_field, key = "enterpriseMonths", "id"
    else:
        query = schema.query_type
        assert query is not None
        kind = next(get_named_type(field.type) for field in query.fields.values() if key in field.args)
        list_field = next(
            name
            for name, field in query.fields.items()
            if isinstance(inner := get_named_type(field.type), GraphQLObjectType)
            and "nodes" in inner.fields
            and get_named_type(inner.fields["nodes"].type) is kind
        )
    answer = client.post("/graphql", json={"query": f"{{ {list_field}(first: 1) {{ nodes {{ {key} }} }} }}"}).json()
    return str(answer["data"][list_field]["nodes"][0][key])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_without_inline_code_and_without_another_host(
    client: TestClient, name: str, lang: str
) -> None:
    response = client.get(address_of(client, PAGES[name], lang), headers=HTML)

    assert response.status_code == 200, re.sub(r"<[^>]*>", " ", response.text)[:2000]
    assert response.headers["content-security-policy"] == "default-src 'self'; frame-ancestors 'none'"
    for tag, attributes in Tags(response.text).found:
        assert tag != "style"
        assert not [one for one in attributes if one == "style" or one.startswith("on")], attributes
        assert tag != "script" or attributes["src"]
        for one in ("src", "href", "action"):
            assert re.match(r"/(?!/)|#", attributes.get(one) or "/"), attributes


@pytest.mark.parametrize(
    ("as_of", "status", "zh"),
    [
        ("2013-01-01", 400, "地址中有一个值无效"),
        ("2999-01-01", 400, "地址中有一个值无效"),
        ("yesterday", 400, "格式不对"),
    ],
)
def test_an_instant_that_no_state_is_known_of_is_a_page_that_says_so(
    client: TestClient, as_of: str, status: int, zh: str
) -> None:
    response = client.get("/", params={"asOf": as_of}, headers=HTML)

    assert (response.status_code, zh in response.text) == (status, True), response.text[-1500:]


def test_a_first_visit_to_the_board_is_at_most_350_kb_compressed(client: TestClient) -> None:
    board = client.get("/", headers=HTML).text
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', board)) | {"/static/pages/echarts.js"}
    contents = {one: compress(client.get(one, headers=HTML).content, "gzip", 6) for one in ("/", *sorted(addresses))}
    sizes = {one: len(content) for one, content in contents.items()}

    assert {path.name for path in STATIC.iterdir()} >= {one.rpartition("/")[2] for one in addresses}
    assert sum(sizes.values()) <= 350_000, sizes


def test_the_numbers_of_the_board_lead_to_pages_that_open(client: TestClient) -> None:
    board = client.get("/", headers=HTML).text
    addresses = {unescape(one) for one in re.findall(r'href="(/number[^"]+)"', board)}
    one_of_each = {re.sub(r"id=[^&]*", "", one): one for one in sorted(addresses)}

    assert one_of_each
    for address in one_of_each.values():
        assert client.get(address, headers=HTML).status_code == 200, address
