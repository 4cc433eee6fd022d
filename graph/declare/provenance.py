"""Where a row comes from: the fields that nouns share, declared once. A noun takes them by deriving from a class here.

    @noun("core.issue", en="…", zh="…")
    class Issue(FromRow):

They come after the noun's own fields. The file itself, with its hash, its arrival and the version of its form, is one
step further, under `submission`; which column of the sheet is which, with heading, unit and rules, under
`sheet_columns`, for which the table has `sheet_id` and a place in warehouse/catalog/relations.py.
"""

from __future__ import annotations

from decimal import Decimal

from graph.declare.declare import column, to_many, to_one

_FILE = ("File that it comes from.", "来源文件标识")
_SHEET = ("Sheet of that file.", "来源工作表")
_ROW = ("Row of that sheet.", "来源行号")
_SHEET_ID = ("File and sheet, by which the row and the columns of its sheet meet.", "来源文件与工作表标识")
_CELL = ("Cell of that sheet, for example F12.", "来源单元格")
_COLUMNS = (
    "Columns of its sheet as the file had them: the letters of one and `sourceRow` are a cell of the row, F12.",
    "来源工作表的栏目；列号加来源行号即单元格",
)
FLAGGED = (
    "True where a cell of a row that it rests on is held and not taken: look at it before relying on the row.",
    "所依据的行有待定单元格",
)


class FromRow:
    """A row of a register or a list: any cell of the row leads to it, and one that is held flags it."""

    is_flagged: bool = column(*FLAGGED)
    submission_id: str = column(*_FILE)
    source_sheet: str = column(*_SHEET)
    source_row: int = column(*_ROW)
    sheet_id: str | None = column(*_SHEET_ID)

    submission = to_one("Submission", "File that it comes from.", "来源文件")
    sheet_columns = to_many("SheetColumn", *_COLUMNS)


class PerhapsFromRow:
    """As FromRow, for what the plan or a list of ours may name before a file does."""

    is_flagged: bool = column(*FLAGGED)
    submission_id: str | None = column(
        "File that it comes from; null where none did: a fact of the plan alone, a report that is owed.",
        "来源文件标识，无则为 null",
    )
    source_sheet: str | None = column(*_SHEET)
    source_row: int | None = column(*_ROW)
    sheet_id: str | None = column(*_SHEET_ID)

    submission = to_one("Submission", "File that it comes from.", "来源文件")
    sheet_columns = to_many("SheetColumn", *_COLUMNS)


class FromCell:
    """What stands in one cell."""

    submission_id: str = column(*_FILE)
    source_sheet: str = column(*_SHEET)
    source_cell: str = column(*_CELL)

    submission = to_one("Submission", "File that it comes from.", "来源文件")


class FromMeasuredCell(FromCell):
    """A measured value: also as what it stood there and how it was converted."""

    value_received: str | None = column("The cell as it stood.", "报送原文")
    unit_received: str | None = column("Unit in which the file gave it.", "报送计量单位")
    unit_stored: str | None = column("Unit in which the value is stored.", "存储计量单位")
    factor: Decimal | None = column(
        "What the received value was multiplied by; null where it has no unit.", "换算系数，无单位则为 null"
    )
    same_period_cell: str | None = column(
        "Cell of the restated same period; null where the form has none.", "上年同期单元格"
    )
    same_period_received: str | None = column("That cell as it stood.", "上年同期报送原文")
    form_column_id: str | None = column("Form and column that it stood in.", "报表栏目标识")

    rules = to_many("FormRule", "The rules that its cell was put to, in their order.", "该单元格所经规则")
    plausibility_rules = to_many(
        "PlausibilityRule", "What the value was compared with once it was read.", "读取后的合理性规则"
    )
