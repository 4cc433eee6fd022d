"""The inbox sensor: one run for what lies there, none for nothing, none beside a run that will take it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, SensorResult, SkipReason, build_sensor_context

from orchestration.sensors import on_delivery, run_key
from tests.part_of import refresh_part
from warehouse.archive.home import Home
from warehouse.ingestion.receive import ingest_files
from warehouse.snapshots.publish import rollback
from warehouse.snapshots.refresh import has_unpublished


def test_an_empty_inbox_asks_for_nothing(home: Home) -> None:
    answer = on_delivery(build_sensor_context(instance=DagsterInstance.ephemeral()))

    assert isinstance(answer, SkipReason)


def test_files_ask_for_one_run(filled_inbox: Home) -> None:
    answer = on_delivery(build_sensor_context(instance=DagsterInstance.ephemeral()))

    assert isinstance(answer, SensorResult)
    assert answer.run_requests is not None
    (request,) = answer.run_requests
    assert request.tags["longmai/files"] == str(len(list(filled_inbox.inbox.iterdir())))


def test_a_file_that_is_still_being_written_waits(home: Home) -> None:
    (home.inbox / "fresh.csv").write_text("x")

    answer = on_delivery(build_sensor_context(instance=DagsterInstance.ephemeral()))

    assert isinstance(answer, SkipReason)


def test_no_run_is_asked_for_while_one_is_under_way(filled_inbox: Home) -> None:
    instance = DagsterInstance.ephemeral()
    instance.add_run(DagsterRun(job_name="refresh", status=DagsterRunStatus.STARTED))

    answer = on_delivery(build_sensor_context(instance=instance))

    assert isinstance(answer, SkipReason)


@pytest.mark.parametrize(("latest", "asks"), [("FAILURE", True), ("SUCCESS", False), ("STARTED", False)])
def test_what_a_run_took_in_and_did_not_publish_is_asked_for_once(home: Home, latest: str, asks: bool) -> None:
    instance = DagsterInstance.ephemeral()
    instance.add_run(DagsterRun(job_name="refresh", status=DagsterRunStatus[latest]))
    sent = home.root / "a.csv"
    sent.write_text("不是表格\n", "utf-8")
    ingest_files(home, [sent], received_at=datetime.now(UTC))

    first, second = (on_delivery(build_sensor_context(instance=instance)) for _ in range(2))

    assert isinstance(first, SensorResult) is asks
    if isinstance(first, SensorResult) and isinstance(second, SensorResult):
        assert first.run_requests is not None and second.run_requests is not None
        assert first.run_requests[0].run_key == second.run_requests[0].run_key
        refresh_part(home, ("core.task",))
        assert isinstance(on_delivery(build_sensor_context(instance=instance)), SkipReason)


def test_a_snapshot_that_somebody_went_back_to_is_left_in_force(home: Home) -> None:
    first = refresh_part(home, ("core.task",))
    sent = home.root / "a.csv"
    sent.write_text("不是表格\n", "utf-8")
    ingest_files(home, [sent], received_at=datetime.now(UTC))
    assert has_unpublished(home)
    refresh_part(home, ("core.task",))

    rollback(home, first.snapshot_id)

    assert not has_unpublished(home)


def test_the_same_files_ask_once_and_again_after_ten_minutes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1")
    first = run_key([path], now=1200.0)

    assert run_key([path], now=1300.0) == first
    assert run_key([path], now=1900.0) != first
    path.write_text("22")
    assert run_key([path], now=1200.0) != first


def test_what_is_no_plain_file_is_told_of_once_as_long_as_it_lies_there(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    (home.inbox / "四月").mkdir()
    (home.inbox / "link.xlsx").symlink_to("/nowhere")
    os.mkfifo(home.inbox / "pipe.csv")
    context = build_sensor_context(instance=DagsterInstance.ephemeral())

    first = [on_delivery(context), capfd.readouterr().err][1]
    again = [on_delivery(context), capfd.readouterr().err][1]

    assert all(zh in first for zh in ("“四月”是文件夹", "“link.xlsx”是链接", "“pipe.csv”是管道"))
    assert "四月" not in again
