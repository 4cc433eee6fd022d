"""Arrival of each generated file: a return before its deadline, every seventh return of products two days after it,
supplements and corrections of the previous month twelve days later; a list ten days after its newest day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period, parse_period
from warehouse.forms.form import CellType, Form
from warehouse.sample.workbook import Cell

_IN_TIME = timedelta(hours=-26)
_BEHIND = timedelta(hours=30)
_AFTERWARDS = timedelta(days=12)
_LISTED = timedelta(days=10, hours=10)
_BEHIND_EVERY = 7


def return_arrives(form: Form, period: Period, *, number: int = 0, is_supplement: bool = False) -> datetime:
    """When the return of a month arrives; `number` counts the months."""
    assert form.calendar is not None
    due_at = form.calendar.due_at(period)
    if is_supplement:
        return due_at + _AFTERWARDS
    return due_at + (_BEHIND if number % _BEHIND_EVERY == _BEHIND_EVERY - 1 else _IN_TIME)


def list_arrives(form: Form, rows: Iterable[Sequence[Cell]], first_year: int) -> datetime:
    """The arrival of a list or a report whose rows name their days and periods; in the first January at the
    earliest."""
    before = date(first_year - 1, 12, 31)
    newest = max(_days(form, rows), default=before)
    if form.calendar is not None and newest > before:
        month, quarter = Period(newest.year, month=newest.month), Period(newest.year, (newest.month + 2) // 3)
        return form.calendar.due_at(month if form.calendar.covers(month) else quarter) + _IN_TIME
    day = max(newest, before)
    return datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME) + _LISTED


def _days(form: Form, rows: Iterable[Sequence[Cell]]) -> Iterable[date]:
    at = [
        (index, column.cell_type)
        for index, column in enumerate(form.columns)
        if column.cell_type in (CellType.DATE, CellType.PERIOD) and not column.may_be_future
    ]
    for row in rows:
        for index, kind in at:
            cell = row[index]
            if cell is None:
                continue
            yield parse_period(str(cell)).end_date if kind is CellType.PERIOD else date.fromisoformat(str(cell)[:10])
