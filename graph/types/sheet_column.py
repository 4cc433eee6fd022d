"""The columns of a form as sheets of files had them."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one


@noun(
    "core.sheet_column",
    en="A column of a form as a sheet of a file had it. `sourceColumn` and the `sourceRow` of a row that came from the "
    "sheet are the cell of a value: F and 12 are F12. Plan documents and files of third parties that are read in a "
    "known layout are no form of ours and have none.",
    zh="工作表中的报表栏目：列号、表头原文、计量单位；列号加来源行号即单元格",
    order_by=("submission_id", "source_sheet", "ordinal"),
)
class SheetColumn:
    submission = to_one("Submission", "The file, with its hash and arrival.", "报送文件")
    rules = to_many("FormRule", "The rules that its cells are put to, in their order.", "其单元格所经规则")
