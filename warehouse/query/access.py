"""Which rows, columns and groups of a table a role may read: checked before planning, and carried by the plan.

A plan holds Admitted tables, not names. Only Access makes them and everything reachable from them: related rows, link
tables, rollups, groups. So a plan cannot name a table whose access was not checked, and its SQL is written from the
admitted parts (predicates.rows_of). policy.py reads the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from warehouse.catalog.catalog import Catalog, Table, TableColumn
from warehouse.catalog.relations import Link, Reference, Relation, find_reference, find_relation
from warehouse.catalog.rollups import Rollup
from warehouse.errors import AccessDenied, ContractBroken
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, OrderBy, Predicate, Reaching, Related, Within

_SEAL = object()
_HINT = "It is closed to your role."


@dataclass(frozen=True)
class GroupRule:
    """Which rows may be aggregated into groups, by which columns and functions.

    A group of fewer than `least` rows, or distinct values of `counted`, is omitted as if it had no rows. `functions`
    are the aggregate functions allowed; None for all.
    """

    columns: frozenset[str]
    rows: Predicate | None = None
    least: int = 1
    counted: str | None = None
    functions: frozenset[str] | None = None


@dataclass(frozen=True)
class Rule:
    """What one role may read of a table: columns, rows (`rows` is their condition; None: all), groups (None: none)."""

    columns: frozenset[str]
    rows: Predicate | None = None
    groups: GroupRule | None = None


@dataclass(frozen=True, repr=False)
class Admitted:
    """A table as one role may read it. Made by Access alone.

    Every column in use, shown or not, is obtained through `column`, every related table through `target` and `link`;
    they raise AccessDenied. `telling` is set where the rows are groups.
    """

    contract: Table
    readable: frozenset[str]
    rows: Predicate | None
    groups: GroupRule | None
    access: Access
    read_from: str
    telling: GroupRule | None = None
    seal: object = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.seal is not _SEAL:
            raise TypeError("Use Access.table to admit a table.")

    def __repr__(self) -> str:
        return f"{self.key} as {self.access.role}"

    @property
    def key(self) -> str:
        """`core.enterprise`."""
        return self.contract.key

    @property
    def name(self) -> str:
        """`enterprise`."""
        return self.contract.name

    @property
    def row_key(self) -> tuple[str, ...]:
        return self.contract.row_key

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns that may be read."""
        return tuple(column for column in self.contract.columns if column.name in self.readable)

    @property
    def is_whole(self) -> bool:
        """Whether all of it may be read."""
        return self.rows is None and len(self.columns) == len(self.contract.columns)

    def column(self, name: str) -> TableColumn:
        """A readable column. Raises AccessDenied, and UnknownName where the table has none of that name."""
        column = self.contract.column(name)
        if name not in self.readable:
            raise AccessDenied(f"'{name}' of {self.key} may not be read.", _HINT)
        return column

    def relation(self, name: str) -> Relation:
        """A relation whose tables and join columns may be read."""
        relation = find_relation(self.key, name)
        self.column(relation.source_column)
        self.access.table(relation.target).column(relation.target_column)
        if relation.link is not None:
            link = self.access.table(relation.link.table)
            link.column(relation.link.source_column)
            link.column(relation.link.target_column)
        return relation

    def target(self, relation: str) -> Admitted:
        """The table that a relation leads to."""
        return self.access.table(self.relation(relation).target)

    def reference(self, name: str) -> Reference:
        """A reference whose columns may be read. Raises AccessDenied."""
        reference = find_reference(self.key, name)
        self.column(reference.type_column)
        self.column(reference.key_column)
        return reference

    def referred(self, reference: str, word: str) -> Admitted:
        """The table that a reference leads to where it says `word`."""
        target, key_column = self.reference(reference).targets[word]
        table = self.access.table(target)
        table.column(key_column)
        return table

    def link(self, link: Link) -> Admitted:
        """The link table of a relation."""
        return self.access.table(link.table)

    def for_groups(self) -> Admitted:
        """The table with what groups of its rows may show. Raises AccessDenied."""
        if self.groups is None:
            raise AccessDenied(f"Groups of {self.key} may not be read.", _HINT)
        return replace(self, readable=self.groups.columns, rows=self.groups.rows, groups=None, telling=self.groups)

    def check_function(self, function: str) -> None:
        """Raises AccessDenied where groups may not use this function."""
        if self.telling is None:
            raise AccessDenied(f"Groups of {self.key} may not be read.", _HINT)
        if self.telling.functions is not None and function not in self.telling.functions:
            raise AccessDenied(f"'{function}' of groups of {self.key} may not be read.", _HINT)

    def grouped(self, columns: tuple[TableColumn, ...], row_key: tuple[str, ...]) -> Admitted:
        """The groups as a table, named as their base, so that relations start from group keys as well."""
        contract = replace(self.contract, columns=columns, row_key=row_key)
        return replace(self, contract=contract, readable=frozenset(column.name for column in columns), rows=None)

    def rolled(self, rollup: Rollup) -> Admitted | None:
        """The same rows read from a rollup; None where the rollup is closed to the role."""
        if not self.access.reads_whole(rollup.table):
            return None
        return replace(self, read_from=rollup.table)

    def definer(self) -> Admitted:
        """The table with everything open: for the condition in `rows` of a rule alone."""
        return self.access.definer.table(self.key)


