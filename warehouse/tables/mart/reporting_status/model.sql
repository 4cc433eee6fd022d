-- One row per form, period and enterprise that owes the form or has sent it.
with received as (
    select
        coalesce(sheet.form_id, submission.form_id) as form_id,
        observation.period,
        observation.subject_id as enterprise_id,
        min(observation.known_from) as received_at,
        arg_min(submission.submission_id, (observation.known_from, observation.submission_number)) as submission_id
    from core.observation
    join core.submission using (submission_id)
    left join core.submission_sheet as sheet
        on sheet.submission_id = observation.submission_id
        and sheet.source_sheet = observation.source_sheet
    where observation.subject_kind = 'enterprise' and observation.value is not null
    group by all
),
first_return as (
    select form_id, enterprise_id, min(period) as period
    from received
    group by all
),
exit as (
    select entry.credit_code, min(submission.received_at) as known_at
    from stage.enterprise as entry
    join core.submission using (submission_number)
    where entry.status = 'exited'
    group by all
),
opened as (
    select *
    from core.reporting_period
    where reporter <> 'department'
),
-- A recognised firm owes from its recognition, or from its first return where that is earlier, until its exit is known.
owed as (
    select opened.form_id, opened.period, enterprise.enterprise_id
    from opened
    cross join core.enterprise
    left join first_return
        on first_return.form_id = opened.form_id
        and first_return.enterprise_id = enterprise.enterprise_id
    left join exit on enterprise.status = 'exited' and exit.credit_code = enterprise.credit_code
    where (
            opened.period >= first_return.period
            or (
                opened.reporter = 'enterprise'
                and (opened.period_end_date >= enterprise.recognised_date or enterprise.recognised_date is null)
            )
        )
        and (exit.known_at is null or opened.period_end_date < exit.known_at)
    union
    select form_id, period, enterprise_id
    from received
    semi join opened using (form_id, period)
),
exempt as (
    select owed.form_id, owed.period, owed.enterprise_id, min(exemption.exemption_id) as exemption_id
    from owed
    join core.reporting_exemption as exemption
        on exemption.form_id = owed.form_id
        and exemption.enterprise_id = owed.enterprise_id
        and owed.period between exemption.first_period and exemption.last_period
    group by all
),
judged as (
    select
        owed.form_id,
        owed.period,
        owed.enterprise_id,
        opened.period_end_date,
        case
            when not opened.is_collected then 'not_due'
            when exempt.exemption_id is not null then 'exempt'
            when received.received_at <= opened.closes_at then 'on_time'
            when received.received_at is not null then 'late'
            when build.as_of > opened.closes_at then 'missing'
            else 'not_due'
        end as status,
        opened.due_at,
        received.received_at,
        coalesce(received.received_at, build.as_of) as judged_at,
        received.submission_id,
        exempt.exemption_id
    from owed
    join opened using (form_id, period)
    left join received using (form_id, period, enterprise_id)
    left join exempt using (form_id, period, enterprise_id)
    cross join stage.build
)
select
    form_id,
    period,
    enterprise_id,
    period_end_date,
    status,
    due_at,
    received_at,
    case
        when status = 'on_time' then 0
        -- Whole microseconds, rounded up to days.
        when status in ('late', 'missing')
            then ((epoch_us(judged_at) - epoch_us(due_at) + 86399999999) // 86400000000)::integer
    end as days_late,
    submission_id,
    exemption_id
from judged
order by form_id, period, enterprise_id
