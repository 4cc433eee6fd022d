"""Translates the arguments `where` and `orderBy` to a predicate and an order of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import partial
from typing import Any

from graph.declare.nouns import NOUNS, DefaultCondition, Direction, Noun, NullsPlace, schema_name
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, OrderBy, Predicate, Reaching, Related, Within
from warehouse.query.values import Parameter, derive

DEEPEST_FILTER = 8
MOST_CONDITIONS = 100
MOST_VALUES = 1000


def predicate_of(noun: Noun, where: Mapping[str, Any] | None) -> Predicate | None:
    """The predicate of a filter; None without one.

    Raises LimitExceeded for a filter that is too deep or too large.
    """
    if not where:
        return None
    predicate = _all(noun, where, DEEPEST_FILTER)
    count = count_conditions(predicate)
    if count > MOST_CONDITIONS:
        raise LimitExceeded(f"'where' has {count} conditions; at most {MOST_CONDITIONS} are allowed.")
    return predicate


def with_default(where: Predicate | None, default: DefaultCondition | None) -> Predicate | None:
    """The predicate with the default condition of the noun."""
    if default is None:
        return where
    own = Comparison(default.column, "eq", True)
    return own if where is None else AllOf((where, own))


def order_of(noun: Noun, table: Admitted, order_by: Sequence[Mapping[str, Any]] | None) -> tuple[OrderBy, ...]:
    """The requested order, or the noun's default order as far as its columns are readable; names by pinyin.

    Raises InvalidArgument for a key with no field or several.
    """
    if not order_by:
        return tuple(OrderBy(column) for column in noun.default_order if column in table.readable)
    return tuple(_order_key(noun, key) for key in order_by)


def _order_key(noun: Noun, key: Mapping[str, Any]) -> OrderBy:
    named = [(name, word) for name, word in key.items() if name not in {"direction", "nulls"} and word is not None]
    if len(named) != 1:
        raise InvalidArgument(
            f"'orderBy' has a key with {len(named)} fields; each key names one.",
            "Write [{ field: A }, { field: B }] to order by A and then by B.",
        )
    name, word = named[0]
    relation = None if name == "field" else name
    target = noun if relation is None else NOUNS[noun.relations[relation].target]
    column = target.sorts_by.get(word.value, word.value)
    is_first = key.get("nulls") is NullsPlace.FIRST
    return OrderBy(column, key["direction"] is Direction.DESC, relation, is_first, column in target.names)


def _all(noun: Noun, where: Mapping[str, Any], depth: int) -> Predicate:
    if depth == 0:
        raise LimitExceeded(f"'where' is nested more than {DEEPEST_FILTER} deep.")
    parts: list[Predicate] = []
    for name, condition in where.items():
        if condition is None:
            continue
        if name == "and_":
            parts.append(AllOf(tuple(_all(noun, part, depth - 1) for part in condition)))
        elif name == "or_":
            parts.append(AnyOf(tuple(_all(noun, part, depth - 1) for part in condition)))
        elif name == "not_":
            parts.append(Negation(_all(noun, condition, depth - 1)))
        elif name == "within":
            parts.append(Within("parent", _all(noun, condition, depth - 1)))
        elif relation := noun.reaching.get(name):
            parts.append(Reaching(relation, _all(noun, condition, depth - 1)))
        elif name in noun.relations:
            parts.extend(_related(noun, name, condition, depth - 1))
        else:
            parts.extend(compare_column(name, condition))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _related(noun: Noun, name: str, condition: Mapping[str, Any], depth: int) -> list[Predicate]:
    relation = noun.relations[name]
    target = NOUNS[relation.target]
    if not relation.is_many:
        return [Related(name, _all(target, condition, depth))]
    parts: list[Predicate] = []
    for quantifier, inner in condition.items():
        if inner is None:
            continue
        matching = _all(target, inner, depth)
        if quantifier == "some":
            parts.append(Related(name, matching))
        elif quantifier == "none":
            parts.append(Negation(Related(name, matching)))
        else:
            parts.append(Negation(Related(name, Negation(matching))))
    return parts


def compare_column(column: str, condition: Mapping[str, Any]) -> Iterator[Comparison]:
    """The comparisons of a column; null is ignored, like a variable without a value."""
    for operator, value in condition.items():
        if value is not None:
            yield _compare(column, operator, value)


def _compare(column: str, operator: str, value: Any) -> Comparison:
    operator = operator.rstrip("_")
    if isinstance(value, list):
        value = tuple(_plain(item) for item in value)
    if operator in {"in", "not_in"} and not (isinstance(value, Parameter) and value.length is not None):
        value = derive(value, partial(_check_length, column))
    return Comparison(column, operator, _plain(value))


def _check_length(column: str, values: Sequence[Any]) -> Sequence[Any]:
    if len(values) > MOST_VALUES:
        raise LimitExceeded(
            f"'where' has {len(values)} values for {schema_name(column)}; at most {MOST_VALUES} are allowed."
        )
    return values


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def count_conditions(predicate: Predicate | None) -> int:
    """The number of comparisons in a predicate."""
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            return sum(count_conditions(part) for part in parts)
        case Negation(part) | Related(_, part) | Within(_, part) | Reaching(_, part):
            return count_conditions(part)
        case None:
            return 0
        case _:
            return 1
