"""F4, F5, F11 to F15 and F18: what stands in a file, and what becomes of it."""

from __future__ import annotations

import itertools
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.reliability import returns
from tests.reliability.conftest import Figures, Scale
from warehouse.domain.identifiers import ALPHABET, CodeState, check_character, examine_credit_code
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery
from warehouse.transforms.finding import Severity

REGISTER: Form = FORMS["enterprise_register"]
CODE = synthetic_credit_code(7)


def _register(**cells: str) -> str:
    row = {
        "credit_code": CODE,
        "name": "兰州甲有限公司",
        "region_code": "620102",
        "industry_class_code": "3252",
    } | cells
    row["industry_name"] = (
        REGISTER.column("industry_name").choices[0] if REGISTER.column("industry_name").choices else "新材料"
    )
    heads = [column.heading for column in REGISTER.columns]
    return ",".join(heads) + "\n" + ",".join(row.get(column.name, "") for column in REGISTER.columns) + "\n"


def _held(delivery: Delivery) -> list[tuple[str, str | None]]:
    return [(found.rule, found.text) for found in delivery.findings if found.severity is Severity.HELD]


def _one(delivery: Delivery, dataset: str, name: str) -> object:
    assert delivery.refusal is None, delivery.refusal
    values = delivery.datasets[dataset][name].to_list()
    return values[0] if values else None


@pytest.mark.parametrize("code", ["000123", "062010", "620102"])
def test_f4_a_code_keeps_every_character_as_text(code: str, tmp_path: Path) -> None:
    as_text = returns.deliver(tmp_path / "a.csv", _register(region_code=code).encode())
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
    as_wide = returns.deliver(tmp_path / "a.csv", _register(region_code=f" {wide}\u3000").encode())

    assert {_one(as_text, "enterprise", "region_code"), _one(as_wide, "enterprise", "region_code")} == {code}


def test_f4_a_code_of_18_digits_that_came_as_a_number_is_refused_and_not_rounded(
    tmp_path: Path, figures: Figures
) -> None:
    digits = "916201020000000216"
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        for index, column in enumerate(REGISTER.columns):
            sheet.write(0, index, column.heading)
        sheet.write_number(1, 0, int(digits))
        sheet.write(1, 1, "兰州甲有限公司")
    delivery = read_delivery(open_file(tmp_path / "a.xlsx", Limits()).sheets, "a.xlsx", built_in())

    assert [rule for rule, _ in _held(delivery)][:1] == ["credit_code_destroyed"]
    assert delivery.datasets["enterprise"].is_empty()
    assert f"{float(digits):.0f}" != digits  # what a reader that infers numbers would have stored
    figures(
        "F4",
        "codes with zeros in front, full-width, padded, 18 digits as a number",
        7,
        "0 characters changed; the number refused",
    )


def _examine(codes: list[str], check: object = examine_credit_code) -> tuple[int, int, int, int]:
    """Substitutions tried and missed, swaps tried and missed."""
    assert callable(check)
    tried = missed = swaps = swaps_missed = 0
    for code in codes:
        for place, letter in itertools.product(range(18), ALPHABET):
            if letter != code[place]:
                tried += 1
                missed += check(code[:place] + letter + code[place + 1 :])[1] is CodeState.VALID
        for place in range(17):
            if code[place] != code[place + 1]:
                swaps += 1
                swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                swaps_missed += check(swapped)[1] is CodeState.VALID
    return tried, missed, swaps, swaps_missed


def test_f5_every_wrong_character_and_every_swap_is_caught(scale: Scale, figures: Figures) -> None:
    codes = [synthetic_credit_code(number) for number in range(1, scale(10, 1000) + 1)]
    tried, missed, swaps, swaps_missed = _examine(codes)

    assert (missed, swaps_missed) == (0, 0)
    figures("F5", "every substitution and swap of neighbours of a credit code", len(codes),
            f"{tried:,} of {tried:,} substitutions and {swaps:,} of {swaps:,} swaps caught")  # fmt: skip


def test_f5_a_check_without_weights_would_miss_every_swap() -> None:
    def unweighted(code: str) -> tuple[str, CodeState]:
        total = sum(map(ALPHABET.index, CODE)) % 31
        return code, CodeState.VALID if sum(map(ALPHABET.index, code)) % 31 == total else CodeState.CHECK_FAILED

    assert check_character(CODE) == CODE[17]
    assert _examine([CODE], unweighted)[3] > 0


