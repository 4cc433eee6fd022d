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
        value, submission_id, submission_number, source_sheet, source_cell, form_column_id
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
        list(comparable) over earlier as history
    from per_month
    window earlier as (
        partition by indicator_id, subject_id, product_code, period_kind
        order by period_end_date
        rows between 12 preceding and 1 preceding
    )
),

-- An earlier uncorrected unit error does not count as history: its repetition is found again.
with_steady_history as (
    select
        with_history.*,
        rule.rule_id,
        rule.rule_version,
        rule.severity,
        rule.factor as slip_factor,
        rule.tolerance,
        rule.spread,
        rule.least_history,
        list_filter(
            history,
            lambda past: past * rule.tolerance < usual * rule.factor and past * rule.factor > usual * rule.tolerance
        ) as steady
    from with_history
    join core.plausibility_rule as rule using (indicator_id)
    where rule.kind = 'history'
),

off_its_history as (
    select
        *,
        case
            when comparable * tolerance >= usual * slip_factor
                and comparable <= usual * slip_factor * tolerance then 'too_high'
            when comparable * slip_factor * tolerance >= usual
                and comparable * slip_factor <= usual * tolerance then 'too_low'
        end as direction
    from with_steady_history
    where len(steady) >= least_history
        and list_max(steady) <= usual * spread
        and usual <= list_min(steady) * spread
),

-- Of every version of both values; which of them are the newest is looked at for the few that are found.
off_per_head as (
    select
        worth.observation_id,
        worth.indicator_id,
        worth.subject_id,
        worth.product_code,
        worth.period,
        worth.period_kind,
        worth.months_covered,
        worth.submission_number,
        heads.observation_id as heads_id,
        heads.submission_number as heads_number,
        worth.value,
        heads.value as head_count,
        worth.submission_id,
        worth.source_sheet,
        worth.source_cell,
        worth.form_column_id,
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
),

found as (
    select
        observation_id, indicator_id, subject_id, product_code, period, period_kind, months_covered, submission_number,
        rule_id, rule_version, severity, direction, value,
        try_cast((usual * months_covered)::decimal(38, 6) // 27720 as decimal(18, 6)) as usual_value,
        null::decimal(18, 6) as head_count,
        submission_id, source_sheet, source_cell, form_column_id
    from off_its_history
    where direction is not null
    union all
    select
        off_per_head.observation_id, indicator_id, subject_id, product_code, period, period_kind, months_covered,
        off_per_head.submission_number,
        rule_id, rule_version, severity, direction, value,
        null::decimal(18, 6) as usual_value,
        head_count,
        submission_id, source_sheet, source_cell, form_column_id
    from off_per_head
    join newest_per_head as newest
        on newest.observation_id = off_per_head.observation_id
        and newest.submission_number = off_per_head.submission_number
    join newest_per_head as newest_heads
        on newest_heads.observation_id = off_per_head.heads_id
        and newest_heads.submission_number = off_per_head.heads_number
),

-- A value of a column held as a whole is not listed by itself.
of_single_values as (
    select
        *,
        concat_ws('/', submission_id, source_sheet, source_cell) as held_cell_id
    from found
    anti join core.column_slip
        on column_slip.submission_id = found.submission_id
        and column_slip.source_sheet = found.source_sheet
        and column_slip.column_letters = regexp_extract(found.source_cell, '^[A-Z]+')
),

newest_of_columns as (
    select observation.observation_id, max(observation.submission_number) as submission_number
    from core.observation
    where observation.observation_id in (
        select observation_id
        from core.observation
        semi join core.column_slip using (submission_id, source_sheet)
    )
    group by all
),

-- The usual value is here what the value would be in the unit that it seems to be in.
of_columns as (
    select
        observation.observation_id, observation.indicator_id, subject_id, product_code, observation.period, period_kind,
        months_covered, observation.submission_number,
        rule_id, rule_version, severity, direction, value,
        if(
            direction = 'too_high',
            (value / column_slip.factor)::decimal(18, 6),
            try_cast(value::decimal(38, 6) * column_slip.factor as decimal(18, 6))
        ) as usual_value,
        null::decimal(18, 6) as head_count,
        observation.submission_id, observation.source_sheet, source_cell, observation.form_column_id,
        column_slip.held_cell_id
    from core.observation
    join newest_of_columns using (observation_id, submission_number)
    join core.column_slip
        on column_slip.submission_id = observation.submission_id
        and column_slip.source_sheet = observation.source_sheet
        and column_slip.column_letters = regexp_extract(observation.source_cell, '^[A-Z]+')
    where value is not null
),

suspected as (
    select * from of_single_values
    union all by name
    select * from of_columns
),

in_force as (
    select * from core.decision where is_in_force
),

-- Whoever released a value has said that the firm is of this size: later values of the same kind that are near it
-- are not asked about again.
released_level as (
    select
        found.observation_id, found.rule_id,
        max_by(in_force.decision_id, in_force.decision_number) as decision_id
    from found
    join core.observation as earlier using (indicator_id, subject_id, product_code, period_kind)
    join in_force
        on in_force.held_cell_id = concat_ws('/', earlier.submission_id, earlier.source_sheet, earlier.source_cell)
        and in_force.decision_kind = 'released'
    where earlier.submission_number < found.submission_number
        and found.value::decimal(38, 6) * earlier.months_covered <= earlier.value::decimal(38, 6) * 3 * found.months_covered
        and found.value::decimal(38, 6) * earlier.months_covered * 3 >= earlier.value::decimal(38, 6) * found.months_covered
    group by all
)

select
    suspected.observation_id, suspected.rule_id, suspected.rule_version, suspected.severity, suspected.direction, suspected.value,
    suspected.usual_value, suspected.head_count,
    case
        when own.decision_id is not null then own.decision_kind
        when suspected.severity <> 'held' then 'noted'
        when released_level.decision_id is not null then 'released'
        else 'open'
    end as state,
    coalesce(own.decision_id, released_level.decision_id) as decision_id,
    own.decision_id is null and released_level.decision_id is not null as is_reused,
    suspected.held_cell_id,
    suspected.indicator_id,
    suspected.subject_id as enterprise_id,
    suspected.period,
    split_part(suspected.form_column_id, '.', 2) as column_name,
    suspected.submission_id, suspected.source_sheet, suspected.source_cell,
    regexp_extract(suspected.source_cell, '[0-9]+$')::integer as source_row
from suspected
left join in_force as own
    on own.held_cell_id = suspected.held_cell_id
left join released_level
    on released_level.observation_id = suspected.observation_id
    and released_level.rule_id = suspected.rule_id
order by suspected.observation_id, suspected.rule_id
