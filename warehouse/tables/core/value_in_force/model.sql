-- One row per indicator, subject, product, period and kind of period: which row of core.observation is in force, the newest
-- vintage that we know and that does not wait for a person. A later file that has the row without the value (its cell is
-- held, or empty) replaces nothing: the older value stays with its own base, flagged.
with held_back as (
    select distinct observation.observation_id, observation.submission_id, observation.source_sheet, source_row
    from core.suspicion
    join core.observation using (observation_id, submission_id)
    where severity = 'held' and state in ('open', 'rejected')
    union
    -- What earlier files gave of the same value stands in for it only where it is not as far off itself (nearer to the
    -- usual value than to the held one, or what so many persons can make), or where a person said that it is right.
    select earlier.observation_id, earlier.submission_id, earlier.source_sheet, regexp_extract(earlier.source_cell, '[0-9]+$')::integer
    from core.suspicion
    join core.plausibility_rule using (rule_id)
    join core.observation as earlier
        on earlier.observation_id = suspicion.observation_id
        and earlier.submission_id <> suspicion.submission_id
    anti join core.decision
        on decision.is_in_force
        and decision.decision_kind in ('released', 'corrected')
        and decision.held_cell_id = concat_ws('/', earlier.submission_id, earlier.source_sheet, earlier.source_cell)
    where suspicion.severity = 'held'
        and suspicion.state in ('open', 'rejected')
        and case
            when direction = 'too_high' and usual_value is not null
                then earlier.value::decimal(19, 6) * earlier.value > suspicion.value::decimal(19, 6) * usual_value
            when usual_value is not null
                then earlier.value::decimal(19, 6) * earlier.value < suspicion.value::decimal(19, 6) * usual_value
            when direction = 'too_high'
                then earlier.value::decimal(38, 6) * 12
                    > head_count::decimal(24, 6) * plausibility_rule.maximum * earlier.months_covered
            else earlier.value::decimal(38, 6) * 12
                < head_count::decimal(24, 6) * plausibility_rule.minimum * earlier.months_covered
        end
    union
    -- A rejected slip stays out when a later file has replaced it.
    select observation.observation_id, observation.submission_id, observation.source_sheet, held_cell.source_row
    from core.held_cell
    join core.observation using (submission_id, source_sheet, source_cell)
    where held_cell.state = 'rejected'
),

flagged_row as (
    select distinct submission_id, source_sheet, source_row
    from held_back
),

-- A cell that is not taken leaves no row of its own where its base is not taken either: the rest of its row says whom
-- it is about.
not_taken as (
    select
        held_cell.form_id || '.' || held_cell.column_name as form_column_id,
        beside.subject_id,
        beside.product_code,
        beside.period,
        max(beside.submission_number) as submission_number
    from core.held_cell
    anti join core.column_slip using (held_cell_id)
    join core.observation as beside
        on beside.submission_id = held_cell.submission_id
        and beside.source_sheet = held_cell.source_sheet
        and beside.source_cell = regexp_extract(beside.source_cell, '^[A-Z]+') || held_cell.source_row
    where held_cell.state in ('open', 'rejected') and beside.subject_kind = 'enterprise'
    group by all
    union all
    -- A column held as a whole has the subjects of its values itself.
    select
        observation.form_column_id,
        observation.subject_id,
        observation.product_code,
        observation.period,
        max(observation.submission_number) as submission_number
    from core.column_slip
    join core.suspicion using (held_cell_id)
    join core.observation
        on observation.observation_id = suspicion.observation_id
        and observation.submission_id = suspicion.submission_id
    where suspicion.severity = 'held' and suspicion.state in ('open', 'rejected')
    group by all
),

-- Few columns, and the place of a row for all others: what is numbered here is sorted, and a whole row is wide.
counted as (
    select
        observation.rowid as place,
        subject_id,
        indicator_id,
        product_code,
        period,
        period_kind,
        value is null and same_period_value is not null as is_base_alone,
        vintage.ordinal,
        vintage_date,
        submission_number
    from core.observation
    anti join held_back using (observation_id, submission_id)
    anti join core.withdrawn_value using (observation_id, submission_id)
    anti join (
        select observation_id, submission_id, vintage_id from core.series_break where state in ('open', 'rejected')
    ) as broken using (observation_id, submission_id, vintage_id)
    join core.vintage using (vintage_id)
),

numbered as (
    select
        *,
        count(*) over one_value::integer as version_count,
        max(submission_number) filter (where is_base_alone) over one_value as newest_base_alone,
        row_number() over (
            one_value
            order by is_base_alone, ordinal desc, vintage_date desc nulls last, submission_number desc
        ) as place_from_newest
    from counted
    window one_value as (partition by subject_id, indicator_id, product_code, period, period_kind)
),

newest as (
    select * from numbered where place_from_newest = 1
),

-- Few values arrive more than once. A file that repeats the previous value of the same release revises nothing.
revised as (
    select subject_id, indicator_id, product_code, period, period_kind, count_if(is_another)::integer as vintage_count
    from (
        select
            numbered.subject_id, numbered.indicator_id, numbered.product_code, numbered.period, numbered.period_kind,
            row_number() over one_release = 1
            or value is distinct from lag(value) over one_release
            or same_period_value is distinct from lag(same_period_value) over one_release as is_another
        from numbered
        join core.observation on observation.rowid = numbered.place
        where numbered.version_count > 1
        window one_release as (
            partition by
                numbered.subject_id, numbered.indicator_id, numbered.product_code, numbered.period, numbered.period_kind,
                vintage_id
            order by numbered.submission_number
        )
    )
    group by all
)

select
    place,
    coalesce(revised.vintage_count, 1) as vintage_count,
    is_flagged or flagged_row.submission_id is not null
    or coalesce(not_taken.submission_number > observation.submission_number, false)
    or coalesce(newest_base_alone > observation.submission_number, false) as is_flagged
from core.observation
join newest on newest.place = observation.rowid
left join flagged_row
    on flagged_row.submission_id = observation.submission_id
    and flagged_row.source_sheet = observation.source_sheet
    and observation.source_cell = regexp_extract(observation.source_cell, '^[A-Z]+') || flagged_row.source_row
left join not_taken
    on not_taken.form_column_id = observation.form_column_id
    and not_taken.subject_id = observation.subject_id
    and not_taken.product_code = observation.product_code
    and not_taken.period = observation.period
left join revised
    on revised.subject_id = observation.subject_id
    and revised.indicator_id = observation.indicator_id
    and revised.product_code = observation.product_code
    and revised.period = observation.period
    and revised.period_kind = observation.period_kind
order by place
