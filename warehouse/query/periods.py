"""Periods as grouping keys of dates: their days and texts, and the range that a condition requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from warehouse.catalog.catalog import TableColumn
from warehouse.errors import InvalidArgument
from warehouse.query.conditions import AllOf, Comparison, Predicate
from warehouse.query.statement import Statement, join, quote

YEAR_TO_DATE = "ytd"

GRAINS: Mapping[str, str] = {
    "month": "date_trunc('month', {0})",
    "quarter": "date_trunc('quarter', {0})",
    "half": "make_date(year({0}), case when month({0}) <= 6 then 1 else 7 end, 1)",
    "year": "date_trunc('year', {0})",
    YEAR_TO_DATE: "date_trunc('month', {0})",
}
"""The first day of the period of a date, which identifies the period; for a year to date, of the month at its end."""

WRITTEN_GRAINS: Mapping[str, str] = {
    "month": "strftime({0}, '%Y-%m')",
    "quarter": "strftime({0}, '%Y-Q') || quarter({0})",
    "half": "strftime({0}, '%Y-H') || case when month({0}) = 1 then '1' else '2' end",
    "year": "strftime({0}, '%Y')",
    YEAR_TO_DATE: "strftime({0}, '%Y-01/%Y-%m')",
}
"""A period as clients read it, from the day that identifies it."""

FIRST_DAYS: Mapping[str, str] = {**dict.fromkeys(GRAINS, "{0}"), YEAR_TO_DATE: "date_trunc('year', {0})::date"}

MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, YEAR_TO_DATE: 1}
"""From one period to the next."""

LAST_DAYS: Mapping[str, str] = {
    grain: f"({{0}} + interval {months} month - interval 1 day)::date" for grain, months in MONTHS.items()
}


def period_of(column: TableColumn, grain: str) -> str:
    """The period of a date as SQL. Raises InvalidArgument for a column that is not a date."""
    if column.data_type != "DATE":
        raise InvalidArgument(f"'{column.name}' cannot be grouped by {grain}.", "Take a date.")
    return _period(quote(column.name), grain)


def _period(date: str, grain: str) -> str:
    return f"{GRAINS[grain].format(date)}::date"


def requested_range(where: Predicate | None, column: str, grain: str) -> tuple[Statement | None, Statement | None]:
    """The first and last period of the days that a condition admits, each None where the condition sets no bound."""
    firsts = [_bound(value, grain, shift) for operator, value, shift in _bounds(where, column) if operator == "first"]
    lasts = [_bound(value, grain, shift) for operator, value, shift in _bounds(where, column) if operator == "last"]
    return _most("greatest", firsts), _most("least", lasts)


def _bounds(where: Predicate | None, column: str) -> Iterator[tuple[str, object, str]]:
    """The bound that a part of the condition sets, its value, and the offset to add."""
    match where:
        case AllOf(parts):
            for part in parts:
                yield from _bounds(part, column)
        case Comparison(name, operator, value) if name == column:
            if operator in {"gte", "gt", "eq"}:
                yield "first", value, " + interval 1 day" if operator == "gt" else ""
            if operator in {"lte", "lt", "eq"}:
                yield "last", value, " - interval 1 day" if operator == "lt" else ""


def _bound(value: object, grain: str, shift: str) -> Statement:
    text = _period(f"(?::date{shift})", grain)
    return Statement(text, (value,) * text.count("?"))


def _most(function: str, bounds: Sequence[Statement]) -> Statement | None:
    if not bounds:
        return None
    found = join(", ", bounds)
    return Statement(f"{function}({found.text})", found.values) if len(bounds) > 1 else found
