"""The unit that a file gives: in a line above the header (`单位：千元`), or in the bracket of a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warehouse.domain.unit import UNITS, Unit, conversion_factor, parse_unit
from warehouse.errors import InvalidArgument, SourceChanged
from warehouse.forms.form import Column, Form
from warehouse.reading.grid import cell_address
from warehouse.transforms.header import Place, Row
from warehouse.transforms.heading import normalise

# `填报单位：…` and its like name an office, not a unit of measurement.
_LINE = re.compile(
    r"(?:(?<!填报)(?<!报送)(?<!编制)(?<!制表)(?<!主管)(?<!联系)(?<!企业)(?<!报告)单位|[Uu]nits?):"
    r"(?P<units>[^();:]*?)/?(?=[Uu]nits?:|[();:]|$)"
)


@dataclass(frozen=True)
class ReceivedUnit:
    """In which unit a column came and by what its values are multiplied; `is_assumed` where the file named none."""

    unit: Unit
    factor: Decimal
    is_assumed: bool = False


_IN_A_NOTE = re.compile(
    r"(?:计量单位|金额单位|数据单位|单位)(?:均|都)?[为是](?P<unit>[^()，,;。:]{1,6})|以(?P<counted>[^()，,;。:]{1,6})(?:计|为单位)"
)
"""How a note names the unit of a table: `本表金额单位为万元`, `以万元计`."""


_BARE = re.compile(r"(?:(?:计量|金额|数据|货币)?单位)?[(\[]?(?P<units>[^()\[\]:]{1,20})[)\]]?")
"""A cell above a header with a unit and nothing else: `万元`, `（万元）`, `单位（万元）`, `单位 万元`."""
_IN_A_TITLE = re.compile(r"[(\[](?:[^()\[\]:]*[,;、])?(?P<units>[^()\[\]:,;、]{1,8})[)\]]")
"""The bracket of a title, or of a heading above several columns: `财务状况（2016年3月，万元）`, `一、产出（万元）`."""
_CURRENCY = re.compile(r"^人民币|人民币$")


def find_unit_line(sheet_name: str, rows: Sequence[Row], notes: Sequence[Row] = ()) -> dict[str, Unit]:
    """The units named in the rows above a header and in notes, by quantity. Raises SourceChanged for one that nobody
    knows and for two of one quantity.

    A unit that stands above the header by itself, or in the bracket of a title, counts where no line names one.
    """
    found = _of_lines(sheet_name, rows, notes)
    apart: dict[str, Unit] = {}
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            for unit in _standing_alone(text):
                if unit.quantity in found:
                    continue
                if apart.setdefault(unit.quantity, unit) != unit:
                    raise SourceChanged(
                        f"Sheet {sheet_name!r}, cell {cell_address(row_index, column_index)}: the unit is "
                        f"{unit.title_zh} here and {apart[unit.quantity].title_zh} in another cell above the header.",
                        "Name one unit for the whole table, or each column's in its heading.",
                    )
    return {**apart, **found}


def _standing_alone(text: str | None) -> list[Unit]:
    """The units of a cell that is nothing else, or that stand in its brackets; `1` and `100` are no such units."""
    written = normalise(text)
    bare = _BARE.fullmatch(written)
    named = [bare["units"]] if bare is not None else [match["units"] for match in _IN_A_TITLE.finditer(written)]
    return [unit for part in named for unit in _known(re.split("[、,;]", part)) if unit.unit_id != "share"]


def _known(parts: Sequence[str]) -> list[Unit]:
    units = []
    for part in parts:
        try:
            units.append(parse_unit(_CURRENCY.sub("", part)))
        except InvalidArgument:
            continue
    return units


def _of_lines(sheet_name: str, rows: Sequence[Row], notes: Sequence[Row]) -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            match = _LINE.search(normalise(text))
            if match is None:
                continue
            # `单位：` and its unit may stand in two cells.
            written = match["units"] or next((normalise(cell) for cell in row[column_index + 1 :] if cell), "")
            address = f"Sheet {sheet_name!r}, cell {cell_address(row_index, column_index)}"
            # What follows a semicolon may be another unit (`单位:人;万元`) or the next thing that a title says.
            further = _known(normalise(text)[match.end() :].split(";")[1:])
            for unit in (*(_parse(part, address) for part in filter(None, re.split("[、,，]", written))), *further):
                if found.setdefault(unit.quantity, unit) != unit:
                    raise SourceChanged(
                        f"{address}: the unit is {unit.title_zh} here and {found[unit.quantity].title_zh} above.",
                        "Name one unit for the whole table.",
                    )
    for row in (*rows, *notes):
        for text in filter(None, row):
            for unit in _named_in_a_note(text):
                if found.setdefault(unit.quantity, unit) != unit:
                    raise SourceChanged(
                        f"Sheet {sheet_name!r}: a note says that the unit is {unit.title_zh}, the line above the "
                        f"header {found[unit.quantity].title_zh}.",
                        "Name one unit for the whole table.",
                    )
    return found


def units_of_line(text: str) -> list[Unit]:
    """The units of a text such as `单位：万元、人`; none where it is no such line."""
    match = _LINE.search(normalise(text))
    return _known(re.split("[、,，]", match["units"])) if match is not None else []


def _named_in_a_note(text: str) -> list[Unit]:
    """The units of a sentence about the table; words that are no unit are no business of ours."""
    units = []
    for match in (*_IN_A_NOTE.finditer(normalise(text)), *_LINE.finditer(normalise(text))):
        try:
            units.append(parse_unit(next(part for part in match.groups() if part)))
        except (InvalidArgument, StopIteration):
            continue
    return units


def received_unit(column: Column, place: Place, unit_line: Mapping[str, Unit], form: Form) -> ReceivedUnit:
    """The unit in which a column came, the nearest first: its heading, the line above the header, the form.

    Raises SourceChanged where the heading names a unit of another quantity.
    """
    assert column.unit_id is not None
    wanted = UNITS[column.unit_id]
    if place.unit is not None:
        # `出厂价格(元)` names its unit loosely; what is converted is the difference to the form's own bracket.
        own = place.form_unit or wanted
        try:
            factor = conversion_factor(place.unit, own)
        except InvalidArgument as error:
            raise SourceChanged(
                f"Column {place.letters}, '{place.heading}': {error.message}", f"The form has it in {own.title_zh}."
            ) from error
        return ReceivedUnit(wanted if place.unit == own else place.unit, factor)
    if wanted.quantity in unit_line:
        unit = unit_line[wanted.quantity]
        return ReceivedUnit(unit, conversion_factor(unit, wanted))
    default = UNITS[form.default_unit_id] if form.default_unit_id else None
    if default is not None and default.quantity == wanted.quantity:
        return ReceivedUnit(default, conversion_factor(default, wanted), is_assumed=True)
    # The form's heading names a unit, `比重(%)`, and this one does not.
    return ReceivedUnit(wanted, Decimal(1), is_assumed=place.form_unit is not None)


def _parse(written: str, address: str) -> Unit:
    try:
        return parse_unit(_CURRENCY.sub("", written))
    except InvalidArgument as error:
        raise SourceChanged(f"{address}: {error.message}", error.hint) from error
