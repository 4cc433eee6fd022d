"""How fast and in how much memory a return is read, against the bare readers on the same file in the same run.

Run `.venv/bin/python -m tests.bench_reading [ROWS]`. Each figure comes from a process of its own; the best of five.
`read` is opening and making the grid, `typed` also finding the form and typing every cell; `bare` is calamine's
to_python for a workbook, and DuckDB's csv reader with every column as text.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN as FORM

_REPEATS = 5


def _table(rows: int) -> list[list[object]]:
    from warehouse.sample.firms import synthetic_credit_code

    headings: list[object] = [column.heading.replace("|", "") for column in FORM.columns]
    title: list[object] = [f"骨干企业月度财务状况（2016年{Period(2016, month=3).month}月）", "单位：千元"]
    table = [title + [""] * (len(headings) - 2), headings]
    for number in range(1, rows + 1):
        values = [number * 7919 % 9_000_000 + place * 131 for place in range(len(headings) - 2)]
        table.append([synthetic_credit_code(number), f"样例企业{number}有限公司", *values])
    return table


def _write(folder: Path, rows: int) -> tuple[Path, Path]:
    import xlsxwriter

    table = _table(rows)
    workbook_path, text_path = folder / "return.xlsx", folder / "return.csv"
    with xlsxwriter.Workbook(str(workbook_path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("财务状况")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    text_path.write_text("\n".join(",".join(map(str, row)) for row in table) + "\n", encoding="utf-8")
    return workbook_path, text_path


def _measure(what: str, path: Path) -> dict[str, float]:
    """Run in the child: the seconds of one way to read, without the imports, and the peak of the process."""
    from warehouse.reading.container import Limits
    from warehouse.reading.open_file import open_file
    from warehouse.transforms.delivery import read_delivery

    limits = Limits(max_cells=50_000_000)
    if what == "bare" and path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        start = time.perf_counter()
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    elif what == "bare":
        import duckdb

        with duckdb.connect() as connection:
            start = time.perf_counter()
            connection.execute(
                "create table t as select * from read_csv(?, all_varchar = true, header = false, auto_detect = false, "
                "delim = ',', quote = '\"', columns = " + _columns() + ")",
                [str(path)],
            )
    else:
        start = time.perf_counter()
        sheets = open_file(path, limits).sheets
        if what == "typed":
            delivery = read_delivery(sheets, path.name)
            assert delivery.refusal is None, delivery.refusal
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _columns() -> str:
    return "{" + ", ".join(f"'c{index}': 'varchar'" for index in range(len(FORM.columns))) + "}"


def _run(what: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench_reading", "--measure", what, str(path)]
    answer: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return answer


def main(rows: int) -> None:
    """Prints one line per kind of file and way to read. The ways take turns, so that a busy minute hits all of them."""
    print(f"{rows} rows of {len(FORM.columns)} columns, best of {_REPEATS}")
    print(f"{'file':6} {'way':6} {'seconds':>8} {'rows/s':>9} {'peak MB':>8} {'of bare':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for path in _write(Path(folder), rows):
            turns = [{way: _run(way, path) for way in ("bare", "read", "typed")} for _ in range(_REPEATS)]
            best = {way: min((turn[way] for turn in turns), key=lambda one: one["seconds"]) for way in turns[0]}
            for way, found in best.items():
                print(
                    f"{path.suffix[1:]:6} {way:6} {found['seconds']:8.3f} {rows / found['seconds']:9.0f} "
                    f"{found['peak_mb']:8.0f} {best['bare']['seconds'] / found['seconds']:8.0%}"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
