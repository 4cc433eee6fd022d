"""The tables and the snapshot: one asset per folder of warehouse/tables, made together in one step.

A snapshot is all of its tables or none, is written by one process and comes into force at once; so the assets are
one step that cannot be cut up. A table counts as materialised when the snapshot that holds it is published.
"""

from collections.abc import Iterator
from datetime import timedelta

from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    FreshnessPolicy,
    MaterializeResult,
    multi_asset,
)

from orchestration.assets.raw import WRITER_POOL
from orchestration.checks import check_result, check_specs
from orchestration.metadata import as_markdown, column_schema, manifest_metadata, subject_tag, table_metadata
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from warehouse.catalog import Catalog, Table
from warehouse.forms.registry import FORMS
from warehouse.restaging import ensure_staged
from warehouse.snapshots.build import start_build
from warehouse.snapshots.publish import publish

SNAPSHOT = AssetKey(["snapshot", "published"])


def build_table_assets(catalog: Catalog) -> AssetsDefinition:
    """The assets of every table of the catalog, and the published snapshot."""
    tables = list(catalog.tables.values())
    checks: list[AssetCheckSpec] = [spec for table in tables for spec in check_specs(table)]

    @multi_asset(
        name="build_snapshot",
        specs=[*(_table_spec(table) for table in tables), _snapshot_spec(tables)],
        check_specs=checks,
        can_subset=False,
        pool=WRITER_POOL,
        retry_policy=IO_RETRIES,
    )
    def build_snapshot(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult | AssetCheckResult]:
        ensure_staged(home.open())
        with only_io_is_retried(), start_build(home.open()) as build:
            materialised = []
            for table in tables:
                content = build.make(table)
                context.log.info("%s: %d rows", table.key, content.row_count)
                preview = as_markdown(build.preview(table))
                metadata = table_metadata(table, content, build.costs[table.key], build.plan.snapshot_id, preview)
                materialised.append(MaterializeResult(asset_key=_key(table), metadata=metadata))
            outcomes = [outcome for table in tables for outcome in build.check(table)]
            # Told once, whether or not it is published; what fails before is tried again from the beginning.
            yield from map(check_result, outcomes)
            manifest = publish(build)
            yield from materialised
            yield MaterializeResult(asset_key=SNAPSHOT, metadata=manifest_metadata(manifest))

    return build_snapshot


def _key(table: Table) -> AssetKey:
    return AssetKey([table.layer, table.name])


def _table_spec(table: Table) -> AssetSpec:
    return AssetSpec(
        key=_key(table),
        deps=sorted({key for read in table.reads for key in _upstream(read)}, key=str),
        group_name=table.layer,
        tags=subject_tag(table.group),
        description=table.comment,
        kinds={"duckdb", "sql" if table.model_sql is not None else "polars"},
        metadata={"dagster/column_schema": column_schema(table), "dagster/table_name": table.key},
    )


def _upstream(read: str) -> list[AssetKey]:
    """The assets that a table reads: another table, or whatever stages the dataset."""
    layer, name = read.split(".")
    if layer != "stage":
        return [AssetKey([layer, name])]
    forms = [form.form_id for form in FORMS.values() if form.dataset == name]
    return [AssetKey(["stage", form_id]) for form_id in forms] or [AssetKey(["raw", "delivery"])]


def _snapshot_spec(tables: list[Table]) -> AssetSpec:
    return AssetSpec(
        key=SNAPSHOT,
        deps=[_key(table) for table in tables],
        group_name="snapshot",
        tags=subject_tag("snapshot"),
        kinds={"duckdb"},
        freshness_policy=FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=26)),
        description=(
            "The published snapshot: one immutable file, checked, switched by an atomic rename. "
            "A failed check stops it and the one before stays in force."
        ),
    )
