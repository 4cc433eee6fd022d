"""The rules that values are put to: those of the form, cell by cell, and those that compare a value with others."""

from __future__ import annotations

from decimal import Decimal

import strawberry

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.scalars import Long
from graph.types.vocabulary.deliveries import PlausibilityKind, Severity


@noun(
    "core.form_rule",
    en="A rule that a cell of a report form is put to, in its place in the chain.",
    zh="报表单元格所经规则",
    order_by=("form_column_id", "ordinal"),
)
class FormRule:
    form_rule_id: strawberry.ID = column("Form, column and rule.", "规则标识")
    form_column_id: str = column("Form and column.", "报表栏目标识")
    form_id: str = column("Report form, or layout of a file of a third party.", "报表标识")
    form_version: str = column("Version of the form that has the rule.", "报表版本")
    column_name: str = column("Column of the form.", "报表栏目")
    ordinal: int = column("Place in the chain, from 1.", "次序")
    rule: str = column("Name of the rule, as findings and held cells have it.", "规则名称")
    severity: Severity = column("What a cell that breaks it gets.", "严重程度")
    description: str = column("What it asks for, in the words of its finding.", "说明")

    sheet_columns = to_many("SheetColumn", "The column as sheets of files had it.", "各工作表中的该栏目")


@noun(
    "core.plausibility_rule",
    en="When a reported value looks like a slip of its unit.",
    zh="数值合理性规则（疑似单位错误）",
)
class PlausibilityRule:
    rule_id: strawberry.ID = column("Kind, factor and indicator.", "规则标识")
    rule_version: str = column("Version of the rules.", "规则版本")
    kind: PlausibilityKind = column("What the value is compared with.", "比较对象")
    indicator_id: str = column("Indicator that is looked at.", "指标标识")
    factor: Long | None = column(
        "How many times the usual value, or which part of it, is suspected; null per head.", "疑似倍数"
    )
    tolerance: Decimal | None = column("How many times off that factor still counts.", "容差倍数")
    spread: Decimal | None = column("How many times the usual value the earlier ones may lie off it.", "历史波动上限")
    least_history: int | None = column("How many earlier values must stand.", "最少历史期数")
    minimum: Long | None = column("Least value per person and year.", "人均年下限")
    maximum: Long | None = column("Greatest value per person and year.", "人均年上限")
    least_share: Decimal | None = column(
        "Which part of the values of a column, from 0 to 1, must be off; null for a rule about single values.",
        "整栏规则：偏离值所占最低比例",
    )
    least_count: int | None = column(
        "How many values of a column must be comparable; null for a rule about single values.", "整栏规则：最少可比个数"
    )
    severity: Severity = column("Whether the value is held until a person decides.", "严重程度")

    indicator = to_one("Indicator", "Indicator that is looked at.", "指标")
