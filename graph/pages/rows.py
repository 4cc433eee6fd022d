"""The page of the rows that a computed number rests on: a document for each type that has a list, filtered by its keys.

What a table is computed from is declared where it is made (`reads` of the catalog). Its inputs are those tables, as the
types of the API, with the rows that share the keys of the computed one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_object_type,
)

from graph.declare.nouns import NOUNS
from graph.execution.persisted_queries import hash_of
from graph.pages.folders import frame_fields
from graph.pages.parameters import WrongAddress
from graph.pages.units import Named, read_fields, read_texts, shorten
from warehouse.catalog.catalog import load_catalog
from warehouse.wording import Words

PAGE = "behind"
_TIMES = frozenset({"period", "year", "quarter", "fromPeriod", "toPeriod"})
_KINDS = frozenset({"subjectKind", "periodKind", "measure"})
_ROWS = 100


@dataclass(frozen=True)
class Listed:
    """A type with a list: the root field, the variables that filter it by their types, and the document."""

    name: str
    title: Words
    root: str
    filters: Mapping[str, str]
    document: str
    sha256: str


@dataclass(frozen=True)
class Input:
    """Rows that a computed row was made of: their type, and the keys that they share with it."""

    listed: Listed
    keys: Mapping[str, str]


class Rows:
    """The lists of all types, and which of them a row rests on."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        query = schema.query_type
        frame = frame_fields(schema)
        self.listed: dict[str, Listed] = {}
        for root, field in (query.fields if query is not None else {}).items():
            connection, where = get_named_type(field.type), field.args.get("where")
            if not isinstance(connection, GraphQLObjectType) or where is None or "nodes" not in connection.fields:
                continue
            kind = get_named_type(connection.fields["nodes"].type)
            if isinstance(kind, GraphQLObjectType) and kind.name in NOUNS and kind.name not in self.listed:
                self.listed[kind.name] = _listed(root, kind, get_named_type(where.type), frame)
        self._of_tables = {NOUNS[name].table: listed for name, listed in reversed(self.listed.items())}

    def documents(self) -> list[str]:
        return [listed.document for listed in self.listed.values()]

    def request(self, name: str, query: Mapping[str, Sequence[str]]) -> tuple[str, dict[str, Any]]:
        """Document and variables of an address. Raises WrongAddress for a type without a list."""
        listed = self.listed.get(name)
        if listed is None:
            raise WrongAddress(Words(f"没有“{name[:60]}”这类数据。", f"There are no rows of a type '{name[:60]}'."))
        given = {key: values[-1].strip() for key, values in query.items() if values and values[-1].strip()}
        return listed.sha256, {
            key: given[key] for key in (*listed.filters, "after", "asOf", "snapshot") if key in given
        }

    def describe(self, name: str, data: Mapping[str, Any], variables: Mapping[str, Any]) -> dict[str, Any]:
        """What the template of the page is given in addition."""
        listed, kind = self.listed[name], self._schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        rows = data["rows"]["nodes"]
        return {
            "listed": listed,
            "filters": {
                key: (shorten(read_texts(kind, key)), variables[key]) for key in listed.filters if key in variables
            },
            "rows": [
                (row["id"], [part for part in row.values() if isinstance(part, dict)], _shown(read_fields(kind, row)))
                for row in rows
            ],
            "total": data["rows"]["totalCount"],
            "page_info": data["rows"]["pageInfo"],
        }

    def inputs(self, row: Mapping[str, Any]) -> list[Input]:
        """The types that a row was computed from, by the keys that they share; those that share one where any does."""
        noun = NOUNS.get(row["__typename"])
        if noun is None or not noun.table.startswith("mart.") or {"sourceCell", "sourceRow"} & row.keys():
            return []
        keys, kinds = _keys(row), self._kinds(noun.name)
        read = [
            Input(listed, {key: keys[key] for key in listed.filters if key in keys and _means_same(key, listed, kinds)})
            for listed in self._read_by(noun.table)
            if listed.name != noun.name
        ]
        found = [one for one in read if not one.keys.keys() <= _TIMES | _KINDS] or read
        return sorted(found, key=lambda one: -len(one.keys))

    def _kinds(self, name: str) -> Mapping[str, str]:
        """The vocabularies of a type, by the fields whose words mean nothing to another one."""
        kind = self._schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        return {each: get_named_type(kind.fields[each].type).name for each in _KINDS if each in kind.fields}

    def _read_by(self, table: str) -> list[Listed]:
        """The nearest types that a table reads, through tables that are none."""
        tables, seen, found = [*_reads(table)], {table}, []
        while tables:
            each = tables.pop(0)
            if each in seen:
                continue
            seen.add(each)
            if each in self._of_tables:
                found.append(self._of_tables[each])
            else:
                tables += _reads(each)
        return found


