"""Every field that a client can select is answered, on lists and on single rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS, Noun
from graph.planning.limits import MOST_FIELDS
from graph.types.query import ROOT

if TYPE_CHECKING:
    from tests.graph.conftest import Service

LISTS = {relation.target: name for name, relation in ROOT.items() if relation.is_many}


def columns_of(noun: Noun) -> str:
    return " ".join(to_camel_case(name) for name in (*noun.columns, *noun.lists))


def queries_of(root: str, noun: Noun) -> Iterator[str]:
    """Every column, and of every relation each column of its first row; no query has more fields than one may have."""
    parts, count = [columns_of(noun)], len(noun.columns)
    for name, relation in noun.relations.items():
        columns = NOUNS[relation.target].columns
        if count + len(columns) > MOST_FIELDS - 50:
            yield _query(root, parts)
            parts, count = [], 0
        inner = columns_of(NOUNS[relation.target])
        page = f"(first: 1) {{ totalCount nodes {{ {inner} }} }}" if relation.is_many else f"{{ {inner} }}"
        parts.append(f"{to_camel_case(name)} {page}")
        count += len(columns) + 3
    yield _query(root, parts)


def _query(root: str, parts: list[str]) -> str:
    return f"{{ {to_camel_case(root)}(first: 1000) {{ nodes {{ {' '.join(parts)} }} }} }}"


@pytest.mark.parametrize("target", LISTS)
def test_every_field_of_a_noun_and_of_what_it_leads_to_is_answered(service: Service, target: str) -> None:
    for query in queries_of(LISTS[target], NOUNS[target]):
        assert "errors" not in service.execute(query).body


@pytest.mark.parametrize("target", LISTS)
def test_a_list_can_be_ordered_and_filtered_by_every_column(service: Service, target: str) -> None:
    root, noun = to_camel_case(LISTS[target]), NOUNS[target]
    orders = ", ".join(f"{{ field: {name.upper()}, direction: DESC }}" for name in noun.columns)
    where = ", ".join(f"{to_camel_case(name)}: {{ isNull: false }}" for name in noun.columns)

    ordered = service.execute(
        f"{{ {root}(orderBy: [{orders}]) {{ nodes {{ __typename }} pageInfo {{ endCursor }} }} }}"
    )
    after = ordered.data[root]["pageInfo"]["endCursor"]
    next_page = service.execute(
        f"query($after: String) {{ {root}(orderBy: [{orders}], after: $after) {{ nodes {{ __typename }} }} }}",
        after=after,
    )
    filtered = service.execute(f"{{ {root}(where: {{ {where} }}) {{ totalCount }} }}")

    assert "errors" not in next_page.body
    assert filtered.data[root]["totalCount"] >= 0
