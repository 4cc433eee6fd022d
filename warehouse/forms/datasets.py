"""The staged datasets: the typed rows that forms become, one Parquet file per submission and dataset.

Each row says where it stood: submission, sheet and row; an observation and a finding also name their column.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from polars.datatypes import DataType, DataTypeClass

Schema = Mapping[str, DataType | DataTypeClass]

QUANTITY = pl.Decimal(18, 6)
"""Every value and quantity: exact, six decimals, in the unit that the indicator or the product names."""

_ORIGIN: Schema = {"submission_number": pl.Int64, "source_sheet": pl.String, "source_row": pl.Int32}

DATASETS: Mapping[str, Schema] = {
    "enterprise": {
        "credit_code": pl.String,
        "credit_code_state": pl.String,
        "name": pl.String,
        "region_code": pl.String,
        "industry_class_code": pl.String,
        "industry_name": pl.String,
        "batch": pl.Int32,
        "recognised_date": pl.Date,
        "status": pl.String,
        **_ORIGIN,
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
        "vintage_id": pl.String,
        "vintage_date": pl.Date,
        "source_note": pl.String,
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
        **_ORIGIN,
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
        **_ORIGIN,
    },
    "chain_supply": {
        "chain_code": pl.String,
        "from_node": pl.String,
        "to_node": pl.String,
        "to_chain_code": pl.String,
        "goods": pl.String,
        "evidence": pl.String,
        "evidence_date": pl.Date,
        **_ORIGIN,
    },
    "chain_gap": {
        "chain_code": pl.String,
        "node_name": pl.String,
        "gap_kind": pl.String,
        "priority": pl.String,
        "need": pl.String,
        "candidate_partners": pl.String,
        "noted_date": pl.Date,
        **_ORIGIN,
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
        **_ORIGIN,
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
        **_ORIGIN,
    },
    "department_report": {
        "task_id": pl.String,
        "report_quarter": pl.String,
        "department_name": pl.String,
        "progress_note": pl.String,
        "progress_status": pl.String,
        **_ORIGIN,
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
        **_ORIGIN,
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
        **_ORIGIN,
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
        **_ORIGIN,
    },
    "reporter": {
        "credit_code": pl.String,
        "code_received": pl.String,
        "name": pl.String,
        "region_code": pl.String,
        "source_column": pl.String,
        **_ORIGIN,
    },
    "finding": {
        "severity": pl.String,
        "rule": pl.String,
        "source_column": pl.String,
        "column_name": pl.String,
        "text": pl.String,
        "message": pl.String,
        **_ORIGIN,
    },
}


def empty(dataset: str) -> pl.DataFrame:
    """A frame of that dataset without rows. Raises KeyError for an unknown dataset."""
    return pl.DataFrame(schema=dict(DATASETS[dataset]))
