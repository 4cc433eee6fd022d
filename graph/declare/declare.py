"""Declares a type: its table, columns and relations, each with a description in two languages.

    @noun("core.region", en="…", zh="…")
    class Region:
        level: RegionLevel
        area_km2 = column(adds_within=())
        parent = to_one("Region", "…", "…")
        enterprises = to_many("Enterprise", "…", "…")

Columns come from the catalog with their types and texts; the class declares what the catalog cannot know:
vocabularies, units, additivity, orders, relations (named as in warehouse.catalog.relations). The filter and the order
of a noun are derived from its columns. Nouns refer to each other by name through NOUNS, so that no type file imports
another.
"""

from __future__ import annotations

import copy
import re
import typing
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.declare.descriptions import HEADING, SHARED_COLUMNS, both
from graph.declare.explained import ExplanationText, explanation_field
from graph.declare.grouping import declare_grouping
from graph.declare.inputs import filter_type, list_filter_type, order_field_type, order_type
from graph.declare.node import as_node
from graph.declare.nouns import (
    NOUNS,
    ColumnField,
    DeclaredRelation,
    DefaultCondition,
    Grouping,
    Noun,
    RelationField,
    argument,
    list_of,
    maybe,
    page_arguments,
    refer,
    schema_name,
    value_type,
    words_of,
)
from graph.declare.pagination import connection_type
from graph.declare.quantities import LocalizedText, StoredUnit, stored_unit, translated, translated_field
from graph.declare.scalars import Long
from warehouse.catalog.catalog import Table, TableColumn, load_catalog
from warehouse.catalog.relations import find_relation
from warehouse.measures.explanations import EXPLANATIONS, Explanation

_COLUMN_NAME = re.compile(r"`([a-z0-9_]+)`")


def column(
    *,
    sorts_by: str | None = None,
    is_name: bool = False,
    adds_within: tuple[str, ...] | None = None,
    unit: str | None = None,
    unit_column: str | None = None,
    skips_months: tuple[int, ...] = (),
) -> Any:
    """Properties of a column that the catalog does not know.

    `sorts_by` orders by another column, such as a name by its pinyin. Without it, names (`is_name`, and every
    `…name_zh`) are ordered by ICU's pinyin collation.

    `adds_within`: values are additive across rows that share these columns; `()`: across all rows. Without it, groups
    refuse a sum: prices, rates and stocks are not additive.

    `unit` is the stored unit, for amounts whose name does not end in `_cny`; `unit_column` names the column with the
    unit of each row. Such a field takes the argument `unit`.

    `skips_months` are months without due rows, so that they are not shown as empty periods.
    """
    field = ColumnField()
    field.unit, field.unit_column = unit, unit_column
    field.sorts_by, field.is_name = sorts_by, is_name
    field.adds_within = adds_within
    field.skips_months = skips_months
    return field


def to_one(target: str, en: str | None = None, zh: str | None = None) -> Any:
    """A field with one row of another noun, or null. Its text is by default that of the joining column."""
    field = RelationField(
        description=None if en is None or zh is None else both(en, zh),
        type_annotation=StrawberryAnnotation(maybe(refer(target))),
    )
    field.relation = DeclaredRelation(target, is_many=False)
    return field


def to_many(target: str, en: str, zh: str, *, is_nullable: bool = False) -> Any:
    """A field with a page of rows of another noun, with filter, order and paging."""
    connection = refer(target, "connection_type")
    field = RelationField(
        description=both(en, zh),
        type_annotation=StrawberryAnnotation(maybe(connection) if is_nullable else connection),
    )
    field.relation = DeclaredRelation(target, is_many=True)
    field.arguments = [
        argument("where", refer(target, "filter_type")),
        argument("order_by", list_of(refer(target, "order_type"))),
        *page_arguments(),
    ]
    return field


def by_key(target: str, key: str, en: str, zh: str) -> Any:
    """A root field with the row of that key, or null."""
    field = to_one(target, en, zh)
    field.arguments = [StrawberryArgument(key, None, StrawberryAnnotation(strawberry.ID))]
    return field


def noun(
    table: str,
    *,
    en: str,
    zh: str,
    order_by: Sequence[str] = (),
    name: str | None = None,
    is_grouped: bool = False,
    default: DefaultCondition | None = None,
    columns: Sequence[str] | None = None,
) -> Callable[[type], type]:
    """Declares a class as the type of a table's rows and registers it in NOUNS.

    The columns of the table become fields with the types and texts of the catalog; an annotation in the class gives a
    column its vocabulary. `columns` selects some of them, for a second type of the same table. `order_by` is the
    default order of lists; the key of the table completes every order. `is_grouped` adds `groups` to its lists.
    """

    def declare(cls: type) -> type:
        type_name = name or cls.__name__

        def build() -> Noun:
            return _build(cls, type_name, table, both(en, zh), tuple(order_by), is_grouped, default, columns)

        NOUNS.declare(type_name, table, build)
        return cls

    return declare


