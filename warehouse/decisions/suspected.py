"""Values that the published snapshot holds as suspected unit errors, the second half of the queue; and values that
contradict others, which are not held.

Reading a file finds held cells in it alone; these are found by comparison with other files, so only a snapshot has
them.
"""

from __future__ import annotations

import duckdb
import polars as pl

from warehouse.archive.home import Home
from warehouse.decisions.cells import HELD_CELL
from warehouse.errors import AvailabilityError
from warehouse.programme.frames import plausibility_rule_frame
from warehouse.programme.programme import Programme
from warehouse.rules.continuity import comparison_rules
from warehouse.rules.logic import load_logic_rules
from warehouse.snapshots.store import published


def suspected_cells(home: Home) -> pl.DataFrame:
    """One row per suspected value of the published snapshot, in the shape of held cells; none without a snapshot."""
    return _cells(
        home,
        """
        select held_cell.*, submission.submission_number
        from core.held_cell
        join core.submission using (submission_id)
        where held_cell.rule in (select rule_id from core.plausibility_rule)
        order by submission.submission_number, source_sheet, source_row, source_cell
        """,
    )


def doubted_cells(home: Home) -> pl.DataFrame:
    """One row per value that contradicts another one without a decision about it, in the same shape.

    Its value is in force: it waits in no queue, but a person may decide about it.
    """
    return _cells(
        home,
        """
        select distinct on (held_cell_id)
            held_cell_id, submission_number, logic_finding.source_sheet, logic_finding.source_cell,
            regexp_extract(logic_finding.source_cell, '[0-9]+$')::integer as source_row,
            column_name, logic_finding.subject_id as subject, logic_finding.rule_id as rule, message,
            value_received as text, 'open' as state, null as value, null as decision_id, false as is_reused
        from core.logic_finding
        join core.submission using (submission_id)
        join mart.observation using (observation_id)
        where state = 'open'
        order by held_cell_id, rule_id
        """,
    )


def is_rule_of_values(rule: str, programme: Programme) -> bool:
    """Whether the cell violates a rule that compares values: its value is readable, and may be right."""
    rules = comparison_rules(plausibility_rule_frame(programme))
    return rule in {*rules["rule_id"], *load_logic_rules()["rule_id"]}


def _cells(home: Home, query: str) -> pl.DataFrame:
    try:
        with published(home) as snapshot:
            found = snapshot.cursor().execute(query)
            return pl.DataFrame(found.to_arrow_table()).select(
                pl.col(name).cast(kind) for name, kind in HELD_CELL.items()
            )
    except (AvailabilityError, duckdb.CatalogException, duckdb.BinderException):
        # Nothing is published yet, or by a version without suspected values.
        return pl.DataFrame(schema=dict(HELD_CELL))
