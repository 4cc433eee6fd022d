"""Form columns in the sheets of files."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one


@noun(
    "core.sheet_column",
    en="A form column in a sheet of a file. `sourceColumn` and the `sourceRow` of a row are the cell address: F and 12 "
    "are F12. Plan documents and files of third parties have no form columns.",
    zh="工作表中的报表栏目：列号、表头原文、计量单位；列号加来源行号即单元格",
    order_by=("submission_id", "source_sheet", "ordinal"),
)
class SheetColumn:
    submission = to_one("Submission", "File, with its hash and arrival.", "报送文件")
    rules = to_many("FormRule", "Validation rules of its cells, in order.", "其单元格所经规则")
