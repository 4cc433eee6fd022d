"""The layouts in force, in their order: those of layouts.toml, and those in Python that it names."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from importlib.resources import files
from io import StringIO
from typing import Any

from warehouse.rules.layout_declarations import FixedColumn, LayoutDeclaration, Part, Variant
from warehouse.rules.series_names import SeriesName, SeriesNames
from warehouse.transforms.layouts import macro_wide, pink_sheet
from warehouse.transforms.layouts.declared import fits_declared, read_declared
from warehouse.transforms.layouts.layout import Layout

IN_PYTHON: Mapping[str, Layout] = {"pink_sheet": pink_sheet.LAYOUT, "macro_wide": macro_wide.LAYOUT}
"""Layouts that no declaration can say, by the name that `code` gives."""


@lru_cache(maxsize=1)
def load_layouts() -> tuple[Layout, ...]:
    """The layouts in force."""
    text = (files("warehouse.rules") / "gansu_2016" / "layouts.toml").read_text("utf-8")
    return layouts_of([_declaration(entry) for entry in tomllib.loads(text)["layout"]], load_series_names())


@lru_cache(maxsize=1)
def load_series_names() -> SeriesNames:
    """The names of series in force."""
    text = (files("warehouse.rules") / "gansu_2016" / "names" / "series.csv").read_text("utf-8")
    lines = csv.DictReader(StringIO(text))
    known: Iterator[dict[str, Any]] = ({key: value or None for key, value in line.items()} for line in lines)
    return SeriesNames(SeriesName(**line) for line in known)


def layouts_of(declarations: list[LayoutDeclaration], names: SeriesNames) -> tuple[Layout, ...]:
    """The layouts of these declarations, in their order."""
    return tuple(
        IN_PYTHON[declaration.code]
        if declaration.code
        else Layout(
            declaration.layout_id,
            declaration.version,
            declaration.title_en,
            partial(fits_declared, declaration),
            partial(read_declared, declaration, names),
        )
        for declaration in declarations
    )


def _declaration(entry: Mapping[str, Any]) -> LayoutDeclaration:
    variants = tuple(_variant(variant) for variant in entry.get("variant", ()))
    columns = tuple(FixedColumn(**column) for column in entry.get("column", ()))
    return LayoutDeclaration(**{**entry, "variant": variants, "column": columns})


def _variant(entry: Mapping[str, Any]) -> Variant:
    parts: dict[str, Any] = {key: Part(**entry[key]) for key in ("indicator", "region", "period") if key in entry}
    return Variant(**{**entry, **parts})
