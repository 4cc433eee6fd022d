"""Policies made by chance, and what they mean said in Python: the rows and columns that are left of each table."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.graph.reference import Row
from warehouse.catalog.catalog import Table, load_catalog
from warehouse.catalog.relations import find_relation, load_relations
from warehouse.query.access import GroupRule, Rule
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, Predicate, Related
from warehouse.query.policy import Policy, _attribute, load_policy
from warehouse.query.values import CALLER, Derived, resolve

ROLE = "bureau"
Rows = Mapping[str, list[Row]]

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value is not None and value == operand,
    "ne": lambda value, operand: value != operand,
    "in": lambda value, operand: value is not None and value in operand,
    "not_in": lambda value, operand: value not in operand,
    "gt": lambda value, operand: value is not None and value > operand,
    "lte": lambda value, operand: value is not None and value <= operand,
    "is_null": lambda value, operand: (value is None) == operand,
}


def draw_policy(seed: int, rows: Rows) -> tuple[Policy, dict[str, Any]]:
    """A policy for ROLE and the attributes of its caller. Odd seeds close columns and tables too."""
    chance = random.Random(seed)
    attributes: dict[str, Any] = {}
    rules: dict[str, Rule | None] = {}
    for table in load_catalog().tables.values():
        closes = seed % 2 == 1
        if closes and chance.random() < 0.04:
            rules[table.key] = None
            continue
        columns = frozenset(
            column.name
            for column in table.columns
            if column.name in table.row_key or not closes or chance.random() > 0.05
        )
        condition = _draw(table, rows, chance, attributes, 2) if chance.random() < 0.6 else None
        rules[table.key] = Rule(columns, condition, GroupRule(columns, condition))
    return load_policy().with_rules(ROLE, rules), attributes


def _draw(table: Table, rows: Rows, chance: random.Random, attributes: dict[str, Any], depth: int) -> Predicate:
    kind = chance.random()
    if depth and kind < 0.15:
        return Negation(_draw(table, rows, chance, attributes, depth - 1))
    if depth and kind < 0.35:
        parts = tuple(_draw(table, rows, chance, attributes, depth - 1) for _ in range(2))
        return AllOf(parts) if kind < 0.2 else AnyOf(parts)
    relations = [relation for (source, _), relation in load_relations().items() if source == table.key]
    if depth and relations and kind < 0.6:
        relation = chance.choice(relations)
        target = load_catalog().table(relation.target)
        return Related(relation.name, _draw(target, rows, chance, attributes, depth - 1))
    column = chance.choice([column for column in table.columns if not column.data_type.endswith("[]")])
    found = [row[column.name] for row in rows[table.key] if row[column.name] is not None]
    if not found:
        return Comparison(column.name, "is_null", True)
    if column.data_type == "BOOLEAN":
        return Comparison(column.name, "eq", chance.choice(found))
    operator = chance.choice(["eq", "ne", "in", "not_in", "gt", "lte", "lte", "ne"])
    operand: Any = chance.choice(found)
    if operator in {"in", "not_in"}:
        operand = tuple(chance.choice(found) for _ in range(chance.choice([1, 3, 20])))
    if column.data_type == "VARCHAR" and chance.random() < 0.5:
        name = f"attribute{len(attributes)}"
        attributes[name] = operand
        operand = Derived(CALLER, partial(_attribute, name, operator in {"in", "not_in"}))
    return Comparison(column.name, operator, operand)


def admitted_rows(policy: Policy, attributes: Mapping[str, Any], rows: Rows) -> dict[str, list[Row]]:
    """What is left of each table: rows filtered, closed columns taken out, closed tables empty."""
    return {key: list(_admitted(policy, key, attributes, rows)) for key in rows}


def _admitted(policy: Policy, key: str, attributes: Mapping[str, Any], rows: Rows) -> list[Row]:
    rule = policy.rules[key].get(ROLE)
    if rule is None:
        return []
    return [
        {name: value for name, value in row.items() if name in rule.columns}
        for row in rows[key]
        if rule.rows is None or holds(rule.rows, key, row, attributes, rows)
    ]


def holds(predicate: Predicate, key: str, row: Row, attributes: Mapping[str, Any], rows: Rows) -> bool:
    """Whether a row meets a condition, which looks at every row there is."""
    match predicate:
        case Comparison(column, operator, operand):
            return _COMPARED[operator](row[column], resolve(operand, {str(CALLER.path[0]): attributes}))
        case AllOf(parts):
            return all(holds(part, key, row, attributes, rows) for part in parts)
        case AnyOf(parts):
            return any(holds(part, key, row, attributes, rows) for part in parts)
        case Negation(part):
            return not holds(part, key, row, attributes, rows)
        case Related(name, part):
            relation = find_relation(key, name)
            own = {row[relation.source_column]} - {None}
            if relation.link is not None:
                link = relation.link
                own = {pair[link.target_column] for pair in rows[link.table] if pair[link.source_column] in own}
            return any(
                found[relation.target_column] in own and holds(part, relation.target, found, attributes, rows)
                for found in rows[relation.target]
            )
