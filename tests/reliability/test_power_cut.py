"""D3 and P2: the power goes at any moment of a run, and whatever was not synced may be gone or there.

Every state that a POSIX file system may then show is checked with the real code: what was acknowledged is there, what
is published is whole and served, and the next run gives the same tables as one that nobody disturbed.
"""

from __future__ import annotations

import functools
import random
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.reliability.checking import content, drop, wrong
from tests.reliability.conftest import IS_SOAK, PROJECT, Figures, Scale, Worker
from tests.reliability.power_cut import (
    Disk,
    State,
    can_record,
    digest,
    keeps_everything,
    keeps_nothing,
    record,
)
from warehouse.archive.backup import damaged_files, file_digest
from warehouse.archive.damages import find_damages
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.decisions.ledger import read_decisions
from warehouse.errors import SnapshotNotFound, WarehouseError
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest, snapshot_path
from warehouse.snapshots.publish import verify_from_outside
from warehouse.snapshots.store import SnapshotStore

DELIVERIES = PROJECT / "tests" / "data"
pytestmark = pytest.mark.skipif(not can_record(), reason="strace is not installed or may not be used here")

_PAGES = 1 << 16
Cut = tuple[int, str, State]
"""The moment, how much of what was not synced is there, and what then lies on the disk."""


@dataclass
class Run:
    """A recorded run: the disk that it changed, and what has to be there at its end."""

    disk: Disk
    files: int
    tables: dict[str, str]
    decisions: int = 0
    entries_before: int = 0
    snapshot_before: int = 0
    is_refresh: bool = True
    verified: set[str] = field(default_factory=set)

    def moments(self) -> list[int]:
        """Before and after every sync and every change of a name, but inside what no restart ever reads."""
        found = {0, self.disk.length}
        for number, what in [*self.disk.syncs, *self.disk.names]:
            if ".building.wal" not in what:
                found |= {number, number + 1}
        return sorted(found)

    @functools.cached_property
    def _cuts(self) -> list[Cut]:
        return list(self._find_cuts(random.Random(7)))

    def cuts(self) -> list[Cut]:
        """Each moment in several ways, leaving out states that a restart cannot tell from an earlier one."""
        return self._cuts

    def _find_cuts(self, draws: random.Random) -> Iterator[Cut]:
        seen: set[str] = set()
        for moment in self.moments():
            for how in ("nothing", "names", "everything", "random", "random"):
                kept = {change: draws.random() < 0.5 for change in range(-self.disk.length, self.disk.length + 1)}
                keeps = {
                    "nothing": keeps_nothing,
                    "names": self.disk.keeps_names(),
                    "everything": keeps_everything,
                    "random": kept.__getitem__,
                }[how]
                state = {
                    # What is deleted unread need not fill the memory.
                    name: found[:_PAGES] if isinstance(found, bytes) and ".building" in name else found
                    for name, found in self.disk.state_at(moment, keeps).items()
                }
                passed = {name for at, name in self.disk.points if at <= moment}
                key = digest(state) + str("publish.switched" in passed) + str(self._entries(moment))
                if key not in seen:
                    seen.add(key)
                    yield moment, how, state

    def _entries(self, moment: int) -> int:
        return sum(name == "ingest.recorded" and at <= moment for at, name in self.disk.points)

    def lost_at_once(self, home: Home, moment: int) -> list[str]:
        """What was acknowledged before the cut and is not there after it, or is there and not whole."""
        found = [f"{number}: {what}" for number, what in damaged_files(home)] if home.archive.exists() else []
        found += [f"taken for tampering: {damage}" for damage in find_damages(home)]
        entries = len(read_submissions(home))
        if entries < self.entries_before + self._entries(moment):
            found.append(f"{entries} submissions, {self.entries_before + self._entries(moment)} were acknowledged")
        if self.decisions and moment == self.disk.length and len(read_decisions(home)) != self.decisions:
            found.append(f"{len(read_decisions(home))} decisions, {self.decisions} acknowledged")
        switched = sum(name == "publish.switched" and at <= moment for at, name in self.disk.points)
        try:
            published = current_snapshot_id(home)
        except SnapshotNotFound:
            return [*found, "nothing is published any more"] if self.snapshot_before + switched else found
        if not self.snapshot_before + switched <= int(published) <= self.snapshot_before + self.is_refresh:
            found.append(f"snapshot {published} after {self.snapshot_before} and {switched} publications")
        manifest = read_manifest(home, published)
        if (sha256 := file_digest(snapshot_path(home, published))) not in self.verified:
            verify_from_outside(snapshot_path(home, published), manifest)
            self.verified.add(sha256)
        elif sha256 != manifest.sha256:
            found.append(f"snapshot {published} is not the file of its manifest")
        store = SnapshotStore(home, threads=1)
        with store.acquire() as snapshot:
            snapshot.cursor().execute("select count(*) from core.task").fetchall()
        store.close()
        return found

    def lost(self, home: Home, moment: int) -> list[str]:
        """What is wrong right after a cut."""
        try:
            return self.lost_at_once(home, moment)
        except (WarehouseError, OSError) as error:
            return [f"{type(error).__name__}: {error}"]

    def wrong_after(self, home: Home, moment: int, worker: Worker) -> list[str]:
        """What is wrong after a cut, and after the run that follows it."""
        found = self.lost(home, moment)
        if code := worker.run(home.root):
            return [*found, f"the next run ends with {code}"]
        if self.decisions and moment < self.disk.length and not read_decisions(home):
            return [*found, *wrong(home, self.files)]  # the person saw no receipt: the cell waits, as before
        return [*found, *wrong(home, self.files), *([] if content(home) == self.tables else ["other tables"])]


