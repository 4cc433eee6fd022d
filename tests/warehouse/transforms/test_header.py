from __future__ import annotations

import pytest

from warehouse.errors import SourceChanged
from warehouse.forms.form import CellType, Column, Form
from warehouse.programme.programme import built_in
from warehouse.reading.grid import Sheet, build_sheet
from warehouse.transforms.recognise.header import Header, find_header, read_header

FORM = Form(
    form_id="f", version="1", title_zh="样表", title_en="Sample", description="", dataset="observation",
    ignored_headings=("序号", "No."),
    columns=(
        Column("credit_code", "统一社会信用代码", "Code", CellType.CREDIT_CODE, ("信用代码",)),
        Column("output_month", "产值|本月", "Month", CellType.DECIMAL, unit_id="cny_1e3"),
        Column("output_ytd", "产值|本年累计", "Ytd", CellType.DECIMAL, unit_id="cny_1e3"),
        Column("region", "行业代码", "Class", CellType.CODE, ("行业代码(GB/T 4754-2011)",), required=False),
    ),
)  # fmt: skip


def _read(*rows: list[str | None]) -> Header:
    sheet: Sheet = build_sheet("表", rows)
    candidate = find_header(sheet, FORM, built_in())
    assert candidate is not None
    return read_header(sheet, FORM, candidate, built_in())


def _letters(header: Header) -> dict[str, str]:
    return {name: place.letters for name, place in header.places.items()}


EXPECTED = {"credit_code": "B", "output_month": "C", "output_ytd": "D"}


def test_a_merged_upper_row_covers_the_columns_to_its_right() -> None:
    header = _read(
        ["样表"], ["序号", "统一社会信用代码", "产值", None], [None, None, "本月", "本年累计"], ["1", "x", "1", "2"]
    )

    assert (header.start, header.end, _letters(header)) == (1, 3, EXPECTED)


def test_a_header_of_one_row_stands_alone_under_its_titles() -> None:
    header = _read(
        ["样表"], ["填报单位：某委"], ["序号", "信用代码", "产值本月", "产值|本年累计"], ["1", "x", "1", "2"]
    )

    assert (header.start, header.end, _letters(header)) == (2, 3, EXPECTED)


def test_a_heading_may_stand_low_beside_a_merged_one() -> None:
    header = _read([None, None, "产值", None], ["序号", "信用代码", "本月", "本年累计"], ["1", "x", "1", "2"])

    assert (header.end, _letters(header)) == (2, EXPECTED)


def test_blanks_and_widths_in_a_heading_do_not_matter() -> None:
    header = _read(
        ["序\u3000号", "统一社会\n信用代码", "产\u2002值（千元）", None], [None, None, "本 月", "本年累计"], ["1"]
    )

    assert _letters(header) == EXPECTED


@pytest.mark.parametrize(
    "rows",
    [
        [["No.", "CODE", "Month", "Ytd"]],
        [["序号", "统一社会信用代码", "产值本月", "产值本年累计"], [None, "Code", "Month", "Ytd"]],
        [["序号", "统一社会信用代码\nCode", "产值本月（Month）", "Ytd 产值本年累计"]],
    ],
)
def test_headings_may_be_english_or_stand_in_both_languages(rows: list[list[str | None]]) -> None:
    header = _read(["样表"], *rows, ["1", "x", "1", "2"])

    assert (header.end, _letters(header)) == (1 + len(rows), EXPECTED)


def test_an_english_heading_may_name_its_unit() -> None:
    header = _read(["Code", "Month (10 thousand yuan)", "Ytd"], ["x", "1", "2"])

    unit = header.places["output_month"].unit
    assert unit is not None and unit.unit_id == "cny_1e4"


def test_the_unit_in_a_bracket_is_remembered() -> None:
    header = _read(["信用代码", "产值（万元）", None], [None, "本月", "本年累计"], ["x", "1", "2"])

    unit = header.places["output_ytd"].unit
    assert unit is not None and unit.unit_id == "cny_1e4"


