"""The mapping files of a programme: what they become, and every mistake with its place in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.warehouse.programme.test_programme import SMALL, places
from warehouse.programme.compare import compare
from warehouse.programme.programme import built_in, check_programme, read_programme
from warehouse.reading.grid import build_sheet
from warehouse.transforms.delivery import read_delivery

MAPPING = """\
form = "fund_register"
missing = ["--"]
key_from_name = "fund_id"
ignored = ["序"]

[[column]]
from = "基金全称"
to = "name_zh"

[[column]]
from = "规模（百万元）"
to = "target_size"

[[column]]
from = ["省", "市"]
to = "region_code"

[[column]]
from = "运作状态"
to = "status"
[column.words]
"正在运作" = "operating"
"清算" = "liquidated"

[[column]]
to = "fund_kind"
value = "guide"
"""


def _files(text: str) -> dict[str, bytes]:
    return SMALL | {"mappings/funds.toml": text.encode()}


def test_a_mapping_is_a_file_of_the_programme_with_the_name_of_its_file() -> None:
    programme = read_programme(_files(MAPPING))

    (mapping,) = programme.mappings
    (form,) = programme.mapped_forms
    assert (mapping.name, mapping.headings) == ("funds", ("基金全称", "规模（百万元）", "省", "市", "运作状态", "序"))
    assert (form.mapping, form.form_id, form.column("status").choices) == (
        mapping,
        "fund_register",
        ("正在运作", "清算"),
    )
    assert programme.mapped_forms is programme.mapped_forms


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('"fund_register"', '"fund_regster"', "1:1", "not_one_of"),
        ('"fund_register"', '"monthly_financial_return"', "1:1", "not_a_register"),
        ('"target_size"', '"target_sise"', "12:1", "not_one_of"),
        ('"target_size"', '""', "12:1", "empty"),
        ('"target_size"', '"name_zh"', "12:1", "mapped_twice"),
        ('["序"]', '["基金全称"]', "4:12", "mapped_twice"),
        ('"target_size"', '"target_size"\nunit = "tonne"', "13:1", "dimension_differs"),
        ("规模（百万元）", "规模（公顷）", "11:1", "dimension_differs"),
        ('to = "fund_kind"\nvalue = "guide"', 'to = "target_size"\nvalue = "5"', "27:1", "amount_in_every_row"),
        ('"target_size"', '"target_size"\nunit = "cny_1e9"', "13:1", "not_one_of"),
        ('"target_size"', '"target_size"\nunit = "万元"', "13:1", "unit_contradicts"),
        ('"name_zh"', '"name_zh"\nunit = "cny"', "9:1", "not_measured"),
        ('"name_zh"', '"name_zh"\nwords = { "x" = "y" }', "9:1", "no_vocabulary"),
        ('= "operating"', '= "运营"', "22:1", "not_one_of"),
        ('= "operating"', '= ""', "22:1", "empty"),
        ('[column.words]\n"正在运作" = "operating"\n"清算" = "liquidated"\n', "", "18:1", "words_needed"),
        ('value = "guide"', 'value = "guiding"', "27:1", "not_one_of"),
        ('value = "guide"', "", "25:1", "from_or_value"),
        ('value = "guide"', 'value = "guide"\nfrom = "类别"', "25:1", "from_or_value"),
        ('from = "基金全称"', 'from = ["基金", "全称"]', "7:1", "one_heading"),
        ('[[column]]\nto = "fund_kind"\nvalue = "guide"\n', "", "1:1", "column_needed"),
        ('key_from_name = "fund_id"\n', "", "1:1", "column_needed"),
        ('"fund_id"', '"name_zh"', "3:1", "not_a_made_key"),
        ('to = "name_zh"', 'to = "fund_id"', "3:1", "not_a_made_key"),
        ('to = "fund_kind"\nvalue', 'to = "established_date"\nvalue', "27:1", "wrong_type"),
        ("missing =", "mising =", "2:1", "unknown_key"),
    ],
)
def test_a_mistake_of_a_mapping_is_found_where_it_stands(old: str, new: str, place: str, code: str) -> None:
    assert MAPPING.count(old) == 1
    assert (f"mappings/funds.toml:{place}", code) in places(_files(MAPPING.replace(old, new)))


def test_a_footnote_mark_in_a_heading_is_no_unit() -> None:
    text = MAPPING.replace("规模（百万元）", "规模（1）").replace('"target_size"', '"target_size"\nunit = "cny_1e6"')

    assert places(_files(text)) == []


def test_two_mappings_with_the_same_headings_are_a_mistake_of_the_programme() -> None:
    found = places(_files(MAPPING) | {"mappings/more.toml": MAPPING.encode()})

    assert found == [("mappings/more.toml:1:1", "same_headings")]


def test_a_word_without_a_code_is_said_in_both_languages_with_the_codes_that_there_are() -> None:
    (one,) = check_programme(_files(MAPPING.replace('"operating"', '"operated"')))

    assert str(one) == (
        "mappings/funds.toml:22:1: not_one_of: '正在运作' is 'operated', which is unknown. Did you mean 'operating'? "
        "Write one of planned, operating, exiting, liquidated. 中文：“正在运作”为“operated”，不在可选值内。"
        "是否为“operating”？可选值：planned, operating, exiting, liquidated。"
    )


def test_a_changed_mapping_is_told_by_its_changed_columns() -> None:
    changed = MAPPING.replace('to = "target_size"', 'to = "target_size"\nunit = "cny_1e6"')

    (change,) = compare(read_programme(_files(MAPPING)), read_programme(_files(changed)))
    assert (change.noun, change.id, change.title) == ("mapping", "funds", "fund_register")
    assert change.fields == {
        "column": (
            "to=target_size, from=规模（百万元）", "to=target_size, from=规模（百万元）, unit=cny_1e6",
        )
    }  # fmt: skip


def test_units_that_a_programme_adds_and_units_that_are_no_power_of_ten_are_taken_from_a_mapped_list() -> None:
    mapping = """\
form = "park_register"
key_from_name = "park_id"
column = [
    { from = "园区", to = "name_zh" }, { to = "park_kind", value = "industrial_park" },
    { from = "位置", to = "region_code" }, { to = "status", value = "operating" },
    { from = "面积（亩）", to = "planned_area" }, { from = "产值", to = "gross_output", unit = "千万元" },
]
"""
    units = "unit_id,title_zh,title_en,dimension,factor\ncny_1e7,千万元,10 million yuan,money,10000000\n"
    files = dict(built_in().files) | {"units.csv": built_in().files["units.csv"].rstrip() + b"\n"}
    files |= {"mappings/parks.toml": mapping.encode(), "units.csv": _with_unit(files["units.csv"], units)}
    sheet = build_sheet("园区", [("园区", "位置", "面积（亩）", "产值"), ("甲园", "甘肃省金昌市", "150", "2.5")])

    delivery = read_delivery((sheet,), "园区.xlsx", read_programme(files))
    assert delivery.refusal is None
    (row,) = delivery.datasets["park"].select("region_code", "planned_area", "gross_output").rows()
    assert row == ("620300", Decimal(10), Decimal(25_000_000))


def _with_unit(existing: bytes, added: str) -> bytes:
    heading, line = added.splitlines()
    names = existing.decode().splitlines()[0].split(",")
    cells = dict(zip(heading.split(","), line.split(","), strict=True))
    return existing + ",".join(cells.get(name, "") for name in names).encode() + b"\n"
