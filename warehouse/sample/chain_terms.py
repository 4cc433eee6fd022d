"""What the lists of chains say beyond members: terms of supply, recovery, responsible units, aims and leads.

Planted: one chain that passes ten billion yuan in some twelve months and in no full year, one firm whose shares add up
to 115 %, one single point of failure, one stock that is too short, one need that its edges do not explain, one supplier
that could take over a part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

import polars as pl

from warehouse.domain.period import Period
from warehouse.forms.chain_candidate import CHAIN_CANDIDATE
from warehouse.forms.form import Form
from warehouse.sample.changes import Changes
from warehouse.sample.firms import Firms, synthetic_credit_code
from warehouse.sample.workbook import Cell

Row = Mapping[str, str | int | date | None]

RUNNING_CHAIN = "L11"
"""Passes ten billion in some twelve months and in no full year, in a sample of 58 firms."""
_JOINING = {28: 95, 52: 100, 17: 100}
"""By index in the register: firms in no chain that join it, and their share."""
_LEAVING_CHAIN = "L07"
"""The chain from which a firm that leaves the list later moves to it."""
_ABOVE_WHOLE = (40, (("L10", 60), ("L12", 55)))
"""A firm in no chain that two chains count together with 115 %."""

_RECOVERY_DAYS = 60
_WITHOUT_RECOVERY = "L12"
_UNITS = ("省工信委", "省发展改革委", "省科技厅", "样例产业链专班(合成)")
_PRODUCTS = {"电解镍": "321301", "风力发电机组": "381101", "中成药": "274001", "软件": "651001", "再生金属": "421001",
             "甲醇": "261401", "检验检测": "732001", "安防设备": "359501", "石墨电极": "309101",
             "钻采设备": "351201", "电池组": "384101", "危险废物处置": "359101", "石油焦": "252001"}  # fmt: skip

SINGLE_POINT = ("L03", "多晶硅")
SHORT_STOCK = ("L11", "特种钢材", "钻采设备")
UNEXPLAINED = ("L04", "道地药材种植", "饮片")
BACKUP = ("L07", "煤制油", "烯烃", "甲醇产品")
_BY_ONE_FIRM = ("L01", "电解镍", "镍基合金")
"""An edge that names the first firm of the register, the nickel maker."""
_SUPPLIED, _OUTSIDE, _STOCK, _INDISPENSABLE = 60, 40, 90, 0.5
_SHORT_DAYS = 20


def planted_members(rows: pl.DataFrame, firms: Firms, changes: Changes) -> pl.DataFrame:
    """The rows of the chain form with the planted memberships; only a sample of 58 firms has them."""
    if firms.table.height != 58:
        return rows
    listed = rows.rows(named=True)
    placed = {row["credit_code"] for row in listed if row["credit_code"]}
    leaving = {end.code for end in changes.endings if end.heir_code is None}
    moved = [row for row in listed if row["chain_code"] == _LEAVING_CHAIN and row["credit_code"] in leaving]
    listed = [row for row in listed if row not in moved]
    added: list[tuple[str, str, str, int]] = [
        (RUNNING_CHAIN, row["credit_code"], row["name"], row["counted_share"]) for row in moved
    ]
    for chain, index, share in (
        *((RUNNING_CHAIN, index, share) for index, share in _JOINING.items()),
        *((chain, _ABOVE_WHOLE[0], share) for chain, share in _ABOVE_WHOLE[1]),
    ):
        code, name = firms.table["credit_code"][index], firms.table["name"][index]
        if code not in placed:
            added.append((chain, code, name, share))
    for chain, code, name, share in added:
        place = next(number for number, row in enumerate(listed) if row["chain_code"] == chain and row["credit_code"])
        member = {"credit_code": code, "name": name, "role": "配套", "counted_share": share}
        listed.insert(place + 1, listed[place] | member)
    for row in moved:
        if not any((one["chain_code"], one["node_name"]) == (row["chain_code"], row["node_name"]) for one in listed):
            empty = dict.fromkeys(("credit_code", "name", "role", "counted_share"))
            last = max(number for number, one in enumerate(listed) if one["chain_code"] == row["chain_code"])
            listed.insert(last + 1, row | empty)
    return pl.DataFrame(listed, schema=rows.schema)


def with_terms(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows with product and recovery of each node, responsible unit and yearly aim of each chain."""
    codes = rows["chain_code"].unique().sort().to_list()
    is_first = pl.col("chain_code").is_first_distinct()
    aims = {code: 1_000_000 if code in ("L01", "L02", RUNNING_CHAIN) else 200_000 for code in codes}
    units = {code: _UNITS[number % len(_UNITS)] for number, code in enumerate(codes)}
    return rows.with_columns(
        product_code=pl.col("node_name").replace_strict(_PRODUCTS, default=None, return_dtype=pl.String),
        recovery_days=pl.when(pl.col("chain_code") != _WITHOUT_RECOVERY).then(_RECOVERY_DAYS),
        responsible_unit=pl.when(is_first).then(
            pl.col("chain_code").replace_strict(units, default=None, return_dtype=pl.String)
        ),
        yearly_aim=pl.when(is_first & (pl.col("chain_code") != _WITHOUT_RECOVERY)).then(
            pl.col("chain_code").replace_strict(aims, default=None, return_dtype=pl.Int64)
        ),
    )


