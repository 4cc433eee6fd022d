"""A block that was pasted a column beside its headings is refused with its range; 58 of 72 values were in force."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.grid import Sheet, build_sheet, column_letters
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery

FINANCIAL = FORMS["monthly_financial_return"]
OUTPUT = FORMS["monthly_output_return"]
TITLES = {FINANCIAL.form_id: "财务状况（2016年5月）单位：千元", OUTPUT.form_id: "主要产品产量（2016年5月）"}
Cells = list[str | None]


def _row(form: Form, firm: int) -> Cells:
    cells: Cells = [synthetic_credit_code(firm), f"企业{firm}"]
    for place, measure in enumerate(form.measures, start=1):
        usual = 1000 * firm * place * (100 - firm) // 100
        if form is FINANCIAL and len(measure.facts) == 2:
            cells += [str(usual), str(usual * 5 + firm), str(usual * 9 // 10), str(usual * 9 // 2)]
        elif form is FINANCIAL:
            cells += [str(usual), str(usual - 1)]
    if form is OUTPUT:
        usual = 100 * firm
        cells += [
            f"P{firm}",
            "镍",
            "吨",
            str(usual),
            str(usual * 5),
            str(usual - 9),
            str(usual * 4),
            "9000",
            "30",
            "29",
        ]
    return cells


def _moved(cells: Cells, first: int, last: int, by: int) -> Cells:
    """The cells with those from `first` to `last` pasted `by` columns further; where they stood there is nothing."""
    block, left = cells[first : last + 1], list(cells)
    left[first : last + 1] = [None] * len(block)
    left[first + by : last + 1 + by] = block
    return left


def _sheet(form: Form, rows: Sequence[Cells]) -> Sheet:
    upper = [column.heading.partition("|")[0] for column in form.columns]
    lower: Cells = [column.heading.partition("|")[2] for column in form.columns]
    width = max(len(form.columns), *map(len, rows))
    grid: list[Cells] = [[TITLES[form.form_id]], list(upper), lower, *rows]
    return build_sheet("表", [cells + [None] * (width - len(cells)) for cells in grid])


def _read(form: Form, rows: Sequence[Cells]) -> Delivery:
    return read_delivery((_sheet(form, rows),), "a.xlsx", built_in())


@pytest.mark.parametrize(
    ("form", "first", "last", "by", "block"),
    [
        # All flows of six firms, one column to the right; and to the left.
        (FINANCIAL, 2, 21, 1, "C4:V9"),
        (FINANCIAL, 6, 21, -1, "G4:V9"),
        # One indicator alone.
        (FINANCIAL, 6, 9, 1, "G4:J9"),
        (OUTPUT, 5, 9, 1, "F4:I9"),
    ],
)
def test_a_block_a_column_beside_its_headings_is_refused_with_its_range(
    form: Form, first: int, last: int, by: int, block: str
) -> None:
    delivery = _read(form, [_moved(_row(form, firm), first, last, by) for firm in range(1, 7)])

    assert delivery.refusal is not None and delivery.datasets == {}
    side, side_zh = ("right", "右") if by > 0 else ("left", "左")
    assert f"Sheet '表', {block}: the block is one column too far to the {side}" in delivery.refusal
    assert f"工作表“表”的 {block} 整块数据偏{side_zh}了一栏" in delivery.refusal


def test_a_block_of_a_single_firm_is_seen_over_all_its_indicators() -> None:
    rows = [_moved(_row(FINANCIAL, firm), 2, 21, 1) for firm in (1, 2)]

    refusal = _read(FINANCIAL, rows).refusal

    assert refusal is not None and "C4:V5: the block is one column too far to the right" in refusal


@pytest.mark.parametrize("form", [FINANCIAL, OUTPUT], ids=lambda form: form.form_id)
def test_rows_under_their_headings_are_read_and_some_that_are_not_refuse_nothing(form: Form) -> None:
    rows = [_row(form, firm) for firm in range(1, 13)]
    last = 21 if form is FINANCIAL else 9
    first = 2 if form is FINANCIAL else 5

    assert _read(form, rows).refusal is None
    assert _read(form, [_moved(rows[0], first, last, 1), *rows[1:]]).refusal is None


def test_the_letters_of_the_ranges_are_those_of_the_form() -> None:
    names = [column.name for column in FINANCIAL.columns]

    assert column_letters(names.index("gross_output_month")) == "C"
    assert column_letters(names.index("rd_expenditure_same_ytd")) == "V"
    assert column_letters([column.name for column in OUTPUT.columns].index("output_same_ytd")) == "I"
