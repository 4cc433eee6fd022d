from __future__ import annotations

import os
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from warehouse.domain.identifiers import ALPHABET, check_character
from warehouse.forms.form import CellType, Column
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in
from warehouse.transforms.cells.plain import read_plain_cells
from warehouse.transforms.cells.typing import type_cells, type_column

WHOLE = st.one_of(
    st.integers(-20, 2000).map(str), st.sampled_from(["+5", "-0", "007", "999999999999", "1000000000000"])
)
NUMBERS = st.one_of(
    WHOLE,
    st.integers(-(10**13), 10**13).map(str),
    st.decimals(min_value=-(10**6), max_value=10**6, places=7).map(lambda value: format(value, "f")),
    st.sampled_from(
        ["-0", "0.000000", "1e5", "1.", ".5", "+5", "16%", "1,234", "（5）", "—", "#DIV/0!", "000123", "１"]
    ),
)
CODES = st.one_of(
    st.text(ALPHABET, min_size=17, max_size=17).map(lambda body: body + check_character(body)),
    st.text(ALPHABET, min_size=18, max_size=18),
    st.sampled_from(
        ["913000000000000000", "91350100m000100y43", "91350100MO00100Y43", "9.13E+17", "é1350100M00010043"]
    ),
)
DATES = st.one_of(st.dates().map(str), st.sampled_from(["2015-02-29", "2016/1/31", "42400", "0000-00-00"]))
WORDS = st.one_of(
    st.text(max_size=4),
    st.sampled_from(["甲有限公司", " 乙(集团)", "上游", "上游\n", "-", "#REF!", "#FORMULA!", "…", "丙・丁", "/"]),
)
TEXTS = st.one_of(st.none(), NUMBERS, CODES, DATES, WORDS)
SHAPES = [
    {"cell_type": CellType.DECIMAL},
    {"cell_type": CellType.DECIMAL, "minimum": Decimal(0), "maximum": Decimal("1000.5"), "unit_id": "percent"},
    {"cell_type": CellType.INTEGER, "maximum": Decimal(50)},
    {"cell_type": CellType.DATE},
    {"cell_type": CellType.CODE, "pattern": r"\d{4}"},
    {"cell_type": CellType.CREDIT_CODE, "takes_earlier_code": True},
    {"cell_type": CellType.CREDIT_CODE, "pattern": "9.*"},
    {"cell_type": CellType.TEXT},
    {"cell_type": CellType.TEXT, "choices": ("上游", "下游")},
    {"cell_type": CellType.PERIOD},
    {"cell_type": CellType.UNIT},
]
COLUMNS = [
    Column("cell", "格", "Cell", nullable=nullable, **shape)  # type: ignore[arg-type]
    for shape in SHAPES
    for nullable in (True, False)
]


LIKELY = {
    CellType.DECIMAL: st.one_of(WHOLE, NUMBERS),
    CellType.INTEGER: WHOLE,
    CellType.DATE: DATES,
    CellType.CODE: st.one_of(st.integers(0, 12000).map(str), NUMBERS),
    CellType.CREDIT_CODE: CODES,
}


@st.composite
def _columns_and_cells(draw: st.DrawFn) -> tuple[Column, list[str | None]]:
    """A column with cells that are likely in it, all of one kind or with any others among them."""
    column = draw(st.sampled_from(COLUMNS))
    likely = LIKELY.get(column.cell_type, WORDS)
    kinds = [st.just(WHOLE), st.just(likely), st.just(st.one_of(likely, st.none())), st.just(st.one_of(likely, TEXTS))]
    return column, draw(st.lists(draw(st.one_of(kinds)), max_size=12))


@settings(max_examples=5000 if os.environ.get("LONGMAI_SOAK") else 300, deadline=None)
@given(
    _columns_and_cells(),
    st.sampled_from(["1", "1", "1", "1000", "0.001", "10000", "100000000", "0.0000001"]),
    st.lists(st.booleans(), min_size=12, max_size=12) | st.none(),
)
@example((COLUMNS[2], ["-5", "7", "2000", "1500", None]), "1", [True, False, True, False, True])
@example((COLUMNS[0], ["5", "+5"]), "1", None)
@example((COLUMNS[0], ["5", None, "+7"]), "10000", None)
@example((COLUMNS[1], [None, "5", None]), "0.001", None)
def test_plain_cells_are_typed_as_all_others_are(
    case: tuple[Column, list[str | None]], factor: str, released: list[bool] | None
) -> None:
    column, cells = case
    texts = pl.Series("cell", cells, dtype=pl.String)
    mask = pl.Series(released[: len(cells)], dtype=pl.Boolean) if released is not None else None
    careful = type_column(column, texts, built_in(), Decimal(factor), mask)

    plain = read_plain_cells([column], texts.to_frame(), {"cell": Decimal(factor)})
    typed = type_cells(column, texts, plain.get("cell"), built_in(), Decimal(factor), mask)

    assert typed.values.to_list() == careful.values.to_list()
    assert typed.values.dtype == careful.values.dtype
    assert typed.broken.to_list() == careful.broken.to_list()
    assert typed.noted.to_list() == careful.noted.to_list()


@pytest.mark.parametrize("column", COLUMNS[:1] + COLUMNS[10:11], ids=lambda column: column.cell_type.name)
def test_most_cells_are_plain(column: Column) -> None:
    texts = pl.Series("cell", ["1205.5", "91350100M000100Y43", "0"], dtype=pl.String)

    plain = read_plain_cells([column], texts.to_frame(), {})

    assert plain["cell"].others.to_list() == ([1] if column.cell_type is CellType.DECIMAL else [0, 2])


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.form_id)
def test_every_form_can_be_looked_at(form: object) -> None:
    columns = form.columns  # type: ignore[attr-defined]
    texts = pl.DataFrame(
        {column.name: ["1", None] for column in columns},
        schema_overrides=dict.fromkeys([column.name for column in columns], pl.String),
    )

    for name, plain in read_plain_cells(columns, texts, {}).items():
        assert len(plain.values) == 2, name
