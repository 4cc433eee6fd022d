from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from graph.planning.variables import shape_of, with_parameters
from warehouse.query.values import Parameter, resolve


class Word(Enum):
    A = "a"
    B = "b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a", "b"),
        (1, 2),
        (Decimal(1), Decimal("2.5")),
        (date(2016, 1, 1), date(2017, 1, 1)),
        ({"eq": "a"}, {"eq": "b"}),
        ([1, 2, 3], [4, 5, 6, 7]),
        ([{"eq": "a"}], [{"eq": "b"}]),
        (list(range(20)), list(range(900))),
    ],
)
def test_values_that_one_statement_can_bind_have_one_shape(one: Any, other: Any) -> None:
    assert shape_of(one) == shape_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, "a"),
        (True, False),
        (True, 1),
        (Word.A, Word.B),
        ({"eq": "a"}, {"ne": "a"}),
        ({}, {"ne": None}),
        ([], ["a"]),
        ([1, 2], [1, 2, 3]),
        ([{"eq": "a"}], [{"eq": "a"}, {"eq": "a"}]),
        ([Word.A], [Word.B]),
        ([None], ["a"]),
    ],
)
def test_values_that_need_another_statement_have_another_shape(one: Any, other: Any) -> None:
    assert shape_of(one) != shape_of(other)


def test_a_slot_finds_the_value_that_it_stands_for() -> None:
    variables = {"where": {"or_": [{"name": {"in_": ["a", "b"]}}, {"size": {"gt": 5}}], "is_new": {"eq": True}}}

    slotted = with_parameters(variables)

    inner = slotted["where"]["or_"]
    assert inner[0]["name"]["in_"] == Parameter(("where", "or_", 0, "name", "in_"), length=2)
    assert resolve(inner[1]["size"]["gt"], variables) == 5
    assert slotted["where"]["is_new"] == {"eq": True}
