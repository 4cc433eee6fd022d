"""The field `explanation` of nouns whose numbers explain themselves: made on request, stored nowhere."""

from __future__ import annotations

from typing import Any

import strawberry

from graph.declare.descriptions import both


@strawberry.type(name="Explanation", description=both("How the numbers of a row come about.", "本行数字的由来"))
class ExplanationText:
    definition: str = strawberry.field(description=both("Definition of the measure.", "指标定义"))
    rule_set: str = strawberry.field(description=both("Rule set and version.", "规则集及版本"))
    inputs: str = strawberry.field(description=both("Inputs, one a line.", "输入，每行一项"))
    arithmetic: str = strawberry.field(description=both("The calculation with its numbers.", "代入数字的算式"))


def explanation_field() -> Any:
    """The field, in the statement that reads the row."""
    return strawberry.field(description=both("How its numbers come about.", "数字的由来"))
