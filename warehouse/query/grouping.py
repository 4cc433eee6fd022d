"""Groups of rows as a table: its columns are the keys and the aggregates of each group.

So groups are paged, ordered, filtered and written like rows, and only their `from` clause differs. What must be known
before grouping (the periods of a list, the first groups, concentrations) is an earlier step of the statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from warehouse.catalog.catalog import TableColumn
from warehouse.catalog.rollups import Rollup, find_rollup
from warehouse.query.access import Admitted
from warehouse.query.concentration import HOLDER, concentration
from warehouse.query.conditions import Predicate
from warehouse.query.empty_periods import (
    all_periods,
    empty_groups,
    occurring_periods,
    rows_by_year_to_date,
    shown_periods,
    with_empty,
)
from warehouse.query.functions import FUNCTIONS, aggregate_column, divided, gathered, is_computed_after_grouping
from warehouse.query.keyed import KeyedRows, same, wrapped
from warehouse.query.paging import SortKey, order_text, sort_keys
from warehouse.query.periods import YEAR_TO_DATE, period_of, requested_range
from warehouse.query.plan import LEVEL, OTHERS, REMAINDER, TIME, Aggregate, DrillDown, GroupKey, GroupPlan
from warehouse.query.predicates import compile_predicate
from warehouse.query.rows import PARENT, Parents, Source, columns_in, select, where_clause
from warehouse.query.shape import write_others
from warehouse.query.statement import Statement, indent, join, lines, quote, wrap

_FIRST = "first:"
"""Prefix of a key's name in the step of the first groups."""


def group_table(plan: GroupPlan, base: Admitted) -> Admitted:
    """The groups as a table, named as the base, so that its relations start from the keys of a group as well."""
    columns = [_key_column(key, base) for key in plan.keys]
    columns += [TableColumn(LEVEL, "INTEGER", False, "How many keys it has.")] if plan.has_levels else []
    columns += [TableColumn(REMAINDER, "BOOLEAN", False, "Whether of all others.")] if plan.top is not None else []
    keys = tuple(column.name for column in columns)
    columns += [TableColumn(OTHERS, "JSON", True, "Its filter.")] if plan.top is not None else []
    for aggregate in plan.aggregates:
        base.check_function(aggregate.function)
        columns.append(aggregate_column(aggregate, base))
    return base.grouped(tuple(columns), keys)


def related_keys(plan: GroupPlan, base: Admitted) -> tuple[SortKey, ...]:
    """The keys that are columns of related rows, joined in as those of an order are."""
    found = []
    for key in plan.keys:
        if key.relation is not None:
            relation, target = base.relation(key.relation), base.target(key.relation)
            data_type = target.column(key.column).data_type
            found.append(SortKey(key.name, key.column, data_type, False, True, relation=relation, target=target))
    return tuple(found)


def choose_rollup(plan: GroupPlan, base: Admitted, filtered: frozenset[str]) -> Rollup | None:
    """A rollup that gives the same answer, if there is one: `filtered` are the columns used in conditions."""
    if not all(FUNCTIONS[aggregate.function].is_rolled for aggregate in plan.aggregates):
        return None
    if base.telling is not None and base.telling.counted is not None:
        # A rollup knows how many rows a group has, but not their distinct holders.
        return None
    keys = {key.column if key.relation is None else base.relation(key.relation).source_column for key in plan.keys}
    measured = {aggregate.column for aggregate in plan.aggregates if aggregate.column}
    rollup = find_rollup(base.key, keys | filtered, measured)
    return rollup if rollup is not None and base.rolled(rollup) is not None else None


def _enough_rows(base: Admitted, rollup: Rollup | None) -> Statement | None:
    """The clause that omits groups of too few rows; none where any group may be shown."""
    rule = base.telling
    if rule is None or rule.least <= 1:
        return None
    count = f"count(distinct {quote(base.column(rule.counted).name)})" if rule.counted else "count(*)"
    if rollup is not None:
        count = f"sum({quote(rollup.row_count_column)})"
    return Statement(f"having {count} >= ?", (rule.least,))


@dataclass(frozen=True)
class Grouped:
    """A grouped list: `rows` are the admitted rows, of `base` or of the rollup, each with its related keys.

    `where` is their condition, `name` the prefix of the steps' names, `drill` the filter requested for each group, if
    any.
    """

    plan: GroupPlan
    base: Admitted
    rollup: Rollup | None
    rows: Source
    where: Predicate | None
    parents: Parents | None
    name: str
    drill: DrillDown | None = None


