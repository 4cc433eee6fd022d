"""The deliveries as a province would send them: which files, in which order, in which shape."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from warehouse.domain.period import Period, find_period
from warehouse.errors import InvalidArgument
from warehouse.forms.registry import FORMS
from warehouse.sample.generate import SampleReport, generate

SMALL = {"enterprises": 20, "months": 14}


def _hashes(report: SampleReport) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*report.files, report.truth)}


def _synthetic(sample: SampleReport) -> list[Path]:
    return [path for path in sample.files if not path.name.startswith("01_")]


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    first = generate(tmp_path / "a" / "in", **SMALL)
    second = generate(tmp_path / "b" / "in", **SMALL)

    assert _hashes(first) == _hashes(second)


def test_another_seed_gives_other_returns(tmp_path: Path) -> None:
    first = _hashes(generate(tmp_path / "a" / "in", **SMALL))
    second = _hashes(generate(tmp_path / "b" / "in", seed=1, **SMALL))

    assert first.keys() == second.keys()
    assert all(first[name] != second[name] for name in first if re.match(r"\d{4}-\d\d_[12]", name))


def test_names_sort_in_the_order_of_delivery(sample: SampleReport) -> None:
    names = [path.name for path in sample.files]

    assert names == sorted(names)
    assert sorted(path.name for path in sample.files[0].parent.iterdir()) == names


def test_batches_have_16_20_and_22_firms(sample: SampleReport, read: Any) -> None:
    registers = [path for path in sample.files if "骨干企业名录" in path.name]

    assert [len(read.table(path)) for path in registers] == [16, 20, 22]


def test_january_has_no_file_and_every_other_month_has_two(sample: SampleReport) -> None:
    starts = [path.name[:9] for path in sample.files if path.name[:2] == "20" and path.name[8] != "0"]
    expected = [f"{year}-{month:02d}_{kind}" for year in (2014, 2015, 2016) for month in range(2, 13) for kind in "12"]

    assert starts == expected


def test_february_is_january_and_february_without_month_values(sample: SampleReport, read: Any) -> None:
    files = [path for path in sample.files if re.match(r"\d{4}-02_[12]", path.name)]

    for path in files:
        assert f"（{path.name[:4]}年1-2月）" in read.grid(path)[0][0]
        for row in read.table(path):
            amounts = [heading for heading in row if "价格" not in heading and "|" in heading]
            assert all(row[heading] is None for heading in amounts if heading.endswith(("|本月", "|上年同期"))
                       and "资产" not in heading and "人数" not in heading)  # fmt: skip
            assert all(row[heading] is not None for heading in amounts if heading.endswith("累计"))


def test_the_title_says_form_and_period(sample: SampleReport, truth: dict[str, Any], read: Any) -> None:
    for delivery in truth["deliveries"]:
        title = read.grid(sample.files[0].parent / delivery["file"])[0][0]
        marked = [form_id for form_id, form in FORMS.items() if any(mark in title for mark in form.title_marks)]
        assert marked == [delivery["form_id"]]
        if delivery["period"]:
            assert str(find_period(title)) == delivery["period"]


def test_the_headings_are_those_of_the_form(sample: SampleReport, truth: dict[str, Any], read: Any) -> None:
    for delivery in truth["deliveries"]:
        rows = read.grid(sample.files[0].parent / delivery["file"])
        top = next(number for number, row in enumerate(rows) if row[0] == "序号")
        headings, _ = read.headings(rows, top)
        assert headings == ["序号", *(column.heading for column in FORMS[delivery["form_id"]].columns)]


def test_every_form_has_a_row_and_every_column_of_it_a_value(
    sample: SampleReport, truth: dict[str, Any], read: Any
) -> None:
    filled: dict[str, set[str]] = {}
    for delivery in truth["deliveries"]:
        for row in read.table(sample.files[0].parent / delivery["file"]):
            filled.setdefault(delivery["form_id"], set()).update(name for name, cell in row.items() if cell is not None)

    assert FORMS.keys() == filled.keys()
    empty = {
        form_id: [column.heading for column in FORMS[form_id].columns if column.heading not in headings]
        for form_id, headings in filled.items()
    }
    assert {form_id: headings for form_id, headings in empty.items() if headings} == {}


def test_every_synthetic_file_says_so_in_title_note_and_footnote(sample: SampleReport, read: Any) -> None:
    for path in _synthetic(sample):
        rows = read.grid(path)
        assert all("合成数据" in rows[number][0] for number in (0, 1, -1)), path.name


def test_macro_series_are_copied_as_packaged(sample: SampleReport) -> None:
    from importlib import resources

    folder = resources.files("warehouse.sample") / "macro"
    packaged = {f"01_{item.name}": item.read_bytes() for item in folder.iterdir() if item.name.endswith(".csv")}

    assert {path.name: path.read_bytes() for path in sample.files if path.name.startswith("01_")} == packaged


def test_groups_of_headings_are_merged_cells(sample: SampleReport) -> None:
    path = next(path for path in sample.files if path.name == "2015-03_1_财务状况.xlsx")

    merged = load_workbook(str(path)).get_sheet_by_index(0).merged_cell_ranges

    assert merged is not None
    assert {((3, 3), (3, 6)), ((3, 0), (4, 0)), ((0, 0), (0, 26))} <= set(merged)


def test_some_months_come_in_ten_thousand_yuan_with_one_decimal(truth: dict[str, Any], sample: SampleReport) -> None:
    units = [item["unit"] for item in truth["deliveries"] if item["form_id"] == "monthly_financial_return"]
    path = sample.files[0].parent / "2014-05_1_财务状况.xlsx"
    cells = load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)[5:-1]

    assert 4 <= units.count("万元") < units.count("千元")
    assert all(re.fullmatch(r"-?\d+\.\d", repr(cell)) for row in cells for cell in row if isinstance(cell, float))


def test_text_files_are_gbk_with_crlf_and_some_thousands_separators(sample: SampleReport) -> None:
    texts = [path.read_bytes().decode("gbk") for path in sample.files if path.name.endswith("主要产品产量.csv")]

    assert all(text.count("\n") == text.count("\r\n") for text in texts)
    assert 0 < sum(len(re.findall(r'"\d{1,3}(?:,\d{3})+\.?\d*"', text)) for text in texts) < 50


def test_progress_counts_up_to_the_number_of_files(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []

    report = generate(tmp_path / "in", on_progress=lambda *step: seen.append(step), **SMALL)

    assert [name for name, _, _ in seen] == [path.name for path in report.files]
    assert [(done, total) for _, done, total in seen] == [
        (number, len(report.files)) for number in range(1, len(report.files) + 1)
    ]


def test_a_sample_too_small_for_a_truth_says_so(tmp_path: Path) -> None:
    report = generate(tmp_path / "in", enterprises=3, months=24)

    assert "chain_passes_ten_billion" in report.omitted
    assert "nickel_volume_and_price" not in report.omitted


def test_a_sample_of_january_alone_has_registers_only(tmp_path: Path) -> None:
    report = generate(tmp_path / "in", enterprises=1, months=1)

    assert report.periods == ()
    assert len(report.omitted) == 22


def test_two_thousand_enterprises_all_report(tmp_path: Path, read: Any) -> None:
    report = generate(tmp_path / "in", enterprises=2000, months=2)
    returns = next(path for path in report.files if path.name.startswith("2014-02_1_"))
    registers = [path for path in report.files if "骨干企业名录" in path.name]

    registered = {row["统一社会信用代码"] for path in registers for row in read.table(path)}
    reporting = [row["统一社会信用代码"].upper() for row in read.table(returns)]

    (changed,) = (path for path in report.files if "变更登记" in path.name)
    earlier = {row[heading] for row in read.table(changed) for heading in ("变更前统一社会信用代码", "原工商注册号")}

    assert len(registered) == 2000
    assert 1900 < len(reporting) < 2000
    assert len(set(reporting)) == len(reporting)
    assert set(reporting) <= registered | earlier


@pytest.mark.parametrize(
    "arguments",
    [{"enterprises": 0}, {"enterprises": 1_000_000}, {"months": 0}, {"start": Period(2014)}],
    ids=str,
)
def test_a_sample_that_cannot_be_made_is_refused(tmp_path: Path, arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument):
        generate(tmp_path / "in", **arguments)

    assert not (tmp_path / "in").exists()


def test_the_truth_file_may_not_stand_among_the_deliveries(tmp_path: Path) -> None:
    with pytest.raises(InvalidArgument):
        generate(tmp_path / "in", truth=tmp_path / "in" / "truth.json")
