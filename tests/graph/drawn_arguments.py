"""Arguments drawn from the declarations: filters, orders, pages, groups, and variables in the place of any of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from graph.root import ROOT
from graph.schema import declare_schema
from graph.types.nouns import NOUNS, Noun, value_type
from tests.graph.made_rows import DAYS, INSTANTS, INTEGERS, LONGS, TEXTS, made_rows
from tests.graph.reference_groups import FUNCTIONS, ROUNDED
from warehouse.catalog import load_catalog

LISTS = {relation.target: to_camel_case(name) for name, relation in ROOT.items() if relation.is_many}
NINES = "9" * 20
EDGES: dict[Any, Sequence[Any]] = {
    Decimal: ("0", "-0.0", "12.1", 12.1, 1, "0.000000000001", NINES, f"-{NINES}.{'9' * 12}", "+.5", "5."),
    int: (*INTEGERS, 1.5, "1.50", "-0.5", 2**53),
    date: DAYS,
    datetime: INSTANTS,
    bool: (True, False),
}
GRAINS = ("MONTH", "QUARTER", "HALF", "YEAR")
ADDING = {"sum", "share"}

Choose = Callable[[int, int], int]
"""A number of a range, its ends included: all that chance has to give."""


def has_tree(noun: Noun) -> bool:
    """Whether rows of a noun stand below others of it."""
    parent = noun.relations.get("parent")
    return parent is not None and parent.target == noun.name and not parent.is_many


class Word(str):
    """A word of a vocabulary: written without quotes in a document, as text in JSON."""


@dataclass(frozen=True)
class Variable:
    name: str


@dataclass(frozen=True)
class Cursor:
    """The place of an element in a whole list: the document that tells all its cursors, and which of them."""

    asking: str
    index: int
    token: str


@dataclass(frozen=True)
class Listed:
    """The arguments of a list as they are written, and the columns that its filter holds to one value."""

    text: str
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Grouped:
    """What groups are grouped by: what may be asked of them follows from it."""

    noun: Noun
    columns: tuple[str, ...]
    time: str | None
    pinned: frozenset[str] = frozenset()

    def adding(self, pinned: frozenset[str]) -> list[str]:
        """The columns of which a sum means something, where the filter of the list holds these to one value."""
        given = {*self.columns, *pinned, *(["period"] if self.time == "MONTH" else [])}
        return self._adding_within(given)

    def _adding_within(self, given: Iterable[str]) -> list[str]:
        assert self.noun.grouping is not None
        return [column for column, within in self.noun.grouping.adds_within.items() if set(given).issuperset(within)]

    def columns_of(self, function: str, pinned: frozenset[str]) -> list[str]:
        if function == "share":
            # The whole adds up all groups, whatever each of them has in common.
            return self._adding_within(pinned)
        return self.adding(pinned) if function in ADDING else numbers_of(self.noun)


@cache
def _input_type(type_name: str, field_name: str) -> str:
    return str(_types()[type_name].fields[field_name].type)


@cache
def _types() -> dict[str, Any]:
    return dict(declare_schema()._schema.type_map)


def numbers_of(noun: Noun) -> list[str]:
    """The columns that functions of groups are told of, by their names in Python."""
    found = _types().get(f"{noun.name}RowGroupNumbers")
    shown = {to_camel_case(name): name for name in noun.columns}
    return [shown[name] for name in found.fields] if found else []


@dataclass
class Arguments:
    """Draws arguments, and remembers the variables and cursors that stand in them."""

    choose: Choose
    declared: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    cursors: list[Cursor] = field(default_factory=list)

    # chances

    def one(self, choices: Sequence[Any]) -> Any:
        return choices[self.choose(0, len(choices) - 1)]

    def perhaps(self, percent: int) -> bool:
        return self.choose(0, 99) >= 100 - percent

    def shuffled(self, given: Sequence[str]) -> list[str]:
        left = list(given)
        return [left.pop(self.choose(0, len(left) - 1)) for _ in given]

    # a row and a list

    def key_of(self, root: str) -> str:
        noun = NOUNS[ROOT[root].target]
        if noun.name == "Snapshot":
            return ""
        (key,) = load_catalog().table(noun.table).row_key
        found = [row[key] for row in made_rows()[noun.table]]
        value = self.bound(self.one([*found, "nobody"]), "ID!", 40)
        return f"({to_camel_case(key)}: {self.written(value)})"

    def list_of(self, noun: Noun) -> Listed:
        given: list[str] = []
        order: Any = None
        pinned: frozenset[str] = frozenset()
        if self.perhaps(35):
            order = self._one_or_list([self._order_key(noun) for _ in range(self.choose(0, 3))])
            given.append(f"orderBy: {self.written(self.bound(order, f'[{noun.name}Order!]', 20))}")
        if self.perhaps(45):
            where = self._where(noun, 3)
            pinned = frozenset(_pinned(noun, where))
            given.append(f"where: {self.written(self.bound(where, f'{noun.name}Filter', 25))}")
        written = "" if order is None else f", orderBy: {self.written(order)}"
        asking = f"{{ {LISTS.get(noun.name)}(first: 1000{written}) {{ edges {{ cursor }} }} }}"
        given += self._page(asking if noun.name in LISTS else None)
        given = self.shuffled(given)
        return Listed(f"({', '.join(given)})" if given else "", pinned)

    def _page(self, asking: str | None) -> list[str]:
        """`asking` is the document that tells the cursors of the list, where there is one."""
        given = []
        if self.perhaps(55):
            size = self.one([0, 1, 1, 2, 3, 5, 50, 1000])
            given.append(f"{self.one(['first', 'first', 'last'])}: {self.written(self.bound(size, 'Int', 35))}")
        for name in ("after", "before") if asking else ():
            if self.perhaps(12):
                token = f"@@{len(self.cursors)}@@"
                self.cursors.append(Cursor(asking or "", self.choose(0, 13), token))
                given.append(f"{name}: {self.written(self.bound(token, 'String', 50))}")
        return given

    def _one_or_list(self, given: list[Any]) -> Any:
        """A list of one may be written without its brackets."""
        return given[0] if len(given) == 1 and self.perhaps(50) else given

    def _order_key(self, noun: Noun) -> dict[str, Any]:
        to_one = [name for name, relation in noun.relations.items() if not relation.is_many]
        if to_one and self.perhaps(30):
            name = self.one(to_one)
            key = {to_camel_case(name): Word(self.one(list(NOUNS[noun.relations[name].target].columns)).upper())}
        else:
            key = {"field": Word(self.one(list(noun.columns)).upper())}
        return {**key, **self._direction()}

    def _direction(self) -> dict[str, Any]:
        given = {}
        if self.perhaps(50):
            given["direction"] = Word(self.one(["ASC", "DESC"]))
        if self.perhaps(40):
            given["nulls"] = Word(self.one(["FIRST", "LAST"]))
        return given

    # groups

    def groups_of(self, noun: Noun, pinned: frozenset[str]) -> tuple[str, Grouped]:
        keys = _types()[f"{noun.name}RowGroupBy"].fields
        dates = [name for name, key in keys.items() if str(key.type) == "Grain"]
        time = self.one(GRAINS) if dates and self.perhaps(40) else None
        least = 0 if time else 1
        columns = [self._grouped_column(noun) for _ in range(self.choose(least, self.one([1, 2, 2, 3, 4])))]
        by: list[dict[str, Any]] = [{"field": Word(column.upper())} for column in columns]
        if time:
            by.insert(self.choose(0, len(by)), {self.one(dates): Word(time)})
        grouped = Grouped(noun, tuple(dict.fromkeys(columns)), time, pinned)
        arguments = _types()[f"{noun.name}Connection"].fields["groups"].args
        by = self._one_or_list(by)
        given = [f"by: {self.written(self.bound(by, str(arguments['by'].type), 15))}"]
        # A cursor comes from the list that nothing filters: there nothing is held to one value.
        order = [self._group_order_key(grouped) for _ in range(self.choose(0, 2) if self.perhaps(55) else 0)]
        if order:
            given.append(f"orderBy: {self.written(self.bound(order, str(arguments['orderBy'].type), 15))}")
        if self.perhaps(25):
            having = self._having(grouped)
            given.append(f"having: {self.written(self.bound(having, f'{noun.name}Having', 20))}")
        told = f"by: {self.written(by)}" + (f", orderBy: {self.written(order)}" if order else "")
        asking = f"{{ {LISTS.get(noun.name)} {{ groups(first: 1000, {told}) {{ edges {{ cursor }} }} }} }}"
        can_ask = noun.name in LISTS and not (_has_variable(by) or _has_variable(order))
        given += self._page(asking if can_ask else None)
        return f"({', '.join(self.shuffled(given))})", grouped

    def _grouped_column(self, noun: Noun) -> str:
        """Rather one that has the same value in several rows."""
        rows = made_rows()[noun.table]
        few = [name for name in noun.columns if len({row[name] for row in rows}) <= len(rows) // 2]
        return str(self.one(few if few and self.perhaps(75) else list(noun.columns)))

    def _group_order_key(self, grouped: Grouped) -> dict[str, Any]:
        choices: list[dict[str, Any]] = [{"field": Word(column.upper())} for column in grouped.columns]
        choices += [{"period": True}] if grouped.time else []
        choices += [{"count": True}]
        for function in FUNCTIONS:
            columns = grouped.columns_of(function, frozenset())
            choices += [{function: Word(self.one(columns).upper())}] if columns else []
        return {**self.one(choices), **self._direction()}

    def _having(self, grouped: Grouped) -> dict[str, Any]:
        having: dict[str, Any] = {}
        for _ in range(self.choose(0, 2)):
            # What is rounded otherwise may be had otherwise.
            function = self.one(["count", *(name for name in FUNCTIONS if name not in ROUNDED)])
            columns = grouped.columns_of(function, grouped.pinned) if function != "count" else []
            if function in having or not (columns or function == "count"):
                continue
            if function == "count":
                having[function] = self._condition("NumberFilter", lambda: self.one([0, 1, 1, 2, 3, "1.5"]))
                continue
            column = self.one(columns)
            operand = partial(self._operand, grouped.noun, column)
            having[function] = {
                to_camel_case(column): None if self.perhaps(4) else self._condition("NumberFilter", operand)
            }
        return having

    # filters

    def _where(self, noun: Noun, depth: int) -> dict[str, Any]:
        where: dict[str, Any] = {}
        for _ in range(self.choose(0, 2) if depth < 3 else self.choose(0, 3)):
            kind = self.choose(0, 9)
            if depth and kind >= 8:
                name = self.one(["and", "or", "not", *(["within"] if has_tree(noun) else [])])
                if name in where:
                    continue
                if name in {"not", "within"}:
                    where[name] = self._where(noun, depth - 1)
                else:
                    where[name] = [self._where(noun, depth - 1) for _ in range(self.choose(0, 2))]
            elif depth and kind >= 6 and noun.relations:
                relation_name = self.one(list(noun.relations))
                if to_camel_case(relation_name) in where:
                    continue
                where[to_camel_case(relation_name)] = self._related(noun, relation_name, depth - 1)
            else:
                name = self.one(list(noun.columns))
                if to_camel_case(name) in where:
                    continue
                where[to_camel_case(name)] = None if self.perhaps(4) else self._column_condition(noun, name)
        filter_type = f"{noun.name}Filter"
        return {name: self.bound(value, _input_type(filter_type, name), 6) for name, value in where.items()}

    def _related(self, noun: Noun, name: str, depth: int) -> Any:
        relation = noun.relations[name]
        target = NOUNS[relation.target]
        if not relation.is_many:
            return self._where(target, depth)
        return {
            quantifier: None if self.perhaps(4) else self._where(target, depth)
            for quantifier in ("some", "every", "none")
            if self.perhaps(45)
        }

    def _column_condition(self, noun: Noun, name: str) -> dict[str, Any]:
        filter_type = _input_type(f"{noun.name}Filter", to_camel_case(name))
        return self._condition(filter_type, lambda: self._operand(noun, name))

    def _condition(self, filter_type: str, operand: Callable[[], Any]) -> dict[str, Any]:
        operators = _types()[filter_type].fields
        condition: dict[str, Any] = {}
        for _ in range(self.choose(0, 2) if self.perhaps(30) else 1):
            operator = self.one(list(operators))
            if operator in condition:
                continue
            kind = str(operators[operator].type)
            if operator == "isNull":
                value: Any = self.perhaps(50)
            elif kind.startswith("["):
                length = self.one([0, 1, 1, 2, 3, 5, 17, 20])
                value = [operand() for _ in range(min(length, 3))] * (1 if length < 17 else 7)
                value = self._one_or_list(value[:length])
            elif operator in {"contains", "startsWith"}:
                text = operand()
                start = self.choose(0, 2) if operator == "contains" else 0
                value = text[start : start + self.choose(0, 2)]
                value = value.swapcase() if self.perhaps(20) else value
            else:
                value = operand()
            condition[operator] = self.bound(value, kind, 15)
        return condition

    def _operand(self, noun: Noun, name: str) -> Any:
        """A value of the column, or one at its edges."""
        if name in noun.words:
            return Word(self.one([word for _, word in noun.words[name]]))
        kind = value_type(noun.columns[name])
        found = [row[name] for row in made_rows()[noun.table] if row[name] is not None]
        edges = EDGES.get(kind, LONGS if found and isinstance(found[0], int) else TEXTS)
        chosen = self.one(found) if found and self.perhaps(70) else self.one(edges)
        return self._sent(chosen)

    def _sent(self, value: Any) -> Any:
        """A value as a client sends it."""
        if isinstance(value, Decimal):
            # The last is no value of the column, and would be one if it were rounded.
            # The largest with a little more would have a digit more than the schema takes.
            finer = value + Decimal("1e-12") if abs(value) < 10**15 else value
            return self.one([f"{value:f}", f"{value:f}", f"{value:.12f}", f"{finer:.12f}"])
        if isinstance(value, datetime):
            return value.isoformat() + self.one(["", "Z", "+00:00"])
        return value.isoformat() if isinstance(value, date) else value

    # variables

    def bound(self, value: Any, kind: str, percent: int) -> Any:
        """The value itself, or a variable of that type in its place."""
        if _has_variable(value) or not self.perhaps(percent):
            return value
        name = f"v{len(self.declared)}"
        way = self.choose(0, 5)
        is_required = kind.endswith("!")
        if way == 5 and value is not None:
            # A default is a literal, and stands where nothing is sent.
            self.declared[name] = f"{kind.removesuffix('!')} = {self.written(value)}"
        elif way == 4 and value is not None and not is_required:
            self.declared[name] = f"{kind}!"
            self.values[name] = value
        elif way == 3 and not is_required and kind in {"Int"}:
            self.declared[name] = kind
            if self.perhaps(50):
                self.values[name] = None
        else:
            self.declared[name] = kind
            self.values[name] = value
        return Variable(name)

    def written(self, value: Any) -> str:
        """A value as a literal of GraphQL."""
        if isinstance(value, Variable):
            return f"${value.name}"
        if isinstance(value, Word):
            return str(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name}: {self.written(part)}" for name, part in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.written(part) for part in value) + "]"
        return json.dumps(value, ensure_ascii=False)


def _pinned(noun: Noun, where: dict[str, Any]) -> Iterator[str]:
    for name in noun.columns:
        condition = where.get(to_camel_case(name))
        if isinstance(condition, dict) and "eq" in condition:
            yield name


def _has_variable(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_variable(part) for part in value.values())
    if isinstance(value, list):
        return any(_has_variable(part) for part in value)
    return isinstance(value, Variable)
