"""Holds the rows of a synthetic file that name a fund, project, platform or park of the plan.

The plan's facts are real. A generated file may invent further ones, but not the size, payments or progress of a real
one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import polars as pl

from warehouse.forms.form import Form
from warehouse.rules.plan import load_plans
from warehouse.transforms.cells.rules import message
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.table import TypedTable


def hold_invented_rows(table: TypedTable, form: Form) -> tuple[TypedTable, list[Finding]]:
    """The table of a synthetic file without the rows that name a fact of the plan, and a finding for each."""
    real = real_ids()
    findings = []
    for column in form.columns:
        if column.name not in real or column.name not in table.letters:
            continue
        named = table.values.filter(pl.col(column.name).is_in(real[column.name]))
        findings += [
            Finding(
                Severity.HELD, "invented_about_a_real_fact", message("invented_about_a_real_fact", column),
                table.sheet_name, row, table.letters[column.name], column.name, text,
            )
            for row, text in named.select("row", column.name).rows()
        ]  # fmt: skip
    if not findings:
        return table, []
    accepted = ~pl.col("row").is_in([finding.row for finding in findings])
    return replace(table, values=table.values.filter(accepted), texts=table.texts.filter(accepted)), findings


@cache
def real_ids() -> Mapping[str, tuple[str, ...]]:
    """The ids of plan facts by the columns of forms that hold them."""
    plans = load_plans()
    funds = tuple(fund.fund_id for plan in plans for fund in plan.funds)
    return {
        "fund_id": funds,
        "parent_fund_id": funds,
        "contributor_fund_id": funds,
        "project_id": tuple(project.project_id for plan in plans for project in plan.projects),
        "platform_id": tuple(platform.platform_id for plan in plans for platform in plan.platforms),
        "park_id": tuple(park.park_id for plan in plans for park in plan.parks),
    }
