"""`longmai bench serving`: data, run, tables; and the folders that it may keep between runs."""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Optional

import typer
from rich.console import Console

from bench.serving.data import Size
from bench.serving.peers import Peer, python_peers
from bench.serving.postgraphile import PostGraphile
from bench.serving.report import lines
from bench.serving.result import Result
from bench.serving.run import Effort, run
from warehouse.archive.home import Home

LARGE_ENTERPRISES = 500_000


def bench_serving(
    enterprises: Annotated[int, typer.Option(min=20, help="Enterprises of the data.")] = 10_000,
    months: Annotated[int, typer.Option(min=1, help="Monthly returns of each.")] = 120,
    large: Annotated[bool, typer.Option("--large", help="Also 500,000 enterprises: some minutes, 3 GB.")] = False,
    requests: Annotated[int, typer.Option(min=1, help="Requests of each way and question.")] = 200,
    seconds: Annotated[float, typer.Option(help="No further round of a question begins after this.")] = 20.0,
    peers: Annotated[bool, typer.Option("--peers", help="Also ROAPI and Graphique, installed in the cache.")] = False,
    postgraphile: Annotated[
        bool, typer.Option("--postgraphile", help="Also PostGraphile; needs PostgreSQL and Node.")
    ] = False,
    keep: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads the annotation at run time
        typer.Option(help="Folder in which generated data stay for the next run. Default: deleted."),
    ] = None,
    cache: Annotated[Path, typer.Option(help="Folder for the environments of other servers.")] = Path(
        "~/.cache/longmai-bench"
    ),
) -> None:
    """Ratios of the GraphQL service against SQL by hand, a fixed answer and other servers, in one run.

    Every way is asked the same questions about the same generated data, in turns; answers that differ end the run.
    """
    folder = cache.expanduser()
    asked: list[Peer] = [*(python_peers(folder) if peers else ()), *([PostGraphile(folder)] if postgraphile else ())]
    effort = Effort(requests=requests, seconds=seconds)
    result = measure(Size(enterprises, months), effort, asked, keep)
    if large:
        size = Size(LARGE_ENTERPRISES, months)
        result.large = measure(size, effort, (), keep, only=("point", "series", "group", "group_all"))
    print("\n".join(lines(result)))


def measure(size: Size, effort: Effort, peers: Sequence[Peer], keep: Path | None, only: Sequence[str] = ()) -> Result:
    """One run in folders of its own; of them only the data stay, and only where there is a folder to keep them."""
    console = Console(stderr=True)
    with ExitStack() as folders:
        work = Path(folders.enter_context(tempfile.TemporaryDirectory()))
        kept = work / "home" if keep is None else keep / f"{size.enterprises}x{size.months}"
        return run(Home(kept), work, size, effort, peers, lambda what: console.print(what, highlight=False), only)
