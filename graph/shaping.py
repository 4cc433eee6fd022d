"""Rows read to the shape that was asked for: nested dicts keyed by response key, ready for graphql-core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from graph.selection import Selected
from graph.types.declare import NOUNS, Noun, Relation
from warehouse.query.run import Row, Slice


def shape(field: Selected, relation: Relation, found: Slice) -> dict[str, Any] | None:
    """The value of a root field; None where a single row was asked for and there is none."""
    noun = NOUNS[relation.target]
    if relation.is_many:
        return _shape_list(noun, field, found)
    return next(iter(_shape_rows(noun, field.fields, found.rows)), None)


def _shape_list(noun: Noun, field: Selected, found: Slice) -> dict[str, Any]:
    shaped: dict[str, Any] = {}
    for part in field.fields:
        if part.name == "nodes":
            shaped[part.key] = _shape_rows(noun, part.fields, found.rows)
        elif part.name == "edges":
            shaped[part.key] = _shape_edges(noun, part.fields, found)
        elif part.name == "page_info":
            shaped[part.key] = _shape_page_info(part.fields, found)
        else:
            shaped[part.key] = found.total
    return shaped


def _shape_edges(noun: Noun, fields: Sequence[Selected], found: Slice) -> list[dict[str, Any]]:
    edges: list[dict[str, Any]] = [{} for _ in found.rows]
    for part in fields:
        values = (
            _shape_rows(noun, part.fields, found.rows)
            if part.name == "node"
            else [found.cursor_of(row) for row in found.rows]
        )
        for edge, value in zip(edges, values, strict=True):
            edge[part.key] = value
    return edges


def _shape_page_info(fields: Sequence[Selected], found: Slice) -> dict[str, Any]:
    values = {
        "has_next_page": found.has_next,
        "has_previous_page": found.has_previous,
        "start_cursor": found.cursor_of(found.rows[0]) if found.rows else None,
        "end_cursor": found.cursor_of(found.rows[-1]) if found.rows else None,
    }
    return {part.key: values[part.name] for part in fields}


def _shape_rows(noun: Noun, fields: Sequence[Selected], rows: Sequence[Row]) -> list[dict[str, Any]]:
    columns = [(field.key, field.name) for field in fields if field.name in noun.columns]
    shaped = [{key: row[name] for key, name in columns} for row in rows]
    for field in fields:
        if field.name not in noun.columns:
            _shape_relation(noun.relations[field.name], field, rows, shaped)
    return shaped


def _shape_relation(relation: Relation, field: Selected, rows: Sequence[Row], shaped: Sequence[dict[str, Any]]) -> None:
    noun = NOUNS[relation.target]
    if relation.is_many:
        for row, target in zip(rows, shaped, strict=True):
            target[field.key] = _shape_list(noun, field, cast("Slice", row[field.path]))
        return
    found = [cast("Row | None", row[field.path]) for row in rows]
    values = iter(_shape_rows(noun, field.fields, [row for row in found if row is not None]))
    for one, target in zip(found, shaped, strict=True):
        target[field.key] = None if one is None else next(values)
