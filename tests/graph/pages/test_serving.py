"""Pages over the hand-made rows: every page in both languages, what an address may say, what a reader gets wrong."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from graphql import FieldNode, OperationDefinitionNode, parse, validate
from starlette.types import Receive, Scope, Send

from graph.app import build_app
from graph.declare.nouns import NOUNS
from graph.http.endpoint import Endpoint
from graph.pages.folders import read_page, read_pages
from graph.pages.numbers import Numbers
from graph.pages.rows import Rows
from graph.pages.serving import LIVE
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import SNAPSHOT_ID
from tests.graph.stores import EmptyStore, SharedStore
from warehouse.errors import ContractBroken

if TYPE_CHECKING:
    from graph.execution.execution import Executor
    from tests.graph.conftest import FixedStore

HTML = {"Accept": "text/html"}
SCHEMA = build_schema()
ENTERPRISE = base64.urlsafe_b64encode(b'["Enterprise","E001"]').decode().rstrip("=")


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


def test_a_page_is_one_request_to_the_api_with_the_headers_of_its_caller(
    store: FixedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[bytes, bytes]] = []
    serve = Endpoint.__call__

    async def note(self: Endpoint, scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(dict(scope["headers"]))
        await serve(self, scope, receive, send)

    monkeypatch.setattr(Endpoint, "__call__", note)
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        for address in ("/", "/definitions?lang=en", "/values", f"/number?field=nameZh&id={ENTERPRISE}"):
            asked.clear()
            response = client.get(address, headers={**HTML, "Authorization": "Bearer abc", "Cookie": "a=b"})

            assert response.status_code == 200, address
            assert [(one[b"authorization"], one[b"cookie"]) for one in asked] == [(b"Bearer abc", b"a=b")], address


def test_the_same_address_again_comes_from_the_response_cache(store: FixedStore) -> None:
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        first, second = (client.get("/", headers=HTML) for _ in range(2))
        metrics = client.get("/metrics").text

    assert first.content == second.content
    assert "longmai_answers_kept_total 1.0" in metrics


def test_pages_open_where_only_listed_documents_run(store: FixedStore, tmp_path: Path) -> None:
    (tmp_path / "own.graphql").write_text("{ snapshot { snapshotId } }", "utf-8")
    settings = Settings(documents=tmp_path, only_documents=True)
    with TestClient(build_app(settings, SharedStore(store))) as client:
        assert client.get("/", headers=HTML).status_code == 200
        assert client.get(f"/number?field=nameZh&id={ENTERPRISE}", headers=HTML).status_code == 200
        assert "DOCUMENT_NOT_LISTED" in client.post("/graphql", json={"query": "{ limits { role } }"}).text


def test_pages_are_behind_the_gates_of_the_api(store: FixedStore, tmp_path: Path) -> None:
    key = tmp_path / "readers.key"
    key.write_text("k7" * 16, "utf-8")
    key.chmod(0o600)
    with TestClient(build_app(Settings(readers_key=key), SharedStore(store))) as client:
        assert client.get("/", headers=HTML).status_code == 401
        assert client.get("/static/pages/pages.css").status_code == 401
        assert client.get("/", headers={**HTML, "Authorization": f"Bearer {'k7' * 16}"}).status_code == 200
        assert client.get("/", headers={**HTML, "Host": "elsewhere.example"}).status_code == 421


@pytest.mark.parametrize(
    ("address", "status", "zh"),
    [
        ("/?snapshot=999999", 404, "没有可读的快照"),
        ("/number?field=nameZh&id=Wyx", 400, "不是本服务的标识"),
        ("/number?field=nothing&id={id}", 400, "没有字段“nothing”"),
        ("/number?field=nameZh", 400, "缺少参数“id”"),
        ("/targets/none", 404, "没有这个目标"),
        ("/contributions?measure=MONEY", 400, "参数“measure”"),
        ("/values?first=many", 400, "应为：整数"),
        ("/?period=9999-12", 400, "参数“period”"),
        ("/?period=0000-01", 400, "参数“period”"),
        ("/?figure=none&download=csv", 400, "没有这张图"),
        ("/?figure=growth&download=exe", 400, "没有这张图"),
    ],
)
def test_what_cannot_be_shown_is_a_page_in_the_readers_language(
    client: TestClient, address: str, status: int, zh: str
) -> None:
    response = client.get(address.replace("{id}", ENTERPRISE), headers=HTML)

    assert (response.status_code, zh in response.text) == (status, True), response.text[-1500:]


def test_nothing_published_yet_is_a_page_that_says_so() -> None:
    with TestClient(build_app(Settings(), EmptyStore())) as client:
        response = client.get("/", headers=HTML)

    assert response.status_code == 404
    assert "<h1>没有可读的快照</h1>" in response.text
    assert "没有这个页面" not in response.text


@pytest.mark.parametrize("path", ["//other.example/x", "/%5Cother.example/x", "/%2F/other.example/x"])
def test_no_link_of_a_page_names_another_host_by_the_path_of_the_request(client: TestClient, path: str) -> None:
    response = client.get(f"{client.base_url}{path}", headers=HTML)

    assert response.status_code == 404
    assert "other.example/x?lang=en" in response.text
    assert not re.search(r'(?:href|action)="/[/\\]', response.text)


def test_a_page_as_of_an_instant_does_not_follow_publications(client: TestClient) -> None:
    live, fixed = client.get("/", headers=HTML).text, client.get(f"/?snapshot={SNAPSHOT_ID}", headers=HTML).text

    assert 'data-live="/graphql?extensions=' in live
    assert 'data-live=""' in fixed


def test_the_address_that_a_page_follows_is_a_subscription_of_the_api(client: TestClient) -> None:
    assert [operation.operation.value for operation in parse(LIVE).definitions] == ["subscription"]  # type: ignore[attr-defined]
    assert validate(SCHEMA, parse(LIVE)) == []


@pytest.mark.parametrize(
    ("document", "template", "says"),
    [
        ("query A { limits { role } }", "", "it begins with two lines"),
        ("# path: /a\n# title: 甲 | A\nquery A { nothing }", "", "Cannot query field 'nothing'"),
        ("# path: /a\n# title: 甲 | A\nmutation A { nothing }", "", "page.graphql"),
        ("# path: /a\n# title: 甲 | A\nquery A { limits { role } }", None, "there is no page.html next to it"),
    ],
)
def test_a_broken_page_is_refused_with_its_file(tmp_path: Path, document: str, template: str | None, says: str) -> None:
    (tmp_path / "page.graphql").write_text(document, "utf-8")
    if template is not None:
        (tmp_path / "page.html").write_text(template, "utf-8")

    with pytest.raises(ContractBroken, match=re.escape(says)):
        read_page(SCHEMA, tmp_path)


def test_every_root_field_of_a_page_reads_the_state_of_the_address() -> None:
    query = SCHEMA.query_type
    assert query is not None
    for page in read_pages(SCHEMA):
        (operation,) = (one for one in parse(page.document).definitions if isinstance(one, OperationDefinitionNode))
        for field in operation.selection_set.selections:
            assert isinstance(field, FieldNode)
            has = {each.name.value for each in field.arguments}
            declared = set(query.fields[field.name.value].args)
            assert not declared & {"asOf", "snapshot"} - has or has & {"asOf", "snapshot"}, (
                page.name,
                field.name.value,
            )


def test_the_document_of_a_number_is_valid_and_within_the_limits_for_every_type(executor: Executor) -> None:
    documents = Numbers(SCHEMA).documents

    assert {name: executor.read(text).errors for name, text in documents.items() if executor.read(text).errors} == {}
    assert documents.keys() == {kind.name for kind in SCHEMA.get_possible_types(SCHEMA.type_map["Node"])}  # type: ignore[arg-type]


def test_the_document_of_the_rows_behind_a_number_is_valid_and_within_the_limits_for_every_type(
    executor: Executor,
) -> None:
    documents = Rows(SCHEMA).documents()

    assert len(documents) > 100
    assert [errors for text in documents if (errors := executor.read(text).errors)] == []


def test_every_computed_row_leads_on_to_rows_that_it_was_computed_from() -> None:
    rows = Rows(SCHEMA)
    computed = [noun for noun in NOUNS.values() if noun.table.startswith("mart.") and noun.name in rows.listed]

    lost = [noun.name for noun in computed if not rows.inputs({"__typename": noun.name, "period": "2016-03"})]
    assert len(computed) > 40
    # The audit of the plan reads the plan itself, which is a file of the programme and no table.
    assert lost == ["PlanFinding"]


def test_a_subject_is_shared_only_with_rows_of_the_same_kinds_of_subjects() -> None:
    row = {"__typename": "GrowthBridge", "subjectKind": "PROVINCE", "subjectId": "province", "periodKind": "YTD"}
    shared = {one.listed.name: one.keys for one in Rows(SCHEMA).inputs(row)}

    assert "subjectId" not in shared["ObservationVintage"]
