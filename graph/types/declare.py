"""How a type is declared: its table, its columns, its relations, and a description of each in two languages.

    @noun("core.region", en="…", zh="…")
    class Region:
        region_code: strawberry.ID = column("…", "…")
        parent = to_one("Region", "…", "…")
        enterprises = to_many("Enterprise", "…", "…")

A column is named as in its table, a relation as in warehouse.relations. The filter and the order of a noun are made
from its columns. Nouns name each other by name and meet in NOUNS, so that no type file imports another.
"""

from __future__ import annotations

import copy
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Optional

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

from graph.descriptions import both
from graph.filters import BooleanFilter, DateFilter, DateTimeFilter, NumberFilter, TextFilter, vocabulary_filter
from graph.pagination import Connection
from graph.scalars import Long


@dataclass(frozen=True)
class Relation:
    """A field that leads to another noun."""

    target: str
    is_many: bool


@dataclass(frozen=True)
class Noun:
    """A declared type. `columns` gives the Python type of each column; `sorts_by` where its order is another's."""

    name: str
    table: str
    columns: Mapping[str, Any]
    relations: Mapping[str, Relation]
    default_order: tuple[str, ...]
    sorts_by: Mapping[str, str]
    object_type: type
    filter_type: type
    order_type: type


NOUNS: dict[str, Noun] = {}
"""Every declared type by its GraphQL name; complete once graph.root is imported."""


@strawberry.enum(
    description=both("Direction of an order. Rows without a value come last in both.", "排序方向，空值总在最后")
)
class Direction(Enum):
    ASC = strawberry.enum_value("asc", description=both("Smallest first.", "升序"))
    DESC = strawberry.enum_value("desc", description=both("Largest first.", "降序"))


@dataclass(frozen=True)
class _Reference(LazyType[Any, Any]):
    """A part of a noun that may be declared later: its object, filter or order type."""

    part: str = "object_type"

    def resolve_type(self) -> type[Any]:
        return typing.cast("type[Any]", getattr(NOUNS[self.type_name], self.part))


def _refer(noun_name: str, part: str = "object_type") -> Any:
    return _Reference(noun_name, __name__, part=part)


class _ColumnField(StrawberryField):
    sorts_by: str | None = None


class _RelationField(StrawberryField):
    relation: Relation


def column(en: str, zh: str, *, sorts_by: str | None = None) -> Any:
    """A field that is the column of the same name. `sorts_by` orders by another column: a name by its pinyin."""
    field = _ColumnField(description=both(en, zh))
    field.sorts_by = sorts_by
    return field


def to_one(target: str, en: str, zh: str) -> Any:
    """A field with one row of another noun, or null."""
    field = _RelationField(
        description=both(en, zh),
        type_annotation=StrawberryAnnotation(_maybe(_refer(target))),
    )
    field.relation = Relation(target, is_many=False)
    return field


def to_many(target: str, en: str, zh: str, *, is_nullable: bool = False) -> Any:
    """A field with a page of rows of another noun, to be filtered, ordered and walked."""
    connection: Any = Connection.__class_getitem__(_refer(target))  # type: ignore[attr-defined]
    field = _RelationField(
        description=both(en, zh),
        type_annotation=StrawberryAnnotation(_maybe(connection) if is_nullable else connection),
    )
    field.relation = Relation(target, is_many=True)
    field.arguments = [
        _argument("where", _refer(target, "filter_type"), "Which rows.", "筛选条件"),
        _argument(
            "order_by",
            _list_of(_refer(target, "order_type")),
            "In which order; earlier keys first. The order is always made complete by the key of the row.",
            "排序，先列者优先",
        ),
        _argument(
            "first", int, "How many rows from the start or after `after`. 50 if not given, at most 1000.", "取前若干行"
        ),
        _argument("after", str, "Cursor: only rows after it.", "游标之后"),
        _argument(
            "last", int, "How many rows from the end or before `before`. Not together with `first`.", "取末若干行"
        ),
        _argument("before", str, "Cursor: only rows before it.", "游标之前"),
    ]
    return field


def by_key(target: str, key: str, en: str, zh: str) -> Any:
    """A root field with the row of that key; null where there is none."""
    field = to_one(target, en, zh)
    field.arguments = [
        StrawberryArgument(key, None, StrawberryAnnotation(strawberry.ID), description=both("Its key.", "主键"))
    ]
    return field


def _argument(name: str, kind: Any, en: str, zh: str) -> StrawberryArgument:
    return StrawberryArgument(
        name,
        None,
        StrawberryAnnotation(_maybe(kind)),
        description=both(en, zh),
        default=strawberry.UNSET,
    )


