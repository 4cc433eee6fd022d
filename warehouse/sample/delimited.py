"""Writes a form as the text file that older systems export: GBK, CRLF, titles above two rows of headings.

A merged heading leaves blanks: the upper row names a group once, the lower row is empty below a single heading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from warehouse.sample.layout import FOOTNOTE, SYNTHETIC_NOTE, Sheet

QUANTITIES = ("output_month", "output_ytd", "output_same_month", "output_same_ytd", "capacity_year")
PRICES = ("price_month", "price_same_month")


def output_texts(rows: pl.DataFrame, grouped_rows: Sequence[int]) -> pl.DataFrame:
    """The rows of the output form as the texts that are printed, without `index` and `decimals`.

    Quantities and prices come in hundredths. In `grouped_rows` the year-to-date output has thousands separators.
    """
    whole = pl.col("decimals") == 0
    texts = rows.with_columns(
        *(pl.when(whole).then(_units(name)).otherwise(_hundredths(name)).alias(name) for name in QUANTITIES),
        *(_hundredths(name).alias(name) for name in PRICES),
    )
    written = texts["output_ytd"].to_list()
    for row in grouped_rows:
        written[row] = _separated(written[row])
    return texts.with_columns(pl.Series("output_ytd", written, dtype=pl.String)).drop("index", "decimals")


def write_delimited(path: Path, sheet: Sheet, texts: pl.DataFrame) -> None:
    """Writes the rows, numbered from 1, below titles and headings."""
    head = io.StringIO(newline="")
    writer = csv.writer(head, lineterminator="\r\n")
    columns = len(sheet.headings)
    for line in (sheet.title, SYNTHETIC_NOTE):
        writer.writerow([line] + [""] * (columns - 1))
    uppers = [upper for upper, _ in sheet.headings]
    writer.writerow("" if number and upper == uppers[number - 1] else upper for number, upper in enumerate(uppers))
    writer.writerow(lower for _, lower in sheet.headings)
    body = texts.with_row_index("number", offset=1).write_csv(include_header=False, line_terminator="\r\n")
    path.write_bytes((head.getvalue() + body + FOOTNOTE + "," * (columns - 1) + "\r\n").encode("gbk"))


def _units(name: str) -> pl.Expr:
    return (pl.col(name) // 100).cast(pl.String)


def _hundredths(name: str) -> pl.Expr:
    """Non-negative hundredths with two decimals."""
    return pl.concat_str(
        (pl.col(name) // 100).cast(pl.String), pl.lit("."), (pl.col(name) % 100).cast(pl.String).str.zfill(2)
    )


def _separated(text: str) -> str:
    """1234567.89 as 1,234,567.89."""
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}"