def _return(path: Path, *, hide: tuple[int, ...] = (), second_header: bool = False, order: int = 1) -> Delivery:
    heads = list(zip(returns.COLUMNS, returns.HEADINGS, strict=True))[::order]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("财务状况")
        sheet.write(0, 0, returns.TITLE)
        rows = [dict(zip(returns.COLUMNS, line.split(","), strict=True)) for line in returns.lines(6)[2:]]
        at = 1
        for number, row in enumerate([None, *rows]):
            if row is None or (second_header and number == 4):
                sheet.write_row(at, 0, [heading for _, heading in heads])
                at += 1
            if row is not None:
                sheet.write_row(at, 0, [row[name] for name, _ in heads])
                at += 1
        for number in hide:
            sheet.set_row(number - 1, None, None, {"hidden": True})
    return read_delivery(open_file(path, Limits()).sheets, path.name, built_in())


def test_f11_hidden_rows_repeated_headers_and_moved_columns_change_no_value(tmp_path: Path, figures: Figures) -> None:
    plain = returns.values(_return(tmp_path / "a.xlsx"))
    hidden = _return(tmp_path / "a.xlsx", hide=(4, 5))
    variants = [
        hidden,
        _return(tmp_path / "a.xlsx", second_header=True),
        _return(tmp_path / "a.xlsx", second_header=True, hide=(6,)),
        _return(tmp_path / "a.xlsx", order=-1),
    ]

    assert [returns.values(delivery) == plain for delivery in variants] == [True] * 4
    assert [delivery.rows_read for delivery in variants] == [6] * 4
    assert all(not _held(delivery) for delivery in variants)
    assert [found.message for found in hidden.findings if found.rule == "hidden_rows"] == [
        "Hidden rows were taken like the others: 4:5. 中文：隐藏的行照常读入：4:5。"
    ]
    figures("F11", "hidden rows, a hidden second header, moved columns", 4, "the same values; hidden rows told")


def test_f11_a_total_that_counted_as_data_would_be_seen(tmp_path: Path) -> None:
    rows = returns.lines(3)
    total = ["合计" if name == "name" else "6001.5" if name == "revenue_ytd" else "" for name in returns.COLUMNS]
    with_total = returns.deliver(tmp_path / "a.csv", "\n".join([*rows, ",".join(total)]).encode() + b"\n")
    without = returns.deliver(tmp_path / "a.csv", "\n".join(rows).encode() + b"\n")

    assert returns.values(with_total) == returns.values(without)
    assert with_total.rows_read == without.rows_read == 3


UNITS = {"元": "0.001", "千元": "1", "万元": "10", "亿元": "100000"}


def _unit(text: str, unit: str, place: str) -> str:
    match place:
        case "line":
            return text.replace("千元", unit)
        case "heading":
            return text.replace(" 单位：千元", "").replace("营业收入本年累计", f"营业收入本年累计（{unit}）")
        case "note":
            return text.replace(" 单位：千元", "") + f"注：本表金额单位为{unit}。{',' * (len(returns.COLUMNS) - 1)}\r\n"
        case _:
            return text.replace("1234.5", f"1234.5{unit}")


@pytest.mark.parametrize("place", ["line", "heading", "note", "cell"])
def test_f12_a_unit_is_found_wherever_it_stands_and_converted_exactly(
    place: str, tmp_path: Path, figures: Figures
) -> None:
    text = returns.text(1, revenue_ytd="1234.5")
    for unit, factor in UNITS.items():
        delivery = returns.deliver(tmp_path / "a.csv", _unit(text, unit, place).encode())
        found = {value for _, name, _, _, value in returns.values(delivery) if name == "revenue"}
        assert found == {Decimal("1234.5") * Decimal(factor)}, (unit, place)
    figures("F12", f"元, 千元, 万元, 亿元 in the {place}", len(UNITS), "the exact decimal product")


def test_f12_two_units_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    text = returns.text(1) + f"注：本表金额单位为万元。{',' * (len(returns.COLUMNS) - 1)}\r\n"

    assert "万元" in (returns.deliver(tmp_path / "a.csv", text.encode()).refusal or "")


def test_f12_a_file_without_a_unit_says_what_was_assumed(tmp_path: Path) -> None:
    delivery = returns.deliver(tmp_path / "a.csv", returns.text(1).replace(" 单位：千元", "").encode())

    assert [found.severity for found in delivery.findings if found.rule == "unit_assumed"] == [Severity.WARNING]


