"""What a release changes, and why."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Why a release changes a row.", "发布变动的原因")
class ChangeCause(Enum):
    NEW_SUBMISSION = word("new_submission", "A file that the snapshot before did not have.", "新报送")
    CORRECTION = word("correction", "Such a file gives again what an older one gave.", "更正报送")
    REGISTER = word("register", "It waited for its subject to be in a register.", "名录补登")
    DECISION = word("decision", "A person decided about a cell of the row or of its file.", "人工决定")
    DERIVED = word("derived", "Follows from other rows or the as-of instant.", "由其他数据推得")
    RULE_OR_CODE = word(
        "rule_or_code", "A file of the code or the rules that makes the table changed.", "规则或程序变更"
    )
    EARLIER_AS_OF = word("earlier_as_of", "The build looks at an earlier instant.", "截止时刻提前")
    LOST_SUBMISSION = word("lost_submission", "The archive no longer has the file.", "归档缺失")


@closed("What happened to a value.", "数值变动类别")
class ValueChangeKind(Enum):
    ADDED = word("added", "There was none before.", "新增")
    CORRECTED = word("corrected", "It differs, or its restated same period does.", "更正")
    DROPPED = word("dropped", "It is gone.", "删除")
