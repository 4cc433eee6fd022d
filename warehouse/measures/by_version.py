"""Which version of a rule set applies to a row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

import polars as pl


class _Version(Protocol):
    @property
    def valid_from(self) -> date: ...


Version = TypeVar("Version", bound=_Version)


def by_version(rules: Iterable[Version], day: pl.Expr, *, also_before: bool = False) -> list[tuple[Version, pl.Expr]]:
    """Each version of one rule set, oldest first, with the condition that it applies on the day of a row: from its own
    first day to before that of the next. With `also_before` the first one applies to all earlier days too."""
    ordered = sorted(rules, key=lambda rule: rule.valid_from)
    starts = [date.min if also_before and rule is ordered[0] else rule.valid_from for rule in ordered]
    return [
        (rule, day.is_between(start, end, closed="left"))
        for rule, (start, end) in zip(ordered, pairwise([*starts, date.max]), strict=True)
    ]
