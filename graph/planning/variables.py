"""Splits the variables of a request into their shape, which determines the statement, and the values to bind.

The shape has everything that can change the text of a statement: the fields of a filter, enum values, Booleans, null,
the length class of a list, the types of ids. Text, numbers and dates are bound, except the argument `at` of a quantile:
it is part of an order, and cursors belong to an order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import Enum
from typing import Any

from graph.planning.node_ids import types_named
from warehouse.query.values import Parameter, places_for

_NAMING = frozenset({"at"})
"""Input fields whose values are part of an order or a condition on groups, hence of the shape."""


def shape_of(value: Any) -> Hashable:
    """Equal for two coerced values if and only if they have the same statement."""
    if value is None or isinstance(value, (bool, Enum)):
        return (type(value), value)
    if isinstance(value, Mapping):
        return tuple((name, part if name in _NAMING else shape_of(part)) for name, part in value.items())
    if isinstance(value, list):
        if _is_bound_whole(value):
            return ("list", len(value) > 0, places_for(len(value)), types_named(value))
        return tuple(shape_of(part) for part in value)
    return ("value", types_named(value))


def with_parameters(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """The value with a Parameter in place of everything that is not part of its shape."""
    if value is None or isinstance(value, (bool, Enum)):
        return value
    if isinstance(value, Mapping):
        return {name: part if name in _NAMING else with_parameters(part, (*path, name)) for name, part in value.items()}
    if isinstance(value, list):
        if _is_bound_whole(value):
            return Parameter(path, places_for(len(value)), types_named(value)) if value else []
        return [with_parameters(part, (*path, position)) for position, part in enumerate(value)]
    return Parameter(path, types=types_named(value))


def _is_bound_whole(value: list[Any]) -> bool:
    """Whether a list of text, numbers or dates is bound as one value."""
    return not any(part is None or isinstance(part, (bool, Enum, Mapping, list)) for part in value)
