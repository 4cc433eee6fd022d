-- One row per value of a macro series and rule that it breaks.
with reported as (
    select
        observation.observation_id, indicator_id, subject_id, product_code, period, period_kind, period_end_date, value,
        vintage_id, vintage_date, vintage.ordinal, submission_id, submission_number, source_sheet, source_cell,
        form_column_id, right(period, -4) as season
    from core.observation
    join core.vintage using (vintage_id)
    where subject_kind <> 'enterprise' and value is not null
),

-- A later file with the same release replaces an earlier one.
newest_of_release as (
    select distinct on (observation_id, vintage_id) *
    from reported
    order by observation_id, vintage_id, submission_number desc
),

off_earlier_release as (
    select distinct on (newest.observation_id, newest.vintage_id)
        newest.observation_id, newest.vintage_id, earlier.value as usual
    from newest_of_release as newest
    join reported as earlier
        on earlier.observation_id = newest.observation_id
        and earlier.submission_number < newest.submission_number
    order by
        newest.observation_id, newest.vintage_id,
        earlier.ordinal desc, earlier.vintage_date desc nulls last, earlier.submission_number desc
),

-- The series as it was first known.
series as (
    select distinct on (observation_id) reported.*, indicator.quantity_kind = 'price' as is_price
    from reported
    join core.indicator using (indicator_id)
    order by observation_id, submission_number, ordinal desc
),

around as (
    select
        observation_id,
        if(is_price, quantile_disc(value, 0.5) over months, quantile_disc(value, 0.5) over years) as usual,
        if(is_price, count(*) over months, count(*) over years) as standing
    from series
    window
        years as (
            partition by indicator_id, subject_id, product_code, period_kind, season
            order by period_end_date
            range between interval 38 months preceding and interval 38 months following
            exclude current row
        ),
        months as (
            partition by indicator_id, subject_id, product_code, period_kind
            order by period_end_date
            range between interval 4 months preceding and interval 4 months following
            exclude current row
        )
),

compared as (
    select newest.*, rule.rule_id, rule.rule_version, rule.tolerance, earlier.usual
    from newest_of_release as newest
    join core.plausibility_rule as rule on rule.kind = 'vintage' and rule.indicator_id = newest.indicator_id
    join off_earlier_release as earlier
        on earlier.observation_id = newest.observation_id
        and earlier.vintage_id = newest.vintage_id
    union all
    select newest.*, rule.rule_id, rule.rule_version, rule.tolerance, around.usual
    from newest_of_release as newest
    join core.plausibility_rule as rule on rule.kind = 'neighbours' and rule.indicator_id = newest.indicator_id
    join around on around.observation_id = newest.observation_id and around.standing >= rule.least_history
),

found as (
    select
        * exclude (tolerance),
        if(value > usual, 'too_high', 'too_low') as direction
    from compared
    where value > 0
        and usual > 0
        and (value::decimal(38, 6) > usual::decimal(38, 6) * tolerance or value::decimal(38, 6) * tolerance < usual)
    union all by name
    select
        newest.*,
        rule.rule_id,
        rule.rule_version,
        null::decimal(18, 6) as usual,
        if(value > rule.maximum, 'too_high', 'too_low') as direction
    from newest_of_release as newest
    join core.plausibility_rule as rule on rule.kind = 'bounds' and rule.indicator_id = newest.indicator_id
    where value not between rule.minimum and rule.maximum
)

select
    found.observation_id,
    found.submission_id,
    found.vintage_id,
    found.rule_id,
    found.rule_version,
    found.direction,
    found.value,
    found.usual::decimal(18, 6) as usual_value,
    coalesce(decision.decision_kind, 'open') as state,
    decision.decision_id,
    concat_ws('/', found.submission_id, found.source_sheet, found.source_cell) as held_cell_id,
    found.indicator_id,
    found.subject_id,
    found.period,
    split_part(found.form_column_id, '.', 2) as column_name,
    found.source_sheet,
    found.source_cell,
    regexp_extract(found.source_cell, '[0-9]+$')::integer as source_row
from found
left join core.decision
    on decision.is_in_force
    and decision.held_cell_id = concat_ws('/', found.submission_id, found.source_sheet, found.source_cell)
order by found.observation_id, found.submission_id, found.vintage_id, found.rule_id
