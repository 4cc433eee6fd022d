"""Documents drawn from the declarations: any root field, anything in it, every way of writing it.

A document is drawn valid. Response keys are unique in the object that they stand in, however many fragments and
repeated fields it is put together from; where it may be a row of several types, a key has one shape in all of them. A
cursor is drawn as a place in a list, to be asked for before it is used.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hypothesis import strategies as st
from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS, Noun
from graph.types.query import ROOT
from tests.graph.drawn_arguments import Arguments, Choose, Cursor, Grouped, Listed, schema_types
from tests.graph.reference_functions import ARGUMENTS, FUNCTIONS

TYPENAME = "__typename"
DEEPEST = 9
MOST_ALIASES = 14
MOST_FIELDS = 150
KEYS = (
    *("a", "A", "b", "B", "aB", "Ab", "_x", "total", "position", "cursor", "parent_key", "nodes", "NODES", "id"),
    *("value", "time", "count", "groups"),
)


@dataclass(frozen=True)
class Document:
    text: str
    variables: dict[str, Any]
    cursors: tuple[Cursor, ...]

    def with_cursors(self, ask: Callable[[str], Sequence[str]]) -> tuple[str, dict[str, Any]]:
        """The text and the variables with every cursor in its place."""
        text, variables = self.text, json.dumps(self.variables)
        for cursor in self.cursors:
            found = ask(cursor.asking)
            if not found:
                raise NoCursor
            chosen = found[cursor.index % len(found)]
            text, variables = text.replace(cursor.token, chosen), variables.replace(cursor.token, chosen)
        return text, json.loads(variables)


class NoCursor(Exception):
    """A cursor is of a list that has no rows."""


@dataclass
class _Shapes:
    """What stands under a response key, in objects of whatever type: its type, and the shapes in it by their keys."""

    kind: str
    inner: dict[str, _Shapes] = field(default_factory=dict)


@dataclass
class _Scope:
    """The response keys of one object: what each stands for, and the scope of what is in it.

    `shapes` are those of all objects that may stand in its place, `of_types` the scopes of these by their types.
    `listed` is known of a list, `grouped` of groups and what is in them, `function` of the numbers of a group, `only`
    of a row of which nothing but these columns may be asked.
    """

    type_name: str
    listed: Listed = field(default_factory=partial(Listed, ""))
    grouped: Grouped | None = None
    function: str = ""
    only: tuple[str, ...] = ()
    keys: dict[str, tuple[str, str, _Scope | None]] = field(default_factory=dict)
    shapes: dict[str, _Shapes] = field(default_factory=dict)
    of_types: dict[str, _Scope] = field(default_factory=dict)

    def shape_of(self, name: str) -> str:
        """The type of a field. What an interface has too is told by its name as well: it is the same for every type."""
        if name == TYPENAME:
            return TYPENAME
        kind = str(schema_types()[self.type_name].fields[name].type)
        return f"{kind} id" if name == "id" else kind

    def takes(self, key: str, name: str) -> bool:
        """Whether a field may stand under a key that no field of this object has."""
        return key not in self.keys and (key not in self.shapes or self.shapes[key].kind == self.shape_of(name))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """For Hypothesis, which makes a document smaller that fails."""
    return _Drawing(lambda least, most: draw(st.integers(least, most))).document()


def drawn_document(seed: str) -> Document:
    """The document of a seed: the same each time, and drawn at a tenth of the cost."""
    return _Drawing(random.Random(seed).randint).document()


class _Drawing:
    def __init__(self, choose: Choose) -> None:
        self._arguments = Arguments(choose)
        self._one, self._upto, self._perhaps = self._arguments.one, choose, self._arguments.perhaps
        self._fragments: list[str] = []
        self._plain_fragments: dict[str, str] = {}
        self._named = 0
        self._aliases = 0
        self._fields = 0

    def document(self) -> Document:
        scope = _Scope("Query")
        roots = [self._root(scope) for _ in range(self._upto(1, 3))]
        declared = ", ".join(f"${name}: {kind}" for name, kind in self._arguments.declared.items())
        header = f"query Drawn({declared})" if declared else self._one(["query", "query Drawn", ""])
        text = "\n".join([f"{header} {{ {' '.join(roots)} }}", *self._fragments])
        return Document(text, self._arguments.values, tuple(self._arguments.cursors))

    # fields

    def _root(self, scope: _Scope) -> str:
        if self._perhaps(5):
            return self._leaf(scope, TYPENAME)
        if self._perhaps(12):
            return self._rows_by_id(scope)
        name = self._one(list(ROOT))
        relation = ROOT[name]
        if relation.is_many:
            return self._list(scope, name, NOUNS[relation.target], 1)
        return self._field(
            scope, to_camel_case(name), 1, lambda: (self._arguments.key_of(name), _Scope(relation.target))
        )

    def _rows_by_id(self, scope: _Scope) -> str:
        arguments = self._arguments
        arguments.kinds = tuple(self._one(list(NOUNS)) for _ in range(self._upto(1, 3)))
        if self._perhaps(40):
            return self._field(
                scope,
                "node",
                1,
                lambda: (f"(id: {arguments.written(arguments.bound(arguments.id_of(), 'ID!', 40))})", _Scope("Node")),
            )

        def asked() -> tuple[str, _Scope]:
            ids = [arguments.id_of() for _ in range(self._upto(0, 6))]
            ids += ids[: self._upto(0, 1)]
            given = arguments.bound(arguments.one_or_list(ids), "[ID!]!", 40)
            return f"(ids: {arguments.written(given)})", _Scope("Node")

        return self._field(scope, "nodes", 1, asked)

    def _list(self, scope: _Scope, name: str, noun: Noun, depth: int) -> str:
        def asked() -> tuple[str, _Scope]:
            listed = self._arguments.list_of(noun)
            return listed.text, _Scope(f"{noun.name}Connection", listed=listed)

        return self._field(scope, to_camel_case(name), depth, asked)

    def _leaf(self, scope: _Scope, name: str, arguments: Callable[[], str] = str) -> str:
        return self._field(scope, name, 0, lambda: (arguments(), None))

    def _object(
        self,
        scope: _Scope,
        name: str,
        type_name: str,
        depth: int,
        function: str = "",
        arguments: Callable[[], str] = str,
    ) -> str:
        """A field; in groups, what is in it is of the same groups."""
        inner = _Scope(type_name, grouped=scope.grouped, function=function)
        return self._field(scope, name, depth, lambda: (arguments(), inner))

    def _field(self, scope: _Scope, name: str, depth: int, asked: Callable[[], tuple[str, _Scope | None]]) -> str:
        """A field under a key of its own, or again under a key that it has already."""
        self._fields += 1
        again = [key for key, (found, _, _) in scope.keys.items() if found == name]
        if again and self._perhaps(30):
            key = self._one(again)
            _, arguments, inner = scope.keys[key]
        else:
            arguments, inner = asked()
            key = self._free_key(scope, name)
            scope.keys[key] = (name, arguments, inner)
            shape = scope.shapes.setdefault(key, _Shapes(scope.shape_of(name)))
            if inner is not None:
                inner.shapes = shape.inner
        alias = "" if key == name else f"{key}: "
        self._aliases += bool(alias)
        selection = "" if inner is None else f" {{ {self._selection(inner, depth + 1)} }}"
        return f"{alias}{name}{arguments}{self._directives()}{selection}"

    def _free_key(self, scope: _Scope, name: str) -> str:
        if scope.takes(name, name) and (self._aliases >= MOST_ALIASES or not self._perhaps(25)):
            return name
        variants = [*KEYS, name.upper(), name.lower(), name.capitalize()]
        free = [key for key in variants if scope.takes(key, name) and key != name]
        return self._one(free) if free else f"x{len(scope.shapes)}"

    def _selection(self, scope: _Scope, depth: int) -> str:
        """What is asked of an object: never nothing, though directives may leave nothing of it."""
        parts = [self._part(scope, depth) for _ in range(self._upto(1, 4 if depth < 5 else 2))]
        return " ".join(parts)

    def _part(self, scope: _Scope, depth: int) -> str:
        kind = self._upto(0, 19)
        if kind == 19:
            return self._leaf(scope, TYPENAME)
        if kind == 18:
            on = self._one([f" on {scope.type_name}", ""])
            return f"...{on}{self._directives()} {{ {self._selection(scope, depth)} }}"
        if kind == 17:
            self._named += 1
            name = f"f{self._named}"
            body = self._selection(scope, depth)
            self._fragments.append(f"fragment {name} on {scope.type_name} {{ {body} }}")
            return f"...{name}{self._directives()}" + (f" ...{name}" if self._perhaps(30) else "")
        if scope.type_name == "Node":
            return self._node_part(scope, depth)
        if scope.type_name == "LocalizedText":
            return self._leaf(scope, self._one(["text", "lang"]))
        if scope.only:
            return self._leaf(scope, to_camel_case(self._one(scope.only)))
        if kind == 16 and scope.type_name in NOUNS:
            return self._plain_fragment(scope)
        if kind == 15 and scope.type_name in NOUNS:
            return f"... on Node{self._directives()} {{ {self._leaf(scope, 'id')} }}"
        if scope.type_name in NOUNS:
            return self._noun_part(scope, depth)
        if scope.type_name.endswith("Connection"):
            return self._connection_part(scope, depth)
        if scope.type_name.endswith("Edge"):
            if depth < DEEPEST and self._perhaps(60):
                return self._object(scope, "node", scope.type_name.removesuffix("Edge"), depth)
            return self._leaf(scope, "cursor")
        if scope.type_name == "PageInfo":
            return self._leaf(scope, self._one(["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"]))
        assert scope.grouped is not None
        return self._group_part(scope, scope.grouped, depth)

    def _node_part(self, scope: _Scope, depth: int) -> str:
        if self._perhaps(15):
            return self._leaf(scope, "id")
        name = self._one([*self._arguments.kinds * 4, *NOUNS])
        inner = scope.of_types.setdefault(name, _Scope(name, shapes=scope.shapes))
        if self._perhaps(70):
            return f"... on {name}{self._directives()} {{ {self._selection(inner, depth)} }}"
        self._named += 1
        fragment = f"f{self._named}"
        self._fragments.append(f"fragment {fragment} on {name} {{ {self._selection(inner, depth)} }}")
        return f"...{fragment}{self._directives()}"

    def _connection_part(self, scope: _Scope, depth: int) -> str:
        element = scope.type_name.removesuffix("Connection")
        noun = NOUNS.get(element)
        choices = ["totalCount"]
        if depth < DEEPEST:
            choices = ["nodes", "nodes", "nodes", "edges", "pageInfo", "totalCount"]
        if depth >= DEEPEST - 1:
            choices = [choice for choice in choices if choice != "edges"]
        if noun is not None and noun.grouping is not None and depth <= DEEPEST - 3:
            choices += ["groups"] * 3
        name = self._one(choices)
        if name == "totalCount":
            return self._leaf(scope, name)
        if name == "groups":
            assert noun is not None
            return self._groups(scope, noun, depth)
        inner = {"nodes": element, "edges": f"{element}Edge", "pageInfo": "PageInfo"}[name]
        return self._object(scope, name, inner, depth)

    def _noun_part(self, scope: _Scope, depth: int) -> str:
        noun = NOUNS[scope.type_name]
        if noun.relations and self._fields < MOST_FIELDS and self._perhaps(50):
            name = self._one(list(noun.relations))
            relation = noun.relations[name]
            if relation.is_many and depth < DEEPEST:
                return self._list(scope, name, NOUNS[relation.target], depth)
            if not relation.is_many and depth < DEEPEST + 1:
                return self._row(scope, name, relation.target, depth)
        if noun.translated and self._perhaps(15):
            name = self._one(list(noun.translated))
            return self._field(
                scope, to_camel_case(name), depth, lambda: (self._arguments.lang(), _Scope("LocalizedText"))
            )
        name = self._one([*noun.columns, *list(noun.units) * 2, "id"])
        if name in noun.units and self._perhaps(50):
            return self._leaf(scope, to_camel_case(name), lambda: self._arguments.unit_of(noun, name))
        return self._leaf(scope, to_camel_case(name))

    def _row(self, scope: _Scope, relation: str, target: str, depth: int) -> str:
        inner = _Scope(target)
        return self._field(scope, to_camel_case(relation), depth, lambda: ("", inner))

    # groups

    def _groups(self, scope: _Scope, noun: Noun, depth: int) -> str:
        def asked() -> tuple[str, _Scope]:
            text, grouped = self._arguments.groups_of(noun, scope.listed)
            return text, _Scope(f"{noun.name}RowGroupConnection", grouped=grouped)

        return self._field(scope, "groups", depth, asked)

    def _group_part(self, scope: _Scope, grouped: Grouped, depth: int) -> str:
        noun = grouped.noun
        if scope.type_name == f"{noun.name}RowGroup":
            return self._told_part(scope, grouped, depth)
        if scope.type_name == f"{noun.name}RowGroupKey":
            return self._key_part(scope, grouped, depth)
        columns = grouped.columns_of(scope.function, grouped.pinned) if scope.function else list(noun.columns)
        return self._leaf(scope, to_camel_case(self._one(columns)))

    def _told_part(self, scope: _Scope, grouped: Grouped, depth: int) -> str:
        choices = ["count", "filter", "level", "isRemainder", *(["period"] * 2 if grouped.time else [])]
        if depth <= DEEPEST:
            choices += ["key", "key", "key", "distinct"]
            choices += [function for function in FUNCTIONS if grouped.columns_of(function, grouped.pinned)]
        name = self._one(choices)
        noun = grouped.noun.name
        if name in {"count", "filter", "level", "isRemainder", "period"}:
            return self._leaf(scope, name)
        if name == "key":
            return self._object(scope, name, f"{noun}RowGroupKey", depth)
        if name == "distinct":
            return self._object(scope, name, f"{noun}RowGroupCounts", depth)

        def arguments() -> str:
            if name not in ARGUMENTS:
                return ""
            argument, value, kind = self._arguments.argument_of(name, grouped)
            return f"({argument}: {self._arguments.written(self._arguments.bound(value, kind, 20))})"

        return self._object(scope, name, f"{noun}RowGroupNumbers", depth, name, arguments)

    def _key_part(self, scope: _Scope, grouped: Grouped, depth: int) -> str:
        noun = grouped.noun
        leading = [
            name
            for name, relation in noun.relations.items()
            if not relation.is_many and noun.source_column(name) in grouped.columns
        ]
        related = [name for name in grouped.related if name not in leading]
        if related and depth < DEEPEST + 1 and self._perhaps(50):
            name = self._one(related)
            known = _Scope(noun.relations[name].target, only=grouped.related[name])
            return self._field(scope, to_camel_case(name), depth, lambda: ("", known))
        if leading and depth < DEEPEST + 1 and self._perhaps(35):
            name = self._one(leading)
            return self._row(scope, name, noun.relations[name].target, depth)
        if not grouped.columns:
            return self._leaf(scope, TYPENAME)
        return self._leaf(scope, to_camel_case(self._one(grouped.columns)))

    def _plain_fragment(self, scope: _Scope) -> str:
        """A fragment of columns without aliases, spread wherever its type stands and nothing else has their keys."""
        noun = NOUNS[scope.type_name]
        names = [to_camel_case(name) for name in list(noun.columns)[:3]]
        if any(scope.keys.get(name, (name, ""))[:2] != (name, "") for name in names) or any(
            name not in scope.keys and not scope.takes(name, name) for name in names
        ):
            return self._leaf(scope, TYPENAME)
        for name in names:
            scope.keys.setdefault(name, (name, "", None))
            scope.shapes.setdefault(name, _Shapes(scope.shape_of(name)))
        if noun.name not in self._plain_fragments:
            self._plain_fragments[noun.name] = f"plain{noun.name}"
            self._fragments.append(f"fragment plain{noun.name} on {noun.name} {{ {' '.join(names)} }}")
        return f"...plain{noun.name}"

    def _directives(self) -> str:
        if not self._perhaps(6):
            return ""
        chosen = self._one(["@skip", "@include", "@skip @include"]).split()
        conditions = [self._arguments.bound(self._perhaps(50), "Boolean!", 60) for _ in chosen]
        return "".join(
            f" {name}(if: {self._arguments.written(condition)})"
            for name, condition in zip(chosen, conditions, strict=True)
        )
