"""The `longmai` command. Serving and querying are handed to `python -m graph`, which is never imported here.

Exit codes: 0 done; 1 something was held, refused by a check or failed; 2 a file was refused, or the command was
called wrongly.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from orchestration.bench.command import bench
from orchestration.held_cli import held
from orchestration.progress import bar
from orchestration.settings import read_home
from warehouse.archive.names import shown
from warehouse.domain.moment import parse_moment
from warehouse.errors import WarehouseError
from warehouse.ingestion import FileReport

app = typer.Typer(
    help="Longmai (陇脉), a province's strategic emerging industries: files in, snapshots, GraphQL and SQL out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(held, name="held")
app.add_typer(bench, name="bench")
out = Console()
err = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


@app.command()
def up(
    port: Annotated[int, typer.Option(help="Port of the API.")] = 8000,
    dagster_port: Annotated[int, typer.Option(help="Port of Dagster's web pages.")] = 3000,
) -> None:
    """Sample data where there are none, a snapshot, the API, and Dagster watching the inbox. Ctrl-C ends all of it."""
    from orchestration.up import run_everything

    raise typer.Exit(run_everything(read_home(), port, dagster_port, out))


@app.command()
def sample(
    out_folder: Annotated[Path, typer.Option("--out", help="Folder to write the files to.")],
    enterprises: Annotated[int, typer.Option(min=1, help="How many enterprises.")] = 58,
    months: Annotated[int, typer.Option(min=1, help="How many months, from January 2014.")] = 36,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2016,
    unit_slip: Annotated[bool, typer.Option("--unit-slip", help="One firm reports a month in the wrong unit.")] = False,
) -> None:
    """Writes the synthetic files that a province would send, and beside the folder truth.json: what is true of them."""
    from warehouse.sample.generate import generate

    with bar(err) as show:
        report = generate(
            out_folder, enterprises=enterprises, months=months, seed=seed, on_progress=show, unit_slip=unit_slip
        )
    out.print(f"{len(report.files)} files in {out_folder}; what is known to be true of them is in {report.truth}.")


@app.command()
def ingest(
    files: Annotated[
        list[Path],
        typer.Argument(help="Files, or folders whose files are taken in the order of their names."),
    ],
    received_at: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Instant of arrival, UTC, when an archive is replayed: 2016-04-15T03:00. Default: now."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Reads files into the warehouse: archived, recognised, typed; says what was held and in which cell.

    Exit code 0: all accepted; 1: something was held; 2: a file was refused.
    """
    from warehouse.archive.ledger import check_arrival
    from warehouse.ingestion import ingest_files

    home = read_home().ensure()
    arrival = _instant(received_at) if received_at else datetime.now(UTC)
    if received_at:
        check_arrival(home, arrival)
    paths = [path for given in files for path in (_files_of(given) if given.is_dir() else [given])]
    with bar(err) as show:
        done = 0

        def on_progress(report: FileReport) -> None:
            nonlocal done
            done += 1
            show(shown(report.file_name), done, len(paths))

        reports = ingest_files(home, paths, received_at=arrival, on_progress=on_progress)
    if as_json:
        print(json.dumps([report.to_json_dict() for report in reports], ensure_ascii=False, indent=2))
    else:
        _print_reports(reports)
    states = {report.status for report in reports}
    raise typer.Exit(
        2 if "refused" in states else 1 if "held" in states or any(report.held_count for report in reports) else 0
    )


@app.command()
def forms(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the data dictionary, docs/forms.md.")] = False,
) -> None:
    """The report forms that departments send."""
    from warehouse.forms.registry import FORMS
    from warehouse.templates.dictionary import dictionary

    if markdown:
        print(dictionary(FORMS.values()), end="")
        return
    for form in FORMS.values():
        out.print(f"{form.form_id:28} {form.title_zh} ({form.title_en})", markup=False, highlight=False, soft_wrap=True)


@app.command()
def template(
    form: Annotated[str, typer.Argument(help="Form: see `longmai forms`.")],
    file: Annotated[Path, typer.Option("--out", help="Workbook to write, .xlsx; an older one is replaced.")],
    period: Annotated[Optional[str], typer.Option(help="Month of a return, 2016-03; blank if not given.")] = None,  # noqa: UP045
) -> None:
    """Writes the blank workbook of a form, with drop-downs, checks and explanations."""
    from warehouse.domain.period import parse_period
    from warehouse.forms.registry import find_form
    from warehouse.templates.workbook import write_template

    write_template(find_form(form), file, period=parse_period(period) if period else None)
    out.print(f"{file}", markup=False, highlight=False)


