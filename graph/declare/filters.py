"""Filters by kind of value. Each field is an operator of warehouse.query.predicates, under the same name.

Conditions beside each other must all hold, null is none. `ne` and `notIn` admit rows without a value, comparisons do
not.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import strawberry

from graph.declare.descriptions import both
from graph.declare.scalars import Long

EQ = both("Equal to this.", "等于")
NE = both("Different from this; rows without a value are admitted.", "不等于（含空值）")
IN = both("One of these; of none: no row. At most 1,000.", "属于其中之一")
NOT_IN = both("None of these; rows without a value are admitted. At most 1,000.", "不属于其中任何一个（含空值）")
IS_NULL = both("True: rows without a value. False: rows with one.", "是否为空")
LT = both("Less than this.", "小于")
LTE = both("At most this.", "小于或等于")
GT = both("Greater than this.", "大于")
GTE = both("At least this.", "大于或等于")


def _operator(description: str | None = None, name: str | None = None) -> Any:
    return strawberry.field(description=description, name=name, default=strawberry.UNSET)


@strawberry.input(
    description=both(
        "Conditions on a text. Operators of the same name mean the same in every filter.",
        "文本条件；同名运算在各类条件中含义相同",
    )
)
class TextFilter:
    eq: str | None = _operator(EQ)
    ne: str | None = _operator(NE)
    in_: list[str] | None = _operator(IN, "in")
    not_in: list[str] | None = _operator(NOT_IN)
    contains: str | None = _operator(both("Contains this, in upper or lower case.", "包含（不分大小写）"))
    starts_with: str | None = _operator(both("Starts with this, in upper or lower case.", "以此开头（不分大小写）"))
    lt: str | None = _operator(both("Before this by the order of characters.", "按字符顺序在其前"))
    lte: str | None = _operator(both("This, or before it by the order of characters.", "等于或在其前"))
    gt: str | None = _operator(both("After this by the order of characters.", "在其后"))
    gte: str | None = _operator(
        both("This, or after it by the order of characters: `2015-03` and later.", "等于或在其后，如 2015-03 起")
    )
    is_null: bool | None = _operator(IS_NULL)


@strawberry.input(description=both("Conditions on an id or a code.", "标识条件"))
class IdFilter:
    eq: strawberry.ID | None = _operator()
    ne: strawberry.ID | None = _operator()
    in_: list[strawberry.ID] | None = _operator(name="in")
    not_in: list[strawberry.ID] | None = _operator()
    contains: str | None = _operator()
    starts_with: str | None = _operator()
    lt: strawberry.ID | None = _operator()
    lte: strawberry.ID | None = _operator()
    gt: strawberry.ID | None = _operator()
    gte: strawberry.ID | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both("Conditions on an integer.", "整数条件"))
class IntFilter:
    eq: int | None = _operator()
    ne: int | None = _operator()
    in_: list[int] | None = _operator(name="in")
    not_in: list[int] | None = _operator()
    lt: int | None = _operator()
    lte: int | None = _operator()
    gt: int | None = _operator()
    gte: int | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both("Conditions on an integer that may be large.", "长整数条件"))
class LongFilter:
    eq: Long | None = _operator()
    ne: Long | None = _operator()
    in_: list[Long] | None = _operator(name="in")
    not_in: list[Long] | None = _operator()
    lt: Long | None = _operator()
    lte: Long | None = _operator()
    gt: Long | None = _operator()
    gte: Long | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both('Conditions on a number: "12.1" or 12.1.', "数值条件"))
class NumberFilter:
    eq: Decimal | None = _operator()
    ne: Decimal | None = _operator()
    in_: list[Decimal] | None = _operator(name="in")
    not_in: list[Decimal] | None = _operator()
    lt: Decimal | None = _operator()
    lte: Decimal | None = _operator()
    gt: Decimal | None = _operator()
    gte: Decimal | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both("Conditions on a day.", "日期条件"))
class DateFilter:
    eq: date | None = _operator()
    ne: date | None = _operator()
    in_: list[date] | None = _operator(name="in")
    not_in: list[date] | None = _operator()
    lt: date | None = _operator()
    lte: date | None = _operator()
    gt: date | None = _operator()
    gte: date | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both("Conditions on an instant.", "时刻条件"))
class DateTimeFilter:
    eq: datetime | None = _operator()
    ne: datetime | None = _operator()
    in_: list[datetime] | None = _operator(name="in")
    not_in: list[datetime] | None = _operator()
    lt: datetime | None = _operator()
    lte: datetime | None = _operator()
    gt: datetime | None = _operator()
    gte: datetime | None = _operator()
    is_null: bool | None = _operator()


@strawberry.input(description=both("Conditions on a yes or no.", "是非条件"))
class BooleanFilter:
    eq: bool | None = _operator()
    ne: bool | None = _operator()
    is_null: bool | None = _operator()


@cache
def vocabulary_filter(words: type[Enum]) -> Any:
    """The filter of a closed vocabulary: `PeriodKindFilter` of PeriodKind. Its operators are those of TextFilter."""
    annotations = {
        "eq": words | None,
        "ne": words | None,
        "in_": list[words] | None,  # type: ignore[valid-type]
        "not_in": list[words] | None,  # type: ignore[valid-type]
        "is_null": bool | None,
    }
    fields = {name: strawberry.field(default=strawberry.UNSET) for name in annotations}
    fields["in_"] = strawberry.field(name="in", default=strawberry.UNSET)
    filter_class = type(
        f"{words.__name__}Filter", (), {"__annotations__": annotations, "__module__": __name__, **fields}
    )
    return strawberry.input(filter_class)
