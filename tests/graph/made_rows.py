"""Rows for every table, made by a rule from what the catalog, the relations and the vocabularies say.

Few enough to be read whole for each answer, and awkward on purpose: ties, missing values, keys that lead nowhere,
pairs that are linked twice, text that a careless writer of SQL or JSON breaks on, numbers at the ends of their types.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from graph.declare.nouns import NOUNS
from graph.declare.quantities import WORDS
from graph.types.query import ROOT
from warehouse.catalog.catalog import Table, TableColumn, load_catalog
from warehouse.catalog.relations import load_relations

SNAPSHOT_ID = "000007"
ROWS_EACH = 14
LINKS = {relation.link.table for relation in load_relations().values() if relation.link is not None}
assert ROOT

TEXTS = (
    "", "a", "A", "aa", "Ab", "it's", 'say "x"', "back\\slash", "tab\tnew\nline\r", "\x01\x1f\x7f", "100%_", "é", "ß",
    "İ", "Σς", "甘肃", "𠮷野", "🏭", "\u2028", "null", "?", "$1", "{}", "/", "a b", "'; drop table x; --", "\ufeff",
)  # fmt: skip
INTEGERS = (-7, -1, 0, 0, 1, 1, 2, 2, 3, 2_147_483_647, -2_147_483_648)
LONGS = (*INTEGERS, 2**53 - 1, -(2**53 - 1), 3_000_000_000)
DAYS = (date(2016, 2, 29), date(2016, 3, 31), date(2016, 3, 31), date(1, 1, 1), date(9999, 12, 31), date(1969, 12, 31))
INSTANTS = tuple(
    datetime.fromisoformat(text)
    for text in (
        *("2016-04-16 02:00:00", "2016-04-16 02:00:00", "2016-04-16 02:00:00.500000", "2016-04-16 02:00:00.000001"),
        *("1969-12-31 23:59:59", "2016-04-16 00:00:00"),
    )
)

KINDS: Mapping[str, Sequence[Any]] = {
    "DOUBLE": [0.0, 1.5, -2.25],
    "VARCHAR": TEXTS,
    "INTEGER": INTEGERS,
    "BIGINT": LONGS,
    "DATE": DAYS,
    "TIMESTAMP": INSTANTS,
    "BOOLEAN": (True, False),
}

Place = tuple[str, str]


@cache
def made_rows() -> Mapping[str, list[dict[str, Any]]]:
    """The rows of each table; the same each time, and a column that is added changes no other."""
    leads_to = _leads_to()
    words = {
        (noun.table, name): [value for value, _ in told] for noun in NOUNS.values() for name, told in noun.words.items()
    }
    words |= {
        (noun.table, unit.column): [*WORDS, "no unit"]
        for noun in NOUNS.values()
        for unit in noun.units.values()
        if unit.column is not None
    }
    words |= {
        (noun.table, name): [word.value for word in of] for noun in NOUNS.values() for name, of in noun.lists.items()
    }
    words |= {(table.key, name): told for table in load_catalog().tables.values() for name, told in _checked(table)}
    made = {table.key: _unique(table, _rows(table, leads_to, words)) for table in load_catalog().tables.values()}
    made["core.snapshot"] = [{**made["core.snapshot"][0], "snapshot_id": SNAPSHOT_ID}]
    return made


def _checked(table: Table) -> Iterator[tuple[str, list[str]]]:
    """The words that a table takes in a column, where it says so."""
    for name, told in re.findall(r"check \((\w+) in \(([^)]*)\)\)", table.create_sql):
        yield name, re.findall(r"'([^']*)'", told)


def generated_columns(table: Table) -> set[str]:
    """The columns that no maker fills, such as the sheet of a row, of its file and the name of the sheet."""
    generated = r"(\w+) +varchar generated always as"
    return set(re.findall(generated, table.create_sql))


def _count(table: Table) -> int:
    return ROWS_EACH * 2 if table.key in LINKS else ROWS_EACH


def _leads_to() -> dict[Place, list[Place]]:
    """Where the values of a column are keys of another table."""
    found: dict[Place, list[Place]] = {}
    for relation in load_relations().values():
        source, target = (relation.source, relation.source_column), (relation.target, relation.target_column)
        if relation.link is not None:
            found.setdefault((relation.link.table, relation.link.source_column), []).append(source)
            found.setdefault((relation.link.table, relation.link.target_column), []).append(target)
        elif not relation.is_many:
            found.setdefault(source, []).append(target)
    return found


def _rows(
    table: Table, leads_to: Mapping[Place, list[Place]], words: Mapping[Place, list[str]]
) -> list[dict[str, Any]]:
    def value(column: TableColumn, index: int, chance: random.Random) -> Any:
        place = (table.key, column.name)
        if column.is_nullable and chance.random() < 0.25:
            return None
        if place in words:
            is_list = column.data_type.endswith("[]")
            return chance.choices(words[place], k=chance.randrange(3)) if is_list else chance.choice(words[place])
        if place in leads_to:
            if chance.random() < 0.1:
                return "leads nowhere"
            # A link table has few keys, so that pairs come twice.
            most = 4 if table.key in LINKS else ROWS_EACH // 2
            return _key(chance.choice(leads_to[place]), chance.randrange(most), leads_to)
        if (column.name,) == table.row_key and column.data_type in ("INTEGER", "BIGINT"):
            return index
        if (column.name,) == table.row_key:
            return _key(place, index, leads_to)
        return _value(column.data_type, chance)

    columns: dict[str, list[Any]] = {}
    generated = generated_columns(table)
    constants = dict(re.findall(r"(\w+) +varchar generated always as \('(\w+)'\)", table.create_sql))
    for column in table.columns:
        if column.name in constants:
            columns[column.name] = [constants[column.name]] * _count(table)
            continue
        if column.name in generated:
            places = zip(columns["submission_id"], columns["source_sheet"], strict=True)
            columns[column.name] = [None if None in place else "/".join(place) for place in places]
            continue
        chance = random.Random(f"{table.key}.{column.name}")
        columns[column.name] = [value(column, index, chance) for index in range(_count(table))]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _key(place: Place, index: int, leads_to: Mapping[Place, list[Place]]) -> str:
    """The key of a row by its number; a key that is another table's is that one."""
    path = [place]
    while path[-1] in leads_to and leads_to[path[-1]][0] not in path:
        path.append(leads_to[path[-1]][0])
    # Two tables whose keys lead to each other have the keys of the first by name.
    is_circle = path[-1] in leads_to
    owner = min(path) if is_circle else path[-1]
    # The first keys are awkward texts; keys that differ in case alone are two.
    return TEXTS[index + 1] if index < 8 else f"{owner[0]}-{index}"


def _value(data_type: str, chance: random.Random) -> Any:
    if data_type.startswith("DECIMAL"):
        width, scale = (int(part) for part in data_type[8:-1].split(","))
        return chance.choice(_decimals(min(width - scale, 20), scale))
    if data_type.endswith("[]"):
        return chance.choices(KINDS[data_type[:-2]], k=chance.randrange(3))
    return chance.choice(KINDS[data_type])


def _decimals(digits: int, scale: int) -> list[Decimal]:
    least = Decimal(1).scaleb(-scale)
    most = Decimal(f"{'9' * digits}.{'9' * scale}")
    usual = [Decimal(0), Decimal(1), Decimal(1), Decimal(10), Decimal("12.1"), Decimal("-0.5"), Decimal("-10")]
    return [*(number.quantize(least) for number in usual), least, -least, most, most.copy_negate()]


def _unique(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = {
        tuple(row[name] for name in table.row_key) if table.row_key else index: row for index, row in enumerate(rows)
    }
    return list(kept.values())
