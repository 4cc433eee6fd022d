"""Parses a heading: its label without blanks, and the unit in its bracket."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from warehouse.domain.folded import folded
from warehouse.domain.unit import Unit, Units
from warehouse.errors import InvalidArgument
from warehouse.forms.form import Column, Form
from warehouse.programme.programme import Programme
from warehouse.programme.records import Heading as Synonym

PERIOD_HEADINGS = frozenset({"报告期", "报告月份", "所属期", "reportingperiod"})
"""Headings of a column with the month of every row of a monthly return: needed in a text or JSON without a title."""
_LONGEST = 100
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")


@dataclass(frozen=True)
class Heading:
    """A heading's label, and the unit that its bracket names."""

    label: str
    unit: Unit | None = None

    @property
    def key(self) -> str:
        """The label for comparison, in lower case."""
        return self.label.casefold()


def parse_heading(text: str | None, units: Units) -> Heading:
    """Splits `工业总产值（万元）` into label and unit. A bracket without a unit belongs to the label."""
    # Every form examines the same few cells. Text longer than any heading is neither parsed nor cached.
    return _parse(text, units) if text and len(text) <= _LONGEST else Heading(folded(text)[:_LONGEST])


# A row has up to 16,384 cells, and is parsed alone, with the row above, with the row below, and by each layout.
@lru_cache(maxsize=128)
def parse_headings(row: tuple[str | None, ...], units: Units) -> tuple[Heading, ...]:
    """Each cell of a row parsed as a heading."""
    return tuple(parse_heading(text, units) for text in row)


@lru_cache(maxsize=2048)
def _parse(text: str, units: Units) -> Heading:
    label = folded(text).replace("|", "")
    match = _BRACKET.search(label)
    if match is None:
        return Heading(label)
    written = match[1].removeprefix("计量").removeprefix("单位:")
    if written.isdigit():
        # A footnote mark; `1` is also a notation of the unit ratio.
        return Heading(label[: match.start()])
    try:
        return Heading(label[: match.start()], units.parse(written))
    except InvalidArgument:
        return Heading(label)


def join_headings(upper: Heading, lower: Heading) -> Heading:
    """One heading from two rows; the lower one's unit has priority."""
    return Heading(upper.label + lower.label, lower.unit or upper.unit)


@dataclass(frozen=True)
class Known:
    """A heading declared by a form: its column, None for an ignored one, and the unit in its own bracket.

    `synonyms` are the lines of the programme that declare it instead; they are valid for a time.
    """

    column: Column | None
    unit: Unit | None = None
    synonyms: tuple[Synonym, ...] = ()


# Every form is tried on every sheet.
@lru_cache(maxsize=128)
def known_headings(form: Form, programme: Programme) -> Mapping[str, Known]:
    """Every heading that the form declares, by its key: of two rows joined (`工业总产值本月`), in English, and in both
    languages, in two rows or in one cell (`年度 Year`, `年度（Year）`)."""
    units = programme.units
    known = {parse_heading(heading, units).key: Known(None) for heading in form.ignored_headings}
    if form.is_monthly_return:
        known |= dict.fromkeys(PERIOD_HEADINGS, Known(None))
    for column in form.columns:
        zh = []
        for heading in column.headings:
            parsed = _joined(heading, units)
            # The heading itself comes before its aliases: its bracket has the form's unit.
            known.setdefault(parsed.key, Known(column, parsed.unit))
            zh.append(parsed)
        en = parse_heading(column.title_en, units).key
        for parsed in zh:
            for both in (f"{parsed.key}{en}", f"{parsed.key}({en})", f"{parsed.key}/{en}", f"{en}{parsed.key}"):
                known.setdefault(both, Known(column, parsed.unit))
        known.setdefault(en, Known(column, zh[0].unit))
    return {**_synonyms(form, programme), **known}


def _synonyms(form: Form, programme: Programme) -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    columns = {column.name: column for column in form.columns}
    for line in programme.headings:
        column = columns.get(line.column)
        if column is None or not line.is_for(form.form_id):
            continue
        key, own = (_joined(text, programme.units) for text in (line.heading, column.heading))
        earlier = found.get(key.key, Known(column, own.unit))
        found[key.key] = replace(earlier, synonyms=(*earlier.synonyms, line))
    return found


def _joined(written: str, units: Units) -> Heading:
    upper, _, lower = written.partition("|")
    return join_headings(parse_heading(upper, units), parse_heading(lower, units))
