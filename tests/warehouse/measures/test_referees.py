"""The bridge and its indices against other programs, worked examples of the literature, and published figures.

The answers of programs that cannot share our environment are recorded (referees/record.py). docs/referees.md has the
differences, written by `GOLDEN=write`.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from tests.conftest import PROJECT
from tests.warehouse.measures.test_bridge import Cell, bridge_of, cells_of, group_of
from warehouse.measures.growth.bridge import with_fisher
from warehouse.sample.metals import yearly_means

FOLDER = PROJECT / "tests" / "warehouse" / "measures" / "referees"
PAGE = PROJECT / "docs" / "referees.md"
CASES = json.loads((FOLDER / "cases.json").read_text("utf-8"))
RECORDED = json.loads((FOLDER / "recorded.json").read_text("utf-8"))
SCALE = 1e9
"""Cells are rounded to 0.01 yuan: at this size that is nothing."""


def group(case: dict[str, list[float]]) -> dict[str, Any]:
    """The aggregate of one firm whose products are those of the case."""
    columns = (case[f"{what}_{period}"] for period in (0, 1) for what in ("quantity", "price"))
    cells: list[Cell] = [
        ("A", f"product {number}", 12, q0, p0 * SCALE, q1, p1 * SCALE)
        for number, (q0, p0, q1, p1) in enumerate(zip(*columns, strict=True))
    ]
    return with_fisher(pl.LazyFrame([group_of(bridge_of(cells, {"A": (1, 1, 1, 1)}))])).collect().row(0, named=True)


def indices(case: dict[str, list[float]]) -> dict[str, float]:
    row = group(case)
    mean = (row["priced_1"] - row["priced_0"]) / math.log(row["priced_1"] / row["priced_0"])
    return {
        "laspeyres": row["base_value_0"] / row["priced_0"],
        "paasche": row["priced_1"] / row["base_value_1"],
        "fisher": math.exp(row["fisher_price"] / mean),
        "bridge": math.exp(row["price_known"] / mean),
    }


def effects_of(cells: Sequence[Cell]) -> dict[str, float]:
    """Price, volume that all products have in common, and mix of products in one unit."""
    rows = cells_of(cells).collect()
    price, volume, mix = (rows[name].sum() / SCALE / 100 for name in ("price", "volume", "mix"))
    return {"intensity": price, "activity": volume - mix, "structure": mix}


def additive(case: dict[str, list[float]]) -> dict[str, float]:
    """Intensity is the price here, activity the quantity."""
    columns = (case[f"{what}_{period}"] for period in (0, 1) for what in ("activity", "energy"))
    return effects_of(
        [
            ("A", f"sector {number}", 12, a0, e0 / a0 * SCALE, a1, e1 / a1 * SCALE)
            for number, (a0, e0, a1, e1) in enumerate(zip(*columns, strict=True))
        ]
    )


def published(case: dict[str, list[list[float]]]) -> tuple[list[list[float]], list[list[float]]]:
    """Price and volume of each subcategory, ours and theirs: the first factor is the price, the others the quantity."""
    cells: list[Cell] = [
        ("A", f"part {number}", 12, second * third, first * SCALE, later[1] * later[2], later[0] * SCALE)
        for number, ((first, second, third), later) in enumerate(
            zip(case["factors_0"], case["factors_1"], strict=True)
        )
    ]  # fmt: skip
    # A product of the earlier year's last month only keeps its year: it continues, and its quantity fell to nothing.
    cells += [(firm, name, 3, 1, SCALE, 1, SCALE) for firm, name, *_ in cells]
    rows = cells_of(cells).filter(pl.col("month") == 12).sort("product_code").collect()
    ours = [[price / SCALE / 100, volume / SCALE / 100] for price, volume in rows.select("price", "volume").iter_rows()]
    return ours, [[price, sum(others)] for price, *others in case["effects"]]


@pytest.mark.parametrize("name", CASES["bilateral"])
def test_the_price_indices_are_those_of_pyindexnum(name: str) -> None:
    ours, theirs = indices(CASES["bilateral"][name]), RECORDED["bilateral"][name]

    assert {index: ours[index] for index in ("laspeyres", "paasche", "fisher")} == {
        index: pytest.approx(theirs[index], rel=1e-9) for index in ("laspeyres", "paasche", "fisher")
    }


def test_the_bridge_is_as_near_to_tornqvist_as_to_fisher_and_parts_from_both_where_prices_are_wild() -> None:
    name, theirs = "near prices and quantities", RECORDED["bilateral"]
    assert indices(CASES["bilateral"][name])["bridge"] == pytest.approx(theirs[name]["tornqvist"], abs=1e-6)

    wild = "six products of the manual, period 5"
    assert indices(CASES["bilateral"][wild])["bridge"] == pytest.approx(1.2678, abs=5e-5)
    assert abs(theirs[wild]["tornqvist"] - 1.2678) < abs(theirs[wild]["fisher"] - 1.2678)
    assert group(CASES["bilateral"][wild])["index_gap"] == pytest.approx(math.log(1.2678 / 1.0712), abs=1e-4)


def test_two_sectors_have_the_effects_of_pylmdi() -> None:
    name = "two sectors, one of which doubles its share"
    theirs = RECORDED["additive"][name]

    ours = additive(CASES["additive"][name])
    assert ours == {effect: pytest.approx(theirs[effect], abs=1e-9) for effect in ours}


def test_four_subsectors_have_the_effects_of_pylmdi_but_for_the_one_whose_energy_stays() -> None:
    # PyLMDI takes the logarithmic mean of two equal values as 0; it is their value (Ang 2005). The second subsector
    # uses 10 in both years, so that its effects, which cancel, are missing in what PyLMDI gives.
    name = "four subsectors of example_data_ang_2014"
    theirs = RECORDED["additive"][name]
    activity, share = math.log(80 / 50), math.log((8 / 80) / (5 / 50))
    missing = {"activity": 10 * activity, "structure": 10 * share, "intensity": 10 * math.log((10 / 8) / (10 / 5))}

    ours = additive(CASES["additive"][name])
    assert sum(missing.values()) == pytest.approx(0)
    assert ours == {effect: pytest.approx(theirs[effect] + missing[effect], abs=1e-9) for effect in ours}
    assert sum(ours.values()) == pytest.approx(theirs["total"])


@pytest.mark.parametrize("name", CASES["published"])
def test_the_worked_example_of_lmdir_has_its_published_effects(name: str) -> None:
    ours, theirs = published(CASES["published"][name])

    assert ours == [pytest.approx(effects, abs=1e-8) for effects in theirs]


def test_copper_and_nickel_fell_in_2015_as_the_pink_sheet_says() -> None:
    means = yearly_means()

    fell = {metal: round((means[metal][2015] / means[metal][2014] - 1) * 100, 1) for metal in means}
    assert (fell["price_copper"], fell["price_nickel"]) == (Decimal("-19.7"), Decimal("-29.8"))


def test_the_deflator_of_gansus_gdp_in_2015_is_minus_8_1_per_cent() -> None:
    # 6,836.82 to 6,790.32 hundred million yuan, and +8.1 % at comparable prices (bulletin of 2015): a firm whose only
    # product is volume at the implied price.
    row = group({"price_0": [6836.82], "quantity_0": [1], "price_1": [6790.32 / 1.081], "quantity_1": [1.081]})

    index = row["priced_1"] / row["base_value_1"]
    assert round((index - 1) * 100, 1) == -8.1
    assert row["priced_1"] / row["priced_0"] / index - 1 == pytest.approx(0.081)


def table() -> Iterator[str]:
    """The lines of the table of differences."""
    yield "| case | what | ours | theirs | difference | referee |"
    yield "| --- | --- | --- | --- | --- | --- |"

    def line(case: str, what: str, ours: float, theirs: float, referee: str) -> str:
        difference = "0" if abs(ours - theirs) < 5e-8 else f"{ours - theirs:.1e}"
        return f"| {case} | {what} | {ours:.6f} | {theirs:.6f} | {difference} | {referee} |"

    for name, case in CASES["bilateral"].items():
        ours, theirs = indices(case), RECORDED["bilateral"][name]
        for index in ("laspeyres", "paasche", "fisher"):
            yield line(name, index.title(), ours[index], theirs[index], "PyIndexNum")
        yield line(name, "bridge beside Törnqvist", ours["bridge"], theirs["tornqvist"], "PyIndexNum")
    for name, case in CASES["additive"].items():
        for effect, value in additive(case).items():
            yield line(name, effect, value, RECORDED["additive"][name][effect], "PyLMDI")
    for name, case in CASES["published"].items():
        for number, (mine, others) in enumerate(zip(*published(case), strict=True), start=1):
            for what, value, other in zip(("first factor", "other factors"), mine, others, strict=True):
                yield line(name, f"part {number}, {what}", value, other, "LMDIR")


def test_the_page_has_the_differences_as_they_are() -> None:
    page = PAGE.read_text("utf-8")
    written = re.compile(r"(?<=<!-- differences -->\n\n)(?:\|.*\n)+")
    made = "\n".join(table()) + "\n"
    if os.environ.get("GOLDEN") == "write":
        PAGE.write_text(written.sub(made, page), "utf-8")
    else:
        assert written.findall(page) == [made]
