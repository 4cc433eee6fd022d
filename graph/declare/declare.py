"""How a type is declared: its table, its columns, its relations, and a description of each in two languages.

    @noun("core.region", en="…", zh="…")
    class Region:
        region_code: strawberry.ID = column("…", "…")
        parent = to_one("Region", "…", "…")
        enterprises = to_many("Enterprise", "…", "…")

A column is named as in its table, a relation as in warehouse.catalog.relations. One that carries a column of a report form has
no text here: `column()` is described by the form (warehouse/forms/carried.py). The filter and the order of a noun are
made from its columns. Nouns name each other by name and meet in NOUNS, so that no type file imports another.
"""

from __future__ import annotations

import copy
import re
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from graph.declare.descriptions import both
from graph.declare.grouping import declare_grouping
from graph.declare.inputs import filter_type, list_filter_type, order_field_type, order_type
from graph.declare.node import as_node
from graph.declare.nouns import (
    NOUNS,
    ColumnField,
    Grouping,
    Noun,
    Relation,
    RelationField,
    argument,
    list_of,
    maybe,
    page_arguments,
    refer,
    schema_name,
    value_type,
)
from graph.declare.pagination import connection_type
from graph.declare.quantities import LocalizedText, StoredUnit, stored_unit, translated, translated_field
from warehouse.forms.carried import find_carried

_COLUMN_NAME = re.compile(r"`([a-z0-9_]+)`")


def column(
    en: str | None = None,
    zh: str | None = None,
    *,
    sorts_by: str | None = None,
    is_name: bool = False,
    adds_within: tuple[str, ...] | None = None,
    unit: str | None = None,
    unit_column: str | None = None,
    skips_months: tuple[int, ...] = (),
) -> Any:
    """A field that is the column of the same name; without a text the form that it comes from describes it.

    `sorts_by` orders by another column: a name by its pinyin. Without one, names (`is_name`, and `…name_zh` by itself)
    come in the order of their pinyin as ICU has it.

    `adds_within` says that values may be added up where rows have these columns in common, `()` that they may
    anywhere. Without it groups give no sum of them: prices, rates and stocks do not add up.

    `unit` is the one that values are stored in, for amounts that do not end in `_cny`; `unit_column` names the column
    that tells it for each row. Such a field takes `unit`.

    `skips_months` are the months in which this date never lies, since no row is due: they are no empty periods.
    """
    field = ColumnField(description=None if en is None or zh is None else both(en, zh))
    field.unit, field.unit_column = unit, unit_column
    field.sorts_by, field.is_name = sorts_by, is_name
    field.adds_within = adds_within
    field.skips_months = skips_months
    return field


def to_one(target: str, en: str, zh: str) -> Any:
    """A field with one row of another noun, or null."""
    field = RelationField(
        description=both(en, zh),
        type_annotation=StrawberryAnnotation(maybe(refer(target))),
    )
    field.relation = Relation(target, is_many=False)
    return field


def to_many(target: str, en: str, zh: str, *, is_nullable: bool = False) -> Any:
    """A field with a page of rows of another noun, to be filtered, ordered and walked."""
    connection = refer(target, "connection_type")
    field = RelationField(
        description=both(en, zh),
        type_annotation=StrawberryAnnotation(maybe(connection) if is_nullable else connection),
    )
    field.relation = Relation(target, is_many=True)
    field.arguments = [
        argument("where", refer(target, "filter_type")),
        argument("order_by", list_of(refer(target, "order_type"))),
        *page_arguments(),
    ]
    return field


def by_key(target: str, key: str, en: str, zh: str) -> Any:
    """A root field with the row of that key; null where there is none."""
    field = to_one(target, en, zh)
    field.arguments = [StrawberryArgument(key, None, StrawberryAnnotation(strawberry.ID))]
    return field


