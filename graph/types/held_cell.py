"""Held cells, and what people decided about them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.scalars import Long
from graph.types.vocabulary.deliveries import DecisionKind, HeldCellState


@noun(
    "core.held_cell",
    en="A cell that broke a rule and waits for a person, or was decided about.",
    zh="待定单元格",
    is_grouped=True,
)
class HeldCell:
    held_cell_id: strawberry.ID = column("Submission, sheet and cell: S000012/财务状况/Q21.", "待定单元格标识")
    submission_id: str = column("The file.", "报送标识")
    form_id: str | None = column("Report form of the file.", "报表标识")
    period: str | None = column("Period of the file, where its form has one.", "报告期")
    source_sheet: str = column("Sheet; csv for a text file.", "工作表")
    source_cell: str = column("Cell, for example Q21.", "单元格")
    source_row: int = column("Row of that sheet.", "行号")
    column_name: str | None = column("Column of the form.", "报表栏目")
    subject: str | None = column(
        "Whom the row is about: credit code and further keys, or the name where the code itself is held.", "对象"
    )
    rule: str = column("Rule that it breaks.", "规则名称")
    message: str = column("What is wrong and what to do.", "说明")
    text: str | None = column("The cell as it stood.", "单元格原文")
    state: HeldCellState = column("What became of it.", "状态")
    value: str | None = column("What is read in its place; null unless it was corrected.", "更正值")
    decision_id: str | None = column("Decision that applies; null where none does.", "所依据的决定")
    is_reused: bool = column(
        "True where that decision was taken about an earlier cell that said the same.", "是否沿用以往决定"
    )

    submission = to_one("Submission", "The file.", "报送文件")
    decision = to_one("Decision", "The decision that applies, if one does.", "适用的决定")
    decisions = to_many("Decision", "Every decision about the cell itself.", "历次决定")


@noun(
    "core.decision",
    en="What a person decided about a held cell, a row that was taken or a credit code. The newest decision of a cell"
    " is in force.",
    zh="对待定单元格、已采用的行或信用代码的决定",
    order_by=("decision_number",),
)
class Decision:
    decision_id: strawberry.ID = column("D000001 upwards in the order in which they were taken.", "决定标识")
    decision_number: Long = column("That order.", "决定序号")
    held_cell_id: str = column("The cell, the row, or the credit code that was confirmed.", "单元格、行或信用代码")
    submission_id: str = column("The file of the cell; of a credit code the newest that had it.", "报送标识")
    decision_kind: DecisionKind = column("What was decided.", "决定类别")
    value: str | None = column("What should have stood in the cell; null unless it is a correction.", "更正值")
    person: str = column("Who decided.", "决定人")
    reason: str = column("Why.", "理由")
    decided_at: datetime = column("When.", "决定时刻")
    is_in_force: bool = column(
        "False once another decision about the same cell came, and for a withdrawal itself.", "是否有效"
    )

    held_cell = to_one("HeldCell", "The cell.", "待定单元格")
    submission = to_one("Submission", "The file of the cell.", "报送文件")
    settled_cells = to_many("HeldCell", "Cells that it applies to, those of later files too.", "适用的单元格")
    settled_findings = to_many("Finding", "Warnings about the credit code that it confirms.", "所确认信用代码的警告")
