"""SQL text with bound values. The only place that quotes a name; values never become text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[_A-Za-z][_0-9A-Za-z]*", re.ASCII)


@dataclass(frozen=True)
class Statement:
    """SQL, or a piece of it, with a value for each `?` in order (Parameters get theirs when it runs)."""

    text: str
    values: tuple[object, ...] = ()


def quote(name: str) -> str:
    """A column or table name as an SQL identifier; `core.enterprise` keeps its dot."""
    return ".".join('"' + part.replace('"', '""') + '"' for part in name.split("."))


def literal(text: str) -> str:
    """A text of our declarations as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def label(word: str) -> str:
    """A key of the answer, or a word of the schema, as an SQL literal: the only client text that enters SQL.

    GraphQL allows letters, digits and underscores only. Raises ValueError for any other.
    """
    if not _WORD.fullmatch(word):
        raise ValueError(f"{word!r} is no GraphQL name")
    return f"'{word}'"


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


def wrap(before: str, piece: Statement, after: str) -> Statement:
    """The piece between two texts."""
    return Statement(before + piece.text + after, piece.values)


def indent(piece: Statement) -> Statement:
    """The piece four columns to the right."""
    return Statement("\n".join(f"    {line}" for line in piece.text.split("\n")), piece.values)
