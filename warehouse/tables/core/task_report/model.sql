-- One row per task, quarter of its plan's year that is over at the build's as-of day, and unit that carries the task.
with due as (
    select
        task.task_id,
        duty.department_id,
        duty.role,
        opened.period as quarter,
        -- The calendar closes at the end of a day in the province, which is the midnight after it; instants are UTC.
        (opened.due_at + interval 8 hour - interval 1 microsecond)::date as due_date,
        opened.closes_at
    from core.task
    join core.task_department as duty using (task_id)
    join core.document using (document_id)
    join core.reporting_period as opened
        on opened.form_id = 'department_report'
        and year(opened.period_end_date) = year(document.issued_date)
),
report as (
    select
        staged.*,
        department.department_id,
        submission.received_at,
        submission.is_synthetic,
        submission.submission_id
    from stage.department_report as staged
    join core.submission using (submission_number)
    join core.department on department.name_zh = staged.department_name
),
newest as (
    select *
    from report
    qualify row_number() over (
        partition by task_id, report_quarter, department_id order by submission_number desc, source_row desc
    ) = 1
),
-- Due before anything was received here: timeliness unknown.
ledger as (
    select min(received_at) as begins_at
    from core.submission
),
first_report as (
    select task_id, report_quarter, department_id, min(received_at) as first_received_at
    from report
    group by all
)
select
    due.task_id || '-' || due.quarter || '-' || due.department_id as task_report_id,
    due.task_id,
    due.quarter,
    due.department_id,
    due.role,
    due.due_date,
    case
        when first_report.first_received_at is not null and due.closes_at < ledger.begins_at then 'back_loaded'
        when first_report.first_received_at <= due.closes_at then 'on_time'
        when first_report.first_received_at is not null then 'late'
        when build.as_of <= due.closes_at then 'not_due'
        else 'missing'
    end as report_status,
    newest.received_at,
    newest.progress_status,
    newest.progress_note,
    newest.fields_note,
    newest.completed_quantity,
    newest.evidence_note,
    coalesce(
        newest.report_quarter = max(newest.report_quarter) over (partition by due.task_id, due.department_id), false
    ) as is_current,
    newest.is_synthetic,
    coalesce(newest.is_flagged, false) as is_flagged,
    newest.submission_id,
    newest.source_sheet,
    newest.source_row
from due
cross join stage.build as build
cross join ledger
left join newest
    on newest.task_id = due.task_id
    and newest.report_quarter = due.quarter
    and newest.department_id = due.department_id
left join first_report
    on first_report.task_id = due.task_id
    and first_report.report_quarter = due.quarter
    and first_report.department_id = due.department_id
order by task_report_id
