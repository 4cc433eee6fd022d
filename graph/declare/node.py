"""Node: the interface of every row with a key, as in Relay's specification of object identification."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import HEADING, both
from graph.declare.nouns import list_of, maybe

_ID = both(
    "Global id, the same in every snapshot. Opaque: do not parse it.",
    "全局标识，跨快照不变，请勿解析",
)


@strawberry.interface(
    description=both(
        "A row that can be read by its global id. Every type with a key is a Node.",
        "可凭全局标识再次读取的数据行，凡有主键的类型皆是",
    )
)
class Node:
    id: strawberry.ID = strawberry.field(description=_ID)


def node_field() -> Any:
    """A root field with the row of an id, or null."""
    field = StrawberryField(
        description=both("The row of an id, of any type, or null.", "按全局标识读取任意类型的一行"),
        type_annotation=StrawberryAnnotation(maybe(Node)),
    )
    field.arguments = [
        StrawberryArgument("id", None, StrawberryAnnotation(strawberry.ID), description=both("Global id.", "全局标识"))
    ]
    return field


def nodes_field() -> Any:
    """A root field with the rows of several ids, in their order; null for an unknown id."""
    field = StrawberryField(
        description=both(
            "The rows of several ids, in their order; null for an unknown id.",
            "按全局标识批量读取，顺序与标识一致，无对应行者为 null",
        ),
        type_annotation=StrawberryAnnotation(maybe(list_of(maybe(Node)))),
    )
    described = both("At most 1000 ids.", "全局标识列表，至多1000个")
    field.arguments = [
        StrawberryArgument("ids", None, StrawberryAnnotation(list_of(strawberry.ID)), description=described)
    ]
    return field


def as_node(cls: type) -> type:
    """The class with Node as its base; its own declarations are preserved."""
    body = {name: value for name, value in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
    # The interface describes the id; each type would only repeat the text.
    body["id"] = strawberry.field(metadata={HEADING: _ID})
    body["__annotations__"] = {"id": strawberry.ID, **body.get("__annotations__", {})}
    body["__doc__"] = cls.__doc__ or cls.__name__  # as class_of says
    return type(cls.__name__, (Node,), body)
