"""Names of series and their frequency: how a name is compared, and of which kinds the values of a frequency may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")
_GROWTH = re.compile(r"同比|环比|增长率?|增速|growth", re.IGNORECASE)


class Frequency(StrEnum):
    """How often a series has a value."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


KINDS_OF: Mapping[str, frozenset[str]] = {
    Frequency.YEAR: frozenset({"year", "point"}),
    Frequency.QUARTER: frozenset({"quarter", "ytd", "point"}),
    Frequency.MONTH: frozenset({"month", "ytd", "point"}),
    Frequency.DAY: frozenset(),
}
"""The kinds that values of a frequency may have."""


def written_name(text: str) -> str:
    """A name as it is stored: width folded, one blank between words, none beside Chinese characters."""
    return _BESIDE_HAN.sub("", _BLANKS.sub(" ", unicodedata.normalize("NFKC", text)).strip())


def name_key(text: str) -> str:
    """A name for comparison: width folded, without blanks. Nothing else is folded: names are exact."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def is_growth(name: str) -> bool:
    """Whether a name speaks of growth."""
    return _GROWTH.search(name) is not None
