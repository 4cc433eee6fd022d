"""What to read and the shape it has in the answer, never how: frozen, so a plan prints, compares and is tested alone.

A value of a plan may be a Slot (warehouse.query.values): a plan is made once for all requests of one shape. A table
of a plan is one that the caller's role was admitted to (warehouse.query.access), with what it may see of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from warehouse.query.access import Admitted
from warehouse.query.conditions import OrderBy, Predicate


@dataclass(frozen=True)
class Page:
    """A part of an ordered list: `size` rows from its start or after a cursor; backward: from its end or before one."""

    size: object
    is_backward: bool = False
    after: object = None
    before: object = None


@dataclass(frozen=True)
class Conversion:
    """What a decimal is multiplied by: powers of ten, by the unit that it is stored in.

    `unit_column` tells the unit of each row, and a value in a unit without a factor is null. None: there is one factor.
    """

    factors: tuple[tuple[str, Decimal], ...]
    unit_column: str | None = None


@dataclass(frozen=True)
class Translated:
    """A text of which columns tell one language each, by preference: the first that there is, or what it is in.

    `languages` are (word of the schema, column). `tells` is text or lang.
    """

    key: str
    languages: tuple[tuple[str, str], ...]
    tells: str


@dataclass(frozen=True)
class Column:
    """A column under a key of the answer. `words` are the names under which its values are answered, if they have any.

    `is_text` writes a number as text: a key is text for every client. `conversion` answers in another unit.
    """

    key: str
    name: str
    words: tuple[tuple[str, str], ...] = ()
    is_text: bool = False
    conversion: Conversion | None = None


@dataclass(frozen=True)
class Constant:
    """The same text in every answer: the name of a type."""

    key: str
    text: str


@dataclass(frozen=True)
class Identity:
    """The id of a row among all rows of all types: the name of its type, and the columns of its key."""

    key: str
    type_name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One type of those that a row can lead to: its name as the reference and as the schema have it."""

    word: str
    type_name: str
    plan: RowPlan


@dataclass(frozen=True)
class ReferenceChild:
    """The row of one type or another that `reference` leads to, for the types of `choices`."""

    key: str
    reference: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Given:
    """The same number, yes or no in every answer: what all groups of a plan have in common."""

    key: str
    value: int | bool


@dataclass(frozen=True)
class Child:
    """The row, or the list, that `relation` leads to (warehouse.catalog.relations), under a key of the answer."""

    key: str
    relation: str
    plan: RowPlan | ListPlan


@dataclass(frozen=True)
class Time:
    """The period of a group, in the grain that it was grouped by: 2016, 2016-H1, 2016-Q1 or 2016-03."""

    key: str
    grain: str


@dataclass(frozen=True)
class Object:
    """Columns of the same row, together under one key.

    Null where all of the columns `null_with`, if any, are null, and where one of those that it `needs` is.
    """

    key: str
    outputs: tuple[Output, ...]
    null_with: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrillKey:
    """What a group has in common, and where a filter says so: `path` are names of the schema, from the outside in."""

    path: tuple[str, ...]
    value: Column | Time


@dataclass(frozen=True)
class DrillDown:
    """The filter that admits the rows of a group and no others.

    Groups that `have_levels` are told by as many of the keys as their level says; the remainder of the first groups,
    where there is one (`has_remainder`), is what none of those filters admits.
    """

    key: str
    keys: tuple[DrillKey, ...]
    has_levels: bool = False
    has_remainder: bool = False


@dataclass(frozen=True)
class Listed:
    """A column that holds a list of small objects: the parts of them that are asked for."""

    key: str
    column: str
    parts: tuple[Column | Constant, ...]


Output = Column | Translated | Constant | Given | Identity | Listed | Child | ReferenceChild | Time | Object | DrillDown


@dataclass(frozen=True)
class RowPlan:
    """The one row that `where` admits, or null."""

    table: Admitted
    outputs: tuple[Output, ...]
    where: Predicate | None = None


@dataclass(frozen=True)
class Nodes:
    """The rows of the page."""

    key: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Cursor:
    """The place of a row in its list."""

    key: str


@dataclass(frozen=True)
class Node:
    """The row of an edge."""

    key: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class Edges:
    """The rows of the page, each with what is told of its place."""

    key: str
    parts: tuple[Cursor | Node | Constant, ...]


