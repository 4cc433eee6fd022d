"""The layouts in force, in their order: those that the programme declares, and those in Python that it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from warehouse.programme.layout_declarations import LayoutDeclaration
from warehouse.programme.programme import Programme
from warehouse.transforms.layouts import macro_wide, pink_sheet
from warehouse.transforms.layouts.declared import fits_declared, read_declared
from warehouse.transforms.layouts.layout import Layout

IN_PYTHON: Mapping[str, Layout] = {"pink_sheet": pink_sheet.LAYOUT, "macro_wide": macro_wide.LAYOUT}
"""Layouts that no declaration can say, by the name that `code` gives."""


@lru_cache(maxsize=8)
def layouts_in_force(programme: Programme) -> tuple[Layout, ...]:
    """The layouts of a programme, in their order."""
    return tuple(map(_layout, programme.layouts))


def _layout(declaration: LayoutDeclaration) -> Layout:
    if declaration.code:
        return IN_PYTHON[declaration.code]
    return Layout(
        declaration.layout_id,
        declaration.version,
        declaration.title_en,
        partial(fits_declared, declaration),
        partial(read_declared, declaration),
    )
