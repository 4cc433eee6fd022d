"""The second opinion on every answer: plain resolvers over lists of rows, slow and obvious.

It reads the same declarations as the service (NOUNS, ROOT, warehouse.relations, the catalog) and shares nothing of
what turns a document into SQL: graphql-core executes the document field by field, and a field filters, sorts, pages
and counts in Python. Where the two differ, one of them is wrong.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import duckdb
from graphql import ExecutionResult, GraphQLError, GraphQLObjectType, execute, parse
from strawberry.utils.str_converters import to_camel_case

from graph.root import ROOT
from graph.schema import declare_schema
from graph.types.nouns import NOUNS, Noun, Relation, value_type
from warehouse.catalog import load_catalog
from warehouse.relations import find_relation

Row = dict[str, Any]
DEFAULT_PAGE = 50
LARGEST_PAGE = 1000
OPERATORS = {"eq", "ne", "in", "notIn", "lt", "lte", "gt", "gte", "contains", "startsWith", "isNull"}


class Reference:
    """Answers documents on the rows of one snapshot, which it is given whole.

    A column that the rows do not have is closed: whoever looks at it fails.
    """

    def __init__(self, rows: Mapping[str, list[Row]], snapshot_id: str) -> None:
        self._snapshot_id = snapshot_id
        self._rows = rows
        self._schema = declare_schema()._schema
        for name, kind in self._schema.type_map.items():
            if not isinstance(kind, GraphQLObjectType) or name.startswith("__"):
                continue
            # A row is a mapping here, and the field that leads to it says its type.
            kind.is_type_of = None
            for field_name, field in kind.fields.items():
                # A part of a connection is a plain key of a mapping, which graphql-core looks up by itself.
                field.resolve = self._resolver(name, field_name)

    def execute(self, text: str, variables: Mapping[str, Any], name: str | None = None) -> ExecutionResult:
        found = execute(self._schema, parse(text), variable_values=dict(variables), operation_name=name)
        assert isinstance(found, ExecutionResult)
        return found

    def _resolver(self, type_name: str, field_name: str) -> Callable[..., Any] | None:
        if type_name == "Query":
            # `limits` reads no table.
            root = _find(ROOT, field_name)
            return None if root is None else self._root(ROOT[root])
        if type_name not in NOUNS:
            return None
        noun = NOUNS[type_name]
        if field_name == "id":
            key = load_catalog().table(noun.table).row_key
            return lambda row, _info: _opaque([type_name, *(_text(row[name]) for name in key)])
        column = _find(noun.columns, field_name)
        if column is not None:
            kind = value_type(noun.columns[column])
            return lambda row, _info: _shown(kind, row[column])
        return self._relation(noun, _named(noun.relations, field_name))

    def _root(self, relation: Relation) -> Callable[..., Any]:
        noun = NOUNS[relation.target]
        rows = self._rows[noun.table]
        if relation.is_many:
            return lambda _source, _info, **arguments: self._page(noun, rows, arguments)

        def row_of_key(_source: object, _info: object, **arguments: Any) -> Row | None:
            wanted = {_named(noun.columns, name): value for name, value in arguments.items()}
            return next((row for row in rows if all(row[name] == value for name, value in wanted.items())), None)

        return row_of_key

    def _relation(self, noun: Noun, name: str) -> Callable[..., Any]:
        relation = noun.relations[name]
        if not relation.is_many:
            return lambda row, _info: next(iter(self._related(noun, name, row)), None)
        target = NOUNS[relation.target]
        return lambda row, _info, **arguments: self._page(target, self._related(noun, name, row), arguments)

    def _related(self, noun: Noun, name: str, row: Row) -> list[Row]:
        """The rows that a relation leads to from a row, each once."""
        relation = find_relation(noun.table, name)
        own = row[relation.source_column]
        if own is None:
            return []
        keys = {own}
        if relation.link is not None:
            keys = {
                pair[relation.link.target_column]
                for pair in self._rows[relation.link.table]
                if pair[relation.link.source_column] == own
            }
        return [found for found in self._rows[relation.target] if found[relation.target_column] in keys]

    # a page

    def _page(self, noun: Noun, rows: Sequence[Row], arguments: Mapping[str, Any]) -> dict[str, Any]:
        first, last, after, before = (arguments.get(name) for name in ("first", "last", "after", "before"))
        if first is not None and last is not None:
            raise GraphQLError("first and last")
        size = next((given for given in (first, last) if given is not None), DEFAULT_PAGE)
        if not 0 <= size <= LARGEST_PAGE:
            raise GraphQLError("no page has this size")
        keys = self._order(noun, arguments.get("orderBy"))
        _check_filter(arguments.get("where"))
        admitted = [row for row in rows if self._holds(noun, row, arguments.get("where") or {})]
        between = self._between(noun, keys, after, before, self._sorted(noun, keys, admitted))
        page = (between[-size:] if size else []) if last is not None else between[:size]
        cut = len(page) < len(between)
        cursors = [self._cursor(noun, keys, row) for row in page]
        return {
            "nodes": page,
            "edges": [{"cursor": cursor, "node": row} for cursor, row in zip(cursors, page, strict=True)],
            "pageInfo": {
                "hasNextPage": before is not None if last is not None else cut,
                "hasPreviousPage": cut if last is not None else after is not None,
                "startCursor": cursors[0] if cursors else None,
                "endCursor": cursors[-1] if cursors else None,
            },
            "totalCount": len(admitted),
        }

    def _between(
        self, noun: Noun, keys: Sequence[_Key], after: str | None, before: str | None, rows: list[Row]
    ) -> list[Row]:
        """The rows between the two cursors: they are places in the whole table, put in the order of the list."""
        whole = self._sorted(noun, keys, self._rows[noun.table])
        places = {id(row): place for place, row in enumerate(whole)}
        told = [place_of(self._cursor(noun, keys, row)) for row in whole]
        low = -1 if after is None else told.index(place_of(after))
        high = len(whole) if before is None else told.index(place_of(before))
        return [row for row in rows if low < places[id(row)] < high]

    def _cursor(self, noun: Noun, keys: Sequence[_Key], row: Row) -> str:
        """With another fingerprint than the service's: what a cursor says of its list is not compared."""
        values = {key.name: _text(key.value(self, noun, row)) for key in reversed(keys)}
        told = [self._snapshot_id, "reference", *(values[name] for name in dict.fromkeys(key.name for key in keys))]
        return _opaque(told)

    # an order

    def _order(self, noun: Noun, order_by: Sequence[Mapping[str, Any]] | None) -> list[_Key]:
        asked = [_asked_key(noun, key) for key in order_by or ()]
        own = [] if order_by else self._own_order(noun)
        return [*asked, *own, *(_Key(column) for column in load_catalog().table(noun.table).row_key)]

    def _own_order(self, noun: Noun) -> list[_Key]:
        rows = self._rows[noun.table]
        return [_Key(column) for column in noun.default_order if not rows or column in rows[0]]

    def _sorted(self, noun: Noun, keys: Sequence[_Key], rows: Sequence[Row]) -> list[Row]:
        """By the last key first: Python's sort keeps the order of what is equal."""
        ordered = list(rows)
        for key in reversed(keys):
            values = {id(row): key.value(self, noun, row) for row in ordered}
            empty = [row for row in ordered if values[id(row)] is None]
            filled = [row for row in ordered if values[id(row)] is not None]
            filled.sort(key=lambda row: values[id(row)], reverse=key.is_descending)
            ordered = empty + filled if key.nulls_first else filled + empty
        return ordered

    # a filter

    def _holds(self, noun: Noun, row: Row, where: Mapping[str, Any]) -> bool:
        return all(self._holds_one(noun, row, name, value) for name, value in where.items() if value is not None)

    def _holds_one(self, noun: Noun, row: Row, name: str, value: Any) -> bool:
        if name == "and":
            return all(self._holds(noun, row, part) for part in value)
        if name == "or":
            return any(self._holds(noun, row, part) for part in value)
        if name == "not":
            return not self._holds(noun, row, value)
        column = _find(noun.columns, name)
        if column is not None:
            return all(_compare(operator, row[column], operand) for operator, operand in value.items())
        relation_name = _named(noun.relations, name)
        relation = noun.relations[relation_name]
        target = NOUNS[relation.target]
        related = self._related(noun, relation_name, row)
        if not relation.is_many:
            return any(self._holds(target, found, value) for found in related)
        met = {
            quantifier: [] if inner is None else [self._holds(target, found, inner) for found in related]
            for quantifier, inner in value.items()
        }
        return (
            (value.get("some") is None or any(met["some"]))
            and (value.get("every") is None or all(met["every"]))
            and (value.get("none") is None or not any(met["none"]))
        )


