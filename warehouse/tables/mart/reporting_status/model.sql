-- One row per form, period, subject (enterprise, task, project) and reporter that owes or has sent the report.
with received_by_enterprise as (
    -- Few rows per file first: there are millions of values.
    select submission_number, source_sheet, period, subject_id, min(known_from) as known_from
    from core.observation
    anti join core.withdrawn_value using (observation_id, submission_id)
    where subject_kind = 'enterprise' and value is not null
    group by all
),
received as (
    select
        coalesce(sheet.form_id, reading.form_id, submission.form_id) as form_id,
        found.period,
        'enterprise' as subject_kind,
        found.subject_id,
        found.subject_id as reporter_id,
        min(found.known_from) as received_at,
        arg_min(submission.submission_id, (found.known_from, found.submission_number)) as submission_id
    from received_by_enterprise as found
    join core.submission using (submission_number)
    left join stage.reading as reading using (submission_number)
    left join core.submission_sheet as sheet
        on sheet.submission_id = submission.submission_id
        and sheet.source_sheet = found.source_sheet
    group by all
    union all
    select
        'department_report',
        staged.report_quarter,
        'task',
        staged.task_id,
        department.department_id,
        min(submission.received_at),
        arg_min(submission.submission_id, (submission.received_at, submission_number))
    from stage.department_report as staged
    join core.submission using (submission_number)
    join core.department on department.name_zh = staged.department_name
    semi join core.task_department as duty
        on duty.task_id = staged.task_id
        and duty.department_id = department.department_id
    group by all
    union all
    select
        'monthly_project_report',
        staged.period,
        'project',
        project.project_id,
        project.project_id,
        min(submission.received_at),
        arg_min(submission.submission_id, (submission.received_at, submission_number))
    from stage.project_report as staged
    join core.submission using (submission_number)
    join core.project
        on project.project_id = staged.project_id
        and project.is_synthetic = submission.is_synthetic
    group by all
),
first_return as (
    select form_id, subject_kind, subject_id, min(period) as period
    from received
    group by all
),
registered as (
    select
        identity.enterprise_id,
        entry.submission_number,
        entry.source_row,
        (submission.received_at + interval 8 hour)::date as holds_from,
        coalesce(entry.status = 'exited', false) as is_exit
    from stage.enterprise as entry
    join core.submission using (submission_number)
    join core.enterprise_identity as identity
        on identity.identifier_kind = 'credit_code'
        and identity.identifier_code = entry.credit_code
),
changed as (
    select
        change.enterprise_id,
        submission.submission_number,
        change.source_row,
        change.change_date as holds_from,
        change.change_kind = 'merger' or change.new_status = 'exited' as is_exit
    from core.enterprise_change as change
    join core.submission using (submission_id)
    cross join stage.build
    where change.is_applied
        and change.change_date <= (build.as_of + interval 8 hour)::date
        and (change.change_kind = 'merger' or change.new_status is not null)
),
-- What said whether a firm takes part, in the order in which core.enterprise believes it: a register, from the day on
-- which it arrived in China, and after it the changes that arrived later, each from its own day on.
standing as (
    select *, submission_number as register_number, false as is_change
    from registered
    union all by name
    select changed.*, coalesce(registered.submission_number, 0) as register_number, true as is_change
    from changed
    asof left join registered
        on registered.enterprise_id = changed.enterprise_id
        and registered.submission_number < changed.submission_number
),
numbered as (
    select
        *,
        count(*) filter (where not is_exit) over (
            partition by enterprise_id
            order by register_number, is_change, holds_from, submission_number, source_row
        ) as stay_number
    from standing
),
-- From the day on which a firm left to the day on which it came back, if it did.
absence as (
    select
        gone.enterprise_id,
        min(gone.holds_from) as left_date,
        any_value(back.holds_from) as back_date
    from numbered as gone
    left join numbered as back
        on back.enterprise_id = gone.enterprise_id
        and back.stay_number = gone.stay_number + 1
        and not back.is_exit
    where gone.is_exit
    group by gone.enterprise_id, gone.stay_number
),
opened as (
    select *
    from core.reporting_period
),
-- A recognised firm owes from its recognition, or from its first return where that is earlier, but not for a period at
-- whose end it had left the list or gone into another firm.
owed_by_enterprises as (
    select
        opened.form_id,
        opened.period,
        'enterprise' as subject_kind,
        enterprise.enterprise_id as subject_id,
        enterprise.enterprise_id as reporter_id
    from opened
    cross join core.enterprise
    left join first_return
        on first_return.form_id = opened.form_id
        and first_return.subject_id = enterprise.enterprise_id
        and first_return.subject_kind = 'enterprise'
    anti join absence
        on absence.enterprise_id = enterprise.enterprise_id
        and opened.period_end_date >= absence.left_date
        and (opened.period_end_date < absence.back_date or absence.back_date is null)
    where opened.reporter in ('enterprise', 'producer')
        and enterprise.enterprise_kind = 'backbone'
        and (
            opened.period >= first_return.period
            or (
                opened.reporter = 'enterprise'
                and (opened.period_end_date >= enterprise.recognised_date or enterprise.recognised_date is null)
            )
        )
),
-- Each unit that carries a task owes a report of its own on it for each period of the plan's year.
owed_by_departments as (
    select opened.form_id, opened.period, 'task' as subject_kind, task.task_id as subject_id, duty.department_id
    from opened
    cross join core.task
    join core.task_department as duty using (task_id)
    join core.document using (document_id)
    where opened.reporter = 'department' and year(opened.period_end_date) = year(document.issued_date)
),
-- A project that has reported in a year owes reports to its end, unless it is completed or stopped.
owed_by_projects as (
    select distinct opened.form_id, opened.period, 'project' as subject_kind, received.subject_id, received.reporter_id
    from opened
    join received using (form_id)
    join core.project on project.project_id = received.subject_id
    where opened.reporter = 'project'
        and received.subject_kind = 'project'
        and opened.period >= received.period
        and left(opened.period, 4) = left(received.period, 4)
        and project.status not in ('completed', 'stopped')
),
owed as (
    from owed_by_enterprises
    union
    from owed_by_departments
    union
    from owed_by_projects
    union
    select form_id, period, subject_kind, subject_id, reporter_id
    from received
    semi join opened using (form_id, period)
),
described as (
    select
        owed.*,
        if(owed.subject_kind = 'enterprise', owed.subject_id, null) as enterprise_id,
        task.task_id,
        project.project_id,
        if(owed.subject_kind = 'task', owed.reporter_id, project.lead_department_id) as department_id
    from owed
    left join core.task on owed.subject_kind = 'task' and task.task_id = owed.subject_id
    left join core.project on owed.subject_kind = 'project' and project.project_id = owed.subject_id
),
-- An exemption of a department is one from its reports on all tasks that it carries; one of a task is of all its units.
exempt as (
    select
        owed.form_id,
        owed.period,
        owed.subject_kind,
        owed.subject_id,
        owed.reporter_id,
        min(exemption.exemption_id) as exemption_id
    from described as owed
    join core.reporting_exemption as exemption
        on exemption.form_id = owed.form_id
        and exemption.subject_id in (owed.subject_id, if(owed.subject_kind = 'task', owed.department_id, null))
        and owed.period between exemption.first_period and exemption.last_period
    group by all
),
-- Due before anything was received here: back-loaded, timeliness unknown.
ledger as (
    select min(received_at) as begins_at
    from core.submission
),
judged as (
    select
        described.*,
        opened.period_end_date,
        case
            when not opened.is_collected then 'not_due'
            when exempt.exemption_id is not null then 'exempt'
            when received.received_at is not null and opened.closes_at < ledger.begins_at then 'back_loaded'
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
    from described
    join opened using (form_id, period)
    left join received using (form_id, period, subject_kind, subject_id, reporter_id)
    left join exempt using (form_id, period, subject_kind, subject_id, reporter_id)
    cross join stage.build
    cross join ledger
)
select
    form_id,
    period,
    subject_kind,
    subject_id,
    reporter_id,
    enterprise_id,
    department_id,
    task_id,
    project_id,
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
order by form_id, period, subject_id, reporter_id
