"""The declaration of a report form. A form is a value: it reads nothing and knows no file.

Reading, checking, blank workbooks, the data dictionary, the synthetic deliveries, table comments and descriptions of
GraphQL fields all use these declarations, so a heading, a meaning, a unit or a rule is written once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from warehouse.domain.moment import CHINA_TIME
from warehouse.domain.period import Period, PeriodKind
from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.forms.list_mapping import ListMapping

_UNIT_IN_HEADING = re.compile(r"\([^()]*\)")

EXPLANATIONS_SHEET = "填报说明"
"""The second sheet of a blank workbook; it holds no data."""


class CellType(StrEnum):
    """The type of a column's cells."""

    TEXT = "text"
    CODE = "code"
    """An identifier: digits stay text, leading zeros stay."""
    CREDIT_CODE = "credit_code"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    PERIOD = "period"
    UNIT = "unit"
    REGION = "region"
    """A region by its code, its name or the path of its names; only in somebody else's list."""
    MADE_KEY = "made_key"
    """A name of which a code is made (domain/made_key.py); only in somebody else's list."""


@dataclass(frozen=True)
class Column:
    """One column of a form.

    `heading` is the printed heading; a heading of two merged rows is written `upper|lower`. `note_en` and `note_zh` add
    what the name does not say: clauses without a full stop, for those who fill in the form and those who read it.
    `unit_id` is the unit of the typed values; the file gives the unit of the received ones. A `required` column must be
    in the file; one that is not `nullable` must have a value in every row: a row without it is held as a whole.
    `pattern` must match a code in full. `stored` maps the `choices` to their stored form, `codes` to the words of
    tables for columns staged as printed. With `takes_earlier_code` a credit code may also be one of the two codes of
    enterprises before October 2015: the registration number or the organisation code. A day or period that had not
    begun when the file arrived is held, unless it `may_be_future`: a plan, a decided change. `mapping_name` is the
    mapping that lists the words of a column of somebody else's list.
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
    codes: Mapping[str, str] | None = None
    takes_earlier_code: bool = False
    may_be_future: bool = False
    note_en: str = ""
    note_zh: str = ""
    mapping_name: str = ""

    @property
    def title_zh(self) -> str:
        """The heading in one line, `营业收入·本月`, without its unit."""
        heading = self.heading if self.unit_id is None else _UNIT_IN_HEADING.sub("", self.heading)
        return heading.replace("|", "·")

    def stored_unit(self, units: Units) -> Unit | None:
        """The unit of the values in tables: yuan for money, a share for a percentage. None without a unit."""
        if self.unit_id is None:
            return None
        unit = units[self.unit_id]
        return units[{"money": "cny", "share": "share"}.get(unit.dimension, unit.unit_id)]

    def stored_factor(self, units: Units) -> Decimal | None:
        """The factor from the form's unit to the stored one. None without a unit."""
        stored = self.stored_unit(units)
        return None if self.unit_id is None or stored is None else conversion_factor(units[self.unit_id], stored)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every notation of the heading."""
        return (self.heading, *self.aliases)


@dataclass(frozen=True)
class Fact:
    """The column with a value of one kind, and the column with the same period of last year as restated by the
    reporter.

    In a combined month (February) a column of single months is empty, unless `is_of_combined_months`: its value then
    covers the year to date.
    """

    period_kind: PeriodKind
    value: str
    same_period: str | None = None
    is_of_combined_months: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the form that belong to it."""
        return (self.value,) if self.same_period is None else (self.value, self.same_period)


@dataclass(frozen=True)
class Measure:
    """One indicator of a return: the columns of its facts."""

    indicator_id: str
    facts: tuple[Fact, ...]


