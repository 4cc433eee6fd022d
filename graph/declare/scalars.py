"""Scalars: serialization and parsing of values that JSON has no type for.

Decimals are sent as text, because a JSON number loses digits in JavaScript; dates and instants as ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NewType

import strawberry
from graphql import FloatValueNode, GraphQLError, IntValueNode, StringValueNode, ValueNode, print_ast
from strawberry.types.scalar import ScalarDefinition

from warehouse.domain.moment import parse_moment

Long = NewType("Long", int)
"""An integer that may be larger than GraphQL's Int."""

Moment = NewType("Moment", datetime)
"""An instant in UTC, with time zone; clients may send a date."""

ReadyFilter = NewType("ReadyFilter", dict[str, object])
"""A filter in a response, to be sent back unchanged."""

LARGEST_EXACT = 2**53 - 1
"""The largest integer that JavaScript represents exactly."""

# Comparable with both DECIMAL(38, 2) and DECIMAL(18, 6) without overflow.
_DECIMAL = re.compile(r"[+-]?(?=\d|\.\d)\d{0,20}(?:\.\d{0,12})?", re.ASCII)


def write_decimal(value: object) -> str:
    """Fixed point without trailing zeros: 12.1, 8504156, 0; zero has no sign."""
    if not isinstance(value, Decimal):
        return str(value)
    text = f"{value or abs(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_decimal(value: object) -> Decimal:
    """Parses text, or a JSON number in its written form. Raises GraphQLError."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or not _DECIMAL.fullmatch(str(value)):
        raise GraphQLError(
            f'Decimal cannot represent {str(value)[:60]!r}: expected a number such as "12.1" with at most'
            " 20 digits before and 12 after the point."
        )
    return Decimal(str(value))


def write_date(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def read_date(value: object) -> date:
    """Raises GraphQLError."""
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise GraphQLError(f'Date cannot represent {str(value)[:60]!r}: expected a date such as "2016-03-31".')


def write_instant(value: object) -> str:
    """The warehouse stores instants in UTC without a time zone."""
    return value.isoformat() + "Z" if isinstance(value, datetime) else str(value)


def read_instant(value: object) -> datetime:
    """UTC without a time zone; text without a time zone is UTC. Raises GraphQLError."""
    try:
        if isinstance(value, str) and len(value) > 10:
            instant = datetime.fromisoformat(value)
            return instant.astimezone(UTC).replace(tzinfo=None) if instant.tzinfo else instant
    except (ValueError, OverflowError):
        pass
    raise GraphQLError(
        f'DateTime cannot represent {str(value)[:60]!r}: expected an instant such as "2016-03-31T08:00:00Z".'
    )


def read_moment(value: object) -> datetime:
    """UTC; a date means the end of that day in China. Raises GraphQLError."""
    try:
        if isinstance(value, str):
            return parse_moment(value)
    except (ValueError, OverflowError):
        pass
    raise GraphQLError(
        f'DateOrDateTime cannot represent {str(value)[:60]!r}: expected a date such as "2016-03-31" or an instant'
        ' such as "2016-03-31T08:00:00Z".'
    )


def write_long(value: object) -> int:
    """Raises GraphQLError beyond LARGEST_EXACT."""
    if not isinstance(value, int) or abs(value) > LARGEST_EXACT:
        raise GraphQLError(f"Long cannot represent {value!r} exactly.")
    return value


def read_long(value: object) -> int:
    """Raises GraphQLError."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_EXACT:
        raise GraphQLError(f"Long cannot represent {str(value)[:60]!r}: expected an integer below 2^53.")
    return value


def _refuse_filter(_value: object) -> object:
    raise GraphQLError("A ReadyFilter is output only; send it as the `where` of a list.")


def _literal(read: Callable[[object], object]) -> Callable[[ValueNode, object], object]:
    def parse(node: ValueNode, _variables: object = None) -> object:
        try:
            return read_node(node)
        except GraphQLError as error:
            raise GraphQLError(error.message, node) from None

    def read_node(node: ValueNode) -> object:
        if isinstance(node, IntValueNode):
            # Python refuses to convert very long integers; as text the length check refuses them.
            return read(int(node.value) if len(node.value) < 40 else node.value)
        if isinstance(node, (StringValueNode, FloatValueNode)):
            return read(node.value)
        return read(print_ast(node))

    return parse


def _scalar(
    name: str, description: str, write: Callable[[object], object], read: Callable[[object], object]
) -> ScalarDefinition:
    return strawberry.scalar(
        name=name, description=description, serialize=write, parse_value=read, parse_literal=_literal(read)
    )


SCALARS: dict[object, ScalarDefinition] = {
    Decimal: _scalar(
        "Decimal",
        'Exact decimal number, sent as text: "12.1". Do not add as floats. Input: text or number.'
        " 中文：精确小数，以文本传输；输入时文本和数字均可。",
        write_decimal,
        read_decimal,
    ),
    date: _scalar("Date", 'Date, ISO 8601: "2016-03-31". 中文：日期。', write_date, read_date),
    datetime: _scalar(
        "DateTime",
        'Instant, ISO 8601 in UTC: "2016-03-31T08:00:00Z". 中文：时刻（UTC）。',
        write_instant,
        read_instant,
    ),
    Moment: _scalar(
        "DateOrDateTime",
        "A DateTime, or a date, meaning the end of that day in China (UTC+8): 2016-03-31 is"
        " 2016-03-31T15:59:59.999999Z. 中文：时刻，或日期（指北京时间该日结束）。",
        write_instant,
        read_moment,
    ),
    ReadyFilter: _scalar(
        "ReadyFilter",
        "A filter as a JSON object, to be sent back unchanged as a `where`. 中文：可直接用作 where 的筛选条件。",
        lambda value: value,
        _refuse_filter,
    ),
    Long: _scalar(
        "Long",
        "Integer up to 2^53, exact in JavaScript. 中文：长整数，JavaScript 可精确表示。",
        write_long,
        read_long,
    ),
}
