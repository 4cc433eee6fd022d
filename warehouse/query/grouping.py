"""Groups of rows as a table of their own: its columns are the keys and what is told of each group.

So groups are paged, ordered, filtered and written as rows are, and only their `from` clause is another one. Sums of
decimals are exact; a mean is such a sum over the number of values, rounded to six places.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from warehouse.catalog import TableColumn
from warehouse.errors import InvalidArgument
from warehouse.query.access import Admitted
from warehouse.query.plan import TIME, Aggregate, GroupPlan
from warehouse.query.statement import Statement, quote
from warehouse.rollups import Rollup, find_rollup

GRAINS: Mapping[str, str] = {
    "month": "date_trunc('month', {0})",
    "quarter": "date_trunc('quarter', {0})",
    "half": "make_date(year({0}), case when month({0}) <= 6 then 1 else 7 end, 1)",
    "year": "date_trunc('year', {0})",
}
"""The first day of the period of a date."""

WRITTEN_GRAINS: Mapping[str, str] = {
    "month": "strftime({0}, '%Y-%m')",
    "quarter": "strftime({0}, '%Y-Q') || quarter({0})",
    "half": "strftime({0}, '%Y-H') || case when month({0}) = 1 then '1' else '2' end",
    "year": "strftime({0}, '%Y')",
}
"""A period as clients read it, from its first day."""

LAST_DAYS: Mapping[str, str] = {
    "month": "({0} + interval 1 month - interval 1 day)::date",
    "quarter": "({0} + interval 3 month - interval 1 day)::date",
    "half": "({0} + interval 6 month - interval 1 day)::date",
    "year": "({0} + interval 1 year - interval 1 day)::date",
}


@dataclass(frozen=True)
class Function:
    """How a group is told of: its SQL, and whether a rollup, which has sums and counts, can tell it too.

    In `sql`, {place} is the column and {window} what a share is a share of.
    """

    sql: str
    data_type: Callable[[TableColumn | None], str]
    is_rolled: bool = False


def _scale(column: TableColumn | None) -> str:
    kind = column.data_type if column else ""
    return kind.rpartition(",")[2].rstrip(")") if kind.startswith("DECIMAL") else "0"


def _sum_type(column: TableColumn | None) -> str:
    return f"DECIMAL(38,{_scale(column)})"


def _own_type(column: TableColumn | None) -> str:
    assert column is not None
    return column.data_type


FUNCTIONS: Mapping[str, Function] = {
    "count": Function("count(*)", lambda _column: "BIGINT", is_rolled=True),
    "sum": Function("sum({place})", _sum_type, is_rolled=True),
    "mean": Function(
        "(sum({place}) / nullif(count({place}), 0))::decimal(38, 6)",
        lambda _column: "DECIMAL(38,6)",
        is_rolled=True,
    ),
    "min": Function("min({place})", _own_type),
    "max": Function("max({place})", _own_type),
    "median": Function("quantile_cont({place}::decimal(38, 6), 0.5)", lambda _column: "DECIMAL(38,6)"),
    "distinct": Function("count(distinct {place})", lambda _column: "BIGINT"),
    "share": Function(
        "(sum({place}) / nullif(sum(sum({place})) over ({window}), 0))::decimal(38, 6)",
        lambda _column: "DECIMAL(38,6)",
    ),
}
"""Functions by name; a new one is one entry here and one field in graph/types/grouping.py."""


def group_table(plan: GroupPlan, base: Admitted) -> Admitted:
    """The groups as a table: named as the base, so that its relations lead from the keys of a group as well."""
    columns = [replace(base.column(name), is_nullable=True) for name in plan.keys]
    if plan.grain is not None:
        columns.append(TableColumn(TIME, "DATE", True, "First day of the period."))
    keys = tuple(column.name for column in columns)
    for aggregate in plan.aggregates:
        base.check_function(aggregate.function)
        of = base.column(aggregate.column) if aggregate.column else None
        function = FUNCTIONS[aggregate.function]
        columns.append(TableColumn(aggregate.name, function.data_type(of), aggregate.function != "count", ""))
    return base.grouped(tuple(columns), keys)


def choose_rollup(plan: GroupPlan, base: Admitted, filtered: frozenset[str]) -> Rollup | None:
    """A rollup that answers the same, where there is one: `filtered` are the columns that conditions look at."""
    if not all(FUNCTIONS[aggregate.function].is_rolled for aggregate in plan.aggregates):
        return None
    if base.telling is not None and base.telling.counted is not None:
        # A rollup knows how many rows a group has, and not whose they are.
        return None
    keys = {*plan.keys, *filtered, *([plan.time_column] if plan.time_column else [])}
    rollup = find_rollup(base.key, keys, {aggregate.column for aggregate in plan.aggregates if aggregate.column})
    return rollup if rollup is not None and base.rolled(rollup) is not None else None


def enough_rows(base: Admitted, rollup: Rollup | None) -> list[Statement]:
    """The clause that leaves out the groups of too few to be told of; none where any group may be."""
    rule = base.telling
    if rule is None or rule.least <= 1:
        return []
    count = f"count(distinct {quote(base.column(rule.counted).name)})" if rule.counted else "count(*)"
    if rollup is not None:
        count = f"sum({quote(rollup.row_count_column)})"
    return [Statement(f"having {count} >= ?", (rule.least,))]


def group_columns(
    plan: GroupPlan, base: Admitted, groups: Admitted, rollup: Rollup | None, parent: str | None
) -> list[Statement]:
    """What is selected of the rows to be grouped: the keys, then the aggregates, each under its name in `groups`.

    `parent` is the column within whose rows a share is a share.
    """
    selected = [Statement(quote(base.column(name).name)) for name in plan.keys]
    if plan.grain is not None:
        selected.append(Statement(f"{_period(plan, base)} as {quote(TIME)}"))
    for aggregate in plan.aggregates:
        written = _rolled(aggregate, rollup) if rollup else _written(aggregate, base)
        data_type = groups.column(aggregate.name).data_type
        window = f"partition by {parent}" if parent else ""
        written = written.replace("{window}", window)
        selected.append(Statement(f"({written})::{data_type} as {quote(aggregate.name)}"))
    return selected


def _period(plan: GroupPlan, base: Admitted) -> str:
    column = base.column(plan.time_column or "")
    if column.data_type != "DATE" or plan.grain is None:
        raise InvalidArgument(f"'{column.name}' cannot be grouped by {plan.grain}.", "Take a date.")
    return f"{GRAINS[plan.grain].format(quote(column.name))}::date"


def _written(aggregate: Aggregate, base: Admitted) -> str:
    place = quote(base.column(aggregate.column).name) if aggregate.column else ""
    return FUNCTIONS[aggregate.function].sql.replace("{place}", place)


def _rolled(aggregate: Aggregate, rollup: Rollup) -> str:
    if aggregate.column is None:
        return f"sum({quote(rollup.row_count_column)})"
    measure = rollup.measure(aggregate.column)
    assert measure is not None
    total = f"sum({quote(measure.sum_column)})"
    return total if aggregate.function == "sum" else f"{total} / nullif(sum({quote(measure.count_column)}), 0)"
