"""The rules checked for a cell of a column, in order.

Findings record violations (held, warning or info); a rule without a finding was passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.forms.department_report import DEPARTMENT_REPORT
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.mapped_form import is_region
from warehouse.transforms.cells.declared import declared_rules
from warehouse.transforms.cells.region_names import REGION_RULES
from warehouse.transforms.cells.rules import message, message_of
from warehouse.transforms.finding import Severity
from warehouse.transforms.invented_rows import real_ids
from warehouse.transforms.task_units import RULES as TASK_UNIT_RULES
from warehouse.wording import bilingual

_OF_SHEETS = ("formula_without_value", "scaled_number", "spreadsheet_error")
"""Rules for any cell of a sheet, but for credit codes: there an error is a malformed code."""
_OF_TYPE: dict[CellType, tuple[str, ...]] = {
    CellType.TEXT: (),
    CellType.CODE: ("code_destroyed",),
    CellType.CREDIT_CODE: (
        "credit_code_destroyed",
        "credit_code_malformed",
        "credit_code_check_failed",
        "credit_code_repaired",
        "credit_code_earlier",
    ),
    CellType.DECIMAL: ("scientific_notation", "not_a_number", "merged_number", "too_many_digits", "rounded"),
    CellType.INTEGER: ("not_a_whole_number",),
    CellType.DATE: ("not_a_date",),
    CellType.PERIOD: ("not_a_period",),
    CellType.UNIT: ("unknown_unit",),
    CellType.REGION: REGION_RULES,
    CellType.MADE_KEY: (),
}
_SEVERITY = {
    "credit_code_check_failed": Severity.WARNING,
    "credit_code_repaired": Severity.INFO,
    "credit_code_earlier": Severity.INFO,
    "rounded": Severity.INFO,
    "repeated_row": Severity.INFO,
}
_OF_LAYOUTS = (
    "unknown_indicator",
    "not_a_number",
    "scientific_notation",
    "unit_conflict",
    "kind_and_period_differ",
    "period_not_understood",
    "too_many_digits",
    "in_the_future",
)
"""Rules for a value in a third party's file."""


@dataclass(frozen=True)
class CellRule:
    """One rule: the severity of a violation, and its message."""

    rule: str
    severity: Severity
    description: str


def rules_of(column: Column, form: Form) -> tuple[CellRule, ...]:
    """The rules of a column of a form."""
    return tuple(
        CellRule(rule, _SEVERITY.get(rule, Severity.HELD), _explanations(rule, column)) for rule in _names(column, form)
    )


def rules_of_layouts() -> tuple[CellRule, ...]:
    """The rules of values in files of third parties."""
    return tuple(CellRule(rule, Severity.HELD, message_of(rule)) for rule in _OF_LAYOUTS)


@dataclass(frozen=True)
class HoldingRule:
    """A rule that can hold a cell, and the columns of the form where it applies."""

    rule: str
    columns: tuple[str, ...]


def holding_rules(form: Form) -> tuple[HoldingRule, ...]:
    """Every rule that can hold a cell of this form, by name."""
    found: dict[str, list[str]] = {}
    for column in form.columns:
        for rule in rules_of(column, form):
            if rule.severity is Severity.HELD:
                found.setdefault(rule.rule, []).append(column.name)
    return tuple(HoldingRule(rule, tuple(columns)) for rule, columns in sorted(found.items()))


def _of_value(column: Column) -> Iterator[str]:
    """The rules that follow from a column's declaration, independent of the form."""
    if column.cell_type is not CellType.CREDIT_CODE:
        yield from _OF_SHEETS
    if column.unit_id is not None:
        # `3吨` in a column of money (docs/values.md).
        yield "unit_conflict"
    if is_region(column):
        # Somebody else's list may have names there.
        yield from REGION_RULES
    for rule in _OF_TYPE[column.cell_type]:
        if rule != "credit_code_earlier" or column.takes_earlier_code:
            yield rule
    if column.cell_type in (CellType.DATE, CellType.PERIOD) and not column.may_be_future:
        yield "in_the_future"
    yield from (declared.rule for declared in declared_rules(column))


def _names(column: Column, form: Form) -> Iterator[str]:
    yield from _of_value(column)
    if form.key and column.name == form.key[-1]:
        yield "duplicate_row"
        yield "repeated_row"
    if form is DEPARTMENT_REPORT and column.name in TASK_UNIT_RULES:
        yield TASK_UNIT_RULES[column.name]
    if column.name in real_ids():
        yield "invented_about_a_real_fact"
    facts = [fact for measure in form.measures for fact in measure.facts if not fact.is_of_combined_months]
    if any(column.name in (fact.value, fact.same_period) and fact.period_kind == "month" for fact in facts):
        yield "combined_month"
    if column.cell_type is CellType.UNIT:
        yield "unit_conflict"
    if column.name == "indicator_id":
        yield "unknown_indicator"
    if column.name == "period_kind":
        yield "kind_and_period_differ"


def _explanations(rule: str, column: Column) -> str:
    match rule:
        case "rounded":
            return bilingual(
                f"{column.heading}: more than six decimals are rounded to six.", "小数超过六位，四舍五入到六位。"
            )
        case "repeated_row":
            return bilingual(
                f"{column.heading}: a row that repeats another one is taken once.", "完全重复的行只取一次。"
            )
    return message(rule, column)