class Frequency(StrEnum):
    """How often a form is collected."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Sender(StrEnum):
    """The sender of a form, to our knowledge; files from anybody else are accepted as well."""

    ENTERPRISE = "enterprise"
    PROGRAMME_OFFICE = "programme_office"
    """The office that runs the programme and keeps its lists."""
    DEPARTMENT = "department"
    """The department that leads a task or grants the support."""
    FUND_MANAGER = "fund_manager"
    PROJECT_UNIT = "project_unit"
    STATISTICS_OFFICE = "statistics_office"
    BANK = "bank"


class Reporter(StrEnum):
    """The reporters of a form."""

    ENTERPRISE = "enterprise"
    """Every enterprise of the register, from its recognition or its first return, whichever is earlier."""
    PRODUCER = "producer"
    """An enterprise that has sent the form before: nobody else is known to have products to report."""
    DEPARTMENT = "department"
    """Each unit of a task of a plan, for that task and each period of the plan's year."""
    PROJECT = "project"
    """A project that has sent the form before in the same year, until it is completed or stopped."""


@dataclass(frozen=True)
class Calendar:
    """The deadlines of a form: on `due_day` of the month after its month or quarter, after `due_hour` hours.

    "Within 7 days after the end of the quarter" is `due_day=7, due_hour=24`: the end of the seventh day.
    `exempt_months` are not collected; such a month has no value of its own. In `combined_months` (February, reported as
    January-February) only year-to-date values exist. A return within `grace_hours` after the deadline still counts as
    on time.
    """

    due_day: int
    due_hour: int = 12
    exempt_months: frozenset[int] = frozenset()
    combined_months: frozenset[int] = frozenset()
    source: str = ""
    frequency: Frequency = Frequency.MONTHLY
    grace_hours: int = 0
    reporter: Reporter = Reporter.ENTERPRISE

    def covers(self, period: Period) -> bool:
        """Whether the period is a month of a monthly form or a quarter of a quarterly one."""
        return (period.month if self.frequency is Frequency.MONTHLY else period.quarter) is not None

    def is_due(self, period: Period) -> bool:
        """Whether a return for this period is collected at all."""
        return self.covers(period) and period.month not in self.exempt_months

    def due_at(self, period: Period) -> datetime:
        """The deadline of a period, in China Standard Time."""
        assert self.covers(period)
        first_of_next = period.end_date + timedelta(days=1)
        midnight = datetime(first_of_next.year, first_of_next.month, first_of_next.day, tzinfo=CHINA_TIME)
        return midnight + timedelta(days=self.due_day - 1, hours=self.due_hour)

    def closes_at(self, period: Period) -> datetime:
        """The instant after which a return of the period is late: the deadline and its grace."""
        return self.due_at(period) + timedelta(hours=self.grace_hours)


# Compared by identity, so that results derived from a form can be cached (known_headings).
@dataclass(frozen=True, eq=False)
class Form:
    """The contract of one kind of delivery.

    `dataset` names the staged table (stage.<dataset>) of its rows; the tables' folders declare which tables carry its
    columns (catalog/carried.py). The values of `measures` are rows of core.observation.

    Returns for a month outside `valid_from` to `valid_to` (None while the form is in force) are refused. `sender` is
    its sender; `calendar` says who owes which period. `measures` is empty for a register. `title_marks` are texts of
    which one is in the title of a file of this form. `unit_column` names the column with each row's own unit, if the
    form has one; `default_unit_id` the unit assumed, with a warning, where a file names none. `key` names the columns
    that identify a row. `mapping` reads somebody else's list as this form (mapped_form.py).
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
    sender: Sender | None = None
    unit_column: str | None = None
    default_unit_id: str | None = None
    key: tuple[str, ...] = ()
    valid_from: date = date(2014, 1, 1)
    valid_to: date | None = None
    mapping: ListMapping | None = None

    @property
    def is_monthly_return(self) -> bool:
        """Whether a file of this form covers one month of its calendar."""
        return bool(self.measures) and self.calendar is not None and self.calendar.frequency is Frequency.MONTHLY

    @property
    def is_register(self) -> bool:
        """Whether its rows are rows of a list, not values of a return or a series."""
        return not self.measures and self.dataset != "observation"

    def is_valid_in(self, period: Period) -> bool:
        """Whether the form is in force on the last day of the period."""
        return self.valid_from <= period.end_date and (self.valid_to is None or period.end_date <= self.valid_to)

    @property
    def period_column(self) -> str | None:
        """The column with each row's period of the calendar; None where the title gives it."""
        if self.calendar is None or self.measures:
            return None
        return next(column.name for column in self.columns if column.cell_type is CellType.PERIOD)

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where the form has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
