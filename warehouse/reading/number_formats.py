"""What a number format shows beside the number that its cell holds: 0.125 as `12.5%`, 12050000 as `1205`, 7 as `007`.

Whoever fills a sheet in reads and means what is shown. A percentage and leading zeros are put into the grid as they are
shown; a number that is shown in thousands or ten thousands of itself is marked, since nobody can tell whether the unit
above it is that of what it holds or of what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

SCALED_NUMBER = "#SCALED!"
"""What stands in the grid before a number that its format shows in thousands or ten thousands of itself."""
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_ZEROS = re.compile(r"0{2,}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BUILT_IN = {9: "0%", 10: "0.00%"}
_TO_PERCENT = 2


@dataclass(frozen=True)
class Shown:
    """How a number is shown: as a percentage, in thousands of itself, with zeros up to so many digits."""

    is_percent: bool = False
    is_scaled: bool = False
    digits: int = 0

    def text(self, written: str) -> str:
        """The text of a cell that holds the number `written`; anything that is no plain number stays."""
        if _NUMBER.fullmatch(written) is None:
            return written
        if self.is_scaled:
            return f"{SCALED_NUMBER}{written}"
        if self.is_percent:
            shifted = format(Decimal(written).scaleb(_TO_PERCENT), "f")
            return (shifted.rstrip("0").rstrip(".") if "." in shifted else shifted) + "%"
        return written.zfill(self.digits) if written.isdigit() else written


def shown_by(code: str) -> Shown | None:
    """What a format such as `0.0%`, `#,##0,` or `000000` shows of a number; None where it is the number itself."""
    section = _LITERAL.sub("", code).partition(";")[0].strip()
    if "%" in section:
        return Shown(is_percent=True)
    if _SCALED.search(section) is not None:
        return Shown(is_scaled=True)
    return Shown(digits=len(section)) if _ZEROS.fullmatch(section) else None


def shown_by_styles(formats: Mapping[int, str], styles: Iterable[int]) -> dict[int, Shown]:
    """Per index of a style what it shows, from the number of its format; {} in most workbooks."""
    codes = {**_BUILT_IN, **formats}
    found = {index: shown_by(codes[number]) for index, number in enumerate(styles) if number in codes}
    return {index: shown for index, shown in found.items() if shown is not None}
