"""The unit named by a file: in a line above the header (`单位：千元`), or in the bracket of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from warehouse.domain.folded import folded
from warehouse.domain.unit import Unit, Units, conversion_factor
from warehouse.errors import InvalidArgument, NamingNeeded, SourceChanged
from warehouse.forms.form import Column, Form
from warehouse.reading.grid import cell_address
from warehouse.transforms.recognise.header import Place, Row

# `填报单位：…` and the like name an office, not a unit of measurement.
_LINE = re.compile(
    r"(?:(?<!填报)(?<!报送)(?<!编制)(?<!制表)(?<!主管)(?<!联系)(?<!企业)(?<!报告)单位|[Uu]nits?):"
    r"(?P<units>[^();:]*?)/?(?=[Uu]nits?:|[();:]|$)"
)


@dataclass(frozen=True)
class ReceivedUnit:
    """The unit of a received column and its conversion factor; `is_assumed` where the file named none."""

    unit: Unit
    factor: Decimal
    is_assumed: bool = False


_IN_A_NOTE = re.compile(
    r"(?:计量单位|金额单位|数据单位|单位)(?:均|都)?[为是](?P<unit>[^()，,;。:]{1,6})|以(?P<counted>[^()，,;。:]{1,6})(?:计|为单位)"
)
"""A note with the unit of a table: `本表金额单位为万元`, `以万元计`."""


_BARE = re.compile(r"(?:(?:计量|金额|数据|货币)?单位)?[(\[]?(?P<units>[^()\[\]:]{1,20})[)\]]?")
"""A cell above a header that contains only a unit: `万元`, `（万元）`, `单位（万元）`, `单位 万元`."""
_IN_A_TITLE = re.compile(r"[(\[](?:[^()\[\]:]*[,;、])?(?P<units>[^()\[\]:,;、]{1,8})[)\]]")
"""The bracket of a title, or of a heading above several columns: `财务状况（2016年3月，万元）`, `一、产出（万元）`."""
_CURRENCY = re.compile(r"^人民币|人民币$")


@dataclass(frozen=True)
class NamedUnit:
    """A unit named in a file, with its place and text."""

    unit: Unit
    cell: str
    text: str


def find_unit_line(
    sheet_name: str, rows: Sequence[Row], units: Units, notes: Sequence[tuple[int, Row]] = ()
) -> dict[str, NamedUnit]:
    """The units named in the rows above a header, in the name of the sheet and in notes (each with its row, counted
    from 1), by quantity: in a line, alone in a cell, or in the bracket of a title. Raises SourceChanged for an unknown
    unit and for two units of one quantity, naming both cells."""
    found: dict[str, NamedUnit] = {}
    explanation = (*enumerate(rows, start=1), *notes)
    for named in (
        *_of_lines(sheet_name, rows, units),
        *_of_notes(explanation, units),
        *_apart(rows, units),
        *_of_sheet(sheet_name, units),
    ):
        earlier = found.setdefault(named.unit.dimension, named)
        if earlier.unit != named.unit:
            raise SourceChanged(*contradiction(sheet_name, earlier, named))
    return found


def contradiction(sheet_name: str, first: NamedUnit, second: NamedUnit) -> tuple[str, str]:
    """Message and hint about two places of a sheet with two units of one quantity."""
    return (
        f"Sheet {sheet_name!r}, {_place(second)}: the unit is {second.unit.title_zh} here "
        f"('{_shortened(second.text)}') and {first.unit.title_zh} in {_place(first)} ('{_shortened(first.text)}').",
        "Name one unit for the table, in one place; nothing of it was taken. "
        f"中文：工作表“{sheet_name}”的计量单位前后不一：{_place_zh(first)}写的是“{_shortened(first.text)}”"
        f"（{first.unit.title_zh}），{_place_zh(second)}写的是“{_shortened(second.text)}”（{second.unit.title_zh}）。"
        "请只在一处写明单位；本表没有采用任何数值。",
    )


def _place(named: NamedUnit) -> str:
    return f"cell {named.cell}" if named.cell else "the name of the sheet"


def _place_zh(named: NamedUnit) -> str:
    return f"{named.cell} 单元格" if named.cell else "工作表名"


def _shortened(text: str, longest: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest]}…"


def _apart(rows: Sequence[Row], units: Units) -> Iterator[NamedUnit]:
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            for unit in _standing_alone(text, units):
                yield NamedUnit(unit, cell_address(row_index, column_index), text or "")


def _of_sheet(sheet_name: str, units: Units) -> Iterator[NamedUnit]:
    for match in _IN_A_TITLE.finditer(folded(sheet_name)):
        for unit in _known(re.split("[、,;]", match["units"]), units):
            if unit.unit_id != "share":
                yield NamedUnit(unit, "", sheet_name)


def _standing_alone(text: str | None, units: Units) -> list[Unit]:
    """The units of a cell that contains nothing else, or that are in its brackets; `1` and `100` do not count."""
    written = folded(text)
    bare = _BARE.fullmatch(written)
    named = [bare["units"]] if bare is not None else [match["units"] for match in _IN_A_TITLE.finditer(written)]
    return [unit for part in named for unit in _known(re.split("[、,;]", part), units) if unit.unit_id != "share"]


def _known(parts: Sequence[str], units: Units) -> list[Unit]:
    found = []
    for part in parts:
        try:
            found.append(units.parse(_CURRENCY.sub("", part)))
        except InvalidArgument:
            continue
    return found


def _of_lines(sheet_name: str, rows: Sequence[Row], units: Units) -> Iterator[NamedUnit]:
    for row_index, row in enumerate(rows):
        for column_index, text in enumerate(row):
            match = _LINE.search(folded(text))
            if match is None:
                continue
            # `单位：` and its unit may be in two cells.
            written = match["units"] or next((folded(cell) for cell in row[column_index + 1 :] if cell), "")
            cell = cell_address(row_index, column_index)
            # After a semicolon there may be another unit (`单位:人;万元`) or another statement of the title.
            further = _known(folded(text)[match.end() :].split(";")[1:], units)
            parts = filter(None, re.split("[、,，]", written))
            at = f"Sheet {sheet_name!r}, cell {cell}"
            for unit in (*(_parse(part, at, units) for part in parts), *further):
                yield NamedUnit(unit, cell, text or "")


def _of_notes(notes: Sequence[tuple[int, Row]], units: Units) -> Iterator[NamedUnit]:
    for row, cells in notes:
        for column_index, text in enumerate(cells):
            for unit in _named_in_a_note(text or "", units):
                yield NamedUnit(unit, cell_address(row - 1, column_index), text or "")


def units_of_line(text: str, units: Units) -> list[Unit]:
    """The units of a text such as `单位：万元、人`; none for any other text."""
    match = _LINE.search(folded(text))
    return _known(re.split("[、,，]", match["units"]), units) if match is not None else []


def _named_in_a_note(text: str, units: Units) -> list[Unit]:
    """The units of a sentence about the table; other words are ignored."""
    found = []
    for match in (*_IN_A_NOTE.finditer(folded(text)), *_LINE.finditer(folded(text))):
        try:
            found.append(units.parse(next(part for part in match.groups() if part)))
        except (InvalidArgument, StopIteration):
            continue
    return found


def refuse_other_units_in_headings(
    sheet_name: str, places: Mapping[str, Place], unit_line: Mapping[str, NamedUnit]
) -> None:
    """Raises SourceChanged where a heading names another unit than the line above it, a title or a note: which of the
    two applies is unknown."""
    for place in places.values():
        explanation = unit_line.get(place.unit.dimension) if place.unit is not None else None
        if place.unit is not None and explanation is not None and explanation.unit != place.unit:
            raise SourceChanged(
                *contradiction(sheet_name, explanation, NamedUnit(place.unit, place.unit_cell, place.unit_text))
            )


def received_unit(
    column: Column, place: Place, unit_line: Mapping[str, NamedUnit], form: Form, units: Units
) -> ReceivedUnit:
    """The unit of a received column: from its heading, or a line above the header, or else the form.

    Raises SourceChanged where the heading names a unit of another quantity.
    """
    assert column.unit_id is not None
    wanted = units[column.unit_id]
    if place.unit is not None:
        # `出厂价格(元)` names its unit loosely; the conversion is relative to the form's own bracket.
        own = place.form_unit or wanted
        try:
            factor = conversion_factor(place.unit, own)
        except InvalidArgument as error:
            raise SourceChanged(
                f"Column {place.letters}, '{place.heading}': {error.message}",
                f"The form has it in {own.title_zh}.",
                zh=f"{place.letters} 列“{place.heading}”的单位与报表规定的{own.title_zh}不属同一类；请改正。",
            ) from error
        return ReceivedUnit(wanted if place.unit == own else place.unit, factor)
    if wanted.dimension in unit_line:
        unit = unit_line[wanted.dimension].unit
        return ReceivedUnit(unit, conversion_factor(unit, wanted))
    if form.mapping is not None:
        raise NamingNeeded(
            f"Column {place.letters}, '{place.heading}': neither the list nor the mapping '{form.mapping.name}' names "
            f"its unit ({wanted.dimension}).",
            "Add unit to the column in the mapping.",
            zh=f"{place.letters} 列“{place.heading}”：名单和映射“{form.mapping.name}”都没有写明单位；"
            "请在映射该列补充 unit。",
        )
    default = units[form.default_unit_id] if form.default_unit_id else None
    if default is not None and default.dimension == wanted.dimension:
        return ReceivedUnit(default, conversion_factor(default, wanted), is_assumed=True)
    # The form's heading has a unit, `比重(%)`, and this one does not.
    return ReceivedUnit(wanted, Decimal(1), is_assumed=place.form_unit is not None)


def _parse(written: str, address: str, units: Units) -> Unit:
    try:
        return units.parse(_CURRENCY.sub("", written))
    except InvalidArgument as error:
        raise SourceChanged(
            f"{address}: {error.message}", error.hint, zh=f"不认识计量单位“{written}”；请按报表规定填写。"
        ) from error
