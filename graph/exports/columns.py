"""The columns of an export: selected leaf fields with dotted names, types and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    get_argument_values,
    get_named_type,
)

from graph.declare.descriptions import HEADING
from graph.declare.nouns import NOUNS
from graph.exports.list_query import ListQuery
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import InvalidArgument

Headings = Literal["names", "zh", "en"]

TEXTS = frozenset({"String", "ID", "Enum", "JSON"})
_NESTED = frozenset({"ReadyFilter"})
"""Scalars whose values are objects."""
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_HEADING_EN = re.compile(r"(?P<name>.*?)(?P<unit> \([^()]*\))?(?:[.:;,] .*|\.)?$")
_HEADING_ZH = re.compile("(?P<name>[^，；：。（]*)(?:（(?P<unit>元|万元|亿元|公顷|平方米|字节|0 至 1)[，）])?")
"""A description up to its first punctuation mark, and the unit in brackets; other Chinese brackets are comments."""

_CONVERTED = (38, 14)
"""Precision and scale of a converted decimal: six places, and eight more from yuan to 亿元."""
_WIDEST = (38, 12)
"""Precision and scale of a decimal that is not a table column: a sum, a share."""


@dataclass(frozen=True)
class ExportColumn:
    """`kind` is the name of a scalar, `Enum`, or `JSON` for a nested value."""

    name: str
    path: tuple[str, ...]
    kind: str
    zh: str
    en: str
    precision: tuple[int, int] = _WIDEST

    def value(self, row: Mapping[str, Any]) -> Any:
        """The JSON value of the column in a row; None if a related row is missing."""
        found: Any = row
        for key in self.path:
            if found is None:
                return None
            found = found[key]
        return orjson.dumps(found).decode() if self.kind == "JSON" and found is not None else found


def read_columns(list_query: ListQuery, *, takes_nested: bool) -> tuple[ExportColumn, ...]:
    """The columns in order of selection. Raises InvalidArgument for a nested list unless `takes_nested`."""
    return tuple(_columns(list_query, list_query.row_type, list_query.row_nodes, (), takes_nested))


def headings(columns: tuple[ExportColumn, ...], which: Headings) -> list[str]:
    """One heading per column, unique."""
    texts = [{"names": column.name, "zh": column.zh, "en": column.en}[which] for column in columns]
    return [
        f"{text} ({column.name})" if texts.count(text) > 1 else text
        for text, column in zip(texts, columns, strict=True)
    ]


def _columns(
    list_query: ListQuery,
    kind: GraphQLObjectType,
    nodes: tuple[FieldNode, ...],
    above: tuple[ExportColumn, ...],
    takes_nested: bool,
) -> Iterator[ExportColumn]:
    for key, found in list_query.fields_of(kind, nodes).items():
        name = found[0].name.value
        if name == "__typename":
            yield _column(above, key, "String", "类型", "Type")
            continue
        field = kind.fields[name]
        inner = get_named_type(field.type)
        if _is_list(field.type) or (isinstance(inner, GraphQLObjectType) and "pageInfo" in inner.fields):
            if not takes_nested:
                dotted = ".".join([*(part.name for part in above[-1:]), key])
                raise InvalidArgument(
                    f"'{dotted}' is a nested list, which a table cannot hold.",
                    "Export it separately, add nested=json for a JSON column, or use format=ndjson.",
                )
            yield _column(above, key, "JSON", *_described(field, name))
        elif isinstance(inner, GraphQLObjectType):
            here = _column(above, key, "", *_described(field, name))
            yield from _columns(list_query, inner, found, (*above, here), takes_nested)
        elif isinstance(inner, (GraphQLScalarType, GraphQLEnumType)):
            leaf = "Enum" if isinstance(inner, GraphQLEnumType) else "JSON" if inner.name in _NESTED else inner.name
            zh, en = _described(field, name, _unit(list_query, field, found[0]))
            precision = _WIDEST
            if leaf == "Decimal":
                precision = _CONVERTED if found[0].arguments else _precision(kind, field)
            yield _column(above, key, leaf, zh, en, precision)
        else:
            raise InvalidArgument(f"'{key}' has several types, which a table cannot hold.")


def _column(
    above: tuple[ExportColumn, ...], key: str, kind: str, zh: str, en: str, precision: tuple[int, int] = _WIDEST
) -> ExportColumn:
    parent = above[-1] if above else None
    if parent is None:
        return ExportColumn(key, (key,), kind, zh, en, precision)
    return ExportColumn(
        f"{parent.name}.{key}", (*parent.path, key), kind, f"{parent.zh} / {zh}", f"{parent.en} / {en}", precision
    )


def _is_list(kind: GraphQLOutputType) -> bool:
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(inner, GraphQLList)


def _described(field: GraphQLField, name: str, unit: tuple[str, str] | None = None) -> tuple[str, str]:
    """Chinese and English heading: the start of the description, or the name, with the requested unit or the unit in
    the description.
    """
    en, _, zh = (field.description or _heading(field) or name).partition(" 中文：")
    match_en, match_zh = _HEADING_EN.match(en), _HEADING_ZH.match(zh)
    assert match_en is not None and match_zh is not None
    own = f"（{match_zh['unit']}）" if match_zh["unit"] else "", match_en["unit"] or ""
    unit_zh, unit_en = unit or own
    return match_zh["name"] + unit_zh or name, match_en["name"] + unit_en or name


def _heading(field: GraphQLField) -> str | None:
    """The heading of a field without a description."""
    declared = next(iter(field.extensions.values()), None)
    return None if declared is None else declared.metadata.get(HEADING)


def _unit(list_query: ListQuery, field: GraphQLField, node: FieldNode) -> tuple[str, str] | None:
    """The requested unit as heading texts; None without a conversion."""
    requested = get_argument_values(field, node, dict(list_query.coerced)).get("unit")
    if requested is None:
        return None
    words = get_named_type(field.args["unit"].type)
    assert isinstance(words, GraphQLEnumType)
    en, _, zh = (words.values[words.serialize(requested)].description or "").partition(" 中文：")
    return f"（{zh}）", f" ({en.rstrip('.')})"


def _precision(kind: GraphQLObjectType, field: GraphQLField) -> tuple[int, int]:
    """Precision and scale of the table column."""
    noun = NOUNS.get(kind.name)
    declared = next(iter(field.extensions.values()), None)
    name = getattr(declared, "python_name", None)
    if noun is None or name not in noun.columns:
        return _WIDEST
    match = _DECIMAL.fullmatch(load_catalog().table(noun.table).column(str(name)).data_type)
    return (int(match[1]), int(match[2])) if match else _WIDEST
