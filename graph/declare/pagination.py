"""Relay connections with edges and cursors.

They are alike for every noun and have no descriptions: the description of `Query` explains them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.declare.descriptions import both
from graph.declare.nouns import class_of


@strawberry.type(description=both("Position of a page in its list.", "分页信息"))
class PageInfo:
    has_next_page: bool = strawberry.field(
        description=both(
            "Whether rows follow this page. With `last`: whether `before` was given.", "本页之后是否还有数据"
        )
    )
    has_previous_page: bool = strawberry.field(
        description=both(
            "Whether rows precede this page. With `first`: whether `after` was given.", "本页之前是否还有数据"
        )
    )
    start_cursor: str | None = strawberry.field(
        description=both("Cursor of the first row; null on an empty page.", "本页首行的游标")
    )
    end_cursor: str | None = strawberry.field(
        description=both(
            "Cursor of the last row, the `after` of the next page; null on an empty page.", "本页末行的游标"
        )
    )


def connection_type(name: str, node: Any, more: Mapping[str, tuple[Any, StrawberryField]] | None = None) -> type:
    """`EnterpriseConnection` with `EnterpriseEdge`, for lists of `node`. `more` adds fields to the connection."""
    edge = _object_type(f"{name}Edge", {"cursor": str, "node": node}, {})
    list_of: Any = list.__class_getitem__
    fields = {"nodes": list_of(node), "edges": list_of(edge), "page_info": PageInfo, "total_count": int}
    return _object_type(f"{name}Connection", fields, more or {})


def _object_type(name: str, fields: Mapping[str, Any], more: Mapping[str, tuple[Any, StrawberryField]]) -> type:
    annotations = {**fields, **{key: kind for key, (kind, _) in more.items()}}
    own = {key: field for key, (_, field) in more.items()}
    return strawberry.type(class_of(name, annotations, own), name=name)
