"""D13: a file of the other DuckDB version is read to the same answers, both ways, or refused with a plain reason.

The other version lives in an environment of its own (`make .venv-duckdb2/ready`, or LONGMAI_OTHER_PYTHON); without
one the tests are skipped. `make test-upgrade` makes it and runs them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.reliability.checking import drop
from tests.reliability.conftest import PROJECT, Figures, Worker
from warehouse.archive.home import Home
from warehouse.catalog.catalog import load_catalog
from warehouse.errors import SnapshotDamaged
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.publish import verify_from_outside

OTHER = Path(os.environ.get("LONGMAI_OTHER_PYTHON", PROJECT / ".venv-duckdb2" / "bin" / "python"))
QUERIES = sorted((PROJECT / "tests" / "graph" / "queries").glob("*.graphql"))
pytestmark = pytest.mark.skipif(not OTHER.is_file(), reason="no second DuckDB: make .venv-duckdb2/ready")

ANSWERS = """
import hashlib, json, sys
from pathlib import Path
import duckdb
import orjson
from graph.execution.operation import Operation
from graph.execution.execution import Executor, Request
from graph.schema import build_schema
from warehouse.archive.home import Home
from warehouse.connections import open_reader
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.store import SnapshotStore
home = Home(Path(sys.argv[1]))
found = {"version": duckdb.__version__}
snapshot_id = current_snapshot_id(home)
reader = open_reader(snapshot_path(home, snapshot_id))
for key in read_manifest(home, snapshot_id).tables:
    rows = sorted(map(repr, reader.execute(f"from {key}").fetchall()))
    found[key] = [len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest()]
reader.close()
store, executor = SnapshotStore(home), Executor(build_schema())
for path in sorted(Path("tests/graph/queries").glob("*.graphql")):
    answer = executor.execute(Request(path.read_text("utf-8"), {}), Operation(store)).to_json_dict()
    answer.pop("extensions", None)  # which snapshot it is
    # Read back: what the engine wrote stands in the answer as a fragment that only this library writes out.
    found[path.stem] = json.dumps(orjson.loads(orjson.dumps(answer)), sort_keys=True)
store.close()
print(json.dumps(found))
"""
BUILD = """
import sys
from pathlib import Path
import duckdb
from warehouse import connections
from warehouse.archive.home import Home
from warehouse.snapshots.refresh import refresh
if len(sys.argv) > 2:
    with duckdb.connect(sys.argv[2]) as own:
        own.execute("create table answer as select 42 as value")
else:
    refresh(Home(Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Home:
    home = Home(tmp_path_factory.mktemp("published") / "data").ensure()
    for name in ("financial_2016-03_gbk.csv", "output_2016-02.csv"):
        drop(home, name, (PROJECT / "tests" / "data" / name).read_bytes())
    assert worker.run(home.root) == 0
    return home


def test_a_snapshot_of_this_version_gives_the_other_one_the_same_answers(published: Home, figures: Figures) -> None:
    ours, theirs = _answers(sys.executable, published), _answers(OTHER, published)

    versions = ours.pop("version"), theirs.pop("version")
    assert versions[0] != versions[1]
    assert {key for key in ours if ours[key] != theirs[key]} == set()
    assert any('"errors"' not in str(answer) and len(str(answer)) > 500 for answer in ours.values())
    figures(
        "D13",
        f"a snapshot of DuckDB {versions[0]} opened by {versions[1]}",
        len(ours),
        "tables and recorded queries: equal",
    )


def test_a_snapshot_of_the_other_version_gives_this_one_the_same_answers(
    published: Home, tmp_path: Path, figures: Figures
) -> None:
    home = Home(tmp_path / "data")
    shutil.copytree(published.root, home.root, symlinks=True)
    before = _answers(sys.executable, home)
    _run(OTHER, BUILD, str(home.root))

    snapshot_id = current_snapshot_id(home)
    manifest = read_manifest(home, snapshot_id)
    assert snapshot_id != current_snapshot_id(published)
    assert manifest.duckdb_version.lstrip("v") != duckdb.__version__
    verify_from_outside(snapshot_path(home, snapshot_id), manifest)
    after = _answers(sys.executable, home)
    # Answers that name the snapshot, as a cursor does too, are of the build and not of the engine.
    named = {path.stem for path in QUERIES if re.search("snapshot|[Cc]ursor", path.read_text("utf-8"))}
    own = {table.key for table in load_catalog().tables.values() if table.group == "snapshot"}
    compared = before.keys() - own - named - {"version"}
    assert {key for key in compared if before[key] != after[key]} == set()
    figures(
        "D13", f"a snapshot of DuckDB {manifest.duckdb_version} opened by {duckdb.__version__}", len(after), "equal"
    )


def test_a_file_in_the_other_versions_own_storage_is_refused_in_words(
    published: Home, tmp_path: Path, figures: Figures
) -> None:
    foreign = tmp_path / "foreign.duckdb"
    _run(OTHER, BUILD, str(published.root), str(foreign))

    with pytest.raises(SnapshotDamaged, match=r"cannot be opened|storage version|SHA-256"):
        verify_from_outside(foreign, read_manifest(published, current_snapshot_id(published)))
    figures("D13", "a file in the storage version of the newer DuckDB", 1, "refused: SNAPSHOT_DAMAGED")


def test_a_row_that_reads_differently_would_be_found(published: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    shutil.copytree(published.root, home.root, symlinks=True)
    path = snapshot_path(home, current_snapshot_id(home))
    path.chmod(0o644)
    with duckdb.connect(str(path)) as own:
        own.execute("update core.task set ordinal = 99 where ordinal = 1")

    whole, altered = _answers(sys.executable, published), _answers(OTHER, home)

    assert whole["core.task"] != altered["core.task"]


def _answers(python: str | Path, home: Home) -> dict[str, object]:
    return dict(json.loads(_run(python, ANSWERS, str(home.root))))


def _run(python: str | Path, script: str, *arguments: str) -> str:
    outcome = subprocess.run(
        [str(python), "-c", script, *arguments], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.splitlines()[-1] if outcome.stdout else ""
