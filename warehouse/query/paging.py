"""Pages of an ordered list by keyset: what a cursor holds, and which rows lie beyond it.

A page is found by the values of its neighbour, never by counting rows, so that page 1,000 costs what page 1 costs and
a row is neither skipped nor shown twice. The order of a list always ends in the key of its table. Rows without a
value come last in either direction.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from warehouse.catalog import Table
from warehouse.errors import ContractBroken, InvalidArgument, LimitExceeded
from warehouse.query.plan import OrderBy, Page
from warehouse.query.statement import Statement, join, quote

DEFAULT_PAGE = 50
LARGEST_PAGE = 1000


@dataclass(frozen=True)
class SortKey:
    """A column that the list is ordered by. `data_type` is DuckDB's."""

    column: str
    data_type: str
    is_descending: bool
    is_nullable: bool


def page_of(
    first: int | None, last: int | None, after: str | None, before: str | None, default: int = DEFAULT_PAGE
) -> Page:
    """The page that the four arguments ask for. Raises InvalidArgument or LimitExceeded naming the argument."""
    if first is not None and last is not None:
        raise InvalidArgument(
            "'first' and 'last' cannot be used together.", "Use 'first' to walk forward, 'last' to walk back."
        )
    for name, size in (("first", first), ("last", last)):
        if size is not None and size < 0:
            raise InvalidArgument(f"'{name}' is {size}; it cannot be negative.")
        if size is not None and size > LARGEST_PAGE:
            raise LimitExceeded(
                f"'{name}' is {size}; a page has at most {LARGEST_PAGE} rows.", "Walk on with the cursor of the page."
            )
    if first is None and last is None:
        first = default
    return Page(first, last, after, before)


def sort_keys(table: Table, order_by: Sequence[OrderBy]) -> tuple[SortKey, ...]:
    """The order with the key of the table as its end, each column once."""
    if not table.row_key:
        raise ContractBroken(
            f"{table.key} has no key to put its rows in order by.", "Give it a primary key or '-- key:'."
        )
    asked = {key.column: key.is_descending for key in reversed(order_by)}
    ordered = [key.column for key in order_by] + list(table.row_key)
    columns = (table.column(name) for name in dict.fromkeys(ordered))
    return tuple(
        SortKey(column.name, column.data_type, asked.get(column.name, False), column.is_nullable) for column in columns
    )


def order_text(keys: Sequence[SortKey], is_backward: bool) -> str:
    """The `order by` list; backward, for the last rows before a cursor, is its exact reverse."""

    def one(key: SortKey) -> str:
        direction = " desc" if key.is_descending != is_backward else ""
        nulls = f" nulls {'first' if is_backward else 'last'}" if key.is_nullable else ""
        return f"{quote(key.column)}{direction}{nulls}"

    return ", ".join(one(key) for key in keys)


def beyond(keys: Sequence[SortKey], values: Sequence[object], is_backward: bool) -> Statement:
    """The rows after the row with these key values in the order of the list; backward: those before it."""
    cases = []
    for position, key in enumerate(keys):
        farther = _farther(key, values[position], is_backward)
        if farther is not None:
            same = [_same(keys[i], values[i]) for i in range(position)]
            cases.append(join(" and ", [*same, farther]))
    if not cases:
        return Statement("false")
    joined = join(" or ", (Statement(f"({case.text})", case.values) for case in cases))
    return Statement(f"({joined.text})", joined.values)


def _same(key: SortKey, value: object) -> Statement:
    if value is None:
        return Statement(f"{quote(key.column)} is null")
    return Statement(f"{quote(key.column)} = ?", (value,))


def _farther(key: SortKey, value: object, is_backward: bool) -> Statement | None:
    """None where nothing lies beyond: after a missing value, which is last, comes no value."""
    if value is None:
        return Statement(f"{quote(key.column)} is not null") if is_backward else None
    operator = "<" if key.is_descending != is_backward else ">"
    farther = f"{quote(key.column)} {operator} ?"
    if key.is_nullable and not is_backward:
        farther = f"({farther} or {quote(key.column)} is null)"
    return Statement(farther, (value,))


def encode_cursor(snapshot_id: str, table: Table, keys: Sequence[SortKey], row: Mapping[str, object]) -> str:
    """The place of a row in its list, opaque to clients."""
    values = [None if row[key.column] is None else _to_json(row[key.column]) for key in keys]
    text = json.dumps([snapshot_id, _fingerprint(table, keys), values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def check_cursors(page: Page, table: Table, keys: Sequence[SortKey]) -> None:
    """Raises InvalidArgument for a cursor that does not belong to the list, also where no rows are read by it."""
    for name, cursor in (("after", page.after), ("before", page.before)):
        if cursor is not None:
            decode_cursor(name, cursor, table, keys)


def decode_cursor(name: str, cursor: str, table: Table, keys: Sequence[SortKey]) -> tuple[object, ...]:
    """The key values that a cursor holds. Raises InvalidArgument where it is damaged or of another list.

    A cursor of an older snapshot is taken: its key values say where to go on, whatever was published since.
    """
    try:
        content = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        _snapshot_id, fingerprint, values = content
        if fingerprint != _fingerprint(table, keys):
            raise InvalidArgument(
                f"The cursor in '{name}' belongs to another list or another order.",
                "Use the cursor with the table and orderBy that it came from.",
            )
        return tuple(
            None if value is None else _from_json(value, key.data_type) for value, key in zip(values, keys, strict=True)
        )
    except (ValueError, TypeError, RecursionError, binascii.Error, InvalidOperation) as error:
        raise InvalidArgument(
            f"'{name}' is not a cursor of this service.", "Take it from pageInfo or edges."
        ) from error


def _fingerprint(table: Table, keys: Sequence[SortKey]) -> str:
    order = json.dumps([table.key, [(key.column, key.is_descending) for key in keys]])
    return hashlib.sha256(order.encode()).hexdigest()[:12]


def _to_json(value: object) -> str | int | bool:
    if isinstance(value, (bool, int, str)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _from_json(value: object, data_type: str) -> object:
    """Raises ValueError or TypeError where the value is not of the column's type."""
    expected = bool if data_type == "BOOLEAN" else int if data_type.endswith("INT") or data_type == "INTEGER" else str
    if type(value) is not expected:
        raise ValueError(f"{value!r} is no {data_type}")
    if data_type.startswith("DECIMAL"):
        number = Decimal(str(value))
        if not number.is_finite():
            raise ValueError(f"{value!r} is no {data_type}")
        return number
    if data_type == "DATE":
        return date.fromisoformat(str(value))
    if data_type.startswith("TIMESTAMP"):
        return datetime.fromisoformat(str(value))
    return value
