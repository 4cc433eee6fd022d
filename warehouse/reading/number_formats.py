"""What a number format shows for the number in a cell: 0.125 as `12.5%`, 12050000 as `1205`, 7 as `007`.

People who fill in a sheet read and mean the displayed value. Percentages and leading zeros enter the grid as displayed;
a number displayed in thousands or ten thousands is marked, since the unit above may refer to either value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

SCALED_NUMBER = "#SCALED!"
"""The mark in the grid before a number that its format displays in thousands or ten thousands."""
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_ZEROS = re.compile(r"0{2,}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BUILT_IN = {9: "0%", 10: "0.00%"}
_TO_PERCENT = 2


@dataclass(frozen=True)
class Shown:
    """The display of a number: as a percentage, in thousands, with leading zeros."""

    is_percent: bool = False
    is_scaled: bool = False
    digits: int = 0

    def text(self, written: str) -> str:
        """The displayed text of a cell that holds the number `written`; anything that is not a plain number stays."""
        if _NUMBER.fullmatch(written) is None:
            return written
        if self.is_scaled:
            return f"{SCALED_NUMBER}{written}"
        if self.is_percent:
            shifted = format(Decimal(written).scaleb(_TO_PERCENT), "f")
            return (shifted.rstrip("0").rstrip(".") if "." in shifted else shifted) + "%"
        return written.zfill(self.digits) if written.isdigit() else written


def shown_by(code: str) -> Shown | None:
    """The display of a format such as `0.0%`, `#,##0,` or `000000`; None where it shows the number itself."""
    section = _LITERAL.sub("", code).partition(";")[0].strip()
    if "%" in section:
        return Shown(is_percent=True)
    if _SCALED.search(section) is not None:
        return Shown(is_scaled=True)
    return Shown(digits=len(section)) if _ZEROS.fullmatch(section) else None


def shown_by_styles(formats: Mapping[int, str], styles: Iterable[int]) -> dict[int, Shown]:
    """The display per index of a style, from the number of its format; {} in most workbooks."""
    codes = {**_BUILT_IN, **formats}
    found = {index: shown_by(codes[number]) for index, number in enumerate(styles) if number in codes}
    return {index: shown for index, shown in found.items() if shown is not None}
