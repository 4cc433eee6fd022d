"""The rules that a column of a form declares, each written once: what breaks it, who may waive it, what it says.

Typing by the column (plain.py) and by the cell (typing.py), the chain of rules (rule_chain.py) and the messages
(rules.py) all take them from here.
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
    """One rule of a column. `told` is what it says in English and in Chinese, without the full stop.

    `breaks` makes of a typed value whether it breaks the rule; a value that breaks one that `is_releasable` may be
    taken by a person as it stands.
    """

    rule: str
    breaks: Callable[[pl.Expr], pl.Expr]
    is_releasable: bool
    told: tuple[str, str]


def declared_rules(column: Column) -> Iterator[DeclaredRule]:
    """The rules of a column, in the order in which a value is put to them."""
    if not column.nullable:
        yield DeclaredRule(
            "missing_value",
            lambda value: value.is_null(),
            False,
            ("a value has to stand here; send the row again with it", "此处必须填写；请补全后重报该行"),
        )
    if (least := column.minimum) is not None:
        told = f"the value is below {least}; correct it", f"数值小于 {least}；请更正"
        yield DeclaredRule("below_minimum", lambda value: value < pl.lit(least), True, told)
    if (most := column.maximum) is not None:
        told = f"the value is above {most}; correct it", f"数值大于 {most}；请更正"
        yield DeclaredRule("above_maximum", lambda value: value > pl.lit(most), True, told)
    if column.choices:
        listed = "、".join(column.choices)
        told = f"write one of {listed}", f"请填写下列之一：{listed}"
        yield DeclaredRule("not_a_choice", lambda value: ~value.is_in(list(column.choices)), False, told)
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
