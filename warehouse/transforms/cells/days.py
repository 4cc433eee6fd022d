"""Checks days and periods of cells against the epoch of the workbook and the day on which the file arrived. Both come
with the file, never from a clock."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period, parse_period
from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column, Form
from warehouse.transforms.cells.typing import TypedColumn

RULE = "in_the_future"
_DAYS_TO_1904 = 1462
"""A workbook with the 1904 epoch has 40998 for the day that others have as 42460."""
_SERIAL = r"^\s*(\d{5})\s*$"


def day_received(received_at: datetime) -> date:
    """The day in China on which a file arrived."""
    return received_at.astimezone(CHINA_TIME).date()


def from_1904(texts: pl.Series) -> pl.Series:
    """Serial numbers of a workbook with the 1904 epoch, converted to the 1900 epoch; anything else stays unchanged."""
    number = pl.col("text").str.extract(_SERIAL, 1).cast(pl.Int64) + _DAYS_TO_1904
    return texts.alias("text").to_frame().select(pl.coalesce(number.cast(pl.String), "text"))["text"]


def hold_future(
    typed: TypedColumn, column: Column, received_on: date | None, released: pl.Series | None
) -> TypedColumn:
    """Holds days and periods that had not begun when the file arrived, unless the column contains plans."""
    if received_on is None or column.may_be_future or column.cell_type not in (CellType.DATE, CellType.PERIOD):
        return typed
    if column.cell_type is CellType.DATE:
        is_future = typed.values > received_on
    else:
        future = [text for text in typed.values.drop_nulls().unique() if parse_period(text).start_date > received_on]
        is_future = typed.values.is_in(future)
    is_held = is_future.fill_null(False) & typed.broken.is_null()
    if released is not None:
        is_held &= ~released
    return typed.held(is_held, RULE)


def refuse_future(form: Form, period: Period, received_on: date | None) -> None:
    """Raises SourceChanged where the period of the whole file had not begun when it arrived."""
    if received_on is not None and period.start_date > received_on:
        raise SourceChanged(
            f"{form.title_zh}: {period} had not begun on {received_on.isoformat()}, when the file came.",
            "Correct the period above the table.",
            zh=f"{period} 在收到文件之日（{received_on.isoformat()}）尚未开始；请更正表格上方的报告期。",
        )


def begins_later(period: str, received_on: date) -> bool:
    """Whether a period in its stored form begins after that day."""
    return parse_period(period).start_date > received_on
