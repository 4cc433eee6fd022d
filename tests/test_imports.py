"""Who imports whom: the contracts in pyproject.toml say it by layers, this says it for every module."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

PROJECT = Path(__file__).parents[1]
PACKAGES = ("bench", "graph", "guard", "orchestration", "warehouse")


def circle(imports: dict[str, set[str]]) -> list[str]:
    """The modules of one circle of imports; none where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Each module of the project with those of the project that it imports, for annotations as well."""
    found = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=False)
    return {module: set(found.find_modules_directly_imported_by(module)) for module in found.modules}


def test_no_modules_import_each_other_in_a_circle(imports: dict[str, set[str]]) -> None:
    assert len(imports) > 400
    assert circle(imports) == []


def test_a_circle_through_an_annotation_is_found(imports: dict[str, set[str]]) -> None:
    """As if a rule of access named the class of a plan."""
    planted = {**imports, "warehouse.query.access": {*imports["warehouse.query.access"], "warehouse.query.plan"}}

    assert {"warehouse.query.access", "warehouse.query.plan"} <= set(circle(planted))


@pytest.mark.parametrize(("folder", "most"), [("graph", 8), ("warehouse", 7)])
def test_few_files_lie_beside_the_rooms(folder: str, most: int) -> None:
    assert len(list((PROJECT / folder).glob("*.py"))) <= most