@app.command()
def refresh(
    as_of: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(
            help="Only what had been received by the end of this day in China (2016-03-31) or at this instant, UTC."
        ),
    ] = None,
    beside: Annotated[
        bool,
        typer.Option("--beside", help="With --as-of: build it to be asked for by its instant, and publish nothing."),
    ] = False,
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Publish the release that is held, as it was built.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who accepts.")] = "",
    reason: Annotated[str, typer.Option(help="Why the changes are right.")] = "",
    as_json: Json = False,
) -> None:
    """Builds every table from the archive, checks every promise, says what changes and publishes a snapshot.

    A release that changes too much is held until somebody accepts it by name.
    """
    from orchestration.release import accept, print_changes
    from warehouse.catalog import Table
    from warehouse.restaging import ensure_staged
    from warehouse.snapshots.beside import RETAINED_BESIDE, build_beside
    from warehouse.snapshots.manifest import TableContent, to_json
    from warehouse.snapshots.past import check_known
    from warehouse.snapshots.refresh import refresh as refresh_snapshot

    home = read_home().ensure()
    instant = _instant(as_of) if as_of else None
    if beside and (instant is None or accept_changes):
        raise typer.BadParameter("--beside builds the state of an instant: give it with --as-of and nothing else.")
    if instant is not None:
        check_known(home, instant)
    is_new = True
    if accept_changes:
        manifest = accept(home, by, reason)
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
    state = f"built beside; the last {RETAINED_BESIDE} are kept." if beside else "published."
    out.print(
        f"Snapshot {manifest.snapshot_id}: {len(manifest.tables)} tables, {rows:,} rows "
        f"from {manifest.submission_count} submissions, {state if is_new else 'is kept already and tells the same.'}",
        soft_wrap=True,
    )
    print_changes(out, manifest)
    for warning in manifest.warnings:
        out.print(f"  warning  {warning.table}: {warning.name} ({warning.broken_rows} rows; {warning.example})")


@app.command()
def due(
    period: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Only this month or quarter: 2016-03, 2016-Q1."),
    ] = None,
    form: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Only this report form."),
    ] = None,
    partitions: Annotated[bool, typer.Option("--partitions", help="One line per form and period instead.")] = False,
    as_json: Json = False,
) -> None:
    """Who has not reported, longest overdue first, as of the published snapshot."""
    from orchestration.due import print_partitions, print_reminders, read_outstanding, read_partitions

    if partitions:
        states = [state for state in read_partitions(read_home(), form) if period in (None, state.period)]
        if as_json:
            print(json.dumps([state.to_json_dict() for state in states], ensure_ascii=False, indent=2))
        else:
            print_partitions(out, states)
        return
    reminders = read_outstanding(read_home(), period, form)
    if as_json:
        print(json.dumps([reminder.to_json_dict() for reminder in reminders], ensure_ascii=False, indent=2))
        return
    print_reminders(out, reminders)


