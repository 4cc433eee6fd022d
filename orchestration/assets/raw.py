"""What arrives: every file of the inbox becomes a submission of the archive."""

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
"""One step at a time writes to the data directory; the writer's lock says the same for other processes."""

EVERY_FILE_WAS_READ = "every_file_was_read"
_SUBMISSIONS_TAG = "longmai/submissions"

_FILES_BETWEEN_LINES = 100

_MOST_TAGGED = 50
"""More ids than that make a tag unreadable; the range and the report have them all."""


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
                "No file of this run was refused, and none waits for a person to say what its figures are. Such a file "
                "is kept; nothing of it is in the answers."
            ),
        )
    ],
    description=(
        "Files from the inbox, kept for ever under their SHA-256 and read by the form that each of them is. "
        "A file that fits no form is refused, kept all the same, and listed here."
    ),
)
def delivery(context: AssetExecutionContext, home: HomeResource) -> MaterializeResult:
    """Takes what lies in the inbox into the archive and stages it."""
    opened = home.open()
    # Decisions that people take from now on are looked at by the next run.
    before = context.instance.get_latest_materialization_event(DELIVERY)
    since = datetime.fromtimestamp(before.timestamp, UTC) if before else datetime.min.replace(tzinfo=UTC)
    taken: list[FileReport] = []

    def on_progress(report: FileReport) -> None:
        taken.append(report)
        # A line is an event of the log, and the report of this asset lists every file.
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
            # What was taken before a disk failed is told of by this attempt: the next one does not see it any more.
            _tell(context, opened, taken)
        # A stop while rows were read again may have left a submission without them.
        ensure_staged(opened)
        decided = partitions_of_decisions(opened, since)
        for evaluation in rule_evaluations(context.instance, rule_outcomes(opened, sorted(decided, key=str))):
            context.log_event(evaluation)
    return MaterializeResult(metadata=delivery_metadata(taken), check_results=[every_file_was_read(taken)])


def _tell(context: AssetExecutionContext, home: Home, reports: Sequence[FileReport]) -> None:
    """Tags the run with its submissions, and records each form and month that came with how its rules stand."""
    if not reports:
        return
    run = context.instance.get_run_by_id(context.run.run_id)
    earlier = run.tags.get(_SUBMISSIONS_TAG, "") if run is not None else ""
    context.instance.add_run_tags(context.run.run_id, submission_tags(reports, earlier))
    brought = files_by_partition(home, reports)
    for event in staged_partitions(brought):
        context.log_event(event)
    for evaluation in rule_evaluations(context.instance, rule_outcomes(home, sorted(brought, key=str))):
        context.log_event(evaluation)


def submission_tags(reports: Sequence[FileReport], earlier: str = "") -> dict[str, str]:
    """Tags by which the run of a submission is found: the ids, and from the first to the last of them.

    `earlier` is the tag that an attempt before this one left.
    """
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
    """Which files brought which form and month; a refused one counts where its form and month are known."""
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


def staged_partitions(brought: dict[Partition, list[FileReport | Submission]]) -> list[AssetMaterialization]:
    """One event per form and month that the files brought: their stage asset shows that month as present."""
    events = []
    for (form_id, period), reports in brought.items():
        taken = [report for report in reports if report.status not in ("refused", "waiting")]
        known = partitions_def(FORMS[form_id])
        if taken and (known is None or period in known.get_partition_keys()):
            events.append(
                AssetMaterialization(AssetKey(["stage", form_id]), partition=period, metadata=delivery_metadata(taken))
            )
    return events


def every_file_was_read(reports: Sequence[FileReport | Submission]) -> AssetCheckResult:
    """Fails where a file was refused, and lists which."""
    left = [report for report in reports if report.status in ("refused", "waiting")]
    waiting = sum(report.status == "waiting" for report in left)
    return AssetCheckResult(
        check_name=EVERY_FILE_WAS_READ,
        passed=not left,
        description=(
            f"{len(left) - waiting} of {len(reports)} files were refused, {waiting} wait to be named." if left else None
        ),
        metadata={
            "refused": MetadataValue.int(len(left) - waiting),
            "waiting": MetadataValue.int(waiting),
            "files": MetadataValue.md("\n".join(f"- {shown(report.file_name)}: {report.refusal}" for report in left)),
        },
    )
