"""The text of a workbook's cell: a number becomes its shortest text, a date its ISO form."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

EXACT = 10.0**15
"""A spreadsheet has 15 significant digits: a larger number has lost some, which its text shows (`9.13E+17`)."""
LONGEST = 16
"""Characters of a number of 15 digits and a point; a longer text has digits that a spreadsheet does not show."""


def cell_text(value: object) -> str | None:
    """A cell as text, null where it is empty: `1234.0` is `1234`, `0.1 + 0.2` is `0.3` as a spreadsheet shows it."""
    if value.__class__ is str:
        return value or None
    if value.__class__ is float:
        assert isinstance(value, float)
        return str(int(value)) if value.is_integer() and -EXACT < value < EXACT else _number_text(value)
    if value is None:
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    if value.is_integer():
        return str(int(value)) if -EXACT < value < EXACT else _scientific(value)
    text = repr(value)
    if "e" in text or len(text) > LONGEST:
        text = f"{value:.15g}"
        if "e" in text:
            text = _scientific(value) if abs(value) >= 1 else format(Decimal(text), "f")
    return text


def _scientific(value: float) -> str:
    digits, _, power = f"{value:.14E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"
