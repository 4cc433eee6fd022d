"""The rules of a form that can hold a cell, by column and by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from warehouse.forms.form import CellType, Column, Form
from warehouse.transforms.cells.rule_chain import OF_SHEETS, rules_of_value, severity_of
from warehouse.transforms.finding import Severity
from warehouse.transforms.invented_rows import real_ids


@dataclass(frozen=True)
class FormRule:
    """A rule that can hold a cell, and the columns of the form where it applies."""

    rule: str
    columns: tuple[str, ...]


def holding_rules(form: Form) -> tuple[FormRule, ...]:
    """Every rule that can hold a cell of this form, by name."""
    found: dict[str, list[str]] = {}
    for rule, column in [*_of_columns(form), *_of_rows(form)]:
        found.setdefault(rule, []).append(column)
    return tuple(FormRule(rule, tuple(dict.fromkeys(columns))) for rule, columns in sorted(found.items()))


def _of_columns(form: Form) -> Iterator[tuple[str, str]]:
    for column in form.columns:
        for rule in _of_column(column):
            yield rule, column.name


def _of_column(column: Column) -> Iterator[str]:
    yield from (rule for rule in rules_of_value(column) if severity_of(rule) is Severity.HELD)
    # In a credit code cell an error is a malformed code.
    if column.cell_type is not CellType.CREDIT_CODE:
        yield from OF_SHEETS


def _of_rows(form: Form) -> Iterator[tuple[str, str]]:
    if form.key:
        yield "duplicate_row", form.key[-1]
    if form.measures:
        months = form.calendar.combined_months if form.calendar is not None else frozenset()
        for fact in (fact for measure in form.measures for fact in measure.facts if months):
            yield from (("combined_month", name) for name in (fact.value, fact.same_period) if name is not None)
        if form.unit_column is not None:
            yield "unit_conflict", form.unit_column
    elif form.dataset == "observation":
        yield from (("unknown_indicator", "indicator_id"), ("unit_conflict", "unit"))
        yield from (("kind_and_period_differ", "period_kind"), ("too_many_digits", "value"))
    for column in form.columns:
        if column.name in real_ids():
            yield "invented_about_a_real_fact", column.name
