"""The second opinion on groups: rows put together by their keys, and each function over them, in Python.

Sums are exact; a mean, a share and a median are worked out as fractions and rounded once, to six places.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any

from graphql import GraphQLError, GraphQLResolveInfo

from graph.types.nouns import Noun
from tests.graph.reference_pages import Key

Row = Mapping[str, Any]
TIME = "time"
MOST_KEYS = 5
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
PLACES = Decimal("0.000001")
ROUNDED = {"median"}
"""Functions whose last place may differ where DuckDB reckons in binary."""


class Grouping:
    """What a field `groups` asks for: its keys, and how a group is told of."""

    def __init__(self, noun: Noun, by: Sequence[Mapping[str, Any]]) -> None:
        named = [[(name, word) for name, word in key.items() if word is not None] for key in by]
        if not named or any(len(parts) != 1 for parts in named):
            raise GraphQLError("each key names one thing")
        told = [parts[0] for parts in named]
        times = [(_named(noun, name), word.value) for name, word in told if name != "field"]
        self.columns = list(dict.fromkeys(word.value for name, word in told if name == "field"))
        if len(times) > 1 or len(self.columns) + len(times) > MOST_KEYS:
            raise GraphQLError("too many keys")
        self.noun = noun
        self.time, self.grain = times[0] if times else (None, "")
        self.key_names = list(dict.fromkeys(word.value if name == "field" else TIME for name, word in told))

    def groups(self, rows: Sequence[Row]) -> list[Group]:
        """The groups of these rows: all of which a share is a share of."""
        members: dict[tuple[Any, ...], list[Row]] = {}
        for row in rows:
            members.setdefault(tuple(self._key_value(name, row) for name in self.key_names), []).append(row)
        return [Group(self, dict(zip(self.key_names, key, strict=True)), found, rows) for key, found in members.items()]

    def order(self, order_by: Sequence[Mapping[str, Any]] | None) -> list[Key]:
        keys = [self._order_key(key) for key in order_by or ()]
        return [*keys, *(Key(name, _key_reader(name)) for name in self.key_names)]

    def _order_key(self, key: Mapping[str, Any]) -> Key:
        ((name, word),) = [
            (name, word)
            for name, word in key.items()
            if name not in {"direction", "nulls"} and word is not None and word is not False
        ]
        flags = (key["direction"].value == "desc", key["nulls"].value == "first")
        if name == "count":
            return Key("count", lambda group: group.tell("count", None), *flags)
        if name in {"field", "period"}:
            column = TIME if name == "period" else word.value
            if column not in self.key_names:
                raise GraphQLError("not grouped by this")
            return Key(column, _key_reader(column), *flags)
        return Key(f"{name}:{word.value}", lambda group: group.tell(name, word.value), *flags)

    def _key_value(self, name: str, row: Row) -> Any:
        if name != TIME:
            return row[name]
        assert self.time is not None
        day = row[self.time]
        if day is None:
            return None
        months = MONTHS[self.grain]
        return date(day.year, (day.month - 1) // months * months + 1, 1)

    def period(self, first: date | None) -> str | None:
        """A period as clients read it."""
        if first is None:
            return None
        number = (first.month - 1) // MONTHS[self.grain] + 1
        if self.grain == "month":
            return f"{first.year:04d}-{first.month:02d}"
        return f"{first.year:04d}" + {"quarter": f"-Q{number}", "half": f"-H{number}", "year": ""}[self.grain]

    def days(self, first: date) -> tuple[date, date]:
        """The first and the last day of a period."""
        last_month = first.month + MONTHS[self.grain] - 1
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])


class Group:
    def __init__(self, grouping: Grouping, key: Row, rows: Sequence[Row], whole: Sequence[Row]) -> None:
        self.key = key
        self._grouping = grouping
        self._rows = rows
        self._whole = whole
        self._told: dict[tuple[str, str | None], Any] = {}

    def tell(self, function: str, column: str | None) -> Any:
        if (function, column) not in self._told:
            self._told[function, column] = self._tell(function, column)
        return self._told[function, column]

    def _tell(self, function: str, column: str | None) -> Any:
        if column is None:
            return len(self._rows)
        values = _values(self._rows, column)
        if function == "distinct":
            return len(set(values))
        return FUNCTIONS[function](values, _values(self._whole, column)) if values else None

    def parts(self, columns: Mapping[str, str], shown: Callable[[str, Any], Any], rough: set[Any]) -> dict[str, Any]:
        """What a client can ask of it; `columns` are those of the noun by their names in the schema."""

        def numbers(function: str) -> dict[str, Callable[[GraphQLResolveInfo], Any]]:
            def resolver(column: str) -> Callable[[GraphQLResolveInfo], Any]:
                def resolve(info: GraphQLResolveInfo) -> Any:
                    if function in ROUNDED:
                        rough.add(tuple(info.path.as_list()))
                    return self.tell(function, column)

                return resolve

            return {name: resolver(column) for name, column in columns.items()}

        def period(_info: GraphQLResolveInfo) -> str | None:
            if self._grouping.time is None:
                raise GraphQLError("no period")
            return self._grouping.period(self.key[TIME])

        return {
            "key": self.key,
            "period": period,
            "count": self.tell("count", None),
            "filter": self._filter(columns, shown),
            "distinct": numbers("distinct"),
            **{function: numbers(function) for function in FUNCTIONS},
        }

    def _filter(self, columns: Mapping[str, str], shown: Callable[[str, Any], Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        names = {column: name for name, column in columns.items()}
        for column in self._grouping.columns:
            value = self.key[column]
            told[names[column]] = {"isNull": True} if value is None else {"eq": shown(column, value)}
        # The day itself says its period too.
        if self._grouping.time is not None and self._grouping.time not in self._grouping.columns:
            first = self.key[TIME]
            days = None if first is None else [day.isoformat() for day in self._grouping.days(first)]
            told[names[self._grouping.time]] = {"isNull": True} if days is None else {"gte": days[0], "lte": days[1]}
        return told


def _values(rows: Sequence[Row], column: str) -> list[Any]:
    return [row[column] for row in rows if row[column] is not None]


def _sum(values: Sequence[Any]) -> Any:
    with localcontext(prec=100):
        return sum(values[1:], values[0])


def _round(fraction: Fraction) -> Decimal:
    """Six places, a half away from nothing."""
    with localcontext(prec=100):
        exact = Decimal(fraction.numerator) / Decimal(fraction.denominator)
        return exact.quantize(PLACES, ROUND_HALF_UP) + 0


def _median(values: Sequence[Any]) -> Decimal:
    ordered = sorted(Fraction(value) for value in values)
    middle = len(ordered) // 2
    return _round(ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2)


def _share(values: Sequence[Any], whole: Sequence[Any]) -> Decimal | None:
    total = Fraction(_sum(whole))
    return _round(Fraction(_sum(values)) / total) if total else None


FUNCTIONS: Mapping[str, Callable[[Sequence[Any], Sequence[Any]], Any]] = {
    "sum": lambda values, _whole: _sum(values),
    "mean": lambda values, _whole: _round(Fraction(_sum(values)) / len(values)),
    "min": lambda values, _whole: min(values),
    "max": lambda values, _whole: max(values),
    "median": lambda values, _whole: _median(values),
    "share": _share,
}


def _key_reader(name: str) -> Callable[[Any], Any]:
    return lambda group: group.key[name]


def _named(noun: Noun, field_name: str) -> str:
    return next(name for name, shown in noun.schema_names.items() if shown == field_name)
