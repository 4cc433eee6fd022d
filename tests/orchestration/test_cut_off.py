"""What a power cut left under way is ended before anything else starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus

from orchestration.cut_off import end_cut_off_runs
from orchestration.dagster_home import write_dagster_home
from warehouse.archive.home import Home
from warehouse.archive.lock import service_lock
from warehouse.errors import Busy


@pytest.fixture
def instance(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[DagsterInstance]:
    for name, value in write_dagster_home(home).items():
        monkeypatch.setenv(name, value)
    with DagsterInstance.get() as found:
        yield found


def test_a_run_that_was_cut_off_fails_and_frees_its_slot(instance: DagsterInstance) -> None:
    dead = instance.add_run(DagsterRun(job_name="refresh", status=DagsterRunStatus.STARTED))
    slots = instance.event_log_storage
    slots.set_concurrency_slots("warehouse_writer", 1)
    assert slots.claim_concurrency_slot("warehouse_writer", dead.run_id, "raw__delivery").is_claimed
    assert not slots.claim_concurrency_slot("warehouse_writer", "next", "raw__delivery").is_claimed

    assert end_cut_off_runs(instance) == 1

    found = instance.get_run_by_id(dead.run_id)
    assert found is not None and found.status is DagsterRunStatus.FAILURE
    assert slots.claim_concurrency_slot("warehouse_writer", "next", "raw__delivery").is_claimed


def test_a_run_that_has_ended_is_left_alone(instance: DagsterInstance) -> None:
    run = instance.add_run(DagsterRun(job_name="refresh", status=DagsterRunStatus.SUCCESS))

    assert end_cut_off_runs(instance) == 0

    found = instance.get_run_by_id(run.run_id)
    assert found is not None and found.status is DagsterRunStatus.SUCCESS


def test_a_data_directory_has_one_service(home: Home) -> None:
    with service_lock(home), pytest.raises(Busy, match="Another longmai up"), service_lock(home):
        pass

    with service_lock(home):
        pass


def test_a_data_directory_has_one_writer_at_a_time_and_no_run_that_never_ends(instance: DagsterInstance) -> None:
    assert instance.get_concurrency_config().pool_config.default_pool_limit == 1
    assert instance.run_monitoring_enabled
    assert instance.run_monitoring_max_runtime_seconds == 7200
    assert not instance.telemetry_enabled
