"""Which columns of report forms a table carries, from `carries.toml` in its folder.

    [fund_register]
    target_size_cny = "target_size"

    [fund_register.not_carried]
    industry_name = "Resolved into core.fund.industry_id."

A section names a form. Table columns with the name of a form column carry it; the section lists the others, and
`unlike` the columns that only share the name. `not_carried` gives the reason why no table has a form column. The values
of a form's measures are rows of core.observation and need no entry. The catalog refuses a form with a column without a
place, and a table column that carries money in yuan without saying so in its name, `_cny`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.errors import ContractBroken
from warehouse.forms.form import Column, Form
from warehouse.forms.registry import FORMS
from warehouse.programme.programme import built_in

FILE_NAME = "carries.toml"
_NOT_CARRIED = "not_carried"


@dataclass(frozen=True)
class Carried:
    """A table column and the form column that it carries. `is_text` where the table has the form's words."""

    form: Form
    column: Column
    table: str
    name: str
    is_text: bool

    @property
    def origin(self) -> str:
        """The end of the comment in DuckDB: the codes, and the form with its column."""
        origin = f"表式 Form: {self.form.title_zh} ({self.form.form_id}.{self.column.name})."
        codes = "; ".join(f"{code} {'、'.join(words)}" for code, words in self.codes.items())
        return " ".join(filter(None, (codes and f"代码 Codes: {codes}.", origin)))

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The words of the table, each with the choices of the form that it represents."""
        found: dict[str, tuple[str, ...]] = {}
        if self.is_text:
            for choice, code in (self.column.stored or self.column.codes or {}).items():
                found[code] = (*found.get(code, ()), choice)
        return found


@dataclass(frozen=True)
class Carries:
    """The entries of one table: the form columns that it carries under its own names, and why others are in no
    table."""

    columns: Mapping[str, Carried]
    not_carried: Mapping[tuple[str, str], str]


NOTHING_CARRIED = Carries({}, {})


def read_carries(folder: Path, table: str, columns: Mapping[str, str]) -> Carries:
    """The `carries.toml` of a table, whose `columns` are given with their data types; nothing where there is none.

    Raises ContractBroken, naming the file, for a form or a column that does not exist.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return NOTHING_CARRIED
    try:
        sections = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _broken(table, f"is no TOML: {error}") from error
    carried: dict[str, Carried] = {}
    reasons: dict[tuple[str, str], str] = {}
    for form_id, section in sections.items():
        form = FORMS.get(form_id)
        if form is None:
            raise _broken(table, f"names the form '{form_id}', which does not exist")
        not_carried: dict[str, str] = section.pop(_NOT_CARRIED, {})
        unlike = section.pop("unlike", [])
        _check_names(table, form, section, not_carried, columns)
        own = {
            column.name: column.name
            for column in form.columns
            if column.name in columns.keys() - {*not_carried, *unlike}
        }
        for name, source in {**own, **section}.items():
            one = Carried(form, form.column(source), table, name, columns[name] == "VARCHAR")
            _check_unit(one)
            if name in carried:
                raise _broken(table, f"gives '{name}' to both {carried[name].form.form_id} and {form_id}")
            carried[name] = one
        reasons |= {(form_id, name): reason for name, reason in not_carried.items()}
    return Carries(carried, reasons)


def check_forms(forms: Iterable[Form], carries: Mapping[str, Carries]) -> None:
    """Raises ContractBroken for a column of a form that reaches no table and no list of what is not carried."""
    placed = {(one.form.form_id, one.column.name) for of_table in carries.values() for one in of_table.columns.values()}
    reasons = {key for of_table in carries.values() for key in of_table.not_carried}
    for form in forms:
        measured = {name for measure in form.measures for fact in measure.facts for name in fact.columns}
        for column in form.columns:
            key = (form.form_id, column.name)
            if key in placed and key in reasons:
                raise ContractBroken(f"{form.form_id}.{column.name} is carried by a table and named in 'not_carried'.")
            if column.name not in measured and key not in placed | reasons:
                raise ContractBroken(
                    f"{form.form_id}.{column.name}: no table carries this column of the form, so it would be lost.",
                    f"Name it in warehouse/tables/<layer>/<table>/{FILE_NAME}, or in [{form.form_id}.{_NOT_CARRIED}].",
                )


def _check_names(
    table: str, form: Form, section: Mapping[str, Any], not_carried: Mapping[str, str], columns: Mapping[str, str]
) -> None:
    known = {column.name for column in form.columns}
    for name, source in section.items():
        if name not in columns:
            raise _broken(table, f"carries {form.form_id}.{source} in '{name}', which {table} does not have")
    for source in (*section.values(), *not_carried):
        if source not in known:
            raise _broken(table, f"names the column '{source}', which {form.form_id} does not have")


def _check_unit(one: Carried) -> None:
    """The name of a table column tells its readers that it is in yuan, into which staging converts all money."""
    place, units = f"{one.form.form_id}.{one.column.name}", built_in().units
    if one.column.unit_id is not None and one.column.unit_id not in units:
        raise _broken(one.table, f"carries {place}, whose unit '{one.column.unit_id}' no list of units has")
    stored = one.column.stored_unit(units)
    if (stored is not None and stored.unit_id == "cny") != one.name.endswith("_cny"):
        unit = "has no unit" if stored is None else f"is stored in {stored.title_en}"
        raise _broken(
            one.table, f"carries {place}, which {unit}, in '{one.name}': amounts in yuan, and no others, end in _cny"
        )


def _broken(table: str, why: str) -> ContractBroken:
    return ContractBroken(f"{table}: {FILE_NAME} {why}.")
