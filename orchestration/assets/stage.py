"""Typed rows: one asset per report form, with one partition per month or quarter where it has a calendar.

The inbox run stages its files. Materialising a partition here reads its files again from the archive: a backfill after
a form or a rule has changed.
"""

from dagster import AssetExecutionContext, AssetsDefinition, MaterializeResult, asset

from orchestration.assets.raw import WRITER_POOL
from orchestration.metadata import delivery_metadata, subject_tag
from orchestration.partitions import partitions_def
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from orchestration.rule_checks import rule_check_spec, rule_result
from warehouse.catalog.catalog import Catalog
from warehouse.forms.form import Form
from warehouse.forms.registry import FORMS
from warehouse.ingestion.outcomes import rule_outcomes
from warehouse.ingestion.restage import restage_form


def build_stage_assets(catalog: Catalog) -> list[AssetsDefinition]:
    """The stage asset of every form."""
    return [_stage_asset(form, _subject(form, catalog)) for form in FORMS.values()]


def _subject(form: Form, catalog: Catalog) -> str:
    """The subject of the first table that reads the form's dataset, except the tables about all deliveries."""
    subjects = [table.group for table in catalog.tables.values() if f"stage.{form.dataset}" in table.reads]
    return next((subject for subject in subjects if subject not in {"delivery", "reference"}), "delivery")


def _stage_asset(form: Form, subject: str) -> AssetsDefinition:
    @asset(
        key=["stage", form.form_id],
        deps=[["raw", "delivery"]],
        group_name="stage",
        tags=subject_tag(subject),
        pool=WRITER_POOL,
        retry_policy=IO_RETRIES,
        kinds={"polars"},
        partitions_def=partitions_def(form),
        check_specs=[rule_check_spec(form)],
        description=f"{form.title_en} ({form.title_zh}): {form.description}",
    )
    def stage(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult:
        period = context.partition_key if context.has_partition_key else None
        with only_io_is_retried():
            opened = home.open()
            reports = restage_form(opened, form.form_id, period)
            outcomes = rule_outcomes(opened, [(form.form_id, period)])
            return MaterializeResult(metadata=delivery_metadata(reports), check_results=[rule_result(outcomes)])

    return stage
