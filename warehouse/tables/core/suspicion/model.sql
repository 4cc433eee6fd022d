-- One row per newest reported value of a firm and rule that it breaks.
with reported as (
    select *
    from core.observation
    where subject_kind = 'enterprise' and value > 0
),

-- A slip lies at least so far from the usual value: only a series with two values that far apart can have one.
-- Values of one and of many months are compared per month: 27720 is a multiple of every number of months, so that
-- nothing is divided.
wide_series as (
    select indicator_id, subject_id, product_code, period_kind
    from (
        select
            indicator_id, subject_id, product_code, period_kind,
            min(value::decimal(38, 6) * (27720 // months_covered)::integer) as lowest,
            max(value::decimal(38, 6) * (27720 // months_covered)::integer) as highest
        from reported
        group by all
    )
    join (
        select indicator_id, min(factor) as factor, max(tolerance) as tolerance
        from core.plausibility_rule
        where kind = 'history'
        group by all
    ) as nearest using (indicator_id)
    where highest * nearest.tolerance >= lowest * nearest.factor
),

newest_of_wide_series as (
    select distinct on (observation_id)
        observation_id, indicator_id, subject_id, product_code, period, period_kind, period_end_date, months_covered,
        value, submission_id, source_sheet, source_cell
    from reported
    semi join wide_series using (indicator_id, subject_id, product_code, period_kind)
    order by observation_id, submission_number desc
),

per_month as (
    select *, value::decimal(38, 6) * (27720 // months_covered)::integer as comparable
    from newest_of_wide_series
),

with_history as (
    select
        *,
        quantile_disc(comparable, 0.5) over earlier as usual,
        min(comparable) over earlier as lowest,
        max(comparable) over earlier as highest,
        count(*) over earlier as history_count
    from per_month
    window earlier as (
        partition by indicator_id, subject_id, product_code, period_kind
        order by period_end_date
        rows between 12 preceding and 1 preceding
    )
),

off_its_history as (
    select
        with_history.*,
        rule.rule_id,
        rule.rule_version,
        rule.severity,
        case
            when comparable * rule.tolerance >= usual * rule.factor
                and comparable <= usual * rule.factor * rule.tolerance then 'too_high'
            when comparable * rule.factor * rule.tolerance >= usual
                and comparable * rule.factor <= usual * rule.tolerance then 'too_low'
        end as direction
    from with_history
    join core.plausibility_rule as rule using (indicator_id)
    where rule.kind = 'history'
        and history_count >= rule.least_history
        and highest <= usual * rule.spread
        and usual <= lowest * rule.spread
),

-- Of every version of both values; which of them are the newest is looked at for the few that are found.
off_per_head as (
    select
        worth.observation_id,
        worth.submission_number,
        heads.observation_id as heads_id,
        heads.submission_number as heads_number,
        worth.value,
        heads.value as head_count,
        worth.submission_id,
        worth.source_sheet,
        worth.source_cell,
        rule.rule_id,
        rule.rule_version,
        rule.severity,
        case
            when worth.value::decimal(38, 6) * 12 > heads.value::decimal(24, 6) * rule.maximum * worth.months_covered
                then 'too_high'
            else 'too_low'
        end as direction
    from reported as worth
    join core.plausibility_rule as rule on rule.kind = 'per_head' and rule.indicator_id = worth.indicator_id
    join reported as heads
        on heads.indicator_id = 'employee_count'
        and heads.subject_id = worth.subject_id
        and heads.period = worth.period
    where worth.period_kind in ('month', 'ytd')
        and (
            worth.value::decimal(38, 6) * 12 > heads.value::decimal(24, 6) * rule.maximum * worth.months_covered
            or worth.value::decimal(38, 6) * 12 < heads.value::decimal(24, 6) * rule.minimum * worth.months_covered
        )
),

newest_per_head as (
    select observation_id, max(submission_number) as submission_number
    from reported
    where observation_id in (
        select observation_id from off_per_head union all select heads_id from off_per_head
    )
    group by all
)

select
    observation_id, rule_id, rule_version, severity, direction, value,
    ((usual * months_covered)::decimal(38, 6) // 27720)::decimal(18, 6) as usual_value,
    null::decimal(18, 6) as head_count,
    submission_id, source_sheet, source_cell
from off_its_history
where direction is not null
union all
select
    off_per_head.observation_id, rule_id, rule_version, severity, direction, value,
    null::decimal(18, 6) as usual_value,
    head_count,
    submission_id, source_sheet, source_cell
from off_per_head
join newest_per_head as newest
    on newest.observation_id = off_per_head.observation_id
    and newest.submission_number = off_per_head.submission_number
join newest_per_head as newest_heads
    on newest_heads.observation_id = off_per_head.heads_id
    and newest_heads.submission_number = off_per_head.heads_number
order by observation_id, rule_id