# Every line of docs/values.md: what stands in the cell, and the one thing that becomes of it.
NUMBERS: dict[str, str | None] = {
    "12.5": "12.5", "-12.5": "-12.5", "（12.5）": "-12.5", "(1,234.5)": "-1234.5", "0": "0", "-0": "0", "+7": "7",
    "1,234,567.89": "1234567.89", "１２３": "123", " 12 ": "12", "\u300012\u2002": "12", ".5": "0.5", "5.": "5",
    "": None, " ": None, "-": None, "—": None, "——": None, "/": None, "…": None, "...": None, "..": None, "#N/A": None,
    "1.0000005": "1", "3万元": "30",
    "12O": "not_a_number", "约12": "not_a_number", "1,23": "not_a_number", "1.2.3": "not_a_number",
    "1'234": "not_a_number", "12-": "not_a_number", "NaN": "not_a_number", "inf": "not_a_number",
    "-Infinity": "not_a_number", "0x1F": "not_a_number", "十二": "not_a_number", "TRUE": "not_a_number",
    "1e400": "scientific_notation", "1.5E+05": "scientific_notation", "1234567890123": "too_many_digits",
    "#DIV/0!": "spreadsheet_error", "#REF!": "spreadsheet_error", "#FORMULA!": "formula_without_value",
    "3吨": "unit_conflict", "3%": "unit_conflict",
}  # fmt: skip
DATES: dict[str, str | None] = {
    "2016-03-31": "2016-03-31", "2016/3/31": "2016-03-31", "2016.3.31": "2016-03-31", "2016年3月31日": "2016-03-31",
    "42460": "2016-03-31", "2016-02-29": "2016-02-29", "2016-03-31 00:00:00": "2016-03-31", "": None, "—": None,
    "2015-02-29": "not_a_date", "2016-04-31": "not_a_date", "02/03/2016": "not_a_date", "3/2/16": "not_a_date",
    "16-3-31": "not_a_date", "20160331": "2016-03-31", "2016年3月": "not_a_date", "2016": "not_a_date",
    "20161331": "not_a_date", "2016-04-16": "2016-04-16", "2016-04-17": "in_the_future", "2106-03-31": "in_the_future",
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_f13_a_number_has_one_outcome(text: str, tmp_path: Path) -> None:
    delivery = returns.deliver(tmp_path / "a.csv", returns.text(1, revenue_ytd=text).encode())
    found = [value for _, name, _, _, value in returns.values(delivery) if name == "revenue"]
    outcome = NUMBERS[text]

    assert (found, [rule for rule, _ in _held(delivery)]) in (
        ([Decimal(outcome)] if outcome is not None and outcome[0] in "-0123456789" else None, []),
        ([], [outcome] if outcome is not None else []),
    )


def _dated(text: str) -> str:
    form = FORMS["fund_valuation"]
    cells = {"fund_id": "F1", "fund_name": "甲基金", "valuation_date": text}
    row = [cells.get(column.name, "1" if column.unit_id else "") for column in form.columns]
    return ",".join(column.heading for column in form.columns) + "\n" + ",".join(row) + "\n"


@pytest.mark.parametrize("text", DATES)
def test_f13_a_date_has_one_outcome(text: str, tmp_path: Path) -> None:
    delivery = returns.deliver(tmp_path / "a.csv", _dated(text).encode())
    outcome = DATES[text] or "missing_value"

    assert delivery.refusal is None, delivery.refusal
    found = [str(day) for day in delivery.datasets["fund_valuation"]["valuation_date"].to_list()]
    assert (found, [rule for rule, _ in _held(delivery)]) in (([outcome], []), ([], [outcome]))


def test_f13_every_outcome_is_documented(figures: Figures) -> None:
    page = (returns_folder() / "docs" / "values.md").read_text(encoding="utf-8")

    undocumented = [
        rule for rule in {*NUMBERS.values(), *DATES.values()} if rule and rule.islower() and rule not in page
    ]
    assert undocumented == []
    figures(
        "F13",
        "ways to write a number or a day",
        len(NUMBERS) + len(DATES),
        "one documented outcome each; no NaN, no inf stored",
    )


def returns_folder() -> Path:
    return Path(__file__).parents[2]


def test_f13_a_plain_number_of_a_day_follows_the_calendar_of_its_workbook(tmp_path: Path) -> None:
    form = FORMS["fund_valuation"]
    found = []
    for is_1904, serial in ((False, 42460), (True, 40998)):
        with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"date_1904": is_1904}) as book:
            sheet = book.add_worksheet()
            cells = {"fund_id": "F1", "fund_name": "甲基金", "valuation_date": serial}
            for index, column in enumerate(form.columns):
                sheet.write(0, index, column.heading)
                sheet.write(1, index, cells.get(column.name, 1 if column.unit_id else ""))
        delivery = read_delivery(open_file(tmp_path / "a.xlsx", Limits()).sheets, "a.xlsx", built_in())
        found.append(str(_one(delivery, "fund_valuation", "valuation_date")))

    assert found == ["2016-03-31", "2016-03-31"]


