"""The staged datasets: the typed rows that forms become, one Parquet file per submission and dataset.

Each row says where it stood: submission, sheet and row; an observation and a finding also name their column.
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
        "is_flagged": pl.Boolean,
        "is_corrected": pl.Boolean,
        "decision_id": pl.String,
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
        **_ORIGIN,
    },
    "fund_contribution": {
        "fund_id": pl.String,
        "contributor_name": pl.String,
        "contributor_fund_id": pl.String,
        "contribution_date": pl.Date,
        "committed": QUANTITY,
        "paid_in": QUANTITY,
        **_ORIGIN,
    },
    "fund_investment": {
        "fund_id": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "round": pl.String,
        "investment_date": pl.Date,
        "amount": QUANTITY,
        "equity_share": QUANTITY,
        **_ORIGIN,
    },
    "fund_valuation": {"fund_id": pl.String, "valuation_date": pl.Date, "net_asset_value": QUANTITY, **_ORIGIN},
    "fund_distribution": {
        "fund_id": pl.String,
        "distribution_date": pl.Date,
        "distribution_kind": pl.String,
        "credit_code": pl.String,
        "name": pl.String,
        "amount": QUANTITY,
        **_ORIGIN,
    },
    "fund_covenant": {
        "fund_id": pl.String,
        "covenant_kind": pl.String,
        "comparison": pl.String,
        "threshold": QUANTITY,
        "measured_date": pl.Date,
        "measured_value": QUANTITY,
        "unit": pl.String,
        **_ORIGIN,
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
        **_ORIGIN,
    },
    "project_report": {
        "project_id": pl.String,
        "period": pl.String,
        "plan_investment": QUANTITY,
        "completed_investment": QUANTITY,
        "opened_date": pl.Date,
        "milestone": pl.String,
        **_ORIGIN,
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
        "approved_date": pl.Date,
        "status": pl.String,
        **_ORIGIN,
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
        **_ORIGIN,
    },
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
}


def fingerprint() -> str:
    """A short name for the shape of all datasets: what was staged in another shape has to be read again."""
    shape = {name: {column: str(kind) for column, kind in schema.items()} for name, schema in DATASETS.items()}
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:16]


def empty(dataset: str) -> pl.DataFrame:
    """A frame of that dataset without rows. Raises KeyError for an unknown dataset."""
    return pl.DataFrame(schema=dict(DATASETS[dataset]))
