"""Records in Dagster what was received and published without it: by the first load of `longmai up` or by a command.

It adds runless events and does not touch what runs have recorded since.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from dagster import AssetCheckEvaluation, AssetCheckResult, AssetKey, AssetMaterialization, DagsterInstance

from orchestration.arrivals import COLLECTED, arrival_result
from orchestration.assets.raw import DELIVERY, every_file_was_read, files_by_partition, staged_partitions
from orchestration.assets.tables import SNAPSHOT
from orchestration.checks import changed_evaluations
from orchestration.metadata import content_metadata, delivery_metadata, manifest_metadata
from orchestration.rule_checks import rule_evaluations
from orchestration.settings import read_home
from warehouse.archive.home import Home
from warehouse.archive.ledger import read_submissions
from warehouse.errors import SnapshotNotFound
from warehouse.ingestion.outcomes import rule_outcomes
from warehouse.reporting.reminders import read_periods
from warehouse.snapshots.manifest import current_snapshot_id, read_manifest
from warehouse.snapshots.store import published

_Event = AssetMaterialization | AssetCheckEvaluation


def record_unrecorded(instance: DagsterInstance, home: Home) -> int:
    """Records missing events in Dagster and returns their number."""
    recorded = 0
    for events in (_deliveries(instance, home), _snapshot(instance, home)):
        for event in events:
            instance.report_runless_asset_event(event)
            recorded += 1
    return recorded


def _deliveries(instance: DagsterInstance, home: Home) -> Iterator[_Event]:
    newest = instance.get_latest_materialization_event(DELIVERY)
    since = datetime.fromtimestamp(newest.timestamp, UTC) if newest else datetime.min.replace(tzinfo=UTC)
    received = [entry for entry in read_submissions(home) if entry.received_at > since]
    if not received:
        return
    by_partition = files_by_partition(home, received)
    yield from staged_partitions(by_partition)
    yield from rule_evaluations(instance, rule_outcomes(home, sorted(by_partition, key=str)))
    # Last: without it, an interrupted recording starts again.
    yield _evaluation(DELIVERY, every_file_was_read(received))
    yield AssetMaterialization(DELIVERY, metadata=delivery_metadata(received))


def _snapshot(instance: DagsterInstance, home: Home) -> Iterator[_Event]:
    try:
        manifest = read_manifest(home, current_snapshot_id(home))
    except SnapshotNotFound:
        return
    newest = instance.get_latest_materialization_event(SNAPSHOT)
    if newest and newest.asset_materialization:
        seen = newest.asset_materialization.metadata["snapshot_id"].value
        if seen == manifest.snapshot_id:
            return
    for key, content in manifest.tables.items():
        outcomes = [outcome for outcome in manifest.checks if outcome.table == key]
        metadata = content_metadata(content, manifest.snapshot_id, outcomes)
        yield AssetMaterialization(AssetKey(key.split(".")), metadata=metadata)
    yield from changed_evaluations(instance, manifest.checks)
    with published(home) as snapshot:
        periods = read_periods(snapshot.cursor())
    for form in COLLECTED:
        result = arrival_result(form, [state for state in periods if state.form_id == form.form_id])
        yield _evaluation(AssetKey(["stage", form.form_id]), result)
    yield AssetMaterialization(SNAPSHOT, metadata=manifest_metadata(manifest))


def _evaluation(key: AssetKey, result: AssetCheckResult) -> AssetCheckEvaluation:
    assert result.check_name is not None
    return AssetCheckEvaluation(
        asset_key=key,
        check_name=result.check_name,
        passed=result.passed,
        severity=result.severity,
        description=result.description,
        metadata=result.metadata,
    )


if __name__ == "__main__":
    with DagsterInstance.get() as current:
        print(f"{record_unrecorded(current, read_home().ensure())} events of work outside Dagster are recorded.")