def noun(
    table: str, *, en: str, zh: str, order_by: Sequence[str] = (), name: str | None = None, is_grouped: bool = False
) -> Callable[[type], type]:
    """Declares a class as the type of a table's rows and registers it in NOUNS.

    `order_by` is the order of a list that is not asked for in another one; the key of the table ends every order.
    `is_grouped` gives its lists `groups`.
    """

    def declare(cls: type) -> type:
        _take_shared_fields(cls)
        _take_descriptions(cls, table)
        type_name = name or cls.__name__
        hints = typing.get_type_hints(cls)
        units = _take_units(cls, hints)
        texts = _take_translated(cls, hints)
        fields = {key: value for key, value in vars(cls).items() if isinstance(value, StrawberryField)}
        described = {key: str(field.description) for key, field in fields.items()}
        relations = {key: field.relation for key, field in fields.items() if isinstance(field, RelationField)}
        order_fields = order_field_type(type_name, hints)
        grouping = _grouping_of(type_name, hints, described, relations, fields) if is_grouped else None
        more = {} if grouping is None else {"groups": (grouping.connection_type, grouping.field)}
        NOUNS[type_name] = Noun(
            name=type_name,
            table=table,
            columns=hints,
            relations=relations,
            default_order=tuple(order_by),
            sorts_by={
                key: field.sorts_by
                for key, field in fields.items()
                if isinstance(field, ColumnField) and field.sorts_by
            },
            names=frozenset(
                key
                for key, field in fields.items()
                if isinstance(field, ColumnField) and (field.is_name or key.endswith("name_zh"))
            ),
            texts=frozenset(key for key, hint in hints.items() if value_type(hint) in {str, strawberry.ID}),
            words={
                key: tuple((word.value, word.name) for word in value_type(hint))
                for key, hint in hints.items()
                if isinstance(value_type(hint), type) and issubclass(value_type(hint), Enum)
            },
            units=units,
            translated=texts,
            object_type=strawberry.type(as_node(cls), name=type_name, description=both(en, zh)),
            filter_type=filter_type(type_name, hints, relations),
            list_filter_type=list_filter_type(type_name),
            order_type=order_type(type_name, order_fields, relations),
            order_field_type=order_fields,
            connection_type=connection_type(type_name, refer(type_name), more),
            grouping=grouping,
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


def _take_descriptions(cls: type, table: str) -> None:
    """The descriptions of fields whose columns carry columns of forms.

    Raises TypeError for such a field that has a text of its own, and for any other that has none.
    """
    for key, field in vars(cls).items():
        if not isinstance(field, ColumnField):
            continue
        carried = find_carried(table, key)
        if carried is None:
            if field.description is None:
                raise TypeError(f"{cls.__name__}.{key}: no form describes {table}.{key}, so column() needs a text.")
            continue
        if field.description is not None:
            origin = f"{carried.form.form_id}.{carried.column.name}"
            raise TypeError(f"{cls.__name__}.{key}: {origin} of a form describes it; write column() without a text.")
        field.description = both(_in_schema_words(carried.en), _in_schema_words(carried.zh))


def _in_schema_words(text: str) -> str:
    """A text of a form in which the columns that it names are named as the schema names them."""
    return _COLUMN_NAME.sub(lambda name: f"`{schema_name(name[1])}`", text)


def _take_units(cls: type, hints: Mapping[str, Any]) -> dict[str, StoredUnit]:
    """The units of the decimals of a noun, whose fields now take `unit`."""
    found = {}
    for key, hint in hints.items():
        field = vars(cls).get(key)
        if isinstance(field, ColumnField) and value_type(hint) is Decimal:
            unit = stored_unit(key, field.unit, field.unit_column)
            if unit is not None:
                found[key] = unit
                field.arguments = [unit.argument]
    return found


def _take_translated(cls: type, hints: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """The texts of a noun that it has in both languages, each of which now is a field."""
    found = translated(hints)
    for key, (zh, en) in found.items():
        cls.__annotations__[key] = LocalizedText
        setattr(cls, key, translated_field(key, to_camel_case(zh), to_camel_case(en)))
    return found


def _grouping_of(
    type_name: str,
    hints: Mapping[str, Any],
    described: Mapping[str, str],
    relations: Mapping[str, Relation],
    fields: Mapping[str, StrawberryField],
) -> Grouping:
    columns = {key: field for key, field in fields.items() if isinstance(field, ColumnField)}
    adding = {key: field.adds_within for key, field in columns.items() if field.adds_within is not None}
    skipped = {key: field.skips_months for key, field in columns.items() if field.skips_months}
    return declare_grouping(type_name, hints, described, relations, adding, skipped)
