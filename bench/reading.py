"""How fast and in how much memory a return is read, against the bare readers on the same file in the same run.

Three ways: `bare` is calamine for a workbook and DuckDB's csv reader, every column as text, for a text file; `grid` is
all cells as text with their coordinates, read in the child with limits; `typed` is all that ingestion does between a
file in the archive and rows to be staged. Each measurement is a process of its own, which has read a small file of
the same kind before; what that and its imports took is told as its start. The ways take turns, so that a busy minute
hits all of them, and a share is the middle one of those of all rounds. Seconds by the clock depend on what else the
machine does; those of processors, of all threads and of the child, hardly do.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from bench import FOR_CHILDREN
from bench.reading_files import HEADER_ROWS, KINDS, NAMED_COLUMNS, write_file
from warehouse.errors import CheckFailed
from warehouse.reading.child import ChildReader

WAYS = ("bare", "grid", "typed")
_SMALL = 10


@dataclass(frozen=True)
class Measured:
    """One file read in one way. `start_seconds` is from the start of the process to the end of a small file;
    `peak_mb` is resident memory, that of the child that reads added; `total` is the sum of all numbers read."""

    seconds: float
    cpu_seconds: float
    start_seconds: float
    peak_mb: float
    total: str


@dataclass(frozen=True)
class Line:
    """One line of the table: the middle values of all rounds, and the share of the bare reader's speed."""

    kind: str
    way: str
    seconds: float
    rows_per_second: float
    share_of_bare: float
    cpu_seconds: float
    cpu_share_of_bare: float
    peak_mb: float
    start_seconds: float


def bench_reading(
    rows: Annotated[int, typer.Option(min=1, help="Firms in the return.")] = 10_000,
    rounds: Annotated[int, typer.Option(min=1, help="How often every way is measured.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Rows per second and peak memory of reading a return, against the bare readers of the same files."""
    lines = measure_reading(rows, rounds)
    if as_json:
        print(json.dumps([asdict(line) for line in lines], indent=2))
        return
    # As Markdown, so that docs/sources/reading_speed.md is what was printed.
    print(f"A return of {rows:,} firms, {rounds} rounds.\n")
    print("| file | way | seconds | rows per second | of bare | CPU seconds | of bare | peak memory, MB | start, s |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for line in lines:
        print(
            f"| {line.kind} | {line.way} | {line.seconds:.3f} | {line.rows_per_second:,.0f} | {line.share_of_bare:.0%} "
            f"| {line.cpu_seconds:.3f} | {line.cpu_share_of_bare:.0%} | {line.peak_mb:.0f} | {line.start_seconds:.2f} |"
        )


def measure_reading(rows: int, rounds: int) -> list[Line]:
    """Measures every kind of file and way. Raises CheckFailed where two of them did not read the same numbers."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            small, large = (write_file(Path(folder), kind, count) for count in (min(rows, _SMALL), rows))
            turns = [{way: _measure_apart(way, small, large) for way in WAYS} for _ in range(rounds)]
            totals = {(way, Decimal(found.total)) for turn in turns for way, found in turn.items()}
            if len({total for _, total in totals}) != 1:
                raise CheckFailed(f"{kind}: the ways did not read the same numbers: {sorted(totals)}.")
            lines += [_line(kind, way, rows, turns) for way in WAYS]
    return lines


def _line(kind: str, way: str, rows: int, turns: list[dict[str, Measured]]) -> Line:
    found = [turn[way] for turn in turns]
    seconds = median(one.seconds for one in found)
    return Line(
        kind=kind,
        way=way,
        seconds=seconds,
        rows_per_second=rows / seconds,
        share_of_bare=median(turn["bare"].seconds / turn[way].seconds for turn in turns),
        cpu_seconds=median(one.cpu_seconds for one in found),
        cpu_share_of_bare=median(turn["bare"].cpu_seconds / turn[way].cpu_seconds for turn in turns),
        peak_mb=median(one.peak_mb for one in found),
        start_seconds=median(one.start_seconds for one in found),
    )


def _measure_apart(way: str, small: Path, large: Path) -> Measured:
    command = [sys.executable, "-m", "bench.reading", way, str(small), str(large), str(time.time())]
    environment = {**os.environ, **FOR_CHILDREN}
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return Measured(**json.loads(answer))


def _measure(way: str, small: Path, large: Path, started: float) -> Measured:
    """Run in a process of its own."""
    read, reader = (_bare(small), None) if way == "bare" else _ours(is_typed=way == "typed")
    read(small)
    start_seconds = time.time() - started
    processes = [os.getpid(), *([reader.process_id] if reader is not None else [])]
    cpu_before, before = _cpu_seconds(processes), time.perf_counter()
    total = read(large)
    seconds, cpu_seconds = time.perf_counter() - before, _cpu_seconds(processes) - cpu_before
    peak_mb = sum(map(_peak_mb, processes))
    if reader is not None:
        reader.close()
    return Measured(seconds, cpu_seconds, start_seconds, peak_mb, str(total()))


Read = Callable[[Path], Callable[[], Decimal]]
"""Reads a file and gives what adds up its numbers, which is not measured."""


def _bare(path: Path) -> Read:
    return _calamine if path.suffix == ".xlsx" else _duckdb


def _calamine(path: Path) -> Callable[[], Decimal]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return lambda: _total([row[NAMED_COLUMNS:] for row in rows[HEADER_ROWS:]])


def _duckdb(path: Path) -> Callable[[], Decimal]:
    from warehouse.connections import open_scratch

    with path.open(encoding="utf-8") as file:
        width = file.readlines(1)[0].count(",") + 1
    names = "{" + ", ".join(f"'c{index}': 'varchar'" for index in range(width)) + "}"
    connection = open_scratch()
    connection.execute(
        "create table file as select * from read_csv(?, all_varchar = true, header = false, auto_detect = false, "
        f"delim = ',', quote = '\"', columns = {names})",
        [str(path)],
    )
    return lambda: _total([row[NAMED_COLUMNS:] for row in connection.execute("from file").fetchall()[HEADER_ROWS:]])


def _ours(*, is_typed: bool) -> tuple[Read, ChildReader]:
    from warehouse.programme.programme import built_in
    from warehouse.transforms.delivery import read_delivery

    reader = ChildReader()

    def read(path: Path) -> Callable[[], Decimal]:
        sheets = reader.read(path).sheets
        if not is_typed:
            return lambda: _total([row[NAMED_COLUMNS:] for row in sheets[0].cells.rows()[HEADER_ROWS:]])
        delivery = read_delivery(sheets, path.name, built_in())
        if delivery.refusal is not None:
            raise CheckFailed(delivery.refusal)
        return lambda: _total(delivery.datasets["observation"].select("value", "same_period_value").rows())

    return read, reader


def _total(rows: list[tuple[object, ...]] | list[list[object]]) -> Decimal:
    return sum((Decimal(str(cell)) for row in rows for cell in row if cell not in (None, "")), Decimal(0)).normalize()


def _peak_mb(process: int) -> float:
    # Not getrusage: its peak begins with that of the process that started this one.
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _cpu_seconds(processes: list[int]) -> float:
    # What clock_getcpuclockid(3) makes of a process; Python has it for threads only.
    return sum(time.clock_gettime(~process << 3 | 2) for process in processes)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4])))))
