"""Finds the header of a form in a sheet, at any position, and maps its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from warehouse.domain.folded import folded
from warehouse.domain.unit import Unit, Units
from warehouse.errors import InvalidArgument, SourceChanged
from warehouse.forms.form import CellType, Column, Form
from warehouse.programme.programme import Programme
from warehouse.programme.records import Heading as Synonym
from warehouse.reading.grid import Sheet, cell_address, column_letters
from warehouse.transforms.recognise.heading import (
    Heading,
    Known,
    join_headings,
    known_headings,
    parse_heading,
    parse_headings,
)

SEARCHED_ROWS = 30
"""Almost every header is within this many rows."""
_FURTHER_ROWS = 1000
_FURTHER_CELLS = 50_000
_ENOUGH = 2
_MOST_TOLD = 20
"""How many unknown headings a refusal lists."""
"""How many columns a row has to name to be the header in another language: one word may be a value."""
_NO_UNIT = {"-", "—", "——", "/", "单位", "计量单位", "单位:", "计量单位:"}
"""The content of a unit row below a heading without unit."""

_NUMBERING = re.compile(r"[甲乙丙丁戊]|\(?\d{1,3}\)?")

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Place:
    """The place of a form's column: its letters, the unit in its heading, and the unit in the form's own heading.

    `heading` is compared with the form's; `received` is the received text, with `|` between two rows. The unit is in
    `unit_cell`, with the text `unit_text`. `synonyms` are the lines of the programme by which the heading is known.
    """

    letters: str
    heading: str
    received: str
    unit: Unit | None
    form_unit: Unit | None
    unit_cell: str = ""
    unit_text: str = ""
    further: tuple[str, ...] = ()
    """Of somebody else's list: the letters of the columns before it that hold the larger parts of the same place."""
    synonyms: tuple[Synonym, ...] = ()


@dataclass(frozen=True)
class Header:
    """The header of a form. Rows count from 0; `end` is the row below it."""

    start: int
    end: int
    places: Mapping[str, Place]


@dataclass(frozen=True)
class HeaderCandidate:
    """One or two rows that may be the header: the candidates for each column's heading, best first."""

    start: int
    end: int
    headings: tuple[tuple[Heading, ...], ...]
    matched: frozenset[str]
    """Names of the form's columns found."""
    unknown_count: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """More columns found, fewer headings unknown, fewer rows: a title above the header is not part of it."""
        return len(self.matched), -self.unknown_count, self.start - self.end


@dataclass(frozen=True)
class _Possible:
    """One or two rows parsed as headings, for any form."""

    start: int
    end: int
    headings: tuple[tuple[Heading, ...], ...]
    keys: frozenset[str]


# Every form examines the rows of the same sheet.
@lru_cache(maxsize=8)
def _possible_headers(rows: tuple[Row, ...], units: Units) -> tuple[_Possible, ...]:
    found = []
    for start in range(len(rows)):
        for end in (start + 1, start + 2):
            if end <= len(rows):
                headings = _headings(rows[start:end], units)
                keys = frozenset(option.key for options in headings for option in options)
                found.append(_Possible(start, end, headings, keys))
    return tuple(found)


