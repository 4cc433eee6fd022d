"""The rules checked and the decisions taken between a cell and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

import duckdb

from warehouse.provenance.records import DecisionTaken, RuleChecked
from warehouse.provenance.rows import tuples


def rules_of_form(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> tuple[RuleChecked, ...]:
    """The rules of the cell's column. Findings name the violated rules; the others were passed."""
    requested = tuples(
        cursor,
        """
        select
            rule.rule, rule.form_version, rule.description,
            case when finding.decision_id is not null then 'confirmed' else coalesce(finding.severity, 'passed') end
        from core.form_rule as rule
        left join core.finding as finding
            on finding.rule = rule.rule
            and finding.submission_id = ?
            and coalesce(finding.source_sheet, '') = ?
            and finding.source_cell = ?
        where rule.form_column_id = ?
        order by rule.ordinal
        """,
        [row["submission_id"], row["source_sheet"], row["source_cell"], row["form_column_id"]],
    )
    return tuple(RuleChecked(*one) for one in requested)


def rules_of_plausibility(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> tuple[RuleChecked, ...]:
    """The comparisons that a reported value is subject to after reading."""
    if row["subject_kind"] != "enterprise":
        return ()
    requested = tuples(
        cursor,
        """
        select
            rule.rule_id, rule.rule_version,
            if(
                rule.kind = 'history',
                'About ' || rule.factor || ' times what the firm usually reports, or that part of it.',
                'Less than ' || rule.minimum || ' or more than ' || rule.maximum || ' per person and year.'
            ),
            coalesce(suspicion.severity, 'passed')
        from core.plausibility_rule as rule
        left join core.suspicion as suspicion
            on suspicion.rule_id = rule.rule_id
            and suspicion.observation_id = ?
            and suspicion.submission_id = ?
        where rule.indicator_id = ?
        order by rule.rule_id
        """,
        [row["observation_id"], row["submission_id"], row["indicator_id"]],
    )
    return tuple(RuleChecked(*one) for one in requested)


def decisions_behind(cursor: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> tuple[DecisionTaken, ...]:
    """The decisions of those ids, oldest first."""
    if not ids:
        return ()
    taken = tuples(
        cursor,
        """
        select decision_id, decision_kind, value, person, reason, decided_at, held_cell_id
        from core.decision
        where decision_id in (select unnest(?))
        order by decision_number
        """,
        [list(ids)],
    )
    return tuple(
        DecisionTaken(one, kind, value, person, reason, decided_at.replace(tzinfo=UTC), cell)
        for one, kind, value, person, reason, decided_at, cell in taken
    )
