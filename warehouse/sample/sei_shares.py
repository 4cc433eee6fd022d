"""Yearly shares of strategic emerging industries by product: one file per completed year; one code is destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import polars as pl

from warehouse.forms.annual_sei_share import ANNUAL_SEI_SHARE
from warehouse.sample.calendar import list_arrives
from warehouse.sample.catalogue import Catalogue
from warehouse.sample.course import output_flows, plan_course
from warehouse.sample.deliveries import Outbox
from warehouse.sample.draws import stream
from warehouse.sample.events import Events
from warehouse.sample.firms import Firms
from warehouse.sample.layout import Sheet
from warehouse.sample.roles import ROLE_PRODUCTS, Role
from warehouse.sample.workbook import Cell, write_workbook

DESTROYED = "9.162E+17"
NICKEL_SHARES = (60, 80, 75)
"""Per cent, of the nickel maker: in the year before the sample, its first and its second year; later years repeat the
last."""
CONTRADICTING_PER_CENT = 140
"""What one firm states as its output of the second year, of what its months come to."""
_AREAS = {
    "新材料": "3", "新能源": "6", "先进装备和智能制造": "2", "生物医药": "4.1", "信息技术": "1", "节能环保": "7",
}  # fmt: skip
"""National class of each field of the programme; new coal chemistry, modern services and public safety have none."""


@dataclass(frozen=True)
class SeiShares:
    """The rows of the form by year, and the firm whose code is destroyed in the last file, if any."""

    years: dict[int, list[list[Cell]]]
    destroyed: int | None
    contradicting: int | None = None
    """The firm whose output of the second year is not that of its months."""


def plan_shares(seed: int, first_year: int, last_year: int, firms: Firms, catalogue: Catalogue, events: Events
                ) -> SeiShares:  # fmt: skip
    """The shares of the year before the sample and of each of its years except the last, which is not completed."""
    lines = firms.lines.group_by("index", maintain_order=True).agg("product_code", "quantity", "price_fen")
    made = {row["index"]: row for row in lines.iter_rows(named=True)}
    course = plan_course(seed, first_year, last_year, firms, catalogue)
    free = firms.table.filter(pl.col("role").is_null() & ~pl.col("index").is_in([cell.index for cell in events.dirty]))[
        "index"
    ]
    redefined = dict(firms.table.select("index", "redefined_pm").iter_rows())
    fitting = [index for index in free[3:-1] if len(made[index]["product_code"]) == 1 and redefined[index] == 1000]
    contradicting = fitting[0] if fitting and last_year > first_year + 1 else None
    years: dict[int, list[list[Cell]]] = {}
    for year in range(first_year - 1, max(last_year, first_year)):
        source = stream(seed, "sei shares", year)
        years[year] = []
        # The annual sums of the monthly returns; none for the year before the sample.
        sums = output_flows(course, year).group_by("index", "product_code").agg(pl.col("value").sum())
        returned = sums.rows_by_key(["index", "product_code"], unique=True) if year >= first_year else {}
        for index, code, name, role, size in firms.table.select(
            "index", "credit_code", "name", "role", "size"
        ).iter_rows():
            products = (
                [(ROLE_PRODUCTS[role], size)]
                if role in ROLE_PRODUCTS
                else [
                    (product, max(1, quantity * price // 10_000_000))
                    for product, quantity, price in zip(
                        made[index]["product_code"], made[index]["quantity"], made[index]["price_fen"], strict=True
                    )
                ]
            )
            for product, usual in products:
                share = source.choice((0, 25, 40, 60, 80, 100))
                if role == Role.NICKEL:
                    share = NICKEL_SHARES[min(year - first_year + 1, 2)]
                output = max(1, returned.get((index, product), (usual,))[0])
                if year > first_year:
                    output = output * redefined[index] // 1000
                if index == contradicting and year == first_year + 1:
                    output = output * CONTRADICTING_PER_CENT // 100
                made_of = catalogue.product(product)
                area = _AREAS.get(made_of.field)
                years[year].append([code, name, str(year), product, made_of.name, area, output, share, "合成核定"])
    return SeiShares(years, int(free[-1]) if free.len() else None, contradicting)


@dataclass(frozen=True)
class Planted:
    """The places of what was planted in the files of shares, where it was."""

    destroyed: dict[str, object] | None = None
    contradiction: dict[str, object] | None = None


def write_shares(outbox: Outbox, firms: Firms, shares: SeiShares) -> Planted:
    """One workbook per year; returns the places of the destroyed code and of the output that the months contradict."""
    destroyed: dict[str, object] | None = None
    contradiction: dict[str, object] | None = None
    for year, rows in shares.years.items():
        sheet = Sheet(ANNUAL_SEI_SHARE, f"样例省工业企业战略性新兴产业总产值（{year}年）（合成数据）", "单位：千元")
        replaced: dict[tuple[int, int], str] = {}
        name = f"00_8_战略性新兴产业总产值_{year}.xlsx"
        if shares.destroyed is not None and year == max(shares.years):
            code = firms.table["credit_code"][shares.destroyed]
            at = next(number for number, row in enumerate(rows) if row[0] == code)
            replaced[at, 0] = DESTROYED
            destroyed = {"file": name, "row": sheet.first_row + at + 1, "credit_code": code, "text": DESTROYED}
        if shares.contradicting is not None and year == outbox.first_year + 1:
            code = firms.table["credit_code"][shares.contradicting]
            at = next(number for number, row in enumerate(rows) if row[0] == code)
            contradiction = {"file": name, "row": sheet.first_row + at + 1, "credit_code": code, "year": year,
                             "product_output": str(rows[at][6])}  # fmt: skip
        write = partial(write_workbook, sheet=sheet, sheet_name="B104-4", rows=rows, replaced=replaced)
        arrives_at = list_arrives(ANNUAL_SEI_SHARE, rows, outbox.first_year)
        outbox.put(name, write, ANNUAL_SEI_SHARE, len(rows), unit="千元", arrives_at=arrives_at)
    return Planted(destroyed, contradiction)
