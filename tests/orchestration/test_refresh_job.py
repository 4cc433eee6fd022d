"""The refresh job: files in, tables and checks recorded, snapshot published or the old one kept."""

from __future__ import annotations

import pytest
from dagster import AssetCheckSeverity, AssetKey, DagsterEventType, DagsterInstance, ExecuteInProcessResult

from orchestration.definitions import build_definitions
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.catalog import load_catalog
from warehouse.snapshots.build import Build
from warehouse.snapshots.manifest import CheckOutcome, current_snapshot_id, read_manifest


def _refresh(instance: DagsterInstance) -> ExecuteInProcessResult:
    return build_definitions().resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)


@pytest.fixture
def instance() -> DagsterInstance:
    return DagsterInstance.ephemeral()


def test_a_refresh_empties_the_inbox_and_publishes_what_was_in_it(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    result = _refresh(instance)

    assert result.success
    assert list(filled_inbox.inbox.iterdir()) == []
    manifest = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    assert manifest.submission_count == len(read_submissions(filled_inbox)) > 5
    assert manifest.tables["core.enterprise"].row_count == 12


def test_every_table_is_recorded_with_rows_columns_and_the_snapshot(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)

    manifest = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    for key, content in manifest.tables.items():
        event = instance.get_latest_materialization_event(AssetKey(key.split(".")))
        assert event is not None
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        assert metadata["dagster/row_count"].value == content.row_count
        assert metadata["snapshot_id"].value == manifest.snapshot_id
        assert len(metadata["dagster/column_schema"].value.columns) == len(load_catalog().table(key).columns)


def test_a_return_materialises_the_partition_of_its_month(filled_inbox: Home, instance: DagsterInstance) -> None:
    _refresh(instance)

    months = instance.get_materialized_partitions(AssetKey(["stage", "monthly_financial_return"]))

    assert months == {"2015-02", "2015-03"}


def test_a_failed_check_stops_the_publication_and_the_old_snapshot_stays(
    filled_inbox: Home, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refresh(instance)
    before = current_snapshot_id(filled_inbox)
    honest = Build.check

    def with_fault(self: Build, table: object) -> tuple[CheckOutcome, ...]:
        outcomes = honest(self, table)  # type: ignore[arg-type]
        if outcomes[0].table != "core.task":
            return outcomes
        planted = CheckOutcome(outcomes[0].table, outcomes[0].name, "block", 1, "task_id = planted")
        self.checks.append(planted)
        return (planted, *outcomes[1:])

    monkeypatch.setattr(Build, "check", with_fault)
    result = _refresh(instance)

    assert not result.success
    assert current_snapshot_id(filled_inbox) == before
    evaluations = [
        event.asset_check_evaluation_data
        for event in result.all_events
        if event.event_type is DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    failed = [found for found in evaluations if not found.passed and found.severity is AssetCheckSeverity.ERROR]
    assert [found.asset_key for found in failed] == [AssetKey(["core", "task"])]


def test_an_empty_inbox_still_publishes(home: Home, instance: DagsterInstance) -> None:
    assert _refresh(instance).success
    assert current_snapshot_id(home) == "000001"


def test_restaging_a_month_reads_its_files_again_from_the_archive(
    filled_inbox: Home, instance: DagsterInstance
) -> None:
    _refresh(instance)
    before = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    financial = next(
        entry
        for entry in read_submissions(filled_inbox)
        if entry.form_id == "monthly_financial_return" and entry.period == "2015-03"
    )
    staged = filled_inbox.staged / financial.submission_id / "observation.parquet"
    staged.unlink()

    job = build_definitions().resolve_job_def("restage_returns")
    result = job.execute_in_process(instance=instance, partition_key="2015-03")

    assert result.success
    assert staged.exists()
    assert _refresh(instance).success
    after = read_manifest(filled_inbox, current_snapshot_id(filled_inbox))
    assert after.tables["core.observation"] == before.tables["core.observation"]
