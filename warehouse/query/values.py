"""Values that a statement binds: known at compilation, or read from the variables of each request.

A statement is compiled once for a document and the shape of its variables; a Parameter is the placeholder of a
variable's value. Names and keywords never come from a Parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import partial
from typing import Any

from warehouse.errors import RequestError


@dataclass(frozen=True)
class Parameter:
    """The value at a path of the coerced variables: a variable's name, then input fields and positions in lists.

    `length` is the number of places of a list, at least its number of values; None where it is bound as one value.
    `types` are the types of the ids in it, part of a request's shape. `field` is the path of the field whose argument
    it is, for errors.
    """

    path: tuple[str | int, ...]
    length: int | None = None
    types: tuple[str, ...] = ()
    field: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True)
class Derived:
    """The result of `function` for the value of `source`. Raises RequestError where the value cannot be used."""

    source: object
    function: Callable[[Any], object]
    field: str = dataclass_field(default="", compare=False)


SNAPSHOT_ID = Parameter(("$snapshot",))
"""The snapshot that the statement reads; no variable has this name."""

CALLER = Parameter(("$caller",))
"""The caller's attributes by name: department, region. Access rules compare with them."""


BYTES_LEFT = Parameter(("$bytes_left",))
"""How many bytes the answer may still take."""

TOO_MANY_BYTES = "the answer has too many bytes"
"""The error of a statement that would exceed them."""


def derive(source: object, function: Callable[[Any], object]) -> object:
    """`function` of the value: now where it is known, else with the values of a request."""
    return Derived(source, function, source.field) if isinstance(source, (Parameter, Derived)) else function(source)


def in_field(value: Any, field: str) -> Any:
    """The value of an argument, whose Parameters name its field."""
    if isinstance(value, Parameter):
        return replace(value, field=field)
    if isinstance(value, Mapping):
        return {name: in_field(part, field) for name, part in value.items()}
    if isinstance(value, list):
        return [in_field(part, field) for part in value]
    return value


def places_for(count: int) -> int | None:
    """How many places a list of so many values takes: few distinct lengths, so that few statements serve all lists.

    DuckDB skips ranges of rows for single values, but tests a list bound as one value against every row.
    """
    return next((places for places in (1, 2, 4, 8, 16) if count <= places), None)


def spread(values: object) -> list[object] | None:
    """The values of a list, each in its place, the last one repeated; None where the list is bound as one value."""
    if isinstance(values, Parameter) and values.length is not None:
        return [Derived(values, partial(_at, position)) for position in range(values.length)]
    return list(values) if isinstance(values, tuple) and places_for(len(values)) is not None else None


def _at(position: int, values: Sequence[object]) -> object:
    return values[min(position, len(values) - 1)]


def resolve(value: object, variables: Mapping[str, Any]) -> object:
    """The value of this request. Raises RequestError, naming the field, where it cannot be used."""
    if isinstance(value, Parameter):
        found: Any = variables
        for step in value.path:
            found = found[step]
        return found
    if isinstance(value, Derived):
        source = resolve(value.source, variables)
        try:
            return value.function(source)
        except RequestError as error:
            raise error.within(value.field) from None
    if isinstance(value, list):
        return [resolve(part, variables) for part in value]
    return value


def resolve_all(values: Sequence[object], variables: Mapping[str, Any]) -> list[object]:
    """The values of this request, in order."""
    return [resolve(value, variables) for value in values]
