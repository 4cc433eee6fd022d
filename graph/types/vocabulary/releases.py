"""Changes of a release and their causes."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word


@closed("Cause of a changed row.", "发布变动的原因")
class ChangeCause(Enum):
    NEW_SUBMISSION = word("new_submission", "A file received since the previous snapshot.", "新报送")
    CORRECTION = word("correction", "Such a file that repeats values of an older one.", "更正报送")
    REGISTER = word("register", "Its subject was added to a register.", "名录补登")
    DECISION = word("decision", "A decision about a cell of the row or of its file.", "人工决定")
    DERIVED = word("derived", "Derived from other rows or the as-of instant.", "由其他数据推得")
    RULE_OR_CODE = word("rule_or_code", "Code or rules of the table changed.", "规则或程序变更")
    PROGRAMME = word("programme", "The lists of the programme changed.", "方案变更")
    EARLIER_AS_OF = word("earlier_as_of", "The build has an earlier as-of instant.", "截止时刻提前")
    LOST_SUBMISSION = word("lost_submission", "The archive no longer has the file.", "归档缺失")


@closed("Kind of a changed value.", "数值变动类别")
class ValueChangeKind(Enum):
    ADDED = word("added", "Added.", "新增")
    CORRECTED = word("corrected", "The value or its restated same-period value differs.", "更正")
    DROPPED = word("dropped", "Removed.", "删除")
