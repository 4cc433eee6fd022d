"""Commands for files: sample data, blank forms, ingestion, due reports, exemptions, moot targets and tasks."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.table import Table as RichTable
from rich.text import Text

from orchestration.console import Json, err, out, print_json, read_instant, seal_older
from orchestration.progress import bar
from orchestration.settings import read_home
from warehouse.archive.names import shown
from warehouse.ingestion.receive import FileReport
from warehouse.transforms.finding import group_findings


def sample(
    out_folder: Annotated[Path, typer.Option("--out", help="Folder to write the files to.")],
    enterprises: Annotated[int, typer.Option(min=1, help="Number of enterprises.")] = 58,
    months: Annotated[int, typer.Option(min=1, help="Number of months, from January 2014.")] = 36,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2016,
    unit_slip: Annotated[bool, typer.Option("--unit-slip", help="One firm reports a month in the wrong unit.")] = False,
) -> None:
    """Writes the synthetic files of a province, and truth.json with the expected results next to the folder."""
    from warehouse.sample.generate import generate

    with bar(err) as show:
        report = generate(
            out_folder, enterprises=enterprises, months=months, seed=seed, on_progress=show, unit_slip=unit_slip
        )
    out.print(f"{len(report.files)} files in {out_folder}; the expected results are in {report.truth}.")


def ingest(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Files, or folders, whose files are read in order of their names. Links are refused. A waiting file "
            "may be given as its submission, S000012."
        ),
    ],
    indicator: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Indicator of the file's values, if the file does not name it: gdp."),
    ] = None,
    unit: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Unit of the values: 亿元."),
    ] = None,
    vintage: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Release of the values: post_4th_census."),
    ] = None,
    region: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Region of the values, by code or name: 全国."),
    ] = None,
    by: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Person who identified the content; stored with the file."),
    ] = None,
    received_at: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Instant of arrival, UTC, for replaying an archive: 2016-04-15T03:00. Default: now."),
    ] = None,
    arrivals: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="truth.json of a sample, with the arrival dates of its synthetic files."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Reads files into the warehouse (archive, recognise, type) and reports held cells.

    Exit code 0: all accepted; 1: cells were held, or a file waits for identification; 2: a file was refused.
    """
    from warehouse.archive.arrivals import read_arrivals
    from warehouse.archive.inbox import non_regular_files
    from warehouse.archive.order import check_arrival
    from warehouse.ingestion.naming import read_naming
    from warehouse.ingestion.receive import ingest_files
    from warehouse.programme.in_force import programme_in_force

    home = read_home().ensure()
    naming = read_naming(
        programme_in_force(home), indicator=indicator, unit=unit, vintage=vintage, region=region, person=by
    )
    seal_older(home)
    arrival = read_instant(received_at) if received_at else datetime.now(UTC)
    if received_at:
        check_arrival(home, arrival)
    paths = [path for given in files for path in (_files_of(given) if given.is_dir() else [given])]
    for folder in filter(Path.is_dir, files):
        for stranger in non_regular_files(folder):
            err.print(shown(stranger.message), markup=False, highlight=False)
    with bar(err) as show:
        done = 0

        def on_progress(report: FileReport) -> None:
            nonlocal done
            done += 1
            show(shown(report.file_name), done, len(paths))

        reports = ingest_files(
            home, paths, received_at=arrival, naming=naming, on_progress=on_progress,
            arrivals=read_arrivals(arrivals) if arrivals else None,
        )  # fmt: skip
    if as_json:
        print_json([report.to_json_dict() for report in reports])
    else:
        _print_reports(reports)
    states = {report.status for report in reports}
    is_open = bool(states & {"held", "waiting"}) or any(report.held_count for report in reports)
    raise typer.Exit(2 if "refused" in states else 1 if is_open else 0)


def forms(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the data dictionary, docs/forms.md.")] = False,
) -> None:
    """Lists the report forms."""
    from warehouse.forms.registry import FORMS
    from warehouse.programme.programme import built_in
    from warehouse.templates.dictionary import dictionary

    if markdown:
        print(dictionary(FORMS.values(), built_in().units), end="")
        return
    for form in FORMS.values():
        out.print(f"{form.form_id:28} {form.title_zh} ({form.title_en})", markup=False, highlight=False, soft_wrap=True)


