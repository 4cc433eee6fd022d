"""Names of the nation and of provinces as publishers write them, mapped to region codes."""

from __future__ import annotations

from functools import lru_cache

from warehouse.errors import SourceChanged
from warehouse.rules.reference_tables import load_reference

NATION = "100000"


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    regions = load_reference("region")
    provinces = regions.filter((regions["level"] == "province") & regions["valid_to"].is_null())
    return {
        "中国": NATION,
        "全国": NATION,
        **{row["name_zh"]: row["region_code"] for row in provinces.iter_rows(named=True)},
    }


def region_code(name: str | None) -> str | None:
    """The code of `甘肃省` or its short form `甘肃`; None for an unknown name."""
    written = (name or "").strip()
    codes = _codes()
    if written in codes or len(written) < 2:
        return codes.get(written)
    return next((code for province, code in codes.items() if province.startswith(written)), None)


def known_region_code(name: str | None, cell: str) -> str:
    """The code of a province. Raises SourceChanged, naming the cell, for a name that no province has."""
    code = region_code(name)
    if code is None:
        raise SourceChanged(
            f"Cell {cell}: no province is called '{name}'.", zh=f"单元格 {cell}：没有名为“{name}”的省级地区。"
        )
    return code


def region_title(code: str) -> str | None:
    """The Chinese name of a region; None for an unknown code."""
    return next((name for name, known in _codes().items() if known == code), None)


def regions_in(text: str) -> set[str]:
    """The codes of the nation and of provinces that a text names, in full or in short form."""
    return {code for name, code in _codes().items() if name in text or _short(name) in text}


def _short(province: str) -> str:
    return province[: 3 if province.startswith(("内蒙", "黑龙")) else 2]
