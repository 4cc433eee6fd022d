"""The checks of tables: one asset check per check in checks.sql.

A build runs all checks. It records an evaluation if one fails, or passes again; the materialisation of the table has
their number and the failed ones. Executed manually, a check reports the result of the published build.
"""

from collections.abc import Iterable, Iterator

from dagster import (
    AssetCheckEvaluation,
    AssetCheckExecutionContext,
    AssetCheckKey,
    AssetCheckResult,
    AssetChecksDefinition,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    DagsterInstance,
    multi_asset_check,
)
from dagster._core.storage.asset_check_execution_record import AssetCheckExecutionRecordStatus

from orchestration.metadata import check_metadata
from orchestration.resources import HomeResource
from warehouse.catalog.catalog import Catalog, Table
from warehouse.snapshots.manifest import CheckOutcome, current_snapshot_id, read_manifest


def build_promises(catalog: Catalog) -> AssetChecksDefinition:
    """The checks of all tables, with results from the manifest of the published snapshot."""

    @multi_asset_check(
        name="promises",
        specs=[spec for table in catalog.tables.values() for spec in check_specs(table)],
        can_subset=True,
    )
    def promises(context: AssetCheckExecutionContext, home: HomeResource) -> Iterator[AssetCheckResult]:
        opened = home.open()
        found = {_key(outcome): outcome for outcome in read_manifest(opened, current_snapshot_id(opened)).checks}
        for key in context.selected_asset_check_keys:
            # A check newer than the snapshot has no result yet.
            if key in found:
                yield _result(found[key])

    return promises


def check_specs(table: Table) -> Iterator[AssetCheckSpec]:
    """The checks of a table, described by sentences; a blocking check stops the publication."""
    for check in table.checks:
        sentence = check.name.replace("_", " ").capitalize()
        consequence = "Stops the publication." if check.severity == "block" else "A warning only."
        yield AssetCheckSpec(
            name=check.name,
            asset=AssetKey([table.layer, table.name]),
            description=f"{sentence}. {consequence}",
            metadata={"query": check.query},
        )


def changed_evaluations(instance: DagsterInstance, outcomes: Iterable[CheckOutcome]) -> Iterator[AssetCheckEvaluation]:
    """Evaluations of the failed checks, and of those that pass again."""
    by_key = {_key(outcome): outcome for outcome in outcomes}
    recorded = instance.event_log_storage.get_latest_asset_check_execution_by_key(list(by_key))
    for key, outcome in by_key.items():
        is_new = key in recorded and recorded[key].status is not AssetCheckExecutionRecordStatus.SUCCEEDED
        if not outcome.is_passed or is_new:
            yield AssetCheckEvaluation(
                asset_key=key.asset_key,
                check_name=key.name,
                passed=outcome.is_passed,
                severity=_severity(outcome),
                metadata=check_metadata(outcome),
            )


def _result(outcome: CheckOutcome) -> AssetCheckResult:
    key = _key(outcome)
    return AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=outcome.is_passed,
        severity=_severity(outcome),
        metadata=check_metadata(outcome),
    )


def _key(outcome: CheckOutcome) -> AssetCheckKey:
    return AssetCheckKey(AssetKey(outcome.table.split(".")), outcome.name)


def _severity(outcome: CheckOutcome) -> AssetCheckSeverity:
    return AssetCheckSeverity.ERROR if outcome.severity == "block" else AssetCheckSeverity.WARN
