"""Documents drawn from the declarations: any root field, anything in it, every way of writing it.

A document is drawn valid. Response keys are unique in the object that they stand in, however many fragments and
repeated fields it is put together from; a cursor is drawn as a place in a list, to be asked for before it is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from strawberry.utils.str_converters import to_camel_case

from graph.root import ROOT
from graph.schema import declare_schema
from graph.types.nouns import NOUNS, Noun, value_type
from tests.graph.made_rows import DAYS, INSTANTS, INTEGERS, LONGS, TEXTS, made_rows
from warehouse.catalog import load_catalog

LISTS = {relation.target: to_camel_case(name) for name, relation in ROOT.items() if relation.is_many}
DEEPEST = 9
MOST_ALIASES = 14
MOST_FIELDS = 150
KEYS = (
    "a",
    "A",
    "b",
    "B",
    "aB",
    "Ab",
    "_x",
    "total",
    "position",
    "cursor",
    "parent_key",
    "nodes",
    "NODES",
    "id",
    "value",
)
NINES = "9" * 20
EDGES: dict[Any, Sequence[Any]] = {
    Decimal: ("0", "-0.0", "12.1", 12.1, 1, "0.000000000001", NINES, f"-{NINES}.{'9' * 12}", "+.5", "5."),
    int: (*INTEGERS, 1.5, "1.50", "-0.5", 2**53),
    date: DAYS,
    datetime: INSTANTS,
    bool: (True, False),
}


class Word(str):
    """A word of a vocabulary: written without quotes in a document, as text in JSON."""


@dataclass(frozen=True)
class Variable:
    name: str


@dataclass(frozen=True)
class Cursor:
    """The place of a row in the whole list of a noun in an order, to be asked for."""

    root: str
    order: str
    index: int
    token: str

    def asking(self) -> str:
        order = f", orderBy: {self.order}" if self.order else ""
        return f"{{ {self.root}(first: 1000{order}) {{ edges {{ cursor }} }} }}"


@dataclass(frozen=True)
class Document:
    text: str
    variables: dict[str, Any]
    cursors: tuple[Cursor, ...]

    def with_cursors(self, ask: Callable[[str], Sequence[str]]) -> tuple[str, dict[str, Any]]:
        """The text and the variables with every cursor in its place."""
        text, variables = self.text, json.dumps(self.variables)
        for cursor in self.cursors:
            found = ask(cursor.asking())
            chosen = found[cursor.index % len(found)]
            text, variables = text.replace(cursor.token, chosen), variables.replace(cursor.token, chosen)
        return text, json.loads(variables)


@dataclass
class _Scope:
    """The response keys of one object: what each stands for, and the scope of what is in it."""

    type_name: str
    keys: dict[str, tuple[str, str, _Scope | None]] = field(default_factory=dict)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return _Drawing(draw).document()


@cache
def _input_type(type_name: str, field_name: str) -> str:
    return str(_types()[type_name].fields[field_name].type)


@cache
def _types() -> dict[str, Any]:
    return dict(declare_schema()._schema.type_map)


class _Drawing:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._declared: dict[str, str] = {}
        self._values: dict[str, Any] = {}
        self._fragments: list[str] = []
        self._plain_fragments: dict[str, str] = {}
        self._cursors: list[Cursor] = []
        self._named = 0
        self._aliases = 0
        self._fields = 0

    def document(self) -> Document:
        scope = _Scope("Query")
        roots = [self._root(scope) for _ in range(self._upto(1, 3))]
        declared = ", ".join(f"${name}: {kind}" for name, kind in self._declared.items())
        header = f"query Drawn({declared})" if declared else self._one(["query", "query Drawn", ""])
        text = "\n".join([f"{header} {{ {' '.join(roots)} }}", *self._fragments])
        return Document(text, self._values, tuple(self._cursors))

    # chances

    def _one(self, choices: Sequence[Any]) -> Any:
        return self._draw(st.sampled_from(choices))

    def _upto(self, least: int, most: int) -> int:
        return self._draw(st.integers(least, most))

    def _perhaps(self, percent: int) -> bool:
        return self._draw(st.integers(0, 99)) >= 100 - percent

    # fields

    def _root(self, scope: _Scope) -> str:
        if self._perhaps(5):
            return self._field(scope, "__typename", None, 1)
        name = self._one(list(ROOT))
        relation = ROOT[name]
        if relation.is_many:
            return self._field(scope, to_camel_case(name), f"{relation.target}Connection", 1, NOUNS[relation.target])
        return self._field(scope, to_camel_case(name), relation.target, 1, key_of=name)

    def _field(
        self,
        scope: _Scope,
        name: str,
        target: str | None,
        depth: int,
        listed: Noun | None = None,
        key_of: str | None = None,
    ) -> str:
        """A field under a key of its own, or again under a key that it has already."""
        self._fields += 1
        again = [key for key, (found, _, _) in scope.keys.items() if found == name]
        if again and self._perhaps(30):
            key = self._one(again)
            _, arguments, inner = scope.keys[key]
        else:
            arguments = self._page_arguments(listed) if listed else self._key_arguments(key_of) if key_of else ""
            inner = _Scope(target) if target else None
            key = self._free_key(scope, name)
            scope.keys[key] = (name, arguments, inner)
        alias = "" if key == name else f"{key}: "
        self._aliases += bool(alias)
        selection = "" if inner is None else f" {{ {self._selection(inner, depth + 1)} }}"
        return f"{alias}{name}{arguments}{self._directives()}{selection}"

    def _free_key(self, scope: _Scope, name: str) -> str:
        if name not in scope.keys and (self._aliases >= MOST_ALIASES or not self._perhaps(25)):
            return name
        variants = [*KEYS, name.upper(), name.lower(), name.capitalize()]
        free = [key for key in variants if key not in scope.keys and key != name]
        return self._one(free) if free else f"x{len(scope.keys)}"

    def _selection(self, scope: _Scope, depth: int) -> str:
        """What is asked of an object: never nothing, though directives may leave nothing of it."""
        parts = [self._part(scope, depth) for _ in range(self._upto(1, 4 if depth < 5 else 2))]
        return " ".join(parts)

    def _part(self, scope: _Scope, depth: int) -> str:
        kind = self._upto(0, 19)
        if kind == 19:
            return self._field(scope, "__typename", None, depth)
        if kind == 18:
            on = self._one([f" on {scope.type_name}", ""])
            return f"...{on}{self._directives()} {{ {self._selection(scope, depth)} }}"
        if kind == 17:
            self._named += 1
            name = f"f{self._named}"
            body = self._selection(scope, depth)
            self._fragments.append(f"fragment {name} on {scope.type_name} {{ {body} }}")
            return f"...{name}{self._directives()}" + (f" ...{name}" if self._perhaps(30) else "")
        if kind == 16 and scope.type_name in NOUNS:
            return self._plain_fragment(scope)
        if kind == 15 and scope.type_name in NOUNS:
            return f"... on Node{self._directives()} {{ {self._field(scope, 'id', None, depth)} }}"
        if scope.type_name.endswith("Connection"):
            return self._connection_part(scope, depth)
        if scope.type_name.endswith("Edge") and scope.type_name not in NOUNS:
            if depth < DEEPEST and self._perhaps(60):
                return self._field(scope, "node", scope.type_name.removesuffix("Edge"), depth)
            return self._field(scope, "cursor", None, depth)
        if scope.type_name == "PageInfo":
            fact = self._one(["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"])
            return self._field(scope, fact, None, depth)
        return self._noun_part(scope, depth)

    def _connection_part(self, scope: _Scope, depth: int) -> str:
        noun = scope.type_name.removesuffix("Connection")
        choices = ["totalCount"]
        if depth < DEEPEST:
            choices = ["nodes", "nodes", "nodes", "edges", "pageInfo", "totalCount"]
        if depth >= DEEPEST - 1:
            choices = [choice for choice in choices if choice != "edges"]
        name = self._one(choices)
        return self._field(
            scope, name, {"nodes": noun, "edges": f"{noun}Edge", "pageInfo": "PageInfo"}.get(name), depth
        )

    def _noun_part(self, scope: _Scope, depth: int) -> str:
        noun = NOUNS[scope.type_name]
        if noun.relations and self._fields < MOST_FIELDS and self._perhaps(50):
            name = self._one(list(noun.relations))
            relation = noun.relations[name]
            if relation.is_many and depth < DEEPEST:
                target = NOUNS[relation.target]
                return self._field(scope, to_camel_case(name), f"{target.name}Connection", depth, target)
            if not relation.is_many and depth < DEEPEST + 1:
                return self._field(scope, to_camel_case(name), relation.target, depth)
        return self._field(scope, to_camel_case(self._one([*noun.columns, "id"])), None, depth)

    def _plain_fragment(self, scope: _Scope) -> str:
        """A fragment of columns without aliases, spread wherever its type stands and nothing else has their keys."""
        noun = NOUNS[scope.type_name]
        names = [to_camel_case(name) for name in list(noun.columns)[:3]]
        if any(scope.keys.get(name, (name,))[0] != name for name in names):
            return self._field(scope, "__typename", None, 1)
        for name in names:
            scope.keys.setdefault(name, (name, "", None))
        if noun.name not in self._plain_fragments:
            self._plain_fragments[noun.name] = f"plain{noun.name}"
            self._fragments.append(f"fragment plain{noun.name} on {noun.name} {{ {' '.join(names)} }}")
        return f"...plain{noun.name}"

    def _directives(self) -> str:
        if not self._perhaps(8):
            return ""
        chosen = self._one(["@skip", "@include", "@skip @include"]).split()
        return "".join(
            f" {name}(if: {self._written(self._bound(self._perhaps(50), 'Boolean!', 60))})" for name in chosen
        )

    # arguments

    def _key_arguments(self, root: str) -> str:
        noun = NOUNS[ROOT[root].target]
        if noun.name == "Snapshot":
            return ""
        (key,) = load_catalog().table(noun.table).row_key
        found = [row[key] for row in made_rows()[noun.table]]
        value = self._bound(self._one([*found, "nobody"]), "ID!", 40)
        return f"({to_camel_case(key)}: {self._written(value)})"

    def _page_arguments(self, noun: Noun) -> str:
        given: list[str] = []
        order: Any = None
        if self._perhaps(35):
            order = [self._order_key(noun) for _ in range(self._upto(0, 3))]
            order = order[0] if len(order) == 1 and self._perhaps(50) else order
            given.append(f"orderBy: {self._written(self._bound(order, f'[{noun.name}Order!]', 20))}")
        if self._perhaps(45):
            where = self._where(noun, 3)
            given.append(f"where: {self._written(self._bound(where, f'{noun.name}Filter', 25))}")
        if self._perhaps(55):
            size = self._one([0, 1, 1, 2, 3, 5, 50, 1000])
            given.append(f"{self._one(['first', 'first', 'last'])}: {self._written(self._bound(size, 'Int', 35))}")
        if noun.name in LISTS:
            for name in ("after", "before"):
                if self._perhaps(12):
                    token = f"@@{len(self._cursors)}@@"
                    written = "" if order is None else self._written(order)
                    self._cursors.append(Cursor(LISTS[noun.name], written, self._upto(0, 13), token))
                    given.append(f"{name}: {self._written(self._bound(token, 'String', 50))}")
        given = self._draw(st.permutations(given)) if len(given) > 1 else given
        return f"({', '.join(given)})" if given else ""

    def _order_key(self, noun: Noun) -> dict[str, Any]:
        to_one = [name for name, relation in noun.relations.items() if not relation.is_many]
        if to_one and self._perhaps(30):
            name = self._one(to_one)
            key = {to_camel_case(name): Word(self._one(list(NOUNS[noun.relations[name].target].columns)).upper())}
        else:
            key = {"field": Word(self._one(list(noun.columns)).upper())}
        if self._perhaps(50):
            key["direction"] = Word(self._one(["ASC", "DESC"]))
        if self._perhaps(40):
            key["nulls"] = Word(self._one(["FIRST", "LAST"]))
        return key

    # filters

    def _where(self, noun: Noun, depth: int) -> dict[str, Any]:
        where: dict[str, Any] = {}
        for _ in range(self._upto(0, 2) if depth < 3 else self._upto(0, 3)):
            kind = self._upto(0, 9)
            if depth and kind >= 8:
                name = self._one(["and", "or", "not"])
                if name in where:
                    continue
                if name == "not":
                    where[name] = self._where(noun, depth - 1)
                else:
                    where[name] = [self._where(noun, depth - 1) for _ in range(self._upto(0, 2))]
            elif depth and kind >= 6 and noun.relations:
                relation_name = self._one(list(noun.relations))
                if to_camel_case(relation_name) in where:
                    continue
                where[to_camel_case(relation_name)] = self._related(noun, relation_name, depth - 1)
            else:
                name = self._one(list(noun.columns))
                if to_camel_case(name) in where:
                    continue
                where[to_camel_case(name)] = None if self._perhaps(4) else self._condition(noun, name)
        filter_type = f"{noun.name}Filter"
        return {name: self._bound(value, _input_type(filter_type, name), 6) for name, value in where.items()}

    def _related(self, noun: Noun, name: str, depth: int) -> Any:
        relation = noun.relations[name]
        target = NOUNS[relation.target]
        if not relation.is_many:
            return self._where(target, depth)
        return {
            quantifier: None if self._perhaps(4) else self._where(target, depth)
            for quantifier in ("some", "every", "none")
            if self._perhaps(45)
        }

    def _condition(self, noun: Noun, name: str) -> dict[str, Any]:
        filter_type = _types()[_input_type(f"{noun.name}Filter", to_camel_case(name))]
        operators = list(filter_type.fields)
        condition: dict[str, Any] = {}
        for _ in range(self._upto(0, 2) if self._perhaps(30) else 1):
            operator = self._one(operators)
            kind = str(filter_type.fields[operator].type)
            if operator == "isNull":
                value: Any = self._perhaps(50)
            elif kind.startswith("["):
                length = self._one([0, 1, 1, 2, 3, 5, 17, 20])
                value = [self._operand(noun, name) for _ in range(min(length, 3))] * (1 if length < 17 else 6)
                value = value[:length]
                if len(value) == 1 and self._perhaps(30):
                    value = value[0]
            elif operator in {"contains", "startsWith"}:
                text = self._operand(noun, name)
                start = self._upto(0, 2) if operator == "contains" else 0
                value = text[start : start + self._upto(0, 2)]
                value = value.swapcase() if self._perhaps(20) else value
            else:
                value = self._operand(noun, name)
            if operator not in condition:
                condition[operator] = self._bound(value, kind, 15)
        return condition

    def _operand(self, noun: Noun, name: str) -> Any:
        """A value of the column, or one at its edges."""
        if name in noun.words:
            return Word(self._one([word for _, word in noun.words[name]]))
        kind = value_type(noun.columns[name])
        found = [row[name] for row in made_rows()[noun.table] if row[name] is not None]
        edges = EDGES.get(kind, LONGS if found and isinstance(found[0], int) else TEXTS)
        chosen = self._one(found) if found and self._perhaps(70) else self._one(edges)
        return self._sent(chosen)

    def _sent(self, value: Any) -> Any:
        """A value as a client sends it."""
        if isinstance(value, Decimal):
            # The last is no value of the column, and would be one if it were rounded.
            return self._one([f"{value:f}", f"{value:f}", f"{value:.12f}", f"{value + Decimal('1e-12'):.12f}"])
        if isinstance(value, datetime):
            return value.isoformat() + self._one(["", "Z", "+00:00"])
        return value.isoformat() if isinstance(value, date) else value

    # variables

    def _bound(self, value: Any, kind: str, percent: int) -> Any:
        """The value itself, or a variable of that type in its place."""
        if _has_variable(value) or not self._perhaps(percent):
            return value
        name = f"v{len(self._declared)}"
        way = self._upto(0, 5)
        is_required = kind.endswith("!")
        if way == 5 and value is not None:
            # A default is a literal, and stands where nothing is sent.
            self._declared[name] = f"{kind.removesuffix('!')} = {self._written(value)}"
        elif way == 4 and value is not None and not is_required:
            self._declared[name] = f"{kind}!"
            self._values[name] = value
        elif way == 3 and not is_required and kind in {"Int"}:
            self._declared[name] = kind
            if self._perhaps(50):
                self._values[name] = None
        else:
            self._declared[name] = kind
            self._values[name] = value
        return Variable(name)

    def _written(self, value: Any) -> str:
        """A value as a literal of GraphQL."""
        if isinstance(value, Variable):
            return f"${value.name}"
        if isinstance(value, Word):
            return str(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name}: {self._written(part)}" for name, part in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._written(part) for part in value) + "]"
        return json.dumps(value, ensure_ascii=False)


def _has_variable(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_variable(part) for part in value.values())
    if isinstance(value, list):
        return any(_has_variable(part) for part in value)
    return isinstance(value, Variable)