def edge_terms(chain: str, supplier: str, customer: str) -> list[Cell]:
    """The last columns of a supply edge: firm, supplied now and at most, outside, stock and indispensability."""
    if (chain, supplier) == SINGLE_POINT:
        return [None, 100, None, 0, 15, 1]
    if (chain, supplier, customer) == SHORT_STOCK:
        return [None, _SUPPLIED, None, _OUTSIDE, _SHORT_DAYS, _INDISPENSABLE]
    if (chain, supplier, customer) == UNEXPLAINED:
        return [None, 50, None, 20, _STOCK, _INDISPENSABLE]
    by_one_firm = synthetic_credit_code(1) if (chain, supplier, customer) == _BY_ONE_FIRM else None
    stock = 200 if chain == _WITHOUT_RECOVERY else _STOCK
    return [by_one_firm, _SUPPLIED, None, _OUTSIDE, stock, _INDISPENSABLE]


def backup_edges(day: date) -> list[list[Cell]]:
    """A supplier that delivers nothing now and could deliver half."""
    chain, supplier, customer, goods = BACKUP
    terms: list[Cell] = [None, 0, 50, _OUTSIDE, _STOCK, _INDISPENSABLE]
    return [[chain, supplier, customer, None, goods, "合成调查表", day, *terms]]


_FIRST_LEAD = 900_001
"""Numbers of codes that no sample's register reaches."""
_STEPS = ("线索", "洽谈", "签约", "洽谈", "线索", "落地", "放弃", "线索", "洽谈")
_PLACES = ("440300", "320500", "330100", "510100", "420100")


def lead_deliveries(chain_rows: pl.DataFrame, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    """Eighteen leads for nodes without members, ten of the second year and eight of the third, in two lists."""
    nodes = chain_rows.filter(pl.col("credit_code").is_null()).select("chain_code", "node_name").rows()
    rows: list[Row] = []
    for number in range(18 if nodes else 0):
        chain, node = nodes[number * 2 % len(nodes)]
        year, month = (first_year + 1, number + 1) if number < 10 else (first_year + 2, number - 9)
        rows.append(
            {
                "chain_code": chain,
                "node_name": node,
                "name": f"样例外埠企业{number + 1:02d}有限公司(合成)",
                "credit_code": synthetic_credit_code(_FIRST_LEAD + number) if number % 3 == 0 else None,
                "region_code": _PLACES[number % len(_PLACES)],
                "source": "样例省商务厅(合成)" if number % 2 else "样例商会(合成)",
                "step": _STEPS[number % len(_STEPS)],
                "step_date": date(year, month, 15),
            }
        )
    lists = ((f"02_4{part}_招商线索_{first_year + part}.xlsx", part) for part in (1, 2))
    return [(name, CHAIN_CANDIDATE, rows[:10] if part == 1 else rows[10:]) for name, part in lists if rows]


def noted_members(chain_rows: pl.DataFrame, firms: Firms) -> list[int]:
    """The firms of the chain whose twelve months are a truth, in a sample that has it."""
    if firms.table.height != 58:
        return []
    codes = chain_rows.filter(pl.col("chain_code") == RUNNING_CHAIN)["credit_code"].drop_nulls()
    return firms.table.filter(pl.col("credit_code").is_in(codes.implode()))["index"].to_list()


def running_sums(
    accounts: pl.DataFrame, members: pl.DataFrame, changes: Changes, years: Sequence[Sequence[Period]]
) -> dict[str, Decimal]:
    """Counted revenue of the last twelve months (thousand yuan) by month: members with all three terms, each until its
    end."""
    ends = {end.code: end.day for end in changes.endings}
    shares = dict(members.select("credit_code", "counted_share").iter_rows())
    values = {
        (row["credit_code"], row["period"]): row["revenue_ytd"]
        for row in accounts.filter(pl.col("credit_code").is_in(list(shares))).iter_rows(named=True)
    }
    sums: dict[str, Decimal] = {}
    for before, year in pairwise(years):
        for period in year:
            terms = [(str(period), 1)]
            if period.month != 12:
                terms += [(str(before[-1]), 1), (str(period.year_earlier()), -1)]
            for code, share in shares.items():
                known = [values.get((code, month)) for month, _ in terms]
                if None in known or (code in ends and period.end_date >= ends[code]):
                    continue
                total = sum(sign * value for (_, sign), value in zip(terms, known, strict=True) if value is not None)
                sums[str(period)] = sums.get(str(period), Decimal(0)) + Decimal(total * share) / 100
    return sums
