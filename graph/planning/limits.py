"""Limits of documents, measured with all fragments expanded; each fragment is measured once.

Strawberry's limiters measure a fragment again at each spread, which takes exponential time. warehouse.query.paging
limits page sizes, warehouse.query.cost rows, graph.planning.conditions filters.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from warehouse.errors import LimitExceeded

MOST_TOKENS = 2000
DEEPEST = 10
MOST_FIELDS = 500
MOST_ALIASES = 30
MOST_ROOT_FIELDS = 20
MOST_DIRECTIVES = 20
MOST_OPERATIONS = 5
MOST_REPEATS = 50
"""Repetitions of one field in one selection set: validation compares every pair of them."""
DEEPEST_INTROSPECTION = 3

_INTROSPECTION_LISTS = frozenset({"fields", "inputFields", "interfaces", "possibleTypes"})


@dataclass(frozen=True)
class Size:
    """The size of a selection. `depth` excludes introspection; `lists` is the nesting of introspection's lists."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    roots: int = 0
    lists: int = 0
    directives: int = 0
    spreads: int = 0

    def combine(self, other: Size) -> Size:
        return Size(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.roots + other.roots,
            max(self.lists, other.lists),
            self.directives + other.directives,
            self.spreads + other.spreads,
        )


def check_limits(document: DocumentNode) -> None:
    """Raises LimitExceeded for an operation over a limit.

    The size of a document with recursive fragments is not exact; validation refuses it.
    """
    measure = _Measure(document)
    operations = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    _check("number of operations", len(operations), MOST_OPERATIONS)
    for definition in operations:
        size = measure.selection(definition.selection_set, frozenset()).combine(_directives(definition))
        _check("number of directives", size.directives, MOST_DIRECTIVES)
        _check("depth", size.depth, DEEPEST)
        _check("number of fields", size.fields, MOST_FIELDS)
        _check("number of aliases", size.aliases, MOST_ALIASES)
        _check("number of root fields", size.roots, MOST_ROOT_FIELDS)
        _check("depth of introspection", size.lists, DEEPEST_INTROSPECTION)
        _check("number of spreads of fragments", size.spreads, MOST_FIELDS)
        _check("number of repetitions of one field", measure.repeats(definition), MOST_REPEATS)


def _check(what: str, size: int, limit: int) -> None:
    if size > limit:
        raise LimitExceeded(f"The {what} of the query is {size}; the limit is {limit}.", "Split the query.")


def _directives(node: ExecutableDefinitionNode | SelectionNode) -> Size:
    return Size(directives=len(node.directives or ()))


class _Measure:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._measured: dict[str, Size] = {}
        self._visited = 0

    def selection(self, selection_set: SelectionSetNode | None, within: frozenset[str]) -> Size:
        """`within` are the enclosing fragments: a recursive spread is not followed."""
        size = Size()
        for selection in selection_set.selections if selection_set else ():
            if isinstance(selection, FieldNode):
                size = size.combine(self._field(selection, within))
            elif isinstance(selection, InlineFragmentNode):
                size = size.combine(self.selection(selection.selection_set, within)).combine(_directives(selection))
            elif isinstance(selection, FragmentSpreadNode):
                size = size.combine(self._fragment(selection.name.value, within)).combine(_directives(selection))
                size = size.combine(Size(spreads=1))
        return size

    def repeats(self, operation: OperationDefinitionNode) -> int:
        """The repetitions of the most repeated field; quadratic, so for documents within the other limits only."""
        most, places = 0, [[(operation.selection_set, frozenset[str]())]]
        while places:
            merged: dict[str, list[tuple[FieldNode, frozenset[str]]]] = {}
            for selection_set, within in places.pop():
                self._merge(selection_set, within, merged)
            for found in merged.values():
                most = max(most, len(found))
                places.append([(node.selection_set, within) for node, within in found if node.selection_set])
        return most

    def _merge(
        self,
        selection_set: SelectionSetNode,
        within: frozenset[str],
        merged: dict[str, list[tuple[FieldNode, frozenset[str]]]],
    ) -> None:
        for selection in selection_set.selections:
            # Bounds the traversal of fragments that spread each other many times.
            self._visited += 1
            if self._visited > 4 * MOST_OPERATIONS * MOST_FIELDS:
                raise LimitExceeded("The fragments of the document spread each other too often.", "Split the query.")
            if isinstance(selection, FieldNode):
                merged.setdefault((selection.alias or selection.name).value, []).append((selection, within))
            elif isinstance(selection, InlineFragmentNode):
                self._merge(selection.selection_set, within, merged)
            elif isinstance(selection, FragmentSpreadNode):
                name = selection.name.value
                if name in self._fragments and name not in within:
                    self._merge(self._fragments[name].selection_set, within | {name}, merged)

    def _field(self, field: FieldNode, within: frozenset[str]) -> Size:
        inner = self.selection(field.selection_set, within)
        name = field.name.value
        is_introspection = name.startswith("__")
        return Size(
            depth=0 if is_introspection else inner.depth + 1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (1 if field.alias else 0),
            roots=1,
            lists=inner.lists + (1 if name in _INTROSPECTION_LISTS else 0),
            directives=inner.directives + len(field.directives),
        )

    def _fragment(self, name: str, within: frozenset[str]) -> Size:
        if name in within or name not in self._fragments:
            return Size()
        if name not in self._measured:
            fragment = self._fragments[name]
            self._measured[name] = self.selection(fragment.selection_set, within | {name}).combine(
                _directives(fragment)
            )
        return self._measured[name]
