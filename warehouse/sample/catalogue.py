"""Reads the invented province: its products, places and chains (fields.toml, chains.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from typing import Any

from warehouse.programme.programme import built_in

STAGES = ("上游", "中游", "下游")


@dataclass(frozen=True)
class Product:
    """A product of a firm. `price_fen` is its starting price in fen (0.01 yuan) per `unit`.

    `decimals` is the number of decimals of its quantity: pieces are whole, everything else has two. `trend` is the
    yearly change of its price in per mille, `metal` the series that its price follows where the file has it.
    """

    code: str
    name: str
    unit: str
    field: str
    industry_class: str
    word: str
    price_fen: int
    trend: int
    weight: int
    decimals: int
    metal: str | None = None


@dataclass(frozen=True)
class ChainOutline:
    """A chain and its nodes, as (stage, node) in printed order."""

    code: str
    name: str
    name_en: str
    field: str
    nodes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Catalogue:
    products: tuple[Product, ...]
    places: tuple[str, ...]
    chains: tuple[ChainOutline, ...]

    def product(self, code: str) -> Product:
        """The product of that code. Raises KeyError where there is none."""
        for product in self.products:
            if product.code == code:
                return product
        raise KeyError(code)


def read_catalogue() -> Catalogue:
    """The products, places and chains that come with the package."""
    fields = _read("fields.toml")
    return Catalogue(
        products=tuple(_product(entry) for entry in fields["product"]),
        places=tuple(fields["places"]),
        chains=tuple(_chain(number, entry) for number, entry in enumerate(_read("chains.toml")["chain"], start=1)),
    )


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads((resources.files("warehouse.sample") / name).read_text("utf-8"))


def _product(entry: Mapping[str, Any]) -> Product:
    return Product(
        code=entry["code"],
        name=entry["name"],
        unit=entry["unit"],
        field=entry["field"],
        industry_class=entry["class"],
        word=entry["word"],
        price_fen=int(Decimal(entry["price"]) * 100),
        trend=entry["trend"],
        weight=entry["weight"],
        decimals=0 if built_in().units.parse(entry["unit"]).unit_id == "piece" else 2,
        metal=entry.get("metal"),
    )


def _chain(number: int, entry: Mapping[str, Any]) -> ChainOutline:
    nodes = zip(STAGES, (entry["upstream"], entry["midstream"], entry["downstream"]), strict=True)
    return ChainOutline(
        code=f"L{number:02d}",
        name=entry["name"],
        name_en=entry["name_en"],
        field=entry["field"],
        nodes=tuple((stage, node) for stage, names in nodes for node in names),
    )
