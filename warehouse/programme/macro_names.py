"""Names of indicators in third parties' files: their titles and `also_called`, and the words of macro_names.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from warehouse.domain.folded import folded
from warehouse.programme.programme import Programme

_BRACKET = re.compile(r"\([^()]*\)")
_TIMES = re.compile(r"(?:19|20)\d{2}(?:年|[-—~至](?:19|20)\d{2}年?)?|\d{1,2}月|第?[1-4一二三四]季度|\d+")


@dataclass(frozen=True)
class MacroNames:
    """`indicators` by bare name (`bare`); `own` has all names of one indicator."""

    version: str
    indicators: Mapping[str, frozenset[str]]
    own: Mapping[str, tuple[str, ...]]
    other: tuple[str, ...]
    _silent: re.Pattern[str]

    def bare(self, text: str) -> str:
        """A text without regions, times and words that do not name a quantity."""
        return self._silent.sub("", _TIMES.sub("", _bare(text)))

    def called(self, text: str) -> frozenset[str]:
        """The indicators that the whole text may name."""
        return self.indicators.get(self.bare(text), frozenset())

    def other_quantity(self, text: str, indicator_id: str) -> bool:
        """Whether a text has a word for another quantity than the indicator's."""
        own = "".join(map(_bare, self.own[indicator_id]))
        return any(word in _bare(text) and word not in own for word in self.other)


def _bare(text: str) -> str:
    return folded(text).casefold()


@lru_cache(maxsize=8)
def macro_names(programme: Programme) -> MacroNames:
    """The names of the programme's indicators of a region or the world."""
    declared = tomllib.loads((files("warehouse.rules") / "macro_names.toml").read_text("utf-8"))
    provinces = [region.name_zh for region in programme.regions if region.level == "province"]
    short = {name[: 3 if name.startswith(("内蒙", "黑龙")) else 2] for name in provinces}
    words = sorted({*declared["silent"], *provinces, *short, "中国"}, key=lambda word: (-len(word), word))
    silent = re.compile("|".join(re.escape(_bare(word)) for word in words))
    own = {
        indicator.indicator_id: tuple(
            dict.fromkeys(
                [
                    *(_BRACKET.sub("", _bare(title)) for title in (indicator.title_zh, indicator.title_en)),
                    *indicator.also_called,
                ]
            )
        )
        for indicator in programme.indicators.values()
        if indicator.about in ("region", "world")
    }
    named: dict[str, set[str]] = {}
    names = MacroNames(declared["version"], {}, own, tuple(declared["other"]), silent)
    for indicator_id, of_it in own.items():
        for name in of_it:
            if bare := names.bare(name):
                named.setdefault(bare, set()).add(indicator_id)
    return MacroNames(
        names.version, {name: frozenset(found) for name, found in named.items()}, own, names.other, silent
    )
