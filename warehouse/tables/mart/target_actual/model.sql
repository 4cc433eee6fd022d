-- One row per target, month, kind (real or synthetic) and pair of vintages: what rows that exist say of its indicator on
-- the last day of the month. Months run from the start to the deadline, and no further than the data: real ones until
-- the last month that is over, synthetic ones until the newest month that a file of the sample is about.
with horizon as (
    select false as is_synthetic, last_day((as_of + interval 8 hour)::date - interval 1 month)::date as until_date
    from stage.build
    union all
    select true, last_day((max(period) || '-01')::date)
    from core.submission
    where is_synthetic and period like '____-__'
    having count(*) > 0
),

declared as (
    select
        *,
        case when target_type = 'growth' then indicator_id || '_yoy' else indicator_id end as measured_indicator_id,
        coalesce(start_date, make_date(year(deadline_date), 1, 1)) as first_date
    from core.target
),

-- A target of at most one year has a twin a year earlier, which gives last year's course: '/' is in no identifier.
target as (
    select * from declared
    union all
    select * replace (
        target_id || '/year_before' as target_id,
        counted_after_date - interval 1 year as counted_after_date,
        first_date - interval 1 year as first_date,
        deadline_date - interval 1 year as deadline_date,
        (left(baseline_period, 4)::integer - 1)::varchar || substr(baseline_period, 5) as baseline_period
    )
    from declared
    where target_type in ('change_pp', 'count', 'range') and deadline_date <= counted_after_date + interval 1 year
),

month as (
    select
        target.*,
        horizon.is_synthetic,
        strftime(first_day, '%Y-%m') as period,
        last_day(first_day::date) as period_end_date
    from target
    cross join horizon
    cross join lateral (
        select unnest(generate_series(
            date_trunc('month', first_date)::timestamp,
            least(deadline_date, until_date)::timestamp,
            interval 1 month
        )) as first_day
    )
    where last_day(first_day::date) <= until_date
),

-- Figures of the province, by the pair of vintages that they were measured in.
figure as (
    select
        'sei_share_gdp' as indicator_id, region_code, is_synthetic, numerator_vintage_id, denominator_vintage_id,
        period, period_kind, period_end_date, sei_share * 100 as value
    from mart.sei_share
    union all
    select distinct
        'sei_value_added', region_code, is_synthetic, numerator_vintage_id, '', period, period_kind, period_end_date,
        sei_value_added
    from mart.sei_share
    where period_kind = 'year'
    union all
    select
        indicator_id, subject_id, is_synthetic, vintage_id, '', period, period_kind, period_end_date, value
    from mart.observation
    where subject_kind = 'region'
        and period_kind in ('year', 'ytd')
        and value is not null
        and indicator_id in (select measured_indicator_id from target where target_type = 'growth')
),

-- What of the year before its own first months had: a rate so far counts by it.
level_so_far as (
    select distinct
        'sei_value_added' as indicator_id, region_code, is_synthetic, numerator_vintage_id as vintage_id, period_kind,
        period_end_date, sei_value_added as value
    from mart.sei_share
),

part_of_year as (
    select
        so_far.indicator_id, so_far.region_code, so_far.is_synthetic, so_far.vintage_id,
        last_day((so_far.period_end_date + interval 1 year)::date) as period_end_date,
        so_far.value / whole.value as part
    from level_so_far as so_far
    join level_so_far as whole
        on whole.indicator_id = so_far.indicator_id
        and whole.region_code = so_far.region_code
        and whole.is_synthetic = so_far.is_synthetic
        and whole.vintage_id = so_far.vintage_id
        and whole.period_kind = 'year'
        and year(whole.period_end_date) = year(so_far.period_end_date)
    where whole.value > 0
),

pair as (
    select
        figure.indicator_id, figure.region_code, figure.is_synthetic, figure.numerator_vintage_id,
        figure.denominator_vintage_id,
        denominator_vintage_id not in ('', numerator_vintage_id) as is_mixed_vintage,
        coalesce(numerator.status in ('preliminary', 'estimated', 'unverified'), false)
        or coalesce(denominator.status in ('preliminary', 'estimated', 'unverified'), false) as is_preliminary,
        -- The first release of both, where there is one, else the newest of both.
        row_number() over (
            partition by figure.indicator_id, figure.region_code, figure.is_synthetic
            order by
                denominator_vintage_id not in ('', numerator_vintage_id),
                coalesce(numerator.status in ('estimated', 'unverified'), false),
                numerator.ordinal,
                denominator.ordinal desc,
                numerator_vintage_id,
                denominator_vintage_id
        ) = 1 as is_default
    from (
        select distinct indicator_id, region_code, is_synthetic, numerator_vintage_id, denominator_vintage_id
        from figure
    ) as figure
    left join core.vintage as numerator on numerator.vintage_id = figure.numerator_vintage_id
    left join core.vintage as denominator on denominator.vintage_id = figure.denominator_vintage_id
),

