"""Typed rows: one asset per report form; a return has one partition per month.

The inbox run stages what it brings. Materialising a partition here reads its files again from the archive, which is
what a backfill does after a form or a rule has changed.
"""

from dagster import AssetExecutionContext, AssetsDefinition, MaterializeResult, asset

from orchestration.assets.raw import WRITER_POOL
from orchestration.metadata import delivery_metadata
from orchestration.partitions import RETURN_MONTHS
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.restaging import restage_form


def build_stage_assets() -> list[AssetsDefinition]:
    """The stage asset of every form."""
    return [_stage_asset(form) for form in FORMS.values()]


def _stage_asset(form: Form) -> AssetsDefinition:
    @asset(
        key=["stage", form.form_id],
        deps=[["raw", "delivery"]],
        group_name="delivery",
        pool=WRITER_POOL,
        retry_policy=IO_RETRIES,
        kinds={"polars"},
        partitions_def=RETURN_MONTHS if form.is_monthly_return else None,
        description=f"{form.title_en} ({form.title_zh}): {form.description}",
    )
    def stage(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult:
        period = context.partition_key if context.has_partition_key else None
        with only_io_is_retried():
            return MaterializeResult(metadata=delivery_metadata(restage_form(home.open(), form.form_id, period)))

    return stage
