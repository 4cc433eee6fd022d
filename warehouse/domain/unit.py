"""Units of measurement as types: a value is only converted within its own quantity.

A conversion is exact decimal arithmetic. The received value and its unit are stored with the converted value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from warehouse.errors import InvalidArgument

PRODUCT = "product"
"""Placeholder for the unit that each product names itself."""


@dataclass(frozen=True)
class Unit:
    """A unit of one dimension; `factor` is its size in the dimension's base unit.

    A factor that is no finite decimal (亩: 2000/3 square metres) stays a fraction. A unit that `replaces` takes the
    place of the unit with the same id in a standards pack.
    """

    unit_id: str
    title_zh: str
    title_en: str
    dimension: str
    factor: Fraction
    also_written: tuple[str, ...] = ()
    replaces: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Every notation of the unit in files and on the command line."""
        return (self.unit_id, self.title_zh, self.title_en, self.title_en.replace(" ", ""), *self.also_written)


class Units(Mapping[str, Unit]):
    """The units of a programme, by id, in the order of its files.

    Several counts may share a word: the first one is meant (batteries are counted in 只 too). All counts convert one to
    one.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_id = {unit.unit_id: unit for unit in units}
        self._by_text: dict[str, Unit] = {}
        for unit in self._by_id.values():
            for text in unit.texts:
                self._by_text.setdefault(text, unit)

    def __getitem__(self, unit_id: str) -> Unit:
        return self._by_id[unit_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def parse(self, text: str) -> Unit:
        """The unit that a file writes as `text` (`万元`, `10 thousand yuan`; `单位:` already removed).

        Raises InvalidArgument for an unknown unit.
        """
        unit = self._by_text.get(text.strip())
        if unit is None:
            raise InvalidArgument(f"'{text}' is not a known unit.", zh=f"单位“{text}”未登记。")
        return unit

    def base(self, unit: Unit) -> Unit:
        """The base unit of the dimension that `unit` measures: 吨 for 万吨."""
        return next(other for other in self.values() if other.dimension == unit.dimension and other.factor == 1)


def _unit(unit_id: str, title_zh: str, title_en: str, dimension: str, factor: str, *also_written: str) -> Unit:
    return Unit(unit_id, title_zh, title_en, dimension, Fraction(factor), also_written)


BASE_YEARS = (2000, 2005, 2010, 2015, 2020, 2025)
"""Base years of fixed-base index series (定基) in use: a new one every five years."""


def _index_to(year: int) -> Unit:
    """An index with that base year: a quantity of its own, since indices with different bases are not comparable."""
    written = (f"{year}=100", f"{year}年为100", f"以{year}年为100", f"{year}年平均=100")
    return _unit(f"index_{year}", f"{year}年=100", f"{year} = 100", f"index_to_{year}", "1", *written)


UNITS: dict[str, Unit] = {
    unit.unit_id: unit
    for unit in (
        _unit("cny", "元", "yuan", "money", "1", "人民币元"),
        _unit("cny_1e3", "千元", "thousand yuan", "money", "1000"),
        _unit("cny_1e4", "万元", "10 thousand yuan", "money", "10000"),
        _unit("cny_1e8", "亿元", "100 million yuan", "money", "100000000"),
        _unit("tonne", "吨", "tonne", "mass", "1", "t"),
        _unit("tonne_1e4", "万吨", "10 thousand tonnes", "mass", "10000"),
        _unit("square_metre", "平方米", "square metre", "area", "1", "m2", "㎡"),
        _unit("hectare", "公顷", "hectare", "area", "10000"),
        _unit("square_kilometre", "平方公里", "square kilometre", "area", "1000000", "平方千米", "km2"),
        _unit("kwh", "千瓦时", "kilowatt-hour", "energy", "1", "kWh", "度"),
        _unit("kwh_1e4", "万千瓦时", "10 thousand kilowatt-hours", "energy", "10000", "万kWh", "万度"),
        _unit("kwh_1e8", "亿千瓦时", "100 million kilowatt-hours", "energy", "100000000", "亿kWh", "亿度"),
        _unit("piece", "件", "piece", "count", "1", "个", "只", "台", "套", "块", "户", "条", "家"),
        _unit("firm", "户", "enterprise", "count", "1"),
        _unit("chain", "条", "industry chain", "count", "1"),
        _unit("fund", "只", "fund", "count", "1"),
        _unit("platform", "个", "innovation platform", "count", "1"),
        _unit("piece_1e4", "万件", "10 thousand pieces", "count", "10000", "万个", "万只", "万台", "万块"),
        _unit("person", "人", "person", "person", "1"),
        _unit("percent", "%", "per cent", "share", "0.01", "％", "百分比"),
        _unit("per_mille", "‰", "per mille", "share", "0.001", "千分比", "千分之一"),
        _unit("share", "1", "ratio", "share", "1"),
        _unit("point_pp", "个百分点", "percentage point", "change_of_share", "1", "百分点"),
        _unit(
            "index_yoy",
            "上年同期=100",
            "same period of the previous year = 100",
            "index",
            "1",
            "上年同月=100",
            "上年=100",
        ),
        _unit("index_mom", "上月=100", "previous month = 100", "index_to_previous_month", "1"),
        *map(_index_to, BASE_YEARS),
        _unit("cny_per_unit", "元/计量单位", "yuan per unit of output", "unit_price", "1", "元/单位"),
        _unit(
            "usd_per_ounce",
            "美元/盎司",
            "US dollars per troy ounce",
            "unit_price_usd_ounce",
            "1",
            "$/troy oz",
            "($/troy oz)",
        ),
        _unit("usd_per_tonne", "美元/吨", "US dollars per tonne", "unit_price_usd", "1", "$/mt", "($/mt)"),
        _unit("cny_1e6", "百万元", "million yuan", "money", "1000000"),
    )
}

ANSWERED_UNITS: dict[str, Unit] = UNITS
"""Units for answers: two units of one quantity differ by a power of ten, so that a conversion only moves the decimal
point."""

# A word shared by several counts means a piece: batteries are counted in 只 too. All counts convert one to one.
_BY_TEXT: dict[str, Unit] = {
    text: unit
    for unit in reversed(UNITS.values())
    for text in (unit.unit_id, unit.title_zh, unit.title_en, unit.title_en.replace(" ", ""), *unit.also_written)
}


def parse_unit(text: str) -> Unit:
    """The unit that a form writes as `text` (`万元`, `10 thousand yuan`; `单位:` already removed).

    Raises InvalidArgument for an unknown unit.
    """
    unit = _BY_TEXT.get(text.strip())
    if unit is None:
        raise InvalidArgument(f"'{text}' is not a known unit.", zh=f"单位“{text}”未登记。")
    return unit


def conversion_factor(received: Unit, wanted: Unit) -> Decimal:
    """The factor that converts a value in `received` into `wanted`; exact.

    Raises InvalidArgument where the two measure different quantities: per cent never becomes points.
    """
    if received.dimension != wanted.dimension:
        raise InvalidArgument(
            f"{received.title_zh} ({received.dimension}) cannot be converted to {wanted.title_zh} ({wanted.dimension})."
        )
    factor = received.factor / wanted.factor
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def base_unit(unit: Unit) -> Unit:
    """The base unit of the quantity that `unit` measures: 吨 for 万吨."""
    return next(other for other in UNITS.values() if other.dimension == unit.dimension and other.factor == 1)
