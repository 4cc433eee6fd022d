"""How fast and in how much memory a return is read, against the bare readers on the same file in the same run.

Three ways: `bare` is calamine for a workbook and DuckDB's csv reader, every column as text, for a text file; `grid` is
all cells as text with their coordinates, read in the child with limits; `typed` is all that ingestion does between a
file in the archive and rows to be staged. Each measurement is a process of its own, which has read a small file of
the same kind before; what that and its imports took is told as its start. The ways take turns, so that a busy minute
hits all of them, and a share is the middle one of those of all rounds.
"""

import json
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
from rich.console import Console
from rich.table import Table as RichTable

from orchestration.bench.reading_files import HEADER_ROWS, KINDS, NAMED_COLUMNS, write_file
from warehouse.errors import CheckFailed

WAYS = ("bare", "grid", "typed")
_SMALL = 10


@dataclass(frozen=True)
class Measured:
    """One file read in one way. `start_seconds` is from the start of the process to the end of a small file;
    `peak_mb` is resident memory, that of the child that reads added; `total` is the sum of all numbers read."""

    seconds: float
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
    peak_mb: float
    share_of_bare: float
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
    table = RichTable(title=f"a return of {rows} firms, the middle one of {rounds} rounds")
    for heading in ("file", "way", "seconds", "rows/s", "peak MB", "of bare", "start, s"):
        table.add_column(heading, justify="left" if heading in ("file", "way") else "right")
    for line in lines:
        table.add_row(
            line.kind, line.way, f"{line.seconds:.3f}", f"{line.rows_per_second:.0f}", f"{line.peak_mb:.0f}",
            f"{line.share_of_bare:.0%}", f"{line.start_seconds:.2f}",
        )  # fmt: skip
    Console().print(table)


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
        peak_mb=median(one.peak_mb for one in found),
        share_of_bare=median(turn["bare"].seconds / turn[way].seconds for turn in turns),
        start_seconds=median(one.start_seconds for one in found),
    )


def _measure_apart(way: str, small: Path, large: Path) -> Measured:
    command = [sys.executable, "-m", "orchestration.bench.reading", way, str(small), str(large), str(time.time())]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Measured(**json.loads(answer))


def _measure(way: str, small: Path, large: Path, started: float) -> Measured:
    """Run in a process of its own."""
    read, close = _bare(small) if way == "bare" else _ours(is_typed=way == "typed")
    read(small)
    start_seconds = time.time() - started
    before = time.perf_counter()
    total = read(large)
    seconds = time.perf_counter() - before
    peak = _peak_mb("self") + close()
    return Measured(seconds, start_seconds, peak, str(total()))


Read = Callable[[Path], Callable[[], Decimal]]
"""Reads a file and gives what adds up its numbers, which is not measured."""


def _bare(path: Path) -> tuple[Read, Callable[[], float]]:
    return (_calamine if path.suffix == ".xlsx" else _duckdb), lambda: 0.0


def _calamine(path: Path) -> Callable[[], Decimal]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return lambda: _total([row[NAMED_COLUMNS:] for row in rows[HEADER_ROWS:]])


def _duckdb(path: Path) -> Callable[[], Decimal]:
    import duckdb

    with path.open(encoding="utf-8") as file:
        width = file.readlines(1)[0].count(",") + 1
    names = "{" + ", ".join(f"'c{index}': 'varchar'" for index in range(width)) + "}"
    connection = duckdb.connect()
    connection.execute(
        "create table file as select * from read_csv(?, all_varchar = true, header = false, auto_detect = false, "
        f"delim = ',', quote = '\"', columns = {names})",
        [str(path)],
    )
    return lambda: _total([row[NAMED_COLUMNS:] for row in connection.execute("from file").fetchall()[HEADER_ROWS:]])


def _ours(*, is_typed: bool) -> tuple[Read, Callable[[], float]]:
    from warehouse.reading.child import Reader
    from warehouse.transforms.delivery import read_delivery

    reader = Reader()

    def read(path: Path) -> Callable[[], Decimal]:
        sheets = reader.read(path).sheets
        if not is_typed:
            return lambda: _total([row[NAMED_COLUMNS:] for row in sheets[0].cells.rows()[HEADER_ROWS:]])
        delivery = read_delivery(sheets, path.name)
        if delivery.refusal is not None:
            raise CheckFailed(delivery.refusal)
        return lambda: _total(delivery.datasets["observation"].select("value", "same_period_value").rows())

    def close() -> float:
        peak = _peak_mb(str(reader.process_id))
        reader.close()
        return peak

    return read, close


def _total(rows: list[tuple[object, ...]] | list[list[object]]) -> Decimal:
    return sum((Decimal(str(cell)) for row in rows for cell in row if cell not in (None, "")), Decimal(0)).normalize()


def _peak_mb(process: str) -> float:
    # Not getrusage: its peak begins with that of the process that started this one.
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4])))))