def group_rows(grouped: Grouped, steps: dict[str, Statement]) -> Source:
    """The source of the groups. Adds the steps that must run first to `steps`."""
    plan, rows = grouped.plan, _keyed(grouped)
    if plan.time is not None and plan.time.grain == YEAR_TO_DATE:
        rows = _by_year_to_date(grouped, rows, steps)
    if plan.top is not None:
        rows = _with_remainder(grouped, rows, steps)
    groups = _groups(grouped, rows, steps)
    if plan.fills_periods:
        groups = _with_empty(grouped, rows, groups, steps)
    # `having` selects the first groups; the remainder has all others.
    having = None if plan.top is not None else plan.having
    conditions = [] if having is None else [compile_predicate(having, group_table(plan, grouped.base))]
    return Source(
        ("from (", indent(groups), ") as groups"), tuple(conditions), quote(PARENT) if rows.source.parent else None
    )


def _keyed(grouped: Grouped) -> KeyedRows:
    plan, base, rows = grouped.plan, grouped.base, grouped.rows
    keys = {key.name: quote(key.name) for key in plan.keys}
    if plan.time is not None:
        keys[TIME] = period_of(base.column(plan.time.column), str(plan.time.grain))
    # A parent's column may be a key too, and levels without that key must still keep the parent.
    source = wrapped(rows) if plan.has_levels and rows.parent else rows
    return KeyedRows(source, keys, plan.has_levels, enough=_enough_rows(base, grouped.rollup))


def _by_year_to_date(grouped: Grouped, rows: KeyedRows, steps: dict[str, Statement]) -> KeyedRows:
    step = f"{grouped.name}_periods"
    rows = replace(rows, source=wrapped(rows.source))
    found = occurring_periods(rows)
    # A skipped month that has rows is still accumulated in the year to date.
    steps[step] = lines([found, "union", _all_periods(grouped, found)]) if grouped.plan.fills_periods else found
    return rows_by_year_to_date(rows, step)


def _with_empty(grouped: Grouped, rows: KeyedRows, groups: Statement, steps: dict[str, Statement]) -> Statement:
    """The groups, and an empty group for each period without rows."""
    plan, name = grouped.plan, grouped.name
    steps[f"{name}_all"] = groups
    if f"{name}_periods" not in steps:
        found = shown_periods(f"{name}_all", rows.source.parent is not None)
        steps[f"{name}_periods"] = _all_periods(grouped, found)
    of_none = {aggregate.name: FUNCTIONS[aggregate.function].of_none for aggregate in plan.aggregates}
    steps[f"{name}_empty"] = empty_groups(rows, f"{name}_all", f"{name}_periods", of_none)
    return with_empty(f"{name}_all", f"{name}_empty", [*rows.names, *map(quote, of_none)])


def _all_periods(grouped: Grouped, found: Statement) -> Statement:
    time = grouped.plan.time
    assert time is not None and time.grain is not None
    requested = requested_range(grouped.where, time.column, time.grain)
    return all_periods(found, time.grain, requested, grouped.parents, grouped.plan.skipped_months)


def _with_remainder(grouped: Grouped, rows: KeyedRows, steps: dict[str, Statement]) -> KeyedRows:
    """The rows with the keys of the first groups, and without keys where they belong to none of these."""
    plan, base = grouped.plan, grouped.base
    requested = {*columns_in(plan.having, base), *(key.column for key in plan.order_by)}
    selected = replace(plan, top=None, aggregates=tuple(one for one in plan.aggregates if one.name in requested))
    first = group_rows(replace(grouped, plan=selected, name=f"{grouped.name}_first"), steps)
    order = order_text(sort_keys(group_table(selected, base), plan.order_by), is_backward=False)
    parent = f"partition by {first.parent} " if first.parent else ""
    names = [*([PARENT] if first.parent else []), *rows.keys]
    step = f"{grouped.name}_first"
    steps[step] = lines(
        [
            select(f"{quote(name)} as {quote(_FIRST + name)}" for name in names),
            *first.clauses,
            where_clause(first.conditions),
            Statement(f"qualify row_number() over ({parent}order by {order}) <= ?", (plan.top,)),
        ]
    )
    source = wrapped(rows.source)
    own = {**({PARENT: quote(PARENT)} if first.parent else {}), **rows.keys}
    on = [Statement(f"{quote(_FIRST + name)} is not distinct from {sql}") for name, sql in own.items()]
    marked = f"(select *, true as {quote(_FIRST)} from {quote(step)})"
    joined = wrap(f"left join {marked} on ", join(" and ", on), "")
    keys = {name: quote(_FIRST + name) for name in rows.keys}
    joined_to = replace(source, clauses=(*source.clauses, joined))
    return KeyedRows(joined_to, keys, remainder=f"({quote(_FIRST)} is null)", enough=rows.enough)


