"""The layout of a printed form: titles, lines of remarks and one or two rows of headings."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse.domain.period import Period
from warehouse.forms.form import Form

SYNTHETIC_NOTE = "填报单位：样例省战略性新兴产业协调办公室（合成数据，不涉及任何真实企业）"
FOOTNOTE = "注：合成数据，仅供演示与测试；企业名称、代码和数值均为虚构。"


@dataclass(frozen=True)
class Sheet:
    """One printed form: heading lines above, rows, a total and a footnote below.

    `unit_line` is right-aligned above the headings. The first column is the running number 序号.
    """

    form: Form
    title: str
    unit_line: str | None = None

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Upper and lower heading of every column; the lower one is empty where the two rows are merged."""
        return [("序号", "")] + [
            (upper, lower) for upper, _, lower in (column.heading.partition("|") for column in self.form.columns)
        ]

    @property
    def heading_rows(self) -> int:
        return 2 if any(lower for _, lower in self.headings) else 1

    @property
    def first_row(self) -> int:
        """The first row of data, counted from 0: below title, note, unit line and headings."""
        return 2 + (self.unit_line is not None) + self.heading_rows


def written_period(period: Period) -> str:
    """A month as a department writes it; February includes January."""
    return f"{period.year}年1-2月" if period.month == 2 else f"{period.year}年{period.month}月"
