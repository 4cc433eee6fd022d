"""Runs one job after the other, each in a child of its own: forked before any library has started a thread."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from warehouse import connections
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.catalog.catalog import load_catalog
from warehouse.decisions.decide import decide, list_held
from warehouse.decisions.ledger import DecisionKind
from warehouse.errors import StorageFailed, WarehouseError
from warehouse.forms import form
from warehouse.ingestion import receive as ingestion
from warehouse.ingestion.receive import files_in_inbox, ingest_files
from warehouse.ingestion.restage import ensure_staged, restage_form
from warehouse.programme.in_force import programme_in_force
from warehouse.programme.lifecycle import apply_programme
from warehouse.programme.programme import built_in, read_programme
from warehouse.snapshots import build
from warehouse.snapshots.build import empty_tables, start_build
from warehouse.snapshots.publish import publish

if os.environ.get("LONGMAI_SOAK") != "1":
    connections._OFFLINE["threads"] = 1  # as tests/conftest.py says
# Once for all children: the engines are closed again, and their threads are gone before a child is forked.
empty_tables(tuple(load_catalog().tables.values()))

# No test that uses this is about how long the lock is waited for.
writer_lock.__wrapped__.__defaults__ = (600.0,)  # type: ignore[attr-defined]
RECEIVED_AT = datetime(2016, 4, 16, 3, 0, tzinfo=UTC)


def _refresh(home: Home) -> None:
    ingest_files(home, files_in_inbox(home), received_at=RECEIVED_AT, remove_source=True)
    ensure_staged(home)
    with start_build(home) as building:
        tables = building.catalog.tables.values()
        for table in tables:
            building.make(table)
        for table in tables:
            building.check(table)
        publish(building, retained=2)


def _restage(home: Home) -> None:
    restage_form(home, "monthly_financial_return")


def _decide(home: Home) -> None:
    """Rejects the first cell that is held."""
    cell = list_held(home).filter(state="open").row(0, named=True)["held_cell_id"]
    decide(home, cell, DecisionKind.REJECTED, person="审核员", reason="填报有误", decided_at=RECEIVED_AT)


def _refresh_without_lock(home: Home) -> None:
    """The planted fault of P4."""
    ingestion.writer_lock = build.writer_lock = lambda home: nullcontext()  # type: ignore[assignment]
    _refresh(home)


def _refresh_by_local_clock(home: Home) -> None:
    """The planted fault of P8: deadlines in the time zone of the machine."""
    form.CHINA_TIME = datetime.now().astimezone().tzinfo  # type: ignore[assignment]
    _refresh(home)


def _apply(home: Home) -> None:
    """Applies the built-in programme with one more unit."""
    own = dict(built_in().own_files)
    own["units.csv"] += "cny_1e7,千万元,10 million yuan,money,10000000,\n".encode()
    parent = programme_in_force(home).sha256
    apply_programme(home, read_programme(own), by="王芳", reason="新增计量单位", parent=parent)


_JOBS = {
    "apply": _apply,
    "refresh": _refresh,
    "restage": _restage,
    "decide": _decide,
    "refresh_without_lock": _refresh_without_lock,
    "refresh_by_local_clock": _refresh_by_local_clock,
}


def _run(root: str, job: str, environment: dict[str, str]) -> int:
    os.environ.update(environment)
    time.tzset()  # TZ may be among them, and Python has looked already
    try:
        _JOBS[job](Home(Path(root)))
    except WarehouseError as error:
        print(f"{error.code} {error}", file=sys.stderr)
        return 5 if isinstance(error, StorageFailed) else 3
    except BaseException:
        traceback.print_exc()
        return 4
    return 0


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        code = _run(*json.loads(line))
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
