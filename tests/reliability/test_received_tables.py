"""F14: no value is ever inferred. Random typed tables of any register, in any kind of file, come back as they went.

(The layouts of a return, random too, are in tests/warehouse/test_any_layout.py.)
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reliability.conftest import IS_SOAK, Figures
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.reading.container import Limits
from warehouse.reading.open_file import open_file
from warehouse.sample.firms import synthetic_credit_code
from warehouse.transforms.recognise.recognise import recognise_forms
from warehouse.transforms.table import type_table

EXAMPLES = int(os.environ.get("LAYOUT_EXAMPLES", "10000" if IS_SOAK else "200"))
REGISTERS = [form for form in FORMS.values() if not form.measures]
KINDS = ("xlsx", "xls", "csv", "gb18030", "jsonl")
LETTERS = "兰州金川镍铜abcXYZ0123456789,;\"'()（）·-"

Value = str | int | date | Decimal | None
Row = dict[str, Value]


def _values(column: Column, number: int) -> st.SearchStrategy[Value]:
    """What may stand in a column; `number` tells rows apart, so that no two have one key."""
    found: st.SearchStrategy[Value]
    match column.cell_type:
        case CellType.CREDIT_CODE:
            found = st.integers(number * 1000, number * 1000 + 999).map(synthetic_credit_code)
        case CellType.DATE:
            found = st.dates(date(1954, 1, 1), date(2100, 12, 31))
        case CellType.INTEGER:
            found = st.integers(0, 2**31 - 1)
        case CellType.DECIMAL:
            low = Decimal(-999_999_999) if column.minimum is None else column.minimum
            high = Decimal(999_999_999) if column.maximum is None else column.maximum
            found = st.decimals(low, high, places=4)
        case CellType.UNIT:
            found = st.sampled_from(sorted(built_in().units))
        case CellType.PERIOD:
            periods = ("2015", "2015-Q3", "2015-03")
            found = st.sampled_from([text for text in periods if re.fullmatch(column.pattern or ".*", text)])
        case _ if column.choices:
            found = st.sampled_from(column.choices)
        case CellType.CODE:
            found = st.text("0123456789ABC", min_size=1, max_size=12).map(lambda code: f"00{number}{code}")
        case _:
            found = st.text(LETTERS, max_size=12).map(lambda text: f"甲{number}号{text}厂")
    if column.pattern is not None and column.cell_type is not CellType.PERIOD:
        found = st.from_regex(column.pattern, fullmatch=True).filter(_is_a_code)
    return found if not column.nullable else st.none() | found


def _is_a_code(text: str) -> bool:
    """Neither a mark for no value (`--`) nor a number that a spreadsheet made of a code (`1E5`): both are held."""
    return text.isascii() and any(map(str.isalnum, text)) and not re.fullmatch(r"\d+(\.\d+)?[eE][+-]?\d+", text)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Form, str, list[Row]]:
    form = draw(st.sampled_from(REGISTERS))
    rows = [
        {column.name: draw(_values(column, number)) for column in form.columns}
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    keys = [tuple(row[name] for name in form.key) for row in rows]
    return form, draw(st.sampled_from(KINDS)), [row for at, row in enumerate(rows) if keys.index(keys[at]) == at]


def _headings(form: Form) -> list[str]:
    return [column.heading.replace("|", "") for column in form.columns]


def _text(value: Value) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _write(path: Path, form: Form, kind: str, rows: list[Row]) -> None:
    title = form.title_marks[0] if form.title_marks else form.title_zh
    grid = [[row[column.name] for column in form.columns] for row in rows]
    if kind == "jsonl":
        heads = _headings(form)
        lines = [json.dumps(dict(zip(heads, map(_text, row), strict=True)), ensure_ascii=False) for row in grid]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    elif kind == "xlsx":
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet(title[:31])
            for at, cells in enumerate([_headings(form), *grid]):
                for index, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, index, cell)
                    elif isinstance(cell, int | Decimal):
                        sheet.write_number(at, index, float(cell))
                    elif cell is not None:
                        sheet.write_string(at, index, cell)
    elif kind == "xls":
        book = xlwt.Workbook()
        sheet = book.add_sheet(title[:31])
        for at, cells in enumerate([_headings(form), *grid]):
            for index, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write(at, index, cell, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
                elif cell is not None:
                    sheet.write(at, index, cell)
        book.save(str(path))
    else:
        written = io.StringIO()
        csv.writer(written).writerows([[title] + [""] * (len(form.columns) - 1), _headings(form)])
        csv.writer(written).writerows([_text(value) for value in row] for row in grid)
        path.write_bytes(written.getvalue().encode("utf-8" if kind == "csv" else kind))


def _read(form: Form, kind: str, rows: list[Row]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        _write(path, form, kind, rows)
        (found,), _ = recognise_forms(open_file(path, Limits()).sheets, built_in())
    ((sheet, candidate),) = found.tables
    table = type_table(sheet, found.form, candidate, built_in())
    assert found.form is form
    assert [finding for finding in table.findings if finding.severity == "held"] == []
    return table.values.drop("row").rows(named=True)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not IS_SOAK,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(tables())
def test_f14_what_was_typed_comes_back_as_it_was(figures: Figures, table: tuple[Form, str, list[Row]]) -> None:
    form, kind, rows = table

    assert _read(form, kind, rows) == rows
    figures("F14", f"random typed tables of {len(REGISTERS)} forms as xlsx, xls, csv, GB18030, JSON lines", EXAMPLES,
            "0 differences")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_f14_a_reader_that_infers_numbers_would_be_seen(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    form = FORMS["park_register"]
    choices = {column.name: column.choices[0] for column in form.columns if column.choices}
    row: Row = {column.name: choices.get(column.name) for column in form.columns}
    rows = [row | {"park_id": "0012", "name_zh": "甲园", "region_code": "620102"}]
    assert _read(form, kind, rows) == rows

    monkeypatch.setattr("warehouse.transforms.table.read_plain_cells", lambda *_: {})
    monkeypatch.setattr("warehouse.transforms.cells.typing.clean_code", lambda text: text.str.strip_chars_start("0"))

    assert _read(form, kind, rows) != rows
