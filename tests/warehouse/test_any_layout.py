"""Whatever the layout of a return, what went into it comes out: random tables in random layouts (F14).

A few examples in every run; 10,000 with `LONGMAI_SOAK=1`.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warehouse.forms.form import CellType, Form
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.delivery import Delivery, read_delivery
from warehouse.transforms.finding import Severity

EXAMPLES = int(os.environ.get("LAYOUT_EXAMPLES", "10000" if os.environ.get("LONGMAI_SOAK") == "1" else "30"))
FORM: Form = MONTHLY_FINANCIAL_RETURN
MONEY = [column for column in FORM.columns if column.unit_id == "cny_1e3"]
NUMBERS = [column for column in FORM.columns if column.cell_type is CellType.DECIMAL]
FACTORS = {"元": Decimal("0.001"), "千元": Decimal(1), "万元": Decimal(10), "亿元": Decimal(100_000)}
WIDE = str.maketrans("0123456789.,()-", "０１２３４５６７８９．，（）－")
BLANKS = ("", " ", "\u3000", "\u2002\u2002", "\u00a0")
NULLS = ("", "—", "-", "…", "..", "#N/A", "/")


@dataclass(frozen=True)
class Layout:
    order: tuple[int, ...]
    is_two_rows: bool
    unit: str
    unit_in_headings: bool
    blank_above: int
    blank_between: bool
    note: str
    encoding: str
    delimiter: str
    is_workbook: bool
    cells_as_text: bool


@dataclass(frozen=True)
class Written:
    """How one number is written."""

    is_grouped: bool
    is_wide: bool
    in_brackets: bool
    blank: str
    null: str


LAYOUTS = st.builds(
    Layout,
    order=st.permutations(range(len(FORM.columns))).map(tuple),
    is_two_rows=st.booleans(),
    unit=st.sampled_from(list(FACTORS)),
    unit_in_headings=st.booleans(),
    blank_above=st.integers(0, 3),
    blank_between=st.booleans(),
    note=st.sampled_from(["", "注：数据为快报数。", "单位负责人：甲  填表人：乙"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from([",", "\t", ";"]),
    is_workbook=st.booleans(),
    cells_as_text=st.booleans(),
)
STYLES = st.builds(
    Written, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(BLANKS), st.sampled_from(NULLS)
)
NAMES = st.text("甘肃兰州金川酒钢锂镍铜天水定西", min_size=2, max_size=8).map(lambda name: f"{name}有限公司")
VALUES = st.none() | st.decimals(min_value=-99_999_999, max_value=99_999_999, places=3)
ROWS = st.lists(st.tuples(NAMES, *[VALUES] * len(NUMBERS)), min_size=1, max_size=4)


def _number(value: Decimal | None, style: Written) -> str:
    if value is None:
        return style.null
    text = f"{abs(value):,f}" if style.is_grouped else f"{abs(value):f}"
    if value < 0:
        text = f"({text})" if style.in_brackets else f"-{text}"
    return style.blank + (text.translate(WIDE) if style.is_wide else text) + style.blank


def _headings(layout: Layout) -> list[list[str]]:
    headings = [FORM.columns[index] for index in layout.order]
    upper, lower = [], []
    for column in headings:
        above, _, below = column.heading.partition("|")
        unit = f"（{layout.unit}）" if layout.unit_in_headings and column in MONEY else ""
        upper.append(above if layout.is_two_rows or not below else above + below + unit)
        lower.append(below + unit if below and layout.is_two_rows else "")
    return [upper, lower] if layout.is_two_rows else [upper]


def _grid(layout: Layout, period: str, rows: list[dict[str, object]], styles: list[Written]) -> list[list[object]]:
    width = len(layout.order)
    year, month = period.split("-")
    unit = "" if layout.unit_in_headings else f"单位：{layout.unit}"
    title = f"骨干企业月度财务状况（{year}年{int(month)}月）"
    grid: list[list[object]] = [[""] * width for _ in range(layout.blank_above)]
    grid.append([title, unit, *[""] * (width - 2)])
    grid += [list(row) for row in _headings(layout)]
    for number, row in enumerate(rows):
        if number and layout.blank_between:
            grid.append([""] * width)
        cells: list[object] = []
        for place, index in enumerate(layout.order):
            column = FORM.columns[index]
            value = row[column.name]
            if column not in NUMBERS:
                cells.append(value)
                continue
            assert value is None or isinstance(value, Decimal)
            shown = value / FACTORS[layout.unit] if value is not None and column in MONEY else value
            if layout.is_workbook and not layout.cells_as_text:
                cells.append(float(shown) if shown is not None else None)
            else:
                cells.append(_number(shown, styles[(number + place) % len(styles)]))
        grid.append(cells)
    if layout.note:
        grid.append([layout.note, *[""] * (width - 1)])
    return grid


def _write(path: Path, layout: Layout, grid: list[list[object]]) -> None:
    if layout.is_workbook:
        with xlsxwriter.Workbook(str(path)) as workbook:
            sheet = workbook.add_worksheet("财务状况")
            for number, row in enumerate(grid):
                for place, cell in enumerate(row):
                    if isinstance(cell, float):
                        sheet.write_number(number, place, cell)
                    elif cell not in (None, ""):
                        sheet.write_string(number, place, str(cell))
        return
    lines = [
        layout.delimiter.join(f'"{cell}"' if layout.delimiter in str(cell) else str(cell) for cell in row)
        for row in grid
    ]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(layout.encoding))


def _told(delivery: Delivery) -> list[str]:
    return [f"{found.cell}: {found.message}" for found in delivery.findings if found.severity is not Severity.INFO]


def _key(row: tuple[object, ...]) -> tuple[str, str, str]:
    return (str(row[0]), str(row[1]), str(row[2]))


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(LAYOUTS, ROWS, st.lists(STYLES, min_size=1, max_size=5), st.integers(3, 12))
def test_what_went_into_a_file_comes_out_of_it(
    layout: Layout, values: list[tuple[object, ...]], styles: list[Written], month: int
) -> None:
    rows = [
        {"credit_code": synthetic_credit_code(number), "name": name}
        | {column.name: value for column, value in zip(NUMBERS, numbers, strict=True)}
        for number, (name, *numbers) in enumerate(values, start=1)
    ]
    period = f"2016-{month:02d}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "return"
        _write(path, layout, _grid(layout, period, rows, styles))
        delivery = read_delivery(open_file(path, Limits()).sheets, path.name, built_in())

    assert delivery.refusal is None, delivery.refusal
    assert _told(delivery) == []
    read = delivery.datasets["observation"].select(
        "subject_code", "indicator_id", "period_kind", "value", "same_period_value"
    )
    assert sorted(read.rows(), key=_key) == sorted(_expected_rows(rows), key=_key)
    assert set(delivery.datasets["observation"]["period"]) <= {period}
    assert delivery.rows_read == len(rows)


def _expected_rows(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [
        (row["credit_code"], measure.indicator_id, fact.period_kind.value, row[fact.value], row[fact.same_period])
        for row in rows
        for measure in FORM.measures
        for fact in measure.facts
        if fact.same_period is not None and (row[fact.value] is not None or row[fact.same_period] is not None)
    ]
