"""The output folder of deliveries, and the first two registers.

File names sort in the order of delivery: 00 registers, 01 macro series, then each month: `_0` for the previous month
(supplements, corrections), `_1` the financial return, `_2` the output return.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import polars as pl

from warehouse.domain.period import Period
from warehouse.forms.enterprise_register import ENTERPRISE_REGISTER
from warehouse.forms.form import Form
from warehouse.forms.industry_chain import INDUSTRY_CHAIN
from warehouse.sample.calendar import list_arrives
from warehouse.sample.firms import Firms
from warehouse.sample.layout import Sheet
from warehouse.sample.workbook import Cell, write_workbook


class Outbox:
    """Writes each file under a temporary name first, so that no incomplete file is seen. Counts and lists the files
    written."""

    def __init__(
        self, folder: Path, total: int, first_year: int, on_progress: Callable[[str, int, int], None] | None
    ) -> None:
        self.folder = folder
        self.first_year = first_year
        self.total = total
        self.on_progress = on_progress
        self.files: list[Path] = []
        self.deliveries: list[dict[str, object]] = []

    def put(
        self,
        name: str,
        write: Callable[[Path], None],
        form: Form,
        rows: int,
        period: Period | None = None,
        unit: str | None = None,
        *,
        arrives_at: datetime,
    ) -> None:
        """Lets `write` write the file and lists it with its form, period, unit of money, number of rows and arrival."""
        path = self._finish(name, write)
        listed: dict[str, object] = {"file": name, "form_id": form.form_id, "period": str(period) if period else None}
        listed |= {"unit": unit, "rows": rows, "arrives_at": arrives_at.astimezone(UTC).isoformat()}
        self.deliveries.append(listed | {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()})

    def copy(self, name: str, content: bytes) -> None:
        """A packaged file, unchanged."""
        self._finish(name, partial(_write_bytes, content=content))

    def _finish(self, name: str, write: Callable[[Path], None]) -> Path:
        part = self.folder / f"{name}.part"
        write(part)
        self.files.append(part.replace(self.folder / name))
        if self.on_progress is not None:
            self.on_progress(name, len(self.files), self.total)
        return self.files[-1]


def _write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def write_register(outbox: Outbox, firms: Firms) -> None:
    """One workbook per batch."""
    columns = [column.name for column in ENTERPRISE_REGISTER.columns]
    short = pl.col("name").str.replace_all(r"样例|有限公司\(合成\)", "")
    table = firms.table.with_columns(
        status=pl.lit("在库"), short_name=short, enterprise_kind=pl.lit(None), founded_date=pl.lit(None)
    )
    for batch in (1, 2, 3):
        rows = table.filter(pl.col("batch") == batch).select(columns).rows()
        if rows:
            sheet = Sheet(ENTERPRISE_REGISTER, f"样例省战略性新兴产业骨干企业名录（第{batch}批，合成数据）")
            outbox.put(
                f"00_{batch}_骨干企业名录_第{batch}批.xlsx",
                partial(write_workbook, sheet=sheet, sheet_name="名录", rows=rows),
                ENTERPRISE_REGISTER,
                len(rows),
                arrives_at=list_arrives(ENTERPRISE_REGISTER, rows, outbox.first_year),
            )


def write_chains(outbox: Outbox, chain_rows: pl.DataFrame) -> None:
    """One workbook with every chain."""
    rows = chain_rows.rows()
    sheet = Sheet(INDUSTRY_CHAIN, "样例省产业链环节与企业名录（合成数据）")
    outbox.put(
        "00_4_产业链名录.xlsx",
        lambda path: write_workbook(path, sheet, "产业链", rows),
        INDUSTRY_CHAIN,
        len(rows),
        arrives_at=list_arrives(INDUSTRY_CHAIN, rows, outbox.first_year),
    )


def write_registers(outbox: Outbox, deliveries: Sequence[tuple[str, Form, Sequence[Mapping[str, Cell]]]]) -> None:
    """One workbook per list about funds and projects: its name, its form and its rows by column."""
    for name, form, rows in deliveries:
        sheet = Sheet(form, f"样例省{form.title_zh}（合成数据）")
        cells = [[row.get(column.name) for column in form.columns] for row in rows]
        write = partial(write_workbook, sheet=sheet, sheet_name="明细", rows=cells)
        outbox.put(name, write, form, len(cells), arrives_at=list_arrives(form, cells, outbox.first_year))
