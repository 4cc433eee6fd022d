"""Adds the periods of a list that have no rows, as groups without rows.

A list has the periods of its rows. With empty periods it has all between the first and the last, or those of the range
that its condition gives. Every combination of the other keys that has a row in some period appears in all periods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warehouse.query.keyed import KeyedRows, same
from warehouse.query.periods import MONTHS
from warehouse.query.plan import LEVEL, TIME
from warehouse.query.rows import PARENT, Parents, keys_of, select, where_clause
from warehouse.query.statement import Statement, indent, lines, quote, wrap

PERIOD = "group:period"
"""The column of a period in a step of periods; PERIOD_PARENT is the parent that has it."""

PERIOD_PARENT = "group:parent"

MOST_EMPTY = 100_000
"""Groups without rows that one field `groups` may have: known only while it is read."""

TOO_MANY_EMPTY = "too many groups without rows"
"""The error of a statement with more of them; warehouse.query.run translates it for the client."""


def occurring_periods(rows: KeyedRows) -> Statement:
    """The periods of each parent's rows, without periods of too few rows to be shown.

    Rows without a date have no period.
    """
    return lines(
        [
            select([*_parent(rows), f"{rows.keys[TIME]} as {quote(PERIOD)}"]),
            *rows.source.clauses,
            where_clause([*rows.source.conditions, Statement(f"{rows.keys[TIME]} is not null")]),
            f"group by {', '.join([*([rows.source.parent] if rows.source.parent else []), rows.keys[TIME]])}",
            rows.enough or "",
        ]
    )


def shown_periods(groups: str, has_parent: bool) -> Statement:
    """The periods that the groups of a step have, of each parent."""
    parent = [f"{quote(PARENT)} as {quote(PERIOD_PARENT)}"] if has_parent else []
    return lines([select([*parent, f"{quote(TIME)} as {quote(PERIOD)}"]), f"from {quote(groups)}"])


def all_periods(
    found: Statement,
    grain: str,
    range_: tuple[Statement | None, Statement | None],
    parents: Parents | None,
    skipped_months: Sequence[int],
) -> Statement:
    """The periods from the first to the last one found, of each parent.

    Where a range gives both ends, a parent without any period has all of them.
    """
    first, last = (
        wrap("", bound or Statement(f"{end}({quote(PERIOD)})"), f" as {quote(name)}")
        for bound, end, name in zip(range_, ("min", "max"), ("first", "last"), strict=True)
    )
    parent = [quote(PERIOD_PARENT)] if parents else []
    if None in range_:
        ends = lines(
            [
                select([*parent, first, last]),
                "from (",
                indent(found),
                ")",
                f"group by {parent[0]}" if parent else "",
            ]
        )
    elif parents is None:
        ends = select([first, last])
    else:
        key = f"{quote(parents.relation.source_column)} as {quote(PERIOD_PARENT)}"
        ends = lines([select([key, first, last]), "from (", indent(keys_of(parents)), ")", "group by all"])
    step = f"interval {MONTHS[grain]} month"
    periods = f'unnest(range("first", "last" + {step}, {step}))::date as {quote(PERIOD)}'
    whole = lines([select([*parent, periods]), "from (", indent(ends), ")"])
    if not skipped_months or MONTHS[grain] > 1:
        return whole
    skipped = f"month({quote(PERIOD)}) not in ({', '.join(str(month) for month in skipped_months)})"
    return lines(["select *", "from (", indent(whole), ")", f"where {skipped}"])


def empty_groups(rows: KeyedRows, groups: str, periods: str, of_none: Mapping[str, str]) -> Statement:
    """A group for every period in which a combination of the other keys has no rows, up to one more than allowed.

    `groups` is the step of the groups that have rows, `of_none` the aggregates of a group without rows.
    """
    place = list(rows.keys).index(TIME) + 1
    others = [quote(name) for name in rows.keys if name != TIME]
    parent = [quote(PARENT)] if rows.source.parent else []
    level = [quote(LEVEL)] if rows.has_levels else []
    combinations = lines(
        [
            select([*parent, *others, *level]),
            f"from {quote(groups)}",
            f"where {quote(LEVEL)} >= {place}" if level else "",
            "group by all",
        ]
    )
    if level and place == 1:
        # By the period alone there is one combination, also where a list has no rows.
        alone = [*([quote(PERIOD_PARENT)] if parent else []), *("null" for _ in others), "1"]
        combinations = lines([combinations, "union", select(alone), f"from {quote(periods)}"])
    selected = [f"{quote(PERIOD_PARENT)} as {quote(PARENT)}"] if parent else []
    selected += [f"{quote(PERIOD)} as {quote(TIME)}", *others]
    clauses: list[Statement | str] = [f"from {quote(periods)}"]
    if others:
        selected += level
        on = f"{quote(PERIOD_PARENT)} is not distinct from {quote(PARENT)}" if parent else "true"
        clauses += ["join (", indent(combinations), f") as combinations on {on}"]
    elif level:
        selected.append(f"1 as {quote(LEVEL)}")
    filled = lines([select(selected), *clauses])
    constants = [f"{value} as {quote(name)}" for name, value in of_none.items()]
    return lines(
        [
            select([*rows.names, *constants]),
            "from (",
            indent(filled),
            ") as filled",
            wrap(f"anti join {quote(groups)} as groups on ", same("filled", "groups", rows.names), ""),
            f"limit {MOST_EMPTY + 1}",
        ]
    )


def with_empty(groups: str, empty: str, names: Sequence[str]) -> Statement:
    """The groups of both steps; an error where more of them than allowed have no rows."""
    refused = f"(select count(*) from {quote(empty)}) > {MOST_EMPTY} then error('{TOO_MANY_EMPTY}')"
    return lines(
        [
            select(names),
            f"from {quote(groups)}",
            "union all",
            select(names),
            f"from {quote(empty)}",
            f"where case when {refused} else true end",
        ]
    )


def rows_by_year_to_date(rows: KeyedRows, periods: str) -> KeyedRows:
    """Each row once for the month of its date and once for every later month of that year that the list has."""
    month = rows.keys[TIME]
    own = quote(PERIOD)
    parent = f"{quote(PERIOD_PARENT)} is not distinct from {quote(PARENT)} and " if rows.source.parent else ""
    on = f"{parent}{own} >= {month} and year({own}) = year({month})"
    joined = replace(rows.source, clauses=(*rows.source.clauses, Statement(f"left join {quote(periods)} on {on}")))
    return replace(rows, source=joined, keys={**rows.keys, TIME: own})


def _parent(rows: KeyedRows) -> list[str]:
    return [f"{rows.source.parent} as {quote(PERIOD_PARENT)}"] if rows.source.parent else []
