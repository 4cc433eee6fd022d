"""Conditions and orders: shared by plans and access rules."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """`column operator value`. The operator is a key of predicates.OPERATORS; a list of values is a tuple."""

    column: str
    operator: str
    value: object


@dataclass(frozen=True)
class AllOf:
    """True where every part is; of no parts: true."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class AnyOf:
    """True where one part is; of no parts: false."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class Negation:
    """The exact complement: true for every row for which `part` is not true, rows without a value included."""

    part: Predicate


@dataclass(frozen=True)
class Related:
    """True where some related row matches `part`. For "every related row matches": Negation(Related(Negation))."""

    relation: str
    part: Predicate


@dataclass(frozen=True)
class Within:
    """True where the row, or one that `relation` leads to in any number of steps, matches `part`: a subtree.

    `relation` leads to one row of the same table: to the parent of each.
    """

    relation: str
    part: Predicate


@dataclass(frozen=True)
class Reaching:
    """True where some row that `relation` leads to, in one or more steps, matches `part`: the transitive closure.

    `relation` leads to any number of rows of the same table.
    """

    relation: str
    part: Predicate


Predicate = Comparison | AllOf | AnyOf | Negation | Related | Within | Reaching


@dataclass(frozen=True)
class OrderBy:
    """A sort key: a column of this table, or of the row that the to-one `relation` leads to.

    Rows without a value come last in either direction unless `nulls_first`. Chinese names are sorted `by_pinyin`.
    """

    column: str
    is_descending: bool = False
    relation: str | None = None
    nulls_first: bool = False
    by_pinyin: bool = False
