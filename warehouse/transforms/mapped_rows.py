"""What a mapping does to the rows of a list: its words for a missing value, places in several columns, constant values,
and the finding that says what was not taken."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from warehouse.domain.folded import folded
from warehouse.forms.form import Form
from warehouse.programme.programme import Programme
from warehouse.transforms.cells.typing import TypedColumn, type_column
from warehouse.transforms.finding import Finding, Severity
from warehouse.transforms.recognise.header import Header
from warehouse.wording import bilingual

_LISTED = 40


def without_missing(texts: pl.DataFrame, form: Form) -> pl.DataFrame:
    """The cells to type: null where the list says that there is no value."""
    if form.mapping is None or not form.mapping.missing:
        return texts
    missing = [folded(word) for word in form.mapping.missing]
    cells = pl.exclude("row")
    is_missing = cells.str.normalize("NFKC").str.replace_all(r"[\s\u{200b}\u{feff}]+", "").is_in(missing)
    return texts.with_columns(pl.when(~is_missing).then(cells))


def with_larger_parts(texts: pl.DataFrame, data: pl.DataFrame, form: Form, header: Header) -> pl.DataFrame:
    """The texts with the places that the list has in several columns as one path, the largest part first."""
    parted = {name: place for name, place in header.places.items() if place.further}
    if not parted:
        return texts
    paths = {
        name: _path(without_missing(data.select("row", *place.further, place.letters), form).drop("row"))
        for name, place in parted.items()
    }
    return texts.with_columns(pl.Series(name, path, dtype=pl.String) for name, path in paths.items())


def _path(parts: pl.DataFrame) -> pl.Series:
    joined = parts.select(path=pl.concat_str(pl.all(), separator="|", ignore_nulls=True))["path"]
    return joined.set(joined == "", None)


def constant_columns(form: Form, programme: Programme) -> Mapping[str, TypedColumn]:
    """The columns with one value for every row, of one row each."""
    entries = form.mapping.column if form.mapping is not None else ()
    return {
        entry.to: type_column(form.column(entry.to), pl.Series([entry.value], dtype=pl.String), programme)
        for entry in entries
        if entry.value is not None
    }


def mapping_findings(sheet_name: str, form: Form) -> list[Finding]:
    """By which mapping a sheet was read, and the headings that were not taken."""
    mapping = form.mapping
    if mapping is None:
        return []
    en = f"Read as {form.title_en} by the mapping '{mapping.name}'."
    zh = f"按映射“{mapping.name}”读作《{form.title_zh}》。"
    if mapping.ignored:
        listed = "、".join(mapping.ignored[:_LISTED]) + ("…" if len(mapping.ignored) > _LISTED else "")
        en += f" {len(mapping.ignored)} headings are ignored by it; the file keeps them: {listed}."
        zh += f"{len(mapping.ignored)} 列未采用，原文件保留：{listed}。"
    for entry in mapping.column:
        if entry.value is not None:
            title = form.column(entry.to)
            en += f" {title.title_en} is '{entry.value}' in every row."
            zh += f"各行“{title.heading}”均为“{entry.value}”。"
    return [Finding(Severity.INFO, "read_by_mapping", bilingual(en, zh), sheet_name)]


def is_made(form: Form, column_name: str) -> bool:
    """Whether codes of the column are made of names: equal names are then no proof that two rows are one."""
    return form.mapping is not None and form.mapping.key_from_name == column_name
