"""What this version of Longmai needs of a programme's lists: its forms, its plan and its rules name entries of them.

Forms, plan and logic rules ship with the package. A list without what they name could be read and never built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.errors import InvalidArgument
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import Programme
from warehouse.rules.logic import load_logic_rules
from warehouse.rules.plan import load_plans
from warehouse.wording import bilingual


@dataclass(frozen=True)
class Need:
    """An indicator or a unit that a form, a target or a rule names."""

    noun: str
    noun_zh: str
    id: str
    named_by: str

    def __str__(self) -> str:
        return bilingual(
            f"The {self.noun} {self.id} cannot go: {self.named_by} names it. End it with valid_to instead.",
            f"{self.noun_zh} {self.id} 不能删除：{self.named_by} 使用它；可改用 valid_to 终止。",
        )


def needs_removed(before: Programme, after: Programme) -> list[Need]:
    """What `after` lacks, `before` has, and this version of Longmai needs; each once."""
    indicators, units = (before.indicators.keys() - after.indicators.keys(), set(before.units) - set(after.units))
    found: dict[tuple[str, str], Need] = {}
    for need in _needs():
        if need.id in (indicators if need.noun == "indicator" else units):
            found.setdefault((need.noun, need.id), need)
    return list(found.values())


def refuse_needs_removed(before: Programme, after: Programme) -> None:
    """Raises InvalidArgument where a programme lacks what this version of Longmai needs."""
    found = needs_removed(before, after)
    if found:
        raise InvalidArgument(" ".join(map(str, found)))


def _needs() -> Iterator[Need]:
    for form in FORMS.values():
        for measure in form.measures:
            yield Need("indicator", "指标", measure.indicator_id, f"form {form.form_id}")
        for column in form.columns:
            if column.unit_id is not None:
                yield Need("unit", "计量单位", column.unit_id, f"form {form.form_id}")
    for plan in load_plans():
        for target in plan.targets:
            yield Need("indicator", "指标", target.indicator_id, f"target {target.target_id}")
    for rule in load_logic_rules().iter_rows(named=True):
        for indicator_id in filter(None, (*(rule["indicator_ids"] or ()), rule["other_indicator_id"])):
            yield Need("indicator", "指标", indicator_id, f"rule {rule['rule_id']}")
