"""What stands above and below a table: its period, and whether it says that its data are generated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from warehouse.domain.period import Period, find_period
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.transforms.header import Row
from warehouse.transforms.heading import normalise
from warehouse.transforms.rows import SYNTHETIC_MARK

_OTHER_DATES = ("有效期", "文号", "号文", "制表", "填报", "填表", "报出", "批准", "打印", "电话")
"""Words of a form's head whose cells hold dates that are not the period."""
_SPAN = re.compile(
    r"(?P<year>\d{4})年(?P<first>\d{1,2})月?[-—－~～至到]{1,2}(?:(?P=year)年)?(?P<last>\d{1,2})月(?!\d{1,2}日)"
)
"""`2016年1-3月` and `2016年1月至3月` are the year to date of March; one that begins later is none of our periods."""
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?!\d{1,2}日)")
_SHEET_OF_A_MONTH = re.compile(r"(?:(?P<year>\d{4})年)?(?:1月?[-—－~～至]{1,2})?(?P<month>\d{1,2})月份?")
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


def find_title_period(form: Form, titles: Sequence[Row], months: Collection[Period] = ()) -> Period:
    """The month that a return is about. Raises SourceChanged where what stands above its rows names none or several,
    or another one than the `months` that the rows name themselves.

    The cell with the title of the form is believed before any other.
    """
    cells = [normalise(cell) for row in titles for cell in row if cell]
    named = [cell for cell in cells if any(mark in cell for mark in form.title_marks)]
    others = [cell for cell in cells if not any(word in cell for word in _OTHER_DATES)]
    above = set().union(*map(_months, named)) or set().union(*map(_months, others))
    periods = sorted({*above, *months})
    if len(periods) == 1:
        return periods[0]
    if periods:
        raise SourceChanged(
            f"The title or the column of periods names several months: {', '.join(map(str, periods))}.",
            "Name one, as in 2016年3月; send a file per month.",
        )
    raise SourceChanged(
        "The title names no month.",
        "Write it above the table, as in 2016年3月 or 2016年1-2月, or give each row a column 报告期.",
    )


def names_month(titles: Sequence[Row]) -> bool:
    """Whether any cell above a header names a month."""
    return any(_months(normalise(cell)) for row in titles for cell in row if cell)


def month_of_sheet(name: str) -> tuple[int | None, int] | None:
    """Year, if it says one, and month by which a sheet is named: `2016年4月`, `4月`, `1-4月`; else None."""
    match = _SHEET_OF_A_MONTH.fullmatch(normalise(name))
    return (int(match["year"]) if match["year"] else None, int(match["month"])) if match is not None else None


def says_synthetic(texts: Iterable[str | None]) -> bool:
    """Whether one of the texts around a table says that its data are generated."""
    return any(SYNTHETIC_MARK in normalise(text) for text in texts)


def _months(text: str) -> set[Period]:
    """The months that a text names: several where it does not say what `2016年2月-3月` or two of them are about. The
    month of a day counts only where there is no other."""
    found: set[Period] = set()
    for match in _SPAN.finditer(text):
        year, first, last = (int(match[name]) for name in ("year", "first", "last"))
        found |= {Period(year, month=month) for month in ({last} if first == 1 else {first, last}) if 1 <= month <= 12}
    rest = _SPAN.sub("", text)
    found |= {Period(int(year), month=int(month)) for year, month in _MONTH.findall(rest) if 1 <= int(month) <= 12}
    if not found and (period := find_period(text)) is not None and period.month is not None:
        found = {period}
    return {period for period in found if _FIRST_YEAR <= period.year <= _LAST_YEAR}
