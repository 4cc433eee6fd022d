"""Columns of nouns that are never null in the sample, and why their contract lets them be.

A column that holds a column of a form is not listed: its cell may be blank or held.
"""

from __future__ import annotations

_NO_FORM = "of a file that no form reads"
_NO_UNIT = "an index, a share or a count has no unit"
_NO_CELL = "a value that was decided or computed, not received in a cell"
_NOT_FOUND = "what the file names is in no register or list"
_NO_ISSUE = "a plan whose day of issue is not known"
_NOBODY = "nobody gave a value that it is computed from"
_NO_BASE = "what it is divided by is zero or missing"

NULLABLE_FOR_A_REASON: dict[str, dict[str, str]] = {
    "core.snapshot": {"all_enterprises_id": "a generated constant: DuckDB takes no constraint on it"},
    "core.submission": {"form_id": _NO_FORM, "form_version": _NO_FORM},
    "core.form": {"sender": "a form that anybody may send"},
    "core.finding": {"source_sheet": "a finding about a whole file", "text": "a finding about a whole file"},
    "core.site_visit": {"department_id": _NOT_FOUND},
    "mart.enterprise_outcome": {
        **dict.fromkeys(("enterprise_assessment_id", "people_result", "has_demonstrating_role"), "nobody assessed"),
        **dict.fromkeys(
            ("score", "grade", "known_weight", "industry_score", "industry_grade", "technology_score",
             "technology_grade", "innovation_score", "innovation_grade", "management_score", "management_grade",
             "competitiveness_score", "competitiveness_grade", "margin", "binding_requirement", "revenue_cny",
             "base_revenue_cny", "revenue_growth", "volume_index", "capacity_growth"), "a year without its facts"
        ),
    },
    "mart.growth_enterprise": dict.fromkeys(
        ("revenue_cny", "employee_count", "last_year_growth", "is_sme", "first_revenue_cny", "revenue_rate"), _NOBODY
    ),
    "core.fund_covenant": {"is_met": "a covenant that is not measured"},
    "core.direct_equity": {"enterprise_id": "a firm that no register has"},
    "mart.enterprise_money": {"industry_id": "a firm whose register names no field"},
    "mart.fund_covenant_measured": {
        **dict.fromkeys(("low", "high", "is_met"), "nothing was paid, or the rule has ended"),
        **dict.fromkeys(("reported_value", "is_met_as_reported", "difference"), "a covenant that no fund measured"),
    },
    "mart.fund_pme": {"reason": "a programme with a series of an index"},
    "mart.fund_lookthrough": {
        "source_name": "a fund in a circle, or one that nobody paid", "enterprise_name": "a row without a name",
    },
    "mart.warning": {"value": "a year that people judged without its facts"},
    "mart.warning_evidence": dict.fromkeys(("value", "compared_value"), _NOBODY),
    "mart.money_by_field": {"source_name": "a fund in a circle, or one that nobody paid"},
    "mart.support_total": {"department_name": "a row that names none", "total": "every firm in it had left"},
    "core.submission_sheet": {"form_version": _NO_FORM},
    "core.held_cell": {
        "form_id": _NO_FORM, "column_name": _NO_FORM, "subject": _NOT_FOUND, "text": "a value that is missing is held",
    },
    "core.logic_cell": {
        "column_name": _NO_FORM, "value": "a share of the annual return has no output", "source_cell": _NO_CELL,
    },
    "core.logic_finding": {"column_name": _NO_FORM},
    "core.observation": {
        "form_column_id": _NO_FORM, "unit_received": _NO_UNIT, "unit_stored": _NO_UNIT, "factor": _NO_UNIT,
        "value_received": _NO_CELL,
    },
    "mart.observation": {
        "form_column_id": _NO_FORM, "unit_received": _NO_UNIT, "unit_stored": _NO_UNIT, "factor": _NO_UNIT,
        "value_received": _NO_CELL,
    },
    "mart.derived_month": {"unit_stored": _NO_UNIT, "value": "a requested unit may be of another quantity"},
    "core.chain": {"industry_id": "a chain may belong to no field of the programme"},
    "core.chain_candidate": {"chain_stage_id": _NOT_FOUND},
    "mart.chain_year": {
        "revenue_cny": _NOBODY, "reporting_share": _NOBODY, "scaled_count": _NOBODY, "ten_billion_gap_cny": _NOBODY,
        "leader_names_zh": "a chain without a leader", "leader_differs": "a chain without a leader",
        "largest_enterprise_id": _NOBODY, "largest_share": _NOBODY, "hhi": _NOBODY,
        "purchase_coverage_share": _NOBODY,
        **dict.fromkeys(("node_count", "covered_node_count", "local_node_rate"), _NOBODY),
        **dict.fromkeys((f"{stage}_coverage_share" for stage in ("upstream", "midstream", "downstream")), _NOBODY),
    },
    "mart.chain_gap_all": dict.fromkeys(("newest_evidence_date", "stale_from_date", "is_stale"), "a gap without a day"),
    "mart.chain_removal": {
        "share_at_risk": _NO_BASE, "output_at_risk_cny": _NO_BASE, "lost_when_stocks_end": _NO_BASE,
        "lost_when_stocks_end_cny": _NO_BASE,
        "share_of_all": _NO_BASE, "year": _NOBODY,
    },
    "mart.chain_removal_node": {"year": _NOBODY},
    "core.chain_gap": {"chain_stage_id": _NOT_FOUND},
    "core.chain_supply_edge": {"from_chain_stage_id": _NOT_FOUND},
    "core.enterprise": {"industry_id": _NOT_FOUND, "industry_class_id": _NOT_FOUND},
    "core.enterprise_change": {"enterprise_id": _NOT_FOUND},
    "core.fund_distribution": {"enterprise_id": _NOT_FOUND},
    "core.fund_investment": {"enterprise_id": _NOT_FOUND},
    "core.issue": {"enterprise_id": _NOT_FOUND},
    "core.platform": {"industry_id": _NOT_FOUND},
    "core.project_milestone": {"days_late": "a milestone without a planned day, or not due yet"},
    "core.target": {
        "start_date": "a target that names no time to measure over",
        "counted_after_date": "a target that counts no new ones",
    },
    "mart.chain_revenue": {
        "revenue_ytd_cny": _NOBODY, "comparable_revenue_ytd_cny": _NOBODY, "same_period_revenue_ytd_cny": _NOBODY,
        "same_base_growth_rate": _NO_BASE, "ten_billion_gap_cny": _NOBODY, "running_gap_cny": _NOBODY,
    },
    "core.enterprise_contact": {"department_id": _NOT_FOUND},
    "core.platform_cooperation": {"platform_id": _NOT_FOUND, "enterprise_id": _NOT_FOUND},
    "core.technology_project": {"industry_id": _NOT_FOUND},
    "mart.plan_float": {"start_date": _NO_ISSUE, "window_days": _NO_ISSUE},
    "mart.task_state": {"effective_due_date": _NO_ISSUE, "newest_report_date": "a lead that has not reported"},
    "mart.enterprise_month": {"industry_id": _NOT_FOUND},
    "mart.enterprise_sei_revenue": {
        "share_year": "no share of that year or before", "sei_share": _NOBODY, "sei_revenue_ytd_cny": _NOBODY,
    },
    "mart.fund_performance": {
        "called_cny": _NOBODY, "called_unpaid_cny": _NOBODY, "guide_committed_cny": "no guide fund is in it",
        "guide_paid_in_cny": "no guide fund is in it", "amplified_committed_cny": "no sub-fund is amplified",
        "amplified_paid_in_cny": "no sub-fund is amplified", "committed_amplification": _NO_BASE,
        "paid_in_amplification": _NO_BASE, "dpi": _NO_BASE,
    },
    "mart.project_progress": dict.fromkeys(
        ("completion_rate", "baseline_plan_investment_cny", "baseline_completion_rate", "plan_drift"), _NO_BASE
    ),
    "mart.project_light": {
        "light": "a month that no rule judges", "progress_light": "a month that no rule judges",
        "months_running": "a project of the plan alone", "actual_share": _NO_BASE, "shortfall_pp": _NO_BASE,
        "schedule_ratio": _NO_BASE, "is_opened": "a project that does not start in the year",
    },
    "mart.growth_bridge": dict.fromkeys(
        ("from_value_cny", "to_value_cny", "price_cny", "volume_cny", "remainder_cny", "explained_share"), _NOBODY
    ),
    "mart.growth_bridge_cell": dict.fromkeys(
        ("unit", "from_quantity", "to_quantity", "from_unit_price_cny", "to_unit_price_cny", "to_capacity",
         "from_value_cny", "to_value_cny", "price_cny", "volume_cny", "to_quantity_at_from_price_cny",
         "from_quantity_at_to_price_cny"), _NOBODY
    ),
    "mart.growth_member": dict.fromkeys(("change_cny", "contribution_pp"), _NOBODY),
    "mart.forecast_score": dict.fromkeys(("mean_absolute_scaled_error", "ratio_to_naive"), _NO_BASE),
    "mart.nowcast": {
        **dict.fromkeys(("estimate_ytd_cny", "measured_ytd_cny", "imputed_ytd_cny"), _NOBODY),
        **dict.fromkeys(("measured_share", "imputed_share"), _NO_BASE),
    },
    "mart.nowcast_member": {
        "base_ytd_cny": "a firm that did not report the year before", "imputed_ytd_cny": _NOBODY,
        "previous_period": "a firm that has not reported in the year", "own_ratio": _NO_BASE, "course_ratio": _NO_BASE,
        **dict.fromkeys(("stratum", "stratum_ratio", "stratum_previous_ratio"), "nobody of the stratum has reported"),
    },
    "mart.contradiction": {
        "chain_id": "a contradiction of another subject",
        **dict.fromkeys(("first_submission_id", "first_sheet", "first_row"), "the programme's own entry"),
        "second_submission_id": "a list that lacks the other",
    },
    "mart.reporting_freshness": {"received_share": "everybody is exempt"},
}  # fmt: skip
