"""Who imports whom: the contracts in pyproject.toml say it by layers, this says it for every module."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.picture import PAGE, find_circle, module_imports, replaced

PROJECT = Path(__file__).parents[1]


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert len(module_imports()) > 400
    assert find_circle(module_imports()) == []


def test_a_circle_through_an_annotation_is_found() -> None:
    """As if a rule of access named the class of a plan."""
    imports = module_imports()
    planted = {**imports, "warehouse.query.access": {*imports["warehouse.query.access"], "warehouse.query.plan"}}

    assert {"warehouse.query.access", "warehouse.query.plan"} <= set(find_circle(planted))


def test_the_architecture_shows_the_imports_and_errors_of_the_code() -> None:
    """If not: `make picture`."""
    page = PAGE.read_text("utf-8")

    assert replaced(page) == page


@pytest.mark.parametrize(("folder", "most"), [("graph", 8), ("warehouse", 7)])
def test_few_files_lie_beside_the_rooms(folder: str, most: int) -> None:
    assert len(list((PROJECT / folder).glob("*.py"))) <= most
