from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graph.http.graphiql import read_examples

if TYPE_CHECKING:
    from tests.graph.conftest import Service


@pytest.mark.parametrize("example", read_examples(), ids=lambda example: example["title"])
def test_an_example_of_the_page_is_answered(service: Service, example: dict[str, Any]) -> None:
    assert all(service.execute(example["query"], **example["variables"]).data.values())
