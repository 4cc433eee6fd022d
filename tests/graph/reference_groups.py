"""The second opinion on groups: rows put together by their keys, level by level and period by period, in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cmp_to_key
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo
from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS, Noun
from tests.graph.reference_functions import ARGUMENTS, FUNCTIONS, ROUNDED, tell
from tests.graph.reference_pages import Key, by_pinyin, comparison
from tests.graph.reference_periods import ends_asked_for, first_day, number_of, shown_periods, written_period

Row = Mapping[str, Any]
Led = Callable[[str, Any], Row | None]
"""The row that a relation leads to from a row, if there is one."""

Admits = Callable[[Any], Sequence[Row]]
"""The rows of a list that a filter admits, as it stands in an answer."""

TIME = "time"
LEVEL = "group:level"
MOST_KEYS = 5
MOST_EMPTY = 100_000


@dataclass(frozen=True)
class GroupKey:
    """A column, of the row itself or of the one that a relation leads to; with a grain the period of a date."""

    name: str
    column: str
    relation: str | None = None


class Grouping:
    """What a field `groups` asks for: its keys, and which groups there are of some rows."""

    def __init__(self, noun: Noun, arguments: Mapping[str, Any], where: Mapping[str, Any], led: Led) -> None:
        self.noun = noun
        self.time: str | None = None
        self.grain = ""
        keys = {key.name: key for key in (self._read_key(given) for given in arguments["by"])}
        self.keys = list(keys.values())
        if not 1 <= len(self.keys) <= MOST_KEYS:
            raise GraphQLError("no keys, or too many")
        self.top = arguments.get("top")
        self.has_levels = bool(arguments.get("subtotals"))
        self._fills = bool(arguments.get("emptyPeriods"))
        self._where = where
        self._led = led

    def _read_key(self, given: Mapping[str, Any]) -> GroupKey:
        ((name, word),) = [(name, word) for name, word in given.items() if word is not None]
        if name == "field":
            return GroupKey(word.value, word.value)
        column = next((own for own, shown in self.noun.schema_names.items() if shown == name), None)
        if column is None:
            relation = _relation_named(self.noun, name)
            return GroupKey(f"{relation}:{word.value}", word.value, relation)
        if self.time is not None:
            raise GraphQLError("two periods")
        self.time, self.grain = column, word.value
        return GroupKey(TIME, column)

    @property
    def range_shown(self) -> Mapping[str, Any]:
        """What the filter of the list says of the periods alone, where those without rows are shown."""
        name = self.noun.schema_names.get(self.time or "")
        condition = self._where.get(name) if self._fills and name else None
        return {name: condition} if name and condition else {}

    # which groups there are

    def groups(self, rows: Sequence[Row]) -> list[Group]:
        """The groups of these rows, and those that have none where these are shown too."""
        found = [group for level in self._levels() for group in self._of_level(rows, level)]
        return [*found, *self._empty(found, rows)] if self._fills else found

    def with_remainder(self, chosen: Sequence[Group], order: Sequence[Key], rows: Sequence[Row]) -> list[Group]:
        """The first of the groups in their order, and one of all rows that belong to none of these."""
        first = sorted(chosen, key=cmp_to_key(comparison(order)))[: self.top]
        named = {id(row) for group in first for row in group.rows}
        others = [row for row in rows if id(row) not in named]
        nothing = dict.fromkeys((key.name for key in self.keys), None)
        return [*first, *([Group(self, nothing, others, rows, rows, is_remainder=True)] if others else [])]

    def _levels(self) -> range:
        return range(0 if self.has_levels else len(self.keys), len(self.keys) + 1)

    def _of_level(self, rows: Sequence[Row], level: int) -> Iterator[Group]:
        members: dict[tuple[Any, ...], list[Row]] = {}
        of_period: dict[Any, list[Row]] = {}
        months = self._months(rows) if self.grain == "ytd" else []
        for row in rows:
            for period in self._periods_of(row, months):
                key = tuple(period if key.name == TIME else self._value(key, row) for key in self.keys[:level])
                members.setdefault(key, []).append(row)
                of_period.setdefault(period, []).append(row)
        for key, found in members.items():
            # Years to date hold each other's rows: of those of one month a share is a share.
            whole = of_period[key[self._place]] if self.grain == "ytd" else rows
            yield Group(self, self._named(key), found, rows, whole, level)

    @property
    def _place(self) -> int:
        return [key.name for key in self.keys].index(TIME)

    def _named(self, values: Sequence[Any]) -> dict[str, Any]:
        names = [key.name for key in self.keys]
        return dict(zip(names, [*values, *[None] * (len(names) - len(values))], strict=True))

    def _value(self, key: GroupKey, row: Row) -> Any:
        if key.relation is None:
            return row[key.column]
        led = self._led(key.relation, row)
        return None if led is None else led[key.column]

    # periods

    def _periods_of(self, row: Row, months: Sequence[date]) -> list[date | None]:
        """The periods that a row is told of in: one, but for years to date."""
        if self.time is None or row[self.time] is None:
            return [None]
        own = first_day(number_of(row[self.time], self.grain), self.grain)
        if self.grain != "ytd":
            return [own]
        return [month for month in months if month.year == own.year and month >= own]

    def _months(self, rows: Sequence[Row]) -> list[date]:
        """The months that years to date end with: those of the rows and those that are shown without any."""
        assert self.time is not None
        found = {number_of(row[self.time], self.grain) for row in rows if row[self.time] is not None}
        shown = self._shown(found) if self._fills else []
        return [first_day(number, self.grain) for number in sorted({*found, *shown})]

    def _shown(self, found: set[int]) -> Sequence[int]:
        assert self.time is not None and self.noun.grouping is not None
        ends = ends_asked_for(self._where, self.noun.schema_names[self.time], self.grain)
        skipped = self.noun.grouping.skipped_months.get(self.time, ())
        return shown_periods(found, ends, self.grain, skipped)

    def _empty(self, found: Sequence[Group], rows: Sequence[Row]) -> list[Group]:
        """For each combination of the other keys a group of no rows in each period that has none."""
        if self.time is None:
            raise GraphQLError("no period")
        there = {group.key[TIME] for group in found} - {None}
        shown = self._shown({number_of(first, self.grain) for first in there})
        made = []
        for level in (level for level in self._levels() if level > self._place):
            known = [group for group in found if group.level == level]
            others = {tuple(value for name, value in group.key.items() if name != TIME) for group in known}
            if level == 1:
                others = {(None,) * (len(self.keys) - 1)}
            has_rows = {tuple(group.key.values()) for group in known}
            if len(others) * len(shown) - len(has_rows) > MOST_EMPTY:
                raise GraphQLError("too many without rows")
            for combination in others:
                for number in shown:
                    values = list(combination)
                    values.insert(self._place, first_day(number, self.grain))
                    if tuple(values) not in has_rows:
                        made.append(Group(self, self._named(values), [], rows, [], level))
        return made

    # an order

    def order(self, order_by: Sequence[Mapping[str, Any]] | None) -> list[Key]:
        remainder = [] if self.top is None else [Key("remainder", lambda group: group.is_remainder)]
        level = [Key(LEVEL, lambda group: group.level)] if self.has_levels else []
        own = [Key(key.name, _key_reader(key.name)) for key in self.keys]
        return [*remainder, *(self._order_key(key) for key in order_by or ()), *own, *level]

    def _order_key(self, key: Mapping[str, Any]) -> Key:
        ((name, word),) = [
            (name, word)
            for name, word in key.items()
            if name not in {"direction", "nulls", *ARGUMENTS.values()} and word is not None and word is not False
        ]
        flags = (key["direction"].value == "desc", key["nulls"].value == "first")
        if name in {"count", "level"}:
            return Key(LEVEL if name == "level" else name, lambda group: group.tell(name, None), *flags)
        if name in FUNCTIONS:
            argument = argument_of(name, key)
            return Key(f"{name}:{word.value}:{argument}", lambda group: group.tell(name, word.value, argument), *flags)
        if name in {"field", "period"}:
            column = TIME if name == "period" else word.value
        else:
            column = f"{_relation_named(self.noun, name)}:{word.value}"
        if column not in {key.name for key in self.keys}:
            raise GraphQLError("not grouped by this")
        own = Key(column, _key_reader(column), *flags)
        relation, _, name = column.rpartition(":")
        named = NOUNS[self.noun.relations[relation].target] if relation else self.noun
        return by_pinyin(own) if name in named.names else own


class Group:
    """Rows with something in common: the first `level` keys, or that they belong to no other group."""

    def __init__(
        self,
        grouping: Grouping,
        key: Row,
        rows: Sequence[Row],
        admitted: Sequence[Row],
        whole: Sequence[Row],
        level: int | None = None,
        is_remainder: bool = False,
    ) -> None:
        self.key = key
        self.rows = rows
        self.admitted = admitted
        self.level = len(grouping.keys) if level is None else level
        self.is_remainder = is_remainder
        self._grouping = grouping
        self._whole = whole
        self._told: dict[tuple[str, str | None, Any], Any] = {}

    def tell(self, function: str, column: str | None, argument: Any = None) -> Any:
        if column is None:
            return len(self.rows) if function == "count" else self.level
        asked = (function, column, argument)
        if asked not in self._told:
            self._told[asked] = tell(function, column, argument, self.rows, self._whole)
        return self._told[asked]

    def led_to(self, relation: str, source_column: str, led: Led) -> Row | None:
        """What is known of the row that a relation leads to: all of it, or the columns that are keys."""
        if source_column in self.key:
            return led(relation, self.key)
        known = {key.column: self.key[key.name] for key in self._grouping.keys if key.relation == relation}
        if not known:
            raise GraphQLError("not grouped by this")
        return None if all(value is None for value in known.values()) else known

    def parts(
        self, columns: Mapping[str, str], admits: Admits, rough: set[Any], checked: dict[Any, Callable[[Any], bool]]
    ) -> dict[str, Any]:
        """What a client can ask of it; `columns` are those of the noun by their names in the schema.

        `rough` takes the places of numbers whose last places may differ, `checked` those of filters.
        """

        def numbers(function: str, argument: Any = None) -> dict[str, Callable[[GraphQLResolveInfo], Any]]:
            def resolver(column: str) -> Callable[[GraphQLResolveInfo], Any]:
                def resolve(info: GraphQLResolveInfo) -> Any:
                    if function in ROUNDED:
                        rough.add(tuple(info.path.as_list()))
                    return self.tell(function, column, argument)

                return resolve

            return {name: resolver(column) for name, column in columns.items()}

        def asked(function: str) -> Callable[..., Any]:
            return lambda _info, **given: numbers(function, argument_of(function, given))

        def period(_info: GraphQLResolveInfo) -> str | None:
            if self._grouping.time is None:
                raise GraphQLError("no period")
            first = self.key[TIME]
            return None if first is None else written_period(first, self._grouping.grain)

        def filter_(info: GraphQLResolveInfo) -> dict[str, Any]:
            checked[tuple(info.path.as_list())] = self._is_of_its_rows(admits)
            return {"admits": len(self.rows)}

        return {
            "key": self,
            "period": period,
            "level": self.level,
            "isRemainder": self.is_remainder,
            "monthsCovered": lambda _info: self.tell("max", "months_covered"),
            "count": len(self.rows),
            "filter": filter_,
            "distinct": numbers("distinct"),
            **{function: asked(function) for function in FUNCTIONS},
        }

    def _is_of_its_rows(self, admits: Admits) -> Callable[[Any], bool]:
        """Whether a filter, put beside that of the list, admits the rows of the group and no others."""

        def check(found: Any) -> bool:
            try:
                return {id(row) for row in admits(found)} == {id(row) for row in self.rows}
            except GraphQLError:
                return False

        return check


def argument_of(function: str, given: Mapping[str, Any]) -> Any:
    """What a function is given beside the column."""
    value = given.get(ARGUMENTS.get(function, ""))
    return value.value if isinstance(value, Enum) else value


def _key_reader(name: str) -> Callable[[Any], Any]:
    return lambda group: group.key[name]


def _relation_named(noun: Noun, field_name: str) -> str:
    return next(name for name in noun.relations if to_camel_case(name) == field_name)
