"""P2, D1, D7: killed or out of space at every step of ingestion, build and publication; then run again.

Nothing is lost, doubled or half published, the second run gives the same tables, and no temporary file stays.
"""

from __future__ import annotations

import ast
import re
import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reliability.checking import content, drop, wrong
from tests.reliability.conftest import IS_SOAK, PROJECT, Figures, Worker
from warehouse.archive.backup import damaged_files
from warehouse.archive.damages import find_damages
from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.archive.revisions import read_revisions
from warehouse.faults import POINTS
from warehouse.programme.in_force import ensure_programme, programme_in_force
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_numbers, snapshot_path
from warehouse.snapshots.publish import verify_from_outside

DELIVERIES = PROJECT / "tests" / "data"
SERIES = """宏观经济指标序列,,,,,,,,,
指标代码,指标名称,地区代码,时期,时期类型,数值,单位,版本,版本日期,来源
gdp,地区生产总值,620000,{year},年,4{year},亿元,first_release,,
"""
SOURCES = ["warehouse/ingestion/receive.py", *(f"warehouse/{package}" for package in ("archive", "snapshots"))]
CHANGES = {
    "rename", "replace", "unlink", "rmtree", "symlink_to",
    "write_text", "write_parquet", "open_writer", "mkdir", "fsync",
}  # fmt: skip
HARMLESS = {
    # Their effect is only what the next run would clear away or make again.
    "ensure": "makes empty folders",
    "counts": "replaces a field of a dataclass, no file",
    "plan_beside": "replaces fields of a dataclass, no file",
    "plan_again": "replaces fields of a dataclass, no file",
    "outcome_under": "replaces fields of a dataclass, no file",
    "_empty_tables": "a temporary file, outside the data directory",
    "remade": "makes a folder for temporary files, outside the data directory",
    "sweep": "clears away",
    "sweep_arriving": "clears away",
    "sweep_ingestion": "clears away",
    "sync": "its callers have the point",
    "make_folder": "an empty folder",
    "_locked": "makes an empty folder",
    "_open": "start_build has the point",
    "_copy": "_store has the point",
    "_write": "_store has the point",
    # Beside the way of a file, each one file that is whole or not there.
    "_put_aside": "the manifest comes last: without it nothing is held",
    "accept_held": "_put_in_place has the points",
    "discard_held": "clears away",
    "remember": "a file that is missing costs a comparison",
}
SHORT = (
    "ingest.named", "ingest.staging", "ingest.staged", "ingest.entry_linked", "ingest.head_named",
    "build.table_made", "publish.manifest_named", "publish.file_named", "publish.link_made", "retire.file_removed",
)  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Path:
    """Two published snapshots, and three files waiting in the inbox: two good ones and a bad one between them."""
    root = tmp_path_factory.mktemp("template") / "data"
    home = Home(root).ensure()
    for year in (1993, 1994):
        drop(home, f"series_{year}.csv", SERIES.format(year=year).encode())
        assert worker.run(root) == 0
    drop(home, "a.csv", (DELIVERIES / "financial_2016-03_gbk.csv").read_bytes())
    drop(home, "b.csv", b"\x00\x01 no table at all")
    drop(home, "c.csv", (DELIVERIES / "output_2016-02.csv").read_bytes())
    return root


