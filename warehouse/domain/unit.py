"""Units of measurement as types: a value is only converted within its own quantity.

A conversion is exact arithmetic wherever the factor is a finite decimal. The received
value and its unit are stored with the converted value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from warehouse.domain.folded import folded
from warehouse.errors import InvalidArgument

_INEXACT = Decimal("1e-12")
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

    @property
    def written_factor(self) -> str:
        """The factor as its file writes it: `0.001`, `2000/3`."""
        factor = self.factor
        return (
            f"{_as_decimal(factor).normalize():f}" if is_exact(factor) else f"{factor.numerator}/{factor.denominator}"
        )


class Units(Mapping[str, Unit]):
    """The units of a programme, by id, in the order of its files.

    Several counts may share a word: the first one is meant (batteries are counted in 只 too). All counts convert one to
    one. A text that is no notation exactly is one but for width, blanks and case: `KWH`, `ｋＷｈ`. The checks of a
    programme refuse two units of different size that differ by these alone.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_id = {unit.unit_id: unit for unit in units}
        self._hash = hash(tuple(self._by_id.values()))
        self._by_text: dict[str, Unit] = {}
        for unit in self._by_id.values():
            for text in unit.texts:
                self._by_text.setdefault(text, unit)
        self._by_key: dict[str, Unit] = {}
        for text, unit in self._by_text.items():
            self._by_key.setdefault(unit_key(text), unit)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Units) and self._by_id == other._by_id)

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
        unit = self.find(text)
        if unit is None:
            raise InvalidArgument(f"'{text}' is not a known unit.", zh=f"单位“{text}”未登记。")
        return unit

    def find(self, text: str) -> Unit | None:
        """The unit that a file writes as `text`; None for an unknown one."""
        return self._by_text.get(text.strip()) or self._by_key.get(unit_key(text))

    def base(self, unit: Unit) -> Unit:
        """The base unit of the dimension that `unit` measures: 吨 for 万吨."""
        bases = (other for other in self.values() if other.dimension == unit.dimension and other.factor == 1)
        return next(bases, unit)


def unit_key(text: str) -> str:
    """A notation for comparison, without width, blanks and case."""
    return folded(text).casefold()


def is_exact(factor: Fraction) -> bool:
    """Whether a factor is a finite decimal."""
    rest = factor.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def conversion_factor(received: Unit, wanted: Unit) -> Decimal:
    """The factor that converts a value in `received` into `wanted`; exact where it is a finite decimal, else to twelve
    decimals, which suffices for the six of a value.

    Raises InvalidArgument where the two measure different quantities: per cent never becomes points.
    """
    if received.dimension != wanted.dimension:
        raise InvalidArgument(
            f"{received.title_zh} ({received.dimension}) cannot be converted to {wanted.title_zh} ({wanted.dimension})."
        )
    factor = received.factor / wanted.factor
    found = _as_decimal(factor)
    return found if is_exact(factor) else found.quantize(_INEXACT)


def is_conversion_exact(received: Unit, wanted: Unit) -> bool:
    """Whether conversion_factor is exact: 亩 into 公顷 is not."""
    return is_exact(received.factor / wanted.factor)


def _as_decimal(factor: Fraction) -> Decimal:
    return Decimal(factor.numerator) / Decimal(factor.denominator)
