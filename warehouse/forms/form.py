"""What a report form is made of. A form is a value: it reads nothing and knows no file.

Reading, checking, the data dictionary and the synthetic deliveries all use these declarations, so a heading, a
unit or a rule is written once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

from warehouse.domain.period import Period, PeriodKind, month_end

CHINA_TIME = timezone(timedelta(hours=8), "CST")
"""Deadlines are written in the time of the province."""


class CellType(StrEnum):
    """What a cell of a column holds once it is typed."""

    TEXT = "text"
    CODE = "code"
    """An identifier: digits stay text, leading zeros stay."""
    CREDIT_CODE = "credit_code"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    PERIOD = "period"
    UNIT = "unit"


@dataclass(frozen=True)
class Column:
    """One column of a form.

    `heading` is the heading as the form prints it; a heading of two merged rows is written `upper|lower`.
    `unit_id` is the unit that values are stored in; the unit they arrive in is found in the file.
    A column that is `required` must be in the file; one that is not `nullable` must have a value in every row: a row
    without it cannot stand and is held as a whole. `pattern` is what a code has to look like, in full.
    `stored` is how each of the `choices` is stored.
    """

    name: str
    heading: str
    title_en: str
    cell_type: CellType = CellType.TEXT
    aliases: tuple[str, ...] = ()
    unit_id: str | None = None
    required: bool = True
    nullable: bool = True
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    stored: Mapping[str, str] | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """Every way in which the heading is written."""
        return (self.heading, *self.aliases)


@dataclass(frozen=True)
class Fact:
    """Which column holds a value of one kind, and which the same period of last year as the reporter restates it.

    In a combined month (February) a column of single months is empty, unless `is_of_combined_months`: its value is
    then about the year to date.
    """

    period_kind: PeriodKind
    value: str
    same_period: str | None = None
    is_of_combined_months: bool = False


@dataclass(frozen=True)
class Measure:
    """One indicator of a return: the columns of its facts."""

    indicator_id: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Calendar:
    """When a monthly form is due. `exempt_months` are not collected; their month has no value of its own.

    In `combined_months` (February, which is reported as January-February) only year-to-date values exist.
    """

    due_day: int
    due_hour: int = 12
    exempt_months: frozenset[int] = frozenset()
    combined_months: frozenset[int] = frozenset()
    source: str = ""

    def is_due(self, period: Period) -> bool:
        """Whether a return for this month is collected at all."""
        return period.month is not None and period.month not in self.exempt_months

    def due_at(self, period: Period) -> datetime:
        """The instant, in China Standard Time, by which the return of a month has to be in."""
        assert period.month is not None
        first_of_next: date = month_end(period.year, period.month) + timedelta(days=1)
        return datetime(first_of_next.year, first_of_next.month, self.due_day, self.due_hour, tzinfo=CHINA_TIME)


@dataclass(frozen=True)
class Form:
    """The contract of one kind of delivery.

    `dataset` names the staged table (stage.<dataset>) that its rows become. `measures` is empty for a register.
    `title_marks` are texts of which one stands in the title of a file of this form.
    `unit_column` names the column that gives each row's own unit, where the form has one; `default_unit_id` the unit
    that is assumed, with a warning, where a file names none. `key` names the columns that tell one row from another.
    """

    form_id: str
    version: str
    title_zh: str
    title_en: str
    description: str
    dataset: str
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...] = ()
    title_marks: tuple[str, ...] = ()
    ignored_headings: tuple[str, ...] = ()
    calendar: Calendar | None = None
    unit_column: str | None = None
    default_unit_id: str | None = None
    key: tuple[str, ...] = ()
    valid_from: date = date(2014, 1, 1)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where the form has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