of_figures as (
    select
        month.target_id, month.period, month.is_synthetic,
        pair.numerator_vintage_id, pair.denominator_vintage_id,
        pair.is_default, pair.is_mixed_vintage, pair.is_preliminary,
        newest.value, newest.period as value_period, newest.period_end_date as value_date,
        baseline.value as baseline_measured,
        0 as undated_count,
        false as is_at_least,
        newest.value is not null as has_source
    from month
    join pair
        on pair.indicator_id = month.measured_indicator_id
        and pair.region_code = month.region_code
        and pair.is_synthetic = month.is_synthetic
    asof left join figure as newest
        on newest.indicator_id = pair.indicator_id
        and newest.region_code = pair.region_code
        and newest.is_synthetic = pair.is_synthetic
        and newest.numerator_vintage_id = pair.numerator_vintage_id
        and newest.denominator_vintage_id = pair.denominator_vintage_id
        and newest.period_end_date <= month.period_end_date
    left join figure as baseline
        on baseline.indicator_id = pair.indicator_id
        and baseline.region_code = pair.region_code
        and baseline.is_synthetic = pair.is_synthetic
        and baseline.numerator_vintage_id = pair.numerator_vintage_id
        and baseline.denominator_vintage_id = pair.denominator_vintage_id
        and baseline.period = month.baseline_period
),

-- Things that happen on a day; where only the month is known, within it. The day is null where nobody says.
event as (
    select
        'key_enterprise_count' as indicator_id, is_synthetic, recognised_date as first_date, recognised_date as last_date
    from core.enterprise
    where enterprise_kind = 'backbone'
    union all
    select
        case
            when level = 'national_local' then 'platform_national_local_count'
            when level = 'provincial' then 'provincial_platform_count'
            when platform_type = 'state_key_laboratory' then 'state_key_lab_count'
            when platform_type = 'enterprise_technology_centre' then 'national_enterprise_tech_center_count'
        end,
        is_synthetic,
        coalesce(approved_date, try_cast(approved_period || '-01' as date)),
        approved_by_date
    from core.platform
    where status in ('approved', 'evaluated')
    union all
    select 'sub_fund_count', fund.is_synthetic, fund.established_date, fund.established_date
    from core.fund
    where fund.fund_kind = 'sub_fund' and fund.status <> 'planned'
),

counted as (
    select
        month.target_id, month.period, month.is_synthetic,
        count(*) filter (event.first_date > counted_after_date and event.last_date <= period_end_date) as value,
        (count(*) filter (
            event.first_date is null
            or (event.first_date <= counted_after_date and event.last_date > counted_after_date)
        ))::integer as undated_count
    from month
    join event on event.indicator_id = month.indicator_id and event.is_synthetic = month.is_synthetic
    where month.target_type in ('count', 'range')
    group by all
),

-- Key enterprises on a day: recognised, and not gone by the register of changes.
change as (
    select
        enterprise_id, change_date,
        change_kind = 'merger' or new_status = 'exited' as is_exit
    from core.enterprise_change
    where is_applied and enterprise_id is not null and (change_kind = 'merger' or new_status is not null)
),

dated_exit as (
    select distinct enterprise_id
    from change
    where is_exit
),

standing as (
    select
        month.target_id, month.period, month.is_synthetic,
        count(*) filter (
            enterprise.recognised_date <= month.period_end_date
            and not coalesce(change.is_exit, enterprise.status = 'exited' and dated_exit.enterprise_id is null)
        ) as value,
        (count(*) filter (
            enterprise.recognised_date is null or (enterprise.status = 'exited' and dated_exit.enterprise_id is null)
        ))::integer as undated_count
    from month
    join core.enterprise as enterprise on enterprise.is_synthetic = month.is_synthetic
    asof left join change
        on change.enterprise_id = enterprise.enterprise_id and change.change_date <= month.period_end_date
    left join dated_exit on dated_exit.enterprise_id = enterprise.enterprise_id
    where month.target_type = 'stock'
        and month.indicator_id = 'key_enterprise_count'
        and enterprise.enterprise_kind = 'backbone'
    group by all
),

-- The newest full year: a year to date says "no" to everybody in summer.
chain_year as (
    select left(period, 4) as year, is_synthetic, count(*) filter (is_ten_billion) as value
    from mart.chain_revenue
    where right(period, 2) = '12'
    group by all
),

-- Money promised to the guide fund and to the sub-funds, and what was paid of it.
money as (
    select
        case when fund.fund_kind = 'guide' then 'guide_fund_size' else 'sub_fund_size' end as indicator_id,
        contribution.is_synthetic, contribution.contribution_date, contribution.committed_cny, contribution.paid_in_cny
    from core.fund_contribution as contribution
    join core.fund using (fund_id)
    where fund.fund_kind in ('guide', 'sub_fund')
),

