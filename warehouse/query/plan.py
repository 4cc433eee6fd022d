"""What to read, never how: frozen, so a plan prints, compares and is tested without a database."""

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
    """The exact complement: true for every row for which `part` is not, rows without a value included."""

    part: Predicate


Predicate = Comparison | AllOf | AnyOf | Negation


@dataclass(frozen=True)
class OrderBy:
    """Rows without a value come last in either direction."""

    column: str
    is_descending: bool = False


@dataclass(frozen=True)
class Page:
    """A part of an ordered list: `first` rows after a cursor, or the `last` rows before one. Exactly one is set."""

    first: int | None = None
    last: int | None = None
    after: str | None = None
    before: str | None = None

    @property
    def size(self) -> int:
        """Rows asked for."""
        return self.first if self.first is not None else self.last or 0


@dataclass(frozen=True)
class Child:
    """Rows of another table that belong to each row read, kept in it under `key`, which names no column.

    `relation` is its name from the table of the parent plan (warehouse.relations).
    """

    key: str
    relation: str
    plan: ReadPlan


@dataclass(frozen=True)
class ReadPlan:
    """Rows of one table with what belongs to them. Without a `page`, every row that `where` admits.

    `order_by` needs no tie-break: the key of the table is added when the plan is compiled. `reads_rows` is false
    where only the total is asked for; `counts_total` counts the rows of all pages.
    """

    table: str
    columns: tuple[str, ...] = ()
    where: Predicate | None = None
    order_by: tuple[OrderBy, ...] = ()
    page: Page | None = None
    children: tuple[Child, ...] = ()
    reads_rows: bool = True
    counts_total: bool = False
