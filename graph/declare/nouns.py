"""Declared nouns and their registry. Nouns refer to each other by name, so that no type file imports another.

Also the building blocks of types, filters, orders and groups.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, Optional, Protocol

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import UNRESOLVED, StrawberryField
from strawberry.types.lazy_type import LazyType
from strawberry.utils.str_converters import to_camel_case

from graph.declare.scalars import Moment
from graph.declare.words import closed, word
from warehouse.catalog.relations import find_relation
from warehouse.measures.explanations import Explanation


@dataclass(frozen=True)
class DeclaredRelation:
    """A relation field to another noun."""

    target: str
    is_many: bool


@dataclass(frozen=True)
class Grouping:
    """The field `groups` of a noun.

    `adds_within` are the additive columns, each with the columns that the added rows must share; `skipped_months` are,
    by date column, the months (1 to 12) without due rows.
    """

    connection_type: type
    field: StrawberryField
    adds_within: Mapping[str, tuple[str, ...]]
    skipped_months: Mapping[str, tuple[int, ...]]


class Unit(Protocol):
    """The stored unit of a column (graph.declare.quantities)."""

    @property
    def column(self) -> str | None:
        """The column with the unit of each row; None if all rows share one."""

    def factors(self, wanted: str) -> tuple[tuple[str, Decimal], ...]:
        """(stored unit, factor to the wanted unit), for each possible stored unit."""


@dataclass(frozen=True)
class DefaultCondition:
    """A list of the noun has only rows in which `column` is true, unless it selects by one of `selectors` itself.

    Selectors are columns and relations in `where`, and the columns by which a list below a row is reached.
    """

    column: str
    selectors: frozenset[str]

    def is_selected_in(self, where: Mapping[str, Any]) -> bool:
        """Whether a filter has a condition on a selector, at any depth of and, or, not."""
        for name, value in where.items():
            if name in {"and_", "or_"} and any(self.is_selected_in(part) for part in value or ()):
                return True
            if name == "not_" and self.is_selected_in(value or {}):
                return True
            if name in self.selectors and any(inner is not None for inner in (value or {}).values()):
                return True
        return False


@dataclass(frozen=True)
class Noun:
    """A declared type.

    `columns` has the Python type of each column but those of lists, whose vocabularies are in `lists`; `sorts_by` the
    columns that order by another one; `names` are ordered by pinyin; `texts` have textual values; `words` has the words
    of each vocabulary as (stored value, enum value);
    `units` the stored units of quantities; `translated` the (Chinese, English) columns of a localized text;
    `explanation` how a row explains its numbers; `default` the condition of lists that do not select otherwise.
    """

    name: str
    table: str
    columns: Mapping[str, Any]
    relations: Mapping[str, DeclaredRelation]
    default_order: tuple[str, ...]
    sorts_by: Mapping[str, str]
    names: frozenset[str]
    texts: frozenset[str]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    lists: Mapping[str, type[Enum]]
    units: Mapping[str, Unit]
    translated: Mapping[str, tuple[str, str]]
    explanation: Explanation | None
    default: DefaultCondition | None
    object_type: type
    filter_type: type
    list_filter_type: type
    order_type: type
    order_field_type: type
    connection_type: type
    grouping: Grouping | None

    def source_column(self, relation: str) -> str:
        """The joining column of a relation."""
        return find_relation(self.table, relation).source_column

    @property
    def reaching(self) -> Mapping[str, str]:
        """The relations that conditions may follow at any depth, by the name of the condition."""
        return reaching(self.name, self.relations)

    @property
    def schema_names(self) -> Mapping[str, str]:
        """The schema names of the columns."""
        return {name: schema_name(name) for name in self.columns}


def at_any_depth(relation: str) -> str:
    """The name of the condition that follows a relation any number of times."""
    return f"{relation}_at_any_depth"


def reaching(noun_name: str, relations: Mapping[str, DeclaredRelation]) -> Mapping[str, str]:
    """The relations of a noun to many rows of its own type, by the name of the condition `at_any_depth`."""
    own = DeclaredRelation(noun_name, is_many=True)
    return {at_any_depth(name): name for name, relation in relations.items() if relation == own}


def words_of(vocabulary: type[Enum]) -> tuple[tuple[str, str], ...]:
    """The words of a vocabulary as (stored value, enum value)."""
    return tuple((word.value, word.name) for word in vocabulary)


def schema_name(name: str) -> str:
    """The schema name of a column, or of a function over one in a group (`sum:revenue_cny`), for error messages."""
    return ".".join(to_camel_case(part) for part in name.split(":"))


class Nouns(MutableMapping[str, Noun]):
    """Declared types by GraphQL name. A type is built on first access, since an import must not load the catalog."""

    def __init__(self) -> None:
        self._built: dict[str, Noun] = {}
        self._declared: dict[str, tuple[str, Callable[[], Noun]]] = {}

    def declare(self, name: str, table: str, build: Callable[[], Noun]) -> None:
        """Registers the factory of a table's type. Raises TypeError if the name is declared twice."""
        if name in self:
            raise TypeError(f"The type {name} is declared twice.")
        self._declared[name] = (table, build)

    def name_of(self, table: str) -> str | None:
        """The first type that was declared for the rows of a table; does not build it."""
        return next((name for name, (of, _) in self._declared.items() if of == table), None)

    def __getitem__(self, name: str) -> Noun:
        if name not in self._built:
            self._built[name] = self._declared[name][1]()
        return self._built[name]

    def __setitem__(self, name: str, noun: Noun) -> None:
        self._built[name] = noun

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._built.pop(name, None)
        self._declared.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._declared, *self._built]))

    def __len__(self) -> int:
        return len(self._declared.keys() | self._built.keys())

    def __contains__(self, name: object) -> bool:
        return name in self._declared or name in self._built


