"""Checks additivity: functions that add values are refused, before any SQL, for columns that are not additive."""

from __future__ import annotations

from collections.abc import Iterator

from graph.declare.nouns import schema_name
from graph.planning.group_keys import GroupKeys
from warehouse.errors import InvalidArgument
from warehouse.query.conditions import AllOf, Comparison, Predicate

ADDITIVE_FUNCTIONS = frozenset({"sum", "share", "hhi"})
"""Functions that add values: meaningless for prices, rates and stocks of several months."""


class Additivity:
    """Decides which columns are additive within the groups, from the columns that their rows share.

    `is_across`: some group merges several others, as a subtotal or the remainder does.
    """

    def __init__(self, keys: GroupKeys, where: Predicate | None, is_across: bool) -> None:
        self._keys = keys
        self._pinned = set(_pinned(where))
        self._is_across = is_across

    def check(self, function: str, column: str) -> None:
        """Raises InvalidArgument if the function adds values that are not additive in these groups."""
        grouping = self._keys.noun.grouping
        assert grouping is not None
        if function not in ADDITIVE_FUNCTIONS:
            return
        within = grouping.adds_within.get(column)
        if within is None:
            raise InvalidArgument(
                f"{self._keys.path}: values of {schema_name(column)} do not add up.",
                "Use mean, median, min or max.",
            )
        # A share divides by the sum of all groups, so they all must share the columns.
        is_across = self._is_across or function == "share"
        given = self._pinned if is_across else self._pinned | self._in_common()
        missing = [name for name in within if name not in given]
        if missing:
            named = " and one ".join(schema_name(name) for name in missing)
            raise InvalidArgument(
                f"{self._keys.path}: values of {schema_name(column)} add up only within one {named}.",
                f"Fix {schema_name(missing[0])} in 'where' with eq."
                if is_across
                else f"Add {missing[0].upper()} to 'by', or fix it in 'where' with eq.",
            )

    def _in_common(self) -> set[str]:
        # A year to date spans several months: only a month is within one period.
        return {*self._keys.columns, *(["period"] if self._keys.grain == "month" else [])}


def _pinned(where: Predicate | None) -> Iterator[str]:
    """The columns with one value in all rows that match the condition."""
    match where:
        case Comparison(column, "eq"):
            yield column
        case AllOf(parts):
            for part in parts:
                yield from _pinned(part)
