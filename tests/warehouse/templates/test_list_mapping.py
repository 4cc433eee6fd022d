"""What `longmai map` writes: every heading of the list, guesses marked as such, nothing decided by a guess."""

from __future__ import annotations

import tomllib

import pytest

from tests.warehouse.programme.test_programme import SMALL
from warehouse.errors import InvalidArgument, SourceChanged, UnknownName
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in, check_programme, read_programme
from warehouse.reading.grid import Sheet, build_sheet
from warehouse.templates.list_mapping import write_mapping
from warehouse.transforms.delivery import read_delivery

ROWS = (
    ("政府投资基金名单", None, None, None, None, None, None),
    ("序号", "基金全称", "规模(人民币/百万)", "注册地区", "成立日期", "运作情况", '联系"电话'),
    ("1", "甲基金", "40,000.00", "中国|甘肃省|兰州市", "2018-09-28", "运营", "--"),
    ("2", "乙基金", "--", "中国|甘肃省|天水市", "2019/1/5", "已进入清算", "--"),
)
SHEET = build_sheet("名单", ROWS)


def _written(sheet: Sheet = SHEET, form: str = "fund_register") -> str:
    return write_mapping((sheet,), FORMS[form], "名单.xlsx", built_in()).text


def test_every_heading_is_mapped_proposed_or_ignored() -> None:
    text = _written()
    mapping = tomllib.loads(text)

    assert [(entry.get("from"), entry["to"]) for entry in mapping["column"]] == [
        ("基金全称", ""), ("规模(人民币/百万)", ""), ("注册地区", ""), ("成立日期", "established_date"),
        ("运作情况", ""), (None, "fund_kind"),
    ]  # fmt: skip
    assert mapping["ignored"] == ["序号", '联系"电话']
    assert (mapping["form"], mapping["missing"], mapping["key_from_name"]) == ("fund_register", ["--"], "")
    for proposal in ("name_zh（", "target_size（", "region_code（", "fund_id。", "status（", "cny_1e6（百万元）"):
        assert f'""  # 建议 proposal: {proposal}' in text


def test_words_that_the_form_has_are_mapped_and_others_wait_with_a_proposal() -> None:
    text = _written()
    (status,) = [entry for entry in tomllib.loads(text)["column"] if entry.get("from") == "运作情况"]

    assert status["words"] == {"运营": "operating", "已进入清算": ""}
    assert '"已进入清算" = ""  # 1 行 rows；建议 proposal: liquidated（已清算）' in text


def test_nothing_that_is_only_proposed_gets_into_a_programme() -> None:
    mistakes = check_programme(SMALL | {"mappings/funds.toml": _written().encode()})

    assert {one.code for one in mistakes} == {"empty"}
    assert len(mistakes) == write_mapping((SHEET,), FORMS["fund_register"], "名单.xlsx", built_in()).open_count


def test_a_written_mapping_that_was_filled_in_reads_the_list() -> None:
    text = _written()
    for heading, filled in (
        ('to = ""  # 建议 proposal: name_zh', 'to = "name_zh" #'),
        ('to = ""  # 建议 proposal: target_size', 'to = "target_size" #'),
        ('to = ""  # 建议 proposal: region_code', 'to = "region_code" #'),
        ('to = ""  # 建议 proposal: status', 'to = "status" #'),
        ('unit = ""', 'unit = "cny_1e6"'),
        ('key_from_name = ""', 'key_from_name = "fund_id"'),
        ('"已进入清算" = ""', '"已进入清算" = "liquidated"'),
        ('value = ""', 'value = "guide"'),
    ):
        assert text.count(heading) == 1
        text = text.replace(heading, filled)
    programme = read_programme(dict(built_in().own_files) | {"mappings/funds.toml": text.encode()})

    delivery = read_delivery((SHEET,), "名单.xlsx", programme)
    assert (delivery.refusal, delivery.held_count) == (None, 0)
    rows = delivery.datasets["fund"].select("name_zh", "region_code", "status", "target_size").rows()
    assert [(*row[:3], row[3] and int(row[3])) for row in rows] == [
        ("甲基金", "620100", "operating", 40_000_000_000), ("乙基金", "620500", "liquidated", None),
    ]  # fmt: skip


def test_headings_in_two_rows_are_written_as_the_reader_looks_for_them() -> None:
    sheet = build_sheet("园区", [("园区名称", "规模", None), (None, "面积(公顷)", "产值"), ("甲园", "1", "2")])

    mapping = tomllib.loads(_written(sheet, "park_register"))
    headings = [entry.get("from") for entry in mapping["column"]] + mapping.get("ignored", [])
    assert {"园区名称", "规模|面积(公顷)", "规模|产值"} <= set(headings)


def test_headings_that_cannot_be_told_apart_are_ignored_and_a_column_without_one_too() -> None:
    rows = [("基金名称", None, "状态", "备注", "备注"), ("甲", "x", "运营", "1", "2"), ("甲", "x", "运营", "1", None)]

    assert tomllib.loads(_written(build_sheet("a", rows)))["ignored"] == ["备注", "(无标题)"]


def test_hostile_texts_stay_texts() -> None:
    sheet = build_sheet("a\nform = 'x'", [('"]\nx = 1', "基金名称\x07"), ("1\x7f", "甲")])

    mapping = tomllib.loads(_written(sheet))
    assert mapping["form"] == "fund_register" and "x" not in mapping


@pytest.mark.parametrize(
    ("sheet", "form", "name", "error"),
    [
        (SHEET, "monthly_financial_return", None, InvalidArgument),
        (SHEET, "fund_register", "另表", UnknownName),
        (build_sheet("a", [("1", "2"), ("3", "4")]), "fund_register", None, SourceChanged),
    ],
)
def test_what_cannot_be_mapped_is_said_in_both_languages(
    sheet: Sheet, form: str, name: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error, match="中文："):
        write_mapping((sheet,), FORMS[form], "a.xlsx", built_in(), name)