def _means_same(key: str, listed: Listed, kinds: Mapping[str, str]) -> bool:
    """Whether a key says the same of both: a subject is of the same kinds, a measure of the same measures."""
    by = "subjectKind" if key == "subjectId" else key
    return by not in kinds or by not in listed.filters or kinds[by] == listed.filters[by]


def _reads(table: str) -> Sequence[str]:
    known = load_catalog().tables.get(table)
    return () if known is None else known.reads


def _keys(row: Mapping[str, Any]) -> dict[str, str]:
    """The key values of a row, and of the rows that it is about."""
    found: dict[str, str] = {}
    for part in (row, *(each for each in row.values() if isinstance(each, dict))):
        for name, value in part.items():
            if isinstance(value, str) and (name.endswith(("Id", "Code")) or name in _TIMES | _KINDS):
                found.setdefault(name, value)
    if "enterpriseId" in found:
        found.setdefault("subjectId", found["enterpriseId"])
    return found


def _listed(root: str, kind: GraphQLObjectType, where: Any, frame: str) -> Listed:
    assert isinstance(where, GraphQLInputObjectType)
    filters: dict[str, str] = {}
    for name, field in where.fields.items():
        inner = get_named_type(field.type)
        if isinstance(inner, GraphQLInputObjectType) and "eq" in inner.fields:
            of_value = get_named_type(inner.fields["eq"].type).name
            if of_value == "ID" or name in _TIMES | _KINDS:
                filters[name] = of_value
    columns = [
        name
        for name, field in kind.fields.items()
        if is_leaf_type(get_named_type(field.type)) and not isinstance(field.type, GraphQLList)
    ]
    names = [
        f"{name} {{ {' '.join(parts)} }}"
        for name, field in kind.fields.items()
        if is_object_type(inner := get_named_type(field.type))
        and isinstance(inner, GraphQLObjectType)
        and inner.name in NOUNS
        and (parts := [part for part in ("nameZh", "nameEn", "titleZh", "titleEn") if part in inner.fields])
    ]
    variables = ", ".join(f"${name}: {of_value}" for name, of_value in filters.items())
    conditions = " ".join(f"{name}: {{ eq: ${name} }}" for name in filters)
    arguments = f"where: {{ {conditions} }}, first: {_ROWS}, after: $after, asOf: $asOf, snapshot: $snapshot"
    nodes = f"nodes {{ __typename {' '.join([*columns, *names])} }}"
    document = (
        f"query RowsOf{kind.name}({variables}, $after: String, $asOf: DateOrDateTime, $snapshot: ID) {{\n"
        f"  rows: {root}({arguments}) {{ totalCount {nodes} pageInfo {{ hasNextPage endCursor }} }}\n{frame}\n}}"
    )
    return Listed(kind.name, shorten(read_texts(kind)), root, filters, document, hash_of(document))


def _shown(fields: Sequence[Named]) -> list[Named]:
    """The fields that a table shows: what a row is, and its numbers."""
    return [one for one in fields if one.name not in {"id", "sheetId"} and not one.name.endswith(("Pinyin", "En"))]
