"""What arrives: every file of the inbox becomes a submission of the archive."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dagster import AssetExecutionContext, AssetKey, AssetMaterialization, MaterializeResult, asset

from orchestration.metadata import delivery_metadata
from orchestration.partitions import RETURN_MONTHS
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from warehouse.archive.names import shown
from warehouse.forms.registry import FORMS
from warehouse.ingestion import FileReport, files_in_inbox, ingest_files
from warehouse.restaging import ensure_staged

WRITER_POOL = "warehouse_writer"
"""One step at a time writes to the data directory; the writer's lock says the same for other processes."""

_MOST_TAGGED = 50
"""More ids than that make a tag unreadable; the range and the report have them all."""


@asset(
    key=["raw", "delivery"],
    group_name="delivery",
    pool=WRITER_POOL,
    retry_policy=IO_RETRIES,
    kinds={"file"},
    description=(
        "Files from the inbox, kept for ever under their SHA-256 and read by the form that each of them is. "
        "A file that fits no form is refused, kept all the same, and listed here."
    ),
)
def delivery(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult:
    """Takes what lies in the inbox into the archive and stages it."""
    opened = home.open()
    with only_io_is_retried():
        reports = ingest_files(
            opened,
            files_in_inbox(opened),
            received_at=datetime.now(UTC),
            remove_source=True,
            on_progress=lambda report: context.log.info(
                "%s %s: %s, %d of %d rows, %d held",
                report.submission_id,
                shown(report.file_name),
                report.status,
                report.rows_accepted,
                report.rows_read,
                report.held_count,
            ),
        )
        # A stop while rows were read again may have left a submission without them.
        ensure_staged(opened)
    if reports:
        context.instance.add_run_tags(context.run_id, submission_tags(reports))
    for event in staged_partitions(reports):
        context.log_event(event)
    return MaterializeResult(metadata=delivery_metadata(reports))


def submission_tags(reports: Sequence[FileReport]) -> dict[str, str]:
    """Tags by which the run of a submission is found: the ids, and from the first to the last of them."""
    ids = sorted({report.submission_id for report in reports if report.submission_id is not None})
    if not ids:
        return {}
    return {
        "longmai/submissions": ", ".join(ids[:_MOST_TAGGED]),
        "longmai/submission_range": f"{ids[0]}..{ids[-1]}",
    }


def staged_partitions(reports: Sequence[FileReport]) -> list[AssetMaterialization]:
    """One event per form and month that the files brought: their stage asset shows that month as present."""
    months = set(RETURN_MONTHS.get_partition_keys())
    by_partition: dict[tuple[str, str | None], list[FileReport]] = {}
    for report in reports:
        if report.status not in ("accepted", "held"):
            continue
        # A workbook of several forms is in the partition of each.
        for form_id, period in {(sheet.form_id, sheet.period) for sheet in report.sheets if sheet.refusal is None}:
            if form_id not in FORMS:
                continue
            is_return = FORMS[form_id].is_monthly_return
            month = period if is_return and period in months else None
            if month is not None or not is_return:
                by_partition.setdefault((form_id, month), []).append(report)
    return [
        AssetMaterialization(AssetKey(["stage", form_id]), partition=month, metadata=delivery_metadata(listed))
        for (form_id, month), listed in by_partition.items()
    ]
