-- One row per flow, subject, product and month that nobody gave: the year to date less that of the month before, where
-- both are of one release and of one extent (docs/sources/calendar.md).
with so_far as (
    select
        observation.*,
        indicator.may_be_negative,
        submission.submission_number,
        left(observation.period, 5)
        || lpad((right(observation.period, 2)::integer - 1)::varchar, 2, '0') as prior_period
    from mart.observation
    join core.indicator using (indicator_id)
    join core.submission using (submission_id)
    where indicator.quantity_kind = 'flow'
        and observation.period_kind = 'ytd'
        and observation.value is not null
        and regexp_full_match(observation.period, '\d{4}-\d{2}')
),

-- A held or rejected month counts as given: a derived value must not bypass the queue.
given_month as (
    select subject_id, indicator_id, product_code, period
    from core.observation
    anti join core.withdrawn_value using (observation_id, submission_id)
    where period_kind = 'month' and value is not null
    union all
    select subject_id, indicator_id, product_code, period
    from core.held_value
    where period_kind = 'month'
),

without_month as (
    select *
    from so_far
    anti join given_month using (subject_id, indicator_id, product_code, period)
    -- January and February are never split, and the year to date of January is January.
    where right(period, 2) >= '03'
),

-- Around a merger the two years to date are of different firms together.
around_merger as (
    select distinct
        unnest([enterprise_id, other_enterprise_id]) as subject_id,
        strftime(change_date + to_months(month.later), '%Y-%m') as period
    from core.enterprise_change
    cross join (values (0), (1)) as month(later)
    where change_kind = 'merger'
),

difference as (
    select
        concat_ws(
            '.', this_month.indicator_id, this_month.subject_id, nullif(this_month.product_code, ''), this_month.period,
            'month'
        ) as derived_month_id,
        this_month.indicator_id,
        this_month.subject_kind,
        this_month.subject_id,
        this_month.product_code,
        this_month.period,
        this_month.period_end_date,
        this_month.value::decimal(19, 6) - prior_month.value::decimal(19, 6) as value,
        this_month.value < prior_month.value and not this_month.may_be_negative as is_doubtful,
        this_month.unit_stored,
        this_month.vintage_id,
        greatest(this_month.known_from, prior_month.known_from) as known_from,
        this_month.observation_id as ytd_observation_id,
        prior_month.observation_id as prior_ytd_observation_id,
        this_month.is_flagged or prior_month.is_flagged as is_flagged,
        this_month.is_corrected or prior_month.is_corrected as is_corrected,
        this_month.is_synthetic or prior_month.is_synthetic as is_synthetic,
        this_month.submission_number,
        prior_month.submission_number as prior_submission_number,
        prior_month.value as prior_value
    from without_month as this_month
    join so_far as prior_month
        on prior_month.subject_id = this_month.subject_id
        and prior_month.indicator_id = this_month.indicator_id
        and prior_month.product_code = this_month.product_code
        and prior_month.period = this_month.prior_period
        and prior_month.vintage_id = this_month.vintage_id
        and prior_month.unit_stored is not distinct from this_month.unit_stored
    anti join around_merger
        on around_merger.subject_id = this_month.subject_id
        and around_merger.period = this_month.period
),

-- A year to date that was restated after the later one came is of another base than that one.
restated as (
    select distinct difference.derived_month_id
    from difference
    join core.observation as before_restatement
        on before_restatement.observation_id = difference.prior_ytd_observation_id
        and before_restatement.vintage_id = difference.vintage_id
    where difference.prior_submission_number > difference.submission_number
        and before_restatement.submission_number < difference.prior_submission_number
        and before_restatement.value <> difference.prior_value
)

select * exclude (submission_number, prior_submission_number, prior_value)
from difference
anti join restated using (derived_month_id)
order by subject_id, indicator_id, product_code, period
