"""The rules declared by a column of a form, each written once: its condition, whether it can be released, its message.

Typing by the column (plain.py) and by the cell (typing.py), the chain of rules (rule_chain.py) and the messages
(rules.py) all use them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from warehouse.forms.form import CellType, Column
from warehouse.forms.patterns import PATTERNS
from warehouse.wording import Words


@dataclass(frozen=True)
class DeclaredRule:
    """One rule of a column. `message` is its text in English and in Chinese, without the full stop.

    `breaks` is the condition of a violation, from the typed value; a person may release a value if `is_releasable`.
    """

    rule: str
    breaks: Callable[[pl.Expr], pl.Expr]
    is_releasable: bool
    message: tuple[str, str]


def declared_rules(column: Column) -> Iterator[DeclaredRule]:
    """The rules of a column, in the order of evaluation."""
    if not column.nullable:
        yield DeclaredRule(
            "missing_value",
            lambda value: value.is_null(),
            False,
            ("a value is required here; send the row again with it", "此处必须填写；请补全后重报该行"),
        )
    if (least := column.minimum) is not None:
        message = f"the value is below {least}; correct it", f"数值小于 {least}；请更正"
        yield DeclaredRule("below_minimum", lambda value: value < pl.lit(least), True, message)
    if (most := column.maximum) is not None:
        message = f"the value is above {most}; correct it", f"数值大于 {most}；请更正"
        yield DeclaredRule("above_maximum", lambda value: value > pl.lit(most), True, message)
    if column.choices:
        listed = "、".join(column.choices)
        message = f"write one of {listed}", f"请填写下列之一：{listed}"
        if column.mapping_name:
            message = (
                f"the mapping '{column.mapping_name}' does not know this word; add it to the words there",
                f"映射“{column.mapping_name}”没有这个词；请在该列的 words 中补充",
            )
        yield DeclaredRule("not_a_choice", lambda value: ~value.is_in(list(column.choices)), False, message)
    if column.pattern is not None:
        whole = f"^(?:{column.pattern})$"
        # A month in a column of years is no year, even if released.
        is_releasable = column.cell_type is not CellType.PERIOD
        yield DeclaredRule(
            "not_the_pattern", lambda value: ~value.str.contains(whole), is_releasable, _shape(column.pattern)
        )


def _shape(pattern: str) -> tuple[str, str]:
    shape = PATTERNS.get(pattern, Words(en="as the form says", zh="报表规定的样式"))
    return f"this has to be {shape.en}; correct it", f"此处应为{shape.zh}；请更正"
