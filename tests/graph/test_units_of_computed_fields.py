"""The argument `unit` of computed root fields: as of nouns, exact, and null for another dimension."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from graphql import GraphQLObjectType

from graph.computed.fields import COMPUTED
from graph.schema import build_schema


@pytest.fixture(scope="module")
def types() -> dict[str, Any]:
    return dict(build_schema().type_map)


def read(types: dict[str, Any], kind: str, field: str, wanted: str | None, **source: Any) -> Any:
    parent = types[kind]
    given = {} if wanted is None else {"unit": parent.fields[field].args["unit"].type.parse_value(wanted)}
    return parent.fields[field].resolve(
        SimpleNamespace(**source), SimpleNamespace(parent_type=parent, field_name=field), **given
    )


@pytest.mark.parametrize(
    ("unit", "value"),
    [(None, "12.5"), ("HUNDRED_MILLION_YUAN", "12.5"), ("YUAN", "1250000000"), ("FIRM", None)],
)
def test_a_quantity_with_the_unit_of_its_row_is_converted_within_its_dimension(
    types: dict[str, Any], unit: str | None, value: str | None
) -> None:
    found = read(types, "ChangedTarget", "before", unit, before=Decimal("12.5"), unit="cny_1e8")

    assert found == (None if value is None else Decimal(value))


def test_money_keeps_every_digit(types: dict[str, Any]) -> None:
    largest = Decimal("123456789012345678901234567890123456.78")

    found = read(types, "GrowthBridgeOf", "totalCny", "HUNDRED_MILLION_YUAN", total_cny=largest)

    assert found == Decimal("1234567890123456789012345678.9012345678")


def test_every_amount_of_money_of_a_computed_field_takes_a_unit(types: dict[str, Any]) -> None:
    query, found, waiting = types["Query"], [], set[str]()
    kinds = [query.fields[name].type for name in COMPUTED]
    while kinds:
        kind = kinds.pop()
        while hasattr(kind, "of_type"):
            kind = kind.of_type
        if isinstance(kind, GraphQLObjectType) and kind.name not in waiting:
            waiting.add(kind.name)
            kinds += [field.type for field in kind.fields.values()]
            found += [f"{kind.name}.{name}" for name, field in kind.fields.items()
                      if name.endswith("Cny") and "unit" not in field.args]  # fmt: skip

    assert "ChangedTotal" in waiting
    assert found == []
