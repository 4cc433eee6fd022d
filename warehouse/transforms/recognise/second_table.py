"""Refuses a second table below the first on the same sheet: its rows would be read with the columns, the unit and the
month of the first.

A repeated header or title (recognise/rows.py) is not a second table; any difference refuses the file.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.folded import folded
from warehouse.domain.period import find_period
from warehouse.domain.unit import Units
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.programme.programme import Programme
from warehouse.transforms.recognise.heading import known_headings, parse_heading
from warehouse.transforms.recognise.unit_line import ReceivedUnit, units_of_line

_LOOKED_AT = 3
"""A header is searched for in its first columns, a title in rows with so few cells."""
_ENOUGH = 2
_BLANKS = r"[\s\u{00a0}\u{2000}-\u{200b}\u{3000}\u{feff}]+"
_BRACKET = r"[(（\[［].*$"
_ADVICE = "Send each table on a sheet of its own."
_ADVICE_ZH = "请把各表分放在不同的工作表。"


def refuse_second_table(
    sheet_name: str, form: Form, data: pl.DataFrame, units: Mapping[str, ReceivedUnit], programme: Programme
) -> None:
    """Raises SourceChanged for a row of data that is the header of another table, or a line above one: a title with a
    month, a unit other than the table's."""
    cells = data.drop("row")
    _refuse_header(sheet_name, form, data, cells, programme)
    filled = data.select(filled=pl.sum_horizontal(pl.exclude("row").is_not_null()))["filled"]
    for *row, number in data.filter(filled <= _LOOKED_AT).select(*cells.columns, "row").rows():
        for text in filter(None, row):
            _refuse_line(f"Sheet {sheet_name!r}, row {number}", form, text, units, programme.units)


def _refuse_header(sheet_name: str, form: Form, data: pl.DataFrame, cells: pl.DataFrame, programme: Programme) -> None:
    known = known_headings(form, programme)
    firsts = cells.columns[:_LOOKED_AT]
    label = pl.col(firsts).str.replace_all(_BLANKS, "").str.replace(_BRACKET, "").str.to_lowercase()
    bare = {key.partition("(")[0] for key in known}
    for *row, number in data.filter(pl.any_horizontal(label.is_in(list(bare)))).select(*cells.columns, "row").rows():
        entries = [known.get(parse_heading(text, programme.units).key) for text in row]
        if sum(entry is not None and entry.column is not None for entry in entries) >= _ENOUGH:
            raise SourceChanged(
                f"Sheet {sheet_name!r}, row {number}: a second header is here, not that of the rows above.",
                _ADVICE,
                zh=f"工作表“{sheet_name}”第 {number} 行又出现一个表头；{_ADVICE_ZH}",
            )


def _refuse_line(place: str, form: Form, text: str, received_units: Mapping[str, ReceivedUnit], units: Units) -> None:
    written = folded(text)
    period = find_period(written)
    if form.measures and period is not None and any(mark in written for mark in form.title_marks):
        raise SourceChanged(
            f"{place}: a second title is here, '{written}'.",
            _ADVICE,
            zh=f"表中又出现一个标题“{written}”；{_ADVICE_ZH}",
        )
    for unit in units_of_line(text, units):
        for name, received in received_units.items():
            if unit.dimension == received.unit.dimension and unit != received.unit:
                raise SourceChanged(
                    f"{place}: the unit is {unit.title_zh} here and {received.unit.title_zh} for "
                    f"'{form.column(name).title_zh}' of the rows above.",
                    "Name one unit for the whole table, above it.",
                    zh=f"表中此处单位为{unit.title_zh}，而上方各行“{form.column(name).title_zh}”为"
                    f"{received.unit.title_zh}；请在表的上方只写一个单位。",
                )
