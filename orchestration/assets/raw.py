"""Arrivals: every file of the inbox becomes a submission of the archive."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from dagster import (
    AssetCheckResult,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetMaterialization,
    MaterializeResult,
    MetadataValue,
    asset,
)

from orchestration.metadata import delivery_metadata, subject_tag
from orchestration.partitions import partitions_def
from orchestration.resources import HomeResource
from orchestration.retries import IO_RETRIES, only_io_is_retried
from orchestration.rule_checks import rule_evaluations
from warehouse.archive.arrivals import sample_arrivals
from warehouse.archive.home import Home
from warehouse.archive.ledger import Submission, read_submission
from warehouse.archive.names import shown
from warehouse.forms.registry import FORMS
from warehouse.ingestion.outcomes import Partition, partitions_of, partitions_of_decisions, rule_outcomes
from warehouse.ingestion.receive import FileReport, files_in_inbox, ingest_files
from warehouse.ingestion.restage import ensure_staged

DELIVERY = AssetKey(["raw", "delivery"])

WRITER_POOL = "warehouse_writer"
"""Limits writers of the data directory to one step at a time; the writer lock does so across processes."""

EVERY_FILE_WAS_READ = "every_file_was_read"
_SUBMISSIONS_TAG = "longmai/submissions"

_FILES_BETWEEN_LINES = 100

_MOST_TAGGED = 50
"""Maximum ids in a tag, for readability; the range and the report have all."""


@asset(
    key=DELIVERY,
    group_name="inbox",
    tags=subject_tag("delivery"),
    pool=WRITER_POOL,
    retry_policy=IO_RETRIES,
    kinds={"file"},
    check_specs=[
        AssetCheckSpec(
            EVERY_FILE_WAS_READ,
            asset=DELIVERY,
            description=(
                "No file of this run was refused, and none needs a person to identify its content. Such a file is "
                "archived; its values are not used."
            ),
        )
    ],
    description=(
        "Files from the inbox, archived permanently by SHA-256 and read as the form that each of them is. "
        "A file without a matching form is refused, but archived, and listed here."
    ),
)
def delivery(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult:
    """Archives and stages the files of the inbox."""
    opened = home.open()
    # The next run handles decisions made from now on.
    before = context.instance.get_latest_materialization_event(DELIVERY)
    since = datetime.fromtimestamp(before.timestamp, UTC) if before else datetime.min.replace(tzinfo=UTC)
    taken: list[FileReport] = []

    def on_progress(report: FileReport) -> None:
        taken.append(report)
        # Each line is a log event; the report of this asset lists every file.
        if report.status == "refused" or len(taken) % _FILES_BETWEEN_LINES == 0:
            context.log.info(
                "%d of %d files, last %s: %s", len(taken), len(waiting), shown(report.file_name), report.status
            )

    with only_io_is_retried():
        waiting = files_in_inbox(opened)
        try:
            ingest_files(
                opened, waiting, received_at=datetime.now(UTC), remove_source=True, on_progress=on_progress,
                arrivals=sample_arrivals(opened),
            )  # fmt: skip
        finally:
            # This attempt reports the files archived before a disk error: the next one does not see them.
            _report(context, opened, taken)
        # An interrupted re-read may have left a submission without staged rows.
        ensure_staged(opened)
        decided = partitions_of_decisions(opened, since)
        for evaluation in rule_evaluations(context.instance, rule_outcomes(opened, sorted(decided, key=str))):
            context.log_event(evaluation)
    return MaterializeResult(metadata=delivery_metadata(taken), check_results=[every_file_was_read(taken)])


def _report(context: AssetExecutionContext, home: Home, reports: Sequence[FileReport]) -> None:
    """Tags the run with its submissions, and records each received form and month with its rule outcomes."""
    if not reports:
        return
    run = context.instance.get_run_by_id(context.run.run_id)
    earlier = run.tags.get(_SUBMISSIONS_TAG, "") if run is not None else ""
    context.instance.add_run_tags(context.run.run_id, submission_tags(reports, earlier))
    by_partition = files_by_partition(home, reports)
    for event in staged_partitions(by_partition):
        context.log_event(event)
    for evaluation in rule_evaluations(context.instance, rule_outcomes(home, sorted(by_partition, key=str))):
        context.log_event(evaluation)


def submission_tags(reports: Sequence[FileReport], earlier: str = "") -> dict[str, str]:
    """Tags for finding the run of a submission: the ids and their range. `earlier` is the tag of a previous attempt."""
    ids = sorted({report.submission_id for report in reports if report.submission_id is not None})
    ids = sorted({*ids, *(entry for entry in earlier.split(", ") if entry)})
    if not ids:
        return {}
    return {
        _SUBMISSIONS_TAG: ", ".join(ids[:_MOST_TAGGED]),
        "longmai/submission_range": f"{ids[0]}..{ids[-1]}",
    }


def files_by_partition(
    home: Home, reports: Iterable[FileReport | Submission]
) -> dict[Partition, list[FileReport | Submission]]:
    """Files by form and month; a refused one is included if its form and month are known."""
    found: dict[Partition, list[FileReport | Submission]] = {}
    for report in reports:
        if isinstance(report, Submission):
            submission: Submission | None = report
        else:
            submission = read_submission(home, report.number) if report.number is not None else None
        if submission is None or report.status == "duplicate":
            continue
        for partition in partitions_of(home, submission):
            found.setdefault(partition, []).append(report)
    return found


def staged_partitions(by_partition: dict[Partition, list[FileReport | Submission]]) -> list[AssetMaterialization]:
    """One materialisation per form and month of the files, so that the stage asset shows the month as present."""
    events = []
    for (form_id, period), reports in by_partition.items():
        taken = [report for report in reports if report.status not in ("refused", "waiting")]
        known = partitions_def(FORMS[form_id])
        if taken and (known is None or period in known.get_partition_keys()):
            events.append(
                AssetMaterialization(AssetKey(["stage", form_id]), partition=period, metadata=delivery_metadata(taken))
            )
    return events


def every_file_was_read(reports: Sequence[FileReport | Submission]) -> AssetCheckResult:
    """Fails if a file was refused or waits, and lists these files."""
    left = [report for report in reports if report.status in ("refused", "waiting")]
    waiting = sum(report.status == "waiting" for report in left)
    return AssetCheckResult(
        check_name=EVERY_FILE_WAS_READ,
        passed=not left,
        description=(
            f"{len(left) - waiting} of {len(reports)} files were refused, {waiting} wait for identification."
            if left
            else None
        ),
        metadata={
            "refused": MetadataValue.int(len(left) - waiting),
            "waiting": MetadataValue.int(waiting),
            "files": MetadataValue.md("\n".join(f"- {shown(report.file_name)}: {report.refusal}" for report in left)),
        },
    )