def template(
    form: Annotated[str, typer.Argument(help="Form: see `longmai forms`.")],
    file: Annotated[Path, typer.Option("--out", help="Workbook to write, .xlsx; an existing one is replaced.")],
    period: Annotated[Optional[str], typer.Option(help="Month of a return, 2016-03; empty by default.")] = None,  # noqa: UP045
) -> None:
    """Writes the blank workbook of a form, with drop-downs, checks and explanations."""
    from warehouse.domain.period import parse_period
    from warehouse.forms.registry import find_form
    from warehouse.programme.in_force import programme_in_force
    from warehouse.templates.workbook import write_template

    write_template(
        find_form(form), file, programme_in_force(read_home()).units, period=parse_period(period) if period else None
    )
    out.print(f"{file}", markup=False, highlight=False)


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
    """Lists outstanding reports, longest overdue first, as of the published snapshot."""
    from orchestration.due import print_partitions, print_reminders, read_outstanding, read_partitions

    if partitions:
        states = [state for state in read_partitions(read_home(), form) if period in (None, state.period)]
        if as_json:
            print_json([state.to_json_dict() for state in states])
        else:
            print_partitions(out, states)
        return
    reminders = read_outstanding(read_home(), period, form)
    if as_json:
        print_json([reminder.to_json_dict() for reminder in reminders])
        return
    print_reminders(out, reminders)


def exempt(
    subject: Annotated[str, typer.Argument(help="Enterprise, E000000123, or a department, task or project.")],
    form: Annotated[str, typer.Argument(help="Report form.")],
    first: Annotated[str, typer.Option("--from", help="First exempt period: 2016-03.")],
    last: Annotated[str, typer.Option("--to", help="Last exempt period.")],
    by: Annotated[str, typer.Option(help="Person who decided.")],
    reason: Annotated[str, typer.Option(help="Reason.")],
) -> None:
    """Exempts a subject from a form for some periods, from the next refresh on."""
    from orchestration.due import exempt_subject

    exemption = exempt_subject(read_home().ensure(), subject, form, first, last, by, reason)
    out.print(f"{exemption.exemption_id}: {subject} is exempt from {form} from {first} to {last}.")


def moot(
    subject: Annotated[str, typer.Argument(help="Target or task, as in core.target and core.task.")],
    first: Annotated[str, typer.Option("--from", help="Month from which it is moot: 2016-03.")],
    by: Annotated[str, typer.Option(help="Person who decided.")],
    reason: Annotated[str, typer.Option(help="Reason, shown with it.")],
) -> None:
    """Records that a target or task is moot from a month on, with the reason, from the next refresh on."""
    from orchestration.due import declare_moot

    decided = declare_moot(read_home().ensure(), subject, first, by, reason)
    out.print(f"{decided.exemption_id}: {subject} is moot from {decided.first_period} on.")


def hold_escalation(
    task: Annotated[str, typer.Argument(help="Task, as in core.task.")],
    until: Annotated[str, typer.Option(help="Last day on which it is held: 2016-06-30.")],
    by: Annotated[str, typer.Option(help="Person who holds it.")],
    reason: Annotated[str, typer.Option(help="Reason, shown with it.")],
    first: Annotated[str | None, typer.Option("--from", help="First day; today by default.")] = None,
) -> None:
    """Holds the escalation of a task until a day, with person and reason, from the next refresh on."""
    from orchestration.due import hold_escalation as record_hold

    held = record_hold(read_home().ensure(), task, first, until, by, reason)
    out.print(f"{held.exemption_id}: {held.decided_by} holds {task} from {held.first_period} to {held.last_period}.")


def _files_of(folder: Path) -> list[Path]:
    """The files of a folder, including links, which are reported as refused. The folder itself may be a link."""
    found = (path for path in folder.iterdir() if path.is_symlink() or path.is_file())
    return sorted(path for path in found if not path.name.startswith("."))


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
            reused = f"{len(report.reused_decisions)} cells reuse earlier decisions ({used})."
            out.print(shown(f"{report.file_name}: {reused}"), markup=False, highlight=False)
        for group in group_findings(report.findings):
            out.print(
                shown(f"{group.severity:8} {report.file_name} {group.where}: {group.message}"),
                markup=False,
                highlight=False,
            )
