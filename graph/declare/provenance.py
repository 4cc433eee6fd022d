"""Provenance relations that nouns share. A noun inherits them from a class of this module.

    @noun("core.issue", en="…", zh="…")
    class Issue(FromRow): ...

They follow the noun's own relations. `submission` is the file with its hash, arrival and form version, `sheet_columns`
the columns of the sheet with heading, unit and rules. The relations are derived from the columns `sheet_id` and
`source_row` (warehouse/catalog/relations.py).
"""

from __future__ import annotations

from graph.declare.declare import to_many, to_one

_COLUMNS = (
    "Columns of the sheet in the file; a column's letters and `sourceRow` form a cell address, F12.",
    "来源工作表的栏目；列号加来源行号即单元格",
)


class FromRow:
    """A row of a register or a list: all cells of its sheet row belong to it, and a held cell flags it."""

    submission = to_one("Submission", "Source file.", "来源文件")
    sheet_columns = to_many("SheetColumn", *_COLUMNS)


class FromCell:
    """The value of one cell."""

    submission = to_one("Submission", "Source file.", "来源文件")


class FromMeasuredCell(FromCell):
    """A measured value, with the rules that its cell passed."""

    rules = to_many("FormRule", "Validation rules of its cell, in order.", "该单元格所经规则")
    plausibility_rules = to_many("PlausibilityRule", "Plausibility rules applied to the value.", "读取后的合理性规则")
