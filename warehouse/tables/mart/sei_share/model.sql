-- One row per region, year or part of a year so far, kind (real or synthetic) and pair of vintages of numerator and
-- denominator. The year so far is the sum of its quarters in one vintage, none of them missing.
with release as (
    select
        indicator_id, subject_id as region_code, period, period_kind, period_end_date, vintage_id, is_synthetic, value,
        ordinal, vintage_date, submission_number
    from core.observation
    join core.vintage using (vintage_id)
    anti join core.withdrawn_value using (observation_id, submission_id)
    anti join (
        select observation_id, submission_id, vintage_id from core.series_break where state in ('open', 'rejected')
    ) as broken using (observation_id, submission_id, vintage_id)
    where subject_kind = 'region'
        and period_kind in ('year', 'quarter')
        and indicator_id in ('sei_value_added', 'gdp')
        and value is not null
    qualify row_number() over (
        partition by indicator_id, subject_id, period, period_kind, vintage_id, is_synthetic
        order by submission_number desc
    ) = 1
),

so_far as (
    select
        indicator_id,
        region_code,
        left(period, 4) as year,
        right(period, 1)::integer as quarter,
        period_end_date,
        vintage_id,
        is_synthetic,
        sum(value) over until_now as value,
        ordinal,
        max(vintage_date) over until_now as vintage_date,
        max(submission_number) over until_now as submission_number
    from release
    where period_kind = 'quarter'
    window until_now as (
        partition by indicator_id, region_code, left(period, 4), vintage_id, is_synthetic
        order by period
    )
    qualify count(*) over until_now = quarter
),

vintage as (
    select * from release where period_kind = 'year'
    union all by name
    select
        * exclude (year, quarter),
        if(quarter = 4, year, year || '-' || lpad((quarter * 3)::varchar, 2, '0')) as period,
        if(quarter = 4, 'year', 'ytd') as period_kind
    from so_far
    -- A published year stands before the sum of its quarters.
    where not exists (
        from release as published
        where published.period = so_far.year
            and so_far.quarter = 4
            and published.period_kind = 'year'
            and published.indicator_id = so_far.indicator_id
            and published.region_code = so_far.region_code
            and published.vintage_id = so_far.vintage_id
            and published.is_synthetic = so_far.is_synthetic
    )
)

select
    numerator.region_code,
    numerator.period,
    numerator.period_kind,
    numerator.period_end_date,
    numerator.is_synthetic,
    numerator.vintage_id as numerator_vintage_id,
    denominator.vintage_id as denominator_vintage_id,
    numerator.value::decimal(18, 6) as sei_value_added,
    denominator.value::decimal(18, 6) as gdp,
    (numerator.value / denominator.value)::decimal(18, 6) as sei_share,
    numerator.vintage_id <> denominator.vintage_id as is_mixed_vintage,
    -- Newest as in core.value_in_force.
    row_number() over (
        partition by numerator.region_code, numerator.period, numerator.is_synthetic
        order by
            numerator.ordinal desc, numerator.vintage_date desc nulls last, numerator.submission_number desc,
            denominator.ordinal desc, denominator.vintage_date desc nulls last, denominator.submission_number desc
    ) = 1 as is_in_force
from vintage as numerator
join vintage as denominator
    on denominator.region_code = numerator.region_code
    and denominator.period = numerator.period
    and denominator.is_synthetic = numerator.is_synthetic
    and denominator.indicator_id = 'gdp'
where numerator.indicator_id = 'sei_value_added'
    -- A GDP of 0 means a missing value: there is no share of it.
    and denominator.value > 0
    -- A part that is more than its whole, or less than nothing, is a slip of one of the two: a check names their cells.
    and numerator.value between 0 and denominator.value
order by region_code, period, is_synthetic, numerator_vintage_id, denominator_vintage_id