NOUNS = Nouns()
"""Every declared type by GraphQL name; complete once graph.types.query is imported."""


def check_nouns(root: Mapping[str, DeclaredRelation]) -> None:
    """Raises TypeError for a relation to an undeclared noun, and for a noun that is unreachable from the root.

    `root` are the relations of the root fields. The error names the noun, the field and the file to edit.
    """
    found = _targets("Query", "graph/types/query.py", root)
    waiting = list(found)
    while waiting:
        noun = NOUNS[waiting.pop()]
        new = _targets(noun.name, _file(noun), noun.relations) - found
        found |= new
        waiting += new
    for name in NOUNS:
        if name not in found:
            raise TypeError(
                f"{name} ({_file(NOUNS[name])}): no root field and no relation leads to it."
                " Give graph/types/query.py a field for it, or a noun a relation."
            )


def _targets(name: str, file: str, relations: Mapping[str, DeclaredRelation]) -> set[str]:
    for field, relation in relations.items():
        if relation.target not in NOUNS:
            close = get_close_matches(relation.target, NOUNS, 1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise TypeError(f"{name}.{field} ({file}) leads to '{relation.target}', which no file declares.{hint}")
    return {relation.target for relation in relations.values()}


def _file(noun: Noun) -> str:
    return f"{noun.object_type.__module__.replace('.', '/')}.py"


@closed(
    "Direction of an order. Null values come last in both directions by default (`nulls`). Names are ordered by pinyin,"
    " other texts by code point.",
    "排序方向，空值默认在最后；名称按拼音排序",
)
class Direction(Enum):
    ASC = word("asc", "Smallest first.", "升序")
    DESC = word("desc", "Largest first.", "降序")


@closed("Position of null values.", "空值的位置")
class NullsPlace(Enum):
    LAST = word("last", "After all values.", "最后")
    FIRST = word("first", "Before all values.", "最前")


def direction_fields() -> dict[str, Any]:
    """The fields `direction` and `nulls` of an order."""
    return {
        "direction": DeclaredField(default=Direction.ASC),
        "nulls": DeclaredField(default=NullsPlace.LAST),
    }


@dataclass(frozen=True)
class _Reference(LazyType[Any, Any]):
    """A lazy reference to a type of a noun: its object, filter or order type."""

    part: str = "object_type"

    def resolve_type(self) -> type[Any]:
        return typing.cast("type[Any]", getattr(NOUNS[self.type_name], self.part))


def refer(noun_name: str, part: str = "object_type") -> Any:
    return _Reference(noun_name, __name__, part=part)


class DeclaredField(StrawberryField):
    """A field whose type is resolved once per annotation: Strawberry resolves it again at every access."""

    _resolved: tuple[StrawberryAnnotation, Any] | None = None

    def resolve_type(self, *, type_definition: Any = None) -> Any:
        annotation = self.type_annotation
        if self._resolved is not None and self._resolved[0] is annotation:
            return self._resolved[1]
        resolved = super().resolve_type(type_definition=type_definition)
        if annotation is not None and resolved is not UNRESOLVED:
            self._resolved = (annotation, resolved)
        return resolved


class ColumnField(DeclaredField):
    sorts_by: str | None = None
    is_name: bool = False
    adds_within: tuple[str, ...] | None = None
    unit: str | None = None
    unit_column: str | None = None
    skips_months: tuple[int, ...] = ()


class RelationField(DeclaredField):
    relation: DeclaredRelation


def page_arguments() -> list[StrawberryArgument]:
    """`first`, `after`, `last`, `before`."""
    return [
        argument("first", int),
        argument("after", str),
        argument("last", int),
        argument("before", str),
    ]


def argument(name: str, kind: Any, description: str | None = None) -> StrawberryArgument:
    """An optional argument. Arguments of all lists have no description: the description of `Query` explains them."""
    return StrawberryArgument(
        name, None, StrawberryAnnotation(maybe(kind)), description=description, default=strawberry.UNSET
    )


def snapshot_arguments() -> list[StrawberryArgument]:
    """The arguments of a root field that select its snapshot (graph.execution.snapshot_choice)."""
    return [argument("snapshot", strawberry.ID), argument("as_of", Moment)]


def optional_field(name: str | None = None) -> Any:
    """An optional field of an input type."""
    return DeclaredField(graphql_name=name, default=strawberry.UNSET)


def input_type(name: str, annotations: Mapping[str, Any], body: Mapping[str, Any] | None = None) -> type:
    """An input type. Fields without an entry in `body` are optional."""
    fields = {**{key: optional_field() for key in annotations}, **(body or {})}
    return strawberry.input(class_of(name, annotations, fields), name=name)


def class_of(name: str, annotations: Mapping[str, Any], body: Mapping[str, Any]) -> type:
    """A class to be declared. With a docstring: without one, `dataclass` composes it from a signature, slowly."""
    return type(name, (), {"__annotations__": dict(annotations), "__module__": __name__, "__doc__": name, **body})


def maybe(kind: Any) -> Any:
    return Optional[kind]  # noqa: UP045  (`|` does not take a reference)


def list_of(kind: Any) -> Any:
    return list.__class_getitem__(kind)


def value_type(hint: Any) -> Any:
    """The type of a column's values, without the null."""
    return next(part for part in typing.get_args(hint) if part is not type(None)) if is_optional(hint) else hint


def is_optional(hint: Any) -> bool:
    """Whether the column is nullable."""
    return type(None) in typing.get_args(hint)
