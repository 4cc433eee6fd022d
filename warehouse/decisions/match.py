"""Doubtful matches: the enterprises that a row with an unknown code may be about, and a person's acceptance of one.

A proposal alone changes nothing. Accepting it is a decision about the held cell of the code: the cell is read as if it
contained the enterprise's credit code, from the next refresh, also in later files with the same content.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl

from warehouse.archive.home import Home
from warehouse.decisions.decide import decide
from warehouse.decisions.ledger import Decision, DecisionKind
from warehouse.errors import InvalidArgument, SnapshotNotFound, UnknownName
from warehouse.snapshots.store import SnapshotStore


def list_proposals(home: Home) -> pl.DataFrame:
    """Every proposal of the published snapshot with the enterprise's name and code, the likeliest of a cell first."""
    store = SnapshotStore(home)
    try:
        with store.acquire() as snapshot:
            found = snapshot.cursor().execute(
                """
                select
                    proposal.match_proposal_id, proposal.held_cell_id, proposal.state, proposal.name_received,
                    proposal.code_received, proposal.reason, proposal.score, proposal.candidate_count,
                    enterprise.enterprise_id, enterprise.name_zh, enterprise.credit_code
                from core.match_proposal as proposal
                join core.enterprise as enterprise using (enterprise_id)
                order by proposal.held_cell_id, proposal.score desc, enterprise.enterprise_id
                """
            )
            return pl.DataFrame(found.to_arrow_table())
    except SnapshotNotFound:
        return pl.DataFrame(schema={"match_proposal_id": pl.String})
    finally:
        store.close()


def accept_proposal(
    home: Home, match_proposal_id: str, *, person: str, reason: str, decided_at: datetime | None = None
) -> Decision:
    """Decides that a row is about the proposed enterprise. Raises UnknownName or InvalidArgument."""
    found = list_proposals(home).filter(pl.col("match_proposal_id") == match_proposal_id).rows(named=True)
    if not found:
        raise UnknownName(
            f"There is no proposal '{match_proposal_id}'.", "`longmai held proposals` lists those of the snapshot."
        )
    proposal = found[0]
    try:
        return decide(
            home, proposal["held_cell_id"], DecisionKind.CORRECTED, person=person, reason=reason,
            value=proposal["credit_code"], decided_at=decided_at,
        )  # fmt: skip
    except UnknownName as error:
        raise InvalidArgument(
            f"The code of {proposal['held_cell_id']} is not held: {proposal['code_received']!r} may be a code of "
            f"{proposal['name_zh']} that no register names.",
            "Send a register of changes with it; the row then counts by itself.",
        ) from error
