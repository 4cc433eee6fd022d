"""The tables of a run, as Markdown that reads well in a terminal too."""

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.serving.goals import GOALS, SQL
from bench.serving.result import Result


def lines(result: Result) -> Iterator[str]:
    """Everything that a run found."""
    yield from _data(result)
    yield from _goals(result)
    yield from _times(result)
    yield from _loads(result)
    yield from _rest(result)


def machine() -> str:
    """The machine, without its name."""
    model = platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        named = [line for line in information.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, "
        f"DuckDB {version('duckdb')}, load {os.getloadavg()[0]:.1f} at the end"
    )


def _data(result: Result) -> Iterator[str]:
    size = result.size
    built = f", built in {result.build_seconds:.0f} s" if result.build_seconds is not None else ""
    yield (
        f"{size.enterprises:,} enterprises x {size.months} months = {size.rows:,} rows of 12 measures, "
        f"{result.snapshot_bytes / 2**20:,.0f} MB{built}."
    )
    yield f"{machine()}."
    yield ""


def _goals(result: Result) -> Iterator[str]:
    rows = []
    for goal in GOALS:
        ratio, outcome = goal.outcome(result)
        side = ">=" if goal.is_at_least else "<="
        rows.append([goal.what, f"{side} {goal.limit:g}", "" if ratio is None else f"{ratio:.2f}", outcome])
    yield from _table(["ratio", "goal", "found", ""], rows)


def _times(result: Result) -> Iterator[str]:
    """Medians and p99 in ms, and each median over that of SQL by hand."""
    rows = []
    for question, ways in result.times.items():
        limit = ways[SQL].p50
        for way, times in ways.items():
            rows.append(
                [
                    question,
                    way,
                    f"{times.p50 * 1000:.2f}",
                    f"{times.p99 * 1000:.2f}",
                    f"{times.p50 / limit:.2f}",
                    str(len(times.seconds)),
                ]
            )
    yield from _table(["one connection", "way", "p50 ms", "p99 ms", "p50 / SQL by hand", "requests"], rows)
    sizes = ", ".join(f"{question} {size:,}" for question, size in result.sizes.items())
    yield f"Bytes of our answers: {sizes}."
    yield ""


def _loads(result: Result) -> Iterator[str]:
    rows = [
        [name, way, f"{load.per_second:,.0f}", f"{load.p50 * 1000:.2f}", f"{load.p99 * 1000:.2f}", str(load.failed)]
        for name, ways in result.loads.items()
        for way, load in ways.items()
    ]
    yield from _table(["8 connections", "way", "requests / s", "p50 ms", "p99 ms", "failed"], rows)


def _rest(result: Result) -> Iterator[str]:
    if result.beside is not None:
        beside = result.beside
        yield (
            f"Point alone p99 {beside.alone.p99 * 1000:.1f} ms; beside a query of {beside.long_seconds:.1f} s "
            f"p99 {beside.beside.p99 * 1000:.1f} ms."
        )
    for name, memory in result.memory.items():
        yield f"Memory of {name}: {memory.resident / 2**20:,.0f} MB at the end, {memory.peak / 2**20:,.0f} MB at most."
    for question, ways in result.agreed.items():
        yield f"{question}: the same answer from {', '.join(ways)}."
    for reason in result.not_answered:
        yield f"Not answered: {reason}"
    if result.large is not None:
        yield ""
        yield "Large data"
        yield ""
        yield from _data(result.large)
        yield from _times(result.large)
        yield from _rest(result.large)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    for row in [head, ["-" * width for width in widths], *rows]:
        yield "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |"
    yield ""