def _with_formulas(path: Path, cells: dict[str, bytes]) -> Delivery:
    """A return whose revenue cells are formulas: what stands between <c …> and </c>, by address."""
    plain = path.with_name("plain.xlsx")
    letter = chr(ord("A") + returns.COLUMNS.index("revenue_ytd"))
    with xlsxwriter.Workbook(str(plain)) as book:
        sheet = book.add_worksheet("财务状况")
        for at, line in enumerate(returns.lines(6)):
            for index, cell in enumerate(line.split(",")):
                if at > 1 and returns.COLUMNS[index] == "revenue_ytd":
                    sheet.write_number(at, index, 77)
                elif cell:
                    sheet.write(at, index, cell)
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            for row, formula in cells.items() if name == part else ():
                old = f'<c r="{letter}{row}"><v>77</v></c>'.encode()
                assert old in content
                content = content.replace(old, f'<c r="{letter}{row}">'.encode() + formula + b"</c>")
            made.writestr(name, content)
    return read_delivery(open_file(path, Limits()).sheets, path.name, built_in())


def test_f15_the_value_of_a_formula_is_taken_if_it_was_saved_and_told_with_its_cell(
    tmp_path: Path, figures: Figures
) -> None:
    cells = {"3": b"<f>1+1</f><v>2</v>", "4": b"<f>[1]a!B2</f><v>3</v>", "5": b"<f>1+1</f>", "6": b"<f>1+1</f><v/>"}
    delivery = _with_formulas(tmp_path / "a.xlsx", cells)
    letter = chr(ord("A") + returns.COLUMNS.index("revenue_ytd"))

    taken = [value for _, name, _, _, value in returns.values(delivery) if name == "revenue"]
    assert sorted(taken) == [2, 3, 77, 77]
    assert [(rule, text) for rule, text in _held(delivery)] == [("formula_without_value", "#FORMULA!")] * 2
    told = {found.rule: found.message.partition(": ")[0] for found in delivery.findings}
    assert told["formula_cell"] == f"{letter}3:{letter}6"
    assert told["linked_cell"] == f"{letter}4"
    figures("F15", "formulas with and without a saved value, one that reads another file", len(cells),
            "taken only with a saved value, told with the cell; 2 held")  # fmt: skip


def test_f15_a_return_without_formulas_tells_of_none(tmp_path: Path) -> None:
    rules = {found.rule for found in _with_formulas(tmp_path / "a.xlsx", {}).findings}

    assert not rules & {"formula_cell", "linked_cell", "formula_without_value"}


BAD = (
    {"credit_code": "9.13E+17"},
    {"credit_code": "x"},
    {"revenue_ytd": "x"},
    {"employee_count_end": "1e9"},
    {"name": "#REF!"},
)


def test_f18_accepted_and_held_rows_are_all_rows_and_each_held_cell_has_its_address(
    tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    firms = scale(60, 3000)
    rows = returns.lines(firms)
    spoilt = {}
    for number, change in zip(range(3, firms + 2, 4), itertools.cycle(BAD), strict=False):
        cells = dict(zip(returns.COLUMNS, rows[number].split(","), strict=True))
        rows[number] = ",".join((cells | change)[name] for name in returns.COLUMNS)
        spoilt[number + 1] = next(iter(change.items()))
    delivery = returns.deliver(tmp_path / "a.csv", "\r\n".join(rows).encode() + b"\r\n")
    held = {found.row: found for found in delivery.findings if found.severity is Severity.HELD}
    rejected = {row for row, (name, _) in spoilt.items() if name == "credit_code"}

    assert delivery.rows_read == firms
    assert delivery.rows_read - delivery.rows_accepted == len(rejected)
    assert {row: (held[row].column_name, held[row].text) for row in held} == spoilt
    assert all(found.sheet and found.cell and found.rule and found.message for found in held.values())
    figures("F18", "rows of which every fourth has a bad cell", firms,
            f"{delivery.rows_accepted} accepted + {len(rejected)} rejected = {firms} read; "
            f"each of {len(held)} cells held with its address")  # fmt: skip
