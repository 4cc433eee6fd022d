"""Names of the nation and of provinces as publishers write them, mapped to region codes."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from warehouse.rules.reference_tables import load_reference

NATION = "100000"


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    provinces = _regions().filter(level="province")
    return {
        "中国": NATION,
        "全国": NATION,
        **{row["name_zh"]: row["region_code"] for row in provinces.iter_rows(named=True)},
    }


@lru_cache(maxsize=1)
def _regions() -> pl.DataFrame:
    regions = load_reference("region")
    return regions.filter(regions["valid_to"].is_null())


@lru_cache(maxsize=1)
def _others() -> dict[str, str]:
    """Codes by themselves and by the name of a region below a province; a name that two regions have is none."""
    named = _regions().filter(pl.col("level") != "province").unique("name_zh", keep="none")
    codes = {NATION, *load_reference("region")["region_code"]}
    return {**dict(named.select("name_zh", "region_code").rows()), **{code: code for code in codes}}


@lru_cache(maxsize=4096)
def region_code(name: str | None) -> str | None:
    """The code of `甘肃省`, of its short form `甘肃`, of a region below a province or of a code; None for any other."""
    written = (name or "").strip()
    codes = _codes()
    found = codes.get(written) or _others().get(written)
    if found is not None or len(written) < 2:
        return found
    return next((code for province, code in codes.items() if province.startswith(written)), None)


def region_title(code: str) -> str | None:
    """The Chinese name of a region; None for an unknown code."""
    return next((name for name, known in {**_codes(), **_others()}.items() if known == code and name != code), None)


def regions_in(text: str) -> set[str]:
    """The codes of the nation and of provinces that a text names, in full or in short form."""
    return {code for name, code in _codes().items() if name in text or _short(name) in text}


def _short(province: str) -> str:
    return province[: 3 if province.startswith(("内蒙", "黑龙")) else 2]
