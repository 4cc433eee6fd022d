"""The arguments `where` and `orderBy` as a predicate and an order of a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from graph.types.declare import Direction, Noun
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.plan import AllOf, AnyOf, Comparison, Negation, OrderBy, Predicate

DEEPEST_FILTER = 8
MOST_CONDITIONS = 100
MOST_VALUES = 1000


def predicate_of(where: Mapping[str, Any] | None) -> Predicate | None:
    """The condition that a filter stands for; None for no filter.

    Raises LimitExceeded for a filter that is too deep or too large, InvalidArgument for a comparison with null.
    """
    if not where:
        return None
    predicate = _all(where, DEEPEST_FILTER)
    if _count(predicate) > MOST_CONDITIONS:
        raise LimitExceeded(f"'where' has {_count(predicate)} conditions; at most {MOST_CONDITIONS} are taken.")
    return predicate


def order_of(noun: Noun, order_by: Sequence[Mapping[str, Any]] | None) -> tuple[OrderBy, ...]:
    """The order asked for, or else the noun's own; a name that sorts by another column (pinyin) does so here."""
    if not order_by:
        return tuple(OrderBy(column) for column in noun.default_order)
    return tuple(
        OrderBy(noun.sorts_by.get(key["field"].value, key["field"].value), key["direction"] is Direction.DESC)
        for key in order_by
    )


def _all(where: Mapping[str, Any], depth: int) -> Predicate:
    if depth == 0:
        raise LimitExceeded(f"'where' is nested more than {DEEPEST_FILTER} deep.")
    parts: list[Predicate] = []
    for name, condition in where.items():
        if condition is None:
            continue
        if name == "and_":
            parts.append(AllOf(tuple(_all(part, depth - 1) for part in condition)))
        elif name == "or_":
            parts.append(AnyOf(tuple(_all(part, depth - 1) for part in condition)))
        elif name == "not_":
            parts.append(Negation(_all(condition, depth - 1)))
        else:
            parts.extend(_comparison(name, operator, value) for operator, value in condition.items())
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _comparison(column: str, operator: str, value: Any) -> Comparison:
    operator = operator.rstrip("_")
    if value is None:
        raise InvalidArgument(f"'where' compares {column} with null.", "Leave the condition out, or use isNull: true.")
    if isinstance(value, list):
        if len(value) > MOST_VALUES:
            raise LimitExceeded(f"'where' gives {len(value)} values for {column}; at most {MOST_VALUES} are taken.")
        return Comparison(column, operator, tuple(_plain(item) for item in value))
    return Comparison(column, operator, _plain(value))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _count(predicate: Predicate) -> int:
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            return sum(_count(part) for part in parts)
        case Negation(part):
            return _count(part)
        case _:
            return 1
