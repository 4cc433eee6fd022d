"""The files that the bench of reading reads: one financial return of invented firms, as three kinds of file.

Most values are whole, one column in four has decimals, and one cell in forty is empty, as in returns that are sent.
"""

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from warehouse.domain.period import Period
from warehouse.forms.monthly_financial_return import MONTHLY_FINANCIAL_RETURN as FORM

HEADER_ROWS = 2
NAMED_COLUMNS = 2
_PERIOD = Period(2016, month=3)


def write_file(folder: Path, kind: str, rows: int) -> Path:
    """Writes a return of that many firms. The bytes depend on the kind and the number alone."""
    path = folder / f"return of {rows}{'' if kind == 'xlsx' else ' ' + kind.partition(' ')[2]}.{kind.partition(',')[0]}"
    _WRITERS[kind](path, _table(rows))
    return path


def _table(rows: int) -> list[list[object]]:
    from warehouse.sample.firms import synthetic_credit_code

    headings: list[object] = [column.heading.replace("|", "") for column in FORM.columns]
    title: list[object] = [f"骨干企业月度财务状况（2016年{_PERIOD.month}月）", "单位：千元", "合成数据"]
    table = [title + [""] * (len(headings) - len(title)), headings]
    for number in range(1, rows + 1):
        values = [_value(number, place) for place in range(len(headings) - NAMED_COLUMNS)]
        table.append([synthetic_credit_code(number), f"样例企业{number}有限公司", *values])
    return table


def _value(number: int, place: int) -> object:
    if (number + place) % 40 == 0:
        return ""
    whole = number * 7919 % 9_000_000 + place * 131
    return Decimal(whole) + Decimal(number % 100).scaleb(-2) if place % 4 == 0 else whole


def _write_workbook(path: Path, table: list[list[object]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("财务状况")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)


def _write_plain(path: Path, table: list[list[object]]) -> None:
    path.write_text("\n".join(",".join(map(str, row)) for row in table) + "\n", encoding="utf-8")


def _write_quoted(path: Path, table: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerows([[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in table])


_WRITERS: Mapping[str, Callable[[Path, list[list[object]]], None]] = {
    "xlsx": _write_workbook,
    "csv": _write_plain,
    "csv, quoted": _write_quoted,
}
KINDS = tuple(_WRITERS)
