"""Days and periods of cells against two facts that stand outside of them: the day from which the workbook counts, and
the day on which the file came. Both come with the file, never from a clock."""

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
"""A workbook that counts from 1904 writes 40998 for the day that others write as 42460."""
_SERIAL = r"^\s*(\d{5})\s*$"


def day_received(received_at: datetime) -> date:
    """The day in China on which a file came."""
    return received_at.astimezone(CHINA_TIME).date()


def from_1904(texts: pl.Series) -> pl.Series:
    """Plain numbers of days of a workbook that counts from 1904, as others count them; anything else stays."""
    number = pl.col("text").str.extract(_SERIAL, 1).cast(pl.Int64) + _DAYS_TO_1904
    return texts.alias("text").to_frame().select(pl.coalesce(number.cast(pl.String), "text"))["text"]


def hold_future(
    typed: TypedColumn, column: Column, received_on: date | None, released: pl.Series | None
) -> TypedColumn:
    """Holds days and periods that had not begun when the file came, unless the column is about plans."""
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
    """Raises SourceChanged where the whole file is about a period that had not begun when it came."""
    if received_on is not None and period.start_date > received_on:
        raise SourceChanged(
            f"{form.title_zh}: {period} had not begun on {received_on.isoformat()}, when the file came.",
            "Correct the period above the table.",
            zh=f"{period} 在收到文件之日（{received_on.isoformat()}）尚未开始；请更正表格上方的报告期。",
        )


def begins_later(period: str, received_on: date) -> bool:
    """Whether a period in its stored form begins after that day."""
    return parse_period(period).start_date > received_on
