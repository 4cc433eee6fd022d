"""Reads the folders of pages: path, titles and document of each, the document completed by what every page needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    parse,
    parse_type,
    print_ast,
    validate,
)

from graph.execution.persisted_queries import hash_of
from warehouse.errors import ContractBroken
from warehouse.wording import Words

FOLDER = Path(__file__).parent
DOCUMENT = "page.graphql"
TEMPLATE = "page.html"
SCRIPT = "page.js"
FRAME = FOLDER / "frame.graphql"
"""The root fields that the frame of every page shows; added to the operation of each document."""

_HEAD = re.compile(r"# path: (?P<path>/\S*)\n# title: (?P<zh>[^|\n]+?) *\| *(?P<en>[^\n]+)\n")
_OF_EVERY_ROOT = {"asOf": "DateOrDateTime", "snapshot": "ID"}
"""Arguments that select the state that a page shows, and their types. Every root field that has them gets both."""


@dataclass(frozen=True)
class Page:
    """A page. `path` is a route, with path parameters in braces."""

    name: str
    path: str
    title: Words
    document: str
    variables: tuple[VariableDefinitionNode, ...]
    has_script: bool

    @property
    def template(self) -> str:
        return f"{self.name}/{TEMPLATE}"

    @cached_property
    def sha256(self) -> str:
        return hash_of(self.document)

    @property
    def declared(self) -> frozenset[str]:
        """Names of the variables."""
        return frozenset(each.variable.name.value for each in self.variables)


def read_pages(schema: GraphQLSchema, folder: Path = FOLDER) -> list[Page]:
    """The pages of a folder, by path. Raises ContractBroken for a page that the schema refuses."""
    return sorted((read_page(schema, path.parent) for path in folder.glob(f"*/{DOCUMENT}")), key=lambda page: page.path)


def read_page(schema: GraphQLSchema, folder: Path) -> Page:
    """The page of a folder. Raises ContractBroken."""
    text = (folder / DOCUMENT).read_text("utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise _broken(folder, "it begins with two lines, '# path: /…' and '# title: 中文 | English'")
    if not (folder / TEMPLATE).is_file():
        raise _broken(folder, f"there is no {TEMPLATE} next to it")
    completed = complete(schema, parse(text, no_location=True))
    errors = validate(schema, completed)
    if errors:
        raise _broken(folder, errors[0].message)
    operation = _operation(completed)
    if operation.operation.value != "query":
        raise _broken(folder, "a page only queries")
    title = Words(head["zh"], head["en"].strip())
    document = print_ast(completed)
    return Page(folder.name, head["path"], title, document, operation.variable_definitions, (folder / SCRIPT).is_file())


def complete(schema: GraphQLSchema, document: DocumentNode) -> DocumentNode:
    """The document with the frame's fields, and with `asOf` and `snapshot` on every root field that has them."""
    operation = _operation(document)
    frame = _operation(parse(FRAME.read_text("utf-8"), no_location=True))
    selections = tuple(
        _with_state(schema, each) if isinstance(each, FieldNode) else each
        for each in (*operation.selection_set.selections, *frame.selection_set.selections)
    )
    declared = {each.variable.name.value for each in operation.variable_definitions}
    added = tuple(
        VariableDefinitionNode(
            variable=_variable(name), type=parse_type(kind, no_location=True), default_value=None, directives=()
        )
        for name, kind in _OF_EVERY_ROOT.items()
        if name not in declared
    )
    completed = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=(*operation.variable_definitions, *added),
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=selections),
    )
    others = (each for each in document.definitions if each is not operation)
    return DocumentNode(definitions=(completed, *others))


def frame_fields(schema: GraphQLSchema) -> str:
    """The frame's fields as they stand in the document of a page."""
    frame = _operation(parse(FRAME.read_text("utf-8"), no_location=True))
    fields = (each for each in frame.selection_set.selections if isinstance(each, FieldNode))
    return "\n".join(print_ast(_with_state(schema, each)) for each in fields)


def _with_state(schema: GraphQLSchema, field: FieldNode) -> FieldNode:
    query = schema.query_type
    declared = query.fields.get(field.name.value) if query is not None else None
    has = {each.name.value for each in field.arguments}
    if declared is None or has & _OF_EVERY_ROOT.keys():
        return field
    added = tuple(
        ArgumentNode(name=NameNode(value=name), value=_variable(name))
        for name in _OF_EVERY_ROOT
        if name in declared.args
    )
    return FieldNode(
        alias=field.alias,
        name=field.name,
        arguments=(*field.arguments, *added),
        directives=field.directives,
        selection_set=field.selection_set,
    )


def _variable(name: str) -> VariableNode:
    return VariableNode(name=NameNode(value=name))


def _operation(document: DocumentNode) -> OperationDefinitionNode:
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return operation


def _broken(folder: Path, what: str) -> ContractBroken:
    return ContractBroken(f"graph/pages/{folder.name}/{DOCUMENT}: {what}.")
