"""Observation with its vintages and trace, and the share of strategic emerging industries."""

from __future__ import annotations

from graph.declare.declare import column, noun, to_many, to_one
from graph.declare.provenance import FromCell, FromMeasuredCell
from graph.types.vocabulary.figures import PeriodKind, SubjectKind, VintageStatus

_ADDS_WITHIN = ("indicator_id", "product_code", "period_kind", "subject_kind", "period")


@noun(
    "mart.observation",
    en="One value of one indicator, subject, product and period: the newest vintage.",
    zh="观测值（最新版本）",
    is_grouped=True,
)
class Observation(FromCell):
    subject_kind: SubjectKind
    period_kind: PeriodKind
    value = column(unit_column="unit_stored", adds_within=_ADDS_WITHIN)
    same_period_value = column(unit_column="unit_stored", adds_within=_ADDS_WITHIN)
    vintage_status: VintageStatus

    indicator = to_one("Indicator")
    enterprise = to_one("Enterprise")
    region = to_one("Region")
    product = to_one("Product")
    decision = to_one("Decision")
    trace = to_one("Trace", "Provenance: cell, conversion, rules, decisions.", "数据溯源")
    vintages = to_many("ObservationVintage", "All vintages of the value.", "历次版本")
    logic_findings = to_many("LogicFinding", "Findings of inconsistent values.", "与其他数值的逻辑关系问题")


@noun(
    "core.observation",
    en="One value from one file: a revision adds a row.",
    zh="观测值的一个版本",
)
class ObservationVintage(FromMeasuredCell):
    subject_kind: SubjectKind
    period_kind: PeriodKind
    value = column(unit_column="unit_stored")
    same_period_value = column(unit_column="unit_stored")
    vintage_status: VintageStatus

    suspicions = to_many("Suspicion", "Suspected unit errors of the value.", "疑似单位错误")
    latest = to_one("Observation", "Newest vintage of the value.", "最新版本")
    indicator = to_one("Indicator")
    decision = to_one("Decision")


@noun(
    "mart.observation",
    en="Provenance of a value: file and cell, received text and unit, conversion, rules applied, decisions used.",
    zh="数据溯源：来源文件与单元格、原文与单位、换算、所经规则、所依据的决定",
    columns=(
        *("observation_id", "value", "same_period_value", "vintage_id", "known_from", "submission_id", "source_sheet"),
        *("source_cell", "value_received", "unit_received", "unit_stored", "factor", "same_period_cell"),
        *("same_period_received", "form_column_id"),
    ),
)
class Trace(FromMeasuredCell):
    value = column(unit_column="unit_stored")
    same_period_value = column(unit_column="unit_stored")

    decisions = to_many("Decision", "All decisions that the value uses.", "所依据的全部决定")
    vintages = to_many("ObservationVintage", "All vintages of the value.", "历次版本")


@noun(
    "mart.sei_share",
    en="Share of strategic emerging industries in GDP, for every pair of vintages.",
    zh="战略性新兴产业增加值占 GDP 比重（按数据版本）",
)
class SeiShare:
    sei_value_added = column(unit="cny_1e8")
    gdp = column(unit="cny_1e8")

    region = to_one("Region", "Region.", "地区")
