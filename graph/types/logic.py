"""Logic checks: rules between values, findings of inconsistent values, and their cells."""

from __future__ import annotations

from graph.declare.declare import noun, to_many, to_one
from graph.declare.provenance import FromCell
from graph.types.vocabulary.deliveries import ComparedSide, LogicKind, LogicState, Severity
from graph.types.vocabulary.figures import SubjectKind


@noun(
    "core.logic_rule",
    en="A rule between values of one row or of several tables.",
    zh="逻辑关系规则（行内、表间）",
)
class LogicRule:
    kind: LogicKind
    severity: Severity

    findings = to_many("LogicFinding", "Findings of the rule.", "不符合该规则的数值")


@noun(
    "core.logic_finding",
    en="Inconsistent values in force. They are used and flagged until a file corrects one or a person confirms it.",
    zh="逻辑关系不符的现行数值；更正或经人确认前，相关数值照常使用并加标记",
    order_by=("logic_finding_id",),
    is_grouped=True,
)
class LogicFinding(FromCell):
    severity: Severity
    subject_kind: SubjectKind
    state: LogicState

    rule = to_one("LogicRule")
    cells = to_many("LogicCell", "Cells of both sides.", "两侧全部单元格")
    observation = to_one("Observation")
    observations = to_many("Observation", "Values of both sides.", "两侧全部观测值")
    enterprise = to_one("Enterprise")
    indicator = to_one("Indicator")
    decision = to_one("Decision")


@noun(
    "core.logic_cell",
    en="A cell of inconsistent values.",
    zh="逻辑关系不符所涉单元格",
    order_by=("logic_finding_id", "side", "period"),
)
class LogicCell:
    side: ComparedSide

    finding = to_one("LogicFinding")
    rule = to_one("LogicRule")
    observation = to_one("Observation")
    enterprise_sei_share = to_one("EnterpriseSeiShare")
    submission = to_one("Submission", "Source file.", "来源文件")
