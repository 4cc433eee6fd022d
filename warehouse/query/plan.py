"""What to read and the shape of the answer, not how to read it. Frozen, so that plans can be printed, compared and
tested.

A value may be a Parameter (warehouse.query.values): one plan serves all requests of the same shape. A plan's tables are
Admitted ones (warehouse.query.access).
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
    """Converts the unit of a decimal: factors are powers of ten, by the stored unit.

    `unit_column` holds the unit of each row, and a value in a unit without a factor becomes null. None: one factor for
    all.
    """

    factors: tuple[tuple[str, Decimal], ...]
    unit_column: str | None = None


@dataclass(frozen=True)
class Translated:
    """A text with one column per language, in order of preference: the first one present, or its language.

    `languages` are (word of the schema, column). `tells` is text or lang.
    """

    key: str
    languages: tuple[tuple[str, str], ...]
    tells: str


@dataclass(frozen=True)
class FilledTemplate:
    """A text of lines, made of words and columns of the row: (text, column that follows it or None). A line with a
    column that is null is left out."""

    key: str
    lines: tuple[tuple[tuple[str, str | None], ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for line in self.lines for _, name in line if name is not None)


@dataclass(frozen=True)
class Column:
    """A column under a key of the answer. `words` maps its values to enum names, if it has any.

    `is_text` writes a number as text: a key is text for every client. `conversion` converts the unit. `is_list`: the
    column holds a list of the words.
    """

    key: str
    name: str
    words: tuple[tuple[str, str], ...] = ()
    is_text: bool = False
    conversion: Conversion | None = None
    is_list: bool = False


@dataclass(frozen=True)
class Constant:
    """The same text in every answer: the name of a type."""

    key: str
    text: str


@dataclass(frozen=True)
class Identity:
    """The global id of a row: the name of its type and the columns of its key."""

    key: str
    type_name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """One possible type of a referenced row: its name in the reference and in the schema."""

    word: str
    type_name: str
    plan: RowPlan


@dataclass(frozen=True)
class ReferenceChild:
    """The row that a polymorphic `reference` leads to, for the types of `choices`."""

    key: str
    reference: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Given:
    """The same number or Boolean for every group of a plan."""

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
    """The period of a group, in the grain of the grouping: 2016, 2016-H1, 2016-Q1 or 2016-03."""

    key: str
    grain: str


@dataclass(frozen=True)
class Object:
    """Columns of the same row under one key.

    Null where all columns of `null_with`, if any, are null, and where one of the columns in `needs` is.
    """

    key: str
    outputs: tuple[Output, ...]
    null_with: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class DrillKey:
    """A key of a group and its place in a filter: `path` are names of the schema, outermost first."""

    path: tuple[str, ...]
    value: Column | Time


@dataclass(frozen=True)
class DrillDown:
    """The filter that admits exactly the rows of a group.

    With `have_levels` a group's filter has as many keys as its level; with `has_remainder`, the filter of the remainder
    is the complement of the filters of the first groups.
    """

    key: str
    keys: tuple[DrillKey, ...]
    has_levels: bool = False
    has_remainder: bool = False


@dataclass(frozen=True)
class Listed:
    """A column that holds a list of small objects, with the requested parts of them."""

    key: str
    column: str
    parts: tuple[Column | Constant, ...]


Output = (
    Column
    | Translated
    | FilledTemplate
    | Constant
    | Given
    | Identity
    | Listed
    | Child
    | ReferenceChild
    | Time
    | Object
    | DrillDown
)


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
    """The rows of the page, each with its cursor."""

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
    """An aggregate over a column of the rows of a group. `function` is a key of functions.FUNCTIONS; count has no
    column.

    `argument` is the function's second input: the weights of a mean, the position of a quantile, the column across
    which concentration is measured. `argument_name` is its part of the aggregate's name.
    """

    function: str
    column: str | None = None
    argument: object = None
    argument_name: str = ""

    @property
    def name(self) -> str:
        """Its name in the statement; equal for equal aggregates."""
        return ":".join(part for part in (self.function, self.column, self.argument_name) if part)


TIME = "time"
"""The name of the period key."""

LEVEL = "group:level"
"""The column of a group with the number of its keys, counted from the first."""

REMAINDER = "group:is_remainder"
"""The column of a group that marks the remainder."""

OTHERS = "group:others"
"""The column of the remainder that holds its filter."""


@dataclass(frozen=True)
class GroupKey:
    """A grouping key: a column of this table, or of the row that the to-one `relation` leads to.

    With a `grain` the column is a date, grouped by month, quarter, half, year or `ytd`: a row belongs to the group of
    its month and to those of the later months of its year.
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

    `having` and `order_by` name keys, LEVEL or aggregates. At most one key has a grain. `top` keeps so many groups and
    puts all other rows into one remainder; `has_levels` adds subtotals by the first keys, down to the grand total;
    `fills_periods` adds the periods without rows, except months of `skipped_months`.
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
    """One page of the rows that `where` admits, with the requested parts.

    `order_by` needs no tie-breaker: compilation adds the key of the table.
    """

    table: Admitted
    parts: tuple[ListPart, ...]
    page: Page
    where: Predicate | None = None
    order_by: tuple[OrderBy, ...] = ()


@dataclass(frozen=True)
class NamedRows:
    """The rows of one type among those that a request names: the values of each column of their key.

    `places` are their positions in the request.
    """

    type_name: str
    plan: RowPlan
    keys: tuple[tuple[str, object], ...]
    places: object


@dataclass(frozen=True)
class NodesPlan:
    """Rows of any types that a request names, in its order; null where a row does not exist."""

    size: object
    members: tuple[NamedRows, ...]


@dataclass(frozen=True)
class SearchPlan:
    """One page of search results, best first: `listing` is a list of hits (highlights.hit_table).

    `text` is the query, `types` are words of warehouse.catalog.searchable; `keys` is mart.search_key.
    """

    text: object
    types: tuple[str, ...]
    keys: Admitted
    listing: ListPlan


NounPlan = RowPlan | ListPlan
"""A plan of rows of one table."""

ReadPlan = NounPlan | NodesPlan | SearchPlan
