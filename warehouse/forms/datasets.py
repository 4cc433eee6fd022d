"""The staged datasets: the typed rows that forms become, one Parquet file per submission and dataset.

Each row says where it stood: submission, sheet and row; an observation and a finding also name their column, an
observation that of its restated same period too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import polars as pl
from polars.datatypes import DataType, DataTypeClass

Schema = Mapping[str, DataType | DataTypeClass]

QUANTITY = pl.Decimal(18, 6)
"""Every value and quantity: exact, six decimals, in the unit that the indicator or the product names."""

FACTOR = pl.Decimal(38, 12)
"""What a received value was multiplied by; twelve decimals keep yuan in 100 million yuan exact."""

_ORIGIN: Schema = {"submission_number": pl.Int64, "source_sheet": pl.String, "source_row": pl.Int32}

_ROW: Schema = {"is_flagged": pl.Boolean, **_ORIGIN}
"""Where a row stood that goes on as a row, and whether a cell of it is held and not taken (transforms/marks.py)."""

_RULED: Schema = {"is_corrected": pl.Boolean, "decision_id": pl.String}
"""Whether a person put the row right, and the newest decision it rests on."""

DATASETS: Mapping[str, Schema] = {
    "enterprise": {
        "credit_code": pl.String,
        "credit_code_state": pl.String,
        "name": pl.String,
        "short_name": pl.String,
        "region_code": pl.String,
        "industry_class_code": pl.String,
        "industry_name": pl.String,
        "batch": pl.Int32,
        "recognised_date": pl.Date,
        "status": pl.String,
        **_RULED,
        **_ROW,
    },
    "observation": {
        "indicator_id": pl.String,
        "subject_kind": pl.String,
        "subject_code": pl.String,
        "product_code": pl.String,
        "period": pl.String,
        "period_kind": pl.String,
        "months_covered": pl.Int32,
        "value": QUANTITY,
        "same_period_value": QUANTITY,
        "unit_received": pl.String,
        "value_received": pl.String,
        "unit_stored": pl.String,
        "factor": FACTOR,
        "column_name": pl.String,
        "same_period_column": pl.String,
        "same_period_received": pl.String,
        "vintage_id": pl.String,
        "vintage_date": pl.Date,
        "source_note": pl.String,
        "is_flagged": pl.Boolean,
        "is_corrected": pl.Boolean,
        "decision_id": pl.String,
        "decision_ids": pl.List(pl.String),
        "source_column": pl.String,
        **_ORIGIN,
    },
    "held_value": {
        "indicator_id": pl.String,
        "subject_kind": pl.String,
        "subject_code": pl.String,
        "product_code": pl.String,
        "period": pl.String,
        "period_kind": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "product": {"product_code": pl.String, "product_name": pl.String, "unit_id": pl.String, **_ORIGIN},
    "chain_member": {
        "chain_code": pl.String,
        "chain_name": pl.String,
        "chain_name_en": pl.String,
        "industry_name": pl.String,
        "stage": pl.String,
        "node_name": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "role": pl.String,
        "counted_share": QUANTITY,
        **_RULED,
        **_ROW,
    },
    "enterprise_change": {
        "change_date": pl.Date,
        "change_kind": pl.String,
        "credit_code": pl.String,
        "registration_number": pl.String,
        "organisation_code": pl.String,
        "name": pl.String,
        "new_credit_code": pl.String,
        "new_name": pl.String,
        "new_batch": pl.Int32,
        "new_status": pl.String,
        "evidence": pl.String,
        **_ROW,
    },
    "chain_supply": {
        "chain_code": pl.String,
        "from_node": pl.String,
        "to_node": pl.String,
        "to_chain_code": pl.String,
        "goods": pl.String,
        "evidence": pl.String,
        "evidence_date": pl.Date,
        **_ROW,
    },
    "chain_gap": {
        "chain_code": pl.String,
        "node_name": pl.String,
        "gap_kind": pl.String,
        "priority": pl.String,
        "need": pl.String,
        "candidate_partners": pl.String,
        "noted_date": pl.Date,
        **_ROW,
    },
    "sei_product_share": {
        "credit_code": pl.String,
        "name": pl.String,
        "report_year": pl.String,
        "product_code": pl.String,
        "product_name": pl.String,
        "sei_code": pl.String,
        "product_output": QUANTITY,
        "sei_share": QUANTITY,
        "source_note": pl.String,
        **_ROW,
    },
    "enterprise_assessment": {
        "credit_code": pl.String,
        "name": pl.String,
        "report_year": pl.String,
        "industry_grade": pl.String,
        "technology_grade": pl.String,
        "innovation_grade": pl.String,
        "management_grade": pl.String,
        "competitiveness_grade": pl.String,
        "result": pl.String,
        "demonstrating_role": pl.String,
        "price_effect_note": pl.String,
        "rule_version": pl.String,
        "decision": pl.String,
        "decided_by": pl.String,
        "decision_reason": pl.String,
        **_ROW,
    },
    "department_report": {
        "task_id": pl.String,
        "report_quarter": pl.String,
        "department_name": pl.String,
        "progress_note": pl.String,
        "progress_status": pl.String,
        **_ROW,
    },
    "policy_support": {
        "credit_code": pl.String,
        "name": pl.String,
        "support_kind": pl.String,
        "report_year": pl.String,
        "amount": QUANTITY,
        "quantity": QUANTITY,
        "quantity_unit": pl.String,
        "department_name": pl.String,
        "decided_date": pl.Date,
        "document_note": pl.String,
        **_ROW,
    },
    "issue": {
        "issue_code": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "issue": pl.String,
        "department_name": pl.String,
        "person_name": pl.String,
        "raised_date": pl.Date,
        "due_date": pl.Date,
        "issue_status": pl.String,
        "progress_note": pl.String,
        **_ROW,
    },
    "listing_step": {
        "credit_code": pl.String,
        "name": pl.String,
        "milestone": pl.String,
        "board": pl.String,
        "step_status": pl.String,
        "planned_date": pl.Date,
        "reached_date": pl.Date,
        "raised": QUANTITY,
        **_ROW,
    },
    "financing_round": {
        "credit_code": pl.String,
        "name": pl.String,
        "round": pl.String,
        "financing_date": pl.Date,
        "amount": QUANTITY,
        "investor_kind": pl.String,
        **_ROW,
    },
    "reporter": {
        "credit_code": pl.String,
        "code_received": pl.String,
        "name": pl.String,
        "region_code": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "fund": {
        "fund_id": pl.String,
        "name_zh": pl.String,
        "name_en": pl.String,
        "fund_kind": pl.String,
        "manager_name": pl.String,
        "parent_fund_id": pl.String,
        "target_size": QUANTITY,
        "industry_name": pl.String,
        "established_date": pl.Date,
        "status": pl.String,
        **_ROW,
    },
    "fund_contribution": {
        "fund_id": pl.String,
        "contributor_name": pl.String,
        "contributor_fund_id": pl.String,
        "contribution_date": pl.Date,
        "committed": QUANTITY,
        "called": QUANTITY,
        "call_due_date": pl.Date,
        "paid_in": QUANTITY,
        **_ROW,
    },
    "fund_investment": {
        "fund_id": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "round": pl.String,
        "investment_date": pl.Date,
        "amount": QUANTITY,
        "equity_share": QUANTITY,
        **_ROW,
    },
    "fund_valuation": {"fund_id": pl.String, "valuation_date": pl.Date, "net_asset_value": QUANTITY, **_ROW},
    "fund_distribution": {
        "fund_id": pl.String,
        "distribution_date": pl.Date,
        "distribution_kind": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "amount": QUANTITY,
        **_ROW,
    },
    "fund_covenant": {
        "fund_id": pl.String,
        "covenant_kind": pl.String,
        "comparison": pl.String,
        "threshold": QUANTITY,
        "measured_date": pl.Date,
        "measured_value": QUANTITY,
        "unit": pl.String,
        **_ROW,
    },
    "project": {
        "project_id": pl.String,
        "name_zh": pl.String,
        "name_en": pl.String,
        "project_category": pl.String,
        "status": pl.String,
        "owner_name": pl.String,
        "credit_code": pl.String,
        "region_code": pl.String,
        "industry_name": pl.String,
        "lead_department_name": pl.String,
        "total_investment": QUANTITY,
        "plan_year": pl.Int32,
        "plan_investment": QUANTITY,
        **_ROW,
    },
    "project_report": {
        "project_id": pl.String,
        "period": pl.String,
        "plan_investment": QUANTITY,
        "completed_investment": QUANTITY,
        "opened_date": pl.Date,
        "milestone": pl.String,
        **_ROW,
    },
    "project_milestone": {
        "project_id": pl.String,
        "milestone_name": pl.String,
        "planned_date": pl.Date,
        "reached_date": pl.Date,
        "milestone_status": pl.String,
        **_ROW,
    },
    "platform": {
        "platform_id": pl.String,
        "name_zh": pl.String,
        "name_en": pl.String,
        "platform_type": pl.String,
        "level": pl.String,
        "host_name": pl.String,
        "credit_code": pl.String,
        "industry_name": pl.String,
        "approving_body_name": pl.String,
        "approved_date": pl.Date,
        "status": pl.String,
        **_ROW,
    },
    "park": {
        "park_id": pl.String,
        "name_zh": pl.String,
        "name_en": pl.String,
        "park_kind": pl.String,
        "region_code": pl.String,
        "manager_name": pl.String,
        "industry_name": pl.String,
        "status": pl.String,
        "planned_area": QUANTITY,
        "output_year": pl.Int32,
        "gross_output": QUANTITY,
        **_ROW,
    },
    "reading": {"rows_read": pl.Int64, "rows_accepted": pl.Int64, "submission_number": pl.Int64},
    "finding": {
        "severity": pl.String,
        "rule": pl.String,
        "source_column": pl.String,
        "column_name": pl.String,
        "text": pl.String,
        "message": pl.String,
        "subject": pl.String,
        **_ORIGIN,
    },
    "submission_sheet": {
        "form_id": pl.String,
        "form_version": pl.String,
        "period": pl.String,
        "rows_read": pl.Int64,
        "rows_accepted": pl.Int64,
        "held_count": pl.Int64,
        "refusal": pl.String,
        **_ORIGIN,
    },
}


_MEANING = "findings of credit codes have the code as subject"
"""Replaced where the same shape begins to hold something else."""


def fingerprint() -> str:
    """A short name for the shape of all datasets: what was staged in another shape has to be read again."""
    shape = {name: {column: str(kind) for column, kind in schema.items()} for name, schema in DATASETS.items()}
    return hashlib.sha256(json.dumps([shape, _MEANING]).encode()).hexdigest()[:16]


def empty(dataset: str) -> pl.DataFrame:
    """A frame of that dataset without rows. Raises KeyError for an unknown dataset."""
    return pl.DataFrame(schema=dict(DATASETS[dataset]))
