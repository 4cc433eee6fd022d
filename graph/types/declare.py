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
    """A declared type.

    `columns` gives the Python type of each column; `sorts_by` where its order is another's; `texts` names those that
    clients read as text, `words` gives the words of a vocabulary as (value of the table, word of the schema).
    """

    name: str
    table: str
    columns: Mapping[str, Any]
    relations: Mapping[str, Relation]
    default_order: tuple[str, ...]
    sorts_by: Mapping[str, str]
    texts: frozenset[str]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    object_type: type
    filter_type: type
    list_filter_type: type
    order_type: type
    order_field_type: type


NOUNS: dict[str, Noun] = {}
"""Every declared type by its GraphQL name; complete once graph.root is imported."""


@strawberry.enum(
    description=both(
        "Direction of an order. Rows without a value come last in both unless `nulls` says otherwise.",
        "排序方向，空值默认在最后",
    )
)
class Direction(Enum):
    ASC = strawberry.enum_value("asc", description=both("Smallest first.", "升序"))
    DESC = strawberry.enum_value("desc", description=both("Largest first.", "降序"))


@strawberry.enum(description=both("Where rows without a value come.", "空值的位置"))
class NullsPlace(Enum):
    LAST = strawberry.enum_value("last", description=both("After all others.", "最后"))
    FIRST = strawberry.enum_value("first", description=both("Before all others.", "最前"))


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
        type_name = name or cls.__name__
        hints = typing.get_type_hints(cls)
        fields = {key: value for key, value in vars(cls).items() if isinstance(value, StrawberryField)}
        described = {key: str(field.description) for key, field in fields.items()}
        relations = {key: field.relation for key, field in fields.items() if isinstance(field, _RelationField)}
        order_field_type = _order_field_type(type_name, {key: described[key] for key in hints})
        NOUNS[type_name] = Noun(
            name=type_name,
            table=table,
            columns=hints,
            relations=relations,
            default_order=tuple(order_by),
            sorts_by={
                key: field.sorts_by
                for key, field in fields.items()
                if isinstance(field, _ColumnField) and field.sorts_by
            },
            texts=frozenset(key for key, hint in hints.items() if value_type(hint) in {str, strawberry.ID}),
            words={
                key: tuple((word.value, word.name) for word in value_type(hint))
                for key, hint in hints.items()
                if isinstance(value_type(hint), type) and issubclass(value_type(hint), Enum)
            },
            object_type=strawberry.type(cls, name=type_name, description=both(en, zh)),
            filter_type=_filter_type(type_name, hints, relations, described),
            list_filter_type=_list_filter_type(type_name),
            order_type=_order_type(type_name, order_field_type, relations),
            order_field_type=order_field_type,
        )
        return cls

    return declare


def _filter_type(
    type_name: str, hints: Mapping[str, Any], relations: Mapping[str, Relation], described: Mapping[str, str]
) -> type:
    """`EnterpriseFilter`: one filter per column and relation, and and/or/not over filters of the same kind."""
    own = _refer(type_name, "filter_type")
    combined = {
        "and_": ("and", _maybe(_list_of(own)), "All of these hold; of none: true.", "全部满足"),
        "or_": ("or", _maybe(_list_of(own)), "One of these holds; of none: false.", "满足其一"),
        "not_": ("not", _maybe(own), "This does not hold: the exact complement.", "不满足"),
    }
    annotations: dict[str, Any] = {key: _maybe(_column_filter(hint)) for key, hint in hints.items()}
    for key, relation in relations.items():
        part = "list_filter_type" if relation.is_many else "filter_type"
        annotations[key] = _maybe(_refer(relation.target, part))
    body: dict[str, Any] = {
        key: strawberry.field(description=described[key], default=strawberry.UNSET) for key in annotations
    }
    for key, (graphql_name, kind, en, zh) in combined.items():
        annotations[key] = kind
        body[key] = strawberry.field(name=graphql_name, description=both(en, zh), default=strawberry.UNSET)
    return _input_type(
        f"{type_name}Filter",
        annotations,
        body,
        both(f"Which rows of {type_name}: conditions beside each other must all hold.", "筛选条件，须同时满足"),
    )


def _list_filter_type(type_name: str) -> type:
    """`EnterpriseListFilter`: what holds of the rows that a list leads to."""
    texts = {
        "some": both("At least one row meets this.", "至少一行满足"),
        "every": both("Every row meets this; true of an empty list.", "每一行都满足（空列表为真）"),
        "none": both("No row meets this.", "没有一行满足"),
    }
    return _input_type(
        f"{type_name}ListFilter",
        dict.fromkeys(texts, _maybe(_refer(type_name, "filter_type"))),
        {key: strawberry.field(description=text, default=strawberry.UNSET) for key, text in texts.items()},
        both(f"What holds of the {type_name} rows that a row leads to.", "关联行须满足的条件"),
    )


def _order_field_type(type_name: str, described: Mapping[str, str]) -> type:
    members = {key.upper(): strawberry.enum_value(key, description=text) for key, text in described.items()}
    create_enum: Any = Enum
    field_enum: type = strawberry.enum(
        create_enum(f"{type_name}OrderField", members, module=__name__),
        description=both(f"What a list of {type_name} can be ordered by.", "可用于排序的字段"),
    )
    return field_enum


def _order_type(type_name: str, field_enum: type, relations: Mapping[str, Relation]) -> type:
    """`EnterpriseOrder`: a column, its own or of a row that it leads to, and a direction."""
    annotations: dict[str, Any] = {"field": _maybe(field_enum), "direction": Direction, "nulls": NullsPlace}
    body: dict[str, Any] = {
        "field": strawberry.field(description=both("By what.", "排序字段"), default=strawberry.UNSET),
        "direction": strawberry.field(description=both("In which direction.", "排序方向"), default=Direction.ASC),
        "nulls": strawberry.field(
            description=both("Where rows without a value come.", "空值的位置"), default=NullsPlace.LAST
        ),
    }
    for key, relation in relations.items():
        if not relation.is_many:
            annotations[key] = _maybe(_refer(relation.target, "order_field_type"))
            body[key] = strawberry.field(
                description=both(f"By this field of `{key}`, in place of `field`.", "按关联对象的字段排序"),
                default=strawberry.UNSET,
            )
    return _input_type(
        f"{type_name}Order",
        annotations,
        body,
        both(f"One key of the order of {type_name} rows: one field and its direction.", "一个排序键，指定一个字段"),
    )


def _input_type(name: str, annotations: Mapping[str, Any], body: Mapping[str, Any], description: str) -> type:
    cls = type(name, (), {"__annotations__": dict(annotations), "__module__": __name__, **body})
    return strawberry.input(cls, name=name, description=description)


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