def _waiting(root: Path) -> Home:
    home = Home(root)
    home.inbox.mkdir(parents=True)
    drop(home, "a.csv", (DELIVERIES / "financial_2016-03_gbk.csv").read_bytes())
    drop(home, "b.csv", b"\x00\x01 no table at all")
    drop(home, "c.csv", (DELIVERIES / "output_2016-02.csv").read_bytes())
    return home


def _published(root: Path, worker: Worker) -> Home:
    """Two snapshots in force one after the other, and three files that wait."""
    home = _waiting(root)
    waiting = {path.name: path.read_bytes() for path in home.inbox.iterdir()}
    for path in home.inbox.iterdir():
        path.unlink()
    for number in (1, 2):
        drop(home, f"{number}.csv", f"不是表格,{number}\n".encode())
        assert worker.run(root) == 0
    for name, sent in waiting.items():
        drop(home, name, sent)
    return home


def _recorded(case: str, folder: Path, worker: Worker) -> Run:
    """Records one of the runs of `CASES`."""
    root = folder / "data"
    home = _waiting(root) if case == "first start" else _published(root, worker)
    if case == "decision":
        assert worker.run(root) == 0
    before = 0 if case == "first start" else int(current_snapshot_id(home))
    entries = len(read_submissions(home)) if home.archive.exists() else 0
    disk = Disk(root)
    if case.startswith("killed at "):
        assert record(root, folder / "killed", disk, LONGMAI_FAULT=f"{case.removeprefix('killed at ')}:1:kill") == -9
    assert record(root, folder / "trace", disk, "decide" if case == "decision" else "refresh") == 0
    assert disk.state_at(disk.length, keeps_everything) == Disk(root).state_at(0, keeps_nothing), "not all was recorded"
    if case == "decision":
        assert worker.run(root) == 0
    return Run(
        disk, len(read_submissions(home)), content(home), len(read_decisions(home)), entries, before,
        is_refresh=case != "decision",
    )  # fmt: skip


CASES = {
    "refresh": 60,
    "first start": 30,
    "decision": 14,
    "killed at ingest.named": 20,
    "killed at ingest.entry_linked": 20,
}
"""After how many of the different states of each run the next run is tried too, in the long form."""


@pytest.fixture(scope="module")
def recorded(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Run]:
    """Each of the runs of `CASES`, recorded once."""
    return functools.cache(lambda case: _recorded(case, tmp_path_factory.mktemp("recorded"), worker))


