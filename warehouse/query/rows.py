"""The sources of a list's rows: a table, the parents' rows, joins for an order or a link table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.catalog.relations import Relation
from warehouse.query.access import Admitted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate, Reaching, Related, Within
from warehouse.query.paging import SortKey
from warehouse.query.plan import (
    LEVEL,
    OTHERS,
    REMAINDER,
    TIME,
    Child,
    Column,
    Constant,
    DrillDown,
    FilledTemplate,
    Given,
    Identity,
    Listed,
    Object,
    Output,
    ReferenceChild,
    Time,
    Translated,
)
from warehouse.query.predicates import rows_of
from warehouse.query.statement import Statement, indent, join, lines, quote, wrap

PARENT = "parent_key"
"""In a step: the value of the parent's column that the row or list belongs to."""

POSITION = "position"
CURSOR = "cursor"
_LINKED = "linked_key"


@dataclass(frozen=True)
class Parents:
    """The parents of a step: their step, the relation from them, and how many of them are on their page.

    `link` is the link table of the relation, if it has one.
    """

    step: str
    relation: Relation
    size: object | None
    link: Admitted | None = None


@dataclass(frozen=True)
class Source:
    """The source of a list's rows: clauses and conditions, and the column with the parent of a row."""

    clauses: tuple[Statement | str, ...]
    conditions: tuple[Statement, ...]
    parent: str | None

    @property
    def named_parent(self) -> str:
        """The parent's column as it is selected."""
        own = quote(PARENT)
        return own if self.parent == own else f"{self.parent} as {own}"


def from_clause(source: Statement, keys: Sequence[SortKey]) -> list[Statement | str]:
    """The `from` clause, with the joins that an order needs."""
    related = {key.relation.name: (key.relation, key.target) for key in keys if key.relation and key.target}
    if not related:
        return [wrap("from ", source, "")]
    sorts = [f"{quote(key.relation.name)}.{quote(key.column)} as {quote(key.name)}" for key in keys if key.relation]
    return [
        "from (",
        f"    select source.*, {', '.join(sorts)}",
        wrap("    from ", source, " as source"),
        *(
            wrap(
                "    left join ",
                rows_of(target),
                f" as {quote(name)}"
                f" on {quote(name)}.{quote(relation.target_column)} = source.{quote(relation.source_column)}",
            )
            for name, (relation, target) in related.items()
        ),
        ") as sorted",
    ]


def linked(parents: Parents | None) -> list[Statement | str]:
    """The link table between parents and rows, each pair once."""
    if parents is None or parents.relation.link is None:
        return []
    link = parents.relation.link
    assert parents.link is not None
    source, target = quote(link.source_column), quote(link.target_column)
    return [
        "join (",
        f"    select distinct {source} as {quote(PARENT)}, {target} as {quote(_LINKED)}",
        wrap("    from ", rows_of(parents.link), ""),
        wrap(f"    where {source} in (", keys_of(parents), ")"),
        f") as link on {quote(_LINKED)} = {quote(parents.relation.target_column)}",
    ]


def total_of(source: Source) -> Statement:
    """The number of rows, per parent that has any."""
    pieces = [*source.clauses, where_clause(source.conditions)]
    if source.parent is None:
        return lines(["select count(*) as total", *pieces])
    return lines([f"select {source.named_parent}, count(*) as total", *pieces, "group by all"])


def keys_of(parents: Parents) -> Statement:
    """The values by which the parents on their page lead to rows."""
    column, step = quote(parents.relation.source_column), quote(parents.step)
    if parents.size is None:
        return Statement(f"select {column} from {step}")
    return Statement(f"select {column} from {step} where {quote(POSITION)} <= ?", (parents.size,))


def of_parents(parents: Parents) -> Statement:
    """The condition that a row belongs to one of the parents."""
    return wrap(f"{quote(parents.relation.target_column)} in (", keys_of(parents), ")")


def join_to_parents(name: str, parents: Parents) -> Statement:
    """Joins a step of at most one row per parent to the step of the parents."""
    own, parent = f"{quote(name)}.{quote(PARENT)}", f"{quote(parents.step)}.{quote(parents.relation.source_column)}"
    return Statement(f"left join {quote(name)} on {own} = {parent}")


def columns_read(outputs: Iterable[Output], table: Admitted) -> list[str]:
    """The requested columns and those that lead to children, each once."""
    return [quote(table.column(name).name) for name in dict.fromkeys(_names_read(outputs, table))]


def _names_read(outputs: Iterable[Output], table: Admitted) -> Iterator[str]:
    for output in outputs:
        match output:
            case Listed(_, name):
                yield name
            case Column(_, name, _, _, conversion):
                yield name
                if conversion is not None and conversion.unit_column is not None:
                    yield conversion.unit_column
            case FilledTemplate():
                yield from output.columns
            case Translated(_, languages):
                yield from (name for _, name in languages)
            case Child(_, relation):
                yield table.relation(relation).source_column
            case Identity(_, _, columns):
                yield from columns
            case ReferenceChild(_, name):
                reference = table.reference(name)
                yield from (reference.type_column, reference.key_column)
            case Object(_, inner, null_with):
                yield from null_with
                yield from _names_read(inner, table)
            case Time():
                yield TIME
            case DrillDown(_, keys, has_levels, has_remainder):
                yield from (TIME if isinstance(key.value, Time) else key.value.name for key in keys)
                yield from [LEVEL] if has_levels else []
                yield from [REMAINDER, OTHERS] if has_remainder else []
            case Constant() | Given():
                pass


def columns_in(predicate: Predicate | None, table: Admitted) -> Iterator[str]:
    """The columns of a table that a condition uses."""
    match predicate:
        case Comparison(column):
            yield column
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from columns_in(part, table)
        case Negation(part):
            yield from columns_in(part, table)
        case Related(name) | Reaching(name):
            yield table.relation(name).source_column
        case Within(name):
            yield table.relation(name).target_column


def select(columns: Iterable[Statement | str]) -> Statement:
    """The `select` clause, a column a line; `1 as one` for no columns."""
    pieces = [Statement(column) if isinstance(column, str) else column for column in columns]
    return wrap("select\n", indent(join(",\n", pieces or [Statement("1 as one")])), "")


def where_clause(conditions: Sequence[Statement]) -> Statement:
    """All of the conditions; nothing where there are none."""
    return wrap("where ", join("\n    and ", conditions), "") if conditions else Statement("")
