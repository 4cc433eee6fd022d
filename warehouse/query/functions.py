"""Aggregate functions of groups: the SQL of each, and whether a rollup can compute it too.

Sums of decimals are exact. Quotients (a mean, a share, a weighted mean) are divided as 128-bit integers and rounded
half away from zero to six places, since DuckDB divides decimals as doubles.

Quantiles use the seventh method of Hyndman and Fan ("Sample Quantiles in Statistical Packages", 1996): of n ordered
values, the one at place 1 + (n - 1) * at, interpolated linearly between two places. The median is exact: half the sum
of the two middle values, rounded half away from zero to six places. Other quantiles are DuckDB's `quantile_cont` on
decimals of six places, computed in doubles: fifteen significant digits are correct. Reading the two neighbouring values
instead would need the rows in order: three to seven times the work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

from warehouse.catalog.catalog import TableColumn
from warehouse.catalog.rollups import Rollup
from warehouse.query.access import Admitted
from warehouse.query.plan import Aggregate
from warehouse.query.statement import Statement, quote

SIX_PLACES = "DECIMAL(38,6)"


@dataclass(frozen=True)
class Function:
    """An aggregate function. In its SQL, {place} is the column, {scale} its number of decimal places, {weight} the
    column of weights and {window} the groups that form the total of a share.

    With `divisor` the result is `sql` divided by it. `of_none` is the result for a group without rows. HHI has no SQL
    here: it needs groups within groups (concentration.py).
    """

    data_type: Callable[[TableColumn | None], str]
    sql: str = ""
    divisor: str = ""
    is_rolled: bool = False
    of_none: str = "null"


def _six_places(_column: TableColumn | None) -> str:
    return SIX_PLACES


def _whole(_column: TableColumn | None) -> str:
    return "BIGINT"


def _sum_type(column: TableColumn | None) -> str:
    return f"DECIMAL(38,{_scale(column)})"


def _own_type(column: TableColumn | None) -> str:
    assert column is not None
    return column.data_type


# Of n values, `quantile_disc` at part p is the value at place ceil(n * p), with p an exact decimal. So these two are
# the middle values, equal where n is odd: for up to 500 billion values.
_MIDDLE = "quantile_disc({place}, [0.5, 0.500000000001])"

FUNCTIONS: Mapping[str, Function] = {
    "count": Function(_whole, "count(*)", is_rolled=True, of_none="0"),
    "sum": Function(_sum_type, "sum({place})", is_rolled=True),
    "mean": Function(_six_places, "sum({place})", "count({place})", is_rolled=True),
    "min": Function(_own_type, "min({place})"),
    "max": Function(_own_type, "max({place})"),
    "median": Function(
        _six_places, f"({_MIDDLE}[1]::decimal(38, {{scale}}) + {_MIDDLE}[2]::decimal(38, {{scale}})) * 0.5"
    ),
    "quantile": Function(_six_places, "quantile_cont({place}::decimal(38, 6), ?)"),
    "distinct": Function(_whole, "count(distinct {place})", of_none="0"),
    "share": Function(_six_places, "sum({place})", "sum(sum({place})) over ({window})"),
    "weighted_mean": Function(
        _six_places, "sum({place} * {weight})", "sum({weight}) filter (where {place} is not null)"
    ),
    "hhi": Function(_six_places),
}
"""Functions by name; a new one is one entry here and one line in graph/declare/grouping.py."""


def aggregate_column(aggregate: Aggregate, base: Admitted) -> TableColumn:
    """The aggregate as a column of the table of the groups."""
    of = base.column(aggregate.column) if aggregate.column else None
    function = FUNCTIONS[aggregate.function]
    return TableColumn(aggregate.name, function.data_type(of), function.of_none == "null", "")


def gathered(aggregate: Aggregate, base: Admitted, rollup: Rollup | None, window: str) -> list[Statement]:
    """What `group by` computes for an aggregate, named after it: the aggregate itself, or its dividend and divisor."""
    function = FUNCTIONS[aggregate.function]
    dividend, divisor = _written(aggregate, base, window) if rollup is None else _rolled(aggregate, rollup)
    if aggregate.function == "hhi":
        return []
    if not function.divisor:
        data_type = aggregate_column(aggregate, base).data_type
        values = (aggregate.argument,) if "?" in dividend else ()
        return [Statement(f"({dividend})::{data_type} as {quote(aggregate.name)}", values)]
    dividend_scale, divisor_scale = _scales(aggregate, base)
    return [
        Statement(f"{_units(dividend, divisor_scale - dividend_scale)} as {quote(_dividend(aggregate))}"),
        Statement(f"{_units(divisor, dividend_scale - divisor_scale)} as {quote(_divisor(aggregate))}"),
    ]


def is_computed_after_grouping(aggregate: Aggregate) -> bool:
    """Whether an aggregate is computed from the results of `group by`."""
    return bool(FUNCTIONS[aggregate.function].divisor) or aggregate.function == "hhi"


def divided(aggregate: Aggregate) -> Statement:
    """The quotient of the two numbers; null where the divisor is 0."""
    dividend, divisor = quote(_dividend(aggregate)), quote(_divisor(aggregate))
    return Statement(
        f"case when {divisor} <> 0 then\n"
        f"    (abs({dividend}) * 2000000 + abs({divisor})) // (2 * abs({divisor}))\n"
        f"    * case when ({dividend} < 0) = ({divisor} < 0) then 0.000001 else -0.000001 end\n"
        f"end as {quote(aggregate.name)}"
    )


def _written(aggregate: Aggregate, base: Admitted, window: str) -> tuple[str, str]:
    function = FUNCTIONS[aggregate.function]
    column = base.column(aggregate.column) if aggregate.column else None
    place, scale, weight = quote(column.name) if column else "", str(_scale(column)), ""
    if "{weight}" in function.sql:
        place, weight = _factor(base, aggregate.column), _factor(base, aggregate.argument)

    def fill(sql: str) -> str:
        substitutions = {"{place}": place, "{scale}": scale, "{weight}": weight, "{window}": window}
        return reduce(lambda text, name: text.replace(name, substitutions[name]), substitutions, sql)

    return fill(function.sql), fill(function.divisor)


def _factor(base: Admitted, name: object) -> str:
    """A column as a 128-bit factor: DuckDB multiplies integers, and decimals of up to 18 digits, in 64 bits."""
    column = base.column(str(name))
    return f"{quote(column.name)}::decimal(38, {_scale(column)})"


def _rolled(aggregate: Aggregate, rollup: Rollup) -> tuple[str, str]:
    if aggregate.column is None:
        return f"sum({quote(rollup.row_count_column)})", ""
    measure = rollup.measure(aggregate.column)
    assert measure is not None
    return f"sum({quote(measure.column)})", f"sum({quote(measure.count_column)})"


def _scales(aggregate: Aggregate, base: Admitted) -> tuple[int, int]:
    """The decimal places of dividend and divisor."""
    assert aggregate.column is not None
    own = _scale(base.column(aggregate.column))
    if aggregate.function == "weighted_mean":
        weight = _scale(base.column(str(aggregate.argument)))
        return own + weight, weight
    return own, own if aggregate.function == "share" else 0


def _scale(column: TableColumn | None) -> int:
    kind = column.data_type if column else ""
    return int(kind.rpartition(",")[2].rstrip(")")) if kind.startswith("DECIMAL") else 0


def _units(number: str, more_places: int) -> str:
    """A decimal as an integer of its last places, padded with zeros where the other number has more of them."""
    return f"replace(({number})::varchar, '.', '')::hugeint" + (f" * {10**more_places}" if more_places > 0 else "")


def _dividend(aggregate: Aggregate) -> str:
    return f"{aggregate.name}:of"


def _divisor(aggregate: Aggregate) -> str:
    return f"{aggregate.name}:by"
