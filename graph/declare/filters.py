"""Filters by type of value. Each field is the operator of warehouse.query.predicates with the same name.

Conditions of one filter are joined by AND; a null condition is ignored. `ne` and `notIn` match null values,
comparisons do not.
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

EQ = both("Equal.", "等于")
NE = both("Not equal; matches null.", "不等于（含空值）")
IN = both("Equal to one of at most 1,000 values; an empty list matches no row.", "属于其中之一")
NOT_IN = both("Equal to none of at most 1,000 values; matches null.", "不属于其中任何一个（含空值）")
IS_NULL = both("Whether the value is null.", "是否为空")


def _operator(description: str | None = None, name: str | None = None) -> Any:
    return strawberry.field(description=description, name=name, default=strawberry.UNSET)


@strawberry.input(
    description=both(
        "Conditions on text. An operator has the same meaning in every filter.",
        "文本条件；同名运算在各类条件中含义相同",
    )
)
class TextFilter:
    eq: str | None = _operator(EQ)
    ne: str | None = _operator(NE)
    in_: list[str] | None = _operator(IN, "in")
    not_in: list[str] | None = _operator(NOT_IN)
    contains: str | None = _operator(both("Contains the text, ignoring case.", "包含（不分大小写）"))
    starts_with: str | None = _operator(both("Starts with the text, ignoring case.", "以此开头（不分大小写）"))
    lt: str | None = _operator(both("Less than, by code point.", "小于（按字符编码顺序）"))
    lte: str | None = _operator(both("Less than or equal.", "小于或等于"))
    gt: str | None = _operator(both("Greater than.", "大于"))
    gte: str | None = _operator(both("Greater than or equal: `2015-03` and later.", "大于或等于，如 2015-03 起"))
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


@strawberry.input(description=both("Conditions on a date.", "日期条件"))
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


@strawberry.input(description=both("Conditions on a Boolean.", "是非条件"))
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
