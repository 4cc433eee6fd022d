"""Asked, read, answered: `make golden` rewrites the recorded SQL and JSON; review the difference like code."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.graph.conftest import Service

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
"""Shows some of the cases: after `<!-- case -->` come its query and its statement."""

CASES = sorted((Path(__file__).parent / "queries").glob("*.graphql"))


def answered(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_query_reads_this_sql_and_returns_these_rows(case: Path, service: Service) -> None:
    variables = case.with_suffix(".variables.json")

    asked = service.execute(case.read_text("utf-8"), **json.loads(variables.read_text()) if variables.exists() else {})

    if os.environ.get("GOLDEN") == "write":
        case.with_suffix(".sql").write_text(asked.sql, "utf-8")
        case.with_suffix(".json").write_text(answered(asked.body), "utf-8")
    assert asked.sql == case.with_suffix(".sql").read_text("utf-8")
    assert answered(asked.body) == case.with_suffix(".json").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_statement_that_measures_what_it_writes_gives_the_same(
    case: Path, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = case.with_suffix(".variables.json")
    given = json.loads(variables.read_text()) if variables.exists() else {}
    monkeypatch.setattr("graph.execution.operation._widest", lambda _read, _opened: 10**9)

    asked = service.execute(case.read_text("utf-8"), **given)

    assert answered(asked.body) == case.with_suffix(".json").read_text("utf-8")
    assert not any(statement.text.startswith("with") for statement in asked.statements) or "_bytes" in asked.sql


def shown(page: str) -> str:
    """The page with the query and the statement of each case that it names."""

    def blocks(named: re.Match[str]) -> str:
        case = CASES[0].parent / named[1]
        query, statement = (case.with_suffix(kind).read_text("utf-8") for kind in (".graphql", ".sql"))
        return f"<!-- {named[1]} -->\n\n```graphql\n{query}```\n\n```sql\n{statement}```\n"

    return re.sub(r"<!-- (\w+) -->\n(?:\n```graphql\n.*?```\n\n```sql\n.*?```\n)?", blocks, page, flags=re.DOTALL)


def test_the_page_of_queries_shows_what_is_recorded() -> None:
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(shown(PAGE.read_text("utf-8")), "utf-8")
    page = PAGE.read_text("utf-8")

    assert page == shown(page)
    assert page.count("```sql") == 3


GROUPED = [
    query
    for query in re.findall(r"```graphql\n(.*?)```", PAGE.read_text("utf-8"), flags=re.DOTALL)
    if "groups(" in query
]


@pytest.mark.parametrize("query", GROUPED)
def test_the_groups_on_the_page_are_answered(query: str, service: Service) -> None:
    assert service.execute(query).data
