"""`python -m graph`: serves the API and its pages, executes one document, prints the schema, checks the pages."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import orjson
import typer

from graph.execution.execution import Executor, Request
from graph.execution.explain import ExplainOptions, write_explained
from graph.execution.job import QueryJob
from graph.execution.workers import INTERRUPT_SECONDS
from graph.schema import build_schema, write_schema
from graph.settings import read_settings
from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument, WarehouseError
from warehouse.snapshots.store import SnapshotStore

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    readers_key: Annotated[Path | None, typer.Option(help="File with the readers' key; mode 0600.")] = None,
    allow_public: Annotated[
        bool, typer.Option("--allow-public", help="Serve every client; synthetic data only.")
    ] = False,
) -> None:
    """Serves the API until it receives a stop signal."""
    from graph.app import build_app
    from graph.http import server

    settings = read_settings(os.environ)
    settings = replace(
        settings,
        readers_key=readers_key or settings.readers_key,
        allow_public=allow_public or settings.allow_public,
    )
    server.serve(build_app, settings, host or settings.host, port or settings.port)


@app.command()
def query(
    file: Annotated[str, typer.Argument(help="GraphQL document or file; - reads standard input.")],
    variables: Annotated[str, typer.Option(help="Variables of the document, a JSON object.")] = "{}",
    explain: Annotated[bool, typer.Option("--explain", help="Report plan, cost and SQL of each root field.")] = False,
    engine: Annotated[bool, typer.Option("--engine", help="Add DuckDB's query plan.")] = False,
) -> None:
    """Executes a document on the published snapshot within the service's limits; exit code 1 if it has errors.

    The report of `--explain` goes to standard error, so that programs can parse standard output.
    """
    settings = read_settings(os.environ)
    store = SnapshotStore(Home(settings.home), memory_mb=settings.statement_memory_mb)
    try:
        explain_options = ExplainOptions(engine) if explain or engine else None
        request = Request(_read_document(file), _read_variables(variables), explain_options=explain_options)
        job = QueryJob(Executor(build_schema()), store, request, limits=settings.limits_of(request.caller.role))
        stopping = _stop_after(settings.query_timeout_seconds, job)
        try:
            answer = job.run().answer
        finally:
            stopping.set()
    finally:
        store.close()
    if answer.explained:
        print(write_explained(answer.explained), file=sys.stderr)
        answer = replace(answer, explained=None)
    body = orjson.loads(orjson.dumps(answer.to_json_dict()))
    sys.stdout.buffer.write(orjson.dumps(body, option=orjson.OPT_INDENT_2) + b"\n")
    raise typer.Exit(1 if answer.errors else 0)


@app.command()
def bulletin(
    period: Annotated[str, typer.Argument(help="Month of the bulletin: 2016-06.")],
    out: Annotated[Path, typer.Option(help="File to write: .docx, .xlsx or .html.")],
    as_of: Annotated[str | None, typer.Option(help="Data as known at this day or instant.")] = None,
    since: Annotated[str | None, typer.Option(help="Day or instant of the last bulletin.")] = None,
    lang: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    layout: Annotated[Path | None, typer.Option(help="A .docx as the layout.")] = None,
    wording: Annotated[Path | None, typer.Option(help="A .toml with sections and sentences.")] = None,
) -> None:
    """Writes the monthly bulletin; a child process makes it, within the limits of an export."""
    from graph.bulletin.child import write_bulletin
    from graph.bulletin.order import check_order

    settings = read_settings(os.environ)
    order = check_order(
        settings.home.absolute(),
        period,
        out.suffix.removeprefix(".").lower(),
        lang=lang,
        as_of=as_of,
        since=since,
        wording=_absolute(wording or settings.bulletin_wording),
        layout=_absolute(layout),
        is_public=settings.allow_public,
    )
    write_bulletin(order, settings, out)
    print(out)


@app.command()
def wording(out: Annotated[Path, typer.Argument(help="File to write.")]) -> None:
    """Writes the built-in wording of the bulletin to a new file."""
    from graph.bulletin.wording import BUILT_IN

    try:
        with out.open("xb") as file:
            file.write(BUILT_IN.read_bytes())
    except OSError as error:
        raise InvalidArgument(
            f"'{out}' cannot be written: {error.strerror}.", "Name a new file.", zh=f"“{out}”无法写入，请换一个新文件。"
        ) from error
    print(out)


@app.command()
def schema() -> None:
    """Prints the schema, the content of schema.graphql."""
    sys.stdout.buffer.write(write_schema().encode())


@app.command()
def documents() -> None:
    """Checks the document of every page against the schema, and lists path, title and file of each."""
    from graph.pages.folders import DOCUMENT, read_pages

    for page in read_pages(build_schema()):
        print(f"{page.path}  {page.title.zh} | {page.title.en}  graph/pages/{page.name}/{DOCUMENT}")


def _absolute(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _stop_after(seconds: float, job: QueryJob) -> threading.Event:
    """Stops the job after its time limit, and again until the returned event is set."""
    done = threading.Event()

    def stop() -> None:
        wait = seconds
        while not done.wait(wait):
            job.stop()
            wait = INTERRUPT_SECONDS

    threading.Thread(target=stop, daemon=True).start()
    return done


def _read_document(file: str) -> str:
    if "{" in file:
        return file
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidArgument(
            f"'{file}' cannot be read: {error}.", "Pass a file, or the document itself in quotes."
        ) from error


def _read_variables(text: str) -> dict[str, object]:
    try:
        variables = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidArgument(f"--variables is not valid JSON: {error.msg}.") from error
    if not isinstance(variables, dict):
        raise InvalidArgument("--variables must be a JSON object.")
    return variables


def main() -> None:
    """Runs a command; a WarehouseError becomes one line on standard error."""
    try:
        app(prog_name="python -m graph")
    except WarehouseError as error:
        print(f"{error.code}: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
