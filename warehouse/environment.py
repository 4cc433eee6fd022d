"""Numeric settings of the environment, for a service and for commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from warehouse.errors import InvalidArgument

T = TypeVar("T", int, float)

QUERY_SECONDS = 10.0
"""Seconds after which a query of the API or of a command is stopped (LONGMAI_QUERY_TIMEOUT_SECONDS)."""

STATEMENT_MEMORY_MB = 4096
"""Megabytes for all statements of a process together (LONGMAI_STATEMENT_MEMORY_MB)."""

ANSWER_BYTES = 16_000_000
"""Bytes of one answer."""


def read_number(
    environment: Mapping[str, str], name: str, kind: Callable[[str], T], default: T, may_be_none: bool = False
) -> T:
    """A variable as a number above 0, or the default. Raises InvalidArgument."""
    text = environment.get(name)
    if not text:
        return default
    try:
        value = kind(text)
    except ValueError as error:
        raise InvalidArgument(f"{name} is '{text}', which is no number.") from error
    if not (value > 0 or (may_be_none and value == 0)):
        raise InvalidArgument(f"{name} is {text}; it must be above 0.")
    return value


def read_query_seconds(environment: Mapping[str, str]) -> float:
    """Raises InvalidArgument."""
    return read_number(environment, "LONGMAI_QUERY_TIMEOUT_SECONDS", float, QUERY_SECONDS)


def read_statement_memory_mb(environment: Mapping[str, str]) -> int:
    """Raises InvalidArgument."""
    return read_number(environment, "LONGMAI_STATEMENT_MEMORY_MB", int, STATEMENT_MEMORY_MB)