def further_rows(sheet: Sheet) -> int:
    """How many rows are searched where no header is within SEARCHED_ROWS: fewer for a wide sheet."""
    return min(_FURTHER_ROWS, _FURTHER_CELLS // max(1, sheet.cells.width))


def find_header(
    sheet: Sheet, form: Form, programme: Programme, searched: int = SEARCHED_ROWS
) -> HeaderCandidate | None:
    """The rows that match most of the form's headings; None where none of the first `searched` rows matches any."""
    known = known_headings(form, programme)
    best: HeaderCandidate | None = None
    for possible in _possible_headers(tuple(sheet.first_rows(searched)), programme.units):
        if possible.keys.isdisjoint(known):
            continue
        candidate = _candidate(possible, known)
        if candidate.matched and (best is None or candidate.rank > best.rank):
            best = candidate
    return best


def read_header(sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme) -> Header:
    """Maps every column. Raises SourceChanged, naming sheet, cell and the closest heading, for an unknown, repeated or
    missing heading, for values without heading, and for another header with rows above this one."""
    _refuse_header_above(sheet, form, candidate, programme)
    known = known_headings(form, programme)
    places: dict[str, Place] = {}
    _refuse_unknown_headings(sheet, form, candidate, programme)
    for index, options in enumerate(candidate.headings):
        address = cell_address(candidate.end - 1, index)
        if not options:
            refuse_values_without_heading(sheet, candidate, index)
            continue
        option = next(option for option in options if option.key in known)
        entry = known[option.key]
        if entry.column is None:
            continue
        earlier = places.get(entry.column.name)
        if earlier is not None:
            raise SourceChanged(
                f"Sheet {sheet.name!r}, cell {address}: the heading '{option.label}' stands twice, "
                f"also in column {earlier.letters}.",
                "Leave one of them.",
                zh=f"工作表“{sheet.name}”{address} 单元格：列标题“{option.label}”重复，"
                f"{earlier.letters} 列也有；请只保留一个。",
            )
        received = _as_it_stood(sheet, candidate, index, option, programme.units)
        places[entry.column.name] = Place(
            column_letters(index), option.label, received, option.unit, entry.unit, address, received,
            synonyms=entry.synonyms,
        )  # fmt: skip
    missing = [column.heading for column in form.columns if column.required and column.name not in places]
    if missing:
        raise SourceChanged(
            f"Sheet {sheet.name!r}, row {candidate.end}: {form.title_zh} lacks the column '{missing[0]}'"
            + (f" and {len(missing) - 1} more ({', '.join(missing[1:20])})." if len(missing) > 1 else "."),
            "Send the file with all columns of the form; a column may be empty.",
            zh=f"工作表“{sheet.name}”第 {candidate.end} 行：《{form.title_zh}》缺少 {len(missing)} 栏："
            f"{'、'.join(missing[:20])}；请按报表的全部栏目报送，栏内可以为空。",
        )
    return with_rows_below(sheet, form, candidate, places, programme)


def with_rows_below(
    sheet: Sheet, form: Form, candidate: HeaderCandidate, places: dict[str, Place], programme: Programme
) -> Header:
    """The header with the rows of column numbers, of the other language and of units below it."""
    end = _behind_numbering(sheet, form, candidate.end, places, programme)
    for of_row in (_other_language, _unit_row):
        below = of_row(sheet, form, end, places, programme)
        if below is not None:
            places, end = {**places, **below}, end + 1
    return Header(candidate.start, end, places)


def refuse_headings_of_another_time(sheet_name: str, header: Header, day: date) -> None:
    """Raises SourceChanged for a heading that the programme knows for another time only."""
    for place in header.places.values():
        if not place.synonyms or any(line.is_valid_on(day) for line in place.synonyms):
            continue
        line = place.synonyms[0]
        span = f"{line.valid_from or '…'} – {line.valid_to or '…'}"
        raise SourceChanged(
            f"Sheet {sheet_name!r}, cell {place.unit_cell}: the heading '{place.heading}' is known for {span}, and the "
            f"file is about {day}.",
            "Take the heading of the form, or extend the synonym in names/headings.csv of the programme.",
            zh=f"工作表“{sheet_name}”{place.unit_cell} 单元格：列标题“{place.heading}”只在 {span} 有效，"
            f"而文件属于 {day}；请使用报表的列标题，或在方案的 names/headings.csv 中延长有效期。",
        )


def _refuse_unknown_headings(sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme) -> None:
    """Raises SourceChanged for headings unknown to the form, naming all of them with the closest of the form."""
    known = known_headings(form, programme)
    unknown = [
        (cell_address(candidate.end - 1, index), options)
        for index, options in enumerate(candidate.headings)
        if options and not any(option.key in known for option in options)
    ]
    if not unknown:
        return
    closest = [(address, options[0].label, _closest(options, form)) for address, options in unknown[:_MOST_TOLD]]
    address, label, close = closest[0]
    more = [f"cell {cell} '{name}'" + (f" ('{near}'?)" if near else "") for cell, name, near in closest[1:]]
    more_zh = [f"{cell} “{name}”" + (f"（是否应为“{near}”？）" if near else "") for cell, name, near in closest]
    raise SourceChanged(
        f"Sheet {sheet.name!r}, cell {address}: {form.title_zh} has no heading '{label}'"
        + (f", and {len(unknown) - 1} more are unknown: {', '.join(more)}." if more else "."),
        f"Did you mean '{close}'?" if close else "Take the heading from the form's template.",
        zh=f"工作表“{sheet.name}”有 {len(unknown)} 个列标题不属于《{form.title_zh}》：{'、'.join(more_zh)}；"
        "请使用报表模板中的列标题。",
    )


def _refuse_header_above(sheet: Sheet, form: Form, candidate: HeaderCandidate, programme: Programme) -> None:
    """Raises SourceChanged for a table of the form above the header: its rows would be taken for titles."""
    known = known_headings(form, programme)
    rows = tuple(sheet.first_rows(candidate.start))
    for possible in _possible_headers(rows, programme.units):
        between = rows[possible.end :]
        if (
            not possible.keys.isdisjoint(known)
            and 2 * len(_candidate(possible, known).matched) >= len(candidate.matched) > 1
            and any(sum(bool(cell and cell.strip()) for cell in row) > _ENOUGH for row in between)
        ):
            raise SourceChanged(
                f"Sheet {sheet.name!r}: headers are in row {possible.end} and in row {candidate.end}.",
                "Send each table on a sheet of its own, or all rows below one header.",
                zh=f"工作表“{sheet.name}”第 {possible.end} 行和第 {candidate.end} 行都是表头；"
                "请把各表分放在不同工作表，或放在同一表头之下。",
            )


def _other_language(
    sheet: Sheet, form: Form, index: int, places: Mapping[str, Place], programme: Programme
) -> dict[str, Place] | None:
    """The places whose columns the row `index` names again in the other language; None where it contains
    anything else."""
    known = known_headings(form, programme)
    row = sheet.cells.slice(index, 1)
    units = programme.units
    texts = {name: row[place.letters][0] for name, place in places.items()} if row.height else {}
    headings = {name: parse_heading(text, units) for name, text in texts.items()}
    explanation = {name: heading for name, heading in headings.items() if heading.label}
    if len(explanation) < _ENOUGH or any(
        (entry := known.get(heading.key)) is None or entry.column is not form.column(name)
        for name, heading in explanation.items()
    ):
        return None
    return {
        name: replace(places[name], unit=places[name].unit or heading.unit) for name, heading in explanation.items()
    }


def _behind_numbering(sheet: Sheet, form: Form, end: int, places: Mapping[str, Place], programme: Programme) -> int:
    """The row below the column numbers (`甲 乙 1 2`) where those are above a row of units, else `end`."""
    numbers = [folded(text) for text in (sheet.cells.row(end) if end < sheet.cells.height else ())]
    filled = [text for text in numbers if text]
    if len(filled) <= _ENOUGH or not all(map(_NUMBERING.fullmatch, filled)):
        return end
    return end + 1 if _unit_row(sheet, form, end + 1, places, programme) is not None else end


def _unit_row(
    sheet: Sheet, form: Form, index: int, places: Mapping[str, Place], programme: Programme
) -> dict[str, Place] | None:
    """The places whose unit the row `index` gives; None where it is not a row of units.

    A row of units contains words without a digit: nothing below headings of names and codes (or any word where at least
    two units are in the row), and at least one unit below the others. Raises SourceChanged for an unknown unit and for
    one that contradicts its heading: read as data, the row would leave the whole column in an assumed unit.
    """
    row = sheet.cells.slice(index, 1)
    written = {name: folded(row[place.letters][0]) for name, place in places.items()} if row.height else {}
    written = {name: text.strip("()[]") for name, text in written.items() if text and text not in _NO_UNIT}
    if not written or any(any(map(str.isdigit, text)) for text in written.values()):
        return None
    units = {
        name: _unit_or_none(text, programme.units) for name, text in written.items() if _is_measured(form.column(name))
    }
    known = sum(unit is not None for unit in units.values())
    if not known or (known < _ENOUGH and len(units) < len(written)):
        return None
    found = {}
    for name, unit in units.items():
        place = places[name]
        address = f"Sheet {sheet.name!r}, cell {place.letters}{index + 1}"
        if unit is None:
            raise SourceChanged(
                f"{address}: '{written[name]}' is not a known unit.",
                "Write it as the form does.",
                zh=f"工作表“{sheet.name}”{place.letters}{index + 1} 单元格："
                f"不认识计量单位“{written[name]}”；请按报表规定填写。",
            )
        if place.unit is not None and place.unit != unit:
            raise SourceChanged(
                f"{address}: the unit is {unit.title_zh} here and {place.unit.title_zh} in the heading above.",
                "Name one unit for the column.",
                zh=f"工作表“{sheet.name}”{place.letters}{index + 1} 单元格：此处单位为{unit.title_zh}，"
                f"上方列标题为{place.unit.title_zh}；请统一。",
            )
        found[name] = replace(place, unit=unit, unit_cell=f"{place.letters}{index + 1}", unit_text=written[name])
    return found


def _is_measured(column: Column) -> bool:
    return column.unit_id is not None or column.cell_type is CellType.DECIMAL


def _unit_or_none(text: str, units: Units) -> Unit | None:
    try:
        return units.parse(text)
    except InvalidArgument:
        return None


def _headings(rows: Sequence[Row], units: Units) -> tuple[tuple[Heading, ...], ...]:
    """The possible headings of each column: both rows together, or one of them alone."""
    if len(rows) == 1:
        read = zip(rows[0], parse_headings(rows[0], units), strict=True)
        return tuple((heading,) if text and text.strip() else () for text, heading in read)
    headings: list[tuple[Heading, ...]] = []
    above = Heading("")
    for upper, lower in zip(*(parse_headings(row, units) for row in rows), strict=True):
        if upper.label:
            above = upper
            headings.append((join_headings(upper, lower), *(() if lower.label else (upper,))))
        elif lower.label:
            # A merged upper cell has its text in the first column only; the heading may also be in the lower row
            # alone.
            headings.append((join_headings(above, lower), lower))
        else:
            headings.append(())
    return tuple(headings)


def _as_it_stood(sheet: Sheet, candidate: HeaderCandidate, index: int, option: Heading, units: Units) -> str:
    """The received text of a heading, without outer blanks; that of a merged upper cell is in the first of its
    columns."""
    *above, lowest = sheet.first_rows(candidate.end)[candidate.start :]
    texts = [lowest[index]]
    if above and option.label != parse_heading(lowest[index], units).label:
        texts.insert(0, next((text for text in reversed(above[0][: index + 1]) if text and text.strip()), None))
    return "|".join(text.strip() for text in texts if text and text.strip())


def _candidate(possible: _Possible, known: Mapping[str, Known]) -> HeaderCandidate:
    entries = [_match(options, known) for options in possible.headings]
    matched = frozenset(entry.column.name for entry in entries if entry is not None and entry.column is not None)
    unknown = sum(entry is None and bool(options) for entry, options in zip(entries, possible.headings, strict=True))
    return HeaderCandidate(possible.start, possible.end, possible.headings, matched, unknown)


def _match(options: tuple[Heading, ...], known: Mapping[str, Known]) -> Known | None:
    return next((known[option.key] for option in options if option.key in known), None)


def _closest(options: tuple[Heading, ...], form: Form) -> str | None:
    headings = [heading.replace("|", "") for column in form.columns for heading in (*column.headings, column.title_en)]
    close = get_close_matches(options[0].label, headings, n=1, cutoff=0.3)
    return close[0] if close else None


def refuse_values_without_heading(sheet: Sheet, candidate: HeaderCandidate, index: int) -> None:
    if column_letters(index) not in sheet.filled:
        return
    below = sheet.cells.get_column(column_letters(index)).slice(candidate.end)
    stands = below.is_not_null() & (below.str.strip_chars() != "")
    if stands.any():
        row = candidate.end + (stands.arg_max() or 0)
        raise SourceChanged(
            f"Sheet {sheet.name!r}, cell {cell_address(row, index)}: a value has no heading above it.",
            "Give the column its heading, or clear it.",
            zh=f"工作表“{sheet.name}”{cell_address(row, index)} 单元格有数值，"
            "但该列没有列标题；请补上列标题或清空该列。",
        )