def _groups(grouped: Grouped, rows: KeyedRows, steps: dict[str, Statement]) -> Statement:
    """The groups of the rows, with their aggregates."""
    plan, base, rollup = grouped.plan, grouped.base, grouped.rollup
    # Years to date overlap: a share is a share of the groups of the same period.
    is_to_date = plan.time is not None and plan.time.grain == YEAR_TO_DATE
    window = rows.window(*([TIME] if is_to_date else []))
    found = rows.group([sql for aggregate in plan.aggregates for sql in gathered(aggregate, base, rollup, window)])
    others = _others(grouped) if plan.top is not None and grouped.drill is not None else []
    if not others and not any(is_computed_after_grouping(aggregate) for aggregate in plan.aggregates):
        return found
    joins = _concentrations(grouped, rows, steps)
    of = {aggregate: step for step, aggregates in joins.items() for aggregate in aggregates}
    outputs: list[Statement | str] = [f"gathered.{name}" for name in rows.names]
    for aggregate in plan.aggregates:
        name = quote(aggregate.name)
        if aggregate in of:
            outputs.append(f"{quote(of[aggregate])}.{name}")
        else:
            outputs.append(divided(aggregate) if is_computed_after_grouping(aggregate) else name)
    on = {step: same("gathered", quote(step), rows.names) for step in joins}
    return lines(
        [
            select([*outputs, *others]),
            "from (",
            indent(found),
            ") as gathered",
            *(wrap(f"left join {quote(step)} on ", condition, "") for step, condition in on.items()),
        ]
    )


def _concentrations(
    grouped: Grouped, rows: KeyedRows, steps: dict[str, Statement]
) -> Mapping[str, Sequence[Aggregate]]:
    """The steps that compute concentrations: one for all columns with the same holders."""
    holders: dict[str, list[Aggregate]] = {}
    for aggregate in grouped.plan.aggregates:
        if aggregate.function == "hhi":
            holders.setdefault(str(aggregate.argument), []).append(aggregate)
    found = {}
    for holder, aggregates in holders.items():
        step = f"{grouped.name}_hhi:{holder}"
        column = f"{quote(grouped.base.column(holder).name)} as {quote(HOLDER)}"
        steps[step] = concentration(aggregates, replace(rows, source=wrapped(rows.source, [column])))
        found[step] = aggregates
    return found


def _others(grouped: Grouped) -> list[Statement]:
    """The filter of the remainder: the rows that no filter of the first groups admits."""
    assert grouped.drill is not None
    names = [key.name for key in grouped.plan.keys]
    table = group_table(grouped.plan, grouped.base)
    columns = [f"{quote(_FIRST + name)} as {quote(name)}" for name in names]
    step = quote(f"{grouped.name}_first")
    own = f"{quote(_FIRST + PARENT)} = gathered.{quote(PARENT)}"
    first = lines([select(columns), f"from {step}", f"where {own}" if grouped.rows.parent else ""])
    filters = write_others(grouped.drill, table, "named")
    written = lines([wrap("select ", filters, ""), "from (", indent(first), ") as named"])
    return [wrap(f"case when gathered.{quote(REMAINDER)} then (\n", indent(written), f"\n) end as {quote(OTHERS)}")]


def _key_column(key: GroupKey, base: Admitted) -> TableColumn:
    if key.grain is not None:
        base.column(key.column)
        return TableColumn(TIME, "DATE", True, "First day of the period.")
    table = base if key.relation is None else base.target(key.relation)
    return replace(table.column(key.column), name=key.name, is_nullable=True)
