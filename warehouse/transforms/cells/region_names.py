"""Resolves a region that a list writes by name or by the path of its names: `兰州市`, `中国|甘肃省|兰州市|永登县`.

Each part of a path has to lie in the part before it. Parts that no region has are passed over; the region is that of
the last part with one. Nothing is guessed: a path that contradicts itself and a name of several regions have no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from warehouse.programme.programme import Programme
from warehouse.programme.records import Region

UNKNOWN, CONTRADICTION, AMBIGUOUS = "unknown_region", "region_contradicts_itself", "region_of_several"
REGION_RULES = (UNKNOWN, CONTRADICTION, AMBIGUOUS)
LAST_KNOWN = "region_of_last_known_part"
"""A note: the path ends in a part that no region here has."""

_CODE = re.compile(r"[0-9]{6}")
_PARTED = re.compile(r"[|/\\>,，、;；·\-—－→\s]+")
_PEOPLE = r"(?:[回藏壮苗彝满白侗傣瑶土羌黎]|蒙古|裕固|东乡|保安|撒拉|哈萨克|维吾尔|土家|布依|朝鲜|哈尼|傈僳|柯尔克孜)族"
_ENDS = re.compile(rf"(?:{_PEOPLE})*自治[州县]|[省市区县州]|地区")
_AUTONOMOUS = re.compile(rf"(.+?)(?:{_PEOPLE})+自治([州县])")
"""甘南藏族自治州 is written 甘南州 too."""
_SHORTEST = 2
"""Characters of a name without its ending: 兰州 for 兰州市."""


@dataclass(frozen=True)
class _Region:
    code: str
    last_day: date
    above: frozenset[str]
    """The codes of the regions that it lies in, itself included."""


@dataclass(frozen=True)
class FoundRegion:
    """The code of a text, or the rule that it breaks; `is_partial` where its last part is of no known region."""

    code: str | None
    broken: str | None = None
    is_partial: bool = False


class RegionNames:
    """The names of regions over all times, and what lies in what."""

    def __init__(self, regions: Sequence[Region]) -> None:
        rows = [
            (one.region_code, name, one.level, one.parent, one.valid_to)
            for one in regions
            for name in dict.fromkeys((one.name_zh, *one.also_written))
        ]
        parents: dict[str, set[str]] = {}
        for code, _, _, parent, _ in rows:
            parents.setdefault(code, set()).update({parent} if parent is not None else ())
        self._by_name: dict[str, list[_Region]] = {}
        short: dict[str, list[_Region]] = {}
        provinces: set[str] = set()
        for code, name, level, _, valid_to in rows:
            region = _Region(code, valid_to or date.max, _above(code, parents))
            self._by_name.setdefault(name, []).append(region)
            for size in range(_SHORTEST, len(name)):
                if level == "province" or _ENDS.fullmatch(name[size:]):
                    short.setdefault(name[:size], []).append(region)
            if autonomous := _AUTONOMOUS.fullmatch(name):
                self._by_name.setdefault(autonomous[1] + autonomous[2], []).append(region)
            if level == "province":
                provinces.update(name[:size] for size in range(_SHORTEST, len(name)))
        # Inside a longer text a short name may be another word: 张家 of 张家口.
        self._within = {*self._by_name, *provinces}
        self._longest = max(map(len, self._within), default=0)
        # A full name comes before a short one.
        self._by_name = {**short, **self._by_name}

    def find(self, text: str) -> FoundRegion:
        """The region of a folded text."""
        if _CODE.fullmatch(text):
            return FoundRegion(text)
        found: list[_Region] | None = None
        has_gap = False
        for part in (name for written in _PARTED.split(text) for name in self._names_in(written)):
            regions = self._by_name.get(part)
            if regions is None:
                has_gap = True
                continue
            inside = regions if found is None else [one for one in regions if any(up.code in one.above for up in found)]
            if inside:
                found, has_gap = inside, False
            elif not has_gap:
                return FoundRegion(None, CONTRADICTION)
            # Below an unknown part a known name may be that of another region: 西藏|拉萨市|城关区.
        if found is None:
            return FoundRegion(None, UNKNOWN)
        # 华亭县 had three codes one after the other; the last one is followed by that of 华亭市.
        last = max(one.last_day for one in found)
        codes = {one.code for one in found if one.last_day == last}
        if len(codes) > 1:
            return FoundRegion(None, AMBIGUOUS)
        return FoundRegion(codes.pop(), is_partial=has_gap)

    def _names_in(self, written: str) -> list[str]:
        """`甘肃省兰州市` is two names; what does not begin with a known name is one."""
        parts, rest = [], written
        while rest:
            sizes = range(min(self._longest, len(rest)), 1, -1)
            size = next((size for size in sizes if rest[:size] in self._within), len(rest))
            size = len(rest) if rest in self._by_name else size
            parts.append(rest[:size])
            rest = rest[size:]
        return parts


def _above(code: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    found, new = {code}, {code}
    while new:
        new = {parent for one in new for parent in parents.get(one, ())} - found
        found |= new
    return frozenset(found)


@lru_cache(maxsize=8)
def known_regions(programme: Programme) -> RegionNames:
    """The regions of a programme."""
    return RegionNames(programme.regions)
