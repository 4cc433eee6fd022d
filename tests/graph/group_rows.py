"""Monthly returns to be grouped, and the plain Python that the groups of a test are compared with."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from tests.graph.conftest import Service

Row = dict[str, Any]

RETURNS = """
insert into mart.enterprise_month by name
select
    'G' || lpad((i % 40)::varchar, 3, '0') as enterprise_id,
    strftime(month, '%Y-%m') as period,
    last_day(month) as period_end_date,
    case when month(month) = 2 then 2 else 1 end as months_covered,
    ['620100', '620200', '620300'][i % 3 + 1] as region_code,
    case when i % 7 <> 0 then ['I1', 'I2'][i % 2 + 1] end as industry_id,
    case when i % 11 <> 0 then ((i * 37) % 1000 - 200)::decimal(18, 3) / 8 end as revenue_cny,
    ((i * 53) % 700)::decimal(18, 3) as revenue_ytd_cny,
    i % 13 = 0 as is_flagged,
    true as is_synthetic
from (
    select i, (date '2014-01-01' + to_months((i // 40)::integer * 2 + 1))::date as month
    from range(40 * 15) as made(i)
);
insert into mart.enterprise_month by name
select
    'BIG' as enterprise_id,
    strftime(month, '%Y-%m') as period,
    last_day(month) as period_end_date,
    1 as months_covered,
    '620300' as region_code,
    amount as revenue_cny,
    employees as employee_count,
    false as is_flagged,
    true as is_synthetic
from (values
    (date '2013-03-01', 333333333333.333, 34487),
    (date '2013-04-01', 333333333333.334, 1),
    (date '2013-06-01', 0.001, null)
) as made(month, amount, employees);
update core.fund set target_size_cny = 250000000 where fund_id in (select fund_id from core.fund_contribution)
"""

ALL = """
{ a: enterpriseMonths(first: 1000) { nodes {
    enterpriseId period periodEndDate regionCode industryId revenueCny revenueYtdCny isFlagged } } }
"""


def groups(service: Service, arguments: str, fields: str, where: str = "") -> list[dict[str, Any]]:
    condition = f"(where: {where})" if where else ""
    asked = service.execute(
        f"{{ m: enterpriseMonths{condition} {{ groups({arguments}) {{ nodes {{ {fields} }} }} }} }}"
    )
    return list(asked.data["m"]["groups"]["nodes"])


def numbers(rows: list[dict[str, Any]], column: str) -> list[Decimal]:
    return [Decimal(row[column]) for row in rows if row[column] is not None]


def by(rows: list[dict[str, Any]], *columns: str) -> dict[tuple[Any, ...], list[dict[str, Any]]]:
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[tuple(row[column] for column in columns)].append(row)
    return found


def total(rows: list[Row], column: str) -> Decimal | None:
    """The sum of what values there are; None where there is none."""
    values = numbers(rows, column)
    return sum(values, Decimal(0)) if values else None


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def six_places(number: Decimal) -> Decimal:
    """Rounded half away from zero."""
    return number.quantize(Decimal("0.000001"), ROUND_HALF_UP)


def month_of(row: Row) -> str:
    return str(row["periodEndDate"][:7])


def check_refused(service: Service, arguments: str, fields: str, message: str) -> None:
    """Groups of that kind are refused before any SQL."""
    asked = service.execute(f"{{ m: enterpriseMonths {{ groups({arguments}) {{ nodes {{ {fields} }} }} }} }}")

    assert message in asked.error["message"]
    assert asked.statements == ()


def check_rollup(service: Service, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query of months is answered from their rollup, and the same from their rows."""
    rolled = service.execute(query)
    monkeypatch.setattr("warehouse.query.grouping.find_rollup", lambda *_: None)
    # Another document, which nothing was planned for yet.
    based = service.execute(query + " ")

    assert "enterprise_month_by_industry" in rolled.sql
    assert "enterprise_month_by_industry" not in based.sql
    assert rolled.data == based.data
