"""One asset check per check in checks.sql."""

from collections.abc import Iterator

from dagster import AssetCheckResult, AssetCheckSeverity, AssetCheckSpec, AssetKey

from orchestration.metadata import check_metadata
from warehouse.catalog import Table
from warehouse.snapshots.manifest import CheckOutcome


def check_specs(table: Table) -> Iterator[AssetCheckSpec]:
    """The checks of a table, as sentences; one that blocks stops the publication."""
    for check in table.checks:
        sentence = check.name.replace("_", " ").capitalize()
        consequence = "Stops the publication." if check.severity == "block" else "A warning; published all the same."
        yield AssetCheckSpec(
            name=check.name,
            asset=AssetKey([table.layer, table.name]),
            description=f"{sentence}. {consequence}",
            metadata={"query": check.query},
        )


def check_result(outcome: CheckOutcome) -> AssetCheckResult:
    """The outcome of a check as Dagster records it."""
    layer, name = outcome.table.split(".")
    return AssetCheckResult(
        asset_key=AssetKey([layer, name]),
        check_name=outcome.name,
        passed=outcome.is_passed,
        severity=AssetCheckSeverity.ERROR if outcome.severity == "block" else AssetCheckSeverity.WARN,
        metadata=check_metadata(outcome),
    )
