"""Commands for reading: run the services, execute a document or statement, trace a number or a cell."""

import os
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.table import Table as RichTable

from orchestration.console import Json, out, print_json
from orchestration.settings import read_home


def up(
    port: Annotated[int, typer.Option(help="Port of the API.")] = 8000,
    dagster_port: Annotated[int, typer.Option(help="Port of Dagster's web pages.")] = 3000,
    operator: Annotated[
        bool, typer.Option("--operator", help="Enable actions in Dagster's pages, by an address with a secret.")
    ] = False,
) -> None:
    """Starts everything: sample data if there are none, a snapshot, the API, Dagster for the inbox. Ctrl-C stops it."""
    from orchestration.up import run_everything

    raise typer.Exit(run_everything(read_home(), port, dagster_port, out, operator))


def trace(
    given: Annotated[
        str, typer.Argument(help="Observation id, submission (S000012) or column: core.fund.target_size_cny.")
    ],
    at: Annotated[
        Optional[str],  # noqa: UP045 - typer reads the annotation at run time
        typer.Argument(help="Cell of the submission (财务状况!F12), or key of a row of the table."),
    ] = None,
    reached: Annotated[
        bool, typer.Option(help="Rebuild the tables without the cell and list all mart values that depend on it.")
    ] = True,
    arithmetic: Annotated[
        bool, typer.Option("--arithmetic", help="Of a row of a mart: definition, rule set, inputs and calculation.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Traces a number back to its cells, or a cell to all values that depend on it."""
    if arithmetic:
        from orchestration.trace import explain

        texts = explain(read_home(), given, at or "")
        if as_json:
            print_json(texts)
            return
        for name, text in texts.items():
            out.print(
                f"{name}\n  {text.replace(chr(10), chr(10) + '  ')}", markup=False, highlight=False, soft_wrap=True
            )
        return
    from orchestration.trace import print_trace
    from orchestration.trace import trace as find

    found = find(read_home(), given, at, reached)
    if as_json:
        print_json(found.to_json_dict())
        return
    print_trace(out, found)


def serve(
    port: Annotated[int, typer.Option(help="Port of the API.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    readers_key: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="File with the readers' key, mode 0600; required if other machines can connect."),
    ] = None,
    allow_public: Annotated[
        bool, typer.Option("--allow-public", help="Serve every client without a key; synthetic data only.")
    ] = False,
) -> None:
    """Serves the API only."""
    key = [] if readers_key is None else ["--readers-key", str(readers_key)]
    public = ["--allow-public"] if allow_public else []
    _hand_over("serve", "--host", host, "--port", str(port), *key, *public)


def query(
    document: Annotated[
        str, typer.Argument(help="File with a GraphQL document, the document itself, or - for standard input.")
    ],
    variables: Annotated[str, typer.Option(help="Variables as a JSON object.")] = "{}",
    explain: Annotated[bool, typer.Option("--explain", help="Report plan, cost and SQL of each root field.")] = False,
    engine: Annotated[bool, typer.Option("--engine", help="Add DuckDB's query plan.")] = False,
) -> None:
    """Executes a GraphQL document on the published snapshot, without a server, and prints the JSON response."""
    flags = [*(["--explain"] if explain else []), *(["--engine"] if engine else [])]
    _hand_over("query", document, "--variables", variables, *flags)


def bulletin(
    period: Annotated[Optional[str], typer.Argument(help="Month of the bulletin: 2016-06.")] = None,  # noqa: UP045
    out: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="File to write; its ending decides: .docx, .xlsx or .html."),
    ] = None,
    as_of: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Data as known at this day (its end in China) or instant. Default: the published snapshot."),
    ] = None,
    since: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(help="Day or instant of the last bulletin. Default: when its reports were due."),
    ] = None,
    lang: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    layout: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="A Word file as the layout of a .docx (docs/bulletin.md)."),
    ] = None,
    wording: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="A .toml with sections in order and their sentences. Default: the built-in wording."),
    ] = None,
    write_wording: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Writes the built-in wording to this file, to be changed, and ends."),
    ] = None,
) -> None:
    """Writes the monthly bulletin as a Word file, a workbook or a page."""
    if write_wording is not None:
        _hand_over("wording", str(write_wording))
    if period is None or out is None:
        raise typer.BadParameter("Name a month and a file: longmai bulletin 2016-06 --out FILE.docx")
    options = {"--as-of": as_of, "--since": since, "--layout": layout, "--wording": wording}
    given = [text for name, value in options.items() if value is not None for text in (name, str(value))]
    _hand_over("bulletin", period, "--out", str(out), "--lang", lang, *given)


def sql(
    statement: Annotated[str, typer.Argument(help="One SELECT statement.")],
    seconds: Annotated[
        Optional[float],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Time limit. Default: LONGMAI_QUERY_TIMEOUT_SECONDS, or 10.", min=0.1),
    ] = None,
    as_json: Json = False,
) -> None:
    """Runs read-only SQL on the published snapshot, within the API's limits of time, memory, rows and size."""
    from orchestration.analyst_sql import Bounds, run_sql
    from warehouse.environment import read_query_seconds, read_statement_memory_mb

    bounds = Bounds(seconds or read_query_seconds(os.environ), read_statement_memory_mb(os.environ))
    names, rows = run_sql(read_home(), statement, bounds)
    if as_json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    table = RichTable(*names)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    out.print(table)


def _hand_over(*arguments: str) -> None:
    """Replaces this process by `python -m graph …`, which then handles signals and sets the exit code."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "graph", *arguments])
