"""The outcome of each sheet of a file: a workbook may hold several forms, and is one submission."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import polars as pl

from warehouse.forms.datasets import DATASETS

DATASET = "submission_sheet"


@dataclass(frozen=True)
class SheetReceipt:
    """One sheet with a form: its period, how many rows were read and accepted, how many cells are held.

    `refusal` is why nothing of the sheet was accepted, while other sheets of the file were.
    """

    sheet: str
    form_id: str
    form_version: str | None = None
    period: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    held_count: int = 0
    refusal: str | None = None


def receipts_frame(receipts: Iterable[SheetReceipt], number: int) -> pl.DataFrame:
    """The receipts of submission `number` as the staged dataset `submission_sheet`."""
    rows = [
        {**asdict(receipt), "source_sheet": receipt.sheet, "submission_number": number, "source_row": None}
        for receipt in receipts
    ]
    return pl.DataFrame(rows, schema=dict(DATASETS[DATASET]))


def read_receipts(frame: pl.DataFrame) -> tuple[SheetReceipt, ...]:
    """The receipts of a staged dataset `submission_sheet`."""
    rows = frame.drop("submission_number", "source_row").rename({"source_sheet": "sheet"})
    return tuple(SheetReceipt(**row) for row in rows.iter_rows(named=True))
