"""Predicates over cached columns: which of some rows match.

Every condition is either true or not, as in warehouse.query.predicates: a row without a value matches only operators
that admit it, and a negation is the exact complement.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate
from warehouse.query.memory.cache_keys import CacheKey, CacheLookup, NotCacheable, Ranks, RanksOf, Rows
from warehouse.query.values import resolve

Matches = npt.NDArray[np.bool_]
Condition = Callable[[Rows, Mapping[str, Any]], Matches]
"""Which of these rows match, with the variables of a request."""

_Test = Callable[[Ranks, npt.NDArray[np.int32], Any], Matches]


def _equals(ranks: Ranks, codes: npt.NDArray[np.int32], value: Any) -> Matches:
    matches: Matches = codes == _code(ranks, value)
    return matches


def _is_in(ranks: Ranks, codes: npt.NDArray[np.int32], values: Sequence[Any]) -> Matches:
    wanted = [ranks.codes_by_value[value] for value in values if value in ranks.codes_by_value]
    return np.isin(codes, np.array(wanted, np.int32))


def _is_less(ranks: Ranks, codes: npt.NDArray[np.int32], value: Any) -> Matches:
    return (codes >= 0) & (codes < bisect_left(ranks.values, value))


def _is_at_most(ranks: Ranks, codes: npt.NDArray[np.int32], value: Any) -> Matches:
    return (codes >= 0) & (codes < bisect_right(ranks.values, value))


_TESTS: Mapping[str, _Test] = {
    "eq": _equals,
    "ne": lambda ranks, codes, value: codes != _code(ranks, value),
    "in": _is_in,
    "not_in": lambda ranks, codes, values: ~_is_in(ranks, codes, values),
    "lt": _is_less,
    "lte": _is_at_most,
    "gt": lambda ranks, codes, value: codes >= bisect_right(ranks.values, value),
    "gte": lambda ranks, codes, value: codes >= bisect_left(ranks.values, value),
    "is_null": lambda _ranks, codes, value: codes == -1 if value else codes != -1,
}
"""Operators as in predicates.OPERATORS, without those that search within a text: DuckDB folds their case."""


def _code(ranks: Ranks, value: Any) -> int:
    """-2 for a value that no row has: distinct from the code of rows without a value."""
    return ranks.codes_by_value.get(value, -2)


def cache_keys_of(predicate: Predicate, table: Admitted) -> Iterator[CacheKey]:
    """The columns that the predicate reads. Raises NotCacheable where it cannot be evaluated here."""
    match predicate:
        case Comparison(column, operator, _):
            kind = table.column(column).data_type
            compares = kind in {"VARCHAR", "BOOLEAN", "DATE"} or kind.endswith("INT") or kind == "INTEGER"
            if operator not in _TESTS or not (compares or kind.startswith("DECIMAL")):
                raise NotCacheable(predicate)
            yield RanksOf(table.key, column)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from cache_keys_of(part, table)
        case Negation(part):
            yield from cache_keys_of(part, table)
        case _:
            raise NotCacheable(predicate)


def bind_condition(predicate: Predicate, table: Admitted, lookup: CacheLookup) -> Condition:
    """The predicate over the cached columns."""
    match predicate:
        case Comparison(column, operator, value):
            return _comparison(lookup(RanksOf(table.key, column)), _TESTS[operator], value)
        case AllOf(parts):
            return _combined(np.logical_and, True, [bind_condition(part, table, lookup) for part in parts])
        case AnyOf(parts):
            return _combined(np.logical_or, False, [bind_condition(part, table, lookup) for part in parts])
        case Negation(part):
            inner = bind_condition(part, table, lookup)
            return lambda rows, variables: ~inner(rows, variables)
        case _:
            raise NotCacheable(predicate)


def _comparison(ranks: Ranks, test: _Test, value: object) -> Condition:
    def matches(rows: Rows, variables: Mapping[str, Any]) -> Matches:
        found = resolve(value, variables)
        if isinstance(found, (list, tuple)):
            found = [resolve(part, variables) for part in found]
        return test(ranks, ranks.codes[rows], found)

    return matches


def _combined(combine: Any, of_none: bool, parts: Sequence[Condition]) -> Condition:
    def matches(rows: Rows, variables: Mapping[str, Any]) -> Matches:
        if not parts:
            return np.full(len(rows), of_none)
        found = parts[0](rows, variables)
        for part in parts[1:]:
            found = combine(found, part(rows, variables))
        return found

    return matches