def _build(
    cls: type,
    type_name: str,
    table: str,
    description: str,
    order_by: tuple[str, ...],
    is_grouped: bool,
    default: DefaultCondition | None,
    columns: Sequence[str] | None,
) -> Noun:
    _copy_inherited_fields(cls)
    hints, lists = _add_columns(cls, load_catalog().table(table), columns)
    _move_relation_texts(cls, table)
    units = _add_units(cls, hints)
    texts = _add_translated(cls, hints)
    explanation = _add_explanation(cls, table)
    fields = {key: value for key, value in vars(cls).items() if isinstance(value, StrawberryField)}
    described = {key: str(field.description or field.metadata.get(HEADING)) for key, field in fields.items()}
    relations = {key: field.relation for key, field in fields.items() if isinstance(field, RelationField)}
    order_fields = order_field_type(type_name, hints)
    grouping = _grouping_of(type_name, hints, described, relations, fields) if is_grouped else None
    more = {} if grouping is None else {"groups": (grouping.connection_type, grouping.field)}
    return Noun(
        name=type_name,
        table=table,
        columns=hints,
        relations=relations,
        default_order=order_by,
        sorts_by={
            key: field.sorts_by for key, field in fields.items() if isinstance(field, ColumnField) and field.sorts_by
        },
        names=frozenset(
            key
            for key, field in fields.items()
            if isinstance(field, ColumnField) and (field.is_name or key.endswith("name_zh"))
        ),
        texts=frozenset(key for key, hint in hints.items() if value_type(hint) in {str, strawberry.ID}),
        words={
            key: words_of(value_type(hint))
            for key, hint in hints.items()
            if isinstance(value_type(hint), type) and issubclass(value_type(hint), Enum)
        },
        lists=lists,
        units=units,
        translated=texts,
        explanation=explanation,
        default=default,
        object_type=strawberry.type(as_node(cls), name=type_name, description=description),
        filter_type=filter_type(type_name, hints, relations),
        list_filter_type=list_filter_type(type_name),
        order_type=order_type(type_name, order_fields, relations),
        order_field_type=order_fields,
        connection_type=connection_type(type_name, refer(type_name), more),
        grouping=grouping,
    )


def _copy_inherited_fields(cls: type) -> None:
    """Copies inherited fields into the class, after its own."""
    for shared in cls.__mro__[1:-1]:
        for key, hint in typing.get_type_hints(shared).items():
            if key in vars(shared):
                cls.__annotations__.setdefault(key, hint)
        for key, field in vars(shared).items():
            if isinstance(field, StrawberryField) and key not in vars(cls):
                own = copy.copy(field)
                # Strawberry copies only its own attributes; ours are copied here.
                vars(own).update({name: value for name, value in vars(field).items() if name not in vars(own)})
                setattr(cls, key, own)


def _add_columns(
    cls: type, table: Table, selected: Sequence[str] | None
) -> tuple[dict[str, Any], dict[str, type[Enum]]]:
    """Adds the columns of the table to the class as fields, in their order. Returns their Python types by name, and
    apart from them the vocabularies of columns of lists, which filters and orders do not support.

    A column of a list is a field where the class says of which words (`list[Word]`), and else left out. Raises
    TypeError if the class declares a column that the table lacks, or a type that the catalog knows.
    """
    declared = typing.get_type_hints(cls)
    of_lists = {name: typing.get_args(hint)[0] for name, hint in declared.items() if typing.get_origin(hint) is list}
    shown = [one for one in table.columns if not _is_list(one) or one.name in of_lists]
    if selected is not None:
        shown = [one for one in shown if one.name in selected]
    unknown = {*declared, *(key for key, field in vars(cls).items() if isinstance(field, ColumnField))}
    unknown -= {one.name for one in shown}
    if unknown:
        raise TypeError(f"{cls.__name__}: {table.key} has no column {', '.join(sorted(unknown))}.")
    hints: dict[str, Any] = {}
    for one in shown:
        words = of_lists.get(one.name) or (value_type(declared[one.name]) if one.name in declared else None)
        if words is not None and not issubclass(words, Enum):
            raise TypeError(f"{cls.__name__}.{one.name}: the catalog has its type; annotate vocabularies only.")
        kind = words or _type_of(one)
        if (one.name in of_lists) != _is_list(one):
            raise TypeError(f"{cls.__name__}.{one.name}: a list of words is a column of a list.")
        kind = list[kind] if one.name in of_lists else kind  # type: ignore[valid-type]
        hints[one.name] = maybe(kind) if one.is_nullable else kind
        field = vars(cls).get(one.name) or column()
        text = _in_schema_words(one.description)
        if one.description == _shared_texts().get(one.name):
            field.metadata = {HEADING: text}
        else:
            field.description = text
        setattr(cls, one.name, field)
    cls.__annotations__ = {**hints, **{key: hint for key, hint in cls.__annotations__.items() if key not in hints}}
    scalars = {key: hint for key, hint in hints.items() if key not in of_lists}
    return scalars, of_lists


