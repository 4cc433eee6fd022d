"""Values in force that do not fit each other: the rules, what was found, and every cell of it."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromCell
from graph.types.vocabulary.deliveries import ComparedSide, LogicKind, LogicState, Severity
from graph.types.vocabulary.figures import SubjectKind


@noun(
    "core.logic_rule",
    en="What values must be to each other, within a row and beside it.",
    zh="逻辑关系规则（行内、表间）",
)
class LogicRule:
    rule_id: strawberry.ID = column("Name of the rule.", "规则标识")
    rule_version: str = column("Version of the rules.", "规则版本")
    kind: LogicKind = column("What is compared with what.", "规则类别")
    indicator_ids: str | None = column(
        "Indicators that are added up and compared, divided by commas; null where the rule is for every flow.",
        "相加后比较的指标，逗号分隔；适用于全部流量指标者为 null",
    )
    other_indicator_id: str | None = column(
        "Indicator that they are compared with; null within one indicator.", "对照指标，同一指标内比较者为 null"
    )
    minimum: Decimal | None = column("Least number of times the other value.", "下限倍数")
    maximum: Decimal | None = column("Greatest number of times the other value.", "上限倍数")
    severity: Severity = column("What becomes of the values: they are flagged and used.", "严重程度")
    title_zh: str = column("What must be, in Chinese.", "规则内容（中文）")
    title_en: str = column("What must be, in English.", "规则内容（英文）")

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
    logic_finding_id: strawberry.ID = column("Rule and value.", "标识")
    rule_id: str = column("Rule that they break.", "规则标识")
    rule_version: str = column("Version of the rules.", "规则版本")
    severity: Severity = column("How much it matters.", "严重程度")
    observation_id: str = column(
        "The value that a person decides about, to settle it; `cells` has all of them.", "待人确认的数值"
    )
    indicator_id: str = column("Indicator of that value.", "指标标识")
    subject_kind: SubjectKind = column("What it is about.", "对象类别")
    subject_id: str = column("enterpriseId, regionCode or world.", "对象标识")
    product_code: str = column("Product of that value; empty where it has none.", "产品代码，无则为空串")
    period: str = column("Period of that value.", "期间")
    compared: Decimal = column("What the one side amounts to, in the unit of the other.", "比较方数值")
    compared_with: Decimal = column("What the other side amounts to; 0 for a value below zero.", "对照方数值")
    message: str = column("What does not fit, with every cell, and what to do.", "说明")
    state: LogicState = column("What became of it.", "状态")
    decision_id: str | None = column("The decision that settled it; null while it is open.", "适用的决定")
    held_cell_id: str = column("The cell to decide about, as the command takes it.", "待确认单元格")
    column_name: str | None = column("Column of the form.", "报表栏目")

    rule = to_one("LogicRule", "Rule that they break.", "规则")
    cells = to_many("LogicCell", "Every cell on either side.", "两侧全部单元格")
    observation = to_one("Observation", "The value that a person decides about.", "待人确认的数值")
    observations = to_many("Observation", "Every value on either side.", "两侧全部观测值")
    enterprise = to_one("Enterprise", "The enterprise that it is about, if it is about one.", "所属企业")
    indicator = to_one("Indicator", "Indicator of that value.", "指标")
    decision = to_one("Decision", "The decision that settled it, if one did.", "适用的决定")


@noun(
    "core.logic_cell",
    en="A cell of values that do not fit each other.",
    zh="逻辑关系不符所涉单元格",
    order_by=("logic_finding_id", "side", "period"),
)
class LogicCell:
    logic_cell_id: strawberry.ID = column("Finding and cell.", "标识")
    logic_finding_id: str = column("The finding that names it.", "所属问题")
    side: ComparedSide = column("Which side it stands on.", "所在一侧")
    rule_id: str = column("Rule that the two sides break.", "规则标识")
    compared: Decimal = column("What the cells of the one side amount to.", "比较方数值")
    compared_with: Decimal = column("What those of the other side amount to.", "对照方数值")
    is_anchor: bool = column("True for the one cell that a person decides about.", "是否为待确认单元格")
    observation_id: str | None = column("The value; null where the cell is of the annual return.", "观测值标识")
    enterprise_sei_share_id: str | None = column("The row of the annual return; null for all others.", "年报行标识")
    indicator_id: str | None = column("What it measures; null in the annual return.", "指标标识")
    column_name: str | None = column("Column of the form.", "报表栏目")
    period: str = column("Period of the value.", "期间")
    value: Decimal | None = column(
        "The value in the unit that it is stored in; thousand yuan in the annual return.", "数值"
    )
    submission_id: str = column("File that it comes from.", "来源文件标识")
    source_sheet: str = column("Sheet of that file.", "来源工作表")
    source_cell: str | None = column("Cell of that sheet, for example F12.", "来源单元格")

    finding = to_one("LogicFinding", "The finding that names it.", "所属问题")
    rule = to_one("LogicRule", "Rule that the two sides break.", "规则")
    observation = to_one("Observation", "The value, if the cell is of one.", "观测值")
    enterprise_sei_share = to_one("EnterpriseSeiShare", "The row of the annual return, if it is of one.", "年报行")
    submission = to_one("Submission", "File that it comes from.", "来源文件")