def test_a_bracket_that_is_no_unit_belongs_to_the_heading() -> None:
    header = _read(["信用代码", "产值本月", "产值本年累计", "行业代码（GB/T 4754-2011）"], ["x", "1", "2", "3"])

    assert header.places["region"].letters == "D"


def test_a_footnote_mark_is_no_unit() -> None:
    header = _read(["信用代码", "产值本月(1)", "产值本年累计"], ["x", "1", "2"])

    assert header.places["output_month"].unit is None


def test_an_unknown_heading_names_sheet_cell_heading_and_the_closest() -> None:
    with pytest.raises(SourceChanged, match=r"'表', cell D1: .*'产值本年累积'.*Did you mean '产值本年累计'"):
        _read(["序号", "信用代码", "产值本月", "产值本年累积"], ["1", "x", "1", "2"])


def test_all_unknown_headings_are_named_at_once_in_both_languages() -> None:
    with pytest.raises(SourceChanged) as refused:
        _read(["信用代码", "产值本月度", "产值本年累积", "天气"], ["x", "1", "2", "3"])

    english, chinese = str(refused.value).split(" 中文：")
    assert "cell B1" in english and "cell C1 '产值本年累积'" in english and "cell D1 '天气'" in english
    assert "有 3 个列标题" in chinese and "C1 “产值本年累积”（是否应为“产值本年累计”？）" in chinese


def test_a_missing_required_column_is_named() -> None:
    with pytest.raises(SourceChanged, match=r"lacks the column '产值\|本年累计'"):
        _read(["序号", "信用代码", "产值本月"], ["1", "x", "1"])


def test_a_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(SourceChanged, match=r"cell D1: .* twice, also in column B"):
        _read(["信用代码", "产值本月", "产值本年累计", "产值本月"], ["x", "1", "2", "3"])


def test_a_value_under_no_heading_is_refused_with_its_cell() -> None:
    with pytest.raises(SourceChanged, match="cell D3"):
        _read(["信用代码", "产值本月", "产值本年累计", None], ["x", "1", "2", None], ["x", "1", "2", "9"])


def test_a_row_of_units_below_the_headings_is_part_of_the_header() -> None:
    header = _read(
        ["序号", "信用代码", "产值", None], [None, None, "本月", "本年累计"], [None, None, "（万元）", "亿元"],
        ["1", "x", "1", "2"],
    )  # fmt: skip

    units = [header.places[name].unit for name in ("output_month", "output_ytd")]
    assert (header.start, header.end) == (0, 3)
    assert [unit and unit.unit_id for unit in units] == ["cny_1e4", "cny_1e8"]


def test_a_row_with_a_code_or_a_number_is_no_row_of_units() -> None:
    with_code = _read(["信用代码", "产值本月", "产值本年累计"], ["91620000XN000001WJ", "万元", "万元"])
    with_number = _read(["信用代码", "产值本月", "产值本年累计"], [None, "万元", "2"])

    assert (with_code.end, with_number.end) == (1, 1)


@pytest.mark.parametrize(
    "below",
    [
        [["（计量单位）", "万元", "万元"]],
        [["代码", "万元", "万元"]],
        [["甲", "1", "2"], [None, "万元", "万元"]],
    ],
)
def test_a_row_of_units_may_hold_words_below_names_and_stand_below_the_numbers_of_the_columns(
    below: list[list[str | None]],
) -> None:
    header = _read(["信用代码", "产值本月", "产值本年累计"], *below, ["x", "1", "2"])

    unit = header.places["output_ytd"].unit
    assert (header.end, unit and unit.unit_id) == (1 + len(below), "cny_1e4")


def test_a_row_of_units_that_nobody_knows_or_that_contradicts_its_heading_is_refused() -> None:
    with pytest.raises(SourceChanged, match=r"'表', cell C2: '大洋' is not a known unit"):
        _read(["信用代码", "产值本月", "产值本年累计"], [None, "万元", "大洋"], ["x", "1", "2"])
    with pytest.raises(SourceChanged, match=r"'表', cell B2: the unit is 亿元 here and 万元 in the heading"):
        _read(["信用代码", "产值本月(万元)", "产值本年累计"], [None, "亿元", "万元"], ["x", "1", "2"])
