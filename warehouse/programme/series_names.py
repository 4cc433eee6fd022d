"""How others write a series, and which indicator and kind it is: names/series.csv, and the names of the indicators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from warehouse.programme.programme import Programme
from warehouse.programme.records import SeriesName

ANY_SOURCE = "any"
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")


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


class SeriesNames:
    """The lines by name."""

    def __init__(self, lines: Iterable[SeriesName]) -> None:
        self.lines = tuple(lines)
        self._by_name: dict[str, list[SeriesName]] = {}
        for line in self.lines:
            self._by_name.setdefault(name_key(line.name), []).append(line)

    def called(self, source: str, name: str) -> tuple[SeriesName, ...]:
        """The lines of a name in files of the source."""
        found = self._by_name.get(name_key(name), [])
        return tuple(line for line in found if line.source in (source, ANY_SOURCE))


@lru_cache(maxsize=8)
def series_names(programme: Programme) -> SeriesNames:
    """The names of series in force."""
    return SeriesNames(programme.series)
