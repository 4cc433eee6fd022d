"""Changes of firms: one moves to another authority and is renamed, one gets its first credit code.

Registers list every firm in its present state; returns from before a change have the code and the name of their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import polars as pl

from warehouse.domain.identifiers import check_character, organisation_code, registration_check_digit
from warehouse.domain.period import Period
from warehouse.forms.enterprise_change import ENTERPRISE_CHANGE
from warehouse.sample.calendar import list_arrives
from warehouse.sample.deliveries import Outbox
from warehouse.sample.events import Events
from warehouse.sample.firms import Firms
from warehouse.sample.layout import Sheet
from warehouse.sample.workbook import Cell, write_workbook


@dataclass(frozen=True)
class Change:
    """The name and code of a firm before `day`."""

    index: int
    kind: str
    day: date
    old_code: str
    old_name: str
    new_code: str
    new_name: str

    def is_before(self, period: Period) -> bool:
        """Whether a return about that month still has the old code."""
        return period.end_date < self.day


@dataclass(frozen=True)
class Ending:
    """A firm that merges into another, or leaves the list, in the third year: it reports no period that ends later."""

    index: int
    code: str
    name: str
    day: date
    heir_code: str | None


@dataclass(frozen=True)
class Regrouping:
    """A firm that moved into the batch of its present register entry."""

    code: str
    name: str
    day: date
    batch: int


@dataclass(frozen=True)
class Redefinition:
    """A firm of whose money another definition counts a part only, from `day` on."""

    code: str
    name: str
    day: date


@dataclass(frozen=True)
class Changes:
    renamed: Change | None
    recoded: Change | None
    endings: tuple[Ending, ...] = ()
    regrouped: Regrouping | None = None
    redefined: tuple[Redefinition, ...] = ()

    @property
    def all(self) -> tuple[Change, ...]:
        return tuple(change for change in (self.renamed, self.recoded) if change is not None)

    def as_reported(self, rows: pl.DataFrame, period: Period) -> pl.DataFrame:
        """Rows of a return with the codes and names that their firms had in that month."""
        for change in self.all:
            if change.is_before(period):
                own = pl.col("index") == change.index
                rows = rows.with_columns(
                    pl.when(own).then(pl.lit(old)).otherwise(name).alias(name)
                    for name, old in (("credit_code", change.old_code), ("name", change.old_name))
                )
        return rows


def plan_changes(first_year: int, firms: Firms, events: Events) -> Changes:
    """The two firms that change; a sample without two ordinary firms has none."""
    dirty = [cell.index for cell in events.dirty]
    ordinary = firms.table.filter(
        pl.col("role").is_null()
        & pl.col("first_year").is_null()
        & pl.col("last_year").is_null()
        & ~pl.col("index").is_in(dirty)
    )["index"].to_list()
    redefined = tuple(
        Redefinition(code, name, date(first_year + 1, 1, 1))
        for code, name in firms.table.filter(pl.col("redefined_pm") < 1000).select("credit_code", "name").iter_rows()
    )
    if len(ordinary) < 2:
        return Changes(None, None, redefined=redefined)
    renamed, recoded = (firms.table.row(index, named=True) for index in ordinary[:2])
    earlier = f"91620100{organisation_code(renamed['credit_code'])}"
    number = f"62000090{recoded['index'] + 1:06d}"
    return Changes(
        Change(
            renamed["index"], "更名", date(first_year + 1, 7, 1), earlier + check_character(earlier),
            renamed["name"].replace("陇样例", "陇样例原"), renamed["credit_code"], renamed["name"],
        ),
        Change(
            recoded["index"], "换码", date(first_year + 1, 10, 1), number + registration_check_digit(number),
            recoded["name"], recoded["credit_code"], recoded["name"],
        ),
        _endings(first_year, firms, ordinary),
        _regrouped(first_year, firms, ordinary),
        redefined,
    )  # fmt: skip


def _regrouped(first_year: int, firms: Firms, ordinary: list[int]) -> Regrouping | None:
    """A third ordinary firm, where there is one."""
    if len(ordinary) < 3:
        return None
    firm = firms.table.row(ordinary[2], named=True)
    return Regrouping(firm["credit_code"], firm["name"], date(first_year + 1, 3, 1), firm["batch"])


def _endings(first_year: int, firms: Firms, ordinary: list[int]) -> tuple[Ending, ...]:
    """A merger and an exit in a sample in which no firm leaves by itself; none where the firms are too few."""
    if len(ordinary) < 6 or firms.table["last_year"].count():
        return ()
    heir, merged, left = (firms.table.row(index, named=True) for index in ordinary[-3:])
    return (
        Ending(merged["index"], merged["credit_code"], merged["name"], date(first_year + 2, 7, 1), heir["credit_code"]),
        Ending(left["index"], left["credit_code"], left["name"], date(first_year + 2, 10, 1), None),
    )


def write_changes(outbox: Outbox, firms: Firms, changes: Changes) -> None:
    """One workbook with every change; of the leaving firms the first is merged, the others are taken off the list."""
    rows = [_row(change) for change in changes.all] + [_end(end) for end in changes.endings] + _leaving(firms)
    if changes.regrouped is not None:
        rows.append(_regroup(changes.regrouped))
    rows += [
        [one.day, "统计口径调整", one.code, None, None, one.name, None, None, None, None, "合成统计制度修订"]
        for one in changes.redefined
    ]
    if rows:
        sheet = Sheet(ENTERPRISE_CHANGE, "样例省骨干企业变更登记表（合成数据）")
        outbox.put(
            "00_5_骨干企业变更登记.xlsx",
            partial(write_workbook, sheet=sheet, sheet_name="变更登记", rows=rows),
            ENTERPRISE_CHANGE,
            len(rows),
            arrives_at=list_arrives(ENTERPRISE_CHANGE, rows, outbox.first_year),
        )


def has_changes(firms: Firms, changes: Changes) -> bool:
    """Whether there is anything to write."""
    return bool(changes.all or _leaving(firms) or changes.redefined)


def _row(change: Change) -> list[Cell]:
    is_credit_code = len(change.old_code) == 18
    organisation = organisation_code(change.new_code)
    codes = (
        (change.old_code, None, None)
        if is_credit_code
        else (None, change.old_code, f"{organisation[:8]}-{organisation[8:]}")
    )
    new_name = change.new_name if change.new_name != change.old_name else None
    return [change.day, change.kind, *codes, change.old_name, change.new_code, new_name, None, None, "合成依据"]


def _regroup(firm: Regrouping) -> list[Cell]:
    return [firm.day, "批次调整", firm.code, None, None, firm.name, None, None, firm.batch, None, "合成依据"]


def _end(end: Ending) -> list[Cell]:
    kind, status = ("合并", None) if end.heir_code else ("状态变更", "退出")
    return [end.day, kind, end.code, None, None, end.name, end.heir_code, None, None, status, "合成依据"]


def _leaving(firms: Firms) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    heir = firms.table.filter(pl.col("last_year").is_null())["credit_code"]
    for code, name, year in firms.table.drop_nulls("last_year").select("credit_code", "name", "last_year").iter_rows():
        kind, new_code, status = ("状态变更", None, "退出") if rows else ("合并", heir[0], None)
        rows.append([date(year + 1, 1, 31), kind, code, None, None, name, new_code, None, None, status, "合成依据"])
    return rows
