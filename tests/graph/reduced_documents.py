"""A document that shows a difference, made as small as it can be while it shows one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    Node,
    OperationDefinitionNode,
    parse,
    print_ast,
    validate,
)

PARTS = ("definitions", "variable_definitions", "directives", "selections", "arguments", "fields", "values")
"""Where a node of a document has parts that it may do without."""


def reduce_document(text: str, is_wanted: Callable[[str], bool], schema: GraphQLSchema) -> str:
    """The text without every part that it may lose: valid still, and still what `is_wanted` says that it is."""

    def is_smaller(found: str) -> bool:
        try:
            return not validate(schema, parse(found), max_errors=1) and is_wanted(found)
        except GraphQLSyntaxError:
            return False

    while (smaller := next(filter(is_smaller, _smaller(text)), None)) is not None:
        text = smaller
    return text


def _smaller(text: str) -> Iterator[str]:
    """The text without one of its parts, the largest parts first."""
    document = parse(text)
    places = [(node, name) for node in _nodes(document) for name in PARTS if getattr(node, name, None)]
    for node, name in places:
        whole = tuple(getattr(node, name))
        for index in range(len(whole)):
            setattr(node, name, whole[:index] + whole[index + 1 :])
            # Where an object loses its last field, nothing of the grammar is left.
            with suppress(GraphQLSyntaxError):
                yield print_ast(_without_unused(parse(print_ast(document))))
            setattr(node, name, whole)


def _without_unused(document: DocumentNode) -> DocumentNode:
    while True:
        text = print_ast(document)
        kept = tuple(
            part
            for part in document.definitions
            if not isinstance(part, FragmentDefinitionNode) or _counted(text, f"...{part.name.value}") > 0
        )
        if len(kept) == len(document.definitions):
            break
        document = DocumentNode(definitions=kept)
    for part in document.definitions:
        if isinstance(part, OperationDefinitionNode):
            text = print_ast(document)
            part.variable_definitions = tuple(
                found for found in part.variable_definitions if _counted(text, f"${found.variable.name.value}") > 1
            )
    return document


def _counted(text: str, word: str) -> int:
    """How often a word stands in a text, as a whole word."""
    return sum(not (after[:1].isalnum() or after[:1] == "_") for after in text.split(word)[1:])


def _nodes(node: Node) -> Iterator[Node]:
    """The node and all that is in it, from the top."""
    waiting: list[Any] = [node]
    while waiting:
        found = waiting.pop(0)
        yield found
        for key in found.keys:
            inner = getattr(found, key, None)
            waiting += [part for part in (inner if isinstance(inner, tuple) else [inner]) if isinstance(part, Node)]
