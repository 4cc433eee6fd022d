"""The columns of a form as sheets of files had them."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one


@noun(
    "core.sheet_column",
    en="A column of a form as a sheet of a file had it. `sourceColumn` and the `sourceRow` of a row that came from the "
    "sheet are the cell of a value: F and 12 are F12. Plan documents and files of third parties that are read in a "
    "known layout are no form of ours and have none.",
    zh="工作表中的报表栏目：列号、表头原文、计量单位；列号加来源行号即单元格",
    order_by=("submission_id", "source_sheet", "ordinal"),
)
class SheetColumn:
    sheet_column_id: strawberry.ID = column("File, sheet and column of the form.", "标识")
    submission_id: str = column("The file.", "报送标识")
    source_sheet: str = column("Sheet of that file; csv or json for a text file.", "工作表")
    sheet_id: str | None = column("File and sheet, as the rows have it that came from the sheet.", "文件与工作表标识")
    form_id: str = column("Report form that the sheet is.", "报表标识")
    form_version: str = column("Version of that form.", "报表版本")
    form_column_id: str = column("Form and column, as FormRule has it: fund_contribution.paid_in.", "报表栏目标识")
    column_name: str = column("Column of the form.", "报表栏目")
    source_column: str = column("Letters of the column on the sheet: F.", "列号")
    ordinal: int = column("Place on the sheet among the columns of the form, from 1.", "次序")
    heading: str = column("Heading as it stood; of two rows divided by |.", "表头原文，两行以 | 分隔")
    heading_row: int = column("Row of the sheet in which the heading ends.", "表头末行行号")
    unit_received: str | None = column(
        "Unit in which the file gave the values; null where they have none, or one in each row.", "报送计量单位"
    )
    is_unit_assumed: bool = column("True where the file named no unit and that of the form was taken.", "是否推定单位")
    unit_stored: str | None = column(
        "Unit in which the values are stored; null where they have none or one in each row, or are kept in no table.",
        "存储计量单位",
    )
    factor: Decimal | None = column(
        "What a received value is multiplied by to be the stored one; null where unitStored is.", "换算系数"
    )

    submission = to_one("Submission", "The file, with its hash and arrival.", "报送文件")
    rules = to_many("FormRule", "The rules that its cells are put to, in their order.", "其单元格所经规则")
