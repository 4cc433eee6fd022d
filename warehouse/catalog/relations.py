"""The joins between tables: columns, and whether to one or to many.

A relation has the name that clients use, from the table where it starts. warehouse.query follows these declarations and
knows no table by name; a new relation is one line here and one field on its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.searchable import load_named
from warehouse.errors import UnknownName


@dataclass(frozen=True)
class Link:
    """A link table between two nouns: `source.source_column = link.source_column`, `link.target_column = target.…`."""

    table: str
    source_column: str
    target_column: str


@dataclass(frozen=True)
class Relation:
    """`source.source_column = target.target_column`; `is_many` where a source row has several target rows.

    With a `link` the two are joined through a third table, and a target row linked twice counts once.
    """

    source: str
    name: str
    target: str
    source_column: str
    target_column: str
    is_many: bool
    link: Link | None = None


@dataclass(frozen=True)
class Reference:
    """A row of `source` references a row of one of several tables: the word of the table, and its key.

    `targets` maps each word to the table and its key column.
    """

    source: str
    name: str
    type_column: str
    key_column: str
    targets: Mapping[str, tuple[str, str]]


def _one(source: str, name: str, target: str, column: str, target_column: str | None = None) -> Relation:
    return Relation(source, name, target, column, target_column or column, is_many=False)


def _many(source: str, name: str, target: str, column: str, target_column: str | None = None) -> Relation:
    return Relation(source, name, target, column, target_column or column, is_many=True)


def _both(
    many: str, to_one: str, one: str, to_many: str, column: str, one_column: str | None = None
) -> tuple[Relation, Relation]:
    """A relation and its inverse: many rows of `many` have `column`, which is `one_column` of `one`."""
    return _one(many, to_one, one, column, one_column), _many(one, to_many, many, one_column or column, column)


def _linked(
    link: str, left: str, to_right: str, left_column: str, right: str, to_left: str, right_column: str
) -> tuple[Relation, Relation]:
    """A many-to-many relation and its inverse, through a link table with both keys under their own names."""
    return (
        Relation(left, to_right, right, left_column, right_column, True, Link(link, left_column, right_column)),
        Relation(right, to_left, left, right_column, left_column, True, Link(link, right_column, left_column)),
    )


def _through(link: str, table: str, name: str, own_column: str, other_column: str) -> Relation:
    """A relation within one table through a link table; `own_column` is the key of the source."""
    key = f"{table.rpartition('.')[2]}_id"
    return Relation(table, name, table, key, key, True, Link(link, own_column, other_column))


_RELATIONS: tuple[Relation, ...] = (
    # enterprises and chains
    *_both("core.enterprise", "region", "core.region", "enterprises", "region_code"),
    _one("core.enterprise", "registration_region", "core.region", "registration_region_code", "region_code"),
    *_both("core.enterprise", "industry", "core.industry", "enterprises", "industry_id"),
    *_both("core.enterprise", "submission", "core.submission", "enterprises", "submission_id"),
    *_both("core.enterprise_chain", "enterprise", "core.enterprise", "chain_memberships", "enterprise_id"),
    *_both("core.enterprise_chain", "chain", "core.chain", "members", "chain_id"),
    *_both("core.enterprise_chain", "stage", "core.chain_stage", "members", "chain_stage_id"),
    *_linked(
        "core.enterprise_chain",
        "core.chain",
        "enterprises",
        "chain_id",
        "core.enterprise",
        "chains",
        "enterprise_id",
    ),
    *_both("core.chain_stage", "chain", "core.chain", "stages", "chain_id"),
    *_both("core.chain", "industry", "core.industry", "chains", "industry_id"),
    _one("core.chain", "submission", "core.submission", "submission_id"),
    *_both("mart.chain_revenue", "chain", "core.chain", "revenues", "chain_id"),
    *_both("core.chain_supply_edge", "chain", "core.chain", "supply_edges", "chain_id"),
    *_both("core.chain_supply_edge", "to_chain", "core.chain", "incoming_supply_edges", "to_chain_id", "chain_id"),
    *_both(
        "core.chain_supply_edge",
        "from_stage",
        "core.chain_stage",
        "outgoing_supply_edges",
        "from_chain_stage_id",
        "chain_stage_id",
    ),
    *_both(
        "core.chain_supply_edge",
        "to_stage",
        "core.chain_stage",
        "incoming_supply_edges",
        "to_chain_stage_id",
        "chain_stage_id",
    ),
    _through("core.chain_supply_edge", "core.chain_stage", "customers", "from_chain_stage_id", "to_chain_stage_id"),
    _through("core.chain_supply_edge", "core.chain_stage", "suppliers", "to_chain_stage_id", "from_chain_stage_id"),
    *_both("core.chain_gap", "chain", "core.chain", "gaps", "chain_id"),
    *_both("core.chain_gap", "stage", "core.chain_stage", "gaps", "chain_stage_id"),
    *_both(
        "core.chain",
        "responsible_department",
        "core.department",
        "chains",
        "responsible_department_id",
        "department_id",
    ),
    _one("core.chain_stage", "product", "core.product", "product_code"),
    _one("core.chain_supply_edge", "supplier_enterprise", "core.enterprise", "supplier_enterprise_id", "enterprise_id"),
    *_both("core.chain_candidate", "chain", "core.chain", "leads", "chain_id"),
    _one("core.chain_candidate", "stage", "core.chain_stage", "chain_stage_id"),
    _one("core.chain_candidate", "enterprise", "core.enterprise", "enterprise_id"),
    *_both("mart.chain_year", "chain", "core.chain", "years", "chain_id"),
    _one("mart.chain_year", "largest_enterprise", "core.enterprise", "largest_enterprise_id", "enterprise_id"),
    *_both("mart.chain_gap_all", "chain", "core.chain", "all_gaps", "chain_id"),
    _one("mart.chain_gap_all", "stage", "core.chain_stage", "chain_stage_id"),
    _one("mart.chain_gap_all", "declared_gap", "core.chain_gap", "declared_gap_id", "chain_gap_id"),
    _many("mart.chain_gap_all", "substitutes", "mart.chain_substitute", "chain_stage_id"),
    _one("mart.chain_substitute", "chain", "core.chain", "chain_id"),
    *_both("mart.chain_substitute", "stage", "core.chain_stage", "substitutes", "chain_stage_id"),
    _one("mart.chain_substitute", "substitute_stage", "core.chain_stage", "substitute_stage_id", "chain_stage_id"),
    *_both("mart.chain_substitute", "enterprise", "core.enterprise", "fillable_nodes", "enterprise_id"),
    _one("mart.chain_substitute", "gap", "mart.chain_gap_all", "chain_stage_id", "chain_gap_all_id"),
    *_both("mart.chain_removal", "chain", "core.chain", "removals", "chain_id"),
    *_both("mart.chain_removal", "stage", "core.chain_stage", "removals", "chain_stage_id"),
    *_both("mart.chain_removal", "enterprise", "core.enterprise", "removals", "enterprise_id"),
    *_both("mart.chain_removal", "chain_supply_edge", "core.chain_supply_edge", "removals", "chain_supply_edge_id"),
    *_both("mart.chain_removal_node", "removal", "mart.chain_removal", "nodes", "chain_removal_id"),
    _one("mart.chain_removal_node", "stage", "core.chain_stage", "chain_stage_id"),
    *_both("core.enterprise_sei_share", "enterprise", "core.enterprise", "sei_shares", "enterprise_id"),
    *_both("core.enterprise_sei_share", "product", "core.product", "sei_shares", "product_code"),
    *_both("mart.enterprise_sei_revenue", "enterprise", "core.enterprise", "sei_revenues", "enterprise_id"),
    _one("mart.enterprise_sei_revenue", "submission", "core.submission", "submission_id"),
    *_both("core.enterprise_assessment", "enterprise", "core.enterprise", "assessments", "enterprise_id"),
    *_both("mart.enterprise_fact", "enterprise", "core.enterprise", "facts", "enterprise_id"),
    *_both("mart.enterprise_outcome", "enterprise", "core.enterprise", "outcomes", "enterprise_id"),
    *_both(
        "mart.enterprise_outcome", "assessment", "core.enterprise_assessment", "outcomes", "enterprise_assessment_id"
    ),
    _one(
        "mart.enterprise_outcome", "previous", "mart.enterprise_outcome", "previous_outcome_id", "enterprise_outcome_id"
    ),
    *_both("mart.growth_enterprise", "enterprise", "core.enterprise", "high_growth", "enterprise_id"),
    *_both("core.application_step", "enterprise", "core.enterprise", "applications", "enterprise_id"),
    *_both("core.enterprise_survey", "enterprise", "core.enterprise", "surveys", "enterprise_id"),
    *_both("core.site_visit", "enterprise", "core.enterprise", "visits", "enterprise_id"),
    *_both("core.site_visit", "issue", "core.issue", "visits", "issue_id"),
    _one("core.site_visit", "department", "core.department", "department_id"),
    *_both("core.policy_support", "enterprise", "core.enterprise", "policy_supports", "enterprise_id"),
    *_both("core.issue", "enterprise", "core.enterprise", "issues", "enterprise_id"),
    *_both("core.listing_step", "enterprise", "core.enterprise", "listing_steps", "enterprise_id"),
    *_both("core.financing_round", "enterprise", "core.enterprise", "financing_rounds", "enterprise_id"),
    *_both("core.issue_status", "issue", "core.issue", "statuses", "issue_id"),
    *_both("core.listing_step", "board", "core.listing_board", "steps", "board_id"),
    *_both("core.task_report", "task", "core.task", "reports", "task_id"),
    *_both("core.task_report", "department", "core.department", "task_reports", "department_id"),
    *_both("core.enterprise_name", "enterprise", "core.enterprise", "names", "enterprise_id"),
    *_both("core.enterprise_identity", "enterprise", "core.enterprise", "identities", "enterprise_id"),
    *_both("core.enterprise_change", "enterprise", "core.enterprise", "changes", "enterprise_id"),
    *_both(
        "core.enterprise_change",
        "other_enterprise",
        "core.enterprise",
        "absorptions",
        "other_enterprise_id",
        "enterprise_id",
    ),
    *_both("core.match_proposal", "enterprise", "core.enterprise", "match_proposals", "enterprise_id"),
    _one("core.match_proposal", "held_cell", "core.held_cell", "held_cell_id"),
    _one("core.match_proposal", "decision", "core.decision", "decision_id"),
    *_both("core.match_proposal", "submission", "core.submission", "match_proposals", "submission_id"),
    # contradictions between registers: every noun concerned has its key in a column of its own
    *(
        relation
        for noun in ("enterprise", "chain", "fund", "task", "project", "platform", "park")
        for relation in _both("mart.contradiction", noun, f"core.{noun}", "contradictions", f"{noun}_id")
    ),
    _one("mart.contradiction", "first_submission", "core.submission", "first_submission_id", "submission_id"),
    _one("mart.contradiction", "second_submission", "core.submission", "second_submission_id", "submission_id"),
    # measurements
    *_both("mart.observation", "indicator", "core.indicator", "observations", "indicator_id"),
    *_both("mart.observation", "enterprise", "core.enterprise", "observations", "subject_id", "enterprise_id"),
    *_both("mart.observation", "region", "core.region", "observations", "subject_id", "region_code"),
    *_both("mart.observation", "submission", "core.submission", "observations", "submission_id"),
    *_both("mart.observation", "product", "core.product", "observations", "product_code"),
    _one("mart.observation", "trace", "mart.observation", "observation_id"),
    _many("mart.observation", "rules", "core.form_rule", "form_column_id"),
    _many("mart.observation", "plausibility_rules", "core.plausibility_rule", "indicator_id"),
    _many("core.observation", "rules", "core.form_rule", "form_column_id"),
    _many("core.observation", "plausibility_rules", "core.plausibility_rule", "indicator_id"),
    Relation(
        "mart.observation",
        "decisions",
        "core.decision",
        "observation_id",
        "decision_id",
        True,
        Link("mart.observation_decision", "observation_id", "decision_id"),
    ),
    *_both("core.plausibility_rule", "indicator", "core.indicator", "plausibility_rules", "indicator_id"),
    *_both("core.observation", "latest", "mart.observation", "vintages", "observation_id"),
    *_both("mart.enterprise_month", "enterprise", "core.enterprise", "months", "enterprise_id"),
    _one("mart.enterprise_month", "region", "core.region", "region_code"),
    _one("mart.derived_month", "indicator", "core.indicator", "indicator_id"),
    *_both("mart.derived_month", "enterprise", "core.enterprise", "derived_months", "subject_id", "enterprise_id"),
    *_both("mart.derived_month", "region", "core.region", "derived_months", "subject_id", "region_code"),
    _one("mart.derived_month", "product", "core.product", "product_code"),
    _one("mart.derived_month", "ytd", "mart.observation", "ytd_observation_id", "observation_id"),
    _one("mart.derived_month", "prior_ytd", "mart.observation", "prior_ytd_observation_id", "observation_id"),
    _one("mart.enterprise_month", "industry", "core.industry", "industry_id"),
    _one("core.observation", "submission", "core.submission", "submission_id"),
    _one("core.observation", "indicator", "core.indicator", "indicator_id"),
    _one("core.indicator", "denominator", "core.indicator", "denominator_indicator_id", "indicator_id"),
    *_both("mart.sei_share", "region", "core.region", "sei_shares", "region_code"),
    # growth: a subject of any kind has its key in a column of its own
    *(
        _many(subject, name, f"mart.{table}", column)
        for subject, column in (
            ("core.industry", "industry_id"),
            ("core.chain", "chain_id"),
            ("core.region", "region_code"),
            ("core.park", "park_id"),
            ("core.snapshot", "all_enterprises_id"),
        )
        for name, table in (
            ("growth", "growth"),
            ("growth_bridge", "growth_bridge"),
            ("contributions", "growth_member"),
        )
    ),
    *_both("mart.growth", "enterprise", "core.enterprise", "growth", "enterprise_id"),
    *_both("mart.growth_bridge", "enterprise", "core.enterprise", "growth_bridge", "enterprise_id"),
    _one("mart.growth", "industry", "core.industry", "industry_id"),
    _one("mart.growth", "chain", "core.chain", "chain_id"),
    _one("mart.growth", "region", "core.region", "region_code"),
    *_both("mart.growth_member", "enterprise", "core.enterprise", "contributions", "enterprise_id"),
    _one("mart.growth", "bridge", "mart.growth_bridge", "growth_id"),
    _one("mart.growth_bridge", "growth", "mart.growth", "growth_id"),
    _many("mart.growth", "members", "mart.growth_member", "growth_id"),
    # nowcast
    _many("core.industry", "nowcasts", "mart.nowcast", "industry_id", "subject_id"),
    _many("core.snapshot", "nowcasts", "mart.nowcast", "all_enterprises_id", "subject_id"),
    _one("mart.nowcast", "industry", "core.industry", "subject_id", "industry_id"),
    _many("mart.growth", "nowcasts", "mart.nowcast", "growth_id"),
    _many("mart.nowcast", "members", "mart.nowcast_member", "nowcast_id"),
    _one("mart.nowcast_member", "enterprise", "core.enterprise", "enterprise_id"),
    *_both("mart.growth_bridge_cell", "enterprise", "core.enterprise", "growth_bridge_cells", "enterprise_id"),
    _one("mart.growth_bridge_cell", "product", "core.product", "product_code"),
    *_both("core.metric_pair", "metric", "core.metric", "pairs", "metric_id"),
    _one("core.metric_pair", "other_metric", "core.metric", "other_metric_id", "metric_id"),
    _one("core.metric", "indicator", "core.indicator", "indicator_id"),
    # regions and industries
    _one("core.region", "parent", "core.region", "parent_region_code", "region_code"),
    # Abolished codes are children of no region; `within` follows the parent of each code and includes their data.
    _many("core.region", "children", "core.region", "region_code", "current_parent_region_code"),
    _one("core.region", "prefecture", "core.region", "prefecture_region_code", "region_code"),
    *_both("core.region_version", "region", "core.region", "versions", "region_code"),
    *_both("core.enterprise", "industry_class", "core.industry_class", "enterprises", "industry_class_id"),
    *_both("core.industry_class", "parent", "core.industry_class", "children", "parent_class_id", "industry_class_id"),
    *_both("core.sei_class", "parent", "core.sei_class", "children", "parent_class_id", "sei_class_id"),
    *_both("core.industry_sei_class", "sei_class", "core.sei_class", "industries", "sei_class_id"),
    *_both("core.industry_sei_class", "industry", "core.industry", "sei_classes", "industry_id"),
    # series of third parties' files
    *_both("core.indicator", "measurement_unit", "core.unit", "indicators", "unit_id"),
    _one("core.unit", "base_unit", "core.unit", "base_unit_id", "unit_id"),
    *_both("core.indicator_threshold", "indicator", "core.indicator", "thresholds", "indicator_id"),
    *_both("core.series", "indicator", "core.indicator", "series", "indicator_id"),
    *_both("core.series_value", "series", "core.series", "values", "series_id"),
    _one("core.series", "region", "core.region", "region_code"),
    _one("core.series", "submission", "core.submission", "submission_id"),
    _one("core.series_value", "submission", "core.submission", "submission_id"),
    # the programme
    *_both("core.target", "indicator", "core.indicator", "targets", "indicator_id"),
    *_both("core.target", "document", "core.document", "targets", "document_id"),
    *_both("core.target", "region", "core.region", "targets", "region_code"),
    _one("core.target", "denominator", "core.indicator", "denominator_indicator_id", "indicator_id"),
    _one("core.target", "baseline_document", "core.document", "baseline_document_id", "document_id"),
    *_both("mart.target_part", "target", "core.target", "parts", "target_id"),
    *_both("mart.target_progress", "target", "core.target", "progress", "target_id"),
    *_both("mart.forecast", "target", "core.target", "forecast", "target_id"),
    _one("mart.target_progress", "forecast", "mart.forecast", "target_progress_id", "forecast_id"),
    _many("mart.forecast", "bands", "mart.forecast_band", "forecast_id"),
    _one("mart.target_progress", "later_target", "core.target", "later_target_id", "target_id"),
    *_both("core.target", "earlier_target", "core.target", "later_targets", "earlier_target_id", "target_id"),
    *_both("core.task", "document", "core.document", "tasks", "document_id"),
    *_both("core.task", "lead_department", "core.department", "led_tasks", "lead_department_id", "department_id"),
    *_both("core.task_department", "task", "core.task", "duties", "task_id"),
    *_both("core.task_department", "department", "core.department", "duties", "department_id"),
    *_linked(
        "core.task_department",
        "core.department",
        "tasks",
        "department_id",
        "core.task",
        "departments",
        "task_id",
    ),
    *_linked("core.target_task", "core.target", "tasks", "target_id", "core.task", "targets", "task_id"),
    *_linked("core.task_industry", "core.task", "industries", "task_id", "core.industry", "tasks", "industry_id"),
    *_both("core.task_industry", "task", "core.task", "field_duties", "task_id"),
    *_both("core.task_industry", "department", "core.department", "field_duties", "department_id"),
    *_both("core.task_industry", "industry", "core.industry", "field_duties", "industry_id"),
    _through("core.task_dependency", "core.task", "needed_tasks", "task_id", "needed_task_id"),
    _through("core.task_dependency", "core.task", "waiting_tasks", "needed_task_id", "task_id"),
    *_both("core.task_object", "task", "core.task", "objects", "task_id"),
    _through("core.department_member", "core.department", "members", "department_id", "member_id"),
    *_both("core.enterprise_contact", "enterprise", "core.enterprise", "contacts", "enterprise_id"),
    *_both("core.enterprise_contact", "department", "core.department", "contacts", "department_id"),
    *_both("core.platform_cooperation", "platform", "core.platform", "cooperations", "platform_id"),
    *_both("core.platform_cooperation", "enterprise", "core.enterprise", "cooperations", "enterprise_id"),
    *_both("core.technology_project", "enterprise", "core.enterprise", "technology_projects", "enterprise_id"),
    *_both("core.technology_project", "industry", "core.industry", "technology_projects", "industry_id"),
    *_both("mart.task_state", "task", "core.task", "states", "task_id"),
    *_both("mart.task_checkpoint", "task", "core.task", "checkpoints", "task_id"),
    *_both("mart.plan_float", "task", "core.task", "floats", "task_id"),
    _one("mart.plan_float", "end_task", "core.task", "end_task_id", "task_id"),
    _one("mart.plan_float", "end_target", "core.target", "end_target_id", "target_id"),
    *_both("core.task_report_version", "task", "core.task", "report_versions", "task_id"),
    _one("core.task_report_version", "department", "core.department", "department_id"),
    *_both("mart.department_scorecard", "department", "core.department", "scorecards", "department_id"),
    *_both("core.issue", "department", "core.department", "issues", "department_id"),
    # the audit of the plan
    _one("mart.plan_finding", "document", "core.document", "document_id"),
    *_both("mart.plan_finding", "task", "core.task", "plan_findings", "task_id"),
    _one("mart.plan_finding", "other_task", "core.task", "other_task_id", "task_id"),
    *_both("mart.plan_finding", "target", "core.target", "plan_findings", "target_id"),
    _one("mart.plan_finding", "department", "core.department", "department_id"),
    _one("mart.plan_finding", "industry", "core.industry", "industry_id"),
    *_both("mart.plan_finding", "promise", "core.plan_promise", "findings", "promise_id"),
    _one("core.plan_promise", "document", "core.document", "document_id"),
    _one("core.plan_promise", "task", "core.task", "task_id"),
    _one("core.plan_promise", "target", "core.target", "target_id"),
    *_both("core.project", "industry", "core.industry", "projects", "industry_id"),
    *_both("core.platform", "industry", "core.industry", "platforms", "industry_id"),
    *_both("core.fund", "industry", "core.industry", "funds", "industry_id"),
    *_both("core.fund", "region", "core.region", "funds", "region_code"),
    *_both("core.fund", "parent", "core.fund", "sub_funds", "parent_fund_id", "fund_id"),
    *_both("core.park", "industry", "core.industry", "parks", "industry_id"),
    *_both("core.fund", "document", "core.document", "funds", "document_id"),
    *_both("core.project", "document", "core.document", "projects", "document_id"),
    *_both("core.platform", "document", "core.document", "platforms", "document_id"),
    *_both("core.park", "document", "core.document", "parks", "document_id"),
    _one("core.industry", "document", "core.document", "document_id"),
    *_both("core.document", "region", "core.region", "documents", "region_code"),
    # reports about funds
    _one("core.fund", "performance", "mart.fund_performance", "fund_id"),
    _one("mart.fund_performance", "fund", "core.fund", "fund_id"),
    *_both("core.fund_contribution", "fund", "core.fund", "contributions", "fund_id"),
    *_both(
        "core.fund_contribution",
        "contributor_fund",
        "core.fund",
        "contributions_given",
        "contributor_fund_id",
        "fund_id",
    ),
    *_both("core.fund_investment", "fund", "core.fund", "investments", "fund_id"),
    *_both("core.fund_investment", "enterprise", "core.enterprise", "fund_investments", "enterprise_id"),
    *_both("core.fund_valuation", "fund", "core.fund", "valuations", "fund_id"),
    *_both("core.fund_distribution", "fund", "core.fund", "distributions", "fund_id"),
    *_both("core.fund_distribution", "enterprise", "core.enterprise", "fund_distributions", "enterprise_id"),
    *_both("core.fund_covenant", "fund", "core.fund", "covenants", "fund_id"),
    *_both("mart.fund_covenant_measured", "fund", "core.fund", "covenants_measured", "fund_id"),
    _one("mart.fund_covenant_measured", "covenant", "core.fund_covenant", "fund_covenant_id"),
    _one("core.fund", "pme", "mart.fund_pme", "fund_id"),
    _one("mart.fund_pme", "fund", "core.fund", "fund_id"),
    *_both("mart.fund_irr_root", "fund", "core.fund", "irr_roots", "fund_id"),
    # money in enterprises
    *_both("mart.fund_lookthrough", "fund", "core.fund", "look_through", "fund_id"),
    *_both("mart.fund_lookthrough", "enterprise", "core.enterprise", "fund_sources", "enterprise_id"),
    *_both("mart.fund_lookthrough", "investment", "core.fund_investment", "sources", "fund_investment_id"),
    *_both("core.direct_equity", "enterprise", "core.enterprise", "direct_equity", "enterprise_id"),
    *_both("core.bank_credit", "enterprise", "core.enterprise", "bank_credits", "enterprise_id"),
    *_both("mart.enterprise_money", "enterprise", "core.enterprise", "money", "enterprise_id"),
    *(
        _one(f"mart.{table}", name, f"core.{name}", key)
        for table in ("fund_lookthrough", "money_by_field", "enterprise_money")
        for name, key in (("industry", "industry_id"), ("region", "region_code"))
    ),
    _one("mart.money_by_field", "chain", "core.chain", "chain_id"),
    *_linked(
        "mart.support_missing",
        "mart.support_coverage",
        "missing",
        "support_coverage_id",
        "core.enterprise",
        "missing_supports",
        "enterprise_id",
    ),
    # projects, platforms and parks of the registers
    *_both("core.project", "owner_enterprise", "core.enterprise", "projects", "owner_enterprise_id", "enterprise_id"),
    *_both("core.project", "region", "core.region", "projects", "region_code"),
    *_both("core.project", "lead_department", "core.department", "projects", "lead_department_id", "department_id"),
    *_both("core.project_plan", "project", "core.project", "plans", "project_id"),
    *_both("core.project_report", "project", "core.project", "reports", "project_id"),
    *_both("core.project_milestone", "project", "core.project", "milestones", "project_id"),
    *_both("mart.project_progress", "project", "core.project", "progress", "project_id"),
    *_both("mart.project_light", "project", "core.project", "lights", "project_id"),
    *_both("mart.project_light", "rule", "core.light_rule", "lights", "light_rule_version_id"),
    *_both("core.platform", "host_enterprise", "core.enterprise", "platforms", "host_enterprise_id", "enterprise_id"),
    *_both("mart.project_baseline", "project", "core.project", "baselines", "project_id"),
    _one("mart.light_replay", "rule", "core.light_rule", "light_rule_version_id"),
    # warnings
    *_both("mart.warning", "enterprise", "core.enterprise", "warnings", "enterprise_id"),
    *_both("mart.warning", "fund", "core.fund", "warnings", "fund_id"),
    *_both("mart.warning", "task", "core.task", "warnings", "task_id"),
    _one("mart.warning", "chain", "core.chain", "chain_id"),
    _one("mart.warning", "earlier", "mart.warning", "earlier_warning_id", "warning_id"),
    *_both("mart.warning_evidence", "warning", "mart.warning", "evidence", "warning_id"),
    _one("mart.warning_evidence", "observation", "mart.observation", "observation_id"),
    *_both("core.warning_handling", "warning", "mart.warning", "handling", "warning_id"),
    _one("mart.platform_count", "target", "core.target", "target_id"),
    *_both("core.park", "region", "core.region", "parks", "region_code"),
    *_both("core.park_member", "park", "core.park", "members", "park_id"),
    *_both("core.park_member", "enterprise", "core.enterprise", "park_memberships", "enterprise_id"),
    *_both("mart.park_month", "park", "core.park", "months", "park_id"),
    *_both("mart.park_month", "region", "core.region", "park_months", "region_code"),
    *_both("core.national_application", "project", "core.project", "applications", "project_id"),
    *(
        relation
        for noun in (
            *("fund", "project", "platform", "park", "fund_contribution", "fund_investment", "fund_valuation"),
            *("fund_distribution", "fund_covenant", "project_plan", "project_report", "project_milestone"),
        )
        for relation in _both(f"core.{noun}", "submission", "core.submission", f"{noun}s", "submission_id")
    ),
    # suspected unit errors
    *_both("core.suspicion", "enterprise", "core.enterprise", "suspicions", "enterprise_id"),
    *_both("core.suspicion", "submission", "core.submission", "suspicions", "submission_id"),
    _many("core.observation", "suspicions", "core.suspicion", "observation_id"),
    _one("core.suspicion", "indicator", "core.indicator", "indicator_id"),
    _one("core.suspicion", "rule", "core.plausibility_rule", "rule_id"),
    _one("core.suspicion", "held_cell", "core.held_cell", "held_cell_id"),
    _one("core.suspicion", "decision", "core.decision", "decision_id"),
    # values that contradict each other
    *_linked(
        "core.logic_cell",
        "mart.observation",
        "logic_findings",
        "observation_id",
        "core.logic_finding",
        "observations",
        "logic_finding_id",
    ),
    *_both("core.logic_cell", "finding", "core.logic_finding", "cells", "logic_finding_id"),
    *_both("core.logic_cell", "submission", "core.submission", "logic_cells", "submission_id"),
    *_both(
        "core.logic_cell", "enterprise_sei_share", "core.enterprise_sei_share", "logic_cells", "enterprise_sei_share_id"
    ),
    *_both("core.logic_finding", "rule", "core.logic_rule", "findings", "rule_id"),
    *_both("core.logic_finding", "enterprise", "core.enterprise", "logic_findings", "subject_id", "enterprise_id"),
    _one("core.logic_cell", "rule", "core.logic_rule", "rule_id"),
    _one("core.logic_cell", "observation", "mart.observation", "observation_id"),
    _one("core.logic_finding", "observation", "mart.observation", "observation_id"),
    _one("core.logic_finding", "indicator", "core.indicator", "indicator_id"),
    _one("core.logic_finding", "submission", "core.submission", "submission_id"),
    _one("core.logic_finding", "decision", "core.decision", "decision_id"),
    # deliveries
    _one("core.enterprise", "decision", "core.decision", "decision_id"),
    _one("core.enterprise_chain", "decision", "core.decision", "decision_id"),
    _one("core.submission", "state", "mart.submission_state", "submission_id"),
    _one("mart.submission_state", "submission", "core.submission", "submission_id"),
    _one("mart.submission_state", "revision", "core.programme", "read_under_revision_id", "revision_id"),
    *_both("core.finding", "submission", "core.submission", "findings", "submission_id"),
    *_both("core.submission_sheet", "submission", "core.submission", "sheets", "submission_id"),
    *_both("core.sheet_column", "submission", "core.submission", "columns", "submission_id"),
    _many("core.submission_sheet", "columns", "core.sheet_column", "sheet_id"),
    _many("core.sheet_column", "rules", "core.form_rule", "form_column_id"),
    _many("core.form_rule", "sheet_columns", "core.sheet_column", "form_column_id"),
    *_both("core.held_cell", "submission", "core.submission", "held_cells", "submission_id"),
    *_both("core.finding", "decision", "core.decision", "settled_findings", "decision_id"),
    *_both("core.held_cell", "decision", "core.decision", "settled_cells", "decision_id"),
    *_both("core.decision", "held_cell", "core.held_cell", "decisions", "held_cell_id"),
    *_both("core.decision", "submission", "core.submission", "decisions", "submission_id"),
    _one("mart.observation", "decision", "core.decision", "decision_id"),
    _one("core.release_value", "decision", "core.decision", "decision_id"),
    _one("core.observation", "decision", "core.decision", "decision_id"),
    *(
        relation
        for noun in ("enterprise", "department", "project")
        for relation in _both("mart.burden_respondent", noun, f"core.{noun}", "burden", f"{noun}_id")
    ),
    *_both("mart.reporting_status", "enterprise", "core.enterprise", "reporting_statuses", "enterprise_id"),
    *_both("mart.reporting_status", "department", "core.department", "reporting_statuses", "department_id"),
    *_both("mart.reporting_status", "task", "core.task", "reporting_statuses", "task_id"),
    _one("mart.reporting_status", "project", "core.project", "project_id"),
    _one("mart.reporting_status", "submission", "core.submission", "submission_id"),
    *(
        _one(table, "form", "core.form", "form_id")
        for table in (
            "mart.reporting_status",
            "mart.reporting_freshness",
            "mart.burden_form",
            "mart.burden_duplicate",
            "core.submission",
        )
    ),
    _one("mart.burden_duplicate", "other_form", "core.form", "other_form_id", "form_id"),
    *_both("core.form_rule", "form", "core.form", "rules", "form_id"),
)


@cache
def load_relations() -> Mapping[tuple[str, str], Relation]:
    """Every relation by the table where it starts and its name.

    Tables with rows of a form get relations to the file and to the columns of the sheet automatically.
    """
    found = {(relation.source, relation.name): relation for relation in _RELATIONS}
    for table in load_catalog().tables.values():
        if {"sheet_id", "source_row"} <= {column.name for column in table.columns}:
            own = _one(table.key, "submission", "core.submission", "submission_id")
            found.setdefault((table.key, "submission"), own)
            found[table.key, "sheet_columns"] = _many(table.key, "sheet_columns", "core.sheet_column", "sheet_id")
    return found


def find_relation(source: str, name: str) -> Relation:
    """The relation of that name from that table. Raises UnknownName where there is none."""
    relation = load_relations().get((source, name))
    if relation is None:
        raise UnknownName(f"{source} has no relation '{name}'.")
    return relation


@cache
def _references() -> Mapping[tuple[str, str], Reference]:
    hit = Reference(
        "mart.search_name",
        "entity",
        "entity_type",
        "entity_key",
        {named.word: (named.table, named.key_column) for named in load_named()},
    )
    return {(hit.source, hit.name): hit}


def find_reference(source: str, name: str) -> Reference:
    """The reference of that name from that table. Raises UnknownName where there is none."""
    reference = _references().get((source, name))
    if reference is None:
        raise UnknownName(f"{source} has no reference '{name}'.")
    return reference