@dataclass(frozen=True)
class PageFact:
    """`name` is has_next_page, has_previous_page, start_cursor or end_cursor."""

    key: str
    name: str


@dataclass(frozen=True)
class PageInfo:
    """Where the page lies in its list."""

    key: str
    parts: tuple[PageFact | Constant, ...]


@dataclass(frozen=True)
class Total:
    """How many rows all pages have together."""

    key: str


@dataclass(frozen=True)
class Aggregate:
    """What is told of a column of all rows of a group. `function` is a key of grouping.FUNCTIONS; count has no column.

    `argument` is what the function needs beside the column: the column of the weights of a mean, the place of a
    quantile, the column across whose values a concentration is told. `argument_name` is it in the aggregate's name.
    """

    function: str
    column: str | None = None
    argument: object = None
    argument_name: str = ""

    @property
    def name(self) -> str:
        """How the statement names it; the same for the same question."""
        return ":".join(part for part in (self.function, self.column, self.argument_name) if part)


TIME = "time"
"""The name of the key that a period is grouped by."""

LEVEL = "group:level"
"""The column of a group that tells how many of the keys it has, from the first on."""

REMAINDER = "group:is_remainder"
"""The column of a group that tells whether it holds the rows of all groups beyond the first ones."""

OTHERS = "group:others"
"""The column of that group that holds its filter."""


@dataclass(frozen=True)
class GroupKey:
    """What rows are grouped by: a column, of this table or of the row that `relation`, to one, leads to.

    With a `grain` the column is a date, and grouped by its month, quarter, half, year, or by `ytd`: a row belongs to
    the group of its month and to those of the later months of its year.
    """

    column: str
    relation: str | None = None
    grain: str | None = None

    @property
    def name(self) -> str:
        """How the statement names it."""
        if self.grain is not None:
            return TIME
        return self.column if self.relation is None else f"{self.relation}:{self.column}"


@dataclass(frozen=True)
class GroupPlan:
    """One page of the groups of the rows that a list admits, over all its pages.

    Conditions in `having` and keys of `order_by` name keys, LEVEL or aggregates. At most one key has a grain. `top`
    leaves so many groups and puts all other rows into one remainder; `has_levels` adds the groups by the first keys
    alone, down to the one group of none; `fills_periods` adds the periods that have no rows, but for months of
    `skipped_months`.
    """

    keys: tuple[GroupKey, ...]
    aggregates: tuple[Aggregate, ...]
    parts: tuple[ListPart, ...]
    page: Page
    having: Predicate | None = None
    order_by: tuple[OrderBy, ...] = ()
    top: object = None
    has_levels: bool = False
    fills_periods: bool = False
    skipped_months: tuple[int, ...] = ()

    @property
    def time(self) -> GroupKey | None:
        """The key that is a period."""
        return next((key for key in self.keys if key.grain is not None), None)


@dataclass(frozen=True)
class Groups:
    """The groups of a list."""

    key: str
    plan: GroupPlan


ListPart = Nodes | Edges | PageInfo | Total | Constant | Groups


@dataclass(frozen=True)
class ListPlan:
    """One page of the rows that `where` admits, as the parts say.

    `order_by` needs no tie-break: the key of the table is added when the plan is compiled.
    """

    table: Admitted
    parts: tuple[ListPart, ...]
    page: Page
    where: Predicate | None = None
    order_by: tuple[OrderBy, ...] = ()


@dataclass(frozen=True)
class NamedRows:
    """The rows of one type among those that a request names: the values of each column of their key.

    `places` are where they stand among all that are named.
    """

    type_name: str
    plan: RowPlan
    keys: tuple[tuple[str, object], ...]
    places: object


@dataclass(frozen=True)
class NodesPlan:
    """The rows of any types that a request names, in its order; null where there is no such row."""

    size: object
    members: tuple[NamedRows, ...]


@dataclass(frozen=True)
class SearchPlan:
    """One page of what is found by name, best first: `listing` is of hits (search.hit_table).

    `text` is what was typed, `types` are words of warehouse.catalog.searchable; `keys` is mart.search_key.
    """

    text: object
    types: tuple[str, ...]
    keys: Admitted
    listing: ListPlan


NounPlan = RowPlan | ListPlan
"""A plan of rows of one table."""

ReadPlan = NounPlan | NodesPlan | SearchPlan
