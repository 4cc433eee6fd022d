"""Names of regions as publishers write them, mapped to region codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from warehouse.programme.programme import Programme

NATION = "100000"


@lru_cache(maxsize=8)
def _codes(programme: Programme) -> Mapping[str, str]:
    """The nation and the provinces in force by their names; the nation has no short form."""
    in_force = [region for region in programme.regions if region.valid_to is None]
    return {
        **{name: NATION for region in in_force if region.region_code == NATION for name in region.also_written},
        **{region.name_zh: region.region_code for region in in_force if region.level == "province"},
    }


@lru_cache(maxsize=8)
def _others(programme: Programme) -> Mapping[str, str]:
    """Codes by themselves, and by each name of a region below a province; a name that two regions have is none."""
    named = [
        (name, region.region_code)
        for region in programme.regions
        if region.valid_to is None and region.level not in ("province", "country")
        for name in dict.fromkeys((region.name_zh, *region.also_written))
    ]
    times = Counter(name for name, _ in named)
    codes = dict.fromkeys((NATION, *(region.region_code for region in programme.regions)))
    return {**{name: code for name, code in named if times[name] == 1}, **{code: code for code in codes}}


@lru_cache(maxsize=4096)
def region_code(name: str | None, programme: Programme) -> str | None:
    """The code of `甘肃省`, of its short form `甘肃`, of a region below a province or of a code; None for any other."""
    written = (name or "").strip()
    codes = _codes(programme)
    found = codes.get(written) or _others(programme).get(written)
    if found is not None or len(written) < 2:
        return found
    return next((code for province, code in codes.items() if province.startswith(written)), None)


def region_title(code: str, programme: Programme) -> str | None:
    """The Chinese name of a region; None for an unknown code."""
    known = {**_codes(programme), **_others(programme)}
    return next((name for name, of in known.items() if of == code and name != code), None)


def regions_in(text: str, programme: Programme) -> set[str]:
    """The codes of the nation and of provinces that a text names, in full or in short form."""
    return {code for name, code in _codes(programme).items() if name in text or short_name(name) in text}


def short_name(province: str) -> str:
    """`甘肃` for 甘肃省, `内蒙古` for 内蒙古自治区."""
    return province[: 3 if province.startswith(("内蒙", "黑龙")) else 2]