@app.command()
def trace(
    given: Annotated[
        str, typer.Argument(help="An observation id, a submission (S000012) or a column: core.fund.target_size_cny.")
    ],
    at: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(help="A cell of that submission (财务状况!F12), or the key of a row of that table."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Walks a number back to its cells, or a cell on to every number that it reached."""
    from orchestration.trace import print_trace
    from orchestration.trace import trace as find

    found = find(read_home(), given, at)
    if as_json:
        print(json.dumps(found.to_json_dict(), ensure_ascii=False, indent=2))
        return
    print_trace(out, found)


@app.command()
def exempt(
    subject: Annotated[str, typer.Argument(help="Enterprise, E000000123, or a department, task or project.")],
    form: Annotated[str, typer.Argument(help="Report form.")],
    first: Annotated[str, typer.Option("--from", help="First period that need not be reported: 2016-03.")],
    last: Annotated[str, typer.Option("--to", help="Last one.")],
    by: Annotated[str, typer.Option(help="Who decided.")],
    reason: Annotated[str, typer.Option(help="Why.")],
) -> None:
    """Records that somebody need not send a form for some periods; in force from the next refresh."""
    from orchestration.due import exempt_subject

    exemption = exempt_subject(read_home().ensure(), subject, form, first, last, by, reason)
    out.print(f"{exemption.exemption_id}: {subject} need not send {form} from {first} to {last}.")


@app.command()
def rollback(
    snapshot_id: Annotated[str, typer.Argument(help="A snapshot that is still kept: 000012.")],
    by: Annotated[Optional[str], typer.Option(help="Who decides it.")] = None,  # noqa: UP045
    reason: Annotated[Optional[str], typer.Option(help="Why.")] = None,  # noqa: UP045
) -> None:
    """Puts an older snapshot back in force; readers move to it at their next query. Kept in `rollbacks/`."""
    from warehouse.archive.lock import writer_lock
    from warehouse.snapshots.publish import rollback as put_back

    home = read_home()
    with writer_lock(home):
        manifest = put_back(home, snapshot_id, by, reason)
    out.print(f"Snapshot {manifest.snapshot_id} is in force again.")


@app.command()
def snapshots(
    remove: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Delete this past state, which was built with refresh --beside."),
    ] = None,
    as_json: Json = False,
) -> None:
    """The snapshots that are kept and up to which instant each knows: what `asOf` and `snapshot` can read."""
    from warehouse.archive.lock import writer_lock
    from warehouse.domain.moment import write_moment
    from warehouse.snapshots.beside import remove_beside
    from warehouse.snapshots.past import PastStates

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
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        out.print(
            f"{row['snapshot_id']:36} {row['state']:9} knows until {row['as_of']}, built {row['built_at']}, "
            f"{row['submission_count']} submissions",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


@app.command()
def verify() -> None:
    """Compares every archived file with the hash it was received under, staged rows with theirs, snapshots with theirs.

    Exit code 1 where something is damaged; each damage is one line.
    """
    from warehouse.archive.backup import damaged_submissions
    from warehouse.errors import SnapshotDamaged
    from warehouse.held.intact import staged_damages
    from warehouse.snapshots.manifest import read_manifest, retained_ids, snapshot_path
    from warehouse.snapshots.publish import verify_from_outside

    home = read_home()
    damages = [f"{submission_id}: {what}" for submission_id, what in damaged_submissions(home)]
    damages += [
        f"{what}; the next refresh reads it again from the archive"
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
    out.print("Every archived file, staged row and snapshot is what was written.")


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="A folder on another disk; what it has already is not copied again.")],
) -> None:
    """Copies the archive, checked. To restore: LONGMAI_HOME=FOLDER longmai refresh."""
    from warehouse.archive.backup import back_up

    count = back_up(read_home(), target)
    out.print(f"{count} submissions are in {target}. To restore: LONGMAI_HOME={target} longmai refresh")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port of the API.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """The API alone."""
    _hand_over("serve", "--host", host, "--port", str(port))


@app.command()
def query(
    document: Annotated[
        str, typer.Argument(help="File with a GraphQL document, the document itself, or - for standard input.")
    ],
    variables: Annotated[str, typer.Option(help="Variables as a JSON object.")] = "{}",
    explain: Annotated[bool, typer.Option("--explain", help="Tell what each root field read and cost.")] = False,
    engine: Annotated[bool, typer.Option("--engine", help="With DuckDB's own plan.")] = False,
) -> None:
    """Runs a GraphQL document on the published snapshot, without a server; prints the JSON answer."""
    flags = [*(["--explain"] if explain else []), *(["--engine"] if engine else [])]
    _hand_over("query", document, "--variables", variables, *flags)


@app.command()
def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT statement.")],
    as_json: Json = False,
) -> None:
    """Read-only SQL on the published snapshot."""
    from orchestration.analyst_sql import run_sql

    names, rows = run_sql(read_home(), statement)
    if as_json:
        print(
            json.dumps(
                [dict(zip(names, row, strict=True)) for row in rows],
                ensure_ascii=False,
                default=str,
                indent=2,
            )
        )
        return
    table = RichTable(*names)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    out.print(table)


def main() -> None:
    """The entry point: a known error is one clear line and an exit code, never a traceback."""
    try:
        app()
    except WarehouseError as error:
        err.print(f"[bold red]{error.code}[/] ", end="")
        err.print(str(error), markup=False, highlight=False)
        sys.exit(1)


def _files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def _instant(text: str) -> datetime:
    """The end of a day in China, or an instant; both UTC."""
    try:
        return parse_moment(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is neither a day (2016-03-31) nor an instant (2016-03-31T12:00).") from None


def _print_reports(reports: list[FileReport]) -> None:
    table = RichTable("submission", "file", "form", "period", "status", "rows", "accepted", "held")
    for report in reports:
        table.add_row(
            report.submission_id or "",
            Text(shown(report.file_name)),
            report.form_id or "",
            report.period or "",
            report.status,
            str(report.rows_read),
            str(report.rows_accepted),
            str(report.held_count),
        )
        for sheet in report.sheets if len({sheet.form_id for sheet in report.sheets}) > 1 else ():
            state = "refused" if sheet.refusal else "held" if sheet.held_count else "accepted"
            counts = map(str, (sheet.rows_read, sheet.rows_accepted, sheet.held_count))
            table.add_row("", Text(f"  {shown(sheet.sheet)}"), sheet.form_id, sheet.period or "", state, *counts)
    out.print(table)
    for report in reports:
        if report.reused_decisions:
            used = ", ".join(dict.fromkeys(report.reused_decisions))
            told = f"{len(report.reused_decisions)} cells were decided as before ({used})."
            out.print(shown(f"{report.file_name}: {told}"), markup=False, highlight=False)
        for finding in report.findings:
            where = " ".join(part for part in (finding.sheet, finding.cell) if part)
            out.print(
                shown(f"{finding.severity:8} {report.file_name} {where}: {finding.message}"),
                markup=False,
                highlight=False,
            )


def _hand_over(*arguments: str) -> None:
    """Becomes `python -m graph …`; signals and the exit code are then its own."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "graph", *arguments])


if __name__ == "__main__":
    main()
