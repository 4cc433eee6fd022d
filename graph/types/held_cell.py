"""Held cells, and what people decided about them."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import DecisionKind, HeldCellState


@noun(
    "core.held_cell",
    en="A cell that broke a rule and waits for a person, or was decided about.",
    zh="待定单元格",
    is_grouped=True,
)
class HeldCell:
    state: HeldCellState

    submission = to_one("Submission", "The file.", "报送文件")
    decision = to_one("Decision")
    decisions = to_many("Decision", "Every decision about the cell itself.", "历次决定")


@noun(
    "core.decision",
    en="What a person decided about a held cell, a row that was taken or a credit code. The newest decision of a cell"
    " is in force.",
    zh="对待定单元格、已采用的行或信用代码的决定",
    order_by=("decision_number",),
)
class Decision:
    decision_kind: DecisionKind

    held_cell = to_one("HeldCell")
    submission = to_one("Submission", "The file of the cell.", "报送文件")
    settled_cells = to_many("HeldCell", "Cells that it applies to, those of later files too.", "适用的单元格")
    settled_findings = to_many("Finding", "Warnings about the credit code that it confirms.", "所确认信用代码的警告")