class _Key:
    """One key of an order; `relation` leads to the row whose column it is."""

    def __init__(
        self, column: str, relation: str | None = None, is_descending: bool = False, nulls_first: bool = False
    ) -> None:
        self.name = column if relation is None else f"{relation}:{column}"
        self.is_descending = is_descending
        self.nulls_first = nulls_first
        self._column = column
        self._relation = relation

    def value(self, reference: Reference, noun: Noun, row: Row) -> Any:
        if self._relation is None:
            return row[self._column]
        return next((found[self._column] for found in reference._related(noun, self._relation, row)), None)


def _opaque(told: list[str | None]) -> str:
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def place_of(cursor: str) -> list[str | None]:
    """What a cursor says of its row: the snapshot and the values, without the name of the list."""
    snapshot_id, _list, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return [snapshot_id, *values]


def read_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """Every row of every table."""
    return {table: _read_table(connection, table) for table in load_catalog().tables}


def _read_table(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    found = connection.cursor().execute(f"select * from {table}")
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, values, strict=True)) for values in found.fetchall()]


def _asked_key(noun: Noun, key: Mapping[str, Any]) -> _Key:
    fields = {name: word for name, word in key.items() if name not in {"direction", "nulls"} and word is not None}
    if len(fields) != 1:
        raise GraphQLError("a key names one field")
    ((name, word),) = fields.items()
    relation = None if name == "field" else _named(noun.relations, name)
    sorted_noun = noun if relation is None else NOUNS[noun.relations[relation].target]
    column = sorted_noun.sorts_by.get(word.value, word.value)
    return _Key(column, relation, key["direction"].value == "desc", key["nulls"].value == "first")


