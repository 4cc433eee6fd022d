"""Lists as clients see them: connections with edges and cursors, after the Relay specification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.descriptions import both


@strawberry.type(description=both("Where a page lies in its list.", "分页信息"))
class PageInfo:
    has_next_page: bool = strawberry.field(
        description=both(
            "Whether rows follow this page. With `last`: whether a `before` was given.", "本页之后是否还有数据"
        )
    )
    has_previous_page: bool = strawberry.field(
        description=both(
            "Whether rows precede this page. With `first`: whether an `after` was given.", "本页之前是否还有数据"
        )
    )
    start_cursor: str | None = strawberry.field(
        description=both("Cursor of the first row; null on an empty page.", "本页首行的游标")
    )
    end_cursor: str | None = strawberry.field(
        description=both(
            "Cursor of the last row; null on an empty page. The next page is `after` it.", "本页末行的游标"
        )
    )


def connection_type(name: str, node: Any, more: Mapping[str, tuple[Any, StrawberryField]] | None = None) -> type:
    """`EnterpriseConnection`, and `EnterpriseEdge` with it, for lists of `node`. `more` adds fields to it."""
    edge = _object_type(
        f"{name}Edge",
        {
            "cursor": (
                str,
                "The place of the row, for `after` and `before`. Opaque: do not read it.",
                "游标，请勿解析",
            ),
            "node": (node, "The row.", "该行数据"),
        },
        both("A row with its place in the list.", "列表中的一行及其位置"),
    )
    list_of: Any = list.__class_getitem__
    return _object_type(
        f"{name}Connection",
        {
            "nodes": (list_of(node), "The rows of the page, in order.", "本页各行"),
            "edges": (
                list_of(edge),
                "The rows with a cursor each; take `nodes` where you need none.",
                "本页各行及其游标",
            ),
            "page_info": (PageInfo, "Where the page lies in the list.", "分页信息"),
            "total_count": (
                int,
                "Rows of all pages together, as `where` admits them. Counted only when asked for.",
                "符合条件的总行数",
            ),
        },
        both("One page of a list.", "列表的一页"),
        more or {},
    )


def _object_type(
    name: str,
    fields: Mapping[str, tuple[Any, str, str]],
    description: str,
    more: Mapping[str, tuple[Any, StrawberryField]] | None = None,
) -> type:
    annotations = {key: kind for key, (kind, _, _) in fields.items()}
    body: dict[str, Any] = {key: strawberry.field(description=both(en, zh)) for key, (_, en, zh) in fields.items()}
    for key, (kind, field) in (more or {}).items():
        annotations[key] = kind
        body[key] = field
    cls = type(name, (), {"__annotations__": annotations, "__module__": __name__, **body})
    return strawberry.type(cls, name=name, description=description)
