"""`longmai refresh`: changes and acceptance of a release."""

from datetime import UTC, datetime

from rich.console import Console

from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.domain.moment import write_moment
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.publish import accept_held


def accept(home: Home, by: str, reason: str) -> Manifest:
    """Publishes the held release. Raises InvalidArgument if there is none, or without a name and a reason."""
    with writer_lock(home):
        return accept_held(home, by, reason, datetime.now(UTC))


def nothing_new(manifest: Manifest) -> str:
    """The message if a build would repeat the published snapshot."""
    return (
        f"Nothing is new since snapshot {manifest.snapshot_id} ({manifest.submission_count} submissions, as of "
        f"{write_moment(manifest.as_of)}): it stays in force. longmai refresh --force rebuilds it. "
        f"中文：自快照 {manifest.snapshot_id} 以来没有新内容，未重新生成；如需重新生成：longmai refresh --force。"
    )


def print_changes(out: Console, manifest: Manifest) -> None:
    """Prints one line per table, form and cause."""
    if manifest.compared_with is None:
        return
    out.print(f"Against snapshot {manifest.compared_with}:" + ("" if manifest.changes else " nothing changed."))
    for change in manifest.changes:
        values = ""
        if change.values_added is not None:
            values = (
                f"; values: {change.values_added:,} added, {change.values_corrected:,} corrected, "
                f"{change.values_dropped:,} dropped"
            )
        of_form = f" of {change.form_id}" if change.form_id else ""
        detail = f" ({change.cause_detail})" if change.cause_detail else ""
        out.print(
            f"  {change.table_name}{of_form}, {change.cause}{detail}: {change.rows_added:,} rows added, "
            f"{change.rows_corrected:,} corrected, {change.rows_dropped:,} dropped{values}",
            markup=False,
            highlight=False,
        )
    if manifest.acceptance is not None:
        out.print(f"Accepted by {manifest.acceptance.accepted_by}: {manifest.acceptance.reason}", markup=False)
