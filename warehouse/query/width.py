"""The maximum bytes of a row of an answer, from the longest text of each column: known before any SQL.

DuckDB stores the longest text of a column in the file, so that no row is read for it. A text may be longer in JSON,
where a quote or line break takes two bytes. Where no column gives a length, the estimate is far above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb

from warehouse.query.access import Admitted
from warehouse.query.plan import (
    Child,
    Column,
    Constant,
    Cursor,
    DrillDown,
    Edges,
    FilledTemplate,
    Groups,
    Identity,
    Listed,
    ListPart,
    ListPlan,
    Nodes,
    NodesPlan,
    NounPlan,
    Object,
    Output,
    ReadPlan,
    ReferenceChild,
    SearchPlan,
    Translated,
)
from warehouse.query.statement import quote

_NUMBER = 48
"""Bytes of a number, a date, an instant, a Boolean."""
_UNKNOWN = 2_000
"""Bytes of a text of unknown length, of a filter, of a list in a column."""
_LENGTH = re.compile(r"Max String Length: (\d+)")

Lengths = Mapping[str, Mapping[str, int]]
"""The longest text of each column that has texts, by table."""


def widest_row(plan: ReadPlan, lengths: Lengths) -> int:
    """The maximum bytes of a row of the plan, of any of its tables, without the rows below it."""
    return max((_row(table, outputs, lengths) for table, outputs in _rows(plan)), default=0)


def tables_of(plan: ReadPlan) -> frozenset[str]:
    """The tables of the plan's rows."""
    return frozenset(table.key for table, _ in _rows(plan))


def text_lengths(cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> Mapping[str, int]:
    """The longest text of each column of a table; no entry for columns without text."""
    stats = ", ".join(f"stats({quote(name)})" for name in columns)
    row = cursor.execute(f"select {stats} from {quote(table)} limit 1").fetchone()
    found = {} if row is None else dict(zip(columns, row, strict=True))
    return {name: int(match[1]) for name, text in found.items() if (match := _LENGTH.search(text or ""))}


def _rows(plan: ReadPlan) -> Iterator[tuple[Admitted, Sequence[Output]]]:
    if isinstance(plan, NodesPlan):
        for member in plan.members:
            yield from _rows(member.plan)
        return
    noun: NounPlan = plan.listing if isinstance(plan, SearchPlan) else plan
    if isinstance(noun, ListPlan):
        for parts in (noun.parts, *(part.plan.parts for part in noun.parts if isinstance(part, Groups))):
            for outputs in _outputs(parts):
                yield from _rows_at(noun.table, outputs)
    else:
        yield from _rows_at(noun.table, noun.outputs)


def _rows_at(table: Admitted, outputs: Sequence[Output]) -> Iterator[tuple[Admitted, Sequence[Output]]]:
    yield table, outputs
    for output in outputs:
        yield from _below(output)


def _below(output: Output) -> Iterator[tuple[Admitted, Sequence[Output]]]:
    if isinstance(output, Child):
        yield from _rows(output.plan)
    elif isinstance(output, ReferenceChild):
        for choice in output.choices:
            yield from _rows(choice.plan)
    elif isinstance(output, Object):
        for inner in output.outputs:
            yield from _below(inner)


def _outputs(parts: Sequence[ListPart]) -> Iterator[Sequence[Output]]:
    for part in parts:
        if isinstance(part, Nodes):
            yield part.outputs
        elif isinstance(part, Edges):
            for inner in part.parts:
                if not isinstance(inner, (Cursor, Constant)):
                    yield inner.outputs
            yield (Constant("cursor", " " * _NUMBER * 4),)


def _row(table: Admitted, outputs: Iterable[Output], lengths: Lengths) -> int:
    # Quotes, a colon and a comma; brackets, and the page of a list below.
    return 8 + sum(len(output.key) + 6 + _value(table, output, lengths) for output in outputs)


def _value(table: Admitted, output: Output, lengths: Lengths) -> int:
    match output:
        case Column(is_list=True):
            return 2 + sum(len(word) + 3 for _, word in output.words)
        case Column(_, name, words):
            return max((len(word) for _, word in words), default=0) or _text(table, name, lengths)
        case FilledTemplate(_, lines):
            told = sum(len(text) for line in lines for text, _ in line)
            return told + sum(_text(table, name, lengths) for name in output.columns)
        case Translated(_, languages):
            return max(_text(table, name, lengths) for _, name in languages)
        case Identity(_, _, columns):
            return 2 * sum(_text(table, name, lengths) for name in columns)
        case Constant(_, text):
            return len(text)
        case Object(_, inner):
            return _row(table, inner, lengths)
        case DrillDown() | Listed():
            return _UNKNOWN
        case Child():
            return _NUMBER * 4
        case _:
            return _NUMBER


def _text(table: Admitted, name: str, lengths: Lengths) -> int:
    known = {column.name: column.data_type for column in table.contract.columns}
    if name not in known:
        # Of a group: a key of a related row, or an aggregate.
        return _UNKNOWN if ":" not in name else _UNKNOWN // 4
    if known[name] == "VARCHAR":
        return 2 * lengths.get(table.key, {}).get(name, 0) + 2
    return _NUMBER if "[" not in known[name] else _UNKNOWN
