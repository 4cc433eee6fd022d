"""The tables and the snapshot: one asset per folder of warehouse/tables, built together in one step.

A snapshot is atomic and written by one process. So the snapshot is the asset that is executed, and it reports one event
per table: the tables are observable assets with lineage and checks. A table is materialised when its snapshot is
published.
"""

from datetime import timedelta

from dagster import (
    AssetExecutionContext,
    AssetKey,
    AssetMaterialization,
    AssetsDefinition,
    AssetSpec,
    Config,
    FreshnessPolicy,
    MaterializeResult,
    asset,
)

from orchestration.assets.raw import WRITER_POOL
from orchestration.checks import changed_evaluations
from orchestration.metadata import (
    as_markdown,
    build_metadata,
    column_schema,
    content_metadata,
    manifest_metadata,
    subject_tag,
)
from orchestration.release import nothing_new
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from warehouse.catalog.catalog import Catalog, Table
from warehouse.forms.registry import FORMS
from warehouse.ingestion.restage import ensure_staged
from warehouse.snapshots.build import Build, start_build
from warehouse.snapshots.publish import publish
from warehouse.snapshots.refresh import published_if_current

SNAPSHOT = AssetKey(["snapshot", "published"])


class Publication(Config):
    """`force` builds the snapshot even without new data."""

    force: bool = False


def build_table_specs(catalog: Catalog) -> list[AssetSpec]:
    """The assets of all tables of the catalog, which are built with the snapshot."""
    return [_table_spec(table) for table in catalog.tables.values()]


def build_snapshot_asset(catalog: Catalog) -> AssetsDefinition:
    """The published snapshot."""

    @asset(
        key=SNAPSHOT,
        # The delivery too, so that the snapshot waits for the inbox.
        deps=[AssetKey(["raw", "delivery"]), *(_key(table) for table in catalog.tables.values())],
        group_name="snapshot",
        tags=subject_tag("snapshot"),
        kinds={"duckdb"},
        freshness_policy=FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=26)),
        pool=WRITER_POOL,
        retry_policy=IO_RETRIES,
        description=(
            "The published snapshot: one immutable file, checked and switched by an atomic rename. "
            "After a failed check the previous snapshot stays in force."
        ),
    )
    def published(context: AssetExecutionContext, config: Publication, home: HomeResource) -> MaterializeResult:
        with only_io_is_retried():
            current = None if config.force else published_if_current(home.open())
        if current is not None:
            context.log.info(nothing_new(current))
            return MaterializeResult(metadata=manifest_metadata(current))
        ensure_staged(home.open())
        with only_io_is_retried(), start_build(home.open()) as build:
            tables = list(build.catalog.tables.values())
            for table in tables:
                build.make(table)
            materialised = [_materialisation(build, table) for table in tables]
            # Logged once, published or not; a failure before this point is retried from the beginning.
            for evaluation in changed_evaluations(context.instance, build.checks):
                context.log_event(evaluation)
            manifest = publish(build)
            for event in materialised:
                context.log_event(event)
            return MaterializeResult(metadata=manifest_metadata(manifest))

    return published


def _materialisation(build: Build, table: Table) -> AssetMaterialization:
    """Checks a built table and returns its event, to be logged once the snapshot is published."""
    content = content_metadata(build.contents[table.key], build.plan.snapshot_id, build.check(table))
    built = build_metadata(build.costs[table.key], as_markdown(build.preview(table)))
    return AssetMaterialization(_key(table), metadata={**content, **built})


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
    """The assets that a table reads: another table, or the assets that stage the dataset; the programme is none."""
    layer, name = read.split(".")
    if layer == "programme":
        return []
    if layer != "stage":
        return [AssetKey([layer, name])]
    forms = [form.form_id for form in FORMS.values() if form.dataset == name]
    return [AssetKey(["stage", form_id]) for form_id in forms] or [AssetKey(["raw", "delivery"])]
