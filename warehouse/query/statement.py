"""SQL text with its bound values. The only place that quotes a name; values never become text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A piece of SQL, or all of it, with a value for each `?` in order."""

    text: str
    values: tuple[object, ...] = ()


def quote(name: str) -> str:
    """A column or table name as an SQL identifier; `core.enterprise` keeps its dot."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def join(separator: str, pieces: Iterable[Statement]) -> Statement:
    """The pieces in order with a separator between them."""
    pieces = tuple(pieces)
    return Statement(
        separator.join(piece.text for piece in pieces),
        tuple(value for piece in pieces for value in piece.values),
    )


def lines(pieces: Iterable[Statement | str]) -> Statement:
    """The clauses of a statement, one under the other; empty ones are left out."""
    statements = (Statement(piece) if isinstance(piece, str) else piece for piece in pieces)
    return join("\n", (statement for statement in statements if statement.text))
