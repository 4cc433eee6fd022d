"""Root field `vocabularies`: the labels of enum values and units in both languages. It reads no table."""

from __future__ import annotations

from collections.abc import Collection

import strawberry
from graphql import GraphQLEnumType, GraphQLSchema

from graph.declare.descriptions import both, split_languages


@strawberry.type(description=both("A value of an enum with its labels.", "枚举值及其名称"))
class VocabularyValue:
    value: str = strawberry.field(description=both("The value as the API writes it.", "枚举值"))
    zh: str = strawberry.field(description=both("Chinese label.", "中文名称"))
    en: str = strawberry.field(description=both("English label.", "英文名称"))


@strawberry.type(description=both("An enum of the schema, units included.", "枚举类型（含计量单位）"))
class Vocabulary:
    name: str = strawberry.field(description=both("Name of the enum type.", "枚举类型名称"))
    values: list[VocabularyValue] = strawberry.field(description=both("Its values, in order.", "枚举值"))


def read_vocabularies(schema: GraphQLSchema, names: Collection[str] | None) -> list[Vocabulary]:
    """The enums of the schema whose values have labels: those of these names, or all. Unknown names give nothing."""
    return [
        Vocabulary(name=name, values=[_value(word, each.description or "") for word, each in kind.values.items()])
        for name, kind in sorted(schema.type_map.items())
        if isinstance(kind, GraphQLEnumType)
        and (names is None or name in names)
        and all(each.description for each in kind.values.values())
        and not name.startswith("__")
    ]


def _value(word: str, description: str) -> VocabularyValue:
    en, zh = split_languages(description)
    return VocabularyValue(value=word, zh=zh, en=en.rstrip("."))
