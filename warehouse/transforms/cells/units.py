"""Units inside single cells (`12.5%`, `3.2‰`, `1.2亿元`): each such value has its own factor.

The unit in the cell has priority over the one in the heading or above the table.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from warehouse.domain.unit import Units, conversion_factor
from warehouse.errors import InvalidArgument
from warehouse.forms.form import Column

_WITH_UNIT = r"^(-?[\d,.]*\d\.?)([^\d.,()\-+eE].*)$"
_WIDE = pl.Decimal(38, 12)


def take_units(frame: pl.DataFrame, column: Column, factor: Decimal, units: Units) -> pl.DataFrame:
    """`text` without its unit, with `factor` (the column's where a cell names no unit), `unit_rule` (why the unit of a
    cell is rejected) and `unit_noted` (that it differs from the column's)."""
    plain = frame.with_columns(
        factor=pl.lit(factor, dtype=_WIDE), unit_rule=pl.lit(None, pl.String), unit_noted=pl.lit(None, pl.String)
    )
    if column.unit_id is None:
        return plain
    written = frame.select(unit=pl.col("text").str.extract(_WITH_UNIT, 2))["unit"]
    distinct = written.drop_nulls().unique().to_list()
    if not distinct:
        return plain
    known = pl.DataFrame(
        [(text, *_of_cell(text, column.unit_id, factor, units)) for text in distinct],
        schema={"unit": pl.String, "own_factor": _WIDE, "unit_rule": pl.String, "unit_noted": pl.String},
        orient="row",
    )
    number = pl.col("text").str.extract(_WITH_UNIT, 1)
    is_grouped = number.str.contains(r"^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$")
    bare = pl.when(is_grouped).then(number.str.replace_all(",", "", literal=True)).otherwise(number)
    return (
        frame.with_columns(unit=written)
        .join(known, on="unit", how="left", maintain_order="left")
        .with_columns(
            text=pl.when(pl.col("own_factor").is_not_null()).then(bare).otherwise("text"),
            factor=pl.coalesce("own_factor", pl.lit(factor, dtype=_WIDE)),
        )
        .select("text", "factor", "unit_rule", "unit_noted")
    )


def without_own_percent(texts: pl.Series, is_percent: pl.Series) -> pl.Series:
    """The texts of values with the unit of their row, without the sign that repeats it: `6.5%` in a row of `%`."""
    frame = pl.DataFrame({"text": texts, "is_percent": is_percent})
    bare = pl.col("text").str.replace(r"^(.*\d)\s*[%％]\s*$", "${1}")
    return frame.select(pl.when("is_percent").then(bare).otherwise("text").alias("text"))["text"]


def _of_cell(text: str, unit_id: str, factor: Decimal, units: Units) -> tuple[Decimal | None, str | None, str | None]:
    """Factor, rule and note of a cell; all None where its suffix is not a unit: the cell is then not a number."""
    wanted = units[unit_id]
    try:
        unit = units.parse(text)
    except InvalidArgument:
        return None, None, None
    try:
        own = conversion_factor(unit, wanted)
    except InvalidArgument:
        return None, "unit_conflict", None
    # A sign that repeats the unit of its column needs no note.
    return own, None, "unit_in_cell" if own != factor else None
