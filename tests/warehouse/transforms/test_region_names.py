"""Regions by name and by path: the last known part, and no code where a text contradicts itself or is ambiguous."""

from __future__ import annotations

import pytest

from warehouse.programme.programme import built_in, read_programme
from warehouse.transforms.cells.region_names import known_regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("620102", "620102"), ("中国", "100000"), ("甘肃", "620000"), ("兰州市", "620100"), ("兰州", "620100"),
        ("中国|甘肃省|兰州市|永登县", "620121"), ("甘肃省兰州市永登县", "620121"), ("甘肃/天水", "620500"),
        ("甘肃省-定西市-安定区", "621102"), ("甘南州", "623000"), ("天祝县", "620623"), ("临夏市", "622901"),
        ("华亭县", "620824"), ("华亭市", "620881"), ("酒泉市", "620900"), ("内蒙古", "150000"),
    ],
)  # fmt: skip
def test_a_known_place_has_its_code(text: str, code: str) -> None:
    found = known_regions(built_in()).find(text)

    assert (found.code, found.broken, found.is_partial) == (code, None, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("中国|浙江省|宁波市|鄞州区", "330000"),
        ("西藏|拉萨市|城关区", "540000"),
        ("中国|河北省|张家口市|宣化区", "130000"),
    ],
)
def test_a_place_below_the_known_ones_has_the_code_of_the_last_known_part(text: str, code: str) -> None:
    found = known_regions(built_in()).find(text)

    assert (found.code, found.is_partial) == (code, True)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("四川省|兰州市", "region_contradicts_itself"), ("甘肃省|张掖市|永登县", "region_contradicts_itself"),
        ("中国|西藏|城关区", "region_contradicts_itself"), ("开曼", "unknown_region"), ("|", "unknown_region"),
        ("临夏", "region_of_several"), ("白银", "region_of_several"), ("张家", "unknown_region"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_certain_has_none(text: str, broken: str) -> None:
    found = known_regions(built_in()).find(text)

    assert (found.code, found.broken) == (None, broken)


def test_every_region_in_use_is_found_by_the_path_of_its_names() -> None:
    names = {one.region_code: (one.name_zh, one.parent) for one in built_in().regions if one.valid_to is None}

    def path(code: str) -> str:
        name, parent = names[code]
        return f"{path(parent)}|{name}" if parent in names and parent != "100000" else name

    known = known_regions(built_in())
    wrong = {path(code) for code in names if known.find(path(code)).code != code}
    assert not wrong


def test_a_region_is_found_by_the_names_that_its_programme_adds() -> None:
    lists = dict(built_in().own_files)
    lines = lists["regions.csv"].decode().splitlines()
    heading = lines[0].split(",")
    (at,) = [number for number, line in enumerate(lines) if line.startswith("620100,")]
    cells = lines[at].split(",")
    cells += [""] * (len(heading) - len(cells))
    cells[heading.index("also_written")] = "金城"
    lines[at] = ",".join(cells)

    programme = read_programme({**lists, "regions.csv": "\n".join(lines).encode()})
    assert known_regions(programme).find("甘肃省|金城|永登县").code == "620121"
    assert known_regions(programme).find("金城").code == "620100"
