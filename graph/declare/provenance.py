"""Where a row comes from: relations that nouns share. A noun takes them by deriving from a class here.

    @noun("core.issue", en="…", zh="…")
    class Issue(FromRow): ...

They come after the noun's own relations. The file itself, with its hash, its arrival and the version of its form, is
one step further, under `submission`; which column of the sheet is which, with heading, unit and rules, under
`sheet_columns`. The relations follow from the columns `sheet_id` and `source_row` (warehouse/catalog/relations.py).
"""

from __future__ import annotations

from graph.declare.declare import to_many, to_one

_COLUMNS = (
    "Columns of its sheet as the file had them: the letters of one and `sourceRow` are a cell of the row, F12.",
    "来源工作表的栏目；列号加来源行号即单元格",
)


class FromRow:
    """A row of a register or a list: any cell of the row leads to it, and one that is held flags it."""

    submission = to_one("Submission", "File that it comes from.", "来源文件")
    sheet_columns = to_many("SheetColumn", *_COLUMNS)


class FromCell:
    """What stands in one cell."""

    submission = to_one("Submission", "File that it comes from.", "来源文件")


class FromMeasuredCell(FromCell):
    """A measured value: also as what it stood there and how it was converted."""

    rules = to_many("FormRule", "The rules that its cell was put to, in their order.", "该单元格所经规则")
    plausibility_rules = to_many(
        "PlausibilityRule", "What the value was compared with once it was read.", "读取后的合理性规则"
    )
