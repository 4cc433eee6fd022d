"""Values that look like a slip of their unit."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_one
from graph.declare.provenance import FromCell
from graph.types.vocabulary.deliveries import Severity, SlipDirection, SuspicionState


@noun(
    "core.suspicion",
    en="A reported value that looks like a slip of its unit, against the firm's own history or per person employed.",
    zh="疑似计量单位错误的报送值",
    order_by=("observation_id", "rule_id"),
)
class Suspicion(FromCell):
    observation_id: strawberry.ID = column("The value.", "观测值标识")
    rule_id: str = column("Rule that found it.", "规则标识")
    rule_version: str = column("Version of the rules.", "规则版本")
    severity: Severity = column("Whether it is held until a person decides.", "严重程度")
    direction: SlipDirection = column("Which way it is off.", "偏离方向")
    value: Decimal = column("The value, in the unit of the indicator.", "数值")
    usual_value: Decimal | None = column(
        "What the firm usually reports for as many months; null per head.", "历史常见值，人均规则为 null"
    )
    head_count: Decimal | None = column(
        "Persons employed in the same return; null for a rule of history.", "平均用工人数，历史规则为 null"
    )
    state: SuspicionState = column("What became of it.", "状态")
    decision_id: str | None = column("Decision that applies; null where none does.", "适用的决定")
    is_reused: bool = column(
        "True where that decision released an earlier value of the firm that this one is near to.", "是否沿用以往决定"
    )
    held_cell_id: str = column("Its held cell.", "待定单元格标识")
    indicator_id: str = column("What is measured.", "指标标识")
    enterprise_id: str = column("The firm.", "企业标识")
    period: str = column("Period of the value.", "期间")
    column_name: str | None = column("Column of the form.", "报表栏目")
    source_row: int = column("Row of that sheet.", "来源行号")

    enterprise = to_one("Enterprise", "The firm.", "企业")
    indicator = to_one("Indicator", "What is measured.", "指标")
    rule = to_one("PlausibilityRule", "Rule that found it.", "合理性规则")
    held_cell = to_one("HeldCell", "Its held cell; null for a warning.", "待定单元格，仅警告者为 null")
    decision = to_one("Decision", "Decision that applies, if one does.", "适用的决定")
