-- One row per task and quarter of its plan's year that is over at the build's as-of day.
with due as (
    select
        task.task_id,
        task.lead_department_id as department_id,
        year(document.issued_date) || '-Q' || quarter.number as quarter,
        -- One week after the end of the quarter, as the plan asks.
        last_day(make_date(year(document.issued_date)::integer, (quarter.number * 3)::integer, 1)) as quarter_end
    from core.task
    join core.document using (document_id)
    cross join range(1, 5) as quarter(number)
    where document.issued_date is not null
),
report as (
    select staged.*, submission.received_at, submission.is_synthetic, submission.submission_id
    from stage.department_report as staged
    join core.submission using (submission_number)
),
newest as (
    select *
    from report
    qualify row_number() over (partition by task_id, report_quarter order by submission_number desc, source_row) = 1
),
first_report as (
    select task_id, report_quarter, min(received_at) as first_received_at
    from report
    group by all
)
select
    due.task_id || '-' || due.quarter as task_report_id,
    due.task_id,
    due.quarter,
    due.department_id,
    due.quarter_end + 7 as due_date,
    case
        -- Instants are UTC; a day ends in the province.
        when (first_report.first_received_at + interval 8 hour)::date <= due.quarter_end + 7 then 'on_time'
        when first_report.first_received_at is not null then 'late'
        when (build.as_of + interval 8 hour)::date <= due.quarter_end + 7 then 'not_due'
        else 'missing'
    end as report_status,
    newest.received_at,
    newest.progress_status,
    newest.progress_note,
    newest.is_synthetic,
    newest.submission_id,
    newest.source_sheet,
    newest.source_row
from due
cross join stage.build as build
left join newest on newest.task_id = due.task_id and newest.report_quarter = due.quarter
left join first_report on first_report.task_id = due.task_id and first_report.report_quarter = due.quarter
where due.quarter_end < (build.as_of + interval 8 hour)::date
order by task_report_id
