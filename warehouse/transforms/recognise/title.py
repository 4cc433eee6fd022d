"""Reads the lines above and below a table: its period, and whether its data are generated.

Every statement of a time has a place: a title, a cell `报告期`, the column of periods, the name of the sheet, a note.
All of them must agree: of two that differ neither is known to be right, so both are named and the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from warehouse.domain.folded import folded
from warehouse.domain.period import Period
from warehouse.errors import SourceChanged
from warehouse.forms.form import Form
from warehouse.reading.grid import cell_address
from warehouse.transforms.recognise.header import Row
from warehouse.transforms.recognise.rows import SYNTHETIC_MARK

_OTHER_DATES = (
    "有效期", "文号", "号文", "制表", "填报", "填表", "报出", "批准", "打印", "电话", "修订", "印发", "截止", "报送",
)  # fmt: skip
"""Words in the head of a form whose cells, or neighbouring cells, contain dates other than the period."""
_LABELS = ("报告期", "报告月份", "报告时间", "所属期", "所属时间", "数据期", "统计期", "期别")
"""Words of a cell with the period, or of the cell before it."""
_IN_A_NOTE = re.compile(rf"(?:{'|'.join(_LABELS)}|本表|本期)(?:均|都)?[为是系指:]")
"""A note with the period of a table: `报告期为2016年3月`, `本表是2016年3月数据`."""

_DASH = r"[-—－–~～至到]{1,2}"
_SPAN = re.compile(
    rf"(?P<year>\d{{4}})年(?P<first>\d{{1,2}})月?{_DASH}(?:(?P=year)年)?(?P<last>\d{{1,2}})月(?!\d{{1,2}}日)"
)
"""`2016年1-3月` and `2016年1月至3月` are the year to date of March; a span that begins later is not a valid period."""
_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4})年(?P<month>\d{1,2})月(?!\d{1,2}日)")
_DAY = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月]\d{1,2}(?:日|(?!\d))")
_PLAIN_MONTH = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.M](?P<month>\d{1,2})(?![\d号])")
_DIGITS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?!\d)")
_QUARTER = re.compile(r"(?<!\d)(?P<year>\d{4})年第?(?P<quarter>[1-4一二三四])季度?")
_YEAR = re.compile(r"(?<!\d)(?P<year>\d{4})年(?:度|(?=[^\d版制修起以至]|$))")
_BARE_MONTH = re.compile(
    rf"(?<![\d年次每])(?:(?P<first>\d{{1,2}})月?{_DASH})?(?P<last>\d{{1,2}})月份?(?![\d日底初前内后以])"
)
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True)
class Place:
    """A place in a file, for people: `Sheet '财务', cell A1` and `工作表“财务”A1 单元格`."""

    en: str
    zh: str


def cell_place(sheet_name: str, address: str) -> Place:
    """The place of a cell."""
    return Place(f"Sheet {sheet_name!r}, cell {address}", f"工作表“{sheet_name}”的 {address} 单元格")


@dataclass(frozen=True)
class NamedTime:
    """A statement about the period at one place: a month, or a part of it. `months` is empty for a year alone, `year`
    None for a month alone. `is_certain` where the month is the subject, not part of a date."""

    place: Place
    text: str
    year: int | None
    months: frozenset[int]
    is_certain: bool = True

    @property
    def period(self) -> Period | None:
        """The month, if complete."""
        if self.year is None or len(self.months) != 1:
            return None
        return Period(self.year, month=next(iter(self.months)))

    @property
    def explanation(self) -> str:
        """The statement in short: `2016-03`, `2016-Q1`, `2016`, or `3月` without a year."""
        months = sorted(self.months)
        if self.year is None:
            return "、".join(f"{month}月" for month in months)
        if len(months) == 1:
            return str(Period(self.year, month=months[0]))
        return str(Period(self.year, quarter=months[-1] // 3 if months else None))

    def agrees(self, period: Period) -> bool:
        """Whether it is consistent with that month."""
        return self.year in (None, period.year) and (not self.months or period.month in self.months)


def times_above(sheet_name: str, rows: Sequence[Row], form: Form) -> list[NamedTime]:
    """The statements about the period in the rows above a header. In the title of the form and after a label every
    notation counts; in any other cell year and month are required."""
    found: list[NamedTime] = []
    for index, row in enumerate(rows):
        label = ""
        for column, text in enumerate(row):
            written = folded(text)
            if not written:
                continue
            is_title = any(mark in written for mark in form.title_marks)
            beside, label = label, written if written.endswith(":") else ""
            if not is_title and any(word in part for part in (written, beside) for word in _OTHER_DATES):
                continue
            is_told = is_title or any(word in part for part in (written, beside) for word in _LABELS)
            place = cell_place(sheet_name, cell_address(index, column))
            found += _times(place, text or "", written, is_told=is_told)
    return found


def times_of_notes(sheet_name: str, notes: Sequence[tuple[int, Row]]) -> list[NamedTime]:
    """The statements of notes, each with its row counted from 1, about the period of their table."""
    return [
        time
        for row, cells in notes
        for column, text in enumerate(cells)
        if _IN_A_NOTE.search(folded(text))
        for time in _times(
            cell_place(sheet_name, cell_address(row - 1, column)), text or "", folded(text), is_told=True
        )
    ]


def times_of_sheet(name: str) -> list[NamedTime]:
    """The period in the name of a sheet: `2016年4月`, `4月`, `1-4月`, `201604`."""
    return list(_times(Place(f"the name of sheet {name!r}", f"工作表名“{name}”"), name, folded(name), is_told=True))


def times_of_file_name(name: str) -> list[NamedTime]:
    """The period in the name of a file."""
    return list(_times(Place(f"the file name {name!r}", f"文件名“{name}”"), name, folded(name), is_told=True))


def find_period_of_table(own: Sequence[NamedTime], of_file: Sequence[NamedTime]) -> Period:
    """The month of a return: from its own places, or else from those of the whole file.

    Raises SourceChanged where no place names a month, or two of them differ, naming both.
    """
    decisive = _decisive(own) or _decisive(of_file)
    if not decisive:
        raise SourceChanged(
            "The title names no month.",
            "Write it above the table, as in 2016年3月 or 2016年1-2月, or give each row a column 报告期. "
            "中文：表头以上没有写明报告期。请在表的上方写明，如“2016年3月”或“2016年1-2月”，或增设“报告期”一栏。",
        )
    first, period = decisive[0]
    for time in (*(time for time, _ in decisive), *(time for time in own if time.is_certain)):
        if not time.agrees(period):
            raise SourceChanged(*_contradiction(first, time))
    return period


def says_synthetic(texts: Iterable[str | None]) -> bool:
    """Whether one of the texts around a table marks its data as generated."""
    return any(SYNTHETIC_MARK in folded(text) for text in texts)


def _decisive(times: Sequence[NamedTime]) -> list[tuple[NamedTime, Period]]:
    """The statements with year and month; the month of a date, or of another subject, only where there is no other."""
    named = [(time, time.period) for time in times if time.period is not None]
    certain = [(time, period) for time, period in named if period is not None and time.is_certain]
    return certain or [(time, period) for time, period in named if period is not None]


def _contradiction(first: NamedTime, second: NamedTime) -> tuple[str, str]:
    advice = "A file is about one month: correct one of them, or send a file per month. "
    advice_zh = "一个文件只报一个月：请改正其中一处，或按月分开报送。"
    if first.place == second.place:
        text = _shortened(first.text)
        return (
            f"{first.place.en} names several months, {first.explanation} and {second.explanation}: '{text}'.",
            f"{advice}中文：{first.place.zh}写了不止一个月份（{first.explanation}、{second.explanation}）：“{text}”。{advice_zh}",
        )
    en = [f"{time.place.en} says {time.explanation} ('{_shortened(time.text)}')" for time in (first, second)]
    zh = [f"{time.place.zh}写的是 {time.explanation}（“{_shortened(time.text)}”）" for time in (first, second)]
    return f"Two periods: {en[0]}, and {en[1]}.", f"{advice}中文：报告期前后不一：{zh[0]}，{zh[1]}。{advice_zh}"


def _shortened(text: str, longest: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest]}…"


def _times(place: Place, text: str, written: str, *, is_told: bool) -> Iterator[NamedTime]:
    """The times in a text. If its subject is the period (`is_told`), or it contains nothing else, a month or a year
    alone and months in digits count too."""
    whole = written.strip("()[]:")
    for match in _SPAN.finditer(written):
        first, last = int(match["first"]), int(match["last"])
        # `2016年2月-3月` is two months.
        for month in (last,) if first == 1 else (first, last):
            yield from _checked(place, text, int(match["year"]), {month})
    rest = _SPAN.sub(" ", written)
    for match in _MONTH.finditer(rest):
        yield from _checked(place, text, int(match["year"]), {int(match["month"])})
    rest = _MONTH.sub(" ", rest)
    for match in _QUARTER.finditer(rest):
        quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        if is_told:
            yield from _checked(place, text, int(match["year"]), set(range(quarter * 3 - 2, quarter * 3 + 1)))
    rest = _QUARTER.sub(" ", rest)
    has_month = rest != written
    for match in _DAY.finditer(rest):
        if not has_month:
            is_certain = is_told and match["mark"] != "年"
            yield from _checked(place, text, int(match["year"]), {int(match["month"])}, is_certain=is_certain)
    rest = _DAY.sub(" ", rest)
    for pattern in (_PLAIN_MONTH, _DIGITS):
        for match in pattern.finditer(rest):
            is_whole = match[0] == whole
            if pattern is _PLAIN_MONTH or is_told or is_whole:
                is_certain = is_told or is_whole
                yield from _checked(place, text, int(match["year"]), {int(match["month"])}, is_certain=is_certain)
        rest = pattern.sub(" ", rest)
    if not is_told and _BARE_MONTH.fullmatch(whole) is None:
        return
    for match in _BARE_MONTH.finditer(rest):
        first, last = int(match["first"] or 0), int(match["last"])
        for month in (last,) if first in (0, 1) else (first, last):
            yield from _checked(place, text, None, {month})
    for match in _YEAR.finditer(rest):
        yield from _checked(place, text, int(match["year"]), set())


def _checked(
    place: Place, text: str, year: int | None, months: set[int], *, is_certain: bool = True
) -> Iterator[NamedTime]:
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return
    if all(1 <= month <= 12 for month in months):
        yield NamedTime(place, text.strip(), year, frozenset(months), is_certain)
