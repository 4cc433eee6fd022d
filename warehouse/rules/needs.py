"""What this version of Longmai needs of a programme's lists: its forms, its plan and its rules name entries of them.

Forms, plan and logic rules ship with the package. A list without what they name could be read and never built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    changed: str | None = None
    """What changed of it, where it is still there: its unit, or its size."""

    def __str__(self) -> str:
        if self.changed is not None:
            return bilingual(
                f"The {self.noun} {self.id} cannot change ({self.changed}): {self.named_by} counts in it. Add another "
                f"{self.noun} instead.",
                f"{self.noun_zh} {self.id} 不能变更（{self.changed}）：{self.named_by} 以其计量；请另行增加。",
            )
        return bilingual(
            f"The {self.noun} {self.id} cannot go: {self.named_by} names it. End it with valid_to instead.",
            f"{self.noun_zh} {self.id} 不能删除：{self.named_by} 使用它；可改用 valid_to 终止。",
        )


def needs_removed(before: Programme, after: Programme) -> list[Need]:
    """What `after` lacks or counts otherwise, `before` has, and this version of Longmai needs; each once.

    A form writes its values in the unit that it prints, and a target has its numbers in that of its indicator: under
    another unit of the indicator, or another size of the unit, the same numbers would mean something else.
    """
    found: dict[tuple[str, str], Need] = {}
    for need in _needs():
        is_indicator = need.noun == "indicator"
        old, new = (_measured(one, need.id) if is_indicator else _sized(one, need.id) for one in (before, after))
        if old is not None and new is None:
            found.setdefault((need.noun, need.id), need)
        elif old is not None and new != old:
            found.setdefault((need.noun, need.id), replace(need, changed=f"{old} → {new}"))
    return list(found.values())


def _measured(programme: Programme, indicator_id: str) -> str | None:
    """The unit of an indicator; None where there is none of that id."""
    indicator = programme.indicators.get(indicator_id)
    return None if indicator is None else f"{indicator.unit} {_sized(programme, indicator.unit) or ''}".strip()


def _sized(programme: Programme, unit_id: str) -> str | None:
    unit = programme.units.get(unit_id)
    return None if unit is None else f"{unit.dimension} {unit.written_factor}"


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
