"""Refuses a block of a return that was pasted one column too far to the right or left, with its range.

A return has the month, the year to date and both of last year in adjacent columns. Shifted by one column to the right,
the year to date of last year is smaller than its month, which is impossible, and everything is consistent after
shifting back. A single such row is an error of that row; here nearly every row is affected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from warehouse.domain.period import Period, PeriodKind
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.programme.programme import Programme
from warehouse.programme.records import ShiftedBlockRule
from warehouse.transforms.returns import facts_of
from warehouse.transforms.table import TypedTable
from warehouse.wording import CHINESE


@dataclass(frozen=True)
class _Four:
    """The columns of a measure: month, year to date, and the same of last year."""

    month: str
    ytd: str
    same_month: str
    same_ytd: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.month, self.ytd, self.same_month, self.same_ytd)


def refuse_shifted_block(table: TypedTable, form: Form, period: Period, programme: Programme) -> None:
    """Raises SourceChanged where the rows of a table are consistent only when shifted by one column."""
    fours = [four for four in _fours(form, period) if all(name in table.letters for name in four.names)]
    rule = programme.plausibility.shifted_block
    if not fours or rule is None or table.values.is_empty():
        return
    # A block shifted to one side may resemble the other side, except at the end of the block.
    found = [(*_moved(table, fours, to_the_right, rule), to_the_right) for to_the_right in (True, False)]
    rows, moved, to_the_right = max(found, key=lambda one: (one[0], one[2]))
    if rows:
        raise SourceChanged(*_told(table, moved, to_the_right))


def _fours(form: Form, period: Period) -> Iterator[_Four]:
    for measure in form.measures:
        facts = {kind: fact for of, fact, kind in facts_of(form, period) if of is measure}
        month, ytd = facts.get(PeriodKind.MONTH), facts.get(PeriodKind.YTD)
        if month is None or ytd is None or month.same_period is None or ytd.same_period is None:
            continue
        yield _Four(month.value, ytd.value, month.same_period, ytd.same_period)


def _moved(
    table: TypedTable, fours: Sequence[_Four], to_the_right: bool, rule: ShiftedBlockRule
) -> tuple[int, list[_Four]]:
    """How many rows are shifted, and the measures of which nearly all are; all measures where each has too few rows and
    together they have enough."""
    counts = [_count(table.values, four, to_the_right, rule) for four in fours]

    def is_moved(moved: int, judged: int) -> bool:
        return judged >= rule.least_count and moved >= rule.least_share * judged

    found = [(four, moved) for four, (moved, judged) in zip(fours, counts, strict=True) if is_moved(moved, judged)]
    if not found and is_moved(sum(moved for moved, _ in counts), sum(judged for _, judged in counts)):
        found = [(four, moved) for four, (moved, _) in zip(fours, counts, strict=True) if moved]
    return sum(moved for _, moved in found), [four for four, _ in found]


def _count(values: pl.DataFrame, four: _Four, to_the_right: bool, rule: ShiftedBlockRule) -> tuple[int, int]:
    """How many rows are consistent only when shifted, and how many have values.

    To the right, month, year to date and month of last year are in the second, third and fourth column; to the left,
    the year to date and both of last year in the first, second and third.
    """
    month, ytd, same_month, same_ytd = (pl.col(name).cast(pl.Float64) for name in four.names)
    cannot_be, now, last_year = (
        (same_month > same_ytd, ytd, same_ytd) if to_the_right else (month > ytd, month, same_month)
    )
    fits = (ytd <= same_month) & (now <= last_year * rule.most_growth) & (last_year <= now * rule.most_growth)
    is_said = pl.all_horizontal(part > 0 for part in (ytd, same_month, now, last_year)).fill_null(False)
    moved, judged = values.select((is_said & cannot_be & fits).sum(), judged=is_said.sum()).row(0)
    return moved, judged


def _told(table: TypedTable, moved: Sequence[_Four], to_the_right: bool) -> tuple[str, str]:
    letters = sorted((table.letters[name] for four in moved for name in four.names), key=lambda text: (len(text), text))
    first, last = table.values.select(first=pl.col("row").min(), last=pl.col("row").max()).row(0)
    block = f"{letters[0]}{first}:{letters[-1]}{last}"
    en, zh = ("right", "右") if to_the_right else ("left", "左")
    part = f"the year to date{' of last year' if to_the_right else ''} is less than its month"
    part_zh = "“上年同期累计”小于“上年同期”" if to_the_right else "“本年累计”小于“本月”"
    return (
        f"Sheet {table.sheet_name!r}, {block}: the block is one column too far to the {en}. In nearly every row "
        f"{part}, and moved back by one column everything fits.",
        f"Put it back under its headings and send the file again; nothing of it was taken. {CHINESE}"
        f"工作表“{table.sheet_name}”的 {block} 整块数据偏{zh}了一栏：几乎每一行的{part_zh}，移回一栏后各栏相符。"
        "请对准栏名后重报；本表没有采用任何数值。",
    )
