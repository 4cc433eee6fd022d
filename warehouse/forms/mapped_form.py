"""The form that a mapping makes of ours: the same columns under the headings of the list, read by the same rules."""

from __future__ import annotations

from dataclasses import replace

from warehouse.domain.made_key import made_key
from warehouse.forms.form import CellType, Column, Form
from warehouse.forms.list_mapping import ListMapping, MappedColumn

NAME = "name_zh"
"""The column of a register whose name may stand for a code."""


def is_region(column: Column) -> bool:
    """Whether the column holds codes of regions: a list may have names and paths instead."""
    return column.cell_type is CellType.CODE and column.name.endswith("region_code")


def words_of(column: Column) -> dict[str, str]:
    """The words of a form's column and those that tables use; a word without another one stays."""
    stored = column.stored or column.codes or {}
    return {word: stored.get(word, word) for word in column.choices}


def mapped_form(mapping: ListMapping, form: Form) -> Form:
    """The form under the headings of the list. Columns that the list lacks stay, and have no value."""
    mapped = {column.to: column for column in mapping.column}
    return replace(
        form,
        columns=tuple(_column(column, mapped, mapping) for column in form.columns),
        ignored_headings=mapping.ignored,
        title_marks=(),
        default_unit_id=None,
        mapping=mapping,
    )


def _column(column: Column, mapped: dict[str, MappedColumn], mapping: ListMapping) -> Column:
    if column.name == mapping.key_from_name:
        heading = mapped[NAME].heading if NAME in mapped else column.heading
        known = {made_key(name): code for name, code in mapping.known.items()}
        # A missing name holds its row already.
        return replace(
            column, heading=heading, title_en=heading, aliases=(), cell_type=CellType.MADE_KEY, nullable=True,
            pattern=None, stored=known, note_en="", note_zh="",
        )  # fmt: skip
    entry = mapped.get(column.name)
    if entry is None:
        return replace(column, required=False, nullable=True)
    words = entry.words or {}
    if entry.value is not None:
        words = {entry.value: entry.value} if column.choices else {}
    heading = entry.heading or column.heading
    return replace(
        column,
        heading=heading,
        title_en=heading,
        aliases=(),
        required=bool(entry.sources),
        cell_type=CellType.REGION if is_region(column) else column.cell_type,
        pattern=None if is_region(column) else column.pattern,
        choices=tuple(words) if column.choices else (),
        stored=words if column.choices else None,
        codes=None,
        mapping_name=mapping.name if entry.sources else "",
    )
