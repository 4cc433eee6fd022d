"""Parses a person's naming of a file (indicator, unit, vintage, region) into our identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from warehouse.domain.naming import Naming
from warehouse.domain.unit import Units, conversion_factor
from warehouse.errors import InvalidArgument, UnknownName
from warehouse.programme.macro_names import macro_names
from warehouse.programme.programme import Programme
from warehouse.transforms.layouts.regions import NATION, region_code

_NEAR = 5


def read_naming(
    programme: Programme,
    *,
    indicator: str | None = None,
    unit: str | None = None,
    vintage: str | None = None,
    region: str | None = None,
    person: str | None = None,
) -> Naming | None:
    """The naming given by these words; None without any.

    Raises UnknownName, with near names, for an unknown word, and InvalidArgument for a naming without a person, a
    person without a naming, and an indicator that is not measured in the unit.
    """
    named = {"--indicator": indicator, "--unit": unit, "--vintage": vintage, "--region": region}
    given = [option for option, text in named.items() if text is not None]
    if any(not (text or "").strip() for text in (*(named[option] for option in given), person or "-")):
        raise InvalidArgument("An option is empty. 中文：参数不能为空。", "Write what it is, or leave the option out.")
    if not given and person is None:
        return None
    if person is None:
        raise InvalidArgument(
            f"{', '.join(given)} without --by: the name is stored with the file. 中文：请用 --by 写明指明人姓名。"
        )
    if not given:
        raise InvalidArgument(
            "--by without a naming: say what the file is with --indicator, --unit, --vintage or --region. "
            "中文：只有 --by 而未指明内容，请同时给出 --indicator、--unit 等。"
        )
    indicator_id = _indicator(indicator, programme) if indicator is not None else None
    unit_id = _unit(unit, programme.units) if unit is not None else None
    if indicator_id is not None and unit_id is not None:
        _check_unit(indicator_id, unit_id, programme)
    return Naming(
        person=person.strip(),
        indicator_id=indicator_id,
        unit_id=unit_id,
        vintage_id=vintage.strip() if vintage is not None else None,
        region_code=_region(region, programme) if region is not None else None,
    )


def _indicator(text: str, programme: Programme) -> str:
    own = macro_names(programme).own
    written = text.strip()
    if written in own:
        return written
    found = sorted(macro_names(programme).called(written))
    if len(found) == 1:
        return found[0]
    names = _names(programme)
    near = found or [indicator for name in _near(written, names) for indicator in names[name]]
    raise UnknownName(
        f"No single indicator is called '{text}'. 中文：没有唯一名为“{text}”的指标。",
        f"Near are {', '.join(f'{indicator} ({own[indicator][0]})' for indicator in dict.fromkeys(near))}."
        if near
        else f"Known are {', '.join(own)}.",
    )


def _names(programme: Programme) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for indicator, called in macro_names(programme).own.items():
        for name in (indicator, *called):
            names.setdefault(name, []).append(indicator)
    return names


def _unit(text: str, units: Units) -> str:
    try:
        return units.parse(text).unit_id
    except InvalidArgument:
        titles = [name for unit in units.values() for name in (unit.title_zh, unit.unit_id, *unit.also_written)]
        near = _near(text.strip(), titles) or [unit.title_zh for unit in units.values()]
        raise UnknownName(
            f"No unit is called '{text}'. 中文：没有名为“{text}”的计量单位。", f"Near are {', '.join(near)}."
        ) from None


def _check_unit(indicator_id: str, unit_id: str, programme: Programme) -> None:
    units, own = programme.units, programme.indicators[indicator_id].unit
    try:
        conversion_factor(units[unit_id], units[own])
    except InvalidArgument:
        raise InvalidArgument(
            f"{indicator_id} is not measured in {units[unit_id].title_zh}. "
            f"中文：指标 {indicator_id} 不以“{units[unit_id].title_zh}”计量。",
            f"Its unit is {units[own].title_zh}.",
        ) from None


def _region(text: str, programme: Programme) -> str:
    written = text.strip()
    regions = programme.regions
    if written == NATION or any(region.region_code == written for region in regions):
        return written
    found = region_code(written, programme)
    if found is None:
        near = _near(written, [region.name_zh for region in regions])
        raise UnknownName(
            f"No region is called '{text}'. 中文：没有名为“{text}”的地区。",
            f"Near are {', '.join(near)}." if near else "Write its code of six digits, or 全国.",
        )
    return found


def _near(text: str, names: Iterable[str]) -> list[str]:
    return get_close_matches(text, list(names), n=_NEAR, cutoff=0.5)
