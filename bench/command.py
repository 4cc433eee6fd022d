"""`longmai bench …`: one entry for each bench. A new one is a file beside this one and a line here."""

import typer

from bench.delivery import bench_delivery
from bench.measures import bench_measures
from bench.reading import bench_reading
from bench.refreshing import bench_refresh
from bench.serving.entry import bench_serving

bench = typer.Typer(
    help="Speed and memory, as shares of what a bare library needs for the same in the same run.",
    no_args_is_help=True,
    add_completion=False,
)
bench.command("delivery")(bench_delivery)
bench.command("measures")(bench_measures)
bench.command("reading")(bench_reading)
bench.command("refresh")(bench_refresh)
bench.command("serving")(bench_serving)
