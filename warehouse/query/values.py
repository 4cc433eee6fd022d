"""Values that a statement binds: known when it is compiled, or found in the variables of each request.

A statement is compiled once for a document and the shape of its variables; a Parameter stands where a variable's value
goes. Names and keywords never come from a slot.
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

    `length` is how many places a list takes: at least as many as it has values; None where it is bound as one value.
    `types` are the types that ids in it name: they belong to the shape of a request.
    `field` is the field of the document that the value is an argument of, by its path: named in errors.
    """

    path: tuple[str | int, ...]
    length: int | None = None
    types: tuple[str, ...] = ()
    field: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True)
class Derived:
    """What `function` makes of the value of `source`. It raises RequestError where the value cannot be used."""

    source: object
    function: Callable[[Any], object]
    field: str = dataclass_field(default="", compare=False)


SNAPSHOT_ID = Parameter(("$snapshot",))
"""The snapshot that the statement reads; no variable has a name like it."""

CALLER = Parameter(("$caller",))
"""What the caller is, by name: department, region. Rules of access compare with it."""


BYTES_LEFT = Parameter(("$bytes_left",))
"""How many bytes the answer may still have."""

TOO_MANY_BYTES = "the answer has too many bytes"
"""What a statement fails with that would give more than that."""


def derive(source: object, function: Callable[[Any], object]) -> object:
    """`function` of the value: now where it is known, else when the request brings it."""
    return Derived(source, function, source.field) if isinstance(source, (Parameter, Derived)) else function(source)


def in_field(value: Any, field: str) -> Any:
    """The value of an argument, whose slots name the field that it belongs to."""
    if isinstance(value, Parameter):
        return replace(value, field=field)
    if isinstance(value, Mapping):
        return {name: in_field(part, field) for name, part in value.items()}
    if isinstance(value, list):
        return [in_field(part, field) for part in value]
    return value


def places_for(count: int) -> int | None:
    """How many places a list of so many values takes: few lengths, so that few statements serve all lists.

    DuckDB looks for single values where they can lie, but for a list as one value in every row.
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
