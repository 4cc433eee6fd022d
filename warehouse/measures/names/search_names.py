"""The names for search: one row for each name of each entity, as written and normalised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from warehouse.catalog.searchable import CODES, FORMER, KINDS, Named, NameSource, load_named
from warehouse.domain.search_text import has_chinese, normalise
from warehouse.measures.names.pinyin import other_readings, syllables

_SCHEMA: Mapping[str, pl.DataType] = {
    "type_order": pl.Int32(),
    "kind_order": pl.Int32(),
    "entity_type": pl.String(),
    "entity_key": pl.String(),
    "name_kind": pl.String(),
    "is_current": pl.Boolean(),
    "is_code": pl.Boolean(),
    "name": pl.String(),
    "normal": pl.String(),
    "places": pl.List(pl.Int32()),
    "pinyin": pl.String(),
    "other_pinyins": pl.List(pl.String()),
}


def name_tables() -> tuple[str, ...]:
    """The tables with searchable names."""
    return tuple(dict.fromkeys(source.table for _, source in _sources()))


def search_names(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The names of all entities, each name of an entity once: as a present name rather than a former one.

    Entities are numbered in the order of equal hits: by type, pinyin and key.
    """
    found = pl.concat([_names_of(named, source, tables[source.table]) for named, source in _sources()], how="vertical")
    found = found.unique(maintain_order=True)
    rows = pl.DataFrame(list(_compared(found)), schema=_SCHEMA, orient="row")
    rows = rows.sort("type_order", "entity_key", "kind_order", "name").unique(
        ["entity_type", "entity_key", "normal"], keep="first", maintain_order=True
    )
    entities = (
        rows.unique(["entity_type", "entity_key"], keep="first", maintain_order=True)
        .sort("type_order", pl.coalesce("pinyin", "normal"), "entity_key")
        .select("entity_type", "entity_key")
        .with_row_index("entity_number")
    )
    return (
        rows.join(entities, on=["entity_type", "entity_key"])
        .sort("entity_number", "kind_order", "name")
        .with_row_index("name_number")
        .drop("type_order", "kind_order")
        .with_columns(pl.col("name_number", "entity_number").cast(pl.Int32))
    )


def _sources() -> Iterator[tuple[Named, NameSource]]:
    for named in load_named():
        for source in named.sources:
            yield named, source


def _names_of(named: Named, source: NameSource, table: pl.DataFrame) -> pl.DataFrame:
    frames = [
        table.select(
            pl.lit(load_named().index(named), pl.Int32).alias("type_order"),
            pl.lit(named.word).alias("entity_type"),
            pl.col(source.key_column).alias("entity_key"),
            (pl.col(source.kind_column) if source.kind_column else pl.lit(kinds[0])).alias("name_kind"),
            pl.col(column).alias("name"),
        )
        for column, kinds in source.names.items()
    ]
    return pl.concat(frames, how="vertical").filter(pl.col("name").is_not_null())


def _compared(names: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    for type_order, entity_type, entity_key, kind, name in names.iter_rows():
        normal = normalise(name)
        if not normal.text:
            continue
        is_as_written = normal.places == list(range(len(name)))
        pinyin: str | None = None
        others: list[str] | None = None
        if kind not in CODES and has_chinese(normal.text):
            main = syllables(normal.text)
            pinyin = " ".join(main)
            others = [" ".join(reading) for reading in other_readings(normal.text, main)] or None
        yield (
            *(type_order, kinds[kind], entity_type, entity_key, kind, kind != FORMER, kind in CODES, name, normal.text),
            *(None if is_as_written else list(normal.places), pinyin, others),
        )
