"""Parses two cells of a plan's task table: the responsible units, and the deadline.

Departments are a list (`甲、乙`: the first-named leads) or clauses, each ending in the role of its units: `甲牵头`
leads, `乙配合` cooperates, `甲负责` is solely responsible, `甲负责…等领域` for those fields. A deadline is `全年推进`
(the whole year, no due date) or `2016年3月底前` (the last day of that month).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from warehouse.domain.period import month_end

Role = Literal["lead", "cooperating"]
DeadlineKind = Literal["all_year", "dated"]


@dataclass(frozen=True)
class DocumentDepartment:
    """A unit as the document names it; `fields` where the duty is divided by field, else empty."""

    name: str
    role: Role
    fields: tuple[str, ...] = ()


class NotUnderstood(ValueError):
    """A cell that has none of the agreed shapes: the text at fault and the expectation."""

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(text)
        self.text = text
        self.expected = expected


@dataclass(frozen=True)
class _Clause:
    names: tuple[str, ...]
    verb: str
    fields: tuple[str, ...] = ()


_VERBS = "牵头|配合|负责"
_CLAUSE = re.compile(rf"(?P<names>.+?)(?:(?P<verb>{_VERBS})(?:(?<=负责)(?P<fields>.+?)等?领域)?)?")
_NAME = re.compile(r"[\u4e00-\u9fff（）()A-Za-z·]{2,40}")
_SHAPES = "departments as '甲、乙', '甲牵头，乙配合', '甲负责' or '甲负责…等领域'"


def parse_departments(cell: str) -> tuple[DocumentDepartment, ...]:
    """The units of a cell in its order, exactly one of which leads. Raises NotUnderstood."""
    clauses = [_parse_clause(text) for text in re.split(r"[，,；;。\u3000\n]+", cell) if text.strip()]
    if not clauses or clauses[0].verb == "配合":
        raise NotUnderstood(cell, f"a unit that leads, in {_SHAPES}")
    if any(clause.verb == "牵头" for clause in clauses[1:]):
        raise NotUnderstood(cell, "the leading unit first")
    named = [(name, clause.fields) for clause in clauses for name in clause.names]
    if len({name for name, _ in named}) < len(named):
        raise NotUnderstood(cell, "each unit once")
    return tuple(
        DocumentDepartment(name, "lead" if position == 0 else "cooperating", fields)
        for position, (name, fields) in enumerate(named)
    )


def _parse_clause(text: str) -> _Clause:
    match = _CLAUSE.fullmatch(re.sub(r"\s+", "", text))
    if match is None:
        raise NotUnderstood(text, _SHAPES)
    names = tuple(name for name in match["names"].split("、") if name)
    fields = tuple((match["fields"] or "").split("、")) if match["fields"] else ()
    for name in (*names, *fields):
        if not _NAME.fullmatch(name) or re.search(_VERBS, name):
            raise NotUnderstood(text, _SHAPES)
    if not names:
        raise NotUnderstood(text, _SHAPES)
    return _Clause(names, match["verb"] or "", fields)


def parse_deadline(cell: str) -> tuple[DeadlineKind, date | None]:
    """`all_year` without a date, or `dated` with the last day of the month. Raises NotUnderstood."""
    flat = re.sub(r"\s+", "", cell)
    if flat == "全年推进":
        return "all_year", None
    match = re.fullmatch(r"(\d{4})年(\d{1,2})月底前", flat)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise NotUnderstood(cell, "a deadline as '全年推进' or '2016年3月底前'")
    return "dated", month_end(int(match[1]), int(match[2]))
