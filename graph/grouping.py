"""The field `groups` of a list as a plan: keys, what is told of each group, which groups, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.conditions import compare
from graph.selection import TYPENAME, Selected
from graph.types.grouping import NUMBER_FUNCTIONS
from graph.types.nouns import Direction, Noun, NullsPlace, Relation, schema_name
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.access import Admitted, check_readable
from warehouse.query.paging import page_of
from warehouse.query.plan import (
    TIME,
    Aggregate,
    AllOf,
    Child,
    Column,
    Comparison,
    Constant,
    DrillDown,
    GroupPlan,
    Groups,
    ListPart,
    NounPlan,
    Object,
    OrderBy,
    Output,
    Predicate,
    Time,
)

MOST_KEYS = 5

ADDING = frozenset({"sum", "share"})
"""Functions that mean nothing where values do not add up: prices, rates, stocks of several months."""

PlanRelation = Callable[[Relation, Admitted, Selected], NounPlan]
PlanPart = Callable[[Selected, Callable[[Iterable[Selected]], tuple[Output, ...]]], ListPart]


class GroupPlanning:
    """Plans one field `groups`. Collects the aggregates that anything in it needs."""

    def __init__(
        self, noun: Noun, table: Admitted, field: Selected, where: Predicate | None, plan_relation: PlanRelation
    ) -> None:
        self._noun = noun
        self._table = table
        self._pinned = set(_pinned(where))
        self._field = field
        self._plan_relation = plan_relation
        self._keys, self._time = _keys_of(field.arguments["by"])
        with field.named():
            check_readable(table, where)
            for name in (*self._keys, *(self._time[:1] if self._time else ())):
                table.column(name)
        self._aggregates: dict[str, Aggregate] = {}

    def plan(self, plan_part: PlanPart) -> Groups:
        """The plan. Raises RequestError, naming the field, where a key or argument cannot be used."""
        arguments = self._field.arguments
        parts = tuple(plan_part(part, self._outputs) for part in self._field.fields)
        having = self._having(arguments.get("having"))
        order_by = tuple(self._order_key(key) for key in arguments.get("order_by") or ())
        first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
        page = page_of(first, last, after, before, field=self._field.path)
        column, grain = self._time or (None, None)
        plan = GroupPlan(self._keys, tuple(self._aggregates.values()), parts, page, column, grain, having, order_by)
        return Groups(self._field.key, plan)

    def _outputs(self, fields: Iterable[Selected]) -> tuple[Output, ...]:
        return tuple(self._output(field) for field in fields)

    def _output(self, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        if field.name == "key":
            return Object(field.key, tuple(self._key(inner) for inner in field.fields))
        if field.name == "period":
            if self._time is None:
                raise InvalidArgument(
                    f"{field.path}: the groups have no period.",
                    "Group by a date, for example by: { periodEndDate: YEAR }.",
                )
            return Time(field.key, self._time[1])
        if field.name == "filter":
            return self._drill_down(field)
        if field.name == "count":
            return Column(field.key, self._aggregate("count"))
        function = field.name
        return Object(field.key, tuple(self._number(function, inner) for inner in field.fields))

    def _number(self, function: str, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        # A Decimal is text, also where the least of whole numbers is one.
        return Column(field.key, self._aggregate(function, field.name), is_text=function != "distinct")

    def _key(self, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        if field.name in self._keys:
            return self._column(field.key, field.name)
        relation = self._noun.relations.get(field.name)
        if relation is not None and self._noun.source_column(field.name) in self._keys:
            return Child(field.key, field.name, self._plan_relation(relation, self._table, field))
        needed = field.name if relation is None else self._noun.source_column(field.name)
        raise InvalidArgument(
            f"{field.path}: the groups are not grouped by {schema_name(needed)}.",
            f"Add {{ field: {needed.upper()} }} to 'by'.",
        )

    def _column(self, key: str, name: str) -> Column:
        return Column(key, name, self._noun.words.get(name, ()), name in self._noun.texts)

    def _drill_down(self, field: Selected) -> DrillDown:
        names = self._noun.schema_names
        keys = tuple(self._column(names[name], name) for name in self._keys)
        time = None if self._time is None else (names[self._time[0]], self._time[1])
        return DrillDown(field.key, keys, time)

    def _aggregate(self, function: str, column: str | None = None) -> str:
        """The name of an aggregate, which from now on is computed."""
        with self._field.named():
            self._table.check_function(function)
            if column is not None:
                self._table.column(column)
        if function in ADDING and column is not None:
            self._check_adds(column)
        aggregate = Aggregate(function, column)
        self._aggregates[aggregate.name] = aggregate
        return aggregate.name

    def _check_adds(self, column: str) -> None:
        """Raises InvalidArgument where the values of a column do not add up to anything in these groups."""
        assert self._noun.grouping is not None
        within = self._noun.grouping.adds_within.get(column)
        if within is None:
            raise InvalidArgument(
                f"{self._field.path}: values of {schema_name(column)} do not add up.",
                "Ask for mean, median, min or max of it.",
            )
        given = {*self._keys, *self._pinned}
        if self._time is not None and self._time[1] == "month":
            given.add("period")
        missing = [name for name in within if name not in given]
        if missing:
            named = " and one ".join(schema_name(name) for name in missing)
            raise InvalidArgument(
                f"{self._field.path}: values of {schema_name(column)} add up only within one {named}.",
                f"Add {missing[0].upper()} to 'by', or fix it in 'where' with eq.",
            )

    def _having(self, having: Mapping[str, Any] | None) -> Predicate | None:
        parts = tuple(self._having_parts(having or {}))
        return AllOf(parts) if parts else None

    def _having_parts(self, having: Mapping[str, Any]) -> Iterator[Predicate]:
        for name, condition in having.items():
            if condition is None:
                continue
            if name == "count":
                yield from (compare(self._aggregate("count"), operator, value) for operator, value in condition.items())
                continue
            for column, inner in condition.items():
                for operator, value in (inner or {}).items():
                    yield compare(self._aggregate(name, column), operator, value)

    def _order_key(self, key: Mapping[str, Any]) -> OrderBy:
        named = [
            (name, word)
            for name, word in key.items()
            if name not in {"direction", "nulls"} and word not in {None, False}
        ]
        if len(named) != 1:
            raise InvalidArgument(
                f"{self._field.path}: 'orderBy' has a key that names {len(named)} things; each key names one.",
                "Write [{ sum: A }, { field: B }] to order by a sum and then by a key.",
            )
        return OrderBy(
            self._ordered_column(*named[0]),
            key["direction"] is Direction.DESC,
            nulls_first=key.get("nulls") is NullsPlace.FIRST,
        )

    def _ordered_column(self, name: str, word: Any) -> str:
        if name == "count":
            return self._aggregate("count")
        if name in NUMBER_FUNCTIONS:
            return self._aggregate(name, word.value)
        column = TIME if name == "period" else word.value
        if column not in {*self._keys, *([TIME] if self._time else [])}:
            raise InvalidArgument(
                f"{self._field.path}: the groups are not grouped by {schema_name(str(column))}.", "Add it to 'by'."
            )
        return str(column)


def plan_groups(
    noun: Noun,
    table: Admitted,
    field: Selected,
    where: Predicate | None,
    plan_relation: PlanRelation,
    plan_part: PlanPart,
) -> Groups:
    """The plan of a field `groups` of a list of this table with these conditions.

    Raises RequestError naming the field, AccessDenied where groups of it may not be told.
    """
    with field.named():
        told = table.for_groups()
    return GroupPlanning(noun, told, field, where, plan_relation).plan(plan_part)


def _pinned(where: Predicate | None) -> Iterator[str]:
    """The columns that have one value in all rows that a condition admits."""
    match where:
        case Comparison(column, "eq"):
            yield column
        case AllOf(parts):
            for part in parts:
                yield from _pinned(part)


def _keys_of(by: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], tuple[str, str] | None]:
    """The columns grouped by, and the date with its grain. Raises InvalidArgument or LimitExceeded."""
    columns: dict[str, None] = {}
    times: list[tuple[str, str]] = []
    for key in by:
        named = [(name, word) for name, word in key.items() if word is not None]
        if len(named) != 1:
            raise InvalidArgument(f"'by' has a key that names {len(named)} things; each key names one.")
        name, word = named[0]
        if name == "field":
            columns[word.value] = None
        else:
            times.append((name, word.value))
    if not columns and not times:
        raise InvalidArgument("'by' is empty.", "Name what to group by.")
    if len(times) > 1:
        raise InvalidArgument("'by' has more than one period.", "Group by one date.")
    if len(columns) + len(times) > MOST_KEYS:
        raise LimitExceeded(f"'by' has {len(columns) + len(times)} keys; at most {MOST_KEYS} are taken.")
    return tuple(columns), times[0] if times else None
