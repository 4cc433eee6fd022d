"""Rows with the keys that they are grouped by, and the clauses that group them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.query.plan import LEVEL, REMAINDER
from warehouse.query.rows import PARENT, Source, select, where_clause
from warehouse.query.statement import Statement, indent, join, lines, quote


@dataclass(frozen=True)
class KeyedRows:
    """Rows to be grouped: their source, and the SQL of each key by name, in order.

    With `has_levels` there are groups by the first keys alone too. `remainder` tests whether a row belongs to the
    remainder, `enough` whether a group has enough rows to be shown.
    """

    source: Source
    keys: Mapping[str, str]
    has_levels: bool = False
    remainder: str | None = None
    enough: Statement | None = None

    @property
    def names(self) -> list[str]:
        """The columns that identify a group, quoted: its parent, keys, level."""
        own = [*([PARENT] if self.source.parent else []), *self.keys]
        own += [LEVEL] if self.has_levels else []
        return [quote(name) for name in (*own, *([REMAINDER] if self.remainder else []))]

    def group(self, columns: Iterable[Statement | str], more_keys: Sequence[str] = ()) -> Statement:
        """The groups, with these columns next to their identifying ones. `more_keys` splits every group."""
        selected = [*([self.source.named_parent] if self.source.parent else [])]
        selected += [_named(sql, name) for name, sql in self.keys.items()]
        selected += [f"{self._level} as {quote(LEVEL)}"] if self.has_levels else []
        selected += [f"{self.remainder} as {quote(REMAINDER)}"] if self.remainder else []
        return lines(
            [
                select([*selected, *more_keys, *columns]),
                *self.source.clauses,
                where_clause(self.source.conditions),
                f"group by {self._grouped_by(more_keys)}",
                "" if more_keys else self.enough or self._some_rows,
            ]
        )

    def window(self, *names: str) -> str:
        """The window over groups of one parent and level that share these keys."""
        parts = [self.source.parent] if self.source.parent else []
        parts += [self._level] if self.has_levels else []
        parts += [self.keys[name] for name in names]
        return f"partition by {', '.join(parts)}" if parts else ""

    @property
    def _some_rows(self) -> str:
        """Without a key and without a parent there would be a total of zero rows."""
        return "having count(*) > 0" if self.has_levels and not self.source.parent else ""

    @property
    def _level(self) -> str:
        return f"({len(self.keys)} - bit_count(grouping({', '.join(self.keys.values())})))::integer"

    def _grouped_by(self, more_keys: Sequence[str]) -> str:
        always = [*([self.source.parent] if self.source.parent else []), *more_keys]
        keys = list(self.keys.values())
        if not self.has_levels:
            return ", ".join([*always[:1], *keys, *([self.remainder] if self.remainder else []), *always[1:]])
        sets = [[*always, *keys[:count]] for count in range(len(keys), -1, -1)]
        return f"grouping sets ({', '.join('(' + ', '.join(one) + ')' for one in sets)})"


def wrapped(source: Source, columns: Sequence[str] = (), joins: Sequence[Statement] = ()) -> Source:
    """The same rows as a table named `rows`, with more columns and joins."""
    parent = [] if source.parent in (None, quote(PARENT)) else [source.named_parent]
    more = [*parent, *columns]
    inner = lines([select(["*", *more]) if more else "select *", *source.clauses, where_clause(source.conditions)])
    clauses: tuple[Statement | str, ...] = ("from (", indent(inner), ") as rows", *joins)
    return Source(clauses, (), quote(PARENT) if source.parent else None)


def same(left: str, right: str, names: Iterable[str]) -> Statement:
    """The condition that two rows agree in these columns, nulls included; true for no columns."""
    pairs = [Statement(f"{left}.{name} is not distinct from {right}.{name}") for name in names]
    return join(" and ", pairs) if pairs else Statement("true")


def _named(sql: str, name: str) -> str:
    return sql if sql == quote(name) else f"{sql} as {quote(name)}"
