"""The second opinion on every answer: plain resolvers over lists of rows, slow and obvious.

It reads the same declarations as the service (NOUNS, ROOT, relations, the catalog) and shares nothing of
what turns a document into SQL: graphql-core executes the document field by field, and a field filters, sorts, pages
and counts in Python. Where the two differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, localcontext
from enum import Enum
from functools import partial
from typing import Any, cast

import duckdb
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    execute,
    get_named_type,
    parse,
)
from graphql.execution.collect_fields import collect_sub_fields
from graphql.utilities import coerce_input_value
from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS, DeclaredRelation, DefaultCondition, Noun, is_optional, value_type
from graph.declare.quantities import ANSWERED_UNITS, Lang
from graph.schema import declare_schema
from graph.types.query import ROOT
from tests.graph.reference_functions import ARGUMENTS, ROUNDED
from tests.graph.reference_groups import Group, Grouping, argument_of
from tests.graph.reference_pages import Key, by_pinyin, opaque, page_of, told_in, written
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.relations import Relation as TableRelation
from warehouse.catalog.relations import find_relation
from warehouse.measures.explanations import explain_row
from warehouse.programme.programme import built_in

Row = dict[str, Any]


class Reference:
    """Answers documents on the rows of one snapshot, which it is given whole.

    A column that the rows do not have is closed: whoever looks at it fails.
    """

    def __init__(self, rows: Mapping[str, list[Row]], snapshot_id: str) -> None:
        self._snapshot_id = snapshot_id
        self._rows = rows
        self.rough: set[tuple[str | int, ...]] = set()
        """Where the last answer has numbers whose last places may differ."""
        self.checked: dict[tuple[str | int, ...], Callable[[Any], bool]] = {}
        """Where it has filters of groups, each with what tells whether another one admits the same rows."""
        self._related_kept: dict[tuple[str, str, Any], list[Row]] = {}
        self.schema = declare_schema()._schema
        for name, kind in self.schema.type_map.items():
            if isinstance(kind, GraphQLInterfaceType):
                kind.resolve_type = lambda row, _info, _kind: row.type_name
            if not isinstance(kind, GraphQLObjectType) or name.startswith("__"):
                continue
            # A row is a mapping here, and the field that leads to it says its type.
            kind.is_type_of = None
            for field_name, field in kind.fields.items():
                # A part of a connection is a plain key of a mapping, which graphql-core looks up by itself.
                field.resolve = self._resolver(name, field_name)

    def execute(self, text: str, variables: Mapping[str, Any], name: str | None = None) -> ExecutionResult:
        self.rough.clear()
        self.checked.clear()
        found = execute(self.schema, parse(text), variable_values=dict(variables), operation_name=name)
        assert isinstance(found, ExecutionResult)
        return found

    def _resolver(self, type_name: str, field_name: str) -> Callable[..., Any] | None:
        if type_name == "Query":
            if field_name == "node":
                return lambda _source, _info, **given: self._row_of_id(given["id"])
            if field_name == "nodes":
                return lambda _source, _info, ids: [self._row_of_id(one) for one in ids]
            # `limits` reads no table.
            root = _find(ROOT, field_name)
            return None if root is None else self._root(ROOT[root])
        noun = NOUNS.get(type_name.removesuffix("RowGroupKey"))
        if noun is None:
            return None
        if type_name not in NOUNS:
            return self._key_resolver(noun, field_name)
        if field_name == "id":
            key = load_catalog().table(noun.table).row_key

            def id_of(row: Row, _info: GraphQLResolveInfo) -> str:
                # Groups may know a related row by other columns than its key: then the id is of these.
                if not set(key) <= row.keys():
                    return opaque([f"{type_name}_by_{'_'.join(row)}", *(written(value) for value in row.values())])
                return opaque([type_name, *(written(row[name]) for name in key)])

            return id_of
        column = _find(noun.columns, field_name)
        if column is not None:
            kind = value_type(noun.columns[column])
            if column in noun.units:
                return lambda row, _info, unit=None: _converted(noun, column, row, unit)
            return lambda row, _info: _shown(kind, row[column])
        listed = _find(noun.lists, field_name)
        if listed is not None:
            of = noun.lists[listed]
            return lambda row, _info: None if row[listed] is None else [_shown(of, each) for each in row[listed]]
        translated = _find(noun.translated, field_name)
        if translated is not None:
            zh, en = noun.translated[translated]
            return lambda row, _info, lang=None: _translated(row[zh], row[en], lang)
        if field_name == "explanation" and noun.explanation is not None:
            return lambda row, _info: {to_camel_case(name): text for name, text in explain_row(noun.table, row).items()}
        return self._relation(noun, _named(noun.relations, field_name))

    def _key_resolver(self, noun: Noun, field_name: str) -> Callable[..., Any]:
        column = _find(noun.columns, field_name)
        if column is not None:
            kind = value_type(noun.columns[column])
            return lambda group, _info: _shown(kind, group.key[column])
        relation = _named(noun.relations, field_name)
        source = noun.source_column(relation)

        def led_to(group: Any, info: GraphQLResolveInfo) -> Row | None:
            found: Row | None = group.led_to(relation, source, partial(self._led, noun))
            asked = _asked_columns(info, NOUNS[noun.relations[relation].target])
            # What a subtotal does not know is null, and with it the object where its field is never null.
            return None if found is None or any(found.get(name) is None for name in asked) else found

        return led_to

    def _root(self, relation: DeclaredRelation) -> Callable[..., Any]:
        noun = NOUNS[relation.target]
        rows = self._rows[noun.table]
        if relation.is_many:
            return lambda _source, _info, **arguments: self._page(noun, rows, arguments, noun.default)

        def row_of_key(_source: object, _info: object, **arguments: Any) -> Row | None:
            wanted = {_named(noun.columns, name): value for name, value in arguments.items()}
            return next((row for row in rows if all(row[name] == value for name, value in wanted.items())), None)

        return row_of_key

    def _row_of_id(self, row_id: str) -> _RowOfType | None:
        """The row that an id names. Raises where it is none: an id says a type and each column of its key."""
        type_name, *parts = told_in(row_id)
        noun = NOUNS[str(type_name)]
        key = load_catalog().table(noun.table).row_key
        if len(parts) != len(key):
            raise GraphQLError("no id")
        for row in self._rows[noun.table]:
            if [written(row[name]) for name in key] == parts:
                return _RowOfType(noun.name, row)
        return None

    def _relation(self, noun: Noun, name: str) -> Callable[..., Any]:
        relation = noun.relations[name]
        if not relation.is_many:
            return lambda row, _info: self._led(noun, name, row)
        target = NOUNS[relation.target]
        default = target.default
        if default is not None and find_relation(noun.table, name).target_column in default.selectors:
            default = None
        return lambda row, _info, **arguments: self._page(target, self._related(noun, name, row), arguments, default)

    def _related(self, noun: Noun, name: str, row: Row) -> list[Row]:
        """The rows that a relation leads to from a row, each once."""
        relation = find_relation(noun.table, name)
        own = row[relation.source_column]
        if own is None:
            return []
        kept = self._related_kept.get((noun.table, name, own))
        if kept is None:
            kept = self._related_kept[noun.table, name, own] = self._found(relation, own)
        return kept

    def _led(self, noun: Noun, name: str, row: Row) -> Row | None:
        return next(iter(self._related(noun, name, row)), None)

    def _found(self, relation: TableRelation, own: Any) -> list[Row]:
        keys = {own}
        if relation.link is not None:
            keys = {
                pair[relation.link.target_column]
                for pair in self._rows[relation.link.table]
                if pair[relation.link.source_column] == own
            }
        return [found for found in self._rows[relation.target] if found[relation.target_column] in keys]

    # a page

    def _page(
        self, noun: Noun, rows: Sequence[Row], arguments: Mapping[str, Any], default: DefaultCondition | None
    ) -> dict[str, Any]:
        keys = self._order(noun, arguments.get("orderBy"))
        where = _without_nulls(arguments.get("where") or {})
        admitted = [row for row in rows if self._holds(noun, row, where)]
        if default is not None and not {to_camel_case(name) for name in default.selectors} & set(_names_in(where)):
            admitted = [row for row in admitted if row[default.column]]

        def everything() -> Sequence[Row]:
            return self._rows[noun.table]

        page = page_of(keys, admitted, everything, self._snapshot_id, arguments)
        return {**page, "groups": lambda _info, **asked: self._groups(noun, admitted, where, default, asked)}

    def _groups(
        self,
        noun: Noun,
        admitted: Sequence[Row],
        where: Mapping[str, Any],
        default: DefaultCondition | None,
        arguments: Mapping[str, Any],
    ) -> dict[str, Any]:
        grouping = Grouping(noun, arguments, where, partial(self._led, noun))
        keys = grouping.order(arguments.get("orderBy"))
        columns = {name: column for column, name in noun.schema_names.items()}
        having = _without_nulls(arguments.get("having") or {})

        def groups(grouping: Grouping, rows: Sequence[Row], having: Mapping[str, Any]) -> Sequence[Group]:
            chosen = [group for group in grouping.groups(rows) if self._is_had(noun, group, having, columns)]
            return chosen if grouping.top is None else grouping.with_remainder(chosen, keys, rows)

        def everything() -> Sequence[Group]:
            # Which periods are shown without rows follows from the range: a list with periods keeps it.
            ranged = grouping.range_shown
            rows = [row for row in self._rows[noun.table] if self._holds(noun, row, ranged)]
            if default is not None:  # A list without a filter has it too, and totals are of its rows alone.
                rows = [row for row in rows if row[default.column]]
            return groups(Grouping(noun, arguments, ranged, partial(self._led, noun)), rows, {})

        page = page_of(keys, groups(grouping, admitted, having), everything, self._snapshot_id, arguments)
        is_rough = any(key.name.partition(":")[0] in ROUNDED for key in keys)

        def parts(group: Group) -> dict[str, Any]:
            return group.parts(columns, partial(self._admitted, noun, admitted), self.rough, self.checked)

        def cursor(text: str | None) -> Callable[[GraphQLResolveInfo], str | None]:
            def resolve(info: GraphQLResolveInfo) -> str | None:
                if is_rough:
                    self.rough.add(tuple(info.path.as_list()))
                return text

            return resolve

        facts = page["pageInfo"]
        return {
            "totalCount": page["totalCount"],
            "nodes": [parts(group) for group in page["nodes"]],
            "edges": [{"cursor": cursor(edge["cursor"]), "node": parts(edge["node"])} for edge in page["edges"]],
            "pageInfo": {**facts, **{name: cursor(facts[name]) for name in ("startCursor", "endCursor")}},
        }

    def _admitted(self, noun: Noun, rows: Sequence[Row], where: Any) -> list[Row]:
        """The rows that a filter admits, which is one as a client sends it. Raises GraphQLError where it is none."""
        taken = coerce_input_value(where, cast("Any", self.schema.type_map[f"{noun.name}Filter"]))
        return [row for row in rows if self._holds(noun, row, _without_nulls(taken))]

    def _is_had(self, noun: Noun, group: Group, having: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
        for name, conditions in having.items():
            if conditions is None or name in ARGUMENTS.values():
                continue
            if name == "key":
                if not self._has_key(noun, group, conditions):
                    return False
                continue
            asked = {None: conditions} if name in {"count", "level"} else conditions
            for field, condition in asked.items():
                value = group.tell(name, None if field is None else columns[field], argument_of(name, having))
                if not all(_compare(operator, value, operand) for operator, operand in (condition or {}).items()):
                    return False
        return True

    def _has_key(self, noun: Noun, group: Group, where: Mapping[str, Any]) -> bool:
        """Whether what the rows of a group have in common meets a filter."""

        def holds(name: str, value: Any) -> bool:
            if name == "and":
                return all(self._has_key(noun, group, part) for part in value)
            if name == "or":
                return any(self._has_key(noun, group, part) for part in value)
            if name == "not":
                return not self._has_key(noun, group, value)
            relation = _find(noun.relations, name)
            if relation is None or noun.source_column(relation) in group.key:
                return self._holds_one(noun, dict(group.key), name, value)
            target = NOUNS[noun.relations[relation].target]
            prefix = f"{relation}:"
            known = {key.removeprefix(prefix): of for key, of in group.key.items() if key.startswith(prefix)}
            return self._holds(target, known, value)

        return all(holds(name, value) for name, value in where.items())

    # an order

    def _order(self, noun: Noun, order_by: Sequence[Mapping[str, Any]] | None) -> list[Key]:
        asked = [self._asked_key(noun, key) for key in order_by or ()]
        own = [] if order_by else self._own_order(noun)
        return [*asked, *own, *(_own_key(column) for column in load_catalog().table(noun.table).row_key)]

    def _own_order(self, noun: Noun) -> list[Key]:
        rows = self._rows[noun.table]
        return [_own_key(column) for column in noun.default_order if not rows or column in rows[0]]

    def _asked_key(self, noun: Noun, key: Mapping[str, Any]) -> Key:
        fields = {name: word for name, word in key.items() if name not in {"direction", "nulls"} and word is not None}
        if len(fields) != 1:
            raise GraphQLError("a key names one field")
        ((name, word),) = fields.items()
        flags = (key["direction"].value == "desc", key["nulls"].value == "first")
        if name == "field":
            column = noun.sorts_by.get(word.value, word.value)
            own = _own_key(column, *flags)
            return by_pinyin(own) if column in noun.names else own
        relation = _named(noun.relations, name)
        target = NOUNS[noun.relations[relation].target]
        column = target.sorts_by.get(word.value, word.value)

        def value(row: Row) -> Any:
            return next((found[column] for found in self._related(noun, relation, row)), None)

        led_to = Key(f"{relation}:{column}", value, *flags)
        return by_pinyin(led_to) if column in target.names else led_to

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
        if name == "within":
            return any(self._holds(noun, above, value) for above in [row, *self._reached(noun, "parent", row)])
        if name.endswith("AtAnyDepth"):
            relation_name = _named(noun.relations, name.removesuffix("AtAnyDepth"))
            return any(self._holds(noun, found, value) for found in self._reached(noun, relation_name, row))
        column = _find(noun.columns, name)
        if column is not None:
            return all(_compare(operator, row[column], operand) for operator, operand in value.items())
        relation_name = _named(noun.relations, name)
        relation = noun.relations[relation_name]
        target = NOUNS[relation.target]
        if relation.is_many and all(inner is None for inner in value.values()):
            # No condition: no row is looked at, not even one that is closed.
            return True
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

    def _reached(self, noun: Noun, relation: str, row: Row) -> list[Row]:
        """The rows that a relation leads to in one or more steps, each once."""
        found: list[Row] = []
        waiting = [row]
        while waiting:
            for reached in self._related(noun, relation, waiting.pop()):
                if reached not in found:
                    found.append(reached)
                    waiting.append(reached)
        return found


def _names_in(where: Mapping[str, Any]) -> Iterator[str]:
    """The columns and relations of the noun itself that a filter without nulls has conditions on."""
    for name, value in where.items():
        parts = value if name in {"and", "or"} else [value] if name == "not" else []
        for part in parts:
            yield from _names_in(part)
        if value and name not in {"and", "or", "not"}:
            yield name


class _RowOfType(Row):
    """A row where the field that leads to it does not say its type."""

    def __init__(self, type_name: str, row: Row) -> None:
        super().__init__(row)
        self.type_name = type_name


def _asked_columns(info: GraphQLResolveInfo, noun: Noun) -> set[str]:
    """The columns that are asked for and are never null, fragments spread."""
    kind = get_named_type(info.return_type)
    assert isinstance(kind, GraphQLObjectType)
    below = collect_sub_fields(info.schema, info.fragments, info.variable_values, kind, info.field_nodes)
    names = {_find(noun.columns, nodes[0].name.value) for nodes in below.values()}
    return {name for name in names if name is not None and not is_optional(noun.columns[name])}


def _own_key(column: str, is_descending: bool = False, nulls_first: bool = False) -> Key:
    return Key(column, lambda row: row[column], is_descending, nulls_first)


def read_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """Every row of every table."""
    return {table: _read_table(connection, table) for table in load_catalog().tables}


def _read_table(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    found = connection.cursor().execute(f"select * from {table}")
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, values, strict=True)) for values in found.fetchall()]


def _without_nulls(given: Any) -> Any:
    """A filter with what it does not say left out: null is no condition."""
    if isinstance(given, list):
        return [_without_nulls(part) for part in given]
    if isinstance(given, Mapping):
        return {name: _without_nulls(part) for name, part in given.items() if part is not None}
    return given


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
    """Letter by letter, each becoming one letter: what Unicode calls the simple mapping."""
    return "".join(letter.lower()[0] for letter in text)


def _shown(kind: Any, value: Any) -> Any:
    """A value as the type of its field takes it; that type writes it."""
    if value is not None and isinstance(kind, type) and issubclass(kind, Enum):
        return next(word for word in kind if word.value == value)
    if isinstance(value, datetime):
        return f"{written(value)}Z".replace(" ", "T")
    return value


def _converted(noun: Noun, column: str, row: Row, unit: Enum | None) -> Decimal | None:
    """A quantity in the unit asked for; None where it is of another dimension."""
    value, stored = row[column], noun.units[column]
    if unit is None:
        return cast("Decimal | None", value)
    stored_id = row[stored.column] if stored.column is not None else vars(stored)["unit_id"]
    own, wanted = built_in().units.get(stored_id), ANSWERED_UNITS[unit.value]
    if value is None or own is None or own.dimension != wanted.dimension:
        return None
    with localcontext(prec=100):
        ratio = own.factor / wanted.factor
        return cast("Decimal", value * ratio.numerator / ratio.denominator)


def _translated(zh: str | None, en: str | None, lang: Lang | None) -> dict[str, Any]:
    """A text in a language, or in the other where there is none in it; an empty one is none."""
    texts = {Lang.ZH: zh, Lang.EN: en}
    first = lang or Lang.ZH
    told = next((one for one in (first, *(set(Lang) - {first})) if texts[one]), None)
    return {"text": None if told is None else texts[told], "lang": told}


def _find(names: Mapping[str, Any], field_name: str) -> str | None:
    """The Python name of a GraphQL name."""
    return next((name for name in names if to_camel_case(name) == field_name), None)


def _named(names: Mapping[str, Any], field_name: str) -> str:
    found = _find(names, field_name)
    assert found is not None, field_name
    return found
