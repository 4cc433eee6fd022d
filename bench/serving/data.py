"""A published snapshot of any size, made by rule: every run has the same rows, and nothing in them is real.

Months are linear in their number within the year, so that years to date add up without a window over the table.
"""

from dataclasses import dataclass, replace
from datetime import date

from warehouse.archive.home import Home
from warehouse.catalog.catalog import Catalog, Table
from warehouse.catalog.rollups import load_rollups
from warehouse.snapshots.build import start_build
from warehouse.snapshots.manifest import Manifest
from warehouse.snapshots.publish import publish

LAST_YEAR = 2016
CHAINS = 50
SEARCH = ("mart.search_name", "mart.search_key")


@dataclass(frozen=True)
class Size:
    """How many enterprises, and returns of each: 11 a year, since January has none."""

    enterprises: int
    months: int

    @property
    def periods(self) -> tuple[str, ...]:
        """The months of the returns, oldest first; the last one is December 2016."""
        years = range(LAST_YEAR - self.months // 11, LAST_YEAR + 1)
        every = [f"{year}-{month:02}" for year in years for month in range(2, 13)]
        return tuple(every[-self.months :])

    @property
    def rows(self) -> int:
        return self.enterprises * self.months


def enterprise_id(number: int) -> str:
    """The id of an enterprise, as ids of the register are written."""
    return f"E{number:09}"


def brand(number: int) -> str:
    """Three characters that no other enterprise has, as many as there may be enterprises; `_BRAND` is the same."""
    return chr(20_000 + number % 83) + chr(25_000 + number // 83 % 89) + chr(30_000 + number // 7387)


_BRAND = " || ".join(
    f"chr(({place})::integer)"
    for place in ("20000 + number % 83", "25000 + number // 83 % 89", "30000 + number // 7387")
)


def last_day(period: str) -> date:
    """The last day of a month written 2016-03."""
    year, month = int(period[:4]), int(period[5:])
    return date.fromordinal((date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)).toordinal() - 1)


def publish_data(home: Home, size: Size) -> Manifest:
    """Builds and publishes the snapshot: reference tables as always, generated ones by rule, the rest empty."""
    generated = {
        "core.enterprise": _enterprises(size),
        "core.chain": _chains(),
        "core.chain_stage": _chain_stages(),
        "core.enterprise_chain": _enterprise_chains(size),
        "mart.enterprise_month": _enterprise_months(size),
    }
    with start_build(home) as build:
        for table in _plan(build.catalog, generated):
            build.make(table)
        # Of everything that has a name, once all of it is there.
        for key in SEARCH:
            build.make(build.catalog.table(key))
        for rollup in load_rollups():
            build.check(build.catalog.table(rollup.table))
        return publish(build)


def _plan(catalog: Catalog, generated: dict[str, str]) -> list[Table]:
    """The tables in the order of making, search aside: what needs nothing generated, what is generated, rollups, and
    empty ones."""
    rollups = {rollup.table for rollup in load_rollups()}
    without: set[str] = set(generated) | rollups | set(SEARCH)
    for key, table in catalog.tables.items():
        if without & set(table.reads):
            without.add(key)
    made = [table for key, table in catalog.tables.items() if key not in without]
    made += [replace(catalog.table(key), model_sql=query, model_py=None) for key, query in generated.items()]
    made += [table for key, table in catalog.tables.items() if key in rollups]
    empty = [table for key, table in catalog.tables.items() if key in without - set(generated) - rollups - set(SEARCH)]
    # Of itself while it is empty; a column alone, since none may be inserted that the table makes of others.
    of_itself = {table.key: f"select {table.columns[0].name} from {table.key}" for table in empty}
    return made + [replace(table, model_sql=of_itself[table.key], model_py=None) for table in empty]


def _enterprises(size: Size) -> str:
    return f"""
        with region as (
            select region_code, row_number() over (order by region_code) - 1 as place, count(*) over () as places
            from core.region where level = 'prefecture'
        ),
        industry as (
            select industry_id, row_number() over (order by ordinal) - 1 as place, count(*) over () as places
            from core.industry
        )
        select
            'E' || lpad(number::varchar, 9, '0') as enterprise_id,
            '91620000' || lpad(number::varchar, 10, '0') as credit_code,
            'valid' as credit_code_state,
            '甘肃' || {_BRAND} || '科技有限公司' as name_zh,
            'yang li qi ye ' || number as name_pinyin,
            region_code,
            '620000' as registration_region_code,
            industry_id,
            '2017' as industry_standard,
            (number % 3 + 1)::integer as batch,
            date '2014-01-01' + (number % 1000)::integer as recognised_date,
            'active' as status,
            true as is_synthetic, 'S000001' as submission_id, '名录' as source_sheet, number + 3 as source_row
        from range({size.enterprises}) as made(number)
        join region on region.place = number * 7919 % region.places
        join industry on industry.place = number * 31 // 7 % industry.places
        order by number
    """


def _chains() -> str:
    return f"""
        select 'L' || lpad(number::varchar, 3, '0') as chain_id, '样例产业链' || number as name_zh,
            true as is_synthetic, 'S000001' as submission_id
        from range({CHAINS}) as made(number)
        order by number
    """


def _chain_stages() -> str:
    return f"""
        select 'L' || lpad(number::varchar, 3, '0') || '-' || place as chain_stage_id,
            'L' || lpad(number::varchar, 3, '0') as chain_id,
            ['upstream', 'midstream', 'downstream'][place] as stage, '环节' || place as node_name_zh,
            place::integer as ordinal, 1 as member_count, false as is_gap
        from range({CHAINS}) as made(number), range(1, 4) as node(place)
        order by number, place
    """


def _enterprise_chains(size: Size) -> str:
    """Every enterprise stands in one chain, every third in a second one."""
    return f"""
        select chain_stage_id || '-' || enterprise_id as enterprise_chain_id, *, null as role, 0.5 as counted_share,
            'S000001' as submission_id, '产业链' as source_sheet, 1 as source_row
        from (
            select 'E' || lpad(number::varchar, 9, '0') as enterprise_id,
                'L' || lpad(((number + shift) % {CHAINS})::varchar, 3, '0') as chain_id,
                chain_id || '-' || (number % 3 + 1) as chain_stage_id
            from range({size.enterprises}) as made(number), (values (0), ({CHAINS // 2})) as link(shift)
            where shift = 0 or number % 3 = 0
        )
        order by enterprise_chain_id
    """


def _enterprise_months(size: Size) -> str:
    """A select for each year, enterprise by enterprise: rows come in the order of the table with nothing to sort."""
    years = sorted({period[:4] for period in size.periods})
    selects = [_months_of_year([period for period in size.periods if period[:4] == year]) for year in years]
    return " union all by name ".join(selects)


_TENTHS = {"gross_output": 11, "revenue": 10, "operating_cost": 8, "rd_expenditure": 2}


def _months_of_year(periods: list[str]) -> str:
    year = int(periods[0][:4])
    calendar = ", ".join(
        f"{{'period': '{period}', 'period_end_date': date '{last_day(period)}', 'month': {int(period[5:])}}}"
        for period in periods
    )
    flows = "".join(
        f"""
            (base * {tenths} + if(month = 2, 3, month) * slope)::decimal(18, 3) as {name}_cny,
            (base * {tenths} * (month - 1) + month * (month + 1) // 2 * slope)::decimal(18, 3) as {name}_ytd_cny,"""
        for name, tenths in _TENTHS.items()
    )
    return f"""
        select
            enterprise_id, period, period_end_date, if(month = 2, 2, 1) as months_covered, region_code, industry_id,
            {flows}
            profit::decimal(18, 3) as total_profit_cny,
            (profit * (month - 1))::decimal(18, 3) as total_profit_ytd_cny,
            (base * 30)::decimal(18, 3) as total_assets_cny,
            (50 + number % 4999)::decimal(18, 6) as employee_count,
            number % 97 = 0 as is_flagged, true as is_synthetic
        from (
            select
                enterprise_id, region_code, industry_id,
                (source_row - 3)::bigint as number,
                ((number * 7919 + {year} * 104729) % 99991) * (1 + number % 101) * 1000 + 500000 as base,
                (number * 13 + {year}) % 997 * 1000 as slope,
                base - 4000000 * (number % 997) as profit,
                unnest([{calendar}], recursive := true)
            from core.enterprise
        )
    """
