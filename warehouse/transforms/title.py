"""What stands above and below a table: its period, and whether it says that its data are generated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from warehouse.domain.period import Period, find_period
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.transforms.header import Row
from warehouse.transforms.heading import normalise
from warehouse.transforms.rows import SYNTHETIC_MARK

_OTHER_DATES = ("有效期", "文号", "号文", "制表", "填报", "填表", "报出", "批准", "打印", "电话")
"""Words of a form's head whose cells hold dates that are not the period."""
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


def find_title_period(form: Form, titles: Sequence[Row], months: Collection[Period] = ()) -> Period:
    """The month that a return is about. Raises SourceChanged where what stands above its rows names none or several,
    or another one than the `months` that the rows name themselves.

    The cell with the title of the form is believed before any other.
    """
    cells = [normalise(cell) for row in titles for cell in row if cell]
    named = [cell for cell in cells if any(mark in cell for mark in form.title_marks)]
    others = [cell for cell in cells if not any(word in cell for word in _OTHER_DATES)]
    of_title = {period for period in map(_month, named) if period is not None}
    above = of_title or {period for period in map(_month, others) if period is not None}
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
    return any(_month(normalise(cell)) is not None for row in titles for cell in row if cell)


def says_synthetic(texts: Iterable[str | None]) -> bool:
    """Whether one of the texts around a table says that its data are generated."""
    return any(SYNTHETIC_MARK in normalise(text) for text in texts)


def _month(text: str) -> Period | None:
    period = find_period(text)
    if period is None or period.month is None or not _FIRST_YEAR <= period.year <= _LAST_YEAR:
        return None
    return period
