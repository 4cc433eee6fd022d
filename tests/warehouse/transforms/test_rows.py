from __future__ import annotations

import pytest

from warehouse.reading.grid import build_sheet
from warehouse.transforms.recognise.rows import classify_rows

HEADER: list[str | None] = ["序号", "信用代码", "名称", "金额"]


def _kind(*cells: str | None) -> str:
    return str(classify_rows(build_sheet("表", [HEADER, list(cells)]), 1)["row_kind"][0])


@pytest.mark.parametrize(
    "cells",
    [
        ("合计", None, None, "9"),
        (None, None, "合　计", "9"),
        ("11", None, "全省合计", "9"),
        ("小计：", None, None, "9"),
        (None, "总计", None, "9"),
        ("其中：新能源", None, None, "9"),
    ],
)
def test_a_row_of_totals_is_no_data(cells: tuple[str | None, ...]) -> None:
    assert _kind(*cells) == "total"


@pytest.mark.parametrize(
    "text",
    [
        "注：不含税",
        "注1：不含税",
        "说明:",
        "填表人：张三   审核人：李四",
        "数据来源：统计局",
        "（注：略）",
        "本表为合成数据",
    ],
)
def test_a_note_is_no_data(text: str) -> None:
    assert _kind(text, None, None, None) == "note"


def test_the_numbers_of_the_columns_are_no_data() -> None:
    assert _kind("甲", "乙", "1", "2") == "numbering"


@pytest.mark.parametrize(
    "cells",
    [
        ("1", "91350100M000100Y43", "合计", "9"),
        ("1", None, "总计量仪器有限公司", "9"),
        ("1", "91350100M000100Y43", "注册会计公司", "9"),
        (None, None, "甲公司", "9"),
    ],
)
def test_a_name_that_sounds_like_a_total_or_a_note_is_data(cells: tuple[str | None, ...]) -> None:
    assert _kind(*cells) == "data"


def test_a_row_of_blanks_is_blank() -> None:
    assert _kind(" ", "\u3000", None, "\u2002") == "blank"
