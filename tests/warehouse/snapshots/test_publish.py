"""Publication: what is in force, what stays when it fails, what is retired."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import CheckFailed, ContractBroken, SnapshotDamaged, SnapshotNotFound
from warehouse.snapshots.build import Build, start_build
from warehouse.snapshots.manifest import CheckOutcome, current_snapshot_id, read_manifest, read_manifests, snapshot_path
from warehouse.snapshots.past.rollbacks import read_rollbacks
from warehouse.snapshots.publish import publish, rollback, verify_from_outside
from warehouse.snapshots.refresh import refresh

FEW = ("core.document", "core.department", "core.task")
"""What a publication needs that is not about its tables."""


def _make_few(build: Build) -> None:
    for key in FEW:
        build.make(build.catalog.table(key))


def _leftovers(home: Home) -> list[str]:
    return [path.name for path in home.snapshots.iterdir() if "building" in path.name]


def test_the_manifest_describes_the_published_file(home: Home) -> None:
    manifest = refresh(home)

    path = snapshot_path(home, manifest.snapshot_id)
    assert current_snapshot_id(home) == manifest.snapshot_id
    assert hashlib.sha256(path.read_bytes()).hexdigest() == manifest.sha256
    assert read_manifest(home, manifest.snapshot_id) == manifest
    assert manifest.tables["core.task"].row_count == 34
    assert _leftovers(home) == []


def test_what_a_killed_build_had_written_beside_its_file_is_swept_away(home: Home) -> None:
    spilled = home.ensure().snapshots / "000001.building.spilled"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage_DEFAULT-0.tmp").write_bytes(b"rows")

    refresh_part(home, FEW)

    assert _leftovers(home) == []


def test_an_analyst_opens_the_current_file_read_only_and_reads_comments(home: Home) -> None:
    refresh(home)

    with duckdb.connect(str(home.current), read_only=True) as analyst:
        comments = analyst.execute(
            "select count(*), count(comment) from duckdb_columns() where schema_name in ('core', 'mart')"
        ).fetchone()
        revenue = analyst.execute(
            "select comment from duckdb_columns() where table_name = 'enterprise_month' and column_name = 'revenue_cny'"
        ).fetchone()

    assert comments is not None
    assert comments[0] == comments[1] > 100
    assert revenue is not None
    told = ("Operating revenue of the month (yuan)", "营业收入·本月（元）", "(monthly_financial_return.revenue_month)")
    assert all(part in revenue[0] for part in told)


def test_the_file_is_written_in_the_agreed_storage_version(home: Home) -> None:
    manifest = refresh_part(home, FEW)

    with duckdb.connect(str(snapshot_path(home, manifest.snapshot_id)), read_only=True) as analyst:
        tag = analyst.execute("select tags['storage_version'] from duckdb_databases() where not internal").fetchone()

    assert tag is not None
    assert tag[0].startswith("v1.4.0")


def test_a_broken_blocking_check_stops_the_publication_and_the_old_snapshot_stays(home: Home) -> None:
    before = refresh_part(home, FEW)

    with start_build(home) as build:
        _make_few(build)
        build.checks.append(CheckOutcome("core.task", "planted_fault", "block", 3, "task_id = x"))
        with pytest.raises(CheckFailed, match=r"core\.task: planted_fault is broken by 3 rows"):
            publish(build)

    assert current_snapshot_id(home) == before.snapshot_id
    assert _leftovers(home) == []


def test_a_broken_warning_is_published_and_listed(home: Home) -> None:
    with start_build(home) as build:
        _make_few(build)
        build.checks.append(CheckOutcome("core.task", "planted_fault", "warn", 3, "task_id = x"))
        manifest = publish(build)

    assert [check.name for check in manifest.warnings] == ["planted_fault"]


def test_rows_that_break_the_contract_name_the_table(home: Home) -> None:
    with start_build(home) as build:
        table = build.catalog.table("core.task")
        _make_few(build)
        with pytest.raises(ContractBroken, match=r"core\.task cannot be made"):
            build.make(table)


def test_a_file_that_is_not_what_was_written_is_found(home: Home) -> None:
    manifest = refresh_part(home, FEW)
    path = snapshot_path(home, manifest.snapshot_id)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as vandal:
        vandal.execute("delete from core.task where ordinal = 1")

    with pytest.raises(SnapshotDamaged, match=r"core\.task has 33 rows and not 34"):
        verify_from_outside(path, manifest)


def test_the_last_snapshots_are_kept_and_older_ones_go(home: Home) -> None:
    for _ in range(3):
        with start_build(home) as build:
            _make_few(build)
            publish(build, retained=2)

    assert [manifest.snapshot_id for manifest in read_manifests(home)] == ["000002", "000003"]
    assert current_snapshot_id(home) == "000003"


def test_rollback_puts_an_older_snapshot_in_force(home: Home) -> None:
    first = refresh_part(home, FEW)
    refresh_part(home, FEW)

    rollback(home, first.snapshot_id)

    assert current_snapshot_id(home) == first.snapshot_id
    with pytest.raises(SnapshotNotFound, match="000009"):
        rollback(home, "000009")


def test_a_rollback_without_a_snapshot_in_force_says_so_in_its_entry(home: Home) -> None:
    kept = refresh_part(home, FEW).snapshot_id
    home.current.unlink()

    rollback(home, kept)

    assert current_snapshot_id(home) == kept
    assert [(entry.from_snapshot_id, entry.to_snapshot_id) for entry in read_rollbacks(home)] == [(None, kept)]


def test_the_same_archive_gives_the_same_content(home: Home) -> None:
    first, second = refresh(home), refresh(home)

    differing = [
        key
        for key, content in first.tables.items()
        if content != second.tables[key] and load_catalog().table(key).group != "snapshot"  # say which build it is
    ]
    assert differing == []
    assert first.tables["core.snapshot"] != second.tables["core.snapshot"]


KILLED_BUILD = """
import os, signal, sys
from pathlib import Path
from warehouse.archive.home import Home
from warehouse.snapshots.build import Build, start_build

with start_build(Home(Path(sys.argv[1]))) as build:
    for ordinal, table in enumerate(build.catalog.tables.values()):
        if ordinal == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        build.make(table)
"""


@pytest.mark.parametrize("tables_made", [0, 20])
def test_a_killed_build_leaves_no_trace_in_current_and_the_next_one_sweeps_up(home: Home, tables_made: int) -> None:
    before = refresh_part(home, FEW)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_BUILD, str(home.root), str(tables_made)],
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert killed.returncode == -signal.SIGKILL
    assert _leftovers(home) != []  # the fault was really planted
    assert current_snapshot_id(home) == before.snapshot_id

    after = refresh_part(home, FEW)

    assert current_snapshot_id(home) == after.snapshot_id
    assert _leftovers(home) == []
