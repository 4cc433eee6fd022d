"""Held cells and decisions about them."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.types.vocabulary.deliveries import DecisionKind, HeldCellState


@noun(
    "core.held_cell",
    en="A cell that broke a rule: open, or decided by a person.",
    zh="待定单元格",
    is_grouped=True,
)
class HeldCell:
    state: HeldCellState

    submission = to_one("Submission", "File.", "报送文件")
    decision = to_one("Decision")
    decisions = to_many("Decision", "All decisions about the cell.", "历次决定")


@noun(
    "core.decision",
    en="A person's decision about a held cell, an accepted row or a credit code. The newest decision of a cell is in"
    " force.",
    zh="对待定单元格、已采用的行或信用代码的决定",
    order_by=("decision_number",),
)
class Decision:
    decision_kind: DecisionKind

    held_cell = to_one("HeldCell")
    submission = to_one("Submission", "File of the cell.", "报送文件")
    settled_cells = to_many("HeldCell", "Cells that it applies to, in later files too.", "适用的单元格")
    settled_findings = to_many("Finding", "Warnings about the confirmed credit code.", "所确认信用代码的警告")
