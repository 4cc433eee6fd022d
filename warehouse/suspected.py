"""Values that the published snapshot holds because they look like a slip of their unit: the second half of the queue.

Reading finds held cells in the file alone; these are found against other files, so only a snapshot knows them.
"""

from __future__ import annotations

import duckdb
import polars as pl

from warehouse.archive.home import Home
from warehouse.errors import AvailabilityError
from warehouse.held.cells import HELD_CELL
from warehouse.rules.continuity import load_comparison_rules
from warehouse.snapshots.store import SnapshotStore


def suspected_cells(home: Home) -> pl.DataFrame:
    """One row per suspected value as the published snapshot has it, in the shape of held cells; none without one."""
    store = SnapshotStore(home)
    try:
        with store.acquire() as snapshot:
            found = snapshot.cursor().execute(
                """
                select held_cell.*, submission.submission_number
                from core.held_cell
                join core.submission using (submission_id)
                where held_cell.rule in (select rule_id from core.plausibility_rule)
                order by submission.submission_number, source_sheet, source_row, source_cell
                """
            )
            return pl.DataFrame(found.to_arrow_table()).select(
                pl.col(name).cast(kind) for name, kind in HELD_CELL.items()
            )
    except (AvailabilityError, duckdb.CatalogException, duckdb.BinderException):
        # Nothing published yet, or by a version that suspected nothing.
        return pl.DataFrame(schema=dict(HELD_CELL))
    finally:
        store.close()


def is_plausibility_rule(rule: str) -> bool:
    """Whether a held cell broke a rule that compares values."""
    return rule in set(load_comparison_rules()["rule_id"])
