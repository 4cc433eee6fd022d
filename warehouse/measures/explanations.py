"""How the numbers of a mart explain themselves: definition, rule set, inputs and arithmetic of one row.

Nothing of it is stored. A template names columns in braces; a line with a column that is null is left out. The API
makes the texts in the statement that reads the row, `longmai trace … --arithmetic` makes the same ones here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from string import Formatter

from warehouse.rules.metrics import load_metrics
from warehouse.wording import bilingual

_NO_RULE = bilingual("No bound decides.", "无规则阈值。")


@dataclass(frozen=True)
class Explanation:
    """`metric_id` defines the measure, `rule_set` is the column with rule set and version, None where no bound decides;
    `inputs` are columns.
    """

    metric_id: str
    rule_set: str | None
    inputs: tuple[str, ...]
    arithmetic: tuple[str, ...]

    @property
    def definition(self) -> str:
        return definition_of(self.metric_id)

    @property
    def templates(self) -> Mapping[str, tuple[str, ...]]:
        """The lines of each text that depends on the row."""
        return {
            "rule_set": (_NO_RULE if self.rule_set is None else f"{{{self.rule_set}}}",),
            "inputs": tuple(f"{name} = {{{name}}}" for name in self.inputs),
            "arithmetic": self.arithmetic,
        }


def definition_of(metric_id: str) -> str:
    """The measure with its formula, in both languages."""
    metric = next(metric for metric in load_metrics()[0] if metric.metric_id == metric_id)
    return bilingual(f"{metric.title_en}: {metric.formula_en}.", f"{metric.title_zh}：{metric.formula_zh}。")


EXPLANATIONS: Mapping[str, Explanation] = {
    "mart.target_progress": Explanation(
        "target_progress",
        "rule_set",
        ("actual", "actual_period", "baseline", "path_start", "target_value", "curve", "due_share", "last_year_share",
         "months_left",
         "numerator_vintage_id", "denominator_vintage_id", "baseline_vintage_id"),
        (
            "actual: {actual_level} - {baseline} = {actual}",
            "path: {path_start} + ({target_value} - {path_start}) × {due_share} = {path}",
            "gap_to_path: {actual} - {path} = {gap_to_path}",
            "gap_to_target: {actual} - {target_value} = {gap_to_target}",
            "required_per_month: max(0, {target_value} - {actual}) / {months_left} = {required_per_month}",
            "required_rate: ((1 + {target_value} %) - (1 + {actual} %) × {last_year_share}) / (1 - {last_year_share})"
            " - 1 = {required_rate} %",
            "attainment: ({actual} - {path_start}) / ({target_value} - {path_start}) = {attainment}",
            "status: attainment {attainment} / due_share {due_share}: {status}",
        ),
    ),
    "mart.forecast": Explanation(
        "forecast",
        "rule_set",
        ("known_period", "point_count", "horizon", "model", "error_count", "met_count", "median_level", "baseline",
         "numerator_vintage_id", "denominator_vintage_id"),
        (
            "median: {median_level} - {baseline} = {median}",
            "probability_low: {met_count} / ({error_count} + 1) = {probability_low}",
            "probability: (2 × {met_count} + 1) / (2 × ({error_count} + 1)) = {probability}",
            "probability_high: ({met_count} + 1) / ({error_count} + 1) = {probability_high}",
        ),
    ),
    "mart.growth": Explanation(
        "growth_same_base",
        "rule_set_version_id",
        ("value_cny", "previous_value_cny", "panel_value_cny", "panel_base_cny", "panel_count", "price_index"),
        (
            "nominal_rate: {value_cny} / {previous_value_cny} - 1 = {nominal_rate}",
            "same_base_rate: {panel_value_cny} / {panel_base_cny} - 1 = {same_base_rate}",
            "change_cny: {panel_value_cny} - {panel_base_cny} = {change_cny}",
            "constant_price_rate: (1 + {same_base_rate}) / {price_index} - 1 = {constant_price_rate}",
        ),
    ),
    "mart.growth_bridge": Explanation(
        "growth_bridge",
        "rule_set_version_id",
        ("from_period", "to_period", "from_value_cny", "to_value_cny"),
        (
            "total_cny: {to_value_cny} - {from_value_cny} = {total_cny}",
            "total_cny: {price_cny} + {volume_cny} + {structure_cny} + {remainder_cny} + {scope_cny} + {method_cny} + "
            "{revision_cny} = {total_cny}",
        ),
    ),
    "mart.chain_year": Explanation(
        "chain_year",
        "rule_set_version_id",
        ("year", "revenue_cny", "member_count", "counted_count", "not_counted_names_zh", "scaled_count",
         "comparable_revenue_cny", "previous_revenue_cny"),
        (
            "reporting_share: {counted_count} / {member_count} = {reporting_share}",
            "growth_rate: {comparable_revenue_cny} / {previous_revenue_cny} - 1 = {growth_rate}",
            "ten_billion_gap_cny: max(0, line - {revenue_cny}) = {ten_billion_gap_cny}",
            "expected_year: {year} + ceil(ln(line / {revenue_cny}) / ln(1 + {growth_rate})) = {expected_year}",
            "local_node_rate: {covered_node_count} / {node_count} = {local_node_rate}",
            "local_purchase_rate: {local_purchase_cny} / {material_purchase_cny} = {local_purchase_rate}",
        ),
    ),
    "mart.chain_removal": Explanation(
        "chain_removal",
        "rule_set_version_id",
        ("removed_kind", "removed_id", "year", "ttr_days", "is_ttr_assumed", "hit_count", "assumed_edge_count",
         "oldest_evidence_date"),
        (
            "output_at_risk_cny: output_cny x lost_share, summed over its nodes = {output_at_risk_cny}",
            "share_at_risk: {output_at_risk_cny} / output of the chain = {share_at_risk}",
        ),
    ),
    "mart.nowcast": Explanation(
        "nowcast",
        "rule_set_version_id",
        ("measured_ytd_cny", "imputed_ytd_cny", "reporting_count", "missing_count", "not_imputed_count"),
        (
            "estimate_ytd_cny: {measured_ytd_cny} + {imputed_ytd_cny} = {estimate_ytd_cny}",
            "imputed_share: {imputed_ytd_cny} / {estimate_ytd_cny} = {imputed_share}",
            "quality: imputed_share {imputed_share}, largest_missing_share {largest_missing_share}: {quality}",
        ),
    ),
    "mart.nowcast_member": Explanation(
        "nowcast",
        "rule_set_version_id",
        ("base_ytd_cny", "previous_period", "own_ratio", "stratum", "stratum_ratio", "stratum_previous_ratio"),
        (
            "course_ratio: {own_ratio} × {stratum_ratio} / {stratum_previous_ratio} = {course_ratio}",
            "imputed_ytd_cny: {base_ytd_cny} × {course_ratio} = {imputed_ytd_cny}",
        ),
    ),
    "mart.enterprise_outcome": Explanation(
        "enterprise_assessment",
        "rule_set_version_id",
        ("industry_score", "technology_score", "innovation_score", "management_score", "competitiveness_score",
         "known_weight", "revenue_cny", "base_revenue_cny", "price_effect_cny", "price_effect_fisher_cny",
         "volume_index", "capacity_growth", "explained_share", "people_result", "has_demonstrating_role", "decision"),
        (
            "revenue_growth: {revenue_cny} / {base_revenue_cny} - 1 = {revenue_growth}",
            "constant_price_growth: ({revenue_cny} - {price_effect_cny}) / {base_revenue_cny} - 1 = "
            "{constant_price_growth}",
            "constant_price_growth_fisher: ({revenue_cny} - {price_effect_fisher_cny}) / {base_revenue_cny} - 1 = "
            "{constant_price_growth_fisher}",
            "exemption: volume_index {volume_index}, explained_share {explained_share}: {exemption}",
            "margin: least by {binding_requirement} = {margin}",
            "distance: max({previous_margin}, {margin}) = {distance}",
            "state: {computed_result} computed, {result} read from {basis}: {state}",
            "flip: {flip_fact} of {flip_year} from {flip_from} to {flip_to} = {flip_size} steps",
        ),
    ),
    "mart.park_month": Explanation(
        "park_month",
        None,
        ("period", "member_count", "entered_count", "left_count", "reporting_count", "twice_count"),
        (
            "reporting_rate: {reporting_count} / {member_count} = {reporting_rate}",
            "revenue_cny: revenue x counted share of {reporting_count} firms = {revenue_cny}",
            "gross_output_cny: output x counted share of {reporting_count} firms = {gross_output_cny}",
            "revenue_growth: {revenue_panel_cny} / {revenue_panel_base_cny} - 1 of {revenue_panel_count} firms"
            " = {revenue_growth}",
            "output_growth: {output_panel_cny} / {output_panel_base_cny} - 1 of {output_panel_count} firms"
            " = {output_growth}",
            "register_difference_cny: {gross_output_ytd_cny} - {register_output_cny} = {register_difference_cny}",
        ),
    ),
    "mart.warning": Explanation(
        "early_warning",
        "rule_set_version_id",
        ("first_period", "last_period", "value", "threshold", "horizon_date", "outcome_value"),
        (
            "{warning_kind}: {value} against {threshold} in {first_period}",
            "outcome: until {horizon_date}: {outcome}",
            "outcome_value: {outcome_value}",
        ),
    ),
    "mart.growth_enterprise": Explanation(
        "high_growth",
        "rule_set_version_id",
        ("years", "first_revenue_cny", "revenue_cny", "first_employee_count", "employee_count", "last_year_growth"),
        (
            "revenue_rate: ({revenue_cny} / {first_revenue_cny}) ^ (1 / {years}) - 1 = {revenue_rate}",
            "employee_rate: ({employee_count} / {first_employee_count}) ^ (1 / {years}) - 1 = {employee_rate}",
        ),
    ),
    "mart.fund_covenant_measured": Explanation(
        "covenant",
        "rule_set_version_id",
        ("measured_date", "part_low_cny", "part_high_cny", "whole_cny", "threshold", "covenant_unit", "reported_value"),
        (
            "low: {part_low_cny} / {whole_cny} = {low} ({covenant_unit})",
            "high: {part_high_cny} / {whole_cny} = {high} ({covenant_unit})",
            "is_met: {low} to {high} {comparison} {threshold}: {is_met}",
            "difference: {reported_value} against {low} to {high}: {difference}",
        ),
    ),
    "mart.fund_pme": Explanation(
        "fund_pme",
        "index_indicator_id",
        ("nav_date", "nav_cny", "index_value", "index_period"),
        ("ks_pme: ({grown_distributed_cny} + {nav_cny}) / {grown_paid_in_cny} = {ks_pme}",),
    ),
    "mart.support_coverage": Explanation(
        "support_coverage",
        "rule_set_version_id",
        ("due_count", "got_count", "missing_count", "not_active_count"),
        (
            "coverage_share: {got_count} / {due_count} = {coverage_share}",
            "missing_count: {due_count} - {got_count} = {missing_count}",
        ),
    ),
    "mart.task_state": Explanation(
        "task_state",
        "rule_set",
        ("state_date", "effective_due_date", "newest_report_date", "done_date", "evidence_got", "evidence_due",
         "reports_missing", "quarters_behind", "contradicted_by", "held_by", "held_until_date", "held_reason"),
        (
            "state: newest report of the lead {newest_report_date}, due {effective_due_date}, on {state_date}: {state}",
            "state: evidence {evidence_got} of {evidence_due}: {state}",
            "days_over: from {effective_due_date} to {state_date}, 0 while the report on a checkpoint is not due:"
            " {days_over}",
            "escalation_by_rule: {timing}, {reports_missing} reports missing and {quarters_behind} quarters behind"
            " running: {escalation_by_rule}",
            "escalation: {escalation_by_rule}, held by {held_by} until {held_until_date}: {escalation}",
            "contradicted_count: {contradicted_by}: {contradicted_count}",
        ),
    ),
    "mart.task_checkpoint": Explanation(
        "task_checkpoint",
        "rule_set",
        ("checkpoint_date", "is_default", "state_date"),
        (
            "is_reached: the lead's report of the quarter that is over by {checkpoint_date}, or a later one, says done,"
            " ahead or on schedule: {is_reached}",
            "is_missed: over on {state_date} and not reached: {is_missed}",
        ),
    ),
    "mart.department_scorecard": Explanation(
        "department_scorecard",
        "rule_set",
        ("state_date", "role", "duties", "reports_owed", "reports_on_time", "reports_late", "reports_missing"),
        (
            "duties: {done_on_time} + {done_late} + {overdue} + {behind} + {silent} + {not_begun} + {on_course} +"
            " {moot} + {disputed} = {duties}",
            "reports_owed: {reports_on_time} + {reports_late} + {reports_missing} = {reports_owed}",
            "days_late_median: middle of the days of {reports_late} late reports = {days_late_median}",
        ),
    ),
    "mart.burden_form": Explanation(
        "burden",
        "rule_set_version_id",
        ("respondent_count", "file_count", "row_count", "cell_count", "asked_twice_count"),
        (
            "known_count: {known_name_count} + {known_same_period_count} + {known_month_count} +"
            " {known_unchanged_count} = {known_count}",
            "needed_count: {cell_count} - {known_count} = {needed_count}",
            "saved_alone_count: {known_count} + {asked_twice_count} = {saved_alone_count}",
        ),
    ),
}  # fmt: skip


def explain_row(table: str, row: Mapping[str, object]) -> dict[str, str]:
    """The texts about one row of a table, by name."""
    explanation = EXPLANATIONS[table]
    texts = {name: _filled(lines, row) for name, lines in explanation.templates.items()}
    return {"definition": explanation.definition, **texts}


def pieces_of(template: str) -> tuple[tuple[str, str | None], ...]:
    """A template as texts, each with the column that follows it."""
    return tuple((text, name) for text, name, _, _ in Formatter().parse(template))


def _filled(lines: tuple[str, ...], row: Mapping[str, object]) -> str:
    shown = {name: _written(value) for name, value in row.items() if value is not None}
    known = [line for line in lines if all(name is None or name in shown for _, name in pieces_of(line))]
    return "\n".join(line.format_map(shown) for line in known)


def _written(value: object) -> str:
    """As the API writes it."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
