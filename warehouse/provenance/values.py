"""Traces a number to every file that delivered it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import duckdb

from warehouse.errors import UnknownName
from warehouse.provenance.chain import decisions_behind, rules_of_form, rules_of_plausibility
from warehouse.provenance.records import Delivered, ObservationTrace, Source
from warehouse.provenance.rows import findings_at, rows


def trace_observation(cursor: duckdb.DuckDBPyConnection, observation_id: str) -> ObservationTrace:
    """Every file that delivered a value. Raises UnknownName for an unknown id."""
    found = rows(
        cursor,
        """
        select
            observation.*, submission.file_name, submission.sha256,
            coalesce(sheet.form_id, submission.form_id) as form_id,
            coalesce(sheet.form_version, submission.form_version) as form_version,
            'as ' || concat_ws(', ', named_indicator_id, named_unit_id, named_vintage_id, named_region_code) || ' by '
            || named_by as named,
            newest.observation_id is not null as is_in_force,
            withdrawn.decision_id as withdrawn_by
        from core.observation
        join core.submission using (submission_id)
        left join core.submission_sheet as sheet
            on sheet.submission_id = observation.submission_id and sheet.source_sheet = observation.source_sheet
        left join core.withdrawn_value as withdrawn
            on withdrawn.observation_id = observation.observation_id
            and withdrawn.submission_id = observation.submission_id
        left join mart.observation as newest
            on newest.observation_id = observation.observation_id
            and newest.submission_id = observation.submission_id
            and newest.vintage_id = observation.vintage_id
            and newest.source_sheet = observation.source_sheet
            and newest.source_cell = observation.source_cell
        where observation.observation_id = ?
        order by observation.submission_number desc, observation.vintage_id
        """,
        [observation_id],
    )
    if not found:
        raise UnknownName(f"There is no observation '{observation_id}'.", "Ids are in mart.observation.")
    return ObservationTrace(observation_id, tuple(_delivered(cursor, row) for row in found))


def _delivered(cursor: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> Delivered:
    source = Source(
        row["submission_id"],
        row["file_name"],
        row["sha256"],
        row["known_from"].replace(tzinfo=UTC),
        row["form_id"],
        row["form_version"],
        row["source_sheet"],
        row["source_cell"],
        row["named"],
    )
    return Delivered(
        source=source,
        vintage_id=row["vintage_id"],
        vintage_date=str(row["vintage_date"]) if row["vintage_date"] else None,
        value=row["value"],
        same_period_value=row["same_period_value"],
        value_received=row["value_received"],
        unit_received=row["unit_received"],
        unit_stored=row["unit_stored"],
        factor=row["factor"],
        is_in_force=row["is_in_force"],
        findings=findings_at(cursor, source.submission_id, source.sheet, source.cell),
        same_period_cell=row["same_period_cell"],
        same_period_received=row["same_period_received"],
        rules=(*rules_of_form(cursor, row), *rules_of_plausibility(cursor, row)),
        decisions=decisions_behind(cursor, [*row["decision_ids"], *filter(None, [row["withdrawn_by"]])]),
    )
