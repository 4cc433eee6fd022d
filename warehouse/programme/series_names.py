"""How others write a series, and which indicator and kind it is: names/series.csv, and the names of the indicators."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from warehouse.domain.series_name import name_key
from warehouse.programme.programme import Programme
from warehouse.programme.records import SeriesName

ANY_SOURCE = "any"


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
