from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.warehouse.query.conftest import THING, Read
from warehouse.errors import InvalidArgument, LimitExceeded
from warehouse.query.conditions import OrderBy
from warehouse.query.paging import LARGEST_PAGE, page_of, snapshot_of
from warehouse.query.plan import Column, Cursor, Edges, ListPlan, Nodes, Page, PageFact, PageInfo
from warehouse.query.values import Parameter

ORDERS = {
    "by key alone": (),
    "text with ties and gaps": (OrderBy("name"),),
    "decimal down, day up": (OrderBy("amount", True), OrderBy("day")),
    "day down, flag down": (OrderBy("day", True), OrderBy("is_new", True)),
    "instant, number": (OrderBy("known_at"), OrderBy("ordinal", True)),
    "large integer down": (OrderBy("size", True),),
    "key down": (OrderBy("thing_id", True),),
    "text without a value first": (OrderBy("name", nulls_first=True), OrderBy("amount", True, nulls_first=True)),
    "everything": (
        OrderBy("is_new"),
        OrderBy("ordinal"),
        OrderBy("amount", True),
        OrderBy("known_at", True),
        OrderBy("name"),
    ),
}


SPACE = (
    Nodes("nodes", (Column("id", "thing_id"),)),
    Edges("edges", (Cursor("cursor"),)),
    PageInfo("page", (PageFact("next", "has_next_page"), PageFact("previous", "has_previous_page"))),
)


def plan(order: tuple[OrderBy, ...], page: Page) -> ListPlan:
    return ListPlan(THING, SPACE, page, order_by=order)


def ids(found: Any) -> list[Any]:
    return [row["id"] for row in found["nodes"]]


def cursors(found: Any) -> list[str]:
    return [edge["cursor"] for edge in found["edges"]]


def in_order(rows: list[dict[str, Any]], order: tuple[OrderBy, ...]) -> list[str]:
    """The order as Python sees it: the least key is sorted by first, and what has no value goes last."""
    ordered = sorted(rows, key=lambda row: row["thing_id"])
    for key in reversed(order):
        present = [row for row in ordered if row[key.column] is not None]
        missing = [row for row in ordered if row[key.column] is None]
        # Python's sort keeps ties in place in either direction.
        present.sort(key=lambda row: row[key.column], reverse=key.is_descending)
        ordered = missing + present if key.nulls_first else present + missing
    return [row["thing_id"] for row in ordered]


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
@pytest.mark.parametrize("size", [1, 7, 60])
def test_walking_forward_gives_the_whole_list_in_order_once(
    read: Read, rows: list[dict[str, Any]], order: tuple[OrderBy, ...], size: int
) -> None:
    walked: list[str] = []
    after = None
    while True:
        found = read(plan(order, Page(size, after=after)))
        assert found["page"]["previous"] is (after is not None)
        walked += ids(found)
        if not found["page"]["next"]:
            break
        after = cursors(found)[-1]

    assert walked == in_order(rows, order)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS.keys())
@pytest.mark.parametrize("size", [1, 7, 60])
def test_walking_back_gives_the_whole_list_in_order_once(
    read: Read, rows: list[dict[str, Any]], order: tuple[OrderBy, ...], size: int
) -> None:
    walked: list[str] = []
    before = None
    while True:
        found = read(plan(order, Page(size, is_backward=True, before=before)))
        assert found["page"]["next"] is (before is not None)
        walked = ids(found) + walked
        if not found["page"]["previous"]:
            break
        before = cursors(found)[0]

    assert walked == in_order(rows, order)


def test_after_and_before_together_bound_the_page(read: Read, rows: list[dict[str, Any]]) -> None:
    order = ORDERS["decimal down, day up"]
    whole = cursors(read(plan(order, Page(1000))))

    found = read(plan(order, Page(1000, after=whole[9], before=whole[20])))

    assert ids(found) == in_order(rows, order)[10:20]


def test_a_cursor_may_come_with_the_request(read: Read, rows: list[dict[str, Any]]) -> None:
    order = ORDERS["everything"]
    whole = cursors(read(plan(order, Page(1000))))
    asked = plan(order, Page(Parameter(("first",)), after=Parameter(("after",))))

    for position in (0, 50, 118):
        assert ids(read(asked, first=1, after=whole[position])) == in_order(rows, order)[position + 1 : position + 2]


def test_a_page_of_no_rows_still_tells_whether_there_are_any(read: Read) -> None:
    found = read(plan((), Page(0)))

    assert ids(found) == []
    assert found["page"]["next"] is True


def test_a_cursor_tells_its_snapshot(read: Read) -> None:
    assert snapshot_of("after", cursors(read(plan((), Page(1))))[0]) == "000001"


def test_a_cursor_of_another_order_is_refused(read: Read) -> None:
    cursor = cursors(read(plan((OrderBy("name"),), Page(1))))[0]

    with pytest.raises(InvalidArgument, match="another list or another order"):
        read(plan((OrderBy("name", True),), Page(1, after=cursor)))


def forged(*content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    "cursor", ["", "x", "🙂", "bnVsbA", forged(1), forged(1, 2, 3), forged("000001", "0" * 12, "x"), "A" * 9999]
)
def test_a_cursor_that_is_none_is_refused(read: Read, cursor: str) -> None:
    with pytest.raises(InvalidArgument, match=r"is not a cursor|belongs to another list"):
        read(plan((), Page(1, after=cursor)))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("amount", "NaN"),
        ("amount", "x"),
        ("amount", 1),
        ("amount", "1" * 99),
        ("amount", "1e30"),
        ("amount", "1" * 13),
        ("amount", "0.1234567"),
        ("name", "\ud800"),
        ("day", "2016-02-30"),
        ("size", "one"),
        ("size", "9" * 99),
        ("is_new", "yes"),
        ("known_at", "then"),
        ("name", {}),
    ],
)
def test_a_cursor_with_a_value_of_another_type_is_refused(read: Read, column: str, value: object) -> None:
    order = (OrderBy(column),)
    cursor = cursors(read(plan(order, Page(1))))[0]
    snapshot_id, fingerprint, *_ = json.loads(base64.urlsafe_b64decode(cursor + "=="))

    with pytest.raises(InvalidArgument, match="is not a cursor"):
        read(plan(order, Page(1, after=forged(snapshot_id, fingerprint, value, "T001"))))


def test_a_page_has_a_hundred_rows_unless_asked_otherwise() -> None:
    assert page_of(None, None, None, None) == Page(100)
    assert page_of(None, 3, None, None) == Page(3, is_backward=True)


def test_a_cursor_that_is_no_list_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="is not a cursor"):
        snapshot_of("after", base64.urlsafe_b64encode(b'"abc"').decode())


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
