from __future__ import annotations

import pytest

from warehouse.errors import SourceChanged
from warehouse.programme.programme import built_in
from warehouse.transforms.recognise.unit_line import find_unit_line


def _units(*rows: tuple[str | None, ...]) -> dict[str, str]:
    return {quantity: named.unit.unit_id for quantity, named in find_unit_line("表", rows, built_in().units).items()}


@pytest.mark.parametrize(
    "text",
    [
        "单位：千元",
        "计量单位:千元",
        "金额单位： 千元",
        "2016年3月　　单 位：千元",
        "（单位：千元）",
        "表号：B203 单位：千元",
        "Unit: thousand yuan",
        "单位：千元　Unit: thousand yuan",
        "单位：千元 / Units: thousand yuan",
        "千元",
        "（千元）",
        "单位 千元",
        "单位（千元）",
        "单位：人民币千元",
        "单位：千元人民币",
        "2016年3月财务状况（千元）",
        "财务状况（2016年3月，千元）",
        "一、产出（千元）",
    ],
)
def test_the_unit_line_is_found_however_it_is_written(text: str) -> None:
    assert _units((None, text)) == {"money": "cny_1e3"}


def test_the_unit_may_stand_in_the_next_cell() -> None:
    assert _units((None, "单位：", None, "万元")) == {"money": "cny_1e4"}


@pytest.mark.parametrize("text", ["填报单位：某市工信委", "编制单位：千元厂", "单位名称", "联系单位:某局"])
def test_an_office_is_no_unit(text: str) -> None:
    assert _units((text,)) == {}


@pytest.mark.parametrize("text", ["财务状况（表1）", "企业（主营业务收入2000万元以上）", "（1）", "1", "2016年3月"])
def test_a_bracket_of_a_title_that_is_no_unit_says_nothing(text: str) -> None:
    assert _units((text,)) == {}


def test_a_line_of_units_and_the_bracket_of_a_title_have_to_agree() -> None:
    assert _units(("财务状况（万元）", "单位：万元")) == {"money": "cny_1e4"}
    with pytest.raises(SourceChanged, match=r"cell A1: the unit is 亿元 here .* and 万元 in cell B1 \('单位：万元'\)"):
        find_unit_line("表", [("财务状况（亿元）", "单位：万元")], built_in().units)


def test_a_unit_in_the_name_of_a_sheet_and_one_in_a_note_are_no_less_than_the_line() -> None:
    with pytest.raises(SourceChanged, match=r"the name of the sheet: the unit is 万元 here .* and 千元 in cell B1"):
        find_unit_line("财务（万元）", [(None, "单位：千元")], built_in().units)
    with pytest.raises(SourceChanged, match=r"cell A9: the unit is 万元 here .* and 千元 in cell B1"):
        find_unit_line("表", [(None, "单位：千元")], built_in().units, [(9, ("注：本表金额单位为万元",))])


def test_a_unit_behind_a_semicolon_counts() -> None:
    assert _units(("单位：人；万元",)) == {"money": "cny_1e4", "person": "person"}


def test_brackets_of_two_units_of_one_quantity_are_refused() -> None:
    with pytest.raises(SourceChanged, match=r"cell B1: the unit is 千元 here .* and 万元 in cell A1"):
        find_unit_line("表", [("一、产出（万元）", "二、损益（千元）")], built_in().units)


def test_units_of_several_quantities_stand_in_one_line() -> None:
    assert _units(("单位：万元、人",)) == {"money": "cny_1e4", "person": "person"}


def test_a_unit_that_nobody_knows_is_refused_with_its_cell() -> None:
    with pytest.raises(SourceChanged, match=r"cell B1: '大洋'"):
        find_unit_line("表", [(None, "单位：大洋")], built_in().units)


def test_two_units_of_one_quantity_are_refused() -> None:
    with pytest.raises(SourceChanged, match=r"cell A2: the unit is 万元 here .* and 千元 in cell A1"):
        find_unit_line("表", [("单位：千元",), ("单位：万元",)], built_in().units)
