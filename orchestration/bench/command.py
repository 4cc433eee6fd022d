"""`longmai bench …`: one entry for each bench. A new one is a file beside this one and a line here."""

import typer

from orchestration.bench.serving.entry import bench_serving

bench = typer.Typer(
    help="Speed and memory, as shares of what a bare library needs for the same in the same run.", no_args_is_help=True
)
bench.command("serving")(bench_serving)
