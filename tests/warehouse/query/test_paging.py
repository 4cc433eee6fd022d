from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from warehouse.catalog import Table
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.paging import LARGEST_PAGE, decode_cursor, encode_cursor, page_of, sort_keys
from warehouse.query.plan import OrderBy, Page, ReadPlan
from warehouse.query.run import Reader, Slice

ORDERS = {
    "by key alone": (),
    "text with ties and gaps": (OrderBy("name"),),
    "decimal down, day up": (OrderBy("amount", True), OrderBy("day")),
    "day down, flag down": (OrderBy("day", True), OrderBy("is_new", True)),
    "instant, number": (OrderBy("known_at"), OrderBy("ordinal", True)),
    "large integer down": (OrderBy("size", True),),
    "key down": (OrderBy("thing_id", True),),
    "everything": (
        OrderBy("is_new"),
        OrderBy("ordinal"),
        OrderBy("amount", True),
        OrderBy("known_at", True),
        OrderBy("name"),
    ),
}


def plan(order: tuple[OrderBy, ...], page: Page) -> ReadPlan:
    return ReadPlan("core.thing", ("thing_id",), order_by=order, page=page)


def ids(found: Slice) -> list[Any]:
    return [row["thing_id"] for row in found.rows]


def in_order(rows: list[dict[str, Any]], order: tuple[OrderBy, ...]) -> list[str]:
    """The order as Python sees it: the least key is sorted by first, and what has no value goes last."""
    ordered = sorted(rows, key=lambda row: row["thing_id"])
    for key in reversed(order):
        present = [row for row in ordered if row[key.column] is not None]
        missing = [row for row in ordered if row[key.column] is None]
        # Python's sort keeps ties in place in either direction.
        ordered = sorted(present, key=lambda row: row[key.column], reverse=key.is_descending) + missing
    return [row["thing_id"] for row in ordered]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
@pytest.mark.parametrize("size", [1, 7, 60])
def test_walking_forward_gives_the_whole_list_in_order_once(
    reader: Reader, rows: list[dict[str, Any]], order: tuple[OrderBy, ...], size: int
) -> None:
    walked: list[str] = []
    after = None
    while True:
        found = reader.read(plan(order, Page(first=size, after=after)))
        assert found.has_previous is (after is not None)
        walked += ids(found)
        if not found.has_next:
            break
        after = found.cursor_of(found.rows[-1])

    assert walked == in_order(rows, order)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
@pytest.mark.parametrize("size", [1, 7, 60])
def test_walking_back_gives_the_whole_list_in_order_once(
    reader: Reader, rows: list[dict[str, Any]], order: tuple[OrderBy, ...], size: int
) -> None:
    walked: list[str] = []
    before = None
    while True:
        found = reader.read(plan(order, Page(last=size, before=before)))
        assert found.has_next is (before is not None)
        walked = ids(found) + walked
        if not found.has_previous:
            break
        before = found.cursor_of(found.rows[0])

    assert walked == in_order(rows, order)


def test_after_and_before_together_bound_the_page(reader: Reader, rows: list[dict[str, Any]]) -> None:
    order = ORDERS["decimal down, day up"]
    whole = reader.read(plan(order, Page(first=1000)))
    after, before = whole.cursor_of(whole.rows[9]), whole.cursor_of(whole.rows[20])

    found = reader.read(plan(order, Page(first=1000, after=after, before=before)))

    assert ids(found) == in_order(rows, order)[10:20]


def test_a_page_of_no_rows_still_tells_whether_there_are_any(reader: Reader) -> None:
    found = reader.read(plan((), Page(first=0)))

    assert ids(found) == []
    assert found.has_next is True


def test_a_cursor_holds_the_values_as_they_were(thing: Table, rows: list[dict[str, Any]]) -> None:
    keys = sort_keys(thing, [OrderBy(column.name) for column in thing.columns])

    for row in rows:
        cursor = encode_cursor("000001", thing, keys, row)
        assert decode_cursor("after", cursor, thing, keys) == tuple(row[key.column] for key in keys)


def test_a_cursor_of_another_order_is_refused(reader: Reader) -> None:
    found = reader.read(plan((OrderBy("name"),), Page(first=1)))
    cursor = found.cursor_of(found.rows[0])

    with pytest.raises(InvalidArgument, match="another list or another order"):
        reader.read(plan((OrderBy("name", True),), Page(first=1, after=cursor)))


def forged(*content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    "cursor", ["", "x", "🙂", "bnVsbA", forged(1), forged(1, 2, 3), forged("000001", "0" * 12, ["x"]), "A" * 9999]
)
def test_a_cursor_that_is_none_is_refused(reader: Reader, cursor: str) -> None:
    with pytest.raises(InvalidArgument, match=r"is not a cursor|belongs to another list"):
        reader.read(plan((), Page(first=1, after=cursor)))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", "NaN"),
        ("amount", "x"),
        ("amount", 1),
        ("day", "2016-02-30"),
        ("size", "1"),
        ("is_new", 1),
        ("name", {}),
    ],
)
def test_a_cursor_with_a_value_of_another_type_is_refused(thing: Table, column: str, value: object) -> None:
    keys = sort_keys(thing, [OrderBy(column)])
    row = {"thing_id": "T001", column: None}
    snapshot_id, fingerprint, _ = json.loads(base64.urlsafe_b64decode(encode_cursor("1", thing, keys, row) + "=="))

    with pytest.raises(InvalidArgument, match="is not a cursor"):
        decode_cursor("after", forged(snapshot_id, fingerprint, [value, "T001"]), thing, keys)


def test_a_page_has_fifty_rows_unless_asked_otherwise() -> None:
    assert page_of(None, None, None, None) == Page(first=50)
    assert page_of(None, 3, None, "c") == Page(last=3, before="c")


@pytest.mark.parametrize(("first", "last"), [(-1, None), (None, -5)])
def test_a_negative_page_is_refused(first: int | None, last: int | None) -> None:
    with pytest.raises(InvalidArgument, match="cannot be negative"):
        page_of(first, last, None, None)


def test_first_and_last_together_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="cannot be used together"):
        page_of(1, 1, None, None)


def test_a_page_larger_than_the_largest_is_refused() -> None:
    assert page_of(LARGEST_PAGE, None, None, None).size == LARGEST_PAGE
    with pytest.raises(LimitExceeded, match="at most 1000"):
        page_of(LARGEST_PAGE + 1, None, None, None)
