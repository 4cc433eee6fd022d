-- One row per indicator, region, quarter, kind, vintage and submission: the value and the day from which it was known.
select
    observation.indicator_id,
    observation.subject_id as region_code,
    observation.is_synthetic,
    observation.vintage_id,
    vintage.ordinal as vintage_ordinal,
    observation.period,
    (left(observation.period, 4)::integer * 4 + right(observation.period, 1)::integer - 1) as quarter,
    -- The day of the release; where nobody says it, the day on which the file came.
    coalesce(observation.vintage_date, (observation.known_from + interval 8 hour)::date) as known_date,
    observation.submission_number,
    observation.value,
    observation.vintage_status = 'estimated' as is_imputed,
    bool_or(broken.observation_id is not null) as is_break
from core.observation as observation
join core.vintage as vintage using (vintage_id)
anti join core.withdrawn_value as withdrawn
    on withdrawn.observation_id = observation.observation_id and withdrawn.submission_id = observation.submission_id
left join (
    select observation_id, submission_id, vintage_id from core.series_break where state in ('open', 'rejected')
) as broken
    on broken.observation_id = observation.observation_id
    and broken.submission_id = observation.submission_id
    and broken.vintage_id = observation.vintage_id
where observation.subject_kind = 'region'
    and observation.period_kind = 'quarter'
    and observation.indicator_id in ('sei_value_added', 'gdp')
    and observation.value is not null
group by all
order by region_code, is_synthetic, vintage_id, indicator_id, quarter, known_date, submission_number