committed as (
    select
        month.target_id, month.period, month.is_synthetic,
        (sum(committed_cny) filter (contribution_date <= period_end_date)) / 100000000 as value,
        (sum(paid_in_cny) filter (contribution_date <= period_end_date)) / 100000000 as paid_in
    from month
    join money on money.indicator_id = month.indicator_id and money.is_synthetic = month.is_synthetic
    group by all
),

of_registers as (
    select target_id, period, is_synthetic, value, period as value_period, undated_count, null as paid_in from counted
    union all
    select target_id, period, is_synthetic, value, period, undated_count, null from standing
    union all
    select month.target_id, month.period, month.is_synthetic, chain_year.value, chain_year.year, 0, null
    from month
    join chain_year
        on chain_year.year = year(month.period_end_date + interval 1 day - interval 1 year)::varchar
        and chain_year.is_synthetic = month.is_synthetic
    where month.indicator_id = 'chain_10bn_count'
    union all
    select target_id, period, is_synthetic, coalesce(value, 0), period, 0, coalesce(paid_in, 0) from committed
),

measured as (
    select
        month.target_id,
        month.target_type,
        month.indicator_id,
        month.region_code,
        month.deadline_date,
        month.period,
        month.period_end_date,
        month.is_synthetic,
        coalesce(of_figures.numerator_vintage_id, '') as numerator_vintage_id,
        coalesce(of_figures.denominator_vintage_id, '') as denominator_vintage_id,
        coalesce(of_figures.is_default, true) as is_default,
        coalesce(of_figures.is_mixed_vintage, false) as is_mixed_vintage,
        coalesce(of_figures.is_preliminary, false) as is_preliminary,
        coalesce(of_figures.value, of_registers.value)::decimal(18, 6) as value,
        coalesce(of_figures.value_period, of_registers.value_period) as value_period,
        coalesce(
            of_figures.value_date,
            case
                when length(of_registers.value_period) = 4 then make_date(of_registers.value_period::integer, 12, 31)
                when of_registers.value is not null then month.period_end_date
            end
        ) as value_date,
        coalesce(of_figures.baseline_measured, month.baseline_value)::decimal(18, 6) as baseline_value,
        of_figures.baseline_measured is not null as is_baseline_measured,
        coalesce(of_registers.undated_count, 0) as undated_count,
        of_registers.paid_in::decimal(18, 6) as paid_in
    from month
    left join of_figures using (target_id, period, is_synthetic)
    left join of_registers using (target_id, period, is_synthetic)
),

-- How far the twin had come by the end of each month: of figures since their baseline, of registers since 0.
year_before as (
    select
        replace(target_id, '/year_before', '') as target_id,
        is_synthetic, numerator_vintage_id, denominator_vintage_id, period_end_date, deadline_date,
        case
            when target_type <> 'change_pp' then value
            when is_baseline_measured then value - baseline_value
        end as progress
    from measured
    where target_id like '%/year_before' and undated_count = 0 and value_date = period_end_date
)

select
    measured.target_id,
    measured.period,
    measured.period_end_date,
    measured.is_synthetic,
    measured.numerator_vintage_id,
    measured.denominator_vintage_id,
    measured.is_default,
    measured.is_mixed_vintage,
    measured.is_preliminary,
    measured.value,
    measured.value_period,
    measured.value_date,
    measured.baseline_value,
    measured.is_baseline_measured,
    measured.undated_count,
    measured.paid_in,
    try_cast(coalesce(so_far.progress / whole.progress, part_of_year.part) as decimal(18, 6)) as last_year_share
from measured
left join year_before as so_far
    on so_far.target_id = measured.target_id
    and so_far.is_synthetic = measured.is_synthetic
    and so_far.numerator_vintage_id = measured.numerator_vintage_id
    and so_far.denominator_vintage_id = measured.denominator_vintage_id
    and so_far.period_end_date
    = last_day((coalesce(measured.value_date, measured.period_end_date) - interval 1 year)::date)
left join year_before as whole
    on whole.target_id = measured.target_id
    and whole.is_synthetic = measured.is_synthetic
    and whole.numerator_vintage_id = measured.numerator_vintage_id
    and whole.denominator_vintage_id = measured.denominator_vintage_id
    and whole.period_end_date = last_day((measured.deadline_date - interval 1 year)::date)
    and whole.progress > 0
left join part_of_year
    on measured.target_type = 'growth'
    and part_of_year.indicator_id = measured.indicator_id
    and part_of_year.region_code = measured.region_code
    and part_of_year.is_synthetic = measured.is_synthetic
    and part_of_year.vintage_id = measured.numerator_vintage_id
    and part_of_year.period_end_date = measured.value_date
where measured.target_id not like '%/year_before'
order by
    measured.target_id, measured.is_synthetic, measured.period, measured.numerator_vintage_id,
    measured.denominator_vintage_id
