"""Compiles predicates to SQL. An operator is one function and one line in OPERATORS, and one field in
graph/declare/filters.py.

Every operator is either true or not: `ne` and `not_in` admit rows without a value, and a negation is the exact
complement. Names come from the catalog, values are bound. This is also the only place that names a table: as its
readable rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from warehouse.errors import InvalidArgument
from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate, Reaching, Related, Within
from warehouse.query.statement import Statement, join, quote, wrap
from warehouse.query.values import derive, spread

Operator = Callable[[str, object], Statement]


def equals(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} = ?", (value,))


def differs(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} is distinct from ?", (value,))


def is_in(column: str, values: object) -> Statement:
    if not values:
        # DuckDB cannot infer the type of an empty list.
        return Statement("false")
    each = spread(values)
    if each is None:
        return Statement(f"{quote(column)} in (select unnest(?))", (derive(values, list),))
    return Statement(f"{quote(column)} in ({', '.join('?' for _ in each)})", tuple(each))


def is_not_in(column: str, values: object) -> Statement:
    return wrap("(", is_in(column, values), ") is not true") if values else Statement("true")


def is_less(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} < ?", (value,))


def is_at_most(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} <= ?", (value,))


def is_greater(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} > ?", (value,))


def is_at_least(column: str, value: object) -> Statement:
    return Statement(f"{quote(column)} >= ?", (value,))


def contains(column: str, value: object) -> Statement:
    # Not `like`: % and _ in a name would be wildcards.
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


_DEAR = frozenset({"contains", "starts_with"})


def is_dear(predicate: Predicate | None) -> bool:
    """Whether a condition costs more than comparisons of columns: it searches a text, or looks at other rows."""
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            return any(map(is_dear, parts))
        case Negation(part):
            return is_dear(part)
        case Comparison(operator=operator):
            return operator in _DEAR
        case Related() | Within() | Reaching():
            return True
        case None:
            return False


def rows_of(table: Admitted) -> Statement:
    """The `from` item of a table: the rows and columns that the role may read."""
    if table.is_whole or (table.rows is None and table.read_from != table.key):
        return Statement(quote(table.read_from))
    # A column that may not be read is absent: forgetting to check it gives no answer.
    columns = ", ".join(quote(column.name) for column in table.columns) if table.read_from == table.key else "*"
    condition = Statement("true") if table.rows is None else compile_predicate(table.rows, table.definer())
    return wrap(f"(select {columns or '1'} from {quote(table.read_from)} where ", condition, ")")


def compile_predicate(predicate: Predicate, table: Admitted) -> Statement:
    """The condition as SQL.

    Raises UnknownName for an unknown column, AccessDenied for a closed one, InvalidArgument for an unknown operator.
    """
    match predicate:
        case Comparison(column, operator, value):
            if operator not in OPERATORS:
                raise InvalidArgument(f"'{operator}' is no filter operator.", f"There are: {', '.join(OPERATORS)}.")
            found = table.column(column)
            return OPERATORS[operator](found.name, _without_finer(operator, found.data_type, value))
        case AllOf(parts):
            return _combined(" and ", parts, table) if parts else Statement("true")
        case AnyOf(parts):
            return _combined(" or ", parts, table) if parts else Statement("false")
        case Negation(part):
            return wrap("(", compile_predicate(part, table), ") is not true")
        case Related(name, part):
            return _related(name, part, table)
        case Within(name, part):
            return _within(name, part, table)
        case Reaching(name, part):
            return _reaching(name, part, table)


def _without_finer(operator: str, data_type: str, value: object) -> object:
    """A long list without the numbers that are finer than the column: no row has them.

    DuckDB rounds a list bound as one value to the type of a DECIMAL(38, 2), so that 12.1 would match a list with
    12.1000001; it compares a single value exactly.
    """
    is_list = operator in {"in", "not_in"} and bool(value) and spread(value) is None
    if not is_list or not data_type.startswith("DECIMAL"):
        return value
    scale = int(data_type[:-1].rpartition(",")[2])
    return derive(value, partial(_each_unless_finer, scale))


def _each_unless_finer(scale: int, values: Sequence[Any]) -> tuple[object, ...]:
    return tuple(derive(value, partial(_unless_finer, scale)) for value in values)


def _unless_finer(scale: int, value: Decimal) -> Decimal | None:
    # As fractions: a decimal context has 28 digits, and rounding a longer number to twelve places is an error there.
    return value if (Fraction(value) * 10**scale).denominator == 1 else None


def _related(name: str, part: Predicate, table: Admitted) -> Statement:
    """A semi-join: the keys of the related rows that match `part`, read once and not once per row."""
    relation, target = table.relation(name), table.target(name)
    admitted = join(
        "",
        [
            wrap(f"select {quote(relation.target_column)} from ", rows_of(target), " where "),
            compile_predicate(part, target),
        ],
    )
    if relation.link is not None:
        link = relation.link
        pairs = wrap(f"select {quote(link.source_column)} from ", rows_of(table.link(link)), "")
        admitted = join("", [pairs, wrap(f" where {quote(link.target_column)} in (", admitted, ")")])
    return wrap(f"{quote(relation.source_column)} in (", admitted, ")")


def _within(name: str, part: Predicate, table: Admitted) -> Statement:
    """The keys of the rows that match `part`, then those of their children, until there are no more."""
    relation = table.relation(name)
    key, parent = quote(relation.target_column), quote(relation.source_column)
    tops = wrap(f"select {key} from ", join(" where ", [rows_of(table), compile_predicate(part, table)]), "")
    children = wrap(
        f"select child.{key} from ", rows_of(table), f" as child join below on child.{parent} = below.{key}"
    )
    # `union`, not `union all`: rows in a cycle would never end.
    below = wrap("with recursive below as (", join(" union ", [tops, children]), f") select {key} from below")
    return wrap(f"{key} in (", below, ")")


def _reaching(name: str, part: Predicate, table: Admitted) -> Statement:
    """The rows that lead to one that matches `part`, then those that lead to them, until there are no more.

    A step leads over readable rows only, those of the link table included.
    """
    relation = table.relation(name)
    source, target = quote(relation.source_column), quote(relation.target_column)
    columns = dict.fromkeys([source, target])
    nearest = wrap(
        f"select {', '.join(columns)} from ", join(" where ", [rows_of(table), _related(name, part, table)]), ""
    )
    leads = f"before.{source} = reached.{target}"
    over = Statement("")
    if relation.link is not None:
        link = relation.link
        leads = f"pair.{quote(link.target_column)} = reached.{target}"
        over = wrap(
            " join ", rows_of(table.link(link)), f" as pair on pair.{quote(link.source_column)} = before.{source}"
        )
    farther = join(
        "",
        [
            wrap(f"select {', '.join(f'before.{column}' for column in columns)} from ", rows_of(table), " as before"),
            over,
            Statement(f" join reached on {leads}"),
        ],
    )
    closure = wrap("with recursive reached as (", join(" union ", [nearest, farther]), ")")
    return wrap(f"{source} in (", closure, f" select {source} from reached)")


def _combined(operator: str, parts: tuple[Predicate, ...], table: Admitted) -> Statement:
    if len(parts) == 1:
        return compile_predicate(parts[0], table)
    return wrap("(", join(operator, (compile_predicate(part, table) for part in parts)), ")")
