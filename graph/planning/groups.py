"""Plans the field `groups` of a list: keys, aggregates, conditions and order of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Any

from graph.declare.grouping import ARGUMENTS, NUMBER_FUNCTIONS
from graph.declare.nouns import DeclaredRelation, Direction, Noun, NullsPlace, schema_name, value_type
from graph.planning.additivity import Additivity
from graph.planning.conditions import MOST_CONDITIONS, compare_column, count_conditions, predicate_of
from graph.planning.group_keys import read_keys
from graph.planning.selection import TYPENAME, Selected
from warehouse.errors import InvalidArgument, LimitExceeded, RequestError
from warehouse.query.access import Admitted, check_readable
from warehouse.query.conditions import AllOf, OrderBy, Predicate
from warehouse.query.paging import page_of
from warehouse.query.periods import YEAR_TO_DATE
from warehouse.query.plan import (
    LEVEL,
    REMAINDER,
    TIME,
    Aggregate,
    Child,
    Column,
    Constant,
    DrillDown,
    Given,
    GroupPlan,
    Groups,
    ListPart,
    NounPlan,
    Object,
    Output,
    Time,
)
from warehouse.query.values import Parameter, derive

MOST_TOP = 100
MOST_QUANTILES = 10
MOST_HOLDERS = 3
"""Columns for `across` in one `groups`: each of them reads the rows once more."""

PlanRelation = Callable[[DeclaredRelation, Admitted, Selected], NounPlan]
PlanPart = Callable[[Selected, Callable[[Iterable[Selected]], tuple[Output, ...]]], ListPart]


class GroupPlanning:
    """Plans one field `groups` and collects the aggregates that it needs."""

    def __init__(
        self, noun: Noun, table: Admitted, field: Selected, where: Predicate | None, plan_relation: PlanRelation
    ) -> None:
        self._noun = noun
        self._table = table
        self._field = field
        self._where = where
        self._plan_relation = plan_relation
        arguments = field.arguments
        self._keys = read_keys(noun, arguments["by"], field.path)
        self._top = arguments.get("top")
        self._has_levels = bool(arguments.get("subtotals"))
        self._fills = bool(arguments.get("empty_periods"))
        self._additivity = Additivity(self._keys, where, self._has_levels or self._top is not None)
        with field.named():
            check_readable(table, where)
            check_readable(table, None, self._keys.order_columns())
        self._aggregates: dict[str, Aggregate] = {}
        self._most_top = MOST_TOP

    def plan(self, plan_part: PlanPart) -> Groups:
        """The plan. Raises RequestError, with the field, for an invalid key or argument."""
        arguments = self._field.arguments
        self._check_together()
        parts = tuple(plan_part(part, self._outputs) for part in self._field.fields)
        having = self._having(arguments.get("having"))
        order_by = tuple(self._order_key(key) for key in arguments.get("order_by") or ())
        first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
        page = page_of(first, last, after, before, field=self._field.path)
        self._check_heavy()
        return Groups(
            self._field.key,
            GroupPlan(
                self._keys.keys,
                tuple(self._aggregates.values()),
                parts,
                page,
                having,
                order_by,
                top=self._checked_top(),
                has_levels=self._has_levels,
                fills_periods=self._fills,
                skipped_months=self._skipped_months(),
            ),
        )

    # selection of groups

    def _check_together(self) -> None:
        is_to_date = self._keys.grain == YEAR_TO_DATE
        others = {"'subtotals'": self._has_levels, "'emptyPeriods'": self._fills, "YTD": is_to_date}
        for name, is_asked in others.items():
            if is_asked and self._top is not None:
                raise self._refuse(f"'top' cannot be used with {name}.", "Use orderBy and first, or leave one out.")
        if is_to_date and self._has_levels:
            # A row belongs to the years to date of several months, so a subtotal over months would repeat it.
            raise self._refuse("'subtotals' cannot be used with YTD.", "Use YEAR, or leave 'subtotals' out.")
        if self._fills and self._keys.grain is None:
            raise self._refuse("'emptyPeriods' needs a period in 'by'.", "For example by: { periodEndDate: MONTH }.")

    def _checked_top(self) -> object:
        if self._top is None:
            return None
        with self._field.named():
            return derive(self._top, partial(_check_top, self._most_top))

    def _check_heavy(self) -> None:
        quantiles = [one for one in self._aggregates.values() if one.function == "quantile"]
        holders = {one.argument for one in self._aggregates.values() if one.function == "hhi"}
        for what, count, most in (
            ("quantiles", len(quantiles), MOST_QUANTILES),
            ("columns for 'across'", len(holders), MOST_HOLDERS),
        ):
            if count > most:
                message = f"{self._field.path}: there are {count} {what}; at most {most} are allowed."
                raise LimitExceeded(message, "Move some of them to another field.")

    def _skipped_months(self) -> tuple[int, ...]:
        assert self._noun.grouping is not None
        dates = [key.column for key in self._keys.keys if key.grain is not None]
        return self._noun.grouping.skipped_months.get(dates[0], ()) if dates and self._fills else ()

    # outputs of a group

    def _outputs(self, fields: Iterable[Selected]) -> tuple[Output, ...]:
        return tuple(self._output(field) for field in fields)

    def _output(self, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        if field.name == "key":
            return Object(field.key, tuple(self._key(inner) for inner in field.fields))
        if field.name == "period":
            return Time(field.key, self._grain(field.path))
        if field.name == "level":
            return Column(field.key, LEVEL) if self._has_levels else Given(field.key, len(self._keys.keys))
        if field.name == "months_covered":
            return Column(field.key, self._aggregate("max", field.name))
        if field.name == "is_remainder":
            return Given(field.key, False) if self._top is None else Column(field.key, REMAINDER)
        if field.name == "filter":
            return self._drill_down(field)
        if field.name == "count":
            return Column(field.key, self._aggregate("count"))
        return Object(field.key, tuple(self._number(field, inner) for inner in field.fields))

    def _grain(self, path: str) -> str:
        if self._keys.grain is None:
            dates = [name for name, kind in self._noun.columns.items() if value_type(kind) is date]
            example = f"{{ {schema_name(dates[0])}: YEAR }}" if dates else ""
            raise InvalidArgument(
                f"{path}: the groups have no period.",
                f"Add {example} to 'by'." if dates else "Leave it out: the rows have no date.",
                zh="分组没有期间。" + (f"请在 by 中加入 {example}。" if dates else "各行没有日期，请去掉该字段。"),
            )
        return self._keys.grain

    def _number(self, function: Selected, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        # A Decimal is text, even for the minimum of an integer column.
        name = self._aggregate(function.name, field.name, function.arguments, function.path)
        return Column(field.key, name, is_text=function.name != "distinct")

    def _key(self, field: Selected) -> Output:
        if field.name == TYPENAME:
            return Constant(field.key, field.type_name)
        relation = self._noun.relations.get(field.name)
        if relation is None:
            self._keys.check_has(field)
            return self._keys.column(field.key, field.name)
        if self._noun.source_column(field.name) in self._keys.columns:
            return Child(field.key, field.name, self._plan_relation(relation, self._table, field))
        return self._keys.related(field)

    def _drill_down(self, field: Selected) -> DrillDown:
        keys = self._keys.drill_keys()
        # The filter of the remainder excludes every other group and must stay within MOST_CONDITIONS.
        of_each = sum(2 if isinstance(key.value, Time) else 1 for key in keys)
        self._most_top = min(MOST_TOP, (MOST_CONDITIONS - count_conditions(self._where)) // of_each)
        return DrillDown(field.key, keys, self._has_levels, self._top is not None)

    def _aggregate(
        self, function: str, column: str | None = None, arguments: Mapping[str, Any] | None = None, path: str = ""
    ) -> str:
        """Adds an aggregate to the plan and returns its name."""
        if column is not None:
            self._additivity.check(function, column)
        with self._field.named():
            self._table.check_function(function)
            check_readable(self._table, None, () if column is None else (OrderBy(column),))
        name = NUMBER_FUNCTIONS[function].argument if function in NUMBER_FUNCTIONS else None
        argument = self._argument(name, (arguments or {}).get(name), path) if name else None
        aggregate = Aggregate(function, column, argument, "" if name is None else _named((arguments or {})[name]))
        self._aggregates[aggregate.name] = aggregate
        return aggregate.name

    def _argument(self, name: str, value: Any, path: str) -> object:
        if isinstance(value, Enum):
            with self._field.named():
                return self._table.column(value.value).name
        try:
            return derive(value, _check_part)
        except RequestError as error:
            raise error.within(path) from None

    # conditions and order of groups

    def _having(self, having: Mapping[str, Any] | None) -> Predicate | None:
        parts = tuple(self._having_parts(having or {}))
        return AllOf(parts) if parts else None

    def _having_parts(self, having: Mapping[str, Any]) -> Iterator[Predicate]:
        self._check_arguments("having", having)
        for name, condition in having.items():
            if condition is None or name in ARGUMENTS:
                continue
            if name == "key":
                found = predicate_of(self._noun, condition)
                with self._field.named():
                    check_readable(self._table, found)
                yield from [] if found is None else [self._keys.condition(found)]
            elif name in {"count", "level"}:
                column = self._aggregate("count") if name == "count" else self._level()
                yield from compare_column(column, condition)
            else:
                for column, inner in condition.items():
                    if inner is not None and any(value is not None for value in inner.values()):
                        yield from compare_column(self._aggregate(name, column, having, self._field.path), inner)

    def _order_key(self, key: Mapping[str, Any]) -> OrderBy:
        self._check_arguments("orderBy", key)
        named = [
            (name, word)
            for name, word in key.items()
            if name not in {"direction", "nulls", *ARGUMENTS} and word not in {None, False}
        ]
        if len(named) != 1:
            raise self._refuse(
                f"'orderBy' has a key with {len(named)} fields; each key names one.",
                "Write [{ sum: A }, { field: B }] to order by a sum and then by a key.",
            )
        name, word = named[0]
        if name in NUMBER_FUNCTIONS:
            column = self._aggregate(name, word.value, key, self._field.path)
        else:
            column = self._ordered_column(name, word)
        is_first = key.get("nulls") is NullsPlace.FIRST
        return OrderBy(
            column,
            key["direction"] is Direction.DESC,
            nulls_first=is_first,
            by_pinyin=self._keys.is_name(column),
        )

    def _ordered_column(self, name: str, word: Any) -> str:
        if name == "count":
            return self._aggregate("count")
        if name == "level":
            return self._level()
        if name == "period":
            self._grain(self._field.path)
            return TIME
        return self._keys.named(word.value if name == "field" else f"{name}:{word.value}")

    def _level(self) -> str:
        if not self._has_levels:
            raise self._refuse("the groups have one level.", "Use subtotals: true.")
        return LEVEL

    def _check_arguments(self, where: str, given: Mapping[str, Any]) -> None:
        """Raises InvalidArgument for a missing or unused second argument of a function."""
        needed = {
            function.argument: schema_name(name)
            for name, function in NUMBER_FUNCTIONS.items()
            if function.argument and given.get(name) is not None
        }
        has = {name for name in ARGUMENTS if given.get(name) is not None}
        for name in ARGUMENTS:
            if name in needed and name not in has:
                raise self._refuse(f"'{where}' has {needed[name]} without '{name}'.")
            if name in has and name not in needed:
                raise self._refuse(f"'{where}' has '{name}', which no function uses.")

    def _refuse(self, message: str, hint: str | None = None) -> InvalidArgument:
        return InvalidArgument(f"{self._field.path}: {message}", hint)


def plan_groups(
    noun: Noun,
    table: Admitted,
    field: Selected,
    where: Predicate | None,
    plan_relation: PlanRelation,
    plan_part: PlanPart,
) -> Groups:
    """Plans a field `groups` of a list of this table with these conditions.

    Raises RequestError with the field, and AccessDenied if the rules forbid groups of the table.
    """
    with field.named():
        admitted = table.for_groups()
    return GroupPlanning(noun, admitted, field, where, plan_relation).plan(plan_part)


def _check_top(most: int, top: int) -> int:
    if top < 1:
        raise InvalidArgument(f"'top' is {top}; it is at least 1.")
    if top > most:
        hint = "Leave 'filter' out for more." if most < MOST_TOP else "Use orderBy and first instead."
        raise LimitExceeded(f"'top' is {top}; at most {most} groups are allowed here.", hint)
    return top


def _check_part(part: Decimal) -> Decimal:
    if not 0 <= part <= 1:
        raise InvalidArgument(f"'at' is {part}; it must be from 0 to 1.", "Use 0.9 for the 90th percentile.")
    return part


def _named(argument: Any) -> str:
    """An argument as part of the name of an aggregate, without dots, which separate the parts."""
    if isinstance(argument, Parameter):
        return "$" + "/".join(str(step) for step in argument.path)
    if isinstance(argument, Decimal):
        return f"{argument.normalize():f}".replace(".", ",")
    return str(argument.value if isinstance(argument, Enum) else argument).replace(".", ",")
