"""Every check of every table has a fault that breaks it: those that no other test plants are planted here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from warehouse.catalog.sql import Check, read_tables
from warehouse.forms.datasets import DATASETS, empty

FILES = {files.key: files for files in read_tables()}
CHECKS: dict[tuple[str, str], Check] = {
    (files.key, check.name): check for files in FILES.values() for check in files.checks
}
Row = tuple[str, dict[str, Any]]

FILE: Row = ("core.submission", {"submission_id": "S1", "submission_number": 1, "is_synthetic": True})
READING: Row = ("stage.reading", {"submission_number": 1, "rows_read": 3})
CODE = {"credit_code": "C1", "submission_number": 1}
CELL = {"submission_id": "S1", "source_sheet": "s", "source_cell": "F4"}
SHEET = {"submission_id": "S1", "source_sheet": "s"}
WITHDRAWN = {"submission_id": "S1", "source_sheet": "s", "source_row": 4}
HELD: Row = ("core.held_cell", {**CELL, "held_cell_id": "S1/s/F4", "state": "open", "rule": "r"})
VALUE = {
    **CELL,
    "observation_id": "o",
    "indicator_id": "i",
    "vintage_id": "v",
    "subject_kind": "enterprise",
    "value": 1,
}
WAITING = {"indicator_id": "i", "subject_id": "E1", "product_code": "", "period": "2016-03"}
GROWTH = {
    "growth_id": "g", "measure": "revenue", "period_kind": "ytd", "period": "2016-03", "nominal_rate": 0,
    "same_base_rate": 0, "constant_price_rate": 0,
}  # fmt: skip
NOWCAST = {
    "nowcast_id": "n", "measured_ytd_cny": 3, "imputed_ytd_cny": 1, "estimate_ytd_cny": 4, "quality": "estimated",
    "missing_count": 1,
}  # fmt: skip
BRIDGE = {
    "growth_id": "g", "subject_id": "E1", "measure": "revenue", "period_kind": "ytd", "to_period": "2016-03",
    **dict.fromkeys(
        ("price_cny", "volume_cny", "structure_cny", "remainder_cny", "scope_cny", "method_cny", "revision_cny",
         "total_cny", "price_known_cny", "volume_known_cny", "remainder_known_cny"), 0
    ),
}  # fmt: skip
PLAN_FACT = {"is_synthetic": True, "document_id": "d"}
SOUND: dict[tuple[str, str], list[Row]] = {
    ("core.programme", "exactly_one_revision_is_in_force"): [
        ("core.programme", {"revision_id": "P0", "revision_number": 0, "is_in_force": True})
    ],
    ("core.snapshot", "the_snapshot_is_one_row"): [("core.snapshot", {"snapshot_id": "1"})],
}
"""Rows without which a promise is broken from the start."""

FAULTS: dict[tuple[str, str], list[Row]] = {
    ("core.chain", "every_chain_is_in_a_field_of_the_plan"): [("core.chain", {"chain_id": "L1"})],
    ("core.chain_gap", "every_gap_is_at_a_known_node"): [("core.chain_gap", {"chain_gap_id": "g"})],
    ("core.chain_stage", "every_stage_belongs_to_a_chain"): [("core.chain_stage", {"chain_id": "L1"})],
    ("core.chain_stage", "every_chain_has_a_stage"): [("core.chain", {"chain_id": "L1"})],
    ("core.chain_supply_edge", "every_edge_ends_in_known_nodes"): [("core.chain_supply_edge", {"is_dangling": True})],
    ("core.column_slip", "no_column_of_a_file_is_off_by_a_factor"): [("core.column_slip", {"held_cell_id": "c"})],
    ("core.decision", "a_cell_has_at_most_one_decision_in_force"): [
        ("core.decision", {"held_cell_id": "c", "decision_id": name, "is_in_force": True}) for name in ("D1", "D2")
    ],
    ("core.enterprise", "every_enterprise_is_in_a_known_region"): [("core.enterprise", {"region_code": "9"})],
    ("core.enterprise", "every_enterprise_is_in_a_field_of_the_plan"): [("core.enterprise", {"enterprise_id": "E1"})],
    ("core.enterprise", "every_industry_class_is_in_its_standard"): [
        ("core.enterprise", {"industry_standard": "2017", "industry_class_code": "3963"}),
        ("core.industry_class", {"standard_version": "2011", "class_code": "3963"}),
    ],
    ("core.metric", "a_metric_of_an_indicator_names_one_that_exists"): [
        ("core.metric", {"metric_id": "m", "indicator_id": "i"})
    ],
    ("core.metric_pair", "what_is_not_comparable_says_why"): [
        ("core.metric_pair", {"metric_pair_id": "p", "is_comparable": False})
    ],
    ("core.enterprise_assessment", "every_assessment_is_of_an_enterprise_in_a_register"): [
        ("stage.enterprise_assessment", CODE)
    ],
    ("core.enterprise_assessment", "a_decision_says_who_took_it_and_why"): [
        ("core.enterprise_assessment", {"decision": "keep", "decided_by": "王某"})
    ],
    ("core.enterprise_chain", "an_enterprise_counts_for_a_chain_at_most_once"): [
        ("core.enterprise_chain", {"enterprise_id": "E1", "chain_id": "L1", "counted_share": share})
        for share in ("0.6", "0.5")
    ],
    ("core.enterprise_chain", "every_member_of_a_chain_is_in_the_register"): [("stage.chain_member", CODE)],
    ("core.enterprise_change", "every_change_is_of_an_enterprise_in_a_register"): [
        ("core.enterprise_change", {"enterprise_change_id": "c"})
    ],
    ("core.enterprise_change", "no_change_makes_one_of_two_enterprises_of_a_register"): [
        ("core.enterprise_change", {"enterprise_id": "E1", "is_applied": False})
    ],
    ("core.enterprise_change", "nobody_reports_after_its_merger"): [
        ("core.enterprise_change", {"enterprise_id": "E1", "change_kind": "merger", "change_date": "2016-01-10",
                                    "is_applied": True}),
        ("core.observation", {**VALUE, "subject_id": "E1", "period_end_date": "2016-05-31"}),
    ],
    ("core.enterprise_identity", "no_code_ends_before_it_begins"): [
        ("core.enterprise_identity", {"valid_from": "2016-02-01", "valid_to": "2016-01-01"})
    ],
    ("core.enterprise_name", "no_name_ends_before_it_begins"): [
        ("core.enterprise_name", {"valid_from": "2016-02-01", "valid_to": "2016-01-01"})
    ],
    ("core.enterprise_sei_share", "every_share_is_of_an_enterprise_in_a_register"): [("stage.sei_product_share", CODE)],
    ("core.finding", "held_cells_are_counted_by_their_submission"): [
        ("core.submission", {"submission_id": "S1", "held_count": 1})
    ],
    ("core.finding", "a_held_cell_says_where_it_stands"): [("core.finding", {"finding_id": "f", "severity": "held"})],
    ("core.finding", "a_finding_is_settled_by_a_confirmation_that_is_in_force"): [
        ("core.finding", {"finding_id": "f", "decision_id": "D1"}),
        ("core.decision", {"decision_id": "D1", "decision_kind": "confirmed", "is_in_force": False}),
    ],
    ("core.form_rule", "every_observation_names_the_chain_that_it_passed"): [
        ("stage.reading", {"submission_number": 1, "form_id": "f"}),
        ("core.observation", {**VALUE, "submission_number": 1, "form_column_id": "f.unknown"}),
    ],
    ("core.form_rule", "every_held_cell_broke_a_rule_of_its_chain"): [
        ("core.form_rule", {"form_id": "f", "column_name": "c", "rule": "another"}),
        ("core.held_cell", {**HELD[1], "form_id": "f", "column_name": "c"}),
    ],
    **{
        (f"core.{noun}", f"no_{noun}_of_the_plan_is_synthetic"): [(f"core.{noun}", PLAN_FACT)]
        for noun in ("fund", "park", "platform", "project")
    },
    **{
        (f"core.fund_{flow}", "every_staged_row_finds_a_fund_of_its_own_kind"): [
            FILE, (f"stage.fund_{flow}", {"fund_id": "f", "submission_number": 1}),
            ("core.fund", {"fund_id": "f", "is_synthetic": False}),
        ]
        for flow in ("contribution", "covenant", "distribution", "investment", "valuation")
    },
    ("core.financing_round", "every_financing_is_of_an_enterprise_in_a_register"): [("stage.financing_round", CODE)],
    ("core.financing_round", "every_financing_round_is_of_an_enterprise"): [
        ("core.financing_round", {"financing_round_id": "f", "enterprise_id": "E1"})
    ],
    ("core.held_cell", "every_held_finding_is_a_held_cell"): [("core.finding", {**CELL, "severity": "held"})],
    ("core.held_cell", "a_cell_is_settled_by_a_decision_that_is_in_force"): [
        ("core.held_cell", {**HELD[1], "state": "corrected", "decision_id": "D1"}),
        ("core.decision", {"decision_id": "D1", "is_in_force": False}),
    ],
    ("core.held_cell", "no_value_of_an_open_or_rejected_cell_is_an_observation"): [HELD, ("core.observation", VALUE)],
    ("core.held_value", "every_value_that_waits_is_on_a_row_with_a_cell_that_does"): [("core.held_value", CELL)],
    ("core.held_value", "no_value_that_waits_is_an_observation"): [
        ("core.held_value", CELL), ("core.observation", VALUE)
    ],
    ("core.indicator", "every_denominator_is_an_indicator"): [
        ("core.indicator", {"indicator_id": "i", "denominator_indicator_id": "x"})
    ],
    ("core.indicator", "a_rate_of_growth_names_its_method"): [("core.indicator", {"quantity_kind": "change"})],
    ("core.indicator", "a_share_names_its_denominator"): [("core.indicator", {"quantity_kind": "share"})],
    ("core.issue", "every_issue_has_a_due_date_and_somebody_responsible"): [("core.issue", {"issue_id": "i"})],
    ("core.issue_status", "every_status_is_of_an_issue"): [("core.issue_status", {"issue_id": "i"})],
    ("core.listing_board", "a_board_that_never_opened_has_no_year"): [
        ("core.listing_board", {"board_status": "planned_not_launched", "opened_year": 2016})
    ],
    ("core.listing_step", "every_step_is_of_an_enterprise_in_a_register"): [("stage.listing_step", CODE)],
    ("core.listing_step", "every_board_is_known"): [("core.listing_step", {"board_id": "b"})],
    ("core.light_rule", "one_version_of_a_light_rule_begins_on_a_day"): [
        ("core.light_rule", {"light_rule_id": "l", "valid_from": "2014-01-01"})
    ] * 2,
    ("core.light_rule", "red_lies_beyond_yellow"): [
        ("core.light_rule", {"progress_measure": "schedule_ratio", "yellow_bound": "0.8", "red_bound": "0.8"})
    ],
    ("core.match_proposal", "no_match_waits_for_a_decision"): [("core.match_proposal", {"state": "open"})],
    ("core.observation", "every_observation_has_an_indicator"): [("core.observation", VALUE)],
    ("core.observation", "nothing_reported_is_lost_between_stage_and_core"): [
        ("stage.observation", {"indicator_id": "i"})
    ],
    ("core.observation", "no_month_of_january_or_february_stands_alone_in_a_return"): [
        ("core.observation", {**VALUE, "period_kind": "month", "period": "2016-02"})
    ],
    ("core.observation", "a_submission_gives_each_value_once"): [("core.observation", VALUE)] * 2,
    ("core.fund", "every_fund_of_a_register_is_in_a_known_region"): [("core.fund", {"region_code": "9"})],
    ("core.park", "every_park_of_a_register_is_in_a_known_region"): [
        ("core.park", {"submission_id": "S1", "region_code": "9"})
    ],
    ("core.park", "an_output_of_a_park_names_its_year"): [("core.park", {"gross_output_cny": 1})],
    ("core.plausibility_rule", "every_plausibility_rule_has_an_indicator"): [
        ("core.plausibility_rule", {"rule_id": "r", "indicator_id": "i"})
    ],
    ("core.policy_support", "every_support_is_of_an_enterprise_in_a_register"): [("stage.policy_support", CODE)],
    ("core.policy_support", "every_support_has_an_amount_or_a_quantity"): [
        ("core.policy_support", {"policy_support_id": "p"})
    ],
    ("core.product", "every_product_of_an_observation_is_known"): [
        ("core.observation", {**VALUE, "product_code": "p"})
    ],
    ("core.project", "every_project_of_a_register_is_in_a_known_region"): [
        ("core.project", {"submission_id": "S1", "region_code": "9"})
    ],
    ("core.series", "an_assigned_series_has_an_indicator_and_no_other_has"): [
        ("core.series", {"series_id": "s", "state": "assigned"})
    ],
    ("core.series_value", "no_value_of_a_series_is_an_observation"): [
        ("core.series_value", {"submission_id": "S1", "source_sheet": "s", "source_cell": "B2"}),
        ("core.observation", {**VALUE, "submission_id": "S1", "source_sheet": "s", "source_cell": "B2"}),
    ],
    ("core.unit", "every_base_unit_measures_the_same"): [
        ("core.unit", {"unit_id": "kw", "dimension": "power", "base_unit_id": "mu"}),
        ("core.unit", {"unit_id": "mu", "dimension": "area", "base_unit_id": "mu"}),
    ],
    ("core.unit", "no_notation_belongs_to_two_dimensions"): [
        ("core.unit", {"unit_id": unit, "dimension": unit, "base_unit_id": unit, "title_zh": "吨"})
        for unit in ("a", "b")
    ],
    ("core.indicator_threshold", "every_threshold_has_a_bound_and_an_indicator"): [
        ("core.indicator_threshold", {"indicator_threshold_id": "gdp.1", "indicator_id": "gdp", "below": 1})
    ],
    ("core.programme", "exactly_one_revision_is_in_force"): [
        ("core.programme", {"revision_id": "P1", "revision_number": 1, "is_in_force": True})
    ],
    ("core.programme", "the_newest_revision_is_in_force"): [
        ("core.programme", {"revision_id": "P1", "revision_number": 1, "is_in_force": True}),
        ("core.programme", {"revision_id": "P2", "revision_number": 2, "is_in_force": False}),
    ],
    ("core.project_plan", "every_staged_row_finds_a_project_of_its_own_kind"): [
        FILE, ("stage.project", {"project_id": "p", "submission_number": 1})
    ],
    ("core.project_report", "every_staged_row_finds_a_project_of_its_own_kind"): [
        FILE, ("stage.project_report", {"project_id": "p", "submission_number": 1})
    ],
    ("core.project_milestone", "every_staged_row_finds_a_project_of_its_own_kind"): [
        FILE, ("stage.project_milestone", {"project_id": "p", "submission_number": 1})
    ],
    ("core.release_change", "no_more_rows_are_dropped_or_corrected_than_there_were"): [
        ("core.release_change", {"table_name": "t", "form_id": "", "cause": "derived", "rows_before": 1,
                                 "rows_corrected": 0, "rows_dropped": 2})
    ],
    ("core.release_value", "a_value_is_on_the_side_that_its_change_says"): [
        ("core.release_value", {"change": "dropped", "value_after": 1})
    ],
    ("core.reporting_exemption", "an_exemption_is_of_a_known_subject"): [
        ("core.reporting_exemption", {"subject_id": "E1"})
    ],
    ("core.reporting_exemption", "an_exemption_does_not_end_before_it_begins"): [
        ("core.reporting_exemption", {"first_period": "2016-03", "last_period": "2016-02"})
    ],
    ("core.reporting_period", "a_collected_period_is_due_after_it_has_ended"): [
        ("core.reporting_period", {"is_collected": True, "period_end_date": "2016-03-31"})
    ],
    ("core.reporting_period", "every_return_received_is_of_a_period_of_its_calendar"): [
        ("core.reporting_period", {"form_id": "f", "period": "2016-03"}),
        ("core.submission_sheet", {"form_id": "f", "period": "2016-01"}),
    ],
    ("core.reporting_subject", "nobody_reports_twice_under_two_codes"): [
        ("core.reporting_subject", {"is_counted": False})
    ],
    ("core.sheet_column", "every_form_on_a_sheet_has_its_columns"): [
        FILE, READING,
        *(("core.form_rule", {"form_id": "f", "form_version": "1", "column_name": name}) for name in ("a", "b")),
        ("core.submission_sheet", {**SHEET, "form_id": "f", "form_version": "1"}),
    ],
    ("core.sheet_column", "a_column_of_a_sheet_is_one_column_of_its_form"): [
        ("core.sheet_column", {**SHEET, "sheet_column_id": name, "source_column": "F"}) for name in ("a", "b")
    ],
    ("core.sheet_column", "every_column_of_a_sheet_has_the_rules_of_its_form"): [
        ("core.form_rule", {"form_column_id": "f.a"}), ("core.sheet_column", {**SHEET, "form_column_id": "f.b"})
    ],
    ("core.sheet_column", "a_factor_leads_from_a_unit_to_another"): [
        ("core.sheet_column", {**SHEET, "unit_received": "cny_1e4", "unit_stored": "cny"})
    ],
    ("core.snapshot", "the_snapshot_is_one_row"): [("core.snapshot", {"snapshot_id": "2"})],
    ("core.snapshot", "nothing_in_it_arrived_after_its_as_of_instant"): [
        ("core.snapshot", {"as_of": "2016-01-01"}), ("core.submission", {"received_at": "2016-02-01"})
    ],
    ("core.submission", "a_file_that_was_not_taken_says_why"): [("core.submission", {"status": "waiting"})],
    ("core.submission", "what_a_file_was_named_has_a_person"): [("core.submission", {"named_unit_id": "cny"})],
    ("core.submission", "no_more_rows_accepted_than_read"): [("core.submission", {"rows_read": 1, "rows_accepted": 2})],
    ("core.series_break", "every_break_is_about_an_observation"): [("core.series_break", {"observation_id": "o"})],
    ("core.suspicion", "every_suspicion_is_about_an_observation"): [("core.suspicion", {"observation_id": "o"})],
    ("core.suspicion", "no_reported_value_looks_like_a_slip_of_its_unit"): [("core.suspicion", {"rule_id": "r"})],
    ("core.unmatched_observation", "every_reporter_is_in_the_register"): [
        ("core.unmatched_observation", {"subject_code": "C1"})
    ],
    ("core.vintage", "a_vintage_without_a_date_has_a_place_in_the_order"): [
        ("core.observation", VALUE), ("core.vintage", {"vintage_id": "v"})
    ],
    ("core.vintage_rule", "rules_without_a_pattern_are_asked_first"): [
        ("core.vintage_rule", {"vintage_rule_id": "word", "name_pattern": "预计", "rank": 1}),
        ("core.vintage_rule", {"vintage_rule_id": "name", "rank": 2}),
    ],
    ("mart.chain_revenue", "no_more_members_report_than_there_are"): [
        ("mart.chain_revenue", {"member_count": 1, "reporting_count": 2})
    ],
    ("mart.chain_revenue", "twelve_months_have_an_expected_year_or_say_why_not"): [
        ("mart.chain_revenue", {"running_expected_year": None})
    ],
    ("mart.chain_revenue", "every_revenue_belongs_to_a_chain"): [("mart.chain_revenue", {"chain_id": "L1"})],
    ("mart.derived_month", "no_month_that_was_given_is_derived"): [
        ("mart.observation", VALUE), ("mart.derived_month", {"derived_month_id": "o", "value": 1})
    ],
    ("mart.derived_month", "no_month_that_waits_for_a_person_is_derived"): [
        ("core.held_value", {**WAITING, "period_kind": "month"}),
        ("mart.derived_month", WAITING),
    ],
    ("mart.derived_month", "every_derived_month_is_the_difference_of_its_years_to_date"): [
        ("mart.observation", VALUE), ("mart.derived_month", {"ytd_observation_id": "o", "value": 1})
    ],
    ("mart.derived_month", "a_derived_month_below_zero_is_doubtful_unless_it_may_be_negative"): [
        ("core.indicator", {"indicator_id": "i", "may_be_negative": False}),
        ("mart.derived_month", {"indicator_id": "i", "value": -1, "is_doubtful": False}),
    ],
    ("mart.derived_month", "january_and_february_are_never_derived"): [
        ("mart.derived_month", {"derived_month_id": "m", "period": "2016-02"})
    ],
    ("mart.enterprise_sei_revenue", "every_return_meets_a_share_of_its_year"): [
        ("mart.enterprise_sei_revenue", {"is_share_of_same_year": False})
    ],
    ("mart.observation", "every_value_of_the_core_has_one_latest_vintage"): [("core.observation", VALUE)],
    ("mart.observation", "a_year_to_date_is_the_sum_of_its_months"): [
        ("mart.observation", {**VALUE, "subject_id": "E1", "product_code": "", "period": period, "period_kind": kind,
                              "value": value})
        for period, kind, value in (("2016-03", "ytd", 3), ("2016-04", "month", 1), ("2016-04", "ytd", 5))
    ],
    ("mart.observation", "no_value_that_waits_or_was_rejected_is_in_force"): [HELD, ("mart.observation", VALUE)],
    ("mart.observation", "no_withdrawn_value_is_in_force"): [
        ("mart.observation", VALUE),
        ("core.withdrawn_value", {"observation_id": "o", "submission_id": "S1", "decision_id": "D1"}),
    ],
    ("core.withdrawn_value", "a_value_is_withdrawn_by_a_decision_in_force"): [
        ("core.withdrawn_value", {"observation_id": "o", "submission_id": "S1", "decision_id": "D1"})
    ],
    ("core.row_not_repeated", "a_row_that_is_not_repeated_was_in_an_earlier_file"): [
        FILE,
        ("core.row_not_repeated", {"submission_id": "S1", "earlier_submission_id": "S1"}),
    ],
    ("mart.observation_decision", "every_decision_that_a_value_rests_on_is_in_force"): [
        ("mart.observation_decision", {"observation_id": "o", "decision_id": "D1"})
    ],
    ("mart.project_light", "every_light_is_marked_as_its_project_is"): [
        ("core.project", {"project_id": "p", "is_synthetic": True}),
        ("mart.project_light", {"project_id": "p", "is_synthetic": False}),
    ],
    ("mart.project_light", "a_light_is_missing_exactly_where_the_reason_says_why"): [
        ("mart.project_light", {"light": "green", "reason": "no_plan"})
    ],
    ("mart.project_light", "no_light_is_better_than_what_it_is_made_of"): [
        ("mart.project_light", {"light": "yellow", "progress_light": "yellow", "start_light": "red"})
    ],
    ("mart.project_light", "the_light_of_progress_follows_from_the_row_and_the_bounds_of_its_rule"): [
        ("core.light_rule", {"light_rule_version_id": "l@1", "progress_measure": "shortfall_pp", "yellow_bound": 10,
                             "is_yellow_at_bound": True, "red_bound": 30, "is_red_at_bound": False}),
        ("mart.project_light", {"light_rule_version_id": "l@1", "progress_light": "green", "actual_share": "0.4",
                                "shortfall_pp": 10}),
    ],
    ("mart.project_light", "one_light_of_a_project_and_rule_is_the_newest"): [
        ("mart.project_light", {"project_id": "p", "light_rule_id": "l", "light": "green", "is_newest": False})
    ],
    ("mart.sei_share", "one_share_of_a_region_and_year_is_in_force"): [
        ("mart.sei_share", {"region_code": "620000", "period": "2015", "is_in_force": False})
    ],
    ("mart.growth", "every_growth_has_a_rate_or_says_why_not"): [("mart.growth", {**GROWTH, "same_base_rate": None})],
    ("mart.growth", "no_more_firms_report_than_there_are"): [
        ("mart.growth", {**GROWTH, "enterprise_count": 1, "reporting_count": 2})
    ],
    ("mart.growth", "the_contributions_of_the_firms_add_up_to_the_growth_of_the_province"): [
        ("mart.growth", {**GROWTH, "subject_kind": "province", "contribution_pp": 5}),
        ("mart.growth", {**GROWTH, "subject_kind": "enterprise", "contribution_pp": 4}),
    ],
    ("core.application_step", "every_application_stands_at_one_step"): [
        ("core.application_step", {"application_id": "a", "is_current": True}),
        ("core.application_step", {"application_id": "a", "is_current": True}),
    ],
    ("core.application_step", "an_application_is_of_one_firm"): [
        ("core.application_step", {"application_id": "a", "credit_code": code}) for code in ("C1", "C2")
    ],
    ("core.enterprise_survey", "purchases_within_the_province_are_part_of_the_purchases"): [
        ("core.enterprise_survey", {"material_purchase_cny": 1, "local_purchase_cny": 2})
    ],
    ("core.form", "every_report_that_is_due_is_of_a_form"): [("core.reporting_period", {"form_id": "none"})],
    ("core.enterprise_survey", "what_is_met_of_a_want_is_told_or_says_why_not"): [
        ("core.enterprise_survey", {"met_cny": None})
    ],
    ("core.enterprise_survey", "every_answer_is_of_an_enterprise_in_a_register"): [("stage.enterprise_survey", CODE)],
    ("core.park_member", "every_member_is_of_a_known_park"): [("stage.park_member", {"park_id": "p"})],
    ("core.park_member", "no_firm_leaves_a_park_before_it_enters"): [
        ("core.park_member", {"entered_date": "2015-03-02", "left_date": "2015-03-01"})
    ],
    ("core.national_application", "every_step_is_of_a_known_project"): [
        ("stage.national_application", {"project_id": "p"})
    ],
    ("core.national_application", "every_step_is_one_of_the_procedure"): [
        ("core.national_application", {"is_allowed": False})
    ],
    ("core.national_application", "no_more_is_received_than_was_approved"): [
        ("core.national_application", {"is_current": True, "received_total_cny": 2, "approved_cny": 1})
    ],
    ("mart.park_month", "no_overlapping_area_is_in_a_sum_of_prefectures"): [
        ("mart.park_month", {"group_kind": "prefecture", "period": "2015-03", "revenue_cny": 100})
    ],
    ("mart.park_month", "a_number_of_a_park_that_is_missing_has_a_reason"): [("mart.park_month", {"park_id": "p"})],
    ("core.warning_handling", "what_is_closed_stays_closed"): [
        ("core.warning_handling", {"warning_id": "w", "handled_date": "2015-03-01", "handling_status": "closed"}),
        ("core.warning_handling", {"warning_id": "w", "handled_date": "2015-03-02", "handling_status": "acting"}),
    ],
    ("mart.project_baseline", "a_drift_that_is_missing_has_a_reason"): [("mart.project_baseline", {"project_id": "p"})],
    ("mart.light_replay", "every_project_is_a_hit_or_a_false_alarm_or_a_miss_or_quiet_or_undecided"): [
        ("mart.light_replay", {
            "project_count": 1, "hit_count": 0, "false_alarm_count": 0, "miss_count": 0, "quiet_count": 0,
            "undecided_count": 0,
        })
    ],
    ("mart.warning", "a_warning_is_open_or_says_what_became_of_it"): [("mart.warning", {"outcome": "open"})],
    ("mart.warning", "a_value_that_is_missing_has_a_reason"): [("mart.warning", {"value": None})],
    ("mart.warning", "no_warning_lies_after_the_day_of_the_build"): [
        ("mart.warning", {"raised_date": "2016-12-31", "known_date": "2017-01-15"}),
        ("core.snapshot", {"as_of": "2017-01-14 15:59"}),
    ],
    ("mart.warning", "nobody_handles_a_warning_before_it_can_be_known"): [
        ("mart.warning", {"warning_id": "w", "known_date": "2017-01-15"}),
        ("core.warning_handling", {"warning_id": "w", "handled_date": "2017-01-14"}),
    ],
    ("mart.warning", "every_handling_is_of_a_warning"): [("core.warning_handling", {"warning_id": "w"})],
    ("mart.warning_evidence", "every_warning_has_evidence"): [("mart.warning", {"warning_id": "w"})],
    ("mart.warning_hit_rate", "every_warning_is_a_hit_or_not_or_open_or_undecided"): [
        ("mart.warning_hit_rate",
         {"warning_count": 1, "hit_count": 0, "not_hit_count": 0, "open_count": 0, "undecided_count": 0})
    ],
    ("mart.platform_count", "every_platform_is_counted_once_in_all"): [
        ("core.platform", {"platform_id": "p", "is_synthetic": True})
    ],
    ("core.site_visit", "every_visit_is_to_an_enterprise_in_a_register"): [("stage.site_visit", CODE)],
    ("core.site_visit", "every_issue_that_a_visit_names_is_in_the_ledger"): [("core.site_visit", {"issue_id": "i"})],
    ("mart.enterprise_fact", "a_fact_has_a_value_or_a_reason"): [("mart.enterprise_fact", {"fact": "patents"})],
    ("mart.enterprise_outcome", "an_exit_is_proposed_after_two_failing_years_only"): [
        ("mart.enterprise_outcome", {"state": "leave", "result": "fail"})
    ],
    ("mart.enterprise_outcome", "one_version_is_in_force_in_a_year"): [
        ("mart.enterprise_outcome", {"enterprise_id": "E1", "year": "2016", "is_rule_in_force": True}),
        ("mart.enterprise_outcome", {"enterprise_id": "E1", "year": "2016", "is_rule_in_force": True}),
    ],
    ("mart.enterprise_outcome", "an_exemption_that_is_granted_has_its_evidence"): [
        ("mart.enterprise_outcome", {"exemption": "granted", "price_effect_cny": 1})
    ],
    ("mart.growth_enterprise", "an_answer_that_is_missing_has_a_reason"): [
        ("mart.growth_enterprise", {"growth_enterprise_id": "g"})
    ],
    ("mart.growth_bridge", "the_effects_of_every_bridge_add_up_to_its_change"): [
        ("mart.growth_bridge", {**BRIDGE, "total_cny": 2, "from_value_cny": 1, "to_value_cny": 3})
    ],
    ("mart.growth_bridge", "the_bridge_of_the_province_is_the_sum_of_those_of_its_firms"): [
        ("mart.growth_bridge", {**BRIDGE, "subject_kind": "province"}),
        ("mart.growth_bridge", {**BRIDGE, "subject_kind": "enterprise", "scope_cny": 1}),
    ],
    ("mart.growth_bridge", "the_months_of_a_quarter_add_up_to_its_price_and_volume"): [
        ("mart.growth_bridge", {
            **BRIDGE, "subject_kind": "enterprise", "period_kind": "quarter", "to_period": "2016-Q2",
        }),
        *(
            ("mart.growth_bridge", {
                **BRIDGE, "period_kind": "month", "to_period": f"2016-0{month}", "period_end_date": f"2016-0{month}-28",
                "subject_kind": "enterprise", "price_known_cny": 2,
            })
            for month in (4, 5, 6)
        ),
    ],
    ("mart.growth_bridge_cell", "the_effects_of_every_cell_add_up_to_its_change"): [
        ("mart.growth_bridge_cell", {
            "cell_state": "continuing", "from_value_cny": 1, "to_value_cny": 3, "price_cny": 1, "volume_cny": 2,
        })
    ],
    ("core.ten_billion_rule", "a_day_has_one_line_and_it_is_positive"): [
        ("core.ten_billion_rule", {"rule_set_version_id": "t@1", "valid_from": "2014-01-01", "line_cny": 0})
    ],
    ("mart.growth", "a_park_has_the_level_that_its_months_have"): [
        ("mart.growth", {**GROWTH, "subject_kind": "park", "park_id": "P", "period_kind": "month", "value_cny": 5}),
        ("mart.park_month", {"park_id": "P", "period": "2016-03", "revenue_cny": 3, "member_count": 1}),
    ],
    ("mart.growth_member", "the_contributions_of_the_members_add_up_to_the_growth_of_the_subject"): [
        ("mart.growth", {**GROWTH, "same_base_rate": "0.5"}),
        ("mart.growth_member", {"growth_id": "g", "contribution_pp": 49}),
    ],
    ("mart.growth_member", "every_firm_in_one_period_only_has_a_cause"): [
        ("mart.growth_member", {"growth_id": "g", "member_state": "left"})
    ],
    ("mart.growth_product", "every_output_has_one_row"): [("mart.growth_product", {"quantity": 1})],
    ("mart.growth_total", "every_total_is_that_of_its_observation"): [("mart.growth_total", {"enterprise_id": "E1"})],
    ("mart.subject_enterprise", "an_enterprise_counts_once_in_the_province_and_in_no_subject_above_its_whole"): [
        ("mart.subject_enterprise", {"subject_kind": "chain", "subject_id": name, "enterprise_id": "E", "weight": 0.6})
        for name in ("L1", "L2")
    ],
    ("mart.target_actual", "a_target_and_month_has_one_default_of_each_kind"): [
        ("mart.target_actual", {"target_id": "t", "period": "2016-09", "is_synthetic": False, "is_default": False})
    ],
    ("mart.nowcast", "measured_and_imputed_are_the_estimate"): [
        ("mart.nowcast", {**NOWCAST, "measured_ytd_cny": 3, "imputed_ytd_cny": 1, "estimate_ytd_cny": 5})
    ],
    ("mart.nowcast", "a_nowcast_has_an_estimate_or_says_why_not"): [
        ("mart.nowcast", {**NOWCAST, "estimate_ytd_cny": None})
    ],
    ("mart.nowcast", "a_complete_period_has_nothing_imputed"): [
        ("mart.nowcast", {**NOWCAST, "quality": "complete", "missing_count": 0, "imputed_ytd_cny": 1})
    ],
    ("mart.nowcast", "an_estimate_lies_within_its_bands_and_each_within_the_wider_one"): [
        ("mart.nowcast", {**NOWCAST, "low_50_ytd_cny": 4, "high_50_ytd_cny": 5, "estimate_ytd_cny": 3})
    ],
    ("mart.nowcast_member", "the_imputed_values_of_the_missing_firms_are_what_the_nowcast_imputes"): [
        ("mart.nowcast", NOWCAST),
        ("mart.nowcast_member", {"nowcast_id": "n", "enterprise_id": "E1", "imputed_ytd_cny": 2}),
    ],
    ("mart.nowcast_member", "a_missing_firm_is_imputed_or_says_why_not"): [
        ("mart.nowcast_member", {"nowcast_id": "n", "enterprise_id": "E1", "imputed_ytd_cny": None, "reason": None})
    ],
    ("mart.target_progress", "a_target_and_month_has_one_default_of_each_kind_to_show"): [
        ("mart.target_progress", {"target_id": "t", "period": "2016-09", "is_synthetic": False, "is_default": False})
    ],
    ("mart.target_part", "the_parts_of_a_target_add_up"): [("mart.target_part", {"target_id": "t", "parts_gap": 1})],
    ("mart.target_progress", "a_target_without_an_actual_says_why"): [
        ("mart.target_progress", {"target_progress_id": "t", "actual": None, "status": "no_data"})
    ],
    ("mart.target_progress", "no_target_is_judged_on_mixed_vintages"): [
        ("mart.target_progress", {"is_mixed_vintage": True, "status": "met"})
    ],
    ("mart.target_progress", "an_incomplete_register_misses_nothing"): [
        ("mart.target_progress", {"is_at_least": True, "status": "behind"})
    ],
    ("mart.target_progress", "gaps_follow_from_the_row"): [
        ("mart.target_progress", {"actual": 58, "target_value": 100, "gap_to_target": 42})
    ],
    ("core.chain_candidate", "every_lead_is_for_a_known_node"): [
        ("core.chain_candidate", {"chain_candidate_id": "L1/n/a"})
    ],
    ("mart.chain_removal_node", "a_level_is_a_part_of_the_output"): [
        ("mart.chain_removal_node", {"level": 1.5, "lost_share": 0, "lost_when_stocks_end": 0})
    ],
    ("mart.chain_removal_node", "every_circle_of_supplies_comes_to_rest"): [
        ("mart.chain_removal_node", {"is_converged": False})
    ],
    ("mart.chain_removal", "a_share_at_risk_is_a_part_of_the_chain_or_says_why_it_is_null"): [
        ("mart.chain_removal", {"share_at_risk": None})
    ],
    ("mart.chain_removal", "the_evidence_of_a_removal_has_a_day_or_says_why_not"): [
        ("mart.chain_removal", {"oldest_evidence_date": None})
    ],
    ("mart.chain_removal", "every_removal_is_in_a_chain"): [("mart.chain_removal", {"chain_id": "L1"})],
    ("mart.chain_year", "a_chain_is_large_by_its_full_year_alone"): [
        ("mart.chain_year", {"is_ten_billion": True, "ten_billion_gap_cny": 1})
    ],
    ("mart.chain_year", "a_year_has_an_expected_year_or_says_why_not"): [("mart.chain_year", {"chain_year_id": "L1"})],
    ("mart.chain_year", "the_chains_together_count_no_more_than_their_members_have"): [
        ("mart.chain_year", {"year": "2016", "is_synthetic": True, "revenue_cny": 100}),
        ("mart.enterprise_month", {"period": "2016-12", "is_synthetic": True, "revenue_ytd_cny": 50}),
    ],
    ("mart.chain_substitute", "a_candidate_from_inside_is_not_in_the_node_yet"): [
        ("mart.chain_substitute", {"chain_stage_id": "L1-01", "enterprise_id": "E1", "candidate_kind": "inside"}),
        ("core.enterprise_chain", {"chain_stage_id": "L1-01", "enterprise_id": "E1"}),
    ],
    ("mart.chain_gap_all", "every_gap_is_of_a_kind"): [
        ("mart.chain_gap_all", {
            **dict.fromkeys(("is_broken", "is_weak", "is_single", "is_dangling"), False), "value_cny": 1,
        })
    ],
    ("mart.chain_gap_all", "every_node_that_nobody_is_in_is_a_gap"): [
        ("core.chain_stage", {"chain_stage_id": "L1-01", "is_gap": True})
    ],
    ("mart.chain_gap_all", "every_declared_gap_is_in_the_list"): [
        ("core.chain", {"chain_id": "L1"}), ("core.chain_gap", {"chain_id": "L1", "node_name_zh": "n"}),
    ],
    ("mart.chain_gap_all", "a_gap_has_a_value_or_says_why_not"): [("mart.chain_gap_all", {"is_weak": True})],
    ("mart.contradiction", "every_contradiction_names_its_subject"): [
        ("mart.contradiction", {"kind": "member_ended", "subject_kind": "enterprise", "subject_id": "E1"})
    ],
    ("mart.target_progress", "every_progress_is_of_a_target"): [("mart.target_progress", {"target_id": "t"})],
    ("mart.forecast", "a_forecast_has_a_probability_or_says_why_not"): [("mart.forecast", {"forecast_id": "f"})],
    ("mart.forecast", "nothing_is_certain_before_the_deadline"): [("mart.forecast", {"probability": 1})],
    ("mart.forecast", "every_progress_has_a_forecast"): [("mart.target_progress", {"target_progress_id": "t"})],
    ("mart.forecast", "a_forecast_names_its_model_and_stands_beside_the_naive"): [("mart.forecast", {"median": 1})],
    ("mart.forecast_band", "a_band_promises_a_coverage_or_says_why_there_is_none"): [
        ("mart.forecast_band", {"low": 1, "high": 2, "level_share": 0.8, "promised_share": 0.7})
    ],
    ("mart.forecast_band", "a_wider_level_has_a_wider_band"): [
        ("mart.forecast_band", {"forecast_id": "f", "level_share": level, "low": low, "high": 5})
        for level, low in ((0.5, 1), (0.8, 2))
    ],
    ("mart.forecast_band", "every_band_is_of_a_forecast"): [("mart.forecast_band", {"forecast_id": "f"})],
    ("mart.forecast_error", "no_forecast_is_made_after_its_actual"): [
        ("mart.forecast_error", {"origin_date": "2016-10-25", "actual_known_date": "2016-10-25"})
    ],
    ("mart.forecast_point", "a_quarter_is_known_only_after_it_began"): [
        ("mart.forecast_point", {"quarter": 2016 * 4, "known_date": "2015-12-31"})
    ],
    ("mart.forecast_score", "a_coverage_lies_within_its_interval"): [
        ("mart.forecast_score", {"hit_count": 2, "band_count": 1, "error_count": 1})
    ],
    ("core.department_member", "every_member_is_a_department"): [("core.department_member", {"member_id": "d"})],
    ("core.enterprise_contact", "every_contact_is_with_an_enterprise_in_a_register"): [
        ("stage.enterprise_contact", CODE)
    ],
    ("core.enterprise_contact", "every_firm_on_the_list_has_a_contact"): [
        ("core.enterprise", {"enterprise_id": "E1", "status": "active"}),
        ("core.enterprise_contact", {"enterprise_id": "E2"}),
    ],
    ("core.platform_cooperation", "every_cooperation_is_of_a_platform_in_a_register"): [
        ("core.platform_cooperation", {"platform_code": "p"})
    ],
    ("core.technology_project", "every_technology_project_is_of_an_enterprise_in_a_register"): [
        ("stage.technology_project", CODE)
    ],
    ("core.technology_project", "public_money_is_part_of_the_investment"): [
        ("core.technology_project", {"public_money_cny": 2, "total_investment_cny": 1})
    ],
    ("mart.task_state", "a_contradicted_task_names_who_contradicts"): [("mart.task_state", {"contradicted_count": 1})],
    ("mart.task_state", "what_is_closed_is_done_or_moot"): [
        ("mart.task_state", {"escalation": "closed", "state": "behind", "contradicted_count": 0})
    ],
    ("mart.task_state", "a_held_escalation_names_who_holds_it"): [("mart.task_state", {"escalation": "held"})],
    ("mart.task_checkpoint", "no_checkpoint_is_reached_and_missed"): [
        ("mart.task_checkpoint", {"is_reached": True, "is_missed": True})
    ],
    ("mart.department_scorecard", "every_duty_is_counted_once"): [
        ("mart.department_scorecard", {
            **dict.fromkeys(("done_on_time", "done_late", "overdue", "behind", "silent", "not_begun", "on_course",
                             "moot", "disputed", "reports_owed", "reports_on_time", "reports_late",
                             "reports_missing"), 0),
            "duties": 1,
        })
    ],
    ("mart.plan_float", "every_end_has_a_critical_task"): [
        ("mart.plan_float", {"end_task_id": "t", "is_critical": False})
    ],
    ("mart.plan_finding", "every_finding_about_a_task_names_one"): [
        ("mart.plan_finding", {"plan_finding_id": "f", "task_id": "t"})
    ],
    ("mart.reporting_freshness", "received_and_missing_are_no_more_than_expected"): [
        ("mart.reporting_freshness", {"expected_count": 1, "received_count": 1, "missing_count": 1})
    ],
    ("mart.reporting_status", "one_status_for_each_form_period_subject_and_reporter"): [
        ("mart.reporting_status", {
            "form_id": "f", "period": "p", "subject_kind": "enterprise", "subject_id": "E1", "reporter_id": "E1",
        })
    ] * 2,
    ("mart.reporting_status", "the_report_on_a_task_has_the_status_of_the_task_report"): [
        ("mart.reporting_status", {
            "form_id": "department_report", "period": "2016-Q1", "subject_kind": "task", "subject_id": "T1",
            "task_id": "T1", "status": "missing",
        }),
        ("core.task_report", {"task_id": "T1", "quarter": "2016-Q1", "report_status": "on_time"}),
    ],
    ("mart.reporting_status", "a_return_is_missing_or_late_only_after_its_deadline"): [
        ("mart.reporting_status", {"status": "missing", "days_late": 0})
    ],
    ("core.withdrawn_row", "a_row_is_withdrawn_by_a_decision_in_force"): [
        ("core.withdrawn_row", {**WITHDRAWN, "dataset": "fund", "decision_id": "D1"})
    ],
    ("core.withdrawn_row", "no_withdrawn_row_is_in_a_register"): [
        ("core.withdrawn_row", {**WITHDRAWN, "dataset": "project"}), ("core.project", WITHDRAWN)
    ],
    ("core.submission_sheet", "the_sheets_of_a_file_have_all_of_its_rows"): [
        FILE, READING,
        ("core.submission_sheet", {"submission_id": "S1", "rows_read": 2}),
    ],
    ("core.logic_cell", "every_finding_has_one_cell_to_decide_about"): [
        ("core.logic_cell", {"logic_finding_id": "r/o", "logic_cell_id": name, "is_anchor": True}) for name in "ab"
    ],
    ("core.logic_finding", "values_that_do_not_fit_are_told_once"): [("core.logic_cell", {"logic_finding_id": "r/o"})],
    ("core.logic_finding", "no_value_contradicts_another"): [
        ("core.logic_finding", {"logic_finding_id": "r/o", "state": "open"})
    ],
    ("core.logic_rule", "every_logic_rule_has_its_indicators"): [
        ("core.logic_rule", {"rule_id": "r", "indicator_ids": "unknown"})
    ],
    ("core.value_in_force", "what_is_in_force_is_a_row_of_observations"): [("core.value_in_force", {"place": 7})],
    ("core.bank_credit", "every_credit_is_to_an_enterprise_in_a_register"): [("stage.bank_credit", CODE)],
    ("core.bank_credit", "no_balance_exceeds_its_credit_line"): [
        ("core.bank_credit", {"credit_line_cny": 1, "loan_balance_cny": 2})
    ],
    ("mart.burden_form", "known_and_needed_cells_are_all_cells_of_a_form"): [
        ("mart.burden_form", {"cell_count": 3, "known_count": 1, "needed_count": 1})
    ],
    ("mart.burden_respondent", "what_was_sent_without_a_deadline_is_a_part_of_the_cells"): [
        ("mart.burden_respondent", {"cell_count": 3, "event_cell_count": 4})
    ],
    ("mart.burden_respondent", "known_and_needed_cells_are_all_cells_of_a_respondent"): [
        ("mart.burden_respondent", {"cell_count": 3, "known_count": 1, "needed_count": 1})
    ],
    ("mart.burden_duplicate", "nothing_is_a_duplicate_of_itself"): [
        ("mart.burden_duplicate", {"form_id": "f", "other_form_id": "f"})
    ],
    ("core.direct_equity", "every_direct_investment_is_in_a_known_enterprise"): [
        ("core.direct_equity", {"direct_equity_id": "e"})
    ],
    ("core.direct_equity", "nobody_pays_before_the_decision"): [
        ("core.direct_equity", {"decision_date": "2016-02-01", "payment_date": "2016-01-01"})
    ],
    ("mart.enterprise_money", "the_money_of_firms_is_what_funds_put_into_firms_of_the_register"): [
        ("mart.enterprise_money", {"channel": "guide", "amount_cny": 1})
    ],
    ("mart.enterprise_money", "no_enterprise_gets_public_money_by_overlapping_channels"): [
        ("mart.enterprise_money", {"enterprise_id": "E1", "is_overlapping": True})
    ],
    ("mart.fund_covenant_measured", "a_covenant_is_measured_or_says_why_not"): [
        ("mart.fund_covenant_measured", {"low": 2, "high": 1})
    ],
    ("mart.fund_covenant_measured", "every_measured_covenant_is_kept"): [
        ("mart.fund_covenant_measured", {"is_met": False})
    ],
    ("mart.fund_pme", "a_public_market_equivalent_is_there_or_says_why_not"): [
        ("mart.fund_pme", {"ks_pme": 1, "reason": "no_source"})
    ],
    ("mart.fund_irr_root", "several_rates_are_listed_exactly_where_the_note_says_so"): [
        ("mart.fund_performance", {"fund_id": "F1", "irr_note": "several_rates"})
    ],
    ("mart.fund_lookthrough", "the_parts_of_an_investment_add_up_to_it"): [
        ("core.fund_investment", {"fund_investment_id": "i", "amount_cny": 2}),
        ("mart.fund_lookthrough", {"fund_investment_id": "i", "amount_cny": 1}),
    ],
    ("mart.fund_lookthrough", "an_open_source_says_why"): [("mart.fund_lookthrough", {"fund_lookthrough_id": "l"})],
    ("mart.fund_lookthrough", "every_investment_has_a_known_source"): [
        ("mart.fund_lookthrough", {"fund_id": "F1", "reason": "no_source"})
    ],
    ("mart.money_by_field", "every_kind_of_group_has_all_of_the_money"): [
        ("mart.fund_lookthrough", {"amount_cny": 2, "is_synthetic": True}),
        ("mart.money_by_field", {"group_kind": "chain", "amount_cny": 2, "is_synthetic": True}),
    ],
    ("mart.support_coverage", "every_firm_without_support_is_named"): [
        ("mart.support_coverage", {"support_coverage_id": "c", "missing_count": 1})
    ],
    ("mart.support_missing", "nobody_lacks_what_it_got"): [
        ("mart.support_coverage", {"support_coverage_id": "c", "support_kind": "land", "year": "2016"}),
        ("mart.support_missing", {"support_coverage_id": "c", "enterprise_id": "E1"}),
        ("core.policy_support", {"enterprise_id": "E1", "support_kind": "land", "year": "2016"}),
    ],
    ("mart.support_total", "every_unit_of_support_is_known"): [("mart.support_total", {"unit": "块"})],
    ("mart.search_key", "every_name_is_found_whole_and_every_chinese_name_by_its_pinyin"): [
        ("mart.search_name", {"name_number": 1, "name": "甲"})
    ],
    ("mart.search_key", "every_key_is_of_a_name"): [("mart.search_key", {"name_number": 1, "key": "甲"})],
    ("mart.search_key", "a_key_stands_within_its_name"): [("mart.search_key", {"place": 3, "size": 2})],
    ("mart.search_name", "every_name_leads_to_a_row"): [
        ("core.chain", {"chain_id": "E1"}),
        ("mart.search_name", {"entity_type": "enterprise", "entity_key": "E1"}),
    ],
    ("mart.search_name", "every_enterprise_is_found_by_its_name"): [
        ("core.enterprise", {"enterprise_id": "E1", "name_zh": "甲"}),
        ("mart.search_name", {"entity_type": "enterprise", "entity_key": "E1", "name": "甲", "is_current": False}),
    ],
    ("mart.search_name", "names_are_numbered_once"): [("mart.search_name", {"name_number": 1})] * 2,
    ("mart.search_name", "a_reading_has_a_syllable_for_each_character"): [
        ("mart.search_name", {"normal": "金川", "pinyin": "jin"})
    ],
    ("mart.submission_state", "a_file_is_read_under_a_known_revision"): [
        ("mart.submission_state", {"submission_id": "S1", "read_under_revision_id": "P000009"})
    ],
    ("mart.submission_state", "a_file_with_held_cells_is_held_or_decided"): [
        ("core.finding", {"finding_id": "f", "submission_id": "S1", "severity": "held"}),
        ("mart.submission_state", {"submission_id": "S1", "state": "accepted"}),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table without rows; keys and nulls are let through, so that a fault can be planted."""
    with duckdb.connect() as opened:
        opened.execute("create schema core; create schema mart; create schema stage")
        for dataset in DATASETS:
            opened.register("frame", empty(dataset))
            opened.execute(f"create table stage.{dataset} as select * from frame")
            opened.unregister("frame")
        for files in FILES.values():
            lines = files.table_sql.replace(" not null", "").splitlines()
            opened.execute("\n".join(line for line in lines if not line.lstrip().startswith("primary key")))
        yield opened


@pytest.fixture
def connection(tables: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    tables.execute("begin")
    try:
        yield tables
    finally:
        tables.execute("rollback")


def _plant(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    for table, row in rows:
        names = ", ".join(row)
        connection.execute(f"insert into {table} ({names}) values ({', '.join('?' for _ in row)})", list(row.values()))


@pytest.mark.parametrize(("table", "check"), FAULTS, ids=lambda name: name)
def test_a_planted_fault_breaks_the_promise(connection: duckdb.DuckDBPyConnection, table: str, check: str) -> None:
    query = CHECKS[table, check].query
    _plant(connection, SOUND.get((table, check), []))
    assert connection.execute(query).fetchall() == []

    _plant(connection, FAULTS[table, check])

    assert connection.execute(query).fetchall()


def test_every_check_of_every_table_has_a_fault_in_some_test() -> None:
    here = Path(__file__)
    others = "\n".join(
        path.read_text("utf-8")
        for path in here.parent.parent.rglob("*")
        if path.suffix in {".py", ".sql"} and path != here
    )

    assert [key for key in CHECKS if key not in FAULTS and key[1] not in others] == []
    assert FAULTS.keys() <= CHECKS.keys()
