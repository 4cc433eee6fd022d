"""GraphiQL in a browser: it loads offline under its policy, runs a query, and opens one that stands in the address."""

from __future__ import annotations

from tests.browser.conftest import Open


def test_graphiql_loads_with_all_other_hosts_blocked_and_complains_of_nothing(open_page: Open) -> None:
    with open_page() as seen:
        page = seen.go("/graphql")
        page.wait_for_selector(".graphiql-execute-button")

        assert seen.status == 200
        assert seen.trouble() == []