class Access:
    """What one role may read, table by table. A table without a rule is closed."""

    def __init__(self, role: str, catalog: Catalog, rules: Mapping[str, Rule]) -> None:
        self.role = role
        self._catalog = catalog
        self._rules = rules

    def table(self, key: str) -> Admitted:
        """The table as the role may read it. Raises AccessDenied, and UnknownName for an unknown key."""
        table = self._catalog.table(key)
        rule = self._rules.get(key)
        if rule is None:
            raise AccessDenied(f"{key} may not be read.", _HINT)
        return Admitted(table, rule.columns, rule.rows, rule.groups, self, key, seal=_SEAL)

    def reads_whole(self, key: str) -> bool:
        """Whether all rows and columns of a table are open."""
        return key in self._rules and self.table(key).is_whole

    def reads_in_part(self, key: str) -> bool:
        """Whether some rows or columns of a table are open, and others are not."""
        return key in self._rules and not self.table(key).is_whole

    @cached_property
    def definer(self) -> Access:
        """Full access, for the conditions of rules."""
        return unrestricted(self._catalog)


def unrestricted(catalog: Catalog) -> Access:
    """Access to everything: for conditions of rules, and for tests that are not about access."""
    rules = {
        key: Rule(names := frozenset(column.name for column in table.columns), groups=GroupRule(names))
        for key, table in catalog.tables.items()
    }
    return Access("definer", catalog, rules)


def check_readable(table: Admitted, where: Predicate | None, order_by: tuple[OrderBy, ...] = ()) -> None:
    """Raises AccessDenied where a condition or an order uses a column that may not be read: the visible rows would
    reveal it."""
    for _ in _columns_looked_at(table, where):
        pass
    for key in order_by:
        (table if key.relation is None else table.target(key.relation)).column(key.column)


def _columns_looked_at(table: Admitted, where: Predicate | None) -> Iterator[TableColumn]:
    match where:
        case Comparison(column):
            yield table.column(column)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _columns_looked_at(table, part)
        case Negation(part):
            yield from _columns_looked_at(table, part)
        case Related(relation, part) | Within(relation, part) | Reaching(relation, part):
            yield from _columns_looked_at(table.target(relation), part)


def check_choice(parent: Admitted, reference: str, word: str, table: Admitted) -> None:
    """Raises ContractBroken where the table of a plan is not the target of the reference, or not admitted to the same
    role."""
    target = parent.referred(reference, word)
    if (target.key, target.access) != (table.key, table.access):
        raise ContractBroken(f"A plan reads {table!r} where '{word}' of {parent!r} leads to {target!r}.")


def check_child(parent: Admitted, relation: str, table: Admitted) -> None:
    """Raises ContractBroken where the table of a plan is not the target of the relation, or not admitted to the same
    role."""
    target = parent.target(relation)
    if (target.key, target.access) != (table.key, table.access):
        raise ContractBroken(f"A plan reads {table!r} where '{relation}' of {parent!r} leads to {target!r}.")
