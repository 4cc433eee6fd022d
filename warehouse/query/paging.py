"""Keyset pagination: what a cursor contains, and which rows lie beyond it.

A page is found by the values of its neighbouring row, never by counting rows: page 1,000 costs the same as page 1, and
no row is skipped or repeated. Every order ends in the key of the table. A cursor carries the id of its snapshot, so
that all pages come from one release.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from functools import lru_cache, partial

from warehouse.catalog.relations import Relation
from warehouse.errors import ContractBroken, InvalidArgument, LimitExceeded, RequestError
from warehouse.query.access import Admitted
from warehouse.query.conditions import OrderBy
from warehouse.query.plan import Page
from warehouse.query.statement import Statement, join, quote
from warehouse.query.texts import read_opaque, value_from_text, written_opaque
from warehouse.query.values import SNAPSHOT_ID, Derived, derive

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class SortKey:
    """A sort key, under its `name` in the statement. `data_type` is DuckDB's.

    `relation` leads to the row of `target` whose `column` it is; None for a column of the table itself. `by_pinyin`
    sorts Chinese texts by pinyin, before texts in Latin letters (ICU's collation zh).
    """

    name: str
    column: str
    data_type: str
    is_descending: bool
    is_nullable: bool
    nulls_first: bool = False
    relation: Relation | None = None
    target: Admitted | None = None
    by_pinyin: bool = False

    @property
    def place(self) -> str:
        """Identifies the key within an order, also where a name is sorted twice, by pinyin and by code point."""
        return f"{self.name}:pinyin" if self.by_pinyin else self.name

    @property
    def sql(self) -> str:
        """The expression by which rows are compared."""
        return self._compared(quote(self.name))

    @property
    def bound(self) -> str:
        """The expression for a bound value. Cursors hold the name itself: sort keys differ between versions of ICU."""
        return self._compared("?")

    def _compared(self, value: str) -> str:
        return f"icu_sort_key({value}, 'zh')" if self.by_pinyin else value


def page_of(
    first: object, last: object, after: object, before: object, default: int = DEFAULT_PAGE, field: str = ""
) -> Page:
    """The page requested by the four arguments of a field.

    Raises InvalidArgument or LimitExceeded naming the argument and the field, at compilation or with the values of a
    request.
    """
    try:
        if first is not None and last is not None:
            raise InvalidArgument(
                "'first' and 'last' cannot be used together.", "Use 'first' to walk forward, 'last' to walk back."
            )
        name, size = ("first", default if first is None else first) if last is None else ("last", last)
        checked = derive(size, partial(_check_size, name))
    except RequestError as error:
        raise error.within(field) from None
    return Page(checked, last is not None, _cursor_of(after, field), _cursor_of(before, field))


def _cursor_of(cursor: object, field: str) -> object:
    """The cursor, with the field for its error messages; decoded once its list is known."""
    return Derived(cursor, str, field) if isinstance(cursor, str) else cursor


def _check_size(name: str, size: int) -> int:
    if size < 0:
        raise InvalidArgument(f"'{name}' is {size}; it cannot be negative.")
    if size > LARGEST_PAGE:
        raise LimitExceeded(
            f"'{name}' is {size}; a page has at most {LARGEST_PAGE} rows.", "Walk on with the cursor of the page."
        )
    return size


def sort_keys(table: Admitted, order_by: Sequence[OrderBy]) -> tuple[SortKey, ...]:
    """The order with the table's key at the end, each column once, at its first position."""
    if not table.row_key:
        raise ContractBroken(
            f"{table.key} has no key to put its rows in order by.", "Give it a primary key or '-- key:'."
        )
    keys: dict[str, SortKey] = {}
    for requested in [*order_by, *(OrderBy(column) for column in table.row_key)]:
        key = _sort_key(table, requested)
        keys.setdefault(key.place, key)
    return tuple(keys.values())


def _sort_key(table: Admitted, requested: OrderBy) -> SortKey:
    if requested.relation is None:
        column = table.column(requested.column)
        return SortKey(
            column.name,
            column.name,
            column.data_type,
            requested.is_descending,
            column.is_nullable,
            requested.nulls_first,
            by_pinyin=requested.by_pinyin,
        )
    relation, target = table.relation(requested.relation), table.target(requested.relation)
    column, name = target.column(requested.column), f"{requested.relation}:{requested.column}"
    return SortKey(
        name,
        column.name,
        column.data_type,
        requested.is_descending,
        True,
        requested.nulls_first,
        relation,
        target,
        requested.by_pinyin,
    )


def order_text(keys: Sequence[SortKey], is_backward: bool) -> str:
    """The `order by` list; exactly reversed for the last rows before a cursor."""

    def one(key: SortKey) -> str:
        direction = " desc" if key.is_descending != is_backward else ""
        nulls = f" nulls {'first' if key.nulls_first != is_backward else 'last'}" if key.is_nullable else ""
        return f"{key.sql}{direction}{nulls}"

    return ", ".join(one(key) for key in keys)


def page_conditions(page: Page, table: Admitted, keys: Sequence[SortKey]) -> list[Statement]:
    """The rows between the cursors of the page."""
    conditions = []
    for name, cursor, is_backward in (("after", page.after, False), ("before", page.before, True)):
        if cursor is not None:
            read = partial(_value_in, name, _fingerprint(table, keys), tuple(key.data_type for key in keys))
            values = [derive(cursor, partial(read, position)) for position in range(len(keys))]
            conditions.append(beyond(keys, values, is_backward))
    return conditions


def beyond(keys: Sequence[SortKey], values: Sequence[object], is_backward: bool) -> Statement:
    """The rows after the row with these key values in the order of the list; backward: those before it."""
    cases = []
    for position, key in enumerate(keys):
        same = [_same(keys[i], values[i]) for i in range(position)]
        cases.append(join(" and ", [*same, _farther(key, values[position], is_backward)]))
    joined = join(" or ", (Statement(f"({case.text})", case.values) for case in cases))
    return Statement(f"({joined.text})", joined.values)


def _same(key: SortKey, value: object) -> Statement:
    return Statement(f"{key.sql} {'is not distinct from' if key.is_nullable else '='} {key.bound}", (value,))


def _farther(key: SortKey, value: object, is_backward: bool) -> Statement:
    operator = "<" if key.is_descending != is_backward else ">"
    farther = Statement(f"{key.sql} {operator} {key.bound}", (value,))
    if not key.is_nullable:
        return farther
    if key.nulls_first != is_backward:
        other = Statement(f"(? is null and {quote(key.name)} is not null)", (value,))
    else:
        other = Statement(f"({quote(key.name)} is null and ? is not null)", (value,))
    return Statement(f"({farther.text} or {other.text})", farther.values + other.values)


def cursor_text(table: Admitted, keys: Sequence[SortKey]) -> Statement:
    """The cursor of a row as SQL: base64 of JSON with the snapshot, the list and the key values."""
    columns = ", ".join(f"{quote(key.name)}::varchar" for key in keys)
    return Statement(written_opaque(f"[?, '{_fingerprint(table, keys)}', {columns}]"), (SNAPSHOT_ID,))


def snapshot_of(name: str, cursor: str) -> str:
    """The snapshot of a cursor. Raises InvalidArgument for text that is not a cursor."""
    return _content(name, cursor)[0]


@lru_cache(maxsize=4096)
def _content(name: str, cursor: str) -> tuple[str, str, tuple[str | None, ...]]:
    try:
        snapshot_id, fingerprint, *values = read_opaque(cursor)
    except ValueError as error:
        raise _no_cursor(name) from error
    if snapshot_id is None or fingerprint is None:
        raise _no_cursor(name)
    return snapshot_id, fingerprint, tuple(values)


def _value_in(name: str, fingerprint: str, data_types: Sequence[str], position: int, cursor: str) -> object:
    _snapshot_id, belongs_to, values = _content(name, cursor)
    if belongs_to != fingerprint:
        raise InvalidArgument(
            f"The cursor in '{name}' belongs to another list or another order.",
            "Use the cursor with the table and orderBy that it came from.",
        )
    if len(values) != len(data_types):
        raise _no_cursor(name)
    value = values[position]
    try:
        return None if value is None else value_from_text(value, data_types[position])
    except (ValueError, InvalidOperation) as error:
        raise _no_cursor(name) from error


def _no_cursor(name: str) -> InvalidArgument:
    return InvalidArgument(f"'{name}' is not a cursor of this service.", "Take it from pageInfo or edges.")


def _fingerprint(table: Admitted, keys: Sequence[SortKey]) -> str:
    order = json.dumps([table.key, [(key.place, key.is_descending, key.nulls_first) for key in keys]])
    return hashlib.sha256(order.encode()).hexdigest()[:12]
