"""The second opinion on pages: a list put in order, cut by its cursors and sizes, in Python."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cmp_to_key
from typing import Any

import duckdb
from graphql import GraphQLError

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class Key:
    """One key of an order: what it is called in a cursor and its value for one element of a list.

    `told` is what a cursor tells of it, where that is another value.
    """

    name: str
    value: Callable[[Any], Any]
    is_descending: bool = False
    nulls_first: bool = False
    told: Callable[[Any], Any] | None = None

    def compare(self, one: Any, other: Any) -> int:
        """Negative where `one` comes first."""
        left, right = self.value(one), self.value(other)
        if left is None or right is None:
            if (left is None) == (right is None):
                return 0
            return -1 if (left is None) == self.nulls_first else 1
        order = (left > right) - (left < right)
        return -order if self.is_descending else order


@cache
def pinyin_of(name: str | None) -> str | None:
    """What a Chinese name is put in order by; in DuckDB, since the rules of ICU are not in Python."""
    (found,) = duckdb.execute("select icu_sort_key(?, 'zh')", [name]).fetchone() or (None,)
    return found


def by_pinyin(key: Key) -> Key:
    """The same key where names are put in order by their pinyin, under a name of its own."""
    return replace(key, name=f"{key.name}:pinyin", value=lambda one: pinyin_of(key.value(one)), told=key.value)


def comparison(keys: Sequence[Key]) -> Callable[[Any, Any], int]:
    """Which of two elements comes first, by the keys one after the other."""
    return lambda one, other: next((found for key in keys if (found := key.compare(one, other))), 0)


def page_of(
    keys: Sequence[Key],
    admitted: Sequence[Any],
    everything: Callable[[], Sequence[Any]],
    snapshot_id: str,
    arguments: Mapping[str, Any],
) -> dict[str, Any]:
    """A connection. `everything` are the elements of the list when nothing is filtered: what cursors are made of."""
    first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
    if first is not None and last is not None:
        raise GraphQLError("first and last")
    size = next((given for given in (first, last) if given is not None), DEFAULT_PAGE)
    if not 0 <= size <= LARGEST_PAGE:
        raise GraphQLError("no page has this size")

    compare = comparison(keys)

    def at(cursor: str) -> Any:
        """The element of the cursor; where its numbers were rounded otherwise, the only one that is as good as it."""
        place, found = place_of(cursor), everything()
        places = [place_of(cursor_of(keys, one, snapshot_id)) for one in found]
        if place in places:
            return found[places.index(place)]
        (index,) = [index for index, told in enumerate(places) if _is_as_good(told, place)]
        return found[index]

    between = sorted(admitted, key=cmp_to_key(compare))
    if after is not None:
        start = at(after)
        between = [one for one in between if compare(one, start) > 0]
    if before is not None:
        end = at(before)
        between = [one for one in between if compare(one, end) < 0]
    page = (between[-size:] if size else []) if last is not None else between[:size]
    cut = len(page) < len(between)
    cursors = [cursor_of(keys, one, snapshot_id) for one in page]
    return {
        "nodes": page,
        "edges": [{"cursor": cursor, "node": one} for cursor, one in zip(cursors, page, strict=True)],
        "pageInfo": {
            "hasNextPage": before is not None if last is not None else cut,
            "hasPreviousPage": cut if last is not None else after is not None,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        },
        "totalCount": len(admitted),
    }


def _is_as_good(place: Sequence[str | None], other: Sequence[str | None]) -> bool:
    return all(one == two or is_close(one, two) for one, two in zip(place, other, strict=True))


def is_close(found: Any, expected: Any) -> bool:
    """Whether two texts are numbers that differ in their last places only."""
    try:
        one, other = Decimal(found), Decimal(expected)
        return abs(one - other) <= max(Decimal("0.000001"), abs(other) * Decimal("1e-14"))
    except (ArithmeticError, TypeError, ValueError):
        return False


def cursor_of(keys: Sequence[Key], one: Any, snapshot_id: str) -> str:
    """With another fingerprint than the service's: what a cursor says of its list is not compared."""
    values = {key.name: written((key.told or key.value)(one)) for key in reversed(keys)}
    told = [snapshot_id, "reference", *(values[name] for name in dict.fromkeys(key.name for key in keys))]
    return opaque(told)


def opaque(told: list[str | None]) -> str:
    """As a cursor or an id is written."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def told_in(text: str) -> list[str | None]:
    """What a cursor or an id says. Raises ValueError where it is neither."""
    found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    if not isinstance(found, list):
        raise ValueError(text)
    return found


def place_of(cursor: str) -> list[str | None]:
    """What a cursor says of its row: the snapshot and the values, without the name of the list."""
    snapshot_id, _list, *values = told_in(cursor)
    return [snapshot_id, *values]


def written(value: Any) -> str | None:
    """A value as DuckDB writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ").rstrip("0") if value.microsecond else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return None if value is None else str(value)
