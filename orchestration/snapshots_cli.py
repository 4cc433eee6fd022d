"""Commands for snapshots: build, roll back, list, verify, seal and back up."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Optional

import typer

from orchestration.console import Json, err, out, print_json, read_instant, seal_older
from orchestration.progress import bar
from orchestration.settings import read_home


def refresh(
    as_of: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Only data received by the end of this day in China (2016-03-31) or by this instant, UTC."),
    ] = None,
    beside: Annotated[
        bool,
        typer.Option("--beside", help="With --as-of: build the past state for `asOf`, without publishing it."),
    ] = False,
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Publish the held release as built.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Build even without new data.")] = False,
    by: Annotated[str, typer.Option(help="Person who accepts.")] = "",
    reason: Annotated[str, typer.Option(help="Reason why the changes are right.")] = "",
    as_json: Json = False,
) -> None:
    """Builds and checks all tables from the archive, reports the changes and publishes a snapshot.

    A release with too many changes is held until a person accepts it. Without news since the published snapshot
    (entries of the ledger, rules, code, tables that change with time) it stops with a message.
    """
    from orchestration.release import accept, nothing_new, print_changes
    from warehouse.catalog.catalog import Table
    from warehouse.domain.moment import past_instant
    from warehouse.ingestion.restage import ensure_staged
    from warehouse.snapshots.manifest import TableContent, to_json
    from warehouse.snapshots.past.as_of_snapshot import RETAINED_BESIDE, build_beside
    from warehouse.snapshots.past.past import check_known
    from warehouse.snapshots.refresh import published_if_current
    from warehouse.snapshots.refresh import refresh as refresh_snapshot

    home = read_home().ensure()
    instant = past_instant(read_instant(as_of), datetime.now(UTC)) if as_of else None
    if beside and (instant is None or accept_changes):
        raise typer.BadParameter("--beside builds the state of an instant: use it with --as-of only.")
    if instant is not None:
        check_known(home, instant)
    seal_older(home)
    is_new = True
    if accept_changes:
        manifest = accept(home, by, reason)
    elif not (force or beside) and (current := published_if_current(home, instant)) is not None:
        if as_json:
            print(to_json(current), end="")
        else:
            out.print(nothing_new(current), markup=False, highlight=False, soft_wrap=True)
        return
    else:
        with bar(err) as show:

            def on_table(table: Table, _content: TableContent, ordinal: int, total: int) -> None:
                show(table.key, ordinal, total)

            ensure_staged(home, lambda done, total: show("reading archived files again", done, total), instant)
            if beside and instant is not None:
                manifest, is_new = build_beside(home, instant, on_table)
            else:
                manifest = refresh_snapshot(home, instant, on_table)
    if as_json:
        print(to_json(manifest), end="")
        return
    rows = sum(content.row_count for content in manifest.tables.values())
    state = f"built as a past state; the last {RETAINED_BESIDE} are retained." if beside else "published."
    out.print(
        f"Snapshot {manifest.snapshot_id}: {len(manifest.tables)} tables, {rows:,} rows "
        f"from {manifest.submission_count} submissions, {state if is_new else 'already retained.'}",
        soft_wrap=True,
    )
    print_changes(out, manifest)
    for warning in manifest.warnings:
        out.print(f"  warning  {warning.table}: {warning.name} ({warning.broken_rows} rows; {warning.example})")


def rollback(
    snapshot_id: Annotated[str, typer.Argument(help="Retained snapshot: 000012.")],
    by: Annotated[Optional[str], typer.Option(help="Person who decides.")] = None,  # noqa: UP045
    reason: Annotated[Optional[str], typer.Option(help="Reason.")] = None,  # noqa: UP045
) -> None:
    """Publishes an older snapshot again; readers use it from their next query. Recorded in `rollbacks/`."""
    from warehouse.archive.lock import writer_lock
    from warehouse.snapshots.publish import rollback as put_back

    home = read_home()
    with writer_lock(home):
        manifest = put_back(home, snapshot_id, by, reason)
    out.print(f"Snapshot {manifest.snapshot_id} is in force again.")


def snapshots(
    remove: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Delete this past state, built by refresh --beside."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Lists the retained snapshots with their as-of instants, readable by `asOf` and `snapshot`."""
    from warehouse.archive.lock import writer_lock
    from warehouse.domain.moment import write_moment
    from warehouse.snapshots.past.as_of_snapshot import remove_beside
    from warehouse.snapshots.past.past import PastStates

    home = read_home()
    if remove is not None:
        with writer_lock(home):
            remove_beside(home, remove)
    rows = [
        {
            "snapshot_id": entry.manifest.snapshot_id,
            "as_of": write_moment(entry.manifest.as_of),
            "built_at": write_moment(entry.manifest.built_at),
            "submission_count": entry.manifest.submission_count,
            "state": "in force" if entry.is_published else "beside" if entry.is_beside else "earlier",
        }
        for entry in PastStates(home).retained()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        out.print(
            f"{row['snapshot_id']:36} {row['state']:9} as of {row['as_of']}, built {row['built_at']}, "
            f"{row['submission_count']} submissions",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def verify() -> None:
    """Verifies the hashes of archived files, staged rows, snapshots and ledger entries.

    Exit code 1 if anything is damaged; one line per damage.
    """
    from warehouse.archive.backup import damaged_files
    from warehouse.archive.damages import find_damages
    from warehouse.archive.entries import read_head
    from warehouse.decisions.intact import staged_damages
    from warehouse.errors import LedgerDamaged, SnapshotDamaged
    from warehouse.snapshots.manifest import read_manifest, retained_ids, snapshot_path
    from warehouse.snapshots.publish import verify_from_outside

    home = read_home()
    damages = [str(damage) for damage in find_damages(home)]
    with suppress(LedgerDamaged):  # find_damages has reported unreadable entries
        damages += [f"{entry_id}: {what}" for entry_id, what in damaged_files(home)]
    damages += [
        f"{what}; longmai refresh --force reads it again from the archive"
        for folder in sorted(home.staged.glob("S*"))
        for what in staged_damages(home, folder.name)
    ]
    for snapshot_id in retained_ids(home):
        try:
            verify_from_outside(snapshot_path(home, snapshot_id), read_manifest(home, snapshot_id))
        except SnapshotDamaged as error:
            damages.append(str(error))
    for damage in damages:
        err.print(damage, markup=False, highlight=False)
    if damages:
        raise typer.Exit(1)
    out.print("All archived files, entries, staged rows and snapshots are intact.")
    if (head := read_head(home)) is not None:
        out.print(f"Newest entry: {head.entry}, number {head.ordinal}, SHA-256 {head.sha256}.", soft_wrap=True)


def seal(
    by: Annotated[str, typer.Option(help="Person who seals.")],
    reason: Annotated[str, typer.Option(help="Reason why the loss cannot be restored.")],
) -> None:
    """Seals the ledger in its current state, after a loss that no backup can repair; records the person and the damage.

    Data of lost entries leave the tables at the next refresh, which is held for acceptance.
    """
    from datetime import UTC, datetime

    from warehouse.archive.lock import writer_lock
    from warehouse.archive.seal import seal_again

    home = read_home()
    with writer_lock(home):
        sealed = seal_again(home, by, reason, datetime.now(UTC))
    out.print(str(sealed), markup=False, highlight=False, soft_wrap=True)


def backup(
    target: Annotated[Path, typer.Argument(help="Folder on another disk; existing files are not copied again.")],
) -> None:
    """Copies and verifies the archive. To restore: LONGMAI_HOME=FOLDER longmai refresh."""
    from warehouse.archive.backup import back_up

    count = back_up(read_home(), target)
    out.print(f"{count} submissions are in {target}. To restore: LONGMAI_HOME={target} longmai refresh")
