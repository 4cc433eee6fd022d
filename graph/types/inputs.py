"""The filter and the order of a noun, made from its columns and relations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from graph.descriptions import both
from graph.filters import BooleanFilter, DateFilter, DateTimeFilter, NumberFilter, TextFilter, vocabulary_filter
from graph.scalars import Long
from graph.types.nouns import Direction, NullsPlace, Relation, input_type, list_of, maybe, reaching, refer, value_type
from graph.types.vocabulary.words import vocabulary_of


def filter_type(
    type_name: str, hints: Mapping[str, Any], relations: Mapping[str, Relation], described: Mapping[str, str]
) -> type:
    """`EnterpriseFilter`: one filter per column and relation, and and/or/not over filters of the same kind."""
    own = refer(type_name, "filter_type")
    combined = {
        "and_": ("and", maybe(list_of(own)), "All of these hold; of none: true.", "全部满足"),
        "or_": ("or", maybe(list_of(own)), "One of these holds; of none: false.", "满足其一"),
        "not_": ("not", maybe(own), "This does not hold: the exact complement.", "不满足"),
    }
    annotations: dict[str, Any] = {key: maybe(column_filter(hint)) for key, hint in hints.items()}
    if "parent" in relations and relations["parent"] == Relation(type_name, is_many=False):
        combined["within"] = (
            "within",
            maybe(own),
            "It is one of these rows or stands below one, at any depth.",
            "属于这些行或其任一下级（任意层级）",
        )
    for key, name in reaching(type_name, relations).items():
        combined[key] = (
            to_camel_case(key),
            maybe(own),
            f"One of `{to_camel_case(name)}`, or of theirs, at any depth, meets this.",
            "经任意层级的该关系可达满足条件的行",
        )
    for key, relation in relations.items():
        part = "list_filter_type" if relation.is_many else "filter_type"
        annotations[key] = maybe(refer(relation.target, part))
    body: dict[str, Any] = {
        key: strawberry.field(description=described[key], default=strawberry.UNSET) for key in annotations
    }
    for key, (graphql_name, kind, en, zh) in combined.items():
        annotations[key] = kind
        body[key] = strawberry.field(name=graphql_name, description=both(en, zh), default=strawberry.UNSET)
    return input_type(
        f"{type_name}Filter",
        annotations,
        body,
        both(f"Which rows of {type_name}: conditions beside each other must all hold.", "筛选条件，须同时满足"),
    )


def list_filter_type(type_name: str) -> type:
    """`EnterpriseListFilter`: what holds of the rows that a list leads to."""
    texts = {
        "some": both("At least one row meets this.", "至少一行满足"),
        "every": both("Every row meets this; true of an empty list.", "每一行都满足（空列表为真）"),
        "none": both("No row meets this.", "没有一行满足"),
    }
    return input_type(
        f"{type_name}ListFilter",
        dict.fromkeys(texts, maybe(refer(type_name, "filter_type"))),
        {key: strawberry.field(description=text, default=strawberry.UNSET) for key, text in texts.items()},
        both(f"What holds of the {type_name} rows that a row leads to.", "关联行须满足的条件"),
    )


def order_field_type(type_name: str, described: Mapping[str, str]) -> type:
    members = {key.upper(): strawberry.enum_value(key, description=text) for key, text in described.items()}
    return vocabulary_of(
        f"{type_name}OrderField", members, f"What a list of {type_name} can be ordered by.", "可用于排序的字段"
    )


def order_type(type_name: str, field_enum: type, relations: Mapping[str, Relation]) -> type:
    """`EnterpriseOrder`: a column, its own or of a row that it leads to, and a direction."""
    annotations: dict[str, Any] = {"field": maybe(field_enum), "direction": Direction, "nulls": NullsPlace}
    body: dict[str, Any] = {
        "field": strawberry.field(description=both("By what.", "排序字段"), default=strawberry.UNSET),
        "direction": strawberry.field(description=both("In which direction.", "排序方向"), default=Direction.ASC),
        "nulls": strawberry.field(
            description=both("Where rows without a value come.", "空值的位置"), default=NullsPlace.LAST
        ),
    }
    for key, relation in relations.items():
        if not relation.is_many:
            annotations[key] = maybe(refer(relation.target, "order_field_type"))
            body[key] = strawberry.field(
                description=both(f"By this field of `{key}`, in place of `field`.", "按关联对象的字段排序"),
                default=strawberry.UNSET,
            )
    return input_type(
        f"{type_name}Order",
        annotations,
        body,
        both(f"One key of the order of {type_name} rows: one field and its direction.", "一个排序键，指定一个字段"),
    )


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


def column_filter(hint: Any) -> Any:
    """The filter of a column's type."""
    kind = value_type(hint)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return vocabulary_filter(kind)
    return _FILTERS[kind]
