"""Values in force that do not fit each other: the rules, what was found, and every cell of it."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.declare.provenance import FromCell
from graph.types.vocabulary.deliveries import ComparedSide, LogicKind, LogicState, Severity
from graph.types.vocabulary.figures import SubjectKind


@noun(
    "core.logic_rule",
    en="What values must be to each other, within a row and beside it.",
    zh="逻辑关系规则（行内、表间）",
)
class LogicRule:
    kind: LogicKind
    severity: Severity

    findings = to_many("LogicFinding", "Values that break it.", "不符合该规则的数值")


@noun(
    "core.logic_finding",
    en="Values in force that do not fit each other. All of them are used, flagged, until a file corrects one or a"
    " person says that it is right as it stands.",
    zh="逻辑关系不符的现行数值；更正或经人确认前，相关数值照常使用并加标记",
    order_by=("logic_finding_id",),
    is_grouped=True,
)
class LogicFinding(FromCell):
    severity: Severity
    subject_kind: SubjectKind
    state: LogicState

    rule = to_one("LogicRule")
    cells = to_many("LogicCell", "Every cell on either side.", "两侧全部单元格")
    observation = to_one("Observation")
    observations = to_many("Observation", "Every value on either side.", "两侧全部观测值")
    enterprise = to_one("Enterprise")
    indicator = to_one("Indicator")
    decision = to_one("Decision")


@noun(
    "core.logic_cell",
    en="A cell of values that do not fit each other.",
    zh="逻辑关系不符所涉单元格",
    order_by=("logic_finding_id", "side", "period"),
)
class LogicCell:
    side: ComparedSide

    finding = to_one("LogicFinding")
    rule = to_one("LogicRule")
    observation = to_one("Observation")
    enterprise_sei_share = to_one("EnterpriseSeiShare")
    submission = to_one("Submission", "File that it comes from.", "来源文件")
