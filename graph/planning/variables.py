"""The variables of a request: their shape, which decides the statement, and the values that are left to bind.

Whatever can change the text of a statement belongs to the shape: which fields a filter has, the words of a
vocabulary, true and false, null, roughly how long a list is, and which types ids name. Other text, numbers and dates
never do, but for the part that a quantile is told of in an order: it is of the order that a cursor belongs to.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import Enum
from typing import Any

from graph.planning.node_ids import types_named
from warehouse.query.values import Parameter, places_for

_NAMING = frozenset({"at"})
"""Fields of inputs whose values name what rows are ordered by or held to."""


def shape_of(value: Any) -> Hashable:
    """Equal for two coerced values exactly if the same statement answers both."""
    if value is None or isinstance(value, (bool, Enum)):
        return (type(value), value)
    if isinstance(value, Mapping):
        return tuple((name, part if name in _NAMING else shape_of(part)) for name, part in value.items())
    if isinstance(value, list):
        if _is_bound_whole(value):
            return ("list", len(value) > 0, places_for(len(value)), types_named(value))
        return tuple(shape_of(part) for part in value)
    return ("value", types_named(value))


def with_slots(value: Any, path: tuple[str | int, ...] = ()) -> Any:
    """The value with a parameter in place of everything that is not of its shape."""
    if value is None or isinstance(value, (bool, Enum)):
        return value
    if isinstance(value, Mapping):
        return {name: part if name in _NAMING else with_slots(part, (*path, name)) for name, part in value.items()}
    if isinstance(value, list):
        if _is_bound_whole(value):
            return Parameter(path, places_for(len(value)), types_named(value)) if value else []
        return [with_slots(part, (*path, position)) for position, part in enumerate(value)]
    return Parameter(path, types=types_named(value))


def _is_bound_whole(value: list[Any]) -> bool:
    """Whether a list is one value: of text, numbers or dates."""
    return not any(part is None or isinstance(part, (bool, Enum, Mapping, list)) for part in value)
