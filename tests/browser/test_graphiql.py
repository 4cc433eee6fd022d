"""GraphiQL in a browser: loads offline under its policy, runs the query of an address, finds Chinese by search."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from tests.browser.conftest import Open

RESULT = ".graphiql-response .CodeMirror-code"
EDITOR = ".graphiql-query-editor .CodeMirror"


def test_graphiql_loads_with_all_other_hosts_blocked_and_complains_of_nothing(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/graphql")
        page.wait_for_selector(".graphiql-execute-button")

        assert seen.status == 200
        assert seen.trouble() == []


def test_a_query_that_stands_in_the_address_is_in_the_editor_and_runs(open_page: Open) -> None:
    query = "query Firms($code: ID!) {\n  region(regionCode: $code) { nameEn }\n}\n"
    variables = {"code": "620000"}
    address = {"query": query, "variables": json.dumps(variables), "run": "true"}
    with open_page() as seen:
        page = seen.go(f"/graphql?{urlencode(address)}")
        page.locator(RESULT).filter(has_text="Gansu").wait_for()

        assert page.evaluate(f"document.querySelector('{EDITOR}').CodeMirror.getValue()") == query
        assert page.locator(".graphiql-tab-active").inner_text().strip() == "Firms"
        # The examples are beside it.
        assert page.locator(".graphiql-tab").count() > 5
        assert seen.trouble() == []


def test_a_query_in_the_address_is_not_run_before_the_reader_says_so(open_page: Open) -> None:
    with open_page() as seen:
        posts: list[str] = []
        seen.page.on("request", lambda request: posts.append(request.post_data or ""))
        page = seen.go(f"/graphql?{urlencode({'query': '{ snapshot { snapshotId } }'})}")
        page.wait_for_selector(".graphiql-execute-button")
        page.get_by_label("Show Documentation Explorer").click()
        page.locator(".graphiql-doc-explorer-title").wait_for()

        assert [text for text in posts if "snapshotId" in text and "__schema" not in text] == []


def test_the_explorer_lists_types_by_name_and_finds_them_in_chinese(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/graphql")
        page.get_by_label("Show Documentation Explorer").click()
        types = page.locator("div:has(> .graphiql-doc-explorer-section-title:has-text('All Schema Types'))")
        types.locator(".graphiql-doc-explorer-type-name").first.wait_for()
        listed = types.locator(".graphiql-doc-explorer-type-name").all_inner_texts()
        search = page.locator("[data-cy=doc-explorer-input]")
        search.click()
        search.fill("产业链")
        found = page.locator("[data-cy=doc-explorer-option]")
        found.filter(has_text="IndustryChain").first.wait_for()

        assert listed == sorted(listed) and len(listed) > 300
        texts = found.all_inner_texts()
        assert any("产业链" in text for text in texts), texts[:5]
        found.filter(has_text="IndustryChain").first.click()
        page.locator(".graphiql-doc-explorer-title").filter(has_text="IndustryChain").wait_for()