@pytest.mark.parametrize("case", CASES if IS_SOAK else ["refresh"])
def test_after_a_power_cut_all_that_was_acknowledged_is_there_and_what_is_published_is_whole(
    case: str, recorded: Callable[[str], Run], tmp_path: Path, scale: Scale, figures: Figures
) -> None:
    run = recorded(case)
    cuts = run.cuts()
    chosen = _spread(cuts, scale(12, len(cuts)))

    assert _failures(run, chosen, run.lost, tmp_path) == []
    figures("D3", f"power cut ({case}), {len(run.moments())} moments: what is there right after it", len(chosen),
            "different states of the disk: 0 lost, 0 half published, each served")  # fmt: skip


@pytest.mark.parametrize("case", CASES if IS_SOAK else ["refresh"])
def test_the_run_after_a_power_cut_gives_the_tables_of_an_undisturbed_one(
    case: str,
    recorded: Callable[[str], Run],
    worker: Worker,
    second_worker: Worker,
    tmp_path: Path,
    scale: Scale,
    figures: Figures,
) -> None:
    run = recorded(case)
    cuts = run.cuts()
    chosen = _spread(cuts, min(len(cuts), scale(3, CASES[case])))

    with ThreadPoolExecutor(2) as threads:
        halves = [
            threads.submit(
                _failures, run, chosen[first::2], functools.partial(run.wrong_after, worker=by), tmp_path / f"{first}"
            )
            for first, by in enumerate((worker, second_worker))
        ]
        failed = [found for half in halves for found in half.result()]

    assert failed == []
    figures("D3", f"power cut ({case}): run again", len(chosen), "equal hashes, 0 lost, doubled or orphaned")


def _spread(cuts: list[Cut], wanted: int) -> list[Cut]:
    return [cuts[number * len(cuts) // wanted] for number in range(wanted)]


def _failures(run: Run, cuts: list[Cut], check: Callable[[Home, int], list[str]], folder: Path) -> list[object]:
    failed: list[object] = []
    for number, (moment, how, state) in enumerate(cuts):
        home = Home(run.disk.lay_out(state, folder / f"cut{number}"))
        if found := check(home, moment):
            failed.append((moment, how, run.disk.about(moment), found))
        shutil.rmtree(home.root)
    return failed


FORGOTTEN = (
    ("refresh", r"archive/files/\.arriving-.*"),
    ("refresh", r"archive/files/[0-9a-f]{2}"),
    ("refresh", r"archive/submissions/\.arriving-.*"),
    ("refresh", r"archive/submissions"),
    ("refresh", r"staged/\.arriving-.*"),
    ("refresh", r"snapshots/\d+\.building"),
    ("refresh", r"snapshots/\d+\.building\.json"),
    ("refresh", r"snapshots"),
    ("refresh", r"\."),
    ("first start", r"archive"),
    ("decision", r"archive/decisions"),
    ("killed at ingest.entry_linked", r"archive/submissions"),
)


@pytest.mark.parametrize(("case", "forgets"), FORGOTTEN if IS_SOAK else FORGOTTEN[3:4])
def test_a_disk_that_does_not_do_one_of_our_syncs_is_found_out(
    case: str, forgets: str, recorded: Callable[[str], Run], worker: Worker, tmp_path: Path, figures: Figures
) -> None:
    whole = recorded(case)
    run = replace(whole, disk=whole.disk.forgetting(forgets), verified=set())
    # Right after the cut first: that is quick. What only the next run shows is looked for second.
    for checked in (run.lost, functools.partial(run.wrong_after, worker=worker)):
        for cut in run.cuts():
            if found := _failures(run, [cut], checked, tmp_path):
                what = f"`{forgets}` ({case}): {found[0][3][0]}"  # type: ignore[index]
                figures("D3", f"planted fault: the sync of {what}", 1, "reported")
                return
    pytest.fail(f"no cut shows that the sync of {forgets} does anything")
