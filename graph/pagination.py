"""Lists as clients see them: connections with edges and cursors, after the Relay specification."""

from __future__ import annotations

from typing import Generic, TypeVar

import strawberry

from graph.descriptions import both

T = TypeVar("T")


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


@strawberry.type(description=both("A row with its place in the list.", "列表中的一行及其位置"))
class Edge(Generic[T]):
    cursor: str = strawberry.field(
        description=both("The place of the row, for `after` and `before`. Opaque: do not read it.", "游标，请勿解析")
    )
    node: T = strawberry.field(description=both("The row.", "该行数据"))


@strawberry.type(description=both("One page of a list.", "列表的一页"))
class Connection(Generic[T]):
    nodes: list[T] = strawberry.field(description=both("The rows of the page, in order.", "本页各行"))
    edges: list[Edge[T]] = strawberry.field(
        description=both("The rows with a cursor each; take `nodes` where you need none.", "本页各行及其游标")
    )
    page_info: PageInfo = strawberry.field(description=both("Where the page lies in the list.", "分页信息"))
    total_count: int = strawberry.field(
        description=both(
            "Rows of all pages together, as `where` admits them. Counted only when asked for.", "符合条件的总行数"
        )
    )
