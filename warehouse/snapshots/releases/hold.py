"""Whether a release waits for a person, and what happens to a held one.

A held build stays unchanged, next to the published snapshots. Accepting it publishes exactly that file, and the
manifest records who and why. Any later publication discards it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument, SnapshotNotFound
from warehouse.programme.records import ReleaseLimits
from warehouse.snapshots.manifest import (
    Manifest,
    current_snapshot_id,
    held_manifest_path,
    held_path,
    read_manifest_file,
)
from warehouse.snapshots.releases.comparison import VALUES_TABLE, PartitionChange
from warehouse.snapshots.releases.diff import ReleaseDiff
from warehouse.wording import bilingual


def reasons_to_hold(diff: ReleaseDiff, limits: ReleaseLimits) -> tuple[str, ...]:
    """Why a person must review the release, as sentences; empty where no review is needed."""
    counted = [
        change for change in diff.tables if change.table_name == VALUES_TABLE and change.cause != "earlier_as_of"
    ]
    whole = PartitionChange(
        "",
        "",
        diff.values_before,
        sum(change.values_dropped or 0 for change in counted),
        sum(change.values_corrected or 0 for change in counted),
    )
    found = [
        *_lost(diff),
        *_reasons("all values", whole, limits.dropped_percent, limits.corrected_percent, limits.smallest_count),
    ]
    for part in diff.partitions:
        found += _reasons(
            f"the values of {part.form_id or 'no form'} {part.period}",
            part,
            limits.partition_dropped_percent,
            limits.partition_corrected_percent,
            limits.smallest_count,
        )
    return (*found, *_reasons_of_files(diff, limits))


def _reasons_of_files(diff: ReleaseDiff, limits: ReleaseLimits) -> Iterator[str]:
    """A file is measured by the values of its own enterprises, and by the year of its period."""
    for file in diff.files:
        name = f"{file.file_name} ({file.submission_id})"
        if (
            file.corrected >= limits.file_smallest_count
            and file.corrected * 100 > limits.file_corrected_percent * file.values_before
        ):
            yield bilingual(
                f"{name} replaces {file.corrected} of the {file.values_before} values that are in force of its own "
                f"{file.enterprises} enterprises in {file.form_id} {file.period}, more than "
                f"{limits.file_corrected_percent} %",
                f"文件“{file.file_name}”（{file.submission_id}）更正了所涉 {file.enterprises} 家企业 {file.period} "
                f"已生效的 {file.values_before} 个数值中的 {file.corrected} 个，超过 {limits.file_corrected_percent}%",
            )
    closed: dict[tuple[str, str, int], int] = {}
    for file in diff.files:
        year = int(file.period[:4])
        months = 12 * (file.received_on.year - year - 1) + file.received_on.month - 1
        if months >= limits.closed_after_months:
            key = (file.submission_id, file.file_name, year)
            closed[key] = closed.get(key, 0) + file.corrected
    for (submission_id, file_name, year), corrected in closed.items():
        if corrected >= limits.closed_smallest_count:
            yield bilingual(
                f"{file_name} ({submission_id}) replaces {corrected} values of {year}, a year that is closed since "
                f"{limits.closed_after_months} months after its end",
                f"文件“{file_name}”（{submission_id}）更正了 {year} 年的 {corrected} 个数值，"
                f"该年度已于年末后满 {limits.closed_after_months} 个月关闭",
            )


def discard_held(home: Home) -> None:
    """Deletes a held build, if any. Only the holder of the writer's lock may call it."""
    held_path(home).unlink(missing_ok=True)
    held_manifest_path(home).unlink(missing_ok=True)


def read_held(home: Home) -> Manifest:
    """The manifest of the held build.

    Raises InvalidArgument where none is held, or where it was compared with another snapshot than the one in force.
    """
    try:
        manifest = read_manifest_file(held_manifest_path(home))
    except FileNotFoundError:
        raise InvalidArgument("No release is held.", "Run: longmai refresh.") from None
    try:
        published = current_snapshot_id(home)
    except SnapshotNotFound:
        published = None
    if manifest.compared_with != published:
        raise InvalidArgument(
            f"The held release was compared with snapshot {manifest.compared_with}, and {published} is in force.",
            "Run: longmai refresh; it compares again.",
        )
    return manifest


def _lost(diff: ReleaseDiff) -> Iterator[str]:
    """A file of the published snapshot that the archive has lost needs a review, however small it is."""
    lost = [change for change in diff.tables if change.cause == "lost_submission"]
    if lost:
        rows = sum(change.rows_dropped + change.rows_corrected for change in lost)
        names = next((change.cause_detail for change in lost if change.table_name == "core.submission"), "")
        names = names or lost[0].cause_detail
        yield (
            f"{rows} rows rest on submissions that the ledger no longer has ({names}), lost_submission "
            f"中文：{rows} 行所依据的报送件已不在台账中（{names}）"
        )


def _reasons(
    what: str, part: PartitionChange, dropped_percent: Decimal, corrected_percent: Decimal, smallest_count: int
) -> Iterator[str]:
    for count, limit, word in (
        (part.dropped, dropped_percent, "dropped"),
        (part.corrected, corrected_percent, "corrected"),
    ):
        if count >= smallest_count and count * 100 > limit * part.values_before:
            yield f"{count} of {part.values_before} of {what} are {word}, more than {limit} %"
