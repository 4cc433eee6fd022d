"""Predicates to SQL. An operator is one function and one line in OPERATORS, and one field in graph/filters.py.

Every operator is either true or not: `ne` and `not_in` admit rows without a value, and a negation is the exact
complement of what it negates. Names come from the catalog, values are bound.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse.catalog import Table
from warehouse.errors import InvalidArgument
from warehouse.query.plan import AllOf, AnyOf, Comparison, Negation, Predicate
from warehouse.query.statement import Statement, join, quote

Operator = Callable[[str, object], Statement]


def equals(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} = ?", (value,))


def differs(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} is distinct from ?", (value,))


def is_in(column: str, values: object) -> Statement:
    # DuckDB cannot infer the type of an empty list.
    return Statement(f"{quote(column)} in (select unnest(?))", (_as_list(values),)) if values else Statement("false")


def is_not_in(column: str, values: object) -> Statement:
    if not values:
        return Statement("true")
    return Statement(f"({quote(column)} in (select unnest(?))) is not true", (_as_list(values),))


def is_less(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} < ?", (value,))


def is_at_most(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} <= ?", (value,))


def is_greater(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} > ?", (value,))


def is_at_least(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} >= ?", (value,))


def contains(column: str, value: object) -> Statement:
    # Not `like`: % and _ of a name would be wildcards.
    return Statement(f"contains(lower({quote(column)}), lower(?))", (value,))


def starts_with(column: str, value: object) -> Statement:
    return Statement(f"starts_with(lower({quote(column)}), lower(?))", (value,))


def is_null(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} is {'null' if value else 'not null'}")


OPERATORS: dict[str, Operator] = {
    "eq": equals,
    "ne": differs,
    "in": is_in,
    "not_in": is_not_in,
    "lt": is_less,
    "lte": is_at_most,
    "gt": is_greater,
    "gte": is_at_least,
    "contains": contains,
    "starts_with": starts_with,
    "is_null": is_null,
}


def compile_predicate(predicate: Predicate, table: Table) -> Statement:
    """The condition as SQL. Raises UnknownName for a column the table has not, InvalidArgument for an operator."""
    match predicate:
        case Comparison(column, operator, value):
            if operator not in OPERATORS:
                raise InvalidArgument(f"'{operator}' is no filter operator.", f"There are: {', '.join(OPERATORS)}.")
            return OPERATORS[operator](table.column(column).name, value)
        case AllOf(parts):
            return _combined(" and ", parts, table) if parts else Statement("true")
        case AnyOf(parts):
            return _combined(" or ", parts, table) if parts else Statement("false")
        case Negation(part):
            inner = compile_predicate(part, table)
            return Statement(f"({inner.text}) is not true", inner.values)


def _combined(operator: str, parts: tuple[Predicate, ...], table: Table) -> Statement:
    if len(parts) == 1:
        return compile_predicate(parts[0], table)
    joined = join(operator, (compile_predicate(part, table) for part in parts))
    return Statement(f"({joined.text})", joined.values)


def _as_list(values: object) -> list[object]:
    assert isinstance(values, tuple)
    return list(values)