def _check_filter(where: Any) -> None:
    """A comparison with null is refused, whether or not a row comes to be compared."""
    if isinstance(where, list):
        for part in where:
            _check_filter(part)
    elif isinstance(where, dict):
        if OPERATORS.intersection(where) and None in where.values():
            raise GraphQLError("compared with null")
        for part in where.values():
            _check_filter(part)


def _compare(operator: str, value: Any, operand: Any) -> bool:
    operand = _plain(operand)
    if operator == "isNull":
        return (value is None) == operand
    if operator == "ne":
        return bool(value != operand)
    if operator == "notIn":
        return value not in operand
    if value is None:
        return False
    compared: dict[str, Callable[[], Any]] = {
        "eq": lambda: value == operand,
        "in": lambda: value in operand,
        "lt": lambda: value < operand,
        "lte": lambda: value <= operand,
        "gt": lambda: value > operand,
        "gte": lambda: value >= operand,
        "contains": lambda: _lower(operand) in _lower(value),
        "startsWith": lambda: _lower(value).startswith(_lower(operand)),
    }
    return bool(compared[operator]())


def _plain(operand: Any) -> Any:
    if isinstance(operand, list):
        return [_plain(part) for part in operand]
    return operand.value if isinstance(operand, Enum) else operand


def _lower(text: str) -> str:
    """Letter by letter, each becoming one letter."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _shown(kind: Any, value: Any) -> Any:
    """A value as the type of its field takes it; that type writes it."""
    if value is not None and isinstance(kind, type) and issubclass(kind, Enum):
        return next(word for word in kind if word.value == value)
    if isinstance(value, datetime):
        return f"{_text(value)}Z".replace(" ", "T")
    return value


def _text(value: Any) -> str | None:
    """A value as DuckDB writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ").rstrip("0") if value.microsecond else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return None if value is None else str(value)


def _find(names: Mapping[str, Any], field_name: str) -> str | None:
    """The Python name of a GraphQL name."""
    return next((name for name in names if to_camel_case(name) == field_name), None)


def _named(names: Mapping[str, Any], field_name: str) -> str:
    found = _find(names, field_name)
    assert found is not None, field_name
    return found
