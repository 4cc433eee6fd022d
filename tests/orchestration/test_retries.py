"""P4, P6: another try for the disk and the lock only; a run ends with the process that started it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from dagster import AssetKey, DagsterEventType, DagsterInstance, RetryPolicy, job, op

from orchestration.assets import raw, tables
from orchestration.definitions import build_definitions
from orchestration.lifetime import end_with_parent
from orchestration.retries import IO_RETRIES, only_io_is_retried
from tests.reliability.conftest import Figures
from tests.waiting import PATIENCE, wait_until
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.archive.lock import writer_lock
from warehouse.errors import Busy, CheckFailed, ContractBroken, LedgerDamaged, StorageFailed
from warehouse.snapshots.manifest import current_snapshot_id


@pytest.mark.parametrize("error", [Busy, StorageFailed, lambda _: OSError(errno.EIO, "input/output error")])
@pytest.mark.parametrize(("failures", "success"), [(1, True), (3, True), (4, False)])
def test_the_disk_and_the_lock_are_tried_again_and_not_for_ever(
    error: Callable[[str], Exception], failures: int, success: bool, figures: Figures
) -> None:
    tries = 0

    @op(retry_policy=RetryPolicy(max_retries=IO_RETRIES.max_retries, delay=0))
    def step() -> None:
        nonlocal tries
        tries += 1
        with only_io_is_retried():
            if tries <= failures:
                raise error("planted")

    @job
    def once() -> None:
        step()

    assert once.execute_in_process(raise_on_error=False).success is success
    assert tries == min(failures, IO_RETRIES.max_retries) + 1
    figures("P6", f"a step whose lock, disk or read fails {failures} times", 3, f"{tries} tries, success: {success}")


@pytest.mark.parametrize("error", [CheckFailed, ContractBroken, LedgerDamaged, ZeroDivisionError])
def test_data_and_bugs_are_not_tried_again(error: type[Exception], figures: Figures) -> None:
    tries = 0

    @op(retry_policy=IO_RETRIES)
    def step() -> None:
        nonlocal tries
        tries += 1
        with only_io_is_retried():
            raise error("planted")

    @job
    def once() -> None:
        step()

    assert not once.execute_in_process(raise_on_error=False).success
    assert tries == 1
    figures("P6", "a step whose data or code is at fault", 3, "1 try")


def _fails_once(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, error: Exception) -> None:
    honest, tries = getattr(module, name), []

    def fails_once(given: object) -> object:
        tries.append(given)
        if len(tries) == 1:
            raise error
        return honest(given)

    monkeypatch.setattr(module, name, fails_once)


def test_a_disk_that_fails_after_the_inbox_and_again_in_the_build_loads_nothing_twice_and_tells_of_every_file(
    filled_inbox: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The second try of the delivery finds an empty inbox.
    _fails_once(monkeypatch, raw, "ensure_staged", OSError(errno.EIO, "input/output error"))
    _fails_once(monkeypatch, tables, "publish", StorageFailed("planted"))
    files = len(list(filled_inbox.inbox.iterdir()))
    instance = DagsterInstance.ephemeral()

    result = build_definitions().resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)

    assert result.success
    retried = [event.step_key for event in result.all_events if event.event_type is DagsterEventType.STEP_RESTARTED]
    assert retried == ["raw__delivery", "snapshot__published"]
    assert len(read_submissions(filled_inbox)) == files
    assert current_snapshot_id(filled_inbox) == "000001"
    run = instance.get_run_by_id(result.run_id)
    assert run is not None
    tagged = [s.submission_id for s in read_submissions(filled_inbox)][: raw._MOST_TAGGED]
    assert run.tags["longmai/submissions"] == ", ".join(tagged)
    assert run.tags["longmai/submission_range"] == f"S000001..S{files:06d}"
    months = instance.get_materialized_partitions(AssetKey(["stage", "monthly_financial_return"]))
    assert months == {"2015-02", "2015-03"}


def _hold(root: str) -> None:
    assert end_with_parent()
    with writer_lock(Home(Path(root))):
        Path(root, "holds").touch()
        time.sleep(600)


def _start_and_wait(root: str) -> None:
    orphan = multiprocessing.get_context("spawn").Process(target=_hold, args=(root,))
    orphan.start()
    orphan.join()


def test_a_step_whose_parent_is_killed_ends_and_frees_the_lock(tmp_path: Path) -> None:
    parent = multiprocessing.get_context("spawn").Process(target=_start_and_wait, args=(str(tmp_path),))
    parent.start()
    wait_until((tmp_path / "holds").exists, "the step does not hold the lock")
    with pytest.raises(Busy), writer_lock(Home(tmp_path), wait_seconds=0.2):
        pass

    os.kill(parent.pid or 0, signal.SIGKILL)
    parent.join()

    with writer_lock(Home(tmp_path), wait_seconds=PATIENCE):
        pass


def test_a_process_that_nobody_started_as_a_run_is_left_alone() -> None:
    assert not end_with_parent()
