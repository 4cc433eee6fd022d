"""Arguments drawn from the declarations: filters, orders, pages, groups, and variables in the place of any of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from graph.declare.nouns import NOUNS, Noun, value_type
from graph.schema import declare_schema
from graph.types.query import ROOT
from tests.graph.made_rows import DAYS, INSTANTS, INTEGERS, LONGS, TEXTS, made_rows
from tests.graph.reference_functions import ARGUMENTS, FUNCTIONS, ROUNDED
from tests.graph.reference_pages import opaque, written
from warehouse.catalog.catalog import load_catalog

LISTS = {relation.target: to_camel_case(name) for name, relation in ROOT.items() if relation.is_many}
NINES = "9" * 20
EDGES: dict[Any, Sequence[Any]] = {
    Decimal: ("0", "-0.0", "12.1", 12.1, 1, "0.000000000001", NINES, f"-{NINES}.{'9' * 12}", "+.5", "5."),
    int: (*INTEGERS, -1, 7),
    date: DAYS,
    datetime: INSTANTS,
    bool: (True, False),
}
GRAINS = ("MONTH", "QUARTER", "HALF", "YEAR", "YTD")
ADDITIVE_FUNCTIONS = {"sum", "share", "hhi"}
PARTS = (0, 0.1, "0.25", 0.5, "0.9", 1)
NEAR_DAYS = ("2015-11-30", "2016-01-01", "2016-01-31", "2016-02-29", "2016-03-01", "2016-03-31", "2016-06-30")
"""A range of which shows periods that have no rows, and not too many of them."""

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
    """The arguments of a list as they are written, the columns that its filter holds to one value, and the one of
    which it gives a range, with that."""

    text: str
    pinned: frozenset[str] = frozenset()
    ranged: str | None = None
    near: str | None = None


@dataclass(frozen=True)
class Grouped:
    """What groups are grouped by: what may be asked of them follows from it.

    `related` are the keys that are columns of other rows, by relation. `is_across` says that some group holds the rows
    of several, `has_levels` that these are subtotals; `holders` are what concentration is told across.
    """

    noun: Noun
    columns: tuple[str, ...]
    related: Mapping[str, tuple[str, ...]]
    time: str | None
    pinned: frozenset[str] = frozenset()
    has_levels: bool = False
    is_across: bool = False
    holders: tuple[str, ...] = ()

    def adding(self, pinned: frozenset[str]) -> list[str]:
        """The columns of which a sum means something, where the filter of the list holds these to one value."""
        given = {*self.columns, *pinned, *(["period"] if self.time == "MONTH" else [])}
        return self._adding_within(pinned if self.is_across else given)

    def _adding_within(self, given: Iterable[str]) -> list[str]:
        assert self.noun.grouping is not None
        return [column for column, within in self.noun.grouping.adds_within.items() if set(given).issuperset(within)]

    def columns_of(self, function: str, pinned: frozenset[str]) -> list[str]:
        if function == "share":
            # The whole adds up all groups, whatever each of them has in common.
            return self._adding_within(pinned)
        return self.adding(pinned) if function in ADDITIVE_FUNCTIONS else numbers_of(self.noun)


@cache
def _input_type(type_name: str, field_name: str) -> str:
    return str(schema_types()[type_name].fields[field_name].type)


@cache
def schema_types() -> dict[str, Any]:
    return dict(declare_schema()._schema.type_map)


def _dates(noun: Noun) -> list[str]:
    """The columns that are dates, by their names in Python."""
    return [name for name, hint in noun.columns.items() if value_type(hint) is date]


def numbers_of(noun: Noun) -> list[str]:
    """The columns that functions of groups are told of, by their names in Python."""
    found = schema_types().get(f"{noun.name}RowGroupNumbers")
    shown = {to_camel_case(name): name for name in noun.columns}
    return [shown[name] for name in found.fields] if found else []


@dataclass
class Arguments:
    """Draws arguments, and remembers the variables and cursors that stand in them."""

    choose: Choose
    declared: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    cursors: list[Cursor] = field(default_factory=list)
    kinds: tuple[str, ...] = ()
    """The types that ids are drawn of."""

    # chances

    def one(self, choices: Sequence[Any]) -> Any:
        return choices[self.choose(0, len(choices) - 1)]

    def perhaps(self, percent: int) -> bool:
        return self.choose(0, 99) >= 100 - percent

    def shuffled(self, given: Sequence[str]) -> list[str]:
        left = list(given)
        return [left.pop(self.choose(0, len(left) - 1)) for _ in given]

    # a row and a list

    def id_of(self) -> str:
        """An id: of any row of any type, seldom of none and hardly ever a text that is no id at all."""
        if self.perhaps(2):
            return str(self.one(["", "E001", opaque(["Nothing", "a"]), opaque(["Enterprise"]), "Wy"]))
        noun = NOUNS[self.one(self.kinds)]
        key = load_catalog().table(noun.table).row_key
        row = self.one(made_rows()[noun.table])
        parts = [written(row[name]) for name in key]
        if self.perhaps(10) and isinstance(row[key[0]], str):
            parts[0] = self.one(["nobody", "A", "a"])
        return opaque([noun.name, *parts])

    def unit_of(self, noun: Noun, column: str) -> str:
        """The argument `unit` of a quantity."""
        kind = schema_types()[noun.name].fields[to_camel_case(column)].args["unit"].type
        value = None if self.perhaps(5) else Word(self.one(list(kind.values)))
        return f"(unit: {self.written(self.bound(value, str(kind), 30))})"

    def lang(self) -> str:
        """The argument `lang` of a text."""
        value = None if self.perhaps(5) else Word(self.one(["ZH", "EN"]))
        return f"(lang: {self.written(self.bound(value, 'Lang', 30))})"

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
            order = self.one_or_list([self._order_key(noun) for _ in range(self.choose(0, 3))])
            given.append(f"orderBy: {self.written(self.bound(order, f'[{noun.name}Order!]', 20))}")
        ranged = self.one(_dates(noun)) if _dates(noun) and self.perhaps(20) else None
        near: str | None = None
        if ranged or self.perhaps(45):
            where = self._where(noun, 3)
            if ranged and to_camel_case(ranged) not in where:
                where[to_camel_case(ranged)] = self._near_range()
                near = self.written({to_camel_case(ranged): where[to_camel_case(ranged)]})
            pinned = frozenset(_pinned(noun, where))
            given.append(f"where: {self.written(self.bound(where, f'{noun.name}Filter', 25))}")
        written = "" if order is None else f", orderBy: {self.written(order)}"
        asking = f"{{ {LISTS.get(noun.name)}(first: 1000{written}) {{ edges {{ cursor }} }} }}"
        given += self._page(asking if noun.name in LISTS else None)
        given = self.shuffled(given)
        return Listed(f"({', '.join(given)})" if given else "", pinned, ranged, near)

    def _near_range(self) -> dict[str, Any]:
        one, other = (self.choose(0, len(NEAR_DAYS) - 1) for _ in range(2))
        ends = {
            self.one(["gte", "gt"]): NEAR_DAYS[min(one, other)],
            self.one(["lte", "lt"]): NEAR_DAYS[max(one, other)],
        }
        return {operator: self.bound(day, "Date", 15) for operator, day in ends.items()}

    def _page(self, asking: str | None, cursors: int = 12) -> list[str]:
        """`asking` is the document that tells the cursors of the list, where there is one."""
        given = []
        if self.perhaps(55):
            size = self.one([0, 1, 1, 2, 3, 5, 50, 1000])
            given.append(f"{self.one(['first', 'first', 'last'])}: {self.written(self.bound(size, 'Int', 35))}")
        for name in ("after", "before") if asking else ():
            if self.perhaps(cursors):
                token = f"@@{len(self.cursors)}@@"
                self.cursors.append(Cursor(asking or "", self.choose(0, 13), token))
                given.append(f"{name}: {self.written(self.bound(token, 'String', 50))}")
        return given

    def one_or_list(self, given: list[Any]) -> Any:
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

    def groups_of(self, noun: Noun, listed: Listed) -> tuple[str, Grouped]:
        dates = _dates(noun)
        time = self.one(GRAINS) if dates and self.perhaps(70 if listed.ranged else 40) else None
        date_column = listed.ranged if listed.ranged and self.perhaps(80) else self.one(dates) if time else None
        given, more = self._more_groups(time, date_column == listed.ranged)
        keys = [self._group_key(noun) for _ in range(self.choose(0 if time else 1, self.one([1, 2, 2, 3, 4])))]
        columns = tuple(dict.fromkeys(column for relation, column in keys if relation is None))
        if more == "subtotals":
            # What such a key tells of a level that has one of both is left to test_group_levels.py.
            keys = [key for key in keys if key[0] is None or noun.source_column(key[0]) not in columns]
        by: list[dict[str, Any]] = [
            {"field" if relation is None else to_camel_case(relation): Word(column.upper())}
            for relation, column in keys
        ]
        if time:
            by.insert(self.choose(0, len(by)), {to_camel_case(str(date_column)): Word(time)})
        related: dict[str, tuple[str, ...]] = {}
        for relation, column in keys:
            if relation is not None:
                related[relation] = tuple(dict.fromkeys((*related.get(relation, ()), column)))
        grouped = Grouped(
            noun,
            columns,
            related,
            time,
            listed.pinned,
            more == "subtotals",
            more in {"subtotals", "top"},
            tuple(self._grouped_column(noun) for _ in range(2)),
        )
        arguments = schema_types()[f"{noun.name}Connection"].fields["groups"].args
        by = self.one_or_list(by)
        given += [f"by: {self.written(self.bound(by, str(arguments['by'].type), 15))}"]
        # A cursor comes from the list that nothing filters: there nothing is held to one value.
        order = self._group_order(grouped, most=2) if self.perhaps(55) else []
        if order:
            given.append(f"orderBy: {self.written(self.bound(order, str(arguments['orderBy'].type), 15))}")
        told = f"by: {self.written(by)}" + (f", orderBy: {self.written(order)}" if order else "")
        told += "".join(f", {argument}" for argument in given if argument.startswith(("top:", "subtotals:")))
        if self.perhaps(25):
            having = self._having(grouped)
            given.append(f"having: {self.written(self.bound(having, f'{noun.name}Having', 20))}")
        fills = next((argument for argument in given if argument.startswith("emptyPeriods")), None)
        where = ""
        if fills is not None:
            # What is shown of the range of all rows may be too long.
            where = f"(where: {listed.near})" if listed.near and date_column == listed.ranged else "$"
            told += f", {fills}"
        asking = f"{{ {LISTS.get(noun.name)}{where} {{ groups(first: 1000, {told}) {{ edges {{ cursor }} }} }} }}"
        # A number may be too large to be told.
        is_sure = not any("weightedMean" in text for text in (told, *given))
        can_ask = noun.name in LISTS and "$" not in told + where and is_sure
        given += self._page(asking if can_ask else None, 12 if fills is None else 40)
        return f"({', '.join(self.shuffled(given))})", grouped

    def _more_groups(self, time: str | None, is_ranged: bool) -> tuple[list[str], str]:
        """Arguments that bring other groups than those of the keys, and which ones these are."""
        given = []
        fills = time is not None and self.perhaps(60 if is_ranged else 4)
        if fills:
            given.append(f"emptyPeriods: {self.written(self.bound(True, 'Boolean', 20))}")
        choices = [""] * 5 + (["subtotals"] * 2 if time != "YTD" else [])
        chosen = self.one(choices + (["top"] * 2 if time != "YTD" and not fills else []))
        if chosen == "top":
            given.append(f"top: {self.written(self.bound(self.one([1, 1, 2, 3, 5, 9]), 'Int!', 25))}")
        elif chosen == "subtotals":
            given.append("subtotals: true")
        return given, str(chosen)

    def _group_key(self, noun: Noun) -> tuple[str | None, str]:
        to_one = [name for name, relation in noun.relations.items() if not relation.is_many]
        if to_one and self.perhaps(30):
            relation = self.one(to_one)
            return relation, self._grouped_column(NOUNS[noun.relations[relation].target])
        return None, self._grouped_column(noun)

    def _grouped_column(self, noun: Noun) -> str:
        """Rather one that has the same value in several rows."""
        rows = made_rows()[noun.table]
        few = [name for name in noun.columns if len({row[name] for row in rows}) <= len(rows) // 2]
        return str(self.one(few if few and self.perhaps(75) else list(noun.columns)))

    def argument_of(self, function: str, grouped: Grouped) -> tuple[str, Any, str]:
        """What a function needs beside the column: its name, a value, the type of that."""
        noun = grouped.noun.name
        if function == "weightedMean":
            return "weight", Word(self.one(numbers_of(grouped.noun)).upper()), f"{noun}NumberField!"
        if function == "hhi":
            return "across", Word(self.one(grouped.holders).upper()), f"{noun}OrderField!"
        return "at", self.one(PARTS), "Decimal!"

    def _group_order(self, grouped: Grouped, most: int) -> list[dict[str, Any]]:
        # Where what is rounded otherwise decides which groups come first, it may decide otherwise.
        functions = [name for name in FUNCTIONS if name not in ROUNDED or not grouped.is_across]
        choices: list[dict[str, Any]] = [{"field": Word(column.upper())} for column in grouped.columns]
        choices += [
            {to_camel_case(relation): Word(column.upper())}
            for relation, columns in grouped.related.items()
            for column in columns
        ]
        choices += [{"period": True}] if grouped.time else []
        choices += [{"level": True}] if grouped.has_levels else []
        choices += [{"count": True}]
        for function in functions:
            columns = grouped.columns_of(function, frozenset())
            key: dict[str, Any] = {function: Word(self.one(columns).upper())} if columns else {}
            if key and function in ARGUMENTS:
                name, value, _kind = self.argument_of(function, grouped)
                key[name] = value
            choices += [key] if key else []
        order: list[dict[str, Any]] = []
        for _ in range(self.choose(0, most)):
            key = self.one(choices)
            # Two quantiles of one part are two keys where variables tell the part.
            if not any("at" in one for one in (key, *order)) or not order:
                order.append({**key, **self._direction()})
        return order

    def _having(self, grouped: Grouped) -> dict[str, Any]:
        having: dict[str, Any] = {}
        small = partial(self.one, [0, 1, 1, 2, 3])
        for _ in range(self.choose(0, 2)):
            # What is rounded otherwise may be had otherwise.
            levels = ["level", "level"] if grouped.has_levels else []
            functions = [name for name in FUNCTIONS if name not in ROUNDED]
            function = self.one(["count", *levels, "key", "key", "key", *functions])
            if function in having:
                continue
            if function in {"count", "level"}:
                having[function] = self._condition("IntFilter", small)
            elif function == "key":
                having[function] = self._key_where(grouped, 2)
            elif columns := grouped.columns_of(function, grouped.pinned):
                column = self.one(columns)
                operand = partial(self._operand, grouped.noun, column)
                having[function] = {
                    to_camel_case(column): None if self.perhaps(4) else self._condition("NumberFilter", operand)
                }
                if function in ARGUMENTS:
                    name, value, _kind = self.argument_of(function, grouped)
                    having[name] = value
        return having

    def _key_where(self, grouped: Grouped, depth: int) -> dict[str, Any]:
        """A filter on what is grouped by alone."""
        noun, where = grouped.noun, {}
        for _ in range(self.choose(0, 2)):
            kind = self.choose(0, 9)
            if depth and kind >= 8:
                name = self.one(["and", "or", "not"])
                if name in where:
                    continue
                parts = [self._key_where(grouped, depth - 1) for _ in range(self.choose(1, 2))]
                where[name] = parts[0] if name == "not" else parts
            elif kind >= 5 and grouped.related:
                relation = self.one(list(grouped.related))
                if to_camel_case(relation) in where:
                    continue
                target = NOUNS[noun.relations[relation].target]
                column = self.one(grouped.related[relation])
                where[to_camel_case(relation)] = {to_camel_case(column): self._column_condition(target, column)}
            elif grouped.columns:
                column = self.one(grouped.columns)
                if to_camel_case(column) in where:
                    continue
                where[to_camel_case(column)] = self._column_condition(noun, column)
        return where

    # filters

    def _where(self, noun: Noun, depth: int) -> dict[str, Any]:
        where: dict[str, Any] = {}
        for _ in range(self.choose(0, 2) if depth < 3 else self.choose(0, 3)):
            kind = self.choose(0, 9)
            if depth and kind >= 8:
                deep = [to_camel_case(key) for key in noun.reaching]
                name = self.one(["and", "or", "not", *(["within"] if has_tree(noun) else []), *deep])
                if name in where:
                    continue
                if name in {"not", "within", *deep}:
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
        operators = schema_types()[filter_type].fields
        condition: dict[str, Any] = {}
        for _ in range(self.choose(0, 2) if self.perhaps(30) else 1):
            operator = self.one(list(operators))
            if operator in condition:
                continue
            if self.perhaps(4):
                condition[operator] = None
                continue
            kind = str(operators[operator].type)
            if operator == "isNull":
                value: Any = self.perhaps(50)
            elif kind.startswith("["):
                length = self.one([0, 1, 1, 2, 3, 5, 17, 20])
                value = [operand() for _ in range(min(length, 3))] * (1 if length < 17 else 7)
                value = self.one_or_list(value[:length])
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
