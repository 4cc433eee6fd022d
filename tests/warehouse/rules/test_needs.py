"""What this version of Longmai counts in a unit keeps that unit, and the unit keeps its size."""

from __future__ import annotations

import pytest

from warehouse.programme.programme import built_in, read_programme
from warehouse.rules.needs import needs_removed


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("indicators.csv", "revenue,enterprise,flow,cny_1e3", "revenue,enterprise,flow,cny",
         "The indicator revenue cannot change (cny_1e3 money 1000 → cny money 1)"),
        ("indicators.csv", "revenue,enterprise,flow,cny_1e3", "revenue,enterprise,flow,tonne", "tonne mass 1)"),
        ("indicators.csv", "product,region,flow,cny_1e8", "product,region,flow,tonne", "The indicator gdp cannot"),
        ("units.csv", "factor,also_written\n", "factor,also_written,replaces\ncny_1e3,千元,k,money,100,,true\n",
         "The unit cny_1e3 cannot change (money 1000 → money 100)"),
    ],
)  # fmt: skip
def test_numbers_that_are_there_cannot_come_to_mean_others(file: str, old: str, new: str, said: str) -> None:
    files = dict(built_in().own_files)
    text = files[file].decode()
    assert old in text
    changed = read_programme(files | {file: text.replace(old, new, 1).encode()})

    assert any(said in str(need) and "中文" in str(need) for need in needs_removed(built_in(), changed))
    assert needs_removed(built_in(), built_in()) == []
