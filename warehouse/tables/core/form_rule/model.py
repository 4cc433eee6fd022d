"""One row per form (or layout of a third party), column and rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from warehouse.forms.registry import FORMS
from warehouse.transforms.cells.rule_chain import CellRule, rules_of, rules_of_layouts

INPUTS: tuple[str, ...] = ("programme.layout",)

_COLUMNS = (
    "form_rule_id", "form_column_id", "form_id", "form_version", "column_name", "ordinal", "rule", "severity",
    "description",
)  # fmt: skip


def model(inputs: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    return pl.DataFrame(list(_rows(inputs["programme.layout"])), schema=list(_COLUMNS), orient="row").sort(
        "form_column_id", "ordinal"
    )


def _rows(layouts: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    for form in FORMS.values():
        for column in form.columns:
            yield from _chain(form.form_id, form.version, column.name, rules_of(column, form))
    # A form that is also read in another layout keeps its rules.
    for layout_id, version in layouts.select("layout_id", "version").rows():
        if layout_id not in FORMS:
            yield from _chain(layout_id, version, "value", rules_of_layouts())


def _chain(form_id: str, version: str, column: str, rules: tuple[CellRule, ...]) -> Iterator[tuple[object, ...]]:
    for ordinal, rule in enumerate(rules, start=1):
        column_id = f"{form_id}.{column}"
        yield (
            f"{column_id}.{rule.rule}", column_id, form_id, version, column, ordinal, rule.rule,
            rule.severity.value, rule.description,
        )  # fmt: skip