def noun(
    table: str, *, en: str, zh: str, order_by: Sequence[str] = (), name: str | None = None
) -> Callable[[type], type]:
    """Declares a class as the type of a table's rows and registers it in NOUNS.

    `order_by` is the order of a list that is not asked for in another one; the key of the table ends every order.
    """

    def declare(cls: type) -> type:
        _take_shared_fields(cls)
        type_name = name or cls.__name__
        hints = typing.get_type_hints(cls)
        fields = {key: value for key, value in vars(cls).items() if isinstance(value, StrawberryField)}
        described = {key: str(fields[key].description) for key in hints}
        NOUNS[type_name] = Noun(
            name=type_name,
            table=table,
            columns=hints,
            relations={key: field.relation for key, field in fields.items() if isinstance(field, _RelationField)},
            default_order=tuple(order_by),
            sorts_by={
                key: field.sorts_by
                for key, field in fields.items()
                if isinstance(field, _ColumnField) and field.sorts_by
            },
            object_type=strawberry.type(cls, name=type_name, description=both(en, zh)),
            filter_type=_filter_type(type_name, hints, described),
            order_type=_order_type(type_name, described),
        )
        return cls

    return declare


def _take_shared_fields(cls: type) -> None:
    """Fields that a noun has from the classes it derives from become its own, after those that it declares."""
    for shared in cls.__mro__[1:-1]:
        for key, hint in typing.get_type_hints(shared).items():
            if key in vars(shared):
                cls.__annotations__.setdefault(key, hint)
        for key, field in vars(shared).items():
            if isinstance(field, StrawberryField) and key not in vars(cls):
                own = copy.copy(field)
                # Strawberry copies what it knows; what we have added goes along.
                vars(own).update({name: value for name, value in vars(field).items() if name not in vars(own)})
                setattr(cls, key, own)


def _filter_type(type_name: str, hints: Mapping[str, Any], described: Mapping[str, str]) -> type:
    """`EnterpriseFilter`: one filter per column, and and/or/not over filters of the same kind."""
    filter_name = f"{type_name}Filter"
    own = _refer(type_name, "filter_type")
    combined = {
        "and_": ("and", _maybe(_list_of(own)), "All of these hold; of none: true.", "全部满足"),
        "or_": ("or", _maybe(_list_of(own)), "One of these holds; of none: false.", "满足其一"),
        "not_": ("not", _maybe(own), "This does not hold: the exact complement.", "不满足"),
    }
    annotations: dict[str, Any] = {key: _maybe(_column_filter(hint)) for key, hint in hints.items()}
    body: dict[str, Any] = {
        key: strawberry.field(description=described[key], default=strawberry.UNSET) for key in hints
    }
    for key, (graphql_name, kind, en, zh) in combined.items():
        annotations[key] = kind
        body[key] = strawberry.field(name=graphql_name, description=both(en, zh), default=strawberry.UNSET)
    cls = type(filter_name, (), {"__annotations__": annotations, "__module__": __name__, **body})
    return strawberry.input(
        cls,
        name=filter_name,
        description=both(
            f"Which rows of {type_name}: conditions beside each other must all hold.", "筛选条件，须同时满足"
        ),
    )


def _order_type(type_name: str, described: Mapping[str, str]) -> type:
    """`EnterpriseOrder`: a column, as a value of `EnterpriseOrderField`, and a direction."""
    members = {key.upper(): strawberry.enum_value(key, description=text) for key, text in described.items()}
    create_enum: Any = Enum
    field_enum = strawberry.enum(
        create_enum(f"{type_name}OrderField", members, module=__name__),
        description=both(f"What a list of {type_name} can be ordered by.", "可用于排序的字段"),
    )
    body = {
        "__annotations__": {"field": field_enum, "direction": Direction},
        "__module__": __name__,
        "field": strawberry.field(description=both("By what.", "排序字段")),
        "direction": strawberry.field(description=both("In which direction.", "排序方向"), default=Direction.ASC),
    }
    cls = type(f"{type_name}Order", (), body)
    return strawberry.input(cls, description=both(f"One key of the order of {type_name} rows.", "一个排序键"))


_FILTERS: Mapping[Any, type] = {
    str: TextFilter,
    strawberry.ID: TextFilter,
    int: NumberFilter,
    Long: NumberFilter,
    Decimal: NumberFilter,
    date: DateFilter,
    datetime: DateTimeFilter,
    bool: BooleanFilter,
}


def _column_filter(hint: Any) -> Any:
    kind = value_type(hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return vocabulary_filter(kind)
    return _FILTERS[kind]


def _maybe(kind: Any) -> Any:
    return Optional[kind]  # noqa: UP045  (`|` does not take a reference)


def _list_of(kind: Any) -> Any:
    return list.__class_getitem__(kind)


def value_type(hint: Any) -> Any:
    """The type of a column's values, without the null."""
    return next(part for part in typing.get_args(hint) if part is not type(None)) if is_optional(hint) else hint


def is_optional(hint: Any) -> bool:
    """Whether the column may have no value."""
    return type(None) in typing.get_args(hint)
