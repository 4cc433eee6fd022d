-- One row per region, year and pair of vintages of numerator and denominator.
with vintage as (
    select
        indicator_id, subject_id as region_code, period, vintage_id, value,
        ordinal, vintage_date, submission_number
    from core.observation
    join core.vintage using (vintage_id)
    anti join core.withdrawn_value using (observation_id, submission_id)
    anti join (
        select observation_id, submission_id, vintage_id from core.series_break where state in ('open', 'rejected')
    ) as broken using (observation_id, submission_id, vintage_id)
    where subject_kind = 'region'
        and period_kind = 'year'
        and indicator_id in ('sei_value_added', 'gdp')
        and value is not null
    qualify row_number() over (
        partition by indicator_id, subject_id, period, vintage_id
        order by submission_number desc
    ) = 1
)
select
    numerator.region_code,
    numerator.period,
    numerator.vintage_id as numerator_vintage_id,
    denominator.vintage_id as denominator_vintage_id,
    numerator.value as sei_value_added,
    denominator.value as gdp,
    (numerator.value / denominator.value)::decimal(18, 6) as sei_share,
    numerator.vintage_id <> denominator.vintage_id as is_mixed_vintage,
    -- Newest as in core.value_in_force.
    row_number() over (
        partition by numerator.region_code, numerator.period
        order by
            numerator.ordinal desc, numerator.vintage_date desc nulls last, numerator.submission_number desc,
            denominator.ordinal desc, denominator.vintage_date desc nulls last, denominator.submission_number desc
    ) = 1 as is_in_force
from vintage as numerator
join vintage as denominator
    on denominator.region_code = numerator.region_code
    and denominator.period = numerator.period
    and denominator.indicator_id = 'gdp'
where numerator.indicator_id = 'sei_value_added'
    -- A GDP of 0 means a missing value: there is no share of it.
    and denominator.value > 0
    -- A part that is more than its whole, or less than nothing, is a slip of one of the two: a check names their cells.
    and numerator.value between 0 and denominator.value
order by region_code, period, numerator_vintage_id, denominator_vintage_id