def _is_list(column: TableColumn) -> bool:
    return column.data_type.endswith("[]")


def _move_relation_texts(cls: type, table: str) -> None:
    """Moves the text of a joining column to the relation that has none, so that the schema has it once."""
    for key, field in list(vars(cls).items()):
        if isinstance(field, RelationField) and field.description is None:
            by = vars(cls)[find_relation(table, key).source_column]
            text = by.description or by.metadata[HEADING]
            field.description, by.description, by.metadata = text, None, {HEADING: text}


_TYPES: Mapping[str, Any] = {
    "BIGINT": Long,
    "BOOLEAN": bool,
    "DATE": date,
    "INTEGER": int,
    "TIMESTAMP": datetime,
    "VARCHAR": str,
}


def _type_of(one: TableColumn) -> Any:
    """The Python type of a column. A text that identifies a row of any table is an ID. Raises TypeError."""
    if one.data_type == "VARCHAR" and (one.name in _keys() or one.name.endswith(_ends_of_keys())):
        return strawberry.ID
    kind = Decimal if one.data_type.startswith("DECIMAL") else _TYPES.get(one.data_type)
    if kind is None:
        raise TypeError(f"{one.name}: {one.data_type} has no type in the schema.")
    return kind


@cache
def _shared_texts() -> Mapping[str, str]:
    """The most frequent text of each provenance column: the description of `Query` explains those once."""
    texts: dict[str, Counter[str]] = {name: Counter() for name in SHARED_COLUMNS}
    for table in load_catalog().tables.values():
        for one in table.columns:
            if one.name in texts:
                texts[one.name][one.description] += 1
    return {name: counted.most_common(1)[0][0] for name, counted in texts.items()}


@cache
def _keys() -> frozenset[str]:
    """Ids and codes that alone are the key of a table: in any table they identify one of its rows. A name that is the
    key of a list of names is a text all the same."""
    keys = (table.row_key[0] for table in load_catalog().tables.values() if len(table.row_key) == 1)
    return frozenset(key for key in keys if key.endswith(("_id", "_code")))


@cache
def _ends_of_keys() -> tuple[str, ...]:
    """The endings of column names that identify a row: `parent_region_code` is the code of a region."""
    return ("_id", *sorted(f"_{key}" for key in _keys() if key.endswith("_code")))


def _in_schema_words(text: str) -> str:
    """A text of the catalog with column names replaced by their schema names."""
    return _COLUMN_NAME.sub(lambda name: f"`{schema_name(name[1])}`", text)


def _add_units(cls: type, hints: Mapping[str, Any]) -> dict[str, StoredUnit]:
    """The stored units of a noun's decimals; adds the argument `unit` to their fields."""
    found = {}
    for key, hint in hints.items():
        field = vars(cls).get(key)
        if isinstance(field, ColumnField) and value_type(hint) is Decimal:
            unit = stored_unit(key, field.unit, field.unit_column)
            if unit is not None:
                found[key] = unit
                field.arguments = [unit.argument]
    return found


def _add_translated(cls: type, hints: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The texts of a noun in both languages; adds a field for each."""
    found = translated(hints)
    for key, (zh, en) in found.items():
        cls.__annotations__[key] = LocalizedText
        setattr(cls, key, translated_field(key, to_camel_case(zh), to_camel_case(en)))
    return found


def _add_explanation(cls: type, table: str) -> Explanation | None:
    """How a row explains itself, where warehouse.measures says so; adds the field."""
    explanation = EXPLANATIONS.get(table)
    if explanation is not None:
        cls.__annotations__["explanation"] = ExplanationText
        cls.explanation = explanation_field()  # type: ignore[attr-defined]
    return explanation


def _grouping_of(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    relations: Mapping[str, DeclaredRelation],
    fields: Mapping[str, StrawberryField],
) -> Grouping:
    columns = {key: field for key, field in fields.items() if isinstance(field, ColumnField)}
    adds_within = {key: field.adds_within for key, field in columns.items() if field.adds_within is not None}
    skipped = {key: field.skips_months for key, field in columns.items() if field.skips_months}
    return declare_grouping(type_name, hints, described, relations, adds_within, skipped)
