"""Reads the access rules in the tables' folders into Rules by table and role.

`-- access: public` in the head of table.sql opens all rows, columns and groups to everybody, `-- access: closed` closes
the table on purpose. A table that restricts rows, columns or groups has `access.toml` instead:

    [public]
    rows = "all"
    groups = "seen"
    columns = ["enterprise_id", "name_zh"]

A role without a section has the rights of `public`; a table without a rule, and a column in no list, is closed. `rows`
is "all", "none" or a condition in the words of a filter: { region_code = { eq = "$region" } }, where $region is an
attribute of the caller. `groups` is "none", "seen" (of the readable rows and columns) or a section with `rows`,
`columns`, `least`, `counted` and `functions`. docs/decisions/0006 gives the reasons.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from warehouse.catalog.catalog import Catalog, Table, load_catalog
from warehouse.catalog.relations import load_relations
from warehouse.catalog.sql import TABLES_FOLDER
from warehouse.errors import AccessDenied, ContractBroken, WarehouseError
from warehouse.query.access import Access, GroupRule, Rule, check_readable, unrestricted
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate, Related
from warehouse.query.values import CALLER, Derived

PUBLIC = "public"
CLASSES = frozenset({PUBLIC, "closed"})
"""What the line `-- access: <class>` may say."""

OPERATORS = frozenset({"eq", "ne", "in", "not_in", "lt", "lte", "gt", "gte", "is_null"})

SUMMING = frozenset({"count", "sum", "mean", "share"})
"""Functions allowed where a group needs several rows, unless the rule says otherwise: none of them reveals the value of
a single row, as a minimum or a median does."""


class Policy:
    """Every rule, by table and role."""

    def __init__(self, catalog: Catalog, rules: Mapping[str, Mapping[str, Rule | None]]) -> None:
        self._catalog = catalog
        self.rules = rules
        self._made: dict[str, Access] = {}

    def access(self, role: str) -> Access:
        """What that role may read; without rules of its own it has those of `public`."""
        if role not in self._made:
            of_role = {key: found for key, by_role in self.rules.items() if (found := _of(by_role, role))}
            self._made.setdefault(role, Access(role, self._catalog, of_role))
        return self._made[role]

    def with_rules(self, role: str, rules: Mapping[str, Rule | None]) -> Policy:
        """The policy with other rules of one role; None closes a table to it."""
        changed = {
            key: {**by_role, role: rules[key]} if key in rules else by_role for key, by_role in self.rules.items()
        }
        return Policy(self._catalog, changed)


def _of(by_role: Mapping[str, Rule | None], role: str) -> Rule | None:
    return by_role[role] if role in by_role else by_role.get(PUBLIC)


@cache
def load_policy() -> Policy:
    """The rules of the shipped tables. Raises ContractBroken with the file at fault."""
    catalog = load_catalog()
    return Policy(catalog, {key: read_rules(catalog, table) for key, table in catalog.tables.items()})


def rules_path(table: Table) -> Path:
    """The file with the rules of a table."""
    return TABLES_FOLDER / table.layer / table.name / "access.toml"


def read_rules(catalog: Catalog, table: Table, path: Path | None = None) -> Mapping[str, Rule]:
    """The rules of a table by role; none where it is closed or has no rule. Raises ContractBroken for a line with an
    unknown class, for a table with both line and file, and for an invalid file."""
    path = path or rules_path(table)
    if table.access_class not in CLASSES | {None}:
        raise ContractBroken(
            f"{table.key}: table.sql, '-- access: {table.access_class}' is none of {', '.join(sorted(CLASSES))}."
        )
    if not path.exists():
        columns = frozenset(column.name for column in table.columns)
        return {PUBLIC: Rule(columns, groups=GroupRule(columns))} if table.access_class == PUBLIC else {}
    if table.access_class is not None:
        raise _broken(table, "its table.sql has a line '-- access:' as well; one of them has to go")
    try:
        sections = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise _broken(table, f"it is no TOML: {error}") from error
    return {role: _Reading(catalog, table, role).rule(section) for role, section in sections.items()}


class _Reading:
    """Reads one section of a file."""

    def __init__(self, catalog: Catalog, table: Table, role: str) -> None:
        self._catalog = catalog
        self._table = table
        self._role = role

    def rule(self, section: Any) -> Rule:
        if not isinstance(section, dict):
            raise self._broken("a role is a section with rows and columns")
        self._check_words(section, {"rows", "columns", "groups"})
        rule = Rule(self._columns(section), self._rows(section))
        missing = set(self._table.row_key) - rule.columns
        if missing:
            raise self._broken(f"the key of a row tells rows apart and cannot be closed: {', '.join(sorted(missing))}")
        return replace(rule, groups=self._groups(section.get("groups", "none"), rule))

    def _groups(self, told: Any, rule: Rule) -> GroupRule | None:
        if told == "none":
            return None
        if told == "seen":
            return GroupRule(rule.columns, rule.rows)
        if not isinstance(told, dict):
            raise self._broken('\'groups\' is "none", "seen" or a section')
        self._check_words(told, {"rows", "columns", "least", "counted", "functions"})
        least, counted = told.get("least", 1), told.get("counted")
        if not isinstance(least, int) or isinstance(least, bool) or least < 1:
            raise self._broken("'least' is a number of rows from 1 on")
        columns = self._columns(told)
        if counted is not None and counted not in columns:
            raise self._broken(f"'counted' names '{counted}', which is none of the columns of its groups")
        functions = told.get("functions")
        selected = SUMMING if functions is None and least > 1 else functions and frozenset(functions)
        return GroupRule(columns, self._rows(told), least, counted, selected)

    def _columns(self, section: Mapping[str, Any]) -> frozenset[str]:
        columns = section.get("columns")
        if not isinstance(columns, list):
            raise self._broken("'columns' lists the columns that may be read")
        unknown = set(columns) - {column.name for column in self._table.columns}
        if unknown:
            raise self._broken(f"there is no column {', '.join(sorted(map(str, unknown)))}")
        return frozenset(columns)

    def _rows(self, section: Mapping[str, Any]) -> Predicate | None:
        rows = section.get("rows")
        if rows == "all":
            return None
        if rows == "none":
            return AnyOf(())
        if not isinstance(rows, dict) or not rows:
            raise self._broken('\'rows\' is "all", "none" or a condition')
        predicate = self._condition(self._table.key, rows)
        try:
            check_readable(unrestricted(self._catalog).table(self._table.key), predicate)
        except WarehouseError as error:
            raise self._broken(str(error)) from error
        return predicate

    def _condition(self, table: str, told: Any) -> Predicate:
        if not isinstance(told, dict) or not told:
            raise self._broken("a condition is a table with names in it")
        parts: list[Predicate] = []
        for name, inner in told.items():
            if name in {"and", "or"}:
                several = tuple(self._condition(table, part) for part in inner)
                parts.append(AllOf(several) if name == "and" else AnyOf(several))
            elif name == "not":
                parts.append(Negation(self._condition(table, inner)))
            elif (table, name) in load_relations():
                parts.append(self._related(table, name, inner))
            else:
                parts += self._comparisons(name, inner)
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _related(self, table: str, name: str, inner: Any) -> Predicate:
        relation = load_relations()[table, name]
        if not relation.is_many:
            return Related(name, self._condition(relation.target, inner))
        if not isinstance(inner, dict) or len(inner) != 1 or not inner.keys() <= {"some", "none", "every"}:
            raise self._broken(f"'{name}' leads to many rows: say some, none or every")
        ((quantifier, part),) = inner.items()
        met = self._condition(relation.target, part)
        if quantifier == "every":
            return Negation(Related(name, Negation(met)))
        return Related(name, met) if quantifier == "some" else Negation(Related(name, met))

    def _comparisons(self, column: str, inner: Any) -> list[Predicate]:
        if not isinstance(inner, dict):
            raise self._broken(f"'{column}' is compared with an operator: {{ eq = … }}")
        self._check_words(inner, OPERATORS)
        return [Comparison(column, operator, self._value(operator, value)) for operator, value in inner.items()]

    def _value(self, operator: str, value: Any) -> object:
        if isinstance(value, str) and value.startswith("$"):
            return Derived(CALLER, partial(_attribute, value[1:], operator in {"in", "not_in"}))
        return tuple(value) if isinstance(value, list) else value

    def _check_words(self, given: Mapping[str, Any], known: set[str] | frozenset[str]) -> None:
        unknown = sorted(set(given) - known)
        if unknown:
            raise self._broken(f"'{unknown[0]}' is none of {', '.join(sorted(known))}")

    def _broken(self, why: str) -> ContractBroken:
        return _broken(self._table, f"[{self._role}]: {why}")


def _broken(table: Table, why: str) -> ContractBroken:
    return ContractBroken(f"{table.key}: access.toml, {why}.")


def _attribute(name: str, is_list: bool, attributes: Mapping[str, Any]) -> object:
    """An attribute of the caller. Without it nothing is admitted, however the condition treats a missing value."""
    value = attributes.get(name)
    if value is None or isinstance(value, str) is is_list:
        raise AccessDenied(f"Your identity does not say your {name}.", "It decides which rows you may see.")
    return list(value) if is_list else value
