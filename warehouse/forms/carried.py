"""Which columns of tables carry columns of forms, and what is therefore said of them.

The comment of such a column in DuckDB and the description of the GraphQL field of the same name are made here, of
the heading, the English name, the unit, the note and the codes that the form declares. Neither is written by hand:
the catalog and graph.types refuse a second text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from warehouse.domain.unit import UNITS, Unit
from warehouse.errors import ContractBroken
from warehouse.forms.form import Column, Form, Kept
from warehouse.forms.registry import FORMS


@dataclass(frozen=True)
class Carried:
    """A column of a table and the column of a form that it carries."""

    form: Form
    column: Column
    kept: Kept
    table: str
    name: str

    @property
    def en(self) -> str:
        """`Target size (yuan), committed money, not paid in; null where not known.`"""
        unit = self._unit
        title = self.column.title_en if unit is None else f"{self.column.title_en} ({unit[0]})"
        notes = "; ".join(filter(None, (self.column.note_en, self.kept.en)))
        return ", ".join(filter(None, (title, notes))) + "."

    @property
    def zh(self) -> str:
        """`目标规模（元），认缴口径，非实缴`"""
        unit = self._unit
        title = self.column.title_zh if unit is None else f"{self.column.title_zh}（{unit[1]}）"
        return "，".join(filter(None, (title, self.column.note_zh, self.kept.zh)))

    @property
    def comment(self) -> str:
        """What an analyst reads in DuckDB: both languages, the codes, and the form with its column."""
        origin = f"表式 Form: {self.form.title_zh} ({self.form.form_id}.{self.column.name})."
        codes = "; ".join(f"{code} {'、'.join(words)}" for code, words in self.codes.items())
        return " ".join(filter(None, (self.en, f"{self.zh}。", codes and f"代码 Codes: {codes}.", origin)))

    @property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """The words of the table, each with the choices of the form that it stands for."""
        stored = self.column.stored if self.kept.codes is None else self.kept.codes
        found: dict[str, tuple[str, ...]] = {}
        for choice, code in (stored or {}).items():
            found[code] = (*found.get(code, ()), choice)
        return found

    @property
    def unit(self) -> Unit | None:
        """The unit of the values in the table: money is in yuan there and a percentage a share. None without one."""
        if self.column.unit_id is None:
            return None
        unit = UNITS[self.column.unit_id]
        return UNITS[{"money": "cny", "share": "share"}.get(unit.quantity, unit.unit_id)]

    @property
    def _unit(self) -> tuple[str, str] | None:
        unit = self.unit
        if unit is None:
            return None
        return ("0 to 1", "0 至 1") if unit.quantity == "share" else (unit.title_en, unit.title_zh)


def carried_columns(forms: Iterable[Form]) -> dict[tuple[str, str], Carried]:
    """What these forms say of columns, by table and column.

    Raises ContractBroken where two columns of forms claim the same one, or a form speaks of a column that it has not.
    """
    found: dict[tuple[str, str], Carried] = {}
    for form in forms:
        for one in _of_form(form):
            other = found.setdefault((one.table, one.name), one)
            if other is not one:
                told = f"{other.form.form_id}.{other.column.name} and {form.form_id}.{one.column.name}"
                raise ContractBroken(f"{one.table}.{one.name} carries both {told}.", "One of them has to say it.")
    return found


def _of_form(form: Form) -> Iterator[Carried]:
    unknown = (form.kept.keys() | form.not_kept.keys()) - {column.name for column in form.columns}
    if unknown:
        raise ContractBroken(f"{form.form_id} has no column '{min(unknown)}' that it could keep.")
    for column in form.columns:
        own = () if form.table is None or column.name in form.not_kept else (Kept(column.name),)
        for kept in form.kept.get(column.name, own):
            table, _, name = kept.column.rpartition(".")
            yield Carried(form, column, kept, table or form.table or "", name)


@cache
def _of_all_forms() -> dict[tuple[str, str], Carried]:
    return carried_columns(FORMS.values())


def find_carried(table: str, column: str) -> Carried | None:
    """What a column of a table carries; None where it carries no column of a form."""
    return _of_all_forms().get((table, column))


def carrying(form_id: str, column_name: str) -> tuple[Carried, ...]:
    """Every column of a table that carries a column of a form."""
    return tuple(
        one for one in _of_all_forms().values() if (one.form.form_id, one.column.name) == (form_id, column_name)
    )


def carried_by(table: str) -> dict[str, Carried]:
    """The columns of a table that carry columns of forms, by name."""
    return {column: one for (key, column), one in _of_all_forms().items() if key == table}


def tables_of_forms() -> frozenset[str]:
    """The tables that carry columns of forms."""
    return frozenset(table for table, _ in _of_all_forms())


def kept_in(form: Form, column: Column) -> str:
    """Where the values of a column of a form are: tables and columns, the rows of an indicator, or why nowhere."""
    places = [f"`{one.table}.{one.name}`" for one in _of_form(form) if one.column == column]
    places += [
        f"`core.observation`, indicator `{measure.indicator_id}`"
        for measure in form.measures
        if any(column.name in (fact.value, fact.same_period) for fact in measure.facts)
    ]
    return ", ".join(places) or form.not_kept.get(column.name, "")
