"""A refresh of some tables: those that a test reads, and all that they are made of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from unittest import mock

from warehouse.archive.home import Home
from warehouse.catalog.catalog import Catalog, load_catalog
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots import build as building
from warehouse.snapshots import publish as publishing
from warehouse.snapshots.build import start_build
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.refresh import make_all

QUEUE = (
    *("core.held_cell", "core.decision", "core.logic_finding", "core.held_value", "core.withdrawn_row"),
    *("mart.observation", "mart.derived_month", "mart.submission_state"),
)
"""What is held, what people decided about it, and the values: what deciding reads, too."""


def refresh_part(home: Home, tables: tuple[str, ...] = QUEUE, as_of: datetime | None = None) -> Manifest:
    """Builds and publishes these tables, with their checks, a third or less of a refresh. The snapshot is compared
    with none and no other process opens it: tests of what a release changed, and of publication, take `refresh`.
    """
    ensure_staged(home, as_of=as_of)
    with (
        mock.patch.object(building, "load_catalog", lambda: _part(tables)),
        mock.patch.object(publishing, "verify_from_outside"),
        start_build(home, as_of) as build,
    ):
        make_all(build)
        return publishing.publish(build)


@cache
def _part(tables: tuple[str, ...]) -> Catalog:
    """These tables, those from which they are made, and that of the snapshot; without checks that read others."""
    whole = load_catalog().tables
    wanted, waiting = set[str](), [*tables, "core.snapshot"]
    while waiting:
        key = waiting.pop()
        if key in whole and key not in wanted:
            wanted.add(key)
            waiting += whole[key].reads
    left_out = re.compile("|".join(rf"\b{key}\b" for key in whole if key not in wanted))
    return Catalog(
        {
            key: replace(table, checks=tuple(check for check in table.checks if not left_out.search(check.query)))
            for key, table in whole.items()
            if key in wanted
        }
    )