@pytest.fixture(scope="module")
def passed(template: Path, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> Counter[str]:
    """How often an undisturbed run passes each point."""
    folder = tmp_path_factory.mktemp("dry")
    assert worker.run(_copy(template, folder), LONGMAI_FAULT_TRACE=str(folder / "trace")) == 0
    return Counter((folder / "trace").read_text().split())


@pytest.fixture(scope="module")
def undisturbed(template: Path, tmp_path_factory: pytest.TempPathFactory, worker: Worker) -> dict[str, str]:
    root = _copy(template, tmp_path_factory.mktemp("undisturbed"))
    assert worker.run(root) == 0
    return content(Home(root))


def test_every_point_is_in_the_code_once_and_passed_in_a_dry_run(passed: Counter[str]) -> None:
    in_code = Counter(
        name
        for path in (PROJECT / "warehouse").rglob("*.py")
        for name in re.findall(r'\bfault\("([\w.]+)"\)', path.read_text("utf-8"))
    )

    assert in_code == Counter(POINTS)
    assert set(passed) == set(POINTS)


def test_the_page_of_promises_counts_the_points() -> None:
    page = (PROJECT / "docs" / "reliability.md").read_text("utf-8")
    of_rows = [line for line in page.splitlines() if "planted at each point" in line or "the last passing of" in line]

    assert len(of_rows) == 2
    assert all(str(len(POINTS)) in line for line in of_rows)


def test_every_function_that_changes_the_disk_has_a_point() -> None:
    without = [name for path in _modules() for name in _without_point(path.read_text("utf-8"))]

    assert [name for name in without if name not in HARMLESS] == []


def test_a_new_step_without_a_point_would_be_found() -> None:
    assert _without_point("def step(path):\n    path.rename('x')\n") == ["step"]
    assert _without_point("def step(path):\n    path.rename('x')\n    fault('y')\n") == []


@pytest.mark.parametrize("action", ["kill", "full"])
def test_whatever_stops_a_run_nothing_is_lost_doubled_or_half_published(
    action: str,
    template: Path,
    passed: Counter[str],
    undisturbed: dict[str, str],
    worker: Worker,
    tmp_path: Path,
    figures: Figures,
) -> None:
    """In the long form each point has a data directory of its own. In the short one a single directory is stopped at
    one point after the other before a run may end: one finished build instead of ten.
    """
    longest, runs = 0.0, 0
    for ordinal, stops in enumerate(_stops(action, passed)):
        home = Home(_copy(template, tmp_path / f"{ordinal}"))
        for point, number in stops:
            before = current_snapshot_id(home)
            code = worker.run(home.root, LONGMAI_FAULT=f"{point}:{number}:{action}")
            assert code == (-9 if action == "kill" else code) != 0, (point, number, code)
            _assert_published_is_whole(home, before)
            assert find_damages(home) == (), (point, number)
            runs += 1

        started = time.monotonic()
        assert worker.run(home.root) == 0, stops
        longest = max(longest, time.monotonic() - started)

        assert content(home) == undisturbed, stops
        assert wrong(home, files=5) == [], stops
        assert find_damages(home) == (), stops
        shutil.rmtree(home.root.parent)
    what = "kill -9" if action == "kill" else "disk full"
    row = "P2" if action == "kill" else "D7"
    figures(row, f"{what} at each fault point, then run again", runs, f"0 lost, doubled or orphaned; {longest:.1f} s")


def _stops(action: str, passed: Counter[str]) -> list[list[tuple[str, int]]]:
    """Where the runs over one data directory are stopped: (point, which passing of it)."""
    if not IS_SOAK:
        return [[(point, 1) for point in (SHORT if action == "kill" else SHORT[1:8:3])]]
    return [[(point, number)] for point in POINTS for number in sorted({1, passed[point]} if action == "kill" else {1})]


@pytest.mark.parametrize("point", ["ingest.staging", "ingest.replacing"])
def test_a_stop_while_rows_are_read_again_never_publishes_a_snapshot_without_them(
    point: str, template: Path, undisturbed: dict[str, str], worker: Worker, tmp_path: Path
) -> None:
    home = Home(_copy(template, tmp_path))
    assert worker.run(home.root) == 0

    assert worker.run(home.root, "restage", LONGMAI_FAULT=f"{point}:1:kill") == -9
    assert worker.run(home.root) == 0

    assert content(home) == undisturbed
    assert wrong(home, files=5) == []


@pytest.mark.parametrize(("action", "code"), [("kill", -9), ("full", None)])
def test_a_stop_while_a_programme_is_applied_leaves_the_old_one_or_the_new_one(
    action: str, code: int | None, worker: Worker, tmp_path: Path
) -> None:
    home = Home(tmp_path / "data").ensure()
    with writer_lock(home):
        ensure_programme(home, datetime(2016, 4, 16, tzinfo=UTC))
    for point in ("hashed", "named", "entry_written", "entry_linked", "head_written", "head_named"):
        applied = Home(_copy(home.root, tmp_path / point))

        stopped = worker.run(applied.root, "apply", LONGMAI_FAULT=f"ingest.{point}:1:{action}")
        assert stopped != 0 and code in (None, stopped), point
        assert find_damages(applied) == (), point
        is_new = "cny_1e7" in programme_in_force(applied).units
        assert is_new == (len(read_revisions(applied)) == 2), point

        # Once it is in force, it is refused: there is nothing to apply.
        assert worker.run(applied.root, "apply") == (3 if is_new else 0), point
        assert [entry.revision_id for entry in read_revisions(applied)] == ["P000001", "P000002"], point
        assert "cny_1e7" in programme_in_force(applied).units, point
        assert find_damages(applied) == () and list(damaged_files(applied)) == [], point


def test_the_checker_reports_a_planted_loss_a_double_and_an_orphan(
    template: Path, worker: Worker, tmp_path: Path
) -> None:
    home = Home(_copy(template, tmp_path))
    assert worker.run(home.root) == 0
    assert wrong(home, files=5) == []
    entry = home.archive / "submissions" / "000003.json"

    shutil.copy(entry, entry.with_name("000006.json"))
    (home.staged / ".arriving-S000009").mkdir()
    (home.root / "current.7.new").symlink_to("nowhere")

    assert wrong(home, files=5) == [
        "6 submissions and not 5", "5 different files in 6 submissions", ".arriving-S000009", "current.7.new",
    ]  # fmt: skip
    entry.unlink()
    entry.with_name("000006.json").unlink()
    assert "4 submissions and not 5" in wrong(home, files=5)


def _assert_published_is_whole(home: Home, before: str) -> None:
    published = current_snapshot_id(home)
    assert int(published) in (int(before), max(snapshot_numbers(home)))
    verify_from_outside(snapshot_path(home, published), read_manifest(home, published))


def _copy(template: Path, folder: Path) -> Path:
    shutil.copytree(template, folder / "data", symlinks=True)
    return folder / "data"


def _modules() -> list[Path]:
    return [
        module
        for source in SOURCES
        for module in ([PROJECT / source] if source.endswith(".py") else sorted((PROJECT / source).glob("*.py")))
    ]


def _without_point(source: str) -> list[str]:
    """Functions of a module that call what changes the disk, and no fault point."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            called = {
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                for node in ast.walk(function)
                # A path takes one argument; two are a text's, and a time takes its time zone.
                if isinstance(node, ast.Call) and len(node.args) < 2 and not {"tzinfo"} & {k.arg for k in node.keywords}
            }
            if called & CHANGES and "fault" not in called:
                found.append(function.name)
    return found
