-- One row per enterprise, measure, kind of period and month with a return: the value, its own base, and what was first
-- received. All three in yuan.
with reported as (
    select observation_id, subject_id, indicator_id, period_kind, period, value, same_period_value, vintage_count,
        known_from, is_flagged, is_synthetic
    from mart.observation
    where subject_kind = 'enterprise'
        and product_code = ''
        and indicator_id in ('revenue', 'gross_output', 'total_profit')
        and period_kind in ('month', 'ytd')
),

-- A later file may say the same again: what it says was known from the first one on. What was held or withdrawn was never
-- in force.
first_received as (
    select observation.observation_id, arg_min(observation.value, observation.submission_number) as value,
        arg_min(observation.known_from, observation.submission_number) as known_from
    from core.observation
    anti join core.withdrawn_value using (observation_id, submission_id)
    anti join (
        select observation_id, submission_id from core.suspicion where severity = 'held' and state in ('open', 'rejected')
    ) as held using (observation_id, submission_id)
    anti join (
        select submission_id, source_sheet, source_cell from core.held_cell where state = 'rejected'
    ) as rejected using (submission_id, source_sheet, source_cell)
    where observation.value is not null
        and observation.subject_kind = 'enterprise'
        and observation.product_code = ''
        and observation.indicator_id in ('revenue', 'gross_output', 'total_profit')
        and observation.period_kind in ('month', 'ytd')
    group by all
)

select
    reported.subject_id as enterprise_id,
    reported.indicator_id as measure,
    reported.period_kind,
    reported.period,
    -- The indicators are stored in thousand yuan.
    (reported.value::decimal(28, 6) * 1000)::decimal(18, 2) as value_cny,
    (reported.same_period_value::decimal(28, 6) * 1000)::decimal(18, 2) as restated_base_cny,
    (if(reported.vintage_count > 1, coalesce(first_received.value, reported.value), reported.value)::decimal(28, 6) * 1000)::decimal(18, 2) as first_value_cny,
    coalesce(first_received.known_from, reported.known_from) as first_known_from,
    if(reported.vintage_count > 1, reported.known_from, first_known_from) as known_from,
    reported.is_flagged,
    reported.is_synthetic
from reported
left join first_received using (observation_id)
order by enterprise_id, measure, period_kind, period
