"""One sample of the default size, and its files read back without any of the code that wrote them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from warehouse.sample.generate import SampleReport, generate

Table = list[dict[str, Any]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleReport:
    return generate(tmp_path_factory.mktemp("sample") / "inbox")


@pytest.fixture(scope="session")
def truth(sample: SampleReport) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(sample.truth.read_text("utf-8"))
    return document


@pytest.fixture(scope="session")
def known(truth: dict[str, Any]) -> Mapping[str, Any]:
    """The truths by id."""
    return {item["id"]: item for item in truth["truths"]}


class Reader:
    """Reads deliveries back: cells, rows by heading (`upper|lower`), numbers."""

    def grid(self, path: Path) -> list[list[Any]]:
        """Every cell of a delivery, as the file holds it."""
        if path.suffix == ".csv":
            return list(csv.reader(io.StringIO(path.read_bytes().decode("gbk"), newline="")))
        return load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)

    def table(self, path: Path) -> Table:
        """The numbered rows of a delivery by heading; blanks as None, `wan_yuan` says how its money is written."""
        rows = self.grid(path)
        top = next(number for number, row in enumerate(rows) if row[0] == "序号")
        headings, first = self.headings(rows, top)
        unit = {"wan_yuan": "单位：万元" in rows[top - 1]}
        body = [row for row in rows[first:] if str(row[0]).replace(".", "").isdigit()]
        return [dict(zip(headings, (None if cell == "" else cell for cell in row), strict=True)) | unit for row in body]

    def headings(self, rows: list[list[Any]], top: int) -> tuple[list[str], int]:
        """The headings from row `top` on, and the first row below them."""
        upper, lower = rows[top], rows[top + 1]
        if lower[0] != "":
            return [str(text) for text in upper], top + 1
        names: list[str] = []
        group = ""
        for above, below in zip(upper, lower, strict=True):
            group = above or group
            names.append(f"{group}|{below}" if below else group)
        return names, top + 2

    def money(self, row: Mapping[str, Any], heading: str) -> Decimal:
        """A money cell of the financial return, in thousand yuan."""
        return Decimal(str(row[heading])) * (10 if row["wan_yuan"] else 1)

    def number(self, text: object) -> Decimal:
        """A number of the output return."""
        return Decimal(str(text).replace(",", ""))

    def row_of(self, rows: Table, code: str) -> dict[str, Any]:
        """The one row of that credit code."""
        (row,) = (row for row in rows if row["统一社会信用代码"] == code)
        return row


@pytest.fixture(scope="session")
def read() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def financial(sample: SampleReport, read: Reader) -> Callable[[str], Table]:
    """The first financial return of a month, read once."""
    known: dict[str, Table] = {}

    def of_period(period: str) -> Table:
        if period not in known:
            known[period] = read.table(_only(sample, f"{period}_1_"))
        return known[period]

    return of_period


@pytest.fixture(scope="session")
def output(sample: SampleReport, read: Reader) -> Callable[[str], Table]:
    """The output return of a month, read once."""
    known: dict[str, Table] = {}

    def of_period(period: str) -> Table:
        if period not in known:
            known[period] = read.table(_only(sample, f"{period}_2_"))
        return known[period]

    return of_period


def _only(sample: SampleReport, start: str) -> Path:
    (path,) = (path for path in sample.files if path.name.startswith(start))
    return path
